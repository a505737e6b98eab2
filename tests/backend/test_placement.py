"""A known square is found where it lies, whatever raster it is in (command line)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine

from backend.cli import run
from tests.backend.range_server import RangeServer
from tests.placement import HEIGHT, PLACES, SQUARE, WIDTH, Case, cases, make, more_cases

CASES = [*cases(), *more_cases()]


def test_there_are_enough_cases() -> None:
    assert len(list(cases())) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_square_is_found_within_half_a_pixel(
    case: Case, tmp_path: Path, toy_checkpoint: Path
) -> None:
    image = make(case, tmp_path)
    check(case, image, str(image), tmp_path / "out.tif", toy_checkpoint)


@pytest.mark.parametrize("kind", ["cloud-optimised", "uint16", "13 bands", "internal mask"])
def test_square_is_found_in_a_file_on_a_server(
    kind: str, tmp_path: Path, toy_checkpoint: Path
) -> None:
    case = Case(f"turned; {kind}", "utm, turned 30", kind)
    image = make(case, tmp_path)
    server = RangeServer(image)
    try:
        check(case, image, server.url, tmp_path / "out.tif", toy_checkpoint)
    finally:
        server.close()


def test_square_is_found_in_a_table_of_a_geopackage(tmp_path: Path, toy_checkpoint: Path) -> None:
    case = Case("table", "utm", "geopackage")
    image = make(case, tmp_path)
    named = f"GPKG:{image}:{image.stem}"
    check(case, image, named, tmp_path / "out.tif", toy_checkpoint)


def check(case: Case, image: Path, named: str, out: Path, model: Path) -> None:
    """Segment an image, under the name that is given to the program, and look for the square."""
    place = PLACES[case.place]
    words = ["segment", named, str(out), "--classes", case.square, "--model", str(model),
             "--device", "cpu"]  # fmt: skip
    if place.crs is None:
        words += ["--pixel-size", str(place.metres)]
    assert run(words) == 0
    with rasterio.open(out) as file:
        found, result = file.read(1), file.transform
        with rasterio.open(image) as source:
            assert file.crs == source.crs
    rows, columns = np.nonzero(found == 1)
    # Without a place QGIS counts rows downwards from 0.
    given = place.transform or Affine(1, 0, 0, 0, -1, 0)
    to_image = ~given @ result
    working_px = abs(to_image.determinant) ** 0.5
    left, top, right, bottom = SQUARE
    middle = to_image @ (columns.mean() + 0.5, rows.mean() + 0.5)
    assert middle == pytest.approx(((left + right) / 2, (top + bottom) / 2), abs=working_px / 2)
    first = to_image @ (columns.min(), rows.min())
    last = to_image @ (columns.max() + 1, rows.max() + 1)
    assert (*first, *last) == pytest.approx(SQUARE, abs=working_px + 1e-6)
    corners = [to_image @ corner for corner in ((0, 0), (found.shape[1], found.shape[0]))]
    assert corners[0] == pytest.approx((0, 0), abs=1e-6)
    assert corners[1] == pytest.approx((WIDTH, HEIGHT), abs=working_px)
