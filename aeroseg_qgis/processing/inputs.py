"""Raster parameters as files on this machine, and choices that may be given by number."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsRasterLayer,
)

from ..problems import Problem
from ..results import PROPERTY
from ..source import local_file
from ..text import tr

__all__ = ["choice", "file_of", "scores_of"]


def file_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> str:
    """The file behind a raster parameter, as GDAL opens it.

    Raises:
        QgsProcessingException: There is no such layer, or it is no file on this machine.
    """
    layer = algorithm.parameterAsRasterLayer(parameters, name, context)
    if layer is None:
        raise QgsProcessingException(algorithm.invalidRasterError(parameters, name))
    path = local_file(layer)
    if path is None:
        problem = Problem(
            tr("“{name}” cannot be used here.").format(name=layer.name()),
            tr("It is no raster file on this computer."),
            tr("Save it as a GeoTIFF first."),
            name="bad_result",
        )
        raise QgsProcessingException(f"{problem.text} [{problem.name}]")
    return path


def scores_of(layer: QgsRasterLayer, path: str) -> str | None:
    """The score raster of the run that made a class raster; None where it is not there."""
    noted = str(layer.customProperty(PROPERTY + "scores", "") or "")
    beside = Path(path).with_name("scores.tif") if Path(path).name == "classes.tif" else None
    for candidate in (Path(noted) if noted else None, beside):
        if candidate is not None and candidate.is_file():
            return str(candidate)
    return None


def choice(parameters: dict, name: str, options: list[str], default: str) -> str:
    """The text of a choice; qgis_process may name it by its number in the list."""
    value = str(parameters.get(name, "") if parameters.get(name) is not None else "").strip()
    if value.isdigit() and int(value) < len(options):
        return options[int(value)]
    return value or default
