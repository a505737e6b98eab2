"""SAM at sizes other than its own, taps on other grids, and constants that are kept."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.aeroseg.config import SamGuidance
from backend.models.aeroseg.constants import Constants
from backend.models.aeroseg.guidance import fit
from backend.models.aeroseg.sam import SamEncoder, relative

SMALL = SamGuidance(
    input_px=128, native_px=128, width=64, layers=6, heads=4, window=3, global_blocks=(2, 5),
    neck=32, taps=(1, 3, 5),
)  # fmt: skip


def encoder_of(stored: Any, **change: Any) -> SamEncoder:
    """The reference encoder; its position map is 8 x 8, its global tables have 15 rows."""
    encoder = SamEncoder(SMALL.model_copy(update=change))
    encoder.load_state_dict(
        {f"image_encoder.{k}": v for k, v in stored("sam_vit_small").part("image_encoder.").items()}
    )
    return encoder


@torch.no_grad()
def plainly(encoder: SamEncoder, x: Tensor) -> Tensor:
    """Output of the last block from the formulas of spec A1 and A4 alone, token pair by pair."""
    parts: Any = encoder.image_encoder
    grid = x.shape[-1] // 16
    table = F.interpolate(
        parts.pos_embed.permute(0, 3, 1, 2), (grid, grid), mode="bicubic", align_corners=False,
        antialias=False,
    )  # fmt: skip
    x = (parts.patch_embed.proj(x) + table).permute(0, 2, 3, 1)
    for block in parts.blocks:
        y = F.layer_norm(x, x.shape[-1:], block.norm1.weight, block.norm1.bias, 1e-6)
        side = block.window_size or grid
        padded = -(-grid // side) * side
        full = torch.zeros(x.shape[0], padded, padded, x.shape[-1])
        full[:, :grid, :grid] = y
        for top in range(0, padded, side):
            for left in range(0, padded, side):
                square = full[:, top : top + side, left : left + side]
                full[:, top : top + side, left : left + side] = attend(block.attn, square)
        x = x + full[:, :grid, :grid]
        x = x + block.mlp(block.norm2(x))
    return x.permute(0, 3, 1, 2)


def attend(attention: Any, x: Tensor) -> Tensor:
    """Attention of one square (B, n, n, C) with the decomposed positions, written out."""
    b, n, _, c = x.shape
    heads, size = attention.num_heads, c // attention.num_heads
    qkv = attention.qkv(x).reshape(b, n * n, 3, heads, size)
    q, k, v = (qkv[:, :, i].transpose(1, 2) for i in range(3))
    tables = []
    for table in (attention.rel_pos_h, attention.rel_pos_w):
        if len(table) != 2 * n - 1:  # stretched linearly along its rows
            at = ((torch.arange(2 * n - 1) + 0.5) * len(table) / (2 * n - 1) - 0.5).clamp(min=0)
            low = at.long()
            high = (low + 1).clamp(max=len(table) - 1)
            table = table[low] + (at - low)[:, None] * (table[high] - table[low])
        tables.append(table)
    place = torch.arange(n * n)
    row, col = place // n, place % n
    logits = (q * size**-0.5) @ k.transpose(-1, -2)
    by_row = tables[0][row[:, None] - row[None] + n - 1]  # (n*n, n*n, size)
    by_col = tables[1][col[:, None] - col[None] + n - 1]
    logits = logits + torch.einsum("bhqd,qkd->bhqk", q, by_row + by_col)
    out = logits.softmax(-1) @ v
    return attention.proj(out.transpose(1, 2).reshape(b, n, n, c))


@pytest.mark.parametrize("side", [128, 96, 208], ids=["native", "smaller", "larger"])
def test_positions_are_resampled_as_specified(stored: Any, side: int) -> None:
    encoder = encoder_of(stored, input_px=side)
    x = torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        last = encoder(x)[2]
    assert last.shape[-1] == side // 16
    assert (last - plainly(encoder, x)).abs().max() < 1e-4


def test_table_of_the_windows_stays_as_it_is() -> None:
    table = torch.randn(27, 8)
    pairs = relative(table, 14)
    assert torch.equal(pairs[0, 13], table[0]) and torch.equal(pairs[13, 0], table[26])
    assert torch.equal(pairs.diagonal(), table[13][:, None].expand(8, 14))


def test_neck_is_the_last_tap_when_asked(stored: Any) -> None:
    tensors = stored("sam_vit_small")
    encoder = encoder_of(stored, final_tap="neck")
    with torch.no_grad():
        tensors.compare("out.neck", encoder(tensors["in.x"])[2])


# ---------------------------------------------------------------- grids


def test_tap_shrinks_by_the_average_of_areas() -> None:
    tap = torch.arange(64.0).reshape(1, 1, 8, 8)
    assert torch.equal(fit(tap, 4), F.avg_pool2d(tap, 2))
    assert torch.equal(fit(tap, 8), tap)
    odd = fit(torch.randn(1, 2, 7, 7), 3)
    assert odd.shape == (1, 2, 3, 3)


def test_tap_grows_bilinearly_between_the_centres() -> None:
    tap = torch.tensor([[0.0, 4.0]]).expand(2, 2)[None, None]
    assert fit(tap, 4)[0, 0, 0].tolist() == [0.0, 1.0, 3.0, 4.0]


def test_every_view_is_turned_back_before_the_average(stored: Any) -> None:
    image = torch.randint(0, 256, (1, 3, 128, 128)).float()
    encoder = encoder_of(stored, views="all")
    sides, angles = (8, 8, 8), (0, 90, 180, 270)
    with torch.no_grad():
        plain = encoder.taps(image, sides, angles)
        turned = encoder.taps(torch.rot90(image, 1, dims=(2, 3)), sides, angles)
    for ours, theirs in zip(turned, plain, strict=True):
        assert torch.allclose(ours, torch.rot90(theirs, 1, dims=(2, 3)), atol=1e-4)


def test_frozen_guidance_stays_in_evaluation_mode_and_without_gradients(stored: Any) -> None:
    image = torch.rand(1, 3, 128, 128) * 255
    for trained in (False, True):
        encoder = encoder_of(stored, trained=trained).train()
        assert encoder.training == encoder.image_encoder.training == trained
        assert {p.requires_grad for p in encoder.parameters()} == {trained}
        assert encoder.taps(image, (8, 8, 8), (0,))[0].requires_grad == trained


# ---------------------------------------------------------------- constants


def test_constant_is_made_once_and_again_when_the_parameter_changes() -> None:
    made = 0

    def double(source: Tensor, side: int) -> Tensor:
        nonlocal made
        made += 1
        return source[:side] * 2

    parameter = torch.nn.Parameter(torch.arange(4.0), requires_grad=False)
    kept = Constants()
    for _ in range(3):
        assert kept.get("a", parameter, 2, double).tolist() == [0, 2]
    assert made == 1
    assert kept.get("a", parameter, 3, double).tolist() == [0, 2, 4]
    parameter.add_(1)
    assert kept.get("a", parameter, 3, double).tolist() == [2, 4, 6]
    parameter.data = torch.full((4,), 5.0)
    with torch.inference_mode():
        assert kept.get("a", parameter, 3, double).tolist() == [10, 10, 10]
    assert made == 4
    assert not kept.get("a", parameter, 3, double).is_inference()
    parameter.requires_grad_(True)
    assert kept.get("a", parameter, 3, double).requires_grad, "learned parameters are never kept"


def test_loading_other_weights_is_noticed(stored: Any) -> None:
    encoder = encoder_of(stored, input_px=96)
    x = torch.randn(1, 3, 96, 96)
    with torch.inference_mode():
        first = encoder(x)[2]
    state = copy.deepcopy(encoder.state_dict())
    for name, value in state.items():
        if "rel_pos" in name or "pos_embed" in name:
            value.mul_(-1)
    encoder.load_state_dict(state)
    fresh = SamEncoder(encoder.config)
    fresh.load_state_dict(state)
    with torch.inference_mode():
        second = encoder(x)[2]
        assert not torch.allclose(first, second, atol=1e-3)
        assert torch.equal(second, fresh(x)[2])
        assert torch.equal(copy.deepcopy(encoder)(x)[2], second)
