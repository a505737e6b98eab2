"""The messages as JSON Schema, which the plugin is tested against."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from backend import errors
from backend.protocol.base import MAX_CLASS_LINES, PROTOCOL_VERSION, Message
from backend.protocol.explain import MAX_EXPLAINED_CLASSES, MAX_EXPLAINED_PIXELS
from backend.protocol.frames import ErrorReply, Reply, Request
from backend.protocol.methods import METHODS
from backend.protocol.notifications import NOTIFICATIONS

__all__ = ["main", "schema"]


def schema() -> dict[str, Any]:
    """The JSON Schema of every message, with the tables of methods, errors and limits."""
    frames: list[type[Message]] = [Request, Reply, ErrorReply]
    models: list[type[Message]] = [*frames, *NOTIFICATIONS.values()]
    for method in METHODS.values():
        models += [method.params, method.result]
    unique = list(dict.fromkeys(models))
    _, definitions = models_json_schema(
        [(model, "validation") for model in unique], ref_template="#/$defs/{model}"
    )

    def ref(model: type[Message]) -> dict[str, str]:
        return {"$ref": f"#/$defs/{model.__name__}"}

    names = {
        leaf.name: leaf.code
        for leaf in _leaves(errors.AppError)
        if leaf.__module__ == errors.__name__
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "AerOSeg worker protocol",
        "protocol": PROTOCOL_VERSION,
        "methods": {
            name: {"params": ref(method.params), "result": ref(method.result)}
            for name, method in METHODS.items()
        },
        "notifications": {name: {"params": ref(model)} for name, model in NOTIFICATIONS.items()},
        "errors": dict(sorted(names.items())),
        "limits": {
            "class_lines": MAX_CLASS_LINES,
            "explained_classes": MAX_EXPLAINED_CLASSES,
            "explained_pixels": MAX_EXPLAINED_PIXELS,
        },
        "$defs": definitions["$defs"],
    }


def main(arguments: Sequence[str]) -> int:
    """Write the schema to the file named on the command line, or to standard output."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


def _leaves(root: type[errors.AppError]) -> list[type[errors.AppError]]:
    """``root`` and every class below it."""
    return [root, *(leaf for child in root.__subclasses__() for leaf in _leaves(child))]
