"""How long each stage takes and how much memory it needs (keys: design section 4.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch import nn

from backend.bench.base import BenchSettings, names, random_model
from backend.device import DeviceChoice
from backend.errors import BadRequest

__all__ = ["BenchSettings", "measure", "names", "random_model"]


def measure(
    model: nn.Module,
    settings: BenchSettings,
    device: DeviceChoice,
    progress: Callable[[str], None],
) -> dict[str, Any]:
    """The figures of a model.

    Args:
        model: with its weights, on any device.
        settings: what to do.
        device: where.
        progress: told in words what goes on.

    Raises:
        BadRequest: the model is of a kind that cannot be measured in parts.
    """
    from backend.bench.aeroseg import AerOSegBench
    from backend.bench.segearth import SegEarthBench
    from backend.models.aeroseg import AerOSeg
    from backend.models.segearth import SegEarth

    if isinstance(model, AerOSeg):
        return AerOSegBench(model, settings, device, progress).report()
    if isinstance(model, SegEarth):
        return SegEarthBench(model, settings, device, progress).report()
    raise BadRequest(f'The model "{settings.model}" is of a kind that bench does not know.')
