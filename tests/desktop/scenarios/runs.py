"""The list of runs, empty and full, a run repeated from it, and the algorithms in the toolbox."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QApplication

LONG = "ortho_2024_flight_03_northern_districts_with_a_name_that_never_ends_and_then_some"
NAMES = ["building | house | roof", "solar panel", "swimming pool", "unpaved parking lot", "tree"]


def run(desk) -> None:
    dock = desk.dock
    desk.open_raster(os.environ["IMAGE"], LONG)
    desk.wait_until(lambda: dock.chosen_model() is not None, 120)
    dock.whole.setChecked(True)
    desk.click("runsButton")
    dialog = dock.history.dialog
    assert dialog.isVisible() and dialog.nothing.isVisible()
    show(desk, dialog, "runs-empty.png")
    dialog.close()
    dock.lines.replace_all(NAMES)
    first = desk.segment()
    desk.picture("panel.png")
    desk.click("runsButton")
    dialog = dock.history.dialog
    desk.rest()
    show(desk, dialog, "runs-one.png")

    ended = []
    desk.plugin.runner.finished.connect(ended.append)
    dialog.repeat.click()
    desk.wait_until(lambda: ended, 400)
    desk.rest(500)
    assert "byte for byte" in dialog.message.text(), dialog.message.text()
    again = ended[0].result.paths["classes"]
    assert Path(again).read_bytes() == Path(first.result.paths["classes"]).read_bytes()
    show(desk, dialog, "runs-repeated.png")
    dialog.use.click()
    assert dock.lines.lines == NAMES

    many(Path(again).parent)
    dialog.refresh()
    show(desk, dialog, "runs-many.png")
    dialog.search.setText("pool lake")
    show(desk, dialog, "runs-search.png")
    dialog.search.setText("helicopter")
    show(desk, dialog, "runs-none.png")
    dialog.close()

    dock.setFloating(True)
    dock.resize(280, 800)
    desk.rest(500)
    desk.dock_picture("narrow.png")
    dock.setFloating(False)
    toolbox(desk)


def many(folder: Path) -> None:
    """More runs than fit, some with many names."""
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    origin = json.loads((folder / "origin.json").read_text(encoding="utf-8"))
    for number in range(1, 60):
        copy = folder.with_name(f"lake-{number:04d}")
        copy.mkdir()
        shutil.copyfile(folder / "classes.tif", copy / "classes.tif")
        record["image"]["layer"] = f"lake {number}" if number % 3 else LONG
        origin["started"] = f"2026-{1 + number % 11:02d}-03T{number % 24:02d}:15:00+00:00"
        origin["place"] = [13.1 + number, 47.2 - number]
        (copy / "run.json").write_text(json.dumps(record), encoding="utf-8")
        if number % 7:
            (copy / "origin.json").write_text(json.dumps(origin), encoding="utf-8")


def show(desk, dialog, name: str) -> None:
    desk.rest(300)
    dialog.grab().save(str(desk.out / name))


def toolbox(desk) -> None:
    """Every algorithm's dialog opens, with its help beside it."""
    import processing

    provider = QgsApplication.processingRegistry().providerById("aeroseg")
    assert len(provider.algorithms()) == 4
    for algorithm in provider.algorithms():
        dialog = processing.createAlgorithmDialog(algorithm.id())
        dialog.resize(1000, 720)
        dialog.show()
        desk.rest(500)
        dialog.grab().save(str(desk.out / f"algorithm-{algorithm.name()}.png"))
        dialog.close()
        QApplication.processEvents()
