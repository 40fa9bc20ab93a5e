"""The path: readers -> articles -> claims -> stories -> features -> scores -> flags. Read it from top to bottom."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from reliability import __version__, claims, features, flags, records, resources, scoring, stories
from reliability.claims.tokens import tokenise
from reliability.config import Config
from reliability.engines import LocalEngine
from reliability.errors import ReliabilityError
from reliability.readers import Intake
from reliability.reports import documents
from reliability.scoring import catalogue
from reliability.store import Store, open_store, outside_run, scored_by, scored_otherwise

Progress = Callable[[str, float, int], None]
"""Called with a stage, the share of it that is done (0..1) and its articles so far."""

FLAG_ROWS = 50_000  # Great Expectations costs about a second a batch, however small
STORY_ROWS = 5_000  # articles whose claims are compared at a time
SHOWN_REJECTS = 5
DATABASE = "<database>"  # the input of a run over stored articles


def _silent(stage: str, share: float, articles: int) -> None:
    """Show no progress."""


@dataclass
class Rejects:
    """How many records were set aside, and the first ones: rows of records.REJECTS."""

    count: int = 0
    first: list[dict[str, Any]] = field(default_factory=list)

    def add(self, rejects: pl.DataFrame) -> None:
        """Count more of them."""
        self.count += rejects.height
        self.first += rejects.head(SHOWN_REJECTS - len(self.first)).to_dicts()

    def nothing_read(self) -> ReliabilityError:
        """The error for an input without a single article."""
        found = f" The first record was set aside: {self.first[0]['reason']}" if self.first else ""
        return ReliabilityError(f"No article could be read.{found}", "An article needs at least `text` or `html`.")


@dataclass
class Run:
    """A run: where it writes, what it has read and how long each stage took."""

    store: Store
    run_id: str
    progress: Progress = _silent
    articles: int = 0
    new: int = 0
    changed: int = 0
    rejects: Rejects = field(default_factory=Rejects)
    touched: list[str] = field(default_factory=list)  # earlier articles whose story has changed
    timings: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[Callable[[int, float | None], None]]:
        """Time a stage; the yielded function counts articles and shows progress."""
        done = 0

        def advance(articles: int, share: float | None = None) -> None:
            nonlocal done
            done += articles
            self.progress(name, done / max(self.articles, 1) if share is None else share, done)

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
def session(config: Config) -> Iterator[Session]:
    """Open what scoring needs; a server keeps it open over many runs.

    Raises:
        ReliabilityError: a suite, the model or the database does not fit.
    """
    suites = flags.load([resources.expectations(), *map(Path, config["suites"])])
    model = open_model(config["model"])
    with (
        flags.Checker(suites) as checker,  # imports Great Expectations in its own process meanwhile
        LocalEngine(config["workers"]) as engine,
        open_store(config["db"]) as store,
    ):
        yield Session(config, suites, checker, engine, store, model)


def open_model(setting: str) -> scoring.Model:
    """The scoring model that the setting names, tried on a few words before any article is read.

    Raises:
        ReliabilityError: there is none, it does not load, or it needs a feature that this version does not compute.
    """
    model = catalogue.open_model(setting)
    words = records.ARTICLES.frame([{"article_id": "tried", "text": "The bridge is safe."}])
    found, shares = _inputs_of((words, records.CLAIMS.empty(), records.STORY_MEMBERS.empty()))
    scoring.score(found.hstack(shares), model)
    return model


def score(
    desk: Session,
    intakes: Iterable[Intake],
    inputs: Sequence[str],
    progress: Progress = _silent,
    *,
    command: str = "score",
) -> Run:
    """Take articles through the whole path.

    Args:
        desk: an open session.
        intakes: what a reader yields.
        inputs: names of what is read, for the record of the run.
        progress: called as work goes on.
        command: what the run is recorded as.

    Raises:
        ReliabilityError: nothing could be read, or an expectation cannot be judged.
    """
    run_id = desk.store.begin(command, __version__, desk.model.id, desk.suites.hash, list(inputs))
    run = Run(desk.store, run_id, progress)
    read_articles(run, intakes)
    extract_claims(run, desk)
    link_stories(run)
    score_articles(run, desk)
    raise_flags(run, desk)
    score_sources(run, desk)
    desk.store.finish(run.run_id, run.articles, run.rejects.count, run.timings)
    return run


def rescore(desk: Session, progress: Progress = _silent) -> Run | None:
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
    intakes: Iterable[Intake], inputs: Sequence[str], config: Config, progress: Progress = _silent
) -> Iterator[Run]:
    """Only read articles into the store.

    Raises:
        ReliabilityError: nothing could be read, or the database does not open.
    """
    with open_store(config["db"]) as store:
        run = Run(store, store.begin("ingest", __version__, None, None, list(inputs)), progress)
        read_articles(run, intakes)
        store.finish(run.run_id, run.articles, run.rejects.count, run.timings)
        yield run


def claims_of(
    intakes: Iterable[Intake], config: Config, rejects: Rejects, progress: Progress = _silent
) -> Iterator[pl.DataFrame]:
    """Yield the claims of articles, chunk by chunk, without storing anything; `rejects` counts what was set aside.

    Raises:
        ReliabilityError: nothing could be read.
    """
    extract = partial(claims.extract, outlets=config.outlets, model=config["claims_model"])
    for found in _mapped(extract, intakes, config, rejects, progress):
        yield found.drop("run_id", strict=False)


def documents_of(
    intakes: Iterable[Intake], config: Config, rejects: Rejects, progress: Progress = _silent
) -> Iterator[pl.DataFrame]:
    """Yield whole articles with their tokens and claims, chunk by chunk: the frames of `reports.documents`.

    Raises:
        ReliabilityError: nothing could be read.
    """
    annotate = partial(_documents_of, outlets=config.outlets, model=config["claims_model"])
    return _mapped(annotate, intakes, config, rejects, progress)


def _documents_of(articles: pl.DataFrame, outlets: Sequence[Mapping[str, Any]], model: str) -> pl.DataFrame:
    places = pl.int_range(articles.height, eager=True).cast(pl.String)  # two articles may have one id
    found = claims.extract(articles.with_columns(places.alias("article_id")), outlets=outlets, model=model)
    said = found.group_by("article_id").agg(pl.struct(documents.KEPT).alias("claims"))
    sentences = [_sentences(text) for text in articles["text"]]
    return (
        articles.select(
            "article_id", "text", pl.Series("sentences", sentences, documents.SCHEMA["sentences"]), place=places
        )
        .join(said.rename({"article_id": "place"}), on="place", how="left", maintain_order="left")
        .select(documents.SCHEMA.names())
    )


def _sentences(text: str) -> list[list[tuple[int, int]]]:
    tokens = tokenise(text)
    bounds = zip(tokens.sentences, tokens.sentences[1:], strict=False)
    return [list(zip(tokens.starts[first:end], tokens.ends[first:end], strict=True)) for first, end in bounds]


def _mapped(
    function: Callable[[pl.DataFrame], pl.DataFrame],
    intakes: Iterable[Intake],
    config: Config,
    rejects: Rejects,
    progress: Progress,
) -> Iterator[pl.DataFrame]:
    """Yield `function(articles)` for each chunk, in order; `rejects` counts what was set aside."""
    shares: deque[tuple[float, int]] = deque()

    def articles() -> Iterator[pl.DataFrame]:
        for intake in intakes:
            rejects.add(intake.rejects)
            shares.append((intake.progress or 0.0, intake.articles.height))
            yield intake.articles

    done = 0
    with LocalEngine(config["workers"]) as engine:
        for found in engine.map(function, articles()):
            share, count = shares.popleft()
            done += count
            progress("claims", share, done)
            yield found
    if not done:
        raise rejects.nothing_read()


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


def extract_claims(run: Run, desk: Session) -> None:
    """Find who says what, in the articles whose current text has not been through this version yet."""
    outlets, model = desk.config.outlets, desk.config["claims_model"]
    stamp = f"{__version__}:{blake2b(repr((outlets, model)).encode(), digest_size=8).hexdigest()}"
    with run.stage("claims") as advance:
        chunks = run.store.article_chunks(run.run_id, desk.config["chunk"], lacking=stamp)
        for ids, found, signatures in desk.engine.map(partial(_claims_of, outlets=outlets, model=model), chunks):
            run.store.put_claims(found, signatures, ids, run.run_id, stamp)
            advance(len(ids), None)


def _claims_of(
    articles: pl.DataFrame, outlets: Sequence[Mapping[str, Any]], model: str
) -> tuple[list[str], pl.DataFrame, pl.DataFrame]:
    ids = articles["article_id"].to_list()
    return ids, claims.extract(articles, outlets=outlets, model=model), stories.signatures(articles)


def link_stories(run: Run) -> None:
    """Find copies and stories over all articles of the database, and count origins in the stories that changed."""
    with run.stage("stories") as advance:
        if not run.store.unlinked():
            return
        before, signatures = run.store.table("story_members"), run.store.signatures()
        linked = stories.link(signatures)
        fresh = linked.join(_unchanged(linked, before), on="story_id", how="anti", maintain_order="left")
        alone = pl.col("story_articles") == 1
        told, members = [records.STORIES.empty().drop("run_id")], [fresh.filter(alone)]
        for batch in _whole_stories(fresh.filter(~alone)):
            ids = batch["article_id"].to_list()
            said = run.store.table("claims", ids)
            found = stories.corroborate(batch, said, signatures.filter(pl.col("article_id").is_in(ids)))
            told.append(found[0])
            members.append(found[1])
        after = pl.concat(members)
        gone = before.join(linked, on="story_id", how="anti")["story_id"].unique().to_list()
        run.store.replace("stories", pl.concat(told), run.run_id, [*gone, *fresh["story_id"].unique()])
        run.store.replace("story_members", after, run.run_id, after["article_id"].to_list())
        known = before.join(after, on="article_id", how="semi")["article_id"].to_list()
        run.touched = outside_run(run.store, run.run_id, known)  # the run's own are scored anyway
        advance(run.articles, None)


def _unchanged(linked: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The story_id of stories that have the same members and copies as before."""
    member = pl.concat_str("article_id", "copy_group", separator="\x1f")
    keys = [f.group_by("story_id").agg(member.sort().str.join("\x1e").alias("members")) for f in (linked, before)]
    return keys[0].join(keys[1], on=["story_id", "members"], how="semi").select("story_id")


def _whole_stories(members: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Batches of about STORY_ROWS members that never cut a story in two."""
    ordered = members.sort("story_id", "article_id")
    sizes = ordered.group_by("story_id", maintain_order=True).len()
    batches = sizes.with_columns((pl.col("len").cum_sum() // STORY_ROWS).alias("batch")).drop("len")
    for part in ordered.join(batches, on="story_id", maintain_order="left").partition_by("batch", maintain_order=True):
        yield part.drop("batch")


def score_articles(run: Run, desk: Session) -> None:
    """Compute features and the article's own score, also for earlier articles whose story has changed."""
    with run.stage("scores") as advance:
        for found, words in desk.engine.map(_inputs_of, _with_evidence(run, desk.config["chunk"])):
            ids = found["article_id"].to_list()
            scores, contributions = scoring.score(found.hstack(words), desk.model)
            run.store.replace("features", found, run.run_id, ids)
            run.store.replace("scores", scores, run.run_id, ids)
            run.store.replace("contributions", contributions, run.run_id, ids)
            advance(len(ids), None)


Evidence = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


def _with_evidence(run: Run, chunk: int) -> Iterator[Evidence]:
    """Chunks of articles with their claims and story members."""
    for articles in chain(run.store.article_chunks(run.run_id, chunk), run.store.articles(run.touched, chunk)):
        ids = articles["article_id"].to_list()
        yield articles, run.store.table("claims", ids), run.store.table("story_members", ids)


def _inputs_of(evidence: Evidence) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The features of articles, which are stored, and the shares of their words, which only their scores need."""
    return features.compute(*evidence), features.wording(evidence[0]).drop("article_id")


def raise_flags(run: Run, desk: Session) -> None:
    """Check the tables against the suites and point each flag at its place in the text."""
    with run.stage("flags") as advance:
        touched = (articles.drop("text") for articles in run.store.articles(run.touched, FLAG_ROWS))
        for batch in chain(run.store.article_batches(run.run_id, FLAG_ROWS), touched):
            ids = batch["article_id"].to_list()
            found = desk.checker.check({"articles": batch, "features": run.store.table("features", ids)})
            run.store.replace("flags", found.clear(), run.run_id, ids)
            flagged = found["article_id"].unique().to_list()
            for articles in run.store.articles(flagged, desk.config["chunk"]):
                here = articles["article_id"].to_list()
                said = run.store.table("claims", here)
                placed = features.locate(
                    found.filter(pl.col("article_id").is_in(here)), desk.suites.columns, articles, said
                )
                run.store.replace("flags", placed, run.run_id, here)
            advance(len(ids), None)


def score_sources(run: Run, desk: Session) -> None:
    """Score each source over its articles, ratings and decisions; count what each cited outlet supplied."""
    with run.stage("sources") as advance:
        _put_sources(run.store, desk.model, run.run_id, desk.model.id)
        advance(run.articles, None)


def _put_sources(store: Store, model: scoring.Model, run_id: str, scored: str) -> None:
    sources, parts = scoring.score_sources(evidence_on_sources(store, scored), model)
    store.replace_all("sources", sources, run_id)
    store.replace_all("source_evidence", parts, run_id)


def evidence_on_sources(store: Store, model: str) -> pl.DataFrame:
    """Everything that the store knows of each source: the evidence of `scoring.gather`.

    Scores of articles by another model than this one are left out: two models' scores have no common mean.
    """
    return scoring.gather(store.source_totals(model), store.source_decisions(), store.table("source_ratings"))


def rescore_sources(store: Store, config: Config) -> str | None:
    """Score the sources anew after ratings or decisions changed; where nothing was scored yet, nothing happens.

    The model is the one that scored the sources before; where it is not at hand, the one of the settings.

    Returns:
        The id of the model that scored the sources before, where another one had to be taken.

    Raises:
        ReliabilityError: the model does not load.
    """
    before = scored_by(store)
    if before is None:
        return None
    model = catalogue.by_id(before, config["model"]) or catalogue.open_model(config["model"])
    run_id = store.begin("sources", __version__, model.id, None, [])
    started = time.perf_counter()
    _put_sources(store, model, run_id, before)
    timing = {"stage": "sources", "seconds": time.perf_counter() - started, "articles": 0}
    store.finish(run_id, 0, 0, [timing])
    return before if before != model.id else None


def with_source_prior(desk: Session, results: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Add `combined` to rows of `reliability score`: the article's own score and its publisher's, as one.

    Nothing of it is stored, and the own score stays as it is.
    """
    evidence = evidence_on_sources(desk.store, desk.model.id)
    for rows in results:
        known = desk.store.article_sources(rows["article_id"].to_list())
        yield scoring.combined(rows, known, evidence, desk.model.prior)
