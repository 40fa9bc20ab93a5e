"""The gazetteer: names, aliases and domains of news outlets, programmes, wire agencies and platforms.

The facts are in `lexicon/outlets.txt` and `lexicon/platforms.txt`; users add their own outlets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reliability.errors import ReliabilityError
from reliability.resources import lexicon

KINDS = ("outlet", "wire", "programme", "platform")
_NOT_PLAIN = re.compile(r"[\W_]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_FIRST_WORD = re.compile(r"\w+")
_WRONG_ALIASES = 'Write domain = "..." and aliases = ["...", "..."].'


@dataclass(frozen=True, slots=True)
class Outlet:
    """One known name. `kind` is one of `KINDS`; `owner` is the outlet that airs a programme, '' for none."""

    name: str
    kind: str = "outlet"
    owner: str = ""

    @property
    def shown(self) -> str:
        """The name to credit: a programme's outlet where it has one."""
        return self.owner or self.name


@dataclass(frozen=True, slots=True)
class Mention:
    """A name seen in a text, and the outlets it may mean, the likeliest first.

    A `weak` name is also an everyday word, or shared: it needs a telling context.
    """

    start: int
    end: int
    outlets: tuple[Outlet, ...]
    weak: bool = False

    @property
    def outlet(self) -> Outlet:
        """The likeliest meaning."""
        return self.outlets[0]


@dataclass(slots=True)
class _Form:
    """One spelling in the index; a `quoted` one needs a quotation mark before it."""

    text: str
    outlets: tuple[Outlet, ...]
    weak: bool
    quoted: bool


def plain(name: str) -> str:
    """Lower-case letters and digits only, without a leading 'the', so that spellings and slugs compare equal.

    >>> plain("The Huff-Post")
    'huffpost'
    """
    lowered = name.casefold().strip()
    return _NOT_PLAIN.sub("", lowered.removeprefix("the ")) or _NOT_PLAIN.sub("", lowered)


class Gazetteer:
    """Finds known names in text and matches publishers, whatever way they are written."""

    def __init__(self, entries: Iterable[tuple[Outlet, Sequence[str], Sequence[str]]]) -> None:
        """Index `(outlet, domains, spellings)`: '~' before a spelling marks it weak, '"' around it quoted."""
        self._names: dict[str, Outlet] = {}
        self._domains: dict[str, Outlet] = {}
        self._starts: dict[str, list[_Form]] = {}
        for outlet, domains, spellings in entries:
            self._domains.update((domain.casefold(), outlet) for domain in domains)
            for spelling in (outlet.name, *spellings):
                self._add(outlet, spelling, weak=spelling.startswith("~") or f"~{spelling}" in spellings)
        for forms in self._starts.values():
            forms.sort(key=lambda form: -len(form.text))
        lower = sorted((word for word in self._starts if word[0].islower()), key=len, reverse=True)
        words = "".join(rf"|(?:{re.escape(word)})\b" for word in lower)
        self._opening = re.compile(rf"(?<![\w@#])(?:[^\W_a-z]\w*{words})")

    def _add(self, outlet: Outlet, spelling: str, weak: bool) -> None:
        quoted = spelling.startswith('"')
        form = spelling.lstrip("~").strip('"').translate(_QUOTES)
        if not (weak or quoted):
            self._names[plain(form)] = outlet
        else:
            self._names.setdefault(plain(form), outlet)
        self._index(form, outlet, weak, quoted)
        if form.startswith("The ") and form.count(" ") > 1:
            self._index(form[4:], outlet, weak, quoted)

    def _index(self, form: str, outlet: Outlet, weak: bool, quoted: bool) -> None:
        first = _FIRST_WORD.match(form)
        if not first:
            return
        forms = self._starts.setdefault(_key(form, 0, first.group()), [])
        for known in forms:
            if known.text == form and known.quoted == quoted:
                if weak and known.weak:
                    known.outlets = tuple(dict.fromkeys((*known.outlets, outlet)))
                elif weak == known.weak:
                    known.outlets = (outlet,)
                elif known.weak:
                    known.outlets, known.weak = (outlet,), False
                return
        forms.append(_Form(form, (outlet,), weak, quoted))

    def __len__(self) -> int:
        """How many names are known, aliases counted."""
        return len(self._names)

    def named(self, name: str) -> Outlet | None:
        """The entry with this name or alias, whatever its case and punctuation."""
        return self._names.get(plain(name))

    def hosted(self, domain: str) -> Outlet | None:
        """The entry that owns this host name, or a domain above it."""
        host = domain.casefold().strip().split("//")[-1].split("/")[0].removeprefix("www.")
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None

    def publisher(self, publisher: str | None, domain: str | None) -> Outlet | None:
        """The entry for an article's publisher, given as domain, name, alias or slug."""
        for given in (domain, publisher):
            found = self.hosted(given) if given else None
            if found:
                return found
        return self.named(publisher) if publisher else None

    def find(self, text: str) -> list[Mention]:
        """All names in `text`, in order, the longest at each place; none overlap."""
        return list(self._scan(text.translate(_QUOTES)))

    def _scan(self, text: str) -> Iterator[Mention]:
        free = 0
        starts = self._starts
        for match in self._opening.finditer(text):
            begin = match.start()
            forms = starts.get(_key(text, begin, match.group()))
            if forms is None or begin < free:
                continue
            for form in forms:
                end = begin + len(form.text)
                if text.startswith(form.text, begin) and not text[end : end + 1].isalnum():
                    if form.quoted and text[begin - 1 : begin] not in ('"', "'"):
                        continue
                    yield Mention(begin, end, form.outlets, form.weak)
                    free = end
                    break


def _key(text: str, begin: int, first: str) -> str:
    """The word to index a name by: half of all names open with "The", so that those take their second word."""
    second = _FIRST_WORD.match(text, begin + 4) if first == "The" else None
    return f"The {second.group()}" if second else first


def load(outlets: Sequence[Mapping[str, object]] = ()) -> Gazetteer:
    """The shipped gazetteer with the user's own `[[outlets]]` entries: `name`, and maybe `domain` and `aliases`.

    Raises:
        ReliabilityError: an entry without a name, or with a domain or aliases that are not texts.
    """
    return _load(tuple(_own(entry) for entry in outlets))


@lru_cache(maxsize=4)
def _load(own: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Gazetteer:
    shipped = (entry for listing in ("claims/outlets", "claims/platforms") for entry in _shipped(listing))
    return Gazetteer([*shipped, *((Outlet(name), domains, aliases) for name, domains, aliases in own)])


def _shipped(listing: str) -> Iterator[tuple[Outlet, list[str], list[str]]]:
    for line in lexicon(listing):
        name, kind, domains, aliases, owner, *_ = [*(part.strip() for part in line.split("|")), "", "", "", ""]
        weak = [name] if name.startswith("~") else []
        yield Outlet(name.lstrip("~"), kind or "outlet", owner), _listed(domains), [*weak, *_listed(aliases)]


def _listed(field: str) -> list[str]:
    return [item.strip() for item in field.split(";") if item.strip()]


def _own(entry: Mapping[str, object]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ReliabilityError("An outlet has no name.", 'Give each [[outlets]] block name = "...".')
    return name.strip(), _texts(name, entry.get("domain")), _texts(name, entry.get("aliases"))


def _texts(name: str, given: object) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else given or []
    if not isinstance(listed, Sequence) or not all(isinstance(part, str) for part in listed):
        raise ReliabilityError(f"Outlet '{name}': domain and aliases must be texts.", _WRONG_ALIASES)
    return tuple(part.strip() for part in listed if part.strip())
