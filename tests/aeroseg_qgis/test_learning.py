"""Teaching a word and calibrating, clicked through in the panel over the fake worker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMenu

from aeroseg_qgis import taught_words
from aeroseg_qgis.calibrate_dialog import CalibrateDialog
from aeroseg_qgis.messages import ModelInfo
from aeroseg_qgis.problems import Problem
from aeroseg_qgis.teach_dialog import TeachDialog

from .conftest import wait_until


@pytest.fixture(autouse=True)
def own_words(monkeypatch, tmp_path):
    monkeypatch.setattr(taught_words, "folder", lambda: tmp_path / "taught")
    return tmp_path / "taught"


def header_file(path, name="zorb", model="builtin", sha256="0" * 8):
    meta = {
        "format": "aeroseg-taught", "format_version": "1", "name": name, "model": model,
        "model_sha256": sha256, "positive": "3", "negative": "2", "made": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    header = json.dumps({"__metadata__": meta}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(len(header).to_bytes(8, "little") + header)
    return path


# Files


def test_words_are_found_by_name_and_model(own_words):
    header_file(own_words / "a.safetensors", "Zorb")
    header_file(own_words / "b.safetensors", "road", sha256="other")
    (own_words / "c.safetensors").write_bytes(b"nonsense")
    model = ModelInfo("builtin", "Built-in", sha256="0" * 8)
    files = taught_words.files_for(model, ["building", "orb |  zorb = #112233 @ 0.4", "road"])
    assert files == [str(own_words / "a.safetensors")]
    assert taught_words.files_for(ModelInfo("x", "X", sha256="12"), ["zorb"]) == []
    assert taught_words.files_for(None, ["zorb"]) == []
    assert len(taught_words.known_words()) == 2


def test_model_without_a_hash_is_told_by_its_name(own_words):
    header_file(own_words / "a.safetensors", model="mine.safetensors")
    assert taught_words.files_for(ModelInfo("/x/mine.safetensors", "Mine"), ["zorb"])
    assert not taught_words.files_for(ModelInfo("/x/other.safetensors", "Other"), ["zorb"])


def test_keeping_replaces_the_older_word(own_words, tmp_path):
    name = taught_words.file_name("a/b: c", ModelInfo("/x/mine.safetensors", "Mine"))
    assert name == "a_b_ c mine.safetensors"
    first = taught_words.keep(header_file(tmp_path / name, "a/b: c"))
    assert first == own_words / name
    taught_words.keep(header_file(tmp_path / "2.safetensors", "A/B: C"))
    assert len(taught_words.known_words()) == 1
    taught_words.forget(taught_words.known_words()[0])
    assert not taught_words.known_words()
    with pytest.raises(Problem):
        taught_words.keep(tmp_path / "missing.safetensors")


# Teaching


@pytest.fixture
def teaching(ready):
    """The dialog for a word, over the map."""
    ready.canvas.show()
    ready.type("building, road")
    ready.settle()
    ready.dock.learning.teach("zorb")
    dialog = ready.dock.findChild(TeachDialog)
    yield ready, dialog
    if ready.dock.learning._dialog is not None:
        dialog.reject()


def click(canvas, x, y, button=Qt.MouseButton.LeftButton):
    QTest.mouseClick(canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, QPoint(x, y))


def drag(canvas, points, button=Qt.MouseButton.LeftButton):
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(canvas.viewport(), button, none, QPoint(*points[0]))
    from qgis.PyQt.QtCore import QEvent, QPointF
    from qgis.PyQt.QtGui import QMouseEvent
    from qgis.PyQt.QtWidgets import QApplication

    for point in points[1:]:
        place = QPointF(*point)
        kind = QEvent.Type.MouseMove
        event = QMouseEvent(kind, place, place, Qt.MouseButton.NoButton, button, none)
        QApplication.sendEvent(canvas.viewport(), event)
    QTest.mouseRelease(canvas.viewport(), button, none, QPoint(*points[-1]))


def test_three_steps(teaching, own_words):
    ready, dialog = teaching
    canvas = ready.canvas
    before = canvas.mapTool()
    assert dialog.mark.isChecked() and not dialog.learn.isEnabled()
    assert "Mark at least one" in dialog.status.text()
    click(canvas, 200, 150)
    click(canvas, 100, 100, Qt.MouseButton.RightButton)
    drag(canvas, [(250, 100), (290, 100), (290, 140), (250, 140)])
    assert (dialog.marks.count(True), dialog.marks.count(False)) == (2, 1)
    assert "2 that show it, 1 that do not" in dialog.marked.text()
    QTest.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    assert dialog.marks.count(True) == 1
    QTest.mouseClick(dialog.learn, Qt.MouseButton.LeftButton)
    wait_until(dialog.keep.isEnabled)
    assert "Learned in 3 s" in dialog.status.text()
    wait_until(lambda: ready.results)  # the class is shown on the map by itself
    sent = ready.fake.requests("teach")[0]
    assert sent["name"] == "zorb" and sent["classes"] == ["building", "road"]
    assert ready.dock.lines.lines == ["building", "road", "zorb"]
    (used,) = ready.fake.requests("segment")[-1]["taught"]  # a copy in the run's folder
    assert Path(used).read_bytes() == Path(sent["out"]).read_bytes()
    assert not ready.dock.lines.unknown
    QTest.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert [word.name for word in taught_words.known_words()] == ["zorb"]
    assert canvas.mapTool() is not dialog._tool and before is dialog._tool
    ready.run_to_end()
    (used,) = ready.fake.requests("segment")[-1]["taught"]
    assert Path(used).name == taught_words.known_words()[0].path.name


def test_marks_reach_the_worker_in_the_coordinates_of_the_image(teaching, tmp_path, monkeypatch):
    ready, dialog = teaching
    click(ready.canvas, 200, 150)
    place = ready.canvas.getCoordinateTransform().toMapCoordinates(200, 150)
    written = tmp_path / "marks.geojson"
    dialog._job._write(written, dialog.marks.all, ready.dock.image.currentLayer().crs())
    feature = json.loads(written.read_text())["features"][0]
    assert feature["properties"] == {"positive": True}
    assert feature["geometry"]["coordinates"] == pytest.approx([place.x(), place.y()])


def test_discarding_leaves_nothing(teaching):
    ready, dialog = teaching
    click(ready.canvas, 200, 150)
    QTest.mouseClick(dialog.learn, Qt.MouseButton.LeftButton)
    wait_until(dialog.keep.isEnabled)
    wait_until(lambda: ready.results)
    QTest.mouseClick(dialog.discard, Qt.MouseButton.LeftButton)
    assert not taught_words.known_words()
    assert ready.dock.learning.files(ready.dock.chosen_model(), ["zorb"]) == []


def test_worker_that_refuses_is_told(teaching):
    ready, dialog = teaching
    ready.behave("bad_places:None of the marks lies on the image.")
    click(ready.canvas, 200, 150)
    QTest.mouseClick(dialog.learn, Qt.MouseButton.LeftButton)
    wait_until(lambda: ready.problems)
    assert ready.problems[0].name == "bad_places" and not dialog.keep.isEnabled()
    assert "None of the marks" in dialog.status.text()


@pytest.mark.parametrize("name", ["", "a | b", "a, b"])
def test_word_must_be_a_name(teaching, name):
    ready, dialog = teaching
    click(ready.canvas, 200, 150)
    dialog.name.setText(name)
    assert not dialog.learn.isEnabled() and dialog.learn.toolTip()


def test_features_of_a_layer_are_taken(ready):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=class:string", "reference", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500010, 3999900, 500030, 3999920)))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    ready.dock.learning.teach("zorb")
    dialog = ready.dock.findChild(TeachDialog)
    dialog.layer.setLayer(layer)
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert dialog.marks.count(True) == 1
    dialog.kind.setCurrentIndex(1)
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert dialog.marks.count(False) == 1
    dialog.reject()


def test_menu_of_a_class_teaches_and_forgets(ready, own_words):
    ready.type("building, road")
    ready.settle()
    menu = QMenu()
    ready.dock.learning.add_to_menu(menu, [1])
    names = [action.objectName() for action in menu.actions()]
    assert "teachAction" in names and "forgetAction" not in names
    header_file(own_words / "a.safetensors", "road")
    menu = QMenu()
    ready.dock.learning.add_to_menu(menu, [1])
    names = [action.objectName() for action in menu.actions()]
    assert "forgetAction" in names


def test_dialogs_have_names_and_tips(teaching):
    ready, dialog = teaching
    ready.dock.learning.calibrate()
    calibrate = ready.dock.findChild(CalibrateDialog)
    for one in (dialog, calibrate):
        for kind in (QAbstractButton, QComboBox, QLineEdit):
            for widget in one.findChildren(kind):
                if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox):
                    continue
                assert widget.toolTip() or not widget.isVisible(), widget.objectName()
    calibrate.reject()


# Calibrating


@pytest.fixture
def calibrating(ready):
    ready.type("building | house, road")
    ready.settle()
    ready.run_to_end()
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4326&field=fid:integer&field=class:string", "ground", "memory"
    )
    features = []
    for value in ("building", "road", None):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPolygonXY([[
            QgsPointXY(15, 36), QgsPointXY(15.001, 36), QgsPointXY(15.001, 36.001),
            QgsPointXY(15, 36),
        ]]))  # fmt: skip
        feature.setAttribute("class", value)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    ready.dock.learning.calibrate()
    dialog = ready.dock.findChild(CalibrateDialog)
    yield ready, dialog
    dialog.reject()


def test_thresholds_are_applied_in_one_step(calibrating):
    ready, dialog = calibrating
    assert dialog.field.currentField() == "class" and dialog.scores.count() == 1
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_until(dialog.apply.isEnabled)
    sent = ready.fake.requests("calibrate")[0]
    assert sent["classes"] == ["building | house", "road"] and sent["field"] == "class"
    assert sent["sites"][0]["scores"].endswith("scores.tif") and sent["place_field"] is None
    assert "0.612 before, 0.668 after" in dialog.status.text()
    texts = [dialog.table.topLevelItem(0).text(column) for column in range(4)]
    assert texts == ["building", "0.50 → 0.43", "0.612", "0.668"]
    assert dialog.table.topLevelItem(1).text(3) == "–"
    QTest.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert ready.dock.lines.lines == ["house | building @ 0.43", "road"]
    ready.dock.lines.undo()
    assert ready.dock.lines.lines == ["building | house", "road"]


def test_nothing_ticked_changes_nothing(calibrating):
    _, dialog = calibrating
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_until(dialog.apply.isEnabled)
    dialog.table.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    assert not dialog.apply.isEnabled()


def test_reference_that_is_refused(calibrating):
    ready, dialog = calibrating
    ready.behave("bad_places:No polygon lies on the result.")
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_until(lambda: ready.problems)
    assert "No polygon lies" in dialog.status.text() and not dialog.apply.isEnabled()


def test_without_a_result_it_says_what_to_do(ready):
    ready.dock.learning.calibrate()
    dialog = ready.dock.findChild(CalibrateDialog)
    assert not dialog.start.isEnabled() and "Segment something first" in dialog.status.text()
    dialog.reject()
