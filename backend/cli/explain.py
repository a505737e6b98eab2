"""``python -m backend explain``: what a model sees between its modules, as maps and one sheet."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from backend import protocol as p
from backend.cli.options import add_device, add_names, add_pixels, read_pixels
from backend.cli.values import checked, class_lines
from backend.cli.words import ProgressLine, cancel_on_signal, say

__all__ = ["add_explain"]


def add_explain(commands: Any) -> None:
    """Add the command to the grammar."""
    explain = commands.add_parser(
        "explain",
        help="Look inside a model.",
        description="Writes, per class, the correlation with the name per rotation, the maps "
        "before refinement and after each refinement block, and the score, as GeoTIFFs on the "
        "model's own grids, and one contact sheet (sheet.png) of them all.",
    )
    explain.add_argument("image", metavar="IN", help="The image: any raster that GDAL reads.")
    explain.add_argument("out", metavar="OUT_DIR", help="Folder for the maps; made when missing.")
    add_names(explain)
    explain.add_argument(
        "--only",
        metavar="NAMES",
        help="Show these classes only. The others still count: the model refines all of them "
        "together.",
    )
    explain.add_argument(
        "--against",
        metavar="ID|PATH",
        help="A second model, shown below the first for each class (for example one guided by "
        "CLIP against one guided by SAM).",
    )
    add_pixels(explain)
    add_device(explain)
    explain.add_argument("--json", action="store_true", help="Print one JSON object.")
    explain.set_defaults(command=_explain)


def _explain(options: argparse.Namespace) -> int:
    from backend.engine import Engine

    engine = Engine()
    image, grid = read_pixels(options, engine.registry)
    params = checked(
        p.ExplainParams,
        image=image,
        grid=grid,
        classes=class_lines(options.classes),
        only=None if options.only is None else class_lines(options.only),
        model=options.model,
        against=options.against,
        device=options.device,
        out_dir=str(Path(options.out).absolute()),
    )
    with (
        cancel_on_signal() as cancelled,
        ProgressLine() as progress,
        contextlib.redirect_stdout(sys.stderr),  # what a library prints is no result
    ):
        result = engine.explain(params, progress, cancelled)
    for notice in result.notices:
        say(f"Note: {notice}")
    for model in result.models:
        if model.unknown:
            more = f" and {len(model.unknown) - 10} more" if len(model.unknown) > 10 else ""
            names = ", ".join(model.unknown[:10])
            say(f'Not known to "{model.model.title}": {names}{more}')
    if options.json:
        print(json.dumps(result.model_dump(), ensure_ascii=False))
    else:
        _print_summary(result)
    return 0


def _print_summary(result: p.ExplainResult) -> None:
    """Where the maps are and how they are scaled, for people."""
    for model in result.models:
        print(f"{model.model.title}: {len(model.classes)} classes")
        for stage in model.stages:
            print(f"  {stage.title:<20} shown from {stage.minimum:.3g} to {stage.maximum:.3g}")
        for cls in model.classes:
            print(f"  {cls.name}")
            for path in dict.fromkeys(item.path for item in cls.maps):
                print(f"    {path}")
    print(f"{result.seconds:.1f} s, {result.tiles} tiles")
    print(f"sheet: {result.paths.sheet}")
