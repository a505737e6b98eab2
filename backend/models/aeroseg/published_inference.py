"""The inference of the published papers, for one image as a whole (spec A12).

It stands beside the map path and gives the figures of the papers: the image is brought to a fixed
size, seen through 2 x 2 tiles and once as a whole, and the probabilities are averaged. Nothing is
rounded to half precision, no tile is cached, and all rotations of the configuration are used.

Two things differ from the released code, both on advice of the specification: an image that is not
square is never padded before it is squeezed (A1), and a model on this project's own compact towers
sees each view at its own tile size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.aeroseg.compact import CompactBackbone
from backend.models.aeroseg.model import AerOSeg

__all__ = ["PublishedInference", "PublishedSettings", "load_as_published"]

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PublishedSettings:
    """Constants of the published evaluation: CAT-Seg's code, which OVRS took over (spec A12).

    Attributes:
        path: "tiles" is what the evaluation scripts of both run; "single" is one forward pass on
            the whole image.
        short_px: the loader brings the short side of an image to this length.
        long_px: the loader lets the long side grow no further than this.
        canvas_px: side of the square that is cut into tiles; the aspect is not kept.
        tile_px: side of a tile and of the global view.
        overlap: of neighbouring tiles; the stride is ``int(tile_px * (1 - overlap))``.
        pooling: of the class block in evaluation (spec A7, H7).
    """

    path: Literal["tiles", "single"] = "tiles"
    short_px: int = 640
    long_px: int = 2560
    canvas_px: int = 640
    tile_px: int = 384
    overlap: float = 0.333
    pooling: Literal[1, 2] = 1

    @property
    def stride_px(self) -> int:
        """Step between tiles: 256."""
        return int(self.tile_px * (1 - self.overlap))

    @property
    def corners(self) -> list[tuple[int, int]]:
        """(row, column) of the first pixel of each tile on the canvas, row by row."""
        starts = range(0, self.canvas_px - self.tile_px + 1, self.stride_px)
        return [(row, column) for row in starts for column in starts]


def load_as_published(image: Tensor, settings: PublishedSettings | None = None) -> Tensor:
    """Resize an image as the evaluation's data loader does.

    Bilinear, antialiased, on 8-bit values, as Pillow does it. Inferred: the specification says this
    of the training loader (B3), and of the evaluation loader only its sizes (A12). Enlarging gives
    the bytes of Pillow; shrinking differs by one grey level at most.

    Args:
        image: (3, H, W) uint8 RGB.
        settings: the sides.

    Returns:
        (3, h, w) uint8 on the CPU.
    """
    settings = settings or PublishedSettings()
    height, width = image.shape[-2:]
    scale = settings.short_px / min(height, width)
    scale = min(scale, settings.long_px / max(height, width))
    size = [max(1, int(side * scale + 0.5)) for side in (height, width)]
    if size == [height, width]:
        return image.cpu()
    # On the CPU: only there torch resizes bytes, and so with the rounding of Pillow.
    return F.interpolate(
        image.cpu()[None], size=size, mode="bilinear", align_corners=False, antialias=True
    )[0]


class PublishedInference:
    """Runs a model in the way of the papers.

    Args:
        model: any of the family.
        settings: the constants; by default the published ones, and the path of the model's
            configuration.
    """

    def __init__(self, model: AerOSeg, settings: PublishedSettings | None = None) -> None:
        self.model = model
        self.settings = settings or PublishedSettings(path=model.config.published_path)

    @property
    def views(self) -> int:
        """How often the network runs for one image."""
        return len(self.settings.corners) + 1 if self.settings.path == "tiles" else 1

    @torch.inference_mode()
    def maps(self, image: Tensor, text: Tensor, step: Step | None = None) -> Tensor:
        """Probabilities of an image, before the resize to the image's own size.

        Args:
            image: (3, H, W) uint8 RGB.
            text: (T, P, C) unit embeddings.
            step: called with (views done, views) before each view; may raise to stop.

        Returns:
            (T, h, w) float32 in [0, 1] on the model's device: the canvas, or the grid of the
            logits in the single path.
        """
        loaded = load_as_published(image, self.settings)
        return self.maps_of_loaded(loaded, text, step)

    @torch.inference_mode()
    def maps_of_loaded(self, image: Tensor, text: Tensor, step: Step | None = None) -> Tensor:
        """:meth:`maps` of an image (3, h, w) that has gone through the loader already."""
        told = step or (lambda done, views: None)
        if self.settings.path == "single":
            told(0, 1)
            return self.logits(_pixels(image, text.device), text)[0].sigmoid()
        side, canvas_px = self.settings.tile_px, self.settings.canvas_px
        total = torch.zeros((len(text), canvas_px, canvas_px), device=text.device)
        cover = torch.zeros((canvas_px, canvas_px), device=text.device)
        whole = torch.zeros_like(total)
        for done, (view, corner) in enumerate(self._views(image, text.device)):
            told(done, self.views)
            found = _resize(self.logits(view, text), side).sigmoid()  # (1, T, 384, 384)
            if corner is None:
                whole = _resize(found, canvas_px)[0]
            else:
                rows, columns = (slice(start, start + side) for start in corner)
                total[:, rows, columns] += found[0]
                cover[rows, columns] += 1
        return total.div_(cover).add_(whole).div_(2)

    def _views(
        self, image: Tensor, device: torch.device
    ) -> Iterator[tuple[Tensor, tuple[int, int] | None]]:
        """Views (1, 3, 384, 384) float32 with their corner on the canvas; last, None, the whole."""
        pixels, side = _pixels(image, device), self.settings.tile_px
        canvas = _resize(pixels, self.settings.canvas_px)
        for row, column in self.settings.corners:
            yield canvas[:, :, row : row + side, column : column + side], (row, column)
        yield _resize(pixels, side), None  # from the loader's image, not from the canvas

    @torch.inference_mode()
    def view_logits(self, image: Tensor, text: Tensor) -> Tensor:
        """Logits (views, T, 4g, 4g): tiles row by row, then the global view.

        Args:
            image: (3, h, w) uint8, gone through the loader.
            text: (T, P, C) unit embeddings.
        """
        return torch.cat([self.logits(view, text) for view, _ in self._views(image, text.device)])

    def logits(self, view: Tensor, text: Tensor) -> Tensor:
        """Logits (1, T, 4g, 4g) of one view (1, 3, h, w) float32; encoders resize it themselves."""
        model, config = self.model, self.model.config
        if isinstance(model.backbone, CompactBackbone):
            view = _resize(view, config.tile_px)
        dense, guides, _, _ = model.encode_image(view)
        corr = model.correlation(dense, text, config.angles)
        logits, _ = model.head(
            corr, text[None], guides, pooling=self.settings.pooling, chunk=config.inference_chunk
        )
        return logits.float()


def _pixels(image: Tensor, device: torch.device) -> Tensor:
    """(3, h, w) uint8 -> (1, 3, h, w) float32 on the device."""
    return image[None].to(device, torch.float32)


def _resize(x: Tensor, side: int) -> Tensor:
    """Bilinear, without antialias and without keeping the aspect: (B, C, h, w) to a square."""
    if x.shape[-2:] == (side, side):
        return x
    return F.interpolate(x, size=(side, side), mode="bilinear", align_corners=False)
