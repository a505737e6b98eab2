"""Published upsamplers, read as data alone (spec B.5)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

from backend.errors import ShapeMismatch, UnsupportedArchitecture
from backend.models.aeroseg.weights import Loaded, fill_module, read_state
from backend.models.segearth.config import UpsamplerConfig
from backend.models.segearth.model import SegEarth
from backend.models.segearth.upsampler import LearnedUpsampler

__all__ = ["PREFIX", "load_upsampler", "read_upsampler_config"]

PREFIX = "upsampler."
_COLOURS = 3


def load_upsampler(model: SegEarth, path: Path) -> Loaded:
    """Fill the upsampler from a published file.

    Args:
        model: with a learned upsampler of the file's form.
        path: .safetensors, or a Lightning checkpoint (.ckpt) without code; names begin with
            ``upsampler.``.

    Raises:
        FormatRefused: no file of weights, or one that holds code.
        ShapeMismatch: names are missing or unknown, or a tensor does not fit; they are named.
        UnsupportedArchitecture: the model has no upsampler with weights.
    """
    if not isinstance(model.upsampler, LearnedUpsampler):
        raise UnsupportedArchitecture(
            f'The weights "{path.name}" were not loaded: the model\'s upsampler has none.',
            hint='Choose a configuration with upsampler form "jbu_one" or "jbu_stack".',
        )
    return fill_module(model.upsampler, path, (), lambda name: name.removeprefix(PREFIX))


def read_upsampler_config(path: Path) -> tuple[UpsamplerConfig, int]:
    """Form of a published upsampler and the channels of the features that it takes.

    Raises:
        FormatRefused: no file of weights, or one that holds code.
        ShapeMismatch: it is no upsampler of this family.
    """
    state, _ = read_state(path)
    return config_of(state, path.name)


def config_of(state: Mapping[str, Tensor], name: str) -> tuple[UpsamplerConfig, int]:
    """See :func:`read_upsampler_config`; ``name`` is for the message."""
    first = "up" if PREFIX + "up.fixup_proj.0.weight" in state else "up1"
    kernel = state.get(f"{PREFIX}{first}.fixup_proj.0.weight")
    key = state.get(f"{PREFIX}{first}.range_proj.0.weight")
    closing = state.get(f"{PREFIX}fixup_proj.1.weight")
    if kernel is not None and key is not None and closing is not None:
        taps = kernel.shape[0]
        diameter = math.isqrt(taps)
        sound = (
            diameter**2 == taps
            and diameter % 2 == 1
            and 3 <= diameter <= 31
            and tuple(kernel.shape[1:]) == (taps + _COLOURS, 1, 1)
            and key.shape[0] <= 8192
        )
        if sound:
            form = "jbu_one" if first == "up" else "jbu_stack"
            config = UpsamplerConfig.model_validate(
                {"form": form, "radius": (diameter - 1) // 2, "key_dim": key.shape[0]}
            )
            return config, closing.shape[0]
    raise ShapeMismatch(
        f'"{name}" is no upsampler of FeatUp or SimFeatUp: its names or shapes are others.',
        hint="Choose a checkpoint such as xclip_jbu_one_million_aid.ckpt.",
    )
