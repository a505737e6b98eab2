"""The parts of SimFeatUp's training against plain forms and numbers worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.segearth import SegEarth
from backend.models.segearth.config import UpsamplerConfig
from tests.backend.models.segearth_stored import tiny_config
from tests.training.simfeatup_small import load, noise_pieces, settings, small_model
from training.distributed import ALONE
from training.simfeatup.features import Featuriser, statistics
from training.simfeatup.jitter import Jitter, draw_jitter
from training.simfeatup.learned import Learned
from training.simfeatup.losses import draw_projection, image_loss, reconstruction_loss
from training.simfeatup.networks import AttentionDownsampler, ImageHead, Uncertainty, blur
from training.simfeatup.pictures import find_pictures
from training.simfeatup.train import SimFeatUp

JBU = UpsamplerConfig(form="jbu_one", radius=2, key_dim=16)
LINE = [0.05448868, 0.24420134, 0.40261995, 0.24420134, 0.05448868]  # exp(-x^2/2), sum 1

# ---------------------------------------------------------------- the move


def plain_move(x: Tensor, move: Jitter) -> Tensor:
    """The published order of operations, one after the other."""
    height, width = x.shape[2:]
    x = F.pad(x, (move.pad_px,) * 4, mode="reflect")
    if move.zoom > 1:
        x = F.interpolate(x, scale_factor=move.zoom, mode="bilinear")
    x = x[:, :, move.row : move.row + height, move.column : move.column + width]
    return x.flip(3) if move.flip else x


@pytest.mark.parametrize("seed", range(8))
def test_move_is_pad_zoom_crop_and_flip(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = torch.randn(2, 3, 40, 56)
    move = draw_jitter(rng, (40, 56), 20, 2.0)
    torch.testing.assert_close(move(x), plain_move(x, move), atol=1e-4, rtol=1e-4)


def test_drawn_moves_cover_all_that_they_may() -> None:
    rng = np.random.default_rng(0)
    moves = [draw_jitter(rng, (32, 48), 4, 2.0) for _ in range(4000)]
    assert 0.46 < np.mean([m.zoom > 1 for m in moves]) < 0.54
    assert 0.46 < np.mean([m.flip for m in moves]) < 0.54
    zooms = [m.zoom for m in moves if m.zoom > 1]
    assert max(zooms) <= 2 and np.mean(zooms) == pytest.approx(1.5, abs=0.03)
    still = [m for m in moves if m.zoom == 1]
    assert {m.row for m in still} == set(range(9)) == {m.column for m in still}
    for m in moves:
        assert 0 <= m.row <= int(40 * m.zoom) - 32 and 0 <= m.column <= int(56 * m.zoom) - 48


def test_image_and_features_move_alike() -> None:
    move = Jitter(20, 1.37, 5, 11, True)
    image, features = torch.randn(2, 3, 48, 48), torch.randn(2, 7, 48, 48)
    together = move(torch.cat([image, features], dim=1))
    torch.testing.assert_close(move(image), together[:, :3])
    torch.testing.assert_close(move(features), together[:, 3:])


# ---------------------------------------------------------------- the downsampler


def test_blur_is_a_gaussian_of_five_pixels_reflected_at_the_border() -> None:
    dot = torch.zeros(1, 2, 9, 9)
    dot[0, 0, 4, 4], dot[0, 1, 0, 1] = 1.0, 1.0
    found = blur(dot)
    line = torch.tensor(LINE)
    torch.testing.assert_close(found[0, 0, 2:7, 2:7], line[:, None] * line)
    # One pixel beside the border is seen a second time in its mirror image.
    across = torch.tensor([LINE[1] + LINE[3], LINE[2] + LINE[4], LINE[1], LINE[0]])
    torch.testing.assert_close(found[0, 1, 0, :4], LINE[2] * across)


def by_hand(down: AttentionDownsampler, x: Tensor, kept: Tensor) -> Tensor:
    """Spec C.3 as loops, without dropout of features."""
    side, (batch, channels, height, width) = down.patch_px, x.shape
    x = blur(x)
    out = torch.zeros(batch, channels, height // side, width // side)
    for b, i, j in np.ndindex(batch, height // side, width // side):
        scores = []
        for u, v in np.ndindex(side, side):
            pixel = x[b, :, i * side + u, j * side + v]
            a = down.attention.weight[0] @ pixel + down.attention.bias[0]
            scores.append(a * kept[b, i, j] * down.weight[u, v] + down.bias[u, v])
        shares = torch.stack(scores).softmax(0)
        for n, (u, v) in enumerate(np.ndindex(side, side)):
            out[b, :, i, j] += shares[n] * x[b, :, i * side + u, j * side + v]
    return out


@torch.no_grad()
def test_downsampler_is_the_spec_loop_by_loop() -> None:
    torch.manual_seed(0)
    down = AttentionDownsampler(3, 4).eval()
    down.attention.weight.mul_(3)
    x = torch.randn(2, 3, 8, 12)
    torch.manual_seed(7)
    kept = torch.rand(2, 2, 1, 3, 1)[:, :, 0, :, 0] > 0.2
    assert 0 < kept.sum() < 12
    torch.manual_seed(7)
    torch.testing.assert_close(down(x), by_hand(down, x, kept))


@torch.no_grad()
def test_downsampler_begins_as_published() -> None:
    torch.manual_seed(0)
    down = AttentionDownsampler(8, 32)
    assert down.weight.shape == down.bias.shape == (32, 32)
    assert down.weight.mean() == pytest.approx(1.0, abs=2e-3)
    assert down.bias.mean() == pytest.approx(0.0, abs=2e-3)
    assert down.weight.std() == pytest.approx(0.01, rel=0.1)
    assert down.bias.std() == pytest.approx(0.01, rel=0.1)


@torch.no_grad()
@pytest.mark.parametrize("training", [True, False])
def test_attention_is_left_out_at_a_fifth_of_the_positions_even_in_evaluation(
    training: bool,
) -> None:
    torch.manual_seed(0)
    down = AttentionDownsampler(1, 2).train(training)
    down.attention.weight.fill_(40.0)  # without a drop the brightest pixel of a patch takes it all
    down.weight.fill_(1.0)
    down.bias.zero_()
    x = torch.randn(4, 1, 64, 64)
    found, plain = down(x), F.avg_pool2d(blur(x), 2)
    share = float(((found - plain).abs() < 1e-5).float().mean())
    assert share == pytest.approx(0.2, abs=0.03)


# ---------------------------------------------------------------- the losses


def test_reconstruction_loss_of_two_channels() -> None:
    found, wanted = torch.tensor([3.0, 1.0]), torch.tensor([1.0, 4.0])
    directions = torch.tensor([[1.0, 0.6], [0.0, 0.8]])  # columns (1, 0) and (0.6, 0.8)
    scale = torch.full((1, 1, 1, 1), 2.0)
    # differences along them: 2 and 0.6 * 2 - 0.8 * 3 = -1.2
    expected = (4 + 1.44) / 2 / (2 * 4) + math.log(2)
    loss = reconstruction_loss(
        found.view(1, 2, 1, 1), wanted.view(1, 2, 1, 1), directions[None], scale
    )
    assert float(loss) == pytest.approx(expected, rel=1e-6)


def test_image_loss_is_the_mean_square() -> None:
    one, two = torch.tensor([1.0, 2.0]), torch.tensor([0.0, 4.0])
    assert float(image_loss(one, two)) == pytest.approx(2.5)


def test_directions_are_of_unit_length_and_new_every_time() -> None:
    first, second = (draw_projection(3, 64, 30, torch.device("cpu")) for _ in range(2))
    assert first.shape == (3, 64, 30)
    torch.testing.assert_close(first.norm(dim=1), torch.ones(3, 30))
    assert not torch.equal(first, second) and not torch.equal(first[0], first[1])


def test_uncertainty_begins_near_a_constant() -> None:
    torch.manual_seed(3)
    plain = nn.Conv2d(16, 1, 1)
    torch.manual_seed(3)
    ours = Uncertainty(16)
    x = torch.randn(2, 16, 3, 3)
    torch.testing.assert_close(ours(x), torch.exp(0.1 * plain(x) + 0.1))
    with torch.no_grad():
        ours.net.bias.fill_(-50.0)
    assert float(ours(x).detach().min()) == pytest.approx(1e-4)


def test_image_head_normalises_channels() -> None:
    torch.manual_seed(0)
    head = ImageHead(6)
    first, norm, _, last, _ = head.layers
    x = torch.randn(2, 6, 3, 5)
    y = F.conv2d(x, first.weight[:, :, None, None], first.bias)
    middle = y.mean(dim=1, keepdim=True)
    spread = (y - middle).square().mean(dim=1, keepdim=True)
    y = (y - middle) / (spread + 1e-6).sqrt()
    y = F.conv2d(F.gelu(y), last.weight[:, :, None, None], last.bias).tanh()
    torch.testing.assert_close(head(x), y)
    assert (norm.eps, tuple(norm.weight.shape)) == (1e-6, (6,))


# ---------------------------------------------------------------- features


def test_features_enter_the_last_block() -> None:
    """Spec C: input of the last block without the class token, ln_post, projection."""
    model = small_model()
    seen: list[Tensor] = []
    visual = model.backbone.vl.visual
    hook = visual.transformer.resblocks[-1].register_forward_pre_hook(
        lambda _, inputs: seen.append(inputs[0])
    )
    x = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        model.backbone.vl.encode_image(x)
        hook.remove()
        wanted = visual.ln_post(seen[0][:, 1:]) @ visual.proj
    found = Featuriser(model.backbone)(x)
    torch.testing.assert_close(found, wanted.transpose(1, 2).reshape(2, 32, 4, 4))


def test_pixels_have_the_statistics_of_their_name() -> None:
    grey = torch.full((1, 3, 1, 1), 128.0)
    half = SegEarth(tiny_config(32, pixels="inception")).backbone
    for backbone, name, wanted in (
        (small_model().backbone, "clip", [0.07633, 0.16889, 0.33994]),
        (small_model().backbone, "imagenet", [0.07406, 0.20518, 0.42649]),
        (half, "clip", [0.00392, 0.00392, 0.00392]),
    ):
        seen = statistics(backbone, name)(grey).flatten()  # type: ignore[arg-type]  # one of both
        assert seen.tolist() == pytest.approx(wanted, abs=1e-4)


# ---------------------------------------------------------------- gradients


def parts_with_gradient(learned: Learned) -> set[str]:
    return {
        name.split(".")[0]
        for name, parameter in learned.named_parameters()
        if parameter.grad is not None and bool((parameter.grad != 0).any())
    }


def prepared(patch_px: int = 16) -> tuple[SegEarth, Learned, Featuriser, Tensor]:
    torch.manual_seed(0)
    config = tiny_config(32, upsampler=JBU)
    if patch_px != 16:
        backbone = config.backbone.model_copy(
            update={"patch_px": patch_px, "input_px": 4 * patch_px, "native_px": 4 * patch_px}
        )
        config = config.model_copy(update={"backbone": backbone, "tile_px": 4 * patch_px})
    model = SegEarth(config)
    side = config.tile_px
    return model, Learned(model), Featuriser(model.backbone), torch.randn(2, 3, side, side)


def test_each_loss_teaches_its_own_parts_and_never_clip() -> None:
    model, learned, featuriser, x = prepared()
    features, move = featuriser(x), Jitter(20, 1.5, 9, 4, True)
    copy = learned.copy(featuriser, features, x, move, 30)
    assert not copy.wanted.requires_grad and not features.requires_grad
    copy.reconstruction.backward(retain_graph=True)
    assert parts_with_gradient(learned) == {"upsampler", "downsampler", "uncertainty"}
    learned.zero_grad()
    copy.image.backward()
    assert parts_with_gradient(learned) == {"upsampler", "head"}
    assert all(p.grad is None for p in model.backbone.parameters())
    torch.testing.assert_close(copy.wanted, featuriser(move(x)))


@pytest.mark.parametrize("form", ["jbu_one", "jbu_stack"])
def test_every_parameter_of_both_forms_is_taught(form: str) -> None:
    config = UpsamplerConfig.model_validate({"form": form, "radius": 2, "key_dim": 8})
    torch.manual_seed(0)
    model = SegEarth(tiny_config(32, upsampler=config))
    learned, featuriser = Learned(model).train(), Featuriser(model.backbone)
    x = torch.randn(2, 3, 64, 64)
    copy = learned.copy(featuriser, featuriser(x), x, Jitter(20, 1.2, 3, 8), 30)
    (copy.reconstruction + 0.1 * copy.image).backward()
    taught = {n for n, p in learned.named_parameters() if bool((p.grad != 0).any())}
    assert taught == {n for n, _ in learned.named_parameters()}


def test_patches_of_32_px_are_resized_to_the_image() -> None:
    model, learned, featuriser, x = prepared(32)
    features = featuriser(x)
    assert features.shape == (2, 32, 4, 4)
    learned.eval()
    with torch.no_grad():
        fine = learned.upsample(features, x)
        plain = learned.upsampler(features, x)
    assert plain.shape[2:] == (64, 64) and fine.shape[2:] == (128, 128)
    torch.testing.assert_close(
        fine, F.interpolate(plain, size=(128, 128), mode="bilinear", align_corners=False)
    )
    copy = learned.copy(featuriser, features, x, Jitter(), 30)
    assert copy.found.shape == copy.wanted.shape == (2, 32, 4, 4)
    assert model.config.backbone.patch_px == learned.downsampler.patch_px == 32


# ---------------------------------------------------------------- the step


@pytest.fixture
def run(tmp_path: Path) -> SimFeatUp:
    images = noise_pieces(tmp_path / "images")
    config = load(tmp_path, settings(tmp_path, images, jitters=3, clip_steps=1, rate=0.01))
    return SimFeatUp(config, find_pictures(config.data), False, ALONE)


def test_step_adds_up_the_moved_copies(run: SimFeatUp) -> None:
    """A backward pass a copy is one of the mean loss; what is drawn follows from the step."""
    image = torch.randint(0, 256, (2, 3, 64, 64), dtype=torch.uint8)
    run._gradients(image)
    found = [p.grad.clone() for p in run.learned.parameters()]  # type: ignore[union-attr]

    source = np.random.SeedSequence([run.config.seed, 0, 0])
    rng = np.random.default_rng(source)
    torch.manual_seed(int(source.generate_state(1)[0]))
    moves = [draw_jitter(rng, (64, 64), 20, 2.0) for _ in range(3)]
    x = run.prepare(image.float())
    features = run.featuriser(x)
    run.learned.zero_grad()
    copies = [run.learned.copy(run.featuriser, features, x, move, 30) for move in moves]
    torch.stack([(c.reconstruction + 0.1 * c.image) / 3 for c in copies]).sum().backward()
    for ours, parameter in zip(found, run.learned.parameters(), strict=True):
        torch.testing.assert_close(ours, parameter.grad, atol=1e-5, rtol=1e-3)
    assert len({m.zoom for m in moves}) > 1


def test_first_steps_are_clipped_and_all_are_taken_by_nadam(run: SimFeatUp) -> None:
    image = torch.randint(0, 256, (2, 3, 64, 64), dtype=torch.uint8)
    before = [p.detach().clone() for p in run.learned.parameters()]
    norms = []
    for _ in range(2):
        losses = run.learn(image)
        gradients = [p.grad for p in run.learned.parameters()]
        norms.append(float(torch.stack([g.square().sum() for g in gradients]).sum().sqrt()))  # type: ignore[union-attr]
        assert losses.gradient > 0.01
    assert norms[0] == pytest.approx(1e-4, rel=1e-2)
    assert norms[1] == pytest.approx(losses.gradient, rel=1e-3)
    assert type(run.optimiser) is torch.optim.NAdam
    assert all(g["lr"] == 0.01 and g["weight_decay"] == 0 for g in run.optimiser.param_groups)
    trained = sum(p.numel() for g in run.optimiser.param_groups for p in g["params"])
    assert trained == sum(p.numel() for p in run.learned.parameters())
    assert all(not torch.equal(a, b) for a, b in zip(before, run.learned.parameters(), strict=True))


def test_parts_of_a_batch_add_up_to_its_mean(run: SimFeatUp) -> None:
    """With dropout left out and one image twice, two parts have the gradients of the whole."""
    image = torch.randint(0, 256, (1, 3, 64, 64), dtype=torch.uint8).expand(2, -1, -1, -1)
    for module in run.learned.modules():
        if isinstance(module, nn.Dropout | nn.Dropout2d):
            module.p = 0.0
    whole = run._gradients(image)
    run.config = run.config.model_copy(update={"accumulate": 2})
    parts = run._gradients(image)
    # Directions and attention drops are drawn in another order, so the losses are near, not equal.
    assert parts[1] == pytest.approx(whole[1], rel=1e-4)
    assert parts[0] == pytest.approx(whole[0], rel=0.25)
