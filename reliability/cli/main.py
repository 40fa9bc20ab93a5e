"""The `reliability` program: finds its commands and turns errors into messages and exit statuses."""

from __future__ import annotations

import importlib
import os
import pkgutil
import signal
import sys
from typing import Annotated

import typer

from reliability import __version__, cli
from reliability.cli._options import PANELS
from reliability.errors import ReliabilityError, printable


def _version(value: bool) -> None:
    if value:
        typer.echo(f"reliability {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Who says what in the news, through whom it came, and how far to trust it.

    Start with `reliability score FILE`, look into one article with `reliability explain ARTICLE`, and list the
    publishers with `reliability sources`.

    Nothing leaves this machine. Results go to standard output, everything else to standard error.

    Exit status: 0 done; 1 what --fail-on names was found; 2 your mistake; 3 the program's.
    """


def build() -> typer.Typer:
    """The application with every command of this package: each file `<command>.py` holds a function of its name."""
    app = typer.Typer(name="reliability", no_args_is_help=True, rich_markup_mode="markdown")
    app.pretty_exceptions_enable = False
    app.callback()(_root)
    names = [info.name for info in pkgutil.iter_modules(cli.__path__) if not info.name.startswith("_")]
    modules = [importlib.import_module(f"{cli.__name__}.{name}") for name in names if name != "main"]
    for module in sorted(modules, key=lambda module: PANELS.index(module.PANEL)):
        name = module.__name__.rpartition(".")[2]
        app.command(name, rich_help_panel=module.PANEL)(getattr(module, name))
    return app


def _interrupted(number: int, frame: object) -> None:
    typer.secho("\nstopping; what is stored stays, run the same command to go on", err=True)
    raise KeyboardInterrupt


def run() -> None:
    """Entry point of the console script."""
    signal.signal(signal.SIGINT, _interrupted)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that workers are stopped too
    try:
        build()()
    except ReliabilityError as error:
        typer.secho(f"error: {printable(error.message)}", fg="red", err=True)
        if error.hint:
            typer.secho(f"hint: {printable(error.hint)}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:
        import traceback

        traceback.print_exc()
        typer.secho("error: this is a fault of the program, not yours; please report the lines above.", err=True)
        sys.exit(3)
