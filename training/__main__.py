"""Command line of training: ``python -m training train|evaluate|scene|export``."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from backend.errors import AppError

__all__ = ["build_parser", "main"]


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("train", "Train a model as a configuration file says."),
        ("export", "Write the best weights of a run as a checkpoint of the product."),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--config", type=Path, required=True, help="YAML file of the run")
        command.add_argument("overrides", nargs="*", metavar="key=value", help="changed settings")
        if name == "train":
            command.add_argument("--resume", action="store_true", help="go on from the last state")
    text = "Measure a model on an index of labelled images, with the product's own engine."
    evaluate = commands.add_parser("evaluate", help=text, description=text)
    evaluate.add_argument("--model", required=True, help="id of a model, or path of a checkpoint")
    evaluate.add_argument("--index", type=Path, required=True, help="CSV of images and labels")
    evaluate.add_argument("--root", type=Path, help="folder its paths are relative to")
    evaluate.add_argument("--split", default="val", help="split to measure (default: val)")
    evaluate.add_argument(
        "--inference",
        default="map",
        choices=("map", "published"),
        help="the product's map path (default), or the evaluation of the papers",
    )
    evaluate.add_argument("--shifts", default="", help="displacements in working pixels, as 4,8")
    evaluate.add_argument(
        "--device",
        default="auto",
        choices=("auto", "cpu", "cuda", "mps"),
        help="where to run (default: the fastest at hand)",
    )
    evaluate.add_argument("--unseen", default="", help="classes never seen in training, as a,b")
    evaluate.add_argument("--only", default="", help="only sources of these names, as a,b")
    evaluate.add_argument("--out", type=Path, required=True, help="report to write (JSON)")
    text = "Draw a sample scene with its label."
    scene = commands.add_parser("scene", help=text, description=text, add_help=False)
    scene.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run a command; exit codes as in the worker's command line."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    arguments = build_parser().parse_args(argv)
    try:
        return _run(arguments)
    except AppError as error:
        sys.stderr.write(f"{error.message}\n{error.hint}\n".rstrip() + "\n")
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _run(arguments: argparse.Namespace) -> int:
    if arguments.command == "scene":
        from training.data.drawn import main as draw

        return draw(arguments.rest)
    if arguments.command == "evaluate":
        from training.evaluate import run

        return run(arguments)
    from training.config import load_config
    from training.train import export, train

    config = load_config(arguments.config, arguments.overrides)
    path = train(config, arguments.resume) if arguments.command == "train" else export(config)
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
