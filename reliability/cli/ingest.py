"""`reliability ingest`: read articles into the database and nothing else."""

from __future__ import annotations

from reliability.cli import _options as options

PANEL = options.SCORE


def ingest(
    inputs: options.Articles,
    db: options.Db = None,
    strict: options.Strict = False,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Read articles into the database without scoring them.

    An article that is already there changes nothing; one whose text has changed becomes a new revision, and the
    old one is kept. Records that cannot be read go to the table `rejects` with their reason.

    Example:

        reliability ingest archive/ --db desk.duckdb
    """
    from reliability import config, intake, pipeline
    from reliability.cli import _terminal

    settings = config.load({"db": db, "fetch_cache": 0 if no_cache else None})
    intakes = intake.read(inputs, settings, strict=strict)
    with _terminal.Bar(quiet) as bar, pipeline.ingest(intakes, inputs, settings, bar.show) as run:
        bar.stop()
        _terminal.report_run(run, quiet=quiet)
