"""Polygons of a class raster, with what they measure, in a GeoPackage.

    polygons_of(classes_path, scores_path, destination_gpkg, options, feedback)

No widgets, and no project: it may run in a task, in a Processing algorithm or in a test. GDAL goes
over the raster line by line, so no polygon is ever cut at the border of a block, however large the
raster is. Features lie in a file from the beginning; memory holds one feature and a strip of
pixels. The GeoPackage appears under its name only when it is complete.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeedback,
    QgsGeometry,
)

from .class_raster import ClassRaster, ScoreRaster, VirtualRasters, score_of_code
from .gdal_files import wkt_of
from .measure import Ground
from .polygon_shapes import SHAPES, shaped
from .problems import Cancelled, Problem
from .text import tr

__all__ = ["SHAPES", "ClassPolygons", "PolygonOptions", "Polygons", "polygons_of"]

STRIP_ROWS = 256  # one row of blocks of a result raster
FEATURES_A_STEP = 500  # between two looks at Cancel
# Shares of the time: tracing, scores, measuring and writing.
TRACED, SCORED = 30.0, 60.0
MOST_BYTES_FOR_IDS = 2**24  # object numbers that fit beside a code into 32 bits


@dataclass(frozen=True)
class PolygonOptions:
    """How polygons are to be.

    Args:
        dissolve: One feature for each class instead of one for each object.
        min_area_m2: Smaller objects are left out, and smaller holes are filled.
        shape: "pixels" follows the pixels, "smooth" rounds the stairs, "straight" makes straight
            edges, with right angles where the object allows them.
        classes: Ids that are wanted; None for all.
        crs: Of the raster, where its file does not say; None: the file's.
        ellipsoid: To measure on; empty for that of the coordinate system.
        context: Datum transformations of the project.
        layer_name: Name of the table.
    """

    dissolve: bool = False
    min_area_m2: float = 0.0
    shape: str = "pixels"
    classes: tuple | None = None
    crs: QgsCoordinateReferenceSystem | None = None
    ellipsoid: str = ""
    context: QgsCoordinateTransformContext | None = None
    layer_name: str = "polygons"


@dataclass(frozen=True)
class ClassPolygons:
    """What was written of one class; `pixels` and `mean_score` before any change of shape."""

    id: int
    name: str
    color: str
    objects: int = 0
    area_m2: float = 0.0
    pixels: int = 0
    mean_score: float | None = None


@dataclass(frozen=True)
class Polygons:
    """The finished file."""

    path: str
    layer_name: str
    features: int
    classes: list = field(default_factory=list)  # ClassPolygons, in id order

    @property
    def objects(self) -> int:
        """Objects of all classes."""
        return sum(item.objects for item in self.classes)


def polygons_of(
    classes_path: str,
    scores_path: str | None,
    destination_gpkg: str,
    options: PolygonOptions,
    feedback: QgsFeedback,
) -> Polygons:
    """Make polygons of a class raster.

    Args:
        classes_path: A class raster of a run, or any raster of whole numbers, 0 being nothing.
        scores_path: The score raster of the run, for mean scores; None: they stay empty.
        destination_gpkg: A new file; an old one is replaced when the new one is complete.
        options: How they are to be.
        feedback: Told how far it is, and asked whether to go on.

    Raises:
        Cancelled: Asked for; nothing is left behind.
        Problem: A raster cannot be read, or the file cannot be written.
    """
    if options.shape not in SHAPES:
        raise ValueError(f"shape {options.shape!r}, expected one of {SHAPES}")
    classes = ClassRaster.open(classes_path)
    scores = ScoreRaster.open(scores_path) if scores_path else None
    if scores is not None and not scores.fits(classes):
        raise Problem(
            tr("“{file}” does not fit the class raster.").format(file=Path(scores_path).name),
            tr("It has other pixels, so it belongs to another run."),
            tr("Choose the “scores.tif” beside the class raster."),
            name="bad_result",
        )
    target = Path(destination_gpkg)
    traced_path = target.with_name(f".{target.stem}-traced.gpkg")
    part = target.with_name(f".{target.stem}-part.gpkg")
    job = _Job(classes, scores, options, feedback)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(traced_path, part)
        with VirtualRasters() as virtual:
            traced = job.trace(traced_path, virtual)
            try:
                sums = job.add_up(traced, virtual) if scores is not None else None
                features, found = job.write(traced, sums, part)
            finally:
                traced = None
        job.check()
        part.replace(target)
    except (OSError, RuntimeError) as error:
        if feedback.isCanceled():
            raise Cancelled() from error
        raise _not_written(target, error) from error
    finally:
        _remove(traced_path, part)
    feedback.setProgress(100.0)
    return Polygons(str(target), options.layer_name, features, found)


class _Job:
    """The three steps, each over the whole raster."""

    def __init__(
        self,
        classes: ClassRaster,
        scores: ScoreRaster | None,
        options: PolygonOptions,
        feedback: QgsFeedback,
    ) -> None:
        self._classes, self._scores = classes, scores
        self._options, self._feedback = options, feedback
        named = classes.named
        wanted = set(named if options.classes is None else options.classes)
        self._named = {number: entry for number, entry in named.items() if number in wanted}
        crs = options.crs
        self._wkt = classes.wkt
        if crs is None:
            crs = QgsCoordinateReferenceSystem.fromWkt(classes.wkt or "")
        elif crs.isValid():
            self._wkt = wkt_of(crs)
        self._ground = Ground(
            crs,
            classes.affine,
            ellipsoid=options.ellipsoid,
            pixel_m=classes.pixel_m,
            context=options.context,
        )

    def check(self) -> None:
        """Raise Cancelled when nobody wants it any more."""
        if self._feedback.isCanceled():
            raise Cancelled()

    # Tracing

    def trace(self, path: Path, virtual: VirtualRasters) -> gdal.Dataset:
        """The outlines of all objects, as GDAL finds them, in a file of their own."""
        mask = gdal.Open(virtual.mask(self._classes))
        dataset, layer = _new_file(path, self._wkt, "traced", ogr.wkbPolygon)
        try:
            layer.CreateField(ogr.FieldDefn("class_id", ogr.OFTInteger))
            dataset.StartTransaction()

            def progress(complete: float, _message, _data) -> int:
                self._feedback.setProgress(TRACED * complete)
                return 0 if self._feedback.isCanceled() else 1

            band, wanted = self._classes.dataset.GetRasterBand(1), mask.GetRasterBand(1)
            status = gdal.Polygonize(band, wanted, layer, 0, [], progress)
            self.check()
            if status != gdal.CE_None:
                raise RuntimeError(gdal.GetLastErrorMsg())
            _ok(dataset.CommitTransaction())
        finally:  # also where a traceback would keep it open; it writes the spatial index
            layer = wanted = band = None
            dataset = mask = None
        return gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)

    # Scores

    def add_up(self, traced: gdal.Dataset, virtual: VirtualRasters) -> tuple[dict, dict]:
        """Pixels and sums of scores by object, strip by strip."""
        classes, feedback = self._classes, self._feedback
        own_codes = gdal.Open(virtual.own_code(classes, self._scores))  # a band does not hold it
        codes = own_codes.GetRasterBand(1)
        names = traced.GetLayer(0)
        column = names.GetGeometryColumn() or "geom"
        query = f'SELECT fid + 0 AS object, "{column}" FROM "{names.GetName()}"'  # noqa: S608 - own names
        many = names.GetFeatureCount() >= MOST_BYTES_FOR_IDS
        score = [score_of_code(code) for code in range(256)]
        pixels: dict = {}
        totals: dict = {}
        strips = classes.windows(classes.cols, STRIP_ROWS)
        for done, (col, row, cols, rows) in enumerate(strips):
            self.check()
            numbers = self._burn(traced, query, col, row, cols, rows)
            own = codes.ReadRaster(col, row, cols, rows, buf_type=gdal.GDT_Byte)
            if own is None:
                raise RuntimeError(gdal.GetLastErrorMsg())
            for (number, code), count in _pairs(numbers, own, many=many):
                if number:
                    pixels[number] = pixels.get(number, 0) + count
                    totals[number] = totals.get(number, 0.0) + count * score[code]
            feedback.setProgress(TRACED + (SCORED - TRACED) * (done + 1) / len(strips))
        return pixels, totals

    def _burn(
        self, traced: gdal.Dataset, query: str, col: int, row: int, cols: int, rows: int
    ) -> bytes:
        """Which object each pixel of a strip belongs to, as 32-bit numbers; 0 for none."""
        affine = self._ground.affine
        corners = [affine.point(*c) for c in ((col, row), (col + cols, row), (col, row + rows),
                                              (col + cols, row + rows))]  # fmt: skip
        xs, ys = [p.x() for p in corners], [p.y() for p in corners]
        frame = ogr.CreateGeometryFromWkt(
            "POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))".format(
                *(repr(v) for v in (min(xs), min(ys), max(xs), max(ys)))
            )
        )
        strip = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, gdal.GDT_UInt32)
        a, b, c, d, e, f = affine.numbers
        strip.SetGeoTransform((a + b * col + c * row, b, c, d + e * col + f * row, e, f))
        found = traced.ExecuteSQL(query, frame)
        try:
            if found is not None:
                _ok(gdal.RasterizeLayer(strip, [1], found, options=["ATTRIBUTE=object"]))
        finally:
            if found is not None:
                traced.ReleaseResultSet(found)
        return strip.ReadRaster()

    # Writing

    def write(self, traced: gdal.Dataset, sums: tuple | None, path: Path) -> tuple[int, list]:
        """The final features; how many, and what they are of each class."""
        dataset, layer = _new_file(path, self._wkt, self._options.layer_name, ogr.wkbMultiPolygon)
        try:
            return self._fill(dataset, layer, traced, sums)
        finally:
            layer = None
            dataset = None

    def _fill(
        self, dataset: gdal.Dataset, layer: ogr.Layer, traced: gdal.Dataset, sums: tuple | None
    ) -> tuple[int, list]:
        """Write the features into an empty layer."""
        for name, field_type in (
            ("class_id", ogr.OFTInteger),
            ("class", ogr.OFTString),
            ("objects", ogr.OFTInteger64),
            ("pixels", ogr.OFTInteger64),
            ("area_m2", ogr.OFTReal),
            ("perimeter_m", ogr.OFTReal),
            ("mean_score", ogr.OFTReal),
        ):
            layer.CreateField(ogr.FieldDefn(name, field_type))
        dataset.StartTransaction()
        found: dict = {
            number: ClassPolygons(number, entry.name, entry.color)
            for number, entry in self._named.items()
        }
        kept: dict = {number: [] for number in self._named}
        totals = dict.fromkeys(self._named, 0.0)
        features = 0
        for number, geometry, pixels, total in self._objects(traced, sums):
            area = self._ground.area_m2(geometry)
            if area < self._options.min_area_m2:
                continue
            geometry = self._shaped(geometry, area)
            if geometry.isEmpty():
                continue
            if self._options.min_area_m2 or self._options.shape != "pixels":
                area = self._ground.area_m2(geometry)
            before = found[number]
            found[number] = replace(
                before,
                objects=before.objects + 1,
                area_m2=before.area_m2 + area,
                pixels=before.pixels + pixels,
            )
            totals[number] += total
            if self._options.dissolve:
                kept[number].append(geometry)
                continue
            features += 1
            score = total / pixels if pixels and sums is not None else None
            self._add(layer, found[number], geometry, 1, pixels, area, score)
        for number, total in totals.items():
            item = found[number]
            if sums is not None and item.pixels:
                found[number] = replace(item, mean_score=total / item.pixels)
        if self._options.dissolve:
            features += self._write_dissolved(layer, kept, found)
        _ok(dataset.CommitTransaction())
        return features, [found[number] for number in sorted(found)]

    def _objects(
        self, traced: gdal.Dataset, sums: tuple | None
    ) -> Iterator[tuple[int, QgsGeometry, int, float]]:
        """Class, outline, pixels and sum of scores of each object that is wanted."""
        layer = traced.GetLayer(0)
        count = max(1, layer.GetFeatureCount())
        layer.ResetReading()
        pixel = self._ground.affine.pixel_area or 1.0
        for done in range(count):
            if done % FEATURES_A_STEP == 0:
                self.check()
                self._feedback.setProgress(SCORED + (99.0 - SCORED) * done / count)
            feature = layer.GetNextFeature()
            if feature is None:
                return
            number = feature.GetField(0)
            if number not in self._named:
                continue
            geometry = QgsGeometry()
            geometry.fromWkb(bytes(feature.GetGeometryRef().ExportToWkb()))
            if sums is None:
                yield number, geometry, round(geometry.area() / pixel), 0.0
            else:
                fid = feature.GetFID()
                yield number, geometry, sums[0].get(fid, 0), sums[1].get(fid, 0.0)

    def _shaped(self, geometry: QgsGeometry, area_m2: float) -> QgsGeometry:
        """Without small holes, and in the shape that is wanted."""
        options, side = self._options, self._ground.affine.pixel_side
        if options.min_area_m2 and area_m2:
            # The limit in map units, at the place of this object.
            limit = options.min_area_m2 * geometry.area() / area_m2
            geometry = geometry.removeInteriorRings(limit)
        return shaped(geometry, options.shape, side)

    def _write_dissolved(self, layer: ogr.Layer, kept: dict, found: dict) -> int:
        """One feature for each class that has objects."""
        features = 0
        for number, parts in kept.items():
            self.check()
            if not parts:
                continue
            if self._options.shape == "pixels":
                geometry = QgsGeometry.collectGeometry(parts)  # they touch at corners at most
            else:
                geometry = QgsGeometry.unaryUnion(parts)
            item = found[number]
            if self._options.shape != "pixels":
                item = found[number] = replace(item, area_m2=self._ground.area_m2(geometry))
            self._add(
                layer, item, geometry, item.objects, item.pixels, item.area_m2, item.mean_score
            )
            features += 1
        return features

    def _add(
        self,
        layer: ogr.Layer,
        item: ClassPolygons,
        geometry: QgsGeometry,
        objects: int,
        pixels: int,
        area_m2: float,
        score: float | None,
    ) -> None:
        feature = ogr.Feature(layer.GetLayerDefn())
        values = (item.id, item.name, objects, pixels, area_m2, self._ground.perimeter_m(geometry))
        for place, value in enumerate(values):
            feature.SetField(place, value)
        if score is not None:
            feature.SetField(len(values), score)
        geometry.convertToMultiType()
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(bytes(geometry.asWkb())))
        _ok(layer.CreateFeature(feature))


def _pairs(numbers: bytes, codes: bytes, *, many: bool) -> Iterator[tuple[tuple[int, int], int]]:
    """How often each (object, code) occurs.

    Both are joined into one number first: counting pairs takes thrice as long.
    """
    if many:
        yield from Counter(zip(memoryview(numbers).cast("I"), codes)).items()
        return
    # Moved up by 8 bits, a number leaves its lowest byte free.
    joined = bytearray(len(numbers))
    if sys.byteorder == "little":
        joined[1::4], joined[2::4], joined[3::4] = numbers[0::4], numbers[1::4], numbers[2::4]
        joined[0::4] = codes
    else:
        joined[0::4], joined[1::4], joined[2::4] = numbers[1::4], numbers[2::4], numbers[3::4]
        joined[3::4] = codes
    for key, count in Counter(memoryview(joined).cast("I")).items():
        yield (key >> 8, key & 255), count


def _new_file(path: Path, wkt: str, name: str, kind: int) -> tuple[gdal.Dataset, ogr.Layer]:
    """A GeoPackage with one empty layer."""
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    if dataset is None:
        raise RuntimeError(gdal.GetLastErrorMsg() or "the file cannot be made")
    reference = None
    if wkt:
        reference = osr.SpatialReference()
        reference.ImportFromWkt(wkt)
    layer = dataset.CreateLayer(name, reference, kind)
    if layer is None:
        raise RuntimeError(gdal.GetLastErrorMsg() or "the layer cannot be made")
    return dataset, layer


def _ok(status: int | None) -> None:
    """Raise when GDAL or OGR reports a failure."""
    if status not in (None, gdal.CE_None):
        raise RuntimeError(gdal.GetLastErrorMsg() or f"status {status}")


def _remove(*paths: Path) -> None:
    for path in paths:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):  # still open elsewhere: a later run takes it away
                path.with_name(path.name + ending).unlink(missing_ok=True)


def _not_written(target: Path, error: Exception) -> Problem:
    return Problem(
        tr("The polygons were not written to “{file}”.").format(file=target.name),
        tr("The folder “{folder}” gave an error: {error}.").format(
            folder=target.parent, error=str(error).rstrip(".")
        ),
        tr("Free some space, or choose another folder."),
        name="disk",
        detail=f"{target}: {error!r}",
    )
