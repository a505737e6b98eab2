"""The class list: typing, doubles, editing, undo, and what the worker says of it."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt

from aeroseg_qgis.class_lines import COLUMN_NAME, COLUMN_REMOVE, COLUMN_STATE, ClassLines
from aeroseg_qgis.messages import ParsedClass, ParsedLines


@pytest.fixture
def lines() -> ClassLines:
    return ClassLines()


def shown(lines: ClassLines, row: int, column: int, role=Qt.ItemDataRole.DisplayRole):
    return lines.data(lines.index(row, column), role)


def test_doubles_and_empty_names_are_left_out_and_named(lines):
    assert lines.add_text("building, road").notice == ""
    assert lines.add_text("Road").notice == "“Road” is in the list already."
    assert lines.add_text("road | street, ROAD").notice == "2 names are in the list already."
    assert lines.add_text("tree,,").notice == "Empty names were left out."
    assert "no name" in lines.add_text(" , ").notice
    assert lines.lines == ["building", "road", "tree"]
    lines.add_text("house | hut")
    assert lines.add_text("Hut").notice == "“Hut” is in the list already."


def test_ready_list_joins_what_is_there_without_doubles(lines):
    lines.add_text("building | house, forest")
    added = lines.append_lines(["house | roof", "tree | forest", "water"])
    assert lines.lines == ["building | house", "forest", "water"]
    assert added.notice == "2 names are in the list already."
    lines.undo()
    assert lines.lines == ["building | house", "forest"]


def test_class_with_synonyms_is_one_row_with_its_words_in_the_tip(lines):
    lines.add_text("building | house | roof = #a05a48 @ 0.4")
    assert lines.rowCount() == 1
    assert shown(lines, 0, COLUMN_NAME) == "building | house | roof @ 0.4"
    assert shown(lines, 0, COLUMN_NAME, Qt.ItemDataRole.EditRole) == lines.lines[0]
    tip = shown(lines, 0, COLUMN_NAME, Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("building\nThe same class: house, roof\nOwn threshold: 0.40.")
    assert "building" in shown(lines, 0, COLUMN_REMOVE, Qt.ItemDataRole.ToolTipRole)


def test_background_is_shown_as_everything_else(lines):
    lines.add_text("building, Background")
    lines.set_parsed(
        lines.lines,
        ParsedLines([ParsedClass("building", "#a05a48"), ParsedClass("Background", "#000000")], {}),
    )
    tip = shown(lines, 1, COLUMN_NAME, Qt.ItemDataRole.ToolTipRole)
    assert "none of the other classes" in tip
    assert shown(lines, 1, COLUMN_NAME, Qt.ItemDataRole.FontRole).italic()
    assert shown(lines, 0, COLUMN_NAME, Qt.ItemDataRole.FontRole) is None
    assert lines.unknown == []
    lines.set_shares({"building": 0.25}, other=0.75)
    assert [shown(lines, row, COLUMN_STATE) for row in (0, 1)] == ["25 %", "75 %"]


def test_row_that_is_edited_keeps_its_look_until_the_worker_has_answered(lines):
    lines.add_text("building")
    lines.set_parsed(["building"], ParsedLines([ParsedClass("building", "#a05a48")], {}))
    lines.set_line(0, "building | house @ 0.3")
    assert lines.color_of(0).name() == "#a05a48"
    lines.undo()
    assert lines.lines == ["building"] and lines.color_of(0).name() == "#a05a48"
    lines.set_line(0, "building")
    assert lines.can_redo, "the same line is no change"


def test_editing_in_place(lines):
    lines.add_text("building, road, tree")
    noticed = []
    lines.noticed.connect(noticed.append)
    assert lines.setData(lines.index(1, COLUMN_NAME), "street | road")
    assert lines.lines == ["building", "street | road", "tree"]
    assert not lines.setData(lines.index(1, COLUMN_NAME), "  ")
    assert not lines.setData(lines.index(1, COLUMN_NAME), "Tree")
    assert noticed == [
        "A class needs a name, so “street | road” was kept.",
        "“Tree” is in the list already.",
    ]
    assert lines.setData(lines.index(1, COLUMN_NAME), "street, path")
    assert lines.lines == ["building", "street", "path", "tree"]


def test_everything_can_be_undone_and_redone(lines):
    states = [[]]

    def note() -> None:
        states.append(lines.lines)

    lines.add_text("building, road")
    note()
    lines.set_color(0, "#123456")
    note()
    lines.setData(lines.index(1, COLUMN_NAME), "street")
    note()
    lines.remove_rows([0])
    note()
    lines.replace_all(["water"])
    note()
    assert states[-2:] == [["street"], ["water"]]
    for state in reversed(states[:-1]):
        assert lines.can_undo
        lines.undo()
        assert lines.lines == state
    assert not lines.can_undo
    for state in states[1:]:
        lines.redo()
        assert lines.lines == state
    assert not lines.can_redo
    lines.undo()
    lines.add_text("tree")
    assert not lines.can_redo


def test_what_the_worker_says_is_shown(lines):
    lines.add_text("building | house, helicopter, bad")
    asked = lines.lines
    assert lines.color_of(0) is None
    lines.set_parsed(
        asked,
        ParsedLines(
            [
                ParsedClass("building", "#a05a48", ["house"]),
                ParsedClass("helicopter", "#e69f00", known=False, reason="Not among its names."),
            ],
            {3: "“bad” cannot be used."},
        ),
    )
    assert lines.color_of(0).name() == "#a05a48"
    assert shown(lines, 0, COLUMN_STATE) == ""
    assert shown(lines, 1, COLUMN_STATE) == "not known"
    assert shown(lines, 1, COLUMN_STATE, Qt.ItemDataRole.ToolTipRole) == "Not among its names."
    assert shown(lines, 2, COLUMN_STATE) == "not usable"
    assert lines.unknown == ["helicopter"] and lines.has_known
    assert lines.problems == ["“bad” cannot be used."]


def test_shares_stand_behind_the_names(lines):
    lines.add_text("Building, road, tree")
    lines.set_shares({"Building": 0.123, "road": 0.002})
    assert [shown(lines, row, COLUMN_STATE) for row in range(3)] == ["12 %", "< 1 %", ""]


def test_list_of_which_the_model_knows_nothing(lines):
    lines.add_text("helicopter")
    assert lines.has_known  # until told otherwise
    lines.set_parsed(
        ["helicopter"], ParsedLines([ParsedClass("helicopter", "#000", known=False)], {})
    )
    assert not lines.has_known


def test_300_names(lines):
    lines.add_text("\n".join(f"class {number}" for number in range(300)))
    assert lines.rowCount() == 300
    lines.set_parsed(
        lines.lines, ParsedLines([ParsedClass(name, "#123456") for name in lines.lines], {})
    )
    assert lines.color_of(299) is not None
