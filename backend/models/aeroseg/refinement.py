"""Guided refinement of the correlation: windows over space, linear attention over classes.

Spec A6 to A8, with the exact identities of part F: guidance terms are computed once per image
or class instead of once per class map (F2), padding tokens of the class block are folded into
its two sums (F1), which also lets the classes pass in chunks (F6), and tokens are put into the
order of their windows once for all that a block does with them (F13). Maps are kept with the
channels last: (B, T, h, w, F).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.config import RefinementConfig

__all__ = [
    "ClassBlock", "RefinementBlock", "SpatialBlock", "in_chunks", "linear_attention",
    "shift_mask", "window_order",
]  # fmt: skip

# Not -inf: published weights were trained with this value, and parity needs it (spec A6).
MASKED = -100.0


@lru_cache(maxsize=16)
@torch.inference_mode(False)  # kept for training too, whoever asks first
def window_order(grid: int, window: int, shift: int) -> tuple[Tensor, Tensor]:
    """Token order of the windows of a rolled grid, and the order that undoes it (spec F13).

    Returns:
        two (grid*grid,) index tensors: ``tokens[order]`` are the tokens of the first window, then
        of the second, ...; ``windows[inverse]`` are row-major again.
    """
    index = torch.arange(grid * grid).view(grid, grid).roll((-shift, -shift), dims=(0, 1))
    side = grid // window
    order = index.view(side, window, side, window).transpose(1, 2).flatten()
    return order, order.argsort()


@lru_cache(maxsize=16)
@torch.inference_mode(False)  # kept for training too, whoever asks first
def shift_mask(grid: int, window: int, shift: int) -> Tensor:
    """Attention mask of the shifted windows (spec A6).

    Returns:
        (windows, n, n) float32 with n = window * window; 0 inside a region, -100 across.
    """
    edge = torch.zeros(grid, dtype=torch.long)
    edge[grid - window : grid - shift] = 1
    edge[grid - shift :] = 2
    region = (edge[:, None] * 3 + edge[None, :]).flatten()
    flat = region[window_order(grid, window, 0)[0]].view(-1, window * window)  # (windows, n)
    differs = flat[:, :, None] != flat[:, None, :]
    return torch.where(differs, MASKED, 0.0)


def in_chunks(function: Callable[[Tensor], Tensor], x: Tensor, chunk: int | None) -> Tensor:
    """``function`` of (B, T, ...) on ``chunk`` classes at a time: equal, in less memory."""
    if chunk is None or chunk >= x.shape[1]:
        return function(x)
    return collect((function(part) for part in x.split(chunk, dim=1)), x.shape[1])


def collect(parts: Iterable[Tensor], classes: int) -> Tensor:
    """Concatenate (B, chunk, ...) along the classes, without holding everything twice."""
    if torch.is_grad_enabled():
        return torch.cat(list(parts), dim=1)
    whole, start = torch.empty(0), 0
    for part in parts:
        if start == 0:
            whole = part.new_empty(part.shape[0], classes, *part.shape[2:])
        whole[:, start : start + part.shape[1]] = part
        start += part.shape[1]
    return whole


class WindowAttention(nn.Module):
    """Multi-head attention inside windows; query and key also see the guidance."""

    def __init__(self, dim: int, guidance: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q = nn.Linear(dim + guidance, dim)
        self.k = nn.Linear(dim + guidance, dim)
        self.v = nn.Linear(dim, dim)
        self.proj = nn.Linear(dim, dim)

    def guidance_terms(self, guide: Tensor) -> tuple[Tensor, Tensor]:
        """What the guidance adds to query and key, biases included (spec F2).

        ``W [u ; g] + b = W_u u + (W_g g + b)``, and the bracket has no class axis.
        """
        dim = self.v.in_features
        q = F.linear(guide, self.q.weight[:, dim:], self.q.bias)
        return q, F.linear(guide, self.k.weight[:, dim:], self.k.bias)

    def forward(
        self, u: Tensor, terms: tuple[Tensor, Tensor] | None, mask: Tensor | None
    ) -> Tensor:
        """Attend.

        Args:
            u: (B, T, windows, n, F).
            terms: two (B, 1, windows, n, F) of :meth:`guidance_terms`, or None.
            mask: (windows, n, n) or None.

        Returns:
            (B, T, windows, n, F).
        """
        b, t, win, n, dim = u.shape
        if terms is None:
            q, k = self.q(u), self.k(u)
        else:
            q = F.linear(u, self.q.weight[:, :dim]) + terms[0]
            k = F.linear(u, self.k.weight[:, :dim]) + terms[1]
        shape = (b * t, win, n, self.heads, dim // self.heads)
        q, k, v = (x.reshape(shape).transpose(2, 3) for x in (q, k, self.v(u)))
        if mask is None:
            out = F.scaled_dot_product_attention(
                q.flatten(0, 1), k.flatten(0, 1), v.flatten(0, 1)
            ).unflatten(0, (b * t, win))
        else:
            # Window by window: the mask then has the four axes that the fused kernels take.
            bias = mask.to(q.dtype)
            parts = [
                F.scaled_dot_product_attention(q[:, i], k[:, i], v[:, i], attn_mask=bias[i])
                for i in range(win)
            ]
            out = torch.stack(parts, dim=1)
        return self.proj(out.transpose(2, 3).reshape(b, t, win, n, dim))


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
    """One window block (spec A6). Tokens come and go in the order of its windows."""

    def __init__(self, dim: int, guidance: int, heads: int, ratio: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.attn = WindowAttention(dim, guidance, heads)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = Mlp(dim, ratio, relu=False)

    def forward(
        self, x: Tensor, terms: tuple[Tensor, Tensor] | None, mask: Tensor | None
    ) -> Tensor:
        """Refine (B, T, windows, n, F); the arguments are those of :class:`WindowAttention`."""
        x = x + self.attn(self.norm1(x), terms, mask)
        return x + self.mlp(self.norm2(x))


class SpatialBlock(nn.Module):
    """Two window blocks, the second shifted by half a window, guided by appearance."""

    def __init__(self, dim: int, guidance: int, heads: int, ratio: int, window: int) -> None:
        super().__init__()
        self.window = window
        self.guidance_norm = nn.LayerNorm(guidance) if guidance else None
        self.blocks = nn.ModuleList(SwinBlock(dim, guidance, heads, ratio) for _ in range(2))

    def _layout(self, grid: int) -> tuple[int, tuple[int, int]]:
        """Side of the windows and shift of each block on a grid."""
        if grid <= self.window:
            return grid, (0, 0)
        return self.window, (0, self.window // 2)

    def forward(self, x: Tensor, guide: Tensor | None, chunk: int | None = None) -> Tensor:
        """Refine each class map on its own.

        Args:
            x: (B, T, h, h, F).
            guide: (B, G, h, h) projected appearance guidance, or None.
            chunk: classes at a time; None for all at once.
        """
        tokens = None
        if self.guidance_norm is not None and guide is not None:
            tokens = self.guidance_norm(guide.flatten(2).transpose(1, 2))[:, None]  # (B, 1, L, G)
        grid = x.shape[2]
        window, shifts = self._layout(grid)
        steps, inverse = [], None
        for block, shift in zip(cast("list[SwinBlock]", self.blocks), shifts, strict=True):
            order, back = (i.to(x.device) for i in window_order(grid, window, shift))
            terms = None
            if tokens is not None:
                mine = tokens[:, :, order].unflatten(2, (-1, window * window))
                terms = block.attn.guidance_terms(mine)
            mask = shift_mask(grid, window, shift).to(x.device) if shift else None
            # From the order of the block before straight to this one's (F13).
            steps.append((block, order if inverse is None else inverse[order], terms, mask))
            inverse = back

        def refine(part: Tensor) -> Tensor:
            y = part.flatten(2, 3)
            for block, order, terms, mask in steps:
                y = y.index_select(2, order).unflatten(2, (-1, window * window))
                y = block(y, terms, mask).flatten(2, 3)
            if inverse is not None:
                y = y.index_select(2, inverse)
            return y.unflatten(2, (grid, grid))

        return in_chunks(refine, x, chunk)


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

    def _padding(self) -> tuple[Tensor, Tensor]:
        """Mapped key and value of one padding token, each (heads, d) (spec F1)."""
        if self.padding_tokens is None or self.padding_guidance is None:
            raise RuntimeError("this block has no padding")
        token = self.norm1(self.padding_tokens[0, 0])
        key = self.attn.k(torch.cat([token, self.padding_guidance[0, 0]]))
        return F.elu(key.view(self.heads, -1)) + 1, self.attn.v(token).view(self.heads, -1)

    def _mapped(self, layer: nn.Linear, u: Tensor, guide: Tensor) -> Tensor:
        """phi(W [u ; tau] + b), the text's share once per class (spec F2)."""
        dim = u.shape[-1]
        once = F.linear(guide, layer.weight[:, dim:], layer.bias)
        return F.elu(F.linear(u, layer.weight[:, :dim]) + once) + 1

    def _split(self, x: Tensor) -> Tensor:
        """(B, T, h, w, F) -> (B, h*w*heads, T, d), a view: the product takes it as it lies."""
        b, t, _, _, dim = x.shape
        return x.reshape(b, t, -1, dim // self.heads).transpose(1, 2)

    def _sums(self, u: Tensor, guide: Tensor) -> tuple[Tensor, Tensor]:
        """Sums over the given classes of phi(k) v^T and of phi(k)."""
        k, v = self._split(self._mapped(self.attn.k, u, guide)), self._split(self.attn.v(u))
        return torch.matmul(k.transpose(-1, -2), v), k.sum(dim=-2)

    def forward(
        self, x: Tensor, text: Tensor, pooling: int = 1, chunk: int | None = None
    ) -> Tensor:
        """Refine over classes.

        Classes meet only in two sums over keys, so they are collected chunk by chunk first, and
        applied chunk by chunk then (spec F6).

        Args:
            x: (B, T, h, h, F).
            text: (B or 1, T, G) projected text guidance.
            pooling: side of the average pooling, 1 or 2.
            chunk: classes at a time; None for all at once.
        """
        t, grid = x.shape[1:3]
        guides = text[:, :, None, None, :]
        parts = list(zip(x.split(chunk or t, dim=1), guides.split(chunk or t, dim=1), strict=True))
        sums = (self._sums(self.norm1(_pool(part, pooling)), guide) for part, guide in parts)
        kv, ksum = next(sums)
        for more_kv, more_ksum in sums:
            kv, ksum = kv + more_kv, ksum + more_ksum
        pads = max(self.pad_len - t, 0)
        if pads:
            pad_k, pad_v = self._padding()  # (heads, d), the same at every position
            pad_kv = pad_k[:, :, None] * pad_v[:, None, :]
            kv = (kv.unflatten(1, (-1, self.heads)) + pads * pad_kv).flatten(1, 2)
            ksum = (ksum.unflatten(1, (-1, self.heads)) + pads * pad_k).flatten(1, 2)

        def apply(part: Tensor, guide: Tensor) -> Tensor:
            z = _pool(part, pooling)
            q = self._split(self._mapped(self.attn.q, self.norm1(z), guide))
            z = z + linear_attention(q, kv, ksum).transpose(1, 2).reshape(z.shape)
            z = z + self.mlp(self.norm2(z))
            # z already holds its own input, so the identity path counts twice: published weights
            # were trained like this (spec A7 step 6).
            return part + _resize(z, grid, pooling)

        if len(parts) == 1:
            return apply(x, guides)
        return collect((apply(part, guide) for part, guide in parts), t)


def _pool(x: Tensor, pooling: int) -> Tensor:
    """Average pooling of (B, T, h, w, F) over space."""
    if pooling == 1:
        return x
    small = F.avg_pool2d(x.flatten(0, 1).permute(0, 3, 1, 2), pooling)
    return small.permute(0, 2, 3, 1).unflatten(0, x.shape[:2])


def _resize(z: Tensor, grid: int, pooling: int) -> Tensor:
    """Back to the grid, bilinear with aligned corners (spec A7 step 5); nothing at pooling 1."""
    if pooling == 1:
        return z
    big = F.interpolate(
        z.flatten(0, 1).permute(0, 3, 1, 2), size=grid, mode="bilinear", align_corners=True
    )
    return big.permute(0, 2, 3, 1).unflatten(0, z.shape[:2])


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
        """Refine (B, T, h, h, F), ``chunk`` classes at a time."""
        return self.classes(self.spatial(x, guide, chunk), text, pooling, chunk)
