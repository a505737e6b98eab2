"""Outlines of objects that follow pixels, made smooth or straight by QGIS's own algorithms."""

from __future__ import annotations

from qgis.core import QgsGeometry

__all__ = ["SHAPES", "shaped"]

SHAPES = ("pixels", "smooth", "straight")
SMOOTH_PX = 0.8  # the height of a stair
SMOOTH_ROUNDS = 2
SMOOTH_OFFSET = 0.25
SQUARE_TOLERANCE = 1e-8
SQUARE_ROUNDS = 500
# Simplified by so many pixels, and angles so far from a right one: coarse first, then careful.
SQUARE_TRIES = ((2.5, 30.0), (1.5, 15.0))
SQUARE_OVERLAP = 0.85  # with the object, so that no shape wanders off


def shaped(geometry: QgsGeometry, shape: str, side: float) -> QgsGeometry:
    """An outline in another shape; as it was where nothing would be left of it.

    Args:
        geometry: Polygon that follows pixels.
        shape: One of SHAPES.
        side: Of a pixel, in map units.
    """
    if shape == "pixels":
        return geometry
    if shape == "smooth":
        found = _simple(geometry, SMOOTH_PX * side).smooth(SMOOTH_ROUNDS, SMOOTH_OFFSET)
    else:
        found = _squared(geometry, side)
    if found.isEmpty():
        return geometry
    return found if found.isGeosValid() else found.makeValid()


def _simple(geometry: QgsGeometry, tolerance: float) -> QgsGeometry:
    """With fewer corners; what would vanish, a single pixel, stays as it is."""
    simple = geometry.simplify(tolerance)
    return geometry if simple.isEmpty() else simple


def _squared(geometry: QgsGeometry, side: float) -> QgsGeometry:
    """With right angles where the object allows them."""
    found = geometry
    for tolerance_px, degrees in SQUARE_TRIES:
        simple = _simple(geometry, tolerance_px * side)
        found = simple.orthogonalize(SQUARE_TOLERANCE, SQUARE_ROUNDS, degrees)
        if not found.isEmpty() and not found.isGeosValid():
            found = found.makeValid()
        common = geometry.intersection(found).area()
        whole = geometry.area() + found.area() - common
        if whole and common / whole >= SQUARE_OVERLAP:
            return found
    return found
