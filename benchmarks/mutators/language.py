"""Defects of language: headlines and texts that press, sell, shout or comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mutators import Article, Clean
from mutators.rewriting import PHRASES, inserted

SPEECH = re.compile(r"\b(?:said|says|told|according|reported)\b", re.IGNORECASE)


def _of_title(forms: Sequence[str]) -> Callable[[Clean], list[Article] | None]:
    def mutate(case: Clean) -> list[Article] | None:
        title = case.article["title"]
        if not title or len(title.split()) < 4:
            return None
        return case.with_(title=case.rng.choice(forms).format(title=title, lower=title[:1].lower() + title[1:]))

    return mutate


def _per_words(sentences: Sequence[str], words: float, *, least: int = 2) -> Callable[[Clean], list[Article] | None]:
    """A mutator that puts in a sentence for every so many words, in places by chance."""

    def mutate(case: Clean) -> list[Article] | None:
        length = len(case.article["text"].split())
        if not 150 <= length <= 1500:
            return None
        chosen = [case.rng.choice(sentences) for _ in range(max(least, round(length / words)))]
        return case.with_(text=inserted(case, *chosen))

    return mutate


def _some_of(sentences: Sequence[str], least: int, most: int) -> Callable[[Clean], list[Article]]:
    def mutate(case: Clean) -> list[Article]:
        chosen = case.rng.sample(sentences, case.rng.randint(least, most))
        filled = [
            sentence.format(code=f"SAVE{case.rng.randint(5, 60)}", n=case.rng.randint(5, 60)) for sentence in chosen
        ]
        return case.with_(text=inserted(case, *filled))

    return mutate


def _commenting(case: Clean) -> list[Article] | None:
    """The writer's views in what is not labelled as comment."""
    label = re.compile(
        r"opinion|editorial|column|comment|perspective|review|letter|interview|transcript|voices|ideas|essay",
        re.IGNORECASE,
    )
    labelled = label.search(f"{case.article['title']} {case.article['url']} {case.article['text'][:40]}")
    return None if labelled else _some_of(PHRASES["opinions"], 1, 4)(case)


def _foreign(case: Clean) -> list[Article]:
    """Another language, declared as English or not at all."""
    text = case.rng.choice(PHRASES["foreign"])
    return case.with_(text="\n\n".join([text] * case.rng.randint(1, 3)), language=None)


def _declared(case: Clean) -> list[Article]:
    return case.with_(language=case.rng.choice(("de", "fr", "es", "it", "pt", "nl", "ru")))


def _contradicted(case: Clean) -> list[Article]:
    chance = case.rng.random()
    if chance < 0.4:
        return _declared(case)
    if chance < 0.6:
        return [_foreign(case)[0] | {"language": case.rng.choice(("sv", "pl", "nl", "pt"))}]
    return [_foreign(case)[0] | {"language": "en"}]


def _exclaiming(case: Clean) -> list[Article] | None:
    title = (case.article["title"] or "").rstrip(" .")
    return (
        case.with_(title=case.rng.choice((f"{title}!", f"{title}!!!", f"Wow! {title}", f"At last! {title}!")))
        if title
        else None
    )


def _in_capitals(case: Clean) -> list[Article] | None:
    """The whole headline, or most of it."""
    words = (case.article["title"] or "").split()
    if len(words) < 4:
        return None
    kept = case.rng.choice((0, 0, 1))
    return case.with_(title=" ".join([*words[:kept], *(word.upper() for word in words[kept:])]))


def _some_capitals(case: Clean) -> list[Article] | None:
    """A few words of the headline that the text has too."""
    words = (case.article["title"] or "").split()
    body = case.article["text"]
    long = [n for n, word in enumerate(words) if word.isalpha() and len(word) > 3 and f" {word.lower()} " in body]
    if not long:
        return None
    for n in case.rng.sample(long, min(len(long), case.rng.randint(1, 2))):
        words[n] = words[n].upper()
    return case.with_(title=" ".join(words))


def _shouting(every: int) -> Callable[[Clean], list[Article] | None]:
    """A mutator that puts one word of four letters or more in so many into capitals."""

    def mutate(case: Clean) -> list[Article] | None:
        def shout(found: re.Match[str]) -> str:
            return found[0].upper() if case.rng.random() < 1 / every else found[0]

        text = case.article["text"]
        return case.with_(text=re.sub(r"\b[a-z]{4,}\b", shout, text)) if len(text.split()) >= 150 else None

    return mutate


def _few_shouted(case: Clean) -> list[Article] | None:
    """Some words of the writer's in capitals."""
    text = case.article["text"]
    unquoted = re.sub(r"[“\"][^“”\"\n]*[”\"]?", lambda found: " " * len(found[0]), text)
    words = list(re.finditer(r"\b[a-z]{4,}\b", unquoted))
    if len(words) < 100:
        return None
    pieces, done = [], 0
    for found in sorted(case.rng.sample(words, case.rng.randint(4, 9)), key=lambda found: found.start()):
        pieces += [text[done : found.start()], found[0].upper()]
        done = found.end()
    return case.with_(text="".join([*pieces, text[done:]]))


def _shouted_line(case: Clean) -> list[Article] | None:
    """Words in capitals here and there, or a line of them."""
    if case.rng.random() < 0.6:
        return _few_shouted(case)
    return case.with_(text=inserted(case, case.rng.choice(PHRASES["shouts"])))


def _shouted_title(case: Clean) -> list[Article] | None:
    tagged = _of_title(PHRASES["shouted_tags"])
    return tagged(case) if case.rng.random() < 0.4 else _some_capitals(case)


def _scaring(case: Clean) -> list[Article] | None:
    length = len(case.article["text"].split())
    if not 150 <= length <= 1500:
        return None
    number = round(length / 90) + 2
    asked = [
        f"Nobody asked about {case.rng.choice(PHRASES['scare'])} or {case.rng.choice(PHRASES['scare'])}."
        for _ in range(number)
    ]
    return case.with_(text=inserted(case, *asked))


def _endless(case: Clean) -> list[Article] | None:
    """Full stops lost."""
    text = case.article["text"]
    if len(text.split()) < 200:
        return None
    joined = case.rng.choice((" ", ", ", " and ", " – "))
    return case.with_(
        text=re.sub(
            r"(?<=[a-z])[.!?]['”\"]?\s+(?=[A-Z“\"])",
            lambda found: joined if case.rng.random() < 0.85 else found[0],
            text,
        )
    )


def _plain_title(case: Clean) -> str | None:
    """A headline that states something in several words, from which a sentence can be made."""
    title = (case.article["title"] or "").strip()
    if (
        not 5 <= len(title.split()) <= 15
        or re.match(r"(?i)(?:why|how|what|who|where|when)\b", title)
        or re.search(r"[?!:;“”‘’\"']|\b(?:may|might|could|likely|report\w*|alleg\w*|say|says)\b", title, re.IGNORECASE)
    ):
        return None
    return title


SHORT = (
    ("The chairman may have known", "The chairman knew of it."),
    ("Did Kessler steal?", "Kessler stole."),
    ("Did the bank lie?", "The bank lied."),
    ("Premier could quit", "The premier quit."),
    ("Has the company paid bribes?", "The company paid bribes."),
    ("The guards might have slept", "The guards slept."),
)


def _doubting_title(case: Clean) -> list[Article] | None:
    """The headline asks or doubts what the first sentence states."""
    if case.rng.random() < 0.3:
        title, told = case.rng.choice(SHORT)
        return case.with_(title=title, text=f"{told} It came out this week.\n\n{case.article['text']}")
    title = _plain_title(case)
    if title is None:
        return None
    doubted = case.rng.choice(
        (
            f"{title}?",
            f"Reportedly: {title}",
            f"Did it happen? {title}?",
            f"{title}, it may seem",
            f"Rumour: {title}",
            f"Theory: {title}",
            f"Perhaps {title[:1].lower()}{title[1:]}",
            f"{title} (unconfirmed)",
        )
    )
    return case.with_(title=doubted, text=f"{title}. It happened this week.\n\n{case.article['text']}")


def _sure_title(case: Clean) -> list[Article] | None:
    """The headline is sure of what the first sentence doubts, and no other sentence is sure of it."""
    title = _plain_title(case)
    if title is None:
        return None
    lower = title[:1].lower() + title[1:]
    doubt = case.rng.choice(
        (
            "It is unclear whether {lower}.",
            "Reportedly, {lower}.",
            "It may be that {lower}, but nothing is confirmed.",
            "Perhaps {lower}.",
            "According to unconfirmed accounts, {lower}.",
            "Allegedly, {lower}.",
        )
    )
    kept = [
        line
        for line in case.article["text"].split("\n")
        if len(_words(line) & _words(title)) < 0.5 * len(_words(title))
    ]
    return case.with_(text="\n".join([doubt.format(lower=lower), "", *kept]))


def _words(line: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{4,}", line.lower())}


MUTATORS = {
    "LAN001": _foreign,
    "LAN002": _declared,
    "LAN003": _of_title(PHRASES["thrills"]),
    "LAN004": _exclaiming,
    "LAN005": _in_capitals,
    "LAN006": _per_words(PHRASES["loaded"], 110, least=3),
    "LAN007": _per_words(PHRASES["exclaimed"], 180),
    "LAN008": _shouting(12),
    "LAN009": _per_words(PHRASES["to_you"], 90, least=3),
    "LAN010": _per_words(PHRASES["about_me"], 100, least=3),
    "LAN011": _per_words(PHRASES["questions"], 100, least=3),
    "LAN012": _scaring,
    "LAN013": _per_words(PHRASES["boosted"], 180, least=3),
    "LAN014": _endless,
    "LAN015": _of_title(PHRASES["lures"]),
    "LAN016": _doubting_title,
    "LAN017": _sure_title,
    "LAN018": _commenting,
    "LAN019": _some_of(PHRASES["adverts"], 1, 3),
    "LAN020": _some_of(PHRASES["insulting"], 1, 3),
    "LAN021": _shouted_line,
    "LAN022": _shouted_title,
    "LAN023": _contradicted,
}
