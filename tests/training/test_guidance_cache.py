"""Kept guidance features are those that would be computed, and nothing stale is ever found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from backend.errors import DiskFull, InputError
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.presets import preset
from tests.backend.models.small import CLASSES, shrunk
from tests.training.small import losses, paper, paper_file, same, state
from training import guidance_cache
from training.__main__ import main
from training.guidance_cache import GuidanceCache, fingerprint
from training.train import precompute, train


def small_model(seed: int = 0, name: str = "aeroseg") -> AerOSeg:
    torch.manual_seed(seed)
    return AerOSeg(shrunk(preset(name)).with_classes(CLASSES))


def picture(seed: int = 1) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, 256, (3, 96, 96), generator=generator).to(torch.uint8)


@pytest.mark.parametrize("name", ["aeroseg", "aeroseg-sam2-b-plus"])
def test_kept_taps_equal_computed_ones(tmp_path: Path, name: str) -> None:
    model = small_model(name=name)
    cache = GuidanceCache(tmp_path, model, "float32")
    image = torch.stack([picture(), picture(2)])
    assert model.guidance is not None
    with torch.no_grad():
        wanted = model.guidance.taps(image.float(), model.config.tap_sides, model.config.angles)
    for _ in range(2):
        for ours, theirs in zip(cache.taps(image), wanted, strict=True):
            assert torch.allclose(ours, theirs, atol=1e-5)
    assert (cache.made, cache.found) == (2, 2)
    bytes_on_disk = sum(f.stat().st_size for f in tmp_path.rglob("*.safetensors"))
    assert 2 * cache.bytes_each(96) < bytes_on_disk < 2 * cache.bytes_each(96) + 2000
    half = GuidanceCache(tmp_path, model, "float16")
    for ours, theirs in zip(half.taps(image), wanted, strict=True):
        assert torch.equal(ours, theirs.half().float())
    assert half.made == 2, "another precision is another folder"


def test_other_pixels_weights_or_settings_are_other_features(tmp_path: Path) -> None:
    model = small_model()
    cache = GuidanceCache(tmp_path, model, "float32")
    cache.taps(picture()[None])
    assert cache.has(picture())
    changed = picture()
    changed[0, 0, 0] ^= 1
    assert not cache.has(changed)
    assert not cache.has(picture().flip(-1))
    assert not GuidanceCache(tmp_path, small_model(seed=5), "float32").has(picture())
    first = fingerprint(model, "float32")
    assert first == fingerprint(small_model(), "float32")
    assert first != fingerprint(model, "float16")
    normed = model.config.model_copy(
        update={"guidance": model.config.guidance.model_copy(update={"tap_norm": "layer"})}
    )
    other = AerOSeg(normed)
    other.load_state_dict(model.state_dict())
    assert first != fingerprint(other, "float32")


def test_a_cut_off_file_is_made_anew(tmp_path: Path) -> None:
    cache = GuidanceCache(tmp_path, small_model(), "float32")
    wanted = cache.taps(picture()[None])
    file = next(tmp_path.rglob("*.safetensors"))
    file.write_bytes(file.read_bytes()[:100])
    assert all(torch.equal(a, b) for a, b in zip(cache.taps(picture()[None]), wanted, strict=True))
    assert cache.made == 2


def test_training_with_kept_features_is_training_without(tmp_path: Path, drawn_index: Path) -> None:
    settings = ("data.jitter=clip", "steps=4", "save_every=4")
    kept = ("guidance_precision=float32", f"guidance_cache={tmp_path / 'kept'}")
    train(paper(tmp_path, drawn_index, "plain", *settings))
    config = paper(tmp_path, drawn_index, "cached", *settings, *kept)
    assert precompute(config) == 6, "three images and their mirror images"
    before = {f: f.stat().st_mtime_ns for f in (tmp_path / "kept").rglob("*.safetensors")}
    train(config)
    after = {f: f.stat().st_mtime_ns for f in (tmp_path / "kept").rglob("*.safetensors")}
    assert before == after, "nothing was computed again"
    one, two = losses(tmp_path / "plain"), losses(tmp_path / "cached")
    for a, b in zip(one, two, strict=True):
        assert a == pytest.approx(b, rel=1e-4)
    jittered = paper(tmp_path, drawn_index, "jittered", "steps=4", "save_every=4")
    train(jittered)
    assert losses(tmp_path / "jittered")[0][2] != pytest.approx(one[0][2], rel=1e-4), (
        "with jitter for both encoders SAM sees other pixels"
    )
    assert not same(state(tmp_path / "jittered")["model"], state(tmp_path / "plain")["model"])


def test_what_cannot_be_kept_is_refused(
    tmp_path: Path, drawn_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = ("data.jitter=none", f"guidance_cache={tmp_path / 'kept'}")
    config = paper(tmp_path, drawn_index, "run", *settings)
    monkeypatch.setattr(
        guidance_cache.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 10})
    )
    with pytest.raises(DiskFull, match="features of 6 pictures"):
        precompute(config)
    monkeypatch.undo()
    with pytest.raises(InputError, match="guidance_cache"):
        precompute(paper(tmp_path, drawn_index, "run"))
    from PIL import Image

    for number in range(3):
        for name in (f"{number}.png", f"{number}_label.png"):
            Image.open(tmp_path / name).crop((0, 0, 160, 120)).save(tmp_path / name)
    with pytest.raises(InputError, match=r"\d\.png.*not square"):
        train(config)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = GuidanceCache(tmp_path, small_model(), "float32")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(guidance_cache, "save_file", no_space)
    with pytest.raises(DiskFull, match="No space left"):
        cache.taps(picture()[None])


def test_throughput_times_both_kinds_of_steps(
    tmp_path: Path, drawn_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(paper_file(tmp_path, drawn_index, "run"))
    assert main(["throughput", "--config", file, "--steps", "1", "--warmup", "0", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["batch"], report["side_px"], report["classes"]) == (4, 96, 2)
    assert 0 < report["trained"] < report["parameters"]
    for kind in ("computed", "precomputed"):
        figures = report[kind]
        assert figures["iterations_a_second"] == pytest.approx(1 / figures["seconds_a_step"], 0.05)
    assert report["bytes_a_picture"] == 3 * 48 * 36 * 2  # three taps, 6 x 6, half precision
    assert main(["throughput", "--config", file, "--steps", "0"]) == 2
