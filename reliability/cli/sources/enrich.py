"""`reliability sources enrich`: what publishers say of themselves on their trust pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reliability.cli import _options as options

if TYPE_CHECKING:
    from reliability.config import Config
    from reliability.declaring import Site, Tally

SHOWN = 10


def enrich(
    domains: Annotated[
        list[str] | None,
        typer.Argument(metavar="DOMAIN...", help="Publishers by their domain, or by an address.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every publisher of the database.")] = False,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Read this trust.txt, ads.txt, home page or schema.org JSON of the one DOMAIN; no network is used.",
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Ask also for what answered in the last 30 days.")] = False,
    db: options.Db = None,
    quiet: options.Quiet = False,
) -> None:
    """Ask publishers for their own trust pages, and keep what they declare, apart from all scores.

    Read are trust.txt, the owner lines of ads.txt, and on the home page the schema.org data of the organisation and
    links to its policies and JTI report. This is weak evidence: the publisher says it of itself, and nobody checked;
    no score uses it. Only where both sides of a relation declare it, that is said. `reliability sources NAME` shows it.

    Sites are asked once a second at most, and robots.txt is kept to. A site that fails is named and the rest goes on;
    run again, only what is missing is asked for.

    Examples:

        reliability sources enrich harbour-post.example

        reliability sources enrich --all

        reliability sources enrich harbour-post.example --from trust.txt --from home.html
    """
    from reliability import config, declaring
    from reliability.cli import _terminal
    from reliability.errors import ReliabilityError, counted

    settings = config.load({"db": db})
    sites = [declaring.site(given) for given in dict.fromkeys(domains or ())]
    if (every and (sites or files)) or not (every or sites):
        raise ReliabilityError("Name domains, or give --all.", "As in `reliability sources enrich example.com`.")
    if files:
        if len(sites) != 1:
            raise ReliabilityError("Files of --from are of one publisher.", "Name its domain, and no other.")
        tally = _of_files(files, sites[0], settings)
    else:
        tally = _of_sites(sites, settings, again, quiet)
    found = f"{counted(tally.declaring, 'publisher')} declared {counted(tally.statements, 'thing')} of themselves"
    rest = [f"{tally.silent:,} nothing" if tally.silent else "", f"{tally.known:,} were known" if tally.known else ""]
    _terminal.notice(", ".join(filter(None, [found, *rest])) + ". None of it is checked.", quiet=quiet)
    for source, said in list(tally.failed.items())[:SHOWN]:
        _terminal.notice(f"  {source} failed: {said}")
    if len(tally.failed) > SHOWN:
        _terminal.notice(f"  ... and {len(tally.failed) - SHOWN:,} more failed. Run it again for these.")


def _of_files(files: list[Path], site: Site, settings: Config) -> Tally:
    from datetime import UTC, datetime

    from reliability import declaring, store

    answers = [declaring.from_file(file, site) for file in files]
    tally = declaring.Tally()
    with store.open_store(settings["db"]) as opened:
        declaring.keep(opened, site, declaring.joined(answers), datetime.now(UTC))
    tally.add(site.source, answers)
    return tally


def _of_sites(sites: list[Site], settings: Config, again: bool, quiet: bool) -> Tally:
    from datetime import UTC, datetime

    from reliability import declaring, fetching, store
    from reliability.cli._pause import Pause
    from reliability.cli._terminal import Bar

    fetching.check_installed()
    with Pause() as pause, store.open_store(settings["db"]) as opened, Bar(quiet, "publishers") as bar:
        guest = fetching.Guest(private=settings["fetch_private"], wait=pause.wait)
        return declaring.enrich(
            opened,
            sites or declaring.of_database(opened),
            guest,
            lambda: datetime.now(UTC),
            again=again,
            ended=lambda: pause.ended,
            progress=lambda share, done: bar.show("asking", share, done),
        )
