"""Engines: how a stage function is applied to chunks of articles, on one machine or on many."""

from __future__ import annotations

from reliability.engines.engine import Engine as Engine
from reliability.engines.engine import Piece as Piece
from reliability.engines.local import LocalEngine as LocalEngine
from reliability.engines.spark import SparkEngine as SparkEngine
