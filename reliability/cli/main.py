"""The `reliability` program: finds its commands and turns errors into messages and exit statuses."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from types import ModuleType
from typing import Annotated, Any

import typer
import typer.core

from reliability import __version__, cli
from reliability.cli import _usage, _voice
from reliability.cli._options import PANELS
from reliability.errors import Busy, ReliabilityError


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

    Nothing leaves this machine but the request for a page whose address you give. Results go to standard output,
    everything else to standard error.

    Exit status: 0 done; 1 what --fail-on names was found; 2 your mistake; 3 the program's.
    """


NAME = "reliability"
MEANT = "reliability.meant"  # where a group keeps the command that its first word looks like


class Group(typer.core.TyperGroup):
    """Commands; one of them may be what the group does without naming any. Every slip gets a message with a hint."""

    default: str | None = None

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the group's own options."""
        with _explaining():
            return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the default where no command is named."""
        named = args and args[0] in (*self.commands, *ctx.help_option_names)
        if self.default and not named and not ctx.resilient_parsing:
            near = get_close_matches(args[0], self.commands, n=1, cutoff=0.7) if args else []
            ctx.meta[MEANT] = f"{ctx.command_path} {near[0]}" if near else None
            return super().parse_args(ctx, [self.default, *args])
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; where a word is none, say which there are."""
        if args[0] not in self.commands and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise _usage.no_command(args[0], ctx.command_path, self.commands)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that is named."""
        with _explaining():
            try:
                return super().invoke(ctx)
            except ReliabilityError as error:
                if ctx.meta.get(MEANT) and not isinstance(error, Busy):
                    hint = f"{error.hint} Or did you mean `{ctx.meta.pop(MEANT)}`?"
                    raise ReliabilityError(error.message, hint.strip(), exit_code=error.exit_code) from error
                raise


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except _usage.UsageError as error:
        raise _usage.explained(error) from None


def build() -> typer.Typer:
    """The application with every command of this package.

    Each file `<command>.py` holds a function of its name, with a `_` at the end where Python has the word already; a
    folder is a group of such files. `PANEL` says where in the help a command stands, `DEFAULT` which command of a
    group needs no name.
    """
    app = typer.Typer(name=NAME, cls=Group, no_args_is_help=True, rich_markup_mode="markdown")
    app.pretty_exceptions_enable = False
    app.callback()(_root)
    _add(app, cli)
    return app


def _add(app: typer.Typer, package: ModuleType) -> None:
    """Add the commands and groups in a package to an application."""
    names = [info.name for info in pkgutil.iter_modules(package.__path__) if not info.name.startswith("_")]
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names if name != "main"]
    for module in sorted(modules, key=lambda module: PANELS.index(getattr(module, "PANEL", PANELS[0]))):
        name, panel = module.__name__.rpartition(".")[2], getattr(module, "PANEL", None)
        if hasattr(module, "__path__"):
            default = getattr(module, "DEFAULT", None)
            kind = type("Group", (Group,), {"default": default})
            group = typer.Typer(
                cls=kind, help=module.__doc__, no_args_is_help=default is None, rich_markup_mode="markdown"
            )
            _add(group, module)
            app.add_typer(group, name=name, rich_help_panel=panel)
        else:
            app.command(name.rstrip("_").replace("_", "-"), rich_help_panel=panel)(
                _voice.speaking(getattr(module, name))
            )


def commands(app: typer.Typer) -> list[str]:
    """The full name of every command, such as `score` or `train claims`, and of every group before its commands."""
    names = [command.name or "" for command in app.registered_commands]
    for group in app.registered_groups:
        inner = commands(group.typer_instance) if group.typer_instance else []
        names += [str(group.name), *(f"{group.name} {name}" for name in inner)]
    return sorted(names)


def _interrupted(number: int, frame: object) -> None:
    _voice.say("stopping; what is stored stays, run the same command to go on")
    raise KeyboardInterrupt


def _to_the_end() -> None:
    """Run the program until all that it prints is out.

    Raises:
        BrokenPipeError: nobody reads on; Rich and Typer make an exit with status 1 of it, which means something else.
    """
    try:
        build()(prog_name=NAME)
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        sys.stdout.flush()
        raise


def _write_any_letter() -> None:
    """Let output stand letters of any language, where the system has an older encoding, as Windows has for pipes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            if os.name == "nt" and not stream.isatty():
                stream.reconfigure(encoding="utf-8")
            else:
                stream.reconfigure(errors="replace")


def run() -> None:
    """Entry point of the console script."""
    _write_any_letter()
    signal.signal(signal.SIGINT, _interrupted)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads only wait for our small matrices, and burn a core
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that workers are stopped too
    try:
        _to_the_end()
    except ReliabilityError as error:
        if _voice.asked_for_json(sys.argv):
            _voice.speak(_voice.LogFormat.JSON, verbose=_voice.voice().verbose)
        _voice.fail(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:
        import traceback

        if _voice.voice().json:
            _voice.say("This is a fault of the program; please report it.", "critical", trace=traceback.format_exc())
        else:
            traceback.print_exc()
            typer.secho("error: this is a fault of the program, not yours; please report the lines above.", err=True)
        sys.exit(3)
