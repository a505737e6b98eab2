"""Finished blocks of a run on disk, with a journal, so that an interrupted run can go on.

Each block is written to a temporary name and renamed, then a line is added to the journal. What a
crash leaves behind is either a whole block that the journal knows, or nothing that counts.
"""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
import zlib
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from backend.codes import CodeLayout, Codes
from backend.grid import Box
from backend.rasters import disk_error
from backend.tiling import Cell, TilePlan

__all__ = ["BlockStore"]

logger = logging.getLogger(__name__)

KEPT_BYTES = 192 * 2**20  # blocks held unpacked while results are assembled
JOURNAL = "journal.jsonl"


class BlockStore:
    """The blocks of one run in ``folder``.

    Args:
        folder: the run's own folder; made when missing.
        plan: tiles and window of the run.
        layout: bands of a block.
        fingerprint: of everything that the codes depend on. Blocks of another one are removed.

    Raises:
        DiskFull: the folder cannot be written.
    """

    def __init__(self, folder: Path, plan: TilePlan, layout: CodeLayout, fingerprint: str) -> None:
        self._folder = folder / "blocks"
        self._journal = folder / JOURNAL
        self._plan = plan
        self._layout = layout
        self._unpacked: OrderedDict[Cell, Codes] = OrderedDict()
        self._unpacked_bytes = 0
        self.done: dict[Cell, int] = {}  # cell -> CRC-32 of its file
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for half_made in folder.glob(".*.part*"):  # by a process that was killed
                half_made.unlink(missing_ok=True)
            self._resume(fingerprint)
        except OSError as error:
            raise disk_error(folder, error) from error

    def _resume(self, fingerprint: str) -> None:
        """Take over what an earlier attempt finished, or begin anew."""
        lines = self._read_journal()
        if lines and lines[0].get("run") == fingerprint:
            for line in lines[1:]:
                cell, crc = line.get("cell"), line.get("crc")
                if isinstance(cell, list) and len(cell) == 2 and isinstance(crc, int):
                    found = (int(cell[0]), int(cell[1]))
                    if self._packed_crc(found) == crc:
                        self.done[found] = crc
            if self.done:
                logger.info("%d finished blocks of an earlier attempt are used", len(self.done))
        else:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(exist_ok=True)
        # Written anew, so that a line cut off by a crash does not swallow the next one.
        temporary = self._journal.with_name(f".{JOURNAL}.part")
        entries: list[dict[str, Any]] = [{"run": fingerprint}]
        entries += [{"cell": list(cell), "crc": crc} for cell, crc in self.done.items()]
        temporary.write_text("".join(json.dumps(e) + "\n" for e in entries), encoding="utf-8")
        temporary.replace(self._journal)

    def _read_journal(self) -> list[dict[str, Any]]:
        try:
            text = self._journal.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return []
        out = []
        for line in text.splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue  # cut off by a crash
            if isinstance(entry, dict):
                out.append(entry)
        return out

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
                journal.write(json.dumps({"cell": list(cell), "crc": crc}) + "\n")
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise disk_error(path, error) from error
        self.done[cell] = crc

    def read(self, box: Box) -> Codes:
        """Codes (bands, h, w) of any part of the window."""
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
                if shared.empty:
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
