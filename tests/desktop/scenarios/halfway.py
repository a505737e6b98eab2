"""Inside polygons: finished blocks on the map, Cancel, the list of unfinished runs, Resume."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from qgis.core import QgsFillSymbol, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication

NARROW_PX = 280
MANY_BLOCKS = 3


def run(desk) -> None:
    dock, root = desk.dock, QgsProject.instance().layerTreeRoot()
    image = desk.open_raster(os.environ["IMAGE"], "ortho")
    polygons = QgsVectorLayer(os.environ["POLYGONS"], "districts", "ogr")
    assert polygons.isValid() and polygons.crs() != image.crs()
    fill = QgsFillSymbol.createSimple({"style": "no", "outline_color": "yellow"})
    polygons.renderer().setSymbol(fill)
    QgsProject.instance().addMapLayer(polygons)
    desk.iface.setActiveLayer(image)
    desk.type("classInput", "building, road")
    desk.wait_until(lambda: dock.chosen_model() is not None, 120)
    desk.click("areaPolygons")
    desk.wait_until(lambda: dock.where.hint.full_text, 20)
    assert dock.where.hint.full_text == "3 polygons, 1 crosses itself, mended"
    desk.wait_until(lambda: dock.segment.isEnabled(), 60)
    planned = dock.planner.plan
    desk.picture("polygons.png")
    narrow(desk, "polygons_narrow.png")

    # In the middle: blocks on the map, the selection where it was.
    selected = desk.iface.layerTreeView().currentLayer()
    before = root.findLayerIds()
    dirty = QgsProject.instance().isDirty()
    preview, notices = desk.plugin.preview, []
    desk.plugin.runner.blocksDone.connect(notices.append)
    desk.click("segmentButton")
    desk.wait_until(lambda: notices and notices[-1].done >= MANY_BLOCKS, 300)
    desk.wait_until(lambda: str(notices[-1].done) in preview.layer.name(), 10)
    assert desk.iface.layerTreeView().currentLayer() is selected
    assert root.children()[0].name() == "AerOSeg: ortho" or len(root.children()) > 2
    desk.drawn()
    desk.picture("so_far.png")
    names = [entry.label for entry in preview.layer.renderer().classes()]
    assert names == ["building", "road"], names

    clicked = time.monotonic()
    desk.click("segmentButton")
    desk.wait_until(lambda: dock.segment.text().startswith("Segment"), 1.0)
    assert time.monotonic() - clicked < 1.0
    assert preview.layer is None and root.findLayerIds() == before
    assert QgsProject.instance().isDirty() == dirty
    desk.wait_until(lambda: dock.unfinished.isVisible(), 60)
    kept = dock.unfinished.chosen()
    assert 0 < kept.done < kept.total, (kept.done, kept.total)
    desk.picture("unfinished.png")
    narrow(desk, "unfinished_narrow.png")
    desk.find("removeUnfinishedButton").click()
    desk.rest(300)
    box = QApplication.activeModalWidget()
    box.grab().save(str(desk.out / "remove.png"))
    box.reject()
    assert kept.folder.is_dir()

    # It goes on from there, and ends as if nothing had happened.
    finished = []
    desk.plugin.runner.finished.connect(finished.append)
    desk.find("resumeButton").click()
    desk.wait_until(lambda: finished, 400)
    desk.drawn()
    assert not dock.unfinished.isVisible()
    desk.picture("resumed.png")
    resumed = finished[0]
    assert f"{kept.done} of {kept.total}" in resumed.result.notices[0], resumed.result.notices
    again = desk.segment()
    assert again.result.tiles == planned.size.tiles, (again.result.tiles, planned.size)

    # One selected polygon alone.
    polygons.selectByIds([2])
    desk.wait_until(lambda: dock.where.hint.full_text == "1 selected polygon", 20)
    one = desk.segment()
    desk.picture("selected.png")
    runs = {"resumed": resumed, "again": again, "one": one}
    found = {name: record_of(done) for name, done in runs.items()}
    (desk.out / "found.json").write_text(json.dumps(found), encoding="utf-8")


def record_of(done) -> dict:
    path = Path(done.layer.source())
    record = json.loads((path.parent / "run.json").read_text(encoding="utf-8"))
    return {"classes": str(path), "command": record["command"], "folder": str(path.parent)}


def narrow(desk, name: str) -> None:
    """A picture of the panel at its narrowest."""
    wide = desk.dock.width()
    desk.window.resizeDocks([desk.dock], [NARROW_PX], Qt.Orientation.Horizontal)
    desk.rest(200)
    desk.dock_picture(name)
    desk.window.resizeDocks([desk.dock], [wide], Qt.Orientation.Horizontal)
    desk.rest(200)
