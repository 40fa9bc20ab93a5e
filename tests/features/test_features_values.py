"""What a user reads about small articles; all people, places and papers are made up."""

from datetime import UTC, datetime

import pytest

TEXT = """PORT VALE (AFP) - The old bridge will close on Monday, Mayor Ada Novak said.

"We found nine cracks in the pillars," she told reporters. "I will not wait for the tenth."

Critics say the closure comes too late. The builder declined to comment."""


@pytest.fixture
def report(claim):
    return [
        claim(
            TEXT,
            "Mayor Ada Novak",
            "said",
            "The old bridge will close on Monday",
            origin="Ada Novak",
            quotation="indirect",
        ),
        claim(TEXT, "she", "told", '"We found nine cracks in the pillars,"', origin="Ada Novak"),
        claim(
            TEXT,
            "Critics",
            "say",
            "the closure comes too late",
            origin="Critics",
            source_type="group",
            quotation="indirect",
        ),
        claim(
            TEXT,
            "",
            "declined",
            "comment",
            origin="Vale Bridges",
            source_type="organisation",
            via=[{"kind": "outlet", "name": "Daily Harbour"}, {"kind": "document", "name": "Audit"}],
            hops=1,
            second_hand=True,
            hedged=True,
        ),
    ]


def test_sourcing_of_a_report(measure, report):
    seen = measure(TEXT, claims=report)
    expected = {
        "claims": 4,
        "second_hand_claims": 1,
        "second_hand_share": 0.25,
        "mean_hops": 0.25,
        "max_hops": 1,
        "hedged_share": 0.25,
        "anonymous_claims": 0,
        "direct_share": 0.5,
        "indirect_share": 0.5,
        "group_share": 0.25,
        "distinct_origins": 3,
        "named_sources": 2,
        "distinct_persons": 1,
        "top_origin_share": 0.5,
        "documents_cited": 1,
        "outlets_cited": 1,
        "platform_share": 0,
        "unsourced_share": 0,
        "declined_to_comment": 1,
        "right_of_reply": 1,
    }
    assert {name: seen[name] for name in expected} == expected
    assert seen["claims_per_100_words"] == pytest.approx(400 / seen["words"])


def test_attributed_share_counts_each_character_once(measure, claim):
    text = "Novak said rain fell."
    once = claim(text, "Novak", "said", "rain fell")
    inner = claim(text, "", "", "rain", claim_id="a#2")
    outside = inner | {"content": [[15, 900]]}
    assert measure(text, claims=[once, inner])["attributed_share"] == pytest.approx(18 / 21)
    assert measure(text, claims=[once, inner, outside])["attributed_share"] == pytest.approx(19 / 21)


def test_an_article_without_claims_has_counts_but_no_shares(measure):
    seen = measure(TEXT)
    assert (seen["claims"], seen["named_sources"], seen["max_hops"], seen["attributed_share"]) == (0, 0, 0, 0)
    assert seen["second_hand_share"] is seen["mean_hops"] is seen["top_origin_share"] is None


def test_a_claim_by_nobody_is_unsourced(measure, claim):
    text = "It was reported that the bridge is closed."
    assert measure(text, claims=[claim(text, "", "reported", "the bridge is closed")])["unsourced_share"] == 1


def test_an_article_alone_in_its_story(measure, report):
    with_origin = measure(TEXT, claims=report)
    names = ("copies", "story_articles", "independent_reports", "independent_origins", "is_original")
    assert [with_origin[name] for name in names] == [0, 1, 1, 1, 1]
    assert measure(TEXT)["independent_origins"] == 0


def test_the_story_tells_of_copies_and_origins(measure):
    member = {
        "story_id": "s",
        "is_original": False,
        "copies": 2,
        "story_articles": 4,
        "independent_reports": 2,
        "independent_origins": 3,
    }
    seen = measure(TEXT, member=member)
    assert (seen["copies"], seen["story_articles"], seen["independent_origins"]) == (2, 4, 3)
    assert (seen["copied_share"], seen["is_original"]) == (0.5, 0)


def test_tone_is_the_writers_own(measure):
    told = measure('Novak said: "This is a disgraceful, clearly insane hoax! Do you agree?" Rain fell.')
    own = measure("This is a disgraceful, clearly insane hoax! Do you agree? Rain fell.")
    for name in ("loaded_per_1000", "boosters_per_1000", "exclamations_per_1000", "second_person_per_1000"):
        assert told[name] == 0
        assert own[name] > 0


def test_rates_are_per_thousand_words(measure):
    text = "Reportedly it rained quickly. We don't know why the family left in 2019? " + "Word follows word. " * 29
    seen = measure(text)
    assert seen["words"] == 12 + 87
    assert seen["hedges_per_1000"] == pytest.approx(1000 / 99)
    assert seen["adverbs_per_1000"] == pytest.approx(2000 / 99)
    assert seen["contractions_per_1000"] == pytest.approx(1000 / 99)
    assert seen["first_person_per_1000"] == pytest.approx(1000 / 99)
    assert seen["questions_per_1000"] == pytest.approx(1000 / 99)
    assert seen["numbers_per_1000"] == pytest.approx(1000 / 99)


def test_sentences_are_not_ended_by_titles_and_initials(measure):
    seen = measure("Mr. Novak met Dr. J. Vale in the U.S. on Jan. 3 and left. They will meet again.")
    assert seen["mean_sentence_words"] == pytest.approx(seen["words"] / 2)


def test_capitals_do_not_count_acronyms(measure):
    assert measure("The FBI said this MUST never stop")["capitals_share"] == pytest.approx(1 / 5)


def test_title_measures(measure):
    seen = measure("Rain fell.", title="SHOCKING: Why you won't believe this outrageous vote!")
    assert (seen["title_words"], seen["title_exclamations"], seen["title_question"]) == (8, 1, 0)
    assert (seen["title_loaded"], seen["title_person"]) == (2, 1)
    assert seen["title_lures"] >= 1
    assert seen["title_capitals_share"] == pytest.approx(1 / 5)


def test_reading_ease_falls_with_long_words(measure):
    plain = measure("The cat sat on the mat. The dog ran to the man.")["reading_ease"]
    heavy = measure("Municipal representatives subsequently investigated infrastructural deficiencies.")["reading_ease"]
    assert plain > 90 > 20 > heavy


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("PORT VALE (AFP) - Rain fell.", 1),
        ("PORT VALE, March 3 — Rain fell.", 1),
        ("NEW HARBOR, Me. (AP) — Rain fell.", 1),
        ("HARBOR– Rain fell.", 1),
        ("Port Vale (Newswire) - Rain fell.", 1),
        ("COVID-19 cases rose.", 0),
        ("UPDATE - Rain fell.", 0),
        ("Rain fell - and more is to come.", 0),
    ],
)
def test_datelines(measure, text, dateline):
    assert measure(text)["has_dateline"] == dateline


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The mayor said that he ...", 1),
        ("The mayor said that he… [+1234 chars]", 1),
        ("The mayor spoke.\n\nContinue reading in our app", 1),
        ("The mayor spoke. Subscribe to read the full article.", 0),
        ("The mayor said that he\n\nSubscribe to read the full article.", 1),
        ("The mayor spoke … and then left.", 0),
        ("He asked people to come and see more people.", 0),
    ],
)
def test_truncated_texts(measure, text, cut):
    assert measure(text)["truncated"] == cut


ENGLISH = "The council met in the evening and agreed that the old bridge should be closed before more of it falls down."
OTHERS = [
    "Der Rat tagte am Abend und war sich einig, dass die alte Brücke in der Stadt geschlossen werden muss.",
    "El consejo se reunió por la tarde y acordó que el puente viejo debe cerrarse antes de que se caiga a pedazos.",
    "Le conseil s'est réuni dans la soirée et a décidé que le vieux pont doit être fermé avant de tomber sur nous.",
    "Совет собрался вечером и решил, что старый мост нужно закрыть, пока он не упал.",
    "市议会晚上开会，决定关闭旧桥。",
]


def test_english_is_told_from_other_languages(measure):
    assert measure(ENGLISH)["english_share"] > 0.35
    assert max(measure(text)["english_share"] for text in OTHERS) < 0.1


def test_furniture_repeats_and_lists(measure):
    lead = "The old bridge in Port Vale will close on Monday."
    seen = measure(f"{lead}\n\nSign up for our newsletter\n{lead}\nSport\n")
    assert (seen["paragraphs"], seen["repeated_paragraphs"]) == (4, 1)
    assert (seen["boilerplate_share"], seen["sentence_share"]) == (0.25, 0.5)


def test_dates_are_compared_with_the_day_the_text_was_seen(measure):
    seen = measure(
        "Rain fell.",
        published_at=datetime(2021, 3, 3, tzinfo=UTC),
        modified_at=datetime(2021, 3, 1, tzinfo=UTC),
        ingested_at=datetime(2021, 3, 1, 12, tzinfo=UTC),
    )
    assert (seen["days_in_future"], seen["modified_before_published"], seen["has_date"]) == (1.5, 1, 1)
    published = datetime(2021, 3, 3, tzinfo=UTC)
    zones = measure("Rain fell.", published_at=published, modified_at=datetime(2021, 3, 2, 18, tzinfo=UTC))
    assert zones["modified_before_published"] == 0
    undated = measure("Rain fell.")
    assert undated["days_in_future"] is undated["modified_before_published"] is None
    assert undated["has_date"] == 0


def test_what_the_record_holds(measure):
    names = ("has_title", "has_author", "has_url", "has_publisher")
    full = measure("x", title="Rain", authors=["Ada Novak"], url="https://vale.example/1", domain="vale.example")
    blank = measure("x", title=" ", authors=[" "], url="")
    assert [full[name] for name in names] == [1, 1, 1, 1]
    assert [blank[name] for name in names] == [0, 0, 0, 0]


def test_garbled_characters_and_markup(measure):
    seen = measure("The caf\ufffd said it\u00e2\u0080\u0099s <b>open</b> &amp; warm.")
    assert (seen["replacement_characters"], seen["markup_remains"]) == (2, 3)


def test_a_headline_that_its_text_does_not_bear_out(measure):
    seen = measure("Seven people were hurt near the bridge in 2019.", title="Nine hurt in bridge collapse of 2018")
    assert seen["title_numbers_missing"] == 1
    assert seen["title_words_in_body"] == pytest.approx(2 / 4)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("1,200 trees felled", "Workers cut 1200 trees."),
        ("Seventh bridge opens", "The 7 bridges of Vale."),
        ("12 hurt", "Twelve people were hurt."),
        ("7 things to know about rain", "It is wet."),
        ("Covid-19 in Vale", "The virus is here."),
    ],
)
def test_numbers_are_compared_by_value(measure, title, text):
    assert measure(text, title=title)["title_numbers_missing"] == 0


def test_a_quotation_in_the_headline_stands_in_the_text(measure):
    text = 'Novak said: "We are not finished with it here."'
    assert measure(text, title="Novak: ‘We are not finished’ with bridge")["title_quotation_missing"] == 0
    assert measure(text, title="Novak: ‘We are finished here’")["title_quotation_missing"] == 1


def test_the_headline_again_is_no_article(measure):
    assert measure("Old bridge closed.", title="Old bridge closed")["title_is_body"] == 1
    assert measure(TEXT, title="Old bridge closed")["title_is_body"] == 0


@pytest.mark.parametrize(
    ("text", "unclosed"),
    [
        ('She said: "We will stay.', 1),
        ("She said: “We will stay.\n\n“And we will sing,” she added.", 0),
        ("She said: “We will stay.\n\nThen she left.", 1),
        ("She said: “We will stay,” and left.", 0),
        ("He is 6'2\" tall.", 0),
        ('“We stay," he said.', 0),
    ],
)
def test_unclosed_quotations(measure, text, unclosed):
    assert measure(text)["unclosed_quotations"] == unclosed


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("“Novak emphasised that the bridge is safe,”", 1),
        ("“I told you that Novak keeps her word,”", 0),
        ("“The Novak family has lived here for long,”", 0),
        ("“We will vote for the Novak plan,”", 0),
        ("“She [Ms Novak] knows it,”", 0),
        ("“The bridge is safe,”", 0),
    ],
)
def test_nobody_speaks_of_themselves_by_name(measure, claim, content, found):
    text = f"{content} Ada Novak said."
    assert measure(text, claims=[claim(text, "Ada Novak", "said", content)])["self_quotations"] == found


def test_one_quotation_of_two_speakers(measure, claim):
    quotation = "“We will not close the bridge,”"
    text = f"{quotation} Ada Novak said. Judge Brandt said: {quotation}"
    again = [[text.rindex(quotation), len(text)]]
    novak = claim(text, "Ada Novak", "said", quotation)
    brandt = claim(text, "Judge Brandt", "said", quotation)
    assert measure(text, claims=[novak, brandt | {"content": again}])["shared_quotations"] == 1
    assert measure(text, claims=[novak, novak | {"content": again, "origin": "Mayor Novak"}])["shared_quotations"] == 0
    assert measure(text, claims=[novak, brandt])["shared_quotations"] == 0, "one place, two readings"


def test_a_date_that_the_calendar_does_not_have(measure):
    text = "Opened Tuesday, March 3, 2020. Closed Monday, March 3, 2020. Due Friday, June 31, 2022."
    assert measure(text)["impossible_dates"] == 2
