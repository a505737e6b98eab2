"""Command line: segment, models, convert and more. Results on stdout, all else on stderr.

Exit codes: 0 done, 2 wrong use, 3 bad input, 4 missing weights or environment, 5 out of memory or
disk, 130 cancelled, 1 a fault of the program.

Examples:
    python -m backend segment ortho.tif classes.tif --classes "building, road, tree"
    python -m backend segment ortho.tif classes.tif --classes @names.txt --scores scores.tif --json
    python -m backend explain ortho.tif inside --classes "building, road, tree"
    python -m backend teach "solar panel" panel.safetensors --site ortho.tif marks.geojson
    python -m backend models
    python -m backend download segearth-vitb16
    python -m backend inspect my-model.safetensors
    python -m backend convert model_base.pth catseg-base.safetensors
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Callable, Sequence

from backend import __version__
from backend.cli.bench import add_bench
from backend.cli.calibrate import add_calibrate
from backend.cli.convert import add_convert
from backend.cli.download import add_download
from backend.cli.explain import add_explain
from backend.cli.models import add_models
from backend.cli.segment import add_segment
from backend.cli.teach import add_teach
from backend.cli.words import fail, say
from backend.device import missing_package
from backend.errors import AppError, OutOfMemory

__all__ = ["build_parser", "run"]

CANCELLED_EXIT = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Returns:
        its exit code.
    """
    parser = build_parser()
    try:
        options = parser.parse_args(_join_negative(arguments))
    except SystemExit as end:  # argparse has said what was wrong, or printed its help
        return int(end.code or 0)
    command: Callable[[argparse.Namespace], int] = options.command
    logging.basicConfig(
        level=logging.INFO if options.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    try:
        return command(options)
    except AppError as error:
        return fail(error)
    except KeyboardInterrupt:
        say("Cancelled.")
        return CANCELLED_EXIT
    except ImportError as error:
        return fail(missing_package(error))
    except MemoryError as error:
        return fail(OutOfMemory("The machine has too little memory.", detail=str(error)))


def _join_negative(arguments: Sequence[str]) -> list[str]:
    """``--extent -5,1,2,3`` as one word: argparse takes the second for an option."""
    out: list[str] = []
    for word in arguments:
        if out and out[-1] in ("--extent", "--window", "--range") and re.match(r"-[\d.]", word):
            out[-1] += f"={word}"
        else:
            out.append(word)
    return out


def build_parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    parser = argparse.ArgumentParser(
        prog="python -m backend",
        description="Segments images by class names: the worker of AerOSeg for QGIS.",
        epilog=(
            "Exit codes: 0 done, 2 wrong use, 3 bad input, 4 missing weights or environment, "
            "5 out of memory or disk, 130 cancelled."
        ),
    )
    parser.add_argument("--version", action="version", version=f"AerOSeg for QGIS {__version__}")
    parser.add_argument("--verbose", action="store_true", help="Log each step to standard error.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_segment(commands)
    add_explain(commands)
    add_teach(commands)
    add_calibrate(commands)

    add_models(commands)
    add_download(commands)
    add_convert(commands)
    add_bench(commands)
    serve = commands.add_parser(
        "serve",
        help="Answer the plugin on standard input and output.",
        description="Answers JSON-RPC lines on standard input and output (docs/protocol.md).",
    )
    serve.set_defaults(command=_serve)
    return parser


def _serve(options: argparse.Namespace) -> int:
    from backend.server import serve

    return serve()
