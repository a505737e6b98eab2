"""``python -m backend teach``: a word learned from marked places, as a small file."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from backend import protocol as p
from backend.cli.options import add_device
from backend.cli.values import between, checked, class_lines
from backend.cli.words import ProgressLine, cancel_on_signal, say
from backend.errors import BadRequest

__all__ = ["add_teach"]


def add_teach(commands: Any) -> None:
    """Add the command to the grammar."""
    teach = commands.add_parser(
        "teach",
        help="Teach a word.",
        description="Learns what a word means from a few marked places, or improves one that works "
        "badly, and writes a small file for --taught of segment. The model itself does not change.",
    )
    teach.add_argument("name", metavar="NAME", help="The word; the model need not know it.")
    teach.add_argument("out", metavar="OUT", help="The file to write (.safetensors).")
    teach.add_argument(
        "--site",
        nargs=2,
        action="append",
        required=True,
        metavar=("IMAGE", "MARKS"),
        help="An image and its marks: a GeoJSON file with points or polygons. A mark whose field "
        '"positive" is false shows what the word is not. May be given several times.',
    )
    teach.add_argument(
        "--classes",
        metavar="NAMES",
        help="The other classes of the list, which compete with the word; @FILE reads a file.",
    )
    teach.add_argument(
        "--model",
        default="builtin",
        metavar="ID|PATH",
        help='A model of the list, or a checkpoint file. Default "builtin".',
    )
    teach.add_argument(
        "--gsd",
        type=between(1e-4, 1e6, "above 0"),
        metavar="M",
        help="Working resolution in metres per pixel; the nearest step is taken. Default: the "
        "model's.",
    )
    teach.add_argument(
        "--pixel-size",
        type=between(1e-4, 1e6, "above 0"),
        metavar="M",
        help="Size of the image's own pixels in metres, where it has no georeference.",
    )
    add_device(teach)
    teach.add_argument("--json", action="store_true", help="Print one JSON object.")
    teach.set_defaults(command=_teach)


def _teach(options: argparse.Namespace) -> int:
    from backend.engine import Engine
    from backend.request_area import request_grid

    out = Path(options.out).absolute()
    if out.suffix.lower() != ".safetensors":
        raise BadRequest(
            f'The file "{options.out}" does not end with ".safetensors".',
            hint='Give a name that ends with ".safetensors".',
        )
    engine = Engine()
    gsd_m = options.gsd or engine.registry.resolve(options.model).info.gsd_m
    sites = []
    for image, marks in options.site:
        spec = checked(p.ImageSpec, path=image)
        grid = request_grid(spec, gsd_m, pixel_size_m=options.pixel_size)
        sites.append(p.TeachSite(image=spec, grid=grid, marks=marks))
    params = checked(
        p.TeachParams,
        name=options.name,
        sites=sites,
        classes=[] if options.classes is None else class_lines(options.classes),
        model=options.model,
        device=options.device,
        out=str(out),
    )
    with (
        cancel_on_signal() as cancelled,
        ProgressLine() as progress,
        contextlib.redirect_stdout(sys.stderr),  # what a library prints is no result
    ):
        result = engine.teach(params, progress, cancelled)
    for notice in result.notices:
        say(f"Note: {notice}")
    if options.json:
        print(json.dumps(result.model_dump(), ensure_ascii=False))
    else:
        print(
            f'"{result.name}" was learned from {result.positive} places that show it and '
            f"{result.negative} that do not, in {result.seconds:.1f} s ({result.steps} steps on "
            f"{result.tiles} tiles)."
        )
        print(f"loss: {result.loss_before:.3f} before, {result.loss_after:.3f} after")
        print(f"taught: {result.path}")
    return 0
