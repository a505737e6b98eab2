"""Which model families have an inference of their papers beside the map path, and how it is run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

import torch
from torch import Tensor

from backend.errors import BadRequest, NotAvailable
from backend.grid import Box
from backend.models.base import Segmenter

__all__ = ["PUBLISHED", "Biased", "WholeImage", "published_inference", "resized"]


class WholeImage(Protocol):
    """A model run in the way of its paper: one image as a whole."""

    @property
    def views(self) -> int:
        """How often the network runs for one image."""
        ...

    def maps(
        self, image: Tensor, text: Tensor, step: Callable[[int, int], None] | None = None
    ) -> Tensor:
        """Maps (T, h, w) float32 of an image (3, H, W) uint8, to be resized to (H, W).

        Args:
            image: RGB.
            text: (T, P, C), from the model's ``embed``.
            step: called with (views done, views) before each view; may raise to stop.
        """
        ...


@runtime_checkable
class Biased(Protocol):
    """One that adds a share of the whole image's logits; None takes the model's own."""

    cls_weight: float | None


def _aeroseg(model: Any, long_side: int | None) -> WholeImage:
    from backend.models.aeroseg.published_inference import PublishedInference

    if long_side is not None:
        raise BadRequest(
            "A long side was given, but the published inference of AerOSeg has sizes of its own.",
            hint="Leave it out, or choose a model of the SegEarth-OV family.",
        )
    return PublishedInference(model)


def _segearth(model: Any, long_side: int | None) -> WholeImage:
    from backend.models.segearth.published_inference import PublishedInference

    return PublishedInference(model, long_side)


# By kind, looked up lazily as the families themselves are.
PUBLISHED: dict[str, Callable[[Any, int | None], WholeImage]] = {
    "aeroseg": _aeroseg,
    "segearth": _segearth,
}


def published_inference(model: Segmenter, title: str, long_side: int | None = None) -> WholeImage:
    """The published inference of a model.

    Args:
        model: any.
        title: its name for people, for the message.
        long_side: pixels to which the long side of an image is brought; None takes the model's.

    Raises:
        BadRequest: a long side was given, and models of this kind have none.
        NotAvailable: models of this kind have none.
    """
    kind = model.config.kind
    build = PUBLISHED.get(kind)
    if build is None:
        raise NotAvailable(
            f'The model "{title}" has no published inference: models of kind "{kind}" run on '
            "maps only.",
            hint='Choose the inference "map", or a model of kind '
            + " or ".join(f'"{kind}"' for kind in sorted(PUBLISHED))
            + ".",
        )
    return build(model, long_side)


def resized(maps: Tensor, height: int, width: int, box: Box) -> Tensor:
    """A part of maps resized to a larger or smaller image.

    Equal to cutting ``box`` out of a bilinear resize (``align_corners=False``, no antialias) to
    (height, width), without holding the rest of it.

    Args:
        maps: (T, h, w).
        height: rows of the whole image.
        width: columns of the whole image.
        box: part wanted, in pixels of the whole image.

    Returns:
        (T, box.height, box.width).
    """
    rows = _between(box.top, box.bottom, maps.shape[1], height, maps)
    columns = _between(box.left, box.right, maps.shape[2], width, maps)
    first, second, weight = rows
    part = torch.lerp(maps[:, first], maps[:, second], weight[:, None])
    first, second, weight = columns
    return torch.lerp(part[:, :, first], part[:, :, second], weight)


def _between(
    start: int, stop: int, source: int, target: int, like: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """The two source pixels around each target pixel start..stop-1, and the second's weight."""
    place = (torch.arange(start, stop, device=like.device, dtype=torch.float64) + 0.5) * source
    place = (place / target - 0.5).clamp(min=0)
    first = place.long()
    return first, (first + 1).clamp(max=source - 1), (place - first).to(like.dtype)
