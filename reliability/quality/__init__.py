"""The quality of a run's data: what is measured and found in it, and the dictionary that reports are made from."""

from __future__ import annotations

from reliability.quality.recording import record as record
from reliability.quality.summary import summary as summary
