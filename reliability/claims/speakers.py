"""Source spans to origins: names, titles, pronouns, "the ministry", "it"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from reliability.claims import heads, joint, kinds, staff
from reliability.claims.acronyms import Acronyms
from reliability.claims.descriptions import Descriptions
from reliability.claims.gazetteer import Mention
from reliability.claims.heads import NOBODY, Phrase, Speaker, words
from reliability.claims.memory import GENDERS, Memory
from reliability.claims.names import Names
from reliability.claims.outlets_seen import OutletsSeen

PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
AUTHOR = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"))
READER = frozenset(("you", "your", "yours", "yourself"))
WHO = frozenset(("who", "whom", "whose"))
WHICH = frozenset(("which", "that", "where"))
LONGEST_SOURCE = 400
_PARAGRAPH = 3_000
_QUOTE_MARKS = re.compile("[\"“”«»]|''")
_TRAILING = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their) )?(?:[^\W\d_a-z][\w.’'&-]*(?: (?:of|for|and) | )){0,6}[^\W\d_a-z][\w.’'&-]*$"
    r"|(?:\b(?:the|an?|his|her|its|their) )(?:[\w’'-]+ ){0,3}[\w’'-]+$"
)
_RENAMED = re.compile(r"((?:[^\W\d_a-z][\w.’'&-]* )*[^\W\d_a-z][\w.’'&-]*), an? [^,;.:!?]{1,80}$")
_FOLLOWING = re.compile(r", (?:[^\W\d_a-z][\w’'&-]* ){0,4}[^\W\d_a-z][\w’'&-]*(?=[,.;)])")
_HANDLE = re.compile(r"(?:(?<![\w@])@|\bauthor=[\"“])(\w{2,30})")
_ACTING = re.compile(r"((?:[^\W\d_a-z][\w.’'-]* ){0,3}[^\W\d_a-z][\w.’'-]*) [a-z]+ed")
_ASIDE = re.compile(r",[^.;:!?\n]{1,160}, ")
_SUBJECT_REACH = 500
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+|\n+")
_SUBJECT = re.compile(
    r"(?:(?:The|Its|Their) (?:[\w’'-]+ ){0,3}?[\w’'-]+|(?:[^\W\d_a-z][\w’'&-]* ){0,4}[^\W\d_a-z][\w’'&-]*)"
    r"(?= (?:has|had|is|was|will|would|also|said|says|told|plans|wants|met|took|gave|made|put|set|sent|found"
    r"|held|began|went|came|left|won|lost|built|bought|sold|wrote|[a-z]+ed)\b)"
)
_BODIES = ("organisation", "government", "media_outlet")
_NOT_NAMING = frozenset(GENDERS) | PLURAL | NEUTER | AUTHOR | READER


class Cast:
    """The speakers of one article, resolved in text order."""

    def __init__(self, text: str, names: Names, seen: OutletsSeen, memory: Memory) -> None:
        """Take the people and the outlets named in `text`, and the memory of who spoke."""
        self.text = text
        self.names = names
        self.seen = seen
        self._memory = memory
        self._descriptions = Descriptions(text, names, seen, memory)
        self._starts = [mention.start for mention in seen.mentions]
        self._acronyms = Acronyms(text)

    def speaker(self, start: int, end: int) -> Speaker:
        """Who the source span `[start, end)` names, given who spoke before; remembers the answer."""
        end = min(end, start + LONGEST_SOURCE)
        word = heads.without_contraction(heads.without_possessive(self.text[start:end].casefold()))
        found = self._pronoun(start, word) or self._together(start, end) or self._phrase(start, end)
        self._memory.keep(start, found)
        return found

    def _together(self, start: int, end: int) -> Speaker | None:
        """Those who speak jointly at `[start, end)`."""
        source = self.text[start:end]
        spans = joint.parts(source) if " and " in source or " & " in source else ()
        if not spans:
            return None
        named = [source[begin:stop] for begin, stop in spans]
        members = [
            self._pronoun(start + begin, name.casefold()) or self._phrase(start + begin, start + begin + len(name))
            for (begin, _), name in zip(spans, named, strict=True)
        ]
        return joint.together(members, named)

    def named(self, start: int, end: int) -> Speaker:
        """Who a phrase at `[start, end)` names; nothing is remembered."""
        phrase = heads.parse(self.text[start : min(end, start + LONGEST_SOURCE)])
        if phrase.text.casefold() in _NOT_NAMING:
            return NOBODY
        return self._together(start, end) or self._phrase(start, end)

    def owner(self, place: int, pronoun: str) -> Speaker:
        """Whom "his", "her", "its" or "their" at `place` means."""
        if pronoun in GENDERS:
            return self._memory.person(place, GENDERS[pronoun])
        if pronoun in PLURAL:
            return self._memory.last(place, lambda one: one.source_type == "group") or NOBODY
        return self._descriptions.company(place) or NOBODY

    def unmarked(self, start: int, begin: int, end: int) -> Speaker:
        """Who speaks where no source is marked, for a cue at `[begin, end)` in a sentence that begins at `start`.

        The document that opens the cue, as in "The [letter says] that", or the outlet that opens the sentence, as in
        "Reuters, citing two officials, [said]"; else nobody.
        """
        word = self.text[begin:end].partition(" ")[0]
        article = max(0, begin - len("the "))
        if word.casefold() in words("documents") and self.text[article:begin].casefold() == "the ":
            return self.speaker(article, begin + len(word))
        for mention in self.seen.within(start, min(begin, start + len("The ") + 1)):
            if _ASIDE.fullmatch(self.text, mention.end, begin):
                return self.speaker(mention.start, mention.end)
        return NOBODY

    def again(self, place: int) -> Speaker:
        """The speaker before `place`, for "..., adding that ..."."""
        return self._memory.last(place, lambda one: True, 300) or NOBODY

    def _pronoun(self, place: int, word: str) -> Speaker | None:
        if word in GENDERS:
            return self._memory.person(place, GENDERS[word])
        if word in NEUTER:
            known = self._memory.last(place, lambda one: one.source_type not in ("person", "group", "anonymous"))
            return known or self._subject(place) or NOBODY
        if word in PLURAL or word in heads.VAGUE:
            fits = word in (*PLURAL, "both") and self._memory.last(
                place, lambda one: one.gender == "p" or one.source_type not in ("person", "document"), 800
            )
            return fits or Speaker(None, "group", "p")
        if word in WHO or word in WHICH:
            return self._antecedent(place, word)
        if word in AUTHOR:
            return self._author(place)
        return NOBODY if word in READER or not word else None

    def _subject(self, place: int) -> Speaker | None:
        """The body that is the subject of one of the two sentences before: "The ministry met. It said"."""
        lead = self.text[max(0, place - _SUBJECT_REACH) : place]
        starts = [end.end() for end in _SENTENCE_END.finditer(lead)]
        for start in reversed([0, *starts][-3:] if place <= _SUBJECT_REACH else starts[-3:]):
            subject = _SUBJECT.match(lead, start)
            begin = place - len(lead) + start
            found = self._phrase(begin, begin + len(subject.group())) if subject else None
            if found and found.origin and found.source_type in _BODIES:
                return found
        return None

    def _author(self, place: int) -> Speaker:
        """ "I" and "we": who speaks in the open quotation, else the article's author."""
        opening = max(self.text.rfind("\n", max(0, place - _PARAGRAPH), place) + 1, place - _PARAGRAPH, 0)
        marks = sum(1 for _ in _QUOTE_MARKS.finditer(self.text, opening, place))
        if marks % 2:
            return self._memory.last(place, lambda one: one.source_type == "person", 600) or NOBODY
        return Speaker(None, "self")

    def _antecedent(self, place: int, word: str) -> Speaker:
        """The noun phrase right before a relative pronoun."""
        person = self._memory.just_before(place) if word in WHO else None
        if person:
            return Speaker(person.full, "person", person.gender)
        opening = max(self.text.rfind("\n", max(0, place - 120), place) + 1, place - 120, 0)
        lead = self.text[opening:place].rstrip(heads.TRIM)
        renamed = _RENAMED.search(lead) if word in WHICH else None
        if renamed:
            return self._phrase(opening + renamed.start(1), opening + renamed.end(1))
        trailing = _TRAILING.search(lead)
        return self._phrase(opening + trailing.start(), opening + len(lead)) if trailing else NOBODY

    def _phrase(self, start: int, end: int) -> Speaker:
        phrase = heads.parse(self.text[start:end])
        handle = _HANDLE.search(phrase.text)
        if handle:
            return self._posting(handle)
        mention = self._mention(start, end)
        spoken = staff.speaks(self.text, mention, phrase, self.seen) if mention else None
        if spoken:
            return spoken
        if not heads.is_noun(phrase):
            return kinds.some(phrase) if phrase.head.split(" ", 1)[0].casefold() in heads.VAGUE else NOBODY
        if mention is None and heads.is_opener(phrase):
            return NOBODY
        if heads.is_proper(phrase) and not self._is_crowd(phrase):
            return self._proper(phrase, mention)
        follows = _FOLLOWING.match(self.text, end) if phrase.head == phrase.bare else None
        whole = heads.parse(phrase.text + follows.group()) if follows else phrase
        named = kinds.apposed(whole, self.names) or self._descriptions.speaker(phrase, start)
        found = named or kinds.common(phrase, self.names)
        acting = _ACTING.fullmatch(phrase.head) if found.source_type == "other" else None
        return self._proper(heads.parse(acting.group(1)), None) if acting else found

    def _posting(self, handle: re.Match[str]) -> Speaker:
        """Who posts under a handle: "Ida Lund (@idal)" by the name, "@idal" by the handle."""
        named = heads.parse(handle.string[: handle.start()])
        found = kinds.proper(named, self.names) if heads.is_noun(named) and heads.is_proper(named) else None
        return replace(found, carrier=("platform", "Twitter")) if found else Speaker(f"@{handle.group(1)}", "person")

    def _is_crowd(self, phrase: Phrase) -> bool:
        """ "Villagers" at the start of a sentence, but not "Sanders" where the article names Ida Sanders."""
        noun = phrase.noun.casefold()
        return phrase.text == phrase.noun and noun.endswith(kinds.CROWDS) and not self.names.is_known(noun)

    def _proper(self, phrase: Phrase, mention: Mention | None) -> Speaker:
        initials = self.seen.initials.get(phrase.noun)
        if initials:
            return Speaker(initials.shown, "media_outlet", "", initials)
        found = kinds.proper(phrase, self.names)
        if found.source_type in ("organisation", "government") and phrase.noun.isupper():
            name = self._acronyms.name(phrase.noun)
            return kinds.proper(heads.parse(name), self.names) if name else found
        if mention and found.source_type == "person" and staff.employs(self.text, mention, phrase):
            return replace(found, employer=mention.outlet)
        return found

    def _mention(self, start: int, end: int) -> Mention | None:
        index = bisect_left(self._starts, start)
        mentions = self.seen.mentions
        return mentions[index] if index < len(mentions) and mentions[index].end <= end else None
