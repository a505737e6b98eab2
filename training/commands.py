"""Arguments of the commands that measure, and of ``simfeatup``, which has settings of its own.

Nothing heavy is imported here; each command names the module whose ``run`` does the work.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["add_measuring_commands", "add_simfeatup"]

DEVICES = ("auto", "cpu", "cuda", "mps")


def _natural(lowest: int) -> Callable[[str], int]:
    """A whole number of at least ``lowest``, for argparse."""

    def whole_number(text: str) -> int:
        value = int(text)
        if value < lowest:
            raise argparse.ArgumentTypeError(f"{value} is below {lowest}")
        return value

    return whole_number


def _numbers(text: str) -> tuple[int, ...]:
    """Whole numbers from 0, parted by commas; each once."""
    values = tuple(int(part) for part in text.split(",") if part.strip())
    if not values or min(values) < 0 or len(set(values)) < len(values):
        raise argparse.ArgumentTypeError("different whole numbers from 0 are needed, as 0,1,2")
    return values


def _index(command: argparse.ArgumentParser) -> None:
    command.add_argument("--index", type=Path, required=True, help="CSV of images and labels")
    command.add_argument("--split", default="val", help="split to measure (default: val)")


def _device(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--device",
        default="auto",
        choices=DEVICES,
        help="where to run (default: the fastest at hand)",
    )


def _measuring(command: argparse.ArgumentParser) -> None:
    """Arguments that ``evaluate`` and ``compare`` share."""
    _index(command)
    command.add_argument("--root", type=Path, help="folder its paths are relative to")
    command.add_argument(
        "--inference",
        default="map",
        choices=("map", "published"),
        help="the product's map path (default), or the evaluation of the papers",
    )
    _device(command)
    command.add_argument("--only", default="", help="only sources of these names, as a,b")
    command.add_argument(
        "--sheets",
        type=Path,
        help="folder for contact sheets (image, label, prediction) of the best and worst cases",
    )
    command.add_argument("--out", type=Path, required=True, help="report to write (JSON)")


def add_measuring_commands(commands: Any) -> None:
    """Add the commands to the parser of the program."""
    text = "Measure a model on an index of labelled images, with the product's own engine."
    evaluate = commands.add_parser("evaluate", help=text, description=text)
    evaluate.set_defaults(module="training.evaluate")
    evaluate.add_argument("--model", required=True, help="id of a model, or path of a checkpoint")
    _measuring(evaluate)
    evaluate.add_argument(
        "--shifts", type=_numbers, default=(), help="displacements in working pixels, as 4,8"
    )
    evaluate.add_argument("--unseen", default="", help="classes never seen in training, as a,b")
    evaluate.add_argument(
        "--data-set",
        metavar="NAME",
        help="with --inference published: threshold and image share that SegEarth-OV's paper has "
        "for this data set, as LoveDA",
    )
    evaluate.add_argument(
        "--long-side",
        type=_natural(32),
        metavar="PX",
        help="with --inference published: size to which SegEarth-OV's images are brought (448)",
    )

    text = "Train the closed-set U-Net from the configuration of the model it stands against."
    unet = commands.add_parser("unet", help=text, description=text)
    unet.set_defaults(module="training.unet.train")
    unet.add_argument("--config", type=Path, required=True, help="YAML file of that model's run")
    unet.add_argument("--resume", action="store_true", help="go on from the last state")
    unet.add_argument("overrides", nargs="*", metavar="key=value", help="changed settings")

    text = "Measure models and U-Nets on the same rows and print both side by side."
    compare = commands.add_parser("compare", help=text, description=text)
    compare.set_defaults(module="training.compare")
    compare.add_argument(
        "--models",
        nargs="+",
        default=["builtin"],
        help="ids, checkpoints, or reports of evaluate; several seeds give mean and spread "
        "(default: builtin)",
    )
    compare.add_argument(
        "--unet", nargs="+", required=True, help="the same of the model to stand against"
    )
    _measuring(compare)

    text = "Train every part of AerOSeg's ablation at small size, and print what comes out."
    ablate = commands.add_parser("ablate", help=text, description=text)
    ablate.set_defaults(module="training.ablate")
    _index(ablate)
    ablate.add_argument(
        "--unseen",
        default="",
        help="classes kept from training, as a,b (default: every third in the order of the index)",
    )
    ablate.add_argument(
        "--steps", type=_natural(1), default=1500, help="steps of each run (default: 1500)"
    )
    ablate.add_argument(
        "--batch", type=_natural(1), default=8, help="crops a step (default: 8)"
    )  # fmt: skip
    ablate.add_argument(
        "--seeds", type=_numbers, default=(0, 1, 2), help="seeds, as 0,1,2 (default)"
    )
    ablate.add_argument("--only", default="", help="only these runs, as catseg,ovrs")
    _device(ablate)
    ablate.add_argument(
        "--out", type=Path, required=True, help="folder for runs and tables; finished runs are kept"
    )


def add_simfeatup(commands: Any) -> None:
    """Add the training of an upsampler to the parser of the program."""
    text = "Train an upsampler for SegEarth-OV on images without labels (docs/simfeatup.md)."
    command = commands.add_parser("simfeatup", help=text, description=text)
    command.set_defaults(module="training.simfeatup.command")
    command.add_argument("--config", type=Path, required=True, help="YAML file of the run")
    command.add_argument("--resume", action="store_true", help="go on from the last state")
    command.add_argument(
        "--export",
        action="store_true",
        help="train nothing: write upsampler.safetensors and model.safetensors of a run",
    )
    command.add_argument(
        "--upsampler",
        type=Path,
        metavar="FILE",
        help="with --export: take this upsampler, which may be a published one, for the model",
    )
    command.add_argument("overrides", nargs="*", metavar="key=value", help="changed settings")
