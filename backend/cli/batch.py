"""``python -m backend segment --inputs ... --out DIR``: many images with one list of names."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from backend.batch import Outcome, find_images, result_paths, run_here, run_on_dask
from backend.cli.values import whole
from backend.cli.words import ProgressLine, cancel_on_signal, say
from backend.errors import BadRequest, DiskFull
from backend.files import FileRequest

__all__ = ["add_batch", "image_requests", "segment_many"]

HERE = "here"  # value of --dask without an address
FAILED_EXIT = 3


def add_batch(parser: Any) -> None:
    """Options of ``segment`` for many images."""
    group = parser.add_argument_group("many images")
    group.add_argument(
        "--inputs",
        nargs="+",
        metavar="PATTERN",
        help='Images in place of IN, as "flight/*.tif"; ** goes into folders.',
    )
    group.add_argument(
        "--out",
        dest="out_folder",
        metavar="DIR",
        help="Folder for the class rasters, in place of OUT; made when missing. Each is named "
        "after its image. --scores then names a folder too.",
    )
    group.add_argument(
        "--dask",
        nargs="?",
        const=HERE,
        metavar="ADDRESS",
        help="Spread the images over the processes of this Dask scheduler; without an address over "
        "own processes, one for each GPU. Needs requirements/batch.txt.",
    )
    group.add_argument(
        "--workers",
        type=whole(1, 256),
        metavar="N",
        help="With --dask and no address: how many processes.",
    )


def image_requests(options: argparse.Namespace) -> list[tuple[str, Path, str | None]]:
    """Image, class raster and score raster of each image that is to be segmented.

    Raises:
        AppError: the options do not fit each other, or a folder cannot be made.
    """
    if options.inputs is None:
        if options.image is None or options.out is None:
            raise BadRequest(
                "An image and a result are needed: IN OUT.",
                hint='Or many images: --inputs "flight/*.tif" --out DIR.',
            )
        stray = [n for n in ("out_folder", "dask", "workers") if getattr(options, n)]
        if stray:
            word = "out" if stray[0] == "out_folder" else stray[0]
            raise BadRequest(f"--{word} is for many images.", hint="Give them with --inputs.")
        return [(options.image, Path(options.out), options.scores)]
    if options.image is not None:
        raise BadRequest(
            f'"{options.image}" is given beside --inputs.',
            hint='Put patterns in quotation marks: --inputs "flight/*.tif".',
        )
    if options.out_folder is None:
        raise BadRequest("--inputs needs --out DIR, a folder for the results.")
    if options.extent or options.window:
        raise BadRequest("--extent and --window are for one image.")
    if options.workers and options.dask != HERE:
        raise BadRequest("--workers is for --dask without an address.")
    images = find_images(options.inputs)
    folder = _made(options.out_folder)
    outs = result_paths(images, folder)
    scores: list[str | None] = [None] * len(images)
    if options.scores:
        if _made(options.scores).resolve() == folder.resolve():
            raise BadRequest("--scores and --out must be different folders.")
        scores = [str(Path(options.scores) / out.name) for out in outs]
    found = list(zip(map(str, images), outs, scores, strict=True))
    left = [one for one in found if not (options.resume and one[1].exists())]
    if len(left) < len(found):
        say(f"{len(found) - len(left)} results are there already and are kept.")
    return left


def _made(folder: str) -> Path:
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskFull(
            f'The folder "{folder}" cannot be made: {error.strerror or error}.',
            hint="Choose a folder that you may write to.",
        ) from error
    return path


def segment_many(requests: list[FileRequest], options: argparse.Namespace) -> int:
    """Run the batch and print what became of each image; its exit code."""
    begin = time.perf_counter()
    count = 0

    def tell(outcome: Outcome) -> None:
        nonlocal count
        count += 1
        name = Path(outcome.image).name
        if outcome.error is not None:
            words = f"{outcome.error['message']} {outcome.error['hint']}".strip()
            say(f"{count} of {len(requests)}: {name} failed. {words}")
        elif outcome.left_out is not None:
            say(f"{count} of {len(requests)}: {name} was left out. {outcome.left_out}")
        else:
            say(f"{count} of {len(requests)}: {name}, {outcome.seconds:.1f} s")

    # What a library prints must not mix with the results.
    with cancel_on_signal() as cancelled, contextlib.redirect_stdout(sys.stderr):
        if options.dask is None:
            with ProgressLine() as progress:
                outcomes = run_here(requests, progress, cancelled, tell)
        else:
            address = None if options.dask == HERE else options.dask
            outcomes = run_on_dask(requests, cancelled, tell, address, options.workers)
    seconds = time.perf_counter() - begin
    failed = sum(outcome.error is not None for outcome in outcomes)
    done = sum(outcome.report is not None for outcome in outcomes)
    if options.json:
        report = {
            "images": [outcome.as_dict() for outcome in outcomes],
            "done": done, "failed": failed, "left_out": len(outcomes) - done - failed,
            "seconds": seconds,
        }  # fmt: skip
        print(json.dumps(report, ensure_ascii=False))
    else:
        for outcome in outcomes:
            if outcome.report is not None:
                print(outcome.report["paths"]["classes"])
        say(f"{done} of {len(outcomes)} images done in {seconds:.1f} s.")
    return FAILED_EXIT if failed else 0
