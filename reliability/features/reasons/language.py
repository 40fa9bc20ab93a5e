"""Reasons about how the text is written: charged, loud, argued, chatty, concrete; its sentences and its length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reliability.errors import counted
from reliability.features.reasons.declaration import (
    BAD,
    GOOD,
    NEUTRAL,
    Draft,
    Phrase,
    Reason,
    Remedy,
    Said,
    Seen,
    Spans,
)
from reliability.features.reasons.wording import quoted, rate, sentence, style, usually, yes_no

CHARGED = ("loaded_per_1000", "boosters_per_1000", "sweeping_per_1000")


def loud(seen: Seen) -> dict[str, Spans]:
    """Exclamation marks and words in capitals, those of datelines and speakers' labels left out."""
    after = max((end for _, end in seen.places.get("has_dateline", ())), default=0)
    capitals = [span for span in seen.places.get("capitals_share", ()) if span[0] >= after]
    return {
        "exclamations_per_1000": seen.places.get("exclamations_per_1000", ()),
        "capitals_share": [span for span in capitals if seen.text[span[1] : span[1] + 1] != ":"],
    }


def capitals(seen: Seen) -> Said | None:
    """Words in capitals."""
    if seen.values.get("capitals_share") is None:
        return None
    if not seen.places.get("capitals_share"):
        return Said("No words in capitals.", GOOD)
    words = quoted(seen.text[start:end] for start, end in loud(seen)["capitals_share"])
    if not words:
        return Said("Words in capitals: only the dateline or speakers' labels, which are counted all the same.")
    return Said(sentence(f"words in capitals: {words}"), BAD if seen.high("capitals_share") else NEUTRAL)


def own_voice(seen: Seen) -> Said | None:
    """Claims by the writer or the outlet."""
    found = sum(claim["source_type"] == "self" for claim in seen.claims)
    if not seen.claims:
        return None
    if not found:
        return Said("No statement rests on the writer or the outlet itself.")
    return Said(sentence(f"{counted(found, 'statement rests', 'statements rest')} on the writer or the outlet itself"))


def length(seen: Seen) -> Said | None:
    """How long it is, with how many claims."""
    words, claims = round(seen.value("words")), len(seen.claims)
    size = "long" if seen.high("words") else "short"
    usual = usually(seen, "words", 1, " words") + usually(seen, "claims", 1, " claims").replace("; usually", " and")
    what = f"{counted(words, 'word')} and {counted(claims, 'claim')}"
    return Said(sentence(f"the text is {size}: {what}{usual}" if seen.usual else f"the text has {what}"))


def _cut(seen: Seen) -> str | None:
    loaded, boosters, sweeping = (seen.words(name) for name in CHARGED)
    known = {word.lower() for word in sweeping}
    words = quoted([*loaded, *(word for word in boosters if word.lower() not in known)], 5)
    cut = [f"Replace {words} by what was done and seen."] if words else []
    check = [f"Check that there is no exception to {quoted(sweeping)}; else say who, or how many."] if sweeping else []
    return " ".join([*cut, *check]) or None


def _quiet(seen: Seen) -> str | None:
    found = loud(seen)
    words = quoted(seen.text[start:end] for start, end in found["capitals_share"])
    what = (["the exclamation marks"] if found["exclamations_per_1000"] else []) + (
        [f"the capitals of {words}"] if words else []
    )
    return f"Take out {' and '.join(what)}: the facts stay the same." if what else None


def _calmed(seen: Seen, draft: Draft) -> Draft:
    return _rewrite(draft, loud(seen))


def _without(seen: Seen, draft: Draft) -> Draft:
    return _rewrite(draft, {name: seen.places.get(name, ()) for name in CHARGED})


def _rewrite(draft: Draft, places: Mapping[str, Spans]) -> Draft:
    """The draft with the words at these places calmed: as long as before, so that offsets hold."""
    letters = list(draft.text)
    for name, spans in places.items():
        for start, end in spans:
            letters[start:end] = _calm(draft.text[start:end], name)
    return replace(draft, text="".join(letters))


def _calm(words: str, feature: str) -> str:
    if feature == "capitals_share":
        return words.capitalize()
    return ("." if feature == "exclamations_per_1000" else " ") * len(words)


REASONS = (
    Reason(
        "charged words",
        (
            rate("loaded_per_1000", "loaded word"),
            rate("boosters_per_1000", "overstating word"),
            rate("sweeping_per_1000", "sweeping word"),
            rate(
                "scare_quotes_per_1000",
                "expression in doubting quotation marks",
                "expressions in doubting quotation marks",
                own=False,
            ),
        ),
        Remedy(_cut, _without),
        flagged=("insults",),
    ),
    Reason(
        "shouting",
        (
            rate("exclamations_per_1000", "exclamation mark", show=False),
            Phrase(("capitals_share",), capitals),
            rate("ellipses_per_1000", "run of dots", "runs of dots", show=False),
        ),
        Remedy(_quiet, _calmed),
        flagged=("shouted_words",),
    ),
    Reason(
        "arguing",
        (
            rate("negations_per_1000", "word such as ‘not’ or ‘without’", "words such as ‘not’ or ‘without’", good=""),
            rate("questions_per_1000", "question", show=False),
            rate("ought_per_1000", "word such as ‘must’ or ‘should’", "words such as ‘must’ or ‘should’"),
            rate("reasons_per_1000", "word such as ‘because’", "words such as ‘because’", good=""),
        ),
        flagged=("first_person_opinions",),
    ),
    Reason(
        "speaking to the reader",
        (
            rate("first_person_per_1000", "word such as ‘I’ or ‘we’", "words such as ‘I’ or ‘we’"),
            rate("second_person_per_1000", "word such as ‘you’", "words such as ‘you’"),
            rate("contractions_per_1000", "short form"),
            rate("casual_per_1000", "spoken or slang word"),
            Phrase(("self_share",), own_voice),
        ),
    ),
    Reason(
        "times, figures and names",
        (
            rate(
                "times_per_1000",
                "mention of a day, month or other time",
                "mentions of a day, month or other time",
                own=False,
                good="high",
            ),
            rate("numbers_per_1000", "figure", own=False, good="high"),
            rate(
                "names_per_1000",
                "name of people, places or bodies",
                "names of people, places or bodies",
                own=False,
                good="high",
                show=False,
            ),
            yes_no("has_dateline", "The text opens with the place it was reported from.", "No place of reporting."),
        ),
    ),
    Reason(
        "sentences and words",
        (
            style("mean_sentence_words", "sentences are {} words long on average"),
            style("long_words_share", "{}% of the words are long (seven letters or more)", scale=100),
            style("mean_word_characters", "words are {} letters long on average", digits=1),
            style("reading_ease", "reading ease is {} (0 hard, 100 easy)"),
            style("lexical_variety", "{}% of the first 150 words are different", scale=100),
            rate("adverbs_per_1000", "adverb in -ly", "adverbs in -ly", good=""),
        ),
    ),
    Reason("length", (Phrase(("words", "claims"), length),)),
)
