"""Asking again by itself when the list changes: when it does, and when it must not."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFillSymbol,
    QgsProject,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtTest import QTest

from aeroseg_qgis import auto_run
from aeroseg_qgis.names_dialog import NamesDialog, lines_of_field

from .conftest import wait_until


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """No second of waiting in each test."""
    monkeypatch.setattr(auto_run, "PAUSE_MS", 50)


@pytest.fixture
def asked(ready):
    """The panel after a first run that was clicked for."""
    ready.type("building, road")
    ready.run_to_end()
    assert len(ready.results) == 1
    return ready


def segments(bench) -> list:
    return bench.fake.requests("segment")


def results_shown() -> list:
    return [layer.name() for layer in QgsProject.instance().mapLayers().values()]


def test_a_new_name_is_asked_for_and_may_encode_nothing(asked):
    finished = []
    asked.runner.finished.connect(finished.append)
    asked.type("tree")
    assert asked.dock.segment.text().startswith("Segment")  # never in the way
    wait_until(lambda: finished)
    first, again = segments(asked)
    assert not first["cached_only"] and again["cached_only"]
    assert again["classes"] == ["building", "road", "tree"]
    assert "Asked again" in asked.dock.status.full_text
    assert len(asked.results) == 1  # no message for what nobody clicked for
    assert asked.dock.segment.text().startswith("Segment") and asked.dock.segment.isEnabled()


def test_results_between_two_words_go_and_the_one_clicked_for_stays(asked):
    finished = []
    asked.runner.finished.connect(finished.append)
    for number, name in enumerate(("tree", "water"), 1):
        asked.type(name)
        wait_until(lambda number=number: len(finished) == number)
    wait_until(lambda: "building, road, tree" not in results_shown())
    assert "building, road" in results_shown()
    assert "building, road, tree, water" in results_shown()
    assert not Path(finished[0].result.paths["classes"]).parent.exists()
    assert Path(finished[1].result.paths["classes"]).exists()


def test_switched_off_or_another_area_waits_for_segment(asked):
    asked.dock.again.setChecked(False)
    assert not asked.settings.asks_again
    asked.type("tree")
    QTest.qWait(400)
    assert len(segments(asked)) == 1
    asked.dock.again.setChecked(True)
    wait_until(lambda: len(segments(asked)) == 2)
    wait_until(lambda: not asked.runner.is_busy)
    extent = asked.canvas.extent()
    extent.scale(0.4)
    asked.canvas.setExtent(extent)
    QTest.qWait(300)
    asked.type("water")
    QTest.qWait(400)
    assert len(segments(asked)) == 2


def test_a_worker_that_has_forgotten_is_no_error(asked):
    asked.worker.stop()
    asked.type("tree")
    wait_until(lambda: "Segment asks again" in asked.dock.status.full_text)
    assert not asked.problems and len(asked.results) == 1
    asked.type("water")  # and it does not try again and again
    QTest.qWait(400)
    assert len(segments(asked)) == 2


def test_segment_goes_before_what_nobody_clicked_for(asked):
    asked.type("tree")
    wait_until(lambda: len(segments(asked)) == 2)
    assert asked.dock.auto.is_running
    asked.click()
    wait_until(lambda: len(asked.results) == 2)
    assert [one["cached_only"] for one in segments(asked)] == [False, True, False]
    assert not asked.problems and "Done in" in asked.dock.status.full_text


def test_colours_and_thresholds_need_no_run(asked):
    asked.settle()
    asked.dock.lines.set_color(0, "#112233")
    asked.dock.lines.set_line(1, "road @ 0.7")
    QTest.qWait(400)
    assert len(segments(asked)) == 1


def parcels(*names) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=kind:string&field=n:int", "parcels",
                           "memory")  # fmt: skip
    for number, name in enumerate(names):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name, number % 2])
        layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_names_of_a_field_become_lines_that_are_one_class_each():
    layer = parcels("meadow, wet", "Field", "field", "", None, "a | b @ 0.5 = #fff", "  #x ")
    assert lines_of_field(layer, "kind") == ["x", "a b 0.5 fff", "Field", "meadow wet"]
    assert lines_of_field(layer, "n") == ["0", "1"]
    assert lines_of_field(layer, "nothing") == []
    symbol = QgsFillSymbol.createSimple({"color": "#ff8800"})
    layer.setRenderer(
        QgsCategorizedSymbolRenderer("kind", [QgsRendererCategory("Field", symbol, "")])
    )
    assert "Field = #ff8800" in lines_of_field(layer, "kind", colors=True)


def test_dialog_says_what_it_will_take(ready):
    dialog = NamesDialog(False)
    assert "no vector layer" in dialog.shown.text()
    assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
    layer = parcels("field", "meadow")
    dialog.layer.setLayer(layer)
    assert dialog.shown.text() == "2 names: field, meadow"
    taken = []
    dialog.chosen.connect(lambda lines, adds: taken.append((lines, adds)))
    dialog.adds.setChecked(True)
    dialog.accept()
    assert taken == [(["field", "meadow"], True)]
