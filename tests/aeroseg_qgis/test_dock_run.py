"""A run from the panel: progress, cancel, models that are not ready, and questions before it."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

from .bench import Bench
from .conftest import wait_until


def test_run_shows_progress_then_result_then_shares(ready):
    ready.type("building, road")
    ready.click()
    dock = ready.dock
    assert dock.segment.text() == "Cancel" and dock.bar.isVisible()
    wait_until(lambda: "encoding tile" in dock.status.full_text)
    assert "left" in dock.status.full_text and dock.bar.maximum() == 4
    wait_until(lambda: ready.results)
    assert dock.segment.text().startswith("Segment") and not dock.bar.isVisible()
    assert dock.status.full_text.startswith("Done")
    table = dock.result.table
    assert [table.topLevelItem(row).text(0) for row in range(3)] == ["building", "road", "other"]
    assert table.topLevelItem(0).text(3) == "0.75"
    assert dock.lines.data(dock.lines.index(0, 1)).endswith("%")


def test_inputs_stay_editable_while_it_runs(ready):
    ready.behave("slow")
    ready.type("building")
    ready.click()
    wait_until(lambda: "encoding" in ready.dock.status.full_text)
    ready.type("road")
    assert ready.dock.lines.lines == ["building", "road"]
    assert ready.dock.segment.text() == "Cancel"
    ready.click()


def test_cancel_makes_the_dock_usable_at_once(ready):
    ready.behave("slow")
    ready.type("building")
    ready.click()
    wait_until(lambda: "encoding" in ready.dock.status.full_text)
    ready.click()
    assert ready.dock.segment.text().startswith("Segment") and ready.dock.segment.isEnabled()
    assert "Cancelled" in ready.dock.status.full_text
    assert ready.problems == [] and ready.results == []


def test_killed_worker_is_told_and_the_next_run_works(ready):
    ready.behave("die")
    ready.type("building")
    ready.run_to_end()
    assert ready.problems[0].name == "worker_died"
    assert ready.dock.lines.lines == ["building"] and ready.dock.segment.isEnabled()
    ready.behave("")
    ready.run_to_end()
    assert len(ready.results) == 1


def test_model_that_is_not_ready_blocks_with_its_reason(ready):
    ready.settings.model = "other"
    ready.catalogue.refresh()
    wait_until(lambda: ready.dock.model.currentData() == "other")
    ready.type("building")
    assert not ready.dock.segment.isEnabled() and not ready.dock.look.isEnabled()
    assert ready.dock.status.full_text == "Its weights are not here."
    ready.dock.model.setCurrentIndex(0)
    ready.dock.model.activated.emit(0)
    assert ready.settings.model == "builtin" and ready.dock.segment.isEnabled()
    ready.catalogue.refresh()  # once left, it is out of the way
    wait_until(lambda: ready.dock.model.findData("other") < 0)


def test_models_without_weights_are_behind_the_last_entry(ready):
    box, asked = ready.dock.model, []
    ready.dock.modelsAsked.connect(lambda: asked.append(1))
    assert [box.itemData(row) for row in range(box.count())] == ["builtin", None, None]
    assert box.more_text == "One more model…"
    assert "options" in box.itemData(2, Qt.ItemDataRole.ToolTipRole)
    # Arrow keys and the wheel on the closed box open nothing and choose nothing else.
    box.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_M):
        QTest.keyClick(box, key)
        QTest.qWait(20)
        assert box.currentData() == "builtin" and asked == []
    # From the open list it asks for the options, and the choice stays.
    box.showPopup()
    QTest.qWait(50)
    box.view().setCurrentIndex(box.model().index(2, 0))
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    QTest.qWait(50)
    assert asked == [1]
    assert box.currentData() == "builtin" and ready.settings.model == "builtin"


def test_model_to_download_is_fetched_in_the_panel_and_then_runs(bench, add_raster, monkeypatch):
    monkeypatch.setenv("AEROSEG_FAKE_PUBLIC", "checked")
    layer = add_raster()
    bench.settings.model = "public"
    bench.show()
    bench.look_at(layer)
    bench.type("building")
    dock = bench.dock
    assert dock.model.currentData() == "public" and "needs download" in dock.model.currentText()
    assert dock.download.isVisible() and not dock.segment.isEnabled()
    assert dock.status.full_text == "Download this model first, or choose another one."
    QTest.mouseClick(dock.download.button, Qt.MouseButton.LeftButton)
    wait_until(lambda: dock.segment.isEnabled())
    assert dock.download.isHidden() and dock.model.currentText() == "Public model"
    bench.run_to_end()
    assert bench.results[0].result.model["id"] == "public"


def test_click_before_the_models_are_known_works(bench, add_raster):
    layer = add_raster()
    bench.look_at(layer)
    bench.dock.show()
    bench.type("building")
    bench.click()
    assert bench.dock.segment.text() == "Cancel"
    assert "starting" in bench.dock.status.full_text
    wait_until(lambda: bench.results)


def test_list_of_models_is_recalled_without_starting_anything(canvas, settings, worker, fake):
    first = Bench(canvas, settings, worker, fake)
    first.show()
    first.close()
    asked = len(fake.requests("models"))
    second = Bench(canvas, settings, worker, fake)
    second.show()
    QTest.qWait(100)
    assert second.dock.model.currentText() == "Built-in (fake)"
    assert not worker.is_running and len(fake.requests("models")) == asked
    second.type("building")
    wait_until(lambda: len(fake.requests("models")) > asked)
    second.close()


def test_custom_checkpoint_is_offered_and_its_resolution_recommended(ready, tmp_path, fake):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(b"good stuff")
    ready.catalogue.add(str(path))
    wait_until(lambda: ready.catalogue.find(str(path)) is not None)
    index = ready.dock.model.findData(str(path))
    assert ready.dock.model.itemText(index) == "My checkpoint (mine.safetensors)"
    ready.dock.model.setCurrentIndex(index)
    ready.dock.model.activated.emit(index)
    ready.type("building")
    ready.dock.planner.settle()
    assert ready.dock.planner.step.scale == 2
    path.unlink()
    ready.catalogue.refresh()
    wait_until(lambda: not ready.catalogue.is_loading)
    assert not ready.dock.segment.isEnabled()


# Questions


def test_huge_area_asks_and_the_default_is_a_smaller_resolution(ready, fake, monkeypatch):
    ready.type("building")
    ready.dock.whole.setChecked(True)
    ready.settings.remember_speed("builtin", 100.0, tiles=1)
    monkeypatch.setattr("aeroseg_qgis.area.LONG_RUN_S", 1000.0)
    ready.click()
    wait_until(lambda: ready.questions)
    box = ready.questions[0]
    assert isinstance(box, QMessageBox) and "400 × 300 px at 0.50 m" in box.text()
    assert "63 tiles" in box.informativeText() and "1 h 45 min" in box.informativeText()
    assert box.defaultButton().text().replace("&", "").startswith("Use 2.0")
    QTest.mouseClick(box.defaultButton(), Qt.MouseButton.LeftButton)
    wait_until(lambda: ready.results)
    assert fake.requests("segment")[0]["grid"]["factor"] == 4


def test_huge_area_can_be_run_all_the_same_or_left(ready, fake, monkeypatch):
    ready.type("building")
    monkeypatch.setattr("aeroseg_qgis.area.LARGE_RUN_TILES", 10)
    ready.click()
    wait_until(lambda: ready.questions)
    box = ready.questions[0]
    cancel = box.button(QMessageBox.StandardButton.Cancel)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    QTest.qWait(100)
    assert fake.requests("segment") == [] and ready.dock.segment.isEnabled()
    ready.click()
    wait_until(lambda: len(ready.questions) == 2)
    box = ready.questions[1]
    everything = next(b for b in box.buttons() if "all" in b.text())
    QTest.mouseClick(everything, Qt.MouseButton.LeftButton)
    wait_until(lambda: ready.results)


def test_world_zoom_of_a_basemap_cannot_be_run_whole(bench):
    url = "type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmin=0&zmax=19"
    layer = QgsRasterLayer(url, "world", "wms")
    QgsProject.instance().addMapLayer(layer)
    bench.show()
    bench.look_at(layer)
    bench.type("building")
    bench.click()
    wait_until(lambda: bench.questions)
    box = bench.questions[0]
    texts = [button.text().replace("&", "") for button in box.buttons()]
    assert not any("all" in text for text in texts) and any(t.startswith("Use") for t in texts)
    assert "more than is decent" in box.informativeText()
    box.reject()
