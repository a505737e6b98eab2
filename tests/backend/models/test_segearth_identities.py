"""The cheap forms of spec part E against the published channel form, written out plainly here."""

from __future__ import annotations

from typing import Literal

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from backend.models.segearth import upsampler as module
from backend.models.segearth.config import UpsamplerConfig
from backend.models.segearth.plain import plain_cosines, plain_features
from backend.models.segearth.scores import cosines, feature_norms
from backend.models.segearth.upsampler import BilateralStep, LearnedUpsampler, build_upsampler

Form = Literal["jbu_one", "jbu_stack"]
FORMS = pytest.mark.parametrize(("form", "radius"), [("jbu_one", 5), ("jbu_stack", 3)])


def upsampler_of(form: Form, radius: int, dim: int) -> LearnedUpsampler:
    """Random weights, temperatures and widths that make every part count."""
    torch.manual_seed(0)
    upsampler = build_upsampler(UpsamplerConfig(form=form, radius=radius), dim)
    assert isinstance(upsampler, LearnedUpsampler)
    for number, step in enumerate(dict.fromkeys(upsampler.steps)):
        step.range_temp.data.fill_(0.2 + 0.1 * number)
        step.sigma_spatial.data.fill_(0.7 + 0.2 * number)
    return upsampler.eval().requires_grad_(False)


def plain_step(step: BilateralStep, source: Tensor, guidance: Tensor) -> Tensor:
    """One step in the published form: every neighbourhood unfolded (spec B.1)."""
    batch, _, height, width = guidance.shape
    r, d = step.radius, 2 * step.radius + 1

    def neighbours(x: Tensor) -> Tensor:
        unfolded = F.unfold(F.pad(x, (r, r, r, r), mode="reflect"), d)
        return unfolded.reshape(batch, x.shape[1], d * d, height, width)

    key = step.range_proj(guidance)
    likeness = torch.einsum("bcthw,bchw->bthw", neighbours(key), key)
    kernel = (step.range_temp.exp().clamp(1e-4, 1e4) * likeness).softmax(dim=1)
    v, u = torch.meshgrid(torch.linspace(-1, 1, d), torch.linspace(-1, 1, d), indexing="ij")
    near = torch.exp(-(u**2 + v**2) / (2 * step.sigma_spatial**2)).reshape(1, d * d, 1, 1)
    kernel = kernel * near
    kernel = kernel / kernel.sum(dim=1, keepdim=True).clamp(min=1e-7)
    kernel = kernel + 0.1 * step.fixup_proj(torch.cat([kernel, guidance], dim=1))
    fine = F.interpolate(source, size=(height, width), mode="bicubic", align_corners=False)
    return torch.einsum("bcthw,bthw->bchw", neighbours(fine), kernel)


def channel_form(upsampler: LearnedUpsampler, source: Tensor, image: Tensor) -> Tensor:
    """All channels upsampled, then the closing convolution at full size (spec B.2)."""
    x = source
    for step in upsampler.steps:
        size = (2 * x.shape[2], 2 * x.shape[3])
        x = plain_step(step, x, F.adaptive_avg_pool2d(image, size))
    return x + 0.1 * upsampler.fixup_proj(x)


def plain_logits(fine: Tensor, text: Tensor) -> Tensor:
    return torch.einsum("qc,bchw->bqhw", text, F.normalize(fine, dim=1, eps=1e-12))


CASES = {
    "square": (1, 40, (4, 4), 5),
    "batch": (3, 40, (4, 4), 5),
    "oblong": (2, 40, (3, 5), 5),
    "one query": (1, 40, (4, 4), 1),
    "few channels": (2, 7, (4, 4), 3),  # fewer than patches: no rotation is gained
}


@torch.no_grad()
@FORMS
@pytest.mark.parametrize("case", CASES)
def test_logits_are_those_of_the_channel_form(form: Form, radius: int, case: str) -> None:
    batch, dim, grid, queries = CASES[case]
    upsampler = upsampler_of(form, radius, dim)
    image = torch.randn(batch, 3, 16 * grid[0], 16 * grid[1])
    source = torch.randn(batch, dim, *grid)
    text = F.normalize(torch.randn(queries, dim), dim=1)
    fine = channel_form(upsampler, source, image)
    folded = upsampler.fold(source)
    kernels = upsampler.kernels(image, grid)
    norms = feature_norms(upsampler, folded, kernels, (image.shape[2], image.shape[3]))
    assert torch.allclose(upsampler(source, image), fine, atol=2e-5)
    assert torch.allclose(norms, fine.norm(dim=1), rtol=1e-5)
    ours = cosines(upsampler, folded, norms, kernels, text)
    assert torch.allclose(ours, plain_logits(fine, text), atol=2e-6)


@torch.no_grad()
@FORMS
def test_form_that_measurements_compare_with_is_the_channel_form(form: Form, radius: int) -> None:
    upsampler = upsampler_of(form, radius, 12)
    image, source = torch.randn(2, 3, 48, 64), torch.randn(2, 12, 3, 4)
    text = F.normalize(torch.randn(3, 12), dim=1)
    fine = channel_form(upsampler, source, image)
    assert torch.allclose(plain_features(upsampler, source, image), fine, atol=2e-5)
    ours = plain_cosines(upsampler, source, image, text)
    assert torch.allclose(ours, plain_logits(fine, text), atol=2e-6)


@torch.no_grad()
def test_features_of_a_constant_image_have_a_norm_too() -> None:
    upsampler = upsampler_of("jbu_stack", 3, 40)
    source = torch.randn(1, 40, 1, 1).expand(1, 40, 4, 4)  # rank 1
    image = torch.full((1, 3, 64, 64), 0.3)
    kernels = upsampler.kernels(image, (4, 4))
    norms = feature_norms(upsampler, upsampler.fold(source), kernels, (64, 64))
    assert torch.allclose(norms, channel_form(upsampler, source, image).norm(dim=1), rtol=1e-5)


@torch.no_grad()
@pytest.mark.parametrize("patch", [14, 32])
def test_patches_that_are_not_16_wide_are_resized_after_the_steps(patch: int) -> None:
    upsampler = upsampler_of("jbu_stack", 3, 40)
    image, source = torch.randn(1, 3, 4 * patch, 4 * patch), torch.randn(1, 40, 4, 4)
    text = F.normalize(torch.randn(3, 40), dim=1)
    fine = channel_form(upsampler, source, image)
    fine = F.interpolate(fine, size=image.shape[2:], mode="bilinear")
    folded, kernels = upsampler.fold(source), upsampler.kernels(image, (4, 4))
    norms = feature_norms(upsampler, folded, kernels, (4 * patch, 4 * patch))
    ours = cosines(upsampler, folded, norms, kernels, text)
    assert torch.allclose(ours, plain_logits(fine, text), atol=2e-6)


@torch.no_grad()
def test_bilinear_is_a_resize_of_the_features() -> None:
    upsampler = build_upsampler(UpsamplerConfig(form="bilinear"), 40)
    assert upsampler is not None
    image, source = torch.randn(2, 3, 48, 64), torch.randn(2, 40, 3, 4)
    text = F.normalize(torch.randn(3, 40), dim=1)
    kernels = upsampler.kernels(image, (3, 4))
    norms = feature_norms(upsampler, source, kernels, (48, 64))
    fine = F.interpolate(source, size=(48, 64), mode="bilinear")
    ours = cosines(upsampler, source, norms, kernels, text)
    assert torch.allclose(ours, plain_logits(fine, text), atol=2e-6)


@torch.no_grad()
def test_strips_give_the_same_as_everything_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    upsampler = upsampler_of("jbu_one", 5, 40)
    image, source = torch.randn(2, 3, 64, 80), torch.randn(2, 40, 4, 5)
    whole = upsampler(source, image)
    monkeypatch.setattr(module, "CHUNK_BYTES", 1)
    assert torch.allclose(upsampler(source, image), whole, atol=1e-6)


@FORMS
def test_gradients_are_those_of_the_channel_form(form: Form, radius: int) -> None:
    upsampler = upsampler_of(form, radius, 12).requires_grad_(True)
    image, source = torch.randn(1, 3, 48, 48), torch.randn(1, 12, 3, 3)
    weights = torch.randn(1, 12, 48, 48)
    names = [name for name, _ in upsampler.named_parameters()]

    def gradients(out: Tensor) -> list[Tensor]:
        return list(torch.autograd.grad((out * weights).mean(), list(upsampler.parameters())))

    ours, theirs = (
        gradients(upsampler(source, image)),
        gradients(channel_form(upsampler, source, image)),
    )
    for name, a, b in zip(names, ours, theirs, strict=True):
        assert b.abs().max() > 0, name
        assert (a - b).abs().max() <= 1e-3 * b.abs().max() + 1e-7, name


def test_dropout_acts_in_training_only_and_drops_whole_channels() -> None:
    upsampler = upsampler_of("jbu_stack", 3, 12)
    image, source = torch.randn(1, 3, 48, 48), torch.randn(1, 12, 3, 3)
    assert torch.equal(upsampler(source, image), upsampler(source, image))
    upsampler.train()
    assert not torch.allclose(upsampler(source, image), upsampler(source, image), atol=1e-4)
