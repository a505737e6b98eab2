"""Polygons of a vector layer as the area of a run, brought into the coordinates of the image.

Whatever a layer holds comes out as one valid multipolygon: selected features alone where some are
selected, edges with enough points to follow the projection, rings that cross themselves mended,
overlaps joined, what lies off the image cut away. The layer itself is only looked at.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Callable

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QTransform

from .grid import Affine, Window, covering_window
from .problems import Problem
from .text import count, tr

__all__ = ["AOI_NAME", "Aoi", "read_aoi"]

AOI_NAME = "aoi.geojson"
EDGE_TOLERANCE_PX = 0.05  # how far a straight edge may run beside the projected one
MOST_POINTS = 500_000  # that are added to a polygon's edges
MOST_POLYGONS = 50_000
GROWN = 0.02  # share of the image's extent that is looked at around it
SLIVER_PX2 = 1e-9


class Aoi:
    """Polygons in the coordinates of an image.

    Args:
        geometry: In the layer coordinates of the image; valid.
        affine: Finest pixel of the image to layer coordinates.
        note: What there is to say of it, in a sentence.
    """

    def __init__(self, geometry: QgsGeometry, affine: Affine, note: str = "") -> None:
        self.geometry = geometry
        self.note = note
        self._pixels = QgsGeometry(geometry)  # in finest pixels, columns right and rows down
        self._pixels.transform(_to_pixels(affine))
        self._engine = QgsGeometry.createGeometryEngine(self._pixels.constGet())
        self._engine.prepareGeometry()

    def window(self, scale: float, bounds: Window) -> Window:
        """The smallest window over the polygons, in lattice pixels of a step."""
        box = self._pixels.boundingBox()
        corners = [(box.xMinimum(), box.yMinimum()), (box.xMaximum(), box.yMaximum())]
        return covering_window([(x / scale, y / scale) for x, y in corners], bounds)

    def pixels(self, scale: float) -> int:
        """About how many lattice pixels of a step lie inside."""
        return max(1, round(self._pixels.area() / scale**2))

    def touches(self, window: Window, scale: float) -> bool:
        """Whether a window of lattice pixels has anything inside."""
        seen = _rectangle(window, scale)  # has to outlive the call
        return self._engine.intersects(seen.constGet())

    def count(self, cells: Window, seen_by: Callable[[Window], Window], scale: float) -> int:
        """How many cells of a lattice see something of the polygons.

        Args:
            cells: The cells in question.
            seen_by: The pixels that a window of cells sees.
            scale: Finest pixels on one side of a lattice pixel.
        """
        if cells.is_empty:
            return 0
        seen = _rectangle(seen_by(cells), scale)
        if not self._engine.intersects(seen.constGet()):
            return 0
        if cells.pixels == 1:
            return 1
        if self._engine.contains(seen.constGet()):
            return cells.pixels
        return sum(self.count(part, seen_by, scale) for part in _halves(cells))

    def write(self, folder: Path) -> Path:
        """Write it into a run's folder, as the worker reads it.

        Raises:
            OSError: The file cannot be written.
        """
        feature = {
            "type": "Feature",
            "properties": {},
            "geometry": json.loads(self.geometry.asJson(17)),
        }
        content = {
            "type": "FeatureCollection",
            "aeroseg": {"coordinates": "image"},
            "features": [feature],
        }
        path = folder / AOI_NAME
        partial = path.with_name(path.name + ".part")
        partial.write_text(json.dumps(content), encoding="utf-8")
        partial.replace(path)
        return path


def read_aoi(
    layer: QgsVectorLayer | None,
    affine: Affine,
    width: int,
    height: int,
    crs: QgsCoordinateReferenceSystem,
) -> Aoi:
    """The polygons of a layer that lie on an image.

    Args:
        layer: The polygon layer.
        affine: Finest pixel of the image to its layer coordinates.
        width: Finest pixels of the image.
        height: Finest pixels of the image.
        crs: The image's coordinate system; without one, numbers are taken as they are.

    Raises:
        Problem: There is nothing to segment; says why.
    """
    if layer is None:
        raise _nothing(
            tr("No layer of polygons is chosen."),
            todo=tr("Open or draw one, or choose another area."),
        )
    name = layer.name()
    if not layer.isValid():
        raise _nothing(
            tr("The polygons of “{name}” cannot be read.").format(name=name),
            tr("Its data source is missing or damaged."),
            tr("Repair the data source, or choose another layer."),
        )
    selected = layer.selectedFeatureCount()
    image = QgsRectangle()
    for corner in ((0, 0), (width, 0), (0, height), (width, height)):
        image.combineExtentWith(*affine.apply(*corner))
    transform = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance())
    looked_at = _looked_at(transform, image)
    parts, mended, seen = [], 0, 0
    tolerance = EDGE_TOLERANCE_PX * math.sqrt(abs(affine.b * affine.f - affine.c * affine.e))
    for shape in _shapes(layer, looked_at, selected > 0):
        seen += 1
        if seen > MOST_POLYGONS:
            raise _nothing(
                tr("“{name}” has more than {n} polygons here.").format(
                    name=name, n=count(MOST_POLYGONS)
                ),
                todo=tr("Select some of them, or dissolve them first."),
            )
        mended += not shape.isGeosValid()
        try:
            placed = _placed(shape, transform, looked_at, tolerance)
        except QgsCsException as error:
            raise _nothing(
                tr("The polygons of “{name}” cannot be used.").format(name=name),
                tr("They have no place in the image's coordinate system."),
                tr("Look whether the layer has its right coordinate system."),
            ) from error
        if placed is not None:
            parts.append(placed)
    slack = QgsRectangle(image)
    slack.grow(GROWN * max(image.width(), image.height()))
    joined = QgsGeometry.unaryUnion(parts).intersection(QgsGeometry.fromRect(slack))
    joined = _polygons_of(joined) if parts else None
    if joined is None or not joined.intersects(QgsGeometry.fromRect(image)):
        raise _why_nothing(layer, selected)
    return Aoi(joined, affine, _note(seen, selected, mended))


def _shapes(layer: QgsVectorLayer, looked_at: QgsRectangle | None, only_selected: bool):
    """The shapes of the features in question, flat and with straight edges."""
    request = QgsFeatureRequest().setSubsetOfAttributes([])
    if looked_at is not None:
        request.setFilterRect(looked_at)
    features = layer.getSelectedFeatures(request) if only_selected else layer.getFeatures(request)
    for feature in features:
        if feature.hasGeometry() and not feature.geometry().isEmpty():
            shape = QgsGeometry(feature.geometry().constGet().segmentize())
            shape.get().dropZValue()
            shape.get().dropMValue()
            yield shape


def _placed(
    shape: QgsGeometry,
    transform: QgsCoordinateTransform,
    looked_at: QgsRectangle | None,
    tolerance: float,
) -> QgsGeometry | None:
    """One shape in the image's coordinates, valid; None when nothing of it is there."""
    shape = _polygons_of(shape if shape.isGeosValid() else shape.makeValid())
    if shape is None:
        return None
    if looked_at is not None:
        # A shape around the whole globe may have corners that the image's projection lacks.
        if not looked_at.contains(shape.boundingBox()):
            shape = _polygons_of(shape.intersection(QgsGeometry.fromRect(looked_at)))
            if shape is None:
                return None
        shape = _denser(shape, transform, tolerance)
    if not transform.isShortCircuited():
        shape.transform(transform)
    return _polygons_of(shape if shape.isGeosValid() else shape.makeValid())


def _denser(shape: QgsGeometry, transform: QgsCoordinateTransform, tolerance: float) -> QgsGeometry:
    """The shape with so many points along its edges that straight ones follow the projection.

    How far a chord runs beside its curve grows with the square of its length: what the sides
    and diagonals of the bounding box show gives the length at which it is small enough.
    """
    box = shape.boundingBox()
    corners = [
        QgsPointXY(box.xMinimum(), box.yMinimum()),
        QgsPointXY(box.xMaximum(), box.yMinimum()),
        QgsPointXY(box.xMaximum(), box.yMaximum()),
        QgsPointXY(box.xMinimum(), box.yMaximum()),
    ]
    wanted = math.inf
    for first, second in ((0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)):
        start, end = corners[first], corners[second]
        middle = QgsPointXY((start.x() + end.x()) / 2, (start.y() + end.y()) / 2)
        a, b, m = (transform.transform(point) for point in (start, end, middle))
        off = math.hypot((a.x() + b.x()) / 2 - m.x(), (a.y() + b.y()) / 2 - m.y())
        if off > tolerance:
            wanted = min(wanted, start.distance(end) * math.sqrt(tolerance / off))
    if not math.isfinite(wanted) or wanted <= 0:
        return shape
    return shape.densifyByDistance(max(wanted, shape.length() / MOST_POINTS))


def _looked_at(transform: QgsCoordinateTransform, image: QgsRectangle) -> QgsRectangle | None:
    """The image and a little more in the polygons' coordinates; None where nothing is moved."""
    if transform.isShortCircuited():
        return None
    grown = QgsRectangle(image)
    grown.grow(GROWN * max(image.width(), image.height()))
    try:
        box = transform.transformBoundingBox(grown, Qgis.TransformDirection.Reverse)
    except QgsCsException:
        return None
    if not box.isFinite() or box.isEmpty():
        return None
    # The box is that of some points along the sides: between them the image may reach further.
    box.grow(GROWN * max(box.width(), box.height()))
    return box


def _polygons_of(shape: QgsGeometry) -> QgsGeometry | None:
    """The polygons of a shape as one multipolygon; None when there are none."""
    polygon = QgsWkbTypes.GeometryType.PolygonGeometry
    parts = [
        QgsGeometry(part.clone())
        for part in shape.constParts()
        if QgsWkbTypes.geometryType(part.wkbType()) == polygon and part.area() > 0
    ]
    return QgsGeometry.collectGeometry(parts) if parts else None


def _to_pixels(affine: Affine) -> QTransform:
    """Layer coordinates to finest pixels."""
    forward = QTransform(affine.b, affine.e, affine.c, affine.f, affine.a, affine.d)
    return forward.inverted()[0]


def _rectangle(window: Window, scale: float) -> QgsGeometry:
    """A window in finest pixels, from the centres of its outermost lattice pixels."""
    return QgsGeometry.fromRect(
        QgsRectangle(
            (window.col + 0.5) * scale,
            (window.row + 0.5) * scale,
            (window.col + max(window.cols, 1) - 0.5) * scale + SLIVER_PX2,
            (window.row + max(window.rows, 1) - 0.5) * scale + SLIVER_PX2,
        )
    )


def _halves(cells: Window) -> list[Window]:
    """A window of cells cut across its longer side."""
    if cells.cols >= cells.rows:
        half = cells.cols // 2
        return [
            Window(cells.col, cells.row, half, cells.rows),
            Window(cells.col + half, cells.row, cells.cols - half, cells.rows),
        ]
    half = cells.rows // 2
    return [
        Window(cells.col, cells.row, cells.cols, half),
        Window(cells.col, cells.row + half, cells.cols, cells.rows - half),
    ]


def _note(seen: int, selected: int, mended: int) -> str:
    """What is taken, in a line."""
    if selected:
        text = tr("1 selected polygon") if selected == 1 else tr("{n} selected polygons")
        text = text.format(n=count(selected))
    else:
        text = tr("1 polygon") if seen == 1 else tr("{n} polygons")
        text = text.format(n=count(seen))
    if mended:
        crossing = tr("1 crosses itself, mended")
        if mended > 1:
            crossing = tr("{n} cross themselves, mended").format(n=count(mended))
        text = tr("{polygons}, {crossing}").format(polygons=text, crossing=crossing)
    return text


def _why_nothing(layer: QgsVectorLayer, selected: int) -> Problem:
    """Why no polygon lies on the image."""
    name = layer.name()
    if not selected and not any(feature.hasGeometry() for feature in layer.getFeatures()):
        return _nothing(
            tr("The layer “{name}” has no polygons.").format(name=name),
            todo=tr("Draw one, or choose another layer or area."),
        )
    if selected:
        return _nothing(
            tr("The selected polygons of “{name}” do not touch the image.").format(name=name),
            tr("Only selected ones count where some are selected."),
            tr("Select others, or clear the selection."),
        )
    return _nothing(
        tr("The polygons of “{name}” do not touch the image.").format(name=name),
        tr("They lie elsewhere, or are so thin that they hold nothing."),
        tr("Draw one on the image, or choose another layer or area."),
    )


def _nothing(what: str, why: str = "", todo: str = "") -> Problem:
    return Problem(what, why, todo, name="bad_area")
