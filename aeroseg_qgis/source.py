"""What a raster layer is made of: its pixel lattice, and how its pixels reach the worker.

A local raster file is read by the worker itself (path, bands and stretch are sent). Everything
else is rendered through the layer's own renderer. Layers are only looked at, never changed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsContrastEnhancement,
    QgsCoordinateReferenceSystem,
    QgsMultiBandColorRenderer,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsSingleBandGrayRenderer,
)

from .gdal_files import is_same_crs, opened
from .grid import Affine
from .problems import Problem
from .server_talk import host_of
from .text import tr

__all__ = ["RasterSource", "describe"]

# Ground sizes for layers without pixels of their own (WMS): 0.05 m x 2^k.
FREE_LADDER_M = [0.05 * 2**k for k in range(20)]
METRES_PER_DEGREE = 111319.49079327358
GEOREFERENCE_SLACK = 1e-6  # of a pixel and of the extent


@dataclass(frozen=True)
class RasterSource:
    """A layer as a run sees it.

    Args:
        path: The file that the worker reads; None when the layer has to be rendered.
        bands: Bands for red, green, blue (three times the same for grey), counted from 1.
        ranges: Minimum and maximum per band; None for 8-bit data as it is.
        affine: Pixel of the finest level to layer coordinates.
        width: Pixels of the finest level.
        height: Pixels of the finest level.
        crs: The layer's coordinate system (may be invalid).
        levels: Scale of each resolution step against the finest one; None for the ladder 2^k.
        zoom: Zoom level of the finest step for XYZ layers, else None.
        file_has_crs: Whether the worker finds the same coordinate system in the file.
        host: The server that is asked when the layer is drawn; empty without one.
    """

    path: str | None
    bands: list[int] | None
    ranges: list[list[float]] | None
    affine: Affine
    width: int
    height: int
    crs: QgsCoordinateReferenceSystem
    levels: list[float] | None = None
    zoom: int | None = None
    file_has_crs: bool = True
    host: str = ""

    @property
    def is_rendered(self) -> bool:
        """Whether QGIS has to draw the pixels."""
        return self.path is None

    @property
    def is_web(self) -> bool:
        """Whether drawing asks a server for tiles or pictures."""
        return self.levels is not None

    @property
    def has_georeference(self) -> bool:
        """Whether a pixel's size on the ground can be known."""
        return self.crs.isValid()


def describe(layer: QgsRasterLayer) -> RasterSource:
    """Look at a raster layer.

    Raises:
        Problem: The layer cannot be used; says why.
    """
    if not layer.isValid() or layer.dataProvider() is None:
        raise Problem(
            tr("The layer “{name}” cannot be read.").format(name=layer.name()),
            tr("Its data source is missing or damaged."),
            tr("Repair the data source, or choose another layer."),
            name="bad_image",
        )
    if layer.width() <= 0 or layer.height() <= 0:
        return _web_source(layer)
    return _file_source(layer) or _drawn_source(layer)


def _file_source(layer: QgsRasterLayer) -> RasterSource | None:
    """The layer as a file for the worker; None when it has to be rendered."""
    path = local_file(layer)
    look = file_look(layer)
    if path is None or look is None:
        return None
    affine = _file_affine(path, layer)
    if affine is None:
        return None
    bands, ranges = look
    dataset = opened(path)
    return RasterSource(
        path=path,
        bands=bands,
        ranges=ranges,
        affine=affine,
        width=dataset.RasterXSize,
        height=dataset.RasterYSize,
        crs=layer.crs(),
        file_has_crs=_same_crs(dataset, layer.crs()),
    )


def _drawn_source(layer: QgsRasterLayer) -> RasterSource:
    """A layer with pixels of its own that QGIS has to draw."""
    extent, width, height = layer.extent(), layer.width(), layer.height()
    affine = Affine(
        extent.xMinimum(),
        extent.width() / width,
        0.0,
        extent.yMaximum(),
        0.0,
        -extent.height() / height,
    )
    return RasterSource(None, None, None, affine, width, height, layer.crs())


def _web_source(layer: QgsRasterLayer) -> RasterSource:
    """A layer from a server: its own resolutions where it has any, else a ladder in metres."""
    extent = layer.extent()
    resolutions = sorted(
        value
        for value in layer.dataProvider().nativeResolutions()
        if value > 0 and math.isfinite(value)
    )
    if not resolutions:
        unit_m = METRES_PER_DEGREE if layer.crs().isGeographic() else 1.0
        resolutions = [size_m / unit_m for size_m in FREE_LADDER_M]
    finest = resolutions[0]
    if extent.isEmpty() or not extent.isFinite():
        raise Problem(
            tr("The layer “{name}” cannot be used.").format(name=layer.name()),
            tr("Its server does not say which area it covers."),
            tr("Choose another layer."),
            name="bad_image",
        )
    affine = Affine(extent.xMinimum(), finest, 0.0, extent.yMaximum(), 0.0, -finest)
    return RasterSource(
        None,
        None,
        None,
        affine,
        max(1, round(extent.width() / finest)),
        max(1, round(extent.height() / finest)),
        layer.crs(),
        levels=[value / finest for value in resolutions],
        zoom=_finest_zoom(layer, finest),
        host=host_of(layer.source()),
    )


def _finest_zoom(layer: QgsRasterLayer, finest: float) -> int | None:
    """Zoom level of the finest tiles of an XYZ layer."""
    if "type=xyz" not in layer.source():
        return None
    return round(math.log2(layer.extent().width() / 256 / finest))


def local_file(layer: QgsRasterLayer) -> str | None:
    """The layer's source as GDAL opens it, when it is a file on this machine."""
    if layer.providerType() != "gdal":
        return None
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    path = str(parts.get("path") or "")
    if parts.get("vsiPrefix") or parts.get("openOptions") or not path or not Path(path).is_file():
        return None
    # "GPKG:file:table" and the like: GDAL needs the whole of it.
    return layer.source() if parts.get("layerName") else path


def file_look(layer: QgsRasterLayer) -> tuple[list[int], list[list[float]] | None] | None:
    """Bands and stretch as the layer shows them; None when its look is more than that."""
    provider, renderer = layer.dataProvider(), layer.renderer()
    if isinstance(renderer, QgsMultiBandColorRenderer):
        bands = [renderer.redBand(), renderer.greenBand(), renderer.blueBand()]
        stretches = [
            renderer.redContrastEnhancement(),
            renderer.greenContrastEnhancement(),
            renderer.blueContrastEnhancement(),
        ]
    elif isinstance(renderer, QgsSingleBandGrayRenderer):
        if renderer.gradient() != QgsSingleBandGrayRenderer.Gradient.BlackToWhite:
            return None
        bands = [renderer.grayBand()] * 3
        stretches = [renderer.contrastEnhancement()] * 3
    else:
        return None
    if any(band < 1 or band > provider.bandCount() for band in bands):
        return None
    if any(provider.userNoDataValues(band) for band in set(bands)):
        return None  # only QGIS knows these
    return bands, _ranges(stretches)


def _ranges(stretches: list[QgsContrastEnhancement | None]) -> list[list[float]] | None:
    """Frozen minimum and maximum per band; None where the data is shown unstretched."""
    none = QgsContrastEnhancement.ContrastEnhancementAlgorithm.NoEnhancement
    ranges = []
    for stretch in stretches:
        if stretch is None or stretch.contrastEnhancementAlgorithm() == none:
            return None
        low, high = stretch.minimumValue(), stretch.maximumValue()
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            return None
        ranges.append([low, high])
    return ranges


def _file_affine(path: str, layer: QgsRasterLayer) -> Affine | None:
    """Pixel to layer coordinates of the file; None when the layer shows something else than it.

    QGIS shows a rotated or south-up file through a warped copy; the file's own lattice is used.
    Files placed by ground control points exist only in QGIS's copy.
    """
    dataset = opened(path)
    if dataset is None:
        return None
    extent = layer.extent()
    transform = dataset.GetGeoTransform(can_return_null=True)
    same_size = (dataset.RasterXSize, dataset.RasterYSize) == (layer.width(), layer.height())
    if transform is None:
        if dataset.GetGCPCount() or not same_size:
            return None
        # Without georeference QGIS counts y downwards from 0 at the top.
        return Affine(extent.xMinimum(), 1.0, 0.0, extent.yMaximum(), 0.0, -1.0)
    affine = Affine(*transform)
    if affine.b * affine.f - affine.c * affine.e == 0:
        return None
    if affine.c or affine.e or affine.b < 0 or affine.f > 0:
        return affine
    left, top = affine.apply(0, 0)
    right, bottom = affine.apply(dataset.RasterXSize, dataset.RasterYSize)
    shown = (extent.xMinimum(), extent.yMaximum(), extent.xMaximum(), extent.yMinimum())
    slack = GEOREFERENCE_SLACK * max(affine.b, -affine.f) + 1e-12 * max(map(abs, shown))
    fits = all(abs(a - b) <= slack for a, b in zip((left, top, right, bottom), shown))
    return affine if same_size and fits else None


def _same_crs(dataset: gdal.Dataset, crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether the file itself says the coordinate system that the layer has."""
    if dataset.GetGeoTransform(can_return_null=True) is None:
        return False
    reference = dataset.GetSpatialRef()
    if reference is None or not crs.isValid():
        return False
    if crs == QgsCoordinateReferenceSystem.fromWkt(dataset.GetProjection()):
        return True
    return is_same_crs(reference, crs)
