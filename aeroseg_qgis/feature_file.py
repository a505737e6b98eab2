"""Features as GeoJSON in the coordinates of a raster layer, for the worker.

The worker takes coordinates as they are where the raster has no place on the ground.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
)

from .gdal_files import wkt_of
from .problems import Problem
from .text import tr

__all__ = ["placed", "write_features"]

DECIMALS = 12


def placed(
    geometry: QgsGeometry,
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
) -> QgsGeometry:
    """A copy in the coordinates of a raster, without curves.

    Args:
        geometry: Any.
        source: Its coordinate system.
        target: That of the raster; invalid for one without.

    Raises:
        Problem: It cannot be brought there.
    """
    moved = QgsGeometry(geometry)
    moved.convertToStraightSegment()
    if source.isValid() and target.isValid() and source != target:
        try:
            moved.transform(QgsCoordinateTransform(source, target, QgsProject.instance()))
        except QgsCsException as error:
            raise Problem(
                tr("The places cannot be brought to the coordinates of the image."),
                str(error),
                tr("Check the coordinate systems of both layers."),
                name="bad_places",
            ) from error
    return moved


def write_features(
    path: Path,
    features: Iterable[tuple[QgsGeometry, dict]],
    target: QgsCoordinateReferenceSystem,
) -> int:
    """Write features; those without a geometry are left out.

    Args:
        path: The file.
        features: Geometry (see :func:`placed`) and attributes of each.
        target: Coordinate system of the raster; invalid for one without.

    Returns:
        How many were written.

    Raises:
        Problem: The file cannot be written.
    """
    items = [
        {"type": "Feature", "geometry": json.loads(one.asJson(DECIMALS)), "properties": fields}
        for one, fields in features
        if not one.isNull() and not one.isEmpty()
    ]
    crs = None
    if target.isValid():
        name = target.authid() or wkt_of(target)
        crs = {"type": "name", "properties": {"name": name}}
    data = {"type": "FeatureCollection", "crs": crs, "features": items}
    try:
        path.write_text(json.dumps(data), encoding="utf-8")
    except OSError as error:
        raise Problem(
            tr("The places could not be handed to the model."),
            tr("“{path}” cannot be written: {error}.").format(
                path=path, error=error.strerror or error
            ),
            tr("Free some space on the disk of the temporary folder."),
            name="disk",
        ) from error
    return len(items)
