"""A run in the way of a model's paper: the area is one image, seen as a whole (spec A12).

Reading, codes, blocks and results are those of every run; only what lies between the pixels and the
scores differs. It serves comparisons with published figures: an area is squeezed to the size that
the paper's evaluation works at, so that large areas lose their detail.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from backend.blocks import BlockStore
from backend.codes import Codes, encode_block
from backend.encoding import Pace
from backend.errors import BadRequest, Cancelled, ExtentError
from backend.grid import Box
from backend.models.published import Biased, published_inference, resized
from backend.rasters import TilePixels
from backend.run import Run

__all__ = ["MAX_SIDE_PX", "ImageScores", "WholeImageRun"]

# The paper's loader brings images to 640 px on the short side, at most 2,560 on the long one:
# beyond this size most of what the file shows is thrown away, and it must fit into memory at once.
MAX_SIDE_PX = 4096


@dataclass(frozen=True, slots=True)
class ImageScores:
    """Scores of an image in [0, 1], before they become codes.

    Attributes:
        classes: (N, H, W), 0 for names that the model does not know.
        other: (H, W) score of "other"; None where nothing stood for it, or nothing was seen.
        valid: (H, W), where the image has data.
    """

    classes: npt.NDArray[np.float32]
    other: npt.NDArray[np.float32] | None
    valid: npt.NDArray[np.bool_]


class WholeImageRun(Run):
    """One segmentation by the published inference."""

    def __post_init__(self) -> None:
        """Check that the model and the area allow it."""
        super().__post_init__()
        window = self._window
        if max(window.width, window.height) > MAX_SIDE_PX:
            raise ExtentError(
                f"The area has {window.width:,} x {window.height:,} working pixels, and the "
                "published inference takes an area as one image of at most "
                f"{MAX_SIDE_PX:,} x {MAX_SIDE_PX:,}.",
                hint='Choose a smaller area or a coarser resolution, or the inference "map".',
            )
        self._inference = published_inference(
            self.loaded.model, self.loaded.info.title, self.params.long_side
        )
        self._tiles_total = self._inference.views

    def _computed_window(self) -> Box:
        """The window alone: a wider one would be another image."""
        return self._window

    def _note_resolution(self) -> None:
        """Nothing to note: the image is resized whatever its resolution is."""

    def _tile_count(self) -> int:
        return self._inference.views

    def _compute(self, store: BlockStore) -> None:
        """Blocks of every cell, cut from one result."""
        missing = [cell for cell in self._plan.cells() if cell not in store.done]
        self._preview = self._make_preview(store)
        if not missing:
            return
        pixels = self._read_image()
        maps = self._maps(pixels) if pixels.valid.any() else None
        if maps is None:
            self._notices.append("The chosen area holds no data: every pixel is transparent.")
        for cell in missing:
            self._check_cancelled()
            with self.watch("blend"):
                codes = self._cut(maps, pixels, self._plan.inner_box(cell))
            with self.watch("write"):
                store.write(cell, codes)
                if self._preview is not None:
                    self._preview.add(cell, codes)

    @torch.inference_mode()
    def scores(self, cls_weight: float | None = None) -> ImageScores:
        """Scores of the window, not yet codes.

        Args:
            cls_weight: share of the whole image's logits, for models that have one.

        Raises:
            BadRequest: this one has none.
        """
        if cls_weight is not None:
            if not isinstance(self._inference, Biased):
                raise BadRequest("This model has no share of the whole image that could be set.")
            self._inference.cls_weight = cls_weight
        pixels = self._read_image()
        window = self._window
        found = torch.zeros((len(self.vocabulary.entries), window.height, window.width))
        other: Tensor | None = None
        if pixels.valid.any():
            whole = Box(0, 0, window.width, window.height)
            maps = resized(self._maps(pixels), window.height, window.width, whole)
            scores = self._finished(maps)
            found[self._known] = scores.classes.float().cpu()
            other = None if scores.other is None else scores.other.float().cpu()
        return ImageScores(found.numpy(), None if other is None else other.numpy(), pixels.valid)

    def _check_cancelled(self) -> None:
        if self.cancelled():  # no word of encoded tiles: here none are kept
            raise Cancelled("The run was cancelled.")

    def _read_image(self) -> TilePixels:
        with self.watch("read"):
            fill = self.loaded.model.config.fill_color
            return self.reader.read_tile(self.lattice, self._window, fill)

    def _maps(self, pixels: TilePixels) -> Tensor:
        """Maps (K, h, w) of the known classes, not yet at the size of the window."""
        with self.watch("embed"):
            text = self._feed.guarded(
                lambda: self.texts.embed(
                    self.loaded.model, self.loaded.sha256, self._prompts, self.device.torch
                )
            )
        pace = Pace(total=self._inference.views)

        def step(done: int, views: int) -> None:
            self._check_cancelled()
            if done > pace.finished:
                pace.tile_done()
            elif not done:
                pace.finished = 0  # tried once more after memory ran out
                pace.mark()
            self._tell("encoding", "encoding", pace, 0, piece="view")

        image = torch.from_numpy(pixels.rgb)
        with self.watch("encode"):  # with the decoding: the published path does not part the two
            return self._feed.guarded(lambda: self._inference.maps(image, text, step))

    def _cut(self, maps: Tensor | None, pixels: TilePixels, box: Box) -> Codes:
        """Codes of a part of the window."""
        layout, window = self._layout, self._window
        shape = (len(layout.bands), box.height, box.width)
        codes: Codes = np.full(shape, layout.nodata, layout.dtype)
        here = Box(
            box.left - window.left, box.top - window.top,
            box.right - window.left, box.bottom - window.top,
        )  # fmt: skip
        valid = pixels.valid[here.top : here.bottom, here.left : here.right]
        if maps is None or not valid.any():
            return codes
        scores = self._finished(resized(maps, window.height, window.width, here))
        coded = encode_block(layout, scores.classes, self._known, scores.other).cpu().numpy()
        codes[:, valid] = coded[:, valid]
        return codes
