"""The polygon layer that is an area: noticed when it changes, read only when it has to be."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .aoi import Aoi, read_aoi
from .problems import Problem
from .source import RasterSource

__all__ = ["PolygonSource"]


class PolygonSource(QObject):
    """Polygons of a layer, kept until the layer or the image becomes another."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layer: QgsVectorLayer | None = None
        self._read_for: RasterSource | None = None
        self._found: Aoi | Problem | None = None

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The chosen layer."""
        return self._layer

    def set_layer(self, layer: QgsVectorLayer | None) -> None:
        """Choose the layer."""
        if self._layer is not None:
            self._listen(self._layer, False)
        self._layer = layer
        if layer is not None:
            self._listen(layer, True)
        self._forget()

    def on(self, source: RasterSource) -> Aoi:
        """The polygons on an image.

        Raises:
            Problem: There are none; says why.
        """
        if self._found is None or source is not self._read_for:
            self._read_for = source
            try:
                self._found = read_aoi(
                    self._layer, source.affine, source.width, source.height, source.crs
                )
            except Problem as problem:
                self._found = problem.with_traceback(None)  # which would hold on to layers
                self._found.__cause__ = self._found.__context__ = None
        if isinstance(self._found, Problem):
            raise self._found.with_traceback(None)
        return self._found

    def _forget(self, *_) -> None:
        self._found = None
        self.changed.emit()

    def _listen(self, layer: QgsVectorLayer, on: bool) -> None:
        for signal, slot in (
            (layer.selectionChanged, self._forget),
            (layer.dataChanged, self._forget),
            (layer.geometryChanged, self._forget),
            (layer.featureAdded, self._forget),
            (layer.featureDeleted, self._forget),
            (layer.afterRollBack, self._forget),
            (layer.subsetStringChanged, self._forget),
            (layer.crsChanged, self._forget),
            (layer.willBeDeleted, self._on_gone),
        ):
            try:
                if on:
                    signal.connect(slot)
                else:
                    signal.disconnect(slot)
            except (RuntimeError, TypeError):
                pass  # the layer is gone already

    def _on_gone(self) -> None:
        self._layer = None
        self._forget()
