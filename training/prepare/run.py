"""From a download to an index: plan, room on the disk, processes, what is done already, report."""

from __future__ import annotations

import logging
import multiprocessing
import multiprocessing.connection
import os
import shutil
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tqdm import tqdm

from backend.errors import DiskFull, InputError, OutOfMemory
from training.data.index import classes_text, index_text
from training.prepare.journal import Journal
from training.prepare.labels import LabelReader, open_image
from training.prepare.layout import Found, Scene, find_scenes
from training.prepare.pieces import Done, How, Job, make, windows, writing
from training.prepare.report import differences, report_text
from training.prepare.spec import DatasetSpec

__all__ = ["Options", "Outcome", "default_jobs", "end_with_parent", "pool_broke", "prepare"]

logger = logging.getLogger(__name__)

# Bytes a pixel of what is written: photographs as PNG, and labels, which pack well.
IMAGE_BYTES = 2.2
LABEL_BYTES = 0.06
SPARE_BYTES = 200 << 20
AHEAD = 4  # jobs handed to each process in advance


@dataclass(frozen=True, slots=True)
class Options:
    """How a data set is prepared.

    Attributes:
        check: only look; nothing is written.
        how: images that need no change are copied, or linked to.
        stray: what happens to colours and ids that are not listed.
        synonyms: write other wordings of the classes to the index too.
        splits: only these; empty means all.
    """

    check: bool = False
    how: How = "copy"
    jobs: int = 1
    stray: Literal["error", "ignore"] = "error"
    synonyms: bool = False
    splits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and made."""

    found: Found
    done: list[Done]
    report: str
    differences: list[str]


def prepare(spec: DatasetSpec, source: Path, out: Path, options: Options) -> Outcome:
    """Prepare a data set, or look whether it can be.

    Raises:
        InputError: the folder is laid out otherwise, or a file cannot be used.
        DiskFull: there is no room.
    """
    found = find_scenes(spec, source, out)
    if options.splits:
        there = {s.split for s in found.scenes}
        if unknown := set(options.splits) - there:
            raise InputError(
                f'"{source}" has no split "{sorted(unknown)[0]}".',
                hint=f"It has: {', '.join(sorted(there))}.",
            )
        found.scenes = [s for s in found.scenes if s.split in options.splits]
    reader = LabelReader(spec, found.layout, options.stray)
    job = Job(spec, reader, source, out, options.how, write=not options.check)
    bytes_needed, other_edge = _measure(job, found.scenes)
    known: dict[tuple[str, str], Done] = {}
    journal = None
    if not options.check:
        need = f"{bytes_needed / 1e9:,.1f} GB"
        logger.info("%d source images; about %s will be written.", len(found.scenes), need)
        journal = Journal(out, _settings(spec, found, options))
        known = journal.finished()
        left = bytes_needed * (1 - len(known) / max(len(found.scenes), 1))
        _room(out, left)
        if known:
            logger.info("%d source images are done already.", len(known))
    todo = [s for s in found.scenes if (s.split, s.name) not in known]
    with tqdm(total=len(todo), unit="image", disable=None, mininterval=1) as bar:
        for done in work(job, todo, options.jobs):
            known[done.split, done.name] = done
            if journal is not None:
                journal.add(done)
            bar.update()
    done_all = [known[s.split, s.name] for s in found.scenes]
    report = report_text(spec, found, done_all, other_edge)
    if not options.check:
        write_indexes(spec, out, done_all, options.synonyms)
        with writing(out / "report.txt") as temporary:
            temporary.write_text(report, encoding="utf-8")
    wrong = differences(spec, found, done_all, other_edge)
    return Outcome(found, done_all, report, wrong)


def _settings(spec: DatasetSpec, found: Found, options: Options) -> dict[str, object]:
    layout = found.layout
    return {
        "source": spec.source,
        "layout": layout.name,
        "classes": [thing.model_dump(mode="json") for thing in spec.classes],
        "cut": layout.cut.model_dump(mode="json") if layout.cut else None,
        "stray": options.stray,
        "images": options.how,
    }


def _measure(job: Job, scenes: Sequence[Scene]) -> tuple[int, dict[str, int]]:
    """Bytes that will be written, and pieces a split with the other rule for edges."""
    total = 0.0
    cut = job.cut
    turned = None
    if cut is not None:
        turned = cut.model_copy(update={"edge": "drop" if cut.edge == "inward" else "inward"})
    other: Counter[str] = Counter()
    for scene in scenes:
        path = job.source / scene.image
        with open_image(path) as image:
            width, height = image.width, image.height
        pixels = sum(w * h for _, _, w, h in windows(width, height, cut))
        total += pixels * LABEL_BYTES
        if cut is not None:
            total += pixels * IMAGE_BYTES
        elif job.how == "copy":
            total += path.stat().st_size
        if turned is not None:
            other[scene.split] += len(windows(width, height, turned))
    return int(total), dict(other)


def _room(out: Path, wanted: float) -> None:
    out.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(out).free
    if wanted + SPARE_BYTES > free:
        raise DiskFull(
            f'"{out}" has room for {free / 1e9:,.1f} GB; about {wanted / 1e9:,.1f} GB are needed.',
            hint="Choose a folder on another disk. --symlink saves the images that are not cut.",
        )


def work(job: Job, scenes: Sequence[Scene], jobs: int) -> Iterator[Done]:
    """Make scenes, in several processes where wanted, in any order.

    Raises:
        InputError, DiskFull: as ``make``; what was finished before is kept.
    """
    if jobs <= 1 or len(scenes) < 2:
        for scene in scenes:
            yield make(job, scene)
        return
    # Started afresh: a fork of a program with threads of GDAL can hang.
    context = multiprocessing.get_context("spawn")
    waiting = iter(scenes)
    workers = min(jobs, len(scenes))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=end_with_parent) as pool:
        running: set[Future[Done]] = set()
        try:
            while True:
                while len(running) < jobs * AHEAD and (one := next(waiting, None)):
                    running.add(pool.submit(make, job, one))
                if not running:
                    return
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield future.result()
        except BrokenProcessPool as error:
            raise pool_broke() from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def pool_broke() -> OutOfMemory:
    """The error for a process of a pool that was ended."""
    return OutOfMemory(
        "A process ended by itself, most likely since memory ran out.",
        hint="Run it again with a smaller --jobs: it goes on where it stopped.",
    )


def end_with_parent() -> None:
    """In a process of a pool: end when the program that started it is gone, killed or not."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def default_jobs() -> int:
    """Processes that this machine runs at once."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)


def write_indexes(
    spec: DatasetSpec, out: Path, done: Sequence[Done], synonyms: bool = False
) -> None:
    """``index.csv``, and ``index-seen.csv``, whose train rows hide the unseen classes."""
    classes = spec.class_names(synonyms)
    seen = {i for i, thing in spec.targets.items() if thing.seen}
    plain, hidden = [], []
    for one in sorted(done, key=lambda d: (d.split, d.name)):
        for piece in one.pieces:
            record: dict[str, object] = {
                **{"image": piece.image, "label": piece.label, "source": spec.source},
                **{"place": one.place, "split": one.split, "gsd_m": f"{one.gsd_m:.4g}"},
                **{"width": piece.width, "height": piece.height, "crs": one.crs},
                **{"classes": classes_text(classes), "licence": spec.licence},
            }
            plain.append(record)
            if one.split == "train":
                shown = {i: name for i, name in classes.items() if i in seen}
                unseen = ";".join(str(i) for i in classes if i not in seen)
                record = {**record, "classes": classes_text(shown), "ignore": unseen}
            hidden.append(record)
    files = [("index.csv", plain)] + ([("index-seen.csv", hidden)] if seen else [])
    for name, records in files:
        with writing(out / name) as temporary:
            temporary.write_text(index_text(records), encoding="utf-8")
