"""Headlines that thrill, and texts in another language than they are declared in."""

from __future__ import annotations

import re

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries, holds, listed
from reliability.features.reading import blanked, places

SENSATIONAL = rf"(?:{listed('loaded')}|{listed('sensational')})"
QUOTED = r"[“\"][^“”\"\n]*[”\"]|(?<!\w)[‘'][^‘’'\n]*[’'](?!\w)"
FIXED = (
    r"(?i:conspiracy theor\w+|far-(?:left|right)|hate speech|war on terror|terror (?:attack|suspect|group|plot|"
    r"threat|trial|charge|cell)s?"
    r"|wild ?(?:life|card|fire|west)s?|wild animals?|panic buttons?|toxic (?:waste|chemical|fume|gas|algae)\w*|"
    r"(?:natural|plane|boat|mine) disasters?|disaster (?:relief|aid|area|fund\w*|zone|declaration|management))"
)
# 'Bridge shut for a year: a national scandal'
VERDICT = (
    r"(?:[:,–—-]|\.) (?:it['’]?s |it is |this is |what )?(?:an? |the )?(?:[\w-]+ ){0,2}(?:scandal|disgrace|"
    r"outrage|shame|"
    r"disaster|catastrophe|travesty|fiasco|farce|nightmare|betrayal|joke|embarrassment|humiliation|abomination|insult|"
    r"horror|circus|debacle|sham|shambles|atrocity|madness|insanity|lunacy|disgust|chaos|mockery)[.!]?$"
)
LURES = (
    r"\b(?:the (?:real|true|hidden|untold|secret|surprising|simple|shocking|weird|strange|"
    r"only) (?:\w+ )?(?:reason|story|"
    r"cause|truth|secret|meaning|trick|agenda)s?|(?:doctors|dentists|experts|scientists|bankers|banks|lawyers|teachers|"
    r"big \w+|they|politicians|celebrities) (?:all )?(?:hate|(?:don['’]t|do not|won['’]t|will not) (?:want|tell)|are "
    r"baffled|is hiding|are hiding)|mind-?blowing|jaw-?dropping|eye-?opening|hair-?raising|heart-?stopping|"
    r"tear-?jerking|"
    r"see (?:the |these |those |his |her |their |all (?:the )?)?(?:[\w-]+ )?(?:pictures?|photos?|images?|pics?|videos?|"
    r"reactions?|proof|footage)|(?:nobody|no one|few|none of us) (?:expected|saw|knew|(?:could|would) (?:have )?"
    r"(?:guess|predict|imagin|believ|expect)\w*|was (?:ready|prepared)) (?:for )?(?:what|this|it|how)|"
    r"what (?:came|comes|"
    r"(?:he|she|they|we) (?:did|said|saw|found|discovered|learned)|followed) (?:next|will|then|is|was)|will (?:leave|"
    r"haunt|blow|melt|stun|amaze|change how|make your|restore your|have you)|leaves? (?:you|fans|everyone|us|"
    r"viewers)\b|"
    r"before it['’]?s too late|wait for it|not what you think|(?:you['’]re|you are) doing (?:it )?wrong|"
    r"number \d+ will|"
    r"(?:this|these|that) (?:\w+ )?(?:\w+ )?(?:tricks?|hacks?|photos?|clips?|habits?|signs?)\b|"
    r"gets (?:even )?(?:better|"
    r"worse|weirder)|can you (?:guess|spot|believe)|have you (?:seen|noticed|wondered)|read on|click (?:here|to))"
    r"|\b(?:result|reason|answer|twist|catch|outcome|culprit|reaction|secret|best part|worst part|problem|"
    r"verdict)\?(?: \S|$)|\.\.\.$|…$"
)
LONGEST = 1000  # characters of a headline that are looked through
_KEPT = re.compile(f"{QUOTED}|{FIXED}")
_VERDICT = re.compile(VERDICT, re.IGNORECASE)
_LURES = re.compile(f"{listed('lures')}|{LURES}", re.IGNORECASE)
_SENSATIONAL = re.compile(SENSATIONAL, re.IGNORECASE)
ENGLISH_WORDS = pl.col("word_list").list.eval(pl.element().is_in(list(entries("function_words")))).list.sum()
# The commonest words of other languages that are those of no neighbour.
TONGUES = {
    "de": ["der", "und", "das", "nicht", "ist", "mit", "sich", "auf", "für", "ein", "eine", "dem", "zu", "von"],
    "fr": ["les", "des", "est", "dans", "pour", "une", "que", "qui", "sur", "au", "pas", "du", "avec", "ont", "sont"],
    "es": ["los", "las", "el", "del", "por", "una", "con", "para", "y", "más", "pero", "sus", "fue", "como"],
    "it": ["il", "di", "che", "della", "gli", "sono", "per", "nel", "più", "anche", "dei", "alla", "ha", "è"],
    "pt": ["o", "os", "não", "uma", "do", "da", "em", "com", "dos", "ao", "são", "mais", "pela", "foi", "seu"],
    "nl": ["het", "een", "van", "niet", "dat", "voor", "zijn", "naar", "ook", "werd", "aan", "wordt", "bij", "maar"],
    "sv": ["och", "att", "det", "som", "inte", "på", "är", "för", "av", "med", "till", "ett", "har", "den"],
    "pl": ["nie", "się", "na", "że", "jest", "przez", "oraz", "dla", "jak", "po", "od", "są", "był", "tego"],
}
OTHER_SCRIPTS = ["ru", "uk", "bg", "sr", "el", "ar", "fa", "ur", "he", "hi", "zh", "ja", "ko", "th"]
SURELY = 0.1  # share of such words: more in any prose of that language
OTHER_LETTERS = r"[\p{L}&&[^\p{Latin}]]"
OF_ANOTHER_SCRIPT = pl.col("text").str.count_matches(OTHER_LETTERS)
STRANGE, LEAST = 0.4, 40  # share of the characters, and letters, of a text in another script
IN_ANOTHER_SCRIPT = (OF_ANOTHER_SCRIPT >= LEAST) & (STRANGE * pl.col("characters") < OF_ANOTHER_SCRIPT)
ENGLISH, OTHER = 0.25, 0.15  # share of the commonest English words: more in any English prose, less in any other


def sensational_words(case: Case) -> list[Place]:
    """Loaded and sensational words of the headline, outside of quotations and of terms such as 'disaster relief'."""
    title = blanked(_KEPT, case.title[:LONGEST])
    found = places(_SENSATIONAL, title) or places(_VERDICT, title.rstrip())
    return [Place(place.start, place.end, title=True) for place in found]


def luring_phrases(case: Case) -> list[Place]:
    """Phrases of the headline that promise instead of telling."""
    found = places(_LURES, case.title[:LONGEST].rstrip())
    return [Place(place.start, place.end, title=True) for place in found]


def _as_declared() -> pl.Expr:
    """Whether the text has more of the words of another language than twice those of the declared one."""
    counts = {
        code: pl.col("word_list").list.eval(pl.element().is_in(words)).list.sum() for code, words in TONGUES.items()
    }
    own = pl.coalesce(pl.when(pl.col("language") == code).then(number) for code, number in counts.items())
    other = pl.max_horizontal(
        pl.when(pl.col("language") != code).then(number).otherwise(0) for code, number in counts.items()
    )
    written = pl.when(pl.col("language").is_in(OTHER_SCRIPTS)).then(0).otherwise(own)
    return (other > 2 * written) & (other > SURELY * pl.col("word_count"))


FEATURES = (
    Feature(
        "title_sensational",
        Finder(sensational_words, when=holds("title_lower", f"{SENSATIONAL}|{VERDICT}")),
        "words",
        "Loaded and sensational words of the headline; quotations and terms such as 'disaster relief' do not count. "
        "Why: they tell readers what to feel before what happened. Example: 1 for 'Horror on Vale bridge'.",
        scored=False,
    ),
    Feature(
        "language_contradicted",
        pl.when(((pl.col("word_count") >= 40) | IN_ANOTHER_SCRIPT) & pl.col("language").is_not_null())
        .then(
            pl.when(IN_ANOTHER_SCRIPT)
            .then(~pl.col("language").is_in(OTHER_SCRIPTS))
            .when(pl.col("language") == "en")
            .then(OTHER * pl.col("word_count") > ENGLISH_WORDS)
            .otherwise((ENGLISH * pl.col("word_count") < ENGLISH_WORDS) | _as_declared().fill_null(False))
        )
        .cast(pl.Int8),
        "yes or no",
        "1 where the text is declared English and is not, or is declared another language and is English or a third "
        "one. Why: rules "
        "for the wrong language judge it. Example: 1 for an English text with `language` 'de'; null for short texts "
        "and where none is declared.",
        high=1,
        scored=False,
    ),
    Feature(
        "title_promises",
        Finder(luring_phrases, when=holds("title_lower", f"{listed('lures')}|{LURES}")),
        "phrases",
        "Phrases of the headline that promise instead of telling, such as 'the real reason' or 'nobody expected what "
        "came next'. Why: they are written for clicks. Example: 1 for 'The real reason why the bridge is closed'.",
        scored=False,
    ),
    Feature(
        "english_words_share",
        pl.when(IN_ANOTHER_SCRIPT)
        .then(0.0)
        .when(pl.col("word_count") >= LEAST)
        .then(ENGLISH_WORDS / pl.col("word_count")),
        "share of words",
        "Words that are among the commonest English ones; 0 where most letters are of another script, whose words may "
        "not be parted by blanks. Why: the other measures assume English. "
        "Example: 0.0 for a text in Chinese; null for fewer than 40 words.",
        high=1,
        scored=False,
    ),
)
