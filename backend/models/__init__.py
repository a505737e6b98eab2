"""The model families: a configuration names its kind, and the kind builds the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from backend.errors import UnsupportedArchitecture
from backend.models.base import ModelConfig, Segmenter

__all__ = ["KINDS", "build_model", "parse_config"]


def _aeroseg() -> tuple[type[ModelConfig], Callable[[Any], Segmenter]]:
    from backend.models.aeroseg import AerOSeg, AerOSegConfig

    return AerOSegConfig, AerOSeg


def _segearth() -> tuple[type[ModelConfig], Callable[[Any], Segmenter]]:
    from backend.models.segearth import SegEarth, SegEarthConfig

    return SegEarthConfig, SegEarth


# Looked up lazily: listing models must not import the networks.
KINDS: dict[str, Callable[[], tuple[type[ModelConfig], Callable[[Any], Segmenter]]]] = {
    "aeroseg": _aeroseg,
    "segearth": _segearth,
}


def parse_config(raw: dict[str, Any]) -> ModelConfig:
    """Check a configuration against its kind.

    Raises:
        UnsupportedArchitecture: the kind, a field or a value is not known; the message names it.
    """
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise UnsupportedArchitecture(
            f'The model is of kind "{str(kind)[:80]}", which this version cannot build.',
            hint=f"Known kinds: {', '.join(sorted(KINDS))}. A newer version may know it.",
        )
    config_type, _ = KINDS[kind]()
    try:
        return config_type.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        # Cut: names and values come from a file, which may hold megabytes.
        field = ".".join(str(part)[:80] for part in first["loc"][:8]) or "configuration"
        why = first["msg"].removeprefix("Value error, ")[:300]
        raise UnsupportedArchitecture(
            f'The model\'s configuration does not fit this version: "{field}": {why}.',
            hint="Use a checkpoint made by this version, or update the plugin.",
            detail=str(error)[:5000],
        ) from error


def build_model(raw: dict[str, Any] | ModelConfig) -> Segmenter:
    """Model of a configuration, with freshly initialised weights, in evaluation mode.

    Raises:
        UnsupportedArchitecture: see :func:`parse_config`.
    """
    config = raw if isinstance(raw, ModelConfig) else parse_config(raw)
    _, build = KINDS[config.kind]()
    model = build(config)
    evaluate = getattr(model, "eval", None)
    if callable(evaluate):
        evaluate()
    return model
