"""Writes claims for annotation tools: one stream, or a folder with files for each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reliability.cli._options import ClaimsFormat
from reliability.cli._output import check_place, destination
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    import polars as pl

FORMATS = (ClaimsFormat.CONLL, ClaimsFormat.BRAT, ClaimsFormat.WEBANNO)
Files = Iterator[tuple[str, bytes]]


def check(form: ClaimsFormat, output: Path | None) -> None:
    """Refuse a place that does not suit the format, before work goes into what should be written there.

    Raises:
        ReliabilityError: brat without a folder, or a place that cannot be written.
    """
    if form is ClaimsFormat.BRAT and output is None:
        raise ReliabilityError(
            "The format brat is a folder with two files for each article.", "Add --output FOLDER; it is made."
        )
    if not _in_folder(form, output):
        check_place(output)
    elif output is not None and output.exists() and not output.is_dir():
        raise ReliabilityError(f"{output} is a file; the format {form} needs a folder.", "Give another --output.")
    elif output is not None and not output.absolute().parent.is_dir():
        raise ReliabilityError(f"The folder {output.parent} does not exist.", "Make it, or choose another place.")


def write(documents: Iterable[pl.DataFrame], form: ClaimsFormat, output: Path | None) -> None:
    """Write `documents` (see `reports.documents`); a file is written whole or not at all, and replaces an older one.

    Raises:
        ReliabilityError: several articles for a format with one file an article, or a file cannot be written.
    """
    from reliability.reports import brat, conll, webanno

    if form is ClaimsFormat.CONLL:
        with destination(output) as out:
            conll.render(documents, out)
        return
    files = (brat if form is ClaimsFormat.BRAT else webanno).render(documents)
    if _in_folder(form, output) and output is not None:
        _write_folder(files, output)
    else:
        _write_one(files, output)


def _in_folder(form: ClaimsFormat, output: Path | None) -> bool:
    if form is ClaimsFormat.WEBANNO:
        return output is not None and (output.suffix.lower() != ".tsv" or output.is_dir())
    return form is ClaimsFormat.BRAT


def _write_folder(files: Files, folder: Path) -> None:
    first = next(files, None)  # nothing is made where nothing can be read
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ReliabilityError(f"{folder} cannot be made: {error.strerror}.", "Choose another --output.") from error
    for name, content in chain([first] if first else [], files):
        with destination(folder / name) as out:
            out.write(content)


def _write_one(files: Files, output: Path | None) -> None:
    found = list(islice(files, 2))
    if len(found) > 1:
        raise ReliabilityError(
            "There are several articles, and a WebAnno TSV file holds one.", "Add --output FOLDER; it is made."
        )
    with destination(output) as out:
        out.writelines(content for _, content in found)
