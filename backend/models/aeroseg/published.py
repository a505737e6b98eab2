"""Names of the published CAT-Seg and OVRS checkpoints, mapped to this project's module tree.

Spec part D: prefixes are rewritten; the only change of values is that CLIP's split query, key and
value projections are put together again, as the modules of ``open_clip`` hold them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import torch
from torch import Tensor

__all__ = ["clean_head_name", "clean_state"]

TRANSFORMER = "sem_seg_head.predictor.transformer."
CLIP = "sem_seg_head.predictor.clip_model."
_CONV = {"0": "conv1", "1": "norm1", "3": "conv2", "4": "norm2"}

# Published name of the head (without TRANSFORMER) -> name in the tree. First match wins.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), target)
    for pattern, target in (
        (r"^conv1\.", "head.correlation_embed."),
        (r"^guidance_projection\.0\.", "head.appearance_proj."),
        (r"^text_guidance_projection\.0\.", "head.text_proj."),
        (r"^layers\.(\d+)\.swin_block\.guidance_norm\.", r"head.refine.\1.spatial.guidance_norm."),
        (r"^layers\.(\d+)\.swin_block\.block_1\.", r"head.refine.\1.spatial.blocks.0."),
        (r"^layers\.(\d+)\.swin_block\.block_2\.", r"head.refine.\1.spatial.blocks.1."),
        (r"^layers\.(\d+)\.attention\.attention\.", r"head.refine.\1.classes.attn."),
        (r"^layers\.(\d+)\.attention\.MLP\.0\.", r"head.refine.\1.classes.mlp.fc1."),
        (r"^layers\.(\d+)\.attention\.MLP\.2\.", r"head.refine.\1.classes.mlp.fc2."),
        (r"^layers\.(\d+)\.attention\.", r"head.refine.\1.classes."),
        (r"^decoder_guidance_projection\.(\d)\.0\.", r"head.decoder.stages.\1.guidance_proj."),
        (r"^head\.", "head.decoder.classifier."),
        (r"^backproj\.", "head.backproj."),
    )
)
_DECODER = re.compile(r"^decoder([12])\.(up|cconv|sconv|conv\.double_conv\.([0134]))\.(.+)$")
_UPSAMPLE = re.compile(r"^upsample([12])\.(.+)$")
_SPLIT = re.compile(r"^(.*\.attn\.)([qkv])_proj_weight$")


def clean_head_name(name: str) -> str | None:
    """Tree name of a published head parameter (without its prefix), or None when not known."""
    decoder = _DECODER.match(name)
    if decoder:
        stage, part, conv, rest = decoder.groups()
        module = {"up": "up", "cconv": "channel_att", "sconv": "spatial_att"}.get(part)
        return f"head.decoder.stages.{int(stage) - 1}.{module or _CONV[conv]}.{rest}"
    for pattern, target in _RULES:
        if pattern.match(name):
            return pattern.sub(target, name)
    return None


def clean_state(published: Mapping[str, Tensor]) -> tuple[dict[str, Tensor], list[str]]:
    """State of the tree from a published state dict.

    Attention masks are dropped, as they are recomputed.

    Returns:
        the state, and the published names that could not be placed.
    """
    state: dict[str, Tensor] = {}
    split: dict[str, dict[str, Tensor]] = {}
    strange: list[str] = []
    for name, value in published.items():
        if name.endswith("attn_mask"):
            continue
        upsample = _UPSAMPLE.match(name)
        if name.startswith(CLIP):
            target = "backbone.vl." + name.removeprefix(CLIP)
            parts = _SPLIT.match(target)
            if parts:
                split.setdefault(parts[1], {})[parts[2]] = value
            else:
                state[target] = value
        elif upsample:
            stage = int(upsample[1]) - 1
            state[f"head.decoder.stages.{stage}.guidance_up.{upsample[2]}"] = value
        else:
            known = clean_head_name(name.removeprefix(TRANSFORMER))
            if known is None:
                strange.append(name)
            else:
                state[known] = value
    for prefix, parts_of in split.items():
        if set(parts_of) != {"q", "k", "v"}:
            strange.append(f"{prefix}*_proj_weight")
            continue
        state[f"{prefix}in_proj_weight"] = torch.cat([parts_of[p] for p in "qkv"])
    return state, strange
