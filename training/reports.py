"""Results of the commands that measure, on disk: whole or not at all, and tried before the work."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from backend.disk import disk_error
from backend.outputs import rename_all, temporary_names, write_text

__all__ = ["try_place", "write_report", "write_whole"]


def try_place(path: Path) -> None:
    """Make the folder of a file and try it, so that a wrong one is told before hours of measuring.

    Raises:
        DiskFull: the file could not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not path.exists() or path.is_file():
            with tempfile.TemporaryFile(dir=path.parent):
                pass
    except OSError as error:
        raise disk_error(path, error) from error


def write_whole(path: Path, text: str) -> None:
    """Write a small text file; the one of before stays until the new one is complete.

    Raises:
        DiskFull: it cannot be written.
    """
    if path.exists() and not path.is_file():  # a device, as /dev/stdout: nothing is to be replaced
        write_text(path, text)
        return
    with temporary_names(path) as names:
        try:
            names[path].write_text(text, encoding="utf-8")
        except OSError as error:
            raise disk_error(path, error) from error
        rename_all(names)


def write_report(path: Path, report: dict[str, Any]) -> None:
    """Write a report as JSON; its folder is made.

    Raises:
        DiskFull: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(path.parent, error) from error
    write_whole(path, json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
