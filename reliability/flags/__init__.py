"""Suites and tables -> flags: the only room that knows Great Expectations."""

from __future__ import annotations

from reliability.flags.catalogue import Documented as Documented
from reliability.flags.catalogue import catalogue as catalogue
from reliability.flags.checking import Checker as Checker
from reliability.flags.checking import check as check
from reliability.flags.checking import find as find
from reliability.flags.pages import data_docs as data_docs
from reliability.flags.silences import add_silenced as add_silenced
from reliability.flags.silences import check_silences as check_silences
from reliability.flags.silences import none_silenced as none_silenced
from reliability.flags.silences import silence as silence
from reliability.flags.silences import silence_findings as silence_findings
from reliability.flags.suites import Entry as Entry
from reliability.flags.suites import Suites as Suites
from reliability.flags.suites import load as load
