"""Webhooks: other programs are told of new critical flags, decisions and finished runs.

The only time that the program calls out by itself, and only where somebody added a webhook. `add`, `remove` and `test`
work on webhooks; `notify` tells what is new and sends what is due, once; `Sender` does so while a server runs.
"""

from __future__ import annotations

from reliability.notifying.hooks import Added, add, remove, test
from reliability.notifying.sender import Sender, notify
from reliability.notifying.signing import signature

__all__ = ["Added", "Sender", "add", "notify", "remove", "signature", "test"]
