"""What will be made of a folder of images and a vector layer: classes, pieces, what is held out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil
from pathlib import Path

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from backend.errors import InputError
from training.prepare.labels import open_image
from training.prepare.layout import list_files
from training.prepare.pieces import How
from training.prepare.places import by_name, spatial
from training.prepare.vectors import Grid, Layer, read_layer, reproject

__all__ = ["DEVELOPMENT", "FolderOptions", "Plan", "Unit", "hold_out", "make_plan", "make_units"]

ENDINGS = frozenset({".tif", ".tiff", ".vrt", ".jp2", ".png", ".jpg", ".jpeg"})
DEVELOPMENT = "development"
GEOGRAPHIC = CRS.from_epsg(4326)


@dataclass(frozen=True, slots=True)
class FolderOptions:
    """How a folder is prepared.

    Attributes:
        attribute: field of the vector layer whose values are class names.
        layer: of a vector file with several.
        classes: only these; empty means all.
        complete: classes of which every object was drawn.
        area: polygons within which that is true; None means the whole images.
        rename: value of the field -> class name.
        hold_out, development: images for development, by name, or a share of the ground.
        val, val_share: images of the split val, likewise.
        cut: largest side of a piece in pixels; 0 leaves images whole.
        source: name of the data set in the index.
    """

    attribute: str
    layer: str | None = None
    classes: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()
    area: Path | None = None
    rename: tuple[tuple[str, str], ...] = ()
    hold_out: tuple[str, ...] = ()
    development: float = 0.0
    val: tuple[str, ...] = ()
    val_share: float = 0.0
    cut: int = 2048
    source: str = "own"
    licence: str = ""
    how: How = "copy"
    jobs: int = 1
    check: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of an image.

    Attributes:
        window: column, row, width, height in the image.
        alone: it is the whole image.
    """

    image: str
    name: str
    window: tuple[int, int, int, int]
    grid: Grid
    alone: bool
    split: str = "train"
    place: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The classes and where they are.

    Attributes:
        images: folder of the images.
        layer: polygons that are used, with their class names.
        area: where complete classes are drawn completely; None means everywhere.
        names: classes in the order of their ids, from 1.
        skipped: why features are not used, with their number.
    """

    images: Path
    layer: Layer
    area: Layer | None
    names: tuple[str, ...]
    complete: frozenset[str]
    skipped: Counter[str]
    _moved: dict[tuple[str, bool], NDArray[np.object_]] = field(default_factory=dict, repr=False)

    def shapes_in(self, crs: CRS, of_area: bool = False) -> NDArray[np.object_]:
        """Polygons, or those of the area, in the system of an image."""
        layer = self.area if of_area else self.layer
        if layer is None:
            return np.empty(0, dtype=object)
        key = (crs.to_wkt(), of_area)
        if key not in self._moved:
            self._moved[key] = reproject(layer.shapes, layer.crs, crs)
        return self._moved[key]

    @property
    def ids(self) -> dict[str, int]:
        """Class name -> id."""
        return {name: i for i, name in enumerate(self.names, start=1)}


def make_plan(images: Path, vectors: Path, options: FolderOptions) -> Plan:
    """Read the layer and settle the classes.

    Raises:
        InputError: the layer cannot be used, or an option names what it does not have.
    """
    layer = read_layer(vectors, options.layer, options.attribute)
    renamed = dict(options.rename)
    values = [renamed.get(value, value) for value in layer.values]
    areal = shapely.get_dimensions(layer.shapes) == 2
    skipped = Counter("lines or points" for ok in areal if not ok)
    wanted = set(options.classes)
    kept = []
    for i, value in enumerate(values):
        usable = areal[i] and value and (not wanted or value in wanted)
        if usable:
            kept.append(i)
        elif areal[i]:
            skipped[f'class "{value}"' if value else "no class name"] += 1
    if not kept:
        raise InputError(
            f'"{vectors}" has no polygon with a class in the field "{options.attribute}".',
            hint=f"Values of the field: {', '.join(sorted(set(layer.values))[:10]) or 'none'}.",
        )
    names = tuple(sorted({values[i] for i in kept}))
    for what, asked in (("--complete", options.complete), ("--classes", options.classes)):
        if unknown := sorted(set(asked) - set(names)):
            raise InputError(
                f'{what} names "{unknown[0]}", which no polygon has.',
                hint=f"Classes of the layer: {', '.join(names)}.",
            )
    if len(names) > 250:
        raise InputError(
            f'The field "{options.attribute}" has {len(names):,} different values; at most 250 can '
            "be classes.",
            hint="Choose the field that holds the class names.",
        )
    bad = next((name for name in names if any(c in name for c in ";:")), None)
    if bad is not None:
        raise InputError(f'The class name "{bad}" holds ";" or ":".', hint="Use --rename.")
    if bad := next((n for n in names if n.casefold() in ("background", "other")), None):
        raise InputError(
            f'"{bad}" means "none of the classes" and cannot be the class of a polygon.',
            hint="Leave it out with --classes, and name complete classes with --complete.",
        )
    shapes = layer.shapes[kept].copy()
    broken = ~shapely.is_valid(shapes)
    # Only areas: a spike that became a line of its own would be burnt as pixels.
    shapes[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    flat = shapely.is_empty(shapes)
    if flat.any():
        skipped["polygons without an area"] += int(flat.sum())
    kept = [i for i, gone in zip(kept, flat, strict=True) if not gone]
    shapes = shapes[~flat]
    area = read_layer(options.area) if options.area else None
    kept_layer = Layer(shapes, [values[i] for i in kept], layer.crs)
    return Plan(images, kept_layer, area, names, frozenset(options.complete), skipped)


def _steps(size: int, largest: int) -> list[tuple[int, int]]:
    """(start, length) of even parts of at most ``largest``."""
    n = ceil(size / largest) if largest else 1
    ends = [round(i * size / n) for i in range(n + 1)]
    return [(a, b - a) for a, b in pairwise(ends)]


def make_units(
    plan: Plan, out: Path, options: FolderOptions
) -> tuple[list[Unit], list[str], list[str]]:
    """Pieces with something to learn from, pieces without, and images without a place.

    Raises:
        InputError: there is no image, no polygon lies on any, or two pieces would get one name.
    """
    names = [
        name
        for name in list_files(plan.images, out)
        if Path(name).suffix.lower() in ENDINGS and not name.endswith(".aux.xml")
    ]
    if not names:
        raise InputError(
            f'"{plan.images}" has no image.', hint=f"Endings looked for: {sorted(ENDINGS)}."
        )
    stems = Counter(Path(name).stem.casefold() for name in names)
    units, empty, unplaced = [], [], []
    trees: dict[str, shapely.STRtree] = {}
    for name in names:
        stem = Path(name).stem
        if stems[stem.casefold()] > 1:
            stem = name.rpartition(".")[0].replace("/", "_")
        with open_image(plan.images / name) as image:
            if image.crs is None:
                unplaced.append(name)
                continue
            whole = Grid.of(image)
        system = whole.crs.to_wkt()
        if system not in trees:
            trees[system] = shapely.STRtree(plan.shapes_in(whole.crs))
        tree = trees[system]
        columns, rows = _steps(whole.width, options.cut), _steps(whole.height, options.cut)
        alone = len(columns) == len(rows) == 1
        for y, height in rows:
            for x, width in columns:
                moved = whole.transform @ Affine.translation(x, y)
                grid = Grid(moved, whole.crs, width, height)
                full = stem if alone else f"{stem}_{y}_{x}"
                near = len(tree.query(grid.box, predicate="intersects")) > 0
                if near or plan.complete:
                    units.append(Unit(name, full, (x, y, width, height), grid, alone))
                else:
                    empty.append(full)
    if not units:
        where = f"; {len(unplaced)} have no coordinate system" if unplaced else ""
        raise InputError(
            f'No polygon lies on an image of "{plan.images}"{where}.',
            hint="Look at both in QGIS: they may be in different places, or in a wrong system.",
        )
    first: dict[str, str] = {}
    for unit in units:
        other = first.setdefault(unit.name.casefold(), unit.image)
        if other != unit.image:
            raise InputError(
                f'Pieces of "{other}" and of "{unit.image}" would get the same name "{unit.name}".',
                hint="Rename one of the images.",
            )
    return units, empty, unplaced


def hold_out(units: Sequence[Unit], options: FolderOptions) -> list[Unit]:
    """The units with their split and place.

    Units for development stay in the split train, in the place ``DEVELOPMENT``: a training run
    names that place in ``data.development``.

    Raises:
        InputError: a pattern fits nothing, or nothing is left to train on.
    """
    stems = [Path(u.image).stem if u.alone else u.name for u in units]
    val = by_name(stems, options.val)
    held = by_name(stems, options.hold_out)
    if options.val_share or options.development:
        boxes = _ground_boxes(units)
        if options.val_share:
            free = [not (v or h) for v, h in zip(val, held, strict=True)]
            more = spatial(boxes, options.val_share, from_start=False, free=free)
            val = [a or b for a, b in zip(val, more, strict=True)]
        if options.development:
            free = [not (v or h) for v, h in zip(val, held, strict=True)]
            more = spatial(boxes, options.development, from_start=True, free=free)
            held = [a or b for a, b in zip(held, more, strict=True)]
    out = []
    for unit, is_val, is_held in zip(units, val, held, strict=True):
        if is_val:
            out.append(replace(unit, split="val", place=unit.name))
        else:
            out.append(replace(unit, place=DEVELOPMENT if is_held else unit.name))
    if all(u.split == "val" or u.place == DEVELOPMENT for u in out):
        raise InputError(
            "Nothing is left to train on: every image is held out.",
            hint="Hold out fewer images, or a smaller share.",
        )
    return out


def _ground_boxes(units: Sequence[Unit]) -> NDArray[np.object_]:
    """Outlines of units in one system whose two axes are about equal on the ground."""
    boxes = np.array(
        [reproject(np.array([u.grid.box]), u.grid.crs, GEOGRAPHIC)[0] for u in units], dtype=object
    )
    middle = np.deg2rad(shapely.get_coordinates(shapely.centroid(boxes))[:, 1].mean())
    return np.asarray(
        shapely.transform(boxes, lambda p: p * [float(np.cos(middle)), 1.0]), dtype=object
    )
