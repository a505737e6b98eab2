"""Joint bilateral upsampling of features, guided by the image (spec part B).

For one image all steps together are one linear map over space, the same for every channel, and the
closing convolution acts on channels alone (spec E.1). So the work is split: :meth:`kernels` needs
the image only, :meth:`spread` takes any number of channels, and :meth:`fold` applies the closing
convolution to the small map instead of the large one, which gives the same result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.segearth.config import DOUBLINGS, UpsamplerConfig

__all__ = ["BilateralStep", "Bilinear", "LearnedUpsampler", "Upsampler", "build_upsampler"]

BLOCK = 8  # px: outputs are computed in squares of this side (spec B.3, B.4)
CHUNK_BYTES = 4 * 2**20  # of the buffers of a step: about what a core's cache holds
GPU_CHUNK_BYTES = 256 * 2**20  # few large products
CLOSING_WEIGHT = 0.1


class BilateralStep(nn.Module):
    """One doubling (spec B.1). Names of the parameters are the published ones.

    Args:
        radius: of the kernel, r; its diameter is d = 2r + 1.
        key_dim: channels of the projection in which pixels are compared.
    """

    def __init__(self, radius: int, key_dim: int = 32) -> None:
        super().__init__()
        self.radius = radius
        taps = (2 * radius + 1) ** 2
        self.range_temp = nn.Parameter(torch.tensor(0.0))
        self.sigma_spatial = nn.Parameter(torch.tensor(1.0))
        self.range_proj = nn.Sequential(
            nn.Conv2d(3, key_dim, 1), nn.GELU(), nn.Dropout2d(0.1), nn.Conv2d(key_dim, key_dim, 1)
        )
        self.fixup_proj = nn.Sequential(
            nn.Conv2d(3 + taps, taps, 1), nn.GELU(), nn.Dropout2d(0.1), nn.Conv2d(taps, taps, 1)
        )

    @property
    def edge(self) -> int:
        """Side of the pixels that a block of outputs sees, E = 8 + 2r."""
        return BLOCK + 2 * self.radius

    def spatial_kernel(self) -> Tensor:
        """(d*d,) fall-off with the distance, 1 in the middle."""
        line = torch.linspace(-1, 1, 2 * self.radius + 1, device=self.sigma_spatial.device)
        squares = line.square()
        distance = squares[:, None] + squares[None]
        return torch.exp(-distance / (2 * self.sigma_spatial.square())).flatten()

    def range_kernel(self, guidance: Tensor) -> Tensor:
        """Likeness of each pixel with its neighbours, a softmax over the taps.

        Args:
            guidance: (B, 3, H, W).

        Returns:
            (B, rows, columns, 64, d*d): blocks of 8 x 8 pixels, row-major within; pixels past the
            image hold finite values that mean nothing.
        """
        keys = self.range_proj(guidance)
        temperature = self.range_temp.exp().clamp(1e-4, 1e4)
        padded = self._padded(keys)
        edge, rows = self.edge, -(-keys.shape[2] // BLOCK)
        columns = -(-keys.shape[3] // BLOCK)
        some = self._rows_at_once(keys.shape[0] * columns, keys.shape[1])
        parts = []
        for first in range(0, rows, some):
            seen = self._blocks(padded, first, min(first + some, rows))  # (n, c, E*E)
            inner = seen.unflatten(2, (edge, edge))
            r = self.radius
            own = inner[:, :, r : r + BLOCK, r : r + BLOCK].flatten(2)  # (n, c, 64)
            products = torch.bmm(own.transpose(1, 2), seen)  # (n, 64, E*E)
            likeness = self._taps_view(products).flatten(1, 2).flatten(2)  # (n, 64, d*d)
            part = (temperature * likeness).softmax(dim=-1)
            parts.append(part.unflatten(0, (keys.shape[0], -1, columns)))
        return torch.cat(parts, dim=1)

    def kernels(self, guidance: Tensor) -> Tensor:
        """Finished kernels, in the layout of :meth:`range_kernel`; they need not sum to 1."""
        kernel = self.range_kernel(guidance) * self.spatial_kernel()
        kernel = kernel / kernel.sum(dim=-1, keepdim=True).clamp(min=1e-7)
        _, rows, columns, _, taps = kernel.shape
        colours = F.pad(
            guidance,
            (0, columns * BLOCK - guidance.shape[3], 0, rows * BLOCK - guidance.shape[2]),
        )
        colours = (
            colours.unflatten(3, (columns, BLOCK)).unflatten(2, (rows, BLOCK))
            .permute(0, 2, 4, 3, 5, 1).flatten(3, 4)
        )  # fmt: skip  # (B, rows, columns, 64, 3)
        first = cast(nn.Conv2d, self.fixup_proj[0])
        last = cast(nn.Conv2d, self.fixup_proj[3])
        weight = first.weight.flatten(1)
        # The convolution on [kernel, colour], as two products: nothing is copied together.
        hidden = F.linear(kernel, weight[:, :taps], first.bias)
        hidden = F.gelu(hidden + F.linear(colours, weight[:, taps:]))
        if self.training:  # whole channels of an image, as dropout2d does
            ones = hidden.new_ones(hidden.shape[0], taps, 1, 1)
            hidden = hidden * self.fixup_proj[2](ones).flatten(1)[:, None, None, None]
        fixed = F.linear(hidden, last.weight.flatten(1), last.bias)
        return kernel + 0.1 * fixed

    def spread(self, source: Tensor, kernels: Tensor) -> Tensor:
        """A map of twice the side: bicubic, then each pixel the sum of its neighbours.

        Args:
            source: (B, c, a, b).
            kernels: of guidance with 2a rows and 2b columns.

        Returns:
            (B, c, 2a, 2b).
        """
        batch, channels = source.shape[:2]
        height, width = 2 * source.shape[2], 2 * source.shape[3]
        padded = self.smooth(source, self.radius)
        rows, columns = kernels.shape[1:3]
        diameter = 2 * self.radius + 1
        some = self._rows_at_once(batch * columns, channels)
        parts = []
        for first in range(0, rows, some):
            end = min(first + some, rows)
            seen = self._blocks(padded, first, end)  # (n, c, E*E)
            matrix = seen.new_zeros(seen.shape[0], BLOCK * BLOCK, self.edge**2)
            part = kernels[:, first:end].to(seen.dtype)
            self._taps_view(matrix).copy_(part.reshape(-1, BLOCK, BLOCK, diameter, diameter))
            out = torch.bmm(seen, matrix.transpose(1, 2))  # (n, c, 64)
            out = out.reshape(batch, end - first, columns, channels, BLOCK, BLOCK)
            parts.append(out.permute(0, 3, 1, 4, 2, 5).flatten(4, 5).flatten(2, 3))
        return torch.cat(parts, dim=2)[:, :, :height, :width]

    @staticmethod
    def smooth(source: Tensor, radius: int = 0) -> Tensor:
        """Bicubic enlargement to twice the side, as two products with small matrices.

        Args:
            source: (B, c, a, b).
            radius: reflected at each border; the end is filled up so that blocks cover it.

        Returns:
            (B, c, 2a, 2b) without a radius.
        """
        rows, columns = (_enlarging(side, radius, source) for side in source.shape[2:])
        return rows @ source @ columns.T

    def _padded(self, x: Tensor) -> Tensor:
        """Reflected by the radius, then filled up so that blocks cover it."""
        height, width = x.shape[2:]
        x = F.pad(x, (self.radius,) * 4, mode="reflect")
        return F.pad(x, (0, -width % BLOCK, 0, -height % BLOCK))

    def _blocks(self, padded: Tensor, first: int, end: int) -> Tensor:
        """What rows first..end-1 of blocks see: (B * rows * columns, c, E*E)."""
        strip = padded[:, :, first * BLOCK : end * BLOCK + 2 * self.radius]
        seen = strip.unfold(2, self.edge, BLOCK).unfold(3, self.edge, BLOCK)
        seen = seen.permute(0, 2, 3, 1, 4, 5)  # (B, rows, columns, c, E, E)
        return seen.reshape(-1, padded.shape[1], self.edge**2)

    def _taps_view(self, matrix: Tensor) -> Tensor:
        """The entries of (n, 64, E*E) that are a pixel with a tap: (n, 8, 8, d, d), a view."""
        edge, diameter = self.edge, 2 * self.radius + 1
        area = edge * edge
        return matrix.as_strided(
            (matrix.shape[0], BLOCK, BLOCK, diameter, diameter),
            (BLOCK * BLOCK * area, BLOCK * area + edge, area + 1, edge, 1),
        )

    def _rows_at_once(self, blocks: int, channels: int) -> int:
        """Rows of blocks, of ``blocks`` each, whose buffers fit the memory set for them."""
        row_bytes = blocks * (channels + BLOCK * BLOCK) * self.edge**2 * 4
        on_cpu = self.sigma_spatial.device.type == "cpu"
        return max(1, (CHUNK_BYTES if on_cpu else GPU_CHUNK_BYTES) // row_bytes)


def _enlarging(side: int, radius: int, like: Tensor) -> Tensor:
    """Matrix that enlarges an axis: bicubic x2, reflected at both ends, filled up to whole blocks.

    All three are linear, and one product is quicker than three passes over the large map.

    Returns:
        (2 * side, side) without a radius, else (2 * side + 2 * radius + fill, side).
    """
    unit = torch.eye(side, dtype=like.dtype, device=like.device)[None, None]
    size = (2 * side, side)
    matrix = F.interpolate(unit, size=size, mode="bicubic", align_corners=False)[0, 0]
    if not radius:
        return matrix
    last = 2 * side - 1
    place = torch.arange(-radius, last + radius + 1, device=like.device).abs()
    place = torch.where(place > last, 2 * last - place, place)
    return F.pad(matrix[place], (0, 0, 0, -2 * side % BLOCK))


class LearnedUpsampler(nn.Module):
    """Four doublings and a closing convolution (spec B.2); names are the published ones.

    Args:
        config: its form, "jbu_one" or "jbu_stack".
        dim: channels of the features.
    """

    def __init__(self, config: UpsamplerConfig, dim: int) -> None:
        super().__init__()
        self._names: tuple[str, ...]
        if config.form == "jbu_one":
            self._names = ("up",) * DOUBLINGS
        else:
            self._names = tuple(f"up{number}" for number in range(1, DOUBLINGS + 1))
        for name in dict.fromkeys(self._names):
            self.add_module(name, BilateralStep(config.radius, config.key_dim))
        self.fixup_proj = nn.Sequential(nn.Dropout2d(0.2), nn.Conv2d(dim, dim, 1))

    @property
    def steps(self) -> list[BilateralStep]:
        """The four steps; of "jbu_one" the same one four times."""
        return [cast(BilateralStep, self.get_submodule(name)) for name in self._names]

    def forward(self, source: Tensor, image: Tensor) -> Tensor:
        """Features (B, C, 16h, 16w) of features (B, C, h, w) and the normalised image."""
        kernels = self.kernels(image, (source.shape[2], source.shape[3]))
        return self.spread(self.fold(source), kernels) + self.constant()[:, None, None]

    def kernels(self, image: Tensor, grid: tuple[int, int]) -> list[Tensor]:
        """Kernels of the four steps.

        Args:
            image: (B, 3, H, W), normalised; every step sees it whole, averaged to its size.
            grid: rows and columns of the features.
        """
        out = []
        for number, step in enumerate(self.steps, start=1):
            size = (grid[0] << number, grid[1] << number)
            out.append(step.kernels(F.adaptive_avg_pool2d(image, size)))
        return out

    def spread(self, source: Tensor, kernels: Sequence[Tensor]) -> Tensor:
        """The four steps on any channels: (B, c, h, w) -> (B, c, 16h, 16w)."""
        for step, kernel in zip(self.steps, kernels, strict=True):
            source = step.spread(source, kernel)
        return source

    def fold(self, source: Tensor) -> Tensor:
        """The closing convolution, less its bias, on features that are still small (spec E.2)."""
        closing = cast(nn.Conv2d, self.fixup_proj[1])
        dropped = self.fixup_proj[0](source)
        return source + CLOSING_WEIGHT * F.conv2d(dropped, closing.weight)

    def constant(self) -> Tensor:
        """(C,) what is added to every pixel after the steps, c of spec E.1."""
        closing = cast(nn.Conv2d, self.fixup_proj[1])
        return CLOSING_WEIGHT * cast(Tensor, closing.bias)


class Bilinear(nn.Module):
    """Features resized to the size of the image: the published baseline."""

    def forward(self, source: Tensor, image: Tensor) -> Tensor:
        """Features (B, C, H, W)."""
        return self.spread(source, self.kernels(image, (source.shape[2], source.shape[3])))

    def kernels(self, image: Tensor, grid: tuple[int, int]) -> list[Tensor]:
        """An empty tensor (B, 0, H, W) that says how large the image is."""
        return [image[:, :0]]

    def spread(self, source: Tensor, kernels: Sequence[Tensor]) -> Tensor:
        """Any channels (B, c, h, w) -> (B, c, H, W)."""
        size = kernels[0].shape[2:]
        return F.interpolate(source, size=size, mode="bilinear", align_corners=False)

    def fold(self, source: Tensor) -> Tensor:
        """Nothing to fold."""
        return source

    def constant(self) -> None:
        """Nothing is added."""


Upsampler = LearnedUpsampler | Bilinear


def build_upsampler(config: UpsamplerConfig | None, dim: int) -> Upsampler | None:
    """The upsampler of a configuration, with fresh weights."""
    if config is None:
        return None
    return LearnedUpsampler(config, dim) if config.learned else Bilinear()
