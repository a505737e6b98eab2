"""The AerOSeg group of the Processing toolbox."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..text import tr
from .base import icon_path, plugin_icon
from .compare import CompareAlgorithm
from .polygons import PolygonsAlgorithm
from .relabel import RelabelAlgorithm
from .segment import SegmentAlgorithm

__all__ = ["AeroSegProvider"]

ALGORITHMS = (SegmentAlgorithm, RelabelAlgorithm, PolygonsAlgorithm, CompareAlgorithm)


class AeroSegProvider(QgsProcessingProvider):
    """Algorithms of AerOSeg; nothing is started before one of them runs."""

    def id(self) -> str:
        """For scripts: aeroseg:NAME."""
        return "aeroseg"

    def name(self) -> str:
        """The group's name."""
        return "AerOSeg"

    def longName(self) -> str:
        """What it is about."""
        return tr("AerOSeg: segmentation by class names")

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return plugin_icon()

    def svgIconPath(self) -> str:
        """The plugin's icon."""
        return str(icon_path())

    def loadAlgorithms(self) -> None:
        """Add every algorithm."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """Results are GeoTIFFs."""
        return ["tif"]

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        """Polygons are GeoPackages."""
        return ["gpkg"]

    def defaultVectorFileExtension(self, *_) -> str:
        """Polygons are GeoPackages."""
        return "gpkg"

    def defaultRasterFileExtension(self, *_) -> str:
        """Results are GeoTIFFs."""
        return "tif"

    def supportsNonFileBasedOutput(self) -> bool:
        """Results are files."""
        return False
