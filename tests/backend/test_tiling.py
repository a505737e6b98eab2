"""Tiles on the lattice: which are needed, how they blend, how much memory is open."""

from __future__ import annotations

import itertools

import pytest
import torch
import torch.nn.functional as F

from backend import tiling
from backend.grid import Box
from backend.tiling import Blender, Cell, TilePlan, enlarge_part, taper

BOUNDS = Box(0, 0, 200, 150)


def plan(window: Box = BOUNDS, bounds: Box = BOUNDS) -> TilePlan:
    return TilePlan(64, 48, bounds, window)


def blend(tiles: TilePlan, maps: dict[Cell, torch.Tensor]) -> torch.Tensor:
    """Blended map of the window, walked panel by panel."""
    window = tiles.window
    out = torch.full((window.height, window.width), float("nan"))
    for panel in tiles.panels(1, 64):
        blender = Blender(tiles, panel, torch.device("cpu"))
        for tile in panel.tiles:
            for finished in blender.add(tile, maps[tile]):
                inner, outer = tiles.inner_box(finished.cell), tiles.cell_box(finished.cell)
                out[
                    inner.top - window.top : inner.bottom - window.top,
                    inner.left - window.left : inner.right - window.left,
                ] = finished.maps[
                    0,
                    inner.top - outer.top : inner.bottom - outer.top,
                    inner.left - outer.left : inner.right - outer.left,
                ]
    return out


def random_maps(tiles: TilePlan) -> dict[Cell, torch.Tensor]:
    """A random map per tile; the same for the same tile."""
    out = {}
    for row, column in itertools.product(range(-1, 6), range(-1, 7)):
        generator = torch.Generator().manual_seed(1000 * row + column + 10_000)
        out[(row, column)] = torch.rand((1, 64, 64), generator=generator)
    return out


def test_every_tile_that_reaches_into_the_window_is_taken() -> None:
    small = plan(Box(50, 50, 60, 60))
    # 50..60 lies in cell 1 (48..96) and within the 8 px margin of cell 0 (up to 56).
    assert small.tiles_for(small.window) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_tiles_of_cells_outside_the_layer_do_not_exist() -> None:
    whole = plan()
    rows, columns = zip(*whole.tiles_for(whole.window), strict=True)
    assert (min(rows), max(rows), min(columns), max(columns)) == (0, 3, 0, 4)


def test_negative_cells_are_tiles_like_others() -> None:
    export = plan(Box(-100, -60, -20, 10), Box(-500, -500, 500, 500))
    assert export.tiles_for(export.window)[0] == (-2, -3)
    assert export.cell_box((-1, -2)) == Box(-96, -48, -48, 0)


def test_weights_are_symmetric_and_never_0() -> None:
    line = taper(64, 48)
    assert line == line[::-1]
    assert min(line) > 0
    assert max(line) == 1
    assert taper(32, 32) == [1.0] * 32


def test_equal_maps_blend_to_themselves() -> None:
    whole = plan()
    maps = {cell: torch.full((1, 64, 64), 0.7) for cell in random_maps(whole)}
    assert torch.allclose(blend(whole, maps), torch.tensor(0.7), atol=1e-6)


def test_seam_is_a_gradual_change() -> None:
    whole = plan(Box(0, 0, 96, 48))
    maps = {
        cell: torch.full((1, 64, 64), 1.0 if cell[1] >= 1 else 0.0) for cell in random_maps(whole)
    }
    row = blend(whole, maps)[20]
    steps = row.diff()
    assert (steps >= 0).all()
    assert steps.max() <= 1 / 16 + 1e-6  # linear over the 16 px overlap
    assert row[39] == 0
    assert row[56] == 1


@pytest.mark.parametrize(
    "window",
    [Box(0, 0, 1, 1), Box(47, 47, 49, 49), Box(13, 7, 150, 149), Box(199, 149, 200, 150)],
    ids=str,
)
def test_pixel_blends_the_same_for_any_window(window: Box) -> None:
    maps = random_maps(plan())
    whole = blend(plan(), maps)
    part = blend(plan(window), maps)
    assert torch.equal(part, whole[window.top : window.bottom, window.left : window.right])


def test_narrow_panels_give_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    maps = random_maps(plan())
    whole = blend(plan(), maps)
    assert len(list(plan().panels(1, 64))) == 1
    monkeypatch.setattr(tiling, "MAX_PANEL_CELLS", 2)
    assert len(list(plan().panels(1, 64))) == 3
    assert torch.equal(blend(plan(), maps), whole)


def test_open_memory_stays_within_its_budget() -> None:
    wide = TilePlan(384, 320, Box(0, 0, 50_000, 5_000), Box(0, 0, 50_000, 5_000))
    for maps, side in ((1, 384), (16, 384), (300, 96), (1000, 96)):
        panel = next(wide.panels(maps, side))
        columns = {column for _, column in panel.cells}
        blender, most = Blender(wide, panel, torch.device("cpu")), 0
        for tile in panel.tiles[: 6 * (len(columns) + 2)]:
            for _ in blender.add(tile, torch.empty(0, side, side)):
                most = max(most, len(blender._held))
        assert most * maps * side * side * 4 <= tiling.OPEN_MEMORY_BYTES
        assert most >= len(columns)
        assert len(columns) <= tiling.MAX_PANEL_CELLS


@pytest.mark.parametrize("side", [16, 24, 64])
def test_part_of_a_map_is_enlarged_as_the_whole_map_is(side: int) -> None:
    maps = torch.rand((3, side, side), generator=torch.Generator().manual_seed(1))
    whole = F.interpolate(maps[None], size=(64, 64), mode="bilinear", align_corners=False)[0]
    for part in (Box(0, 0, 64, 64), Box(8, 0, 56, 8), Box(56, 8, 64, 56), Box(13, 21, 14, 22)):
        cut = whole[:, part.top : part.bottom, part.left : part.right]
        assert torch.equal(enlarge_part(maps, part, 64), cut)


def test_cells_are_closed_as_the_walk_goes_down() -> None:
    tall = plan(Box(0, 0, 96, 4800), Box(0, 0, 96, 4800))
    (panel,) = tall.panels(1, 64)
    blender = Blender(tall, panel, torch.device("cpu"))
    held = 0
    for tile in panel.tiles:
        for _ in blender.add(tile, torch.ones((1, 64, 64))):
            pass
        held = max(held, len(blender._held))
    assert held <= 3 * 4  # three rows of two cells, with a tile more at both ends
    assert not blender._waiting and not blender._held


def test_cell_without_any_data_is_finished_empty() -> None:
    small = plan(Box(0, 0, 10, 10))
    (panel,) = small.panels(1, 64)
    blender = Blender(small, panel, torch.device("cpu"))
    finished = [done for tile in panel.tiles for done in blender.add(tile, None)]
    assert [done.cell for done in finished] == [(0, 0)]
    assert finished[0].maps.shape[0] == 0


def test_finished_cells_of_an_earlier_attempt_are_left_out() -> None:
    whole = plan()
    done = {cell for cell in whole.cells() if cell[0] < 3}
    (panel,) = whole.panels(1, 64, done)
    assert {row for row, _ in panel.cells} == {3}
    assert {row for row, _ in panel.tiles} == {2, 3}


# ---------------------------------------------------------------- windows of a published method


def windows(window: Box, bounds: Box) -> TilePlan:
    return TilePlan(64, 32, bounds, window, windows=True)


def starts(low: int, high: int) -> list[int]:
    """First pixels of the windows of an axis, written out plainly."""
    out, place = [], low // 32 * 32
    while True:
        out.append(max(low, min(place, high - 64)))
        if place + 64 >= high:
            return out
        place += 32


LAYERS = (Box(0, 0, 150, 96), Box(0, 0, 64, 40), Box(13, -20, 171, 200), Box(-7, 0, 30, 65))


@pytest.mark.parametrize("bounds", LAYERS, ids=str)
def test_windows_lie_inside_the_layer_and_cover_it(bounds: Box) -> None:
    plan = windows(bounds, bounds)
    boxes = {tile: plan.tile_box(tile) for tile in plan.tiles_for(bounds)}
    assert sorted({box.left for box in boxes.values()}) == starts(bounds.left, bounds.right)
    assert sorted({box.top for box in boxes.values()}) == starts(bounds.top, bounds.bottom)
    assert all(box.width == box.height == 64 for box in boxes.values())
    for cell in plan.cells():
        inner = plan.inner_box(cell)
        assert boxes[plan.own_tile(cell)].intersect(inner) == inner


@pytest.mark.parametrize("bounds", LAYERS, ids=str)
@pytest.mark.parametrize("size", [1, 33, 70])
def test_windows_of_an_area_are_those_that_touch_it(bounds: Box, size: int) -> None:
    plan = windows(bounds, bounds)
    every = plan.tiles_for(bounds)
    for left in range(bounds.left, bounds.right, 17):
        for top in range(bounds.top, bounds.bottom, 17):
            part = Box(left, top, left + size, top + size).intersect(bounds)
            touching = [tile for tile in every if not plan.tile_box(tile).intersect(part).empty]
            assert windows(part, bounds).tiles_for(part) == touching


@pytest.mark.parametrize("bounds", LAYERS, ids=str)
def test_windows_are_averaged_with_equal_weights(bounds: Box) -> None:
    plan = windows(bounds, bounds)
    sums = torch.zeros(bounds.height, bounds.width)
    counts = torch.zeros(bounds.height, bounds.width)
    maps = {}
    for number, tile in enumerate(plan.tiles_for(bounds)):
        maps[tile] = torch.rand((1, 64, 64), generator=torch.Generator().manual_seed(number))
        box = plan.tile_box(tile)
        part = box.intersect(bounds)
        there = (slice(part.top - bounds.top, part.bottom - bounds.top),
                 slice(part.left - bounds.left, part.right - bounds.left))  # fmt: skip
        here = (slice(part.top - box.top, part.bottom - box.top),
                slice(part.left - box.left, part.right - box.left))  # fmt: skip
        sums[there] += maps[tile][0][here]
        counts[there] += 1
    assert torch.allclose(blend(plan, maps), sums / counts, atol=1e-6)
    part = Box(bounds.left + 5, bounds.top + 9, bounds.right - 3, bounds.top + 31)
    cut = blend(windows(part, bounds), maps)
    assert torch.equal(cut, blend(plan, maps)[9:31, 5 : bounds.width - 3])
