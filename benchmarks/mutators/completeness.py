"""Defects of completeness in the record and in the text as a whole; those of the page around it are in page_remains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from mutators import Article, Clean, Mutator, lines

GARBLED = ("latin-1", "cp1252", "cp1252", "mac-roman")
OTHER_TONGUES = lines("other_tongues")
NO_TITLES = lines("no_titles")
NO_AUTHORS = lines("no_authors")
DUMMIES = lines("dummies")
ENDS = lines("ends")
ERRORS = lines("errors")
CORRECTIONS = lines("corrections")


def _filled(pattern: str, article: Article) -> str:
    """A pattern with the article's own publisher, domain, headline and slug."""
    words = re.findall(r"[a-z]+", str(article["title"]).lower())[:6]
    given = {
        "«publisher»": article["publisher"] or article["domain"],
        "«domain»": article["domain"],
        "«title»": article["title"],
        "«slug»": "-".join(words) if len(words) > 1 else "town-council-votes",
    }
    for name, value in given.items():
        pattern = pattern.replace(name, str(value))
    return pattern


def _paragraphs(clean: Clean) -> list[str]:
    return [line for line in str(clean.article["text"]).split("\n") if line.strip()]


def _inserted(clean: Clean, lines: Sequence[str]) -> list[Article]:
    """The article with these lines somewhere between its paragraphs."""
    whole = _paragraphs(clean)
    for line in lines:
        whole.insert(clean.rng.randint(0, len(whole)), line)
    return clean.with_(text="\n".join(whole))


def _column(name: str, values: Sequence[str]) -> Mutator:
    return lambda clean: clean.with_(**{name: _filled(clean.rng.choice(values), clean.article)})


def _without(*names: str) -> Mutator:
    return lambda clean: clean.with_(**dict.fromkeys(names))


def _no_title(clean: Clean) -> list[Article]:
    return clean.with_(
        title=clean.rng.choice([None, "", "  ", "\n\t", "\u200b", "\u200b\u200b\ufeff", "\xa0", "\u2060\u200d"])
    )


def _short(clean: Clean) -> list[Article]:
    return clean.with_(text=" ".join(str(clean.article["text"]).split()[: clean.rng.randint(8, 70)]).rstrip(",") + ".")


def _cut_off(clean: Clean) -> list[Article]:
    words = str(clean.article["text"]).split(" ")
    kept = " ".join(words[: clean.rng.randint(len(words) // 4, len(words) * 3 // 4)]).rstrip(" .,\n")
    return clean.with_(text=kept + _filled(clean.rng.choice(ENDS), clean.article))


def _stops(clean: Clean) -> list[Article] | None:
    """The text up to somewhere, in the middle of a word or after it."""
    text = str(clean.article["text"])
    kept = text[: int(len(text) * clean.rng.uniform(0.2, 0.9))]
    kept = (kept.rsplit(" ", 1)[0] if clean.rng.random() < 0.6 else kept).rstrip()
    return None if re.search(r"[.!?…:;\"”’)\]]$", kept) else clean.with_(text=kept)


def _repeated(clean: Clean) -> list[Article] | None:
    whole = _paragraphs(clean)
    long = [line for line in whole if len(line) > 80]
    if len(long) < 3:
        return None
    again = clean.rng.sample(long, clean.rng.randint(1, 3))
    change = clean.rng.choice([str, str, str.upper, lambda line: f"  {line} ", lambda line: re.sub(r" ", "  ", line)])
    if clean.rng.random() < 0.3:
        return clean.with_(text="\n".join([*whole, *whole]))
    return _inserted(clean, [change(line) for line in again])


def _read_twice(clean: Clean) -> list[Article]:
    one = " ".join(_paragraphs(clean))
    part = one if clean.rng.random() < 0.6 else one[: len(one) // 2]
    return clean.with_(text=f"{one} {part}")


def _garbled(clean: Clean) -> list[Article] | None:
    """UTF-8 read with another character set, once or twice, or what could not be read replaced."""
    text = str(clean.article["text"]).replace("'", "’").replace('"', "”")
    if "’" not in text:
        return None
    way = clean.rng.random()
    if way < 0.6:
        charset = clean.rng.choice(GARBLED)
        for _ in range(1 + (clean.rng.random() < 0.2)):
            text = text.encode().decode(charset, "replace" if charset == "cp1252" else "strict")
    elif way < 0.8:
        text = text.encode("cp1252", "replace").decode("utf-8", "replace")
    else:
        text = text.replace("’", clean.rng.choice(["?", "&#65533;", "\ufffd", "\x92", "\\u2019", "ï¿½"]))
    return clean.with_(text=text)


def _listed(clean: Clean) -> list[Article]:
    return _table(clean) if clean.rng.random() < 0.4 else _links(clean)


def _table(clean: Clean) -> list[Article]:
    """A league table or a list of results, with or without a first paragraph."""
    names = (
        list(dict.fromkeys(re.findall(r"\b[A-Z][a-z]{3,}\b", str(clean.article["text"]))))[:20] + ["Vale", "Brenn"] * 4
    )
    apart = clean.rng.choice([" ", "\t", " | ", ", "])
    number = clean.rng.randint
    if clean.rng.random() < 0.5:
        rows = [apart.join([name, *(str(number(0, 40)) for _ in range(number(2, 7)))]) for name in names]
    else:
        rows = [f"{one} {number(0, 5)}-{number(0, 5)} {two}" for one, two in zip(names[::2], names[1::2], strict=False)]
    return clean.with_(text="\n".join([*_paragraphs(clean)[: number(0, 2)], *rows]))


def _links(clean: Clean) -> list[Article]:
    titles = [str(other["title"]) for other in clean.rng.sample(list(clean.others), min(40, len(clean.others)))]
    return clean.with_(text="\n".join(title.rstrip(".!?") for title in titles))


def _one_paragraph(clean: Clean) -> list[Article]:
    return clean.with_(text=" ".join(_paragraphs(clean)))


def _giant(clean: Clean) -> list[Article] | None:
    whole = _paragraphs(clean)
    enough = len(" ".join(whole[1:]).split()) > 560
    return clean.with_(text=f"{whole[0]}\n{' '.join(whole[1:])}") if enough else None


def _endless(clean: Clean) -> list[Article]:
    texts, words = [str(clean.article["text"])], 0
    while words < 12_000:
        texts.append(str(clean.rng.choice(clean.others)["text"]))
        words += len(texts[-1].split())
    return clean.with_(text="\n".join(texts))


def _future(clean: Clean) -> list[Article]:
    seen = clean.article["ingested_at"] or datetime.now(UTC)
    return clean.with_(published_at=seen + timedelta(days=clean.rng.choice([3, 10, 40, 365, 3650])))


def _dated(*days: str) -> Mutator:
    return lambda clean: clean.with_(published_at=datetime.fromisoformat(f"{clean.rng.choice(days)}+00:00"))


def _long_title(clean: Clean) -> list[Article]:
    return clean.with_(title=f"{clean.article['title']} {' '.join(_paragraphs(clean))[: clean.rng.randint(260, 600)]}")


def _title_markup(clean: Clean) -> list[Article]:
    title = str(clean.article["title"])
    first, _, rest = title.partition(" ")
    tagged = (f"<b>{title}</b>", f"{title}<br/>", f"<h1>{title}</h1>")
    named = (f"{first} &amp; {rest}", f"{first}&#8217;s {rest}", f"{first}&nbsp;{rest}", f"{first}&#x27;s {rest}")
    made = (*tagged, *named, f"{first} &quot;{rest}&quot;")
    return clean.with_(title=clean.rng.choice(made))


def _no_address(clean: Clean) -> list[Article]:
    path = str(clean.article["url"]).partition("://")[2] or "news/1"
    return clean.with_(
        url=clean.rng.choice([path, f"//{path}", f"file:///C:/{path}", "/news/1", f"tag:{path}", "urn:uuid:1"])
    )


def _error(clean: Clean) -> list[Article]:
    title, _, text = clean.rng.choice(ERRORS).partition(" | ")
    return clean.with_(title=_filled(title, clean.article), text=_filled(text, clean.article))


def _no_author(clean: Clean) -> list[Article]:
    return clean.with_(authors=[_filled(clean.rng.choice(NO_AUTHORS), clean.article)])


def _dummy(clean: Clean) -> list[Article]:
    line = clean.rng.choice(DUMMIES)
    if clean.rng.random() < 0.3:
        return clean.with_(text=line)
    return _inserted(clean, [line])


def _tongue(clean: Clean) -> list[Article]:
    lines = clean.rng.sample(OTHER_TONGUES, clean.rng.randint(1, 2))
    if clean.rng.random() < 0.3:
        whole = _paragraphs(clean)
        place = clean.rng.randrange(len(whole))
        whole[place] = f"{whole[place]} {lines[0]}"
        return clean.with_(text="\n".join(whole))
    return _inserted(clean, lines)


def _before_outlet(clean: Clean) -> list[Article] | None:
    from reliability.features.outlet_age import BEGAN

    began = BEGAN.get(str(clean.article["domain"]))
    if began is None:
        return None
    before = datetime(began, 1, 1, tzinfo=UTC) - timedelta(days=clean.rng.randint(20, 4000))
    return clean.with_(published_at=before)


MUTATORS: dict[str, Mutator] = {
    "COM001": _no_title,
    "COM002": _without("authors"),
    "COM003": _without("published_at"),
    "COM004": _without("url"),
    "COM005": _without("url", "publisher", "domain"),
    "COM006": _short,
    "COM007": _cut_off,
    "COM009": _repeated,
    "COM010": _garbled,
    "COM011": _listed,
    "COM012": _future,
    "COM013": _one_paragraph,
    "COM014": _dated("1970-01-01", "1900-01-01", "1904-01-01", "1969-12-31T23:59:59", "1980-01-01", "1753-01-01"),
    "COM015": _long_title,
    "COM016": _title_markup,
    "COM017": _no_address,
    "COM019": lambda clean: _inserted(clean, [clean.rng.choice(CORRECTIONS)]),
    "COM020": _column("title", NO_TITLES),
    "COM021": _no_author,
    "COM022": _dated("2000-01-01", "1999-11-30", "2001-01-01", "1999-01-01"),
    "COM023": _dummy,
    "COM027": _error,
    "COM028": _tongue,
    "COM029": _endless,
    "COM030": _stops,
    "COM031": _before_outlet,
    "COM033": _read_twice,
    "COM034": _without("url", "publisher", "domain", "authors", "published_at"),
    "COM036": _giant,
}
