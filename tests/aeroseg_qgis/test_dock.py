"""The panel in each of its states, typed into and clicked, over the fake worker."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

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
