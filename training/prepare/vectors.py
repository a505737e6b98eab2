"""Polygons and lines of any vector file, in any coordinate system, burnt to a raster's grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.features import rasterize
from rasterio.warp import transform as transform_points

from backend.errors import InputError
from backend.grid import native_gsd_m

__all__ = ["Grid", "Layer", "burn", "read_layer", "read_shapes", "reproject"]

# A straight edge in one system is curved in another: edges get points at least so often.
EDGE_STEPS = 50


@dataclass(frozen=True, slots=True)
class Grid:
    """Pixels of a raster with a place on the ground."""

    transform: Affine
    crs: CRS
    width: int
    height: int

    @classmethod
    def of(cls, source: rasterio.DatasetReader) -> Grid:
        """The grid of an open raster. Raises InputError where it has no georeference."""
        if source.crs is None:
            raise InputError(
                f'The image "{source.name}" has no coordinate system, so no polygon fits on it.',
                hint="Give it one with the QGIS tool Assign projection.",
            )
        return cls(source.transform, source.crs, source.width, source.height)

    @property
    def box(self) -> shapely.Geometry:
        """The outline in the raster's system."""
        corners = [(0, 0), (self.width, 0), (self.width, self.height), (0, self.height)]
        return shapely.Polygon([self.transform @ corner for corner in corners])

    @property
    def gsd_m(self) -> float:
        """Ground sample distance at the centre."""
        return native_gsd_m(self.transform, self.crs, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Layer:
    """Geometries of a vector layer and, for each, the text of one field."""

    shapes: NDArray[np.object_]
    values: list[str]
    crs: CRS


def read_layer(path: Path, layer: str | None = None, attribute: str | None = None) -> Layer:
    """A vector layer; features without geometry are left out.

    Args:
        path: GeoPackage, Shapefile, GeoJSON, or whatever else GDAL reads.
        layer: of a file with several; default the first.
        attribute: whose values are kept, as text; None keeps none.

    Raises:
        InputError: the file, the layer or the field is not there, or it has no coordinate system.
    """
    if not path.exists():
        raise InputError(f'The vector layer "{path}" is missing.')
    try:
        layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        if layer is not None and layer not in layers:
            raise InputError(
                f'"{path.name}" has no layer "{layer}".', hint=f"It has: {', '.join(layers)}."
            )
        info = pyogrio.read_info(path, layer=layer or layers[0])
        names = [str(name) for name in info["fields"]]
        if attribute is not None and attribute not in names:
            raise InputError(
                f'The layer "{path.name}" has no field "{attribute}".',
                hint=f"It has: {', '.join(names) or 'no field at all'}.",
            )
        meta, _, geometry, fields = pyogrio.raw.read(
            path, layer=layer or layers[0], columns=[attribute] if attribute else []
        )
        shapes = shapely.from_wkb(geometry)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, IndexError) as error:
        raise InputError(f'"{path}" cannot be read as a vector layer: {error}.') from error
    except shapely.errors.GEOSException as error:
        raise InputError(f'"{path}" holds a geometry that cannot be read: {error}.') from error
    if not meta["crs"]:
        raise InputError(
            f'The vector layer "{path}" has no coordinate system.',
            hint="Give it one with the QGIS tool Define layer projection.",
        )
    try:
        crs = CRS.from_user_input(meta["crs"])
    except CRSError as error:
        raise InputError(f'The coordinate system of "{path}" is not known: {error}.') from error
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    texts = [_text(v) for v in fields[0]] if attribute else [""] * len(shapes)
    kept = [text for text, ok in zip(texts, there, strict=True) if ok]
    return Layer(shapes[there], kept, crs)


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def reproject(shapes: NDArray[np.object_], crs: CRS, target: CRS) -> NDArray[np.object_]:
    """Geometries in another coordinate system; long edges get points in between first."""
    if len(shapes) == 0 or crs == target:
        return shapes
    flat = shapely.force_2d(shapes)
    bounds = shapely.bounds(flat)
    span = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    dense = shapely.segmentize(flat, np.maximum(span / EDGE_STEPS, 1e-9))

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        xs, ys = transform_points(crs, target, points[:, 0], points[:, 1])
        return np.column_stack([xs, ys])

    return np.asarray(shapely.transform(dense, move), dtype=object)


def read_shapes(path: Path, grid: Grid, buffer_m: float = 0.0) -> list[shapely.Geometry]:
    """Geometries of a file in the system of a grid; lines and points widened.

    Args:
        path: the vector file.
        grid: where they will be burnt.
        buffer_m: half the width of lines, on the ground.
    """
    layer = read_layer(path)
    shapes = reproject(layer.shapes, layer.crs, grid.crs)
    if buffer_m:
        # A metre in units of the grid's system, from the size of a pixel in both.
        unit = abs(grid.transform.determinant) ** 0.5 / grid.gsd_m
        area = shapely.get_dimensions(shapes) == 2
        shapes = np.where(area, shapes, shapely.buffer(shapes, buffer_m * unit))
    return list(shapes)


def burn(
    shapes: Sequence[tuple[shapely.Geometry, int]], grid: Grid, fill: int
) -> NDArray[np.uint8]:
    """Class ids (H, W): a pixel is of a polygon when its centre lies inside; later ones win.

    Args:
        shapes: geometries in the system of the grid, with ids.
        grid: of the result.
        fill: id of pixels that no geometry covers.
    """
    box = grid.box
    near = [(shape, value) for shape, value in shapes if shape.intersects(box.envelope)]
    if not near:
        return np.full((grid.height, grid.width), fill, np.uint8)
    label: NDArray[np.uint8] = rasterize(
        [(shape.__geo_interface__, value) for shape, value in near],
        out_shape=(grid.height, grid.width),
        transform=grid.transform,
        fill=fill,
        dtype="uint8",
    )
    return label
