"""Trying words: the list is asked again by itself, from memory; names from a layer's attribute."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtGui import QColor


def run(desk) -> None:
    dock, runner = desk.dock, desk.plugin.runner
    finished: list = []
    runner.finished.connect(finished.append)
    desk.open_raster(os.environ["IMAGE"])
    desk.wait_until(lambda: dock.chosen_model() is not None, 120)
    desk.type("classInput", "building, road")
    first = desk.segment()
    # A new word is asked for by itself, and nothing is encoded.
    dock.tools.live.move({1: 0.7}) if ready(desk) else None
    desk.type("classInput", "tree")
    desk.wait_until(lambda: len(finished) == 2, 120)
    again = finished[1].result
    assert [item.name for item in again.classes] == ["building", "road", "tree"]
    assert again.cache_misses == 0 and again.stages.get("encode", 0.0) == 0.0
    ready(desk)
    live = dock.tools.live
    desk.wait_until(lambda: live.state.thresholds[0] == 0.7, 30)  # carried over by its name
    assert live.state.thresholds[1] != 0.7
    desk.drawn()
    desk.picture("again.png")
    interim = Path(again.paths["classes"]).parent
    # The next word takes the place of the interim result; the one that was clicked for stays.
    desk.type("classInput", "water")
    desk.wait_until(lambda: len(finished) == 3, 120)
    desk.rest(500)
    assert not interim.exists()
    assert Path(first.result.paths["classes"]).exists()
    # A colour needs no run.
    ready(desk)
    dock.lines.set_color(0, "#ff00ff")
    desk.wait_until(lambda: live.state.entries[0].color == "#ff00ff", 30)
    desk.rest(1500)
    assert len(finished) == 3
    shown = {entry.label: entry.color for entry in live.layer.renderer().classes()}
    assert shown["building"] == QColor("#ff00ff")
    # Another area waits for Segment, and so does a worker that has forgotten.
    desk.plugin.worker.stop()
    dock.lines.remove_rows([3])
    desk.wait_until(lambda: "Segment asks again" in dock.status.full_text, 120)
    assert len(finished) == 3
    # Names from a layer.
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=kind:string", "parcels", "memory")
    for name in ("meadow, wet", "field", "field", ""):
        feature = QgsFeature(layer.fields())
        feature.setAttribute(0, name)
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)))
        layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    dialogs: list = []
    dock.questionShown.connect(dialogs.append)
    dock.preset_menu.fill(dock._settings, None, has_lines=True)
    names = [a for a in dock.preset_menu.actions() if a.objectName() == "namesFromLayer"]
    names[0].trigger()
    desk.wait_until(lambda: dialogs, 10)
    dialogs[-1].layer.setLayer(layer)
    dialogs[-1].grab().save(str(desk.out / "names_dialog.png"))
    dialogs[-1].accept()
    assert dock.lines.lines == ["field", "meadow wet"]
    QgsProject.instance().setDirty(False)


def ready(desk) -> bool:
    """Wait until the thresholds can be moved."""
    desk.wait_until(lambda: desk.dock.tools.live.is_ready, 60)
    return True
