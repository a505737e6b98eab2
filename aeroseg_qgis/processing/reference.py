"""A reference on the pixels of a class raster, and both counted against each other.

Everything is done by GDAL in blocks: the reference is brought onto the class raster's pixels in a
temporary file, a virtual raster makes one number of both, and its histogram is the table of counts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from osgeo import gdal, ogr, osr
from qgis.core import QgsFeature, QgsFeedback, QgsGeometry

from ..class_raster import ClassRaster
from ..gdal_files import vector_memory
from ..problems import Cancelled, Problem
from ..text import count, tr

__all__ = ["OnGrid", "burn", "counted", "gdal_trouble", "warp"]

MOST_KEYS = 2**22  # pairs of values that are counted at once: 32 MiB
OPTIONS = ["TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "BIGTIFF=IF_SAFER", "SPARSE_OK=TRUE"]


@dataclass(frozen=True)
class OnGrid:
    """A reference on the pixels of a class raster.

    Args:
        path: A raster of whole numbers.
        low: The lowest value.
        missing: The value where nothing is known; also the highest one.
    """

    path: Path
    low: int
    missing: int

    @property
    def size(self) -> int:
        """How many values there can be."""
        return self.missing - self.low + 1


def _new(classes: ClassRaster, path: Path, missing: int) -> gdal.Dataset:
    try:
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(path), classes.cols, classes.rows, 1, gdal.GDT_Int32, OPTIONS
        )
    except RuntimeError as error:  # where GDAL raises
        raise _not_made(path) from error
    if dataset is None:
        raise _not_made(path)
    dataset.SetGeoTransform(classes.affine)
    if classes.wkt:
        dataset.SetProjection(classes.wkt)
    dataset.GetRasterBand(1).SetNoDataValue(missing)
    dataset.GetRasterBand(1).Fill(missing)
    return dataset


def warp(
    classes: ClassRaster, wkt: str, reference: ClassRaster, path: Path, feedback: QgsFeedback
) -> OnGrid:
    """A reference raster on the class raster's pixels, each taking the nearest value.

    Args:
        classes: Whose pixels.
        wkt: Coordinate system of the reference; empty where there is none.
        reference: A raster of whole numbers.
        path: The file to make.
        feedback: Asked whether to go on.

    Raises:
        Problem: It cannot be; Cancelled where nobody wants it any more.
    """
    band = reference.dataset.GetRasterBand(1)
    try:
        low, high = (int(value) for value in band.ComputeRasterMinMax(False))
    except (RuntimeError, TypeError, ValueError):
        low, high = 0, 0  # nothing but nodata
    on_grid = OnGrid(path, min(low, 0), max(high, 0) + 1)
    target = _new(classes, path, on_grid.missing)
    options = {
        "resampleAlg": "near",
        "dstNodata": on_grid.missing,
        "callback": lambda *_: int(not feedback.isCanceled()),
    }
    if wkt and classes.wkt:
        options |= {"srcSRS": wkt, "dstSRS": classes.wkt}
    try:
        done = gdal.Warp(target, reference.dataset, **options)
    except RuntimeError:  # where GDAL raises; to be cancelled is an error to it too
        done = 0
    if feedback.isCanceled():
        raise Cancelled()
    if not done:
        raise _not_made(path)
    target.FlushCache()
    return on_grid


def burn(
    classes: ClassRaster,
    features: Iterable[QgsFeature],
    id_of,
    path: Path,
    missing: int,
    feedback: QgsFeedback,
) -> OnGrid:
    """Reference polygons on the class raster's pixels; a pixel counts by its centre.

    Args:
        classes: Whose pixels.
        features: Polygons in the raster's coordinate system; where they overlap the last one holds.
        id_of: Gives a feature's value.
        path: The file to make.
        missing: The value outside of the polygons.
        feedback: Asked whether to go on.

    Raises:
        Problem: It cannot be; Cancelled where nobody wants it any more.
    """
    target = _new(classes, path, missing)
    source = vector_memory().CreateDataSource("reference")
    reference = osr.SpatialReference()
    if classes.wkt:
        reference.ImportFromWkt(classes.wkt)
    layer = source.CreateLayer("reference", reference if classes.wkt else None, ogr.wkbUnknown)
    layer.CreateField(ogr.FieldDefn("id", ogr.OFTInteger))
    for feature in features:
        if feedback.isCanceled():
            raise Cancelled()
        geometry = _sound(feature.geometry())
        if geometry is None:
            continue
        row = ogr.Feature(layer.GetLayerDefn())
        row.SetField("id", int(id_of(feature)))
        row.SetGeometryDirectly(ogr.CreateGeometryFromWkb(bytes(geometry.asWkb())))
        layer.CreateFeature(row)
    gdal.RasterizeLayer(target, [1], layer, options=["ATTRIBUTE=id"])
    target.FlushCache()
    return OnGrid(path, 0, missing)


def _sound(geometry: QgsGeometry) -> QgsGeometry | None:
    """The polygons of a geometry, repaired where they cross themselves; None without any."""
    if geometry is None or geometry.isNull() or geometry.isEmpty():
        return None
    if not geometry.isGeosValid():
        geometry = geometry.makeValid()
    return None if geometry.isNull() or geometry.isEmpty() else geometry


def counted(
    classes: ClassRaster, on_grid: OnGrid, folder: Path, feedback: QgsFeedback
) -> dict[tuple[int, int], int]:
    """(reference value, result id) -> pixels, for all pairs that occur.

    Args:
        classes: The result.
        on_grid: The reference on its pixels.
        folder: For temporary files.
        feedback: Told how far it is, from 50 to 100 percent, and asked whether to go on.

    Raises:
        Problem: There are too many different values; Cancelled where nobody wants it any more.
    """
    last = max([classes.nodata, 0, *classes.named])
    keys = (last + 1) * on_grid.size
    if keys > MOST_KEYS:
        raise Problem(
            tr("The reference was not compared."),
            tr("Its values reach up to {high}, too many to be class numbers.").format(
                high=count(on_grid.missing - 1)
            ),
            tr("Choose a raster whose values are class numbers."),
            name="bad_image",
        )
    path = folder / "pairs.vrt"
    place = ",".join(repr(number) for number in classes.affine)
    path.write_text(
        f'<VRTDataset rasterXSize="{classes.cols}" rasterYSize="{classes.rows}">'
        f"<GeoTransform>{place}</GeoTransform>"
        '<VRTRasterBand dataType="UInt32" band="1" subClass="VRTDerivedRasterBand">'
        "<PixelFunctionType>sum</PixelFunctionType>"
        "<SourceTransferType>Float64</SourceTransferType>"
        f"{_source(classes.path, on_grid.size, 0)}{_source(str(on_grid.path), 1, -on_grid.low)}"
        "</VRTRasterBand></VRTDataset>",
        encoding="utf-8",
    )
    pairs = gdal.Open(str(path))

    def go_on(done: float, *_) -> int:
        feedback.setProgress(50.0 + 50.0 * done)
        return int(not feedback.isCanceled())

    buckets = pairs.GetRasterBand(1).GetHistogram(
        -0.5, keys - 0.5, keys, include_out_of_range=0, approx_ok=0, callback=go_on
    )
    if feedback.isCanceled():
        raise Cancelled()
    if buckets is None:
        raise _not_made(path)
    found = {}
    for key, pixels in enumerate(buckets):
        if pixels:
            number, value = divmod(key, on_grid.size)
            found[(value + on_grid.low, number)] = int(pixels)
    return found


def _source(path: str, scale: int, offset: int) -> str:
    return (
        f'<ComplexSource><SourceFilename relativeToVRT="0">{escape(path)}</SourceFilename>'
        f"<SourceBand>1</SourceBand><ScaleOffset>{offset}</ScaleOffset>"
        f"<ScaleRatio>{scale}</ScaleRatio></ComplexSource>"
    )


@contextlib.contextmanager
def gdal_trouble(feedback: QgsFeedback) -> Iterator[None]:
    """What GDAL raises, where another plugin has told it to raise, becomes a plain message."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        if feedback.isCanceled():
            raise Cancelled() from error
        raise _not_made(Path(), str(error)) from error


def _not_made(path: Path, why: str = "") -> Problem:
    return Problem(
        tr("The reference was not compared."),
        tr("GDAL could not bring it onto the pixels of the class raster: {error}.").format(
            error=why or gdal.GetLastErrorMsg() or tr("it gave no reason")
        ),
        tr("Look whether both lie in the same place, and whether the temporary folder has room."),
        name="bad_image",
        detail=str(path),
    )
