"""Finished runs, as their folders tell of them; no worker is asked.

A folder counts when it holds a class raster and the worker's record. What only this computer knows
(where the image lies) is in `run_origin`; runs without it can be opened, but not repeated.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .class_text import is_everything_else, threshold_of, with_threshold
from .environment import MODELS_VARIABLE, code_root
from .messages import SegmentResult
from .run_origin import Origin
from .settings import Settings
from .shell_command import Invocation
from .text import tr

__all__ = ["PastRun", "find_runs", "result_folders"]

RECORD_NAME = "run.json"
CLASSES_NAME = "classes.tif"
REPEATED_NAME = "classes-repeated.tif"
MOST_RECORD_BYTES = 64 * 2**20


@dataclass(frozen=True)
class PastRun:
    """A finished run.

    Args:
        folder: Where its results lie.
        record: What the worker wrote.
        origin: What only this computer knows; None for runs of older versions or of others.
        when: When it began or, where that is not known, ended.
    """

    folder: Path
    record: dict
    origin: Origin | None
    when: datetime

    @property
    def image_name(self) -> str:
        """Name of the image layer."""
        return str(self.record["image"].get("layer") or self.record["image"].get("file", ""))

    @property
    def names(self) -> list[str]:
        """Names of the classes."""
        return [str(item["name"]) for item in self.record["classes"]]

    @property
    def model_title(self) -> str:
        """Title of the model."""
        return str(self.record["model"].get("title") or self.record["model"].get("id", ""))

    @property
    def gsd_m(self) -> float:
        """Ground size of a pixel."""
        return float(self.record["grid"].get("gsd_m") or 0.0)

    @property
    def place(self) -> str:
        """Where it is, in degrees; empty where that is not known."""
        place = self.origin.place if self.origin is not None else None
        if not place:
            return ""
        lon, lat = place
        return tr("{lat}° {ns}, {lon}° {ew}").format(
            lat=f"{abs(lat):.4f}",
            ns=tr("N") if lat >= 0 else tr("S"),
            lon=f"{abs(lon):.4f}",
            ew=tr("E") if lon >= 0 else tr("W"),
        )

    @property
    def classes_path(self) -> Path:
        """The class raster."""
        return self.folder / CLASSES_NAME

    @property
    def lines(self) -> list[str]:
        """Class lines as they were asked for, with the threshold of the run where it had one."""
        if self.origin is None:
            return [str(line) for line in self.record["lines"]]
        params = self.origin.params
        lines, given = [str(line) for line in params["classes"]], params.get("threshold")
        if given is None:
            return lines
        return [
            line
            if is_everything_else(line) or threshold_of(line) is not None
            else with_threshold(line, float(given))
            for line in lines
        ]

    @property
    def model_id(self) -> str:
        """Id of the model, or the path of the user's own checkpoint."""
        if self.origin is not None:
            return str(self.origin.params["model"])
        return str(self.record["model"].get("id", ""))

    def result(self) -> SegmentResult:
        """What it found, for the layer and the table.

        Raises:
            ValueError: The record is not complete.
        """
        paths = {
            "classes": str(self.classes_path),
            "scores": str(self.folder / "scores.tif"),
            "style": str(self.folder / "classes.qml"),
            "record": str(self.folder / RECORD_NAME),
        }
        found = self.record.get("result")
        if not isinstance(found, dict):
            raise ValueError("run.json: no result")
        return SegmentResult.from_dict({**found, "paths": paths})

    def why_no_command(self) -> str:
        """Why there is no command line that repeats it; empty where there is one."""
        if self.origin is None:
            return tr("This run was made elsewhere, so where its image lies is not known.")
        if self.origin.is_drawn:
            return tr(
                "QGIS drew this layer for the run, and the command line reads files only. Save the "
                "layer as a GeoTIFF and segment that."
            )
        return ""

    def why_no_repeat(self) -> str:
        """Why it cannot be repeated; empty where it can."""
        if self.origin is None:
            return tr("This run was made elsewhere, so where its image lies is not known.")
        if self.origin.is_drawn and self.origin.plan is None:
            return tr("How QGIS drew this layer was not kept.")
        return ""

    def command(self, python: str, models_folder: str = "") -> Invocation:
        """The command line that repeats it: that of the record, with files where they lie here.

        Args:
            python: The worker's Python.
            models_folder: Where downloaded models are; empty for the usual folder.
        """
        words = shlex.split(self.record["command"])
        paths = {Path(path).name: path for path in _paths_in(self.origin.params)}
        # Words 0 to 5: python -m backend segment IMAGE OUT; then options with their values.
        told = [
            paths.get(word, word) if before.startswith("--") else word
            for before, word in zip(words[5:], words[6:])
        ]
        told[told.index("--model") + 1] = self.model_id
        return Invocation(
            [
                python,
                *words[1:4],
                self.origin.image_path,
                str(self.folder / REPEATED_NAME),
                *told,
                "--device",
                str(self.record["device"]),
            ],
            code_root(),
            {MODELS_VARIABLE: models_folder} if models_folder else {},
        )


def _paths_in(params: dict) -> Iterator[str]:
    """Files among the parameters: own background words, polygons, taught words."""
    for name, value in params.items():
        if name in ("image", "grid", "classes", "out_dir", "user_checkpoints"):
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and Path(item).name != item:
                yield item


def result_folders(settings: Settings, here: Path) -> list[Path]:
    """Folders of results: the one in use, then others that were used before."""
    folders = [here, *(Path(path) for path in settings.used_folders)]
    return [path for path in dict.fromkeys(folders) if path.is_dir()]


def find_runs(folders: list[Path]) -> list[PastRun]:
    """All finished runs, the newest first."""
    runs = [run for folder in folders for run in _runs_in(folder)]
    return sorted(runs, key=lambda run: run.when, reverse=True)


def _runs_in(parent: Path) -> Iterator[PastRun]:
    try:
        records = sorted(parent.glob(f"*/{RECORD_NAME}"))
    except OSError:
        return
    for path in records:
        run = look(path.parent)
        if run is not None:
            yield run


def look(folder: Path) -> PastRun | None:
    """The run in a folder; None where there is none that can be shown."""
    path = folder / RECORD_NAME
    try:
        state = path.stat()
        if state.st_size > MOST_RECORD_BYTES or not (folder / CLASSES_NAME).is_file():
            return None
        record = json.loads(path.read_text(encoding="utf-8"))
        origin = Origin.read(folder)
        run = PastRun(folder, record, origin, _time(origin, state.st_mtime))
        # Whatever is shown of it has to be there.
        _ = (run.image_name, run.names, run.model_title, run.gsd_m, run.lines, run.model_id)
        shlex.split(record["command"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return run


def _time(origin: Origin | None, modified: float) -> datetime:
    if origin is not None:
        try:
            return datetime.fromisoformat(str(origin.started).replace("Z", "+00:00")).astimezone()
        except ValueError:
            pass  # the file's own time is nearly as good
    return datetime.fromtimestamp(modified).astimezone()
