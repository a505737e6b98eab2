"""Files of GDAL, whether its Python module raises or not.

Newer QGIS have `osgeo.gdal` raise exceptions, and any other plugin may switch that on or off: what
is called here answers the same either way.
"""

from __future__ import annotations

from osgeo import gdal

__all__ = ["opened", "remove", "remove_folder"]


def opened(path: str) -> gdal.Dataset | None:
    """A raster to read; None where it cannot be opened."""
    try:
        return gdal.Open(path)
    except RuntimeError:
        return None


def remove(path: str) -> None:
    """Forget a file in memory; nothing happens where there is none."""
    if gdal.VSIStatL(path) is not None:
        gdal.Unlink(path)


def remove_folder(folder: str) -> None:
    """Forget a folder in memory with the files in it; nothing happens where there is none."""
    for name in gdal.ReadDir(folder) or []:
        remove(f"{folder}/{name}")
    if gdal.VSIStatL(folder) is not None:
        gdal.Rmdir(folder)
