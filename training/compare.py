"""Two groups of models side by side on the same rows: the built-in model and the closed-set U-Net.

Each group may hold several models that differ in their seed; figures are then a mean and the sample
standard deviation. Both groups run through the same engine, tiling, blending and decision rule.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from backend.engine import Engine
from backend.errors import InputError
from training.data.index import IndexRow
from training.evaluate import Inference, chosen_rows, evaluate, image_means
from training.metrics import mean
from training.reports import try_place, write_report
from training.sheets import SheetBook
from training.unet import register

__all__ = ["Line", "Spread", "compare", "print_lines", "run", "summarise"]

logger = logging.getLogger(__name__)

FIRST, SECOND = "models", "unet"
MARGIN = 0.02  # a source may be this much below the U-Net (issue 9)
EVERYTHING = "mean over sources"


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure of several runs: mean and sample standard deviation.

    Attributes:
        deviation: None for a single run, which says nothing of a spread.
    """

    mean: float | None
    deviation: float | None
    runs: int

    @staticmethod
    def of(values: Sequence[float | None]) -> Spread:
        """Of the runs that have the figure."""
        found = [value for value in values if value is not None]
        deviation = float(np.std(found, ddof=1)) if len(found) > 1 else None
        return Spread(mean(found), deviation, len(found))

    def __str__(self) -> str:
        if self.mean is None:
            return "-"
        return f"{self.mean:.3f}" + ("" if self.deviation is None else f" ±{self.deviation:.3f}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.

    Attributes:
        source: of the index, or "mean over sources".
        name: class, or "mean" over the classes of the source.
        counted: "pooled" over the pixels of all images, or "per image" and then averaged.
    """

    source: str
    name: str
    counted: str
    first: Spread
    second: Spread

    @property
    def difference(self) -> float | None:
        """First less second."""
        if self.first.mean is None or self.second.mean is None:
            return None
        return self.first.mean - self.second.mean


def _figures(report: dict[str, Any]) -> dict[tuple[str, str, str], float | None]:
    """Every figure of a report, by source, class and way of counting."""
    out: dict[tuple[str, str, str], float | None] = {}
    for counted in ("pooled", "per image"):
        means: list[float] = []
        for name, source in report["sources"].items():
            if counted == "pooled":
                iou = {cls: float(f["iou"]) for cls, f in source["classes"].items()}
            else:
                iou = image_means(report, name)
            out.update({(name, cls, counted): value for cls, value in iou.items()})
            overall = mean(iou.values())
            out[name, "mean", counted] = overall
            means += [] if overall is None else [overall]
        out[EVERYTHING, "mean", counted] = mean(means)
    return out


def summarise(first: Sequence[dict[str, Any]], second: Sequence[dict[str, Any]]) -> list[Line]:
    """The table of two groups of reports on the same rows."""
    left, right = [_figures(r) for r in first], [_figures(r) for r in second]
    keys = list(dict.fromkeys(key for figures in (*left, *right) for key in figures))
    return [
        Line(*key, Spread.of([f.get(key) for f in left]), Spread.of([f.get(key) for f in right]))
        for key in keys
    ]


def verdict(lines: Sequence[Line]) -> dict[str, Any]:
    """Whether the first group holds its own: the mean over sources, and the worst source.

    Both are of the pooled figures.
    """
    pooled = [line for line in lines if line.name == "mean" and line.counted == "pooled"]
    overall = next(line for line in pooled if line.source == EVERYTHING)
    sources = [
        (line.difference, line.source)
        for line in pooled
        if line.source != EVERYTHING and line.difference is not None
    ]
    worst = min(sources, default=(None, None))
    return {
        "mean_difference": overall.difference,
        "mean_not_below": None if overall.difference is None else overall.difference >= 0,
        "worst_source": worst[1],
        "worst_difference": worst[0],
        "no_source_far_below": None if worst[0] is None else worst[0] >= -MARGIN,
    }


def _measured(
    model: str, rows: Sequence[IndexRow], arguments: argparse.Namespace, engine: Engine
) -> dict[str, Any]:
    """The report of a checkpoint."""
    sheets = None if arguments.sheets is None else SheetBook()
    inference: Inference = arguments.inference
    report = evaluate(model, rows, engine, inference=inference, sheets=sheets)
    if sheets is not None:
        title = Path(model).stem
        parent = Path(model).parent.name
        sheets.write(arguments.sheets / "-".join(filter(None, (parent, title))), title)
    return {**report, "index": arguments.index.name, "split": arguments.split}


def _read(model: str, rows: Sequence[IndexRow], arguments: argparse.Namespace) -> dict[str, Any]:
    """A report that ``evaluate`` has written. Raises InputError for one of something else."""
    try:
        report = json.loads(Path(model).read_text(encoding="utf-8"))
        told = {key: report[key] for key in ("index", "split", "inference")}
        images = [image["image"] for image in report["images"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f'"{model}" is no report of "python -m training evaluate": {error}.'
        ) from error
    wanted = {
        "index": arguments.index.name, "split": arguments.split, "inference": arguments.inference
    }  # fmt: skip
    for key, value in wanted.items():
        if told[key] != value:
            raise InputError(f'The report "{model}" is of the {key} "{told[key]}", not "{value}".')
    if images != [f"{row.source}/{row.image.name}" for row in rows]:
        raise InputError(
            f'The report "{model}" is not of the same images.', hint="Measure it again."
        )
    found: dict[str, Any] = report
    return found


def compare(arguments: argparse.Namespace) -> dict[str, Any]:
    """Measure both groups; the reports, the table and the verdict.

    Raises:
        InputError: the index, a report or a name cannot be used.
        DiskFull: the report could not be written.
        AppError: whatever the engine says to a checkpoint or an image.
    """
    register()
    rows = chosen_rows(arguments.index, arguments.root, arguments.split, arguments.only)
    # What is wrong with a file is told before hours of measuring.
    read = {
        model: _read(model, rows, arguments)
        for model in (*arguments.models, *arguments.unet)
        if Path(model).suffix == ".json"
    }
    try_place(arguments.out)
    engine = Engine(device=arguments.device)
    groups: dict[str, list[dict[str, Any]]] = {}
    for group, models in ((FIRST, arguments.models), (SECOND, arguments.unet)):
        groups[group] = []
        for model in models:
            logger.info("%s: %s", group, model)
            groups[group].append(read.get(model) or _measured(model, rows, arguments, engine))
    lines = summarise(groups[FIRST], groups[SECOND])
    table = [{**asdict(line), "difference": line.difference} for line in lines]
    return {
        "index": arguments.index.name, "split": arguments.split, "inference": arguments.inference,
        "table": table, "verdict": verdict(lines), **groups,
    }  # fmt: skip


def _text(lines: Sequence[Line], first: str, second: str) -> Iterator[str]:
    """The table as text: pooled and per image in one line."""
    both: dict[tuple[str, str], dict[str, Line]] = {}
    for line in lines:
        both.setdefault((line.source, line.name), {})[line.counted] = line
    width = max(14, len(first) + 2, len(second) + 2)
    heads = f"{first:>{width}}{second:>{width}}{'difference':>12}"
    yield f"{'IoU':36}{'pooled':>{2 * width}}{'':12}{'per image':>{2 * width}}"
    yield f"{'':36}{heads}{heads}"
    shown = ""
    for (source, name), ways in both.items():
        if source != shown:
            yield source
            shown = source
        text = f"  {name:34}"
        for counted in ("pooled", "per image"):
            line = ways[counted]
            change = "-" if line.difference is None else f"{line.difference:+.3f}"
            text += f"{line.first!s:>{width}}{line.second!s:>{width}}{change:>12}"
        yield text


def print_lines(
    lines: Sequence[Line], first: str, second: str, tell: Callable[[str], None]
) -> None:
    """Tell the table and what it says."""
    for text in _text(lines, first, second):
        tell(text)
    said = verdict(lines)
    if said["mean_difference"] is not None and said["worst_difference"] is not None:
        words = "not below" if said["mean_not_below"] else "BELOW"
        tell(f"mean over sources: {words} {second} ({said['mean_difference']:+.3f})")
        far = "no source" if said["no_source_far_below"] else "A SOURCE IS"
        tell(
            f"{far} more than {MARGIN} below; the worst is {said['worst_source']} "
            f"({said['worst_difference']:+.3f})"
        )
    for spread, group in ((lines[0].first, first), (lines[0].second, second)):
        if spread.runs == 1:
            tell(f"{group}: one run, so nothing is said of the spread between seeds.")


def run(arguments: argparse.Namespace) -> int:
    """The command ``compare``."""
    report = compare(arguments)
    write_report(arguments.out, report)
    lines = summarise(report[FIRST], report[SECOND])
    first = Path(report[FIRST][0]["model"]).stem
    print_lines(lines, first[:20], "U-Net", print)
    return 0
