"""Class lines as people type them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.errors import VocabularyError
from backend.models.base import ClassPrompt
from backend.vocabulary import name_key, parse_lines, read_classes


def names(lines: Sequence[str]) -> list[str]:
    return [entry.name for entry in read_classes(lines).entries]


def test_commas_and_lines_separate_classes() -> None:
    assert names(["building, road\ntree", "water"]) == ["building", "road", "tree", "water"]


def test_ids_follow_the_order_typed() -> None:
    assert [e.id for e in read_classes(["b, a", "c"]).entries] == [1, 2, 3]


def test_synonyms_colour_and_threshold_are_read() -> None:
    (entry,) = read_classes([" building |house| roof = #A05A48 @ 0.4 "]).entries
    assert entry.name == "building"
    assert entry.synonyms == ("house", "roof")
    assert (entry.color, entry.threshold) == ("#a05a48", 0.4)
    assert entry.prompt == ClassPrompt("building", ("house", "roof"))


def test_colour_may_come_after_the_threshold() -> None:
    (entry,) = read_classes(["x @ 0.25 = #010203"]).entries
    assert (entry.color, entry.threshold) == ("#010203", 0.25)


def test_comments_blank_lines_and_a_last_comma_are_left_out() -> None:
    assert names(["# a, b", "", "  ", "road,", "\ufefftree"]) == ["road", "tree"]


def test_unicode_names_are_kept() -> None:
    assert names(["建物 | 家", "Straße", "дорога"]) == ["建物", "Straße", "дорога"]


def test_names_are_composed_and_spaces_made_single() -> None:
    assert names(["cafe\u0301   roof"]) == ["caf\u00e9 roof"]


def test_synonyms_that_repeat_in_their_own_class_are_dropped() -> None:
    assert read_classes(["Building | building | house | House"]).entries[0].synonyms == ("house",)


@pytest.mark.parametrize("name", ["background", "Other", " BACKGROUND "])
def test_background_and_other_mean_id_0(name: str) -> None:
    vocabulary = read_classes([name, "road"])
    assert [(e.id, e.name) for e in vocabulary.entries] == [(1, "road")]
    assert vocabulary.other is not None


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ([], "No class name was given"),
        (["", "# only a comment"], "No class name was given"),
        (["background"], "means everything else"),
        (["background | clutter"], "means everything else"),
        (["road, background, other | Background"], 'The name "Background" already belongs to'),
        (["road,,tree"], "Line 1: A name is empty"),
        (["| roof"], 'A name is empty in "| roof"'),
        (["= #112233"], "A name is empty"),
        (["house | | roof"], 'A synonym of "house" is empty'),
        (["road", "Road"], 'Line 2: The name "Road" is there twice'),
        (["house | roof", "roof"], 'The name "roof" already belongs to "house"'),
        (["x = red"], 'The colour "red"'),
        (["x = #12345"], "not of the form #rrggbb"),
        (["x @ 1.5"], "not a number from 0 to 1"),
        (["x @ nan"], "not a number from 0 to 1"),
        (["x @ 0.2 @ 0.3"], "two thresholds"),
        (["x = #112233 = #445566"], "two colours"),
        (["tree | background"], "cannot be a synonym"),
        (["a" * 201], "longer than 200"),
        (["a\x00b"], "cannot be shown"),
        (["\ud800"], "cannot be shown"),
    ],
)
def test_problem_is_named_with_its_line(lines: list[str], part: str) -> None:
    with pytest.raises(VocabularyError) as caught:
        read_classes(lines)
    assert part in caught.value.message
    assert caught.value.hint


def test_every_problem_is_listed_and_good_lines_are_kept() -> None:
    vocabulary, problems = parse_lines(["road", "x @ 2", "road", "tree"])
    assert [e.name for e in vocabulary.entries] == ["road", "tree"]
    assert [q.line for q in problems] == [2, 3]


def test_line_numbers_count_over_all_texts() -> None:
    _, problems = parse_lines(["a\nb", "", "c = no"])
    assert problems[0].line == 4


def test_300_names_get_300_colours() -> None:
    entries = read_classes([f"class {i}" for i in range(300)]).entries
    assert len({e.color for e in entries}) == 300


def test_common_names_get_expected_colours() -> None:
    blue, green, grey = (e.color for e in read_classes(["Water", "trees", "road"]).entries)
    assert (blue, green, grey) == ("#3f7fbf", "#2e7d32", "#8c8c8c")


def test_synonym_brings_the_expected_colour() -> None:
    assert read_classes(["dwelling | house"]).entries[0].color == "#a65a44"


def test_appending_a_class_keeps_the_other_colours() -> None:
    before = [e.color for e in read_classes(["a", "water", "b"]).entries]
    after = [e.color for e in read_classes(["a", "water", "b", "c"]).entries]
    assert after[:3] == before


def test_lines_give_the_vocabulary_again() -> None:
    vocabulary = read_classes(["house | roof = #010203 @ 0.5", "background", "road @ 0.25", "tree"])
    assert read_classes(vocabulary.lines) == vocabulary


def test_everything_else_may_have_several_wordings() -> None:
    vocabulary = read_classes(["road", "Background | clutter = #010203", "tree"])
    assert [entry.id for entry in vocabulary.typed] == [1, 0, 2]
    assert vocabulary.other is not None
    assert vocabulary.other.prompt == ClassPrompt("Background", ("clutter",))
    assert vocabulary.other.prompt.is_other
    assert vocabulary.lines[1] == "Background | clutter = #010203"
    assert read_classes(vocabulary.lines) == vocabulary


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_gives_classes_or_problems(lines: list[str]) -> None:
    vocabulary, _ = parse_lines(lines)
    keys = [name_key(w) for e in vocabulary.entries for w in (e.name, *e.synonyms)]
    assert len(keys) == len(set(keys))
    assert all(keys)
    again, problems = parse_lines(vocabulary.lines)
    assert not problems
    assert [e.name for e in again.entries] == [e.name for e in vocabulary.entries]
