"""Numbers and words as the user reads them."""

from __future__ import annotations

import pytest
from qgis.core import QgsUnitTypes

from aeroseg_qgis import text
from aeroseg_qgis.problems import Cancelled, Problem, from_worker_error


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.2, "under 1 s"), (5.2, "5 s"), (75, "75 s"), (100, "2 min"), (3599, "60 min"),
        (3600, "1 h"), (7800, "2 h 10 min"), (86400 * 3, "3 days"), (1e12, "more than a year"),
    ],
)  # fmt: skip
def test_duration(seconds, expected):
    assert text.duration(seconds) == expected


def test_estimates_are_about_something():
    assert [text.about(5), text.about(1e12)] == ["about 5 s", "more than a year"]


@pytest.mark.parametrize(
    ("metres", "expected"),
    [(0.074, "0.074 m"), (0.3, "0.30 m"), (9.99, "9.99 m"), (38.2, "38.2 m"), (305, "305 m"),
     (4891.97, "4.9 km")],
)  # fmt: skip
def test_ground(metres, expected):
    assert text.ground(metres) == expected


def test_count_has_thousands_separators():
    assert text.count(512331) == "512,331"
    assert text.count(10**30)  # more than a computer's integer


def test_percent_of_little_is_not_nothing():
    assert [text.percent(x) for x in (0, 0.001, 0.124, 1)] == ["0 %", "< 1 %", "12 %", "100 %"]


def test_area_is_in_the_project_s_units():
    square_metres, _ = QgsUnitTypes.decodeAreaUnit("m2")
    acres, _ = QgsUnitTypes.decodeAreaUnit("ac")
    assert text.areas([142000, 20], square_metres) == ["14.20 ha", "0.00 ha"]
    assert text.areas([142, 2.5], square_metres) == ["142.00 m²", "2.50 m²"]
    assert text.areas([2.5e9], square_metres) == ["2,500.00 km²"]
    assert text.areas([4046.8564224 * 1234], acres)[0].startswith("1,234.00")
    assert text.areas([], square_metres) == []


def test_names_are_cut_between_names():
    names = [f"class {n}" for n in range(300)]
    cut = text.elide_names(names)
    assert cut.endswith("more") and len(cut) < 90 and "class 0, class 1" in cut
    assert text.elide_names(["x" * 100]) == "x" * 100
    assert text.elide_names(["a", "b"]) == "a, b"


def test_sizes():
    assert text.data_size(100) == "1 KB" and text.data_size(15 * 2**20) == "15 MB"
    assert text.data_size(2.5 * 2**30) == "2.5 GB" and text.data_size(3 * 2**40) == "3.0 TB"


def test_problem_has_three_parts_in_their_order():
    problem = Problem("It stopped.", "There is no space.", "Free some.", name="disk")
    assert problem.text == str(problem) == "It stopped. There is no space. Free some."


def test_worker_errors_of_any_form_become_problems():
    assert isinstance(from_worker_error({"data": {"name": "cancelled"}}), Cancelled)
    for broken in ({}, {"data": None}, {"data": [], "message": None}):
        problem = from_worker_error(broken)
        assert problem.name == "internal" and problem.text
