"""Pages from templates: one Jinja environment for the life of the server, every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from reliability import access
from reliability.reports import templating
from reliability.web import files, words

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context
    from markupsafe import Markup

TEMPLATES = (Path(__file__).with_name("templates"), templating.TEMPLATES)
"""Where templates are: the pages' own, then those of the reports, whose parts they include."""
CSRF_FIELD = "csrf_token"


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page.

    Args:
        request: the request; `request.state.user` is who is signed in and `request.state.csrf_token` what its forms
            carry, where they are set.
        template: its name in `templates/`.
        status: HTTP status.
        values: what the template shows; `user` may be given here too. Templates also get `may_review`.
    """
    shown = {"user": getattr(request.state, "user", None), "request": request, **values}
    shown["may_review"] = shown["user"] is not None and access.may(shown["user"].role, access.REVIEWER)
    return HTMLResponse(environment().get_template(template).render(shown), status_code=status)


@cache
def environment() -> Environment:
    """The environment; templates are compiled once."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        undefined=StrictUndefined,
    )
    made.filters.update(words.FILTERS)
    made.globals.update(asset=files.address, csrf_field=_csrf_field())
    return made


def _csrf_field() -> Any:
    from jinja2 import pass_context
    from markupsafe import Markup

    @pass_context
    def csrf_field(context: Context) -> Markup:
        """The hidden field of a form that changes something."""
        token = getattr(context["request"].state, "csrf_token", "")
        return Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, token)

    return csrf_field
