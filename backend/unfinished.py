"""The request of a run, kept beside its blocks so that it can be listed, resumed or removed."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
from pathlib import Path

from backend import protocol as p
from backend.disk import disk_error

__all__ = ["REQUEST", "forget_request", "keep_request"]

REQUEST = "request.json"
VERSION = 1


def keep_request(folder: Path, params: p.SegmentParams) -> None:
    """Write the request of a run into its folder; a resumed one keeps the time of its start.

    Raises:
        DiskFull: it cannot be written.
    """
    path = folder / REQUEST
    content = {
        "version": VERSION,
        "params": params.model_dump(),
        "started": _started(path) or _now(),
        "layer_name": params.image.layer_name,
    }
    temporary = folder / f".{REQUEST}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise disk_error(path, error) from error


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")


def _started(path: Path) -> str | None:
    """When the run began that is resumed."""
    try:
        started = json.loads(path.read_text(encoding="utf-8"))["started"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return started if isinstance(started, str) else None


def forget_request(folder: Path) -> None:
    """The run is done, or nothing is left of it."""
    with contextlib.suppress(OSError):
        (folder / REQUEST).unlink(missing_ok=True)
