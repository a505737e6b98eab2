"""Rasters of every kind with one square at a known place.

.venv/bin/python -m tests.placement DIR     writes all of them and a list of them, cases.json

Every image is made of the same pixels: a plain ground, and a square that is not in the middle, so
that a turned, mirrored or shifted result is seen. What differs is how the pixels are stored and
where they lie.
"""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning
from rasterio.shutil import copy

WIDTH, HEIGHT = 210, 170
# First and last column and row of the square, the last ones not included.
SQUARE = (126, 34, 166, 94)
GROUND, RED = (120, 120, 120), (255, 0, 0)
# A coordinate system that no authority lists, as a site survey has: metres, turned axes.
SITE = (
    'PROJCS["site",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
    'PROJECTION["Hotine_Oblique_Mercator_Azimuth_Center"],PARAMETER["latitude_of_center",46],'
    'PARAMETER["longitude_of_center",7],PARAMETER["azimuth",37],'
    'PARAMETER["rectified_grid_angle",37],PARAMETER["scale_factor",1],'
    'PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1]]'
)

Pixels = NDArray[Any]


@dataclass(frozen=True)
class Place:
    """Where an image lies: a coordinate system and a geotransform; metres a pixel where unknown."""

    crs: str | None
    transform: Affine | None
    metres: float = 1.0


@dataclass(frozen=True)
class Case:
    """One raster: its name, place and way of storing, and the class that the square is of."""

    name: str
    place: str
    kind: str

    @property
    def square(self) -> str:
        return "white" if self.kind.startswith("grey") else "red"


def _at(x: float, y: float, px: float, py: float | None = None, turn: float = 0.0) -> Affine:
    steps = Affine.scale(px, -(px if py is None else py))
    return Affine.translation(x, y) @ Affine.rotation(turn) @ steps


DEGREE = 1 / 111_320
PLACES = {
    "utm": Place("EPSG:32636", _at(500_000, 40_000, 1.0)),
    "utm, south-up": Place("EPSG:32636", _at(500_000, 40_000, 1.0, -1.0)),
    "utm, mirrored": Place("EPSG:32636", _at(500_000, 40_000, -1.0, 1.0)),
    "utm, turned 30": Place("EPSG:32636", _at(500_000, 40_000, 1.0, turn=30)),
    "utm, turned 200": Place("EPSG:32636", _at(500_000, 40_000, 1.0, turn=200)),
    "utm, odd origin": Place("EPSG:32636", _at(500_000.137, 40_000.731, 0.97)),
    "utm, fine": Place("EPSG:32636", _at(500_000, 40_000, 0.25)),
    "utm, oblong pixels": Place("EPSG:32636", _at(500_000, 40_000, 1.0, 0.8)),
    "utm south": Place("EPSG:32733", _at(300_000, 8_900_000, 1.0)),
    "web mercator at 60 north": Place("EPSG:3857", _at(2_700_000, 8_400_000, 2.0)),
    "geographic": Place("EPSG:4326", _at(11.5, 0.4, DEGREE)),
    "geographic, south-west": Place("EPSG:4326", _at(-70.6, -33.4, DEGREE / 0.83, DEGREE)),
    "geographic, south-up": Place("EPSG:4326", _at(11.5, 0.4, DEGREE, -DEGREE)),
    "feet": Place("EPSG:2263", _at(985_000, 200_000, 3.28084)),
    "lambert": Place("EPSG:2154", _at(650_000, 6_860_000, 1.0)),
    "polar": Place("EPSG:3413", _at(-300_000, -2_200_000, 1.0)),
    "north-oriented west axis": Place("EPSG:5514", _at(-740_000, -1_040_000, 1.0)),
    "site": Place(SITE, _at(120, -80, 1.0)),
    "geotransform alone": Place(None, _at(1_000, 2_000, 1.0)),
    "nowhere": Place(None, None),
}


def colours() -> Pixels:
    """(3, H, W) uint8."""
    image = np.empty((3, HEIGHT, WIDTH), np.uint8)
    image[:] = np.array(GROUND, np.uint8)[:, None, None]
    left, top, right, bottom = SQUARE
    image[:, top:bottom, left:right] = np.array(RED, np.uint8)[:, None, None]
    return image


def write(
    path: Path, bands: Pixels, place: Place, interp: tuple[ColorInterp, ...] = (), **profile: Any
) -> Path:
    """A raster of (bands, H, W)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        where = {} if place.transform is None else {"transform": place.transform}
        settings = {"driver": "GTiff", "crs": place.crs and CRS.from_user_input(place.crs)}
        settings |= {"count": len(bands), "height": HEIGHT, "width": WIDTH, "dtype": bands.dtype}
        with rasterio.open(path, "w", **{**settings, **where, **profile}) as file:
            file.write(bands)
            if interp:
                file.colorinterp = interp
    return path


def _converted(path: Path, place: Place, driver: str, **options: Any) -> Path:
    """The plain raster in another format."""
    plain = write(path.with_suffix(".plain.tif"), colours(), place)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        copy(plain, path, driver=driver, **options)
    plain.unlink()
    return path


# --- ways of storing the pixels ------------------------------------------------------------------


def _tiled(path: Path, place: Place) -> Path:
    return write(path, colours(), place, tiled=True, blockxsize=64, blockysize=64, compress="lzw")


def _uint16(path: Path, place: Place) -> Path:
    return write(path, colours().astype(np.uint16) * 200 + 1_000, place)


def _int16(path: Path, place: Place) -> Path:
    return write(path, colours().astype(np.int16) - 128, place)


def _uint32(path: Path, place: Place) -> Path:
    return write(path, colours().astype(np.uint32) * 70_000, place)


def _float32(path: Path, place: Place) -> Path:
    image = colours().astype(np.float32) / 255
    image[:, :, :9] = np.nan
    return write(path, image, place)


def _float64(path: Path, place: Place) -> Path:
    return write(path, colours().astype(np.float64) * 1e-3, place, nodata=-9_999)


def _grey(path: Path, place: Place) -> Path:
    return write(path, (colours()[:1] == 255).astype(np.uint8) * 255, place)


def _grey16(path: Path, place: Place) -> Path:
    return write(path, (colours()[:1] == 255).astype(np.uint16) * 4_000 + 90, place)


def _palette(path: Path, place: Place) -> Path:
    index = (colours()[:1] == 255).astype(np.uint8)
    write(path, index, place, photometric="palette")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "r+") as file:
            file.write_colormap(1, {0: (*GROUND, 255), 1: (*RED, 255)})
    return path


def _alpha(path: Path, place: Place) -> Path:
    alpha = np.full((1, HEIGHT, WIDTH), 255, np.uint8)
    alpha[:, -12:] = 0
    kinds = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)
    return write(path, np.concatenate([colours(), alpha]), place, interp=kinds)


def _nodata(path: Path, place: Place) -> Path:
    image = colours()
    image[:, :, :20] = 7
    return write(path, image, place, nodata=7)


def _mask(path: Path, place: Place) -> Path:
    valid = np.full((HEIGHT, WIDTH), 255, np.uint8)
    valid[:15] = 0
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        write(path, colours(), place)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, "r+") as file:
                file.write_mask(valid)
    return path


def _near_infrared(path: Path, place: Place) -> Path:
    image = np.concatenate([colours(), np.full((1, HEIGHT, WIDTH), 90, np.uint8)])
    kinds = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.undefined)
    return write(path, image, place, interp=kinds)


def _thirteen(path: Path, place: Place) -> Path:
    more = np.arange(10, dtype=np.uint8)[:, None, None].repeat(HEIGHT, 1).repeat(WIDTH, 2)
    return write(path, np.concatenate([colours(), more]), place)


def _jpeg(path: Path, place: Place) -> Path:
    return write(path, colours(), place, compress="jpeg", photometric="ycbcr", tiled=True)


def _overviews(path: Path, place: Place) -> Path:
    return _converted(path, place, "COG", blocksize=128)


def _vrt(path: Path, place: Place) -> Path:
    source = write(path.with_suffix(".source.tif"), colours(), place)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        copy(source, path, driver="VRT")
    return path


def _geopackage(path: Path, place: Place) -> Path:
    return _converted(path, place, "GPKG", tile_format="PNG")


def _png(path: Path, place: Place) -> Path:
    return _converted(path, place, "PNG", worldfile="YES")


def _jpeg2000(path: Path, place: Place) -> Path:
    return _converted(path, place, "JP2OpenJPEG", quality=100, reversible="YES")


def _erdas(path: Path, place: Place) -> Path:
    return _converted(path, place, "HFA")


Store = Callable[[Path, Place], Path]
KINDS: dict[str, tuple[str, Store]] = {
    "tiled": ("tif", _tiled),
    "uint16": ("tif", _uint16),
    "int16": ("tif", _int16),
    "uint32": ("tif", _uint32),
    "float32 with NaN": ("tif", _float32),
    "float64": ("tif", _float64),
    "grey": ("tif", _grey),
    "grey16": ("tif", _grey16),
    "palette": ("tif", _palette),
    "alpha": ("tif", _alpha),
    "nodata": ("tif", _nodata),
    "internal mask": ("tif", _mask),
    "near infrared": ("tif", _near_infrared),
    "13 bands": ("tif", _thirteen),
    "jpeg": ("tif", _jpeg),
    "cloud-optimised": ("tif", _overviews),
    "vrt": ("vrt", _vrt),
    "geopackage": ("gpkg", _geopackage),
    "png": ("png", _png),
    "jpeg 2000": ("jp2", _jpeg2000),
    "erdas": ("img", _erdas),
}


def _int32(path: Path, place: Place) -> Path:
    return write(path, colours().astype(np.int32) * 1_000 - 70_000, place, nodata=-(2**31))


def _grey_alpha(path: Path, place: Place) -> Path:
    grey = (colours()[:1] == 255).astype(np.uint8) * 255
    alpha = np.full((1, HEIGHT, WIDTH), 255, np.uint8)
    alpha[:, :, -7:] = 0
    return write(path, np.concatenate([grey, alpha]), place, (ColorInterp.gray, ColorInterp.alpha))


def _alpha16(path: Path, place: Place) -> Path:
    alpha = np.full((1, HEIGHT, WIDTH), 65_535, np.uint16)
    alpha[:, :11] = 0
    kinds = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)
    image = colours().astype(np.uint16) * 257
    return write(path, np.concatenate([image, alpha]), place, interp=kinds)


def _clear_palette(path: Path, place: Place) -> Path:
    """A palette with an entry that is transparent, and values that it does not have."""
    index = (colours()[:1] == 255).astype(np.uint8)
    index[:, :9], index[:, -9:] = 2, 200
    write(path, index, place, photometric="palette")
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {0: (*GROUND, 255), 1: (*RED, 255), 2: (0, 255, 0, 0)})
    return path


def _mask_beside(path: Path, place: Place) -> Path:
    valid = np.full((HEIGHT, WIDTH), 255, np.uint8)
    valid[-20:] = 0
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False):
        write(path, colours(), place)
        with rasterio.open(path, "r+") as file:
            file.write_mask(valid)
    return path


def _mosaic(path: Path, place: Place) -> Path:
    """Two files beside each other, with a gap that no file covers."""
    parts = []
    for name, window in (("left", (0, 110)), ("right", (117, WIDTH))):
        assert place.transform is not None
        at = place.transform @ Affine.translation(window[0], 0)
        image = colours()[:, :, window[0] : window[1]]
        target = path.with_suffix(f".{name}.tif")
        write(target, image, Place(place.crs, at), width=image.shape[2], nodata=7)
        parts.append(str(target))
    subprocess.run(["gdalbuildvrt", "-q", "-overwrite", str(path), *parts], check=True)
    return path


def _strips(path: Path, place: Place) -> Path:
    return write(path, colours(), place, blockysize=1, compress="packbits", interleave="band")


# Told to the command line alone: QGIS reads them through the same GDAL.
MORE_KINDS: dict[str, tuple[str, Store]] = {
    "int32 with nodata": ("tif", _int32),
    "grey with alpha": ("tif", _grey_alpha),
    "alpha of 16 bits": ("tif", _alpha16),
    "palette with a clear entry": ("tif", _clear_palette),
    "mask beside the file": ("tif", _mask_beside),
    "mosaic with a gap": ("vrt", _mosaic),
    "strips of one row": ("tif", _strips),
}
# Formats that cannot hold a turned raster.
UPRIGHT = {"geopackage"}


def cases() -> Iterator[Case]:
    """Every place with plain pixels, every way of storing at two places."""
    for place in PLACES:
        yield Case(f"{place}; tiled", place, "tiled")
    for kind in KINDS:
        if kind == "tiled":
            continue
        for place in ("utm", "geographic" if kind in UPRIGHT else "utm, turned 30"):
            yield Case(f"{place}; {kind}", place, kind)


def more_cases() -> Iterator[Case]:
    """Ways of storing that are no less usual, each once."""
    for number, kind in enumerate(MORE_KINDS):
        place = ("utm", "feet", "geographic", "utm, odd origin")[number % 4]
        yield Case(f"{place}; {kind}", place, kind)


def make(case: Case, folder: Path) -> Path:
    """Write the raster of a case."""
    suffix, store = {**KINDS, **MORE_KINDS}[case.kind]
    stem = "".join(c if c.isalnum() else "_" for c in case.name)
    return store(folder / f"{stem}.{suffix}", PLACES[case.place])


def main() -> None:
    """Write all rasters and what is to be known of them."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    told = []
    for case in cases():
        place = PLACES[case.place]
        transform = None if place.transform is None else tuple(place.transform)[:6]
        told.append({
            "name": case.name, "path": str(make(case, folder)), "square": case.square,
            "transform": transform, "metres": None if place.crs else place.metres,
        })  # fmt: skip
    (folder / "cases.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
