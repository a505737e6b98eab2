"""Quality of a model on an index of labelled images, through the product's own engine.

It runs as the product segments maps, or as the papers evaluate. Decision rule and report keys:
design section 4.7. Class maps come at the resolution of the label.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import rasterio
from numpy.typing import NDArray

from backend.codes import CodeLayout, decide
from backend.engine import Engine
from backend.errors import InputError, NoKnownClass
from backend.grid import choose_factor, native_gsd_m
from backend.models.segearth.presets import DATASETS
from backend.names import means_other
from backend.protocol import GridSpec, ImageSpec, SegmentParams
from backend.rasters import gdal_env, open_raster
from backend.vocabulary import Entry, read_classes
from training.data.index import UNKNOWN, IndexRow, check_label, read_index, read_label
from training.metrics import Confusion, mean, open_vocabulary, shifted
from training.reports import try_place, write_report
from training.sheets import SheetBook
from training.unet import register

__all__ = ["chosen_rows", "evaluate", "image_means", "print_report", "run"]

logger = logging.getLogger(__name__)

Inference = Literal["map", "published"]
DIRECTIONS = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))


@dataclass(slots=True)
class Source:
    """Everything counted of one source."""

    total: Confusion = field(default_factory=lambda: Confusion([]))
    argmax: bool = True
    shifts: dict[int, dict[tuple[int, int], Confusion]] = field(default_factory=dict)

    @property
    def decision(self) -> str:
        """Rule of all its rows; "threshold" as soon as one row needs it."""
        return "argmax" if self.argmax else "threshold"


def uses_argmax(row: IndexRow) -> bool:
    """Whether the classes of a row cover every labelled pixel, so that a plain argmax decides."""
    return 0 not in row.classes and len(row.classes) > 1


def relabelled(label: NDArray[np.uint8], row: IndexRow) -> NDArray[np.uint8]:
    """Label ids of the data set to 0..n in the order of the row's classes; 255 stays."""
    table = np.full(256, 255, np.uint8)
    table[0] = 0 if 0 in row.classes else 255
    for i, value in enumerate(row.named, start=1):
        table[value] = i
    return table[label]


@dataclass(frozen=True, slots=True)
class Asked:
    """A row as a question to the engine.

    Attributes:
        entries: its classes as the product reads them, in the order of the row.
        factor: file pixels per working pixel of the map path.
        size_m: of a file pixel, where the image has no georeference.
    """

    row: IndexRow
    model: str
    entries: tuple[Entry, ...]
    factor: int
    size_m: float | None

    @property
    def names(self) -> list[str]:
        """Shown names of the classes."""
        return [entry.name for entry in self.entries]

    @property
    def lines(self) -> list[str]:
        """Its classes as a user types them."""
        return list(self.row.named.values())

    @property
    def published_lines(self) -> list[str]:
        """The same and a class for background, unless the classes cover every labelled pixel.

        A model that asks for background as for a class (SegEarth-OV) is given it, as its paper
        does; on maps it has its hidden words. For others the word means nothing.
        """
        lines = self.lines
        if uses_argmax(self.row):
            return lines
        name = self.row.classes.get(0, "background")
        return [*lines, name if means_other(name.split("|")[0]) else "background"]

    def params(
        self, factor: int, inference: Inference, folder: Path, long_side: int | None = None
    ) -> SegmentParams:
        """The request; the evaluation of the papers knows no hidden background words."""
        return SegmentParams(
            image=ImageSpec(path=str(self.row.image), layer_name=self.row.image.stem),
            grid=GridSpec(factor=factor, output="native", pixel_size_m=self.size_m),
            classes=self.published_lines if inference == "published" else self.lines,
            model=self.model,
            inference=inference,
            background="typed" if inference == "published" else "hidden",
            long_side=long_side if inference == "published" else None,
            out_dir=str(folder),
        )


def ask(row: IndexRow, model: str, gsd_m: float) -> Asked:
    """Look at the classes of a row and at the resolution of its image.

    Args:
        row: the row.
        model: id or path of a checkpoint.
        gsd_m: ground sample distance of the model.

    Raises:
        InputError: its classes are not one name each for the product, it has none, or its label
            does not fit the image.
        LayerError: its image cannot be read.
        VocabularyError: a name cannot be read.
    """
    lines = list(row.named.values())
    if not lines:
        raise InputError(f'The label "{row.label}" annotates no class, so nothing can be measured.')
    entries = read_classes(lines).entries
    if len(entries) != len(lines):
        raise InputError(
            f'The classes of "{row.image}" are {len(lines)} in the index and {len(entries)} for '
            f"the product: {', '.join(lines)}.",
            hint='A name in an index holds no comma and is not "background" or "other".',
        )
    with gdal_env(), open_raster(str(row.image)) as image:
        height, width = image.height, image.width
        native = native_gsd_m(image.transform, image.crs, width, height) if image.crs else None
    check_label(row, height, width)
    factor = choose_factor(native or row.gsd_m, gsd_m)
    return Asked(row, model, entries, factor, None if native else row.gsd_m)


def map_prediction(engine: Engine, asked: Asked) -> NDArray[np.uint8]:
    """Class map 0..n at native resolution from the product's map path, by the row's rule."""
    with tempfile.TemporaryDirectory(prefix="evaluate-") as folder:
        params = asked.params(asked.factor, "map", Path(folder) / "run")
        result = engine.segment(params)
        if not uses_argmax(asked.row):
            with rasterio.open(result.paths.classes) as source:
                ids: NDArray[np.uint8] = source.read(1)
            return ids
        with rasterio.open(result.paths.scores) as source:
            codes = source.read()
            record = json.loads(source.tags()["AEROSEG_RECORD"])
    return argmax_of(CodeLayout(tuple(asked.names), bool(record["has_other"])), codes)


def argmax_of(layout: CodeLayout, codes: NDArray[Any]) -> NDArray[np.uint8]:
    """The best of the classes in every pixel, whatever its score; 255 without data.

    Args:
        layout: bands of ``codes``.
        codes: (bands, H, W). A band of "other" takes no part: the classes of the row cover all.
    """
    if layout.form == "top4":
        # "other" may be the best of the four; then the second is the best class.
        nodata = codes[0] == layout.nodata
        best = np.where(codes[0] == 0, codes[1], codes[0])
        return np.where(nodata, 255, best).astype(np.uint8)
    if layout.has_other:
        layout, codes = CodeLayout(layout.names, has_other=False), codes[1:]
    ids, _ = decide(layout, codes, np.zeros(len(layout.names) + 1, np.uint8))
    return ids.astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the evaluation of a paper is run; None takes what the model says.

    Attributes:
        threshold: for rows whose classes do not cover every labelled pixel.
        cls_weight: share of the whole image's logits (SegEarth-OV).
        long_side: pixels to which an image is resized (SegEarth-OV).
    """

    threshold: float | None = None
    cls_weight: float | None = None
    long_side: int | None = None


def data_set_settings(name: str | None, long_side: int | None = None) -> Settings:
    """Settings of a data set of SegEarth-OV's paper (spec A.8).

    Raises:
        InputError: there is no such data set.
    """
    if name is None:
        return Settings(long_side=long_side)
    found = DATASETS.get(name)
    if found is None:
        raise InputError(
            f'No settings are published for the data set "{name}".',
            hint=f"There are {', '.join(DATASETS)}.",
        )
    return Settings(found.threshold, found.cls_weight, long_side)


def published_prediction(
    engine: Engine, asked: Asked, threshold: float, settings: Settings = Settings()
) -> NDArray[np.uint8]:
    """Class map 0..n at native resolution from the inference of the papers (spec A12).

    Probabilities are compared as they are: codes have steps, and the papers' figures have none. The
    image is taken at its own resolution, whatever that of the model is.

    Args:
        engine: the product's own.
        asked: the row.
        threshold: for rows whose classes do not cover every labelled pixel.
        settings: go before it and before the model's.
    """
    # Nothing is written; a request names a folder all the same.
    params = asked.params(1, "published", Path(tempfile.gettempdir()), settings.long_side)
    found = engine.published_scores(params, cls_weight=settings.cls_weight)
    ids = (found.classes.argmax(axis=0) + 1).astype(np.uint8)  # on ties the first, as everywhere
    if not uses_argmax(asked.row):
        best = found.classes.max(axis=0)
        ids[best < (threshold if settings.threshold is None else settings.threshold)] = 0
        if found.other is not None:
            ids[found.other >= best] = 0
    ids[~found.valid] = 255
    return ids


def predict(
    engine: Engine, asked: Asked, inference: Inference, threshold: float,
    settings: Settings = Settings(),
) -> NDArray[np.uint8]:  # fmt: skip
    """Class map 0..n at native resolution; nothing is found where the model knows no name."""
    try:
        if inference == "map":
            return map_prediction(engine, asked)
        return published_prediction(engine, asked, threshold, settings)
    except NoKnownClass as error:
        # A user gets a message instead of a map; in a table over many sets that is a score of 0.
        logger.warning("%s: %s", asked.row.image.name, error.message)
        with gdal_env(), open_raster(str(asked.row.image)) as image:
            return np.zeros((image.height, image.width), np.uint8)


def evaluate(
    model: str, rows: Sequence[IndexRow], engine: Engine, shifts: Sequence[int] = (),
    unseen: Sequence[str] = (), inference: Inference = "map", sheets: SheetBook | None = None,
    settings: Settings = Settings(),
) -> dict[str, Any]:  # fmt: skip
    """Report of a model over rows of an index.

    Args:
        model: id or path of a checkpoint.
        rows: pairs of image and label.
        engine: the product's own.
        shifts: displacements in working pixels; the mask moved so far must score less.
        unseen: class names that training never saw, for the open-vocabulary means.
        inference: the product's map path, or that of the papers (spec A12).
        sheets: takes pictures of every row, where contact sheets are wanted.
        settings: of the inference of the papers.

    Raises:
        InputError: a label or its classes cannot be used, no label has a pixel of a class, or an
            unseen class is annotated nowhere.
        AppError: whatever the engine says to an image or the model.
    """
    start = time.monotonic()
    info = engine.registry.resolve(model).info
    questions = [ask(row, model, info.gsd_m) for row in rows]  # wrong ones are told at once
    _require_annotated(unseen, questions)
    sources: dict[str, Source] = {}
    images: list[dict[str, Any]] = []
    for number, asked in enumerate(questions, start=1):
        row = asked.row
        found = predict(engine, asked, inference, info.threshold, settings)
        truth = relabelled(read_label(row, *found.shape), row)
        if (truth == UNKNOWN).all():
            logger.warning('The label "%s" has no annotated pixel; it counts nothing.', row.label)
        one = Confusion(asked.names)
        one.add(truth, found)
        entry = sources.setdefault(row.source, Source())
        entry.total = entry.total.merged(one)
        entry.argmax &= uses_argmax(row)
        for shift in shifts:
            _count_moved(entry, shift, asked, truth, found)
        figures = {name: {"iou": f["iou"]} for name, f in one.figures().items()}
        path = f"{row.source}/{row.image.name}"
        images.append({"image": path, "source": row.source, "classes": figures})
        if sheets is not None:
            sheets.add(row, asked.names, truth, found, one.miou())
        logger.info(
            "%d of %d %s %s", number, len(rows), row.image.name,
            {name: round(float(f["iou"]), 3) for name, f in figures.items()},
        )  # fmt: skip
    if not any(image["classes"] for image in images):
        raise InputError(
            f"None of the {len(rows)} labels has a pixel of a class, so nothing was measured.",
            hint='Look at the labels and at the column "classes" of the index.',
        )
    report: dict[str, Any] = {
        "model": info.id,
        "checkpoint_sha256": info.sha256,
        "inference": inference,
        "seconds": round(time.monotonic() - start, 1),
        "sources": {
            name: {"miou": s.total.miou(), "decision": s.decision, "classes": s.total.figures()}
            for name, s in sources.items()
        },
        "images": images,
    }
    if shifts:
        report["shifts"] = {
            name: {str(d): _best(list(ways.values())) for d, ways in s.shifts.items()}
            for name, s in sources.items()
        }
    if unseen:
        total = Confusion([])
        for source in sources.values():
            total = total.merged(source.total)
        report["open_vocabulary"] = open_vocabulary(total, set(unseen))
    return report


def _require_annotated(unseen: Sequence[str], questions: Sequence[Asked]) -> None:
    known = {name for asked in questions for name in asked.names}
    stray = [name for name in unseen if name not in known]
    if stray:
        raise InputError(
            f'No row annotates "{stray[0]}", which is said to be unseen.',
            hint=f"There are {', '.join(sorted(known))}.",
        )


def _count_moved(
    entry: Source, shift: int, asked: Asked, truth: NDArray[np.uint8], found: NDArray[np.uint8]
) -> None:
    """Count the prediction moved by so many working pixels in all eight directions."""
    by_direction = entry.shifts.setdefault(shift, {})
    step = shift * asked.factor
    for direction in DIRECTIONS:
        moved = Confusion(asked.names)
        moved.add(truth, shifted(found, direction[0] * step, direction[1] * step))
        by_direction[direction] = by_direction.get(direction, Confusion([])).merged(moved)


def _best(ways: Sequence[Confusion]) -> float | None:
    values = [value for way in ways if (value := way.miou()) is not None]
    return max(values) if values else None


def image_means(report: dict[str, Any], source: str) -> dict[str, float]:
    """Mean over the images of a source of each class's IoU, where the class has pixels."""
    values: dict[str, list[float]] = {}
    for image in report["images"]:
        if image["source"] == source:
            for name, figure in image["classes"].items():
                values.setdefault(name, []).append(figure["iou"])
    return {name: float(np.mean(v)) for name, v in values.items()}


def _figure(value: float | None) -> str:
    return "    -" if value is None else f"{value:.3f}"


def print_report(report: dict[str, Any], tell: Callable[[str], None]) -> None:
    """The report as lines of text: pooled over a source's images, and the mean of the images."""
    for name, source in report["sources"].items():
        per_image = image_means(report, name)
        tell(f"{name:18} mIoU {_figure(source['miou'])}  ({source['decision']})")
        for cls, f in source["classes"].items():
            tell(
                f"  {cls:16} IoU {f['iou']:.3f}  per image {per_image[cls]:.3f}"
                f"  F1 {f['f1']:.3f}  precision {f['precision']:.3f}  recall {f['recall']:.3f}"
                f"  paint all {f['paint_all_iou']:.3f}  {f['pixels']:,} px"
            )
        for shift, value in report.get("shifts", {}).get(name, {}).items():
            tell(f"  moved {shift} px    mIoU {_figure(value)} at best")
    found = [s["miou"] for s in report["sources"].values() if s["miou"] is not None]
    tell(f"{'mean over sources':18} mIoU {_figure(mean(found))}")
    if "open_vocabulary" in report:
        opened = report["open_vocabulary"]
        tell(
            f"seen {_figure(opened['s_miou'])}  unseen {_figure(opened['u_miou'])}"
            f"  harmonic mean {_figure(opened['h_miou'])}"
        )


def chosen_rows(index: Path, root: Path | None, split: str, only: str) -> list[IndexRow]:
    """Rows of a split, of the named sources where there are names.

    Raises:
        InputError: the index cannot be used, or a source is not in it.
    """
    rows = read_index(index, root, split)
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    there = {row.source for row in rows}
    stray = [name for name in wanted if name not in there]
    if stray:
        raise InputError(
            f'"{index.name}" has no source "{stray[0]}" in the split "{split}".',
            hint=f"There are {', '.join(sorted(there))}.",
        )
    return [row for row in rows if row.source in wanted] if wanted else rows


def run(arguments: argparse.Namespace) -> int:
    """The command ``evaluate``: write the report and print a table."""
    register()  # the U-Net is measured by the same command
    rows = chosen_rows(arguments.index, arguments.root, arguments.split, arguments.only)
    unseen = [s.strip() for s in arguments.unseen.split(",") if s.strip()]
    if arguments.inference != "published" and (arguments.data_set or arguments.long_side):
        raise InputError(
            "--data-set and --long-side belong to the evaluation of the papers.",
            hint='Add "--inference published".',
        )
    settings = data_set_settings(arguments.data_set, arguments.long_side)
    try_place(arguments.out)
    engine = Engine(device=arguments.device)
    sheets = None if arguments.sheets is None else SheetBook()
    report = evaluate(
        arguments.model, rows, engine, arguments.shifts, unseen, arguments.inference, sheets,
        settings,
    )  # fmt: skip
    report = {**report, "index": arguments.index.name, "split": arguments.split}
    write_report(arguments.out, report)
    if sheets is not None:
        for path in sheets.write(arguments.sheets, Path(arguments.model).stem):
            logger.info("%s", path)
    print_report(report, print)
    return 0
