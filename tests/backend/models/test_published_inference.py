"""The published inference apart from its numbers, which test_reference.py holds (spec A12)."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from backend.errors import NotAvailable
from backend.grid import Box
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.config import ClipConfig
from backend.models.aeroseg.published_inference import (
    PublishedInference,
    PublishedSettings,
    load_as_published,
)
from backend.models.base import ClassPrompt
from backend.models.published import published_inference, resized
from tests.backend.models.test_aeroseg import built, compact, paper_like
from tests.backend.toy import Toy, ToyConfig

CLASSES = [ClassPrompt("building"), ClassPrompt("road")]


def picture(height: int, width: int, seed: int = 0) -> Tensor:
    """(3, height, width) uint8 noise."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, 256, (3, height, width), generator=generator).to(torch.uint8)


def test_constants_are_those_of_the_specification() -> None:
    settings = PublishedSettings()
    assert settings.stride_px == 256
    assert settings.corners == [(0, 0), (0, 256), (256, 0), (256, 256)]
    assert settings.pooling == 1
    assert PublishedInference(built(paper_like())).settings == settings


# ---------------------------------------------------------------- the loader


@pytest.mark.parametrize(
    ("height", "width", "expected"),
    [(256, 256, (640, 640)), (256, 300, (640, 750)), (1000, 700, (914, 640)), (90, 50, (1152, 640)),
     (100, 1000, (256, 2560)), (2000, 100, (2560, 128)), (640, 900, (640, 900)),
     (1, 9, (284, 2560))],
)  # fmt: skip
def test_loader_brings_the_short_side_to_640_and_the_long_one_to_2560_at_most(
    height: int, width: int, expected: tuple[int, int]
) -> None:
    assert load_as_published(picture(height, width)).shape == (3, *expected)


@pytest.mark.parametrize(
    ("height", "width", "levels"), [(256, 256, 0), (100, 130, 0), (900, 700, 1)]
)
def test_loader_resizes_as_pillow_does(height: int, width: int, levels: int) -> None:
    image = picture(height, width)
    ours = load_as_published(image)
    pil = Image.fromarray(image.permute(1, 2, 0).numpy())
    size = (ours.shape[2], ours.shape[1])
    theirs = np.asarray(pil.resize(size, Image.Resampling.BILINEAR))
    assert np.abs(ours.permute(1, 2, 0).numpy().astype(int) - theirs).max() <= levels


# ---------------------------------------------------------------- views


class Seen(PublishedInference):
    """Notes the views, and answers with the brightness of the view at a coarse grid."""

    def __init__(self, model: AerOSeg, settings: PublishedSettings | None = None) -> None:
        super().__init__(model, settings)
        self.seen: list[Tensor] = []

    def logits(self, view: Tensor, text: Tensor) -> Tensor:
        self.seen.append(view)
        grey = F.adaptive_avg_pool2d(view.mean(dim=1, keepdim=True), 96)
        return (grey / 255 - 0.5).expand(1, len(text), 96, 96)


def test_tiles_come_from_the_square_and_the_whole_from_the_loaded_image() -> None:
    run, image = Seen(built(paper_like())), picture(640, 900)
    text = torch.zeros(2, 4, 32)
    steps: list[tuple[int, int]] = []
    maps = run.maps_of_loaded(image, text, lambda done, views: steps.append((done, views)))
    assert steps == [(i, 5) for i in range(5)]
    assert maps.shape == (2, 640, 640)
    pixels = image[None].float()
    square = F.interpolate(pixels, size=(640, 640), mode="bilinear", align_corners=False)
    for view, (row, column) in zip(run.seen[:4], run.settings.corners, strict=True):
        assert torch.equal(view, square[:, :, row : row + 384, column : column + 384])
    whole = F.interpolate(pixels, size=(384, 384), mode="bilinear", align_corners=False)
    assert torch.equal(run.seen[4], whole)


def test_maps_are_the_mean_of_the_tiles_averaged_with_the_whole() -> None:
    """Every pixel by hand: tiles that cover it, resized before the sigmoid; then the halves."""
    run, image = Seen(built(paper_like())), picture(640, 640)
    text = torch.zeros(1, 4, 32)
    maps = run.maps_of_loaded(image, text)
    answers = [
        F.interpolate(run.logits(v, text), size=384, mode="bilinear").sigmoid()[0, 0]
        for v in run.seen[:5]
    ]
    whole = F.interpolate(answers[4][None, None], size=640, mode="bilinear")[0, 0]
    for row, column in ((10, 10), (300, 20), (300, 300), (639, 639), (256, 383), (255, 384)):
        covering = [
            answer[row - top, column - left]
            for answer, (top, left) in zip(answers, run.settings.corners, strict=False)
            if 0 <= row - top < 384 and 0 <= column - left < 384
        ]
        expected = (torch.stack(covering).mean() + whole[row, column]) / 2
        assert torch.allclose(maps[0, row, column], expected, atol=1e-6)
    assert len(covering) == 1


def test_single_path_answers_once_on_the_grid_of_the_logits() -> None:
    config = paper_like().model_copy(update={"published_path": "single"})
    run = PublishedInference(built(config))
    assert (run.views, run.settings.path) == (1, "single")
    steps: list[tuple[int, int]] = []
    text = run.model.embed(CLASSES)
    maps = run.maps(picture(200, 300), text, lambda done, views: steps.append((done, views)))
    assert steps == [(0, 1)]
    assert maps.shape == (2, 24, 24)
    assert maps.min() >= 0 and maps.max() <= 1


def test_whole_image_is_squeezed_and_never_padded() -> None:
    """Stripes across the long side stay stripes: no border of another colour comes in."""
    config = paper_like().model_copy(update={"published_path": "single"})
    model = built(config)
    wide = picture(1, 100).expand(3, 640, 100).repeat_interleave(9, dim=2)
    seen: list[Tensor] = []
    model.backbone.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    PublishedInference(model).maps_of_loaded(wide, model.embed(CLASSES))
    upright = seen[0][:1]
    assert upright.shape[-2:] == (96, 96)
    assert upright.std(dim=2).max() < 1e-5


def test_all_rotations_are_used_whatever_the_map_path_takes() -> None:
    model = built(paper_like().model_copy(update={"used_angles": (0,)}))
    batches: list[int] = []
    model.backbone.register_forward_pre_hook(lambda _, inputs: batches.append(len(inputs[0])))
    PublishedInference(model).maps(picture(64, 64), model.embed(CLASSES))
    assert batches == [4] * 5


def test_smaller_clip_input_is_resized_from_the_same_tiles() -> None:
    """A backbone of 336 px sees tiles cut at 384 (spec A12); here one of 64 px."""
    config = paper_like()
    assert isinstance(config.backbone, ClipConfig)
    small = config.backbone.model_copy(update={"input_px": 64, "patch_px": 16})
    refinement = config.refinement.model_copy(update={"window": 4})
    model = built(config.model_copy(update={"backbone": small, "refinement": refinement}))
    sides: list[tuple[int, ...]] = []
    model.backbone.register_forward_pre_hook(lambda _, x: sides.append(tuple(x[0].shape[-2:])))
    maps = PublishedInference(model).maps(picture(64, 64), model.embed(CLASSES))
    assert sides == [(64, 64)] * 5
    assert maps.shape == (2, 640, 640)


def test_small_towers_see_each_view_at_their_own_tile_size() -> None:
    model = built(compact())
    sides: list[tuple[int, ...]] = []
    model.backbone.register_forward_pre_hook(lambda _, x: sides.append(tuple(x[0].shape[-2:])))
    maps = PublishedInference(model).maps(picture(100, 140), model.embed(CLASSES))
    assert sides == [(96, 96)] * 5
    assert maps.shape == (2, 640, 640)


# ---------------------------------------------------------------- families and the last resize


def test_a_kind_without_published_inference_says_so() -> None:
    with pytest.raises(NotAvailable, match=r'"A toy" has no published.*"toy"') as error:
        published_inference(Toy(ToyConfig()), "A toy")
    assert '"map"' in error.value.hint
    assert isinstance(published_inference(built(paper_like()), "x"), PublishedInference)


@pytest.mark.parametrize("size", [(640, 640), (200, 333), (1280, 700), (1, 1), (7, 2000)])
def test_parts_of_the_last_resize_equal_the_whole(size: tuple[int, int]) -> None:
    maps = torch.rand(2, 96, 96, generator=torch.Generator().manual_seed(0))
    height, width = size
    whole = F.interpolate(maps[None], size=size, mode="bilinear", align_corners=False)[0]
    middle_row, middle_column = height // 3, width // 2
    boxes = [
        Box(0, 0, width, height),
        Box(0, 0, middle_column + 1, middle_row + 1),
        Box(middle_column, middle_row, width, height),
    ]
    for box in boxes:
        part = resized(maps, height, width, box)
        expected = whole[:, box.top : box.bottom, box.left : box.right]
        assert torch.allclose(part, expected, atol=1e-5)
