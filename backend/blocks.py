"""Finished blocks of a run on disk, with a journal, so that an interrupted run can go on.

Each block is written to a temporary name and renamed, then a line is added to the journal. What a
crash leaves behind is either a whole block that the journal knows, or nothing that counts.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import numpy.typing as npt

from backend.cells import CellSet
from backend.codes import CodeLayout, Codes
from backend.disk import disk_error
from backend.errors import CannotResume
from backend.grid import Box
from backend.tiling import Cell, TilePlan

__all__ = ["BlockStore"]

logger = logging.getLogger(__name__)

KEPT_BYTES = 48 * 2**20  # blocks held unpacked while results are assembled
JOURNAL = "journal.jsonl"


class BlockStore:
    """The blocks of one run in ``folder``.

    Args:
        folder: the run's own folder; made when missing.
        plan: tiles and window of the run.
        layout: bands of a block.
        identity: everything that the codes depend on, as short hashes by what they are of. Blocks
            of another identity are removed.
        resume: refuse blocks of another identity instead.

    Raises:
        DiskFull: the folder cannot be written.
        CannotResume: see ``resume``.
    """

    def __init__(
        self,
        folder: Path,
        plan: TilePlan,
        layout: CodeLayout,
        identity: Mapping[str, str],
        resume: bool = False,
    ) -> None:
        self._folder = folder / "blocks"
        self._journal = folder / JOURNAL
        self._plan = plan
        self._layout = layout
        self._unpacked: OrderedDict[Cell, Codes] = OrderedDict()
        self._unpacked_bytes = 0
        self.done = CellSet(*plan.cell_ranges())
        self.finished = 0
        self.total = plan.cell_count
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for half_made in folder.glob(".*.part*"):  # by a process that was killed
                half_made.unlink(missing_ok=True)
            self._take_over(identity, resume)
        except OSError as error:
            raise disk_error(folder, error) from error

    def _take_over(self, identity: Mapping[str, str], resume: bool) -> None:
        """Take over what an earlier attempt finished, or begin anew."""
        found = next(self._entries(), None)
        begun = found is not None and found.get("run") == _hash(identity)
        if found is not None and not begun:
            if resume:
                raise _differs(found, identity)
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(exist_ok=True)
        # Written anew, so that a line cut off by a crash does not swallow the next one.
        temporary = self._journal.with_name(f".{JOURNAL}.part")
        first = {"run": _hash(identity), "parts": dict(identity), "blocks_total": self.total}
        with temporary.open("w", encoding="utf-8") as journal:
            journal.write(json.dumps(first) + "\n")
            for line in self._entries() if begun else ():
                cell, crc = line.get("cell"), line.get("crc")
                if isinstance(cell, list) and len(cell) == 2 and isinstance(crc, int):
                    self._check(journal, (int(cell[0]), int(cell[1])), crc)
            journal.flush()
            os.fsync(journal.fileno())
        temporary.replace(self._journal)
        if self.finished:
            logger.info("%d finished blocks of an earlier attempt are used", self.finished)

    def _check(self, journal: TextIO, cell: Cell, crc: int) -> None:
        """Take a block over when it is whole."""
        if self._plan.wants(cell) and cell not in self.done and self._packed_crc(cell) == crc:
            journal.write(_line(cell, crc))
            self._count(cell)

    def _count(self, cell: Cell) -> None:
        self.done.add(cell)
        self.finished += 1

    def _entries(self) -> Iterator[dict[str, Any]]:
        """Lines of the journal, without those that a crash cut off."""
        try:
            with self._journal.open(encoding="utf-8", errors="replace") as journal:
                for line in journal:
                    with contextlib.suppress(ValueError):
                        entry = json.loads(line)
                        if isinstance(entry, dict):
                            yield entry
        except FileNotFoundError:
            return

    def _path(self, cell: Cell) -> Path:
        return self._folder / f"{cell[0]}_{cell[1]}.z"

    def _packed_crc(self, cell: Cell) -> int | None:
        try:
            return zlib.crc32(self._path(cell).read_bytes())
        except OSError:
            return None

    def write(self, cell: Cell, codes: Codes) -> None:
        """Keep a block.

        Args:
            cell: which one.
            codes: (bands, h, w), the pixels of the cell inside the window.
        """
        packed = zlib.compress(np.ascontiguousarray(codes, dtype=self._layout.dtype).tobytes(), 1)
        path = self._path(cell)
        temporary = path.with_suffix(".part")
        try:
            temporary.write_bytes(packed)
            temporary.replace(path)
            crc = zlib.crc32(packed)
            with self._journal.open("a", encoding="utf-8") as journal:
                journal.write(_line(cell, crc))
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise disk_error(path, error) from error
        self._count(cell)

    def read(self, box: Box) -> Codes:
        """Codes (bands, h, w) of any part of the window; nodata where no block is finished."""
        out: Codes = np.full(
            (len(self._layout.bands), box.height, box.width),
            self._layout.nodata,
            self._layout.dtype,
        )
        size = self._plan.stride_px
        for row in range(box.top // size, -(-box.bottom // size)):
            for column in range(box.left // size, -(-box.right // size)):
                block_box = self._plan.inner_box((row, column))
                shared = block_box.intersect(box)
                if shared.empty or (row, column) not in self.done:
                    continue
                block = self._block((row, column), block_box)
                out[:, shared.top - box.top : shared.bottom - box.top,
                    shared.left - box.left : shared.right - box.left] = block[
                    :, shared.top - block_box.top : shared.bottom - block_box.top,
                    shared.left - block_box.left : shared.right - block_box.left]  # fmt: skip
        return out

    def _block(self, cell: Cell, box: Box) -> npt.NDArray[Any]:
        """One block unpacked, from memory when it was used a moment ago."""
        block = self._unpacked.get(cell)
        if block is not None:
            self._unpacked.move_to_end(cell)
            return block
        path = self._path(cell)
        shape = (len(self._layout.bands), box.height, box.width)
        try:
            raw = zlib.decompress(path.read_bytes())
            block = np.frombuffer(raw, dtype=self._layout.dtype).reshape(shape)
        except (OSError, zlib.error, ValueError) as error:
            raise disk_error(path, error) from error
        self._unpacked[cell] = block
        self._unpacked_bytes += block.nbytes
        while self._unpacked_bytes > KEPT_BYTES and len(self._unpacked) > 1:
            _, old = self._unpacked.popitem(last=False)
            self._unpacked_bytes -= old.nbytes
        return block

    def remove(self) -> None:
        """Delete blocks and journal; called when the results are in place."""
        self._unpacked.clear()
        shutil.rmtree(self._folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self._journal.unlink()


def _line(cell: Cell, crc: int) -> str:
    return json.dumps({"cell": list(cell), "crc": crc}) + "\n"


def _hash(identity: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()


def _differs(found: Mapping[str, Any], identity: Mapping[str, str]) -> CannotResume:
    """What is not as it was when the blocks were made."""
    before = found.get("parts")
    known = before if isinstance(before, dict) else {}
    other = [what for what, value in identity.items() if known.get(what) != value]
    what = ", ".join(other) or "its settings"
    are = "are" if len(other) > 1 else "is"
    return CannotResume(
        f"The unfinished run cannot go on: {what} {are} not as it began with.",
        hint="Start it anew with what is there now, or bring back what it began with.",
    )
