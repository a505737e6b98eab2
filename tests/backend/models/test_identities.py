"""The exact identities of spec part F, each held against the plain form (plain.py).

The plain form has nothing folded, split or cached: padding tokens are really there, guidance is
repeated for every class and concatenated. What belongs to text and rotations (F7, F8, F9) is in
test_properties.py.
"""

from __future__ import annotations

from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg import AerOSegConfig
from backend.models.aeroseg.config import ClipConfig, ClipGuidance, DecoderConfig, RefinementConfig
from backend.models.aeroseg.correlation import correlate, unit
from backend.models.aeroseg.decoder import DecoderStage
from backend.models.aeroseg.encoder_config import SamGuidance
from backend.models.aeroseg.head import Head
from backend.models.aeroseg.plain import plain_head
from backend.models.aeroseg.refinement import ClassBlock, window_order
from backend.models.aeroseg.sam import relative, sam_attention

ANGLES = (0, 90, 180, 270)
TOLERANCE = 2e-5


def config(
    guidance: str = "sam", pad_len: int = 256, angles: int = 4, prompts: int = 4, **decoder: Any
) -> AerOSegConfig:
    """The paper's structure with few channels; the grid stays 24 x 24, so windows shift."""
    sam = SamGuidance(width=20, heads=4, neck=20, layers=3, taps=(0, 1, 2), global_blocks=())
    return AerOSegConfig(
        backbone=ClipConfig(width=64, layers=9, embed_dim=24, text_width=64, text_heads=1),
        guidance=sam if guidance == "sam" else ClipGuidance(upsampled=(12, 8)),
        angles=ANGLES[:angles],
        prompts=("a {}", "b {}", "c {}", "d {}")[:prompts],
        refinement=RefinementConfig(hidden=32, appearance=16, text_guidance=16, pad_len=pad_len),
        decoder=DecoderConfig(
            channels=(32, 16),
            guidance=(8, 4),
            guidance_upsampling="nearest" if guidance == "sam" else "transposed",
            **decoder,
        ),
    )


def random_head(settings: AerOSegConfig) -> Head:
    """Weights larger than trained ones, no bias and no padding token at 0."""
    torch.manual_seed(0)
    head = Head(settings)
    with torch.no_grad():
        for parameter in head.parameters():
            if parameter.ndim >= 2:
                parameter.normal_(std=parameter[0].numel() ** -0.5)
            else:
                parameter.add_(torch.randn_like(parameter) * 0.1)
    return head.eval()


def inputs(
    settings: AerOSegConfig, classes: int, batch: int
) -> tuple[Tensor, Tensor, list[Tensor]]:
    generator = torch.Generator().manual_seed(classes)
    draw = lambda *shape: torch.randn(*shape, generator=generator)  # noqa: E731
    dense = draw(batch, len(settings.angles), 24, 24, 24)
    text = draw(batch, classes, len(settings.prompts), 24)
    taps = [draw(batch, c, 24, 24) for c in settings.guidance_channels]
    return dense, text, taps


CASES = {
    "paper": (config(), 5, 1),
    "two-images": (config(), 3, 2),
    "one-class": (config(), 1, 1),
    "no-padding": (config(pad_len=0), 4, 1),
    "padding-full": (config(pad_len=4), 4, 1),
    "more-than-padding": (config(pad_len=4), 7, 2),
    "sigmoid": (config(attention_activation="sigmoid"), 3, 1),
    "catseg": (config("clip", angles=1, prompts=1, attention=False), 3, 1),
    "ovrs": (config("clip", prompts=1), 3, 1),
}


@torch.no_grad()
@pytest.mark.parametrize("pooling", [1, 2])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_head_equals_its_plain_form(case: str, pooling: int) -> None:
    settings, classes, batch = CASES[case]
    head = random_head(settings)
    dense, text, (appearance, first, second) = inputs(settings, classes, batch)
    plain = plain_head(head, dense, text, appearance, (first, second), pooling)
    assert plain.std() > 0.05
    unit_text = unit(text, dim=-1)
    corr = correlate(unit(dense, dim=2), unit_text)
    guides = head.project(appearance, (first, second))
    for chunk in (None, 1, 3, classes):
        ours, _ = head(corr, unit_text, guides, pooling, chunk)
        assert (ours - plain).abs().max() <= TOLERANCE * plain.abs().max().clamp(min=1), chunk


@pytest.mark.parametrize("chunk", [None, 2])
def test_gradients_equal_those_of_the_plain_form(chunk: int | None) -> None:
    """Folding is exact in training too: F2's bracket sums its gradient over the broadcast axis."""
    settings = config(pad_len=6)
    dense, text, (appearance, first, second) = inputs(settings, 4, 1)
    found = []
    for plain in (True, False):
        head = random_head(settings)
        if plain:
            out = plain_head(head, dense, text, appearance, (first, second), pooling=2)
        else:
            unit_text = unit(text, dim=-1)
            corr = correlate(unit(dense, dim=2), unit_text)
            guides = head.project(appearance, (first, second))
            out, _ = head(corr, unit_text, guides, 2, chunk)
        (out * torch.linspace(0.1, 1, out.numel()).view_as(out)).mean().backward()
        found.append({n: q.grad for n, q in head.named_parameters() if q.grad is not None})
    assert found[0].keys() == found[1].keys()
    for name, theirs in found[0].items():
        # The true gradient of a key's bias is 0 (softmax does not see it): rounding is left.
        scale = theirs.abs().max().clamp(min=1e-4)
        assert (found[1][name] - theirs).abs().max() <= 1e-3 * scale, name


@torch.no_grad()
@pytest.mark.parametrize("pad_len", [0, 3, 8, 300])
def test_padding_folded_into_two_sums(pad_len: int) -> None:
    """F1 by itself: literally padded classes through the block without padding, cut off again."""
    torch.manual_seed(1)
    folded = ClassBlock(16, 8, heads=4, ratio=4, pad_len=pad_len)
    literal = ClassBlock(16, 8, heads=4, ratio=4, pad_len=0)
    literal.load_state_dict(
        {k: v for k, v in folded.state_dict().items() if not k.startswith("padding_")}
    )
    x, text = torch.randn(2, 3, 6, 6, 16), torch.randn(2, 3, 8)
    missing = max(pad_len - 3, 0)
    longer, names = x, text
    if missing:
        assert folded.padding_tokens is not None and folded.padding_guidance is not None
        folded.padding_tokens.normal_()
        folded.padding_guidance.normal_()
        token = folded.padding_tokens.view(1, 1, 1, 1, -1).expand(2, missing, 6, 6, -1)
        longer = torch.cat([x, token], dim=1)
        names = torch.cat([text, folded.padding_guidance.expand(2, missing, -1)], dim=1)
    expected = literal(longer, names)[:, :3]
    for chunk in (None, 1, 2):
        assert (folded(x, text, 1, chunk) - expected).abs().max() <= TOLERANCE


@torch.no_grad()
@pytest.mark.parametrize("side", [1, 2, 5, 24])
def test_transposed_convolution_and_the_next_one_are_one_kernel(side: int) -> None:
    """The edges too: outside the enlarged map there is nothing, not even its bias."""
    torch.manual_seed(2)
    stage = DecoderStage(12, 16, 4, 8, DecoderConfig(guidance=(4, 4), channels=(16, 16)))
    x, guide = torch.randn(2, 3, 12, side, side), torch.randn(2, 4, 2 * side, 2 * side)
    term = stage.guidance_term(x.mean(dim=1), guide)
    fused = F.conv2d(x.flatten(0, 1), stage._upsampling_kernel(), padding=1)
    fused = fused.unflatten(1, (2, 2, -1))  # phases first
    ours = torch.empty(6, 16, 2 * side, 2 * side)
    for i in (0, 1):
        for j in (0, 1):
            ours[:, :, i::2, j::2] = fused[:, i, j, :, i : i + side, j : j + side]
    ours = ours.unflatten(0, (2, 3)) + term[:, None]
    channel, spatial = stage.attention(x.mean(dim=1))
    weighted = channel * guide + spatial * guide + guide
    both = torch.cat([stage.up(x.flatten(0, 1)), weighted.repeat_interleave(3, dim=0)], dim=1)
    plain = stage.conv1(both).unflatten(0, (2, 3))
    assert (ours - plain).abs().max() <= TOLERANCE
    assert torch.isfinite(stage(x, term)).all()


@torch.no_grad()
def test_attention_of_the_decoder_needs_the_class_mean_only() -> None:
    """F5: the mean over the classes may be taken before the transposed convolution."""
    torch.manual_seed(3)
    stage = DecoderStage(12, 16, 4, 8, DecoderConfig(guidance=(4, 4), channels=(16, 16)))
    x = torch.randn(2, 5, 12, 6, 6)
    assert stage.channel_att is not None and stage.spatial_att is not None
    mean = stage.up(x.flatten(0, 1)).unflatten(0, (2, 5)).mean(dim=1)
    channel, spatial = stage.attention(x.mean(dim=1))
    expected = stage.channel_att(mean.mean(dim=(2, 3), keepdim=True))
    assert (channel - expected).abs().max() <= TOLERANCE
    assert (spatial - stage.spatial_att(mean.mean(dim=1, keepdim=True))).abs().max() <= TOLERANCE


class Attention(nn.Module):
    """The parts of a SAM attention that its arithmetic reads."""

    def __init__(self, heads: int, size: int) -> None:
        super().__init__()
        self.num_heads, self.scale = heads, size**-0.5
        self.qkv = nn.Linear(heads * size, 3 * heads * size)
        self.proj = nn.Linear(heads * size, heads * size)


@torch.no_grad()
@pytest.mark.parametrize("side", [5, 33], ids=["bias", "inside-the-product"])
def test_sam_attention_equals_two_tables_added_to_the_logits(side: int) -> None:
    """F10, both forms: 33 x 33 tokens are too many for the bias."""
    torch.manual_seed(4)
    heads, size = 2, 8
    layer = Attention(heads, size)
    x = torch.randn(2, side, side, heads * size)
    rows, cols = (relative(torch.randn(2 * side - 1, size), side) for _ in range(2))
    qkv = layer.qkv(x).reshape(2, side * side, 3, heads, size).permute(2, 0, 3, 1, 4)
    q, k, v = qkv.flatten(1, 2)  # (B*heads, n, d)
    logits = (q * size**-0.5) @ k.transpose(1, 2)
    square = q.view(-1, side, side, size)
    down = torch.einsum("nhwd,hkd->nhwk", square, rows)
    right = torch.einsum("nhwd,wkd->nhwk", square, cols)
    shaped = logits.view(-1, side, side, side, side)
    logits = (shaped + down[..., :, None] + right[..., None, :]).view_as(logits)
    out = logits.softmax(dim=-1) @ v
    out = out.view(2, heads, side, side, size).permute(0, 2, 3, 1, 4).flatten(3)
    assert (sam_attention(layer, x, rows, cols) - layer.proj(out)).abs().max() <= TOLERANCE


@pytest.mark.parametrize(("grid", "window", "shift"), [(24, 12, 0), (24, 12, 6), (8, 8, 0)])
def test_window_order_is_roll_and_partition(grid: int, window: int, shift: int) -> None:
    """F13: one gather stands for a roll and a partition, another undoes both."""
    order, back = window_order(grid, window, shift)
    x = torch.arange(grid * grid).view(grid, grid)
    rolled = x.roll((-shift, -shift), dims=(0, 1))
    parts = rolled.unfold(0, window, window).unfold(1, window, window).flatten(0, 1)
    assert torch.equal(x.flatten()[order].view(-1, window, window), parts)
    assert torch.equal(x.flatten()[order][back], x.flatten())


@torch.no_grad()
def test_memory_of_hundreds_of_classes_does_not_grow_with_the_padding() -> None:
    """No tensor of the folded class block has an axis of pad_len: 4096 pads cost nothing."""
    block = ClassBlock(16, 8, heads=4, ratio=4, pad_len=4096).eval()
    sizes: list[int] = []
    for module in (block.attn.q, block.norm1, block.mlp.fc1):
        module.register_forward_hook(lambda _m, _i, out: sizes.append(out.numel()))
    block(torch.randn(1, 3, 6, 6, 16), torch.randn(1, 3, 8))
    assert sizes and max(sizes) <= 3 * 6 * 6 * 16 * 4
