"""SAM 2's image encoder against the reference tensors, and as guidance."""

from __future__ import annotations

from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.aeroseg.config import Sam2Guidance
from backend.models.aeroseg.sam2 import Pyramid, Sam2Encoder, tree_name

REFERENCE = Sam2Guidance(
    input_px=256, embed=16, heads=1, stages=(1, 2, 3, 1), windows=(8, 4, 6, 3), global_blocks=(4,),
    position_side=4, neck=24,
)  # fmt: skip


def every_second(x: Tensor) -> Tensor:
    return x[..., ::2, ::2]


@torch.no_grad()
def test_trunk_and_pyramid(stored: Any) -> None:
    tensors = stored("sam2_hiera_small")
    encoder = Sam2Encoder(REFERENCE)
    weights = tensors.part("image_encoder.")
    encoder.load_state_dict({tree_name(f"image_encoder.{k}"): v for k, v in weights.items()})
    stages = encoder.stages(tensors["in.x"])
    levels = encoder.image_encoder["neck"](stages)
    for kind, outputs in (("stage", stages), ("fpn", levels)):
        for number, output in enumerate(outputs):
            take = every_second if number == 0 else torch.Tensor.clone
            tensors.compare(f"{kind}{number}_BCHW", output, take=take)
    middle, fine, top = encoder(tensors["in.x"])
    for tap, level in ((fine, 0), (middle, 1), (top, 2)):
        assert torch.equal(tap, levels[level])
    assert not tensors.left()


def test_taps_of_the_trunk_are_its_raw_stages() -> None:
    torch.manual_seed(0)
    config = REFERENCE.model_copy(update={"taps_from": "trunk"})
    encoder, x = Sam2Encoder(config), torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        middle, fine, top = encoder(x)
        stages = encoder.stages(x)
    assert [tuple(t.shape) for t in (fine, middle, top)] == [
        (2, 16, 16, 16), (2, 32, 8, 8), (2, 64, 4, 4)
    ]  # fmt: skip
    for tap, stage in zip((fine, middle, top), stages, strict=False):
        assert torch.equal(tap, stage)


def test_only_stride_16_hears_of_stride_32() -> None:
    torch.manual_seed(0)
    neck = Pyramid((4, 8, 16, 32), 5)
    stages = [torch.randn(1, 4 << i, 16 >> i, 16 >> i) for i in range(4)]
    with torch.no_grad():
        before = neck(stages)
        after = neck([*stages[:3], torch.zeros_like(stages[3])])
        coarse = neck.convs[0](stages[3]) - neck.convs[0](torch.zeros_like(stages[3]))
    assert torch.equal(before[0], after[0]) and torch.equal(before[1], after[1])
    assert torch.allclose(before[2] - after[2], F.interpolate(coarse, scale_factor=2), atol=1e-5)


@pytest.mark.parametrize("side", [32, 96, 160])
def test_any_multiple_of_32_is_taken(side: int) -> None:
    encoder = Sam2Encoder(REFERENCE.model_copy(update={"input_px": side}))
    with torch.no_grad():
        middle, fine, top = encoder(torch.randn(1, 3, side, side))
    assert [t.shape[-1] for t in (fine, middle, top)] == [side // 4, side // 8, side // 16]


def test_published_names_of_the_mlp_are_rewritten_and_no_others() -> None:
    assert tree_name("image_encoder.trunk.blocks.2.mlp.layers.0.weight") == (
        "image_encoder.trunk.blocks.2.mlp.fc1.weight"
    )
    for same in ("image_encoder.neck.convs.0.conv.bias", "sam_mask_decoder.mlp.layers.0.bias"):
        assert tree_name(same) == same
