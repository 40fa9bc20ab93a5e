"""Numbers about each article: one row per article, one declaration per feature, one file per theme."""

from __future__ import annotations

from reliability.features.declaration import Feature as Feature
from reliability.features.spans import locate as locate
from reliability.features.table import compute as compute
from reliability.features.telling import telling as telling
from reliability.features.themes import catalogue as catalogue
from reliability.features.wording import wording as wording
