"""The class list: typing, splitting, doubles, editing, undo, and what the worker says of it."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt

from aeroseg_qgis.class_lines import (
    COLUMN_NAME,
    COLUMN_STATE,
    ClassLines,
    shown_text,
    split_lines,
    with_color,
)
from aeroseg_qgis.messages import ParsedClass, ParsedLines


@pytest.fixture
def lines() -> ClassLines:
    return ClassLines()


def shown(lines: ClassLines, row: int, column: int, role=Qt.ItemDataRole.DisplayRole):
    return lines.data(lines.index(row, column), role)


@pytest.mark.parametrize(
    ("text", "expected", "empty"),
    [
        ("building", ["building"], 0),
        (" building , road ,tree", ["building", "road", "tree"], 0),
        ("building | house | roof, road", ["building | house | roof", "road"], 0),
        ("building\nroad\r\n\n  tree \u2028water", ["building", "road", "tree", "water"], 0),
        ("building, road,", ["building", "road"], 0),
        ("building,,road", ["building", "road"], 1),
        (" , ,", [], 2),
        ("", [], 0),
        ("# a comment, with a comma\nroad", ["road"], 0),
        ("road = #112233 @ 0.4", ["road = #112233 @ 0.4"], 0),
        ("建物，道路、木", ["建物", "道路", "木"], 0),
    ],
)
def test_split(text, expected, empty):
    assert split_lines(text) == (expected, empty)


@pytest.mark.parametrize(
    ("line", "text", "colored"),
    [
        ("road", "road", "road = #abcdef"),
        ("road = #112233", "road", "road = #abcdef"),
        ("road @ 0.4", "road", "road = #abcdef @ 0.4"),
        ("a | b = #112233 @ 0.4", "a | b", "a | b = #abcdef @ 0.4"),
        ("a | b @ 0.4 = #112233", "a | b", "a | b = #abcdef @ 0.4"),
    ],
)
def test_colour_and_threshold_at_the_end(line, text, colored):
    assert shown_text(line) == text
    assert with_color(line, "#abcdef") == colored


def test_colour_line_is_read_alike_by_the_worker_s_parser():
    """The plugin only ever puts a colour where the one parser expects it."""
    import json
    import subprocess

    from .conftest import REPOSITORY

    colored = [with_color(line, "#abcdef") for line in ("road", "a | b @ 0.4", "c @ 0.4 = #112233")]
    script = (
        "import sys, json; sys.path.insert(0, sys.argv[1])\n"
        "from backend.vocabulary import parse_lines\n"
        "vocabulary, problems = parse_lines(json.loads(sys.argv[2]))\n"
        "print(json.dumps([[e.name, e.color, e.threshold] for e in vocabulary.entries]"
        " + [p.message for p in problems]))\n"
    )
    python = str(REPOSITORY / ".venv" / "bin" / "python")
    done = subprocess.run(
        [python, "-I", "-c", script, str(REPOSITORY), json.dumps(colored)],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [
        ["road", "#abcdef", None],
        ["a", "#abcdef", 0.4],
        ["c", "#abcdef", 0.4],
    ]


def test_doubles_and_empty_names_are_left_out_and_named(lines):
    assert lines.add_text("building, road").notice == ""
    assert lines.add_text("Road").notice == "“Road” is in the list already."
    assert lines.add_text("road | street, ROAD").notice == "2 names are in the list already."
    assert lines.add_text("tree,,").notice == "Empty names were left out."
    assert "no name" in lines.add_text(" , ").notice
    assert lines.lines == ["building", "road", "tree"]


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
