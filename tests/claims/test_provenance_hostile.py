"""Whatever stands in a text, time grows with its length and not faster."""

import time

import pytest

from reliability.claims import gazetteer
from reliability.claims.attribution import Attribution
from reliability.claims.provenance import resolve
from reliability.resources import lexicon

NOUNS = [word for listing in ("organisation_words", "documents", "roles") for word in lexicon(f"claims/{listing}")]
UNITS = {
    "names": lambda number: f"Ida N{number}ov said it hummed, and no more. ",
    "acronyms": lambda number: f"The {chr(65 + number % 26)}{chr(65 + number // 26 % 26)}XQ said it hummed. ",
    "descriptions": lambda number: f"The {NOUNS[number % len(NOUNS)].split()[0]} said that it hummed. ",
    "interviews": lambda number: "Ida Lund gave an interview to CNN. She said it hummed. At a rally she sang. ",
    "outlets": lambda number: "the newspaper Utrinek, a Vorne newspaper, citing CNN, according to the BBC, ",
    "lists": lambda number: "Lund, Berg and Voss and Keller, Brandt, ",
    "capitals": lambda number: "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z ",
    "handles": lambda number: "@ida_lund\nI think that it hums, he said so.\n",
    "marks": lambda number: "“‘“‘((((’’””“‘“‘((((’’””“‘“‘((((’’””",
    "spaces": lambda number: "Lund said" + " " * 40,
    "initials": lambda number: "Mr. J. K. L. M. Lund of of of the the said ",
}


def seconds(unit, number: int) -> float:
    """CPU time for a text of `number` units with as many attributions laid over it."""
    text = "".join(unit(each) for each in range(number))
    step = max(37, len(text) // number)
    found = [
        Attribution(((place, place + 10),), ((place + 11, place + 15),), ((place + 16, place + 36),), "indirect")
        for place in range(0, len(text) - 40, step)
    ]
    start = time.process_time()
    resolve(text, found, publisher=None, domain=None, title=None, gazetteer=gazetteer.load())
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_grows_with_the_text(unit):
    gazetteer.load()
    few, many = seconds(unit, 100), seconds(unit, 800)
    assert many < 1.6, "a millisecond or two for each attribution"
    assert many < 24 * max(few, 0.01)
