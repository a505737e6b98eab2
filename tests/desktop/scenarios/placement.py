"""Rasters of every kind, one after the other: where each result lies, and how it is repeated."""

from __future__ import annotations

import json
import os
from pathlib import Path

from qgis.core import QgsProject


def run(desk) -> None:
    dock = desk.dock
    cases = json.loads(Path(os.environ["CASES"]).read_text(encoding="utf-8"))
    desk.type("classInput", "building, bare land")
    dock.whole.setChecked(True)
    found = []
    for case in cases:
        layer = desk.open_raster(case["path"], case["name"])
        desk.wait_until(lambda name=case["name"]: dock.image.currentLayer().name() == name, 20)
        desk.wait_until(lambda: dock.chosen_model() is not None, 120)
        desk.rest(100)
        if dock.pixel_size.isVisible():
            dock.pixel_size.setValue(case["metres"])
        done = desk.segment()
        path = done.layer.source()
        record = json.loads((Path(path).parent / "run.json").read_text(encoding="utf-8"))
        assert done.layer.crs() == layer.crs(), case["name"]
        found.append({**case, "classes": path, "command": record["command"]})
        QgsProject.instance().layerTreeRoot().clear()  # the class list belongs to the project
        desk.rest(50)
    (desk.out / "found.json").write_text(json.dumps(found), encoding="utf-8")
