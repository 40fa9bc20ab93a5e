"""Who is a person, who an organisation: appositions, names without a given name, descriptions."""

import pytest

from reliability.claims import gazetteer
from reliability.claims.attribution import Attribution
from reliability.claims.provenance import Provenance, resolve

KNOWN = gazetteer.load()


def says(text: str, *sources: str, publisher: str | None = None) -> list[Provenance]:
    """Resolve the sources, each found after the one before; the next word is the cue, the rest the content."""
    found, place = [], 0
    for source in sources:
        start = text.index(source, place)
        place = start + len(source)
        cue = text.index(" ", place + 1)
        stop = min(end for end in (text.find(". ", cue), text.find("\n", cue), len(text)) if end > 0)
        found.append(Attribution(((start, place),), ((place + 1, cue),), ((cue + 1, stop),), "indirect"))
    return resolve(text, found, publisher=publisher, domain=None, title=None, gazetteer=KNOWN)


@pytest.mark.parametrize(
    ("source", "origin", "kind"),
    [
        ("The mayor of Vorne, Ylva Torrin,", "Ylva Torrin", "person"),
        ("Its secretary, Dr Ylva Torrin", "Ylva Torrin", "person"),
        ("The minister of trade, Ylva Torrin", "Ylva Torrin", "person"),
        ("Brandt's niece, state Senator Ylva Torrin", "Ylva Torrin", "person"),
        ("the operator, Torrin Cranes,", "Torrin Cranes", "organisation"),
        ("The quay's builder, Vornetta", "Vornetta", "organisation"),
        ("The crane company Vornetta", "Vornetta", "organisation"),
        ("The waterworks", "waterworks", "organisation"),
        ("Villagers", "Villagers", "group"),
        ("The two pilots", "two pilots", "group"),
        ("A bricklayer", "bricklayer", "anonymous"),
        ("Three people", "Three people", "anonymous"),
        ("the town's budget", "town's budget", "document"),
    ],
)
def test_a_name_in_the_source_wins(source, origin, kind):
    text = f"Ida Lund, the minister, said nothing. Ida Lund, the mayor, left. {source} said the crane would go."
    (found,) = says(text, source)
    assert (found.origin, found.source_type) == (origin, kind)


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("The crane fell. Vornetta said it was sorry.", "Vornetta", "organisation"),
        ("Vornetta said that she was sorry.", "Vornetta", "person"),
        ("Ida Vornetta built it. Vornetta said it was old.", "Vornetta", "person"),
        ("Orla Vantz, a crane maker from Vorne, fell. Orla Vantz said it was old.", "Orla Vantz", "organisation"),
        ("Orla Vantz, 44, fell. Orla Vantz said it was old.", "Orla Vantz", "person"),
        ("A spokesman for Orla Vantz came. Orla Vantz said it was old.", "Orla Vantz", "organisation"),
        ("Shares of the crane maker fell. Torrin Lines said it was old.", "Torrin Lines", "organisation"),
    ],
)
def test_names_that_no_list_knows(text, source, kind):
    place = text.rindex(source)
    (found,) = says(text[:place] + "\n" + text[place:], "\n" + source)
    assert found.source_type == kind
