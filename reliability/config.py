"""Settings: each declared once. `reliability.toml` is weaker than the environment, which is weaker than an option."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reliability import review_weights
from reliability.errors import ReliabilityError

FILE = "reliability.toml"
PREFIX = "RELIABILITY_"
CLAIMS_MODELS = ("fast", "deep")


@dataclass(frozen=True)
class Setting:
    """One setting: its name, default, how text becomes a value, and what it does."""

    name: str
    default: Any
    parse: Callable[[Any], Any]
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _whole(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = -1
    if isinstance(value, bool) or number < 0:
        raise ValueError("must be a whole number of 0 or more")
    return number


def _some(value: Any) -> int:
    number = _whole(value)
    if number < 1:
        raise ValueError("must be 1 or more")
    return number


OUTLET_KEYS = frozenset(("name", "domain", "aliases"))
"""Keys of an `[[outlets]]` block."""


SILENCE_KEYS = ("code", "source", "reason", "until")
"""Keys of a `[[silence]]` block."""


@dataclass(frozen=True)
class Silence:
    """Flags of one code that nobody needs to see, and why.

    Args:
        code: code of the expectation.
        source: domain or name of the publisher, or `*` for all.
        reason: why, for those who wonder later.
        until: the last day on which it holds; None for no end.
    """

    code: str
    source: str
    reason: str
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it has not ended before this day."""
        return self.until is None or day <= self.until


def _is_outlet(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("name"), str)


def _folders(value: Any) -> list[str]:
    if not isinstance(value, str | list):
        raise ValueError("must be a list of folders")
    parts = value.split(os.pathsep) if isinstance(value, str) else value
    return [str(part) for part in parts if part]


_HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.I)


def _hosts(value: Any) -> list[str]:
    if not isinstance(value, str | list):
        raise ValueError("must be a list of hosts")
    parts = [str(part).strip().lower() for part in (value.split(",") if isinstance(value, str) else value)]
    if strange := next((part for part in parts if part and not _HOST.fullmatch(part)), None):
        raise ValueError(f"'{strange}' is neither HOST nor HOST:PORT")
    return [part for part in parts if part]


def _web_address(value: Any) -> str:
    address = str(value).rstrip("/")
    if address and not re.fullmatch(r"https?://[\w.:\[\]-]+(?:/[\w.~/-]*)?", address):
        raise ValueError("must start with http:// or https://, without query")
    return address


def _claims_model(value: Any) -> str:
    name = str(value)
    if name not in CLAIMS_MODELS and not Path(name).is_dir():
        raise ValueError(f"there is no folder '{name}'")
    return name


SETTINGS = (
    Setting("db", "reliability.duckdb", str, "The DuckDB file that holds articles and results; `:memory:` keeps none."),
    Setting("model", "", str, "Id or folder of the scoring model; empty for the newest shipped one."),
    Setting(
        "claims_model", "fast", _claims_model, "What finds claims: `fast`, `deep`, or the folder of a claims model."
    ),
    Setting("suites", [], _folders, "Folders of your own expectation suites, added to the shipped ones."),
    Setting("workers", 0, _whole, "Worker processes for claims and features; 0 for one per core."),
    Setting("chunk", 500, _some, "Articles that are held in memory at a time."),
    Setting("requests_per_minute", 3000, _whole, "Requests of one user or token that the server answers; 0 for any."),
    Setting("scorings_per_minute", 600, _whole, "Requests of one user or token that score; 0 for any number."),
    Setting("take_minutes", 30, _some, "Minutes for which a reviewer takes an article before it is free again."),
    Setting(
        "fetch_private",
        [],
        _hosts,
        "Hosts of a private network from which pages may be fetched: `intranet.example`, `localhost:8080`.",
    ),
    Setting(
        "fetch_cache",
        100,
        _whole,
        "Megabytes of fetched pages that are kept in the user's folder for caches, so that what has not changed is not "
        "sent again; 0 for none.",
    ),
    Setting("desk", "", str, "Name of the organisation that publishes exports."),
    Setting(
        "public_url", "", _web_address, "Address at which others reach this desk; exports link to its articles' pages."
    ),
)


@dataclass(frozen=True)
class Config:
    """The values in force, where each came from, the user's own outlets and silences, and the weights of reviewing."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    outlets: tuple[Mapping[str, Any], ...] = ()
    silences: tuple[Silence, ...] = ()
    weights: Mapping[str, float] = field(default_factory=lambda: review_weights.DEFAULTS)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def load(options: Mapping[str, Any] | None = None, *, directory: Path | None = None) -> Config:
    """Read `reliability.toml` in `directory` (here by default), the environment, then `options`.

    Options that are None count as not given. The file may also hold `[[outlets]]` tables with `name`, and
    optionally `domain` and `aliases`, which extend the gazetteer of news outlets, and `[[silence]]` tables with
    `code`, `source` (a domain, a name or `*`), `reason`, and optionally `until`, which keep flags from being raised;
    and a table `[review.weights]` of what the order of the review queue counts (see review_weights.PARTS).

    Raises:
        ReliabilityError: the file is not TOML, a setting is unknown, or a value does not fit.
    """
    path = (directory or Path.cwd()) / FILE
    table = _read(path)
    outlets = table.pop("outlets", [])
    if not isinstance(outlets, list) or not all(_is_outlet(outlet) for outlet in outlets):
        raise ReliabilityError(
            f"{path}: 'outlets' must be tables with a name.", 'Write [[outlets]] name = "..." blocks.'
        )
    if strange := sorted({key for outlet in outlets for key in outlet} - OUTLET_KEYS):
        raise ReliabilityError(
            f"{path}: an outlet has the unknown key '{strange[0]}'.", f"Known keys: {', '.join(sorted(OUTLET_KEYS))}."
        )
    silences = _silences(table.pop("silence", []), path)
    weights = review_weights.weights(table.pop("review", {}), str(path))
    known = {setting.name: setting for setting in SETTINGS}
    unknown = sorted(set(table) - set(known))
    if unknown:
        near = get_close_matches(unknown[0], known, n=1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise ReliabilityError(
            f"{path}: unknown setting '{unknown[0]}'.",
            f"{meant}Known: {', '.join(known)}, [[outlets]], [[silence]] and [review].",
        )
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name, setting in known.items():
        given = [(setting.default, "default")]
        if name in table:
            given.append((table[name], str(path)))
        if setting.variable in os.environ:
            given.append((os.environ[setting.variable], setting.variable))
        if options and options.get(name) is not None:
            given.append((options[name], f"--{name.replace('_', '-')}"))
        raw, origin = given[-1]
        try:
            values[name] = setting.parse(raw)
        except (TypeError, ValueError) as error:
            raise ReliabilityError(f"{origin}: '{raw}' is no value for {name}.", f"{setting.help} ({error})") from error
        origins[name] = origin
    return Config(values, origins, tuple(outlets), silences, weights)


def _silences(blocks: Any, path: Path) -> tuple[Silence, ...]:
    """Check `[[silence]]` blocks; whether there is such a code is for those to say who know the suites."""
    example = 'Write [[silence]] code = "LAN004" source = "harbour-post.example" reason = "..." in lines of their own.'
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise ReliabilityError(f"{path}: 'silence' must be tables.", example)
    found: dict[tuple[str, str], Silence] = {}
    for number, block in enumerate(blocks, start=1):
        where = f"{path}: silence {number}"
        if strange := sorted(set(block) - set(SILENCE_KEYS)):
            raise ReliabilityError(
                f"{where} has the unknown key '{strange[0]}'.", f"Known keys: {', '.join(SILENCE_KEYS)}."
            )
        for name in ("code", "source", "reason"):
            if not isinstance(block.get(name), str) or not block[name].strip():
                raise ReliabilityError(f"{where} has no {name}.", example)
        until = block.get("until")
        if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
            raise ReliabilityError(f"{where}: until = {until!r} is no date.", "Write it as until = 2030-12-31.")
        if "/" in block["source"]:
            raise ReliabilityError(
                f"{where}: the source '{block['source']}' is an address.",
                "Write a domain such as harbour-post.example, the publisher's name, or * for all.",
            )
        silence = Silence(block["code"].strip(), block["source"].strip(), " ".join(block["reason"].split()), until)
        if found.setdefault((silence.code, silence.source.lower()), silence) is not silence:
            raise ReliabilityError(
                f"{where}: {silence.code} of {silence.source} is silenced above.", "Keep one of them."
            )
    return tuple(found.values())


_HEADER = re.compile(r"\s*\[")
_REMARK = re.compile(r"\s+#[^\"']*$")  # behind a value; none that may be part of one


def remember(name: str, value: str | None, *, directory: Path | None = None) -> Path:
    """Set a setting in `reliability.toml` of a directory (here by default); None takes it out.

    Only its line changes. The outcome is read again, and nothing is written where it would say anything else too.

    Returns:
        The file.

    Raises:
        ReliabilityError: the file is not valid TOML, cannot be written, or sets the name in more than one line.
    """
    path = (directory or Path.cwd()) / FILE
    before = _read(path)
    wanted = {key: old for key, old in before.items() if key != name} | ({} if value is None else {name: value})
    if wanted == before:
        return path
    try:
        text = path.read_bytes().decode("utf-8") if path.is_file() else ""
        after = _edited(text, name, value)
        if _parsed(after) != wanted:
            line = f"{name} = {json.dumps(value)}" if value is not None else f"no line for {name}"
            raise ReliabilityError(f"{path} is written in a way that cannot be changed safely.", f"Let it say: {line}")
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(after.encode())
        part.replace(path)
    except OSError as error:
        raise ReliabilityError(f"{path} cannot be written: {error.strerror}.", "Check its folder.") from error
    return path


def _edited(text: str, name: str, value: str | None) -> str:
    """The text with the line of a setting changed, added before the first table, or taken out."""
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    head = next((n for n, line in enumerate(lines) if _HEADER.match(line)), len(lines))
    setting = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
    found = next((n for n, line in enumerate(lines[:head]) if setting.match(line)), None)
    new = [] if value is None else [f"{name} = {json.dumps(value, ensure_ascii=False)}{end}"]
    if found is not None:
        remark = _REMARK.search(lines[found])
        if new and remark:
            new = [f"{new[0].rstrip()}{remark[0].rstrip()}{end}"]
        return "".join([*lines[:found], *new, *lines[found + 1 :]])
    at = head
    while at and not lines[at - 1].split("#")[0].strip():  # before what stands above the first table
        at -= 1
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += end
    return "".join([*lines[:at], *new, *lines[at:]])


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReliabilityError(f"{path} is not valid TOML: {error}.", "See `reliability config --help`.") from error
