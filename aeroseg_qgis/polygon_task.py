"""Polygons in the background, and the layer that they become."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeedback,
    QgsFillSymbol,
    QgsMapLayer,
    QgsProject,
    QgsRendererCategory,
    QgsTask,
    QgsVectorLayer,
)

from .problems import Problem
from .text import tr
from .vectorise import PolygonOptions, Polygons, polygons_of

__all__ = ["POLYGONS_PROPERTY", "PolygonTask", "add_polygons", "safe_stem"]

POLYGONS_PROPERTY = "aeroseg/polygons"  # the class raster that a vector layer was made of
FILL_ALPHA = 90
OUTLINE_MM = "0.4"


class PolygonTask(QgsTask):
    """Makes polygons; `polygons` or `problem` when it has ended."""

    def __init__(
        self, classes: Path, scores: Path | None, target: Path, options: PolygonOptions
    ) -> None:
        super().__init__(
            tr("AerOSeg: polygons of “{file}”").format(file=classes.parent.name),
            QgsTask.Flag.CanCancel,
        )
        self._classes, self._scores = classes, scores
        self._target, self._options = target, options
        self._feedback = QgsFeedback()
        self._feedback.progressChanged.connect(self.setProgress)
        self.polygons: Polygons | None = None
        self.problem: Problem | None = None

    def cancel(self) -> None:
        """Stop at the next line of the raster, or object."""
        self._feedback.cancel()
        super().cancel()

    def run(self) -> bool:
        """Make them; called by QGIS on a thread of its own."""
        try:
            self.polygons = polygons_of(
                str(self._classes),
                str(self._scores) if self._scores is not None else None,
                str(self._target),
                self._options,
                self._feedback,
            )
            return True
        except Problem as problem:
            self.problem = problem.alone()
        return False


def safe_stem(name: str) -> str:
    """A name for a file."""
    return re.sub(r"[^\w.-]+", "_", name).strip("._") or "polygons"


def add_polygons(polygons: Polygons, beside: QgsMapLayer | None, classes: Path) -> QgsVectorLayer:
    """Add a finished file above its result, in the classes' colours.

    Args:
        polygons: What was made.
        beside: The result; None when it has left the project meanwhile.
        classes: The class raster that they were made of.

    Raises:
        Problem: The file cannot be read.
    """
    source = f"{polygons.path}|layername={polygons.layer_name}"
    layer = QgsVectorLayer(source, Path(polygons.path).stem, "ogr")
    if not layer.isValid():
        raise Problem(
            tr("The polygons were not added to the map."),
            tr("QGIS cannot read “{path}”.").format(path=polygons.path),
            tr("Run again; if it repeats, look at the log."),
            name="bad_result",
        )
    categories = []
    for item in polygons.classes:
        if not item.objects:
            continue
        symbol = QgsFillSymbol.createSimple(
            {"outline_color": item.color, "outline_width": OUTLINE_MM, "color": item.color}
        )
        fill = symbol.symbolLayer(0).fillColor()
        fill.setAlpha(FILL_ALPHA)
        symbol.symbolLayer(0).setFillColor(fill)
        categories.append(QgsRendererCategory(item.name, symbol, item.name))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class", categories))
    layer.setCustomProperty(POLYGONS_PROPERTY, str(classes))
    layer.saveStyleToDatabase(polygons.layer_name, "", True, "")
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    node = project.layerTreeRoot().findLayer(beside.id()) if beside is not None else None
    if node is None:
        project.layerTreeRoot().insertLayer(0, layer)
    else:
        parent = node.parent()
        parent.insertLayer(parent.children().index(node), layer)
    return layer
