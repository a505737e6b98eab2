"""``python -m backend calibrate``: thresholds fitted on reference polygons."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from backend import protocol as p
from backend.cli.options import add_device
from backend.cli.values import checked, class_lines
from backend.cli.words import ProgressLine, cancel_on_signal, say
from backend.errors import BadRequest, DiskFull

__all__ = ["add_calibrate"]


def add_calibrate(commands: Any) -> None:
    """Add the command to the grammar."""
    calibrate = commands.add_parser(
        "calibrate",
        help="Fit thresholds on reference polygons.",
        description="Fits the threshold of each class on reference polygons, tells how it does on "
        "places that it was not fitted on, and prints the class lines to use from now on.",
    )
    calibrate.add_argument(
        "--site",
        nargs=2,
        action="append",
        required=True,
        metavar=("SCORES", "REFERENCE"),
        help="A score raster of a run, and polygons as GeoJSON. May be given several times; each "
        "raster then is one place.",
    )
    calibrate.add_argument(
        "--field",
        required=True,
        metavar="NAME",
        help='The field of the polygons that holds the class name; "background" means none.',
    )
    calibrate.add_argument(
        "--place-field",
        metavar="NAME",
        help="The field that says which polygons belong together. Default: the raster, or five "
        "parts of the only one.",
    )
    calibrate.add_argument(
        "--leave-others",
        action="store_true",
        help="Leave polygons out whose class is not in the list. Default: they count as none of "
        "its classes.",
    )
    calibrate.add_argument(
        "--classes",
        metavar="NAMES",
        help="The class list as it is now; @FILE reads a file. Default: that of the run.",
    )
    calibrate.add_argument(
        "--words",
        action="append",
        metavar="IMAGE",
        help="Compare the words of each class too, on the image of the scores; once for each site.",
    )
    calibrate.add_argument(
        "--best-word-only",
        action="store_true",
        help="Keep only the best word of a class where it does better than all together.",
    )
    calibrate.add_argument(
        "--model",
        default="builtin",
        metavar="ID|PATH",
        help='For --words: the model of the scores. Default "builtin".',
    )
    calibrate.add_argument("--out", metavar="FILE", help="Write the class lines to this file.")
    add_device(calibrate)
    calibrate.add_argument("--json", action="store_true", help="Print one JSON object.")
    calibrate.set_defaults(command=_calibrate)


def _calibrate(options: argparse.Namespace) -> int:
    from backend.engine import Engine

    images = options.words or []
    if images and len(images) != len(options.site):
        raise BadRequest(
            f"{len(images)} images were given for {len(options.site)} sites.",
            hint="Give --words once for each --site, in the same order.",
        )
    sites = [
        checked(
            p.CalibrateSite,
            scores=scores,
            reference=reference,
            image=checked(p.ImageSpec, path=images[i]) if images else None,
        )
        for i, (scores, reference) in enumerate(options.site)
    ]
    params = checked(
        p.CalibrateParams,
        sites=sites,
        field=options.field,
        place_field=options.place_field,
        classes=[] if options.classes is None else class_lines(options.classes),
        others="leave" if options.leave_others else "none",
        words=bool(images),
        model=options.model,
        device=options.device,
    )
    with (
        cancel_on_signal() as cancelled,
        ProgressLine() as progress,
        contextlib.redirect_stdout(sys.stderr),  # what a library prints is no result
    ):
        result = Engine().calibrate(params, progress, cancelled)
    for notice in result.notices:
        say(f"Note: {notice}")
    lines = [
        c.best_line if options.best_word_only and c.best_line else c.line for c in result.classes
    ]
    if options.out:
        _write(Path(options.out), lines)
    if options.json:
        print(json.dumps(result.model_dump(), ensure_ascii=False))
    else:
        _print_table(result, lines)
    return 0


def _write(path: Path, lines: list[str]) -> None:
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise DiskFull(
            f'The class list "{path}" cannot be written: {error.strerror or error}.',
            hint="Choose a folder that you may write to.",
        ) from error


def _print_table(result: p.CalibrateResult, lines: list[str]) -> None:
    """What was found, for people."""

    def number(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    width = max(8, *(len(c.name) for c in result.classes))
    print(
        f"{'class':<{width}} {'threshold':>13} {'IoU before':>11} {'IoU after':>10} {'places':>7}"
    )
    for cls in result.classes:
        after = "-" if cls.after is None else f"{cls.after:.2f}"
        print(
            f"{cls.name:<{width}} {cls.before:>5.2f} > {after:>5} {number(cls.cross_before):>11} "
            f"{number(cls.cross_after):>10} {cls.places:>7}"
        )
        for one in cls.words:
            print(f"  {one.word:<{width}} {number(one.iou):>35}")
    print(
        f"{'mean':<{width}} {'':>13} {number(result.mean_before):>11} "
        f"{number(result.mean_after):>10}   on places left out"
    )
    for line in lines:
        print(line)
