"""How large something is on the ground: one measure for pixels and for polygons.

Areas and lengths are ellipsoidal, on the project's ellipsoid or, where the project has none, on
that of the coordinate system. A raster without one is flat; its pixel has the size that the user
gave. Tables and polygons both ask here, so that their areas add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsUnitTypes,
)

__all__ = ["Ground", "project_ellipsoid"]

NO_ELLIPSOID = "NONE"
WGS84 = "EPSG:7030"


def project_ellipsoid() -> str:
    """The ellipsoid that the open project measures on; empty where it has none."""
    name = QgsProject.instance().ellipsoid()
    return "" if name == NO_ELLIPSOID else name


@dataclass(frozen=True)
class Affine6:
    """GDAL's six numbers: pixel (column, row) to map (x, y)."""

    numbers: tuple

    def point(self, col: float, row: float) -> QgsPointXY:
        """The map point of a pixel corner."""
        a, b, c, d, e, f = self.numbers
        return QgsPointXY(a + b * col + c * row, d + e * col + f * row)

    @property
    def pixel_area(self) -> float:
        """Area of a pixel in square map units."""
        _, b, c, _, e, f = self.numbers
        return abs(b * f - c * e)

    @property
    def pixel_side(self) -> float:
        """Side of a square as large as a pixel, in map units."""
        return sqrt(self.pixel_area)


class Ground:
    """Measures on the ground for one coordinate system.

    Make one for each thread.

    Args:
        crs: Of the raster; an invalid one means a flat raster.
        affine: GDAL's geotransform of the raster.
        ellipsoid: Name as QGIS has it ("EPSG:7030"); empty for that of the coordinate system.
        pixel_m: Side of a pixel in metres, where the coordinate system does not tell it.
        context: Datum transformations of the project.
    """

    def __init__(
        self,
        crs: QgsCoordinateReferenceSystem,
        affine: tuple,
        *,
        ellipsoid: str = "",
        pixel_m: float | None = None,
        context: QgsCoordinateTransformContext | None = None,
    ) -> None:
        self.affine = Affine6(tuple(affine))
        self.is_flat = not crs.isValid()
        side = self.affine.pixel_side or 1.0
        self._unit_m = (pixel_m or 1.0) / side  # metres in a map unit of a flat raster
        self._measure = QgsDistanceArea()
        if not self.is_flat:
            context = context or QgsCoordinateTransformContext()
            self._measure.setSourceCrs(crs, context)
            own = crs.ellipsoidAcronym()
            self._measure.setEllipsoid(ellipsoid or (own if own != NO_ELLIPSOID else "") or WGS84)

    def area_m2(self, geometry: QgsGeometry) -> float:
        """Area of a polygon in map coordinates; 0 for one off the projection."""
        if self.is_flat:
            return geometry.area() * self._unit_m**2
        try:
            area = self._measure.measureArea(geometry)
        except QgsCsException:
            return 0.0
        units, _ = QgsUnitTypes.decodeAreaUnit("m2")
        area = self._measure.convertAreaMeasurement(area, units)
        return area if isfinite(area) else 0.0

    def perimeter_m(self, geometry: QgsGeometry) -> float:
        """Length of a polygon's border, holes included; 0 for one off the projection."""
        if self.is_flat:
            return geometry.length() * self._unit_m
        try:
            length = self._measure.measurePerimeter(geometry)
        except QgsCsException:
            return 0.0
        metres, _ = QgsUnitTypes.decodeDistanceUnit("meters")
        length = self._measure.convertLengthMeasurement(length, metres)
        return length if isfinite(length) else 0.0

    def pixel_area_m2(self, col: int, row: int, cols: int, rows: int) -> float:
        """Mean ground area of the pixels of a window."""
        corners = ((col, row), (col + cols, row), (col + cols, row + rows), (col, row + rows))
        ring = [self.affine.point(*corner) for corner in corners]
        area = self.area_m2(QgsGeometry.fromPolygonXY([ring]))
        return area / (cols * rows) if cols and rows else 0.0
