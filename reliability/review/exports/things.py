"""Articles, publishers and ratings as schema.org describes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reliability import abstentions
from reliability.errors import counted
from reliability.review.exports import admiralty
from reliability.review.exports.identifiers import web_address

CONTEXT = "https://schema.org"
BEST, WORST = 100, 0
SHOWN = 3  # flags
ASPECT = "Data quality and reliability of the reporting"
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")

Row = Mapping[str, Any]


def article(row: Row) -> dict[str, Any]:
    """A NewsArticle."""
    return {
        "@type": "NewsArticle",
        "url": web_address(row["url"]),
        "identifier": row["article_id"],
        "headline": row["title"],
        "author": [{"@type": "Person", "name": name} for name in row["authors"] or []],
        "publisher": publisher(row["publisher"], row["domain"]),
        "datePublished": row["published_at"],
        "inLanguage": row["language"],
    }


def publisher(name: str | None, domain: str | None) -> dict[str, Any] | None:
    """A NewsMediaOrganization; None without a name."""
    if not name and not domain:
        return None
    site = f"https://{domain}/" if domain and _DOMAIN.fullmatch(domain) else None
    return {"@type": "NewsMediaOrganization", "name": name or domain, "url": site}


def desk(row: Row) -> dict[str, Any] | None:
    """The organisation that publishes the export; None where no name is set."""
    return {"@type": "Organization", "name": row["desk"]} if row["desk"] else None


def program(version: str | None = None, model: str | None = None) -> dict[str, Any]:
    """This program, of which a score is."""
    return {"@type": "SoftwareApplication", "name": "reliability", "softwareVersion": version, "identifier": model}


def rating(row: Row, grade: str) -> dict[str, Any] | None:
    """The score as a Rating; None where there is none, since a rating in the middle would say something else."""
    if row["score"] is None:
        return None
    value, low, high = (round(BEST * row[name]) for name in ("score", "low", "high"))
    return {
        "@type": "Rating",
        "ratingValue": value,
        "bestRating": BEST,
        "worstRating": WORST,
        "alternateName": grade,
        "ratingExplanation": f"An estimate of how expert raters would trust such work, no verdict on truth: {value} of "
        f"{BEST}, 90 % interval {low} to {high}. {told(row)}",
    }


def grade(row: Row) -> str:
    """`Admiralty C3. Source: fairly reliable. Information: possibly true.`"""
    source, information = row["source_reliability"] or "F", row["information_credibility"] or 6
    return f"Admiralty {source}{information}. {admiralty.words(source, information)}"


def told(row: Row) -> str:
    """What was found in an article or a publisher's articles: claims, and the first flags, which are the worst."""
    flags = row.get("flags") or []
    found = [f"{counted(row['claims'] or 0, 'claim')}, {row['second_hand'] or 0} of them second-hand."]
    found += [f"{flag['code']}: {flag['message']}" for flag in flags[:SHOWN]]
    if len(flags) > SHOWN:
        found.append(f"{counted(len(flags) - SHOWN, 'more flag', 'more flags')}.")
    return " ".join(found)


def no_score(row: Row) -> str | None:
    """Why there is no score, in words; None where there is one."""
    if row["score"] is not None:
        return None
    return f"No score. {abstentions.meaning(row['abstained'])}" if row["abstained"] else "No score."
