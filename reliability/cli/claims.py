"""`reliability claims`: who says what, without scoring."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reliability.cli import _options as options

if TYPE_CHECKING:
    import polars as pl

PANEL = options.LOOK

FORM = "How to write the claims (default: by the name of --output, else table)."
PLACE = "Write here instead of stdout; a folder for brat and webanno."


def claims(
    inputs: options.Articles,
    form: Annotated[options.ClaimsFormat | None, typer.Option("--format", "-f", help=FORM)] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PLACE", help=PLACE)] = None,
    limit: options.Limit = 200,
    strict: options.Strict = False,
    claims_model: options.ClaimsModel = None,
    workers: options.Workers = None,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """List the claims of articles: who says what, and through whom it came.

    Nothing is stored. Spans are Python string offsets into the article's text. The formats conll, brat and webanno
    hold whole articles with their claims, for annotation tools; docs/annotations.md describes them.

    Examples:

        reliability claims article.txt

        reliability claims corpus.jsonl.gz --format jsonl --output claims.jsonl

        reliability claims intake/ --format brat --output for-brat
    """
    from reliability import annotating, config, intake
    from reliability.cli import _annotations, _output, _terminal
    from reliability.reports import views

    settings = config.load({"claims_model": claims_model, "workers": workers, "fetch_cache": 0 if no_cache else None})
    wanted = form or _output.asked(output, options.ClaimsFormat)
    intakes = intake.read(inputs, settings, strict=strict)
    if wanted in _annotations.FORMATS:
        _annotations.check(wanted, output)
    else:
        _output.check_place(output)
    rejects = intake.Rejects()
    shared = output is None and sys.stdout.isatty()  # a bar would run through the results
    with _terminal.Bar(quiet or shared) as bar:
        if wanted in _annotations.FORMATS:
            documents = annotating.documents_of(intakes, settings, rejects, bar.show)
            _annotations.write(documents, wanted, output)
        else:
            heights: list[int] = []
            found = _counted(annotating.claims_of(intakes, settings, rejects, bar.show), heights)
            _output.write(found, options.Format(wanted), output, views.CLAIMS, limit)
            if not any(heights):
                _terminal.notice("No claim was found: nobody is reported to say anything.", quiet=quiet)
    _terminal.report_rejects(rejects)


def _counted(parts: Iterable[pl.DataFrame], heights: list[int]) -> Iterator[pl.DataFrame]:
    for part in parts:
        heights.append(part.height)
        yield part
