"""The fetching room: the address of a page -> its bytes, without reaching into the network that the program runs in."""

from __future__ import annotations

from reliability.fetching.page import PLAIN as PLAIN
from reliability.fetching.page import Limits as Limits
from reliability.fetching.page import Page as Page
from reliability.fetching.retrieval import fetch as fetch
from reliability.fetching.targets import is_address as is_address
