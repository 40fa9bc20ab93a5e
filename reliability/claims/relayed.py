"""People who pass on what somebody else says: "his lawyer said that he ...", "Lund said her client was relieved"."""

from __future__ import annotations

import re

from reliability.claims import heads, kinds
from reliability.claims.attribution import Attribution, words_of
from reliability.claims.heads import NOBODY, Speaker
from reliability.claims.memory import GENDERS
from reliability.claims.speakers import Cast

_OPENING = 120
_LAWYER = r"(?:lawyers?|attorneys?|counsel|solicitors?|barristers?)"
_RELAYER = rf"(?:{_LAWYER}|spokes(?:man|woman|person|people)|publicist|representatives?|agents?)"
_OWNED = re.compile(
    rf"(?:(?P<pronoun>his|her|its|their)|(?P<owner>[^,;]{{2,60}}?)['’]s?) (?:[\w-]+ ){{0,2}}?(?P<noun>{_RELAYER})\b",
    re.IGNORECASE,
)
_FOR = re.compile(rf"(?:an? |the |one of the )?(?:\w+ )?(?P<noun>{_RELAYER}) (?:for|of) (?P<owner>[^,;]{{2,60}})", re.I)
_CLIENT = re.compile(r"\W*(?:that )?(?:his|her|their|its|my|our) clients?\b", re.IGNORECASE)
_HE = re.compile(r"\W*(?:that )?(?P<he>he|she|it|they)\b", re.IGNORECASE)
_MIND = re.compile(
    r".{2,60}?\b(?:believe[sd]?|thinks?|thought|feels?|felt|hopes?|hoped|wants?|wanted|regrets?|regretted|regard(?:s|ed)"
    r"|consider(?:s|ed)|denie[sd]|insist(?:s|ed)|maintain(?:s|ed)|knew|knows"
    r"|(?:wa|i)s (?:not )?(?:aware|relieved|sorry|innocent)|had (?:not|never)|ha(?:s|ve) said|said)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\W{0,3}(?:that )?((?:[^\s,.;:\"“”]+ ){1,5}?)(?:has |have |had )?(?:said|says|told|insisted|denied|denies)\b"
)
_ROLE = re.compile(r"\W*(?:that )?the (\w+) ")
_SUBJECT = re.compile(r"\W{0,3}((?:[^\s,.;:\"“”]+ ){0,5}[^\s,.;:\"“”]+),? ")
_BODIES = ("organisation", "government", "media_outlet")
_PRONOUNS = {"his": "he", "her": "she", "its": "it", "their": "they"}


class Relayed:
    """Finds, in one article, whose words a lawyer or a spokesman passes on."""

    def __init__(self, cast: Cast) -> None:
        """Take the speakers of the article."""
        self._cast = cast
        self._clients: dict[str, Speaker] = {}

    def origin(self, attribution: Attribution, speaker: Speaker) -> Speaker | None:
        """Whose statement `speaker` passes on; None where it is the speaker's own."""
        if not attribution.source or not attribution.content or speaker.source_type not in ("person", "anonymous"):
            return None
        start, end = attribution.source[0][0], attribution.source[-1][1]
        source = self._cast.text[start:end]
        owned = _OWNED.match(source) or _FOR.match(source)
        if owned is None and speaker.origin not in self._clients:
            return None
        client = self._client(owned, start, speaker)
        begin, stop = attribution.content[0]
        said = self._cast.text[begin : min(stop, begin + _OPENING)]
        if _CLIENT.match(said):
            return client if client.origin else None
        if owned is None:
            return None
        return self._quoted(owned, said, begin) or self._own(owned, said, client, attribution, start)

    def _client(self, owned: re.Match[str] | None, start: int, speaker: Speaker) -> Speaker:
        """Whom a speaker works for, as "its lawyer, Ida Lund" told once."""
        if owned is None:
            return self._clients.get(speaker.origin or "", NOBODY)
        pronoun = (owned.groupdict().get("pronoun") or "").casefold()
        if pronoun:
            found = self._cast.owner(start, pronoun)
        else:
            found = self._cast.named(start + owned.start("owner"), start + owned.end("owner"))
            if found.origin == speaker.origin:  # "The lawyer for the family, Ida Lund": the name is not the family's.
                found = kinds.common(heads.parse(owned["owner"]), self._cast.names)
        if speaker.origin and found.origin and speaker.source_type == "person":
            self._clients[speaker.origin] = found
        return found

    def _quoted(self, owned: re.Match[str], said: str, begin: int) -> Speaker | None:
        """ "The port has said it will wait, according to lawyers for the crew"."""
        nested = _SAID.match(said)
        if not nested or _HE.match(said):
            return None
        found = self._cast.named(begin + nested.start(1), begin + nested.end(1))
        return found if found.origin and found.source_type not in ("other", "document") else None

    def _own(
        self, owned: re.Match[str], said: str, client: Speaker, attribution: Attribution, start: int
    ) -> Speaker | None:
        """ "His lawyer said that he had slept", "Lund's spokeswoman said that Lund regretted it"."""
        pronoun = (owned.groupdict().get("pronoun") or "").casefold()
        begin, stop = attribution.content[0]
        is_lawyer = re.fullmatch(_LAWYER, owned["noun"], re.IGNORECASE)
        if not is_lawyer and client.source_type != "person":
            return None  # A spokesman speaks as the body itself.
        he = _HE.match(said)
        if he:
            said_he = he["he"].casefold()
            if said_he == "they" and owned["noun"].endswith("s"):
                return None  # "Lawyers for the port said they would wait": the lawyers speak of themselves.
            fits = _PRONOUNS[pronoun] == said_he if pronoun else _may_be(client, said_he)
            if said_he in GENDERS and " " not in (client.origin or " "):
                client = Speaker(client.origin, "person", GENDERS[said_he])
            return client if fits and client.origin and (is_lawyer or _MIND.match(said)) else None
        if pronoun == "their" and stop <= start and _MIND.search(words_of(self._cast.text, attribution.content)):
            subject = _SUBJECT.match(said)
            return self._cast.named(begin + subject.start(1), begin + subject.end(1)) if subject else None
        last = (client.origin or "").rpartition(" ")[2]
        role = _ROLE.match(said)
        holder = self._cast.names.holder(role.group(1), begin) if role else None
        is_client = last and (last in said[:40] or (holder and holder.full == client.origin))
        return client if is_client and _MIND.match(said) else None


def _may_be(client: Speaker, pronoun: str) -> bool:
    """Whether a pronoun can mean a client that the text names with a noun."""
    if pronoun in GENDERS:
        return client.gender in ("", GENDERS[pronoun]) and client.source_type not in ("group", "government")
    return client.source_type in (("group", *_BODIES) if pronoun == "they" else _BODIES)
