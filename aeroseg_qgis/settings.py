"""What is remembered: per user in QgsSettings, per project in the project's own entries.

Keys are listed in one place so that the options page, the dock and the tests name the same ones.
"""

from __future__ import annotations

import json

from qgis.core import QgsProject, QgsSettings

__all__ = ["ProjectMemory", "Settings"]

GROUP = "aeroseg/"
PROJECT_SCOPE = "AeroSeg"
DEFAULT_CACHE_MIB = 2048
MOST_RECENT_LISTS = 8
MOST_USED_FOLDERS = 30


class Settings:
    """The user's settings, each with its default."""

    @staticmethod
    def _text(key: str, default: str = "") -> str:
        return str(QgsSettings().value(GROUP + key, default) or default)

    @staticmethod
    def _put(key: str, value) -> None:
        QgsSettings().setValue(GROUP + key, value)

    @staticmethod
    def _switch(key: str, default: bool) -> bool:
        # An INI file gives texts back.
        value = QgsSettings().value(GROUP + key, default)
        return value if isinstance(value, bool) else str(value).lower() in ("true", "1")

    @property
    def python(self) -> str:
        """The worker's Python as the user chose it; empty when found by itself."""
        return self._text("python")

    @python.setter
    def python(self, path: str) -> None:
        self._put("python", path)

    @property
    def environment_folder(self) -> str:
        """Where the private environment lies; empty means the user's data folder."""
        return self._text("environment_folder")

    @environment_folder.setter
    def environment_folder(self, path: str) -> None:
        self._put("environment_folder", path)

    @property
    def checkpoints(self) -> list[str]:
        """Paths of the checkpoints that the user added."""
        return [str(path) for path in self._json("checkpoints", [])]

    @checkpoints.setter
    def checkpoints(self, paths: list[str]) -> None:
        self._put("checkpoints", json.dumps(paths))

    @property
    def results_folder(self) -> str:
        """Where results go; empty means beside the project."""
        return self._text("results_folder")

    @results_folder.setter
    def results_folder(self, path: str) -> None:
        self._put("results_folder", path)

    @property
    def used_folders(self) -> list[str]:
        """Folders that results went to, the last one first."""
        return [str(path) for path in self._json("used_folders", [])]

    def remember_folder(self, path: str) -> None:
        """Put a folder of results in front of the used ones."""
        paths = [path, *(known for known in self.used_folders if known != path)]
        if paths != self.used_folders:
            self._put("used_folders", json.dumps(paths[:MOST_USED_FOLDERS]))

    @property
    def models_folder(self) -> str:
        """Where downloaded models are kept; empty means a folder of the user's own."""
        return self._text("models_folder")

    @models_folder.setter
    def models_folder(self, path: str) -> None:
        self._put("models_folder", path)

    @property
    def device(self) -> str:
        """One of auto, cpu, cuda, mps."""
        return self._text("device", "auto")

    @device.setter
    def device(self, name: str) -> None:
        self._put("device", name)

    @property
    def cache_mib(self) -> int:
        """Memory for encoded tiles, in MiB."""
        try:
            return max(0, int(QgsSettings().value(GROUP + "cache_mib", DEFAULT_CACHE_MIB)))
        except (TypeError, ValueError):
            return DEFAULT_CACHE_MIB

    @cache_mib.setter
    def cache_mib(self, size_mib: int) -> None:
        self._put("cache_mib", int(size_mib))

    @property
    def model(self) -> str:
        """Id of the model used last."""
        return self._text("model", "builtin")

    @model.setter
    def model(self, model_id: str) -> None:
        self._put("model", model_id)

    @property
    def area(self) -> str:
        """The area used last: "view" or "layer"."""
        return self._text("area", "view")

    @area.setter
    def area(self, name: str) -> None:
        self._put("area", name)

    @property
    def last_classes(self) -> list[str]:
        """Class lines of the last run."""
        return [str(line) for line in self._json("last_classes", [])]

    @last_classes.setter
    def last_classes(self, lines: list[str]) -> None:
        self._put("last_classes", json.dumps(lines))

    @property
    def recent_lists(self) -> list[str]:
        """Files of class lists that were opened or saved, the last one first."""
        return [str(path) for path in self._json("recent_lists", [])]

    def remember_list(self, path: str) -> None:
        """Put a file in front of the recent ones."""
        paths = [path, *(known for known in self.recent_lists if known != path)]
        self._put("recent_lists", json.dumps(paths[:MOST_RECENT_LISTS]))

    def forget_list(self, path: str) -> None:
        """Take a file off the recent ones."""
        paths = [known for known in self.recent_lists if known != path]
        self._put("recent_lists", json.dumps(paths))

    @property
    def presets_append(self) -> bool:
        """Whether a ready list is added to the classes; else it replaces them."""
        return self._switch("presets_append", False)

    @presets_append.setter
    def presets_append(self, value: bool) -> None:
        self._put("presets_append", value)

    @property
    def presets_colors(self) -> bool:
        """Whether lists of data sets come with their published colours."""
        return self._switch("presets_colors", False)

    @presets_colors.setter
    def presets_colors(self, value: bool) -> None:
        self._put("presets_colors", value)

    @property
    def presets_thresholds(self) -> bool:
        """Whether lists of data sets come with their published thresholds."""
        return self._switch("presets_thresholds", True)

    @presets_thresholds.setter
    def presets_thresholds(self, value: bool) -> None:
        self._put("presets_thresholds", value)

    @property
    def asks_background(self) -> bool:
        """Whether models that can do so compare the names with background words."""
        return self._switch("asks_background", True)

    @asks_background.setter
    def asks_background(self, value: bool) -> None:
        self._put("asks_background", value)

    @property
    def asks_again(self) -> bool:
        """Whether a changed list is asked by itself, where nothing has to be encoded."""
        return self._switch("asks_again", True)

    @asks_again.setter
    def asks_again(self, value: bool) -> None:
        self._put("asks_again", value)

    @property
    def known_models(self) -> dict:
        """The last list of models, with what it was true for ("key")."""
        return self._json("known_models", {})

    @known_models.setter
    def known_models(self, value: dict) -> None:
        self._put("known_models", json.dumps(value))

    def seconds_per_tile(self, model_id: str) -> float | None:
        """Measured speed of a model on this machine; None before its first run."""
        value = self._json("speed", {}).get(f"{model_id}@{self.device}")
        return float(value) if isinstance(value, (int, float)) and value > 0 else None

    def remember_speed(self, model_id: str, seconds: float, *, tiles: int) -> None:
        """Keep the speed of a run, smoothed with what was known."""
        if tiles <= 0 or seconds <= 0:
            return
        speeds = self._json("speed", {})
        measured, known = seconds / tiles, self.seconds_per_tile(model_id)
        speeds[f"{model_id}@{self.device}"] = measured if known is None else (measured + known) / 2
        self._put("speed", json.dumps(speeds))

    @property
    def start_seconds(self) -> float | None:
        """Measured time from the first click to the first progress; None before the first run."""
        try:
            return float(QgsSettings().value(GROUP + "start_seconds"))
        except (TypeError, ValueError):
            return None

    @start_seconds.setter
    def start_seconds(self, seconds: float) -> None:
        self._put("start_seconds", round(float(seconds), 2))

    @classmethod
    def _json(cls, key: str, default):
        """A stored JSON value; the default when it is missing or damaged."""
        try:
            value = json.loads(cls._text(key) or "null")
        except ValueError:
            return default
        return value if isinstance(value, type(default)) else default


class ProjectMemory:
    """What the open project remembers: the class list, the model, the area."""

    def read_classes(self) -> list[str] | None:
        """The project's class lines; None when it has none of its own."""
        text, found = QgsProject.instance().readEntry(PROJECT_SCOPE, "/classes", "")
        return [line for line in text.split("\n") if line.strip()] if found else None

    def write_classes(self, lines: list[str]) -> None:
        """Keep the class lines with the project."""
        self._write("/classes", "\n".join(lines))

    def read(self, key: str) -> str:
        """A single value of the project; empty when there is none."""
        return QgsProject.instance().readEntry(PROJECT_SCOPE, "/" + key, "")[0]

    def write(self, key: str, value: str) -> None:
        """Keep a single value with the project."""
        self._write("/" + key, value)

    @staticmethod
    def _write(path: str, value: str) -> None:
        """Write only what differs: every write marks the project as changed."""
        known, found = QgsProject.instance().readEntry(PROJECT_SCOPE, path, "")
        if known != value or (not found and value):
            QgsProject.instance().writeEntry(PROJECT_SCOPE, path, value)
