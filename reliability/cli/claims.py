"""`reliability claims`: who says what, without scoring."""

from __future__ import annotations

import sys

from reliability.cli import _options as options

PANEL = options.LOOK


def claims(
    inputs: options.Inputs,
    form: options.As = None,
    output: options.Output = None,
    limit: options.Limit = 200,
    strict: options.Strict = False,
    workers: options.Workers = None,
    quiet: options.Quiet = False,
) -> None:
    """List the claims of articles: who says what, and through whom it came.

    Nothing is stored. Spans are Python string offsets into the article's text.

    Examples:

        reliability claims article.txt

        reliability claims corpus.jsonl.gz --format jsonl --output claims.jsonl
    """
    from reliability import config, pipeline, readers
    from reliability.cli import _output, _terminal
    from reliability.reports import views

    settings = config.load({"workers": workers})
    intakes = readers.read(inputs, chunk=settings["chunk"], strict=strict)
    _output.check_place(output)
    rejects = pipeline.Rejects()
    shared = output is None and sys.stdout.isatty()  # a bar would run through the results
    with _terminal.Bar(quiet or shared) as bar:
        found = pipeline.claims_of(intakes, settings, rejects, bar.show)
        _output.write(found, form, output, views.CLAIMS, limit)
    _terminal.report_rejects(rejects)
