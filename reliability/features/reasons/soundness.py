"""Reasons about whether the article holds together, is all there, and is reported by others too."""

from __future__ import annotations

from dataclasses import replace

from reliability.errors import counted
from reliability.features.reasons.declaration import BAD, GOOD, Draft, Phrase, Reason, Remedy, Said, Seen
from reliability.features.reasons.wording import counts, sentence, style, yes_no

SLIPS = ("self_quotations", "shared_quotations", "impossible_dates", "conflicts")


def others(seen: Seen) -> Said | None:
    """How many other articles tell of it, and how many of them on their own."""
    articles, reports = round(seen.value("story_articles")), round(seen.value("independent_reports"))
    if articles <= 1:
        return Said("No other article here tells of this event.")
    told = f"{articles} articles here tell of this event, in {counted(reports, 'different text')}"
    return Said(sentence(told), GOOD if reports > 1 else BAD)


def origins(seen: Seen) -> Said | None:
    """How many origins stand behind the best confirmed claim."""
    number = round(seen.value("independent_origins"))
    if number < 2:
        return Said("No claim has a second independent origin.", BAD)
    return Said(f"One claim has {number} independent origins.", GOOD)


def copied(seen: Seen) -> Said | None:
    """Whether it is a copy or is copied."""
    number = round(seen.value("copies"))
    if not number:
        return Said("No other article repeats this text.")
    first = "first" if seen.value("is_original") else "not first"
    return Said(
        sentence(f"{counted(number, 'other article repeats', 'other articles repeat')} this text; it was {first}")
    )


def _check(seen: Seen) -> str | None:
    asks = {
        "self_quotations": "Check who said the quotation that speaks of its own speaker by name",
        "shared_quotations": "Check which of the two speakers said the quotation that both are given",
        "impossible_dates": "Correct the date",
        "conflicts": "Check the figure or quotation that another article gives differently",
    }
    wanted = [words for name, words in asks.items() if seen.value(name)]
    return f"{'; '.join(wanted)}." if wanted else None


def _checked(seen: Seen, draft: Draft) -> Draft:
    return replace(draft, values={**draft.values, **dict.fromkeys(SLIPS, 0.0)})


REASONS = (
    Reason(
        "things that do not fit",
        (
            counts(
                "self_quotations",
                "quotation in which the speaker tells of himself or herself by name",
                "quotations in which speakers tell of themselves by name",
            ),
            counts("shared_quotations", "quotation given to two speakers", "quotations given to two speakers"),
            counts("impossible_dates", "date that no calendar has", "dates that no calendar has"),
            counts(
                "conflicts",
                "figure or quotation that another article gives differently",
                "figures or quotations that other articles give differently",
            ),
        ),
        Remedy(_check, _checked),
    ),
    Reason("corrections", (counts("correction_notes", "note of a correction", "notes of a correction", sounds=GOOD),)),
    Reason(
        "state of the text",
        (
            yes_no("truncated", "The text stops in the middle.", "The text has its end.", sounds=BAD),
            counts("replacement_characters", "garbled character"),
            counts("markup_remains", "remain of HTML code", "remains of HTML code"),
            counts("unclosed_quotations", "quotation that is never closed", "quotations that are never closed"),
            counts("unclosed_brackets", "bracket that is never closed", "brackets that are never closed"),
            counts("repeated_paragraphs", "paragraph that stands twice", "paragraphs that stand twice"),
            style("boilerplate_share", "{}% of the paragraphs are page furniture", scale=100),
            style("sentence_share", "{}% of the paragraphs end like a sentence", scale=100),
            style("paragraphs", "the text has {} paragraphs"),
            style("mean_paragraph_characters", "paragraphs are {} characters long on average"),
            style("english_share", "{}% of the words are among the commonest English ones", scale=100),
            style("foreign_share", "{}% of the text is not English", scale=100),
            style("prose_share", "{}% of the words stand in sentences", scale=100),
            style("furniture_share", "{}% of the words are page furniture", scale=100),
            style("item_share", "{}% of the words are items of a list", scale=100),
            style("turns_per_1000", "speakers take turns {} times in 1,000 words"),
            style("turns_reach", "{}% of the text lies between turns of speakers", scale=100),
            counts("error_phrases", "phrase of an error page", "phrases of an error page"),
        ),
    ),
    Reason(
        "particulars",
        (
            yes_no("has_title", "It has a headline.", "It has no headline."),
            yes_no("has_author", "An author is named.", "No author is named."),
            yes_no("has_date", "It is dated.", "It has no date."),
            yes_no("has_url", "It has a web address.", "It has no web address."),
            yes_no("has_publisher", "Its publisher is known.", "Its publisher is not known."),
            yes_no(
                "days_in_future", "Its date lies in the future.", "Its date does not lie in the future.", sounds=BAD
            ),
            yes_no(
                "modified_before_published",
                "It was changed before it was published.",
                "Its dates are in order.",
                sounds=BAD,
            ),
        ),
    ),
    Reason(
        "who else reports it",
        (
            Phrase(("story_articles", "independent_reports"), others),
            Phrase(("independent_origins",), origins),
            Phrase(("copies", "copied_share", "is_original"), copied),
        ),
    ),
)
