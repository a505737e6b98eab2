"""Keeps the plan of the next run up to date while the user looks around.

It holds what was chosen (layer, area, resolution, model) and works out what follows from it: the
ladder of resolutions, and the plan or the reason why there is none.
"""

from __future__ import annotations

from qgis.core import QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from . import area
from .aoi import Aoi
from .area import Ladder, Plan, Step, View
from .messages import ModelInfo
from .polygon_source import PolygonSource
from .problems import Problem
from .settings import Settings
from .source import RasterSource, describe

__all__ = ["AREA_LAYER", "AREA_POLYGONS", "AREA_VIEW", "Planner"]

AREA_VIEW, AREA_LAYER, AREA_POLYGONS = "view", "layer", "polygons"
SETTLE_MS = 120  # while the map is being dragged
SCALE_PROPERTY = "aeroseg/scale"
PIXEL_SIZE_PROPERTY = "aeroseg/pixel_size_m"


class Planner(QObject):
    """What would be run if Segment were clicked now."""

    changed = pyqtSignal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._layer: QgsRasterLayer | None = None
        self._view: View | None = None
        self._area = AREA_VIEW
        self._polygons = PolygonSource(self)
        self._polygons.changed.connect(self._on_polygons)
        self._model: ModelInfo | None = None
        self._scale: float | None = None
        self._class_count = 1
        self.source: RasterSource | None = None
        self.ladder: Ladder | None = None
        self.plan: Plan | None = None
        self.problem: Problem | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.settle)

    def close(self) -> None:
        """Listen to nothing any more."""
        self._timer.stop()
        self._polygons.set_layer(None)
        if self._layer is not None:
            self._listen(self._layer, False)
            self._layer = None

    # What was chosen

    @property
    def layer(self) -> QgsRasterLayer | None:
        """The image."""
        return self._layer

    def set_layer(self, layer: QgsRasterLayer | None) -> None:
        """Choose the image; the resolution is the one chosen for it, or the recommended one."""
        if layer is self._layer:
            return
        if self._layer is not None:
            self._listen(self._layer, False)
        self._layer = layer
        self._scale = _kept_scale(layer) if layer is not None else None
        if layer is not None:
            self._listen(layer, True)
        self._look_again()

    def set_view(self, view: View) -> None:
        """The map moved."""
        self._view = view
        self._timer.start()

    def set_area(self, kind: str) -> None:
        """Map view, whole layer, or polygons."""
        self._area = kind
        self._timer.start()

    def set_polygons(self, layer: QgsVectorLayer | None) -> None:
        """Choose the layer whose polygons are an area."""
        if layer is not self._polygons.layer:
            self._polygons.set_layer(layer)

    def _on_polygons(self) -> None:
        if self._area == AREA_POLYGONS:
            self._timer.start()

    @property
    def aoi(self) -> Aoi | None:
        """The polygons in force."""
        return self.plan.aoi if self.plan is not None else None

    def set_model(self, model: ModelInfo | None) -> None:
        """Choose the model; another ground resolution means another recommended step."""
        if model != self._model:
            self._model = model
            self._timer.start()

    def set_scale(self, scale: float | None) -> None:
        """Choose a resolution step; None is the recommended one."""
        self._scale = scale
        self.settle()

    def choose_scale(self, scale: float) -> None:
        """Choose a resolution step and keep it with the layer; the recommended one is no choice."""
        if self._layer is None or self.ladder is None:
            return
        is_recommended = scale == self.ladder.steps[self.ladder.recommended].scale
        if not is_recommended:
            self._layer.setCustomProperty(SCALE_PROPERTY, scale)
        elif self._layer.customProperty(SCALE_PROPERTY) is not None:
            self._layer.removeCustomProperty(SCALE_PROPERTY)
        self.set_scale(None if is_recommended else scale)

    def set_class_count(self, class_count: int) -> None:
        """How many names there are, for the size on disk."""
        self._class_count = max(1, class_count)
        self._timer.start()

    @property
    def asks_pixel_size(self) -> bool:
        """Whether only the user can say how large a pixel is."""
        return self.source is not None and not self.source.has_georeference

    @property
    def pixel_size_m(self) -> float | None:
        """The user's answer for this layer, kept with it."""
        if self._layer is None:
            return None
        try:
            size_m = float(self._layer.customProperty(PIXEL_SIZE_PROPERTY, 0.0))
        except (TypeError, ValueError):
            return None
        return size_m if size_m > 0 else None

    def set_pixel_size_m(self, size_m: float) -> None:
        """Remember how large a pixel of this layer is."""
        if self._layer is not None and (self.pixel_size_m or 0.0) != size_m:
            self._layer.setCustomProperty(PIXEL_SIZE_PROPERTY, size_m)
            self.settle()

    # What follows

    @property
    def step(self) -> Step | None:
        """The resolution in force."""
        if self.ladder is None:
            return None
        for step in self.ladder.steps:
            if step.scale == self._scale:
                return step
        return self.ladder.steps[self.ladder.recommended]

    def settle(self) -> None:
        """Work the plan out now."""
        self._timer.stop()
        self.ladder, self.plan = None, None
        if self.source is not None and self._model is not None:
            self.problem = None
            self.ladder = area.ladder_of(
                self.source, self._model.gsd_m, self._view, self.pixel_size_m
            )
            if self.ladder is not None and (self._view is not None or self._area != AREA_VIEW):
                try:
                    self.plan = self.plan_for(self.step)
                except Problem as problem:
                    self.problem = problem
        self.changed.emit()

    def plan_for(self, step: Step) -> Plan:
        """The plan at another resolution.

        Raises:
            Problem: There is nothing to segment.
        """
        return area.plan(
            self.source,
            step,
            self._model,
            self._view if self._area == AREA_VIEW else None,
            aoi=self._polygons.on(self.source) if self._area == AREA_POLYGONS else None,
            class_count=self._class_count,
            seconds_per_tile=self._settings.seconds_per_tile(self._model.id),
            user_pixel_size_m=self.pixel_size_m,
        )

    def smaller_plan(self) -> Plan | None:
        """The finest coarser plan that needs no question; None when there is none."""
        if self.ladder is None or self.step is None:
            return None
        for step in self.ladder.steps[self.ladder.steps.index(self.step) + 1 :]:
            plan = self.plan_for(step)
            if not area.needs_question(plan.size):
                return plan
        return None

    def _look_again(self) -> None:
        """The layer is another one, or shows something else."""
        self.source, self.problem = None, None
        if self._layer is not None:
            try:
                self.source = describe(self._layer)
            except Problem as problem:
                self.problem = problem
        self.settle()

    def _listen(self, layer: QgsRasterLayer, on: bool) -> None:
        signals = (layer.rendererChanged, layer.crsChanged, layer.dataSourceChanged)
        for signal in signals:
            try:
                if on:
                    signal.connect(self._look_again)
                else:
                    signal.disconnect(self._look_again)
            except (RuntimeError, TypeError):
                pass  # the layer is gone already
        try:
            if on:
                layer.willBeDeleted.connect(self._on_layer_gone)
            else:
                layer.willBeDeleted.disconnect(self._on_layer_gone)
        except (RuntimeError, TypeError):
            pass

    def _on_layer_gone(self) -> None:
        self._layer = None
        self._look_again()


def _kept_scale(layer: QgsRasterLayer) -> float | None:
    """The resolution step that was chosen for a layer."""
    try:
        return float(layer.customProperty(SCALE_PROPERTY))
    except (TypeError, ValueError):
        return None
