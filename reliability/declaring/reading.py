"""The bytes of a trust page -> what it states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reliability.declaring import ads_txt, home_page, trust_txt
from reliability.declaring.statements import Statement, bounded
from reliability.readers.charsets import decoded

TRUST, ADS, HOME = "trust.txt", "ads.txt", "home page"
KINDS = tuple(dict.fromkeys((*trust_txt.KINDS, *ads_txt.KINDS, *home_page.KINDS, home_page.REPORT)))
"""Every kind of statement, in the order in which they are shown."""

LONGEST = {TRUST: 500_000, ADS: 2_000_000, HOME: 5_000_000}  # characters; ads.txt lists every seller of advertising

_PLAIN: Mapping[str, Callable[[str], Iterable[Statement]]] = {TRUST: trust_txt.statements, ADS: ads_txt.statements}


def read(found_in: str, data: bytes, charset: str | None, url: str) -> list[Statement]:
    """What a file or page states, each once.

    Args:
        found_in: TRUST, ADS or HOME.
        data: its bytes.
        charset: the encoding that its server names.
        url: where it was found.

    Raises:
        ValueError: it is no page.
    """
    text = decoded(data, charset)[: LONGEST[found_in]]
    if found_in in _PLAIN:
        return bounded(_PLAIN[found_in](text.removeprefix("\ufeff")))
    try:
        return bounded(home_page.statements(text, url))
    except Exception as error:  # the parser's own failures on hostile pages are of every kind
        raise ValueError(f"it cannot be taken apart ({type(error).__name__})") from error
