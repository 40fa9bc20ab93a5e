"""What a form brought, as plain texts."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from reliability.web.body import MAX_BODY


class Form:
    """The fields of a form; those that are missing are empty."""

    def __init__(self, fields: FormData) -> None:
        self.fields = fields

    def __getitem__(self, name: str) -> str:
        value = self.fields.get(name, "")
        return value if isinstance(value, str) else ""

    def beginning(self, prefix: str) -> dict[str, str]:
        """The fields whose names begin so, by the rest of their names."""
        texts = ((name, self[name]) for name in self.fields if name.startswith(prefix))
        return {name.removeprefix(prefix): text for name, text in texts}


async def _form(request: Request) -> Form:
    return Form(await request.form(max_files=1, max_fields=2_000, max_part_size=MAX_BODY))


Sent = Annotated[Form, Depends(_form)]
"""Parameter of a route that takes a form."""
