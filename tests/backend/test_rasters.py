"""Reading images of every kind as 8-bit RGB on the lattice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.enums import ColorInterp

from backend import rasters
from backend.errors import LayerError
from backend.grid import Box
from backend.rasters import PIXEL_SPACE, ImageReader, gdal_env
from tests.backend.conftest import NORTH_UP, UTM, write_tif

RNG = np.random.default_rng(7)


def tile(path: Path, box: Box, factor: int = 1, **options: Any) -> rasters.TilePixels:
    with gdal_env(), ImageReader(str(path), **options) as reader:
        return reader.read_tile(reader.lattice(factor, pixel_size_m=1.0), box)


def noise(bands: int = 3, height: int = 40, width: int = 50, dtype: str = "uint8") -> np.ndarray:
    top = np.iinfo(dtype).max if dtype != "float32" else 1000
    return RNG.integers(0, top, (bands, height, width)).astype(dtype)


def test_8_bit_rgb_is_taken_as_it_is(tmp_path: Path) -> None:
    data = noise()
    found = tile(write_tif(tmp_path / "a.tif", data), Box(0, 0, 50, 40))
    assert (found.rgb == data).all()
    assert found.valid.all()


def test_part_equals_the_part_of_the_whole(tmp_path: Path) -> None:
    data = noise()
    found = tile(write_tif(tmp_path / "a.tif", data), Box(10, 5, 30, 25))
    assert (found.rgb == data[:, 5:25, 10:30]).all()


@pytest.mark.parametrize("factor", [2, 4, 8])
def test_working_pixels_are_means_of_file_pixels(tmp_path: Path, factor: int) -> None:
    data = noise(height=48, width=64)
    found = tile(write_tif(tmp_path / "a.tif", data), Box(0, 0, 64 // factor, 48 // factor), factor)
    means = data.reshape(3, 48 // factor, factor, 64 // factor, factor).mean(axis=(2, 4))
    assert (found.rgb == np.floor(means + 0.5)).all()


def test_strips_do_not_change_the_means(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_tif(tmp_path / "a.tif", noise(height=48, width=64))
    whole = tile(path, Box(0, 0, 16, 12), 4)
    monkeypatch.setattr(rasters, "STRIP_PIXELS", 16 * 16 * 2)
    assert (tile(path, Box(0, 0, 16, 12), 4).rgb == whole.rgb).all()


def test_last_working_pixel_averages_what_there_is(tmp_path: Path) -> None:
    data = noise(height=5, width=5)
    found = tile(write_tif(tmp_path / "a.tif", data), Box(0, 0, 3, 3), 2)
    assert found.valid.all()
    assert (found.rgb[:, 2, 2] == data[:, 4, 4]).all()
    assert (found.rgb[:, 0, 2] == np.floor(data[:, 0:2, 4].mean(axis=1) + 0.5)).all()


def test_tile_beyond_the_image_mirrors_it(tmp_path: Path) -> None:
    data = noise()
    found = tile(write_tif(tmp_path / "a.tif", data), Box(-4, -3, 60, 45))
    assert (found.rgb == np.pad(data, ((0, 0), (3, 5), (4, 10)), mode="symmetric")).all()
    assert found.valid.sum() == 50 * 40
    assert found.valid[3:43, 4:54].all()


def test_given_colour_fills_what_has_no_data(tmp_path: Path) -> None:
    data = np.maximum(noise(), 1)
    data[:, 10:20, 5:9] = 0
    path = write_tif(tmp_path / "a.tif", data, nodata=0)
    with rasters.gdal_env(), rasters.ImageReader(str(path)) as reader:
        lattice = reader.lattice(1)
        found = reader.read_tile(lattice, Box(-3, 5, 57, 65), fill=(1, 2, 3))
        off = reader.read_tile(lattice, Box(60, 5, 70, 15), fill=(1, 2, 3))
    expected = np.broadcast_to(np.array([1, 2, 3], np.uint8)[:, None, None], (3, 60, 60)).copy()
    expected[:, :35, 3:53] = data[:, 5:]
    expected[:, 5:15, 8:12] = np.array([1, 2, 3], np.uint8)[:, None, None]
    assert (found.rgb == expected).all()
    assert found.valid.sum() == 35 * 50 - 40
    assert (off.rgb == np.array([1, 2, 3])[:, None, None]).all() and not off.valid.any()


def test_tile_off_the_image_holds_no_data(tmp_path: Path) -> None:
    assert not tile(write_tif(tmp_path / "a.tif", noise()), Box(100, 100, 120, 120)).valid.any()


@pytest.mark.parametrize("dtype", ["uint16", "int16", "uint32", "float32", "float64"])
def test_other_types_are_stretched_from_the_2nd_to_the_98th_percentile(
    tmp_path: Path, dtype: str
) -> None:
    data = np.arange(3 * 40 * 50).reshape(3, 40, 50).astype(dtype)
    path = write_tif(tmp_path / "a.tif", data)
    with gdal_env(), ImageReader(str(path)) as reader:
        assert reader.ranges is not None
        for band, (low, high) in enumerate(reader.ranges):
            assert [low, high] == pytest.approx(np.percentile(data[band], (2, 98)).tolist())
    found = tile(path, Box(0, 0, 50, 40))
    assert found.rgb[0, 0, 0] == 0
    assert found.rgb[0, -1, -1] == 255
    assert int(found.rgb[0, 20, 0]) == pytest.approx(127, abs=1)


def test_default_stretch_leaves_nodata_out(tmp_path: Path) -> None:
    data = np.full((1, 40, 50), -9999, "float32")
    data[0, 10:30] = np.linspace(5, 6, 50)
    path = write_tif(tmp_path / "a.tif", data, nodata=-9999)
    with gdal_env(), ImageReader(str(path)) as reader:
        assert reader.ranges is not None
        assert reader.ranges[0] == pytest.approx((5.02, 5.98), abs=1e-3)


def test_default_stretch_of_a_large_image_is_the_same_for_any_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasters, "WHOLE_SAMPLE_PIXELS", 1000)
    monkeypatch.setattr(rasters, "SAMPLE_SIDE_PX", 16)
    data = RNG.normal(1000, 100, (1, 400, 500)).astype("float32")
    path = write_tif(tmp_path / "a.tif", data)
    with gdal_env(), ImageReader(str(path)) as reader:
        first = reader.ranges
        reader.read_tile(reader.lattice(1), Box(0, 0, 10, 10))
    with gdal_env(), ImageReader(str(path)) as reader:
        assert reader.ranges == first
    assert first is not None
    assert list(first[0]) == pytest.approx(np.percentile(data, (2, 98)).tolist(), rel=0.02)


def test_given_ranges_are_used(tmp_path: Path) -> None:
    data = np.array([[[0, 50, 100, 150, 200]]], "uint16")
    found = tile(write_tif(tmp_path / "a.tif", data), Box(0, 0, 5, 1), ranges=[[50, 150]])
    assert found.rgb[0, 0].tolist() == [0, 0, 128, 255, 255]


def test_ranges_are_per_band(tmp_path: Path) -> None:
    data = np.full((3, 1, 1), 100, "uint8")
    found = tile(
        write_tif(tmp_path / "a.tif", data),
        Box(0, 0, 1, 1),
        ranges=[[0, 100], [0, 200], [100, 300]],
    )
    assert found.rgb[:, 0, 0].tolist() == [255, 128, 0]


def test_bands_are_chosen_and_ordered(tmp_path: Path) -> None:
    data = noise(bands=4)
    found = tile(write_tif(tmp_path / "a.tif", data), Box(0, 0, 50, 40), bands=[4, 1, 2])
    assert (found.rgb == data[[3, 0, 1]]).all()


def test_one_band_is_grey(tmp_path: Path) -> None:
    data = noise(bands=1)
    found = tile(write_tif(tmp_path / "a.tif", data), Box(0, 0, 50, 40))
    assert (found.rgb == data[[0, 0, 0]]).all()


def test_13_bands_take_the_first_three(tmp_path: Path) -> None:
    data = noise(bands=13)
    with gdal_env(), ImageReader(str(write_tif(tmp_path / "a.tif", data))) as reader:
        assert reader.bands == (1, 2, 3)


def test_marked_colours_are_found_in_any_order(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", noise(bands=4), photometric="minisblack")
    with rasterio.open(path, "r+") as out:
        out.colorinterp = [
            ColorInterp.undefined, ColorInterp.blue, ColorInterp.green, ColorInterp.red
        ]  # fmt: skip
    with gdal_env(), ImageReader(str(path)) as reader:
        assert reader.bands == (4, 3, 2)


def test_palette_is_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    profile: dict[str, Any] = {"driver": "GTiff", "width": 2, "height": 1, "count": 1}
    with rasterio.open(path, "w", dtype="uint8", transform=NORTH_UP, crs=UTM, **profile) as out:
        out.write_colormap(1, {0: (10, 20, 30, 255), 1: (200, 100, 50, 255)})
        out.write(np.array([[[1, 0]]], "uint8"))
    found = tile(path, Box(0, 0, 2, 1))
    assert found.rgb[:, 0].T.tolist() == [[200, 100, 50], [10, 20, 30]]
    mixed = tile(path, Box(0, 0, 1, 1), 2)
    assert mixed.rgb[:, 0, 0].tolist() == [105, 60, 40]


def test_nodata_is_masked_and_left_out_of_means(tmp_path: Path) -> None:
    data = np.full((3, 4, 4), 100, "uint8")
    data[:, :2, :2] = 0
    data[:, 0, 3] = 0
    path = write_tif(tmp_path / "a.tif", data, nodata=0)
    found = tile(path, Box(0, 0, 2, 2), 2)
    assert found.valid.tolist() == [[False, True], [True, True]]
    assert (found.rgb == 100).all()  # the mean of the others fills the gap


def test_pixel_with_one_black_band_is_data(tmp_path: Path) -> None:
    data = np.full((3, 1, 1), 100, "uint8")
    data[0] = 0
    assert tile(write_tif(tmp_path / "a.tif", data, nodata=0), Box(0, 0, 1, 1)).valid.all()


def test_nan_is_masked_without_a_nodata_value(tmp_path: Path) -> None:
    data = np.ones((3, 2, 2), "float32")
    data[1, 0, 0] = np.nan
    found = tile(write_tif(tmp_path / "a.tif", data), Box(0, 0, 2, 2), ranges=[[0, 2]])
    assert found.valid.tolist() == [[False, True], [True, True]]


def test_alpha_is_the_mask_and_no_colour(tmp_path: Path) -> None:
    data = noise(bands=4)
    data[3] = 255
    data[3, :10] = 0
    path = write_tif(tmp_path / "a.tif", data, photometric="RGB", alpha="non-premultiplied")
    with gdal_env(), ImageReader(str(path)) as reader:
        assert reader.bands == (1, 2, 3)
        found = reader.read_tile(reader.lattice(1), Box(0, 0, 50, 40))
    assert not found.valid[:10].any()
    assert found.valid[10:].all()


def test_internal_mask_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        write_tif(path, noise())
        with rasterio.open(path, "r+") as out:
            mask = np.full((40, 50), 255, "uint8")
            mask[:, 25:] = 0
            out.write_mask(mask)
    found = tile(path, Box(0, 0, 50, 40))
    assert found.valid[:, :25].all()
    assert not found.valid[:, 25:].any()


def test_fourth_band_without_alpha_is_not_a_mask(tmp_path: Path) -> None:
    data = noise(bands=4)
    data[3] = 0
    path = write_tif(tmp_path / "a.tif", data, photometric="RGB", alpha="unspecified")
    assert tile(path, Box(0, 0, 50, 40)).valid.all()


def test_file_valid_tells_native_pixels(tmp_path: Path) -> None:
    data = np.full((3, 4, 4), 100, "uint8")
    data[:, 1, 2] = 0
    path = write_tif(tmp_path / "a.tif", data, nodata=0)
    with gdal_env(), ImageReader(str(path)) as reader:
        valid = reader.file_valid(-1, 0, 6, 4)
    assert valid.sum() == 15
    assert not valid[1, 3]
    assert not valid[:, 0].any()


def test_image_without_georeference_lies_in_qgis_pixel_space(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", noise(), transform=None, crs=None)
    with gdal_env(), ImageReader(str(path)) as reader:
        assert reader.transform == PIXEL_SPACE == Affine(1, 0, 0, 0, -1, 0)
        assert reader.crs is None
        with pytest.raises(LayerError, match="no georeference"):
            _ = reader.lattice(1).native_m
        assert reader.lattice(1, pixel_size_m=0.2).native_m == 0.2


def test_given_pixel_size_is_not_used_where_the_crs_tells_it(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", noise())
    with gdal_env(), ImageReader(str(path)) as reader:
        assert reader.lattice(1, pixel_size_m=7.0).native_m == pytest.approx(1.0, rel=1e-3)


@pytest.mark.parametrize("options", [{"bands": [4]}, {"bands": [0]}, {"bands": [1, 2, 9]}])
def test_band_that_is_not_there_is_named(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(LayerError, match="has no band"):
        tile(write_tif(tmp_path / "a.tif", noise()), Box(0, 0, 1, 1), **options)


def test_missing_image_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match=r'"gone.tif" was not found'):
        tile(tmp_path / "gone.tif", Box(0, 0, 1, 1))


def test_file_that_is_no_raster_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.tif"
    path.write_text("these are not pixels")
    with pytest.raises(LayerError, match="cannot be read as a raster"):
        tile(path, Box(0, 0, 1, 1))


def test_truncated_image_is_told_as_broken(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", noise(height=400, width=500), compress="deflate")
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(LayerError, match="cannot be read completely"):
        tile(path, Box(0, 0, 500, 400))


def test_png_that_was_cut_short_is_told_as_broken(tmp_path: Path) -> None:
    """GDAL alone reads the missing rows as zeros and says nothing."""
    path = tmp_path / "a.png"
    with rasterio.open(
        path, "w", driver="PNG", width=500, height=400, count=3, dtype="uint8"
    ) as out:
        out.write(noise(height=400, width=500))
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(LayerError, match="cannot be read completely"):
        tile(path, Box(0, 0, 500, 400))


def test_complex_numbers_are_refused(tmp_path: Path) -> None:
    data = np.ones((1, 4, 4), "complex64")
    with pytest.raises(LayerError, match="complex"):
        tile(write_tif(tmp_path / "a.tif", data), Box(0, 0, 1, 1))


def test_names_in_other_scripts_and_with_spaces_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "мои данные 地図"
    folder.mkdir()
    assert tile(write_tif(folder / "ein Bild.tif", noise()), Box(0, 0, 1, 1)).valid.all()
