"""GDAL from QGIS's side: files and coordinate systems, whether its Python module raises or not.

Newer QGIS have `osgeo.gdal` raise exceptions, and any other plugin may switch that on or off: what
is called here answers the same either way.
"""

from __future__ import annotations

from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateReferenceSystem

__all__ = ["is_same_crs", "opened", "remove", "remove_folder", "vector_memory", "wkt_of"]


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


def vector_memory() -> ogr.Driver:
    """The driver of vectors in memory: "MEM" since GDAL 3.11, which warns of the name before."""
    try:
        driver = ogr.GetDriverByName("MEM")
    except RuntimeError:
        driver = None
    return driver or ogr.GetDriverByName("Memory")


def wkt_of(crs: QgsCoordinateReferenceSystem) -> str:
    """A coordinate system as text for GDAL; empty where there is none.

    The older form of the text, which more programs read, lacks words for some systems.
    """
    newer = QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED
    return (crs.toWkt() or crs.toWkt(newer)) if crs.isValid() else ""


def is_same_crs(reference: osr.SpatialReference, crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether GDAL takes both for the same."""
    other = osr.SpatialReference()
    try:
        other.ImportFromWkt(wkt_of(crs))
        return bool(reference.IsSame(other))
    except RuntimeError:
        return False
