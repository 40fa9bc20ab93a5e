"""A list of names as somebody typed it -> pieces without markup, roles and titles, each of one person or more."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reliability.truth.vocabulary import COMPANY, NOTHING, SUFFIXES, TITLES

LONGEST = 2000
"""Characters of a list that are read."""

COMMA = ","
_ACCENTS = "acute|grave|uml|circ|tilde|cedil|ring"
_MANGLED = re.compile(rf"\band(?=(?:amp|apos|quot|nbsp|#\d+|[A-Za-z](?:{_ACCENTS}));)|&amp;(?=\w+;)")
_UNREADABLE = re.compile(r"(?<=\w)[?\ufffd]+")
_TAG = re.compile(r"<[^<>]{0,200}>|(?<=[a-z.)])BR(?=[A-Z])|[\r\n|]")
_BRACKET = re.compile(r"[(\[{]([^()\[\]{}]{0,400})(?:[)\]}]|$)")
_NO_AUTHOR = re.compile(
    r"\b(?:foreword|fwd|preface|introduction|intro|illustrat\w*|ill|illus|translat\w*|trans|tr|narrat\w*|photograph\w*|cover|frw"
    r"|afterword|contribut\w*|con|ctb)\b",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:(?:written|edited|compiled|adapted|revised)\s+by|(?:joint\s+)?(?:authors?|editors?)|by(?=\s*;)|eds?(?=\.)"
    r"|edt|edited)(?=\W|$)\.?:?",
    re.I,
)
_BRACKETED_ROLE = re.compile(
    r"\b(?:author|editor|edited|edt|eds?|aut|joint|with|compiler|comp|cor|series|general)\b", re.I
)
_OPEN = re.compile(
    r"(?:et\.?\s+als?\b(?=\W*$)|\b(?:et\.?\s?als?|etc|and\s+others?|u\.\s?a|among\s+others)\b)[.\s]*", re.I
)
_SEPARATOR = re.compile(
    r"[;/&+\u2022\u00b7]|\s(?:and|with|und|et|y)\s(?!$)|^(?:and|with|by)\s|,\s*and\s|\s(?:and|with)$", re.I
)
_GLUED = re.compile(r"(?<![A-Z])(?<=[a-z]{2})(?=[A-Z][a-z'\u2019]|[A-Z]\.)|(?<=[a-z]{2})(?=O['\u2019][A-Z])")
_PREFIX = re.compile(
    r"(?:^|[^A-Za-z])(?:Ma?c|[DdLlDd][aeiou]s?|[Dd]el|Van|Von|Vander|Fitz|Saint|[Ss]t|San|Ten|Ben|Abu)$"
)
_DASH = re.compile(r"(?<=\w)-\s+(?=\w)")
_INSTITUTION = re.compile(r"\b(?:university|college|institute|department|dept|formerly|school|faculty)\b", re.I)
_DEGREE = re.compile(r"\b(?:Ph\.?\s?D|M\.\s?D|M\.\s?Sc|B\.\s?Sc|D\.\s?Phil|Ed\.\s?D)\b\.?", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019`\u00b4\-_\u2010\u2011][^\W\d_]+)*|,")


@dataclass(frozen=True, slots=True)
class Written:
    """A list taken apart: pieces of words and commas, and whether the list says that it goes on."""

    pieces: tuple[tuple[str, ...], ...]
    goes_on: bool


def written(text: str) -> Written:
    """Take a list of names apart at what separates names for certain.

    >>> written("Holm, Ada (Editor)/ Dr. Lind, Per; et al.")
    Written(pieces=(('Holm', ',', 'Ada'), ('Lind', ',', 'Per')), goes_on=True)
    """
    plain = unmarked(text[:LONGEST])
    if nothing(plain):
        return Written((), False)
    plain, open_ends = _OPEN.subn("; ", plain)
    plain = _DASH.sub(", ", _DEGREE.sub(" ", plain))
    pieces = [_words(_split_glued(piece)) for piece in _SEPARATOR.split(_spelled_roles(plain)) if not nothing(piece)]
    goes_on = open_ends > 0 or plain.rstrip().endswith(("/", "..."))
    return Written(tuple(piece for piece in pieces if any(folded(word) not in COMPANY for word in piece)), goes_on)


def unmarked(text: str) -> str:
    """`text` without entities, tags and odd forms of letters, on one line."""
    plain = _UNREADABLE.sub("", html.unescape(html.unescape(_MANGLED.sub("&", text))))
    return " ".join(unicodedata.normalize("NFKC", _TAG.sub(" ; ", plain)).split())


def nothing(text: str) -> bool:
    """Whether a value says only that there is none."""
    return " ".join(re.findall(r"\w+", text.lower())) in NOTHING


@lru_cache(maxsize=1 << 18)
def folded(word: str) -> str:
    """A word for comparison: lower case, no accents, apostrophes or hyphens.

    >>> folded("O’Hállorán")
    'ohalloran'
    """
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "æ": "ae", "Æ": "Ae", "œ": "oe", "ı": "i"})


def _spelled_roles(text: str) -> str:
    """Roles end a name: the bracket or word becomes a separator, and whoever only wrote a foreword goes."""
    kept: list[str] = []
    end = 0
    for found in _BRACKET.finditer(text):
        before, inside = text[end : found.start()], found[1]
        end = found.end()
        if _NO_AUTHOR.search(inside):
            before = before[: _last_separator(before)]
        kept.append(before)
        kept.append("; " if _BRACKETED_ROLE.search(inside) or _NO_AUTHOR.search(inside) else " ")
    kept.append(text[end:])
    return _ROLE.sub("; ", "".join(kept))


def _last_separator(text: str) -> int:
    """Where the name that ends `text` begins."""
    return max((found.end() for found in _SEPARATOR.finditer(text)), default=0)


def _split_glued(text: str) -> str:
    """'Woods, NickLind, Per' -> 'Woods, Nick Lind, Per': a capital inside a word, but for McKay and DeWitt."""
    kept, start = [], 0
    for found in _GLUED.finditer(text):
        if not _PREFIX.search(text[max(0, found.start() - 7) : found.start()]):
            kept.append(text[start : found.start()])
            start = found.start()
    return " ".join([*kept, text[start:]])


def _words(piece: str) -> tuple[str, ...]:
    """Words and single commas of a piece, without titles, degrees, generations and institutions."""
    if _INSTITUTION.search(piece):
        piece = COMMA.join(part for part in piece.split(COMMA) if not _INSTITUTION.search(part))
    words: list[str] = []
    for found in _WORD.finditer(piece):
        word = found[0]
        plain = folded(word)
        if word == COMMA:
            if words and words[-1] != COMMA:
                words.append(word)
        elif plain and plain not in TITLES and (plain not in SUFFIXES or not words):
            words.append(word.strip("-_").replace("_", "-"))
        elif plain in SUFFIXES and len(words) > 1 and words[-1] == COMMA:
            words.pop()  # 'Lind, Jr., Per' and 'Per Lind, Jr.'
            words += [COMMA] if COMMA not in words else []
    while words and words[-1] == COMMA:
        words.pop()
    return tuple(words)
