"""Creating result rasters: tiled, compressed GeoTIFFs with overviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.errors import RasterioError

from backend.disk import disk_error
from backend.gdal import gdal_env

__all__ = ["build_overviews", "create_raster"]

BLOCK_PX = 256


def create_raster(
    path: Path,
    *,
    width: int,
    height: int,
    bands: Sequence[str],
    dtype: str,
    nodata: float,
    transform: Affine,
    crs: CRS | None,
    tags: Mapping[str, str],
    colors: Mapping[int, tuple[int, int, int, int]] | None = None,
    shown: Path | None = None,
) -> Any:
    """Create a tiled, compressed GeoTIFF for writing; errors name it as ``shown``.

    Raises:
        DiskFull: the file cannot be made.
    """
    try:
        out = rasterio.open(
            path,
            "w",
            driver="GTiff",
            width=width,
            height=height,
            count=len(bands),
            dtype=dtype,
            nodata=nodata,
            transform=transform,
            crs=crs,
            tiled=True,
            blockxsize=BLOCK_PX,
            blockysize=BLOCK_PX,
            compress="deflate",
            predictor=3 if dtype == "float32" else 1,
            interleave="band",
            bigtiff="if_safer",
        )
        out.update_tags(**tags)
        if colors is not None:
            out.write_colormap(1, dict(colors))
        else:
            for number, name in enumerate(bands, start=1):
                out.set_band_description(number, name)
    except (RasterioError, OSError) as error:
        raise disk_error(shown or path, error) from error
    return out


def build_overviews(path: Path) -> None:
    """Add half, quarter, ... sizes until one block is left; the nearest value, so ids stay ids."""
    with gdal_env(COMPRESS_OVERVIEW="DEFLATE"), rasterio.open(path, "r+") as out:
        steps = []
        step = 2
        while max(out.width, out.height) > BLOCK_PX * step // 2:
            steps.append(step)
            step *= 2
        if steps:
            out.build_overviews(steps, Resampling.nearest)
