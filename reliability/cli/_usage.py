"""What a slip on the command line is answered with: what is wrong with it, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import typer

from reliability.errors import ReliabilityError

UsageError: Any = typer.BadParameter.__base__
"""Typer's error for a command line that does not fit; it has no public name there."""

SHARED = ("--quiet", "-q", "--verbose", "-v", "--log-format")
"""Options that every command has, and the program without a command has not."""

FEW, SOME = 3, 9  # commands of a group
_EXAMPLE = re.compile(r"^\s*(reliability [^\n]+)$", re.M)
_FOREIGN = re.compile(r"\bValue error, |Input should be (?:a valid (\w+), unable to parse .*|(.+))$")


def explained(error: Any) -> Exception:
    """The same as a message with a hint; the help that is shown where no command is named stays what it is."""
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        return error  # type: ignore[no-any-return]
    path = error.ctx.command_path if error.ctx is not None else "reliability COMMAND"
    help_ = f"See `{path} --help`."
    if name == "NoSuchOption":
        near = get_close_matches(error.option_name, error.possibilities or (), n=1)
        hint = f"Did you mean {near[0]}? {help_}" if near else _written(path, error.ctx) + help_
        if error.option_name in SHARED and path == "reliability":
            hint = f"Write it behind the command: `reliability score ... {error.option_name}`."
        return ReliabilityError(f"`{path}` has no option {error.option_name}.", hint)
    if name == "MissingParameter":
        example = _EXAMPLE.search(error.ctx.command.help or "")
        such = f"For example: {example[1]}. " if example else ""
        return ReliabilityError(f"`{path}` needs {_asked(error.param)}.", such + help_)
    if isinstance(error, typer.BadParameter):
        return _of_value(error, help_)
    return ReliabilityError(_sentence(error.format_message()), help_)


def no_command(word: str, group: str, known: Iterable[str]) -> ReliabilityError:
    """The error for a word in the place of a command that is none."""
    names = list(known)
    near = get_close_matches(word, names, n=2)
    meant = f"Did you mean {' or '.join(f'`{group} {name}`' for name in near)}? " if near else ""
    listed = "" if near else _listed(group, names)
    return ReliabilityError(f"'{word[:80]}' is no command of `{group}`.", f"{meant}{listed}See `{group} --help`.")


def _written(path: str, ctx: Any) -> str:
    """The commands of a group that got an option of theirs."""
    commands = getattr(ctx.command, "commands", None) if ctx is not None else None
    return _listed(path, list(commands)) if commands else ""


def _listed(group: str, names: list[str]) -> str:
    """All commands of a small group: as they are written, where they are few."""
    if len(names) <= FEW:
        return f"Write {' or '.join(f'`{group} {name} ...`' for name in names)}. "
    return f"There are {', '.join(names)}. " if len(names) <= SOME else ""


def _of_value(error: Any, help_: str) -> ReliabilityError:
    said = _FOREIGN.sub(lambda found: _in_words(found[1], found[2]), error.message).strip()
    if error.param is None:
        return ReliabilityError(_sentence(said), help_)
    about = (getattr(error.param, "help", None) or "").strip()
    return ReliabilityError(_sentence(f"{_asked(error.param)}: {said}"), f"{about} {help_}".strip())


def _in_words(kind: str | None, rule: str | None) -> str:
    if kind:
        return {"integer": "that is no whole number", "number": "that is no number"}.get(kind, f"that is no {kind}")
    if rule is None:
        return ""
    return f"must be {rule.replace('greater than or equal to', 'at least').replace('less than or equal to', 'at most')}"


def _asked(param: Any) -> str:
    """`--format`, or `INPUT`."""
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name).strip("[]{}.")


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."
