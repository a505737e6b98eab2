"""A folder of georeferenced images and a vector layer of polygons, made into an index.

This is what a QGIS user has. Polygons may be in any coordinate system; they are burnt to the pixels
of each image, larger ones first, so that a house in a park stays a house. A pixel is of a polygon
when its centre lies inside. What no polygon covers is unlabelled (255); where classes are drawn
completely, it is background to them.
"""

from __future__ import annotations

import multiprocessing
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.errors import RasterioError
from rasterio.windows import Window
from tqdm import tqdm

from backend.errors import DiskFull, InputError
from training.data.index import STRICT_GDAL, classes_text, index_text
from training.prepare.folder_plan import (
    DEVELOPMENT,
    FolderOptions,
    Plan,
    Unit,
    hold_out,
    make_plan,
    make_units,
)
from training.prepare.journal import Journal
from training.prepare.labels import UNKNOWN, open_image
from training.prepare.pieces import (
    Done,
    Piece,
    is_whole,
    place_file,
    stretched,
    write_label,
    writing,
)
from training.prepare.run import end_with_parent, pool_broke
from training.prepare.spec import Colour
from training.prepare.vectors import burn

__all__ = ["FolderOptions", "prepare_folder"]

SPARSE, COMPLETE = "labels", "labels-complete"  # folders of the two kinds of labels
SPARE_BYTES = 200 << 20
COLOURS: tuple[Colour, ...] = (
    *((166, 90, 68), (140, 140, 140), (63, 127, 191), (46, 125, 50), (227, 198, 75)),
    *((214, 63, 166), (0, 163, 163), (92, 61, 46), (230, 159, 0), (86, 180, 233)),
)


@dataclass(frozen=True, slots=True)
class Work:
    """What every piece has in common."""

    plan: Plan
    out: Path
    options: FolderOptions


def prepare_folder(images: Path, vectors: Path, out: Path, options: FolderOptions) -> str:
    """Make an index of a folder of images and a vector layer; returns a report in plain words.

    Raises:
        InputError: an image, the layer or an option cannot be used; the message names it.
        DiskFull: something cannot be written.
    """
    plan = make_plan(images, vectors, options)
    units, empty, unplaced = make_units(plan, out, options)
    units = hold_out(units, options)
    journal = None
    known: dict[tuple[str, str], Done] = {}
    if not options.check:
        _room(units, out)
        changed = [f.stat().st_mtime_ns for f in (vectors, options.area) if f]
        memory = {"images": str(images.resolve()), "vectors": str(vectors.resolve())}
        asked = {k: v for k, v in _asked(options).items() if k not in ("jobs", "check")}
        journal = Journal(out, {**memory, "changed": changed, "options": asked})
        known = journal.finished()
    todo = [u for u in units if (u.split, u.name) not in known]
    with tqdm(total=len(todo), unit="piece", disable=None) as bar:
        for done in _work(Work(plan, out, options), todo):
            known[done.split, done.name] = done
            if journal is not None:
                journal.add(done)
            bar.update()
    records: list[dict[str, object]] = []
    for unit in units:
        records += _records(plan, unit, known[unit.split, unit.name], options)
    if not records:
        raise InputError(
            f'No pixel of the images of "{images}" is labelled by "{vectors}".',
            hint="Look at both in QGIS: the polygons may be smaller than a pixel.",
        )
    report = _report(plan, units, list(known.values()), empty, unplaced, options)
    if not options.check:
        for name, text in (("index.csv", index_text(records)), ("report.txt", report)):
            with writing(out / name) as temporary:
                temporary.write_text(text, encoding="utf-8")
    return report


def _asked(options: FolderOptions) -> dict[str, object]:
    return {name: getattr(options, name) for name in options.__slots__}


def _room(units: Sequence[Unit], out: Path) -> None:
    """Refuse to start where the pieces do not fit (three bytes a pixel, and the labels)."""
    out.mkdir(parents=True, exist_ok=True)
    wanted = sum(u.grid.width * u.grid.height for u in units) * 3.2
    free = shutil.disk_usage(out).free
    if wanted + SPARE_BYTES > free:
        raise DiskFull(
            f'"{out}" has room for {free / 1e9:,.1f} GB; about {wanted / 1e9:,.1f} GB are needed.',
            hint="Choose a folder on another disk.",
        )


def _work(work: Work, units: Sequence[Unit]) -> Iterator[Done]:
    jobs = min(work.options.jobs, len(units))
    if jobs <= 1:
        yield from (_make(work, unit) for unit in units)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=end_with_parent) as pool:
        try:
            # A share of the pieces goes along with one copy of the polygons.
            chunk = max(1, len(units) // (jobs * 8))
            yield from pool.map(partial(_make, work), units, chunksize=chunk)
        except BrokenProcessPool as error:
            raise pool_broke() from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _burnt(plan: Plan, unit: Unit, names: Sequence[str], fill: int) -> NDArray[np.uint8]:
    """Ids of some classes (H, W); larger polygons first."""
    shapes = plan.shapes_in(unit.grid.crs)
    order = np.argsort(-shapely.area(shapes), kind="stable")
    ids = plan.ids
    wanted = [
        (shapes[i], ids[plan.layer.values[i]]) for i in order if plan.layer.values[i] in names
    ]
    return burn(wanted, unit.grid, fill)


def _labels(plan: Plan, unit: Unit, valid: NDArray[np.bool_]) -> dict[str, NDArray[np.uint8]]:
    """Labels of a piece by kind, those without a labelled pixel left out."""
    found = {}
    if set(plan.names) - plan.complete or not plan.complete:
        found[SPARSE] = _burnt(plan, unit, plan.names, UNKNOWN)
    if plan.complete:
        label = _burnt(plan, unit, sorted(plan.complete), 0)
        if plan.area is not None:
            shapes = plan.shapes_in(unit.grid.crs, of_area=True)
            inside = burn([(shape, 1) for shape in shapes], unit.grid, 0)
            label[(inside == 0) & (label == 0)] = UNKNOWN
        found[COMPLETE] = label
    for label in found.values():
        label[~valid] = UNKNOWN
    return {kind: label for kind, label in found.items() if (label != UNKNOWN).any()}


def _make(work: Work, unit: Unit) -> Done:
    """Write one piece: image, and one or two labels."""
    plan, options = work.plan, work.options
    x, y, width, height = unit.window
    path = plan.images / unit.image
    crs = unit.grid.crs
    text = f"EPSG:{crs.to_epsg()}" if crs.to_epsg() else crs.to_string()
    done = Done(unit.split, unit.name, unit.place, unit.grid.gsd_m, text)
    with rasterio.Env(**STRICT_GDAL), open_image(path) as image:
        try:
            valid = image.dataset_mask(window=Window(x, y, width, height)) > 0
            labels = _labels(plan, unit, valid)
            plain = unit.alone and image.dtypes[0] == "uint8" and image.count >= 3
            ending = path.suffix.lower() if plain else ".tif"
            name = f"images/{unit.split}/{unit.name}{ending}"
            for kind, label in labels.items():
                file = f"{kind}/{unit.split}/{unit.name}.png"
                done.pieces.append(Piece(name, file, width, height))
                done.count(label, kind)
                if not options.check and not is_whole(work.out / file):
                    colours = {i: COLOURS[(i - 1) % len(COLOURS)] for i in plan.ids.values()}
                    write_label(work.out / file, label, colours)
            if not labels:
                done.empty = 1
            elif not options.check and not is_whole(work.out / name):
                if plain:
                    image.read()  # a damaged file is told of now, not in training
                    place_file(path, work.out / name, options.how)
                else:
                    _cut_image(image, unit, work.out / name)
        except RasterioError as error:
            raise InputError(f'"{path}" is damaged: {error}.') from error
    return done


def _cut_image(image: rasterio.DatasetReader, unit: Unit, path: Path) -> None:
    """A part of an image as a GeoTIFF of three 8-bit bands, in its place on the ground."""
    window = Window(*unit.window)
    bands = image.read([1, 2, 3] if image.count >= 3 else [1, 1, 1], window=window)
    if bands.dtype != np.uint8:
        bands = stretched(bands, image, window)
    profile = {
        **{"driver": "GTiff", "width": unit.grid.width, "height": unit.grid.height, "count": 3},
        **{"dtype": "uint8", "crs": unit.grid.crs, "transform": unit.grid.transform},
        **{"compress": "deflate", "predictor": 2, "photometric": "rgb"},
    }
    if unit.grid.width >= 512 and unit.grid.height >= 512:
        profile |= {"tiled": True, "blockxsize": 256, "blockysize": 256}
    with writing(path) as temporary, rasterio.open(temporary, "w", **profile) as target:
        target.write(bands)


def _records(plan: Plan, unit: Unit, done: Done, options: FolderOptions) -> list[dict[str, object]]:
    ids = plan.ids
    classes = {
        SPARSE: {ids[n]: n for n in plan.names},
        COMPLETE: {0: "background", **{ids[n]: n for n in sorted(plan.complete)}},
    }
    return [
        {
            **{"image": piece.image, "label": piece.label, "source": options.source},
            **{"place": unit.place, "split": unit.split, "gsd_m": f"{done.gsd_m:.4g}"},
            **{"width": piece.width, "height": piece.height, "crs": done.crs},
            "classes": classes_text(classes[piece.label.partition("/")[0]]),
            "licence": options.licence,
        }
        for piece in done.pieces
    ]


def _report(
    plan: Plan, units: Sequence[Unit], done: Sequence[Done], empty: Sequence[str],
    unplaced: Sequence[str], options: FolderOptions,
) -> str:  # fmt: skip
    areas: Counter[str] = Counter()
    for unit in units:
        side = "development" if unit.place == DEVELOPMENT else unit.split
        areas[side] += unit.grid.width * unit.grid.height
    lines = [f"{len(done):,} pieces of {len({u.image for u in units}):,} images"]
    lines += [f"  {side}: {pixels / 1e6:,.1f} megapixels" for side, pixels in areas.items()]
    pixels: dict[str, Counter[str]] = defaultdict(Counter)
    for one in done:
        for key, number in one.pixels.items():
            kind, _, value = key.rpartition(":")
            pixels[kind][value] += number
    names = {"0": "background", **{str(i): n for n, i in plan.ids.items()}}
    for kind, counts in sorted(pixels.items()):
        lines.append(f"pixels a class, {kind}:")
        lines += [f"  {names[v]}: {n:,}" for v, n in sorted(counts.items())]
    for reason, number in plan.skipped.items():
        lines.append(f"features not used, {reason}: {number:,}")
    left_out = [*empty, *(d.name for d in done if d.empty)]
    for what, found in (
        ("pieces without a labelled pixel, left out", left_out),
        ("images without a coordinate system, left out", unplaced),
    ):
        if found:
            lines.append(f"{what}: {len(found):,} ({', '.join(found[:5])})")
    if any(u.place == DEVELOPMENT for u in units):
        lines += ["", "For the training configuration:", "  data:", "    development:"]
        lines.append(f"      - {{source: {options.source}, match: {DEVELOPMENT}}}")
    else:
        lines += ["", "No image is held out for development: see --hold-out and --development."]
    return "\n".join(lines) + "\n"
