"""aeroseg:relabel: other thresholds for a finished run, from its scores; no model is needed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..class_text import short_name, split_lines, threshold_of
from ..messages import ClassResult
from ..problems import Problem
from ..text import tr
from .base import AeroSegAlgorithm, Words, move, raster_path, run_folder
from .found import found_lines
from .inputs import file_of, scores_of
from .session import no_answer_fits
from .styled import style_when_loaded

__all__ = ["RelabelAlgorithm", "class_thresholds"]


@dataclass(frozen=True)
class Relabelled:
    """What the worker answers."""

    classes: list[ClassResult]


def class_thresholds(text: str) -> dict[str, float]:
    """Thresholds by class name, of lines such as "building @ 0.4".

    Raises:
        Problem: A line has no threshold from 0 to 1.
    """
    found = {}
    for line in split_lines(text)[0]:
        threshold = threshold_of(line)
        if threshold is None:
            raise Problem(
                tr("The threshold in “{line}” cannot be read.").format(line=line),
                tr("It has to be a number from 0 to 1 behind the name and an @."),
                tr("Write for example: building @ 0.4"),
                name="bad_vocabulary",
            )
        found[short_name(line)] = threshold
    return found


class RelabelAlgorithm(AeroSegAlgorithm):
    """Re-label from scores."""

    NAME = "relabel"
    INPUT, THRESHOLD, CLASS_THRESHOLDS, OUTPUT = "INPUT", "THRESHOLD", "CLASS_THRESHOLDS", "OUTPUT"

    def words(self) -> Words:
        """What it is called and what it does."""
        return Words(
            tr("Re-label from scores"),
            tr("Makes a class raster with other thresholds from the scores of a finished run."),
            tr(
                "Makes a class raster with other thresholds from the score raster of a finished "
                "run; its class raster may be given as well, where the scores lie beside it. The "
                "image is not looked at again and no model runs, so it takes seconds.\n\n"
                "Thresholds of single classes are written as in the list of the panel: "
                "“building @ 0.4, road @ 0.6”.\n\n"
                "A pixel gets the class with the highest score; below that class's threshold it "
                "gets 0. With the thresholds of the run, the result is the same, byte for byte."
            ),
            tr("threshold,confidence,score,classification,relabel,reclassify"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Scores of a run")))
        threshold = QgsProcessingParameterNumber(
            self.THRESHOLD,
            tr("Threshold for all classes"),
            type=QgsProcessingParameterNumber.Type.Double,
            optional=True,
            minValue=0.0,
            maxValue=1.0,
        )
        threshold.setHelp(tr("From 0 to 1; empty: each class keeps the one of the run."))
        self.addParameter(threshold)
        each = QgsProcessingParameterString(
            self.CLASS_THRESHOLDS,
            tr("Thresholds of single classes"),
            multiLine=True,
            optional=True,
        )
        each.setHelp(tr("One a line or with commas between: building @ 0.4, road @ 0.6"))
        self.addParameter(each)
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Classes")))

    def checkParameterValues(
        self, parameters: dict, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Thresholds are read before a run."""
        fits, why = super().checkParameterValues(parameters, context)
        if fits:
            try:
                class_thresholds(self.parameterAsString(parameters, self.CLASS_THRESHOLDS, context))
            except Problem as problem:
                return False, problem.text
        return fits, why

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the layer on the thread that owns it."""
        path = file_of(self, parameters, self.INPUT, context)
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        self._scores = scores_of(layer, path) or path  # a class raster stands for its run
        return True

    def work(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Let the worker decide anew, and put the files into place."""
        out = raster_path(
            self.parameterAsOutputLayer(parameters, self.OUTPUT, context), tr("The class raster")
        )
        default = None
        if parameters.get(self.THRESHOLD) not in (None, ""):
            default = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        text = self.parameterAsString(parameters, self.CLASS_THRESHOLDS, context)
        feedback.setProgressText(tr("starting the worker"))
        with self.worker(feedback) as worker, run_folder(out) as folder:
            feedback.setProgress(20)
            feedback.setProgressText(tr("re-labelling"))
            made = folder / "classes.tif"
            answer = worker.ask(
                "relabel",
                {
                    "scores": self._scores,
                    "thresholds": {"default": default, "per_class": class_thresholds(text)},
                    "out": str(made),
                },
            )
            try:
                result = Relabelled([ClassResult.from_dict(one) for one in answer["classes"]])
            except (KeyError, ValueError, TypeError) as error:
                raise no_answer_fits(error) from error
            move(made, out)
            move(made.with_suffix(".qml"), out.with_suffix(".qml"))
        for line in found_lines(result):
            feedback.pushInfo(line)
        names = [item.name for item in result.classes]
        properties = {
            "classes": json.dumps(names, ensure_ascii=False),
            "scores": str(Path(self._scores)),
        }
        style_when_loaded(context, str(out), names, properties)
        feedback.setProgress(100)
        return {self.OUTPUT: str(out)}
