"""Which pixels a request takes: its grid, its window, and its polygons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend import protocol as p
from backend.aoi import Aoi
from backend.aoi_file import Polygon, read_polygons
from backend.grid import Box, Lattice, choose_factor
from backend.rasters import ImageReader, gdal_env
from backend.run_output import native_box

__all__ = ["read_aoi", "request_grid"]


def read_aoi(
    params: p.RunParams, lattice: Lattice, window: Box
) -> tuple[Aoi | None, dict[str, Any] | None]:
    """The polygons of a request, and what its record says of them.

    Raises:
        ExtentError: they cannot be read, or hold no pixel of the window.
    """
    if not isinstance(params, p.SegmentParams) or params.aoi is None:
        return None, None
    file = read_polygons(params.aoi)
    native = params.grid.output == "native"
    aoi = Aoi(file.polygons, lattice.transform, lattice.factor, lattice.origin, native)
    aoi.require(window, native_box(lattice, window) if native else window)
    digest = aoi.output.digest
    return aoi, {"file": file.name, "crs": file.given_crs, "sha256": digest}


def request_grid(
    image: p.ImageSpec,
    wanted_gsd_m: float,
    *,
    extent: Sequence[float] | None = None,
    window: Sequence[int] | None = None,
    pixel_size_m: float | None = None,
    output: str = "working",
    polygons: Sequence[Polygon] | None = None,
) -> p.GridSpec:
    """The grid of a request on a local file, as the plugin chooses it.

    Args:
        image: the file.
        wanted_gsd_m: ground sample distance to come near to, usually the model's.
        extent: (xmin, ymin, xmax, ymax) in the image's CRS; None for all of it.
        window: (column, row, columns, rows) in working pixels, instead of an extent.
        pixel_size_m: ground size of the image's pixels where it has no georeference.
        output: "working" or "native".
        polygons: in the image's coordinates; the window is cut to what they reach into.

    Raises:
        LayerError: the image cannot be read, or the size of its pixels is not known.
        ExtentError: the area lies off the image.
    """
    with gdal_env(), ImageReader(image.path, image.bands, image.ranges or [[0.0, 1.0]]) as reader:
        native_m = reader.lattice(1, pixel_size_m=pixel_size_m).native_m
        factor = choose_factor(native_m, wanted_gsd_m)
        lattice = reader.lattice(factor, pixel_size_m=pixel_size_m)
        if extent is not None:
            window = lattice.window_of_extent(extent).as_window
        if polygons is not None:
            whole = lattice.window(window)
            aoi = Aoi(polygons, lattice.transform, factor, lattice.origin, output == "native")
            aoi.require(whole, native_box(lattice, whole) if aoi.native else whole)
            window = whole.intersect(aoi.working.box).as_window
    return p.GridSpec.model_validate(
        {
            "factor": factor,
            "window": None if window is None else list(window),
            "output": output,
            "pixel_size_m": pixel_size_m,
        }
    )
