"""The published inference of SegEarth-OV: resize, windows, mean of logits (spec A.1, A.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.segearth.model import SegEarth

__all__ = ["PublishedInference", "padded_window", "resize_long_side", "window_spans"]


class PublishedInference:
    """Runs a model over one image in the way of its paper.

    Side and step of the windows are ``tile_px`` and ``stride_px`` of the model; the long side is
    ``image_px`` unless another is given.

    Args:
        model: any of the family.
        long_px: long side to which an image is resized.

    Attributes:
        cls_weight: lambda, where it is another than the model's.
    """

    def __init__(self, model: SegEarth, long_px: int | None = None) -> None:
        self._model = model
        self._long_px = long_px or model.config.image_px
        self.cls_weight: float | None = None
        self._size: tuple[int, int] | None = None

    @property
    def views(self) -> int:
        """Windows of an image; for one not yet seen, of a square one."""
        height, width = self._size or (self._long_px, self._long_px)
        return len(list(self._windows(height, width)))

    def maps(
        self, image: Tensor, text: Tensor, step: Callable[[int, int], None] | None = None
    ) -> Tensor:
        """Logits (Q, h, w) of an image, to be resized to (H, W).

        Args:
            image: (3, H, W) uint8, RGB.
            text: (Q, 1, C), of the model's ``embed``.
            step: called with (windows done, windows) before each window; may raise to stop.
        """
        model = self._model
        small = resize_long_side(image.to(text.device), self._long_px)
        if not model.config.sliding:
            small = _fit_patches(small, model.config.backbone.patch_px)
        x = model.backbone.prepare(small[None].float())
        return self.normalised_maps(x, model.queries(text), step)[0]

    @torch.inference_mode()
    def normalised_maps(
        self, x: Tensor, queries: Tensor, step: Callable[[int, int], None] | None = None
    ) -> Tensor:
        """Mean logits of the windows of images that are resized and normalised already.

        Args:
            x: (B, 3, h, w).
            queries: (Q, C), unit length.
            step: see :meth:`maps`.

        Returns:
            (B, Q, h, w) float32.
        """
        model = self._model
        self._size = (x.shape[2], x.shape[3])
        total = self.views
        sums = x.new_zeros(x.shape[0], queries.shape[0], *self._size)
        counts = x.new_zeros(self._size)
        for number, (rows, columns) in enumerate(self._windows(*self._size)):
            if step is not None:
                step(number, total)
            window, inner = padded_window(
                x[:, :, rows, columns], model.config.backbone.patch_px, model.config.least_px
            )
            tensors, kernels = model.encode_normalised(window)
            z = model.logits(tensors, kernels, queries, self.cls_weight)
            if z.shape[2:] != window.shape[2:]:
                z = F.interpolate(z, size=window.shape[2:], mode="bilinear", align_corners=False)
            sums[:, :, rows, columns] += z[:, :, inner[0], inner[1]]
            counts[rows, columns] += 1
        return sums / counts

    def _windows(self, height: int, width: int) -> Iterator[tuple[slice, slice]]:
        config = self._model.config
        if not config.sliding:
            yield slice(0, height), slice(0, width)
            return
        for top, bottom in window_spans(height, config.tile_px, config.stride_px):
            for left, right in window_spans(width, config.tile_px, config.stride_px):
                yield slice(top, bottom), slice(left, right)


def window_spans(length: int, crop: int, stride: int) -> list[tuple[int, int]]:
    """First and last pixel (excluded) of the windows along an axis (spec A.2).

    The last one is shifted back to end at the border; an axis shorter than ``crop`` has one.
    """
    count = max(length - crop + stride - 1, 0) // stride + 1
    ends = [min(number * stride + crop, length) for number in range(count)]
    return [(max(end - crop, 0), end) for end in ends]


def padded_window(
    x: Tensor, patch_px: int, least_px: int = 1
) -> tuple[Tensor, tuple[slice, slice]]:
    """A window filled up with zeros to whole patches, and where its own pixels lie in it.

    Args:
        x: (B, 3, h, w), normalised.
        patch_px: side of a patch.
        least_px: smallest side that the model can take (inferred: the published code fails below).
    """
    inner = []
    pads: list[int] = []
    for length in x.shape[2:]:
        wanted = max(-(-length // patch_px), -(-least_px // patch_px)) * patch_px
        before = (wanted - length) // 2
        pads = [before, wanted - length - before, *pads]  # F.pad begins with the last axis
        inner.append(slice(before, before + length))
    return (F.pad(x, pads) if any(pads) else x), (inner[0], inner[1])


def resize_long_side(image: Tensor, long_px: int) -> Tensor:
    """An image (3, H, W) uint8 at another size, aspect kept (spec A.1).

    Bilinear without antialias, values rounded; both enlarged and made smaller.
    """
    height, width = image.shape[1:]
    scale = long_px / max(height, width)
    size = (max(1, int(height * scale + 0.5)), max(1, int(width * scale + 0.5)))
    return _resize(image, size)


def _fit_patches(image: Tensor, patch_px: int) -> Tensor:
    """Sides brought to the nearest multiple of a patch, for an image seen at once (inferred)."""
    height, width = (max(1, round(side / patch_px)) * patch_px for side in image.shape[1:])
    return _resize(image, (height, width))


def _resize(image: Tensor, size: tuple[int, int]) -> Tensor:
    if image.shape[1:] == size:
        return image
    x = F.interpolate(image[None].float(), size=size, mode="bilinear", align_corners=False)[0]
    return x.round().clamp(0, 255).to(torch.uint8)
