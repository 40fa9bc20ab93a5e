"""Whether those who are accused of something are heard."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from reliability.features.accused_names import who
from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries, holds, listed
from reliability.features.reading import LATEST, around, lowered, mentions, says, sentences_with, spans_of

NAME = r"\b(?:[A-Z][\w.’'-]{0,30} ){0,4}[A-Z][\w’'-]{0,30}\w"
ADVERB = r"(?:\w+ly |been |also |since |now |later |recently )*"
WRONG = (
    r"(?:stole|stolen|embezzl\w+|defraud\w+|brib\w+|launder\w+|falsif\w+|forged|misus\w+|siphon\w+|rigged|molest\w+|"
    r"(?:sexually )?assault\w*|abus\w+|harass\w+|cheat\w+|swindl\w+|plagiari[sz]\w+"
    r"|pocketed|extort\w+|tortur\w+|murder\w+|kidnapp\w+|raped?|poison\w+|blackmail\w+|smuggl\w+|traffick\w+|"
    r"taken? bribes|took bribes|took kickbacks|diverted|covered up|lied (?:to|about|under)|evad\w+ tax\w*|perjur\w+)"
)
# What is a wrong where somebody tells it of another: 'former colleagues say Novak sold the files'.
TOLD_OF = (
    rf"(?:{WRONG}|sold|hid|hidden|conceal\w+|destroy\w+|shredd\w+|delet\w+|faked|doctored|tamper\w+|inflat\w+|leaked|"
    r"spied|dumped|overcharg\w+|underpaid|exploit\w+|groom\w+|stalk\w+|threaten\w+|bull(?:ied|ying)|beat\w*|skimmed|"
    r"looted|pilfer\w+|fabricat\w+|backdat\w+|mistreat\w+|ignored|knew|paid off|cut corners|demand\w+|grop\w+|"
    r"helped himself|helped herself|kept silent|looked away)"
)
TELLERS = (
    r"(?:colleagues?|employees?|workers?|staff|staffers?|insiders?|critics|neighbou?rs?|customers?|clients?|patients?|"
    r"tenants?|residents?|parents?|students?|pupils?|victims?|whistle-?blowers?|rivals?|partners?|aides?|sources?|"
    r"members?|nurses?|drivers?|auditors?|investigators?|prosecutors?)"
)
ACCUSED = re.compile(
    rf"\baccus(?:e|es|ed|ing) (?:the |an? |its |their |his |her )?(?:[a-z]+ ){{0,3}}(?P<a>{NAME})[^.\n]{{0,40}}? of\b"
    rf"|(?P<b>{NAME})(?:,[^,.\n]{{3,80}},)? (?:is|are|was|were|has|have|had|stands?|faces?|"
    rf"faced) {ADVERB}(?:accused of|accused by|charged with|charged in|indicted|arrested|under investigation|"
    rf"suspected of|alleged to|being investigated|sued|implicated|(?:criminal |fraud |corruption )?(?:charges|"
    rf"allegations|accusations))\b"
    rf"|\balleg(?:e|es|ed|ing|ations?) (?:that )?(?:the )?(?P<c>{NAME}) {ADVERB}(?:had |has |have |was |were |did |"
    rf"is |took |paid |used |ran |made |ordered |knew |sold |gave |helped |tried |{WRONG})"
    rf"|\b(?:allegations?|accusations?|charges|complaints?|lawsuits?|indictment|case|"
    rf"evidence) (?:of [\w ,]{{3,60}}? )?against (?:the )?(?P<d>{NAME})"
    rf"|\b(?:sued|suing|charged|indicted|arrested|blam(?:ed|es|ing)|denounced|"
    rf"reported) (?:the )?(?P<e>{NAME}) (?:for|with|over|on (?:charges|suspicion))\b"
    rf"|(?P<f>{NAME}) (?:had |has |have )?(?:allegedly |secretly |knowingly |repeatedly |illegally |systematically |"
    rf"personally |deliberately |also |been )*{WRONG}\b"
    rf"|\b(?i:{TELLERS}) (?:who \w+ (?:there|with (?:him|her|them)) )?(?:say|said|says|claim(?:s|ed)?|"
    rf"allege[sd]?|insist(?:s|ed)?) (?:that )?(?:the )?(?P<g>{NAME}) (?:had |has |have |was |were )?"
    rf"(?:\w+ly |been |for years )*{TOLD_OF}\b"
)
ANSWERED = re.compile(
    rf"(?i)\b(?:den(?:y|ies|ied|ying|ials?)|refut\w+|reject\w*|disput\w+|rebut\w*|dismiss\w*|pleaded|plead|pled|"
    rf"not guilty|insist\w*|maintain\w*|apologi[sz]\w*|admit\w*|confess\w*|acknowledg\w*"
    rf"|respon(?:d\w*|ses?)\b|repl(?:y|ies|ied)|comment\w*|could(?: not|n['’]t) (?:\w+ )?be (?:\w+ )?reached|"
    rf"unreachable|innocen\w+|defend\w*|lawyers?|attorneys?|spokes\w+|testif\w+|conced\w+|countered)\b|"
    rf"{listed('declined')}"
)
ANSWER_ROOTS = (
    "deny", "deni", "refut", "reject", "disput", "rebut", "dismiss", "plead", "pled", "not guilty", "insist",
    "maintain", "apologi", "admit", "confess", "acknowledg", "respon", "repl", "comment", "could", "unreachable",
    "innocen", "defend", "lawyer", "attorney", "spokes", "testif", "conced", "countered",
    *sorted({re.split(r"['’* ]", entry)[0] for entry in entries("declined")}),
)  # fmt: skip
LONGEST_ANSWER = 120
BEFORE, AFTER = 60, 250  # characters from a name to an answer that may be its own
LONGEST = 1000  # characters of a sentence that are looked through
MOST = 100  # accusations of a text that are looked at
MENTIONS = 60  # of a name that are looked at
ANY_WRONG = (
    rf"\b(?i:accus(?:e|es|ed|ing)|alleg\w+|indict\w+|lawsuits?|sued|suing|charges|charged|arrested|suspected|implicated"
    rf"|blam(?:ed|es|ing)|denounced|under investigation|investigated|(?:accusations?|complaints?|case|evidence|"
    rf"reported)"
    rf" (?:of|against|for|over|with|on)|{TELLERS} (?:who \w+ (?:there|with \w+) )?(?:sa(?:y|ys|id)|claim\w*|alleg\w+|"
    rf"insist\w*)|{WRONG})\b"
)
_ANY_WRONG = re.compile(ANY_WRONG)
# What these words begin with: a plain search for them is many times faster.
WRONG_ROOTS = (
    "accus", "alleg", "indict", "lawsuit", "sued", "suing", "charge", "arrested", "suspected", "implicated", "blam",
    "denounc", "investigat", "complaint", "case ", "evidence ", "reported ", "stole", "embezzl", "defraud", "brib",
    "launder", "falsif", "forged", "misus", "siphon", "rigged", "molest", "assault", "abus", "harass", "cheat",
    "swindl", "plagiar", "pocketed", "extort", "tortur", "murder", "kidnapp", "rape", "poison", "blackmail", "smuggl",
    "traffick", "took kickbacks", "taken bribes", "diverted", "covered up", "lied ", "evad", "perjur", " sold",
    " hid", "conceal",
    "destroy", "shredd", "delet", "faked", "doctored", "tamper", "inflat", "leaked", " spied", "dumped", "overcharg",
    "underpaid", "exploit", "groom", "stalk", "threaten", "bull", "beat", "skimmed", "looted", "pilfer", "fabricat",
    "backdat", "mistreat", "ignored", "knew", "paid off", "cut corners", "demand", "grop", "helped him", "helped her",
    "kept silent", "looked away",
)  # fmt: skip
# Where such a word stands behind a name, it names the case and not what somebody did.
NOUN = re.compile(
    r"\b(?:\w+(?:ing|ment|er|ers|or|ism)|murders?|assaults?|abus(?:e|es|ive)|tortur(?:e|ous)|rapes?|poison(?:s|ous)?|"
    r"cheats?|swindles?|perjury|bribe(?:s|ry)?)$"
)
GOES_ON = re.compile(
    r"\s+(?:He|She|They|It|Both|Neither|His|Her|Their|Its|In a|Lawyers?|Attorneys?|A (?:spokes\w+|lawyer|attorney)"
    r"|The (?:company|firm|group|bank|agency|charity|man|woman|mayor|minister|party|two))\b"
)


def unheard(case: Case) -> list[Place]:
    """Names of those accused by a claim or by the writer, who neither speak nor are said to have been asked."""
    accusations = [(match, str(match.lastgroup)) for match in islice(_accusations(case.text), MOST)]
    speakers = _speakers(case, [match.span() for match, _ in accusations])
    judged: set[str] = set()
    found = []
    for match, role in accusations:
        end = match.end(role)
        name = None if _is_noun(match, role) else who(match[role], case.text, end)
        keys = _keys(name) if name and not _is_impeached(name, case.text) else []
        if name and keys and not judged.intersection(keys) and not _heard(case.text, speakers, keys):
            found.append(Place(end - len(name), end))
        judged.update(keys)
    return found


def _accusations(text: str) -> Iterator[re.Match[str]]:
    """Matches in the sentences with a word of accusation; the rest is not looked through."""
    for start, end in sentences_with(WRONG_ROOTS, text):
        if _ANY_WRONG.search(text, start, min(end, start + LONGEST)):
            yield from ACCUSED.finditer(text, start, min(end, start + LONGEST))


def _speakers(case: Case, accusations: list[tuple[int, int]]) -> str:
    """Who makes claims; 'Novak is accused' makes none, though it may be taken for one."""
    told = [
        claim
        for claim in case.claims
        if not any(
            start <= first and last <= end for first, last in spans_of(claim, "cue") for start, end in accusations
        )
    ]
    return " ".join(f"{claim['origin'] or ''} {claim['source_text'] or ''}" for claim in told).lower()


def _is_noun(match: re.Match[str], role: str) -> bool:
    """Whether the wrong beside a name is no deed of theirs: 'the Novak murder', 'Novak, murdered by'."""
    return role == "f" and (NOUN.search(match[0]) is not None or match.string.startswith(" by ", match.end()))


def _is_impeached(name: str, text: str) -> bool:
    """Whether the case is that of a president in office, whose answer every reader knows."""
    return "impeach" in lowered(text) and f"President {name}" in text


def _keys(name: str) -> list[str]:
    """The words by which a name is known again; none for a country or somebody unnamed."""
    words = [re.sub(r"['’]s?$", "", word) for word in re.split(r"[ -]", name)]
    if name in entries("countries") or words[-1] in entries("countries"):
        return []
    return [word for word in words if len(word) > 2 and word not in entries("not_names")]


def _heard(text: str, speakers: str, keys: list[str]) -> bool:
    for key in keys:
        if says(key.lower(), speakers):
            return True
        for at in islice(mentions(key, text), MENTIONS):
            first = max(at - BEFORE, 0)
            sentence = max(text.rfind(end, first, at) for end in ("\n", ". ", "” "))
            if _answered(text, max(first, sentence + 1), _reach(text, at + len(key))):
                return True
    return False


def _answered(text: str, start: int, end: int) -> bool:
    """Whether one of the answers of a text lies between these offsets."""
    answers = _answers(text)
    place = bisect_left(answers, (start, start))
    return place < len(answers) and answers[place][1] <= end


@lru_cache(maxsize=LATEST)
def _answers(text: str) -> list[tuple[int, int]]:
    spans = around(ANSWER_ROOTS, text, 0, LONGEST_ANSWER)
    return [match.span() for span in spans for match in ANSWERED.finditer(text, *span)]


def _reach(text: str, end: int) -> int:
    """How far an answer may stand behind a name: in its paragraph, or in the next one where that speaks of the same."""
    line = text.find("\n", end, end + AFTER)
    return end + AFTER if line < 0 or GOES_ON.match(text, line) else line


FEATURES = (
    Feature(
        "accused_unheard",
        Finder(unheard, when=holds("text", ANY_WRONG)),
        "names",
        "People and companies that the article or somebody in it accuses of a wrong, who say nothing in it and of whom "
        "it does not say that they denied it or were asked; countries and offices do not count. Why: the accused must "
        "be heard. "
        "Example: 1 for 'Auditors accused Ada Novak of fraud' in a text in which Novak has no word.",
        scored=False,
    ),
)
