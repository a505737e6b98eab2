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
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import rasterio
from numpy.typing import NDArray

from backend.codes import CodeLayout, decide
from backend.engine import Engine
from backend.grid import choose_factor, native_gsd_m
from backend.protocol import GridSpec, ImageSpec, SegmentParams
from training.data.index import IndexRow, read_index, read_label
from training.metrics import Confusion, shifted

__all__ = ["evaluate", "run"]

logger = logging.getLogger(__name__)

Inference = Literal["map", "published"]
DIRECTIONS = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))


@dataclass(slots=True)
class Source:
    """Everything counted of one source."""

    total: Confusion
    decision: str
    shifts: dict[int, dict[tuple[int, int], Confusion]] = field(default_factory=dict)


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
        factor: file pixels per working pixel of the map path.
        size_m: of a file pixel, where the image has no georeference.
    """

    row: IndexRow
    model: str
    factor: int
    size_m: float | None

    def params(
        self, factor: int, inference: Literal["map", "published"], folder: Path
    ) -> SegmentParams:
        """The request."""
        return SegmentParams(
            image=ImageSpec(path=str(self.row.image), layer_name=self.row.image.stem),
            grid=GridSpec(factor=factor, output="native", pixel_size_m=self.size_m),
            classes=list(self.row.named.values()),
            model=self.model,
            inference=inference,
            out_dir=str(folder),
        )


def ask(row: IndexRow, model: str, gsd_m: float) -> Asked:
    """Look at the resolution of a row's image.

    Args:
        row: the row.
        model: id or path of a checkpoint.
        gsd_m: ground sample distance of the model.
    """
    with rasterio.open(row.image) as image:
        native = (
            native_gsd_m(image.transform, image.crs, image.width, image.height)
            if image.crs
            else None
        )
    factor = choose_factor(native or row.gsd_m, gsd_m)
    return Asked(row, model, factor, None if native else row.gsd_m)


def map_prediction(engine: Engine, asked: Asked) -> NDArray[np.uint8]:
    """Class map 0..n at native resolution from the product's map path, by the row's rule."""
    row = asked.row
    with tempfile.TemporaryDirectory(prefix="evaluate-") as folder:
        params = asked.params(asked.factor, "map", Path(folder) / "run")
        result = engine.segment(params)
        if not uses_argmax(row):
            with rasterio.open(result.paths.classes) as source:
                ids: NDArray[np.uint8] = source.read(1)
            return ids
        with rasterio.open(result.paths.scores) as source:
            codes = source.read()
    layout = CodeLayout(tuple(row.named.values()), has_other=False)
    ids, _ = decide(layout, codes, np.zeros(len(codes) + 1, np.uint8))
    return ids


def published_prediction(engine: Engine, asked: Asked, threshold: float) -> NDArray[np.uint8]:
    """Class map 0..n at native resolution from the inference of the papers (spec A12).

    Probabilities are compared as they are: codes have steps, and the papers' figures have none. The
    image is taken at its own resolution, whatever that of the model is.

    Args:
        engine: the product's own.
        asked: the row.
        threshold: for rows whose classes do not cover every labelled pixel.
    """
    # Nothing is written; a request names a folder all the same.
    params = asked.params(1, "published", Path(tempfile.gettempdir()))
    scores, valid = engine.published_scores(params)
    ids = (scores.argmax(axis=0) + 1).astype(np.uint8)  # on ties the first, as everywhere
    if not uses_argmax(asked.row):
        ids[scores.max(axis=0) < threshold] = 0
    ids[~valid] = 255
    return ids


def evaluate(
    model: str, rows: Sequence[IndexRow], engine: Engine, shifts: Sequence[int] = (),
    unseen: Sequence[str] = (), inference: Inference = "map",
) -> dict[str, Any]:  # fmt: skip
    """Report of a model over rows of an index.

    Args:
        model: id or path of a checkpoint.
        rows: pairs of image and label.
        engine: the product's own.
        shifts: displacements in working pixels; the mask moved so far must score less.
        unseen: class names that training never saw, for the open-vocabulary means.
        inference: the product's map path, or that of the papers (spec A12).
    """
    start = time.monotonic()
    sources: dict[str, Source] = {}
    images: list[dict[str, Any]] = []
    info = engine.registry.resolve(model).info
    for number, row in enumerate(rows, start=1):
        asked = ask(row, model, info.gsd_m)
        if inference == "map":
            found = map_prediction(engine, asked)
        else:
            found = published_prediction(engine, asked, info.threshold)
        truth = relabelled(read_label(row, *found.shape), row)
        one = Confusion(list(row.named.values()))
        one.add(truth, found)
        entry = sources.setdefault(
            row.source,
            Source(Confusion([]), "argmax" if uses_argmax(row) else "threshold"),
        )
        entry.total = _merged(entry.total, one)
        for shift in shifts:
            by_direction = entry.shifts.setdefault(shift, {})
            for direction in DIRECTIONS:
                step = shift * asked.factor
                moved = Confusion(one.names)
                moved.add(truth, shifted(found, direction[0] * step, direction[1] * step))
                old = by_direction.get(direction, Confusion([]))
                by_direction[direction] = _merged(old, moved)
        figures = {n: {"iou": f["iou"]} for n, f in one.figures().items()}
        images.append(
            {"image": f"{row.source}/{row.image.name}", "source": row.source, "classes": figures}
        )
        logger.info(
            "%d of %d %s %s", number, len(rows), row.image.name,
            {n: round(float(f["iou"]), 3) for n, f in figures.items()},
        )  # fmt: skip
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
            name: {str(d): max(c.miou() for c in ways.values()) for d, ways in s.shifts.items()}
            for name, s in sources.items()
        }
    if unseen:
        report["open_vocabulary"] = _open_vocabulary(report["sources"], set(unseen))
    return report


def _merged(old: Confusion, new: Confusion) -> Confusion:
    both = Confusion([*old.names, *(n for n in new.names if n not in old.names)])
    both += old
    both += new
    return both


def _open_vocabulary(sources: dict[str, Any], unseen: set[str]) -> dict[str, float]:
    """Mean IoU of seen and unseen classes and their harmonic mean (spec B5)."""
    values = [(n, f["iou"]) for s in sources.values() for n, f in s["classes"].items()]
    seen_iou = [v for n, v in values if n not in unseen]
    unseen_iou = [v for n, v in values if n in unseen]
    s = float(np.mean(seen_iou)) if seen_iou else 0.0
    u = float(np.mean(unseen_iou)) if unseen_iou else 0.0
    return {"s_miou": s, "u_miou": u, "h_miou": 2 * s * u / (s + u) if s + u else 0.0}


def run(arguments: argparse.Namespace) -> int:
    """The command ``evaluate``: write the report and print a table."""
    rows = read_index(arguments.index, arguments.root, arguments.split)
    if arguments.only:
        rows = [r for r in rows if r.source in arguments.only.split(",")]
    shifts = [int(s) for s in arguments.shifts.split(",") if s]
    unseen = [s.strip() for s in arguments.unseen.split(",") if s.strip()]
    engine = Engine(device=arguments.device)
    report = evaluate(arguments.model, rows, engine, shifts, unseen, arguments.inference)
    report = {**report, "index": arguments.index.name, "split": arguments.split}
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    for name, source in report["sources"].items():
        print(f"{name:18} mIoU {source['miou']:.3f}  ({source['decision']})")  # noqa: T201  # a command line
        for cls, f in source["classes"].items():
            line = f"  {cls:16} IoU {f['iou']:.3f}  paint all {f['paint_all_iou']:.3f}"
            print(f"{line}  F1 {f['f1']:.3f}  {f['pixels']:,} px")  # noqa: T201
        for shift, value in report.get("shifts", {}).get(name, {}).items():
            print(f"  moved {shift} px    mIoU {value:.3f} at best")  # noqa: T201
    return 0
