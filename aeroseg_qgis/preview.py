"""Finished blocks of a run on the map while it goes on: a layer that is there for that time only.

It lies where the result will lie, looks as the result will look, and goes when the run ends. It
lives in memory, so that the worker can replace its file at any time, is left out of a project that
is saved meanwhile, and never takes the selection.
"""

from __future__ import annotations

import itertools
import logging
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QElapsedTimer, QObject, QTimer
from qgis.PyQt.QtXml import QDomDocument

from .class_text import is_everything_else, short_name
from .gdal_files import remove
from .messages import BlockNotice
from .results import OPACITY, PREVIEW_PROPERTY, group_for
from .run import Runner
from .text import count, tr

__all__ = ["Preview"]

logger = logging.getLogger(__name__)

FIRST_MS = 1_500  # a run that is over sooner brings its result, and nothing before
LEAST_PAUSE_MS = 2_000  # between two pictures; longer where the map takes long to draw
BUSY_MAP_MS = 300
_numbers = itertools.count(1)


class Preview(QObject):
    """Shows what a runner has finished so far.

    Args:
        runner: Whose blocks.
        canvas: The map; while it draws, the layer is left alone.
    """

    def __init__(self, runner: Runner, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._canvas = canvas
        self._memory = f"/vsimem/aeroseg/{next(_numbers)}.tif"
        self._layer_id = ""
        self._group: QgsLayerTreeGroup | None = None
        self._is_own_group = False
        self._hidden: list[str] = []  # earlier results that it would be mixed up with
        self._is_unwanted = False  # the user has removed it
        self._is_saving = False
        self._notice: BlockNotice | None = None  # not shown yet
        self._busy = QElapsedTimer()  # since the run began
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        runner.blocksDone.connect(self._take)
        runner.stateChanged.connect(self._on_state)
        project = QgsProject.instance()
        project.layerWillBeRemoved[str].connect(self._on_removed)
        project.writeProject.connect(self._leave_out)

    def close(self) -> None:
        """Remove the layer and listen no more."""
        self._runner.blocksDone.disconnect(self._take)
        self._runner.stateChanged.disconnect(self._on_state)
        self._remove()
        project = QgsProject.instance()
        project.layerWillBeRemoved[str].disconnect(self._on_removed)
        project.writeProject.disconnect(self._leave_out)

    @property
    def layer(self) -> QgsRasterLayer | None:
        """The layer, while there is one."""
        return QgsProject.instance().mapLayer(self._layer_id) if self._layer_id else None

    # What the runner says

    def _on_state(self) -> None:
        if not self._runner.is_busy:
            self._remove()
            self._is_unwanted = False
            self._busy.invalidate()
        elif not self._busy.isValid():
            self._busy.start()

    def _take(self, notice: BlockNotice) -> None:
        self._notice = notice
        if self._timer.isActive() or self._is_unwanted:
            return
        early_ms = FIRST_MS - self._busy.elapsed()
        if early_ms > 0:
            self._timer.start(early_ms)
        else:
            self._show()

    def _show(self) -> None:
        """Show the blocks told last, once the map has time for it."""
        if self._notice is None or not self._runner.is_busy or self._is_unwanted:
            return
        if self._canvas.isDrawing():
            self._timer.start(BUSY_MAP_MS)
            return
        notice, self._notice = self._notice, None
        if not self._load(notice.preview):
            return
        layer = self.layer or self._add()
        if layer is not None:
            with QgsProject.blockDirtying(QgsProject.instance()):
                layer.setName(_title(notice))
            layer.triggerRepaint()
        self._timer.start(LEAST_PAUSE_MS)

    # The layer

    def _load(self, path: str) -> bool:
        """Take the file into memory: the worker goes on to write it."""
        try:
            content = Path(path).read_bytes()
        except OSError:
            return False  # the run has ended in between
        remove(self._memory)
        gdal.FileFromMemBuffer(self._memory, content)
        layer = self.layer
        if layer is not None:
            layer.dataProvider().reloadData()
        return True

    def _add(self) -> QgsRasterLayer | None:
        options = QgsRasterLayer.LayerOptions(loadDefaultStyle=False)
        layer = QgsRasterLayer(self._memory, tr("So far"), "gdal", options)
        if not layer.isValid():
            logger.info("the preview could not be read")
            return None
        project = QgsProject.instance()
        image = project.mapLayer(self._runner.image_id)
        if image is not None and image.crs().isValid() and layer.crs() != image.crs():
            layer.setCrs(image.crs())
        _style(layer, self._runner.classes)
        layer.setCustomProperty(PREVIEW_PROPERTY, True)
        self._layer_id = layer.id()
        with QgsProject.blockDirtying(project):
            children = project.layerTreeRoot().findGroups(True)
            group = group_for(image)
            self._group, self._is_own_group = group, group not in children
            for node in group.findLayers():
                if node.itemVisibilityChecked():
                    node.setItemVisibilityChecked(False)
                    self._hidden.append(node.layerId())
            project.addMapLayer(layer, False)
            node = QgsLayerTreeLayer(layer)
            node.setExpanded(False)
            group.insertChildNode(0, node)
        return layer

    def _remove(self) -> None:
        """Take the layer away, and with it all that was made or hidden for it."""
        self._timer.stop()
        self._notice = None
        layer_id, self._layer_id = self._layer_id, ""
        group, self._group = self._group, None
        hidden, self._hidden = self._hidden, []
        project = QgsProject.instance()
        with QgsProject.blockDirtying(project):
            if project.mapLayer(layer_id) is not None:
                project.removeMapLayer(layer_id)
            if group is not None and not sip.isdeleted(group):
                if not group.children():
                    if self._is_own_group and group.parent() is not None:
                        group.parent().removeChildNode(group)
                elif not any(node.itemVisibilityChecked() for node in group.findLayers()):
                    for node in group.findLayers():  # there is no result in its place
                        if node.layerId() in hidden:
                            node.setItemVisibilityChecked(True)
        remove(self._memory)

    def _on_removed(self, layer_id: str) -> None:
        """The user removed it: it does not come again in this run."""
        if layer_id == self._layer_id and not self._is_saving:
            self._layer_id = ""
            self._is_unwanted = True
            self._timer.stop()

    def _leave_out(self, document: QDomDocument) -> None:
        """A project that is saved now is written without it.

        QGIS asks in between: the layer tree is in the document already, the layers come next.
        """
        layer = self.layer
        if layer is None or self._group is None or sip.isdeleted(self._group):
            return
        _cut(document, layer.id(), self._hidden)
        self._is_saving = True
        with QgsProject.blockDirtying(QgsProject.instance()):
            QgsProject.instance().takeMapLayer(layer)
        QTimer.singleShot(0, lambda: self._put_back(layer))

    def _put_back(self, layer: QgsRasterLayer) -> None:
        self._is_saving = False
        group = self._group
        if not self._runner.is_busy or group is None or sip.isdeleted(group):
            return
        project = QgsProject.instance()
        with QgsProject.blockDirtying(project):
            project.addMapLayer(layer, False)
            node = QgsLayerTreeLayer(layer)
            node.setExpanded(False)
            group.insertChildNode(0, node)


def _cut(document: QDomDocument, layer_id: str, hidden: list[str]) -> None:
    """Take a layer out of a project's layer tree; show what is hidden only meanwhile."""
    nodes = document.elementsByTagName("layer-tree-layer")
    elements = [nodes.at(index).toElement() for index in range(nodes.count())]
    for element in elements:
        if element.attribute("id") in hidden:
            element.setAttribute("checked", "Qt::Checked")
        if element.attribute("id") == layer_id:
            parent = element.parentNode()
            parent.removeChild(element)
            others = [parent.firstChildElement(f"layer-tree-{kind}") for kind in ("layer", "group")]
            if all(other.isNull() for other in others):
                parent.parentNode().removeChild(parent)
    items = document.elementsByTagName("item")
    for element in [items.at(index).toElement() for index in range(items.count())]:
        if element.text() == layer_id:
            element.parentNode().removeChild(element)


def _title(notice: BlockNotice) -> str:
    return tr("So far: {done} of {total} blocks").format(
        done=count(notice.done), total=count(notice.total)
    )


def _style(layer: QgsRasterLayer, lines: list[str]) -> None:
    """The classes in their colours, the image shining through; "other" is not drawn."""
    names = [short_name(line) for line in lines if not is_everything_else(line)]
    provider = layer.dataProvider()
    entries = []
    for entry in QgsPalettedRasterRenderer.colorTableToClassData(provider.colorTable(1)):
        if 1 <= entry.value <= len(names):
            name = names[int(entry.value) - 1]
            entries.append(QgsPalettedRasterRenderer.Class(entry.value, entry.color, name))
    layer.setRenderer(QgsPalettedRasterRenderer(provider, 1, entries))
    layer.setOpacity(OPACITY)
