"""``python -m backend download``: the public weights of a listed model, or the user's files."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from backend.cli.words import ProgressLine, cancel_on_signal, describe, say

__all__ = ["add_download", "add_folder"]


def add_folder(parser: argparse.ArgumentParser) -> None:
    """The option that names the folder of fetched models."""
    parser.add_argument(
        "--folder",
        metavar="DIR",
        type=Path,
        help="Folder of fetched models. Default: the variable AEROSEG_MODELS, else a folder of "
        "your own (python -m backend models shows it).",
    )


def add_download(commands: Any) -> None:
    """Add the command to the grammar."""
    download = commands.add_parser(
        "download",
        help="Fetch the public weights of a model.",
        description=(
            "Fetches the public weights of a listed model (docs/models.md), checks them and makes "
            "one checkpoint of them. A download that was cut goes on where it stopped. Files are "
            "read as data; nothing in them is run."
        ),
    )
    download.add_argument("model", metavar="ID", help="Id of the model, such as segearth-vitb16.")
    download.add_argument(
        "--yes",
        action="store_true",
        help="Agree to files for which no SHA-256 is known. It is recorded, and later downloads "
        "must have the same bytes.",
    )
    download.add_argument(
        "--from",
        dest="files",
        metavar="FILE",
        nargs="+",
        type=Path,
        default=[],
        help="Files that you have already: CLIP weights, the upsampler, or both. They stay where "
        "they are; what is missing is fetched.",
    )
    add_folder(download)
    download.add_argument("--json", action="store_true", help="Print one JSON object.")
    download.set_defaults(command=_download)


def _download(options: argparse.Namespace) -> int:
    from backend.download import Wish, download
    from backend.registry import Registry

    registry = Registry(folder=options.folder)
    wish = Wish(options.model, options.yes, tuple(options.files))
    with cancel_on_signal() as cancelled, ProgressLine() as line:
        info = download(registry, wish, line, cancelled)
    if options.json:
        print(json.dumps(info.model_dump(), ensure_ascii=False))
    else:
        print(describe(info))
        say(f'It is ready: python -m backend segment ... --model "{info.id}"')
    return 0
