"""What articles tell: their claims, and the stories that they belong to."""

from __future__ import annotations

import polars as pl

from reliability.records.table import ARTICLE_ID, RUN_ID, SPANS, TIME, VIA, Column, Table
from reliability.records.vocabulary import SOURCE_TYPES, VIA_KINDS

MARKS = pl.List(
    pl.Struct(
        {
            "kind": pl.String,
            "value": pl.String,
            "words": pl.String,
            "about": pl.List(pl.String),
            "sentence": pl.String,
        }
    )
)
"""Tolls, days and amounts that a text gives: kind (`killed`, `day`, `money $`, `percent`, `number miles`), value, its
words, telling words of its sentence, and the sentence.
"""

REVISED = pl.List(pl.Struct(dict.fromkeys(("kind", "what", "before", "words_before", "now", "words_now"), pl.String)))
"""What an article says otherwise than before its last revision: kind and what as in `VALUES`, both values and words."""

DIFFERENCES = pl.List(
    pl.Struct(
        {
            "kind": pl.String,
            "value": pl.String,
            "other": pl.String,
            "article_id": pl.String,
            "publisher": pl.String,
            "published_at": TIME,
        }
    )
)
"""What one article says and another says otherwise: kind, the words of both, and which other article it is."""

TREE = pl.List(
    pl.Struct(
        {
            "node": pl.Int32,
            "parent": pl.Int32,
            "kind": pl.String,
            "name": pl.String,
            "article_id": pl.String,
            "claim_id": pl.String,
            "publisher": pl.String,
            "published_at": TIME,
            "wording": pl.String,
        }
    )
)
"""How a claim travelled: nodes from 0, each behind its `parent` (null: a root, where the claim starts).

Roots are of kind `origin` (somebody named), `unnamed` (a person without a name), `unknown` (nobody is given),
`outlet` or `platform` (that nobody leads beyond) or `circle` (outlets that lead back to each other). Below are
`document`, `platform`, `person` and `outlet`, as claims give their way, and `article` and `copy`: those of the story.
"""

TOLD = pl.List(
    pl.Struct(
        {
            "content": pl.String,
            "origins": pl.List(pl.String),
            "articles": pl.List(pl.String),
            "independent_origins": pl.Int32,
            "quotation": pl.String,
            "tree": TREE,
        }
    )
)
"""Claims of a story."""

VALUES = pl.List(
    pl.Struct(
        {
            "kind": pl.String,
            "what": pl.String,
            "values": pl.List(
                pl.Struct(
                    {
                        "article_id": pl.String,
                        "value": pl.String,
                        "words": pl.String,
                        "publisher": pl.String,
                        "published_at": TIME,
                        "origin": pl.String,
                        "independent": pl.Boolean,
                        "independent_origins": pl.Int32,
                        "revision": pl.String,
                    }
                )
            ),
            "diff": pl.List(pl.Struct({"change": pl.String, "words": pl.String})),
        }
    )
)
"""Things for which articles give values: kind (`toll`, `money`, `percent`, `date`, `quotation`, ...), what is asked,
and each value with its words, in the order of time.

`independent` is false for a copy and for what an article has from another of the story; `independent_origins` counts
the origins behind the value, over all articles that give it. `revision` is `previous` for what an article said before
its last revision, else null. `diff` compares the first two wordings of a quotation: pieces that are `same`, `gone`
(only in the first) or `come` (only in the second).
"""

CIRCULAR = pl.List(
    pl.Struct(
        {
            "kind": pl.String,
            "claim": pl.String,
            "root": pl.String,
            "path": pl.List(
                pl.Struct(
                    {
                        "outlet": pl.String,
                        "cites": pl.String,
                        "article_id": pl.String,
                        "claim_id": pl.String,
                        "published_at": TIME,
                    }
                )
            ),
        }
    )
)
"""Claims that only seem confirmed: `circle` (outlets that lead back to each other) or `diamond` (outlets that all lead
to one `root`, an outlet, a platform or an unnamed person), with who cites whom, when and in which article.
"""

CLAIMS = Table(
    "claims",
    "One attribution: a content, the cue that reports it, the source it is given to (PARC / PolNeAR terms).",
    ("claim_id",),
    (
        ARTICLE_ID,
        Column("claim_id", pl.String, "`<article_id>#<n>`, n from 1 in reading order."),
        RUN_ID,
        Column("quotation", pl.String, "`direct`, `indirect` or `mixed`."),
        Column("source", SPANS, "Spans of the source; empty where the text names none.", "characters"),
        Column("cue", SPANS, "Spans of the words that report the content.", "characters"),
        Column("content", SPANS, "Spans of what is said.", "characters"),
        Column("source_text", pl.String, "The source's words; pieces joined by ' ... '."),
        Column("cue_text", pl.String, "The cue's words; pieces joined by ' ... '."),
        Column("content_text", pl.String, "The content's words; pieces joined by ' ... '."),
        Column("origin", pl.String, "Who first made the statement, name resolved; null where it cannot be told."),
        Column("source_type", pl.String, f"Kind of the origin: {', '.join(SOURCE_TYPES)}."),
        Column("via", VIA, f"Intermediaries from origin to article; kinds {', '.join(VIA_KINDS)}."),
        Column("hops", pl.Int32, "Outlets, platforms and persons in `via`, plus one for an outlet as origin.", "count"),
        Column("second_hand", pl.Boolean, "`hops` > 0."),
        Column("anonymous", pl.Boolean, "The origin is an unnamed individual or official."),
        Column("hedged", pl.Boolean, "The cue or content marks doubt or denial (`allegedly`, `denied`)."),
    ),
)

SIGNATURES = Table(
    "signatures",
    "What the stories stage keeps of an article in order to find its copies and its story.",
    ("article_id",),
    (
        ARTICLE_ID,
        RUN_ID,
        Column("published_at", TIME, "Date line of the article.", "UTC"),
        Column("publisher", pl.String, "Domain or name of the publisher."),
        Column("shingles", pl.Int32, "Number of distinct word shingles.", "count"),
        Column("minhash", pl.List(pl.UInt32), "MinHash values over word shingles (Broder 1997)."),
        Column(
            "terms",
            pl.List(pl.String),
            "Names and numbers that tell the event, most telling first; tolls as `toll:killed=12`.",
        ),
        Column("authors", pl.List(pl.String), "Names of its authors."),
        Column("marks", MARKS, "Tolls, days and amounts in its opening, with telling words of their sentences."),
        Column("wording", pl.String, "Digest of `minhash`: equal for texts of the same words."),
        Column("day", pl.Date, "Day of the date line; without one, the day on which the article came in."),
        Column("revised", REVISED, "What it says otherwise than before its last revision."),
        Column("credit", pl.String, "The agency, or other outlet, that it credits with its text; null for none."),
        Column("address", pl.String, "Digest of its address, however that is written."),
        Column("refers_to", pl.List(pl.String), "The same of addresses that it links to or says it is made from."),
        Column("embargo", TIME, "Until when its agency asks not to publish it.", "UTC"),
    ),
)

STORY_LINKS = Table(
    "story_links",
    "Pairs of articles that may be of one story or repeat one text; stories are groups of them.",
    ("left_id", "right_id", "kind"),
    (
        Column("left_id", pl.String, "The article of the earlier day."),
        Column("right_id", pl.String, "The other article."),
        RUN_ID,
        Column("kind", pl.String, "`event` (telling words in common), `copy` (a text repeated), `same` (same words)."),
        Column("score", pl.Float64, "How alike the two are."),
    ),
)

STORY_MEMBERS = Table(
    "story_members",
    "Which story and which copy group an article belongs to.",
    ("article_id",),
    (
        ARTICLE_ID,
        RUN_ID,
        Column("story_id", pl.String, "The story; an article alone in its story has one too."),
        Column("copy_group", pl.String, "Articles with one `copy_group` repeat one text."),
        Column(
            "is_original",
            pl.Boolean,
            "The original of its copy group: the article of the agency that the others credit, else the one that the "
            "others link to or say they are made from, else the earliest.",
        ),
        Column("copies", pl.Int32, "Other articles in the copy group.", "count"),
        Column("story_articles", pl.Int32, "Articles in the story, this one included.", "count"),
        Column("independent_reports", pl.Int32, "Copy groups in the story, this one included.", "count"),
        Column(
            "independent_origins",
            pl.Int32,
            "Distinct origins behind the best corroborated claim of this article, copies and relays folded.",
            "count",
        ),
        Column("conflicts", pl.Int32, "Conflicts of the story in which this article gives one of the values.", "count"),
        Column(
            "differences",
            DIFFERENCES,
            "Where most of the story's other articles differ from this one: `toll`, `day`, `quotation`, `speaker`; "
            "`copy`, whose text it repeats (`value` and `other` are the bylines); and `circle` or `diamond`, a claim "
            "that only seems confirmed (`value`) and the way that it went (`other`); `embargo`, until when "
            "(`value`, in ISO 8601) another article asks not to publish its text; this one published it before.",
        ),
        Column(
            "credit",
            pl.String,
            "The agency that articles of the copy group credit with the text, whether its own article is here or not.",
        ),
    ),
)

STORIES = Table(
    "stories",
    "Articles about one event.",
    ("story_id",),
    (
        Column("story_id", pl.String, "The id of the story's earliest article."),
        RUN_ID,
        Column("articles", pl.List(pl.String), "Ids of its articles, earliest first."),
        Column("copies", pl.List(pl.List(pl.String)), "Groups of two or more articles that repeat one text."),
        Column("independent_origins", pl.Int32, "Distinct origins in the story, copies and relays folded.", "count"),
        Column("claims", TOLD, "Claims that two or more articles of the story make, each with its provenance tree."),
        Column("conflicts", VALUES, "Things for which two articles, or two revisions of one, give different values."),
        Column("updates", VALUES, "The same where the later value follows the earlier one: tolls rise."),
        Column("agreements", VALUES, "Things for which two or more articles, no copies, give the same value."),
        Column("circular", CIRCULAR, "Claims whose outlets lead back to each other, or all to one doubtful root."),
    ),
)
