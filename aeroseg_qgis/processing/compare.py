"""aeroseg:compare: how well a class raster agrees with a reference raster or polygons."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..class_raster import ClassRaster
from ..gdal_files import wkt_of
from ..problems import Problem
from ..text import count, decimal, elide_names, tr
from .base import AeroSegAlgorithm, Words, not_written
from .compat import polygons
from .figures import Agreement
from .inputs import file_of
from .reference import OnGrid, burn, counted, gdal_trouble, warp

__all__ = ["CompareAlgorithm", "read_mapping"]

OTHER = 0
OTHER_NAMES = ("other", "background")


class CompareAlgorithm(AeroSegAlgorithm):
    """Compare with reference."""

    NAME = "compare"
    INPUT, RASTER, VECTOR, FIELD = "INPUT", "REFERENCE_RASTER", "REFERENCE_POLYGONS", "FIELD"
    MAPPING, OUTSIDE = "MAPPING", "OUTSIDE"
    HTML, JSON, CSV = "HTML", "JSON", "CSV"
    MIOU, ACCURACY, PIXELS = "MIOU", "ACCURACY", "PIXELS"

    def words(self) -> Words:
        """What it is called and what it does."""
        return Words(
            tr("Compare with reference"),
            tr("IoU, F1 and confusion matrix of a class raster against what is true."),
            tr(
                "Compares a class raster with a reference: another raster, or polygons with a "
                "field of class names or numbers. Gives IoU, F1, precision and recall of each "
                "class, the mean IoU, the overall accuracy and the confusion matrix.\n\n"
                "The reference may have another coordinate system and other pixels; it is brought "
                "onto the pixels of the class raster (nearest value, centre of the pixel). Classes "
                "are matched by name, synonyms included, or by number. Where the reference uses "
                "others, say so line by line: “5 = building”. Classes of the reference that the "
                "result was not asked for count as “other”.\n\n"
                "“Other” is counted in the matrix and the accuracy, and left out of the mean IoU. "
                "Pixels without data on either side are left out."
            ),
            tr("accuracy,validation,evaluation,iou,jaccard,f1,confusion matrix,ground truth,error"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Classes")))
        self.addParameter(
            QgsProcessingParameterRasterLayer(self.RASTER, tr("Reference: a raster"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.VECTOR, tr("or polygons"), [polygons()], optional=True
            )
        )
        field = QgsProcessingParameterField(
            self.FIELD,
            tr("Field with the class"),
            parentLayerParameterName=self.VECTOR,
            optional=True,
        )
        field.setHelp(tr("Names or numbers. Not needed where the class raster has one class only."))
        self.addParameter(field)
        mapping = QgsProcessingParameterString(
            self.MAPPING, tr("Names of the reference"), multiLine=True, optional=True
        )
        mapping.setHelp(
            tr("One a line: value of the reference = class of the result, as in 5 = building")
        )
        self.addParameter(mapping)
        outside = QgsProcessingParameterEnum(
            self.OUTSIDE,
            tr("Pixels outside of the polygons"),
            options=[tr("are left out"), tr("are none of the classes")],
            defaultValue=0,
        )
        outside.setHelp(
            tr("Left out where polygons are samples; none of the classes where they are complete.")
        )
        self.addParameter(outside)
        for name, title, kind, by_default in (
            (self.HTML, tr("Report"), tr("HTML files (*.html)"), True),
            (self.JSON, tr("Report for programs"), tr("JSON files (*.json)"), False),
            (self.CSV, tr("Table"), tr("CSV files (*.csv)"), False),
        ):
            self.addParameter(
                QgsProcessingParameterFileDestination(
                    name, title, kind, optional=True, createByDefault=by_default
                )
            )
        self.addOutput(QgsProcessingOutputNumber(self.MIOU, tr("Mean IoU")))
        self.addOutput(QgsProcessingOutputNumber(self.ACCURACY, tr("Overall accuracy")))
        self.addOutput(QgsProcessingOutputNumber(self.PIXELS, tr("Pixels compared")))

    def checkParameterValues(
        self, parameters: dict, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """One reference, not two and not none."""
        fits, why = super().checkParameterValues(parameters, context)
        if fits and bool(parameters.get(self.RASTER)) == bool(parameters.get(self.VECTOR)):
            return False, tr(
                "There is nothing to compare with, or too much. Give either a reference raster or "
                "reference polygons."
            )
        return fits, why

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the layers on the thread that owns them."""
        self._classes = file_of(self, parameters, self.INPUT, context)
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        self._title = layer.name()
        self._crs = layer.crs()
        self._reference, self._reference_wkt = None, ""
        if parameters.get(self.RASTER):
            self._reference = file_of(self, parameters, self.RASTER, context)
            crs = self.parameterAsRasterLayer(parameters, self.RASTER, context).crs()
            self._reference_wkt = wkt_of(crs)
        return True

    def work(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Bring the reference onto the result's pixels, count, and tell."""
        classes = ClassRaster.open(self._classes)
        mapping = read_mapping(self.parameterAsString(parameters, self.MAPPING, context) or "")
        matcher = Matcher(classes, mapping)
        notes: list[str] = []
        feedback.setProgressText(tr("bringing the reference onto the pixels of the result"))
        with tempfile.TemporaryDirectory() as name, gdal_trouble(feedback):
            folder = Path(name)
            path = folder / "reference.tif"
            if self._reference is not None:
                reference = ClassRaster.open(self._reference)
                on_grid = warp(classes, self._reference_wkt, reference, path, feedback)
                ids = matcher.ids_of_raster(reference, on_grid)
            else:
                on_grid, ids = self._polygons(parameters, context, classes, matcher, path, feedback)
            feedback.setProgress(50)
            feedback.setProgressText(tr("counting pixels"))
            pairs = counted(classes, on_grid, folder, feedback)
        agreement = tally(classes, pairs, ids)
        if not agreement.pixels:
            raise Problem(
                tr("There is nothing to compare."),
                tr("The reference has no pixel where the class raster has one."),
                tr("Check that both lie in the same place, and the names of the reference."),
                name="bad_area",
            )
        if matcher.strangers:
            notes.append(
                tr("Counted as “other”, since the result was not asked for it: {names}.").format(
                    names=elide_names(list(matcher.strangers), 300)
                )
            )
        return self._outputs(parameters, context, feedback, agreement, notes)

    def _polygons(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        classes: ClassRaster,
        matcher: Matcher,
        path: Path,
        feedback: QgsProcessingFeedback,
    ) -> tuple[OnGrid, dict[int, int]]:
        source = self.parameterAsSource(parameters, self.VECTOR, context)
        fields = self.parameterAsFields(parameters, self.FIELD, context)
        if not fields and len(classes.entries) != 1:
            raise Problem(
                tr("The reference was not compared."),
                tr(
                    "The class raster has {n} classes, and nothing says which polygon is what."
                ).format(n=count(len(classes.entries))),
                tr("Choose the field with the class."),
                name="bad_request",
            )
        request = QgsFeatureRequest()
        if self._crs.isValid() and source.sourceCrs().isValid():
            request.setDestinationCrs(self._crs, context.transformContext())

        def id_of(feature: QgsFeature) -> int:
            if not fields:
                return classes.entries[0].id
            value = feature[fields[0]]
            return unknown if _is_empty(value) else matcher.id_of(value)

        unknown = max([0, *classes.named]) + 1  # a polygon that says nothing
        missing = unknown + 1
        on_grid = burn(
            classes,
            source.getFeatures(request),
            id_of,
            path,
            missing,
            feedback,
        )
        ids = {number: number for number in (OTHER, *classes.named)}
        if self.parameterAsEnum(parameters, self.OUTSIDE, context) == 1:
            ids[missing] = OTHER
        return on_grid, ids

    def _outputs(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        agreement: Agreement,
        notes: list[str],
    ) -> dict:
        for note in notes:
            feedback.pushWarning(note)
        for name, figures in agreement.classes().items():
            if figures["iou"] is not None:
                feedback.pushInfo(
                    tr("{name}: IoU {iou}, F1 {f1}").format(
                        name=name, iou=decimal(figures["iou"], 3), f1=decimal(figures["f1"], 3)
                    )
                )
        title = tr("“{result}” against the reference").format(result=self._title)
        report = {"result": Path(self._classes).name, **agreement.report(), "notes": notes}
        outputs = {
            self.MIOU: agreement.miou,
            self.ACCURACY: agreement.accuracy,
            self.PIXELS: agreement.pixels,
        }
        for name, text in (
            (self.HTML, agreement.html(title, notes)),
            (self.JSON, json.dumps(report, ensure_ascii=False, indent=2) + "\n"),
            (self.CSV, agreement.csv()),
        ):
            path = self.parameterAsFileOutput(parameters, name, context)
            if path:
                write_text(Path(path), text)
                outputs[name] = path
        feedback.setProgress(100)
        return outputs


class Matcher:
    """Which class of the result a value of the reference means.

    Args:
        classes: The result.
        mapping: What the user said: value of the reference -> class of the result.
    """

    def __init__(self, classes: ClassRaster, mapping: dict[str, str]) -> None:
        self._names = {"0": OTHER, **{name: OTHER for name in OTHER_NAMES}}
        for item in classes.record.get("classes", []):
            for synonym in item.get("synonyms", []) if isinstance(item, dict) else []:
                self._names.setdefault(_key(synonym), int(item["id"]))
        for entry in classes.entries:
            self._names[str(entry.id)] = entry.id
        for entry in classes.entries:
            self._names[_key(entry.name)] = entry.id
        self._mapping = {}
        for value, name in mapping.items():
            number = self._names.get(_key(name))
            if number is None:
                raise Problem(
                    tr("There is no class “{name}” in the class raster.").format(name=name),
                    tr("Its classes are: {names}.").format(
                        names=", ".join(entry.name for entry in classes.entries[:50])
                    ),
                    tr("Correct the names of the reference."),
                    name="bad_vocabulary",
                )
            self._mapping[_key(value)] = number
        self.strangers: Counter = Counter()

    def id_of(self, value) -> int:
        """The class that a value means; "other" where the result has no such class."""
        number = self._known(value)
        if number is None:
            self.strangers[str(value)] += 1
            return OTHER
        return number

    def _known(self, value) -> int | None:
        key = _key(_text(value))
        return self._mapping.get(key, self._names.get(key))

    def ids_of_raster(self, reference: ClassRaster, on_grid: OnGrid) -> dict[int, int]:
        """Values of a reference raster and what they mean; by its own names, if it has any."""
        has_names = bool(reference.record.get("classes")) or bool(
            reference.dataset.GetRasterBand(1).GetCategoryNames()
        )
        names = {entry.id: entry.name for entry in reference.entries} if has_names else {}
        ids = {}
        for value in range(on_grid.low, on_grid.missing):
            known = self._mapping.get(str(value))
            if known is None and value in names:
                known = self._known(names[value])
                if known is None:
                    self.strangers[names[value]] += 1
            elif known is None:
                known = self._known(value)
            ids[value] = OTHER if known is None else known
        return ids


def _is_empty(value) -> bool:
    """Whether a field says nothing; NULL comes as None or as an empty QVariant."""
    return value is None or str(value).strip() in ("", "NULL")


def _text(value) -> str:
    """A field's value as text; 5.0 and 5 are the same."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _key(name) -> str:
    return " ".join(str(name).casefold().split())


def read_mapping(text: str) -> dict[str, str]:
    """Lines such as "5 = building".

    Raises:
        Problem: A line has no "=", or nothing on one of its sides.
    """
    found = {}
    for line in text.splitlines():
        if not line.strip() or line.strip().startswith("#"):
            continue
        value, sign, name = (part.strip() for part in line.partition("="))
        if not (value and sign and name):
            raise Problem(
                tr("The line “{line}” cannot be read.").format(line=line.strip()),
                tr("It has to name a value of the reference and a class of the result."),
                tr("Write for example: 5 = building"),
                name="bad_vocabulary",
            )
        found[value] = name
    return found


def tally(
    classes: ClassRaster, pairs: dict[tuple[int, int], int], ids: dict[int, int]
) -> Agreement:
    """Counts by class of pairs of values; what means nothing is left out."""
    numbers = [OTHER, *sorted(classes.named)]
    place = {number: index for index, number in enumerate(numbers)}
    table = [[0] * len(numbers) for _ in numbers]
    for (value, number), pixels in pairs.items():
        if value in ids and number in place and number != classes.nodata:
            table[place[ids[value]]][place[number]] += pixels
    names = [tr("other"), *(classes.named[number].name for number in numbers[1:])]
    return Agreement(names, table)


def write_text(path: Path, text: str) -> None:
    """Write a report; it appears under its name when it is complete.

    Raises:
        Problem: It cannot be written.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        if partial.exists():
            partial.unlink()
