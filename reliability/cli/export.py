"""`reliability export`: results and decisions for other tools."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK


def export(
    form: Annotated[str | None, typer.Argument(metavar="[FORMAT]", help="Without it, list the formats.")] = None,
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARTICLE]...", help="Only these: id, URL, or words of the title; for sources, names."),
    ] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="NAME", help="Only of this publisher.")] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="MOMENT", help="Only those first seen since 2026-03-01, or since 36h, 7d ago."),
    ] = None,
    db: options.Db = None,
    output: options.Output = None,
) -> None:
    """Write scored articles, with what reviewers decided, in a format of another tool.

    The settings `desk` and `public_url` say who publishes the export and where its links lead. docs/exports.md shows
    each format.

    Examples:

        reliability export

        reliability export schema-org ferry-torch

        reliability export stix --source harbour-post.example --since 7d --output notes.json
    """
    from reliability import config, store
    from reliability.cli import _exported, _output, _terminal
    from reliability.review import exports

    if form is None:
        for name, exporter in exports.formats().items():
            typer.echo(f"{name:20} {exports.summary(exporter)}")
        return
    exporter = _exported.exporter(form, output)
    _output.check_place(output)
    settings = config.load({"db": db})
    with store.open_store(settings["db"], read_only=True) as opened:
        rows = _exported.rows(opened, settings, exporter, articles or [], source, since)
        with _output.destination(output) as out:
            exporter.render(rows, out)
    if exports.links(exporter) and not settings["public_url"]:
        _terminal.notice("no links to the articles' reports: set public_url in reliability.toml")
