"""Correlation layers: from the menu to the group of layers, and every way in which it can end."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsColorRampShader,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from aeroseg_qgis.inside import add_maps, ramp_of
from aeroseg_qgis.messages import ExplainResult
from aeroseg_qgis.problems import Problem
from aeroseg_qgis.results import is_made_here

from .bench import Bench
from .conftest import wait_until

TITLES = [
    "correlation 0°", "correlation 90°", "before refinement", "after block 1", "score",
]  # fmt: skip


def look(ready: Bench) -> list:
    """Choose the entry of the menu and wait for the end."""
    ended = []
    ready.dock.mapsShown.connect(lambda explained, text: ended.append((explained, text)))
    failed = len(ready.problems)
    ready.dock.look.trigger()
    wait_until(lambda: ended or len(ready.problems) > failed)
    return ended


def tree() -> list[str]:
    return [node.name() for node in QgsProject.instance().layerTreeRoot().children()]


def group(name: str) -> QgsLayerTreeGroup:
    found = QgsProject.instance().layerTreeRoot().findGroup(name)
    assert found is not None, tree()
    return found


def shown() -> list[str]:
    root = QgsProject.instance().layerTreeRoot()
    return [node.name() for node in root.findLayers() if node.isVisible()]


def test_menu_entry_is_there_when_there_is_something_to_look_at(bench, add_raster):
    bench.show()
    assert not bench.dock.look.isEnabled()
    assert bench.dock.look.toolTip() == "Open an image first."
    layer = add_raster()
    bench.look_at(layer)
    assert not bench.dock.look.isEnabled()
    assert "class name" in bench.dock.look.toolTip()
    bench.type("building")
    assert bench.dock.look.isEnabled() and "step by step" in bench.dock.look.toolTip()
    assert bench.dock.look in bench.dock.more.menu().actions()
    assert bench.dock.more.toolTip() and bench.dock.more.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_maps_become_a_group_above_the_image_with_one_scale_a_stage(ready, fake):
    ready.type("building | house, road")
    ((explained, text),) = look(ready)
    sent = fake.requests("explain")[0]
    assert sent["classes"] == ["building | house", "road"] and sent["only"] is None
    assert fake.requests("segment") == [] and text == ""
    assert tree() == ["Correlation: image, building, road", "image"]
    top = group("Correlation: image, building, road")
    parts = top.children()
    assert [part.name() for part in parts] == ["building", "road"]
    for part in parts:
        assert [node.name() for node in part.children()] == TITLES
        assert not part.isExpanded()
        assert not any(node.isExpanded() for node in part.children())
        assert part.isMutuallyExclusive()
    assert shown() == ["correlation 0°", "image"]  # one map at a time
    parts[1].setItemVisibilityChecked(True)
    assert shown() == ["correlation 0°", "image"]
    assert not parts[0].isVisible()
    parts[1].children()[4].setItemVisibilityChecked(True)
    assert shown() == ["score", "image"]
    assert len(explained.layers) == 10
    for layer in explained.layers:
        renderer = layer.renderer()
        assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
        low, high = renderer.classificationMin(), renderer.classificationMax()
        wanted = {"c": (-0.5, 0.5), "b": (-4.0, 4.0), "a": (-8.0, 8.0), "s": (0.0, 1.0)}
        assert (low, high) == wanted[layer.name()[0]]
        shader = renderer.shader().rasterShaderFunction()
        assert shader.colorRampType() == QgsColorRampShader.Type.Interpolated
        items = shader.colorRampItemList()
        assert [items[0].value, items[-1].value] == [low, high]
        assert [items[0].color.name(), items[-1].color.name()] == ["#440154", "#fde725"]
    assert [layer.renderer().band() for layer in explained.layers[:5]] == [1, 2, 1, 2, 1]
    folder = Path(explained.result.sheet).parent
    assert folder.name == "image-inside-0001"
    wait_until(lambda: not (folder / "run.lock").exists())
    assert (folder / "run.json").exists()
    # A map is no image to work on.
    assert all(is_made_here(layer) for layer in explained.layers)
    assert ready.dock.image.count() == 1
    ready.dock.follow(explained.layers[0])
    assert ready.dock.image.currentLayer().name() == "image"
    assert "Correlation layers" in ready.dock.status.full_text
    assert ready.dock.segment.isEnabled()


def test_segment_and_look_take_turns(ready):
    ready.type("building")
    ready.run_to_end()
    look(ready)
    assert tree() == ["Correlation: image, building", "AerOSeg: image", "image"]
    assert shown() == ["correlation 0°", "image"]
    ready.run_to_end()
    assert len(ready.results) == 2
    assert shown() == ["building", "image"]  # the newest is seen, nothing lies over it
    look(ready)
    names = tree()
    assert names[0] == names[1] == "Correlation: image, building"
    assert shown() == ["correlation 0°", "image"]


def test_with_many_names_the_selected_ones_are_shown(ready, fake):
    names = [f"class {number}" for number in range(30)]
    ready.dock.lines.replace_all(["building", *names])
    ready.settle()
    ((_, text),) = look(ready)
    sent = fake.requests("explain")[0]
    assert len(sent["classes"]) == 31 and sent["only"] == ["building", *names[:11]]
    assert text.startswith("Shown are 12 of 31 names: building, class 0")
    assert "Select" in text and text in ready.dock.status.full_text
    assert not group(tree()[0]).isExpanded()
    selection = ready.dock.names.selectionModel()
    model = ready.dock.names.model()
    for row in (3, 5):
        selection.select(
            model.index(row, 0), selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        )
    ((_, text),) = look(ready)
    assert fake.requests("explain")[1]["only"] == ["class 2", "class 4"]
    assert text.startswith("Shown are 2 of 31 names: class 2, class 4")


def test_look_can_be_cancelled_and_leaves_nothing(ready, settings):
    ready.behave("slow")
    ready.type("building")
    ready.dock.look.trigger()
    wait_until(lambda: "tile" in ready.dock.status.full_text)
    assert ready.dock.segment.text() == "Cancel" and not ready.dock.look.isEnabled()
    assert ready.dock.bar.isVisible()
    ready.click()
    wait_until(lambda: not ready.runner.is_busy)
    assert "Cancelled" in ready.dock.status.full_text and ready.problems == []
    wait_until(lambda: list(Path(settings.results_folder).iterdir()) == [])
    assert tree() == ["image"]
    ready.behave("")
    ready.run_to_end()
    assert len(ready.results) == 1


def test_problem_of_the_worker_is_shown_as_it_is(ready):
    ready.behave("not_available:This model cannot be looked into.")
    ready.type("building")
    assert look(ready) == []
    assert ready.problems[0].what == "This model cannot be looked into."
    assert ready.dock.segment.isEnabled() and tree() == ["image"]


def test_large_area_is_told_before_anything_is_done(ready, fake, add_raster):
    layer = add_raster("large", size=(5000, 4000))
    ready.dock.image.setLayer(layer)
    ready.dock.whole.setChecked(True)
    ready.type("building")
    ready.look_at(layer, QgsRectangle(layer.extent()))
    ready.dock.look.trigger()
    assert ready.problems[0].name == "bad_area"
    assert "5,000 × 4,000 px" in ready.problems[0].why
    assert fake.requests("explain") == [] and not ready.runner.is_busy


def test_typed_name_is_taken_along(ready, fake):
    ready.type("tree", enter=False)
    QTest.qWait(50)
    assert ready.dock.look.isEnabled()
    look(ready)
    assert fake.requests("explain")[0]["classes"] == ["tree"]


def test_file_that_cannot_be_read_adds_nothing(add_raster):
    layer = add_raster()
    answer = {
        "paths": {"sheet": "s", "record": "r"}, "ramp": ["#000000", "#ffffff"], "notices": [],
        "seconds": 1.0,
        "models": [
            {
                "stages": [{"key": "score", "title": "score", "minimum": 0.0, "maximum": 1.0}],
                "classes": [
                    {
                        "name": "a",
                        "maps": [{"stage": "score", "title": "s", "path": "/no.tif", "band": 1}],
                    }
                ],
                "unknown": [],
            }
        ],
    }  # fmt: skip
    with pytest.raises(Problem, match="cannot read"):
        add_maps(ExplainResult.from_dict(answer), layer, "image")
    assert tree() == ["image"] and len(QgsProject.instance().mapLayers()) == 1


def test_image_that_left_meanwhile_does_not_lose_the_maps(ready):
    ready.type("building")
    ended = []
    ready.dock.mapsShown.connect(lambda *_: ended.append(1))
    ready.dock.look.trigger()
    QgsProject.instance().removeMapLayer(ready.dock.image.currentLayer().id())
    wait_until(lambda: ended or ready.problems)
    assert ready.problems == [] and tree() == ["Correlation: image, building"]


def test_ramp_is_editable_in_the_style_of_a_layer():
    ramp = ramp_of(["#000000", "#ff0000", "#ffffff"])
    assert ramp.color(0.5).name() == "#ff0000" and ramp.color(1.0).name() == "#ffffff"
