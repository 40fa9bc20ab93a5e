"""What is finished: a receipt for each part of a stage, and one for the whole, written last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reliability.addresses import bare
from reliability.errors import ReliabilityError
from reliability.parts.folder import Folder

RUN = "_run.json"
WHOLE = "_SUCCESS"
DONE = "_done"

Receipt = Mapping[str, Any]


@dataclass(frozen=True)
class Marks:
    """The receipts in a folder."""

    folder: Folder

    def done(self, stage: str, number: int, receipt: Receipt) -> Receipt:
        """Leave the receipt of a part whose files are all written, and return it."""
        self.folder.put(_receipt(stage, number), receipt)
        return receipt

    def receipts(self, stage: str, numbers: Iterable[int]) -> dict[int, Receipt]:
        """Those of these parts that are there."""
        there = set(self.folder.files(f"{DONE}/{stage}"))
        wanted = [number for number in numbers if _receipt(stage, number) in there]
        found = {number: self.folder.get(_receipt(stage, number)) for number in wanted}
        return {number: receipt for number, receipt in found.items() if receipt is not None}

    def begin(self, run: Receipt, *, resume: bool) -> dict[str, Any]:
        """Take the folder for a run, or take up the one that is there.

        Args:
            run: what the run is about: `same` holds what must be alike where a run is taken up.
            resume: whether an unfinished run may be there.

        Returns:
            `run`, or what the unfinished run had there.

        Raises:
            ReliabilityError: the folder holds something else, or another run.
        """
        before = self.folder.get(RUN)
        root = bare(self.folder.root)
        if before is None:
            if self.folder.files():
                raise ReliabilityError(f"{root} is not empty.", "Give --out a new or empty folder.")
            self.folder.put(RUN, run)
            return dict(run)
        if self.folder.get(WHOLE) is not None:
            raise ReliabilityError(f"{root} holds a finished run.", "Give --out another folder.")
        if not resume:
            raise ReliabilityError(f"{root} holds an unfinished run.", "Add --resume, or give --out another folder.")
        if other := [name for name, value in run["same"].items() if before["same"].get(name) != value]:
            raise ReliabilityError(
                f"The unfinished run in {root} had another {other[0]}.", "Give --out another folder, or run it as then."
            )
        return before

    def finish(self, totals: Receipt) -> None:
        """Say that everything is there."""
        self.folder.put(WHOLE, totals)

    def whole(self) -> dict[str, Any]:
        """What `finish` said.

        Raises:
            ReliabilityError: the folder holds no run, or one that is not finished.
        """
        totals = self.folder.get(WHOLE)
        if totals is None:
            known = self.folder.get(RUN) is not None
            said = "holds an unfinished run" if known else "holds no run of `reliability score --out`"
            hint = "Finish it: the same command with --resume." if known else "Name the folder that --out named."
            raise ReliabilityError(f"{bare(self.folder.root)} {said}.", hint)
        return totals


def _receipt(stage: str, number: int) -> str:
    return f"{DONE}/{stage}/{number:05d}.json"
