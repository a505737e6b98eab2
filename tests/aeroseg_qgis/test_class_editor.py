"""The dialog for one class: nothing but what was changed changes in the line."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox

from aeroseg_qgis.class_editor import ClassEditor
from aeroseg_qgis.class_lines import ClassLines
from aeroseg_qgis.messages import ParsedClass, ParsedLines


@pytest.fixture
def lines() -> ClassLines:
    lines = ClassLines()
    lines.add_text("building|house @ .4 = #112233, road, background")
    lines.set_parsed(
        lines.lines,
        ParsedLines(
            [
                ParsedClass("building", "#112233", ["house"], 0.4),
                ParsedClass("road", "#8c8c8c"),
                ParsedClass("background", "#000000"),
            ],
            {},
        ),
    )
    return lines


def editor(lines: ClassLines, row: int) -> ClassEditor:
    dialog = ClassEditor(lines, row)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return dialog


def ok(dialog: ClassEditor):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_ok_without_a_change_changes_nothing(lines, row):
    before = lines.lines
    dialog = editor(lines, row)
    QTest.mouseClick(ok(dialog), Qt.MouseButton.LeftButton)
    assert lines.lines == before and lines.can_undo
    lines.undo()
    assert lines.lines == [], "only the typing was to be undone"


def test_all_that_a_class_has_can_be_changed_in_one_step(lines):
    dialog = editor(lines, 1)
    assert dialog.color.color().name() == "#8c8c8c" and not dialog.threshold.isEnabled()
    dialog.name.setText("street")
    dialog.others.setText("road, lane | way")
    dialog.color.setColor(QColor("#00ff00"))
    dialog.has_threshold.setChecked(True)
    assert dialog.threshold.isEnabled()
    dialog.threshold.setValue(0.35)
    QTest.mouseClick(ok(dialog), Qt.MouseButton.LeftButton)
    assert lines.lines[1] == "street | road | lane | way = #00ff00 @ 0.35"
    assert lines.color_of(1).name() == "#00ff00"
    lines.undo()
    assert lines.lines[1] == "road"


def test_colour_and_threshold_can_be_given_back(lines):
    dialog = editor(lines, 0)
    assert dialog.threshold.value() == 0.4 and dialog.others.text() == "house"
    dialog.color.setToNull()
    dialog.has_threshold.setChecked(False)
    dialog.accept()
    assert lines.lines[0] == "building|house"


@pytest.mark.parametrize(
    ("name", "others", "words"),
    [
        ("", "", "needs a name"),
        ("a = b", "", "cannot hold"),
        ("a, b", "", "cannot hold"),
        ("a", "b @ 2", "cannot hold"),
        ("House", "", "“House” is in the list already"),
        ("lane", "way, building", "“building” is in the list already"),
    ],
)
def test_what_cannot_be_is_told_before_ok(lines, name, others, words):
    dialog = editor(lines, 1)
    dialog.name.setText(name)
    dialog.others.setText(others)
    assert words in dialog.message.text() and not ok(dialog).isEnabled()


def test_everything_else_has_no_colour_and_no_threshold(lines):
    dialog = editor(lines, 2)
    assert not dialog.color.isEnabled() and not dialog.has_threshold.isEnabled()
    assert "none of the other classes" in dialog.message.text() and ok(dialog).isEnabled()
    dialog.name.setText("clutter")
    assert dialog.color.isEnabled()


def test_row_is_edited_with_the_keyboard(ready):
    ready.type("building, road")
    view = ready.dock.names
    view.setCurrentIndex(ready.dock.lines.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    dialog = view.findChild(ClassEditor, "classEditor")
    assert dialog is not None and dialog.name.text() == "road"
    QTest.keyClicks(dialog.name, "street")
    dialog.accept()
    assert ready.dock.lines.lines == ["building", "street"]
