"""Defects of sourcing: who is cited, how openly, and through how many hands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mutators import Article, Clean
from mutators.rewriting import PHRASES, as_begun, inserted, outlets, person, renamed, replaced, share, sourced

SPEECH = ("said", "says", "told", "told reporters", "added", "according to", "explained")
FEWEST = 5  # claims of an article whose sources are changed


def _changed(
    change: Callable[[Clean, Sequence[Mapping[str, Any]]], str | None],
) -> Callable[[Clean], list[Article] | None]:
    """A mutator of the text of articles with some claims."""

    def mutate(case: Clean) -> list[Article] | None:
        claims = sourced(case)
        if len(claims) < FEWEST or len(claims) < 0.75 * len(case.claims):
            return None
        text = change(case, claims)
        return None if text is None else case.with_(text=text)

    return mutate


def _by_others(case: Clean, claims: Sequence[Mapping[str, Any]]) -> str:
    """What people said, now told to other outlets or reported by them."""
    names = outlets(case, 4)
    edits = []
    for claim in claims:
        outlet = case.rng.choice(names)
        (source, cue) = claim["source"][0], claim["cue"][0]
        if claim["cue_text"].lower() in ("said", "says", "told reporters", "added") and source[1] <= cue[0]:
            forms = (f"told {outlet}", f"told {outlet}", f"was quoted by {outlet} as saying", "")
            if told := case.rng.choice(forms):
                edits.append((*cue, told))
            else:
                start = source[0]
                edits.append((start, start, as_begun(case.article["text"], start, f"speaking to {outlet}, ")))
        else:
            edits += renamed(case, [claim], lambda outlet=outlet: outlet)
    return replaced(case.article["text"], edits)


def _with_sources(*of: str) -> Callable[[Clean, Sequence[Mapping[str, Any]]], str]:
    def change(case: Clean, claims: Sequence[Mapping[str, Any]]) -> str:
        names = case.rng.sample(of, min(len(of), 4))
        return replaced(case.article["text"], renamed(case, claims, lambda: case.rng.choice(names)))

    return change


def _with_cues(*of: str) -> Callable[[Clean, Sequence[Mapping[str, Any]]], str]:
    def change(case: Clean, claims: Sequence[Mapping[str, Any]]) -> str:
        cues = {tuple(claim["cue"][0]) for claim in claims}
        return replaced(case.article["text"], [(*cue, case.rng.choice(of)) for cue in cues])

    return change


def _one_party(case: Clean, claims: Sequence[Mapping[str, Any]]) -> str:
    """One name throughout, here and there as he or she."""
    name = person(case.rng)
    return replaced(case.article["text"], renamed(case, claims, lambda: name if case.rng.random() < 0.75 else "she"))


def _one_voice(case: Clean, claims: Sequence[Mapping[str, Any]]) -> str:
    name = person(case.rng)
    return replaced(case.article["text"], renamed(case, claims, lambda: name))


def _by_nobody(case: Clean, claims: Sequence[Mapping[str, Any]]) -> str:
    """The sentences of these claims, rewritten so that nobody says them."""
    text, edits = case.article["text"], []
    for claim in claims:
        spans = [span for role in ("source", "cue", "content") for span in claim[role]]
        start, end = min(spans)[0], max(end for _, end in spans)
        content = claim["content_text"].strip("“”\"' ,.").removeprefix("that ")
        if "\n" not in text[start:end] and content:
            edits.append((start, end, f"{case.rng.choice(PHRASES['by_nobody'])} {content[:1].lower()}{content[1:]}"))
    return replaced(text, edits)


def _some(
    change: Callable[[Clean, Sequence[Mapping[str, Any]]], str], of: float
) -> Callable[[Clean], list[Article] | None]:
    return _changed(lambda case, claims: change(case, share(case, claims, of)))


def _put_in(
    sentences: Sequence[str], least: int, most: int, *, together: bool = False, **names: Callable[[Clean], str]
) -> Callable[[Clean], list[Article]]:
    """A mutator that puts some of these sentences in, with the blanks filled."""

    def mutate(case: Clean) -> list[Article]:
        chosen = case.rng.sample(sentences, case.rng.randint(least, most))
        told = [_begun(sentence.format(**{key: name(case) for key, name in names.items()})) for sentence in chosen]
        return case.with_(text=inserted(case, *([" ".join(told)] if together else told)))

    return mutate


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _chain(case: Clean) -> list[Article]:
    a, b, c = outlets(case, 3)
    sentence = case.rng.choice(PHRASES["chains"]).format(a=a, b=b, c=c, who=person(case.rng))
    return case.with_(text=inserted(case, _begun(sentence)))


def _accused(case: Clean) -> list[Article]:
    """Somebody accuses somebody else, who has no word in the article."""
    accuser, other = person(case.rng), person(case.rng)
    while other.split()[-1] == accuser.split()[-1]:
        other = person(case.rng)
    accused = case.rng.choice((other, case.rng.choice(PHRASES["bodies"])))
    return case.with_(
        text=inserted(case, _begun(case.rng.choice(PHRASES["wrongs"]).format(accuser=accuser, accused=accused)))
    )


def _relayed(case: Clean) -> list[Article]:
    a, b = outlets(case, 2)
    forms = (
        "{who} told {a} that the plan had been dropped, {b} reported.",
        "{who} told {a} that it was over, according to {b}.",
        "According to {b}, {who} told {a} that the road would close.",
        "{who} told {a} in a talk that was first quoted by {b} that the works were sold.",
    )
    return case.with_(text=inserted(case, _begun(case.rng.choice(forms).format(a=a, b=b, who=person(case.rng)))))


def _unsourced(case: Clean) -> list[Article] | None:
    """Only the paragraphs in which nobody says anything."""
    text = case.article["text"]
    kept, at = [], 0
    for line in text.split("\n"):
        here = [span for claim in case.claims for role in ("source", "cue", "content") for span in claim[role] or ()]
        if not any(start < at + len(line) and at < end for start, end in here) and not re.search(
            r"\b(?:said|says|told|according|reported)\b|[“\"]", line
        ):
            kept.append(line)
        at += len(line) + 1
    return case.with_(text="\n".join(kept)) if sum(len(line.split()) for line in kept) > 330 else None


def _nameless(case: Clean) -> list[Article] | None:
    """Nobody with a name speaks: groups, people without a name, or nobody at all."""
    named = _with_sources(*PHRASES["nameless"], *PHRASES["groups"])
    unnamed = _with_sources(*PHRASES["unnamed"])
    return _changed(case.rng.choice((named, unnamed, _by_nobody)))(case)


def _own(case: Clean) -> str:
    """What the article's outlet is called: its name, its name as catalogues have it, or its address."""
    name, domain = case.article["publisher"] or case.article["domain"], case.article["domain"]
    plain = re.sub(r"\s*\(.*| - .*", "", name)
    return case.rng.choice((plain, plain, name, domain or plain))


def _on_nobodys_word(case: Clean) -> list[Article] | None:
    """A headline on the word of sources, above a text in which those speak who have no name."""
    spoilt = _changed(_with_sources(*PHRASES["unnamed"], *PHRASES["nameless"]))(case)
    title = case.article["title"] or ""
    if spoilt is None or not 4 <= len(title.split()) <= 14 or re.search(r"[:?,]|say", title):
        return None
    return [spoilt[0] | {"title": case.rng.choice(PHRASES["on_no_word"]).format(title=title)}]


def _without_reason(case: Clean) -> list[Article] | None:
    if re.search(r"anonym|not to be|authori[sz]ed to", case.article["text"]):
        return None
    claims = [claim for claim in sourced(case) if claim["cue_text"].lower() in SPEECH]
    if len(claims) < FEWEST:
        return None
    chosen = case.rng.sample(claims, case.rng.randint(1, 3))
    return case.with_(text=_with_sources(*PHRASES["unnamed"])(case, chosen))


MUTATORS = {
    "SRC001": _some(_by_others, 0.8),
    "SRC002": _some(_with_sources(*PHRASES["unnamed"]), 0.6),
    "SRC003": _some(_one_voice, 0.85),
    "SRC004": _nameless,
    "SRC005": _unsourced,
    "SRC006": _some(_by_nobody, 0.7),
    "SRC007": _relayed,
    "SRC008": _some(_with_cues(*PHRASES["posted"]), 0.6),
    "SRC009": _some(_with_cues(*PHRASES["doubted"]), 0.6),
    "SRC010": _some(_with_sources(*PHRASES["groups"]), 0.8),
    "SRC012": _changed(_with_sources(*PHRASES["unnamed"])),
    "SRC015": _put_in(PHRASES["vaguely"], 2, 5),
    "SRC016": _changed(_by_others),
    "SRC017": _without_reason,
    "SRC018": _accused,
    "SRC019": _chain,
    "SRC020": _put_in(PHRASES["cites_itself"], 1, 2, own=_own),
    "SRC021": _put_in(
        PHRASES["statistics"],
        3,
        6,
        together=True,
        p=lambda case: str(case.rng.randint(11, 89)),
        q=lambda case: str(case.rng.randint(11, 89)),
        m=lambda case: str(case.rng.randint(2, 40)),
        n=lambda case: str(case.rng.randint(3, 9)),
    ),
    "SRC022": _on_nobodys_word,
    "SRC023": _changed(_one_party),
}
