"""How the article is written: its tone, its style and its headline."""

from __future__ import annotations

from reliability.features.headline import HEADLINE
from reliability.features.style import STYLE
from reliability.features.tone import TONE

FEATURES = (*TONE, *STYLE, *HEADLINE)
