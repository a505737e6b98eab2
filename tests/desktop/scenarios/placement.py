"""Rasters of every kind, one after the other: where each result lies, and how it is repeated."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from tests import aoi

WITHIN = [
    f"{place}; tiled"
    for place in (
        "utm", "utm, south-up", "utm, mirrored", "utm, turned 30", "utm, odd origin",
        "web mercator at 60 north", "geographic", "feet", "polar", "site", "geotransform alone",
        "nowhere",
    )
]  # fmt: skip


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
        assert done.layer.crs() == layer.crs(), case["name"]
        found.append({**case, **told(done)})
        if case["name"] in WITHIN:
            found.append({**case, **within(desk, layer, case), "whole": done.layer.source()})
        QgsProject.instance().layerTreeRoot().clear()  # the class list belongs to the project
        desk.rest(50)
    (desk.out / "found.json").write_text(json.dumps(found), encoding="utf-8")


def told(done) -> dict:
    """Where a result lies, and how it is repeated."""
    path = done.layer.source()
    record = json.loads((Path(path).parent / "run.json").read_text(encoding="utf-8"))
    return {"classes": path, "command": record["command"]}


def within(desk, image, case) -> dict:
    """The same inside polygons, which lie in another coordinate system where that is possible."""
    file = aoi.write(case["path"], str(Path(case["path"]).with_suffix(".polygons.gpkg")))
    polygons = QgsVectorLayer(str(file), "districts", "ogr")
    assert polygons.isValid()
    QgsProject.instance().addMapLayer(polygons)
    desk.dock.within.setChecked(True)
    desk.wait_until(lambda: desk.dock.where.hint.full_text.startswith("3 polygons"), 20)
    done = desk.segment()
    assert done.layer.crs() == image.crs(), case["name"]
    desk.dock.whole.setChecked(True)
    return told(done)
