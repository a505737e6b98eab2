"""Finished blocks on the map while a run goes on: there, in its place, and gone without a trace."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsRasterLayer

from aeroseg_qgis.preview import Preview

from .conftest import wait_until


@pytest.fixture
def watched(ready, monkeypatch):
    """The panel with the preview, in a run that takes its time."""
    monkeypatch.setattr("aeroseg_qgis.preview.LEAST_PAUSE_MS", 50)
    monkeypatch.setattr("aeroseg_qgis.preview.FIRST_MS", 0)
    ready.preview = Preview(ready.runner, ready.canvas)
    ready.behave("slow")
    ready.type("building, road")
    yield ready
    ready.preview.close()


def begin(watched) -> QgsRasterLayer:
    watched.click()
    wait_until(lambda: watched.preview.layer is not None)
    return watched.preview.layer


def root():
    return QgsProject.instance().layerTreeRoot()


def names() -> list[str]:
    return [node.name() for node in root().findLayers()]


def test_blocks_lie_above_the_image_in_the_colours_of_the_classes(watched):
    image = watched.dock.image.currentLayer()
    layer = begin(watched)
    assert layer.extent() == image.extent() and layer.crs() == image.crs()
    assert [(c.value, c.label, c.color.name()) for c in layer.renderer().classes()] == [
        (1, "building", "#a05a48"),
        (2, "road", "#888888"),
    ]
    assert layer.opacity() == pytest.approx(0.6)
    group = root().children()[0]
    assert group.name() == "AerOSeg: image" and group.children()[0].layer() is layer
    assert "of 200 blocks" in layer.name()
    before = layer.name()
    wait_until(lambda: layer.name() != before)  # it grows
    assert watched.preview.layer is layer
    assert watched.dock.image.currentLayer() is image and watched.dock.image.count() == 1


def test_run_that_is_over_at_once_shows_nothing_before_its_result(watched, monkeypatch):
    monkeypatch.setattr("aeroseg_qgis.preview.FIRST_MS", 60_000)
    watched.behave("")
    seen = []
    watched.runner.blocksDone.connect(lambda _: seen.append(watched.preview.layer))
    watched.run_to_end()
    assert seen and not any(seen) and names() == ["building, road", "image"]


def test_file_on_disk_is_not_held_open(watched):
    layer = begin(watched)
    assert layer.source().startswith("/vsimem/")


def test_cancel_takes_it_away_with_its_group(watched):
    QgsProject.instance().setDirty(False)
    begin(watched)
    assert not QgsProject.instance().isDirty()
    watched.click()
    assert watched.preview.layer is None
    assert names() == ["image"] and len(root().children()) == 1
    assert not QgsProject.instance().isDirty()


def test_result_takes_its_place(watched):
    watched.behave("")
    seen = []
    watched.runner.blocksDone.connect(lambda _: seen.append(watched.preview.layer))
    watched.run_to_end()
    assert any(seen)
    assert names() == ["building, road", "image"]


def test_earlier_result_makes_room_and_comes_back(watched):
    watched.behave("")
    watched.run_to_end()
    earlier = root().findLayer(watched.results[0].layer.id())
    assert earlier.itemVisibilityChecked()
    watched.behave("slow")
    begin(watched)
    assert not earlier.itemVisibilityChecked()
    watched.click()
    assert earlier.itemVisibilityChecked() and names() == ["building, road", "image"]


def test_project_that_is_saved_meanwhile_holds_nothing_of_it(watched, tmp_path):
    watched.behave("")
    watched.run_to_end()
    earlier = watched.results[0].layer.id()
    watched.behave("slow")
    layer = begin(watched)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "saved.qgs"))
    text = (tmp_path / "saved.qgs").read_text()
    assert layer.id() not in text and "vsimem" not in text
    wait_until(lambda: watched.preview.layer is layer)  # and goes on
    assert root().findGroup("AerOSeg: image").children()[0].layer() is layer
    assert not project.isDirty()
    watched.click()
    watched.worker.stop()
    watched.preview.close()
    assert project.read(str(tmp_path / "saved.qgs"))
    assert names() == ["building, road", "image"]
    assert root().findLayer(earlier).itemVisibilityChecked()
    watched.preview = Preview(watched.runner, watched.canvas)


def test_project_saved_before_any_result_has_no_empty_group(watched, tmp_path):
    begin(watched)
    assert QgsProject.instance().write(str(tmp_path / "saved.qgs"))
    assert "AerOSeg: image" not in (tmp_path / "saved.qgs").read_text()


def test_removed_by_hand_it_stays_away_for_this_run(watched):
    layer = begin(watched)
    QgsProject.instance().removeMapLayer(layer.id())
    seen = []
    watched.runner.blocksDone.connect(seen.append)
    wait_until(lambda: len(seen) > 3)
    assert watched.preview.layer is None and names() == ["image"]
    watched.click()
    assert len(root().children()) == 1


def test_other_project_in_the_middle_of_a_run(watched):
    begin(watched)
    QgsProject.instance().clear()
    assert watched.preview.layer is None and names() == []


def test_damaged_picture_is_left_alone(watched, monkeypatch):
    watched.behave("slow")
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: b"half a file")
    seen = []
    watched.runner.blocksDone.connect(seen.append)
    watched.click()
    wait_until(lambda: len(seen) > 3)
    assert watched.preview.layer is None and names() == ["image"]
    watched.click()
    assert watched.problems == []
