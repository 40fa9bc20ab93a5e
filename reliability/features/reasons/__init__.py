"""Reasons: what the features of an article say, in words that an editor understands, and what an author can do.

A theme is a file of this folder with a tuple REASONS; it is found without being named elsewhere.
"""

from __future__ import annotations

from reliability.features.reasons.building import build as build
from reliability.features.reasons.building import say as say
from reliability.features.reasons.declaration import Draft as Draft
from reliability.features.reasons.declaration import Reason as Reason
from reliability.features.reasons.declaration import Seen as Seen
from reliability.features.reasons.declaration import Usual as Usual
from reliability.features.reasons.seeing import see as see
from reliability.features.reasons.themes import catalogue as catalogue
from reliability.features.reasons.themes import reason_of as reason_of
