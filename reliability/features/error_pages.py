"""Is it an error page."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature, share
from reliability.features.patterns import count_any, listed

THING = r"(?:page|article|story|content|post|url|link|resource|file|document|item|site|website|video)"
SIGNS = (
    listed("error_pages"),
    r"^\W*(?:40[0-9]|50[0-9])\W*$|\byou have been (?:temporarily )?blocked\b|\b(?:page|site|article) has "
    r"moved\b|\bcloudfront\b",
    r"\b(?:is|are)n['’]t available\b|\bnot available right now\b|\bcould not be satisfied\b|\bcan['’]?t "
    r"(?:connect|reach|load)\b",
    r"\bconnection (?:was|has been) (?:interrupted|lost|reset|closed)\b|\bnothing (?:was )?found\b|\blost "
    r"this page\b",
    r"\b(?:error:? |http:? |status:? )?(?:40[0-9]|41[0-8]|42[0-9]|451|50[0-9]|52[0-9])\b[ :–|-]*(?:not found"
    r"|forbidden|unauthori[sz]ed|bad request|bad gateway|internal server|service unavailable|gateway|too many"
    r"|error|page|gone)",
    rf"\b{THING}s? (?:(?:that )?you(?:['’]re| are| were|['’]ve| have)? (?:looking for|requested|trying to \w+"
    r"|followed|entered)|not found|cannot be|can['’]t be|could ?n[o'’]t be|could not be|unavailable)\b",
    rf"\b{THING}s? (?:is|are|was|has been|have been|may have been|might have been|may have|might have)(?: "
    r"\w+)? ?(?:no longer|removed|deleted|moved|unavailable|expired|taken down|renamed|broken|not available"
    r"|suspended|offline)\b",
    r"\b(?:sorry|oops|whoops|uh[- ]oh|hmm|yikes)\b[,!.…]* .{0,60}\b(?:page|wrong|find|found|error|problem|link"
    r"|exist)",
    r"\bsomething went wrong\b|\ban? (?:unexpected |unknown |internal |fatal )?error (?:has )?occurred\b"
    r"|\bfatal error\b",
    r"\b(?:you )?(?:don['’]t|do not) have (?:the )?permissions? to\b|\bnot authori[sz]ed to (?:view|access)\b",
    r"\bjava ?script (?:is|must be|needs to be|appears to be|and cookies)\b|\benable (?:java ?script|cookies)\b",
    r"\bverif(?:y|ying)(?: that)? you are (?:a )?(?:human|not)\b|\bnot a robot\b|\bcaptcha\b"
    r"|\bare you (?:a )?(?:human|robot)",
    r"\bchecking your browser\b|\bddos protection\b|\bcloudflare\b|\bray id\b|\breference #?\d|\bincident id\b"
    r"|\bevent id\b",
    r"\b(?:temporarily|currently) (?:unavailable|down|overloaded|offline)\b|\b(?:under|undergoing"
    r"|scheduled) maintenance\b",
    r"\b(?:please )?try again (?:later|in a|shortly|soon)\b|\bfailed to (?:load|fetch|connect)\b|\btimed? ?out\b",
    r"\bunable to (?:load|connect|process|complete|find|display)\b|\bdatabase (?:connection|error)\b"
    r"|\bconnection (?:refused|reset)",
    r"\brequest (?:was |has been )?(?:blocked|denied|failed)\b|\b(?:unusual|suspicious) (?:traffic|activity)\b"
    r"|\bip address\b",
    r"\bnot available in your (?:country|region|location|area)\b|\beuropean (?:economic area"
    r"|union) .{0,80}access\b",
    r"\bdomain (?:name )?(?:is for sale|has expired|is parked)\b|\bstack trace\b|\bnginx\b|\bapache/\d"
    r"|\bexception in\b",
    r"\b(?:go|return|back|take me) (?:back )?(?:to )?(?:the |our )?home ?page\b|\bcheck the (?:url|address|link"
    r"|spelling)\b",
    r"\b(?:think|thinks|thought|believe|suspect|detected|determined|concluded)\b[^.\n]{0,40}\b(?:bots?|robots?"
    r"|automated)\b"
    r"|\bnot a bot\b|\bpardon (?:our|the) interruption\b|\b(?:about|in) your browser (?:made|makes|that)\b"
    r"|\b(?:regain|restore) access\b|\bpress (?:&|and) hold\b|\bsecurity (?:check|service to protect)\b",
    r"\byou(?:['’]re| are) a (?:power user|bot|robot)\b|\bsuper-?human speed\b|\bdisabled (?:java ?script|cookies)\b"
    r"|\bbrowser (?:plug-?in|extension)\b|\bprove (?:that )?you(?:['’]re| are) (?:a )?(?:human|not)\b|\bblocked by\b"
    r"|\byour (?:browser|ip|network)(?: \w+){0,2} (?:has been|was|is) (?:blocked|flagged|identified)\b",
    r"\bbroken link\b|\bdead link\b|\bmistyped\b|\bdoes(?: not|n['’]t) exist\b|\bsearch (?:our|the) (?:site"
    r"|archive)\b",
)
SIGN = f"(?i){'|'.join(SIGNS)}"

FEATURES = (
    Feature(
        "error_signs_share",
        share(
            (count_any("text", SIGNS) + count_any("title", SIGNS)) * 1.0,
            pl.col("word_count") + pl.col("title_word_list").list.len(),
        ),
        "phrases per word",
        "Phrases of error pages in headline and text, for each of their words. Why: a report on a failing site has one "
        "of them in hundreds of words, an error page is made of them. Example: 0.2 for 'Page not found. Please "
        "try again "
        "later.'; null where there is no word.",
        spans=SIGN,
        title_words=SIGN,
        scored=False,
    ),
)
