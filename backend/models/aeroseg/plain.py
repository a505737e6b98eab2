"""The head as published, with nothing folded, split or cached: the oracle.

It runs on the weights of a :class:`~backend.models.aeroseg.head.Head` and follows spec A5 to A10
literally: the class axis is filled up to ``pad_len`` with real tokens, guidance is repeated for
every class and concatenated, attention weights are formed. Tests hold the product's head against
it, and ``python -m backend bench --plain`` times it; nothing else calls it.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.aeroseg.correlation import unit
from backend.models.aeroseg.head import NOT_COMPUTED, Head
from backend.models.aeroseg.refinement import shift_mask

__all__ = ["plain_head"]


def plain_head(
    head: Head,
    dense: Tensor,
    text: Tensor,
    appearance: Tensor,
    guides: tuple[Tensor, Tensor],
    pooling: int = 1,
) -> Tensor:
    """Logits of the published form.

    Args:
        head: its weights are used.
        dense: (B, A, C, h, w) image features of every angle, rotated back, of any length.
        text: (B, T, P, C) text embeddings, of any length.
        appearance: (B, Cs, h, w) raw tap of the spatial blocks.
        guides: raw taps of the two decoder stages, in the order of the configuration's encoder.
        pooling: side of the class block's pooling.

    Returns:
        (B, T, 4h, 4w).
    """
    batch, angles, _, h, w = dense.shape
    classes, prompts = text.shape[1:3]
    text = unit(text, dim=-1)
    corr = torch.einsum("bachw,btpc->bapthw", unit(dense, dim=2), text)
    corr = corr.reshape(batch, angles * prompts, classes, h, w)
    limit, kept = head.config.refinement.pad_len, None
    if limit and classes > limit:
        best = corr.permute(0, 2, 1, 3, 4).flatten(2).amax(dim=-1)
        kept = best.topk(limit, dim=1).indices
        rows = torch.arange(batch, device=kept.device)[:, None]
        corr = corr.transpose(1, 2)[rows, kept].transpose(1, 2)
        text = text[rows, kept]
    x = head.correlation_embed(corr.transpose(1, 2).flatten(0, 1))  # (B*T, F, h, w)
    x = x.unflatten(0, (batch, -1)).transpose(1, 2)  # (B, F, T, h, w)
    g = F.relu(head.appearance_proj(appearance)) if head.appearance_proj is not None else None
    tau = F.relu(head.text_proj(unit(text.mean(dim=2), dim=-1)))  # (B, T, G)
    for block in head.refine:
        x = _spatial(block.spatial, x, g)
        x = _classes(block.classes, x, tau, pooling)
    logits = _decode(head, x, guides)
    if kept is None:
        return logits
    full = logits.new_full((batch, classes, *logits.shape[2:]), NOT_COMPUTED)
    return full.scatter(1, kept[:, :, None, None].expand_as(logits), logits)


def _spatial(block: Any, x: Tensor, guide: Tensor | None) -> Tensor:
    """Spec A6 on (B, F, T, h, h)."""
    b, _, t, grid, _ = x.shape
    tokens = x.permute(0, 2, 3, 4, 1).flatten(0, 1)  # (B*T, h, h, F)
    normed = None
    if block.guidance_norm is not None and guide is not None:
        repeated = guide.permute(0, 2, 3, 1)[:, None].expand(-1, t, -1, -1, -1)
        normed = block.guidance_norm(repeated.flatten(0, 1))
    window = min(block.window, grid)
    for index, swin in enumerate(block.blocks):
        shift = window // 2 if index == 1 and grid > window else 0
        tokens = _swin(swin, tokens, normed, window, shift)
    return tokens.unflatten(0, (b, t)).permute(0, 4, 1, 2, 3)


def _swin(swin: Any, x: Tensor, guide: Tensor | None, window: int, shift: int) -> Tensor:
    attention, grid = swin.attn, x.shape[1]
    u = swin.norm1(x)
    both = u if guide is None else torch.cat([u, guide], dim=-1)
    if shift:
        both = both.roll((-shift, -shift), dims=(1, 2))
    both = _windows(both, window)  # (N*windows, n, F+G)
    dim, heads = u.shape[-1], attention.heads
    q = _heads(attention.q(both), heads)
    k = _heads(attention.k(both), heads)
    v = _heads(attention.v(both[..., :dim]), heads)
    weights = q @ k.transpose(-1, -2) * (dim // heads) ** -0.5
    if shift:
        mask = shift_mask(grid, window, shift).to(x.device)
        shaped = weights.view(x.shape[0], mask.shape[0], *weights.shape[1:])
        weights = (shaped + mask[None, :, None]).view_as(weights)
    out = (weights.softmax(dim=-1) @ v).transpose(1, 2).flatten(2)
    out = attention.proj(out)
    side = grid // window
    out = out.view(-1, side, side, window, window, dim).transpose(2, 3).reshape(x.shape)
    if shift:
        out = out.roll((shift, shift), dims=(1, 2))
    x = x + out
    return x + swin.mlp.fc2(F.gelu(swin.mlp.fc1(swin.norm2(x))))


def _windows(x: Tensor, window: int) -> Tensor:
    n, h, w, c = x.shape
    x = x.view(n, h // window, window, w // window, window, c).transpose(2, 3)
    return x.reshape(-1, window * window, c)


def _heads(x: Tensor, heads: int) -> Tensor:
    """(N, n, F) -> (N, heads, n, d)."""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def _classes(block: Any, x: Tensor, tau: Tensor, pooling: int) -> Tensor:
    """Spec A7 on (B, F, T, h, w), with the padding tokens really there."""
    b, dim, t, h, w = x.shape
    z = x.transpose(1, 2).flatten(0, 1)  # (B*T, F, h, w)
    if pooling > 1:
        z = F.avg_pool2d(z, pooling)
    ph, pw = z.shape[-2:]
    z = z.unflatten(0, (b, t)).permute(0, 3, 4, 1, 2).reshape(b * ph * pw, t, dim)
    guide = tau[:, None].expand(-1, ph * pw, -1, -1).flatten(0, 1)  # (B*h*w, T, G)
    pads = max(block.pad_len - t, 0)
    if pads:
        z = torch.cat([z, block.padding_tokens.expand(z.shape[0], pads, -1)], dim=1)
        more = block.padding_guidance.expand(z.shape[0], pads, -1)
        guide = torch.cat([guide, more], dim=1)
    u = block.norm1(z)
    both = torch.cat([u, guide], dim=-1)
    attention, heads = block.attn, block.heads
    q = F.elu(attention.q(both).unflatten(-1, (heads, -1))) + 1  # (N, L, heads, d)
    k = F.elu(attention.k(both).unflatten(-1, (heads, -1))) + 1
    length = u.shape[1]
    v = attention.v(u).unflatten(-1, (heads, -1)) / length
    kv = torch.einsum("nshd,nshv->nhdv", k, v)
    weight = 1 / (torch.einsum("nlhd,nhd->nlh", q, k.sum(dim=1)) + 1e-6)
    out = torch.einsum("nlhd,nhdv,nlh->nlhv", q, kv, weight) * length
    z = z + out.flatten(2)
    z = z + block.mlp.fc2(F.relu(block.mlp.fc1(block.norm2(z))))
    z = z[:, :t].unflatten(0, (b, ph * pw)).permute(0, 2, 3, 1)  # (B, T, F, h*w)
    z = z.reshape(b * t, dim, ph, pw)
    if pooling > 1:
        z = F.interpolate(z, size=(h, w), mode="bilinear", align_corners=True)
    return x + z.unflatten(0, (b, t)).transpose(1, 2)


def _decode(head: Head, x: Tensor, guides: tuple[Tensor, Tensor]) -> Tensor:
    """Spec A10 on (B, F, T, h, w)."""
    decoder = head.decoder
    if head.config.decoder.tap_order == "later-first":
        guides = (guides[1], guides[0])
    b, _, t = x.shape[:3]
    y = x.transpose(1, 2).flatten(0, 1)
    stages: Any = decoder.stages
    for stage, tap in zip(stages, guides, strict=True):
        up = stage.up(y)  # (B*T, Cup, 2h, 2w)
        guide = stage.guidance_up(tap) if stage.guidance_up is not None else tap
        guide = F.relu(stage.guidance_proj(guide))
        if guide.shape[-1] != up.shape[-1]:
            guide = F.interpolate(guide, size=up.shape[-1], mode="nearest")
        if stage.channel_att is not None:
            mean = up.unflatten(0, (b, t)).mean(dim=1)
            channel = stage.channel_att(mean.mean(dim=(2, 3), keepdim=True))
            spatial = stage.spatial_att(mean.mean(dim=1, keepdim=True))
            if stage.activation == "sigmoid":
                channel, spatial = channel.sigmoid(), spatial.sigmoid()
            guide = channel * guide + spatial * guide + guide
        repeated = guide[:, None].expand(-1, t, -1, -1, -1).flatten(0, 1)
        y = stage.conv1(torch.cat([up, repeated], dim=1))
        y = F.relu(stage.norm2(stage.conv2(F.relu(stage.norm1(y)))))
    return decoder.classifier(y).unflatten(0, (b, t))[:, :, 0]
