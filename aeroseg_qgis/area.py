"""Which pixels a run takes: area, resolution, tiles; and how long and how large that will be.

`plan()` answers with a Plan or says in words why there is none. Everything is in the layer's own
coordinate system and pixel lattice; the project's may be another.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)

from .aoi import Aoi
from .grid import Affine, Tiling, Window, covering_window, degrees_to_metres, nearest_step
from .messages import ModelInfo
from .problems import Problem
from .source import RasterSource
from .text import tr

__all__ = ["Ladder", "Plan", "Size", "Step", "View", "ladder_of", "needs_question", "plan"]

VIEW_SAMPLES = 21  # points per side of the view that are transformed
SMALLEST_STEP_PX = 64  # the ladder ends where the layer's longer side is below this
WIDE_LAYER_DEGREES = 5.0  # a layer this tall has no ground size of its own: the view's is taken
WEB_TILE_PX = 256
BLOCK_PX = 1024  # what is drawn at once: 4 MiB; a multiple of web tiles

# A question is asked above these; the first is for speeds that are known.
LONG_RUN_S = 300.0
LARGE_RUN_TILES = 2_000
LARGE_RUN_PX = 100_000_000
POLITE_WEB_TILES = 2_500
# Above this a server is not asked at all.
MOST_WEB_TILES = 25_000
WEB_TILES_PER_S = 20.0  # that a server is asked for at most
GUESSED_SECONDS_PER_TILE = 0.5
TOP4_ABOVE_CLASSES = 16
LATTICE_LIMIT = 2**40  # as in the protocol


@dataclass(frozen=True)
class View:
    """A rectangle of the map with its coordinate system."""

    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem


@dataclass(frozen=True)
class Step:
    """One resolution of a layer: `scale` times its finest pixel, `gsd_m` metres on the ground."""

    scale: float
    gsd_m: float
    zoom: int | None = None

    @property
    def factor(self) -> int:
        """The whole number of file pixels on one side of a working pixel."""
        return round(self.scale)


@dataclass(frozen=True)
class Ladder:
    """The resolutions of a layer, finest first, and the one that suits the model."""

    steps: list[Step]
    recommended: int


@dataclass(frozen=True)
class Size:
    """How large a run is.

    Args:
        cols: Width of the result.
        rows: Height of the result.
        tiles: Tiles that the model looks at.
        seconds: Time; None before the speed of this machine is known.
        disk_bytes: At most.
        web_tiles: Pictures of 256 x 256 pixels to ask a server for.
        inside: Pixels that get an answer where polygons limit them; None for all.
    """

    cols: int
    rows: int
    tiles: int
    seconds: float | None
    disk_bytes: int
    web_tiles: int
    inside: int | None = None

    @property
    def pixels(self) -> int:
        """Pixels of the result that get an answer."""
        return self.cols * self.rows if self.inside is None else self.inside


@dataclass(frozen=True)
class Plan:
    """The pixels of a run, on the working grid.

    Args:
        source: The layer.
        step: The resolution.
        window: What gets an answer, in lattice pixels of the step.
        bounds: The whole layer on the same lattice.
        reach: What has to be read: the window and its tiles' margins.
        affine: Lattice pixel of the step to layer coordinates.
        pixel_size_m: Ground size of a pixel of the image that is sent, where it cannot be found
            from the image itself.
        size: Size and time.
        aoi: Polygons that limit the window; None for all of it.
        tile_px: How far a tile may reach beyond a pixel that gets an answer.
    """

    source: RasterSource
    step: Step
    window: Window
    bounds: Window
    reach: Window
    affine: Affine
    pixel_size_m: float | None
    size: Size
    aoi: Aoi | None = None
    tile_px: int = 0

    def blocks(self) -> Iterator[Window]:
        """What has to be drawn, piece by piece; lattice pixels, at multiples of BLOCK_PX."""
        cells = self.reach.cells(BLOCK_PX)
        for row in range(cells.row, cells.row + cells.rows):
            for col in range(cells.col, cells.col + cells.cols):
                cell = Window(col, row, 1, 1)
                if self.aoi is None or self.aoi.touches(
                    _seen_from(cell, self.tile_px), self.step.scale
                ):
                    yield cell.times(BLOCK_PX).clipped(self.reach)


def ladder_of(
    source: RasterSource, model_gsd_m: float, view: View | None, pixel_size_m: float | None
) -> Ladder | None:
    """The layer's resolutions; None while the size of a pixel on the ground is not known.

    Args:
        source: The layer.
        model_gsd_m: Ground resolution at which the model works best.
        view: The map view; its place counts for layers that span wide latitudes.
        pixel_size_m: The user's answer for a layer without georeference.
    """
    native_m = native_size_m(source, view) or pixel_size_m
    if not native_m or native_m <= 0 or not math.isfinite(native_m):
        return None
    wanted_m = model_gsd_m if model_gsd_m > 0 else native_m
    if source.levels is not None:
        scales = list(source.levels)
    else:
        longest, scales = max(source.width, source.height), [1.0]
        while longest / (2 * scales[-1]) >= SMALLEST_STEP_PX or native_m * scales[-1] < wanted_m:
            scales.append(2 * scales[-1])
    steps = []
    for index, scale in enumerate(scales):
        zoom = source.zoom - index if source.zoom is not None else None
        steps.append(Step(scale, native_m * scale, zoom))
    return Ladder(steps, nearest_step([step.gsd_m for step in steps], wanted_m))


def native_size_m(source: RasterSource, view: View | None = None) -> float | None:
    """Ground size of the layer's pixel at the layer's centre; None when it cannot be known."""
    if not source.has_georeference:
        return None
    col, row = source.width // 2 + 0.5, source.height // 2 + 0.5
    if source.is_web and view is not None and _spans_wide_latitudes(source):
        seen = _view_points(view, source.crs, samples=1)
        if seen:
            inside = covering_window([source.affine.invert(*seen[0])], _whole(source))
            col, row = inside.col + 0.5, inside.row + 0.5
    return ground_size_m(source.affine, source.crs, col, row)


def ground_size_m(
    affine: Affine, crs: QgsCoordinateReferenceSystem, col: float, row: float
) -> float | None:
    """Ground size of the pixel around a pixel position: geometric mean of its width and height."""
    lonlat = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(crs, lonlat, QgsProject.instance())
    places = [(col, row), (col - 0.5, row), (col + 0.5, row), (col, row - 0.5), (col, row + 0.5)]
    try:
        points = [transform.transform(QgsPointXY(*affine.apply(*place))) for place in places]
    except QgsCsException:
        return None
    centre, left, right, top, bottom = points
    width_m = degrees_to_metres(right.x() - left.x(), right.y() - left.y(), centre.y())
    height_m = degrees_to_metres(bottom.x() - top.x(), bottom.y() - top.y(), centre.y())
    size_m = math.sqrt(width_m * height_m)
    return size_m if math.isfinite(size_m) and size_m > 0 else None


def plan(
    source: RasterSource,
    step: Step,
    model: ModelInfo,
    view: View | None,
    *,
    aoi: Aoi | None = None,
    class_count: int = 1,
    seconds_per_tile: float | None = None,
    user_pixel_size_m: float | None = None,
) -> Plan:
    """Fix the pixels of a run.

    Args:
        source: The layer.
        step: The resolution, one of the ladder's.
        model: Its tiles decide how much is read around the area.
        view: The part of the map to segment; None for the whole layer.
        aoi: Polygons to segment, in place of a view.
        class_count: For the size on disk.
        seconds_per_tile: Measured speed, if known.
        user_pixel_size_m: The user's answer for a layer without georeference.

    Raises:
        Problem: There is nothing to segment; says why.
    """
    affine = source.affine.scaled(step.scale)
    bounds = Window(
        0, 0, math.ceil(source.width / step.scale), math.ceil(source.height / step.scale)
    )
    if aoi is not None:
        window = aoi.window(step.scale, bounds)
    else:
        window = bounds if view is None else _seen_window(source, affine, bounds, view)
    if window.is_empty:
        raise Problem(
            tr("Nothing to segment here."),
            tr("The map view does not touch the image."),
            tr("Zoom to the layer, or choose Layer as the area."),
            name="bad_area",
        )
    if max(bounds.cols, bounds.rows) >= LATTICE_LIMIT:
        raise Problem(
            tr("The layer is too large at this resolution."),
            todo=tr("Choose a coarser resolution."),
            name="bad_area",
        )
    tiles, reach = 0, window
    if model.tile_px > 0:  # a model without weights does not say how it works
        tiling = Tiling(model.tile_px, model.stride_px or model.tile_px, model.windows)
        cells, reach = tiling.cells(window, bounds), tiling.reach(window, bounds)
        tiles = cells.pixels
        if aoi is not None:
            tiles = aoi.count(cells, lambda some: tiling.seen_by(some, bounds), step.scale)
    bands = class_count if class_count <= TOP4_ABOVE_CLASSES else 8
    inside = None if aoi is None else min(window.pixels, aoi.pixels(step.scale))
    pixels = window.pixels if inside is None else inside
    web_tiles = _web_tiles(reach, aoi, step, model.tile_px) if source.is_web else 0
    waiting_s = web_tiles / WEB_TILES_PER_S if source.host else 0.0
    size = Size(
        cols=window.cols,
        rows=window.rows,
        tiles=tiles,
        seconds=None if seconds_per_tile is None else tiles * seconds_per_tile + waiting_s,
        disk_bytes=pixels * (1 + max(1, bands)),
        web_tiles=web_tiles,
        inside=inside,
    )
    return Plan(
        source=source,
        step=step,
        window=window,
        bounds=bounds,
        reach=reach,
        affine=affine,
        pixel_size_m=_sent_pixel_size(source, step, user_pixel_size_m),
        size=size,
        aoi=aoi,
        tile_px=model.tile_px,
    )


def needs_question(size: Size) -> bool:
    """Whether a run is so large that the user is asked before."""
    return (
        guessed_seconds(size) > LONG_RUN_S
        or size.tiles > LARGE_RUN_TILES
        or size.pixels > LARGE_RUN_PX
        or size.web_tiles > POLITE_WEB_TILES
    )


def is_too_much(size: Size) -> bool:
    """Whether a run would ask a server for more pictures than is decent."""
    return size.web_tiles > MOST_WEB_TILES


def guessed_seconds(size: Size) -> float:
    """The estimated time; with a cautious speed where none was measured yet."""
    if size.seconds is not None:
        return size.seconds
    return size.tiles * GUESSED_SECONDS_PER_TILE + size.web_tiles / WEB_TILES_PER_S


def _sent_pixel_size(
    source: RasterSource, step: Step, user_pixel_size_m: float | None
) -> float | None:
    """Ground size of a pixel of the image that the worker gets, where it cannot find it itself."""
    if not source.has_georeference:
        return (
            None
            if user_pixel_size_m is None
            else (user_pixel_size_m * step.scale if source.is_rendered else user_pixel_size_m)
        )
    if not source.is_rendered and not source.file_has_crs:
        return step.gsd_m / step.scale
    return None


def _seen_from(cells: Window, tile_px: int) -> Window:
    """Pixels whose tiles may reach into some blocks."""
    return cells.times(BLOCK_PX).grown(tile_px)


def _web_tiles(reach: Window, aoi: Aoi | None, step: Step, tile_px: int) -> int:
    """How many pictures a server would be asked for."""
    tiles = reach.cells(WEB_TILE_PX).pixels
    if aoi is None:
        return tiles
    blocks = aoi.count(reach.cells(BLOCK_PX), lambda some: _seen_from(some, tile_px), step.scale)
    return min(tiles, blocks * (BLOCK_PX // WEB_TILE_PX) ** 2)


def _whole(source: RasterSource) -> Window:
    return Window(0, 0, source.width, source.height)


def _spans_wide_latitudes(source: RasterSource) -> bool:
    lonlat = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(source.crs, lonlat, QgsProject.instance())
    try:
        top = transform.transform(QgsPointXY(*source.affine.apply(source.width / 2, 0)))
        bottom = transform.transform(
            QgsPointXY(*source.affine.apply(source.width / 2, source.height))
        )
    except QgsCsException:
        return True
    return abs(top.y() - bottom.y()) > WIDE_LAYER_DEGREES


def _seen_window(source: RasterSource, affine: Affine, bounds: Window, view: View) -> Window:
    """The window of the lattice that the map view shows."""
    if _shows_all(source, view):
        return bounds
    points = _view_points(view, source.crs, samples=VIEW_SAMPLES)
    return covering_window([affine.invert(x, y) for x, y in points], bounds)


def _shows_all(source: RasterSource, view: View) -> bool:
    """Whether all of the layer lies in the view (which may reach past the projection)."""
    corners = [(0, 0), (source.width, 0), (0, source.height), (source.width, source.height)]
    transform = QgsCoordinateTransform(source.crs, view.crs, QgsProject.instance())
    slack = 1e-9 * max(abs(view.extent.width()), abs(view.extent.height()))
    extent = view.extent.buffered(slack)
    try:
        return all(
            extent.contains(transform.transform(QgsPointXY(*source.affine.apply(*corner))))
            for corner in corners
        )
    except QgsCsException:
        return False


def _view_points(
    view: View, crs: QgsCoordinateReferenceSystem, *, samples: int
) -> list[tuple[float, float]]:
    """Points spread over the view, in the layer's coordinates; none off the projection."""
    transform = QgsCoordinateTransform(view.crs, crs, QgsProject.instance())
    extent, points = view.extent, []
    steps = [0.5] if samples == 1 else [index / (samples - 1) for index in range(samples)]
    for across in steps:
        for up in steps:
            place = QgsPointXY(
                extent.xMinimum() + across * extent.width(),
                extent.yMinimum() + up * extent.height(),
            )
            try:
                point = transform.transform(place)
            except QgsCsException:
                continue
            if math.isfinite(point.x()) and math.isfinite(point.y()):
                points.append((point.x(), point.y()))
    return points
