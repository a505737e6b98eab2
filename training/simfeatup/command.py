"""``python -m training simfeatup``."""

from __future__ import annotations

import argparse

from backend.errors import BadRequest
from training.config import load_settings
from training.simfeatup.config import SimFeatUpConfig

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Train, or only write a whole model; the paths of what was written on standard output.

    Raises:
        BadRequest: options that exclude one another.
    """
    from training.simfeatup.export import build_model, export, write_results
    from training.simfeatup.train import train

    config = load_settings(SimFeatUpConfig, arguments.config, arguments.overrides)
    if arguments.upsampler is not None and not arguments.export:
        raise BadRequest(
            "--upsampler is for --export.", hint="To begin with it, set upsampler_weights=FILE."
        )
    if arguments.export and arguments.resume:
        raise BadRequest("--export and --resume exclude one another.")
    if arguments.upsampler is not None:
        paths = [export(config, arguments.upsampler)]
    elif arguments.export:
        paths = write_results(config, build_model(config))
    else:
        paths = train(config, arguments.resume)
    print("\n".join(str(path) for path in paths))  # noqa: T201  # the result of the command
    return 0
