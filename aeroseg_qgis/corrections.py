"""Edited polygons as class ids on the pixels of a result: what is to be burnt back.

No widgets: features are copied on the main thread, the pixels are made in a task.
"""

from __future__ import annotations

from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsTask,
    QgsVectorLayer,
)

from .class_raster import ClassRaster
from .gdal_files import vector_memory
from .problems import Cancelled, Problem
from .text import elide_names, tr, value_text

__all__ = ["EditsTask", "class_field_of", "shapes_by_class"]

CLASS_FIELD = "class"
OTHER_NAMES = ("other", "background", "")


def class_field_of(layer: QgsVectorLayer) -> str:
    """The field that most likely names the class; empty without a text field."""
    fields = [field.name() for field in layer.fields()]
    if CLASS_FIELD in fields:
        return CLASS_FIELD
    texts = [field.name() for field in layer.fields() if field.typeName().lower() in _TEXTS]
    return texts[0] if texts else (fields[0] if fields else "")


_TEXTS = ("string", "text", "varchar", "character varying")


def shapes_by_class(
    layer: QgsVectorLayer, field: str, classes: ClassRaster, crs, *, only_selected: bool = False
) -> list:
    """(class id, outline as WKB in the raster's coordinates) of the features, in their order.

    Args:
        layer: Polygons, edits that are not saved included.
        field: Names the class, or holds its id.
        classes: The class raster.
        crs: Its coordinate system.
        only_selected: Only features that are selected.

    Raises:
        Problem: A name is none of the classes, or there is no polygon.
    """
    ids = {_key(entry.name): entry.id for entry in classes.entries}
    known = set(ids.values())
    transform = None
    if layer.crs().isValid() and crs.isValid() and layer.crs() != crs:
        transform = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance())
    features = layer.selectedFeatures() if only_selected else layer.getFeatures(QgsFeatureRequest())
    found, strange = [], []
    for feature in features:
        value = feature[field]
        text = _key(value_text(value))
        number = ids.get(text)
        if number is None and text in OTHER_NAMES:
            number = 0
        if number is None and text.isdigit() and int(text) in known:
            number = int(text)
        if number is None:
            if str(value) not in strange:
                strange.append(str(value))
            continue
        geometry = QgsGeometry(feature.geometry())
        if geometry.isEmpty():
            continue
        if transform is not None:
            try:
                geometry.transform(transform)
            except QgsCsException:
                continue  # off the raster's projection: it has no pixel there
        found.append((number, bytes(geometry.asWkb())))
    if strange:
        raise Problem(
            tr("The polygons were not burnt into the result."),
            tr("The field “{field}” holds {names}, and the classes are {classes}.").format(
                field=field,
                names=elide_names(strange, 80),
                classes=elide_names([entry.name for entry in classes.entries], 80),
            ),
            tr("Choose another field, or correct the names."),
            name="bad_polygons",
        )
    if not found:
        raise Problem(
            tr("The polygons were not burnt into the result."),
            tr("“{layer}” holds no polygon.").format(layer=layer.name()),
            tr("Draw polygons first, or choose another layer."),
            name="bad_polygons",
        )
    return found


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


class EditsTask(QgsTask):
    """Burns outlines into a raster of ids; `problem` says why not.

    Args:
        shapes: From shapes_by_class().
        classes: The class raster whose pixels are taken.
        path: The new raster.
        replaces_all: Pixels outside all polygons become "other" (0); else nothing is said of them.
    """

    def __init__(self, shapes: list, classes: ClassRaster, path: Path, replaces_all: bool) -> None:
        super().__init__(tr("AerOSeg: burning polygons"), QgsTask.Flag.CanCancel)
        self._shapes, self._classes = shapes, classes
        self.path = path
        self._replaces_all = replaces_all
        self.problem: Problem | None = None

    def run(self) -> bool:
        """Burn; called by QGIS on a thread of its own."""
        try:
            self._burn()
            return True
        except Problem as problem:
            self.problem = problem.alone()
        except (RuntimeError, OSError) as error:
            self.problem = Problem(
                tr("The polygons were not burnt into the result."),
                tr("“{file}” cannot be written: {error}.").format(
                    file=self.path.name, error=str(error).rstrip(".")
                ),
                tr("Free some space, or make the results folder writable."),
                name="disk",
            )
        self.path.unlink(missing_ok=True)
        return False

    def _burn(self) -> None:
        classes = self._classes
        kind = classes.dataset.GetRasterBand(1).DataType
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(self.path), classes.cols, classes.rows, 1, kind,
            ["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"],
        )  # fmt: skip
        if dataset is None:
            raise RuntimeError(gdal.GetLastErrorMsg() or "the file cannot be made")
        dataset.SetGeoTransform(classes.affine)
        if classes.wkt:
            dataset.SetProjection(classes.wkt)
        band = dataset.GetRasterBand(1)
        band.SetNoDataValue(classes.nodata)
        band.Fill(0 if self._replaces_all else classes.nodata)
        for number, layer, source in self._layers(dataset.GetSpatialRef()):
            if self.isCanceled():
                raise Cancelled()
            if gdal.RasterizeLayer(dataset, [1], layer, burn_values=[number]) != gdal.CE_None:
                raise RuntimeError(gdal.GetLastErrorMsg())
            del layer, source
        if dataset.FlushCache() not in (None, gdal.CE_None):
            raise RuntimeError(gdal.GetLastErrorMsg())

    def _layers(self, reference):
        """Runs of features of one class, in the features' order: later ones lie above."""
        start = 0
        while start < len(self._shapes):
            number = self._shapes[start][0]
            end = start
            while end < len(self._shapes) and self._shapes[end][0] == number:
                end += 1
            source = vector_memory().CreateDataSource("edits")
            layer = source.CreateLayer("edits", reference)
            for _, outline in self._shapes[start:end]:
                feature = ogr.Feature(layer.GetLayerDefn())
                feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(outline))
                layer.CreateFeature(feature)
            self.setProgress(100.0 * start / len(self._shapes))
            yield number, layer, source
            start = end
