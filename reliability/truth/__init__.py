"""Truth discovery: from conflicting claims of many sources to what is true and whom to trust."""

from __future__ import annotations

from reliability.truth.checking import checked
from reliability.truth.discovery import KINDS, METHODS, check_asked, discover
from reliability.truth.findings import Findings

__all__ = ["KINDS", "METHODS", "Findings", "check_asked", "checked", "discover"]
