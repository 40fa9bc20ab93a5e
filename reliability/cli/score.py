"""`reliability score`: the main job."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.SCORE


def score(
    inputs: options.Inputs,
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on", metavar="SEVERITY|SCORE<0.4", help="Exit 1 when an article has such a flag or score."
        ),
    ] = None,
    with_source_prior: Annotated[
        bool,
        typer.Option("--with-source-prior", help="Add the article's score and its publisher's, combined as one."),
    ] = False,
    limit: options.Limit = 40,
    strict: options.Strict = False,
    model: options.ModelFolder = None,
    claims_model: options.ClaimsModel = None,
    suites: options.SuiteFolders = None,
    workers: options.Workers = None,
    quiet: options.Quiet = False,
) -> None:
    """Score articles: who says what, what is wrong, how far to trust it.

    Articles are stored in the database, so that a second run does only what is new. The score is 0-100 with a
    90 % interval; the grade is the Admiralty code, source A-F and information 1-6. The score is the article's own:
    its publisher has no part in it. --with-source-prior adds a second one, `combined`, in which it has.

    Examples:

        reliability score intake.jsonl

        reliability score data/ --format jsonl --output scores.jsonl

        cat page.html | reliability score - --db :memory: --fail-on critical --fail-on 'score<0.4'
    """
    from reliability import config, drift, pipeline, readers, sourcing, store
    from reliability.cli import _output, _terminal
    from reliability.cli._fail_on import FailOn
    from reliability.reports import views

    rules = FailOn.parse(fail_on or [])
    wanted = form or _output.named(output, options.Format)
    _output.check_place(output)
    settings = config.load(
        {"db": db, "model": model, "claims_model": claims_model, "suites": suites, "workers": workers}
    )
    intakes = readers.read(inputs, chunk=settings["chunk"], strict=strict)
    with _terminal.Bar(quiet) as bar, pipeline.session(settings) as desk:
        run = pipeline.score(desk, intakes, inputs, bar.show)
        bar.stop()
        results = (
            sourcing.with_source_prior(desk.store, desk.model, run.results()) if with_source_prior else run.results()
        )
        view = views.COMBINED_SCORES if with_source_prior else views.SCORES
        results = rules.watch(results)
        shown = (
            store.with_origins(run.store, results) if wanted in (options.Format.TABLE, options.Format.MD) else results
        )
        _output.write(shown, wanted, output, view, limit)
        _terminal.report_run(run, quiet=quiet)
        _terminal.report_corroborated(run, quiet=quiet)
        _terminal.report_stale(run.store, desk.model.id, quiet=quiet)
        found = drift.of_run(run.store, run.run_id, desk.model)
        if found is not None and found.level == "major":
            _terminal.notice(found.said, quiet=quiet)
    if rules.failed:
        _terminal.notice(f"--fail-on: {'; '.join(rules.failed)}")
        raise typer.Exit(1)
