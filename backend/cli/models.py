"""``python -m backend models`` and ``inspect``: what there is to run."""

from __future__ import annotations

import argparse
import json
from typing import Any

from backend.cli.download import add_folder
from backend.cli.words import describe

__all__ = ["add_models"]


def add_models(commands: Any) -> None:
    """Add the commands to the grammar."""
    models = commands.add_parser("models", help="List the models.", description="Lists the models.")
    add_folder(models)
    models.add_argument("--json", action="store_true", help="Print one JSON list.")
    models.set_defaults(command=_models)

    inspect = commands.add_parser(
        "inspect",
        help="Describe a checkpoint file, or a listed model.",
        description="Describes a checkpoint file, of which only the header is read, or a listed "
        "model: its state, and where its files are to be had.",
    )
    inspect.add_argument(
        "checkpoint", metavar="CHECKPOINT", help="A .safetensors file, or the id of a model."
    )
    add_folder(inspect)
    inspect.add_argument("--json", action="store_true", help="Print one JSON object.")
    inspect.set_defaults(command=_inspect)


def _models(options: argparse.Namespace) -> int:
    from backend.registry import Registry

    infos = Registry(folder=options.folder).models()
    if options.json:
        print(json.dumps([info.model_dump() for info in infos], ensure_ascii=False))
    else:
        print("\n\n".join(describe(info) for info in infos))
    return 0


def _inspect(options: argparse.Namespace) -> int:
    from backend.registry import Registry

    registry = Registry(folder=options.folder)
    entry = registry.find(options.checkpoint)
    info = registry.inspect(options.checkpoint) if entry is None else registry.info(entry)
    print(json.dumps(info.model_dump(), ensure_ascii=False) if options.json else describe(info))
    return 0
