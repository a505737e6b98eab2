"""Class lines as text: split, compared, and changed in one thing; and as the worker reads them."""

from __future__ import annotations

import json
import subprocess

import pytest

from aeroseg_qgis.class_presets import shipped
from aeroseg_qgis.class_text import (
    is_everything_else,
    plain_name,
    shown_text,
    split_lines,
    threshold_of,
    with_color,
    with_threshold,
    with_wordings,
    without_color,
    wordings,
)

from .conftest import REPOSITORY


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
        # A comma between the digits of a threshold is a decimal one.
        ("road @ 0,4", ["road @ 0.4"], 0),
        ("road @0,45 = #112233, tree @ 1,0", ["road @0.45 = #112233", "tree @ 1.0"], 0),
        ("road @ 0, 4 lanes", ["road @ 0", "4 lanes"], 0),
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
    assert with_color(colored, "") == without_color(line)


@pytest.mark.parametrize(
    ("line", "own", "changed", "without"),
    [
        ("road", None, "road @ 0.35", "road"),
        ("road @ .4", 0.4, "road @ 0.35", "road"),
        ("a | b @ 0.4 = #112233", 0.4, "a | b = #112233 @ 0.35", "a | b = #112233"),
        ("a|b = #112233 @0", 0.0, "a|b = #112233 @ 0.35", "a|b = #112233"),
        ("road @ 4", None, "road @ 0.35", "road"),
        ("road @", None, "road @ 0.35", "road"),
    ],
)
def test_threshold_is_read_changed_and_removed(line, own, changed, without):
    assert threshold_of(line) == own
    assert with_threshold(line, 0.35) == changed
    assert with_threshold(line, None) == without


def test_name_and_synonyms_are_read_and_changed():
    line = "building |house| roof = #112233 @ 0.4"
    assert wordings(line) == ["building", "house", "roof"]
    assert plain_name("  Big   Building | house") == "big building"
    assert with_wordings(line, ["hut"]) == "hut = #112233 @ 0.4"
    assert with_wordings("hut", ["hut", "cabin"]) == "hut | cabin"


def ask_the_parser(*lists: list[str]) -> list[list]:
    """Name, synonyms, colour and threshold of each entry by the one parser, then its problems."""
    script = (
        "import sys, json; sys.path.insert(0, sys.argv[1])\n"
        "from backend.vocabulary import parse_lines\n"
        "out = []\n"
        "for lines in json.loads(sys.argv[2]):\n"
        "    vocabulary, problems = parse_lines(lines)\n"
        "    out.append([[e.name, list(e.synonyms), e.id and e.color, e.threshold]"
        " for e in vocabulary.typed] + [p.message for p in problems])\n"
        "print(json.dumps(out))\n"
    )
    python = str(REPOSITORY / ".venv" / "bin" / "python")
    done = subprocess.run(
        [python, "-I", "-c", script, str(REPOSITORY), json.dumps(lists)],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_lines_are_read_alike_by_the_worker_s_parser():
    """The plugin only ever puts colours, thresholds and words where the one parser expects them."""
    lines = [with_color(line, "#abcdef") for line in ("road", "a | b @ 0.4", "c @ 0.4 = #112233")]
    lines += [with_threshold("d | e = #112233 @ 0.9", 0.25), with_wordings("x @ 0.1", ["f", "g"])]
    found = ask_the_parser([*lines, "Background"])[0]
    assert found[:4] == [
        ["road", [], "#abcdef", None],
        ["a", ["b"], "#abcdef", 0.4],
        ["c", [], "#abcdef", 0.4],
        ["d", ["e"], "#112233", 0.25],
    ]
    assert found[4][:2] == ["f", ["g"]] and found[4][3] == 0.1
    assert found[5] == ["Background", [], 0, None]
    assert [is_everything_else(line) for line in ("Background", " OTHER", "clutter")] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("number", [0, 1], ids=["general", "data-sets"])
def test_shipped_lists_are_accepted_by_the_worker_s_parser(number):
    presets = shipped()[number]
    assert len(presets) >= 5
    every = [preset.lines(colors=True, thresholds=True) for preset in presets]
    for preset, found in zip(presets, ask_the_parser(*every)):
        assert [item for item in found if isinstance(item, str)] == [], preset.name
        assert len(found) == len(preset.classes)
        for place, (name, _, color, threshold) in enumerate(found):
            assert is_everything_else(name) == (place == preset.background), preset.name
            if place != preset.background and preset.palette:
                assert color == preset.palette[place]
            if place != preset.background:
                assert threshold == (preset.threshold or None), preset.name
