"""A watched feed or sitemap: its new entries, each as its whole page where the feed has only the beginning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from reliability import fetching, intake, readers, records, store
from reliability.errors import ReliabilityError
from reliability.fetching import FetchError, Guest, Validators
from reliability.watching.found import Found

AT_ONCE = 100  # entries of one look: each may take a request, and requests to one host are slow on purpose
MOST_TRIES = 3  # looks at which the page of an entry may fail in passing
WHOLE = 1_200  # characters of text in an entry: the rest of them are summaries


def look(
    place: str, asked: Validators, opened: store.Reader, guest: Guest, now: datetime, *, tries: dict[str, int]
) -> tuple[Found, Validators, list[str]]:
    """Read the entries of a feed that are not done, at most AT_ONCE.

    Args:
        place: its address.
        asked: what its server gave the last time.
        opened: where it stands what is done.
        guest: fetches.
        now: the time of this look.
        tries: how often the page of an entry could not be had for now; it is counted on. After MOST_TRIES the entry is
            done with what the feed has of it.

    Returns:
        What was found; what to ask with the next time; addresses of further feeds that it lists.

    Raises:
        ReliabilityError: the feed cannot be fetched, or is none.
    """
    page = guest.fetch(place, types=fetching.FEEDS, known=asked)
    if page.status == fetching.UNCHANGED:
        return Found(), asked, []
    pointed = readers.pointed(page.body, page.charset, place)
    entries = [entry for entry in pointed.entries if isinstance(entry, readers.Raw)]
    if not entries and not pointed.others and pointed.entries:
        raise ReliabilityError(
            f"{place[:200]} is no feed: {_reason(pointed)}", "Give the address of a feed or sitemap."
        )
    ids = [_id(entry) for entry in entries]
    rows = pl.DataFrame(
        {"place": place, "item": ids, "mark": None}, schema_overrides={"item": pl.String, "mark": pl.String}
    )
    todo = set(store.undone(opened, rows.unique(maintain_order=True))["item"].to_list()) if ids else set()
    fresh = {item: entry for item, entry in zip(ids, entries, strict=True) if item in todo}
    found, later = Found(waiting=max(0, len(fresh) - AT_ONCE)), False
    for item, entry in list(fresh.items())[:AT_ONCE]:
        article, passing = _article(entry, place, guest)
        if passing and tries.setdefault(item, 0) + 1 < MOST_TRIES:
            tries[item] += 1
            later = True
            continue
        tries.pop(item, None)
        found.intakes.append(article)
        found.done(place, item, now)
    unfinished = Validators() if found.waiting or later else page.validators  # else the next look finds nothing new
    return found, unfinished, pointed.others


def _article(entry: readers.Raw, place: str, guest: Guest) -> tuple[readers.Intake, bool]:
    """The article of an entry, or why it is none; and whether its page may be had a little later."""
    fields = dict(entry.fields)
    url, held = _text(fields.get("url")), max(len(_text(fields.get(name)) or "") for name in ("text", "html"))
    failure: ReliabilityError | None = None
    if url and held < WHOLE:
        try:
            article = intake.from_page(guest.fetch(url))
            return readers.Intake(_completed(article, fields), records.REJECTS.empty(), None), False
        except ReliabilityError as error:
            failure = error
    passing = isinstance(failure, FetchError) and failure.passing
    try:
        article = readers.one(fields, name=place, form="feed")
    except ReliabilityError as error:
        reason = failure.message if failure else error.message
        reject = {"input": place, "record": entry.record, "reason": reason, "excerpt": (url or "")[:200]}
        return readers.Intake(records.ARTICLES.empty(), records.REJECTS.frame([reject]), None), passing
    return readers.Intake(article, records.REJECTS.empty(), None), passing


def _completed(article: pl.DataFrame, entry: Mapping[str, object]) -> pl.DataFrame:
    """A page's article with what only its feed says of it."""
    said = readers.one({**entry, "html": None, "text": "-"})
    names = ("title", "publisher", "section", "published_at", "modified_at")
    return article.with_columns(pl.coalesce(article[name], said[name]).alias(name) for name in names)


def _id(entry: readers.Raw) -> str:
    fields = entry.fields
    return str(fields.get("id") or fields.get("url") or fields.get("title") or fields.get("text") or entry.record)[
        :2_000
    ]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _reason(pointed: readers.Pointed) -> str:
    return next((entry.reason for entry in pointed.entries if isinstance(entry, readers.Broken)), "it holds nothing")
