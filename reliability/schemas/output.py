"""What an output is: its name, who makes it, and the schema of one object of it."""

from __future__ import annotations

from dataclasses import dataclass

from reliability.quality.fields import Schema


@dataclass(frozen=True)
class Output:
    """Something that the program prints, writes, sends or reads as JSON.

    Args:
        name: by which its schema is found.
        commands: command lines that make or take it, without `reliability`; what stands for a value is in capitals.
        schema: of one object; its `description` says what it is.
        lines: whether there is one such object a line, rather than one in all.
    """

    name: str
    commands: tuple[str, ...]
    schema: Schema
    lines: bool = True
