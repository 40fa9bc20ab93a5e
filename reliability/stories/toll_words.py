"""The words that tolls are told with: what befell people, whom it did not befall, how sure the number is."""

from __future__ import annotations

from collections.abc import Iterable

from reliability import resources

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000}
LOOSE = {"dozen": (11, 13), "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2000, 9999)}

KINDS = {
    "killed": (
        "killed", "killing", "kills", "kill", "dead", "died", "die", "dying", "death", "deaths", "drowned", "drowning",
        "drown", "perished", "fatalities", "bodies", "corpses", "lives", "lost", "massacred", "murdered", "murders",
        "executed",
        "slain", "slaughtered", "beheaded", "suffocated", "burned to death", "burnt to death", "crushed to death",
        "stabbed to death", "beaten to death", "shot dead", "shot and killed", "gunned down", "toll",
    ),
    "injured": (
        "injured", "injuring", "injures", "injure", "wounded", "wounding", "wounds", "hurt", "hurting", "injuries",
        "maimed", "burns", "bleeding",
    ),
    "casualties": ("casualties",),
    "shot": ("shot", "shot and wounded"),
    "arrested": (
        "arrested", "arresting", "arrests", "arrest", "detained", "detaining", "detains", "in custody", "into custody",
        "rounded up", "rounding up", "apprehended", "behind bars", "held",
    ),
    "charged": ("charged", "indicted"),
    "jailed": ("jailed", "imprisoned", "convicted", "sentenced"),
    "missing": ("missing", "unaccounted for", "disappeared", "vanished"),
    "displaced": (
        "displaced", "displacing", "evacuated", "evacuating", "evacuates", "evacuation", "homeless", "uprooted", "fled",
    ),
    "rescued": ("rescued", "rescuing", "rescues", "rescue", "saved", "saving", "airlifted", "plucked",
                "pulled", "freed", "released", "survived", "survivors"),
    "infected": ("infected", "infecting", "tested positive", "infections", "sickened", "sickening", "fallen ill",
                 "fell ill", "ill", "sick", "taken ill", "poisoned"),
    "hospitalised": ("hospitalised", "hospitalized", "hospitalising", "hospitalizing", "hospital",
                     "treated"),
    "stranded": ("stranded", "stranding", "trapped", "trapping", "buried", "burying"),
    "deported": ("deported", "deporting", "expelled"),
    "quarantined": ("quarantined", "isolated", "quarantine"),
    "kidnapped": ("kidnapped", "kidnapping", "kidnaps", "abducted", "abducting", "abducts", "hostage", "captive",
                  "hostages", "seized", "seizing"),
}  # fmt: skip
KIND_OF = {word: kind for kind, forms in KINDS.items() for word in forms}

FLOOR = ("at least", "no fewer than", "no less than", "a minimum of")
ABOVE = ("more than", "over", "well over", "upwards of", "in excess of")
CEILING = ("up to", "as many as")
BELOW = ("fewer than", "less than", "under")
SHORT_OF = ("nearly", "almost", "close to")
ROUND = ("about", "around", "some", "roughly", "approximately", "an estimated")

FATES = (
    "killed", "dead", "died", "drowned", "perished", "massacred", "murdered", "executed", "slain", "slaughtered",
    "beheaded", "suffocated", "burned to death", "burnt to death", "crushed to death", "stabbed to death",
    "beaten to death", "shot dead", "shot and killed", "gunned down", "lost their lives", "their lives", "injured",
    "wounded", "hurt", "maimed", "suffered injuries", "suffered burns", "bleeding", "shot", "shot and wounded",
    "arrested", "detained", "in custody", "taken into custody", "rounded up", "apprehended", "behind bars",
    "charged", "indicted", "jailed", "imprisoned", "convicted", "sentenced", "missing", "unaccounted for",
    "disappeared", "displaced", "evacuated", "homeless", "uprooted", "fled", "rescued", "saved", "airlifted",
    "plucked", "infected", "tested positive", "sickened", "fallen ill", "fell ill", "fell sick", "taken ill",
    "sick", "poisoned", "hospitalised", "hospitalized", "to hospital", "to hospitals", "to the hospital",
    "in hospital", "treated", "quarantined", "deported", "expelled", "survived", "freed", "buried", "seized",
    "vanished", "stranded", "trapped", "kidnapped", "abducted", "taken hostage", "held hostage", "held captive",
)  # fmt: skip
"""What ends a phrase that opens with a number: "15 migrants drowned"."""

COUNTED = (
    "deaths", "fatalities", "bodies", "corpses", "casualties", "injuries", "arrests", "infections", "murders",
    "hostages", "survivors",
)  # fmt: skip
"""What is counted instead of people: "12 bodies"."""

DEEDS = (
    "killed", "killing", "kills", "kill", "injured", "injuring", "injures", "injure", "wounded", "wounding", "hurting",
    "murdered", "massacred", "executed", "slaughtered", "beheaded", "drowned", "drowning", "shot dead",
    "shot and killed", "gunned down", "arrested", "arresting", "arrest", "detained", "detaining", "detains",
    "rounded up", "rounding up", "apprehended", "charged", "jailed", "imprisoned", "sentenced", "displaced",
    "displacing", "evacuated", "evacuating", "evacuates", "rescued", "rescuing", "rescues", "rescue", "saved", "saving",
    "airlifted", "infected", "infecting", "sickened", "sickening", "poisoned", "hospitalised", "hospitalized",
    "hospitalising", "hospitalizing", "stranded", "stranding", "trapped", "trapping", "kidnapped", "kidnapping",
    "kidnaps", "abducted", "abducting", "abducts",
)  # fmt: skip
"""What a number follows: "killed 83"."""

DEEDS_TO_PEOPLE = (
    "shot",
    "treated",
    "pulled",
    "seized",
    "seizing",
    "buried",
    "burying",
    "lost",
    "freed",
    "released",
    "quarantined",
    "deported",
    "expelled",
    "held",
)
"""The same where a group of people must follow: "shot 12 people", for "shot 12" may be film."""

PEOPLE = (
    "people", "persons", "men", "women", "children", "civilians", "soldiers", "officers", "students", "protesters",
    "workers", "victims", "passengers", "others", "residents", "worshippers", "migrants", "firefighters", "patients",
    "pupils", "miners", "troops", "fighters", "militants", "families", "prisoners", "inmates", "refugees", "villagers",
    "tourists", "patients", "sailors", "teenagers", "deaths",
)  # fmt: skip
SINGULAR = (
    "people", "men", "women", "children", "personnel", "staff", "police", "crew", "folk", "youth", "elderly",
    "policemen", "policewomen", "fishermen", "servicemen", "gunmen", "crewmen", "firemen", "schoolchildren", "infantry",
    "human beings", "clergy", "kin",
)  # fmt: skip
"""Names of groups without a plural s."""

THINGS = frozenset(resources.lexicon("stories/things"))
"""What has a number, and is no person; `killed 12 years ago` is no toll."""

NO_COUNTS = (
    "flight", "route", "highway", "interstate", "boeing", "airbus", "section", "article", "chapter", "channel", "day",
    "week", "aged", "age", "no", "number", "room", "unit", "level", "type", "area", "phase", "grade", "page", "covid",
    "none of", "none of the", "neither of the",
)  # fmt: skip
"""What makes a number behind it no count of people."""

UPDATES = (
    "rose", "risen", "rises", "rising", "raised", "raising", "raises", "climbs", "climbed", "climbing", "jumps",
    "jumped", "increased", "increases", "grew", "grows", "soars", "soared", "mounts", "revised", "lowered", "corrected",
    "updated", "had put", "up from", "down from", "earlier figure", "earlier figures", "earlier count",
    "earlier report", "earlier reports", "earlier toll", "earlier said", "had earlier", "previous figure",
    "previous toll",
    "previous count", "previously reported", "previously said", "initially reported", "initially said",
    "first reported", "initial reports", "initial report", "initial toll", "initial figure", "preliminary",
    "higher than", "succumbed", "later died", "has since died", "have since died",
)  # fmt: skip
"""What explains why an article has another number than an earlier one."""


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
