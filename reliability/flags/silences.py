"""Flags that somebody has silenced: set aside and counted, each with the reason given for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

import polars as pl

from reliability.config import Silence
from reliability.errors import ReliabilityError
from reliability.flags.suites import Suites

EVERY = "*"
COUNTS = pl.Schema({"code": pl.String, "source": pl.String, "reason": pl.String, "flags": pl.Int64})


def check_silences(silences: Sequence[Silence], suites: Suites) -> None:
    """Hold silences against the suites in force.

    Raises:
        ReliabilityError: one names a code that no suite has.
    """
    for silence in silences:
        if silence.code not in suites.codes:
            near = get_close_matches(silence.code.upper(), sorted(suites.codes), n=1)
            raise ReliabilityError(
                f"A [[silence]] in reliability.toml names the code '{silence.code}', which no suite has.",
                f"Did you mean {near[0]}?" if near else "The codes are those of docs/flags.md and of your own suites.",
            )


def silence(
    found: pl.DataFrame, articles: pl.DataFrame, silences: Sequence[Silence], day: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Set silenced flags aside.

    Args:
        found: records.FLAGS, with or without run_id.
        articles: `article_id`, `domain` and `publisher` of the articles flagged.
        silences: what is silenced; a source is a domain or a publisher's name, upper and lower case alike.
        day: the day of the run: silences that have ended before it do nothing.

    Returns:
        The flags that are left, in order; and how many each silence took (`code, source, reason, flags`), none left out
        that took any. A flag counts for the first silence that fits it.
    """
    named = articles.select("article_id", _lower("domain"), _lower("publisher"))
    known = found.join(named, on="article_id", how="left", maintain_order="left")
    return _set_aside(found, known, silences, day)


def none_silenced() -> pl.DataFrame:
    """The counts of `silence` where there is nothing to count."""
    return pl.DataFrame(schema=COUNTS)


def add_silenced(counts: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """The counts of two batches as those of one."""
    both = pl.concat([counts, more])
    return both.group_by("code", "source", "reason", maintain_order=True).agg(pl.col("flags").sum())


def silence_findings(found: pl.DataFrame, silences: Sequence[Silence], day: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same for records.FINDINGS; only findings about a source have one, the others are silenced by `*`."""
    source = pl.when(pl.col("about") == "source").then(pl.col("subject").str.to_lowercase())
    known = found.with_columns(source.alias("_domain"), source.alias("_publisher"))
    return _set_aside(found, known, silences, day)


def _lower(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().alias(f"_{name}")


def _set_aside(
    found: pl.DataFrame, known: pl.DataFrame, silences: Sequence[Silence], day: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`known` has the rows of `found` with `_domain` and `_publisher` in lower case."""
    taken = pl.lit(None, dtype=pl.Int64)
    holding = [silence for silence in silences if silence.holds(day)]
    for number, each in reversed(list(enumerate(holding))):
        fits = pl.col("code") == each.code
        if each.source != EVERY:
            name = each.source.lower()
            fits &= (pl.col("_domain").eq_missing(name)) | (pl.col("_publisher").eq_missing(name))
        taken = pl.when(fits).then(number).otherwise(taken)
    by = known.select(taken.alias("by"))["by"]
    counts = dict(by.drop_nulls().value_counts().iter_rows())
    rows = [(s.code, s.source, s.reason, counts[n]) for n, s in enumerate(holding) if n in counts]
    return found.filter(by.is_null()), pl.DataFrame(rows, schema=COUNTS, orient="row")
