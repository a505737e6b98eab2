"""One image file in, named result files out, for the command line and for batches."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backend import protocol as p
from backend.device import try_lock
from backend.errors import BadRequest, DiskFull

if TYPE_CHECKING:
    from backend.aoi_file import Polygon
    from backend.engine import Engine, Progress

__all__ = ["FileRequest", "check_targets", "remove_leftovers", "segment_file"]

MARK = 8  # hexadecimal digits that tell run folders apart


@dataclass(frozen=True, slots=True)
class FileRequest:
    """One image and where its results go.

    Attributes:
        params: of the run; its grid and its folder are filled in here.
        out: the class raster to write; a style is written beside it.
        scores: the score raster to write, or None.
        gsd_m: working ground resolution to come near to; None takes the model's.
        extent: (xmin, ymin, xmax, ymax) in the image's CRS, or None.
        window: (column, row, columns, rows) in working pixels, or None.
        pixel_size_m: ground size of the image's pixels where it has no georeference.
        output: pixels of the result, "working" or "native".
        aoi: file of polygons that limit the work, or None.
        aoi_crs: their coordinate system, in place of what the file says; "image" for the image's.
        resume: take over the blocks that an interrupted run for this result finished, and leave
            finished blocks where this one is interrupted.
    """

    params: p.SegmentParams
    out: Path
    scores: Path | None = None
    gsd_m: float | None = None
    extent: tuple[float, ...] | None = None
    window: tuple[int, ...] | None = None
    pixel_size_m: float | None = None
    output: str = "working"
    resume: bool = False
    aoi: Path | None = None
    aoi_crs: str | None = None


def segment_file(
    request: FileRequest, engine: Engine, progress: Progress, cancelled: Callable[[], bool]
) -> tuple[p.SegmentResult, dict[str, str]]:
    """Segment an image; earlier results stay until the new ones are complete.

    Args:
        request: what to do.
        engine: to do it with.
        progress: told at each step.
        cancelled: asked at each tile and between the layers of the network.

    Returns:
        what was found, and the files that were asked for by kind.

    Raises:
        AppError: a leaf says what was wrong; nothing half-made is left but, with ``resume``, the
            finished blocks in a hidden folder beside the result.
    """
    from backend.request_area import request_grid

    params = request.params
    check_targets(Path(params.image.path), request.out, request.scores)
    gsd_m = request.gsd_m or engine.registry.resolve(params.model).info.gsd_m
    polygons = _polygons(request)
    grid = request_grid(
        params.image, gsd_m, extent=request.extent, window=request.window,
        pixel_size_m=request.pixel_size_m, output=request.output, polygons=polygons,
    )  # fmt: skip
    with (_kept_folder if request.resume else _run_folder)(request.out) as folder:
        aoi = _kept_polygons(folder, request, polygons)
        filled = params.model_copy(update={"grid": grid, "out_dir": str(folder), "aoi": aoi})
        result = engine.segment(filled, progress, cancelled)
        return result, _move_results(result.paths, request.out, request.scores)


def _polygons(request: FileRequest) -> list[Polygon] | None:
    """Polygons of a request in the coordinates of its image.

    Raises:
        AppError: they, or the image, cannot be read.
    """
    from backend.aoi_file import in_image, read_polygons
    from backend.rasters import ImageReader, gdal_env

    if request.aoi is None:
        return None
    file, image = read_polygons(str(request.aoi)), request.params.image
    with gdal_env(), ImageReader(image.path, image.bands, image.ranges or [[0.0, 1.0]]) as reader:
        return in_image(file, request.aoi_crs, reader.ground_crs)


def _kept_polygons(
    folder: Path, request: FileRequest, polygons: list[Polygon] | None
) -> str | None:
    """The polygons as a file in the folder of the run, or None where there are none."""
    from backend.aoi_file import write_polygons

    if request.aoi is None or polygons is None:
        return None
    path = folder / "aoi.geojson"
    try:
        folder.mkdir(exist_ok=True)
        write_polygons(path, polygons, request.aoi.name, request.aoi_crs)
    except OSError as error:
        raise DiskFull(
            f'The file "{path}" cannot be written: {error.strerror or error}.',
            hint="Free some space, or choose a folder that you may write to.",
        ) from error
    return str(path)


def check_targets(image: Path, out: Path, scores: Path | None) -> None:
    """Raise before any work when the results would fall on the image or each other.

    Raises:
        BadRequest: a name cannot be used.
        DiskFull: there is no such folder.
    """
    for path in (out, scores):
        if path is None:
            continue
        if path.suffix.lower() not in (".tif", ".tiff"):
            raise BadRequest(
                f'The result "{path}" is a GeoTIFF, but its name does not end with ".tif".',
                hint='Give a name that ends with ".tif".',
            )
        if path.is_dir():
            raise BadRequest(f'The result "{path}" is a folder.', hint="Give the name of a file.")
        if image.exists() and path.exists() and path.samefile(image):
            raise BadRequest("The result would replace the image.", hint="Give it another name.")
        if not path.absolute().parent.is_dir():
            raise DiskFull(
                f'The result "{path}" cannot be written: there is no folder '
                f'"{path.absolute().parent}".',
                hint="Make the folder first, or choose another.",
            )
    if scores is not None and scores.absolute() == out.absolute():
        raise BadRequest("Class raster and score raster have the same name.")


@contextlib.contextmanager
def _run_folder(out: Path) -> Iterator[Path]:
    """The run's own folder beside the result, so that its files can be renamed into place."""
    folder = out.absolute().parent / f".{out.stem}-{uuid.uuid4().hex[:MARK]}.run"
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _kept_folder(out: Path) -> Iterator[Path]:
    """The folder of all attempts at this result, which goes when one of them has made it."""
    folder = out.absolute().parent / f".{out.stem}.run"
    try:
        folder.mkdir(exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise DiskFull(
            f'The folder "{folder}" cannot be written: {error.strerror or error}.',
            hint="Choose a folder that you may write to.",
        ) from error
    try:
        if not try_lock(lock):
            raise BadRequest(
                f'Another process works on the result "{out}" now.',
                hint="Wait for it, or give the result another name.",
            )
        yield folder
    finally:
        os.close(lock)  # releases it
    shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(out: Path) -> None:
    """Remove the run folders of processes that ended while they worked on this result."""
    pattern = f".{glob.escape(out.stem)}-{'[0-9a-f]' * MARK}.run"
    for folder in out.absolute().parent.glob(pattern):
        shutil.rmtree(folder, ignore_errors=True)


def _move_results(paths: p.OutputPaths, out: Path, scores: Path | None) -> dict[str, str]:
    """Rename the files of the run to the names that were asked for."""
    # The scores come first: another program may hold them, and then nothing is replaced.
    targets = {} if scores is None else {"scores": scores}
    targets |= {"classes": out, "style": out.with_suffix(".qml")}
    for key, target in targets.items():
        source = Path(getattr(paths, key))
        try:
            if key == "scores":  # may lie on another drive than the class raster
                temporary = target.with_name(f".{target.name}.part")
                shutil.move(source, temporary)
                temporary.replace(target)
            else:
                source.replace(target)
        except OSError as error:
            raise DiskFull(
                f'The result "{target}" cannot be written: {error.strerror or error}.',
                hint="Choose a folder that you may write to, and close programs that use the file.",
            ) from error
    return {key: str(target) for key, target in targets.items()}
