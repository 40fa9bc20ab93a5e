"""Taking, deciding and undoing: what a desk may do, and what it is told when it may not."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from reliability import review, store
from reliability.errors import ReliabilityError
from reliability.review import ClaimVerdict

NOW = datetime(2030, 3, 1, 9, 0, tzinfo=UTC)


def minutes(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


def test_of_two_who_take_an_article_at_once_one_has_it(desk):
    start = threading.Barrier(8)
    refused: list[str] = []

    def take(who: str) -> None:
        start.wait()
        try:
            review.take(desk, "ferry", who)
        except ReliabilityError as error:
            refused.append(error.message)

    threads = [threading.Thread(target=take, args=(f"reviewer {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    holder = review.state(desk, "ferry").holder
    assert len(refused) == 7
    assert all(f"{holder} has taken ferry until" in message for message in refused)
    assert desk.table("assignments")["reviewer"].to_list() == [holder]


def test_decisions_at_once_from_many_threads_are_all_kept_and_in_order(desk):
    def work(who: str) -> None:
        for _ in range(5):
            review.decide(desk, "ferry", "escalated", "Look at this.", who)

    threads = [threading.Thread(target=work, args=(f"reviewer {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = desk.table("decisions")["decided_at"]
    assert times.len() == times.n_unique() == 20
    assert times.is_sorted()


def test_what_is_taken_runs_out(desk):
    assert review.take(desk, "ferry", "ruth", minutes=30, now=NOW).until == minutes(30)
    with pytest.raises(ReliabilityError, match="ruth has taken ferry until 2030-03-01 09:30 UTC"):
        review.decide(desk, "ferry", "approved", "Fine.", "ida", now=minutes(29))
    assert review.state(desk, "ferry", now=minutes(30)).state == "new"
    assert review.take(desk, "ferry", "ida", now=minutes(30)).holder == "ida"


def test_who_holds_an_article_gets_more_time_and_may_release_it(desk):
    review.take(desk, "ferry", "ruth", now=NOW)
    assert review.take(desk, "ferry", "ruth", now=minutes(20)).until == minutes(50)
    with pytest.raises(ReliabilityError, match="ruth has taken"):
        review.release(desk, "ferry", "ida", now=minutes(21))
    assert review.release(desk, "ferry", "ruth", now=minutes(22)).state == "new"
    with pytest.raises(ReliabilityError, match="ferry is new") as caught:
        review.release(desk, "ferry", "ruth", now=minutes(23))
    assert caught.value.hint == "Nobody has taken it."
    assert desk.table("assignments")["event"].to_list() == ["taken", "extended", "released"]


def test_an_admin_takes_over_with_a_reason(desk):
    review.take(desk, "ferry", "ruth", now=NOW)
    with pytest.raises(ReliabilityError, match="Taking over from another needs a reason"):
        review.take(desk, "ferry", "ida", admin=True, now=minutes(1))
    assert review.take(desk, "ferry", "ida", admin=True, reason="Ruth is ill.", now=minutes(1)).holder == "ida"
    with pytest.raises(ReliabilityError, match="ida has taken"):
        review.decide(desk, "ferry", "approved", "Fine.", "ruth", now=minutes(2))


def test_a_decision_names_what_the_reviewer_saw_and_ends_the_taking(desk):
    review.take(desk, "ferry", "ruth", now=NOW)
    standing = review.decide(desk, "ferry", "rejected", " The toll is\ninvented. ", "ruth", now=minutes(5))
    assert (standing.state, standing.holder, standing.decided_by) == ("rejected", None, "ruth")
    (row,) = desk.table("decisions").to_dicts()
    assert (row["score"], row["model"], row["revision"]) == (0.2, "m", 1)
    assert row["reason"] == "The toll is\ninvented."


@pytest.mark.parametrize(
    ("verdict", "reason", "reviewer", "words"),
    [
        ("fine", "x", "y", "no verdict 'fine'"),
        ("undone", "x", "y", "no verdict 'undone'"),
        ("approved", " ", "y", "A decision needs a reason"),
        ("approved", "x" * 2_001, "y", "at most 2,000 characters"),
        ("approved", "x", "", "needs a name"),
        ("reopened", "x", "y", "no decision on ferry to reopen|ferry is new"),
    ],
)
def test_decisions_that_are_refused(desk, verdict, reason, reviewer, words):
    with pytest.raises(ReliabilityError, match=words):
        review.decide(desk, "ferry", verdict, reason, reviewer)
    assert desk.table("decisions").is_empty()


def test_a_second_opinion_has_to_take_the_article_and_a_dispute_goes_back_to_the_queue(desk):
    review.decide(desk, "ferry", "approved", "Called the ministry.", "ruth", now=NOW)
    with pytest.raises(ReliabilityError, match="ferry is approved by ruth on 2030-03-01 09:00") as caught:
        review.decide(desk, "ferry", "rejected", "No.", "ida", now=minutes(1))
    assert "second opinion" in caught.value.hint
    assert "ferry" not in review.queue(desk).rows["article_id"]
    review.take(desk, "ferry", "ida", now=minutes(2))
    assert review.decide(desk, "ferry", "rejected", "No.", "ida", now=minutes(3)).disputed
    assert "ferry" in review.queue(desk).rows["article_id"]
    review.take(desk, "ferry", "jon", now=minutes(4))
    assert not review.decide(desk, "ferry", "rejected", "No, indeed.", "jon", now=minutes(5)).disputed
    assert "ferry" not in review.queue(desk).rows["article_id"]


def test_undo_brings_back_what_was_before_and_keeps_the_record(desk):
    review.take(desk, "ferry", "ruth", now=NOW)
    review.decide(desk, "ferry", "escalated", "Ask Ida.", "ruth", now=minutes(1))
    claims = [ClaimVerdict("2", "unsupported", "The harbour office knows of none.")]
    review.decide(desk, "ferry", "rejected", "Oops.", "ruth", claims=claims, now=minutes(2))
    with pytest.raises(ReliabilityError, match="is ruth's"):
        review.undo(desk, "ferry", "No.", "ida", now=minutes(3))
    assert review.undo(desk, "ferry", "Wrong key.", "ruth", now=minutes(3)).state == "escalated"
    back = review.undo(desk, "ferry", "That too.", "ida", admin=True, now=minutes(4))
    assert (back.state, back.holder) == ("in_review", "ruth")
    assert review.state(desk, "ferry", now=minutes(30)).state == "new"
    with pytest.raises(ReliabilityError, match="no decision on ferry to undo"):
        review.undo(desk, "ferry", "More.", "ruth", now=minutes(5))
    events = review.history(desk, "ferry")
    assert events["event"].to_list() == ["taken", "escalated", "rejected", "undone", "undone"]
    assert events["undone"].to_list() == [False, True, True, False, False]
    assert events["claims"][2].to_list() == [
        {
            "claim_id": "ferry#2",
            "verdict": "unsupported",
            "reason": "The harbour office knows of none.",
            "content_text": "claim 2",
        }
    ]


def test_a_decision_on_words_that_have_changed_since_counts_no_more(desk, put):
    review.decide(desk, "ferry", "approved", "Fine.", "ruth")
    put(desk, "ferry", text="The ferry sank.")
    standing = review.state(desk, "ferry")
    assert (standing.state, standing.outdated, standing.revision) == ("new", True, 2)
    found = review.queue(desk).rows.filter(pl.col("article_id") == "ferry")
    assert found["reason"].item().startswith("changed since it was approved by ruth and low score (20)")
    with pytest.raises(ReliabilityError, match="has changed since you opened it"):
        review.decide(desk, "ferry", "rejected", "It sank.", "ida", revision=1)
    assert review.decide(desk, "ferry", "rejected", "It sank.", "ida", revision=2).state == "rejected"


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([ClaimVerdict("9", "supported")], "ferry has no claim '9'"),
        ([ClaimVerdict("1", "maybe")], "A claim cannot be 'maybe'"),
        ([ClaimVerdict("1", "supported"), ClaimVerdict("ferry#1", "unsupported")], "ferry#1 has two verdicts"),
    ],
)
def test_verdicts_on_claims_that_are_refused(desk, claims, words):
    with pytest.raises(ReliabilityError, match=words):
        review.decide(desk, "ferry", "rejected", "No.", "ruth", claims=claims)
    assert desk.table("decisions").is_empty()


def test_an_article_without_a_score_row_or_that_is_not_here_cannot_be_decided_on(desk):
    desk.replace("scores", pl.DataFrame(schema={"article_id": pl.String}), "r", ["pier"])
    with pytest.raises(ReliabilityError, match="has not been scored yet"):
        review.decide(desk, "pier", "approved", "Fine.", "ruth")
    for call in (lambda: review.state(desk, "lost"), lambda: review.take(desk, "lost", "ruth")):
        with pytest.raises(ReliabilityError, match="no article 'lost'"):
            call()


def test_a_reply_is_recorded_and_changes_nothing(desk):
    before = store.queue_rows(desk)
    said = "We corrected the toll at noon.\x1b[31m"
    review.reply(desk, "Harbour Post", said, "ruth", article_id="ferry", url="https://harbour-post.example/note")
    review.reply(
        desk,
        "The editor",
        "We stand by our work.",
        "ruth",
        source="harbour-post.example",
        received_at=NOW.replace(year=2020),
    )
    assert store.queue_rows(desk).equals(before)
    found = review.history(desk, "ferry").reverse().to_dicts()
    assert [row["reason"] for row in found] == ["We corrected the toll at noon. [31m", "We stand by our work."]
    assert review.history(desk, "pier")["who"].to_list() == ["The editor"]
    assert review.history(desk, "ferry")["event"].to_list() == ["reply", "reply"]


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"article_id": "ferry", "source": "harbour-post.example"},
        {"article_id": "lost"},
        {"source": "nowhere.example"},
        {"article_id": "ferry", "url": "javascript:alert(1)"},
        {"article_id": "ferry", "received_at": datetime(2999, 1, 1, tzinfo=UTC)},
    ],
    ids=str,
)
def test_replies_that_are_refused(desk, about):
    with pytest.raises(ReliabilityError):
        review.reply(desk, "Harbour Post", "We corrected it.", "ruth", **about)
