"""Sources are scored anew after decisions, once the answer is sent: it takes a look at the whole database."""

from __future__ import annotations

import threading

from starlette.background import BackgroundTask

from reliability import sourcing
from reliability.web.desk import Desk

_waiting = threading.Lock()
_working = threading.Lock()


def after_decision(desk: Desk) -> BackgroundTask:
    """Score the sources anew after the answer; of many that wait for their turn, one does it for all."""
    return BackgroundTask(_rescore, desk)


def _rescore(desk: Desk) -> None:
    if not _waiting.acquire(blocking=False):
        return
    with _working:
        _waiting.release()  # what is decided from now on needs another
        sourcing.rescore_sources(desk.store, desk.session.config)
