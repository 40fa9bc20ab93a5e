"""The watching room: folders and feeds, looked at again and again; what is new goes down the path once."""

from __future__ import annotations

from reliability.watching.places import Place, places
from reliability.watching.rounds import Board, Round, Watch

__all__ = ["Board", "Place", "Round", "Watch", "places"]
