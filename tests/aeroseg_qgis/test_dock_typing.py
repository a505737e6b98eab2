"""The class list of the panel: typing, pasting, undo, suggestions, and what it says of names."""

from __future__ import annotations

from qgis.PyQt.QtCore import QMimeData, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from .conftest import wait_until


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
