"""``python -m backend models`` and ``inspect``: what there is to run."""

from __future__ import annotations

import argparse
import json
from typing import Any

from backend.cli.words import describe

__all__ = ["add_models"]


def add_models(commands: Any) -> None:
    """Add the commands to the grammar."""
    models = commands.add_parser("models", help="List the models.", description="Lists the models.")
    models.add_argument("--json", action="store_true", help="Print one JSON list.")
    models.set_defaults(command=_models)

    inspect = commands.add_parser(
        "inspect",
        help="Describe a checkpoint file.",
        description="Describes a checkpoint file; only its header is read.",
    )
    inspect.add_argument("checkpoint", metavar="CHECKPOINT", help="A .safetensors file.")
    inspect.add_argument("--json", action="store_true", help="Print one JSON object.")
    inspect.set_defaults(command=_inspect)


def _models(options: argparse.Namespace) -> int:
    from backend.registry import Registry

    infos = Registry().models()
    if options.json:
        print(json.dumps([info.model_dump() for info in infos], ensure_ascii=False))
    else:
        print("\n\n".join(describe(info) for info in infos))
    return 0


def _inspect(options: argparse.Namespace) -> int:
    from backend.registry import Registry

    info = Registry().inspect(options.checkpoint)
    print(json.dumps(info.model_dump(), ensure_ascii=False) if options.json else describe(info))
    return 0
