"""Ground sizes, the choice of the working resolution, windows and transforms."""

from __future__ import annotations

import math

import pytest
from affine import Affine
from rasterio.crs import CRS

from backend.errors import ExtentError, LayerError
from backend.grid import Box, Lattice, choose_factor, ground_size_m, native_gsd_m, place

MERCATOR = CRS.from_epsg(3857)
UTM = CRS.from_epsg(32636)
DEGREES = CRS.from_epsg(4326)
FEET = CRS.from_epsg(2225)  # California, US survey feet


def mercator_y(latitude: float) -> float:
    return 6_378_137.0 * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def test_mercator_pixel_shrinks_with_latitude() -> None:
    transform = Affine(1, 0, 1_000_000, 0, -1, mercator_y(60.0))
    across, down = ground_size_m(transform, MERCATOR, 0.5, 0.5)
    # On the ellipsoid: N cos(lat) / a across and M cos(lat) / a down.
    assert across == pytest.approx(0.50125, abs=1e-4)
    assert down == pytest.approx(0.49916 + 0.0007, abs=1e-3)


def test_utm_pixel_is_its_size_up_to_the_scale_of_the_projection() -> None:
    assert native_gsd_m(Affine(0.3, 0, 500_000, 0, -0.3, 40_000), UTM, 100, 100) == pytest.approx(
        0.3, rel=5e-4
    )


def test_degrees_are_measured_in_metres() -> None:
    across, down = ground_size_m(Affine(1e-5, 0, 30.0, 0, -1e-5, 0.0), DEGREES, 0.5, 0.5)
    assert across == pytest.approx(1.11319, rel=1e-4)
    assert down == pytest.approx(1.10574, rel=1e-4)


def test_feet_are_measured_in_metres() -> None:
    transform = Affine(1, 0, 6_561_666.0, 0, -1, 1_640_416.0)
    assert native_gsd_m(transform, FEET, 10, 10) == pytest.approx(0.3048, rel=1e-3)


def test_rotated_pixels_have_the_same_size() -> None:
    plain = Affine(0.5, 0, 500_000, 0, -0.5, 40_000)
    cos, sin = 0.5 * math.cos(math.pi / 6), 0.5 * math.sin(math.pi / 6)
    turned = Affine(cos, sin, 500_000, sin, -cos, 40_000)
    assert native_gsd_m(turned, UTM, 10, 10) == pytest.approx(
        native_gsd_m(plain, UTM, 10, 10), rel=1e-4
    )


def test_pixel_across_the_date_line_is_not_as_wide_as_the_earth() -> None:
    across, _ = ground_size_m(Affine(1e-4, 0, 180.0 - 5e-5, 0, -1e-4, 0.0), DEGREES, 0.5, 0.5)
    assert across == pytest.approx(11.13, rel=1e-2)


def test_image_off_its_projection_is_refused() -> None:
    with pytest.raises(LayerError, match="coordinate system"):
        native_gsd_m(Affine(1, 0, 1e12, 0, -1, 1e12), UTM, 10, 10)


@pytest.mark.parametrize(
    ("native", "wanted", "factor"),
    [
        (0.3, 0.3, 1),
        (0.07, 0.3, 4),
        (0.1, 0.3, 4),  # 0.4 is nearer than 0.2 in log scale
        (0.15, 0.3, 2),
        (1.0, 0.3, 1),
        (0.01, 10.0, 1024),
    ],
)
def test_nearest_step_in_log_scale_is_chosen(native: float, wanted: float, factor: int) -> None:
    assert choose_factor(native, wanted) == factor


def lattice(transform: Affine, factor: int = 2, width: int = 101, height: int = 60) -> Lattice:
    return Lattice.of_file(transform, UTM, width, height, factor=factor)


def test_last_working_pixel_may_reach_over_the_edge() -> None:
    assert lattice(Affine.identity()).bounds == Box(0, 0, 51, 30)


def test_extent_is_grown_to_whole_working_pixels() -> None:
    grid = lattice(Affine(0.5, 0, 1000, 0, -0.5, 2000))
    # Working pixels are 1 m: 1010.2..1014.7 covers columns 10 to 14, 1990.1..1994.9 rows 5 to 9.
    assert grid.window_of_extent((1010.2, 1990.1, 1014.7, 1994.9)) == Box(10, 5, 15, 10)


def test_extent_on_pixel_edges_takes_no_pixel_more() -> None:
    grid = lattice(Affine(0.1, 0, 1000.1, 0, -0.1, 2000.3))
    left, top = 1000.1 + 0.1 * 2 * 7, 2000.3 - 0.1 * 2 * 3
    assert grid.window_of_extent((left, top - 0.2 * 4, left + 0.2 * 5, top)) == Box(7, 3, 12, 7)


def test_south_up_extent_is_found() -> None:
    grid = lattice(Affine(0.5, 0, 1000, 0, 0.5, 2000))
    assert grid.window_of_extent((1010, 2005, 1015, 2010)) == Box(10, 5, 15, 10)


def test_rotated_extent_is_covered() -> None:
    turned = Affine(0, 0.5, 1000, 0.5, 0, 2000)
    grid = lattice(turned)
    box = grid.window_of_extent((1002, 2004, 1003, 2006))
    corner = place(turned, box.left * 2, box.top * 2)
    opposite = place(turned, box.right * 2, box.bottom * 2)
    assert min(corner[0], opposite[0]) <= 1002 + 1e-9
    assert max(corner[1], opposite[1]) >= 2006 - 1e-9
    assert box.width * box.height == 2


def test_extent_off_the_image_is_refused() -> None:
    with pytest.raises(ExtentError, match="does not touch"):
        lattice(Affine(0.5, 0, 1000, 0, -0.5, 2000)).window_of_extent((0, 0, 10, 10))


def test_window_is_cut_to_the_image() -> None:
    assert lattice(Affine.identity()).window([-5, 20, 100, 100]) == Box(0, 20, 51, 30)


def test_window_of_an_export_is_cut_to_what_was_rendered() -> None:
    grid = Lattice.of_file(
        Affine.identity(), UTM, 40, 40, factor=1, origin=(100, 200), bounds=(0, 0, 1000, 1000)
    )
    assert grid.window([110, 210, 500, 10]) == Box(110, 210, 140, 220)
    assert grid.file_pixel(110, 210) == (10, 10)


def test_output_transform_is_the_images_own_moved_and_scaled() -> None:
    base = Affine(0.3, 0.01, 1000, 0.02, -0.3, 2000)
    out = lattice(base, factor=4).output_transform(Box(3, 5, 8, 9), 4)
    assert place(out, 0, 0) == pytest.approx(place(base, 12, 20), abs=1e-9)
    assert place(out, 1, 1) == pytest.approx(place(base, 16, 24), abs=1e-9)


def test_pixel_size_is_asked_for_without_georeference() -> None:
    grid = Lattice.of_file(Affine.identity(), None, 10, 10, factor=1)
    with pytest.raises(LayerError, match="no georeference") as caught:
        _ = grid.native_m
    assert "--pixel-size" in caught.value.hint
