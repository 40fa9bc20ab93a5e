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
LONGEST_TEXT = 2_000_000
_PLAIN = re.compile(r"[^\w]+|_")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


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
    """A name seen in a text. A `weak` one is also an everyday word: it needs a telling context."""

    start: int
    end: int
    outlet: Outlet
    weak: bool = False


def plain(name: str) -> str:
    """Lower-case letters and digits only, without a leading 'the': equal for 'The New-York Times' and 'new york times'.

    >>> plain("The Huff-Post")
    'huffpost'
    """
    lowered = name.casefold().strip()
    return _PLAIN.sub("", lowered.removeprefix("the ")) or _PLAIN.sub("", lowered)


class Gazetteer:
    """Finds known names in text and matches publishers, whatever way they are written."""

    def __init__(self, entries: Iterable[tuple[Outlet, Sequence[str], Sequence[str]]]) -> None:
        """Index `(outlet, domains, aliases)`; an alias with a leading '~' is weak. Later entries win."""
        self._names: dict[str, Outlet] = {}
        self._domains: dict[str, Outlet] = {}
        self._starts: dict[str, list[tuple[str, Outlet, bool]]] = {}
        self._shapes: dict[str, list[tuple[str, ...]]] = {}
        for outlet, domains, aliases in entries:
            self._add(outlet, domains, aliases)
        for forms in self._starts.values():
            forms.sort(key=lambda form: -len(form[0]))
        odd = sorted((word for word in self._starts if word[:1].islower()), key=len, reverse=True)
        lower = "|".join(map(re.escape, odd))
        self._opening = re.compile(rf"(?<![\w@#])(?:[^\W_a-z]\w*{'|' if lower else ''}(?:{lower})\b)")

    def _add(self, outlet: Outlet, domains: Sequence[str], aliases: Sequence[str]) -> None:
        for domain in domains:
            self._domains[domain] = outlet
            self._form(outlet, domain[0].upper() + domain[1:], False)
        for alias in (outlet.name, *aliases):
            weak = alias.startswith("~")
            form = alias.lstrip("~").translate(_QUOTES)
            if not weak or plain(form) not in self._names:
                self._names[plain(form)] = outlet
            self._form(outlet, form, weak)
            if form.startswith("The ") and len(form.split()) > 2:
                self._form(outlet, form[4:], weak)

    def _form(self, outlet: Outlet, form: str, weak: bool) -> None:
        first = re.match(r"\w+", form)
        if not first:
            return
        forms = self._starts.setdefault(first.group(), [])
        known = [place for place, entry in enumerate(forms) if entry[0] == form]
        if known and weak:
            return
        for place in known:
            del forms[place]
        forms.append((form, outlet, weak))

    def named(self, name: str) -> Outlet | None:
        """The entry with this name or alias, whatever its case and punctuation."""
        return self._names.get(plain(name))

    def hosted(self, domain: str) -> Outlet | None:
        """The entry that owns this host name or a domain above it."""
        host = domain.casefold().strip().split("//")[-1].split("/")[0].removeprefix("www.")
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None

    def publisher(self, publisher: str | None, domain: str | None) -> Outlet | None:
        """The entry for an article's publisher, given as name, alias, slug or domain."""
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
        for match in self._opening.finditer(text, 0, LONGEST_TEXT):
            forms = starts.get(match.group())
            if forms is None or match.start() < free:
                continue
            begin = match.start()
            for form, outlet, weak in forms:
                end = begin + len(form)
                if text.startswith(form, begin) and not text[end : end + 1].isalnum():
                    yield Mention(begin, end, outlet, weak)
                    free = end
                    break


def load(outlets: Sequence[Mapping[str, object]] = ()) -> Gazetteer:
    """The shipped gazetteer with the user's own `[[outlets]]` entries: `name`, and maybe `domain` and `aliases`.

    Raises:
        ReliabilityError: an entry without a name, or with aliases that are not texts.
    """
    return _load(tuple(_own(entry) for entry in outlets))


@lru_cache(maxsize=4)
def _load(own: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Gazetteer:
    return Gazetteer(
        [*_shipped("claims/outlets"), *_shipped("claims/platforms")]
        + [(Outlet(name), domains, aliases) for name, domains, aliases in own]
    )


def _shipped(listing: str) -> Iterator[tuple[Outlet, list[str], list[str]]]:
    for line in lexicon(listing):
        name, kind, domains, aliases, owner, *_ = [*(part.strip() for part in line.split("|")), "", "", "", ""]
        yield Outlet(name, kind or "outlet", owner), _listed(domains), _listed(aliases)


def _listed(field: str) -> list[str]:
    return [item.strip() for item in field.split(";") if item.strip()]


def _own(entry: Mapping[str, object]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    name, domain, aliases = entry.get("name"), entry.get("domain") or (), entry.get("aliases") or ()
    domains = (domain,) if isinstance(domain, str) else domain
    spellings = (aliases,) if isinstance(aliases, str) else aliases
    if not isinstance(name, str) or not name.strip():
        raise ReliabilityError("An outlet has no name.", 'Give each [[outlets]] block name = "...".')
    if not all(isinstance(part, str) for group in (domains, spellings) for part in _items(group, name)):
        raise ReliabilityError(f"Outlet '{name}': domain and aliases must be texts.", 'Write aliases = ["...", "..."].')
    return name.strip(), tuple(_texts(domains)), tuple(_texts(spellings))


def _items(group: object, name: str) -> Sequence[object]:
    if isinstance(group, Sequence):
        return group
    raise ReliabilityError(f"Outlet '{name}': domain and aliases must be texts.", 'Write aliases = ["...", "..."].')


def _texts(group: object) -> Iterator[str]:
    if isinstance(group, Sequence):
        yield from (str(part).strip() for part in group if str(part).strip())
