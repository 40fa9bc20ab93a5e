"""What an outlet says of the changes that it made to its article."""

from __future__ import annotations

from reliability.features.declaration import Feature
from reliability.features.patterns import count, listed

PAGE = r"(?:article|story|piece|post|report|page|column|item|text|headline|caption|version|review|graphic|essay|blog)"
AMENDED = r"(?:updated|corrected|amended|revised|edited|changed|clarified|modified|altered|rewritten|retracted|fixed)"
WRONGLY = r"(?:originally|previously|initially|incorrectly|mistakenly|wrongly|erroneously|earlier|at first|first)"
DAYS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|[a-z]+day\b)"
AMENDMENT = "|".join(
    (
        listed("corrections"),
        rf"\b(?:this|the|our|an earlier) (?:\w+ )?{PAGE} (?:(?:was|has been|is|have been)(?: since| later"
        rf"| subsequently)? "
        rf"{AMENDED}|{WRONGLY} (?:said|stated|reported|misstated|gave|named|identified|described|attributed"
        rf"|listed|referred"
        r"|claimed|included|read|contained|quoted|appeared|suggested|misidentified))\b",
        r"\b(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|clarifications?|amendment|update)(?: \([^()\n]{1,40}\)"
        r"| [\d/., apm:]{1,20})?: ?\S|\bupdated?,? (?:at |on )?\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b"
        rf"|\b(?:amended|corrected|revised) (?:on|at) (?:{DAYS}|\d|the )",
        r"\bwe (?:regret|apologi[sz]e for) (?:the|this|any|our) (?:error|mistake|confusion)|\bregrets the error\b",
        rf"\b(?:owing|due) to an? (?:\w+ )?(?:editing|production|reporting|transcription|typing) error\b"
        rf"|\b(?:an earlier|a previous|the original|the first) (?:\w+ )?(?:version|headline|edition"
        rf"|caption)(?: of (?:this|the)"
        rf"(?: \w+)? {PAGE})? (?:\w+ )?(?:said|stated|misstated|gave|incorrectly|wrongly|mistakenly|named"
        rf"|misidentified)\b",
    )
)

FEATURES = (
    Feature(
        "amendment_notes",
        count("lower", AMENDMENT),
        "notes",
        "Notes that the article was corrected, clarified or updated, in more wordings than `correction_notes` "
        "knows. Why: "
        "what was corrected may have been copied before. Example: 1 for 'This piece was updated at 6 p.m.'",
        spans=f"(?i){AMENDMENT}",
        scored=False,
    ),
)
