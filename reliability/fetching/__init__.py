"""The fetching room: the address of a page -> its bytes, without reaching into the network that the program runs in."""

from __future__ import annotations

from reliability.fetching.cache import Cache as Cache
from reliability.fetching.cache import cache_folder as cache_folder
from reliability.fetching.courtesy import Guest as Guest
from reliability.fetching.courtesy import UnwelcomeError as UnwelcomeError
from reliability.fetching.courtesy import check_installed as check_installed
from reliability.fetching.failures import FetchError as FetchError
from reliability.fetching.failures import WrongTypeError as WrongTypeError
from reliability.fetching.page import FEEDS as FEEDS
from reliability.fetching.page import HTML as HTML
from reliability.fetching.page import PLAIN as PLAIN
from reliability.fetching.page import UNCHANGED as UNCHANGED
from reliability.fetching.page import Limits as Limits
from reliability.fetching.page import Page as Page
from reliability.fetching.page import Validators as Validators
from reliability.fetching.retrieval import fetch as fetch
from reliability.fetching.targets import is_address as is_address
