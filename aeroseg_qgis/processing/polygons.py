"""aeroseg:polygons: a class raster becomes polygons with what they measure."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ..class_raster import ClassRaster
from ..class_text import short_name, split_lines
from ..measure import project_ellipsoid
from ..problems import Problem
from ..text import count, decimal, tr
from ..vectorise import SHAPES, PolygonOptions, Polygons, polygons_of
from .base import AeroSegAlgorithm, Words
from .compat import advanced, polygons
from .inputs import choice, file_of, scores_of

__all__ = ["PolygonsAlgorithm"]


class PolygonsAlgorithm(AeroSegAlgorithm):
    """Classes to polygons."""

    NAME = "polygons"
    INPUT, SCORES, CLASSES, DISSOLVE = "INPUT", "SCORES", "CLASSES", "DISSOLVE"
    MIN_AREA, SHAPE, OUTPUT = "MIN_AREA", "SHAPE", "OUTPUT"
    FEATURES, FOUND = "FEATURES", "FOUND"

    def words(self) -> Words:
        """What it is called and what it does."""
        return Words(
            tr("Classes to polygons"),
            tr("Makes polygons of a class raster, with area, perimeter and mean score."),
            tr(
                "Makes polygons of a class raster: one for each object or one for each class, with "
                "class, area, perimeter and, where the scores of the run are given, the mean "
                "score. Areas are measured on the project's ellipsoid.\n\n"
                "Objects below the least area are left out, and smaller holes are filled. "
                "“pixels” follows the pixels exactly; “smooth” rounds the stairs; “straight” makes "
                "right angles, as buildings have them.\n\n"
                "The result is a GeoPackage. No polygon is cut anywhere, however large the raster."
            ),
            tr(
                "vectorise,vectorize,polygonize,polygons,buildings,footprints,area,dissolve,objects"
            ),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Classes")))
        scores = QgsProcessingParameterRasterLayer(
            self.SCORES, tr("Scores of the same run"), optional=True
        )
        scores.setHelp(
            tr("For the mean score of each polygon. Empty: those of the run, where they are known.")
        )
        self.addParameter(scores)
        names = QgsProcessingParameterString(
            self.CLASSES, tr("Only these classes"), optional=True, multiLine=False
        )
        names.setHelp(tr("Names or numbers with commas between; empty: all."))
        self.addParameter(names)
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.DISSOLVE, tr("One feature for each class"), defaultValue=False
            )
        )
        least = QgsProcessingParameterNumber(
            self.MIN_AREA,
            tr("Least area (square metres)"),
            type=QgsProcessingParameterNumber.Type.Double,
            defaultValue=0.0,
            minValue=0.0,
        )
        least.setHelp(tr("Smaller objects are left out, smaller holes are filled."))
        self.addParameter(least)
        shape = QgsProcessingParameterEnum(
            self.SHAPE,
            tr("Shape"),
            options=list(SHAPES),
            defaultValue=SHAPES[0],
            usesStaticStrings=True,
        )
        shape.setHelp(tr("pixels: as they are; smooth: rounded; straight: right angles."))
        self.addParameter(advanced(shape))
        self.addParameter(
            QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Polygons"), polygons())
        )
        self.addOutput(QgsProcessingOutputNumber(self.FEATURES, tr("Number of features")))
        self.addOutput(QgsProcessingOutputString(self.FOUND, tr("Objects by class")))

    def checkParameterValues(
        self, parameters: dict, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """A shape may be given by its number."""
        looked_at = dict(parameters)
        if looked_at.get(self.SHAPE) is not None:
            looked_at[self.SHAPE] = choice(parameters, self.SHAPE, list(SHAPES), SHAPES[0])
        return super().checkParameterValues(looked_at, context)

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the layers on the thread that owns them."""
        self._classes = file_of(self, parameters, self.INPUT, context)
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        self._crs = layer.crs()  # QGIS may know what the file does not say
        if parameters.get(self.SCORES):
            self._scores = file_of(self, parameters, self.SCORES, context)
        else:
            self._scores = scores_of(layer, self._classes)
        self._ellipsoid = project_ellipsoid()
        return True

    def work(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Trace, measure and write."""
        out = Path(self.parameterAsOutputLayer(parameters, self.OUTPUT, context))
        if out.suffix.lower() != ".gpkg":
            raise Problem(
                tr("The polygons are not written to “{file}”.").format(file=out.name),
                tr("Results are GeoPackages."),
                tr("Give it a name that ends with “.gpkg”."),
                name="bad_request",
            )
        options = PolygonOptions(
            dissolve=self.parameterAsBoolean(parameters, self.DISSOLVE, context),
            min_area_m2=self.parameterAsDouble(parameters, self.MIN_AREA, context),
            shape=choice(parameters, self.SHAPE, list(SHAPES), SHAPES[0]),
            classes=wanted_ids(
                ClassRaster.open(self._classes),
                self.parameterAsString(parameters, self.CLASSES, context),
            ),
            crs=self._crs if self._crs.isValid() else None,
            ellipsoid=self._ellipsoid,
            context=context.transformContext(),
        )
        feedback.setProgressText(tr("tracing the outlines"))
        made = polygons_of(self._classes, self._scores, str(out), options, feedback)
        lines = found_lines(made)
        for line in lines:
            feedback.pushInfo(line)
        return {self.OUTPUT: made.path, self.FEATURES: made.features, self.FOUND: "\n".join(lines)}


def wanted_ids(classes: ClassRaster, text: str) -> tuple[int, ...] | None:
    """Ids of the classes that a text names; None for all.

    Raises:
        Problem: A name is not in the raster.
    """
    wanted = [short_name(line) for line in split_lines(text or "")[0]]
    if not wanted:
        return None
    by_name = {entry.name.casefold(): entry.id for entry in classes.entries}
    ids = []
    for name in wanted:
        number = by_name.get(name.casefold())
        if number is None and name.isdigit() and int(name) in classes.named:
            number = int(name)
        if number is None:
            raise Problem(
                tr("There is no class “{name}” in the class raster.").format(name=name),
                tr("Its classes are: {names}.").format(
                    names=", ".join(entry.name for entry in classes.entries[:50])
                ),
                tr("Name some of these, or leave the field empty."),
                name="bad_vocabulary",
            )
        ids.append(number)
    return tuple(ids)


def found_lines(made: Polygons) -> list[str]:
    """Objects and area of each class, one a line."""
    return [
        tr("{name}: {n} objects, {area} ha").format(
            name=item.name, n=count(item.objects), area=decimal(item.area_m2 / 10_000, 2)
        )
        for item in made.classes
    ]
