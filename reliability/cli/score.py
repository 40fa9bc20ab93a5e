"""`reliability score`: the main job."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options
from reliability.cli._folder import EngineName

PANEL = options.SCORE


def score(
    inputs: options.Articles,
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
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="DIR", help="Write Parquet tables here instead of into a database; also s3://."),
    ] = None,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="What does the work; `spark` needs --out.")
    ] = EngineName.AUTO,
    master: Annotated[
        str | None, typer.Option("--master", metavar="URL", help="Spark cluster, such as spark://host:7077.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Take up the unfinished run in --out.")] = False,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Score articles: who says what, what is wrong, how far to trust it.

    Articles are stored in the database, so that a second run does only what is new. The score is 0-100 with a
    90 % interval; the grade is the Admiralty code, source A-F and information 1-6. The score is the article's own:
    its publisher has no part in it. --with-source-prior adds a second one, `combined`, in which it has.

    Examples:

        reliability score intake.jsonl

        reliability score data/ --format jsonl --output scores.jsonl

        reliability score https://www.example.com/news/pier

        cat page.html | reliability score - --db :memory: --fail-on critical --fail-on 'score<0.4'

        reliability score archive/ --engine spark --master spark://host:7077 --out s3://desk/scored
    """
    from reliability import config
    from reliability.cli import _folder, _output
    from reliability.cli._fail_on import FailOn
    from reliability.flags import Checker

    of_database = {
        "--db": db,
        "--format": form,
        "--output": output,
        "--fail-on": fail_on,
        "--with-source-prior": with_source_prior,
    }
    _folder.check(engine, out, master, of_database, resume=resume)
    if out is not None:
        given = {"model": model, "claims_model": claims_model, "suites": suites, "workers": workers}
        asked = _folder.Asked(inputs, out, engine, master, resume, strict)
        _folder.score(asked, given, quiet=quiet)
        return
    rules = FailOn.parse(fail_on or [])
    wanted = form or _output.asked(output, options.Format)
    _output.check_place(output)
    settings = config.load(
        {
            "db": db,
            "model": model,
            "claims_model": claims_model,
            "suites": suites,
            "workers": workers,
            "fetch_cache": 0 if no_cache else None,
        }
    )
    with Checker() as checker:  # Great Expectations takes longest to load: its process starts before all else
        from reliability import intake, pipeline
        from reliability.cli import _scored, _terminal

        intakes = intake.read(inputs, settings, strict=strict)
        with _terminal.Bar(quiet) as bar, pipeline.session(settings, checker) as desk:
            run = pipeline.score(desk, intakes, inputs, bar.show)
            bar.stop()
            people = wanted in (options.Format.TABLE, options.Format.MD)
            shown, view = _scored.results(run, desk, combined=with_source_prior, people=people)
            _output.write(rules.watch(shown), wanted, output, view, limit)
            _scored.report(run, desk, quiet=quiet)
    if rules.failed:
        _terminal.notice(f"--fail-on: {'; '.join(rules.failed)}")
        raise typer.Exit(1)
