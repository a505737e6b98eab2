"""Files of polygons (GeoJSON), and their way into the coordinates of an image."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioError
from rasterio.warp import transform as warp_points

from backend.errors import ExtentError

__all__ = ["IMAGE", "Polygon", "PolygonFile", "in_image", "read_polygons", "write_polygons"]

MAX_FILE_BYTES = 512 * 2**20
IMAGE = "image"  # coordinates are those of the image, whatever they mean
DEFAULT_CRS = "OGC:CRS84"  # what GeoJSON says where it says nothing
MEMBER = "aeroseg"  # our foreign member

Ring = npt.NDArray[np.float64]  # (n, 2) of x, y
Polygon = list[Ring]  # the outer ring, then its holes


@dataclass(frozen=True, slots=True)
class PolygonFile:
    """What a file holds.

    Attributes:
        name: of the file; of the one that it was made from, where it says so.
        polygons: in the file's coordinates.
        crs: "image", or what the file says of its coordinates.
        given_crs: what the user said of them on the command line, for the record.
    """

    name: str
    polygons: list[Polygon]
    crs: str
    given_crs: str | None = None


def read_polygons(path: str) -> PolygonFile:
    """Read a file of polygons.

    Raises:
        ExtentError: it is missing, no GeoJSON, or holds no polygon.
    """
    name = Path(path).name
    try:
        if Path(path).stat().st_size > MAX_FILE_BYTES:
            raise ExtentError(
                f'The file of polygons "{name}" is larger than {MAX_FILE_BYTES // 2**20} MiB.',
                hint="Simplify its polygons, or take those of the area alone.",
            )
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        polygons = list(_polygons(content))
    except OSError as error:
        raise ExtentError(
            f'The file of polygons "{name}" cannot be read: {error.strerror or error}.',
            hint="Check its path.",
        ) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ExtentError(
            f'The file of polygons "{name}" is no GeoJSON: {str(error)[:200]}.',
            hint="Save the layer as GeoJSON.",
            detail=repr(error),
        ) from error
    if not polygons:
        raise ExtentError(
            f'The file "{name}" holds no polygon.', hint="Choose a layer with at least one polygon."
        )
    own = content.get(MEMBER)
    own = own if isinstance(own, dict) else {}
    crs = IMAGE if own.get("coordinates") == IMAGE else _named_crs(content, name)
    source, given = own.get("source"), own.get("crs")
    return PolygonFile(
        source if isinstance(source, str) and source else name,
        polygons,
        crs,
        given if isinstance(given, str) else None,
    )


def _polygons(node: Any) -> Iterator[Polygon]:
    """Polygons of a GeoJSON object, whatever it is made of."""
    if not isinstance(node, dict):
        raise ValueError(f"an object was expected, not {type(node).__name__}")
    kind = node.get("type")
    if kind == "FeatureCollection":
        for feature in node["features"]:
            yield from _polygons(feature)
    elif kind == "Feature":
        if node["geometry"] is not None:
            yield from _polygons(node["geometry"])
    elif kind == "GeometryCollection":
        for geometry in node["geometries"]:
            yield from _polygons(geometry)
    elif kind == "Polygon":
        yield from _rings([node["coordinates"]])
    elif kind == "MultiPolygon":
        yield from _rings(node["coordinates"])
    else:
        raise ValueError(f'a polygon was expected, not "{str(kind)[:40]}"')


def _rings(parts: Sequence[Any]) -> Iterator[Polygon]:
    for part in parts:
        rings = [_ring(points) for points in part]
        if rings and len(rings[0]) >= 3:
            yield [rings[0], *(hole for hole in rings[1:] if len(hole) >= 3)]


def _ring(points: Sequence[Any]) -> Ring:
    """(n, 2), without the repeated last point."""
    ring = np.array([(point[0], point[1]) for point in points], dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(ring).all():
        raise ValueError("a coordinate is no number")
    return ring[:-1] if len(ring) > 1 and (ring[0] == ring[-1]).all() else ring


def _named_crs(content: dict[str, Any], name: str) -> str:
    """What the member "crs" says, which older programs write."""
    member = content.get("crs")
    if member is None:
        return DEFAULT_CRS
    try:
        named = member["properties"]["name"]
    except (TypeError, KeyError):
        named = None
    if not isinstance(named, str) or not named:
        raise ExtentError(
            f'The file "{name}" names its coordinate system in a way that is not known.',
            hint="Give it on the command line: --aoi-crs EPSG:number.",
        )
    return named


def in_image(file: PolygonFile, wanted: str | None, crs: CRS | None) -> list[Polygon]:
    """Polygons in the coordinates of an image.

    Args:
        file: the polygons.
        wanted: their coordinate system, in place of what the file says; "image" for the image's.
        crs: of the image, None where it has none.

    Raises:
        ExtentError: the polygons cannot be brought there.
    """
    named = wanted or file.crs
    if named == IMAGE:
        return file.polygons
    if crs is None:
        raise ExtentError(
            f'The polygons of "{file.name}" lie on the ground, and the image has no place there.',
            hint="Give polygons in the image's own coordinates, with --aoi-crs image.",
        )
    try:
        source = CRS.from_user_input(named)
        if source == crs:
            return file.polygons
        moved = [[_moved(ring, source, crs) for ring in rings] for rings in file.polygons]
    except (CPLE_BaseError, CRSError, RasterioError, ValueError) as error:
        raise ExtentError(
            f'The polygons of "{file.name}" cannot be brought from "{named}" to the coordinate '
            f"system of the image: {error}.",
            hint="Give their coordinate system: --aoi-crs EPSG:number.",
        ) from error
    return moved


def _moved(ring: Ring, source: CRS, target: CRS) -> Ring:
    xs, ys = warp_points(source, target, ring[:, 0].tolist(), ring[:, 1].tolist())[:2]
    moved = np.array([xs, ys], dtype=np.float64).T
    if not np.isfinite(moved).all():
        raise ValueError("a point lies outside the area of that system")
    return moved


def write_polygons(path: Path, polygons: Sequence[Polygon], source: str, crs: str | None) -> None:
    """Polygons in the coordinates of an image, as the worker's ``aoi`` takes them.

    Args:
        path: the file to write.
        polygons: in the image's coordinates.
        source: name of the user's file that they come from.
        crs: what the user said of its coordinates.

    Raises:
        OSError: it cannot be written.
    """
    parts = [[[*ring.tolist(), ring[0].tolist()] for ring in rings] for rings in polygons]
    own = {"coordinates": IMAGE, "source": source, "crs": crs}
    content = {"type": "MultiPolygon", "coordinates": parts, MEMBER: own}
    path.write_text(json.dumps(content), encoding="utf-8")
