"""Runs that ended halfway: what their folders say, how they go on, how they are put away.

A run's folder is locked while a QGIS works on it. A folder without a record whose lock nobody
holds is what a run left that was cancelled, failed, or died with QGIS. With finished blocks in it
the run can go on; without, there is nothing to keep. Only files are read here, no worker is asked.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qgis.PyQt.QtCore import QLockFile

from .aoi import AOI_NAME
from .class_text import is_everything_else, short_name
from .settings import Settings

__all__ = [
    "FOLDER_NAME",
    "LOCK_NAME",
    "PICTURE_NAME",
    "RECORD_NAME",
    "Unfinished",
    "clean",
    "find",
    "look",
    "put_away",
    "remove",
    "resumed_params",
]

LOCK_NAME = "run.lock"
RECORD_NAME = "run.json"
REQUEST_NAME = "request.json"
JOURNAL_NAME = "journal.jsonl"
PICTURE_NAME = "image.tif"  # what QGIS drew for the worker
FOLDER_NAME = re.compile(r".+-\d{4,}")
HALF_MADE = (".*.part*", "*.part")


@dataclass(frozen=True)
class Unfinished:
    """A run that can go on.

    Args:
        folder: Where it lies.
        params: What was sent to the worker.
        image_name: Name of the image layer.
        started: When; None where that is not known.
        done: Finished blocks.
        total: Blocks in all; 0 where that is not known.
    """

    folder: Path
    params: dict
    image_name: str
    started: datetime | None
    done: int
    total: int

    @property
    def names(self) -> list[str]:
        """The classes, in short."""
        lines = [str(line) for line in self.params.get("classes", [])]
        return [short_name(line) for line in lines if not is_everything_else(line)]

    @property
    def model_id(self) -> str:
        """The model it runs with."""
        return str(self.params.get("model", ""))

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def is_drawn(self) -> bool:
        """Whether the image is a picture that QGIS drew into the folder."""
        return Path(str(self.params["image"]["path"])).name == PICTURE_NAME and (
            (self.folder / PICTURE_NAME).is_file()
        )

    def disk_bytes(self) -> int:
        """Room that it takes."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def look(folder: Path) -> Unfinished | None:
    """What a folder holds; None when there is nothing that could go on."""
    if (folder / RECORD_NAME).exists():
        return None
    try:
        request = json.loads((folder / REQUEST_NAME).read_text(encoding="utf-8"))
        params = request["params"]
        image = params["image"]
        if not isinstance(image["path"], str) or not isinstance(params["classes"], list):
            return None
        name = str(request.get("layer_name") or image.get("layer_name") or folder.name)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    done, total = _progress(folder)
    if not done:
        return None
    return Unfinished(folder, params, name, _time(request.get("started")), done, total)


def find(parent: Path) -> list[Unfinished]:
    """The unfinished runs of a results folder that nobody works on, newest first."""
    found = [look(folder) for folder in _folders(parent) if not _is_locked(folder)]
    runs = [run for run in found if run is not None]
    return sorted(runs, key=lambda run: _modified(run.folder), reverse=True)


def clean(parent: Path) -> list[Path]:
    """Remove what runs of a crashed QGIS left before their first block was finished."""
    removed = []
    for folder in _folders(parent):
        if (folder / LOCK_NAME).exists() and not _is_locked(folder) and put_away(folder):
            removed.append(folder)
    return removed


def put_away(folder: Path) -> bool:
    """The run is over: keep what is of use; says whether that is nothing and the folder gone."""
    if not (folder / RECORD_NAME).exists() and look(folder) is None:
        shutil.rmtree(folder, ignore_errors=True)
        return True
    if (folder / RECORD_NAME).exists():
        _unlink(folder / PICTURE_NAME)
    for pattern in HALF_MADE:
        for path in folder.glob(pattern):
            _unlink(path)
    return False


def resumed_params(run: Unfinished, settings: Settings) -> dict:
    """What is sent so that a run goes on; its folder may have been moved meanwhile."""
    image = dict(run.params["image"])
    if run.is_drawn:
        image["path"] = str(run.folder / PICTURE_NAME)
    return {
        **run.params,
        "image": image,
        "aoi": str(run.folder / AOI_NAME) if run.params.get("aoi") else None,
        "out_dir": str(run.folder),
        "device": settings.device,
        "cache_mib": settings.cache_mib,
        "user_checkpoints": settings.checkpoints,
        "resume": True,
        "keep_unfinished": True,
        "preview": True,
    }


def remove(run: Unfinished) -> None:
    """Delete a run with all that it has finished."""
    shutil.rmtree(run.folder, ignore_errors=True)


def _folders(parent: Path) -> Iterator[Path]:
    """The folders of runs, finished or not."""
    if parent.is_dir():
        for folder in parent.iterdir():
            if FOLDER_NAME.fullmatch(folder.name) and folder.is_dir():
                yield folder


def _is_locked(folder: Path) -> bool:
    """Whether a QGIS works on it; the lock of one that died counts as none."""
    path = folder / LOCK_NAME
    if not path.exists():
        return False
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        return True
    lock.unlock()
    return False


def _progress(folder: Path) -> tuple[int, int]:
    """Finished blocks and blocks in all, from the journal."""
    try:
        lines = (folder / JOURNAL_NAME).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0, 0
    cells, total = set(), 0
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # cut off by a crash
        if not isinstance(entry, dict):
            continue
        if isinstance(entry.get("blocks_total"), int):
            total = entry["blocks_total"]
        if isinstance(entry.get("cell"), list):
            cells.add(tuple(entry["cell"]))
    return len(cells), total


def _time(text) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text).replace("Z", "+00:00")).astimezone()
    except ValueError:
        return None


def _modified(folder: Path) -> float:
    try:
        return (folder / JOURNAL_NAME).stat().st_mtime
    except OSError:
        return 0.0


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):  # not there, or held open by somebody: it does no harm
        path.unlink()
