"""Properties that hold for any weights (spec part I): order, count, chunks, rotations, cache.

The identities F1 to F6 have their own tests against the plain form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from backend import protocol as p
from backend.checkpoint import save_checkpoint
from backend.cli import run
from backend.engine import Engine
from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.correlation import rotate_back, rotated_views, unit
from backend.models.aeroseg.head import NOT_COMPUTED
from backend.models.aeroseg.published_inference import PublishedInference
from backend.models.base import ClassPrompt, Features
from backend.texts import TextCache
from tests.backend.conftest import draw, read, write_tif
from tests.backend.models.test_aeroseg import built, compact, paper_like, tile
from training.losses import apply_ignore_policy, partial_bce

PAD = 256
NAMES = ["building", "road", "tree", "water", "bare land", "solar panel", "grass"]


def with_padding(length: int, pooling: int = 1) -> AerOSegConfig:
    config = paper_like()
    update = {"pad_len": length, "pooling": pooling}
    return config.model_copy(update={"refinement": config.refinement.model_copy(update=update)})


def prompts(names: Sequence[str]) -> list[ClassPrompt]:
    return [ClassPrompt(name) for name in names]


def words(count: int, seed: int = 0) -> Tensor:
    """Unit text embeddings (T, 4, 32) as different as random vectors are."""
    generator = torch.Generator().manual_seed(seed)
    return unit(torch.randn(count, 4, 32, generator=generator), dim=-1)


def sharpened(model: AerOSeg) -> AerOSeg:
    """The last layer turned up, so that random weights give scores that differ."""
    with torch.no_grad():
        model.head.decoder.classifier.weight.mul_(40)
    return model


@pytest.fixture(scope="module")
def model() -> AerOSeg:
    """The paper's structure at a toy size, with the paper's padding."""
    return sharpened(built(with_padding(PAD)))


@pytest.fixture(scope="module")
def checkpoint(model: AerOSeg, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(model, tmp_path_factory.mktemp("properties") / "small.safetensors")


def saved(model: AerOSeg, path: Path) -> Path:
    save_checkpoint(path, model, title="Small", training={}, classes=[], licence="CC0", credits=[])
    return path


BOTH = pytest.mark.parametrize("config", [with_padding(PAD), compact()], ids=["clip", "compact"])

# ---------------------------------------------------------------- classes: order and number


def by_map(model: AerOSeg, names: Sequence[str]) -> Tensor:
    """Scores (T, s, s) of the map path, on the decoder's own grid."""
    classes = prompts(names)
    maps = model.decode(model.encode(tile()), model.embed(classes))
    return model.finish(maps[0], classes).classes


def by_paper(model: AerOSeg, names: Sequence[str]) -> Tensor:
    """Scores (T, 640, 640) of the published path."""
    return PublishedInference(model).maps(tile(side=128)[0], model.embed(prompts(names)))


PATHS = pytest.mark.parametrize("path", [by_map, by_paper])
Path_ = Callable[[AerOSeg, Sequence[str]], Tensor]


@PATHS
def test_order_of_the_names_permutes_the_scores(model: AerOSeg, path: Path_) -> None:
    plain = path(model, NAMES)
    assert (plain.amax(dim=0) - plain.amin(dim=0)).max() > 0.05  # the classes do differ
    for order in ([6, 5, 4, 3, 2, 1, 0], [2, 0, 5, 1, 6, 4, 3]):
        mixed = path(model, [NAMES[i] for i in order])
        assert torch.allclose(mixed, plain[order], atol=1e-5)


@PATHS
def test_a_name_given_twice_scores_twice_the_same(model: AerOSeg, path: Path_) -> None:
    scores = path(model, ["road", "tree", "road", "water"])
    assert torch.allclose(scores[0], scores[2], atol=1e-6)
    assert not torch.allclose(scores[0], scores[1], atol=1e-3)


def test_order_of_the_names_permutes_the_class_raster(checkpoint: Path, tmp_path: Path) -> None:
    """The whole engine: file in, codes out."""
    image = write_tif(tmp_path / "scene.tif", draw(140, 100))
    order = [4, 2, 6, 0, 3, 1, 5]
    engine = Engine(device="cpu")
    codes = []
    for number, names in enumerate((NAMES, [NAMES[i] for i in order])):
        result = engine.segment(
            p.SegmentParams(
                image=p.ImageSpec(path=str(image)), classes=names, model=str(checkpoint),
                out_dir=str(tmp_path / str(number)),
            )
        )  # fmt: skip
        codes.append(read(result.paths.scores).astype(int))
    difference = np.abs(codes[0][order] - codes[1])
    assert codes[0].std() > 1
    assert difference.max() <= 1  # a score between two codes may be rounded either way
    assert (difference > 0).mean() < 1e-3


@BOTH
def test_classes_in_chunks_score_the_same(config: AerOSegConfig) -> None:
    model = built(config)
    features, text = model.encode(tile()), model.embed(prompts(NAMES))
    model.config = config.model_copy(update={"inference_chunk": 64})
    whole = model.decode(features, text)
    for chunk in (1, 3, len(NAMES)):
        model.config = config.model_copy(update={"inference_chunk": chunk})
        assert torch.allclose(model.decode(features, text), whole, atol=1e-5)


@pytest.fixture(scope="module")
def pair(model: AerOSeg) -> tuple[Tensor, dict[str, Tensor]]:
    """Unit features and guides of two images."""
    with torch.no_grad():
        images = torch.cat([tile(side=96), 255 - tile(side=96)]).float()
        dense, guides, _, _ = model.encode_image(images)
    return dense, guides


def logits_of(
    model: AerOSeg, pair: tuple[Tensor, dict[str, Tensor]], text: Tensor
) -> tuple[Tensor, Tensor]:
    """Logits (2, T, 24, 24), and the correlation they come from."""
    dense, guides = pair
    with torch.no_grad():
        corr = model.correlation(dense, text, model.config.angles)
        return model.head(corr, text[None], guides, pooling=1, chunk=64)[0], corr


@pytest.mark.parametrize("count", [1, 2, 17, 255, 256, 257, 1000])
def test_one_checkpoint_takes_any_number_of_classes(
    model: AerOSeg, pair: tuple[Tensor, dict[str, Tensor]], count: int
) -> None:
    """Above the padding length exactly that many are computed, and the others are as dropped."""
    text = words(count)
    logits, corr = logits_of(model, pair, text)
    assert logits.shape == (2, count, 24, 24)
    assert torch.isfinite(logits).all()
    computed = (logits > NOT_COMPUTED).flatten(2).any(dim=2)  # (2, T)
    assert computed.sum(dim=1).tolist() == [min(count, PAD)] * 2
    if count <= PAD:
        return
    assert (logits[~computed] == NOT_COMPUTED).all()
    dense, guides = pair
    for image in range(2):
        best = corr[image].flatten(1).amax(dim=1).topk(PAD).indices.sort().values
        assert torch.equal(best, computed[image].nonzero()[:, 0])
        one = (dense[image : image + 1], {k: v[image : image + 1] for k, v in guides.items()})
        alone, _ = logits_of(model, one, text[best])
        assert torch.allclose(alone[0], logits[image, best], atol=2e-4)


# ---------------------------------------------------------------- rotations


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_image_turns_the_correlation_and_shifts_its_angles(
    model: AerOSeg, turns: int
) -> None:
    image, text, count = tile().float(), words(3), len(model.config.prompts)
    with torch.no_grad():
        plain = model.correlation(model.encode_image(image)[0], text, model.config.angles)
        turned = torch.rot90(image, turns, dims=(2, 3))
        after = model.correlation(model.encode_image(turned)[0], text, model.config.angles)
    expected = torch.rot90(plain, turns, dims=(3, 4)).roll(-turns * count, dims=2)
    assert torch.allclose(after, expected, atol=1e-5)
    assert not torch.allclose(after, torch.rot90(plain, turns, dims=(3, 4)), atol=1e-3)


def position_map(table: Tensor) -> Tensor:
    """The patch rows (D, g, g) of a position table (g*g + 1, D)."""
    side = round((len(table) - 1) ** 0.5)
    return table[1:].T.unflatten(1, (side, side))


def set_tables(model: AerOSeg, kernel: Tensor, positions: Tensor) -> None:
    visual = model.backbone.vl.visual
    with torch.no_grad():
        visual.conv1.weight.copy_(kernel)
        visual.positional_embedding[1:].copy_(positions.flatten(1).T)


def test_symmetric_kernels_and_positions_make_all_angles_equal() -> None:
    model = built(paper_like())
    visual = model.backbone.vl.visual
    kernel, positions = visual.conv1.weight.detach(), position_map(visual.positional_embedding)

    def views() -> Tensor:
        with torch.no_grad():
            return model.encode_image(tile().float())[0]  # (1, A, C, h, w)

    assert not torch.allclose(views()[:, 1], views()[:, 0], atol=1e-2)
    set_tables(
        model,
        torch.stack([torch.rot90(kernel, k, dims=(2, 3)) for k in range(4)]).mean(dim=0),
        torch.stack([torch.rot90(positions.detach(), k, dims=(1, 2)) for k in range(4)]).mean(0),
    )
    dense = views()
    for angle in range(1, 4):
        assert torch.allclose(dense[:, angle], dense[:, 0], atol=1e-5)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turning_the_image_equals_turning_kernels_and_positions_back(turns: int) -> None:
    """Spec F9(b)."""
    model = built(paper_like())
    visual, image = model.backbone.vl.visual, model.backbone.prepare(tile().float())
    with torch.no_grad():
        angles = (90 * turns,)
        back = rotate_back(model.backbone(rotated_views(image, angles)).dense, angles)[:, 0]
        set_tables(
            model,
            torch.rot90(visual.conv1.weight.clone(), -turns, dims=(2, 3)),
            torch.rot90(position_map(visual.positional_embedding).clone(), -turns, dims=(1, 2)),
        )
        upright = model.backbone(image).dense
    assert torch.allclose(upright, back, atol=2e-5)


# ---------------------------------------------------------------- encode and decode


@BOTH
def test_encode_then_decode_equals_one_forward_pass(config: AerOSegConfig) -> None:
    unpooled = config.refinement.model_copy(update={"pooling": 1})
    config = config.model_copy(update={"refinement": unpooled, "backprojection": None})
    model = sharpened(built(config))
    text = model.embed(prompts(NAMES))
    with torch.no_grad():
        once = model(tile(2).float(), text).logits.sigmoid()
        dense, guides, _, _ = model.encode_image(tile(2).float())
    parted = model.decode(Features({"dense": dense, **guides}), text)
    assert torch.allclose(parted, once, atol=1e-5)
    # Kept features are rounded to half precision: the same answer, coarser.
    assert torch.allclose(model.decode(model.encode(tile(2)), text), once, atol=2e-2)


# ---------------------------------------------------------------- text


@BOTH
def test_text_cut_at_its_end_equals_the_whole_context(config: AerOSegConfig) -> None:
    """Spec F7, against the towers of open_clip themselves, which run the whole context."""
    model = built(config)
    tower = model.backbone.text if hasattr(model.backbone, "text") else model.backbone.vl
    tokens = model.backbone.tokenize(["a road", "an aerial image of a large swimming pool", "x"])
    with torch.no_grad():
        cut = model.backbone.encode_text(tokens)
        whole = tower(tokens) if hasattr(model.backbone, "text") else tower.encode_text(tokens)
    assert int(tokens.argmax(dim=1).max()) + 1 < tokens.shape[1]
    assert torch.allclose(cut, whole, atol=2e-6)


def test_text_cache_never_mixes_models_names_or_wordings() -> None:
    first, second = built(paper_like()), built(paper_like())
    with torch.no_grad():
        for parameter in second.parameters():
            parameter.mul_(1.5)
    cache = TextCache()
    asked = [
        ("one", first, prompts(["road", "tree"])), ("two", second, prompts(["tree", "road"])),
        ("one", first, prompts(["tree"])), ("one", first, [ClassPrompt("tree", ("forest",))]),
        ("two", second, prompts(["road"])), ("one", first, prompts(["water", "road"])),
    ]  # fmt: skip
    for weights, model, classes in asked:
        assert torch.allclose(cache.embed(model, weights, classes), model.embed(classes), atol=1e-6)


def test_templates_are_part_of_the_key_of_cached_text(model: AerOSeg, tmp_path: Path) -> None:
    """Two checkpoints that differ in their prompts only, asked one after the other."""
    other = AerOSeg(model.config.model_copy(update={"prompts": ("{} now", "a {}", "{}", "my {}")}))
    other.load_state_dict(model.state_dict())
    files = [saved(model, tmp_path / "a.safetensors"), saved(other, tmp_path / "b.safetensors")]
    image = write_tif(tmp_path / "scene.tif", draw(96, 64))

    def codes(engine: Engine, file: Path, folder: str) -> np.ndarray:
        result = engine.segment(
            p.SegmentParams(
                image=p.ImageSpec(path=str(image)), classes=NAMES[:3], model=str(file),
                out_dir=str(tmp_path / folder),
            )
        )  # fmt: skip
        return read(result.paths.scores)

    engine = Engine(device="cpu")
    shared = [codes(engine, file, f"shared{i}") for i, file in enumerate(files)]
    assert not np.array_equal(shared[0], shared[1])
    assert np.array_equal(shared[1], codes(Engine(device="cpu"), files[1], "alone"))


# ---------------------------------------------------------------- training


def test_loss_where_nothing_is_labelled() -> None:
    """Policy negatives: the mean softplus of the logits; policy mask: nothing (spec A11)."""
    logits = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    target = torch.full((2, 3, 8, 8), 255, dtype=torch.uint8)
    negatives = partial_bce(logits, apply_ignore_policy(target, "negatives"))
    assert torch.allclose(negatives, F.softplus(logits).mean(), atol=1e-6)
    assert partial_bce(logits, apply_ignore_policy(target, "mask")) == 0


def test_a_training_step_leaves_a_frozen_guidance_encoder_bit_equal() -> None:
    model = built(paper_like()).train()
    assert model.guidance is not None
    before = {name: value.clone() for name, value in model.state_dict().items()}
    optimiser = torch.optim.AdamW(
        [q for q in model.parameters() if q.requires_grad], lr=1e-2, weight_decay=0.1
    )
    text = model.encode_phrases(["building", "road", "tree"])
    out = model(tile(2).float(), text)
    assert out.backprojection is not None
    (out.logits.square().mean() + out.backprojection).backward()
    optimiser.step()
    changed = {n for n, value in model.state_dict().items() if not torch.equal(value, before[n])}
    assert not {name for name in changed if name.startswith("guidance.")}
    assert all(any(n.startswith(part) for n in changed) for part in ("head.", "backbone."))


# ---------------------------------------------------------------- bad input


def refused(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and message of a command line, which must leave the folder as it was."""
    before = {path.name for path in folder.iterdir()}
    code = run(words)
    assert {path.name for path in folder.iterdir()} == before
    return code, capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("inference", ["map", "published"])
@pytest.mark.parametrize(
    ("side", "classes", "words"),
    [
        (60, "", ["There is nothing to look for"]),
        (60, "# only a comment", ["There is nothing to look for"]),
        (60, "background", ['"background"']),
        (12, "road", ['"scene.tif" is too small', "12 x 12", '"Small"', "16 x 16"]),
    ],
    ids=["no class", "comment", "background", "less than a patch"],
)
def test_what_cannot_be_segmented_is_named(
    checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], inference: str,
    side: int, classes: str, words: list[str],
) -> None:  # fmt: skip
    image = write_tif(tmp_path / "scene.tif", draw(side, side))
    code, message = refused(
        ["segment", str(image), str(tmp_path / "out.tif"), "--classes", classes, "--gsd", "1",
         "--model", str(checkpoint), "--device", "cpu", "--inference", inference],
        tmp_path, capsys,
    )  # fmt: skip
    assert code == 3
    assert all(word in message for word in words), message


def test_an_image_of_one_patch_is_enough(checkpoint: Path, tmp_path: Path) -> None:
    image = write_tif(tmp_path / "scene.tif", draw(16, 16))
    words = ["segment", str(image), str(tmp_path / "out.tif"), "--classes", "road", "--gsd", "1"]
    assert run([*words, "--model", str(checkpoint), "--device", "cpu"]) == 0
