"""Command line of training: ``python -m training train|evaluate|...``."""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from backend.errors import AppError, BadRequest
from training.commands import add_measuring_commands, add_simfeatup

if TYPE_CHECKING:
    from training.config import TrainConfig

__all__ = ["build_parser", "main"]

WORDS = "Teach a checkpoint which typed phrases it knows, or print how well it does."


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("train", "Train a model as a configuration file says."),
        ("export", "Write the best weights of a run as a checkpoint of the product."),
        ("features", "Compute the frozen guidance features of a run once, into guidance_cache."),
        ("throughput", "Time training steps of this size, with and without kept features."),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--config", type=Path, required=True, help="YAML file of the run")
        command.add_argument("overrides", nargs="*", metavar="key=value", help="changed settings")
        if name == "train":
            command.add_argument("--resume", action="store_true", help="go on from the last state")
        if name == "throughput":
            command.add_argument("--steps", type=int, default=5, help="timed steps (default: 5)")
            command.add_argument("--warmup", type=int, default=1, help="steps before (default: 1)")
            command.add_argument(
                "--device", choices=("auto", "cpu", "cuda", "mps"), help="where to run"
            )
            command.add_argument("--json", action="store_true", help="print the figures as JSON")
    add_measuring_commands(commands)
    add_simfeatup(commands)
    _add_words(commands.add_parser("words", help=WORDS, description=WORDS))
    text = "Make an index of labelled images of a public download, a CSV or a folder of one's own."
    # "--help" and all else go on to the command's own parser: nothing here begins with a "-".
    ready = commands.add_parser(
        "prepare", help=text, description=text, add_help=False, prefix_chars="+"
    )
    ready.add_argument("rest", nargs=argparse.REMAINDER)
    text = "Draw a sample scene with its label."
    scene = commands.add_parser("scene", help=text, description=text, add_help=False)
    scene.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _add_words(words: argparse.ArgumentParser) -> None:
    words.set_defaults(module="training.words")
    words.add_argument("--model", type=Path, required=True, help="path of a checkpoint")
    words.add_argument(
        "--out", type=Path, help="checkpoint to write, or the report of --agree (JSON)"
    )
    words.add_argument("--steps", type=int, default=1000, help="batches to learn (default: 1000)")
    words.add_argument("--seed", type=int, default=0, help="of the draw (default: 0)")
    words.add_argument(
        "--check", action="store_true", help="only print what it gets wrong of the fixed lists"
    )
    words.add_argument(
        "--agree", type=Path, metavar="INDEX", help="only compare masks of wordings on these images"
    )
    words.add_argument("--root", type=Path, help="folder the index's paths are relative to")
    words.add_argument("--split", default="val", help="split to compare on (default: val)")
    words.add_argument(
        "--tiles", type=int, default=2, help="tiles of an image to compare on (default: 2)"
    )
    words.add_argument(
        "--plain", action="store_true", help="compare as if the word part were not there"
    )


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
    if arguments.command == "prepare":
        from training.prepare.command import main as prepare

        return prepare(arguments.rest)
    if hasattr(arguments, "module"):
        status: int = importlib.import_module(arguments.module).run(arguments)
        return status
    from training.config import load_config
    from training.train import export, precompute, train

    config = load_config(arguments.config, arguments.overrides)
    if arguments.command == "features":
        sys.stdout.write(f"{precompute(config)} pictures computed\n")
        return 0
    if arguments.command == "throughput":
        return _throughput(config, arguments)
    path = train(config, arguments.resume) if arguments.command == "train" else export(config)
    sys.stdout.write(f"{path}\n")
    return 0


def _throughput(config: TrainConfig, arguments: argparse.Namespace) -> int:
    from training.throughput import measure

    if arguments.steps < 1 or arguments.warmup < 0:
        raise BadRequest("--steps must be at least 1, --warmup at least 0.")
    if arguments.device:
        config = config.model_copy(update={"device": arguments.device})
    report = measure(config, arguments.steps, arguments.warmup)
    if arguments.json:
        sys.stdout.write(json.dumps(report, indent=1) + "\n")
        return 0
    for key, value in report.items():
        sys.stdout.write(f"{key}: {value}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
