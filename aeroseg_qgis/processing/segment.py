"""aeroseg:segment: class names and a raster layer in, a class raster out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
)

from .. import area
from ..aoi import Aoi, read_aoi
from ..area import Plan, View
from ..class_background import own_file
from ..class_presets import read_list
from ..class_text import split_lines
from ..export import LayerPicture, PictureWriter
from ..grid import nearest_step
from ..messages import ModelInfo, SegmentParams, SegmentResult
from ..planner import PIXEL_SIZE_PROPERTY
from ..problems import Problem
from ..progress import Progress
from ..request import Request, aoi_file, background_params, run_params
from ..results import is_made_here
from ..settings import Settings
from ..source import RasterSource, describe
from ..taught_words import files_for
from ..text import count, ground, tr
from ..wording import size_text
from .base import AeroSegAlgorithm, Told, Words, move, not_written, raster_path, run_folder
from .found import found_json, found_lines
from .inputs import choice
from .models import ask_model
from .segment_form import DEVICES, parameters_of
from .session import WorkerSession, no_answer_fits
from .styled import style_when_loaded

__all__ = ["SegmentAlgorithm", "typed_lines"]

START_SHARE = 5.0  # percent of the bar for starting the worker and drawing the layer
DRAW_SHARE = 20.0


def typed_lines(text: str) -> list[str]:
    """Class lines of a text, or of the file behind an @.

    Raises:
        Problem: There is no name, or the file cannot be read.
    """
    text = text.strip()
    if text.startswith("@"):
        return read_list(Path(text[1:].strip()))
    lines = split_lines(text)[0]
    if not lines:
        raise Problem(
            tr("There is nothing to look for."),
            tr("No class name was given."),
            tr("Give at least one name, for example “building, road”."),
            name="bad_vocabulary",
        )
    return lines


class SegmentAlgorithm(AeroSegAlgorithm):
    """Segment by class names."""

    NAME = "segment"
    INPUT, CLASSES, MODEL = "INPUT", "CLASSES", "MODEL"
    EXTENT, POLYGONS = "EXTENT", "POLYGONS"
    RESOLUTION, PIXEL_SIZE, THRESHOLD = "RESOLUTION", "PIXEL_SIZE", "THRESHOLD"
    BACKGROUND, BACKGROUND_FILE = "BACKGROUND", "BACKGROUND_FILE"
    TAUGHT, DEVICE = "TAUGHT", "DEVICE"
    OUTPUT, SCORES, FOUND = "OUTPUT", "SCORES", "FOUND"

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._source: RasterSource | None = None
        self._picture: LayerPicture | None = None
        self._aoi: Aoi | None = None
        self._layer_pixel_size: float | None = None
        self._layer_id = ""

    def words(self) -> Words:
        """What it is called and what it does."""
        return Words(
            tr("Segment by class names"),
            tr("Finds the classes that you name in an aerial or satellite image."),
            tr(
                "Finds the classes that you name in an aerial or satellite image, and makes a "
                "class raster with a legend: pixel values 1, 2, 3 … in the order of the names, 0 "
                "for everything else.\n\n"
                "Names: one a line, or with commas between. Other words for the same class go "
                "behind a bar, a colour behind =, a threshold of its own behind @: "
                "“building | house = #a65a44 @ 0.4”. “@file.txt” reads the names from a file.\n\n"
                "Same pixels, same model and same names give the same raster as the AerOSeg panel "
                "and as “python -m backend segment”. The image is read as its layer shows it: "
                "bands, stretch, and for web maps the picture itself. The result lies on the "
                "image's own pixels, in its coordinate system.\n\n"
                "The model runs in a process of its own. Where it computes on a GPU that another "
                "run uses, it waits until that one is over, and says so."
            ),
            tr(
                "segmentation,classification,land cover,deep learning,machine learning,ai,open "
                "vocabulary,building,road,tree,aerial,satellite,drone,orthophoto,clip,sam"
            ),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare parameters and outputs."""
        for parameter in parameters_of(self, Settings()):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputString(self.FOUND, tr("What was found (JSON)")))

    def checkParameterValues(
        self, parameters: dict, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Any model id is taken, not only those of the list; names are looked at before a run."""
        looked_at = dict(parameters)
        if looked_at.get(self.MODEL) not in (None, ""):
            # The worker knows which models there are, and says so.
            looked_at[self.MODEL] = self.parameterDefinition(self.MODEL).defaultValue()
        if looked_at.get(self.DEVICE) is not None:
            looked_at[self.DEVICE] = choice(parameters, self.DEVICE, DEVICES, DEVICES[0])
        fits, why = super().checkParameterValues(looked_at, context)
        if fits and parameters.get(self.EXTENT) and parameters.get(self.POLYGONS):
            return False, tr("The area is given twice. Give either an extent or polygons.")
        if fits:
            try:
                typed_lines(self.parameterAsString(parameters, self.CLASSES, context))
                for name, what in ((self.OUTPUT, tr("The class raster")), (self.SCORES, "")):
                    value = parameters.get(name)
                    if isinstance(value, str) and value not in ("", QgsProcessing.TEMPORARY_OUTPUT):
                        raster_path(value, what or tr("The score raster"))
            except Problem as problem:
                return False, problem.text
        return fits, why

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the layer on the thread that owns it."""
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        self._name, self._layer_id = layer.name(), layer.id()
        if is_made_here(layer):
            feedback.pushWarning(
                tr("“{name}” is a result of AerOSeg, not an image.").format(name=self._name)
            )
        try:
            self._source = describe(layer)
            if parameters.get(self.POLYGONS):
                source = self._source
                inside = self.parameterAsVectorLayer(parameters, self.POLYGONS, context)
                self._aoi = read_aoi(inside, source.affine, source.width, source.height, source.crs)
        except Problem as problem:
            raise self.failure(problem, feedback) from problem
        self._layer_pixel_size = _kept_pixel_size(layer)
        if self._source.is_rendered:
            self._picture = LayerPicture(layer, self._source.host)
        return True

    def postProcessAlgorithm(
        self, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Back on the thread of the layer."""
        if self._picture is not None:
            self._picture.end()
        return {}

    def work(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Plan, draw where QGIS has to, let the worker segment, put the files into place."""
        out = raster_path(
            self.parameterAsOutputLayer(parameters, self.OUTPUT, context), tr("The class raster")
        )
        scores = self.parameterAsOutputLayer(parameters, self.SCORES, context)
        scores_out = raster_path(scores, tr("The score raster")) if scores else None
        settings = Settings()
        lines = typed_lines(self.parameterAsString(parameters, self.CLASSES, context))
        feedback.setProgressText(tr("starting the model"))
        with self.worker(feedback) as worker, run_folder(out) as folder:
            model_id = choice(
                parameters,
                self.MODEL,
                self.parameterDefinition(self.MODEL).options(),
                settings.model,
            )
            model = ask_model(worker, model_id, settings)
            plan = self._plan(parameters, context, model, len(lines))
            feedback.pushInfo(
                tr("{size} at {gsd} per pixel").format(
                    size=size_text(plan), gsd=ground(plan.step.gsd_m)
                )
            )
            path = self._image_path(plan, folder, feedback)
            taught = list(filter(None, self.parameterAsFileList(parameters, self.TAUGHT, context)))
            request = Request(
                None, plan, lines, model, self._threshold(parameters, context),
                taught=taught or files_for(model, lines),
            )  # fmt: skip
            params = self._params(request, path, folder, parameters, context, settings)
            begin = DRAW_SHARE if plan.source.is_rendered else START_SHARE
            told = Told(feedback, begin, 99.0)
            result = self._segment(worker, params, told)
            files = {"classes": out, "style": out.with_suffix(".qml")}
            if scores_out is not None:
                files["scores"] = scores_out
            for key, target in files.items():
                move(Path(result.paths[key]), target)
        return self._outputs(result, files, context, feedback)

    # Which pixels

    def _plan(
        self, parameters: dict, context: QgsProcessingContext, model: ModelInfo, class_count: int
    ) -> Plan:
        source, view = self._source, None
        extent = self.parameterAsExtent(parameters, self.EXTENT, context)
        if parameters.get(self.EXTENT) and not extent.isNull():
            crs = self.parameterAsExtentCrs(parameters, self.EXTENT, context)
            # No coordinate system named: that of the image, as on the command line.
            view = View(extent, crs if crs.isValid() and source.crs.isValid() else source.crs)
        pixel_size_m = self._optional(parameters, self.PIXEL_SIZE, context)
        if pixel_size_m is None:
            pixel_size_m = self._layer_pixel_size
        ladder = area.ladder_of(source, model.gsd_m, view, pixel_size_m)
        if ladder is None:
            raise Problem(
                tr("“{name}” was not segmented.").format(name=self._name),
                tr("It has no coordinate system, so the size of its pixels is not known."),
                tr("Give the size of the image's pixels in metres (an advanced parameter)."),
                name="bad_image",
            )
        step = ladder.steps[ladder.recommended]
        wanted_m = self._optional(parameters, self.RESOLUTION, context)
        if wanted_m is not None:
            step = ladder.steps[nearest_step([one.gsd_m for one in ladder.steps], wanted_m)]
        plan = area.plan(
            source,
            step,
            model,
            view,
            aoi=self._aoi,
            class_count=class_count,
            seconds_per_tile=Settings().seconds_per_tile(model.id),
            user_pixel_size_m=pixel_size_m,
        )
        if area.is_too_much(plan.size):
            raise Problem(
                tr("This part of “{name}” is too large.").format(name=self._name),
                tr(
                    "It needs {n} map tiles from the server, more than is decent to ask for."
                ).format(n=count(plan.size.web_tiles)),
                tr("Choose a smaller extent or a coarser resolution."),
                name="bad_area",
            )
        return plan

    def _optional(self, parameters: dict, name: str, context: QgsProcessingContext) -> float | None:
        """A number; None where the field is empty."""
        if parameters.get(name) in (None, ""):
            return None
        return self.parameterAsDouble(parameters, name, context)

    def _threshold(self, parameters: dict, context: QgsProcessingContext) -> float | None:
        return self._optional(parameters, self.THRESHOLD, context)

    # The run

    def _image_path(self, plan: Plan, folder: Path, feedback: QgsProcessingFeedback) -> str:
        """The file for the worker: the layer's own, or a picture of it."""
        if not plan.source.is_rendered:
            return str(plan.source.path)
        path = folder / "image.tif"
        writer = PictureWriter(self._picture, plan, path)
        told = Told(feedback, START_SHARE, DRAW_SHARE)

        def on_block(done: int, total: int) -> None:
            if feedback.isCanceled():
                writer.cancel()
            told.say("drawing", Progress(tr("reading the layer"), done, total))

        feedback.canceled.connect(writer.cancel)
        writer.write(on_block)
        if writer.notice:
            feedback.pushWarning(writer.notice)
        return str(path)

    def _params(
        self,
        request: Request,
        path: str,
        folder: Path,
        parameters: dict,
        context: QgsProcessingContext,
        settings: Settings,
    ) -> SegmentParams:
        common = run_params(request, path, folder, self._name, settings)
        common["device"] = choice(parameters, self.DEVICE, DEVICES, settings.device)
        own = self.parameterAsFile(parameters, self.BACKGROUND_FILE, context) or own_file()
        asks = self.parameterAsBoolean(parameters, self.BACKGROUND, context)
        try:
            aoi = aoi_file(request.plan, folder)
        except OSError as error:
            raise not_written(folder, error) from error
        return SegmentParams(
            threshold=request.threshold,
            aoi=aoi,
            taught=request.taught or [],
            **background_params(asks, own),
            **common,
        )

    @staticmethod
    def _segment(worker: WorkerSession, params: SegmentParams, told: Told) -> SegmentResult:
        answer = worker.ask("segment", params.to_dict(), told.notified)
        try:
            return SegmentResult.from_dict(answer)
        except ValueError as error:
            raise no_answer_fits(error) from error

    # What comes of it

    def _outputs(
        self,
        result: SegmentResult,
        files: dict[str, Path],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        for notice in result.notices:
            feedback.pushWarning(notice)
        if result.unknown:
            feedback.pushWarning(
                tr("Not known to this model, and without a pixel: {names}.").format(
                    names=", ".join(result.unknown)
                )
            )
        for line in found_lines(result):
            feedback.pushInfo(line)
        names = [item.name for item in result.classes]
        style_when_loaded(
            context,
            str(files["classes"]),
            names,
            {
                "classes": json.dumps(names, ensure_ascii=False),
                "model": str(result.model.get("id", "")),
                "model_sha256": str(result.model.get("sha256", "")),
                "scores": str(files.get("scores", "")),
                "image_layer": self._layer_id,
                "gsd_m": result.gsd_m,
            },
        )
        outputs = {self.OUTPUT: str(files["classes"]), self.FOUND: found_json(result)}
        if "scores" in files:
            outputs[self.SCORES] = str(files["scores"])
        feedback.setProgress(100)
        return outputs


def _kept_pixel_size(layer: Any) -> float | None:
    """What the user said in the panel about a layer without a coordinate system."""
    try:
        size_m = float(layer.customProperty(PIXEL_SIZE_PROPERTY, 0.0))
    except (TypeError, ValueError):
        return None
    return size_m if size_m > 0 else None
