"""A report for whoever helps: versions, device, environment, last log lines. No personal paths."""

from __future__ import annotations

import configparser
import platform
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QT_VERSION_STR

from .environment import Environment, code_root
from .environment.pins import read_record
from .environment.places import Places
from .settings import Settings
from .worker import Worker

__all__ = ["Diagnostics", "without_paths"]

LOG_LINES = 60
INSTALL_LINES = 30
MAIN_PACKAGES = ("torch", "torchvision", "open-clip-torch", "numpy", "rasterio", "uv")
# Something in quotes that holds a path, whole: its names may have spaces.
QUOTED = re.compile(
    r"""(["'“])(?:[A-Za-z]:[\\/]|\\\\|/|file://)[^"'“”\n]*[\\/][^"'“”\n]*(?=["'”])"""
)
# A path without quotes: from a drive or a slash (not that of an address) to the last name that
# could belong to it. What stands between two paths of a line goes with them.
PATH = re.compile(
    r"(?:(?<![\w:/.>])(?:[A-Za-z]:[\\/]|\\\\|/(?!/))|file://)"
    r"[^\"'<>|:*?“”,;\n]*[\\/](?:[^\"'<>|:*?“”,;\n]*?\.\w{1,5}\b|[^\s\"'<>|:*?“”,;)]*)"
)


class Diagnostics:
    """Collects the report. Everything is plain text in English, so that anyone can read it."""

    def __init__(
        self, environment: Environment, worker: Worker, settings: Settings, log: Iterable[str]
    ) -> None:
        self._environment = environment
        self._worker = worker
        self._settings = settings
        self._log = list(log)

    def text(self) -> str:
        """The whole report."""
        parts = [
            ("AerOSeg for QGIS", self._versions()),
            ("Worker", self._of_worker()),
            ("Environment", self._of_environment()),
            ("Settings", self._of_settings()),
            ("Installer's log", self._of_installer()),
            ("Log", self._log[-LOG_LINES:] or ["empty"]),
        ]
        text = "\n\n".join("\n".join([f"## {title}", *lines]) for title, lines in parts)
        return without_paths(text, self._known_paths()) + "\n"

    def _known_paths(self) -> dict[str, str]:
        places = Places.of(self._settings)
        return {
            str(code_root()): "<plugin>",
            str(Path(__file__).resolve().parent): "<plugin>/aeroseg_qgis",
            str(places.environment): "<environment>",
            str(places.building): "<environment.new>",
            str(places.root): "<environment folder>",
            QgsApplication.qgisSettingsDirPath().rstrip("/"): "<profile>",
        }

    def _versions(self) -> list[str]:
        metadata = configparser.ConfigParser()
        for folder in (code_root(), code_root() / "aeroseg_qgis"):
            metadata.read(folder / "metadata.txt", encoding="utf-8")
        version = metadata.get("general", "version", fallback="?")
        return [
            f"AerOSeg {version}",
            f"QGIS {Qgis.QGIS_VERSION}, Qt {QT_VERSION_STR}, PyQt {PYQT_VERSION_STR}, "
            f"Python {platform.python_version()}",
            f"{platform.system()} {platform.release()}, {platform.machine()}",
            f"locale {QgsApplication.locale()}, {sys.getfilesystemencoding()}",
        ]

    def _of_worker(self) -> list[str]:
        info = self._worker.info
        if info is None:
            return ["running, not greeted yet" if self._worker.is_running else "not running"]
        device = info.device
        libraries = ", ".join(f"{name} {version}" for name, version in info.libraries.items())
        return [
            f"worker {info.worker_version}, protocol {info.protocol}",
            f"device {device.get('type')}: {device.get('name')}, {device.get('memory_mib')} MiB; "
            f"{device.get('reason')}",
            f"{libraries}; torchvision operators: {info.torchvision_ops}",
        ]

    def _of_environment(self) -> list[str]:
        choice = self._environment.python()
        lines = [f"Python from: {choice.origin if choice is not None else 'nowhere'}"]
        places = Places.of(self._settings)
        if not places.environment.is_dir():
            return [*lines, "private environment: none"]
        lines.append(f"private environment: {self._environment.private_state()}")
        record = read_record(places.environment)
        if record is not None:
            packages = {name: record.packages.get(name, "-") for name in MAIN_PACKAGES}
            lines.append(
                f"{record.build}, Python {record.python}, by {record.tool}, {record.made}, "
                f"{record.bytes / 1e6:,.0f} MB in {record.seconds:.0f} s, "
                f"{'folder of packages' if record.wheels else 'network'}"
            )
            lines.append(", ".join(f"{name} {version}" for name, version in packages.items()))
        for damage in self._environment.installer.damaged:
            lines.append(f"damaged: {damage.package}: {', '.join(damage.files[:5])}")
        return lines

    def _of_settings(self) -> list[str]:
        settings = self._settings
        return [
            f"device {settings.device}, cache {settings.cache_mib} MiB, model "
            f"{Path(settings.model).name}, own checkpoints {len(settings.checkpoints)}",
        ]

    def _of_installer(self) -> list[str]:
        try:
            text = Places.of(self._settings).log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ["none"]
        return text.splitlines()[-INSTALL_LINES:]


def without_paths(text: str, known: dict[str, str]) -> str:
    """The text with known folders by name, and every other path replaced.

    Args:
        text: any text.
        known: folder -> what is written in its place.
    """
    for folder in sorted((one for one in known if len(one) > 1), key=len, reverse=True):
        for spelling in {folder, folder.replace("\\", "/"), folder.replace("\\", "\\\\")}:
            text = text.replace(spelling, known[folder])
    for spelling in {str(Path.home()), str(Path.home()).replace("\\", "/")}:
        if len(spelling) > 1:
            text = text.replace(spelling, "/~")
    return PATH.sub("<path>", QUOTED.sub(r"\1<path>", text))
