"""The parameters of aeroseg:segment, in the order of the panel: what, with which names, how."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ..settings import Settings
from ..text import tr
from .compat import advanced, files, polygons
from .models import model_parameter

__all__ = ["DEVICES", "parameters_of"]

DEVICES = ["auto", "cpu", "cuda", "mps"]


def parameters_of(names: Any, settings: Settings) -> list[QgsProcessingParameterDefinition]:
    """All parameters.

    Args:
        names: Has the name of each: INPUT, CLASSES, MODEL and so on.
        settings: Of the plugin, for defaults.
    """
    return [*_what(names, settings), *_how(names, settings), *_results(names)]


def _what(names: Any, settings: Settings) -> list[QgsProcessingParameterDefinition]:
    classes = QgsProcessingParameterString(
        names.CLASSES,
        tr("Class names"),
        defaultValue=", ".join(settings.last_classes) or "building, road, tree",
        multiLine=True,
    )
    classes.setHelp(
        tr("One a line or with commas between: building | house, road. @file.txt reads a file.")
    )
    extent = QgsProcessingParameterExtent(names.EXTENT, tr("Extent"), optional=True)
    extent.setHelp(tr("Only this part; the whole layer where it is empty."))
    inside = QgsProcessingParameterVectorLayer(
        names.POLYGONS, tr("Only inside polygons"), [polygons()], optional=True
    )
    inside.setHelp(
        tr("In place of an extent. Pixels outside get nodata. Where some are selected, only these.")
    )
    return [
        QgsProcessingParameterRasterLayer(names.INPUT, tr("Image")),
        classes,
        model_parameter(names.MODEL),
        extent,
        inside,
        _number(
            names.RESOLUTION,
            tr("Resolution (metres per pixel)"),
            tr("The nearest step of the image's ladder is taken; empty: the model's own."),
            0.0001,
        ),
        _number(
            names.THRESHOLD,
            tr("Threshold"),
            tr(
                "Score from 0 to 1 that a class must reach, where its line names none; empty: the "
                "model's own."
            ),
            0.0,
            1.0,
        ),
    ]


def _how(names: Any, settings: Settings) -> list[QgsProcessingParameterDefinition]:
    background = QgsProcessingParameterBoolean(
        names.BACKGROUND,
        tr("Compare with background words"),
        defaultValue=settings.asks_background,
    )
    background.setHelp(
        tr("For SegEarth-OV: places that are more like other words than like your names get 0.")
    )
    words = QgsProcessingParameterFile(
        names.BACKGROUND_FILE,
        tr("Own background words (JSON)"),
        behavior=QgsProcessingParameterFile.Behavior.File,
        fileFilter=tr("Background words (*.json)"),
        optional=True,
    )
    words.setHelp(tr("Empty: the list of the AerOSeg options."))
    taught = QgsProcessingParameterMultipleLayers(
        names.TAUGHT, tr("Taught words (files)"), files(), optional=True
    )
    taught.setHelp(tr("Empty: those that were taught in the panel to this model, by their names."))
    pixel_size = _number(
        names.PIXEL_SIZE,
        tr("Size of the image's pixels (metres)"),
        tr("Only for images without a coordinate system."),
        0.0001,
    )
    device = QgsProcessingParameterEnum(
        names.DEVICE,
        tr("Device"),
        options=DEVICES,
        defaultValue=settings.device if settings.device in DEVICES else DEVICES[0],
        usesStaticStrings=True,
    )
    device.setHelp(tr("auto takes a GPU where there is one. Repeats agree on one device."))
    return [advanced(one) for one in (background, words, taught, pixel_size, device)]


def _results(names: Any) -> list[QgsProcessingParameterDefinition]:
    scores = QgsProcessingParameterRasterDestination(
        names.SCORES, tr("Scores"), optional=True, createByDefault=False
    )
    scores.setHelp(tr("How sure the model is of each class; for “Re-label from scores”."))
    return [QgsProcessingParameterRasterDestination(names.OUTPUT, tr("Classes")), scores]


def _number(
    name: str, title: str, help_text: str, low: float, high: float | None = None
) -> QgsProcessingParameterNumber:
    """An optional number."""
    parameter = QgsProcessingParameterNumber(
        name, title, type=QgsProcessingParameterNumber.Type.Double, optional=True, minValue=low
    )
    if high is not None:
        parameter.setMaximum(high)
    parameter.setHelp(help_text)
    return parameter
