"""`reliability serve`: the HTTP API on this machine."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from reliability import resources
from reliability.cli import _options as options
from reliability.errors import ReliabilityError

HOST = "127.0.0.1"

PANEL = options.SCORE


def serve(
    db: options.Db = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on the loopback address.")] = 8000,
    model: options.ModelFolder = None,
    suites: options.SuiteFolders = None,
) -> None:
    """Serve the HTTP API on 127.0.0.1: score one article with POST /api/v1/score, list them with GET /api/v1/articles.

    The description of the API is at /openapi.json. The server owns the database while it runs. It listens on the
    loopback address only: there are no users yet, so it must not be reachable from elsewhere.

    Example:

        reliability serve --db desk.duckdb --port 8000
    """
    from reliability import config, pipeline
    from reliability.cli._terminal import notice

    try:
        import uvicorn

        from reliability.web import create
    except ModuleNotFoundError as error:
        raise ReliabilityError(
            f"The web server needs the package '{error.name}'.", f"Run: {resources.install('web')}"
        ) from error
    listening = _listen(port)
    settings = config.load({"db": db, "model": model, "suites": suites, "workers": 1})
    with pipeline.session(settings) as desk, desk.store.shared():
        notice(f"http://{HOST}:{port}/openapi.json (Ctrl-C ends it)")
        server = uvicorn.Server(uvicorn.Config(create(desk), log_level="warning"))
        server.run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise ReliabilityError(f"Port {port} cannot be used: {error.strerror}.", "Choose another --port.") from error
