"""Guided refinement of the correlation: windows over space, linear attention over classes.

Spec A6 to A8, with the exact identities of part F: guidance terms are computed once per image
or class instead of once per class map (F2), padding tokens of the class block are folded into
its two sums (F1). Maps are kept with the channels last: (B, T, h, w, F).
"""

from __future__ import annotations

from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.config import RefinementConfig

__all__ = ["ClassBlock", "RefinementBlock", "SpatialBlock", "linear_attention", "shift_mask"]

# Not -inf: published weights were trained with this value, and parity needs it (spec A6).
MASKED = -100.0


@lru_cache(maxsize=16)
def shift_mask(grid: int, window: int, shift: int) -> Tensor:
    """Attention mask of the shifted windows (spec A6).

    Returns:
        (windows, n, n) float32 with n = window * window; 0 inside a region, -100 across.
    """
    edge = torch.zeros(grid, dtype=torch.long)
    edge[grid - window : grid - shift] = 1
    edge[grid - shift :] = 2
    region = (edge[:, None] * 3 + edge[None, :])[None, None, :, :, None]  # (1, 1, g, g, 1)
    flat = to_windows(region, window).reshape(-1, window * window)  # (windows, n)
    differs = flat[:, :, None] != flat[:, None, :]
    return torch.where(differs, MASKED, 0.0)


def to_windows(x: Tensor, window: int) -> Tensor:
    """Cut maps (B, T, h, w, C) into windows (B, T, windows, window*window, C)."""
    b, t, h, w, c = x.shape
    x = x.view(b, t, h // window, window, w // window, window, c).transpose(3, 4)
    return x.reshape(b, t, (h // window) * (w // window), window * window, c)


def from_windows(x: Tensor, window: int, grid: int) -> Tensor:
    """Undo :func:`to_windows` for a square grid."""
    b, t, _, _, c = x.shape
    side = grid // window
    x = x.view(b, t, side, side, window, window, c).transpose(3, 4)
    return x.reshape(b, t, grid, grid, c)


class WindowAttention(nn.Module):
    """Multi-head attention inside windows; query and key also see the guidance."""

    def __init__(self, dim: int, guidance: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q = nn.Linear(dim + guidance, dim)
        self.k = nn.Linear(dim + guidance, dim)
        self.v = nn.Linear(dim, dim)
        self.proj = nn.Linear(dim, dim)

    def _guided(self, layer: nn.Linear, u: Tensor, guide: Tensor | None) -> Tensor:
        # W [u ; g] + b = W_u u + (W_g g + b): the bracket has no class axis (spec F2).
        dim = u.shape[-1]
        if guide is None:
            return F.linear(u, layer.weight, layer.bias)
        once = F.linear(guide, layer.weight[:, dim:], layer.bias)  # (B, 1, windows, n, F)
        return F.linear(u, layer.weight[:, :dim]) + once

    def forward(self, u: Tensor, guide: Tensor | None, mask: Tensor | None) -> Tensor:
        """Attend.

        Args:
            u: (B, T, windows, n, F).
            guide: (B, 1, windows, n, G) or None.
            mask: (windows, n, n) or None.

        Returns:
            (B, T, windows, n, F).
        """
        b, t, win, n, dim = u.shape
        shape = (b * t, win, n, self.heads, dim // self.heads)
        q = self._guided(self.q, u, guide).reshape(shape).transpose(2, 3)
        k = self._guided(self.k, u, guide).reshape(shape).transpose(2, 3)
        v = self.v(u).reshape(shape).transpose(2, 3)  # (B*T, windows, heads, n, hd)
        bias = None if mask is None else mask[:, None].to(q.dtype)
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        out = out.transpose(2, 3).reshape(b, t, win, n, dim)
        return self.proj(out)


class Mlp(nn.Module):
    """Two linear layers; GELU in the spatial block, ReLU in the class block (spec A6, A7)."""

    def __init__(self, dim: int, ratio: int, relu: bool) -> None:
        super().__init__()
        self.fc1 = nn.Linear(dim, dim * ratio)
        self.fc2 = nn.Linear(dim * ratio, dim)
        self.relu = relu

    def forward(self, x: Tensor) -> Tensor:
        """Apply to the last axis."""
        x = self.fc1(x)
        return self.fc2(F.relu(x) if self.relu else F.gelu(x))


class SwinBlock(nn.Module):
    """One window block, shifted or not (spec A6)."""

    def __init__(self, dim: int, guidance: int, heads: int, ratio: int, window: int, shift: int):
        super().__init__()
        self.window, self.shift = window, shift
        self.norm1 = nn.LayerNorm(dim)
        self.attn = WindowAttention(dim, guidance, heads)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = Mlp(dim, ratio, relu=False)

    def forward(self, x: Tensor, guide: Tensor | None) -> Tensor:
        """Refine (B, T, h, w, F) with normed guidance (B, 1, h, w, G)."""
        grid = x.shape[2]
        window = min(self.window, grid)
        shift = 0 if grid <= self.window else self.shift
        u = self.norm1(x)
        mask = None
        if shift:
            u = u.roll((-shift, -shift), dims=(2, 3))
            guide = guide.roll((-shift, -shift), dims=(2, 3)) if guide is not None else None
            mask = shift_mask(grid, window, shift).to(x.device)
        guide = to_windows(guide, window) if guide is not None else None
        out = self.attn(to_windows(u, window), guide, mask)
        out = from_windows(out, window, grid)
        if shift:
            out = out.roll((shift, shift), dims=(2, 3))
        x = x + out
        return x + self.mlp(self.norm2(x))


class SpatialBlock(nn.Module):
    """Two window blocks, the second shifted by half a window, guided by appearance."""

    def __init__(self, dim: int, guidance: int, heads: int, ratio: int, window: int) -> None:
        super().__init__()
        self.guidance_norm = nn.LayerNorm(guidance) if guidance else None
        self.blocks = nn.ModuleList(
            SwinBlock(dim, guidance, heads, ratio, window, shift) for shift in (0, window // 2)
        )

    def forward(self, x: Tensor, guide: Tensor | None) -> Tensor:
        """Refine each class map on its own.

        Args:
            x: (B, T, h, h, F).
            guide: (B, G, h, h) projected appearance guidance, or None.
        """
        normed = None
        if self.guidance_norm is not None and guide is not None:
            normed = self.guidance_norm(guide.permute(0, 2, 3, 1))[:, None]  # (B, 1, h, h, G)
        for block in self.blocks:
            x = block(x, normed)
        return x


def linear_attention(q: Tensor, kv: Tensor, ksum: Tensor) -> Tensor:
    """Attention with feature map elu + 1, given the sums over keys (spec A7 step 3).

    Args:
        q: (..., heads, T, d), already mapped.
        kv: (..., heads, d, d), sum over keys of phi(k) v^T.
        ksum: (..., heads, d), sum over keys of phi(k).

    Returns:
        (..., heads, T, d).
    """
    weight = torch.einsum("...td,...d->...t", q, ksum) + 1e-6
    return torch.matmul(q, kv) / weight[..., None]


class ClassAttention(nn.Module):
    """Query, key and value of the class block; there is no output projection (spec A7)."""

    def __init__(self, dim: int, guidance: int) -> None:
        super().__init__()
        self.q = nn.Linear(dim + guidance, dim)
        self.k = nn.Linear(dim + guidance, dim)
        self.v = nn.Linear(dim, dim)


class ClassBlock(nn.Module):
    """Linear attention over the classes at every position, guided by text (spec A7)."""

    padding_tokens: Tensor | None
    padding_guidance: Tensor | None

    def __init__(self, dim: int, guidance: int, heads: int, ratio: int, pad_len: int) -> None:
        super().__init__()
        self.heads, self.pad_len = heads, pad_len
        self.norm1 = nn.LayerNorm(dim)
        self.attn = ClassAttention(dim, guidance)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = Mlp(dim, ratio, relu=True)
        if pad_len:
            self.padding_tokens = nn.Parameter(torch.zeros(1, 1, dim))
            self.padding_guidance = nn.Parameter(torch.zeros(1, 1, guidance))
        else:
            self.register_parameter("padding_tokens", None)
            self.register_parameter("padding_guidance", None)

    def _split(self, x: Tensor) -> Tensor:
        """(B, T, h, w, F) -> (B, h, w, heads, T, d)."""
        b, t, h, w, dim = x.shape
        return x.view(b, t, h, w, self.heads, dim // self.heads).permute(0, 2, 3, 4, 1, 5)

    def _padding(self) -> tuple[Tensor, Tensor]:
        """Mapped key and value of one padding token, each (heads, d) (spec F1)."""
        if self.padding_tokens is None or self.padding_guidance is None:
            raise RuntimeError("this block has no padding")
        token = self.norm1(self.padding_tokens[0, 0])
        key = self.attn.k(torch.cat([token, self.padding_guidance[0, 0]]))
        return F.elu(key.view(self.heads, -1)) + 1, self.attn.v(token).view(self.heads, -1)

    def forward(self, x: Tensor, text: Tensor, pooling: int = 1) -> Tensor:
        """Refine over classes.

        Args:
            x: (B, T, h, h, F).
            text: (B or 1, T, G) projected text guidance.
            pooling: side of the average pooling, 1 or 2.
        """
        b, t, grid, _, dim = x.shape
        z = x
        if pooling > 1:
            small = F.avg_pool2d(x.flatten(0, 1).permute(0, 3, 1, 2), pooling)
            z = small.permute(0, 2, 3, 1).unflatten(0, (b, t))  # (B, T, h/r, w/r, F)
        u = self.norm1(z)
        guide = text[:, :, None, None, :]
        weight_q, weight_k = self.attn.q.weight, self.attn.k.weight
        q = F.linear(u, weight_q[:, :dim]) + F.linear(guide, weight_q[:, dim:], self.attn.q.bias)
        k = F.linear(u, weight_k[:, :dim]) + F.linear(guide, weight_k[:, dim:], self.attn.k.bias)
        q, k = F.elu(self._split(q)) + 1, F.elu(self._split(k)) + 1
        v = self._split(self.attn.v(u))
        kv, ksum = torch.matmul(k.transpose(-1, -2), v), k.sum(dim=-2)
        pads = max(self.pad_len - t, 0)
        if pads:
            pad_k, pad_v = self._padding()
            kv = kv + pads * pad_k[:, :, None] * pad_v[:, None, :]
            ksum = ksum + pads * pad_k
        out = linear_attention(q, kv, ksum)  # (B, h, w, heads, T, d)
        z = z + out.permute(0, 4, 1, 2, 3, 5).reshape(z.shape)
        z = z + self.mlp(self.norm2(z))
        if pooling > 1:
            big = F.interpolate(
                z.flatten(0, 1).permute(0, 3, 1, 2), size=grid, mode="bilinear", align_corners=True
            )
            z = big.permute(0, 2, 3, 1).unflatten(0, (b, t))
        # z already holds its own input, so the identity path counts twice: published weights
        # were trained like this (spec A7 step 6).
        return x + z


class RefinementBlock(nn.Module):
    """One spatial block and one class block."""

    def __init__(self, config: RefinementConfig) -> None:
        super().__init__()
        self.spatial = SpatialBlock(
            config.hidden, config.appearance, config.heads, config.mlp_ratio, config.window
        )
        self.classes = ClassBlock(
            config.hidden, config.text_guidance, config.heads, config.mlp_ratio, config.pad_len
        )

    def forward(
        self, x: Tensor, guide: Tensor | None, text: Tensor, pooling: int, chunk: int | None = None
    ) -> Tensor:
        """Refine (B, T, h, h, F); the spatial block runs on ``chunk`` classes at a time."""
        if chunk is None or chunk >= x.shape[1]:
            x = self.spatial(x, guide)
        else:
            x = torch.cat([self.spatial(part, guide) for part in x.split(chunk, dim=1)], dim=1)
        return self.classes(x, text, pooling)
