"""A QGIS finds the run that another one left, goes on with it, and nothing is left of both."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsProject


def run(desk) -> None:
    card, results = desk.dock.unfinished, Path(os.environ["RESULTS"])
    image = desk.open_raster(os.environ["IMAGE"])
    card.refresh()  # the scenario's results folder was set after the panel had looked
    desk.wait_until(card.isVisible, 60)
    run = card.chosen()
    assert card.tree.topLevelItemCount() == 1 and run.image_name == image.name()
    assert run.names == ["building", "road"] and run.total == int(os.environ["BLOCKS"])
    assert 0 < run.done < run.total
    desk.wait_until(lambda: desk.dock.chosen_model() is not None, 120)
    desk.picture("found.png")
    ended = []
    desk.plugin.runner.finished.connect(ended.append)
    desk.plugin.runner.failed.connect(ended.append)
    desk.click("resumeButton")
    desk.wait_until(lambda: ended, 400)
    if isinstance(ended[0], Exception):
        raise ended[0]
    desk.rest(300)
    assert f"{run.done} of {run.total}" in ended[0].result.notices[0]
    assert not card.isVisible()
    group = QgsProject.instance().layerTreeRoot().children()[0]
    assert group.name() == f"AerOSeg: {image.name()}"
    (folder,) = results.iterdir()
    left = {path.name for path in folder.iterdir()}
    assert left >= {"classes.qml", "classes.tif", "run.json", "scores.tif"}, left
    assert not left & {"request.json", "journal.jsonl", "blocks", "preview.tif", "run.lock"}, left
    desk.picture("taken_up.png")
