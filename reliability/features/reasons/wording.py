"""Small sentences: counts, shares, names and the article's own words, as an editor says them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reliability.errors import counted, printable
from reliability.features.declaration import Feature
from reliability.features.reasons.declaration import BAD, GOOD, NEUTRAL, Phrase, Row, Said, Seen, Spans

MOST = 4  # names or words in one sentence
TELLING = 8  # characters: shorter pieces of a claim say nothing by themselves
LONGEST = 60  # characters of one of them
ALL_PLACES = 20  # places are counted up to here
ONLY = 3  # up to so many are said to be few


def names(found: Iterable[str | None], most: int = MOST) -> str:
    """`Ida Holm, Radio Almar and 3 more`: each once, in order."""
    kept = list(dict.fromkeys(_short(name) for name in found if name and name.strip()))
    if len(kept) > most:
        return f"{', '.join(kept[:most])} and {len(kept) - most} more"
    return " and ".join(filter(None, (", ".join(kept[:-1]), *kept[-1:])))


def quoted(words: Iterable[str | None], most: int = MOST) -> str:
    """`‘corrupt’, ‘disgraceful’ and 2 more`: the article's own words, each once whatever its case."""
    first: dict[str, str] = {}
    for word in words:
        if word and word.strip():
            first.setdefault(word.strip().lower(), f"‘{_short(word)}’")
    return names(first.values(), most)


def of_claims(part: int, whole: int) -> str:
    """`3 of 9 claims`, `all 9 claims`, `the only claim`."""
    if part == whole:
        return "the only claim" if whole == 1 else f"all {whole} claims"
    return f"{part} of {counted(whole, 'claim')}"


def claims_do(part: int, whole: int, several: str, one: str) -> str:
    """`3 of 9 claims come`, `1 of 9 claims comes`."""
    return f"{of_claims(part, whole)} {one if part == 1 else several}"


def told(given: Callable[[Row], bool]) -> Callable[[Seen], Spans]:
    """Where the claims that are `given` in some way name their source: source and cue, else the content."""

    def where(seen: Seen) -> Spans:
        found = [claim for claim in seen.claims if given(claim)]
        return [span for c in found for span in [*(c["source"] or []), *(c["cue"] or [])] or (c["content"] or [])]

    return where


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def usually(seen: Seen, name: str, scale: float = 1.0, unit: str = "") -> str:
    """`; usually 2 to 6`, in units of `scale`: what half of the training articles have, else their mean."""
    usual = seen.usual.get(name)
    if usual is None:
        return ""
    if usual.quartiles is None:
        mean = usual.mean * scale
        return f"; usually {'none or one' if mean < 0.5 else f'about {mean:.0f}'}{unit}"
    low, high = (f"{end * scale:,.0f}" for end in usual.quartiles)
    amount = f"{low} to {high}" if low != high else "none" if low == "0" else low
    return f"; usually {amount}{unit}"


def rate(
    feature: str, noun: str, plural: str = "", *, own: bool = True, good: str = "low", show: bool = True
) -> Phrase:
    """The phrase of a feature that counts words or marks per 1,000 words.

    Args:
        feature: its name.
        noun: what is counted.
        plural: of the noun.
        own: only the writer's own words count, not quotations.
        good: which side sounds good to an editor: `low`, `high`, or neither.
        show: name the words themselves.
    """

    def say(seen: Seen) -> Said | None:
        if seen.values.get(feature) is None:
            return None
        words, high = _own_words(seen, own), seen.high(feature)
        sounds = NEUTRAL if good not in ("low", "high") else GOOD if high == (good == "high") else BAD
        who = "The writer uses" if own else "The text has"
        usual = usually(seen, feature, words / 1000, " in a text of this length")
        if seen.value(feature) == 0:
            return Said(f"{who} no {plural or noun + 's'}{'' if 'none' in usual else usual}.", sounds)
        number = len(seen.places.get(feature, ()))
        exact = 0 < number < ALL_PLACES
        number = number if exact else max(round(seen.value(feature) * words / 1000), 1)
        about = "about " if not exact else "only " if not high and number <= ONLY else ""
        shown = quoted(word.strip(".,") for word in seen.words(feature)) if show else ""
        listed = f": {shown}" if shown else ""
        return Said(sentence(f"{who} {about}{counted(number, noun, plural)}{listed}{usual}"), sounds)

    return Phrase((feature,), say)


def _own_words(seen: Seen, own: bool) -> float:
    return seen.value("words") * (1 - seen.value("quoted_share") if own else 1)


def style(feature: str, text: str, *, scale: float = 1.0, digits: int = 0) -> Phrase:
    """The phrase of a measure that is neither good nor bad in itself; `text` holds `{}` for the value."""

    def say(seen: Seen) -> Said | None:
        value = seen.values.get(feature)
        if value is None:
            return None
        usual = seen.usual.get(feature)
        after = f"; usually about {usual.mean * scale:.{digits}f}" if usual is not None else ""
        return Said(sentence(text.format(f"{value * scale:.{digits}f}") + after))

    return Phrase((feature,), say)


def counts(feature: str, noun: str, plural: str = "", *, sounds: int = BAD) -> Phrase:
    """The phrase of a feature that counts things that an article seldom has, with the article's words for them."""

    def say(seen: Seen) -> Said | None:
        number = round(seen.value(feature))
        if not number:
            return Said(sentence(f"no {plural or noun + 's'}"), -sounds)
        shown = quoted((word for word in seen.words(feature) if len(word) >= TELLING), 2)
        return Said(sentence(counted(number, noun, plural) + (f": {shown}" if shown else "")), sounds)

    return Phrase((feature,), say)


def yes_no(feature: str, yes: str, no: str, *, sounds: int = GOOD) -> Phrase:
    """The phrase of a feature that is 1 or 0; `sounds` is how the yes sounds."""

    def say(seen: Seen) -> Said | None:
        if seen.values.get(feature) is None:
            return None
        return Said(yes, sounds) if seen.value(feature) > 0 else Said(no, -sounds)

    return Phrase((feature,), say)


def plain(name: str, value: float | None, declared: Feature | None) -> str:
    """The sentence about a feature that no reason knows: the first sentence of its help, and its value."""
    if declared is None:
        what, unit = name.replace("_", " "), ""
    else:
        what, unit = declared.help.partition(" Why: ")[0].partition(". ")[0].rstrip("."), f" {declared.unit}"
    shown = "" if value is None else f": {value:.3g}{unit}"
    if declared is not None and declared.unit == "yes or no":
        what, shown = what.removeprefix("1 where "), "" if value is None else f": {'yes' if value else 'no'}"
    return sentence(printable(what) + shown)


def _short(words: str) -> str:
    flat = " ".join(printable(words).split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1].rstrip()}…"
