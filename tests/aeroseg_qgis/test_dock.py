"""The panel in each of its states, typed into and clicked, over the fake worker."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QMimeData, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QWidget,
)

from .bench import Bench
from .conftest import wait_until

# States


def test_no_raster_offers_the_sample_scene(bench):
    bench.show()
    dock = bench.dock
    assert dock.no_image.isVisible() and dock.sample.isVisible() and not dock.image.isVisible()
    assert not dock.segment.isEnabled() and dock.status.full_text == "Open an image first."
    asked = []
    dock.sampleAsked.connect(lambda: asked.append(1))
    QTest.mouseClick(dock.sample, Qt.MouseButton.LeftButton)
    assert asked == [1]


def test_no_environment_shows_what_is_missing_and_a_button(bench, add_raster):
    bench.environment.has_python = False
    add_raster()
    bench.show()
    dock = bench.dock
    wait_until(dock.card.isVisible)
    assert not dock.model.isVisible()
    assert "has no Python" in dock.card.text and "Install" in dock.card.text
    asked = []
    dock.pythonAsked.connect(lambda: asked.append(1))
    button = dock.findChild(QPushButton, "usePythonButton")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [1]
    assert not dock.segment.isEnabled()
    bench.environment.has_python = True
    dock.refresh_models()
    wait_until(lambda: bench.catalogue.models)
    assert not dock.card.isVisible() and dock.model.isVisible()


def test_nothing_typed_says_so_and_offers_three_lists(ready):
    dock = ready.dock
    assert not dock.segment.isEnabled() and "Type at least one" in dock.segment.toolTip()
    chips = [dock.findChild(QPushButton, f"presetChip{number}") for number in range(3)]
    assert all(chip.isVisible() for chip in chips)
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert dock.lines.lines == [
        "building | house | roof", "road | street", "tree", "vehicle | car",
    ]  # fmt: skip
    assert dock.segment.isEnabled()


def test_image_size_and_resolution_are_told(ready):
    dock = ready.dock
    assert dock.image.currentLayer().name() == "image"
    texts = [dock.resolution.itemText(row) for row in range(dock.resolution.count())]
    assert texts[0] == "0.50 m (recommended)"
    assert dock.size.full_text == "400 × 300 px, 63 tiles"


def test_time_is_told_once_it_was_measured(ready):
    ready.settings.remember_speed("builtin", 9.0, tiles=9)
    ready.dock.planner.settle()
    assert ready.dock.size.full_text == "400 × 300 px, 63 tiles"
    assert ready.dock.where.cost.full_text == "about 63 s, up to 234 KB on disk"


def test_every_widget_has_a_name_and_a_tip(ready):
    ready.type("building, road")
    ready.run_to_end()
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView, QProgressBar)
    for widget in ready.dock.findChildren(QWidget):
        own = not widget.objectName().startswith("qt_") and not isinstance(
            widget.parent(), (QComboBox, QAbstractItemView, QLineEdit)
        )
        if isinstance(widget, kinds) and own and "Popup" not in type(widget.window()).__name__:
            if widget.window() is not ready.dock:
                continue
            assert widget.objectName(), f"{type(widget).__name__} without a name"
            assert widget.toolTip(), f"{widget.objectName()} without a tip"


def test_tab_key_goes_through_the_panel_from_top_to_bottom(bench, add_raster, monkeypatch):
    monkeypatch.setenv("AEROSEG_FAKE_PUBLIC", "checked")
    layer = add_raster()
    bench.settings.model = "public"
    bench.show()
    bench.look_at(layer)
    bench.type("building, road")
    dock, seen = bench.dock, []
    widget = dock.image
    while widget not in seen:
        seen.append(widget)
        widget = widget.nextInFocusChain()
    stops = [
        widget
        for widget in seen
        if widget.isVisibleTo(dock) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and dock.findChild(QWidget, "aerosegBody").isAncestorOf(widget)
        and not isinstance(widget.parent(), (QComboBox, QAbstractItemView, QLineEdit))
    ]  # fmt: skip
    assert len(stops) > 10 and dock.download.button in stops
    rows = [widget.mapTo(dock, widget.rect().center()).y() for widget in stops]
    for first, second, above, below in zip(stops, stops[1:], rows, rows[1:]):
        assert below >= above - 12, f"{first.objectName()}, then {second.objectName()}"


# Typing


def test_enter_adds_and_commas_split(ready):
    ready.type("building | house, road")
    assert ready.dock.lines.lines == ["building | house", "road"]
    assert ready.dock.input.text() == ""
    ready.type("tree")
    assert ready.dock.lines.lines == ["building | house", "road", "tree"]
    ready.settle()
    assert ready.dock.lines.color_of(1).name() == "#888888"


def test_pasted_lines_become_classes(ready):
    data = QMimeData()
    data.setText("building\nroad\n\ntree, water\n")
    QApplication.clipboard().setMimeData(data)
    ready.dock.input.setFocus()
    QTest.keyClick(ready.dock.input, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert ready.dock.lines.lines == ["building", "road", "tree", "water"]
    assert ready.dock.input.text() == ""


def test_pasted_single_line_can_still_be_edited(ready):
    QApplication.clipboard().setText("building, road")
    QTest.keyClick(ready.dock.input, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert ready.dock.input.text() == "building, road" and ready.dock.lines.lines == []


def test_doubled_and_empty_names_are_named_in_the_dock(ready):
    ready.type("building, road")
    ready.type("Road")
    assert ready.dock.notice.isVisible() and "in the list already" in ready.dock.notice.text
    ready.type("t", enter=False)
    assert not ready.dock.notice.isVisible()
    ready.type(", ,")
    assert ready.dock.lines.lines == ["building", "road", "t"]
    assert "Empty names" in ready.dock.notice.text


def test_typed_but_not_entered_names_are_run_too(ready, fake):
    ready.type("building, road", enter=False)
    assert ready.dock.segment.isEnabled()
    ready.run_to_end()
    assert fake.requests("segment")[0]["classes"] == ["building", "road"]


def test_control_return_segments_from_the_field(ready, fake):
    ready.type("building", enter=False)
    QTest.keyClick(ready.dock.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: ready.results)
    assert fake.requests("segment")[0]["classes"] == ["building"]


def test_undo_in_the_empty_field_means_the_list(ready):
    ready.type("building")
    ready.type("road")
    QTest.keyClick(ready.dock.input, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ready.dock.lines.lines == ["building"] and ready.dock.redo.isEnabled()
    QTest.mouseClick(ready.dock.redo, Qt.MouseButton.LeftButton)
    assert ready.dock.lines.lines == ["building", "road"]


def test_remove_button_and_delete_key(ready):
    ready.type("building, road, tree")
    view, model = ready.dock.names, ready.dock.lines
    spot = view.visualRect(model.index(1, 2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert model.lines == ["building", "tree"]
    view.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert model.lines == ["tree"]


def test_suggestions_come_from_the_model(ready):
    completer = ready.dock.input.completer()
    names = [completer.model().index(row, 0).data() for row in range(completer.model().rowCount())]
    assert names == ["building", "road", "tree", "water"]
    QTest.keyClicks(ready.dock.input, "building, wa")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "building, water"


def test_suggestions_keep_out_of_the_way_of_a_whole_name(ready):
    QTest.keyClicks(ready.dock.input, "building, tree")
    assert ready.dock.input.completer().completionCount() == 0
    assert not ready.dock.input.completer().popup().isVisible()


def test_unknown_name_is_announced_and_runs_on(ready):
    ready.type("building, helicopter")
    ready.settle()
    notice = ready.dock.notice.text
    assert notice == 'It does not know "helicopter". Models that do: "Any".'
    ready.run_to_end()
    row = ready.dock.result.table.topLevelItem(1)
    assert row.text(0) == "helicopter" and row.text(2) == "0" and row.text(3) == "–"


def test_all_that_a_run_has_to_say_is_shown(ready):
    ready.behave("notices")
    ready.type("building")
    ready.run_to_end()
    assert ready.dock.notice.text == "Grey. Coarse."


def test_only_unknown_names_block_the_button_with_the_reason(ready):
    ready.type("helicopter, glacier")
    ready.settle()
    assert not ready.dock.segment.isEnabled()
    assert ready.dock.status.full_text == "This model knows none of these names."


def test_line_that_the_worker_refuses_blocks_with_its_sentence(ready):
    ready.type("building, bad name")
    wait_until(lambda: ready.dock.lines.problems)
    assert not ready.dock.segment.isEnabled()
    assert ready.dock.status.full_text == '"bad name" cannot be used.'


def test_colour_is_taken_into_the_line(ready, fake):
    ready.type("building")
    ready.settle()
    ready.dock.lines.set_color(0, "#123456")
    assert ready.dock.lines.color_of(0).name() == "#123456"
    ready.run_to_end()
    assert fake.requests("segment")[0]["classes"] == ["building = #123456"]


# Image, area, resolution


def test_combo_follows_the_active_raster_but_not_a_result(ready, add_raster):
    other = add_raster("other")
    ready.dock.follow(other)
    assert ready.dock.image.currentLayer() is other
    ready.type("building")
    ready.look_at(other)
    ready.run_to_end()
    result = ready.results[0].layer
    ready.dock.follow(result)
    assert ready.dock.image.currentLayer() is other
    offered = [ready.dock.image.layer(row) for row in range(ready.dock.image.count())]
    assert result not in offered


def test_map_view_and_whole_layer(ready, fake):
    layer = ready.dock.image.currentLayer()
    ready.look_at(layer, QgsRectangle(500050, 3999900, 500090, 3999930))
    ready.type("building")
    ready.run_to_end()
    window = fake.requests("segment")[0]["grid"]["window"]
    assert window[2] < 400 and window[0] > 0
    ready.dock.whole.setChecked(True)
    ready.run_to_end()
    assert fake.requests("segment")[1]["grid"]["window"] == [0, 0, 400, 300]
    assert ready.settings.area == "layer"


def test_chosen_resolution_is_used(ready, fake):
    ready.type("building")
    ready.dock.resolution.setCurrentIndex(1)
    ready.dock.resolution.activated.emit(1)
    assert ready.dock.size.full_text.startswith("200 × 150 px")
    layer = ready.dock.image.currentLayer()
    ready.dock.planner.set_layer(None)
    ready.dock.planner.set_layer(layer)  # kept with the layer
    assert ready.dock.size.full_text.startswith("200 × 150 px")
    ready.run_to_end()
    assert fake.requests("segment")[0]["grid"]["factor"] == 2
    ready.dock.resolution.setCurrentIndex(0)
    ready.dock.resolution.activated.emit(0)
    assert ready.dock.size.full_text.startswith("400 × 300 px")
    assert layer.customProperty("aeroseg/scale") is None


def test_view_off_the_image_says_what_to_do(ready):
    ready.type("building")
    ready.look_at(ready.dock.image.currentLayer(), QgsRectangle(0, 0, 10, 10))
    assert not ready.dock.segment.isEnabled()
    assert "does not touch the image" in ready.dock.status.full_text
    ready.dock.whole.setChecked(True)
    wait_until(ready.dock.segment.isEnabled)


def test_image_without_georeference_asks_its_pixel_size(bench, add_raster, fake):
    layer = add_raster("photo", transform=None, epsg=None)
    bench.show()
    bench.look_at(layer)
    dock = bench.dock
    bench.type("building")
    assert dock.pixel_size.isVisible() and not dock.segment.isEnabled()
    assert "how large a pixel" in dock.status.full_text
    dock.pixel_size.selectAll()
    QTest.keyClicks(dock.pixel_size, "0.25")  # no Enter: the button wakes while it is typed
    assert dock.segment.isEnabled() and dock.pixel_size.value() == 0.25
    assert dock.resolution.currentText() == "0.50 m (recommended)"
    bench.run_to_end()
    grid = fake.requests("segment")[0]["grid"]
    assert grid["pixel_size_m"] == 0.25 and grid["factor"] == 2
    assert layer.customProperty("aeroseg/pixel_size_m") == 0.25


def test_damaged_layer_says_what_to_do(bench, tmp_path):
    layer = QgsRasterLayer(str(tmp_path / "gone.tif"), "gone", "gdal")
    QgsProject.instance().addMapLayer(layer)
    bench.show()
    bench.type("building")
    assert not bench.dock.segment.isEnabled()


def test_change_of_the_look_is_noticed(ready, fake):
    layer = ready.dock.image.currentLayer()
    renderer = layer.renderer().clone()
    renderer.setRedBand(3)
    layer.setRenderer(renderer)
    ready.type("building")
    ready.run_to_end()
    assert fake.requests("segment")[0]["image"]["bands"] == [3, 2, 3]


def test_image_that_leaves_the_project_leaves_the_panel(ready):
    ready.type("building")
    QgsProject.instance().removeMapLayer(ready.dock.image.currentLayer().id())
    assert ready.dock.planner.layer is None and not ready.dock.segment.isEnabled()
    assert ready.dock.no_image.isVisible()


# The run


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


# Memory


def test_names_are_remembered_with_the_project(ready, tmp_path):
    ready.type("building, road")
    path = str(tmp_path / "map.qgz")
    project = QgsProject.instance()
    project.write(path)
    project.clear()
    assert ready.dock.lines.lines == []
    project.read(path)
    assert ready.dock.lines.lines == ["building", "road"]
    project.setFileName("")


def test_last_used_names_are_offered_in_a_new_project(ready):
    ready.type("water, tree")
    ready.run_to_end()
    QgsProject.instance().clear()
    chip = ready.dock.findChild(QPushButton, "presetChip0")
    assert chip.toolTip() == "water\ntree"


def test_opening_the_panel_does_not_mark_the_project_as_changed(bench, add_raster):
    add_raster()
    QgsProject.instance().setDirty(False)
    bench.show()
    QTest.qWait(100)
    assert not QgsProject.instance().isDirty()


# Shape


def test_long_names_do_not_widen_the_panel(bench, add_raster):
    layer = add_raster("a layer with a very long name indeed that would not fit into any panel")
    bench.show()
    bench.look_at(layer)
    bench.dock.resize(280, 700)
    bench.type("a class with a very long name | and another long wording of it | and one more")
    bench.run_to_end()
    QTest.qWait(50)
    assert bench.dock.minimumSizeHint().width() <= 280
    body = bench.dock.findChild(QWidget, "aerosegBody")
    assert body.minimumSizeHint().width() <= 270


def test_nothing_moves_when_a_run_begins(ready):
    ready.behave("slow")
    ready.type("building, road")
    ready.settle()
    QTest.qWait(50)
    before = ready.dock.segment.mapTo(ready.dock, ready.dock.segment.rect().topLeft())
    ready.click()
    wait_until(lambda: "encoding" in ready.dock.status.full_text)
    after = ready.dock.segment.mapTo(ready.dock, ready.dock.segment.rect().topLeft())
    assert before == after
    ready.click()
