"""Text to tokens with character offsets, one tag a token, and the bounds of sentences and paragraphs.

The tags of a text form one string, so that the span rules are regular expressions over tags.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from reliability.resources import lexicon

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|St|Jr|Sr|Gen|Lt|Col|Capt|Sgt|Maj|Rev|Prof|Pres|Hon|vs|Inc|Corp|Co|Ltd"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Mass|Mich|Minn|Ohio|Ore|Pa|Va|Vt|Wis|Ariz|Colo|Conn"
    "|Ga|Ill|Ind|Ky|La|Md|Neb|Nev|Okla|Tenn|Tex|Wash"
)
_ENTITIES = (
    "quot|apos|[lrb]dquo|[lr]squo|[lr]aquo|#0?34|#0?39|#x22|#x27|#8216|#8217|#8220|#8221"  # as marks.py knows them
)
TOKEN = re.compile(
    r"(?<!\s)\s*\n\s*"  # a line break, with the white space around it
    r"|<[^<>\n]{1,300}>"  # left-over markup
    r"|https?://\S{1,500}"
    r"|[@#]\w+"
    rf"|(?:{_ABBREVIATIONS})\.(?!\s*\n)"
    r"|(?:[A-Za-z]\.){2,8}"
    r"|(?<!on )(?<!via )[A-Z]\.(?=\s[A-Z])"  # an initial, but not the platform X
    r"|\d+(?:[.,:]\d+)*"
    rf"|[^\W\d_](?:\w|[-‑](?=\w)|&(?!(?:{_ENTITIES});)(?=\w)|['’](?=(?!(?:s|m|re|ve|d|ll)\b)\w)|(?<=[A-Z])\.(?=\w))*"
    r"|['’](?:s|m|re|ve|d|ll)\b"
    r"|''|``|\.\.+|--+"
    rf"|&(?:{_ENTITIES});"  # a quotation mark that was never decoded
    r"|\S"
)
PARAGRAPH = "|"
_ENDINGS = {"ly": "R", "ed": "E"}
STOPS = ".!?"

_PUNCTUATION = {
    **dict.fromkeys(("''", "``", *"\"“”„‟«»‘’'‹›‚‛＂〝〞〟❝❞「」『』｢｣﹁﹂﹃﹄"), '"'),
    **dict.fromkeys((*STOPS, "...", "…", "..", *"。！？｡"), "."),
    **dict.fromkeys((*"-–—―", "--"), "-"),
    **dict.fromkeys("([{（【", "("),
    **dict.fromkeys(")]}）】", ")"),
    **{mark: mark for mark in ",;:"},
    **dict.fromkeys("，、", ","),
    "；": ";",
    "：": ":",
}


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text.

    `starts` and `ends` are character offsets, `words` the tokens in lower case, `tags` one character a token.
    `sentences` holds the index of the first token of each sentence and, last, the number of tokens.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: str
    sentences: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def pieces(self, low: int = 0, high: int | None = None) -> list[str]:
        """The tokens from `low` to `high` as they are written."""
        text = self.text
        return [text[start:end] for start, end in zip(self.starts[low:high], self.ends[low:high], strict=True)]

    def sentence(self, index: int) -> tuple[int, int]:
        """First token and end of the sentence that holds token `index`."""
        at = bisect_right(self.sentences, index)
        return self.sentences[at - 1], self.sentences[at]

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after a character offset."""
        return bisect_right(self.starts, offset - 1)


@cache
def word_classes() -> dict[str, str]:
    """Tag of each closed-class word; the first class that lists a word wins."""
    classes: dict[str, str] = {}
    for line in lexicon("claims/word_classes"):
        tag, *words = line.split()
        for word in words:
            classes.setdefault(word, tag)
    return classes | _PUNCTUATION


def tokenise(text: str) -> Tokens:
    """Split a text into tokens. Time is linear in its length."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    if _is_wrapped(text):
        spans = [span for span in spans if text[span[0]] > " " or not _only_wraps(text, span)]
    pieces = [text[start:end] for start, end in spans]
    words = [piece.lower().replace("’", "'") for piece in pieces]
    classes = word_classes()
    tags = "".join([classes.get(word) or _shape(piece) for word, piece in zip(words, pieces, strict=True)])
    starts = [start for start, _ in spans]
    return Tokens(text, starts, [end for _, end in spans], words, tags, _sentences(tags, spans, text))


_WRAP = re.compile(r"[^\W_][,;]? ?\r?\n(?=[a-z])")
_WRAPPED = 0.25  # share of line breaks inside a clause from which a text has been cut into lines of a width


def _is_wrapped(text: str) -> bool:
    """Whether line breaks are only where a line was full, as in e-mail and old wire copy."""
    wraps = len(_WRAP.findall(text))
    return wraps > 1 and wraps >= _WRAPPED * text.count("\n")


def _only_wraps(text: str, span: tuple[int, int]) -> bool:
    """Whether a break of a text cut into lines is no end of a paragraph: a single line feed."""
    return text.count("\n", *span) == 1


def _shape(piece: str) -> str:
    """Tag of a word that no class lists, by its looks."""
    first = piece[0]
    if first == "&" and len(piece) > 1:
        return '"'
    if first.isupper() or (first in "@#" and len(piece) > 1):
        return "N"
    if first.islower():
        return _ENDINGS.get(piece[-2:], "G" if piece.endswith("ing") else "n")
    if first.isdigit():
        return "#"
    if "\n" in piece:
        return PARAGRAPH
    return "s" if first in "'’" else "*"


_SENTENCE_END = re.compile(r"""\|+|\.+[")]*\|*""")


def _sentences(tags: str, spans: list[tuple[int, int]], text: str) -> list[int]:
    """Sentence starts: after a paragraph break, and after a stop whose next token can open a sentence."""
    starts = [0]
    for match in _SENTENCE_END.finditer(tags):
        end = match.end()
        if tags[end - 1] != PARAGRAPH:
            # Marks that touch the stop close this sentence; a mark after a space opens the next one.
            end = match.start() + 1
            while end < match.end() and (tags[end] == "." or spans[end][0] == spans[end - 1][1]):
                end += 1
            if end < len(tags) and text[spans[end][0]].islower():
                continue
        if starts[-1] < end < len(tags):
            starts.append(end)
    starts.append(len(tags))
    return starts
