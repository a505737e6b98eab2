"""Type, click, look at the layer; once more with another name; unload, load again, run again."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from qgis.core import QgsPalettedRasterRenderer, QgsProject
from qgis.PyQt.QtWidgets import QAction, QDockWidget
from qgis.utils import loadPlugin, plugins, startPlugin, unloadPlugin


def run(desk) -> None:
    image = desk.open_raster(os.environ["IMAGE"])
    image.setName("ortho")
    desk.dock.whole.setChecked(True)
    desk.type("classInput", "building | house, road")
    first = desk.segment()
    check_layer(desk, image, first, ["building", "road"])
    desk.picture("first.png")

    desk.type("classInput", "tree")
    second = desk.segment()
    check_layer(desk, image, second, ["building", "road", "tree"])
    assert second.result.stages["encode"] == 0.0, second.result.stages
    assert second.result.cache_hits > 0 and second.result.cache_misses == 0
    assert first.result.cache_hits == 0 and first.result.stages["encode"] > 0
    desk.picture("second.png")

    pid = desk.plugin.worker.pid
    # Whatever a part does when it closes, the rest of the plugin goes as well.
    desk.plugin.preview.close = lambda: 1 / 0
    assert unloadPlugin("aeroseg_qgis") and "aeroseg_qgis" not in plugins
    desk.rest(500)
    assert not Path(f"/proc/{pid}").exists(), "the worker outlived its plugin"
    assert desk.window.findChild(QDockWidget, "AeroSegDock") is None
    assert desk.window.findChild(QAction, "aerosegAction") is None
    kept = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    assert sorted(kept) == ["building, road", "building, road, tree", "ortho"]

    assert loadPlugin("aeroseg_qgis") and startPlugin("aeroseg_qgis")
    desk.dock.setUserVisible(True)
    desk.rest(500)
    assert desk.dock.lines.lines == ["building | house", "road", "tree"]  # from the project
    assert desk.dock.image.currentLayer() is image
    third = desk.segment()
    check_layer(desk, image, third, ["building", "road", "tree"])

    heavy = {name.split(".")[0] for name in sys.modules}
    assert not heavy & {"torch", "torchvision", "rasterio", "backend"}, "torch is inside QGIS"
    found = {"classes": [run.result.paths["classes"] for run in (first, second, third)]}
    (desk.out / "found.json").write_text(json.dumps(found))


def check_layer(desk, image, finished, names) -> None:
    layer, provider = finished.layer, finished.layer.dataProvider()
    assert layer.isValid() and layer.crs() == image.crs()
    width, height = provider.xSize(), provider.ySize()
    pixel = image.rasterUnitsPerPixelX()
    factor = layer.rasterUnitsPerPixelX() / pixel
    assert abs(factor - round(factor)) < 1e-9
    offset = (layer.extent().xMinimum() - image.extent().xMinimum()) / pixel
    assert abs(offset - round(offset)) < 1e-6
    offset = (image.extent().yMaximum() - layer.extent().yMaximum()) / pixel
    assert abs(offset - round(offset)) < 1e-6
    assert (width, height) == (finished.result.width, finished.result.height)
    assert isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    assert [entry.label for entry in layer.renderer().classes()] == names
    root = QgsProject.instance().layerTreeRoot()
    order = [node.layerId() for node in root.findLayers()]
    assert order.index(layer.id()) < order.index(image.id())
    assert root.findLayer(layer.id()).isVisible()
    assert root.findLayer(layer.id()).parent().name() == "AerOSeg: ortho"
    assert 0 < layer.opacity() < 1
    assert desk.dock.image.currentLayer() is image
    table = desk.dock.result.table
    shown = [table.topLevelItem(row).text(0) for row in range(table.topLevelItemCount())]
    assert shown == [*names, "other"]
