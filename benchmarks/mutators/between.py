"""Defects between articles and between revisions: a group of articles, the faulty one first."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import timedelta

from mutators import Article, Clean, lines

OUTLETS = (
    ("Vale Observer", "vale-observer.example"),
    ("The Norvale Times", "norvaletimes.example"),
    ("Coastline Daily", "coastline.example"),
    ("Metro Ansel", "metroansel.example"),
    ("todaywire24.example", "todaywire24.example"),
)
NAMES = ("Ilse Brandt", "Piet Okoro", "Marta Quill", "J. D. Farrow", "Hana Lindqvist", "Editorial Team", "admin")
LEADS = (
    "Here is what we know so far.",
    "It is the talk of the town this week.",
    "The news came in while most were still asleep.",
    "Many questions stay open after a long day.",
)
SWAPS = (
    ("said", "stated"), ("also", "in addition"), ("because", "since"), ("about", "around"), ("but", "yet"),
    ("show", "reveal"), ("many", "a lot of"), ("must", "has to"), ("large", "big"), ("start", "begin"),
)  # fmt: skip
CREDIT = re.compile(r"reuters|associated press|\bap\b|\bafp\b|bloomberg|originally|republished|^.{0,80}\([A-Z]", re.I)
NUMBER = re.compile(r"(?<![\w$.,:/-])\d{1,4}(?![\w%.,:/-]|\s*(?:January|February|March|April|May|June|July))")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNT = rf"(?:\d{{1,3}}|{'|'.join(SMALL)})"
FATE = r"(?:killed|dead|died|injured|wounded|hurt|arrested|detained|missing)"
TOLL = re.compile(
    rf"(?<![\w,.])(?P<a>{COUNT}) (?:(?:people|others|men|women|civilians|soldiers|officers|protesters|students) )?"
    rf"(?:(?:were|was|are|have been) )?{FATE}\b|\b(?:killed|killing|injured|injuring|wounding|arrested) "
    rf"(?:at least )?(?P<b>{COUNT})\b(?!,|\.\d| (?:years|days|months|hours|percent|weeks))",
    re.IGNORECASE,
)


def copied_byline(clean: Clean) -> list[Article] | None:
    """Another's text under an own name."""
    article = clean.article
    if _credited(article):
        return None
    original = article | {"authors": article["authors"] or ["Tomas Reyes"]}
    return [_report(clean, original, near=True) | {"authors": [clean.rng.choice(NAMES)]}, original]


def copied_uncredited(clean: Clean) -> list[Article] | None:
    """Another outlet's text without a name."""
    if _credited(clean.article):
        return None
    return [_report(clean, clean.article, near=True) | {"authors": None}, clean.article]


def old_as_new(clean: Clean) -> list[Article] | None:
    """A text that comes again weeks or years later, at home or elsewhere."""
    article, rng = clean.article, clean.rng
    if article["published_at"] is None:
        return None
    later = article["published_at"] + timedelta(days=rng.choice((30, 60, 200, 365, 900)), hours=rng.randrange(24))
    copy = article if rng.random() < 0.4 else _report(clean, article, near=True)
    return [copy | {"published_at": later, "modified_at": None}, article]


def title_changed(clean: Clean) -> list[Article] | None:
    """Another headline for the same text."""
    title, rng = clean.article["title"], clean.rng
    words = title.split()
    if len(words) < 4:
        return None
    place = rng.randrange(1, len(words) - 1)
    opening = re.split(r"(?<=[.!?])\s", clean.article["text"].strip())[0]
    versions = [
        " ".join([*words[:place], rng.choice(("not", "finally", "secretly", "never")), *words[place:]]),
        " ".join(words[: place + 1]),
        " ".join(words[place:]).capitalize(),
        opening[:90].rsplit(" ", 1)[0],
        f"{title}: what we know",
        NUMBER.sub(lambda found: str(int(found[0]) + rng.randint(1, 9)), title),
    ]
    changed = [version for version in versions if version.lower() != title.lower()]
    return clean.with_(title=rng.choice(changed), previous_title=title, previous_text=clean.article["text"])


def fact_changed(clean: Clean) -> list[Article] | None:
    """One number, name or 'not' replaced without a word."""
    text = clean.article["text"]
    changes: list[Callable[[Clean, str], str]] = [_other_number, _other_name, _turned]
    clean.rng.shuffle(changes)
    new = next((changed for change in changes if (changed := change(clean, text)) != text), None)
    return new and clean.with_(text=new, previous_text=text, previous_title=clean.article["title"])


def rewritten(clean: Clean) -> list[Article] | None:
    """A good part of the text replaced, cut or reworded."""
    text, rng = clean.article["text"], clean.rng
    paragraphs = [part for part in text.split("\n") if part.strip()]
    sentences = re.split(r"(?<=[.!?])\s+", text)
    if len(sentences) < 8:
        return None
    share = rng.uniform(0.2, 0.6)
    way = rng.randrange(3)
    if way == 0 and len(paragraphs) > 5:
        gone = set(rng.sample(range(len(paragraphs)), max(int(share * len(paragraphs)), 2)))
        new = "\n".join(part for place, part in enumerate(paragraphs) if place not in gone)
    elif way == 1:
        strange = re.split(r"(?<=[.!?])\s+", rng.choice(clean.others)["text"])
        new = " ".join(rng.choice(strange) if rng.random() < share else sentence for sentence in sentences)
    else:
        new = " ".join(_turned_round(sentence, rng) if rng.random() < share else sentence for sentence in sentences)
    return clean.with_(text=new, previous_text=text, previous_title=clean.article["title"])


def misquoted(clean: Clean) -> list[Article] | None:
    """A quotation with other words than in another report."""
    rng, text = clean.rng, clean.article["text"]
    spans = [span for claim in clean.claims if claim["quotation"] == "direct" for span in claim["content"]]
    long = [(start, end) for start, end in spans if len(text[start:end].split()) >= 9]
    if not long:
        return None
    start, end = rng.choice(long)
    words = text[start:end].split()
    place = rng.randrange(2, len(words) - 3)
    way = rng.randrange(3)
    if way == 0:
        able = [
            n for n, word in enumerate(words[1:-1], 1) if word.lower() in ("is", "was", "will", "are", "can", "have")
        ]
        if not able:
            return None
        words.insert(able[0] + 1, "not")
    elif way == 1:
        words[place] = rng.choice(("never", "truly", "hardly", "money", "everything", "their", "people", "badly"))
    else:
        words[place : place + 2] = rng.choice((["the", "enemy"], ["our", "friends"], ["a", "disaster"]))
    new = text[:start] + " ".join(words) + text[end:]
    copy = _report(clean, clean.article | {"text": new}, near=rng.random() < 0.5)
    return [copy, clean.article] if " ".join(words).split("\n")[0] in copy["text"] else None  # it may be cut


def other_toll(clean: Clean) -> list[Article] | None:
    """A number of people that another report gives otherwise: one of its own, or one of a sentence put into both."""
    rng, article = clean.rng, clean.article
    found = TOLL.search(article["text"][:2000])
    if found is None or rng.random() < 0.5:
        return _two_tolls(clean)
    written = found["a"] or found["b"]
    number = SMALL.index(written.lower()) + 2 if written.lower() in SMALL else int(written)
    other = max(1, round(number * rng.choice((0.4, 0.5, 1.6, 2.0, 3.0)))) if number > 2 else number + rng.randint(1, 3)
    changed = re.sub(rf"\b{written}\b", str(other), article["text"])
    copy = _report(clean, article | {"text": changed}, near=rng.random() < 0.5)
    if other > number:
        copy["published_at"] = article["published_at"]  # later, it would have risen
    return [copy, article]


def _two_tolls(clean: Clean) -> list[Article] | None:
    """One sentence in both reports, somewhere in the first two thirds, with two numbers that lie anyhow."""
    rng, article = clean.rng, clean.article
    parts = [part for part in article["text"].split("\n") if part.strip()]
    if len(parts) < 4:
        return None
    number = rng.randint(5, 90)
    other = number + rng.choice((-1, 1)) * rng.randint(1, max(1, number // 2))
    sentence = rng.choice(lines("tolls"))
    place = rng.randrange(max(1, len(parts) * 2 // 3))

    def told(count: int) -> Article:
        said = (
            f"{parts[place]} {sentence.format(n=_in_words(count) if '{n} ' in sentence[:4] and count < 13 else count)}"
        )
        return article | {"text": "\n".join([*parts[:place], said, *parts[place + 1 :]])}

    copy = _report(clean, told(number), near=rng.random() < 0.5)
    return [copy, told(other)] if str(number) in copy["text"] or _in_words(number) in copy["text"] else None


def _in_words(number: int) -> str:
    return SMALL[number - 2].capitalize() if 2 <= number < 13 else str(number)


def other_day(clean: Clean) -> list[Article] | None:
    """A weekday that another report gives otherwise."""
    rng, article = clean.rng, clean.article
    happened = r"(?<!said )(?<!said on )(?<!told )(?<!announced )(?<!statement )(?<!statement on )"
    found = re.search(rf"{happened}\b({'|'.join(WEEKDAYS)})\b(?! (?:that|said|told|announced))", article["text"][:1500])
    if found is None:
        return None
    other = rng.choice([day for day in WEEKDAYS if day != found[1]])
    changed = article["text"].replace(found[1], other)
    return [_report(clean, article | {"text": changed}, near=rng.random() < 0.7), article]


def _credited(article: Article) -> bool:
    text = article["text"]
    return bool(CREDIT.search("; ".join(article["authors"] or ())) or CREDIT.search(text[:400] + "\n" + text[-800:]))


def _report(clean: Clean, article: Article, *, near: bool) -> Article:
    """The text as another outlet has it: nearly the same, or cut, moved and reworded."""
    rng = clean.rng
    publisher, domain = rng.choice(OUTLETS)
    parts = [part for part in article["text"].split("\n") if part.strip()]
    if len(parts) > 6 and rng.random() < 0.6:
        parts = parts[: -rng.randint(1, 2)]
    if not near:
        parts = [_reworded(part, rng) if rng.random() < 0.5 and "“" not in part and '"' not in part else part
                 for part in parts]  # fmt: skip
        parts.insert(0, rng.choice(LEADS))
    when = article["published_at"]
    later = when and when + timedelta(minutes=rng.choice((0, 0, 40, 300, 1500)))
    title = article["title"] if rng.random() < 0.5 else f"{article['title'].rstrip('.')} - {publisher}"
    about = {"publisher": publisher, "domain": domain, "url": f"https://{domain}/{rng.randrange(10**6)}"}
    return article | about | {"title": title, "text": "\n".join(parts), "published_at": later, "authors": None}


def _reworded(text: str, rng: random.Random) -> str:
    for old, new in SWAPS:
        text = re.sub(rf"\b{old}\b", new, text)
    halves = text.split(", ", 1)
    return (
        f"{halves[1].rstrip('.')}, {halves[0]}." if len(halves) == 2 and rng.random() < 0.3 else text + " So it goes."
    )


def _turned_round(sentence: str, rng: random.Random) -> str:
    """Half of a sentence, with another end."""
    words = sentence.split()
    return " ".join([*words[: len(words) // 2 + 1], rng.choice(("after all.", "as was expected.", "in the end."))])


def _other_number(clean: Clean, text: str) -> str:
    found = list(NUMBER.finditer(text))
    if not found:
        return text
    one = clean.rng.choice(found)
    return text[: one.start()] + str(int(one[0]) + clean.rng.randint(1, 20)) + text[one.end() :]


def _other_name(clean: Clean, text: str) -> str:
    names = [
        claim["origin"].split()[-1] for claim in clean.claims if claim["source_type"] == "person" and claim["origin"]
    ]
    names = [name for name in names if name[:1].isupper() and name in text]
    return re.sub(rf"\b{re.escape(clean.rng.choice(names))}\b", "Okoro", text) if names else text


def _turned(clean: Clean, text: str) -> str:
    """Without a 'not', or with one more."""
    found = list(re.finditer(r" not | (?:is|was|will|are|were|has) ", text))
    if not found:
        return text
    one = clean.rng.choice(found)
    return text[: one.start()] + (" " if one[0] == " not " else one[0] + "not ") + text[one.end() :]


MUTATORS = {
    "BTW001": copied_byline,
    "BTW002": copied_uncredited,
    "BTW003": old_as_new,
    "BTW004": title_changed,
    "BTW005": fact_changed,
    "BTW006": rewritten,
    "BTW007": misquoted,
    "BTW008": other_toll,
    "BTW009": other_day,
}
