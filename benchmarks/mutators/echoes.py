"""Stories that look confirmed and are not: copies of one text, and several reports of one origin."""

from __future__ import annotations

import random
from datetime import timedelta

from mutators import Article, Clean, lines
from mutators.between import OUTLETS
from mutators.rewriting import person

LATER = (20, 90, 300, 900, 1500)  # minutes


def repeated(clean: Clean) -> list[Article] | None:
    """The text once more elsewhere, shorter or under another headline."""
    return [clean.article, _copy(clean, 0)] if _long(clean) else None


def only_copies(clean: Clean) -> list[Article] | None:
    """The text in three or more papers, and no report besides."""
    if not _long(clean):
        return None
    return [clean.article, *(_copy(clean, place) for place in range(clean.rng.randint(2, 4)))]


def circular(clean: Clean) -> list[Article] | None:
    """Two or three reports that have one claim from each other in a circle, or all from one other paper."""
    rng = clean.rng
    name, place = person(rng), rng.choice(("Port Ansel", "Norvale", "Calder", "Brennick"))
    told = _grouped("circular", rng)
    chosen = rng.sample(told, rng.choice((2, 3)))
    papers = [OUTLETS[number][0] for number in range(len(chosen))]
    round_about = rng.random() < 0.5
    made = []
    for number, text in enumerate(chosen):
        cites = papers[(number + 1) % len(papers)] if round_about else "The Brennick Gazette"
        cites = cites if cites.startswith("The ") else f"the {cites}"
        filled = text.format(name=name, place=place, cites=cites).replace("\\n", "\n")
        title, _, body = filled.partition(" // ")
        made.append(_elsewhere(clean, number) | {"title": title, "text": body[:1].upper() + body[1:]})
    return made


def one_origin(clean: Clean) -> list[Article] | None:
    """Three or more reports, each in other words, of what one person has said and nobody else confirms."""
    rng = clean.rng
    name, place = person(rng), rng.choice(("Port Ansel", "Norvale", "Calder", "Brennick"))
    chosen = rng.sample(_grouped("one_origin", rng), 3)
    made = []
    for number, text in enumerate(chosen):
        filled = text.format(name=name, last=name.split()[-1], place=place).replace("\\n", "\n")
        title, _, body = filled.partition(" // ")
        made.append(_elsewhere(clean, number) | {"title": title, "text": body})
    return made


def _grouped(name: str, rng: random.Random) -> list[str]:
    """The reports of one event, by chance."""
    groups: dict[str, list[str]] = {}
    for line in lines(name):
        key, text = line.split(" | ")
        groups.setdefault(key, []).append(text)
    return rng.choice(list(groups.values()))


def _long(clean: Clean) -> bool:
    return len(clean.article["text"].split()) > 120


def _copy(clean: Clean, place: int) -> Article:
    """Another paper's page of the text: without its end, with a note, or as it is."""
    rng = clean.rng
    parts = [part for part in clean.article["text"].split("\n") if part.strip()]
    if len(parts) > 6 and rng.random() < 0.5:
        parts = parts[: -rng.randint(1, 2)]
    if rng.random() < 0.3:
        parts.append(rng.choice(("Read more on our site.", "Our desk has not edited this story.", "Share this story.")))
    copy = _elsewhere(clean, place) | {"text": "\n".join(parts)}
    title = clean.article["title"]
    return copy | {"title": title if rng.random() < 0.6 else " ".join(title.split()[:8])}


def _elsewhere(clean: Clean, place: int) -> Article:
    publisher, domain = OUTLETS[place % len(OUTLETS)]
    when = clean.article["published_at"]
    later = when and when + timedelta(minutes=clean.rng.choice(LATER))
    url = f"https://{domain}/{clean.rng.randrange(10**6)}"
    return clean.article | {
        "publisher": publisher,
        "domain": domain,
        "url": url,
        "published_at": later,
        "authors": None,
    }


MUTATORS = {
    "BTW010": circular,
    "SRC011": one_origin,
    "SRC013": repeated,
    "SRC014": only_copies,
}
