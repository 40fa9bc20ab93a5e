"""Data-quality and source-reliability scoring for news."""

from __future__ import annotations

__version__ = "0.1.0"
