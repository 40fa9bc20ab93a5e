"""`reliability rescore`: stored articles, scored anew by the model in use."""

from __future__ import annotations

from reliability.cli import _options as options

PANEL = options.SCORE


def rescore(
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    limit: options.Limit = 40,
    model: options.ModelFolder = None,
    claims_model: options.ClaimsModel = None,
    suites: options.SuiteFolders = None,
    workers: options.Workers = None,
    quiet: options.Quiet = False,
) -> None:
    """Score the stored articles anew whose score is of another model than the one in use.

    Do this after `reliability models use`. The articles are taken from the database; what was decided on them and the
    rating lists stay. When stopped, run it again to go on. The results are those of `reliability score`.

    Example:

        reliability rescore --db desk.duckdb
    """
    from pathlib import Path

    from reliability import config, pipeline
    from reliability.cli import _output, _scored, _terminal
    from reliability.errors import ReliabilityError
    from reliability.reports import views

    wanted = form or _output.asked(output, options.Format)
    _output.check_place(output)
    settings = config.load(
        {"db": db, "model": model, "claims_model": claims_model, "suites": suites, "workers": workers}
    )
    if settings["db"] == ":memory:" or not Path(settings["db"]).exists():
        raise ReliabilityError(f"There is no database {settings['db']}.", "Run `reliability score` first.")
    with _terminal.Bar(quiet) as bar, pipeline.session(settings) as desk:
        run = pipeline.rescore(desk, bar.show)
        bar.stop()
        if run is None:
            _terminal.notice(f"Every score is of {desk.model.id} already.", quiet=quiet)
            return
        _output.write(run.results(), wanted, output, views.SCORES, limit)
        _terminal.report_run(run, quiet=quiet)
        _scored.tell_webhooks(run.store, quiet=quiet)
