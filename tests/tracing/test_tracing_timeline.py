"""Who was first, who copied and relayed, and from how many origins."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from rich.console import Console

from reliability import records, tracing
from reliability.reports import timeline

WORDS = "“The pier of Almar was never inspected by anybody”"
SAID = {"content_text": WORDS}


def relayed(outlet: str, **more):
    via = [{"kind": "outlet", "name": outlet}]
    return SAID | {"quotation": "indirect", "via": via, "hops": 1, "second_hand": True} | more


def test_tellings_come_in_order_of_time_each_with_its_kind(tell, ask):
    tell("skua", 9, SAID, copy_of="gull")
    tell("tern", 6, relayed("Gull Post"))
    tell("gull", 3, SAID)
    tell("auk", 7, SAID | {"quotation": "mixed", "origin": "Tomas Reik"})
    found = ask("the pier of Almar was never inspected by anybody")
    assert [(row["article_id"], row["telling"], row["first"], row["copy_of"]) for row in found] == [
        ("gull", "quoted", True, None),
        ("tern", "relayed", False, None),
        ("auk", "quoted_in_part", False, None),
        ("skua", "copy", False, "gull"),
    ]
    assert {row["group"] for row in found} == {1}
    assert found[1]["via"] == [{"kind": "outlet", "name": "Gull Post"}] and found[1]["hops"] == 1


def test_copies_and_relays_are_no_further_origins(tell, ask):
    tell("gull", 3, SAID)
    tell("skua", 4, SAID, copy_of="gull")
    tell("tern", 5, relayed("Gull Post"))
    assert {row["independent_origins"] for row in ask(WORDS)} == {1}


def test_two_people_who_say_it_are_two_origins(tell, ask):
    claim = {"content_text": "that 14 cracks were found in the pier of Almar", "quotation": "indirect"}
    tell("gull", 3, claim)
    tell("tern", 4, claim | {"origin": "Lena Hobarth", "content_text": "14 cracks had been found in Almar's pier"})
    found = ask("14 cracks found in pier of Almar")
    assert [row["independent_origins"] for row in found] == [2, 2]
    assert found[0]["origins"] == ["Ida Voss", "Lena Hobarth"]


def test_dates_that_cannot_be_come_last_and_are_never_first(tell, ask):
    tell("auk", None, SAID)
    tell("tern", 5, SAID, published_at=datetime(1970, 1, 1, tzinfo=UTC))
    tell("skua", 6, SAID, published_at=datetime(2199, 1, 1, tzinfo=UTC))
    assert [row["first"] for row in ask(WORDS)] == [False, False, False]
    tell("gull", 20, SAID)
    found = ask(WORDS)
    assert [row["article_id"] for row in found] == ["gull", "tern", "skua", "auk"]
    assert [row["first"] for row in found] == [True, False, False, False]
    assert [row["dated"] for row in found] == [True, False, False, False]


def test_of_one_moment_the_original_is_first(tell, ask):
    tell("auk", 3, SAID, copy_of="tern")
    tell("gull", 3, relayed("Isle Radio"))
    tell("tern", 3, SAID)
    assert [row["article_id"] for row in ask(WORDS)] == ["tern", "gull", "auk"]


def test_an_article_that_says_it_twice_is_told_once_by_what_fits_best(tell, ask):
    around = {"content_text": f"{WORDS} " + "and so on and on, said the clerk of the works at length " * 5}
    tell("gull", 3, around, SAID, {"content_text": "the pier was never inspected"})
    assert [row["claim_id"] for row in ask(WORDS)] == ["gull#2"]


def shown(store, words: str, **about) -> str:
    out = io.StringIO()
    timeline.render(tracing.trace(store, words), Console(file=out, width=100, **about), 40)
    return out.getvalue()


def test_the_timeline_says_it_in_words(store, tell, ask):
    tell("gull", 3, SAID)
    tell("skua", 9, SAID, copy_of="gull")
    tell("tern", None, relayed("Gull Post", content_text="“The pier of Almar was hardly inspected by anybody”"))
    ask(WORDS)
    text = shown(store, WORDS)
    assert "3 articles, 1 independent origin; given as Ida Voss" in text
    assert "2026-03-03 08:00  Gull Post  first  quoted directly  Ida Voss -> gull" in text
    assert "copy of gull (Gull Post)" in text and text.count("never inspected") == 2  # heading and first telling
    assert "no date           Tern Post  relayed via Gull Post" in text
    assert "nearly the same words: “hardly” for “never”" in text
    assert "\x1b" not in text and "\x1b" in shown(store, WORDS, force_terminal=True)


def test_no_text_from_outside_drives_the_terminal(store, tell, ask):
    evil = "\x1b[2J\x1b]0;owned\x07 [bold red]the pier of Almar was sold[/]"
    tell("gull", 3, {"content_text": evil, "origin": "\x1b[31mVoss"}, publisher="Gull\x1b[2J", title="[blink]")
    assert ask("the pier of Almar was sold")
    text = shown(store, "the pier of Almar was sold")
    assert "\x1b" not in text and "\x07" not in text and "[bold red]" in text


def test_nothing_found_is_an_empty_table(tell, ask):
    tell("gull", 3, SAID)
    assert ask("elephants parade on Mars tonight") == []
    assert records.TRACE.empty().height == 0
