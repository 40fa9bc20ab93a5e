"""Defects of consistency in words: headlines, quotations, names, cues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from mutators import Article, Clean, contradictions
from mutators.contradictions import either
from mutators.rewriting import inserted, outlets, person

THIRD_PERSON = [
    "“{last} {told} that {content},” {last} said.",
    "“{full} {told} that {content},” said {full}.",
    "“{last} {told} {content},” {full} said on Monday.",
    '"{last} {told} that {content}", {last} told reporters.',
    "{last} said: “{last} {told} that {content}.”",
    "{full} said in a statement that “{last} has never agreed to this.”",
    "“{last} will not take part in any further talks,” {full} said.",
    "“Mr. {last} {told} that {content},” {last} added.",
    "According to {full}, “{last} {told} that {content}.”",
    '"{full} rejects these accusations and is looking forward to the hearing," {last} said.',
    "{last} told a radio station that “{last} wants the matter settled quickly” and that talks go on.",
    "“{last} was surprised by the reaction,” {last} explained.",
]
TOLD = [
    "emphasised",
    "stressed",
    "said",
    "noted",
    "underlined",
    "explained",
    "added",
    "argued",
    "insisted",
    "believes",
    "pointed",
    "acknowledged",
]
CONTENTS = [
    "more money is needed",
    "the work will go on",
    "nobody was told in time",
    "the decision is final",
    "both sides must return to the table",
    "there was no other way",
    "safety comes first",
    "the figures speak for themselves",
    "the law has to change",
    "help is on its way",
]
GIVEN_TO = [
    "“{words},” said {who}.",
    "“{words},” {who} told reporters.",
    "{who} said: “{words}.”",
    "“{words},” {who} added later.",
    "“{words},” {who} wrote in an email.",
]
INVENTED = [
    "We have had enough of these games",
    "Nobody in this town believes a word of it",
    "I would burn the whole thing down",
    "They knew and they did nothing",
    "This is the end of the road for us",
    "You will regret this for years",
    "It was a setup from the start",
    "We will never forgive them",
]
QUOTED_TITLES = (
    '{title}: "{words}"|"{words}": {title}|‘{words}’: {title}|“{words}” – {title}|{title} | “{words}”'.replace(
        " | ", " ¦ "
    ).split("|")
)
SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
FIGURES = [
    "{n} hurt: {title}",
    "{title}, {n} arrested",
    "${n} million at stake: {title}",
    "{title}: {n} killed",
    "{n} percent say no: {title}",
    "{title} after {n} years",
]
FACTS = (
    ("{a} dead: {title}", "{B} people were killed, the police said."),
    ("{title}; {a} injured", "Officials said that {b} people had been injured."),
    ("{a} arrested as {title}", "Police arrested {b} people, a spokeswoman said."),
    ("{title}, {a} jobs to go", "The company will cut {b} jobs by the end of the year."),
    ("{title}: {a} homes destroyed", "In all, {b} homes were destroyed, the mayor said."),
    ("{title} as {a} flee", "More than that fled last year, but this time {b} people fled, aid workers said."),
    ("${a} million lost: {title}", "Losses came to ${b} million, the auditors found."),
)
WRONG_CUES = [
    "“{words},” I said {who}.",
    "“{words},” {who} say.",
    "“{words},” they says.",
    "“{words},” say {who}.",
    "“{words},” he say.",
    "“{words},” she add on Monday.",
    "“{words},” the officials says.",
    "“{words},” {who} tell reporters.",
    "“{words},” we said {who}.",
    "“{words},” {who} have said.",
    "{who} visited. She say: “{words}.”",
    "“{words},” residents insists.",
    "“{words},” {who} explain.",
    "“{words},” says they.",
]
KEYS = "abcdefghilmnoprstuy"


def other_title(case: Clean) -> list[Article] | None:
    """The headline of another article."""
    own = _words(case.article["text"])
    titles = [other["title"] for other in case.rng.sample(list(case.others), 12) if other["title"]]
    strange = [
        title for title in titles if len(title.split()) >= 6 and len(_words(title) & own) <= 0.3 * len(_words(title))
    ]
    return case.with_(title=case.rng.choice(strange)) if strange else None


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{4,}", text.lower())}


def other_figure(case: Clean) -> list[Article] | None:
    """A figure of the headline changed, or one put in."""
    title = case.article["title"] or ""
    changed = _changed_figure(case, title)
    if changed is None:
        size = case.rng.choice((case.rng.randint(13, 99), case.rng.randint(101, 990)))
        changed = case.rng.choice(FIGURES).format(title=title, n=size) if title and not _in(case, str(size)) else None
    return case.with_(title=changed) if changed else None


def _changed_figure(case: Clean, title: str) -> str | None:
    figures = [
        found
        for found in re.finditer(
            r"(?<![\w.,-])\d[\d,]*(?:\.\d)?(?![\w-])|\b(?:" + "|".join(SMALL) + r")\b", title, re.IGNORECASE
        )
        if not re.fullmatch(r"(?:19|20)\d\d", found[0])
        and not re.search(
            r"(?:No|Article|Section|Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? $",
            title[: found.start()],
        )
    ]
    if not figures:
        return None
    found = case.rng.choice(figures)
    new = _other_number(case, found[0])
    return None if _in(case, new) else title[: found.start()] + new + title[found.end() :]


def _other_number(case: Clean, old: str) -> str:
    if old.lower() in SMALL:
        new = case.rng.choice([word for word in SMALL if word != old.lower()])
        return new.capitalize() if old[0].isupper() else new
    value = float(old.replace(",", ""))
    other = value * case.rng.choice((0.4, 0.5, 1.6, 2, 3)) + case.rng.choice((0, 1, 3))
    if "." in old:
        return f"{other:,.1f}"
    return f"{max(round(other), 2):,}" if "," in old else str(max(round(other), 2))


def _in(case: Clean, number: str) -> bool:
    return re.search(rf"(?<![\d,.]){re.escape(number)}(?![\d,.]\d)\b", case.article["text"], re.IGNORECASE) is not None


def other_count(case: Clean) -> list[Article] | None:
    """A headline and a sentence that count the same thing differently."""
    title = case.article["title"]
    if not title or re.search(r"\d", title):
        return None
    first = case.rng.randint(3, 60)
    second = case.rng.choice(
        [n for n in (first - 2, first * 2, first + 5, first + 11, first // 2) if n > 1 and n != first]
    )
    head, body = case.rng.choice(FACTS)
    spelled = SMALL[second - 2] if second <= 12 else str(second)
    sentence = body.format(b=spelled, B=spelled.capitalize())
    return case.with_(title=head.format(title=title, a=first), text=inserted(case, sentence))


def unclosed(case: Clean) -> list[Article] | None:
    """A closing mark lost, or an opening one too many."""
    text = case.article["text"]
    quoted = list(re.finditer(r"“[^“”\n]{15,}”|(?:(?<=\s)|^)\"[^\"\n]{15,}\"(?=\s)", text, re.MULTILINE))
    quoted = [found for found in quoted if not re.match(r"[^\n]*\n+\s*[“\"]", text[found.end() :])]
    if not quoted:
        return None
    found = case.rng.choice(quoted)
    return case.with_(text=text[: found.end() - 1] + text[found.end() :])


def third_person(case: Clean) -> list[Article] | None:
    """A quotation given to its own subject, as if the writer told of him or her."""
    speakers = _speakers(case)
    if not speakers:
        return None
    full = case.rng.choice(speakers)
    template = case.rng.choice(THIRD_PERSON)
    told = case.rng.choice(TOLD)
    content = case.rng.choice(CONTENTS)
    if told == "pointed":
        told = "pointed out"
    return case.with_(
        text=inserted(case, template.format(last=full.split()[-1], full=full, told=told, content=content))
    )


def _speakers(case: Clean) -> list[str]:
    """Persons of two names whom the article quotes."""
    names = dict.fromkeys(
        claim["origin"]
        for claim in case.claims
        if claim["source_type"] == "person" and re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]{3,}", claim["origin"] or "")
    )
    return [name for name in names if name in case.article["text"]]


def two_speakers(case: Clean) -> list[Article] | None:
    """A quotation given to somebody else once more, at times with a word changed."""
    quoted = list(_quotations(case))
    if not quoted:
        return None
    words, origin = case.rng.choice(quoted)
    others = [name for name in _speakers(case) if name.split()[-1] != origin.split()[-1]] or [person(case.rng)]
    if case.rng.random() < 0.3:
        words = _one_word_less(case, words)
    sentence = case.rng.choice(GIVEN_TO).format(words=words, who=case.rng.choice(others))
    return case.with_(text=inserted(case, sentence))


def _quotations(case: Clean) -> Iterator[tuple[str, str]]:
    """Direct quotations of some length with the person who is named beside them."""
    for claim in case.claims:
        words = (claim["content_text"] or "").split(" ... ")[0].strip().strip("“”\"'‘’ ").rstrip(",.")
        named = claim["source_type"] == "person" and re.search(r"[A-Z][a-z]{3,}$", claim["origin"] or "")
        direct = claim["quotation"] == "direct" and re.search(r"[A-Z][a-z]{3,}", claim["source_text"] or "")
        if named and direct and 7 <= len(words.split()) <= 40 and not re.search(r"[“”\"\n]", words):
            yield words, claim["origin"]


def _one_word_less(case: Clean, words: str) -> str:
    pieces = words.split()
    if len(pieces) > 12:
        del pieces[case.rng.randrange(4, len(pieces) - 4)]
    return " ".join(pieces)


def repeated_title(case: Clean) -> list[Article] | None:
    """No more text than the headline."""
    title = (case.article["title"] or "").strip()
    if len(title.split()) < 3:
        return None
    text = case.rng.choice(
        ("{0}", "{0}.", "{0}\n", "  {0}", "{0}\n\nRead more", "{0} ...", "{0}\n\nBy our reporter")
    ).format(title)
    return case.with_(text=text)


def changed_before(case: Clean) -> list[Article]:
    """A date of change before that of publication."""
    published = case.article["published_at"] or datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    back = timedelta(hours=case.rng.choice((17, 24, 24 * 9, 24 * 400)))
    return case.with_(published_at=published, modified_at=published - back)


def address_as_title(case: Clean) -> list[Article]:
    """The address where the headline belongs."""
    domain = case.article["domain"] or "vale.example"
    address = case.rng.choice(
        ("https://{0}/news/{1}", "http://www.{0}/{1}.html", "www.{0}/a/{1}", " https://{0}/?p={1} ")
    )
    return case.with_(title=address.format(domain, case.rng.randint(100, 99999)))


def sharpened_quotation(case: Clean) -> list[Article] | None:
    """A quotation in the headline that nobody says in the text."""
    title = case.article["title"]
    if not title or re.search(r"[“”\"‘]", title):
        return None
    template = case.rng.choice(QUOTED_TITLES).replace("¦", "|")
    return case.with_(title=template.format(title=title.replace("'", "’"), words=case.rng.choice(INVENTED)))


def misspelled(case: Clean) -> list[Article] | None:
    """One mention of a person in another spelling."""
    text = case.article["text"]
    names = [name for name in _speakers(case) if len(_mentions(text, name.split()[1])) > 1 and len(name.split()[1]) > 4]
    if not names:
        return None
    first, last = case.rng.choice(names).split()
    chosen = first if case.rng.random() < 0.2 and len(_mentions(text, first)) > 1 and len(first) > 4 else last
    start = case.rng.choice(_mentions(text, chosen))
    return case.with_(text=text[:start] + _misspelled(case, chosen) + text[start + len(chosen) :])


def _mentions(text: str, name: str) -> list[int]:
    return [found.start() for found in re.finditer(rf"(?<![\w@/-]){name}(?![\w-])", text)]


def _misspelled(case: Clean, name: str) -> str:
    """The name as a hurried writer types it: letters swapped, doubled, left out or mistaken."""
    at = case.rng.randrange(1, len(name) - 1)
    vowel = {"a": "e", "e": "a", "i": "y", "y": "i", "o": "u", "u": "o", "s": "z", "z": "s", "c": "k", "k": "c"}
    spelled = case.rng.choice(
        (
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1 :],
            name[:at] + vowel.get(name[at], case.rng.choice(KEYS)) + name[at + 1 :],
            name[:-1] + vowel.get(name[-1], name[-1] + name[-1]),
        )
    )
    return spelled if spelled != name else name[:at] + case.rng.choice(KEYS) + name[at:]


def wrong_person(case: Clean) -> list[Article] | None:
    """A cue that does not fit its speaker."""
    who = case.rng.choice(_speakers(case) or [person(case.rng)])
    who = who.split()[-1] if case.rng.random() < 0.5 else who
    if who.endswith("s"):
        return None
    sentence = case.rng.choice(WRONG_CUES).format(words=case.rng.choice(INVENTED), who=who)
    return case.with_(text=inserted(case, sentence))


def flat_title(case: Clean) -> list[Article] | None:
    """What somebody claims, as a headline that gives it to nobody."""
    claims = [claim for claim in case.claims if _tellable(claim)]
    if not claims:
        return _claimed(case)
    words = re.sub(r"^that ", "", case.rng.choice(claims)["content_text"]).strip(" .,")
    return case.with_(title=words[0].upper() + words[1:])


def _tellable(claim: dict[str, Any]) -> bool:
    content = claim["content_text"] or ""
    plain = claim["quotation"] == "indirect" and claim["source_type"] in ("person", "group")
    bare = not re.search(
        r"[“”\"?:\n]| \.\.\. |^(?:to|how|what|why|whether|if|when|he|she|it|they|his|her|their|for|of|as)\b",
        content,
        re.IGNORECASE,
    )
    return bool(
        plain
        and bare
        and claim["source_text"]
        and re.match(r"(?:that )?(?:the|an?|[A-Z])", content)
        and 7 <= len(content.split()) <= 16
    )


def _claimed(case: Clean) -> list[Article]:
    """A claim put in, with its headline."""
    what = case.rng.choice(
        (
            "the governor hid a report on poisoned wells",
            "Norvane Pharma paid doctors to keep silent",
            "the harbour bridge was never inspected",
            "teachers changed the marks of forty pupils",
        )
    )
    by = case.rng.choice(
        (
            f"{person(case.rng)} said that {what}.",
            f"According to {person(case.rng)}, {what}.",
            f"{person(case.rng)}, a former clerk, claimed that {what}, {outlets(case, 1)[0]} reported.",
        )
    )
    return case.with_(title=what[0].upper() + what[1:], text=inserted(case, by))


MUTATORS = {
    "CON001": other_title,
    "CON002": other_figure,
    "CON003": unclosed,
    "CON004": either(third_person, contradictions.name_for_i),
    "CON005": repeated_title,
    "CON006": either(two_speakers, contradictions.introduced),
    "CON007": changed_before,
    "CON008": either(address_as_title, contradictions.bare_address),
    "CON009": sharpened_quotation,
    "CON011": other_count,
    "CON012": either(misspelled, contradictions.misspelled_title),
    "CON018": either(wrong_person, contradictions.odd_cue),
    "CON020": either(flat_title, contradictions.attributed_title),
}
