"""Class rasters that Processing loads: named, coloured and documented as the panel does it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)

from ..results import document_properties
from ..text import elide_names

__all__ = ["Styler", "style_when_loaded"]

LONGEST_TITLE = 40


class Styler(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded result its style file, its name, and what made it.

    Args:
        names: Class names, for the layer's name.
        properties: What the layer remembers, without the prefix of its keys.
    """

    kept: ClassVar[list[Styler]] = []  # QGIS does not own them; freed once they have been used

    def __init__(self, names: list[str], properties: dict[str, object]) -> None:
        super().__init__()
        self._names = names
        self._properties = properties

    def postProcessLayer(
        self, layer: QgsRasterLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Called by QGIS on the main thread."""
        style = Path(layer.source()).with_suffix(".qml")
        if style.is_file():
            layer.loadNamedStyle(str(style))
        if self._names:
            layer.setName(elide_names(self._names, LONGEST_TITLE))
        document_properties(layer, self._properties)
        layer.triggerRepaint()
        if self in self.kept:
            self.kept.remove(self)


def style_when_loaded(
    context: QgsProcessingContext, path: str, names: list[str], properties: dict[str, object]
) -> None:
    """Style a result where QGIS is going to load it into the project."""
    if context.willLoadLayerOnCompletion(path):
        styler = Styler(names, properties)
        Styler.kept.append(styler)
        context.layerToLoadOnCompletionDetails(path).setPostProcessor(styler)
