import polars as pl

from reliability import features, records
from reliability.scoring.inputs import EXCLUDED, FOR_FLAGS

PROMISED = """
claims claims_per_100_words attributed_share second_hand_share mean_hops max_hops anonymous_share hedged_share
named_sources distinct_origins top_origin_share documents_cited outlets_cited platform_share direct_share
indirect_share unsourced_share group_share declined_to_comment second_hand_claims anonymous_claims
copies story_articles independent_reports independent_origins
mean_sentence_words mean_word_characters reading_ease hedges_per_1000 boosters_per_1000 loaded_per_1000
questions_per_1000 exclamations_per_1000 capitals_share first_person_per_1000 second_person_per_1000
scare_quotes_per_1000 contractions_per_1000 numbers_per_1000 adverbs_per_1000 lexical_variety title_words
title_capitals_share title_exclamations title_question title_loaded
words paragraphs has_title has_author has_date has_url has_publisher has_dateline english_share truncated
boilerplate_share days_in_future modified_before_published replacement_characters repeated_paragraphs sentence_share
title_words_in_body title_numbers_missing unclosed_quotations self_quotations title_is_body shared_quotations
"""
WHO_WROTE_IT = {"publisher", "domain", "url", "authors", "section"}
MAY_ASK_WHETHER_GIVEN = {"has_publisher", "has_url", "has_author"}


def test_every_promised_feature_is_declared_once():
    names = [feature.name for feature in features.catalogue()]
    assert set(PROMISED.split()) <= set(names)
    assert len(names) == len(set(names))


def test_help_says_what_why_and_gives_an_example():
    for feature in features.catalogue():
        what, _, rest = feature.help.partition(" Why: ")
        why, _, example = rest.partition(" Example: ")
        assert len(what) > 10 and len(why) > 10 and len(example) > 5, feature.name
        assert feature.unit and feature.theme, feature.name
        assert feature.low < feature.high, feature.name


def test_no_feature_that_a_model_may_see_knows_who_wrote_the_article():
    for feature in features.catalogue():
        if feature.scored:
            read = set(feature.expression.meta.root_names()) & WHO_WROTE_IT
            assert not read or feature.name in MAY_ASK_WHETHER_GIVEN, feature.name


def test_models_leave_out_what_is_made_for_flags():
    made_for_flags = {feature.name for feature in features.catalogue() if not feature.scored}
    assert made_for_flags == {name for name, why in EXCLUDED.items() if why == FOR_FLAGS}


def test_no_article_gives_a_table_with_every_column():
    table = features.compute(records.ARTICLES.empty(), records.CLAIMS.empty(), records.STORY_MEMBERS.empty())
    assert table.height == 0
    assert table.columns == ["article_id", *(feature.name for feature in features.catalogue())]
    assert set(table.dtypes[1:]) == {pl.Float64}


def test_a_frame_of_bare_texts_is_enough():
    articles = pl.DataFrame({"article_id": ["x", "y"], "text": ["Rain fell.", None]})
    table = features.compute(articles, records.CLAIMS.empty(), records.STORY_MEMBERS.empty())
    assert table["words"].to_list() == [2, 0]
    assert table["english_share"].to_list() == [0, None]
