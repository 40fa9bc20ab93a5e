"""Words that lists of names are full of and that are no names."""

from __future__ import annotations

# fmt: off
TITLES = frozenset((
    "the", "dr", "prof", "professor", "mr", "mrs", "ms", "miss", "sir", "rev", "dame", "lord", "lady", "hon",
))
"""Before a name."""

SUFFIXES = frozenset((
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "msc", "bsc", "ba", "ma", "mba", "esq", "dphil", "edd", "jd", "dds",
    "rn", "cpa", "mcse", "cissp", "ccie", "ccna", "inc", "ltd", "llc", "corp", "gmbh",
))
"""After a name: generations, degrees, legal forms."""

PARTICLES = frozenset((
    "van", "von", "vanden", "vander", "der", "den", "de", "di", "da", "del", "della", "dos", "du", "la", "le", "ter",
    "ten", "st", "el", "al", "bin", "ibn", "zu", "zur",
))
"""Begin a last name of several words."""

NOTHING = frozenset((
    "", "not available", "not applicable", "n a", "na", "none", "null", "nan", "unknown", "various", "anonymous",
    "various authors", "author", "authors", "no author", "not stated", "author unknown", "unknown author", "tba", "tbd",
))
"""Values that say only that there is none."""

COMPANY = frozenset(("associates", "assoc", "co", "company", "others", "staff", "team", "amp"))
"""What a list names beside persons, without a name of its own."""

# fmt: on
