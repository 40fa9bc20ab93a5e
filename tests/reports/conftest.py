"""A quality dictionary as `reliability report` renders it, of an invented intake."""

from __future__ import annotations

import copy
from typing import Any

import pytest

SOURCES = ("harbour-post.example", "port-almar-times.example", "lakeside-courier.example", "the-daily-lantern.example",
           "north-coast-wire.example", "valley-observer.example", "torch.example")  # fmt: skip
CITED = ("Almar Press Agency", "Radio Almar", "The Daily Lantern", "Coast Telegraph", "Mirrorfeed")
TITLES = (
    "Port Almar council votes to rebuild the old pier",
    "Tunnel annex went unread, mayor admits",
    "SHOCKING: what they found under the lake",
    "Ferry strike ends after nine days of talks",
    "Dam is safe, ministry says after second inspection",
)
CODES = (
    ("COM001", "title lacking", "completeness", "critical", 9),
    ("COM007", "truncated body", "completeness", "warning", 41),
    ("CON003", "number of the title not in the text", "consistency", "critical", 5),
    ("CON006", "quotation never closed", "consistency", "warning", 17),
    ("SRC002", "all claims second-hand", "sourcing", "warning", 88),
    ("SRC009", "no named source", "sourcing", "info", 131),
    ("LAN001", "loaded title", "language", "info", 74),
)
RUNS = tuple(f"2026-01-{day:02d}T05:10:00+00:00" for day in range(1, 9))


def flag(code: str, name: str, theme: str, severity: str, articles: int) -> dict[str, Any]:
    return {
        "code": code, "name": name, "theme": theme, "severity": severity, "articles": articles,
        "share": articles / 1200,
        "why": "A reader who cannot see where it comes from has nothing to check it against.",
        "action": "Compare with the publisher's own page, and ask the desk that sent it.",
        "trend": [
            {"run_id": f"r{n}", "at": at, "share": articles / 1200 * (0.6 + 0.1 * (n % 5))} for n, at in enumerate(RUNS)
        ],
        "examples": [
            {
                "article_id": f"{code}-{n}", "title": TITLES[n], "source": SOURCES[n],
                "url": f"https://{SOURCES[n]}/2026/01/{code.lower()}-{n}",
                "message": f"The title says 12, the text says 21 ({name}).",
                "before": "The harbour master told reporters on Monday that ",
                "marked": "21 of the piles had rotted", "after": ", and that work would begin in spring.",
            }
            for n in range(2)
        ],
    }  # fmt: skip


def dimension(theme: str, light: str, critical: int, warning: int) -> dict[str, Any]:
    return {
        "theme": theme, "about": f"Is the {theme} of the articles as it should be?", "light": light, "articles": 1200,
        "critical": critical, "warning": warning, "info": 60, "flagged_share": (critical + warning + 60) / 1200,
        "why": [f"{critical} articles have a critical flag"] if critical else [],
        "trend": [
            {"run_id": f"r{n}", "at": at, "critical_share": critical / 1200 * (0.5 + n / 14),
             "warning_share": warning / 1200 * (1.2 - n / 40), "flagged_share": 0.1}
            for n, at in enumerate(RUNS)
        ],
    }  # fmt: skip


def source(place: int, name: str) -> dict[str, Any]:
    judged = place != 5
    return {
        "source": name, "score": 0.78 - place * 0.1 if judged else None, "low": 0.66 - place * 0.1 if judged else None,
        "high": 0.88 - place * 0.1 if judged else None, "abstained": None if judged else "too_few_articles",
        "source_reliability": "ABCDEFF"[place], "articles": 420 - place * 55, "claims": 1900 - place * 240,
        "second_hand": 120 + place * 40, "second_hand_share": (120 + place * 40) / (1900 - place * 240),
        "flagged_share": 0.08 + place * 0.07, "newest": "2026-01-08T02:00:00+00:00", "silent_hours": 3.0 + place * 9,
        "silence": 0.4 + place * 0.35, "bins": [0, 1, 3, 6, 9, 14, 22, 31, 18, 6][place:] + [0] * place,
        "days": [{"day": f"2026-01-{day:02d}", "articles": (day * (place + 3)) % 17} for day in range(1, 9)],
    }  # fmt: skip


def article(number: int) -> dict[str, Any]:
    severity = "critical" if number < 14 else "warning" if number < 60 else "info"
    site = SOURCES[number % len(SOURCES)]
    return {
        "article_id": f"a{number}", "url": f"https://{site}/a{number}", "title": f"{TITLES[number % 5]} ({number})",
        "source": site, "published_at": "2026-01-08T01:30:00+00:00",
        "score": None if number % 9 == 8 else 0.2 + (number % 60) / 100, "low": 0.1 + (number % 60) / 100,
        "high": 0.35 + (number % 60) / 100, "abstained": "too_short" if number % 9 == 8 else None,
        "flags": [
            {"code": "CON003", "severity": severity, "message": "The title says 12, the text says 21."},
            {"code": "LAN001", "severity": "info", "message": "The title has loaded words: shocking."},
        ],
    }  # fmt: skip


EXAMPLE: dict[str, Any] = {
    "schema": 2, "made_at": "2026-01-08T05:14:00+00:00", "version": "0.1.0",
    "slice": {"run": None, "since": None, "source": None},
    "run": {
        "run_id": "20260108-051000-ab12", "command": "score", "started_at": RUNS[-1],
        "finished_at": "2026-01-08T05:13:20+00:00", "version": "0.1.0", "model": "2026-11-22-wording",
        "suite_hash": "91b2c3d4e5f60718", "inputs": ["intake/2026-01-08.jsonl"], "articles": 1200, "rejected": 7,
        "timings": [],
    },
    "intake": {
        "articles": 1200, "new": 1150, "changed": 12, "rejected": 7, "copies": 96, "scored": 1121, "abstained": 79,
        "mean_score": 0.58, "claims": 8240, "second_hand": 1480, "anonymous": 611, "hedged": 402, "flagged": 311,
        "critical": 14, "warning": 140, "stories": 870, "silenced": 6,
    },
    "freshness": {"newest": "2026-01-08T02:10:00+00:00", "age_hours": 3.07, "sources_behind": 2},
    "dimensions": [
        dimension("completeness", "red", 9, 41), dimension("consistency", "red", 5, 17),
        dimension("sourcing", "amber", 0, 88), dimension("language", "green", 0, 0), dimension("story", "green", 0, 0),
    ],
    "flags": [flag(*one) for one in CODES],
    "findings": [
        {"code": "TAB004", "name": "source silent", "severity": "critical", "about": "source",
         "subject": "torch.example", "message": "Nothing for 57 hours; usually 22 hours pass at most.",
         "why": "A feed that stopped looks like a quiet day.", "action": "Look at the feed of this source."},
        {"code": "TAB009", "name": "feature drifts", "severity": "warning", "about": "feature",
         "subject": "mean_sentence_words", "message": "Index 0.31 against the last run.",
         "why": "Scores lean on it.", "action": "Compare the inputs of both runs."},
    ],
    "scores": {
        "bins": [{"from": n / 10, "to": (n + 1) / 10, "articles": (4, 18, 55, 96, 142, 201, 260, 214, 104, 27)[n]}
                 for n in range(10)],
        "abstentions": [{"abstained": "too_short", "articles": 51}, {"abstained": "not_english", "articles": 28}],
        "calibration": [
            {"predicted": 0.05 + n / 10, "observed": 0.08 + n * 0.093, "low": 0.02 + n * 0.09, "high": 0.16 + n * 0.093,
             "articles": 400} for n in range(10)
        ],
        "calibration_of": "Held-out articles of the model 2026-11-22-wording.",
    },
    "grades": [
        {"source_reliability": letter, "information_credibility": figure, "articles": 10 * place + figure}
        for place, letter in enumerate("ABCDEF", 1) for figure in (2, 3, 6)
    ],
    "origins": [
        {"source_type": kind, "claims": number, "second_hand": number // 5, "anonymous": number // 12}
        for kind, number in (
            ("person", 4100), ("government", 1900), ("media_outlet", 1240), ("anonymous", 700), ("other", 300),
        )
    ],
    "sources": {"total": 7, "rows": [source(place, name) for place, name in enumerate(SOURCES)], "declared": []},
    "cited": {"total": 5, "rows": [
        {"source": name, "claims": 300 - 50 * n, "articles": 120 - 15 * n, "second_hand": 300 - 50 * n,
         "score": (0.8, None, 0.5, None, 0.2)[n], "abstained": None if n in (0, 2, 4) else "no_evidence"}
        for n, name in enumerate(CITED)
    ]},
    "citations": {"total": 35, "links": sorted(
        ({"publisher": publisher, "cited": cited, "claims": 5 + (n * 13 + m * 29) % 61}
         for n, publisher in enumerate(SOURCES) for m, cited in enumerate(CITED) if (n + m) % 3),
        key=lambda link: -link["claims"],
    )},
    "stories": {
        "total": 170, "articles": 540, "several_origins_share": 0.38, "corroborated_share": 0.21, "conflicts": 23,
        "with_conflicts": 17, "circular": 2, "with_circular": 1,
        "rows": [
            {"story_id": f"event-{n}", "title": title, "publisher": SOURCES[n], "url": f"https://{SOURCES[n]}/{n}",
             "published_at": RUNS[n], "articles": 40 - 6 * n, "here": 39 - 6 * n, "copies": 12 - n,
             "independent_origins": 9 - n, "conflicts": 3 - n // 2, "circular": 2 if n == 1 else 0}
            for n, title in enumerate(TITLES)
        ],
        "conflict_examples": [
            {"story_id": "event-0", "kind": "toll", "what": "injured", "values": [
                {"value": str(number), "words": f"The fire left {number} people injured", "article_id": f"a{number}",
                 "publisher": SOURCES[number % 7], "published_at": RUNS[1], "origin": None, "independent_origins": 2,
                 "url": f"https://{SOURCES[number % 7]}/{number}"} for number in (12, 15)
            ]},
        ],
        "circular_examples": [
            {"story_id": "event-1", "kind": "circle", "claim": "the tunnel will not open", "root": None, "path": [
                {"outlet": SOURCES[n], "cites": SOURCES[1 - n], "article_id": f"c{n}", "published_at": RUNS[n],
                 "url": f"https://{SOURCES[n]}/c{n}"} for n in (0, 1)
            ]},
        ],
    },
    "drift": {"level": "some", "said": "The articles differ somewhat from training.", "beyond": 0.012, "rows": [
        {"feature": f"feature_{n}", "unit": "share", "help": "What it is.", "here": 0.4 + n / 50, "trained": 0.35,
         "psi": 0.32 - n / 40, "expected": 0.02, "level": "major" if n < 2 else "some"} for n in range(8)
    ]},
    "last_run": {"run_id": "20260107-051000-cd34", "at": RUNS[-2], "features": [
        {"feature": f"feature_{n}", "psi": 0.2 - n / 50, "psi_beyond": 0.18 - n / 50} for n in range(6)
    ]},
    "articles": {"total": 311, "rows": [article(number) for number in range(200)]},
    "review": {
        "decisions": 41, "undone": 2, "articles": 32, "approved": 20, "needs_sources": 4, "rejected": 7, "escalated": 1,
        "outdated": 1, "disputed": 1, "minutes": 6.5, "timed": 30,
        "overrides": {
            "decisions": 25, "approved_low": 3, "rejected_high": 2, "share": 0.2, "low": 0.4, "high": 0.6,
        },
        "model": {"kappa": 0.52, "low": 0.2, "high": 0.79, "agreeing": 0.77, "n": 31},
        "among": {
            "kappa": None, "low": None, "high": None, "agreeing": 0.75, "n": 4,
            "pairs": [
                {
                    "first": "Ida", "second": "<b>Ruth</b>", "kappa": None, "low": None, "high": None,
                    "agreeing": 0.75, "n": 4,
                }
            ],
        },
        "reviewers": [
            {
                "reviewer": "<b>Ruth</b>", "decisions": 41, "approved": 24, "needs_sources": 6, "rejected": 10,
                "escalated": 1, "reopened": 0, "undone": 2, "minutes": 6.5, "overrides": 5,
            }
        ],
    },
    "rejects": [{"reason": "no text in the record", "records": 7, "example": "intake/2026-01-08.jsonl:14"}],
    "silenced": [{"code": "LAN001", "source": "torch.example", "reason": "Satire; its titles shout.", "flags": 6}],
    "timings": [{"stage": name, "seconds": took, "articles": 1200} for name, took in (("read", 2.1), ("claims", 61))],
    "notes": [],
}  # fmt: skip


@pytest.fixture
def quality() -> dict[str, Any]:
    return copy.deepcopy(EXAMPLE)
