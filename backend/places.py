"""Marked places and reference polygons: GeoJSON in, pixels of a raster out.

A file is in the coordinate system that it names ("crs", as QGIS and GDAL write it), else in
longitude and latitude, as the standard says. On a raster without georeference coordinates are
taken as they are, and are those that QGIS shows: columns, and rows that count downwards from 0 as
negative numbers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt
from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioError
from rasterio.features import rasterize
from rasterio.warp import transform_geom

from backend.errors import PlacesError
from backend.grid import place
from backend.rasters import gdal_env

__all__ = ["Place", "bounds_of", "burn", "centre_of", "read_places"]

MAX_BYTES = 64 * 2**20
MAX_PLACES = 100_000
AREAS = ("Polygon", "MultiPolygon")
POINTS = ("Point", "MultiPoint")
AS_GEOJSON = "Save the layer as GeoJSON (in QGIS: Export, Save Features As), or with ogr2ogr."


@dataclass(frozen=True, slots=True)
class Place:
    """One feature.

    Attributes:
        geometry: GeoJSON geometry in the coordinates of the raster.
        fields: its attributes.
    """

    geometry: dict[str, Any]
    fields: dict[str, Any]

    @property
    def is_area(self) -> bool:
        """Whether it has an area; a point has none."""
        return self.geometry["type"] in AREAS


def _refuse(path: Path, why: str, hint: str = AS_GEOJSON) -> NoReturn:
    raise PlacesError(f'The places in "{path.name}" cannot be used: {why}.', hint=hint)


def read_places(path: str | Path, crs: CRS | None) -> list[Place]:
    """Features of a GeoJSON file in the coordinates of a raster.

    Args:
        path: the file.
        crs: of the raster; None for one without georeference.

    Raises:
        PlacesError: the file cannot be used; the message says why.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            _refuse(path, f"the file is larger than {MAX_BYTES // 2**20} MiB", "Take a part of it.")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        _refuse(path, f"the file cannot be read ({error.strerror or error})", "Check its path.")
    except (ValueError, RecursionError):
        _refuse(path, "it is no GeoJSON")
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        _refuse(path, "it holds no list of features (a GeoJSON FeatureCollection)")
    features = data.get("features")
    if not isinstance(features, list) or not features:
        _refuse(path, "it has no feature", "Draw some places first.")
    if len(features) > MAX_PLACES:
        _refuse(path, f"it has more than {MAX_PLACES:,} features", "Take a part of them.")
    source = _crs_of(path, data)
    places = [one for feature in features if (one := _place(path, feature)) is not None]
    if not places:
        _refuse(path, "none of its features has a polygon or a point", "Draw polygons or points.")
    if crs is None or source is None or source == crs:
        return places
    try:
        with gdal_env():
            moved = transform_geom(source, crs, [one.geometry for one in places])
    except (CRSError, RasterioError, ValueError) as error:
        raise PlacesError(
            f'The places in "{path.name}" cannot be brought to the coordinates of the raster: '
            f"{error}.",
            hint="Save them in the coordinate system of the raster.",
        ) from error
    return [Place(dict(g), one.fields) for g, one in zip(moved, places, strict=True)]


def _crs_of(path: Path, data: dict[str, Any]) -> CRS | None:
    """Its coordinate system; None where it says that it has none."""
    named = data.get("crs", "")
    if named is None:
        return None
    try:
        name = named["properties"]["name"] if named else "OGC:CRS84"
        return CRS.from_user_input(str(name))
    except (CRSError, KeyError, TypeError, IndexError):
        _refuse(path, "its coordinate system is not known", "Save it in WGS 84 (EPSG:4326).")


def _place(path: Path, feature: Any) -> Place | None:
    """A feature, or None for one without a usable geometry."""
    try:
        geometry, fields = feature["geometry"], feature.get("properties") or {}
        if geometry is None or geometry["type"] not in (*AREAS, *POINTS):
            return None
        numbers = list(_numbers(geometry["coordinates"]))
        sound = bool(numbers) and all(math.isfinite(n) for n in numbers)
    except (KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        _refuse(path, "a feature of it is damaged")
    return Place(dict(geometry), dict(fields))


def _numbers(coordinates: Any) -> Iterator[float]:
    """All numbers of nested coordinates."""
    if isinstance(coordinates, int | float):
        yield float(coordinates)
    else:
        for part in coordinates:
            yield from _numbers(part)


def _points(geometry: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """All points (x, y) of a geometry."""

    def walk(part: Any) -> Iterator[tuple[float, float]]:
        if part and isinstance(part[0], int | float):
            yield float(part[0]), float(part[1])
        else:
            for inner in part:
                yield from walk(inner)

    yield from walk(geometry["coordinates"])


def bounds_of(one: Place) -> tuple[float, float, float, float]:
    """(xmin, ymin, xmax, ymax)."""
    xs, ys = zip(*_points(one.geometry), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def centre_of(one: Place) -> tuple[float, float]:
    """(x, y) of the middle of its bounds."""
    xmin, ymin, xmax, ymax = bounds_of(one)
    return (xmin + xmax) / 2, (ymin + ymax) / 2


def burn(
    places: Sequence[tuple[Place, int]], transform: Affine, width: int, height: int, fill: int,
    point_px: float = 0.0,
) -> npt.NDArray[np.uint8]:  # fmt: skip
    """Values of places on a grid; of those that overlap the last one counts.

    Args:
        places: each with its value, 0 to 255.
        transform: of the grid, from pixels to the coordinates of the places.
        width: columns.
        height: rows.
        fill: value of pixels in no place.
        point_px: radius of the disc that a point stands for, in pixels.

    Returns:
        (height, width); a pixel is in an area when its centre is.
    """
    out = np.full((height, width), fill, np.uint8)
    for one, value in places:
        if one.is_area:
            rasterize([(one.geometry, value)], out=out, transform=transform)
            continue
        for x, y in _points(one.geometry):
            column, row = place(~transform, x, y)
            _disc(out, column, row, max(point_px, 0.5), value)
    return out


def _disc(out: npt.NDArray[np.uint8], column: float, row: float, radius: float, value: int) -> None:
    """Set the pixels whose centres are within a radius."""
    top, bottom = max(int(row - radius), 0), min(int(row + radius) + 1, out.shape[0])
    left, right = max(int(column - radius), 0), min(int(column + radius) + 1, out.shape[1])
    if bottom <= top or right <= left:
        return
    rows, columns = np.mgrid[top:bottom, left:right] + 0.5
    inside = (rows - row) ** 2 + (columns - column) ** 2 <= radius**2
    out[top:bottom, left:right][inside] = value
