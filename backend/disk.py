"""Files that cannot be written: why, in words."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from backend.errors import DiskFull
from backend.gdal import last_line

__all__ = ["disk_error"]

FULL_DISK_BYTES = 2**20  # with less than this left, a disk is full


def disk_error(
    path: Path,
    error: BaseException,
    hint: str = "Free some space, or choose a folder that you may write to.",
) -> DiskFull:
    """The error for a file that cannot be written.

    Args:
        path: of the file.
        error: that came; the one at the bottom of it says why, as libraries hide the system's.
        hint: what to do.
    """
    cause: BaseException = error
    while (deeper := cause.__cause__ or cause.__context__) is not None:
        cause = deeper
    why = getattr(cause, "strerror", None) or last_line(cause)
    with contextlib.suppress(OSError):
        if shutil.disk_usage(path.parent).free < FULL_DISK_BYTES:
            why = "the disk is full"
    return DiskFull(
        f'The file "{path}" cannot be written: {why}.',
        hint=hint,
        detail=repr(error),
    )
