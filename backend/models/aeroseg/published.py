"""Names of the published CAT-Seg and OVRS checkpoints, mapped to this project's module tree.

Spec part D: prefixes are rewritten, in both directions; the only change of values is that CLIP's
split query, key and value projections are put together, as the modules of ``open_clip`` hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import torch
from torch import Tensor

__all__ = ["clean_name", "clean_state", "published_name", "published_state", "shift_masks"]

TRANSFORMER = "sem_seg_head.predictor.transformer."
CLIP = "sem_seg_head.predictor.clip_model."
CLEAN_CLIP = "backbone.vl."

_REFINE = "layers.#.swin_block.", "head.refine.#.spatial."
_CLASSES = "layers.#.attention.", "head.refine.#.classes."
_CONVS = {0: "conv1", 1: "norm1", 3: "conv2", 4: "norm2"}


def _stage(number: int) -> tuple[tuple[str, str], ...]:
    """Prefixes of one decoder stage, counted from 0."""
    there, here = f"decoder{number + 1}.", f"head.decoder.stages.{number}."
    return (
        (f"decoder_guidance_projection.{number}.0.", f"{here}guidance_proj."),
        (f"{there}up.", f"{here}up."),
        (f"{there}cconv.", f"{here}channel_att."),
        (f"{there}sconv.", f"{here}spatial_att."),
        *((f"{there}conv.double_conv.{i}.", f"{here}{name}.") for i, name in _CONVS.items()),
    )


# Published prefix (behind TRANSFORMER) and prefix in the tree; # is a number that both share. The
# first that matches wins, in either direction, so the longer ones come first.
_PREFIXES: tuple[tuple[str, str], ...] = (
    ("conv1.", "head.correlation_embed."),
    ("guidance_projection.0.", "head.appearance_proj."),
    ("text_guidance_projection.0.", "head.text_proj."),
    (f"{_REFINE[0]}guidance_norm.", f"{_REFINE[1]}guidance_norm."),
    (f"{_REFINE[0]}block_1.", f"{_REFINE[1]}blocks.0."),
    (f"{_REFINE[0]}block_2.", f"{_REFINE[1]}blocks.1."),
    (f"{_CLASSES[0]}attention.", f"{_CLASSES[1]}attn."),
    (f"{_CLASSES[0]}MLP.0.", f"{_CLASSES[1]}mlp.fc1."),
    (f"{_CLASSES[0]}MLP.2.", f"{_CLASSES[1]}mlp.fc2."),
    _CLASSES,
    *_stage(0),
    *_stage(1),
    ("head.", "head.decoder.classifier."),
    ("backproj.", "head.backproj."),  # published nowhere; the reference tensors name it so
)
# Whole names, without TRANSFORMER before them.
_UPSAMPLERS = tuple((f"upsample{i + 1}.", f"head.decoder.stages.{i}.guidance_up.") for i in (0, 1))

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(pairs: Iterable[tuple[str, str]]) -> _Rules:
    return tuple(
        (re.compile("^" + re.escape(old).replace(r"\#", r"(\d+)")), new.replace("#", r"\1"))
        for old, new in pairs
    )


_TO_CLEAN = _rules((*_PREFIXES, *_UPSAMPLERS))
_TO_PUBLISHED = _rules(
    (*((new, TRANSFORMER + old) for old, new in _PREFIXES),
     *((new, old) for old, new in _UPSAMPLERS), (CLEAN_CLIP, CLIP))
)  # fmt: skip
_SPLIT = re.compile(r"^(.*\.attn\.)([qkv])_proj_weight$")
_FUSED = re.compile(r"^(.*\.attn\.)in_proj_weight$")
_MASK = re.compile(r"^(?:.*\.)?layers\.\d+\.swin_block\.block_[12]\.attn_mask$")


def _rewritten(name: str, rules: _Rules) -> str | None:
    for pattern, target in rules:
        if pattern.match(name):
            return pattern.sub(target, name, count=1)
    return None


def clean_name(name: str) -> str | None:
    """Tree name of a published parameter, None when not known.

    The prefix of the head may be missing. Split projections keep their ``q_proj_weight``.
    """
    if name.startswith(CLIP):
        return CLEAN_CLIP + name.removeprefix(CLIP)
    return _rewritten(name.removeprefix(TRANSFORMER), _TO_CLEAN)


def published_name(name: str) -> str | None:
    """Published name of a parameter of the tree, None for parts that were never published."""
    return _rewritten(name, _TO_PUBLISHED)


def shift_masks(names: Iterable[str]) -> list[str]:
    """Names of the attention masks of shifted windows: buffers that are computed again here."""
    return [name for name in names if _MASK.match(name)]


def clean_state(published: Mapping[str, Tensor]) -> tuple[dict[str, Tensor], list[str]]:
    """State of the tree from a published state dict.

    Attention masks are left out, as they are recomputed. Two names for one place are strange.

    Returns:
        the state, and the published names that could not be placed.
    """
    masks = set(shift_masks(published))
    state: dict[str, Tensor] = {}
    split: dict[str, dict[str, Tensor]] = {}
    strange: list[str] = []
    for name, value in published.items():
        if name in masks:
            continue
        target = clean_name(name)
        parts = _SPLIT.match(target) if target else None
        if parts and target and target.startswith(CLEAN_CLIP):
            split.setdefault(parts[1], {})[parts[2]] = value
        elif target is None or target in state:
            strange.append(name)
        else:
            state[target] = value
    for prefix, parts_of in split.items():
        fused = f"{prefix}in_proj_weight"
        if set(parts_of) != {"q", "k", "v"} or fused in state:
            strange.append(f"{prefix}*_proj_weight")
            continue
        state[fused] = torch.cat([parts_of[p] for p in "qkv"])
    return state, strange


def published_state(state: Mapping[str, Tensor], *, split: bool = True) -> dict[str, Tensor]:
    """Published names for a state of the tree: the inverse of :func:`clean_state`, bit by bit.

    Args:
        state: of a model guided by CLIP; tensors of any device, the meta device included.
        split: CLIP's projections apart, as the published files hold them.

    Raises:
        KeyError: a parameter has no published name (SAM, compact backbones).
    """
    out: dict[str, Tensor] = {}
    for name, value in state.items():
        target = published_name(name)
        if target is None:
            raise KeyError(name)
        fused = _FUSED.match(target) if target.startswith(CLIP) else None
        if fused and split:
            for letter, part in zip("qkv", value.chunk(3), strict=True):
                out[f"{fused[1]}{letter}_proj_weight"] = part
        else:
            out[target] = value
    return out
