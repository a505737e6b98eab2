"""The files that an image is made of: whether they are there, and whether they stay as they are."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from backend.errors import ImageChanged, LayerError

__all__ = ["FileState", "file_state", "pixel_files", "require_sources"]

LOOK_S = 0.5  # between two looks
# Reading programs, QGIS among them, touch the time of a database without changing its pixels.
DATABASES = (".gpkg", ".mbtiles", ".sqlite")

BESIDE = (".aux.xml", ".ovr")  # statistics and small copies, which may come at any time

State = tuple[int, int]  # bytes, nanoseconds


def file_state(path: str) -> State | None:
    """What tells a version of a file from another; None for what is no file here."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    is_database = Path(path).suffix.lower() in DATABASES
    return found.st_size, 0 if is_database else found.st_mtime_ns


def pixel_files(path: str, files: Sequence[str]) -> list[str]:
    """The files that hold or place pixels, of all that GDAL names for an image at ``path``."""
    return [f for f in files if not f.lower().endswith(BESIDE)] or [path]


def require_sources(name: str, files: Sequence[str]) -> None:
    """Raise LayerError where a file is missing that a virtual raster takes its pixels from.

    Args:
        name: of the virtual raster.
        files: itself and its sources.
    """
    missing = [f for f in files[1:] if _is_plain(f) and not Path(f).exists()]
    if not missing:
        return
    more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    raise LayerError(
        f'The image "{name}" is made of other files, and "{missing[0]}"{more} '
        f"{'are' if more else 'is'} missing.",
        hint="Bring the file back to its place, or make the virtual raster again without it.",
    )


def _is_plain(path: str) -> bool:
    """Whether a name is a path, and nothing that only GDAL understands."""
    return not path.startswith(("/vsi", "<")) and ":" not in path[2:]


class FileState:
    """The files of an image as they were when it was opened.

    Args:
        name: of the image, for messages.
        files: all of its files; what is no file here is not looked at.
    """

    def __init__(self, name: str, files: Sequence[str]) -> None:
        self._name = name
        found = {path: file_state(path) for path in files}
        self._states = {path: state for path, state in found.items() if state is not None}
        self._looked = time.monotonic()

    def check(self, now: bool = False) -> None:
        """Raise ImageChanged when one of them is another one now, or gone.

        Args:
            now: look even when the last look was a moment ago.
        """
        if not now and time.monotonic() - self._looked < LOOK_S:
            return
        self._looked = time.monotonic()
        for path, state in self._states.items():
            found = file_state(path)
            if found == state:
                continue
            what = "is gone" if found is None else "was changed or replaced"
            raise ImageChanged(
                f'The image "{self._name}" was not segmented to its end: its file "{path}" {what} '
                "during the run.",
                hint="Finished parts are kept. Resume when the same file is back, or start anew.",
            )
