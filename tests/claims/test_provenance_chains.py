"""False statements that a reader would notice: wrong people, chains the wrong way round, names that are none."""

import pytest

CHIEF = "The fire chief, Mark Rowe, spoke on Monday. [2S He] [2C said] [2T the road was safe].\n\n"


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
        ("[2S Ida Lund, a lawyer,] [2C said] [2T she was late]. ", "the attorney", "Ida Lund"),
        ("They asked plant manager Ida Lund. [2S Tom Berg] [2C said] [2T he was late]. ", "the manager", "Ida Lund"),
        ("Ida Lund, chief executive of Nordbau, spoke. ", "the chief executive", "Ida Lund"),
        ("Ida Lund left, said the judge. ", "the judge", "judge"),
    ],
)
def test_a_role_is_only_the_person_who_was_introduced_with_it(lead, who, origin, read):
    found = read(f"{lead}The firm denied wrongdoing. [3T “I have told them,”] [3S {who}] [3C said].")[-1]
    assert found.origin == origin
    assert found.source_type == ("person" if origin.istitle() and " " in origin else "anonymous")


@pytest.mark.parametrize(
    ("marked", "origin", "via"),
    [
        (
            "According to Breitbart, citing the Daily Mail, [S a whistleblower] [C claimed] [T that votes were lost].",
            "whistleblower",
            ["Daily Mail", "Breitbart"],
        ),
        (
            "[S Breitbart], [C citing] [T the Daily Mail, a whistleblower claimed that the votes were lost].",
            "whistleblower",
            ["Daily Mail", "Breitbart"],
        ),
        (
            "[S Ida Lund] [C said] [T the pier was rotten], according to the Vorne Courier, which quoted an interview "
            "with the Almar Gazette.",
            "Ida Lund",
            ["Almar Gazette", "Vorne Courier"],
        ),
        (
            "[T Ida Lund said that the pier was rotten], [C according to] [S the Vorne Courier], [T which quoted an "
            "interview with the Almar Gazette].",
            "Ida Lund",
            ["Almar Gazette", "Vorne Courier"],
        ),
        (
            "[T “The pier was never shut,” the official said], [C according to] [S the Vorne Courier].",
            "official",
            ["Vorne Courier"],
        ),
        (
            "[T “The pier was never shut,” said Ida Lund on Tuesday], [S the Vorne Courier] [C reported].",
            "Ida Lund",
            ["Vorne Courier"],
        ),
        (
            "[T The pier has been shut], [S the Vorne Courier] [C reported], citing the Almar Gazette.",
            "Almar Gazette",
            ["Vorne Courier"],
        ),
        (
            "[S Reuters], citing the Almar Gazette and the Daily Mail, [C said] [T the pier was shut].",
            "Almar Gazette and Daily Mail",
            ["Reuters"],
        ),
        (
            "Reuters, citing the Almar Gazette and the Daily Mail, [C said] [T the pier was shut].",
            "Almar Gazette and Daily Mail",
            ["Reuters"],
        ),
        (
            "[S The Environment Agency], quoted by PA Media, [C said] [T the river was clean].",
            "Environment Agency",
            ["PA Media"],
        ),
    ],
)
def test_a_chain_runs_from_the_origin_to_the_article(marked, origin, via, one):
    found = one(marked)
    assert (found.origin, [name for _, name in found.via], found.second_hand) == (origin, via, True)


@pytest.mark.parametrize(
    ("marked", "origin"),
    [
        ("[S Each] [C said] [T that the road was safe].", None),
        ("[S Everything] [C said] [T that the road was safe].", None),
        ("[T The road was safe], [C according to] [S 4,500].", None),
        ("[S Neither newspaper] [C said] [T the road was safe].", "newspaper"),
        ("[S 200,000 subscribers] [C said] [T the road was safe].", "subscribers"),
        ("[T “We paid for the road,”] [S I’ve] [C said].", None),
        ("[S Moreover] [C said] [T the road was safe].", None),
        ("[S Four in 10 villagers] [C said] [T the road was safe].", "Four in 10 villagers"),
        ("[S Many in the town] [C said] [T the road was safe].", "Many in the town"),
        ("[S 47 percent] [C said] [T the road was safe].", None),
        ("[S A supporter of the 2016 plan] [C said] [T the road was safe].", "supporter of the 2016 plan"),
        ("[S The memo shows the company] [C said] [T the road was safe].", "memo"),
    ],
)
def test_pronouns_quantifiers_and_numbers_are_nobody(marked, origin, one):
    assert one(marked).origin == origin


@pytest.mark.parametrize("name", ["The Sun", "The Times", "The Post"])
def test_a_short_name_is_no_paper_of_a_city_that_the_text_does_not_name(name, one, ways):
    found = one(f"[S {name}] [C said] [T that the road was shut].")
    assert (found.origin, found.source_type, found.second_hand) == (name, "media_outlet", True)
    assert ways(f"[S Ida Lund] [C told] {name} [T that the road was shut].") == [[name]]


def test_a_short_name_follows_the_full_one(one):
    text = "[1S Ida Lund] [1C wrote] in the Washington Post [1T no]. [2S The Post] [2C reported] [2T a leak]."
    assert one(text).origin == "The Washington Post"


def test_a_letter_speaks_for_the_body_that_wrote_it(one):
    found = one(
        "[1T The road is shut], [1C according to] [1S a letter from the water board to the council]. "
        "[2S The letter] [2C says] [2T that “roads not mended are roads shut”]."
    )
    assert (found.origin, found.source_type) == ("letter from the water board", "document")


def test_no_outlet_is_both_origin_and_step(read):
    text = "[S The Vorne Courier] [C reported], quoting an interview in the Almar Gazette, [T that the road was shut]."
    for found in read(text):
        assert found.origin not in [name for _, name in found.via]
