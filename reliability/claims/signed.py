"""Signed speech: quotations and posts with the name of who said them behind a dash or on the next line.

`“We lost everything.” — Mara Lind, mayor`, `We lost everything. — Mara Lind (@lind) June 3, 2016`, and block quotations
with their author below them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from reliability.claims.quotation import Quotations
from reliability.claims.tokens import PARAGRAPH, Tokens
from reliability.claims.turn import Range, Turn, first_words, is_layout, trimmed
from reliability.claims.unmarked import speech_verbs

_DASHES = frozenset(("-", "–", "—", "―", "--"))
_DASHED = re.compile(r"-(?=[NDn(*])")
_LONGEST_HANDLE = 10
_LONGEST_POST = 400
_DATES = "jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. at am pm a.m. p.m. · •"
_DATED = frozenset(_DATES.split(" "))
_LONGEST = 18
_LONGEST_LINE = 12
_SHORTEST = 4
_SIGNATURE = re.compile(r"N(?:[NnoCs-]|,[NnoDIC]|\([NnI,#-]{1,8}\)|\.N)*|D?n{1,3}(?:oD?[Nn]+)?|N{2,4}I[DNno]+")
_LINE = re.compile(r"N[NnoID,.(s)\"-]*")
_DETAIL = frozenset("GI#YER")  # behind a comma these open what is no title: `, in a letter`, `, 3 June`
_LINK = re.compile(r"https?://\S|(?:pic\.twitter\.com|(?<![\w.])t\.co)/\w+$")
_LONGEST_LINK = 500


def signed(tokens: Tokens, quotations: Quotations, parts: list[Range]) -> list[Turn]:
    """Turns of the signed quotations and posts of a text; `parts` are its paragraphs."""
    found: list[Turn] = []
    number = floor = 0
    for match in _DASHED.finditer(tokens.tags):
        dash = match.start()
        if tokens.words[dash] not in _DASHES:
            continue
        while parts[number][1] <= dash:
            number += 1
        held = quotations.holding(dash)
        free = held < 0 or quotations.starts[held] == dash
        line, above = (max(parts[number][0], floor), parts[number][1]), parts[number - 1] if number else None
        turn = _post(tokens, quotations, line, above, dash) if free else None
        turn = turn or (_quotation(tokens, quotations, parts, number, dash) if held < 0 else None)
        if turn:
            found.append(turn)
            floor = _past_date(tokens, turn.source[1], parts[number][1])
    return [*found, *_lines(tokens, quotations, parts)]


def _past_date(tokens: Tokens, at: int, high: int) -> int:
    """Past the date behind a handle."""
    while at < high and (tokens.tags[at] in "Y#,-" or tokens.words[at] in _DATED):
        at += 1
    return at


def _post(tokens: Tokens, quotations: Quotations, line: Range, above: Range | None, dash: int) -> Turn | None:
    """The post that a dash, a name and a handle end, on its line or the one above."""
    low, high = line
    bracket = tokens.tags.find("(", dash + 1, min(high, dash + 1 + _LONGEST_HANDLE))
    if bracket < 0 or bracket + 2 >= high or tokens.words[bracket + 1][0] != "@" or tokens.tags[bracket + 2] != ")":
        return None
    held = quotations.holding(dash - 1) if dash > low else -1
    if held >= 0 and quotations.ends[held] == dash:
        content = [(quotations.starts[held], dash)]
    elif dash > low:
        low = max(low, dash - _LONGEST_POST)
        marked = (at for at in range(dash - 2, low - 1, -1) if tokens.words[at][0] == "<")
        content = [_without_links(tokens, next(marked, low), dash)]
    else:
        content = [_without_links(tokens, start, end) for start, end in _above(quotations, above)]
    content = [(start, end) for start, end in content if start < end]
    start = next((at for at in range(dash + 1, bracket + 1) if not is_layout(tokens, at)), bracket)
    return Turn((start, bracket + 3), (dash, dash + 1), tuple(content), "post") if content else None


def _above(quotations: Quotations, above: Range | None) -> list[Range]:
    """The paragraph above a signature, or the lines of the block quotation that it ends."""
    if above is None:
        return []
    low, high = above
    held = quotations.holding(high - 1)
    return _chain(quotations, held) if held >= 0 and quotations.starts[held] <= low + 1 else [(low, high)]


def _chain(quotations: Quotations, number: int) -> list[Range]:
    """A quotation with those that it goes on."""
    first = number
    while first and quotations.continued[first]:
        first -= 1
    return [(quotations.starts[at], quotations.ends[at]) for at in range(first, number + 1)]


def _without_links(tokens: Tokens, start: int, end: int) -> Range:
    """A range without links at its end."""
    start, end = trimmed(tokens, start, end, stop=False)
    while start < end:
        if tokens.tags[end - 1] == PARAGRAPH or is_layout(tokens, end - 1):
            end -= 1
        elif (link := _link_start(tokens, start, end)) < end:
            end = link
        else:
            break
    return start, end


def _link_start(tokens: Tokens, start: int, end: int) -> int:
    """First token of the link in the last word of a range, for many are cut into tokens; the end where there is none.

    The tokens before it stay where a post runs into its link: `We lost.pic.twitter.com/a1`.
    """
    stop = tokens.ends[end - 1]
    *_, word = tokens.text[max(tokens.starts[start], stop - _LONGEST_LINK) : stop].split()
    link = _LINK.search(word)
    return tokens.at(stop - len(word) + link.start()) if link else end


def _quotation(tokens: Tokens, quotations: Quotations, parts: list[Range], number: int, dash: int) -> Turn | None:
    """The quotation that a dash and a name sign, on its line or the next."""
    low, high = parts[number]
    above = parts[number - 1][1] if number else 0
    held = _ending(quotations, dash if dash > low else above)
    if held < 0 or high - dash > _LONGEST or not _fills(tokens, quotations, parts, held):
        return None
    source = _signer(tokens, dash + 1, high)
    if not _SIGNATURE.fullmatch(tokens.tags, *source) or not speech_verbs().isdisjoint(tokens.words[dash:high]):
        return None
    return Turn(source, (dash, dash + 1), tuple(_chain(quotations, held)), "signed")


def _fills(tokens: Tokens, quotations: Quotations, parts: list[Range], held: int) -> bool:
    """Whether a quotation of some length opens its paragraph, but for bullets and signs."""
    start, end = quotations.starts[held], quotations.ends[held]
    low = parts[bisect_right(parts, (start, len(tokens))) - 1][0]
    return end - start >= _SHORTEST and all(
        is_layout(tokens, at) or tokens.tags[at] in "-(.#)" for at in range(low, start)
    )


def _ending(quotations: Quotations, end: int) -> int:
    """Number of the quotation that ends at a token, or one token before it; -1 where none does."""
    held = quotations.holding(end - 1)
    held = quotations.holding(end - 2) if held < 0 <= end - 2 else held
    return held if held >= 0 and quotations.ends[held] in (end - 1, end) else -1


def _signer(tokens: Tokens, start: int, end: int) -> Range:
    """The name and title in a signature: without the place, the occasion and the date behind them."""
    start, end = trimmed(tokens, start, end)
    if start < end and tokens.words[start][0] == "@":
        return start, start + 1
    for at in range(start, end - 1):
        if tokens.words[at] == "," and tokens.tags[at + 1] in _DETAIL:
            end = at
            break
    return start, end


def _lines(tokens: Tokens, quotations: Quotations, parts: list[Range]) -> list[Turn]:
    """Quotations that fill a paragraph and are signed by a line that holds only a name and title."""
    found = []
    for (low, high), (start, end) in pairwise(parts):
        held = _ending(quotations, high)
        if held < 0 or quotations.starts[held] != low or end - start > _LONGEST_LINE:
            continue
        if not _LINE.fullmatch(tokens.tags, start, end) or not speech_verbs().isdisjoint(tokens.words[start:end]):
            continue
        closes = tokens.tags[end - 1] == '"' and quotations.holding(end - 1) < 0  # `“We lost.⏎Mara Lind.”`
        source = _signer(tokens, start, end - 1 if closes else end)
        if source[0] < source[1] and (closes or _is_somebody(tokens, *source)):
            cue = (end - 1, end) if closes else (start, start)
            found.append(Turn(source, cue, tuple(_chain(quotations, held)), "signed"))
    return found


def _is_somebody(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a line is a name and no heading: it has a title before or a role behind, or starts with a given name."""
    words = tokens.words[start:end]
    if len(words) < 2:
        return False
    known = words[0].rstrip(".") in first_words("titles") or words[0] in first_words("given_names")
    return known or re.match(r"N{2,4},D?[nN]", tokens.tags[start:end]) is not None
