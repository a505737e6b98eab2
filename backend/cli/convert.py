"""``python -m backend convert``: a published CAT-Seg or OVRS file becomes a checkpoint."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backend.cli.values import numbers

if TYPE_CHECKING:
    from backend.convert import Conversion

__all__ = ["add_convert"]


def add_convert(commands: Any) -> None:
    """Add the command to the grammar."""
    convert = commands.add_parser(
        "convert",
        help="Make a checkpoint of a published CAT-Seg or OVRS file.",
        description=(
            "Makes a checkpoint of a published CAT-Seg or OVRS file (docs/checkpoints.md). "
            "The configuration is read off the tensors; nothing in the file is run."
        ),
    )
    convert.add_argument(
        "source", metavar="SRC", help="A .pth or .safetensors file with published names."
    )
    convert.add_argument("out", metavar="OUT", help="The checkpoint to write (.safetensors).")
    convert.add_argument("--title", metavar="TEXT", help="Name shown in lists of models.")
    convert.add_argument("--licence", metavar="TEXT", help="Terms of use of the weights.")
    convert.add_argument(
        "--half",
        action="store_true",
        help="Store matrices as float16: half the size. Default: every value as it is.",
    )
    convert.add_argument(
        "--preset",
        metavar="ID",
        help="Configuration that the file must have, such as catseg-b16. Default: the one that "
        "fits, if any.",
    )
    convert.add_argument(
        "--taps",
        type=numbers(2, whole=True),
        metavar="A,B",
        help="Blocks of the image encoder that guide the decoder, counted from 0. Default: a third "
        "and two thirds of the way, as published.",
    )
    convert.add_argument("--json", action="store_true", help="Print one JSON object.")
    convert.set_defaults(command=_convert)


def _convert(options: argparse.Namespace) -> int:
    from backend.convert import convert

    with contextlib.redirect_stdout(sys.stderr):  # what a library prints is no result
        done = convert(
            Path(options.source),
            Path(options.out),
            title=options.title,
            licence=options.licence,
            half=options.half,
            preset=options.preset,
            taps=tuple(options.taps) if options.taps else None,
        )
    if options.json:
        print(json.dumps(done.as_json(), ensure_ascii=False))
    else:
        print(_summary(done))
    return 0


def _summary(done: Conversion) -> str:
    """The conversion in lines of text."""
    source, counts = done.source, done.tensors
    tensors = f"{counts['taken']} taken as they are"
    if counts["merged"]:
        tensors += f", {counts['merged_from']} put together into {counts['merged']}"
    if done.dropped:
        tensors += f", {len(done.dropped)} attention masks compared and left out"
    rows = [
        ("title", done.title),
        ("preset", done.preset or "none of these sizes"),
        ("source", f"{source['file']}, {source['what']}, {_size(source['size_bytes'])}"),
        ("", f"sha256 {source['sha256']}"),
        ("tensors", tensors),
        ("ignored", ", ".join([*done.ignored, *done.beside]) or "nothing"),
        *zip(["assumed", *[""] * len(done.assumed)], done.assumed, strict=False),
        ("written", f"{done.path}, {_size(done.size_bytes)}, {done.dtype}"),
        ("", f"sha256 {done.sha256}"),
    ]
    head = f"{done.family}, {done.backbone}"
    return "\n".join([head, *(f"  {name:<10}{text}" for name, text in rows)])


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 2**20:.1f} MiB"
