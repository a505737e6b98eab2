"""The lattice: windows, tiles, resolutions. Compared with what plain enumeration gives."""

from __future__ import annotations

import random

import pytest

from aeroseg_qgis.grid import (
    Affine,
    Tiling,
    Window,
    covering_window,
    degrees_to_metres,
    nearest_step,
)


def test_nearest_step_takes_log_distance_and_ties_to_the_finer():
    assert nearest_step([0.1, 0.2, 0.4], 0.3) == 2  # log: 0.4 is nearer than 0.2
    assert nearest_step([0.25, 0.5, 1.0], 0.25) == 0
    assert nearest_step([0.2, 0.8], 0.4) == 0
    assert nearest_step([10.0], 0.3) == 0


def test_affine_inverse_gives_the_pixel_back_also_rotated_and_south_up():
    for affine in (
        Affine(5e5, 0.5, 0, 4e6, 0, -0.5),
        Affine(5e5, 0.4, 0.3, 4e6, 0.3, -0.4),
        Affine(5e5, 0.5, 0, 4e6, 0, 0.5),
    ):
        x, y = affine.apply(12.25, 7.5)
        assert affine.invert(x, y) == pytest.approx((12.25, 7.5), abs=1e-6)


def test_affine_scaled_and_moved_keeps_the_lattice():
    affine = Affine(10.0, 2.0, 0.5, 20.0, 0.25, -2.0)
    assert affine.scaled(4).apply(1, 2) == affine.apply(4, 8)
    assert affine.moved(3, 5).apply(1, 1) == affine.apply(4, 6)


@pytest.mark.parametrize("seed", range(40))
def test_tiles_of_a_window_are_those_that_touch_it(seed):
    rng = random.Random(seed)
    stride = rng.randint(8, 40)
    tile = stride + 2 * rng.randint(0, 10)
    bounds = Window(0, 0, rng.randint(1, 300), rng.randint(1, 300))
    window = Window(rng.randint(0, bounds.cols - 1), rng.randint(0, bounds.rows - 1), 1, 1)
    window = Window(
        window.col,
        window.row,
        rng.randint(1, bounds.cols - window.col),
        rng.randint(1, bounds.rows - window.row),
    )
    margin = (tile - stride) // 2

    def used(start: int, count: int, end: int) -> list[int]:
        return [
            i
            for i in range(-20, 400)
            if i * stride - margin < start + count
            and (i + 1) * stride + margin > start
            and i * stride < end
            and (i + 1) * stride > 0
        ]

    cols = used(window.col, window.cols, bounds.cols)
    rows = used(window.row, window.rows, bounds.rows)
    cells = Tiling(tile, stride).cells(window, bounds)
    assert (cells.col, cells.cols) == (cols[0], len(cols))
    assert (cells.row, cells.rows) == (rows[0], len(rows))
    reach = Tiling(tile, stride).reach(window, bounds)
    assert reach.col == max(0, cols[0] * stride - margin)
    assert reach.col + reach.cols == min(bounds.cols, (cols[-1] + 1) * stride + margin)
    assert reach.clipped(window) == window


@pytest.mark.parametrize(
    "window", [(0, 0, 1, 1), (37, 120, 30, 5), (150, 80, 61, 19), (31, 0, 180, 99)]
)
@pytest.mark.parametrize("low", [0, 13, -40])
def test_windows_lie_inside_the_layer(window, low):
    """Places written out by hand: every multiple of the stride, pushed inwards at the border."""
    tile, stride, bounds = 64, 32, Window(low, 0, 211, 139)
    window = Window(window[0] + low, *window[1:])

    def used(start, count, first, end):
        index = first // stride
        while True:
            place = min(max(index * stride, first), end - tile)
            if place < start + count and place + tile > start:
                yield index, place
            if index * stride + tile >= end:
                return
            index += 1

    cols = list(used(window.col, window.cols, low, low + 211))
    rows = list(used(window.row, window.rows, 0, 139))
    tiling = Tiling(tile, stride, windows=True)
    cells, reach = tiling.cells(window, bounds), tiling.reach(window, bounds)
    assert (cells.col, cells.cols) == (cols[0][0], len(cols))
    assert (cells.row, cells.rows) == (rows[0][0], len(rows))
    assert (reach.col, reach.cols) == (cols[0][1], cols[-1][1] + tile - cols[0][1])
    assert (reach.row, reach.rows) == (rows[0][1], rows[-1][1] + tile - rows[0][1])
    assert bounds.clipped(reach) == reach


def test_window_of_a_layer_that_is_smaller_than_a_tile():
    tiling, bounds = Tiling(64, 32, windows=True), Window(0, 0, 50, 300)
    assert tiling.cells(Window(3, 40, 5, 5), bounds) == Window(0, 0, 1, 2)
    assert tiling.reach(Window(3, 40, 5, 5), bounds) == Window(0, 0, 50, 96)


@pytest.mark.parametrize("windows", [False, True])
def test_reach_does_not_depend_on_how_much_was_asked_for(windows):
    """The tiles that answer a pixel are the same in a small and in a large window."""
    tiling, bounds = Tiling(64, 48, windows), Window(0, 0, 1000, 1000)
    small = tiling.cells(Window(300, 300, 1, 1), bounds)
    large = tiling.cells(Window(200, 200, 400, 400), bounds)
    assert small.clipped(large) == small


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([(2.5, 3.5), (4.5, 4.5)], Window(2, 3, 3, 2)),
        ([(2.0, 3.0), (4.0, 5.0)], Window(2, 3, 2, 2)),
        ([(1.9999999, 3.0), (4.0000001, 5.0)], Window(2, 3, 2, 2)),
        ([(-1e30, -5), (1e30, 1e30)], Window(0, 0, 10, 8)),
        ([(-5, -5), (-1, -1)], Window(0, 0, 0, 0)),
        ([(11, 2), (30, 4)], Window(10, 2, 0, 2)),
        ([(float("nan"), 1), (float("inf"), 2)], Window(0, 0, 0, 0)),
        ([], Window(0, 0, 0, 0)),
    ],
)
def test_covering_window(points, expected):
    assert covering_window(points, Window(0, 0, 10, 8)) == expected


def test_metres_of_a_degree():
    assert degrees_to_metres(1, 0, 0) == pytest.approx(111319.49, abs=0.01)
    assert degrees_to_metres(0, 1, 0) == pytest.approx(110574.3, abs=0.5)
    assert degrees_to_metres(1, 0, 60) == pytest.approx(55800.0, abs=2)
    assert degrees_to_metres(-359.0, 0, 0) == pytest.approx(111319.49, abs=0.01)
