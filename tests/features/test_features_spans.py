"""A flag points at the words that it speaks of."""

import pytest

from reliability import features, records

TEXT = (
    "“Harbor prices are insane, clearly,” Ada Novak said — 😀 an outrageous claim.\n\n"
    "Sign up for our newsletter\n\n"
    "An official told the Daily Harbour that the old bridge is safe. She said: “We will stay.\n\n"
    "Then she left."
)


@pytest.fixture
def claims(claim):
    return [
        claim(TEXT, "Ada Novak", "said", "“Harbor prices are insane, clearly,”"),
        claim(
            TEXT,
            "An official",
            "told",
            "the old bridge is safe",
            quotation="indirect",
            second_hand=True,
            anonymous=True,
            hops=1,
            via=[{"kind": "outlet", "name": "Daily Harbour"}],
        ),
    ]


@pytest.fixture
def flagged(claims):
    def run(*names, text=TEXT):
        rows = [{"article_id": "a", "code": f"X-{name}", "severity": "info", "spans": []} for name in names]
        flags = records.FLAGS.frame(rows)
        articles = records.ARTICLES.frame([{"article_id": "a", "text": text}])
        columns = {f"X-{name}": name for name in names}
        located = features.locate(flags, columns, articles, records.CLAIMS.frame(claims if text == TEXT else []))
        assert located.drop("spans").equals(flags.drop("spans"))
        return [[text[start:end] for start, end in spans] for spans in located["spans"]]

    return run


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("second_hand_share", ["An official", "told", "the old bridge is safe"]),
        ("anonymous_claims", ["An official", "told", "the old bridge is safe"]),
        ("direct_share", ["“Harbor prices are insane, clearly,”", "Ada Novak", "said"]),
        ("loaded_per_1000", ["outrageous"]),
        ("boosters_per_1000", []),
        ("boilerplate_share", ["Sign up for our newsletter"]),
        ("sentence_share", ["Sign up for our newsletter"]),
        ("words", []),
        ("no_such_feature", []),
    ],
)
def test_spans_are_the_words_meant(flagged, name, words):
    assert flagged(name) == [words]


def test_an_unclosed_quotation_is_a_paragraph(flagged):
    [[paragraph]] = flagged("unclosed_quotations")
    assert paragraph.startswith("An official") and paragraph.endswith("We will stay.")


def test_the_end_of_a_cut_text(flagged):
    assert flagged("truncated", text="Wait ... The mayor said …\n") == [["…"]]


def test_each_flag_gets_its_own_spans_in_order(flagged):
    assert flagged("loaded_per_1000", "words", "boilerplate_share") == [
        ["outrageous"],
        [],
        ["Sign up for our newsletter"],
    ]


def test_at_most_twenty_spans(flagged):
    assert len(flagged("loaded_per_1000", text="insane " * 500)[0]) == 20


def test_flags_of_unknown_articles_and_codes_stay_as_they_are():
    flags = records.FLAGS.frame(
        [
            {"article_id": "gone", "code": "X", "spans": [[1, 2]]},
            {"article_id": "a", "code": "Y", "spans": [[3, 4]]},
            {"article_id": "a", "code": "X", "spans": None},
        ]
    ).drop("run_id")
    articles = records.ARTICLES.frame([{"article_id": "a", "text": TEXT}])
    located = features.locate(flags, {"X": "loaded_per_1000"}, articles, records.CLAIMS.empty())
    assert located["spans"].to_list()[:2] == [[[1, 2]], [[3, 4]]]
    assert located.columns == flags.columns
    nothing = features.locate(flags.clear(), {"X": "claims"}, articles, records.CLAIMS.empty())
    assert nothing.schema == flags.schema
