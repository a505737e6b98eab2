"""The ablations of the paper at small size: every run from random weights, on whatever index.

``python -m training ablate --index FILE --out DIR [--steps N --seeds 0,1,2 --only a,b]``

Each run is a preset of the family with its encoders and head shrunk, trained on the seen classes of
the train split and measured on all classes of another, through the product's engine. What it can
say is how the modules compare at this size and this length of training. What it cannot say is how
they compare with public weights of CLIP and SAM, of which none are used: words and images share
nothing before training, so that unseen classes are found by chance, or by a likeness of appearance.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backend.engine import Engine
from backend.errors import InputError
from backend.models.aeroseg.presets import PRESETS, preset
from backend.vocabulary import read_classes
from training.compare import Spread
from training.config import TrainConfig
from training.data.index import IndexRow, read_index
from training.evaluate import ask, evaluate
from training.metrics import mean
from training.reports import try_place, write_report, write_whole
from training.shrink import SmallSize, shrunk
from training.train import train

__all__ = ["RUNS", "TABLES", "ablate", "run", "run_config", "unseen_of"]

logger = logging.getLogger(__name__)

# Name of a run -> preset that it is the small form of.
RUNS = {
    "catseg": "catseg-b16",
    "ovrs": "ovrs-b16",
    "baseline": "aeroseg-baseline",
    "a": "aeroseg-config-a",
    "b": "aeroseg-config-b",
    "c": "aeroseg",
    "tuned": "aeroseg-guidance-tuned",
    "rgb": "aeroseg-recon-rgb",
    "clip": "aeroseg-recon-clip",
}
# The paper's questions; Config-C is AerOSeg itself, so it stands in each.
TABLES: dict[str, dict[str, str]] = {
    "methods": {"CAT-Seg": "catseg", "OVRS": "ovrs", "AerOSeg": "c"},
    "modules": {"Baseline": "baseline", "Config-A": "a", "Config-B": "b", "Config-C": "c"},
    "guidance encoder": {"fine-tuned": "tuned", "frozen": "c"},
    "back-projection target": {"RGB": "rgb", "CLIP": "clip", "SAM": "c"},
}
FIGURES = ("h_miou", "s_miou", "u_miou", "miou")
HEADS = {"h_miou": "h", "s_miou": "seen", "u_miou": "unseen", "miou": "sources"}
EVERY_UNSEEN = 3  # without a list, every third class is kept from training
# Of everything that learns. At 1e-3 a third of the runs found nothing but "none of them" within 400
# steps and stayed there, whatever the network (their training losses say so).
RATE = 3e-4
WARMUP = 5  # a part in so many of the steps, at most 100 of them
GSD_M = 0.5


@dataclass(frozen=True, slots=True)
class Settings:
    """What all runs of an ablation share.

    Attributes:
        index: of images and labels.
        split: that is measured.
        seen: classes of the training.
        unseen: classes that are measured without having been trained.
        out: folder of runs and tables.
        steps: of each run.
        batch: crops a step.
        device: where runs are trained and measured.
        size: of the networks.
    """

    index: Path
    split: str
    seen: tuple[str, ...]
    unseen: tuple[str, ...]
    steps: int
    batch: int
    out: Path
    device: str = "auto"
    size: SmallSize = field(default_factory=SmallSize)

    @property
    def shared(self) -> dict[str, Any]:
        """What a finished run must have been made with, to be taken over."""
        return {"index": str(self.index.resolve()), "split": self.split,
                "unseen": list(self.unseen)}  # fmt: skip


def unseen_of(
    train_rows: Sequence[IndexRow], rows: Sequence[IndexRow], wanted: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Seen and unseen classes, each in the order of the ids.

    Args:
        train_rows: of the training.
        rows: that are measured.
        wanted: unseen classes; empty takes every third of those that are measured. A class that
            is measured without being annotated for training is unseen in any case.

    Raises:
        InputError: a class is annotated nowhere, or none is left to train on.
    """
    trained = _by_id(train_rows)
    measured = _by_id(rows)
    unseen = tuple(wanted) or tuple(measured[EVERY_UNSEEN - 1 :: EVERY_UNSEEN])
    stray = [name for name in unseen if name not in measured]
    if stray:
        raise InputError(
            f'"{stray[0]}" is annotated in no row that is measured.',
            hint=f"There are {', '.join(measured)}.",
        )
    unseen += tuple(name for name in measured if name not in (*trained, *unseen))
    seen = tuple(name for name in trained if name not in unseen)
    if not seen or not unseen:
        raise InputError(
            f"Classes are needed on both sides: seen {', '.join(seen) or 'none'}; "
            f"unseen {', '.join(unseen) or 'none'}."
        )
    return seen, unseen


def _by_id(rows: Sequence[IndexRow]) -> list[str]:
    found: dict[str, int] = {}
    for row in rows:
        for number, name in row.named.items():
            found[name] = min(number, found.get(name, number))
    return sorted(found, key=lambda name: (found[name], name))


def run_config(settings: Settings, name: str, seed: int) -> TrainConfig:
    """The training of one run.

    Raises:
        InputError: the sizes do not go together.
    """
    network = shrunk(preset(RUNS[name]), settings.size)
    network = network.model_copy(update={"gsd_m": GSD_M, "title": PRESETS[RUNS[name]].title})
    learning = {
        "init": "random", "rate": RATE, "clip_rate": RATE, "clip_trained": "all",
        "guidance_rate": RATE, "weight_decay": 1e-4, "warmup": min(100, settings.steps // WARMUP),
        "dice": 0.5, "averaging": 0.99,
    }  # fmt: skip
    asking = {"names": "all", "absent": 0.0, "views": "all", "ignore_policy": "mask"}
    data = {
        "index": str(settings.index), "pipeline": "ground", "crop_px": settings.size.tile_px,
        "gsd_m": GSD_M, "scale": (0.8, 1.25),
    }  # fmt: skip
    title = f"{network.title}, small, seed {seed}"
    return TrainConfig.model_validate({
        "title": title, "out": str(folder_of(settings, name, seed)),
        "model": network.model_dump(), "data": data, "classes": settings.seen,
        "steps": settings.steps, "batch": settings.batch, "seed": seed, "device": settings.device,
        "save_every": 200, "evaluate_every": 1_000_000, "tensorboard": False, **learning, **asking,
    })  # fmt: skip


def folder_of(settings: Settings, name: str, seed: int) -> Path:
    """Where a run lies."""
    return settings.out / "runs" / f"{name}-{seed}"


def finished(settings: Settings, name: str, config: TrainConfig) -> dict[str, Any] | None:
    """The report of a run that was finished before, None where there is none.

    Raises:
        InputError: it was made with other settings.
    """
    path = folder_of(settings, name, config.seed) / "report.json"
    if not path.exists():
        return None
    try:
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        old, shared = report["run"], report["shared"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f'"{path}" is damaged: {error}.', hint="Remove its folder, and it is made again."
        ) from error
    if old != _kept(config) or shared != settings.shared:
        raise InputError(
            f'"{path.parent}" was made with other settings.',
            hint="Give another folder with --out, or remove this one.",
        )
    return report


def _kept(config: TrainConfig) -> dict[str, Any]:
    """The settings of a run that bear on its figures, as they come back from a file."""
    text = config.model_dump_json(exclude={"out", "device", "workers", "save_every", "title"})
    found: dict[str, Any] = json.loads(text)
    return found


def ablate(
    settings: Settings, names: Sequence[str], seeds: Sequence[int], rows: Sequence[IndexRow],
) -> dict[str, list[dict[str, Any]]]:  # fmt: skip
    """Train and measure what is not there yet.

    Args:
        settings: of all runs.
        names: of the runs.
        seeds: of each.
        rows: that are measured.

    Returns:
        the reports of each run, seed by seed.

    Raises:
        InputError: data cannot be used, or an old run is of other settings.
        DiskFull: something cannot be written; finished runs are kept.
    """
    reports: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    number = 0
    for seed in seeds:  # all runs of a seed first: an early look compares like with like
        for name in names:
            number += 1
            config = run_config(settings, name, seed)
            report = finished(settings, name, config)
            if report is None:
                logger.info("run %d of %d: %s", number, len(names) * len(seeds), config.title)
                report = _train_and_measure(settings, config, rows)
            reports[name].append(report)
    return reports


def with_finished(
    settings: Settings, reports: Mapping[str, Sequence[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    """The reports of each run, with those in the folder that were not asked for this time.

    The tables tell of all that is there: a part of the runs does not take the others out.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for name in RUNS:
        found[name] = list(reports.get(name, ()))
        there = {report["run"]["seed"] for report in found[name]}
        ends = (path.name.rpartition("-")[2] for path in settings.out.glob(f"runs/{name}-*"))
        for seed in sorted(int(end) for end in ends if end.isdecimal()):
            if seed in there:
                continue
            try:
                report = finished(settings, name, run_config(settings, name, seed))
            except InputError as error:  # of other settings, say: it was not asked for
                logger.warning("Left out of the tables: %s", error.message)
                continue
            found[name] += [] if report is None else [report]
    return found


def _train_and_measure(
    settings: Settings, config: TrainConfig, rows: Sequence[IndexRow]
) -> dict[str, Any]:
    folder = Path(config.out)
    checkpoint = train(config, resume=(folder / "state.pt").exists())
    engine = Engine(device=settings.device)  # one for each run: a model of before is not needed
    # The report calls a class by its first name, an index may write synonyms behind it.
    unseen = [read_classes([name]).entries[0].name for name in settings.unseen]
    report = evaluate(str(checkpoint), rows, engine, unseen=unseen)
    report = {**report, "index": settings.index.name, "split": settings.split,
              "run": _kept(config), "shared": settings.shared}  # fmt: skip
    write_report(folder / "report.json", report)
    (folder / "state.pt").unlink(missing_ok=True)  # several times the size of the checkpoint
    return report


# ---------------------------------------------------------------- tables


def _figure(report: Mapping[str, Any], key: str) -> float | None:
    if key == "miou":
        found = (source["miou"] for source in report["sources"].values())
        return mean(value for value in found if value is not None)
    value: float | None = report["open_vocabulary"][key]
    return value


def table_rows(reports: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """A row for each line of the paper's tables that has a run: means, spreads and every seed."""
    rows = []
    for title, lines in TABLES.items():
        for label, name in lines.items():
            if not reports.get(name):
                continue
            row: dict[str, Any] = {
                "table": title, "row": label, "run": name, "seeds": len(reports[name])
            }  # fmt: skip
            for key in FIGURES:
                values = [_figure(report, key) for report in reports[name]]
                spread = Spread.of(values)
                row[key] = {
                    "mean": spread.mean, "deviation": spread.deviation, "values": values
                }  # fmt: skip
            rows.append(row)
    return rows


def table_text(rows: Sequence[Mapping[str, Any]], settings: Settings) -> Iterator[str]:
    """The tables as lines of text."""
    yield (
        f"{settings.steps} steps of {settings.batch} crops of {settings.size.tile_px} px, random "
        f"first weights; measured on {settings.index.name}, {settings.split}"
    )
    yield f"seen: {', '.join(settings.seen)}"
    yield f"unseen: {', '.join(settings.unseen)}"
    title = ""
    for row in rows:
        if row["table"] != title:
            title = row["table"]
            yield ""
            yield f"{title:24}{'seeds':>6}" + "".join(f"{HEADS[key]:>16}" for key in FIGURES)
        cells = "".join(
            f"{Spread(row[key]['mean'], row[key]['deviation'], row['seeds'])!s:>16}"
            for key in FIGURES
        )
        yield f"  {row['row']:22}{row['seeds']:>6}{cells}"
    yield ""
    yield "seen, unseen: mean IoU of the classes; h: their harmonic mean; sources: mean of mIoU"
    if rows and all(row["seeds"] == 1 for row in rows):
        yield "one seed each: nothing is said of the spread"


def table_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """The tables as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    pairs = [(key, part) for key in FIGURES for part in ("mean", "deviation")]
    writer.writerow(["table", "row", "run", "seeds", *(f"{key}_{part}" for key, part in pairs)])
    for row in rows:
        figures = ["" if row[key][part] is None else f"{row[key][part]:.6f}" for key, part in pairs]
        writer.writerow([row["table"], row["row"], row["run"], row["seeds"], *figures])
    return stream.getvalue()


def write_tables(
    settings: Settings, reports: Mapping[str, Sequence[Mapping[str, Any]]],
    tell: Callable[[str], None],
) -> None:  # fmt: skip
    """Write ``ablation.txt``, ``.csv`` and ``.json``, and tell the first.

    Raises:
        DiskFull: one cannot be written.
    """
    rows = table_rows(reports)
    lines = list(table_text(rows, settings))
    for line in lines:
        tell(line)
    write_whole(settings.out / "ablation.txt", "\n".join(lines) + "\n")
    write_whole(settings.out / "ablation.csv", table_csv(rows))
    found = {
        "index": settings.index.name, "split": settings.split, "seen": list(settings.seen),
        "unseen": list(settings.unseen), "steps": settings.steps, "batch": settings.batch,
        "rows": rows,
    }  # fmt: skip
    write_report(settings.out / "ablation.json", found)


def chosen_runs(only: str) -> list[str]:
    """Names of runs. Raises InputError for one that is none."""
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    stray = [name for name in wanted if name not in RUNS]
    if stray:
        raise InputError(f'There is no run "{stray[0]}".', hint=f"There are {', '.join(RUNS)}.")
    return [name for name in RUNS if name in wanted] if wanted else list(RUNS)


def run(arguments: argparse.Namespace) -> int:
    """The command ``ablate``."""
    names = chosen_runs(arguments.only)
    rows = read_index(arguments.index, split=arguments.split)
    wanted = [name.strip() for name in arguments.unseen.split(",") if name.strip()]
    train_rows = read_index(arguments.index, split="train")
    seen, unseen = unseen_of(train_rows, rows, wanted)
    settings = Settings(
        index=arguments.index, split=arguments.split, seen=seen, unseen=unseen,
        steps=arguments.steps, batch=arguments.batch, out=arguments.out,
        device=arguments.device,
    )  # fmt: skip
    for row in rows:  # what cannot be measured is told before anything is trained
        ask(row, "", GSD_M)
    try_place(settings.out / "ablation.txt")
    reports = ablate(settings, names, arguments.seeds, rows)
    write_tables(settings, with_finished(settings, reports), print)
    return 0
