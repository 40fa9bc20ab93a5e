"""The formats of annotation tools give back every span, whatever the text holds, to readers written for the tests."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reliability.reports import brat, conll, webanno
from reliability.reports.documents import ROLES, SCHEMA

ODD = st.sampled_from(
    [
        *(
            "🙂",
            "e\u0301",
            "\r\n",
            "\n",
            "\r",
            "\0",
            "\t",
            "\x0b",
            "\x85",
            "\u2028",
            "\u200d",
            "\ufeff",
            " ",
            "  ",
            "\x08",
        ),
        *(
            "\\",
            "[",
            "]",
            "|",
            "_",
            "->",
            ";",
            "*",
            "#",
            "“",
            "”",
            ".",
            "said",
            "Ada",
            "O",
            "B-1",
            "#Text=",
            "1-1",
            "𝔘",
        ),
    ]
)
TEXTS = st.lists(ODD | st.text(max_size=6), min_size=1, max_size=25).map("".join).filter(str.strip)
NAMES = st.none() | st.lists(ODD, min_size=1, max_size=3).map("".join)


@st.composite
def documents(draw):
    text = draw(TEXTS)
    words = [match.span() for match in re.finditer(r"\w+|\S", text)]
    claims = []
    for _ in range(draw(st.integers(0, 4))):
        claims.append(claim(**{role: draw(pieces(words)) for role in ROLES}, origin=draw(NAMES), name=draw(NAMES)))
        if not claims[-1]["cue"]:
            claims[-1]["cue"] = [list(words[0])]
    return document(text, claims)


@st.composite
def pieces(draw, words):
    """Up to two spans in order and apart, from the start of a word to the end of one."""
    marks = sorted(draw(st.lists(st.integers(0, len(words) - 1), max_size=4, unique=True)))
    return [[words[first][0], words[last][1]] for first, last in zip(marks[::2], marks[1::2], strict=False)]


def claim(source=(), cue=(), content=(), origin="Ada Holm", name="Harbour Post"):
    return {
        "quotation": "indirect",
        "source": list(source),
        "cue": list(cue),
        "content": list(content),
        "origin": origin,
        "source_type": "person",
        "via": [{"kind": "document", "name": "statement"}, {"kind": "outlet", "name": name}],
        "hops": 1,
        "second_hand": True,
        "anonymous": False,
        "hedged": False,
    }


def document(text, claims, article_id="pier-1"):
    """One article whose sentences are its lines, as a documents frame."""
    sentences = []
    for line in re.finditer(r"[^\n]+", text):
        tokens = [list(match.span()) for match in re.compile(r"\w+|\S").finditer(text, *line.span())]
        sentences += [tokens] if tokens else []
    return pl.DataFrame(
        [{"article_id": article_id, "text": text, "sentences": sentences, "claims": claims}], schema=SCHEMA
    )


def spans_of(frame):
    """For each claim the spans of each role."""
    return [{role: sorted(map(tuple, one[role])) for role in ROLES} for one in frame["claims"][0].to_list()]


def read_conll(data: bytes):
    """Claims and tokens of a CoNLL-U Plus file, read with nothing but its own rules."""
    found = defaultdict(lambda: {role: [] for role in ROLES})
    told, tokens = {}, []
    columns = []
    for line in data.decode().split("\n"):
        if line.startswith("# global.columns = "):
            columns = line.split(" = ")[1].split()
        elif match := re.match(r"# claim (\d+) = (.*)", line):
            told[int(match[1])] = json.loads(match[2])
        elif line and not line.startswith("# "):
            row = dict(zip(columns, line.split("\t"), strict=True))
            start, end = int(row["START"]), int(row["END"])
            tokens.append((start, end, row["FORM"]))
            for role in ROLES:
                for tag in row[role.upper()].split("|"):
                    if tag.startswith("B-"):
                        found[int(tag[2:])][role].append((start, end))
                    elif tag != "O":
                        place = found[int(tag[2:])][role]
                        place[-1] = (place[-1][0], end)
    return [found[number] for number in sorted(told)], told, tokens


def read_brat(text: str, ann: str):
    """Claims of a pair of files: for each cue the spans that relations lead to."""
    bound, claims, notes, attributes = {}, {}, {}, defaultdict(dict)
    for line in ann.split("\n")[:-1]:
        label, *rest = line.split("\t")
        if label[0] == "T":
            kind, _, places = rest[0].partition(" ")
            spans = [tuple(map(int, place.split())) for place in places.split(";")]
            assert rest[1] == " ".join(text[start:end] for start, end in spans)
            assert not set("\n\t\r") & set(rest[1])
            bound[label] = (kind, spans)
            if kind == "Cue":
                claims[label] = {"cue": spans, "source": [], "content": []}
        elif label[0] == "R":
            kind, first, second = rest[0].split(" ")
            role = kind.removesuffix("Of").lower()
            claims[first.removeprefix("Arg1:")][role] = bound[second.removeprefix("Arg2:")][1]
        elif label[0] == "A":
            kind, target, *value = rest[0].split(" ")
            attributes[target][kind] = value[0] if value else True
        elif label[0] == "#":
            notes[rest[0].split(" ")[1]] = rest[1]
    return claims, attributes, notes


@dataclass
class Tsv:
    """A WebAnno TSV 3.3 document as the importer builds it; offsets are UTF-16 code units."""

    text: bytes = b""
    spans: dict = field(default_factory=dict)
    features: dict = field(default_factory=dict)
    links: list = field(default_factory=list)


UNESCAPED = re.compile(r"\\(->|[\\\[\]|_;tn*])")


def read_webanno(data: str) -> Tsv:
    lines = data.split("\n")
    assert "\r" not in data
    assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
    span_layer = lines[1].removeprefix("#T_SP=").split("|")
    link_layer = lines[2].removeprefix("#T_RL=").split("|")
    assert link_layer[-1] == f"BT_{span_layer[0]}" and lines[3:5] == ["", ""]
    names, tsv, sentence = span_layer[1:], Tsv(), b""
    for line in lines[5:-1]:
        if line.startswith("#Text="):
            sentence += unescaped_text(line.removeprefix("#Text=")).encode("utf-16-le") + b"\n\0"
        elif line:
            _, offsets, token, *cells = line.split("\t")
            begin, end = map(int, offsets.split("-"))
            if sentence:
                if len(tsv.text) > 2 * begin:
                    assert len(tsv.text) == 2 * begin + 2
                    tsv.text = tsv.text[:-2]
                tsv.text += b" \0" * (begin - len(tsv.text) // 2) + sentence
                sentence = b""
            assert tsv.text[2 * begin : 2 * end] == unescaped_text(token).encode("utf-16-le")
            for name, cell in zip(names, cells, strict=False):
                for stacked in re.split(r"(?<!\\)\|", cell) if cell != "_" else []:
                    assert stacked.endswith("]")
                    value, _, number = stacked[:-1].rpartition("[")
                    tsv.spans[number] = (tsv.spans.get(number, (begin, end))[0], end)
                    if value != "*":
                        tsv.features.setdefault(number, {})[name] = UNESCAPED.sub(unreserved, value)
            roles, sources = cells[len(names) : len(names) + 2]
            for role, source in zip(roles.split("|"), sources.split("|"), strict=True) if roles != "_" else []:
                origin, first, last = re.fullmatch(r"([\d-]+)\[(\d+)_(\d+)\]", source).groups()
                assert tsv.spans[last][0] == begin
                tsv.links.append((role, origin, first, last))
    return tsv


def unescaped_text(text: str) -> str:
    named = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}
    return re.sub(r"\\(.)", lambda found: named.get(found[1], found[1]), text, flags=re.DOTALL)


def unreserved(found: re.Match) -> str:
    return {"t": "\t", "n": "\n"}.get(found[1], found[1])


def rendered(module, frame) -> dict[str, str]:
    return {name: content.decode() for name, content in module.render([frame])}


CRLF = document("Hi 🙂 she\r\nsaid:\t“No”.\r\n", [claim([[5, 8]], [[10, 14]], [[0, 4], [16, 21]])])
many = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(documents())
@example(CRLF)
def test_conll_gives_back_every_span_and_every_token(frame):
    out = io.BytesIO()
    conll.render([frame], out)
    found, told, tokens = read_conll(out.getvalue())
    assert found == spans_of(frame)
    text = frame["text"][0]
    assert all(text[start:end] == form for start, end, form in tokens)
    assert "".join(form for _, _, form in tokens) == "".join(text.split())
    assert [one["origin"] for one in told.values()] == [one["origin"] for one in frame["claims"][0].to_list()]


@many
@given(documents())
@example(CRLF)
def test_brat_gives_back_every_span_line_by_line(frame):
    files = rendered(brat, frame)
    text, given_text = files["pier-1.txt"], frame["text"][0]
    assert len(text) == len(given_text)
    assert all(a == b or (a.isspace() or not a.isprintable()) for a, b in zip(given_text, text, strict=True))
    assert text.splitlines() == text.split("\n")[: len(text.splitlines())]  # a line feed is the only line end
    claims, attributes, notes = read_brat(text, files["pier-1.ann"])
    expected = [{role: on_lines(text, spans) for role, spans in one.items()} for one in spans_of(frame)]
    assert list(claims.values()) == expected
    for cue in claims:
        assert attributes[cue] == {"Quotation": "indirect", "SourceType": "person", "SecondHand": True}
        assert "via: statement > " in notes[cue]


def on_lines(text, spans):
    """The spans cut at line breaks, without the white space there."""
    cut = [(start + m.start(), start + m.end()) for start, end in spans for m in LINE.finditer(text[start:end])]
    return [span for span in cut if span[0] < span[1]]


LINE = re.compile(r"\S(?:[^\n]*\S)?")


@many
@given(documents())
@example(CRLF)
def test_webanno_gives_back_every_span_in_utf16_units(frame):
    (content,) = rendered(webanno, frame).values()
    tsv, text = read_webanno(content), frame["text"][0]
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]
    found = [{role: [] for role in ROLES} for _ in spans_of(frame)]
    for number, features in tsv.features.items():
        found[int(features["claim"]) - 1][features["role"]].append(tsv.spans[number])
    expected = [
        {role: [(units[start], units[end]) for start, end in spans] for role, spans in one.items()}
        for one in spans_of(frame)
    ]
    assert [{role: sorted(spans) for role, spans in one.items()} for one in found] == expected
    heads = {features["claim"]: number for number, features in tsv.features.items() if "quotation" in features}
    for role, _, first, last in tsv.links:
        assert heads[tsv.features[last]["claim"]] == first and tsv.features[last]["role"] == role
    assert len(tsv.links) == len(tsv.features) - len(heads)
    for place, one in enumerate(frame["claims"][0].to_list(), 1):
        origin = (one["origin"] or "").replace("\r", " ")
        assert tsv.features[heads[str(place)]].get("origin", "") == origin


def test_nested_claims_share_no_label():
    text = "Ida said Tom said it rained."
    outer = claim([[0, 3]], [[4, 8]], [[9, 27]])
    inner = claim([[9, 12]], [[13, 17]], [[18, 27]])
    out = io.BytesIO()
    conll.render([document(text, [outer, inner])], out)
    lines = out.getvalue().decode().splitlines()
    assert "3\tTom\t9\t12\tB-2\tO\tB-1" in lines
    assert "5\tit\t18\t20\tO\tO\tI-1|B-2" in lines


def test_a_source_of_two_claims_is_one_annotation_in_brat():
    text = "Ida, who said it rained and denied it snowed."
    first = claim([[0, 3]], [[9, 13]], [[14, 23]])
    second = claim([[0, 3]], [[28, 34]], [[35, 44]])
    ann = rendered(brat, document(text, [first, second]))["pier-1.ann"]
    assert ann.count("\tSource 0 3\t") == 1 and ann.count("SourceOf") == 2


@pytest.mark.parametrize(
    "article_id",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "..",
        ".hidden",
        "CON",
        "nul.txt",
        "x" * 900,
        "",
        "é",
        "a\nb",
        "-rf",
    ],
)
def test_file_names_stay_in_their_folder(article_id):
    frame = document("It rained.", [], article_id)
    for module in (brat, webanno):
        for name in rendered(module, frame):
            assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{1,115}", name)
            assert name.lower().split(".")[0] not in ("con", "nul")


def test_articles_with_one_id_or_one_name_on_some_systems_do_not_replace_each_other():
    frames = [document(f"Rain {n}.", [], article_id) for n, article_id in enumerate(("a", "A", "a", "a", "b/", "b_"))]
    names = [name for name, _ in webanno.render(frames)]
    assert len({name.lower() for name in names}) == len(names) == 6
    assert names[0] == "a.tsv"


def test_the_writers_hold_one_chunk_at_a_time():
    taken = []

    def chunks():
        for number in range(3):
            taken.append(number)
            yield document("It rained, Ida said.", [], f"a{number}")

    files = webanno.render(chunks())
    next(files)
    assert taken == [0]
