"""False statements that a reader would notice: wrong people, chains the wrong way round, names that are none."""

import polars as pl
import pytest

from reliability.claims import extract


def claims(text: str, publisher: str | None = None) -> list[dict]:
    frame = pl.DataFrame({"article_id": ["a"], "text": [text], "publisher": [publisher]})
    return extract(frame.cast({"publisher": pl.String})).to_dicts()


def claim(text: str, content: str, publisher: str | None = None) -> dict:
    return next(one for one in claims(text, publisher) if content in one["content_text"])


def steps(found: dict) -> list[str]:
    return [step["name"] for step in found["via"]]


CHIEF = "The fire chief, Mark Rowe, spoke on Monday. He said the road was safe.\n\n"


@pytest.mark.parametrize(
    ("lead", "who", "origin"),
    [
        (CHIEF, "the manager", "manager"),
        (CHIEF, "the judge", "judge"),
        (CHIEF, "the police chief", "police chief"),
        (CHIEF, "the chief", "Mark Rowe"),
        (CHIEF, "the fire chief", "Mark Rowe"),
        ("Ida Lund, the deputy mayor, spoke on Monday. ", "the mayor", "mayor"),
        ("Ida Lund, the deputy mayor, spoke on Monday. ", "the deputy mayor", "Ida Lund"),
        ("Ida Lund, a lawyer, said she was late. ", "the attorney", "Ida Lund"),
        ("They asked plant manager Ida Lund. Tom Berg said that he was late. ", "the manager", "Ida Lund"),
    ],
)
def test_a_role_is_only_the_person_who_was_introduced_with_it(lead: str, who: str, origin: str) -> None:
    found = claim(f'{lead}The firm denied wrongdoing. "I have told them," {who} said.', "I have told them")
    assert found["origin"] == origin
    assert found["source_type"] == ("person" if origin.istitle() and " " in origin else "anonymous")


@pytest.mark.parametrize(
    ("text", "content", "origin", "via"),
    [
        (
            "According to Breitbart, citing the Daily Mail, a whistleblower claimed that the votes were lost.",
            "votes were lost",
            "whistleblower",
            ["Daily Mail", "Breitbart"],
        ),
        (
            "Ida Lund said that the pier was rotten, according to the Vorne Courier, which quoted an interview with "
            "the Almar Gazette.",
            "pier was rotten",
            "Ida Lund",
            ["Almar Gazette", "Vorne Courier"],
        ),
        (
            "The pier has been shut, the Vorne Courier reported, citing the Almar Gazette.",
            "pier has been shut",
            "Almar Gazette",
            ["Vorne Courier"],
        ),
        (
            "Reuters, citing the Almar Gazette and the Daily Mail, said the pier was shut.",
            "the pier was shut",
            "Almar Gazette and Daily Mail",
            ["Reuters"],
        ),
        (
            "The Environment Agency, quoted by PA Media, said the river was clean.",
            "the river was clean",
            "Environment Agency",
            ["PA Media"],
        ),
    ],
)
def test_a_chain_runs_from_the_origin_to_the_article(text: str, content: str, origin: str, via: list[str]) -> None:
    found = claim(text, content)
    assert (found["origin"], steps(found), found["second_hand"]) == (origin, via, True)


@pytest.mark.parametrize(
    ("text", "content", "origin"),
    [
        ("Each said that the road was safe.", "road was safe", None),
        ("Everything said that the road was safe.", "road was safe", None),
        ("The road was safe, according to 4,500.", "road was safe", None),
        ("Neither newspaper said the road was safe.", "road was safe", "newspaper"),
        ("200,000 subscribers said the road was safe.", "road was safe", "subscribers"),
        ('"We paid for the road," I\'ve said.', "We paid", None),
        ("Moreover said the road was safe.", "road was safe", None),
        ("Four in 10 villagers said the road was safe.", "road was safe", "Four in 10 villagers"),
        ("A supporter of the 2016 plan said the road was safe.", "road was safe", "supporter of the 2016 plan"),
        ("The memo shows the company said the road was safe.", "road was safe", "memo"),
    ],
)
def test_pronouns_quantifiers_and_numbers_are_nobody(text: str, content: str, origin: str | None) -> None:
    assert claim(text, content)["origin"] == origin


@pytest.mark.parametrize("name", ["The Sun", "The Times", "The Post"])
def test_a_short_name_is_no_paper_of_a_city_that_the_text_does_not_name(name: str) -> None:
    found = claim(f"{name} said that the road was shut.", "road was shut")
    assert (found["origin"], found["source_type"], found["second_hand"]) == (name, "media_outlet", True)
    told = claim(f"Ida Lund told {name} that the road was shut.", "road was shut")
    assert (told["origin"], steps(told)) == ("Ida Lund", [name])


def test_a_short_name_follows_the_full_one() -> None:
    text = "Ida Lund wrote in the Washington Post that she was late. The Post reported that the road was shut."
    assert claim(text, "road was shut")["origin"] == "The Washington Post"


def test_a_letter_speaks_for_the_body_that_wrote_it() -> None:
    text = (
        "Ida Lund said she was late. The road is shut, according to a letter from the water board to the council. "
        'The letter says that "roads not mended are roads shut".'
    )
    found = claim(text, "roads not mended")
    assert (found["origin"], found["source_type"]) == ("letter from the water board", "document")


def test_no_outlet_is_both_origin_and_step() -> None:
    text = "The Vorne Courier reported, quoting an interview in the Almar Gazette, that the road was shut."
    for found in claims(text):
        assert found["origin"] not in steps(found)
