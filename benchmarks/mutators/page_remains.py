"""Defects of completeness that come with the page: barriers, banners, menus, share bars, scripts and markup."""

from __future__ import annotations

from collections.abc import Sequence

from mutators import Article, Clean, Mutator, lines

PAYWALLS = lines("paywalls")
COOKIES = lines("cookies")
MENUS = lines("menus")
BETWEEN = lines("between")
FURNITURE = lines("furniture")
PROGRAMS = lines("programs")
MARKUP = lines("markup")


def _placed(clean: Clean, pieces: Sequence[str]) -> list[Article]:
    """The article with these pieces before it, after it, between two paragraphs, or at the end of one."""
    whole = [line for line in str(clean.article["text"]).split("\n") if line.strip()]
    for piece in pieces:
        shown = piece.replace("«publisher»", str(clean.article["publisher"])).replace(
            "«domain»", str(clean.article["domain"])
        )
        where = clean.rng.choice([0, len(whole), clean.rng.randrange(len(whole))])
        whole.insert(where, shown)
    return clean.with_(text=clean.rng.choice(["\n", "\n\n"]).join(whole))


def _some(pieces: Sequence[str], most: int) -> Mutator:
    return lambda clean: _placed(clean, clean.rng.sample(pieces, clean.rng.randint(1, most)))


def _barred(clean: Clean) -> list[Article]:
    """The first paragraphs and then the barrier, or the barrier somewhere in the text."""
    if clean.rng.random() < 0.5:
        return _placed(clean, clean.rng.sample(PAYWALLS, clean.rng.randint(1, 2)))
    lead = str(clean.article["text"]).split("\n")[: clean.rng.randint(1, 4)]
    return clean.with_(text="\n".join([*lead, *clean.rng.sample(PAYWALLS, clean.rng.randint(1, 3))]))


def _cookies(clean: Clean) -> list[Article]:
    lines = clean.rng.sample(COOKIES, clean.rng.randint(1, 3))
    return clean.with_(text="\n".join(lines)) if clean.rng.random() < 0.2 else _placed(clean, lines)


def _furnished(clean: Clean) -> list[Article]:
    """As much furniture as a page has around an article: a quarter to a half of its lines."""
    lines = sum(1 for line in str(clean.article["text"]).split("\n") if line.strip())
    wanted = max(2, int(lines * clean.rng.uniform(0.25, 0.8)))
    return _placed(clean, [clean.rng.choice(FURNITURE) for _ in range(wanted)])


def _marked_up(clean: Clean) -> list[Article]:
    whole = str(clean.article["text"]).split("\n")
    for place in clean.rng.sample(range(len(whole)), clean.rng.randint(1, len(whole))):
        whole[place] = clean.rng.choice(MARKUP).replace("{}", whole[place])
    return clean.with_(text="\n".join(whole))


MUTATORS: dict[str, Mutator] = {
    "COM008": _furnished,
    "COM018": _marked_up,
    "COM024": _barred,
    "COM025": _cookies,
    "COM026": _some(MENUS, 3),
    "COM032": _some(PROGRAMS, 3),
    "COM035": _some(BETWEEN, 2),
}
