"""What `reliability doctor` looks at around the program: Python, optional parts, folders, disk, a server's trace."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reliability import resources
from reliability.cli._checking import Check, tried
from reliability.errors import ReliabilityError

OLDEST = (3, 11)
PARTS = {
    "web": (("fastapi", "uvicorn", "httpx", "httpcore", "protego", "python-multipart", "argon2-cffi"), "serve, watch"),
    "formats": (("fastwarc", "pypdf", "python-docx"), "WARC, PDF and Word files"),
    "spark": (("pyspark",), "--engine spark"),
    "deep": (("onnxruntime", "tokenizers"), "the claims model deep"),
}
"""Packages of each optional part, and what needs them."""

JAVA = 17
LEAST_FREE = 500_000_000  # bytes


def around(db: str, claims_model: str) -> Iterator[Check]:
    """Look at everything around the program.

    Args:
        db: the database, as the setting has it.
        claims_model: the setting; `deep` makes its packages necessary.
    """
    yield python(sys.version_info[:2])
    for part, (packages, used) in PARTS.items():
        yield optional(part, packages, used, needed=part == claims_model)
    yield java()
    if db != ":memory:":
        folder = Path(db).absolute().parent
        yield tried("folder", lambda: writable(folder))
        yield space(folder)
        yield from server(db)


def python(version: tuple[int, ...]) -> Check:
    """Whether this Python is one that the program is made for."""
    said = ".".join(map(str, version))
    if version >= OLDEST:
        return Check("python", True, f"{said} at {sys.executable}")
    least = ".".join(map(str, OLDEST))
    return Check("python", False, f"{said} is too old. Install Python {least} or newer, and reliability there.")


def optional(part: str, packages: tuple[str, ...], used: str, *, needed: bool) -> Check:
    """Whether an optional part is there; what is missing is wrong only where it is needed."""
    found, missing = [], []
    for package in packages:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(package)
    if not missing:
        return Check(f"part {part}", True, ", ".join(found))
    said = f"{', '.join(missing)} not installed. For {used}: {resources.install(part)}"
    return Check(f"part {part}", False if needed else None, said)


def java() -> Check:
    """Whether Spark finds a Java that it works with; nothing else needs one."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home, "bin", "java")) if home else shutil.which("java")
    advice = f"--engine spark needs Java {JAVA} or newer: install it, or let JAVA_HOME name its folder"
    if program is None:
        return Check("java", None, f"none. {advice}")
    try:
        told = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=20, check=False).stderr
    except (OSError, subprocess.TimeoutExpired) as error:
        return Check("java", None, f"{program} does not run ({error}). {advice}")
    version = re.search(r'"(?:1\.)?(\d+)', told)
    if version is None or int(version[1]) < JAVA:
        return Check("java", None, f"{version[1] if version else 'of unknown version'} at {program}. {advice}")
    return Check("java", True, f"{version[1]} at {program}")


def writable(folder: Path) -> str:
    """That files can be made in a folder.

    Raises:
        ReliabilityError: they cannot.
    """
    try:
        with tempfile.TemporaryFile(dir=folder):
            return str(folder)
    except OSError as error:
        raise ReliabilityError(
            f"{folder} cannot be written: {error.strerror}.", "Make it writable, or choose a --db elsewhere."
        ) from error


def space(folder: Path) -> Check:
    """Whether the disk has room for a database that grows."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("disk", None, f"free space unknown: {error.strerror}")
    said = f"{free / 1e9:,.1f} GB free"
    if free < LEAST_FREE:
        return Check("disk", False, f"{said}. Make room, or choose a --db on another disk.")
    return Check("disk", True, said)


def server(db: str) -> Iterator[Check]:
    """Whether `reliability serve` holds the database, or left its trace when it was killed."""
    from reliability.store import beacon

    answers = beacon.served(db)
    if answers is None:
        return
    if answers:
        yield Check("server", True, f"`reliability serve` holds {db}; other commands go through it")
        return
    yield Check(
        "server",
        None,
        f"{db}{beacon.SUFFIX} is left from a server that ended. It does no harm; the next one replaces it",
    )
