"""How much is said on standard error beside results, and in which form: `--quiet`, `--verbose`, `--log-format`."""

from __future__ import annotations

import functools
import inspect
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, get_type_hints

import typer

from reliability.errors import ReliabilityError, printable

PANEL = "Messages, on standard error"


class LogFormat(StrEnum):
    """How messages are written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True)
class Voice:
    """What the running command says: less, more, or as JSON."""

    quiet: bool = False
    verbose: bool = False
    form: LogFormat = LogFormat.TEXT

    @property
    def json(self) -> bool:
        """Whether each message is a JSON object."""
        return self.form is LogFormat.JSON


_speaking = [Voice()]

_SHARED = {
    "quiet": (
        Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.", rich_help_panel=PANEL)],
        False,
    ),
    "verbose": (
        Annotated[
            bool,
            typer.Option("--verbose", "-v", help="Settings in force, time of each stage.", rich_help_panel=PANEL),
        ],
        False,
    ),
    "log_format": (
        Annotated[
            LogFormat,
            typer.Option("--log-format", help="`json` writes one object a line, for machines.", rich_help_panel=PANEL),
        ],
        LogFormat.TEXT,
    ),
}
"""Options of every command."""


def voice() -> Voice:
    """That of the command that runs."""
    return _speaking[-1]


def say(message: str, level: str = "info", **more: Any) -> None:
    """One message on standard error: a line of text, or an object with time, level, message and what there is more."""
    if voice().json:
        import orjson

        told = {"time": datetime.now(UTC), "level": level, "message": message, **more}
        print(orjson.dumps(told, option=orjson.OPT_UTC_Z).decode(), file=sys.stderr, flush=True)  # noqa: T201
    else:
        print(printable(message), file=sys.stderr)  # noqa: T201


class Lines(logging.Formatter):
    """Messages of libraries, such as those of the web server, as the same objects."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as a line of JSON."""
        import orjson

        told = {"time": datetime.now(UTC), "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return orjson.dumps(told, option=orjson.OPT_UTC_Z).decode()


def of_libraries() -> dict[str, Any]:
    """How a library logs in this command's form, for `logging.config`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": Lines}, "text": {"format": "%(levelname)s: %(message)s"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "lines" if voice().json else "text"},
        },
        "loggers": {"uvicorn": {"handlers": ["stderr"], "propagate": False}},
    }


def fail(error: ReliabilityError) -> None:
    """Say what went wrong and what to do; with --verbose also where."""
    if voice().verbose:
        import traceback

        say("".join(traceback.format_exception(error)) if voice().json else f"{type(error).__name__}:", "debug")
        if not voice().json:
            traceback.print_exception(error)
    if voice().json:
        say(error.message, "error", hint=error.hint)
        return
    colour = None if os.environ.get("NO_COLOR") else "red"
    typer.secho(f"error: {printable(error.message)}", fg=colour, err=True)
    if error.hint:
        typer.secho(f"hint: {printable(error.hint)}", err=True)


def asked_for_json(arguments: list[str]) -> bool:
    """Whether a command line asks for messages in JSON, as far as one can tell where it cannot be read."""
    return any(
        word == "--log-format=json" or (word == "--log-format" and following == "json")
        for word, following in zip(arguments, [*arguments[1:], ""], strict=True)
    )


def speak(form: LogFormat = LogFormat.TEXT, *, quiet: bool = False, verbose: bool = False) -> None:
    """Let all messages from now on be said so."""
    _speaking[:] = [Voice(quiet, verbose, form)]


def speaking(function: Callable[..., None]) -> Callable[..., None]:
    """The function of a command with the options of `_SHARED` beside its own.

    A function with an option `quiet` of its own says itself what is left out then.
    """
    hints = get_type_hints(function, include_extras=True)
    own = inspect.signature(function).parameters
    taken = [parameter.replace(annotation=hints[name]) for name, parameter in own.items()]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
        for name, (hint, default) in _SHARED.items()
        if name not in own
    ]

    @functools.wraps(function)
    def command(**given: Any) -> None:
        form, verbose = given.pop("log_format"), given.pop("verbose")
        speak(form, quiet="quiet" not in own and given.pop("quiet"), verbose=verbose)
        if verbose:
            _begin(given)
        function(**given)
        speak()

    command.__signature__ = inspect.Signature([*taken, *added])  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in (*taken, *added)}
    del command.__wrapped__
    return command


def _begin(given: dict[str, Any]) -> None:
    """Say which program runs, where, and with which settings."""
    import platform

    from reliability import __version__, config

    say(f"reliability {__version__}, Python {platform.python_version()}, {platform.platform()}", "debug")
    try:
        settings = config.load({setting.name: given.get(setting.name) for setting in config.SETTINGS})
    except ReliabilityError:
        return  # the command itself says so
    for name, origin in settings.origins.items():
        if origin != "default" or name in ("db", "model", "workers"):
            say(f"{name} = {settings[name]!r} ({origin})", "debug")
