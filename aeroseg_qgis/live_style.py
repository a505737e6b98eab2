"""How results are drawn. All of it is QGIS's own renderers, so it is kept in any project.

At rest a result shows its class raster. While thresholds move it shows the raster of the best
classes, whose values are 256 x id + code: every class is a stretch of numbers, and a threshold
is where in it the colour begins. Moving one changes a table of colours and reads no score.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsLayerTreeLayer,
    QgsMapLayerLegendUtils,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRasterRenderer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from .class_raster import CODE_TOP, ScoreRaster, score_of_code
from .result_state import ResultState
from .text import tr

__all__ = [
    "class_renderer",
    "live_renderer",
    "show_in_legend",
    "uncertainty_renderer",
    "write_faded",
]

KEYS = 256  # numbers that belong to one class
CORRECTED = 255  # in the place of a code: set by people
FADE_STEPS = 24
FAINTEST = 0.15  # opacity at the threshold
BEST_BAND, MARGIN_BAND = 1, 2
CLASS_BAND, ALPHA_BAND = 1, 2
# Where the margin is small: dark and strong, from a scale that colour-blind people can read.
UNSURE = ((0.0, "#5e3c99", 230), (0.25, "#b2abd2", 180), (0.6, "#f7f7f7", 60), (1.0, "#ffffff", 0))


def class_renderer(layer: QgsRasterLayer, state: ResultState) -> QgsRasterRenderer:
    """Names and colours of a class raster; hidden classes and "other" are left out."""
    entries = [
        QgsPalettedRasterRenderer.Class(entry.id, QColor(entry.color), _label(entry))
        for entry in state.entries
        if entry.id not in state.hidden
    ]
    renderer = QgsPalettedRasterRenderer(layer.dataProvider(), CLASS_BAND, entries)
    if layer.bandCount() >= ALPHA_BAND:
        renderer.setAlphaBand(ALPHA_BAND)
    return renderer


def live_renderer(layer: QgsRasterLayer, state: ResultState) -> QgsRasterRenderer:
    """The same picture from the best classes, with the thresholds of a state."""
    shader_function = QgsColorRampShader()
    shader_function.setColorRampType(QgsColorRampShader.Type.Discrete)
    items = []
    nothing = QColor(0, 0, 0, 0)
    for entry in state.entries:
        first, limit = entry.id * KEYS, state.codes[entry.id]
        items.append(QgsColorRampShader.ColorRampItem(first + limit - 1, nothing, ""))
        last = first + KEYS - 1
        if entry.id in state.hidden:
            items.append(QgsColorRampShader.ColorRampItem(last, nothing, ""))
            continue
        if state.faded:
            for upper, opacity in _steps(limit)[:-1]:
                color = QColor(entry.color)
                color.setAlphaF(opacity)
                items.append(QgsColorRampShader.ColorRampItem(first + upper, color, ""))
        color = QColor(entry.color)
        items.append(QgsColorRampShader.ColorRampItem(last, color, _label(entry)))
    shader_function.setColorRampItemList(items)
    shader_function.setClip(True)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(shader_function)
    return QgsSingleBandPseudoColorRenderer(layer.dataProvider(), BEST_BAND, shader)


def _label(entry) -> str:
    if entry.known:
        return entry.name
    return tr("{name} (not known to this model)").format(name=entry.name)


def _steps(limit: int) -> list:
    """(highest code, opacity in the middle of the step) from the threshold to the top."""
    count = max(1, min(FADE_STEPS, CODE_TOP - limit))
    steps, lower = [], limit
    for number in range(1, count + 1):
        upper = limit + round((CODE_TOP - limit) * number / count)
        steps.append((upper, _opacity((lower + upper) / 2, limit)))
        lower = upper
    return steps


def _opacity(code: float, limit: int) -> float:
    """How strongly a score is drawn: by the score itself, not by its code."""
    low, high = score_of_code(limit), score_of_code(CODE_TOP)
    if high <= low:
        return 1.0
    share = (score_of_code(code) - low) / (high - low)
    return FAINTEST + (1.0 - FAINTEST) * min(1.0, max(0.0, share))


def uncertainty_renderer(layer: QgsRasterLayer) -> QgsRasterRenderer:
    """Strong where the two best classes are close."""
    shader_function = QgsColorRampShader(0.0, float(CODE_TOP))
    shader_function.setColorRampType(QgsColorRampShader.Type.Interpolated)
    items = []
    for share, name, alpha in UNSURE:
        color = QColor(name)
        color.setAlpha(alpha)
        label = {0.0: tr("unsure"), 1.0: tr("sure")}.get(share, f"{share:g}")
        items.append(QgsColorRampShader.ColorRampItem(share * CODE_TOP, color, label))
    shader_function.setColorRampItemList(items)
    words = QgsColorRampLegendNodeSettings()
    words.setMinimumLabel(tr("unsure"))
    words.setMaximumLabel(tr("sure"))
    shader_function.setLegendSettings(words)
    shader = QgsRasterShader(0.0, float(CODE_TOP))
    shader.setRasterShaderFunction(shader_function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), MARGIN_BAND, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(float(CODE_TOP))
    return renderer


def show_in_legend(layer: QgsRasterLayer, state: ResultState, *, is_live: bool) -> None:
    """Let the legend name the classes alone, and not the numbers in between."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    if node is None:
        return
    if not is_live:
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, _all_nodes(layer, node))
        node.removeCustomProperty("legend/node-order")
    else:
        items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
        before = len(_all_nodes(layer, node)) - len(items)  # a line that names the band
        named = [before + number for number, item in enumerate(items) if item.label]
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, named)
    layer.legendChanged.emit()


def _all_nodes(layer: QgsRasterLayer, node: QgsLayerTreeLayer) -> list:
    return list(range(len(layer.legend().createLayerTreeModelLegendNodes(node))))


def write_faded(
    path: Path, classes: Path, best: Path, state: ResultState, like: ScoreRaster
) -> None:
    """A virtual raster of a class raster and, as its opacity, what the scores say.

    Args:
        path: The virtual raster, beside both.
        classes: The class raster.
        best: The raster of the best classes.
        state: Thresholds.
        like: A raster with these pixels.

    Raises:
        OSError: It cannot be written.
    """
    points = ["0:0"]
    for entry in state.entries:
        first, limit = entry.id * KEYS, state.codes[entry.id]
        points.append(f"{first + limit - 1}:0")
        points += [
            f"{first + code}:{round(255 * _opacity(code, limit))}"
            for code in range(limit, CODE_TOP, 8)
        ]
        points += [f"{first + CODE_TOP}:255", f"{first + CORRECTED}:255"]
    kind = "UInt16" if like.nodata > CORRECTED else "Byte"
    text = (
        f'<VRTDataset rasterXSize="{like.cols}" rasterYSize="{like.rows}">'
        f"<SRS>{escape(like.wkt)}</SRS>"
        f"<GeoTransform>{','.join(map(repr, like.affine))}</GeoTransform>"
        f'<VRTRasterBand dataType="{kind}" band="1"><NoDataValue>{like.nodata}</NoDataValue>'
        f'<SimpleSource><SourceFilename relativeToVRT="1">{escape(classes.name)}</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        '<VRTRasterBand dataType="Byte" band="2"><ColorInterp>Alpha</ColorInterp>'
        f'<ComplexSource><SourceFilename relativeToVRT="1">{escape(best.name)}</SourceFilename>'
        f"<SourceBand>1</SourceBand><LUT>{','.join(points)}</LUT></ComplexSource>"
        "</VRTRasterBand></VRTDataset>"
    )
    path.write_text(text, encoding="utf-8")
