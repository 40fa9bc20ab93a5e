"""What stands where a headline, a name, a date or a text belongs, put there by a program or a template."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.patterns import ascii_bounds, count_any, entries

NO_LETTER = r"[^\p{L}\p{N}]+"
TITLE = pl.col("title").str.strip_chars()
TITLE_KEY = pl.col("title_lower").str.replace_all(NO_LETTER, "")
FILE = r"^\S+\.(?:html?|php|aspx?|jsp|pdf|docx?|odt|rtf|txt|md|jpe?g|png|gif|xml|json|csv)$"
SLUG = r"^[a-z0-9]+(?:[-_][a-z0-9]+)+$|^[\w-]+_[\w-]+_[\w-]+$|^\S*/\S*/\S*$"
ADDRESS_TITLE = r"^(?i:https?://|www\.)\S+$"
NUMBERED = (
    r"(?i)^\W*(?:untitled|new|page|post|article|story|item|entry|document|doc|draft|title|headline|id|node|section"
    r"|chapter|news|blog|test|sample|copy|version|v)(?: (?:page|post|article|story|document|draft|item|no|number"
    r"|id))?\W{0,3}[\d.-]+\W*$|^[\W\d_]+$|^(?i:[0-9a-f]{8}-?[0-9a-f-]{4,})$"
)
# Templates: {{ title }}, ${title}, <% title %>, %%TITLE%%, [[title]], __TITLE__, {title}.
TEMPLATE = (
    r"\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{1,60}\}|<%[^%\n]{0,80}%>|\{%[^%\n]{0,80}%\}|%%?[A-Z][A-Z_]{2,30}%%?"
    r"|\[\[[^\[\]\n]{1,60}\]\]|\b__[A-Za-z_]{3,30}__\b|\{[a-z_]{3,30}\}|#\{[^{}\n]{1,60}\}|\[object Object\]"
)
THING = (
    r"(?:text|copy|content|story|body|article|article text|body text|body copy|quote|headline|title|caption|lede?|name)"
)
FILL_IN = (
    rf"(?i)\byour {THING} here\b|<(?:insert|your|add|enter)\b[^<>\n]{{0,40}}>|(?m:^\W{{0,5}}(?:placeholder"
    rf"|coming soon|test(?: test)+)\W{{0,5}}$)|\b(?:vestibulum|pellentesque|aliquam erat|curabitur|suspendisse"
    r"|praesent|ante ipsum)\b|\b(?:insert|add|enter|type|paste|write|put|place) (?:your |the |an? |some "
    rf"|main )?{THING}(?: \w+)? here\b|\b{THING} (?:(?:will )?(?:goes|go|to go) here|to come"
    rf"|placeholder)\b\s*(?:[.!:\]\n]|$)|\[(?:insert|add|enter|your|placeholder|tk|tktk|todo|tbd|tbc|to come"
    rf"|{THING}|photo|image|details)\b[^\[\]\n]{{0,60}}\]|"
    r"\b(?:lorem ipsum|dolor sit amet|consectetur adipiscing|adipiscing elit|sed do eiusmod|tempor incididunt)\b"
    r"|\b(?:placeholder|dummy|filler|sample|boilerplate) (?:text|copy|content|story|article|paragraph|body|headline"
    r"|title)\b|\b(?:this|it) is (?:just |only )?an? (?:test|sample|dummy|example|placeholder"
    r"|demo)(?: (?:of the )?(?:cms|article|post|page|story|entry|text|paragraph))\b|\b(?:test|testing) (?:article"
    r"|post|page|story)\b|\b(?:do not|don['’]t) publish\b|\bnot for publication\b|\b(?:asdf|qwerty|blah blah"
    r"|foo bar)|\b(?:delete|replace|edit) this (?:text|paragraph|copy|post|article)\b|\bbody (?:text|copy) (?:here"
    r"|tk)\b|\b(?:text|story|copy|full story|article|details|quote) (?:tk|to come|to follow|coming soon"
    r"|coming shortly|will follow)\b|\bcontent coming soon\b|\bwelcome to wordpress\b|\bstart writing\b[!.]"
)
TO_COME = (
    r"\bTKTK\w*|\bTK TK\b|\bX{4,}\b|\b(?:TK|XX|XXX|TODO|FIXME|TBD)\b(?: (?:TK|XX|XXX|TODO|TBD)\b)*\s*(?:[.,:;)\]]"
    r"|\n|$)|\bTK (?:[a-z]{2,}|XX)|\b(?:[A-Z]{3,}|XX+) TK\b|[$£€]X{1,4}\b|\bXX+ (?:percent|per cent|million|billion"
    r"|years? old|votes|points|miles|TK|AGE)\b|\b(?:NAME|AGE|DATE|QUOTE|TOWN|TITLE) (?:XX+|HERE|TBC|TO COME)\b"
)
# What an editor is told to do, in capitals so that it is not overlooked.
PIECE = (
    r"(?:PHOTOS?|PIC(?:TURE)?S?|IMAGES?|QUOTES?|NAMES?|CAPTIONS?|BYLINE|HEADLINE|HED|DEK|LEDE?|LINKS?|MAP"
    r"|CHART|GRAPHICS?"
    r"|VIDEO|TEXT|COPY|STORY|PARAGRAPHS?|GRAFS?|BODY|INTRO|CAPTION|LOGO|AD|TABLE|FIGURES?|NUMBERS?|STATS?|DETAILS|DATE"
    r"|COMMENTS?|RESPONSE|BACKGROUND|BIO|SIDEBAR|PULLQUOTE|EMBED|AGE|TITLE|HERE)"
)
TOLD = r"(?:INSERT|ADD|PLACE|PUT|ATTACH|DROP|PASTE|FILL|REPLACE|CHECK|CONFIRM|FIND|NEEDS?|RUN|USE|UPDATE|FIX)"
INSTRUCTION = (
    rf"\b{TOLD}(?: [A-Z]{{1,15}}){{0,5}} {PIECE}\b(?: [A-Z]{{2,15}}\b)*|\b{PIECE}(?: [A-Z]{{2,15}}){{0,4}} (?:GOES"
    r"|GO|TO GO|TO COME|COMES|NEEDED|MISSING|TO FOLLOW|HERE)\b"
)
# What page builders and layouts hold before anybody writes.
BUILDER = (
    r"\badd your own (?:text|content|copy|words|paragraph|image|title)\b|\bedit me\b|\bi(?:['’]m"
    r"| am) a (?:new )?(?:paragraph"
    r"|title|heading|text (?:box|block))\b|\b(?:click|tap|double[- ]click|press)\b[^.\n]{0,40}\b(?:add|edit|change"
    r"|replace|customi[sz]e)\b[^.\n]{0,25}\b(?:text|content|paragraph|copy|heading|description|headline"
    r"|caption|title)\b"
    r"|\b(?:inside (?:of )?|in )an? (?:div|text) block\b|\bjust another (?:wordpress|blog)"
    r"|\bthis is your (?:first|very first"
    r"|new) (?:post|page|article|blog)|\bedit or (?:delete|remove) (?:it|this)\b|\b(?:edit|change|replace|remove) this"
    r" (?:text|content|paragraph|sentence|heading|block|section) (?:inline|with|in|to|and|by|from)\b|\b(?:type"
    r"|write|tell|start) "
    r"(?:your|typing|the|writing) (?:(?:own |main )?(?:paragraph|text|content|story|copy|post|article)"
    r"|here)(?: \w+)? ?here\b"
    r"|\b(?:add|write|enter|type) (?:an? |your )?(?:short |brief |new )?(?:description|caption|tagline"
    r"|subtitle|bio)\b(?: here)?"
    r"\s*(?:[.!\]\n]|$)|\b(?:your|this) (?:content|text|heading|title|description|paragraph) (?:goes|belongs"
    r"|will (?:go|appear|be))\b"
    r"|\b(?:page|section|space|area|column|sheet) (?:is |was |has been |)(?:intentionally|deliberately"
    r"|purposely|purposefully)"
    r" (?:left )?(?:blank|empty)\b|\b(?:page|section|space|area|column) (?:is |was |has been "
    r"|)left (?:intentionally|deliberately"
    r"|purposely) (?:blank|empty)\b|\b(?:post|page|article|story|caption|image) (?:title|description|excerpt"
    r"|subtitle) (?:here"
    r"|goes|placeholder)\b"
)
FILLER = f"(?:{'|'.join(sorted(entries('filler_latin'), key=lambda word: (-len(word), word)))})"
LATIN = (
    rf"\b(?:{FILLER}[ ,.;]+(?:(?:a|ac|ad|at|aut|cum|do|est|et|eu|ex|id|in|non|ut|vel)[ ,.;]+){{0,2}}){{2,}}{FILLER}\b"
)
IN_CAPITALS = rf"(?-i:{TO_COME}|{INSTRUCTION}|{TEMPLATE})"
FILLED_IN = rf"{FILL_IN}|{BUILDER}|{LATIN}|{IN_CAPITALS}"
BARE = (
    r"(?i)^\W*(?:no (?:content|text|body|description)(?: \w+){0,2}|null|none|n/?a|undefined|nan"
    r"|test(?:ing)?(?: \S+)?|tbd|tba|tk|empty|body|text|content|article|true|false|\d+)\W*$"
)

EMAIL_OR_ADDRESS = (
    r"@|^[\w.-]+\.[a-z]{2,12}$|(?i)^(?:https?:|www[. ])|\b[\w-]+\.(?:com|org|net|info|gov|edu|news|tv|co|uk|us|ca"
    r"|au|in|de|fr|eu|io)(?:\b"
    r"|/)|^[\W\d_]+$|^(?:user|author|admin|editor|writer|staff|contributor|test)[ _#-]*\d+$|^\w+_\w+$|\{\{|\$\{"
    r"|lorem ipsum"
)
# What programs write for "no date": the zero days of databases, of spreadsheets and of operating systems, and midnight
# of a first of January. The evening before 1970 is its midnight west of Greenwich.
ZERO_DAYS = [
    datetime(*day, tzinfo=UTC)
    for day in (
        (1, 1, 1), (1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1904, 1, 1),
        (1969, 12, 31), (1970, 1, 1), (1980, 1, 1), (1999, 11, 30),
    )
]  # fmt: skip
NEW_YEARS = [datetime(year, 1, 1, tzinfo=UTC) for year in (1990, 1995, 1999, 2000, 2001)]


def _key(name: pl.Expr) -> pl.Expr:
    return name.str.to_lowercase().str.replace_all(NO_LETTER, "").fill_null("")


def _less_publisher(key: pl.Expr) -> pl.Expr:
    """A headline's key without the publisher's name or domain at its ends."""
    domain, publisher = pl.col("domain"), pl.col("publisher")
    bare = domain.str.replace(r"\.[a-z]{2,4}(?:\.[a-z]{2})?$", "")
    for name in (domain, publisher, publisher.str.replace(r"^(?i:the)\s", ""), bare):
        part = _key(name)
        key = key.str.strip_suffix(part).str.strip_prefix("www").str.strip_prefix(part)
    return key.str.strip_prefix("the")


def _title() -> pl.Expr:
    """Whether the headline is a placeholder; null without one."""
    own = _less_publisher(TITLE_KEY)
    bare = own.is_in(list(entries("placeholder_titles"))) | (own == "")
    shaped = TITLE.str.contains(f"{FILE}|{SLUG}|{ADDRESS_TITLE}|{NUMBERED}")
    filled = TITLE.str.contains(ascii_bounds(f"{FILL_IN}|{IN_CAPITALS}")) & (pl.col("title_word_list").list.len() <= 12)
    return pl.when(TITLE != "").then(bare | shaped | filled)


def _authors() -> pl.Expr:
    name = pl.element().str.strip_chars()
    key = name.str.to_lowercase().str.replace_all(NO_LETTER, "").str.strip_prefix("by")
    nobody = key.is_in(list(entries("placeholder_authors"))) | ((key == "") & (name != ""))
    return (
        pl.col("authors")
        .list.eval((nobody | name.str.contains(ascii_bounds(EMAIL_OR_ADDRESS))).cast(pl.Int32))
        .list.sum()
    )


def _date() -> pl.Expr:
    day = pl.col("published_at").dt.truncate("1d")
    return day.is_in(ZERO_DAYS) | pl.col("published_at").is_in(NEW_YEARS)


FEATURES = (
    Feature(
        "placeholder_title",
        _title().cast(pl.Int8),
        "yes or no",
        "1 where the headline is a word of a template, the publisher's name, a file, a slug or a number. Why: the "
        "article's own headline was lost. Example: 1 for 'Untitled', 'Home | Vale Times' and "
        "'council-vote_final.html'.",
        high=1,
        title_words=r"(?s)^.+$",
        scored=False,
    ),
    Feature(
        "placeholder_authors",
        _authors(),
        "authors",
        "Authors who are an account, a role, a mail address, a web address or a word of a template. Why: nobody can be "
        "asked who answers for the text. Example: 1 for 'admin'; null without authors.",
        scored=False,
    ),
    Feature(
        "placeholder_date",
        _date().cast(pl.Int8),
        "yes or no",
        "1 where the date of publication is one that programs write for 'no date'. Why: the "
        "article's own date was lost. Example: 1 for 1 January 1970, 30 November 1999 and midnight of 1 January 2000.",
        high=1,
        scored=False,
    ),
    Feature(
        "placeholder_phrases",
        count_any("text", (f"{BARE}|{FILL_IN}|{IN_CAPITALS}", BUILDER, LATIN), parts=3),
        "phrases",
        "Words that stand in for a text: dummy Latin, 'insert text here', 'TK', braces of a template. Why: the "
        "page was "
        "published before the article was written, or its program failed. Example: 1 for 'Quote TK.'",
        spans=f"{BARE}|{FILLED_IN}",
        scored=False,
    ),
)
