"""A closed-set U-Net, against which the built-in model is measured; it is not shipped as a model.

The product's engine runs it like any model once its kind is made known to this process.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend.models import KINDS
from backend.models.base import ModelConfig, Segmenter

__all__ = ["KIND", "register"]

KIND = "unet"


def _unet() -> tuple[type[ModelConfig], Callable[[Any], Segmenter]]:
    from training.unet.model import UNet, UNetConfig

    return UNetConfig, UNet


def register() -> None:
    """Let checkpoints of this kind be opened in this process, whoever opens them."""
    KINDS[KIND] = _unet
