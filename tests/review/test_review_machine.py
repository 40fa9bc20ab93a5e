"""The states of an article under any order of moves: as a plain model says, and the same again from its events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b
from itertools import count
from random import Random

import polars as pl
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from polars.testing import assert_frame_equal

from reliability import records, review, store
from reliability.errors import ReliabilityError

REVIEWERS = st.sampled_from(["ruth", "ida", "jon"])
ADMIN = st.booleans()
SHARED = ("state", "holder", "until", "verdict", "decided_by", "decided_at", "outdated", "disputed")
DECIDED = ("approved", "needs_sources", "rejected", "escalated")


NUMBERS = count()


@cache
def desk(name: str) -> store.Store:
    """A store by its name; opening one for each example would take longer than all else."""
    return store.open_store(":memory:")


class Desk(RuleBasedStateMachine):
    """One article. `decisions` are those that nobody took back: (verdict, who, words of the article, whose hold)."""

    @initialize()
    def begin(self):
        self.opened, self.article = desk("first"), f"ferry-{next(NUMBERS)}"
        self.now = datetime(2030, 3, 1, tzinfo=UTC)
        self.decisions: list[tuple[str, str, str, tuple | None]] = []
        self.hold: tuple[str, datetime] | None = None
        self.words = ""
        self.write("first")
        scores = records.SCORES.frame([{"article_id": self.article, "score": 0.3, "model": "m"}]).drop("run_id")
        self.opened.replace("scores", scores, "r", [self.article])

    def write(self, words: str) -> None:
        self.words = words
        digest = blake2b(words.encode(), digest_size=8).hexdigest()
        row = {"article_id": self.article, "text": words, "text_hash": digest, "input": "a.jsonl"}
        self.opened.add_articles(records.ARTICLES.frame([row]), self.opened.begin("score", "0", "m", None, []))

    @property
    def holder(self) -> str | None:
        return self.hold[0] if self.hold and self.hold[1] > self.now else None

    @property
    def below(self) -> str:
        """The state under a hold."""
        if not self.decisions:
            return "new"
        verdict, _, words, _ = self.decisions[-1]
        return "new" if verdict == "reopened" or words != self.words else verdict

    @property
    def state(self) -> str:
        return "in_review" if self.holder else self.below

    def tried(self, allowed: bool, move) -> bool:
        """Whether the move went through, which it must just where it is allowed."""
        self.now += timedelta(seconds=1)
        try:
            move()
        except ReliabilityError as error:
            assert not allowed and error.message.endswith(".") and error.hint
            return False
        assert allowed
        return True

    @rule(minutes=st.sampled_from([1, 20, 45]))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    @rule(words=st.sampled_from(["first", "second", "third"]))
    def change(self, words):
        self.write(words)

    @rule(who=REVIEWERS, admin=ADMIN)
    def take(self, who, admin):
        self.now += timedelta(seconds=1)
        free = self.holder in (None, who)
        self.now -= timedelta(seconds=1)
        move = lambda: review.take(self.opened, self.article, who, reason="Mine.", admin=admin, now=self.now)  # noqa: E731
        if self.tried(free or admin, move):
            self.hold = (who, self.now + timedelta(minutes=30))

    @rule(who=REVIEWERS, admin=ADMIN)
    def release(self, who, admin):
        self.now += timedelta(seconds=1)
        holder = self.holder
        self.now -= timedelta(seconds=1)
        move = lambda: review.release(self.opened, self.article, who, reason="Not now.", admin=admin, now=self.now)  # noqa: E731
        if self.tried(holder is not None and (admin or holder == who), move):
            self.hold = None

    @rule(who=REVIEWERS, verdict=st.sampled_from(DECIDED))
    def decide(self, who, verdict):
        self.now += timedelta(seconds=1)
        mine = bool(self.decisions) and self.decisions[-1][1] == who
        allowed = self.holder in (None, who) and (self.state not in ("approved", "rejected") or mine)
        self.now -= timedelta(seconds=1)
        move = lambda: review.decide(self.opened, self.article, verdict, "Read it.", who, now=self.now)  # noqa: E731
        if self.tried(allowed, move):
            self.decisions.append((verdict, who, self.words, self.hold))
            self.hold = None

    @rule(who=REVIEWERS)
    def reopen(self, who):
        self.now += timedelta(seconds=1)
        decided = bool(self.decisions) and self.decisions[-1][0] != "reopened"
        allowed = self.holder in (None, who) and decided and self.state != "new"
        self.now -= timedelta(seconds=1)
        move = lambda: review.decide(self.opened, self.article, "reopened", "Again.", who, now=self.now)  # noqa: E731
        if self.tried(allowed, move):
            self.decisions.append(("reopened", who, self.words, self.hold))
            self.hold = None

    @rule(who=REVIEWERS, admin=ADMIN)
    def undo(self, who, admin):
        self.now += timedelta(seconds=1)
        mine = bool(self.decisions) and (admin or self.decisions[-1][1] == who)
        allowed = self.holder in (None, who) and mine
        self.now -= timedelta(seconds=1)
        move = lambda: review.undo(self.opened, self.article, "Wrong key.", who, admin=admin, now=self.now)  # noqa: E731
        if self.tried(allowed, move):
            *self.decisions, (_, _, _, held) = self.decisions
            self.hold = self.hold or held

    @invariant()
    def the_desk_says_what_the_model_says(self):
        found = review.state(self.opened, self.article, now=self.now)
        assert (found.state, found.holder) == (self.state, self.holder)
        assert found.verdict == (self.decisions[-1][0] if self.decisions else None)

    def teardown(self):
        """From its events in any order another desk comes to the same."""
        if not hasattr(self, "opened"):
            return
        other, params = desk("other"), {"article": self.article}
        with other.transaction() as transaction:
            for name in ("article_rows", "scores", "decisions", "assignments"):
                rows = self.opened.query(f"SELECT * FROM {name} WHERE article_id = $article", params)
                transaction.insert(name, rows.sample(fraction=1, shuffle=True, seed=3))
        again, first = (review.state(place, self.article, now=self.now) for place in (other, self.opened))
        assert again == first
        ordered = review.order(store.queue_rows(other), now=self.now)
        (row,) = ordered.filter(article_id=self.article).to_dicts()
        assert {name: row[name] for name in SHARED} == {name: getattr(first, name) for name in SHARED}
        assert_frame_equal(review.history(other, self.article), review.history(self.opened, self.article))


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=15, stateful_step_count=20, derandomize=True, deadline=None)
pytestmark = pytest.mark.timeout(60)


def test_the_store_says_of_many_articles_at_once_what_their_events_say_of_each():
    rng = Random(7)
    start = datetime(2030, 3, 1, tzinfo=UTC)
    tables: dict[str, list[dict]] = {"article_rows": [], "decisions": [], "assignments": [], "scores": []}
    for number in range(150):
        article = f"a{number}"
        tables["scores"].append({"article_id": article, "score": 0.3, "model": "m"})
        for revision in range(1, rng.choice([1, 1, 2, 3]) + 1):
            seen = start + timedelta(minutes=rng.randrange(-5, 60))
            row = {"article_id": article, "revision": revision, "text_hash": rng.choice("xyz"), "ingested_at": seen}
            tables["article_rows"].append(row | {"bytes": 1})
        for minute in range(rng.randrange(9)):
            who, at = rng.choice(["ruth", "ida", "jon"]), start + timedelta(minutes=5 * minute)
            beside = {"article_id": article, "reviewer": who}
            if rng.random() < 0.4:
                event = rng.choice(["taken", "extended", "released"])
                until = None if event == "released" else at + timedelta(minutes=rng.choice([5, 90]))
                tables["assignments"].append(
                    {"assignment_id": f"t{number}-{minute}", "event": event, "taken_at": at, "until": until} | beside
                )
            else:
                earlier = [row for row in tables["decisions"] if row["article_id"] == article]
                undoes = rng.choice(earlier)["decision_id"] if earlier and rng.random() < 0.2 else None
                verdict = (
                    "undone" if undoes else rng.choice(["approved", "rejected", "approved", "escalated", "reopened"])
                )
                saw = rng.choice([None, 1, 1, 2, 3])
                tables["decisions"].append(
                    {"decision_id": f"d{number}-{minute}", "verdict": verdict, "decided_at": at, "undoes": undoes}
                    | {"revision": saw}
                    | beside
                )
    now = start + timedelta(minutes=60)
    other = desk("many")
    with other.transaction() as transaction:
        for name, rows in tables.items():
            transaction.insert(name, pl.DataFrame(rows, infer_schema_length=None))
    ordered = {row["article_id"]: row for row in review.order(store.queue_rows(other), now=now).to_dicts()}
    differing = [
        found
        for found in (review.state(other, article, now=now) for article in ordered)
        if any(getattr(found, name) != ordered[found.article_id][name] for name in SHARED)
    ]
    assert differing == []
    assert sum(row["disputed"] for row in ordered.values()) > 3
    assert {row["state"] for row in ordered.values()} >= {"new", "in_review", "approved", "rejected", "escalated"}
