"""GDAL's settings, and opening a raster with words for what is wrong with it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import rasterio
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from backend.errors import LayerError
from backend.remote import REMOTE_GDAL, TELL, image_name, is_remote, remote_problem

__all__ = [
    "CACHE_BYTES",
    "STRICT_GDAL",
    "begin_reading_thread",
    "failure",
    "gdal_env",
    "last_line",
    "open_raster",
]

CACHE_BYTES = 32 * 2**20  # of decoded blocks, where nobody knows better
# Without these a PNG that was cut short reads as zeros, and a damaged JPEG as grey, both silently.
STRICT_GDAL = {"GDAL_PNG_WHOLE_IMAGE_OPTIM": "NO", "GDAL_ERROR_ON_LIBJPEG_WARNING": "TRUE"}

_SETTINGS: Mapping[str, Any] = {"GDAL_CACHEMAX": CACHE_BYTES, **STRICT_GDAL, **REMOTE_GDAL}


@contextmanager
def gdal_env(**options: Any) -> Iterator[None]:
    """GDAL's settings while files are open; a missing georeference is no news here."""
    warnings.simplefilter("ignore", NotGeoreferencedWarning)  # adds one filter, however often
    with rasterio.Env(**{**_SETTINGS, **options}):
        yield


def begin_reading_thread() -> None:
    """GDAL's settings for a thread of its own, until it ends: they do not pass to new threads."""
    options = {key: value for key, value in _SETTINGS.items() if key != "GDAL_CACHEMAX"}
    rasterio.Env(**options).__enter__()  # the cache is one for all threads


def open_raster(path: str) -> Any:
    """Open a raster for reading.

    Raises:
        LayerError: it is missing, or GDAL cannot read it.
    """
    try:
        if not is_remote(path):
            return rasterio.open(path)
        # Otherwise a server is asked for some fifty files that could lie beside the image.
        with rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR"):
            return rasterio.open(path)
    except RasterioError as error:
        name = image_name(path)
        if is_remote(path):
            raise LayerError(
                f'The image "{name}" cannot be read: {remote_problem(failure(error))}.',
                hint=TELL,
                detail=str(error),
            ) from error
        if "://" not in path and ":" not in path[2:] and not Path(path).exists():
            raise LayerError(
                f'The image "{name}" was not found. There is no file "{path}".',
                hint="Check whether it was moved or renamed.",
                detail=str(error),
            ) from error
        raise LayerError(
            f'The image "{name}" cannot be read as a raster: {last_line(error)}.',
            hint="Open it in QGIS to see whether it is damaged, or save it as GeoTIFF.",
            detail=str(error),
        ) from error


def failure(error: BaseException) -> str:
    """What GDAL said first, where rasterio says only that something was said."""
    while (deeper := error.__cause__) is not None:
        error = deeper
    return last_line(error)


def last_line(error: BaseException) -> str:
    """The end of what an error says, without a full stop."""
    return (str(error).strip().splitlines() or ["no reason was given"])[-1].rstrip(".")
