"""Several who speak together: "Lind and Moreno", "Ida Lind, the treasurer, and other engineers"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reliability.claims.attribution import Span
from reliability.claims.heads import Speaker, words
from reliability.claims.name_words import given_names

MOST = 4
_CAPITAL = r"[^\W\d_a-z][\w.’'&-]*"
_AND = re.compile(r",? (?:and|&) ")
_NAME = re.compile(
    rf"(?:[Tt]he )?(?:(?!(?:of|for|to|from|at|in|by|and) )[a-z][\w-]* ){{0,3}}{_CAPITAL}(?: {_CAPITAL}){{0,7}}"
    rf"(?:,? (?:of|from|in|for) (?:the )?{_CAPITAL}(?: (?:(?:of|for) )?{_CAPITAL}){{0,4}})?(?: \([^()]{{1,20}}\))?"
    r"|[Hh]e|[Ss]he|[Ii]t"
)
_BARE = re.compile(rf"(?:[Tt]he )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}")
_COUNTED = re.compile(r"(?:[Tt]he|its|his|her|their|an?|other|others|several|two|three|four|some|many)\b")
_ROLE = re.compile(r"(?:[a-z][\w-]+ ){1,3}[^\W\d_a-z]")
_ANOTHER = re.compile(rf"{_COUNTED.pattern}|[A-Z.&-]{{2,}}(?:\s|$)")
_DESCRIBING = re.compile(
    r"(?:[Tt]wo|[Tt]hree|[Ff]our|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[\w’'-]+ ){0,4}[a-z][\w-]+s"
)
_NAMED = ("person", "organisation", "government", "media_outlet")


def parts(source: str) -> tuple[Span, ...]:
    """Where the names of joint speakers stand in a source's words, appositions left out; empty for one speaker.

    >>> text = "Ida Lind, the mayor, and Tom Moreno"
    >>> [text[begin:end] for begin, end in parts(text)]
    ['Ida Lind', 'Tom Moreno']
    """
    conjunction = next((found for found in _AND.finditer(source) if _opens(source[found.end() :])), None)
    if conjunction is None:
        return ()
    firsts = _firsts(source[: conjunction.start()], conjunction.group().startswith(","))
    return (*firsts, (conjunction.end(), len(source))) if firsts else ()


def _opens(rest: str) -> bool:
    """Whether what follows "and" opens with a name, or with a word for others."""
    role = _ROLE.match(rest)
    is_role = role is not None and _is_role(role.group().split()[-2])
    return is_role or rest[:1].isupper() or bool(_COUNTED.match(rest))


def _is_role(word: str) -> bool:
    role = word.casefold().removeprefix("co-")
    return role in words("roles") or role in words("anonymous")


def _firsts(lead: str, is_closed: bool) -> tuple[Span, ...]:
    """The names before "and": one, one with an apposition between commas, or a list of bare names."""
    pieces: list[Span] = []
    place = 0
    for piece in lead.split(", "):
        pieces.append((place, place + len(piece)))
        place += len(piece) + 2
    if len(pieces) > 1 and _DESCRIBING.fullmatch(lead, *pieces[0]):
        del pieces[0]
        is_closed = False
    begin, stop = pieces[0]
    begin += len("both ") if lead.casefold().startswith("both ") else 0
    pieces[0] = (begin, stop)
    if not _NAME.fullmatch(lead, begin, stop):
        return ()
    if len(pieces) < MOST and all(_BARE.fullmatch(lead, *piece) for piece in pieces[1:]):
        return tuple(pieces)
    # In "Lind, an engineer and former mayor" the comma is still open.
    return (pieces[0],) if is_closed else ()


def together(members: Sequence[Speaker], named: Sequence[str]) -> Speaker | None:
    """One speaker for all `members`, each given as `named`; None where the words are one body's name."""
    first, *others = members
    if _is_role(named[0]):
        return None  # "Filmmaker and author Ida Lind": one person of two trades.
    if first.source_type not in _NAMED or any(one.origin is None for one in members):
        return None
    if first.source_type in ("organisation", "government") and not all(
        _is_another(one, name) for one, name in zip(others, named[1:], strict=True)
    ):
        return None
    shown = [one.origin or "" for one in members]
    if len(set(shown)) < len(shown):
        return None
    origin = f"{', '.join([_full(first, others[0]), *shown[1:-1]])} and {shown[-1]}"
    speaking = tuple(replace(one, members=()) for one in members)
    return Speaker(origin, first.source_type, "p", first.outlet, members=speaking)


def _is_another(one: Speaker, name: str) -> bool:
    """Whether a name after a body's is no part of that name: "the Department of Health and Human Services"."""
    return one.source_type in ("person", "media_outlet", "government") or bool(_ANOTHER.match(name))


def _full(first: Speaker, second: Speaker) -> str:
    """The first name of "Ida and Tom Lind" with the second one's last name."""
    shown, last = first.origin or "", (second.origin or "").rpartition(" ")[2]
    is_given = second.source_type == "person" and shown.casefold() in given_names()
    return f"{shown} {last}" if is_given and last else shown
