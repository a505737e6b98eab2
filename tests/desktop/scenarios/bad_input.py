"""What a user may do wrong: each ends in a plain sentence and a panel that works on."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtWidgets import QMessageBox


def run(desk) -> None:
    dock = desk.dock
    desk.rest(300)
    assert dock.status.full_text == "Open an image first." and dock.sample.isVisible()
    image = desk.open_raster(os.environ["IMAGE"])
    desk.wait_until(lambda: dock.chosen_model() is not None, 120)
    assert "Type at least one" in dock.status.full_text

    # Empty and doubled names.
    desk.type("classInput", " , ,")
    assert "no name" in dock.notice.text
    desk.type("classInput", "building, Building, road")
    assert "already" in dock.notice.text and dock.lines.lines == ["building", "road"]

    # Names that the model does not know.
    dock.lines.replace_all(["helicopter"])
    desk.wait_until(lambda: not dock.segment.isEnabled(), 120)
    assert "knows none" in dock.status.full_text
    desk.type("classInput", "road")
    desk.wait_until(lambda: dock.segment.isEnabled(), 60)
    desk.wait_until(lambda: dock.lines.unknown, 60)
    assert 'does not know "helicopter"' in dock.notice.text
    assert "options page" in dock.notice.text  # what to do about it
    desk.picture("unknown.png")

    # A view off the image.
    desk.canvas.setExtent(QgsRectangle(0, 0, 100, 100))
    desk.wait_until(lambda: not dock.segment.isEnabled(), 30)
    assert "does not touch the image" in dock.status.full_text
    desk.show_layer(image)
    desk.wait_until(lambda: dock.segment.isEnabled(), 30)

    # Checkpoints that are none.
    for path, words in json_pairs("CHECKPOINTS"):
        told = []
        desk.plugin.catalogue.inspect(path, told.append, told.append)
        desk.wait_until(lambda: told, 60)  # noqa: B023 - waited for in this turn
        text = str(told[0])
        assert isinstance(told[0], Exception) and words in text, (path, text)

    # A checkpoint that disappears after it was chosen.
    gone = Path(os.environ["GONE"])
    desk.plugin.catalogue.add(str(gone))
    desk.wait_until(lambda: desk.plugin.catalogue.find(str(gone)), 120)
    index = dock.model.findData(str(gone))
    dock.model.setCurrentIndex(index)
    dock.model.activated.emit(index)
    gone.unlink()
    problems = []
    dock.problemShown.connect(problems.append)
    desk.wait_until(lambda: dock.segment.isEnabled(), 60)
    desk.click("segmentButton")
    desk.wait_until(lambda: problems, 120)
    assert problems[0].name in ("bad_checkpoint", "unknown_model"), problems[0].text
    desk.wait_until(lambda: "broken" in dock.model.currentText(), 60)
    assert not dock.segment.isEnabled() and "no file" in dock.status.full_text
    desk.rest(200)
    desk.picture("gone.png")
    index = dock.model.findData("builtin")
    dock.model.setCurrentIndex(index)
    dock.model.activated.emit(index)

    # A world basemap: a question with size and time, and never the whole of it.
    url = "type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmin=0&zmax=19"
    world = QgsRasterLayer(url, "world", "wms")
    QgsProject.instance().addMapLayer(world)
    desk.iface.setActiveLayer(world)
    desk.rest(200)
    assert dock.image.currentLayer() is world
    desk.canvas.setExtent(QgsRectangle(-2e7, -2e7, 2e7, 2e7))
    desk.rest(500)
    asked = []
    dock.questionShown.connect(asked.append)
    desk.click("segmentButton")
    desk.wait_until(lambda: asked, 30)
    box = asked[0]
    desk.rest(200)
    box.grab().save(str(desk.out / "world.png"))
    assert "px at" in box.text() and "on disk" in box.informativeText()
    assert not any("all" in button.text() for button in box.buttons())
    box.button(QMessageBox.StandardButton.Cancel).click()
    QgsProject.instance().removeMapLayer(world.id())

    # A whole raster of 50,000 x 50,000 px.
    huge = desk.iface.addRasterLayer(os.environ["HUGE"], "huge", "gdal")
    desk.iface.setActiveLayer(huge)
    dock.whole.setChecked(True)
    desk.rest(500)
    desk.click("segmentButton")
    desk.wait_until(lambda: len(asked) == 2, 30)
    box = asked[1]
    desk.rest(200)
    box.grab().save(str(desk.out / "huge.png"))
    assert "50,000 × 50,000 px" in box.text(), box.text()
    assert box.defaultButton().text().replace("&", "").startswith("Use"), box.informativeText()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert not desk.plugin.runner.is_busy and dock.segment.isEnabled()


def json_pairs(name: str) -> list:
    import json

    return json.loads(os.environ[name])
