"""The maps of a look inside a model as layers: a group above the image, a sub-group for each class.

One map is seen at a time: both the classes and the maps of a class exclude each other, so a tick
leads from one to the next.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsColorRampShader,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from .messages import ExplainedClass, ExplainedMap, ExplainedStage, ExplainResult
from .problems import Problem
from .results import INSIDE_PROPERTY, image_place, show_only
from .text import elide_names, tr

__all__ = ["add_maps", "ramp_of"]

OPACITY = 0.8
LONGEST_NAMES = 40
MOST_OPEN = 5  # classes up to which the group is shown unfolded


def add_maps(
    result: ExplainResult, image: QgsRasterLayer | None, image_name: str
) -> list[QgsRasterLayer]:
    """Add the maps to the project, in a group above the image.

    Args:
        result: The worker's answer.
        image: The layer that was looked at; None when it has left the project meanwhile.
        image_name: Its name at the click.

    Returns:
        The layers, those of the first class first.

    Raises:
        Problem: A file cannot be read; nothing was added.
    """
    layers = [[_layer(result, cls, item, image) for item in cls.maps] for cls in result.classes]
    names = elide_names([cls.name for cls in result.classes], LONGEST_NAMES)
    parent, index = image_place(image)
    group = QgsLayerTreeGroup(
        tr("Correlation: {image}, {names}").format(image=image_name, names=names)
    )
    for cls, own in zip(result.classes, layers):
        part = group.addGroup(cls.name)
        for layer in own:
            QgsProject.instance().addMapLayer(layer, False)
            part.addLayer(layer).setExpanded(False)
        part.setIsMutuallyExclusive(True, 0)
        part.setExpanded(False)
    group.setIsMutuallyExclusive(True, 0)
    group.setExpanded(len(result.classes) <= MOST_OPEN)
    group.setCustomProperty(INSIDE_PROPERTY, image.id() if image is not None else "")
    parent.insertChildNode(index, group)
    show_only(parent, group, image)
    return [layer for own in layers for layer in own]


def _layer(
    result: ExplainResult, cls: ExplainedClass, item: ExplainedMap, image: QgsRasterLayer | None
) -> QgsRasterLayer:
    """One map, in the colours of the sheet."""
    options = QgsRasterLayer.LayerOptions(loadDefaultStyle=False)
    layer = QgsRasterLayer(item.path, item.title, "gdal", options)
    if not layer.isValid() or item.stage not in result.stages:
        raise Problem(
            tr("The maps were not added."),
            tr("QGIS cannot read “{path}”.").format(path=item.path),
            tr("Try again; if it repeats, look at the log."),
            name="bad_result",
        )
    if image is not None and image.crs().isValid() and layer.crs() != image.crs():
        layer.setCrs(image.crs())  # the image had its coordinate system from QGIS
    _style(layer, item.band, result.stages[item.stage], result.ramp)
    layer.setCustomProperty(INSIDE_PROPERTY, cls.name)
    # QGIS shows it as the tooltip in the layer tree; it moved to the server's properties in 3.38.
    properties = layer.serverProperties()
    (properties if hasattr(properties, "setAbstract") else layer).setAbstract(
        tr("{title} of “{name}”. {meaning} File: {file}.").format(
            title=item.title, name=cls.name, meaning=_meaning(item.stage), file=Path(item.path).name
        )
    )
    return layer


def _meaning(stage: str) -> str:
    """What a value says; shown as the layer's tooltip."""
    if stage == "correlation":
        return tr(
            "Cosine of picture and name. What follows may read either sign: with the built-in "
            "model low means a match."
        )
    if stage == "score":
        return tr("Score of the class, from 0 to 1.")
    return tr("High means more of this class to the decoder.")


def _style(layer: QgsRasterLayer, band: int, stage: ExplainedStage, ramp: list[str]) -> None:
    """One scale for all maps of a stage."""
    low, high = stage.minimum, stage.maximum
    function = QgsColorRampShader(low, high, ramp_of(ramp), QgsColorRampShader.Type.Interpolated)
    last = max(len(ramp) - 1, 1)
    function.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(value, QColor(color), f"{value:.3g}")
            for value, color in ((low + (high - low) * n / last, c) for n, c in enumerate(ramp))
        ]
    )
    shader = QgsRasterShader(low, high)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), band, shader)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    layer.setRenderer(renderer)
    layer.setOpacity(OPACITY)


def ramp_of(colors: list[str]) -> QgsGradientColorRamp:
    """Evenly spaced colours as QGIS's own kind of ramp, so that the style can be edited."""
    last = max(len(colors) - 1, 1)
    stops = [QgsGradientStop(n / last, QColor(c)) for n, c in enumerate(colors[1:-1], start=1)]
    return QgsGradientColorRamp(QColor(colors[0]), QColor(colors[-1]), False, stops)
