"""Polygons over any raster: a ring with a hole, a square, and one that crosses itself.

/usr/bin/python3 -m tests.aoi IMAGE OUT [EPSG]     a GeoPackage in that coordinate system

GDAL's own Python only, so that QGIS's Python and the worker's can both make them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from osgeo import gdal, ogr, osr

RING = [(0.05, 0.05), (0.6, 0.1), (0.55, 0.6), (0.1, 0.5), (0.05, 0.05)]
HOLE = [(0.2, 0.2), (0.2, 0.35), (0.4, 0.35), (0.4, 0.2), (0.2, 0.2)]
SQUARE = [(0.65, 0.3), (0.95, 0.3), (0.95, 0.6), (0.65, 0.6), (0.65, 0.3)]
BOW_TIE = [(0.1, 0.7), (0.9, 0.95), (0.9, 0.7), (0.1, 0.95), (0.1, 0.7)]
SHAPES = [[RING, HOLE], [SQUARE], [BOW_TIE]]
POINTS_PER_EDGE = 20  # so that an edge runs over the same pixels in any coordinate system


def write(image: str, out: str, epsg: int | None = 4326) -> Path:
    """Write the polygons of an image.

    Args:
        image: A raster.
        out: The GeoPackage to write.
        epsg: Its coordinate system; None for that of the image.
    """
    dataset = gdal.Open(image)
    a, b, c, d, e, f = dataset.GetGeoTransform(can_return_null=True) or (0, 1, 0, 0, 0, -1)
    own = dataset.GetSpatialRef()
    wanted = own
    if epsg is not None and own is not None:
        wanted = osr.SpatialReference()
        wanted.ImportFromEPSG(epsg)
    for reference in (own, wanted):
        if reference is not None:
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    move = osr.CoordinateTransformation(own, wanted) if own is not None else None

    def place(x: float, y: float) -> tuple[float, float]:
        col, row = x * dataset.RasterXSize, y * dataset.RasterYSize
        point = a + b * col + c * row, d + e * col + f * row
        return point if move is None else move.TransformPoint(*point)[:2]

    source = ogr.GetDriverByName("GPKG").CreateDataSource(out)
    layer = source.CreateLayer("districts", wanted, ogr.wkbPolygon)
    for rings in SHAPES:
        polygon = ogr.Geometry(ogr.wkbPolygon)
        for corners in rings:
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for (x0, y0), (x1, y1) in zip(corners, corners[1:]):
                for step in range(POINTS_PER_EDGE):
                    t = step / POINTS_PER_EDGE
                    ring.AddPoint_2D(*place(x0 + t * (x1 - x0), y0 + t * (y1 - y0)))
            ring.AddPoint_2D(*place(*corners[0]))
            polygon.AddGeometry(ring)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(polygon)
        layer.CreateFeature(feature)
    return Path(out)


if __name__ == "__main__":
    write(*sys.argv[1:3], *map(int, sys.argv[3:4]))
