"""Engines: how a stage function is applied to chunks of articles."""

from __future__ import annotations

from reliability.engines.local import LocalEngine

__all__ = ["LocalEngine"]
