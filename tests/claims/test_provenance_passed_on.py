"""Documents that outlets obtained, outlets named by no list or by no name, readers and their handles."""

import pytest

OBTAINED = [
    ("documents obtained by the Almar Courier and reviewed by the Vorne Herald", ["Almar Courier", "Vorne Herald"]),
    ("e-mails first reported by Reuters", ["Reuters"]),
    ("a memo seen by Reuters", ["Reuters"]),
    ("a memo seen by Der Spiegel and the Guardian", ["Der Spiegel", "The Guardian"]),
    ("an internal report seen by the Financial Times", ["Financial Times"]),
    ("a recording leaked to the Almar Gazette", ["Almar Gazette"]),
    ("court papers first obtained by Bloomberg", ["Bloomberg"]),
    ("a copy of the contract reviewed by The Wall Street Journal", ["The Wall Street Journal"]),
    ("a transcript of the call published by the Vorne Courier", ["Vorne Courier"]),
    ("a Pentagon report obtained by the Washington Post", ["The Washington Post"]),
    ("a poll conducted by Vorne College for the Vorne Courier", []),
    ("a CNN/Vorne College poll", []),
]


@pytest.mark.parametrize(("source", "outlets"), OBTAINED)
def test_a_document_came_through_who_obtained_it(source, outlets, one):
    found = one(f"[T The bridge was cracked], [C according to] [S {source}].")
    assert found.source_type == "document"
    assert [name for _, name in found.via] == outlets
    assert "by" not in (found.origin or "").split()


def test_a_document_that_the_publisher_obtained_is_at_first_hand(one):
    found = one("[S Documents obtained by The Vorne Courier] [C show] [T cracks].", publisher="Vorne Courier")
    assert (found.origin, found.hops) == ("Documents", 0)


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("State media", "State media"),
        ("A local newspaper", "local newspaper"),
        ("Almar state television", "Almar state television"),
        ("Media reports", "Media reports"),
        ("Several outlets", "Several outlets"),
        ("South Korea’s Yonhap news agency", "Yonhap News Agency"),
        ("Almar’s Channel 12", "Channel 12"),
        ("An AFP journalist at the scene", "Agence France-Presse"),
        ("A columnist for the news site Bridgeline", "Bridgeline"),
        ("Ida Lund of the Vorne Courier", "Ida Lund"),
        ("The Vorne Courier’s Ida Lund", "Ida Lund"),
        ("The news website Bridgeline", "Bridgeline"),
        ("Vesna Daily, a Vorne newspaper,", "Vesna Daily"),
        ("Kan, a public broadcaster,", "Kan"),
        ("The Utrin news agency", "Utrin"),
        ("Almar’s best-selling Bild daily", "Bild"),
        ("The Wall Street Journal editorial board", "The Wall Street Journal"),
        ("A joint investigation by the Guardian, Le Monde and Der Spiegel", "The Guardian, Le Monde and Der Spiegel"),
        ("An AFP tally based on official figures", "Agence France-Presse"),
        ("A Reuters witness", "Reuters"),
    ],
)
def test_outlets_in_many_words(source, origin, one):
    found = one(f"[S {source}] [C reported] [T a crack].")
    assert (found.origin, found.source_type, found.hops) == (origin, "media_outlet", 1)


@pytest.mark.parametrize("source", ["The media", "The mainstream media", "The press"])
def test_the_media_at_large_report_or_believe(source, one):
    assert one(f"[S {source}] [C reported] [T a crack].").source_type == "media_outlet"
    assert one(f"[S {source}] [C loved] [T the bridge].").source_type == "group"


@pytest.mark.parametrize(
    ("told", "step"),
    [
        ("the news site Bridgeline", "Bridgeline"),
        ("the Vorne newspaper Utrinek", "Utrinek"),
        ("Utrinek, a Vorne newspaper,", "Utrinek"),
        ("Almar state television", "Almar state television"),
        ("a local newspaper", "local newspaper"),
        ("French daily Le Monde", "Le Monde"),
        ("Germany’s ARD broadcaster", "ARD"),
        ("CNN’s Morning Desk", "CNN"),
        ("Dov Keller of the Vorne Courier", "Vorne Courier"),
    ],
)
def test_who_is_told(told, step, ways):
    assert ways(f"[S Ida Lund] [C told] {told} [T that it was late].") == [[step]]


@pytest.mark.parametrize("told", ["the press", "reporters", "a court in Almar", "parliament", "the council"])
def test_an_event_is_no_step(told, ways):
    assert ways(f"[S Ida Lund] [C told] {told} [T that it was late].") == [[]]


@pytest.mark.parametrize(
    "sentence",
    [
        "[S Ida Lund] [C said] [T no], according to the state news agency SANA.",
        "[S Ida Lund] [C said] [T no], the SANA news agency reported.",
        "[S Ida Lund] was quoted by SANA as [C saying] [T no].",
        "[S SANA] [C quoted] [T Ida Lund as saying no].",
        "[S SANA] [C quoted] [T the minister, Ida Lund, as saying no].",
        "[S Ida Lund] [C said], in comments carried by SANA, [T no].",
        "[S Ida Lund] [C said] [T no], per SANA.",
        "In comments to SANA, [S Ida Lund] [C said] [T no].",
    ],
)
def test_ways_to_say_who_quotes(sentence, one, brief):
    assert brief(one(sentence)) == ("Ida Lund", "person", (("outlet", "SANA"),), 1)


def test_an_aside_credits_only_itself(ways):
    assert ways("[S Ida Lund] [C claimed] [T a tenth] (it was a third, according to the Vorne Courier).") == [[]]


@pytest.mark.parametrize(
    ("marked", "origin"),
    [
        ("[S @ida_l] [C wrote]: [T it hums].", "@ida_l"),
        ("[T It hums.] — [S Ida Lund (@ida_l)] [C May 3, 2016]", "Ida Lund"),
        ("[T “It hums,”] [S Ida Lund] [C said] via Twitter.", "Ida Lund"),
        ("[T “It hums,”] [C tweeted] [S Ida Lund].", "Ida Lund"),
    ],
)
def test_handles(marked, origin, one, brief):
    assert brief(one(marked)) == (origin, "person", (("platform", "Twitter"),), 1)


def test_a_list_of_comments_is_the_readers(read):
    found = read(
        "We asked our readers.\n\n[1S I] [1C think] [1T it hums].\n\n@ida_l\n\n"
        "[2T Nobody] [2C believes] [2S the ministry].\n\n@kvoss\n\n[3S We] [3C hope] [3T it ends]."
    )
    assert [each.origin for each in found] == ["@ida_l", "ministry", None]
    assert [each.hops for each in found] == [1, 1, 0]


def test_a_credit_in_a_relative_clause_is_the_clause_s_own(ways):
    assert ways("[S Ida Lund] [C said] [T it hums], which fell to 263 on Monday, according to the Vorne Courier.") == [
        []
    ]


def test_who_tweets_and_asks_does_both_there(ways):
    assert ways("[S Ida Lund], [1C tweeting] [1T no], [2C asked] [2T why].")[0] == ["Twitter"]
    text = "With [1S Ida Lund] [1C tweeting] [1T no] and [2S Ida Lund] [2C asking] [2T why]."
    assert ways(text)[0] == ["Twitter"]


def test_a_website_that_did_not_speak_is_not_the_paper(one):
    found = one(
        "[1S Ida Lund] [1C told] the National Post [1T no]. A page greets all. [2S The website] [2C says] [2T so]."
    )
    assert found.source_type != "media_outlet"


@pytest.mark.parametrize(
    "sentence",
    [
        "[S Ida Lund, editor-in-chief of the Vorne Courier,] [C said] [T no].",
        "[S Ida Lund] [C said] [T no] in an exclusive interview with this newspaper.",
    ],
)
def test_neither_an_employer_nor_this_newspaper_is_a_step(sentence, ways):
    assert ways(sentence) == [[]]


def test_the_nearest_platform_and_a_statement_after_the_words(ways):
    assert ways("[1S The club] [1C said] [1T no] on X. [2S Ida Lund] [2C wrote] on Instagram [2T yes].")[1] == [
        "Instagram"
    ]
    statement = "[S The ministry] [C said] [T no], in a statement to the Vorne Courier."
    assert ways(statement) == [["statement", "Vorne Courier"]]
