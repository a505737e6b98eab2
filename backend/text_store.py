"""Text embeddings on disk, so that a name is encoded once and not once a day.

One small safetensors file for each name, in the user's cache folder; its name is a hash, so that
nobody reads there what was typed. Files appear whole (written aside, then renamed), carry a
checksum, and may be written, read and removed by several workers at once: what cannot be read
counts as absent. The folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
import uuid
import zlib
from pathlib import Path
from threading import Lock

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

__all__ = ["TextStore", "cache_folder"]

logger = logging.getLogger(__name__)

MAX_BYTES = 64 * 2**20  # some 14,000 names of SegEarth-OV
SWEEP_BYTES = 4 * 2**20  # written between two looks at the whole folder
LEFT_SHARE = 0.75  # of the limit, after a sweep
BLOCK_BYTES = 4096  # a file takes up whole blocks of the disk
MAX_FILE_BYTES = 4 * 2**20
FRESH_S = 86_400.0  # a file used later than this after its time is marked as used again
STALE_S = 3_600.0  # a half-written file of this age belongs to nobody any more
SUFFIX = ".safetensors"


def cache_folder() -> Path | None:
    """The user's folder for what can be made again; None where the system names none.

    ``AEROSEG_CACHE_DIR`` goes first; an empty one means: keep nothing.
    """
    named = os.environ.get("AEROSEG_CACHE_DIR")
    if named is not None:
        return Path(named) if named else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return local / "AerOSeg" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "AerOSeg"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "aeroseg"


class TextStore:
    """Embeddings by key, within a budget of bytes; the longest unused go first.

    Args:
        folder: its own; made at the first write.
        max_bytes: what all files together may take up.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._unswept = SWEEP_BYTES  # the first write looks at the folder
        self._lock = Lock()
        self._broken = False

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{SUFFIX}"

    def get(self, key: str) -> Tensor | None:
        """The rows (R, P, C) under a key, or None; a damaged file is removed."""
        path = self._path(key)
        try:
            state = path.stat()
            data = path.read_bytes() if state.st_size <= MAX_FILE_BYTES else b""
        except OSError:
            return None
        rows = _read(data)
        with contextlib.suppress(OSError):
            if rows is None:
                path.unlink()
            elif time.time() - state.st_mtime > FRESH_S:
                os.utime(path)
        return rows

    def put(self, key: str, rows: Tensor) -> None:
        """Keep rows (R, P, C); a disk that cannot be written is told once and then left alone."""
        if self._broken:
            return
        rows = rows.detach().cpu().contiguous()
        check = torch.tensor([zlib.crc32(rows.numpy().tobytes())])
        data = save({"rows": rows, "check": check})
        part = self._folder / f"{key}.{uuid.uuid4().hex[:8]}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(self._path(key))
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            if not isinstance(error, PermissionError) or not self._path(key).exists():
                logger.warning("Text embeddings are not kept on disk: %s", error)
                self._broken = True
            return  # else another worker reads the same file just now: it is there already
        with self._lock:
            self._unswept += _taken(len(data))
            due = self._unswept > SWEEP_BYTES
            if due:
                self._unswept = 0
        if due:
            self.sweep()

    def sweep(self) -> None:
        """Remove the longest unused files where there are too many, and what writers left."""
        files: list[tuple[float, int, Path]] = []
        now = time.time()
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    with contextlib.suppress(OSError):
                        state = entry.stat()
                        if entry.name.endswith(SUFFIX):
                            files.append((state.st_mtime, _taken(state.st_size), Path(entry.path)))
                        elif entry.name.endswith(".part") and now - state.st_mtime > STALE_S:
                            Path(entry.path).unlink()
        except OSError:
            return
        total = sum(size for _, size, _ in files)
        if total <= self._max_bytes:
            return
        for _, size, path in sorted(files):
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size
            if total <= LEFT_SHARE * self._max_bytes:
                return


def _taken(size: int) -> int:
    """Bytes of the disk that a file takes up."""
    return -(-size // BLOCK_BYTES) * BLOCK_BYTES


def _read(data: bytes) -> Tensor | None:
    """Rows of a file, or None where it is not whole."""
    try:
        found = load(data)
        rows, check = found["rows"], found["check"]
        sound = (
            rows.dim() == 3
            and rows.is_floating_point()
            and int(check) == zlib.crc32(rows.numpy().tobytes())
        )
    except (SafetensorError, KeyError, ValueError, TypeError, RuntimeError):
        return None
    return rows if sound else None
