"""`reliability serve`: the review pages and the HTTP API."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated

import typer

from reliability import resources
from reliability.cli import _options as options
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.config import Config
    from reliability.web import Entrance

HOST = "127.0.0.1"
CHUNK = 100  # articles: a full run of the server is two, for two workers, which start when the first such run comes
KEPT = 75  # seconds that a connection stays open unused: longer than clients and proxies keep theirs
UNENCRYPTED = (
    "warning: this server does not encrypt: whoever shares the network can read passwords and tokens. "
    "Put a proxy with TLS in front of it; docs/access.md shows how."
)

PANEL = options.SCORE


def serve(
    db: options.Db = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on; others than loopback need users.")
    ] = HOST,
    trusted_hosts: Annotated[
        list[str] | None,
        typer.Option("--trusted-hosts", metavar="NAME", help="A name by which browsers call it, such as desk.example."),
    ] = None,
    proxies: Annotated[
        list[str] | None,
        typer.Option("--behind-proxy", metavar="ADDRESS", help="Believe X-Forwarded-For and -Proto from this address."),
    ] = None,
    model: options.ModelFolder = None,
    suites: options.SuiteFolders = None,
    workers: options.Workers = None,
) -> None:
    """Serve the review pages and the HTTP API: POST /api/v1/score scores an article.

    The description of the API is at /openapi.json. The server owns the database while it runs; other commands go
    through it. It listens on this machine only, and whoever sits there may do everything until there are users. To be
    reached from elsewhere it needs users or tokens: see `reliability users` and `reliability tokens`.

    Examples:

        reliability serve --db desk.duckdb --port 8000

        reliability serve --behind-proxy 127.0.0.1 --trusted-hosts desk.example
    """
    from reliability import config, pipeline
    from reliability.cli import _voice
    from reliability.cli._terminal import notice

    with resources.needing("web", "The web server"):
        import uvicorn

        from reliability.web import Entrance, create
    entrance = Entrance(host.lower(), _names(trusted_hosts), _names(proxies))
    given = {"db": db, "model": model, "suites": suites, "workers": workers}
    settings = config.load(given)
    if settings.origins["chunk"] == "default":
        settings = config.load(given | {"chunk": CHUNK})
    _check(entrance, settings)
    listening = _listen(host, port)
    with pipeline.session(settings) as desk, desk.store.shared():
        notice(f"http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends it)")
        if entrance.exposed:
            notice(UNENCRYPTED)
        uvicorn.Server(
            uvicorn.Config(
                create(desk, entrance),
                log_config=_voice.of_libraries(),
                log_level="info" if _voice.voice().verbose else "warning",
                server_header=False,
                ws="none",
                timeout_keep_alive=KEPT,
                proxy_headers=bool(entrance.proxies),  # whoever may set them could choose an address
                forwarded_allow_ips=list(entrance.proxies),
            )
        ).run(sockets=[listening])


def _check(entrance: Entrance, settings: Config) -> None:
    """Refuse at once what the server would refuse after it has loaded everything."""
    from reliability import store

    if not entrance.local:
        with store.open_store(settings["db"]) as opened:
            entrance.check(opened)


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Names given in several options, or in one with commas."""
    return tuple(name.strip().lower() for part in given or [] for name in part.split(",") if name.strip())


def _listen(host: str, port: int) -> socket.socket:
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        # What asyncio sets only where a socket names its protocol: without it each body waits 40 ms for its headers.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        hint = "Choose another --port." if host == HOST else "Choose another --port or --host."
        raise ReliabilityError(f"Port {port} of {host} cannot be used: {error.strerror}.", hint) from error
