"""Who is a person, who an organisation: appositions, names without a given name, descriptions."""

import pytest

from reliability.claims import gazetteer
from reliability.claims.attribution import Attribution
from reliability.claims.provenance import Provenance, resolve

KNOWN = gazetteer.load()


def says(text: str, source: str, place: int) -> Provenance:
    """Resolve the source at `place`; the next word is the cue, the rest of the sentence the content."""
    end = place + len(source)
    cue = text.index(" ", end + 1)
    one = Attribution(((place, end),), ((end + 1, cue),), ((cue + 1, len(text)),), "indirect")
    return resolve(text, [one], publisher=None, domain=None, title=None, gazetteer=KNOWN)[0]


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
    found = says(text, source, text.index(source))
    assert (found.origin, found.source_type) == (origin, kind)


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("The crane fell. Vornetta said it was sorry.", "Vornetta", "organisation"),
        ("Vornetta said that she was sorry.", "Vornetta", "person"),
        ("Ida Vornetta built it. Vornetta said it was old.", "Vornetta", "person"),
        ("Orlun Vantz, a crane maker from Vorne, fell. Orlun Vantz said it was old.", "Orlun Vantz", "organisation"),
        ("Orlun Vantz, 44, fell. Orlun Vantz said it was old.", "Orlun Vantz", "person"),
        ("A spokesman for Orlun Vantz came. Orlun Vantz said it was old.", "Orlun Vantz", "organisation"),
        ("Shares of the crane maker fell. Torrin Lines said it was old.", "Torrin Lines", "organisation"),
    ],
)
def test_names_that_no_list_knows(text, source, kind):
    assert says(text, source, text.rindex(source)).source_type == kind


@pytest.mark.parametrize(
    ("text", "source", "origin"),
    [
        ("Vornetta fell by a fifth. The company said it was hopeful.", "The company", "Vornetta"),
        ("The Vorne Harbour Council met. The Harbour Council said it was late.", "The Harbour Council", None),
        ("The crane drivers' union met. The union said it was late.", "The union", "drivers' union"),
        ("The toll rose, according to the operator, Torrin Cranes.", "the operator", "Torrin Cranes"),
        ("Later came Dov Keller, a Brandt aide who said it was late.", "who", "Dov Keller"),
        ("They gave to Harbour77, a fund that said it was late.", "that", "Harbour77"),
        (
            "A speech that Mr. Voss gave in Vorne said it was late. Karl Voss left.",
            "A speech that Mr. Voss gave in Vorne",
            "Karl Voss",
        ),
        ("In a letter announcing the strike, the Crane Union called it late.", "a letter", "Crane Union"),
        ("Data from the Vorne Housing Survey said it was late.", "Data from the Vorne Housing Survey", None),
        (
            "The Vorne/Radio Nine poll was first. The Oldbridge College poll said no.",
            "The Oldbridge College poll",
            None,
        ),
        ("He said it was late. Dov Keller left.", "He", "Dov Keller"),
        ("Lund said she sang. LUND : it was late.", "LUND", "Lund"),
        ("Marine Le Roux left. Le Roux said it was late.", "Le Roux said", "Marine Le Roux"),
        ("Karl de Vries left. De Vries said it was late.", "De Vries said", "Karl de Vries"),
        ("The chairman, Karl Voss, came. Dov Keller left. The chairman said so.", "The chairman", "Karl Voss"),
        ("A pilot, who asked not to be named, said it was late.", "A pilot, who asked not to be named,", "pilot"),
        ("The city said it was late.", "The city", "city"),
        ("Dov Keller left. The pilot of the ferry said no.", "The pilot of the ferry", "pilot of the ferry"),
        ("Dov Keller left. The mayor of the island said no.", "The mayor of the island", "mayor of the island"),
        (
            "Dov Keller sang twice. Dov Keller left.\n\nMr. Karl Voss came to the quay in Vorne. He said it was late.",
            "He",
            "Karl Voss",
        ),
        ("Ida “Dot” Lund came. Dot Lund sang. Dot Lund said it was late.", "Dot Lund", "Dot Lund"),
        ('Ida "Dot" Lund came. Dot Lund sang. Dot Lund left. Lund said it was late.', "Lund said", 'Ida "Dot" Lund'),
    ],
)
def test_what_a_description_stands_for(text, source, origin):
    found = says(text, source.removesuffix(" said"), text.rindex(source))
    expected = {
        "The Harbour Council": "Vorne Harbour Council",
        "Data from the Vorne Housing Survey": "Vorne Housing Survey",
        "The Oldbridge College poll": "Oldbridge College poll",
    }
    assert found.origin == (origin or expected[source])
