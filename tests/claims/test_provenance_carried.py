"""Interviews told of before they are quoted go on until another event; posts do not follow their author about."""

import pytest

BRANDT = "[2T “I cross it daily,”] [2S Brandt] [2C said]."


@pytest.mark.parametrize(
    ("lead", "outlet"),
    [
        ("Ursula Brandt gave a long interview to the Almar Gazette on Friday.", "Almar Gazette"),
        ("Ursula Brandt spoke to Reuters on Friday. The town has 30,000 people.", "Reuters"),
        ("Ursula Brandt appeared on Radio Vorne’s morning programme on Friday.", "Radio Vorne"),
        ("The mayor, Ursula Brandt, sat down with CNN’s Dov Keller.", "CNN"),
        ("The interview, broadcast by Channel 9, was the first that Ursula Brandt had given.", "Channel 9"),
        ("Ursula Brandt wrote an essay for The Atlantic last week.", "The Atlantic"),
        ("Ursula Brandt came home. On Friday she told the BBC that the bridge was safe.", "BBC"),
    ],
)
def test_an_interview_that_the_article_tells_of(lead, outlet, ways):
    text = f"{lead}\n\n[1T “The bridge is safe,”] [1S she] [1C said]. {BRANDT}"
    assert ways(text) == [[outlet], [outlet]]


@pytest.mark.parametrize(
    "lead",
    [
        "Ursula Brandt declined to speak to Reuters.",
        "Ursula Brandt will appear on Radio Vorne on Friday.",
        "Ursula Brandt has not talked to CNN.",
        "Karl Voss spoke to Reuters. Ursula Brandt listened.",
        "[1T “Ursula Brandt told CNN a tale,”] [1S Karl Voss] [1C said].",
    ],
)
def test_no_interview_with_the_speaker(lead, ways):
    assert ways(f"{lead}\n\n{BRANDT}")[-1] == []


@pytest.mark.parametrize(
    ("between", "outlet"),
    [
        ("Karl Voss, an engineer, told Reuters that it hummed.\n\n", ["BBC"]),
        ("The town has two bridges. Both hum.\n\n", ["BBC"]),
        ("Karl Voss spoke at a rally in Almar.\n\n", ["BBC"]),
        ("She travelled to Almar. At a news conference there, she smiled.\n\n", []),
        ("At a rally in Almar, Brandt sang.\n\n", []),
        ("The town has two bridges. Both hum. " * 25, []),
    ],
)
def test_what_ends_an_interview(between, outlet, ways):
    text = f"[1S Ursula Brandt] [1C told] the BBC [1T that the bridge was safe]. {between}{BRANDT}"
    assert ways(text) == [["BBC"], outlet]


@pytest.mark.parametrize(
    "sentence",
    [
        "At a rally in Almar, [2S Brandt] [2C said] [2T the toll would go].",
        "In the council chamber on Tuesday, [2S Brandt] [2C said] [2T the toll would go].",
        "[2S Brandt] [2C has long argued] [2T that the toll must go].",
        "[2S Brandt] [2C told] supporters [2T that the toll must go].",
        "[2S She] [2C said] in another interview [2T that the toll must go].",
        "For months, [2S Brandt] [2C said] [2T that the toll must go].",
    ],
)
def test_words_of_another_occasion(sentence, ways):
    assert ways(f"[1S Ursula Brandt] [1C told] the BBC [1T that the bridge was safe]. {sentence}") == [["BBC"], []]


def test_long_answers_and_further_questions_belong_to_the_interview(ways):
    text = (
        "[1S Ursula Brandt] [1C told] the BBC [1T that it was safe]. [2T “It is {}safe,”] [2S she] [2C said]. "
        "Asked about a row last week, [3S Brandt] [3C blamed] [3T the council]."
    )
    assert ways(text.format("very " * 200)) == [["BBC"]] * 3


def test_another_day_is_another_occasion(ways):
    text = "[1S Ursula Brandt] [1C told] the BBC on {} [1T that it was safe]. [2S Brandt] [2C said] on Friday [2T no]."
    assert [ways(text.format(day))[-1] for day in ("Friday", "Monday")] == [["BBC"], []]


def test_each_keeps_the_own_interview(ways):
    text = (
        "[1S Ursula Brandt] [1C told] the BBC [1T that the bridge was safe].\n\n"
        "[2S Karl Voss] [2C told] Reuters [2T that it hummed]. [3T “It always has,”] [3S he] [3C said].\n\n"
        "[4T “Nobody need fear,”] [4S Brandt] [4C added]."
    )
    assert ways(text) == [["BBC"], ["Reuters"], ["Reuters"], ["BBC"]]


def test_an_unnamed_speaker_is_the_same_one_only_with_the(read):
    found = read(
        "[1S A port official] [1C told] AFP [1T no]. [2T Yes], [2S the official] [2C added]. "
        "[3S An official] [3C said] [3T so]."
    )
    assert [each.origin for each in found] == ["port official", "port official", "official"]
    assert [each.hops for each in found] == [1, 1, 0]


@pytest.mark.parametrize(
    ("marked", "platforms"),
    [
        (
            "[1T “The bridge is safe,”] [1S Ursula Brandt] [1C wrote] on Twitter. [2T “So,”] [2S she] [2C added].",
            [["Twitter"], ["Twitter"]],
        ),
        (
            "[1S Ursula Brandt] [1C wrote] on Twitter [1T no]. [2S She] [2C said] in a follow-up post [2T yes].",
            [["Twitter"], ["Twitter"]],
        ),
        (
            "[1S Ursula Brandt] [1C said] in a YouTube video [1T no]. [2S Brandt] [2C told] the council [2T yes]. "
            "[3S She] [3C said] [3T it was late].",
            [["YouTube"], [], []],
        ),
        (
            "[1S Ursula Brandt] [1C tweeted] [1T yes]. [2S Karl Voss] [2C said] [2T no]. [3S She] [3C said] [3T so].",
            [["Twitter"], [], []],
        ),
        ("The clip went up on YouTube. [1S Ursula Brandt], who opposes it, [1C said] [1T no].", [[]]),
    ],
)
def test_a_post_is_followed_only_by_writing(marked, platforms, ways):
    assert ways(marked) == platforms
