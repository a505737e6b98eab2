"""How a result is shown and decided: thresholds, hidden classes, colours, corrections.

A state is kept as a property of its layer, so it comes and goes with the project. Files are named
without their folder: they lie beside the file that the layer shows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from qgis.core import QgsRasterLayer

from .class_raster import ClassEntry, ScoreRaster, threshold_code
from .problems import Problem

__all__ = ["BEST_NAME", "ResultState", "scores_path_of", "state_of"]

STATE_PROPERTY = "aeroseg/state"
SCORES_PROPERTY = "aeroseg/scores"
BEST_NAME = "best.tif"
CLASSES_NAME = "classes.tif"
SCORES_NAME = "scores.tif"


@dataclass(frozen=True)
class ResultState:
    """One state of a result.

    Args:
        entries: The classes, with the thresholds of the run.
        thresholds: Of each class, in the order of `entries`.
        hidden: Ids of classes that are not drawn.
        faded: Whether the drawing fades where scores are low.
        classes: Name of the class raster that was written with these thresholds; empty before.
        corrections: Name of the raster of what people set; empty without.
    """

    entries: tuple
    thresholds: tuple
    hidden: frozenset = frozenset()
    faded: bool = False
    classes: str = CLASSES_NAME
    corrections: str = ""

    @property
    def best(self) -> str:
        """Name of the raster of the best classes; another one for each set of corrections."""
        if not self.corrections:
            return BEST_NAME
        return f"best-{Path(self.corrections).stem}.tif"

    @property
    def of_run(self) -> tuple:
        """The thresholds of the run."""
        return tuple(entry.threshold for entry in self.entries)

    @property
    def is_of_run(self) -> bool:
        """Whether the run's own class raster says the same."""
        return self.thresholds == self.of_run and not self.corrections

    @property
    def common_threshold(self) -> float | None:
        """The threshold that all classes share; None where they differ."""
        return self.thresholds[0] if len(set(self.thresholds)) == 1 else None

    @property
    def codes(self) -> dict:
        """The code that a pixel of each class must reach, by id."""
        return {
            entry.id: threshold_code(value) for entry, value in zip(self.entries, self.thresholds)
        }

    @property
    def moved(self) -> dict:
        """Thresholds that differ from those of the run, by name: what re-labelling needs."""
        return {
            entry.name: value
            for entry, value in zip(self.entries, self.thresholds)
            if value != entry.threshold
        }

    def decides_like(self, other: ResultState) -> bool:
        """Whether both give every pixel the same class."""
        return self.codes == other.codes and self.corrections == other.corrections

    def with_thresholds(self, values: dict) -> ResultState:
        """With other thresholds; `values` by id, others stay."""
        return replace(
            self,
            thresholds=tuple(
                values.get(entry.id, value) for entry, value in zip(self.entries, self.thresholds)
            ),
            classes="",
        )

    def with_colors(self, colors: dict) -> ResultState:
        """With other colours, by id."""
        return replace(
            self,
            entries=tuple(
                replace(entry, color=colors.get(entry.id, entry.color)) for entry in self.entries
            ),
        )

    def write(self, layer: QgsRasterLayer) -> None:
        """Keep it with the layer."""
        values = {
            "thresholds": {e.name: value for e, value in zip(self.entries, self.thresholds)},
            "colors": {e.name: e.color for e in self.entries},
            "hidden": sorted(self.hidden),
            "faded": self.faded,
            "classes": self.classes,
            "corrections": self.corrections,
        }
        layer.setCustomProperty(STATE_PROPERTY, json.dumps(values, ensure_ascii=False))


def scores_path_of(layer: QgsRasterLayer) -> str:
    """Where the scores of a result lie: beside the file that it shows, or where the run put them.

    A project that was moved together with its results keeps relative sources only.
    """
    beside = Path(layer.source()).parent / SCORES_NAME
    if beside.is_file():
        return str(beside)
    return str(layer.customProperty(SCORES_PROPERTY) or beside)


def state_of(layer: QgsRasterLayer, scores: ScoreRaster) -> ResultState:
    """The state that a layer keeps; what is missing or damaged is taken from the run."""
    entries = entries_of(scores)
    try:
        kept = json.loads(layer.customProperty(STATE_PROPERTY) or "{}")
        colors, limits = dict(kept.get("colors", {})), dict(kept.get("thresholds", {}))
        state = ResultState(
            entries=tuple(
                replace(entry, color=str(colors.get(entry.name, entry.color))) for entry in entries
            ),
            thresholds=tuple(float(limits.get(entry.name, entry.threshold)) for entry in entries),
            hidden=frozenset(int(number) for number in kept.get("hidden", [])),
            faded=bool(kept.get("faded", False)),
            classes=Path(str(kept.get("classes", CLASSES_NAME))).name,
            corrections=Path(str(kept.get("corrections", ""))).name,
        )
    except (ValueError, TypeError, AttributeError):
        return ResultState(entries, tuple(entry.threshold for entry in entries))
    folder = Path(scores.path).parent
    if state.corrections and not (folder / state.corrections).is_file():
        state = replace(state, corrections="", classes="")
    if state.classes and not (folder / state.classes).is_file():
        state = replace(state, classes="")
    if state.is_of_run and not state.classes:
        state = replace(state, classes=CLASSES_NAME)
    return state


def entries_of(scores: ScoreRaster) -> tuple:
    """The classes of a score raster.

    Raises:
        Problem: Its tags are not those of a run.
    """
    try:
        return tuple(
            ClassEntry(
                int(item["id"]),
                str(item["name"]),
                str(item["color"]),
                float(item["threshold"]),
                bool(item.get("known", True)),
            )
            for item in scores.record["classes"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Problem(
            "The tags of the score raster are damaged.", name="bad_result", detail=repr(error)
        ) from error
