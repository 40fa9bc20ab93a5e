"""The path: readers -> articles -> claims -> stories -> features -> scores -> flags -> quality. Read it downwards."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import Any

import polars as pl

from reliability import __version__, claims, features, flags, quality, records, rulebook, scoring, stories, tracing
from reliability.config import Config
from reliability.engines import LocalEngine
from reliability.errors import Busy
from reliability.filling import filled
from reliability.intake import Progress, Rejects, silent
from reliability.readers import Intake
from reliability.relinking import relink
from reliability.scoring import catalogue
from reliability.sourcing import put_checks, put_sources
from reliability.store import Store, open_store, outdated, scored_otherwise
from reliability.store.session import Turn

AHEAD = 25  # articles of a piece of work, between which those of the run at work get their turn
FLAG_ROWS = 50_000  # Great Expectations costs about a second a batch, however small
SERVE = "serve"  # runs of one article each
WATCH = "watch"  # runs of whatever came in since the last look
UNMEASURED = (SERVE, WATCH)  # of so few articles nothing can be measured
DATABASE = "<database>"  # the input of a run over stored articles
PATIENCE = 30.0  # seconds that a run of the server waits for its turn


@dataclass
class Run:
    """A run: where it writes, what it has read and how long each stage took."""

    store: Store
    run_id: str
    turn: Turn
    progress: Progress = silent
    articles: int = 0
    new: int = 0
    changed: int = 0
    rejects: Rejects = field(default_factory=Rejects)
    touched: dict[str, None] = field(default_factory=dict)  # other articles whose story has changed
    silenced: pl.DataFrame = field(default_factory=flags.none_silenced)  # how many flags each silence kept back
    timings: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[Callable[[int, float | None], None]]:
        """Time a stage; the yielded function counts articles, shows progress, and lets others run who wait."""
        done = 0

        def advance(articles: int, share: float | None = None) -> None:
            nonlocal done
            done += articles
            self.progress(name, done / max(self.articles, 1) if share is None else share, done)
            self.turn.rest()

        self.turn.rest()
        started = time.perf_counter()
        self.progress(name, 0.0, 0)
        yield advance
        self.timings.append({"stage": name, "seconds": time.perf_counter() - started, "articles": done})
        self.progress(name, 1.0, done)

    def results(self, chunk: int = 500) -> Iterator[pl.DataFrame]:
        """The scored articles of this run, in input order: the columns of `reliability score`."""
        return self.store.results(self.run_id, chunk)


@dataclass(frozen=True)
class Session:
    """What runs need, opened once: settings, suites and their checker, workers, the store, the model."""

    config: Config
    suites: flags.Suites
    checker: flags.Checker
    engine: LocalEngine
    store: Store
    model: scoring.Model


@contextmanager
def session(config: Config, checker: flags.Checker | None = None) -> Iterator[Session]:
    """Open what scoring needs; a server keeps it open over many runs.

    Args:
        config: settings.
        checker: one without suites that is running already; without it, the session runs its own.

    Raises:
        ReliabilityError: a suite, the model or the database does not fit.
    """
    with flags.Checker() if checker is None else nullcontext(checker) as checking:  # it loads what it needs meanwhile
        suites = rulebook.suites(config)
        checking.take(suites)
        model = open_model(config["model"])
        with LocalEngine(config["workers"]) as engine, open_store(config["db"]) as store:
            yield Session(config, suites, checking, engine, store, model)


def open_model(setting: str) -> scoring.Model:
    """The scoring model that the setting names, tried on an article without a word before any other is read.

    Raises:
        ReliabilityError: there is none, it does not load, or it needs a feature that this version does not compute.
    """
    model = catalogue.open_model(setting)
    nothing = pl.DataFrame({"article_id": ["tried"]} | {feature.name: [0.0] for feature in features.catalogue()})
    shares = features.wording(records.ARTICLES.frame([{"article_id": "tried", "text": "The bridge is safe."}]))
    scoring.score(nothing.hstack(shares.drop("article_id")), model)
    return model


def score(
    desk: Session,
    intakes: Iterable[Intake],
    inputs: Sequence[str],
    progress: Progress = silent,
    *,
    command: str = "score",
    ahead: claims.Ahead | None = None,
) -> Run:
    """Take articles through the whole path.

    Args:
        desk: an open session.
        intakes: what a reader yields.
        inputs: names of what is read, for the record of the run.
        progress: called as work goes on.
        command: what the run is recorded as.
        ahead: claims that were found already; see `find_ahead`.

    Raises:
        Busy: a run of the server did not get its turn in time.
        ReliabilityError: nothing could be read, or an expectation cannot be judged.
    """
    with _turn(desk.store, progress, long=command != SERVE) as turn:
        run_id = desk.store.begin(command, __version__, desk.model.id, desk.suites.hash, list(inputs))
        run = Run(desk.store, run_id, turn, progress)
        read_articles(run, intakes)
        extract_claims(run, desk, ahead or claims.Ahead())
        index_claims(run)
        link_stories(run)
        score_articles(run, desk)
        raise_flags(run, desk)
        score_sources(run, desk)
        if command not in UNMEASURED:
            put_checks(run.store, run.run_id)
            measure_quality(run, desk)
        desk.store.finish(run.run_id, run.articles, run.rejects.count, run.timings)
    return run


@contextmanager
def _turn(store: Store, progress: Progress, *, long: bool) -> Iterator[Turn]:
    """A turn; a long run waits as long as it takes, and says so."""
    with ExitStack() as stack:
        try:
            turn = stack.enter_context(store.turn(long=long, patience=1.0 if long else PATIENCE))
        except Busy:
            if not long:
                raise
            progress("waiting", 0.0, 0)
            turn = stack.enter_context(store.turn(long=True))
        yield turn


def rescore(desk: Session, progress: Progress = silent) -> Run | None:
    """Take the stored articles whose score is of another model through the path; None where there are none.

    Raises:
        ReliabilityError: an expectation cannot be judged.
    """
    ids = scored_otherwise(desk.store, desk.model.id)["article_id"].to_list()
    if not ids:
        return None
    chunks = desk.store.articles(ids, desk.config["chunk"])
    intakes = (Intake(articles, records.REJECTS.empty(), None) for articles in chunks)
    return score(desk, intakes, [DATABASE], progress, command="rescore")


@contextmanager
def ingest(
    intakes: Iterable[Intake], inputs: Sequence[str], config: Config, progress: Progress = silent
) -> Iterator[Run]:
    """Only read articles into the store.

    Raises:
        ReliabilityError: nothing could be read, or the database does not open.
    """
    with open_store(config["db"]) as store:
        with _turn(store, progress, long=True) as turn:
            run = Run(store, store.begin("ingest", __version__, None, None, list(inputs)), turn, progress)
            read_articles(run, intakes)
            store.finish(run.run_id, run.articles, run.rejects.count, run.timings)
        yield run


def read_articles(run: Run, intakes: Iterable[Intake]) -> None:
    """Store articles and set broken records aside."""
    with run.stage("read") as advance:
        for intake in intakes:
            states = run.store.add_articles(intake.articles, run.run_id)["state"]
            run.new += int((states == "new").sum())
            run.changed += int((states == "changed").sum())
            run.articles += states.len()
            if intake.rejects.height:
                run.store.add_rejects(intake.rejects, run.run_id)
                run.rejects.add(intake.rejects)
            advance(states.len(), intake.progress or 0.0)
    if not run.articles:
        raise run.rejects.nothing_read()


def find_ahead(desk: Session, articles: pl.DataFrame, *, beside: bool) -> claims.Ahead:
    """Find the claims of articles of a run to come.

    Args:
        desk: an open session.
        articles: records.ARTICLES rows, as a reader gives them.
        beside: whether another run is at work, for which workers are to be left.
    """
    find = partial(claims.extract, outlets=desk.config.outlets, model=desk.config["claims_model"])
    found = desk.engine.map(find, articles.iter_slices(AHEAD), at_once=1 if beside else None)
    return claims.Ahead.of(articles, found)


def extract_claims(run: Run, desk: Session, ahead: claims.Ahead) -> None:
    """Find who says what, in the articles whose current text has not been through this version yet."""
    outlets, model = desk.config.outlets, desk.config["claims_model"]
    stamp = claims_stamp(desk.config)
    with run.stage("claims") as advance:
        chunks = run.store.article_chunks(run.run_id, desk.config["chunk"], lacking=stamp)
        parts = ((articles, ahead.known(articles)) for articles in chunks)
        for read, known, *found in desk.engine.map(partial(_claims_of, outlets=outlets, model=model), parts):
            ids = run.store.still_current(read)  # who ran meanwhile has seen to the others
            said, signatures = (frame.filter(pl.col("article_id").is_in(ids)) for frame in found)
            said = pl.concat([said, ahead.claims_of([id for id in ids if id in known])])
            run.store.put_claims(said, signatures, ids, run.run_id, stamp)
            advance(read.height, None)


def claims_stamp(config: Config) -> str:
    """What marks an article's claims as found: another version, other outlets or another model find them anew."""
    by = repr((config.outlets, config["claims_model"]))
    return f"{__version__}:{blake2b(by.encode(), digest_size=8).hexdigest()}"


def _claims_of(
    part: tuple[pl.DataFrame, Sequence[str]], outlets: Sequence[Mapping[str, Any]], model: str
) -> tuple[pl.DataFrame, frozenset[str], pl.DataFrame, pl.DataFrame]:
    """Of articles, and of the ids of those whose claims are known: what was read, known, found, and signatures."""
    articles, known = part
    read = articles.select("article_id", "revision")
    found = claims.extract(articles.filter(~pl.col("article_id").is_in(known)), outlets=outlets, model=model)
    return read, frozenset(known), found, stories.signatures(articles)


def index_claims(run: Run) -> None:
    """Make claims searchable by their words, also those of a database that was written before there was an index."""
    with run.stage("index") as advance:
        tracing.index(run.store, advance, run_id=_own(run))


def link_stories(run: Run) -> None:
    """Bring the new articles into the stories of the database, and count origins in the stories that changed."""
    with run.stage("stories") as advance:
        for articles in relink(run.store, run.run_id, others=run.turn.alone):
            advance(articles, None)


def _own(run: Run) -> str | None:
    """The run, where a long one is in the middle of its work: what that one has left to do is not for this one."""
    return None if run.turn.alone else run.run_id


def score_articles(run: Run, desk: Session) -> None:
    """Compute features and the article's own score, also for earlier articles whose story has changed."""
    chunk = desk.config["chunk"]
    with run.stage("scores") as advance:
        older = outdated(run.store, _own(run), beside=run.run_id)
        run.touched.update(dict.fromkeys(older))
        chunks = chain(run.store.article_chunks(run.run_id, chunk), run.store.articles(older, chunk))
        for ids in _score(run, desk, filled(chunks, chunk)):
            advance(len(ids), None)
        # Who ran meanwhile may have changed stories after their evidence was read.
        while ids := outdated(run.store, _own(run)):
            for scored in _score(run, desk, run.store.articles(ids, chunk)):
                run.touched.update(dict.fromkeys(scored))
                advance(len(scored), None)


def _score(run: Run, desk: Session, chunks: Iterable[pl.DataFrame]) -> Iterator[list[str]]:
    """Score articles and store it; yields the ids of each chunk."""
    for found, words, told in desk.engine.map(_inputs_of, _with_evidence(run, chunks)):
        ids = found["article_id"].to_list()
        scores, contributions = scoring.score(found.hstack(words), desk.model)
        scores = scores.drop("told").join(told, on="article_id", how="left", maintain_order="left")
        run.store.replace("features", found, run.run_id, ids)
        run.store.replace("scores", scores, run.run_id, ids)
        run.store.replace("contributions", contributions, run.run_id, ids)
        yield ids


Evidence = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


def _with_evidence(run: Run, chunks: Iterable[pl.DataFrame]) -> Iterator[Evidence]:
    """Chunks of articles with their claims and story members."""
    for articles in chunks:
        ids = articles["article_id"].to_list()
        yield articles, run.store.table("claims", ids), run.store.table("story_members", ids)


def _inputs_of(evidence: Evidence) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The features of articles, which are stored, the shares of their words, which only their scores need, and `told`.

    `told` has article_id and the run that told the story from which they come.
    """
    told = evidence[2].select("article_id", told="run_id")
    return features.compute(*evidence), features.wording(evidence[0]).drop("article_id"), told


def raise_flags(run: Run, desk: Session) -> None:
    """Check the tables against the suites, keep back what is silenced, and point each flag at its place in the text."""
    today = datetime.now(UTC).date()
    with run.stage("flags") as advance:
        touched = run.store.heads(list(run.touched))
        for batch in filled(chain(run.store.article_batches(run.run_id, FLAG_ROWS), touched), FLAG_ROWS):
            ids = batch["article_id"].to_list()
            judged = {name: run.store.table(name, ids) for name in ("features", "scores")}
            found = desk.checker.check({"articles": batch, **judged})
            found, silenced = flags.silence(found, batch, desk.config.silences, today)
            run.silenced = flags.add_silenced(run.silenced, silenced)
            run.store.replace("flags", found.clear(), run.run_id, ids)
            flagged = found["article_id"].unique().to_list()
            for articles in run.store.articles(flagged, desk.config["chunk"]):
                here = articles["article_id"].to_list()
                said = run.store.table("claims", here)
                beside = run.store.table("story_members", here)
                placed = features.locate(
                    found.filter(pl.col("article_id").is_in(here)), desk.suites.columns, articles, said, beside
                )
                run.store.replace("flags", placed, run.run_id, here)
            advance(len(ids), None)


def score_sources(run: Run, desk: Session) -> None:
    """Score each source over its articles, ratings and decisions; count what each cited outlet supplied."""
    with run.stage("sources") as advance:
        put_sources(run.store, desk.model, run.run_id, desk.model.id)
        advance(run.articles, None)


def measure_quality(run: Run, desk: Session) -> None:
    """Measure the run's tables, features, publishers, flags and totals, and judge what was measured."""
    with run.stage("quality") as advance:
        run.silenced = quality.record(
            run.store,
            desk.checker,
            desk.suites,
            run.run_id,
            read=run.articles,
            silences=desk.config.silences,
            silenced=run.silenced,
            now=datetime.now(UTC),
        )
        advance(run.articles, None)
