"""Where the private environment lies, and all that is needed to make it.

Everything is under one folder of the user's data, so that removing it leaves nothing behind.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths

from ..settings import Settings

__all__ = ["Places", "code_root", "data_folder", "folder_bytes", "free_bytes", "python_in"]


def code_root() -> Path:
    """The folder with backend/ and resources/: the plugin itself, or the checkout around it."""
    # Not resolved: in the staged plugin each entry is a link into the checkout.
    here = Path(__file__).parent.parent
    return here if (here / "backend").is_dir() else here.parent


def data_folder() -> Path:
    """AerOSeg's folder in the user's data, the one that holds the models too."""
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(data) / ("aeroseg" if sys.platform.startswith("linux") else "AerOSeg")


@dataclass(frozen=True)
class Places:
    """The folders of a private environment."""

    root: Path

    @classmethod
    def of(cls, settings: Settings) -> Places:
        """Where the user wants them."""
        chosen = settings.environment_folder
        return cls(Path(chosen) if chosen else data_folder() / "python")

    @property
    def environment(self) -> Path:
        """The environment, once it is complete."""
        return self.root / "environment"

    @property
    def building(self) -> Path:
        """The environment while it is made."""
        return self.root / "environment.new"

    @property
    def downloads(self) -> Path:
        """Files of packages, whole and in part; kept after an interruption."""
        return self.root / "downloads"

    @property
    def cache(self) -> Path:
        """The installing tool's own cache."""
        return self.root / "cache"

    @property
    def tools(self) -> Path:
        """The installing tool."""
        return self.root / "tools"

    @property
    def pythons(self) -> Path:
        """Pythons that were fetched because the system has none that fits."""
        return self.root / "pythons"

    @property
    def log(self) -> Path:
        """What the last installation said."""
        return self.root / "install.log"

    @property
    def lock(self) -> Path:
        """Held while something is installed here, by whichever QGIS does it."""
        return self.root / "install.lock"

    def clear_half_made(self) -> None:
        """Remove what is of no use without the rest; finished downloads stay."""
        for folder in (self.building, self.cache):
            shutil.rmtree(folder, ignore_errors=True)

    def clear_leftovers(self) -> None:
        """Remove everything but the environment and its Python."""
        self.clear_half_made()
        shutil.rmtree(self.downloads, ignore_errors=True)

    def remove(self) -> None:
        """Remove everything, and the folder itself when nothing else lies in it.

        Raises:
            OSError: something cannot be removed, for example because it is in use.
        """
        for folder in (
            self.environment, self.building, self.downloads, self.cache, self.tools, self.pythons,
        ):  # fmt: skip
            if folder.is_symlink():
                folder.unlink()
            elif folder.exists():
                shutil.rmtree(folder)
        self.log.unlink() if self.log.exists() else None
        for left in (self.lock, self.root / "certificates.pem"):
            if left.exists():
                left.unlink()
        if self.root.is_dir() and not any(self.root.iterdir()):
            self.root.rmdir()


def python_in(folder: Path) -> Path | None:
    """The Python of a virtual environment, or None."""
    for relative in ("bin/python", "Scripts/python.exe"):
        if (folder / relative).is_file():
            return folder / relative
    return None


def free_bytes(folder: Path) -> int:
    """Free space where a folder is or will be; 0 when it cannot be told."""
    for place in (folder, *folder.parents):
        if place.exists():
            try:
                return shutil.disk_usage(place).free
            except OSError:
                return 0
    return 0


def folder_bytes(folder: Path) -> int:
    """Size of all files in a folder, links not followed."""
    total = 0
    for path in folder.rglob("*"):
        try:
            if path.is_file() and not path.is_symlink():
                total += path.stat().st_size
        except OSError:
            continue
    return total
