"""Which models exist."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backend.errors import CheckpointError, NeedsDownload, UnknownModel
from backend.models.segearth.presets import MODELS
from backend.registry import RESOURCES, Registry
from tests.backend import toy


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """A registry with one model that ships and one that does not."""
    table = {
        "format": 1,
        "models": [
            {"id": "builtin", "title": "Built-in", "kind": "toy", "file": "b.safetensors",
             "reason": "Install it again."},
            {"id": "big", "title": "Big", "kind": "aeroseg", "preset": "aeroseg",
             "reason": "Train it."},
        ],
    }  # fmt: skip
    (tmp_path / "models.json").write_text(json.dumps(table))
    toy.save_toy(tmp_path / "b.safetensors", vocabulary=("red", "blue"))
    return Registry(tmp_path)


def test_shipped_table_is_sound() -> None:
    infos = {info.id: info for info in Registry().models()}
    assert next(iter(infos)) == "builtin"
    paper = infos["aeroseg"]
    assert paper.state == "needs weights"
    assert "training/" in paper.reason
    assert (paper.tile_px, paper.margin_px) == (384, (384 - paper.stride_px) // 2)
    assert paper.vocabulary is None
    assert paper.needs


FAMILY = [
    "catseg-b16", "catseg-l14-336", "ovrs-b16", "ovrs-l14-336", "aeroseg-baseline",
    "aeroseg-config-a", "aeroseg-config-b", "aeroseg", "aeroseg-recon-rgb", "aeroseg-recon-clip",
    "aeroseg-guidance-tuned", "aeroseg-sam-b", "aeroseg-sam-h", "aeroseg-sam2-b-plus",
    "aeroseg-sam2.1-b-plus", "aeroseg-l14", "aeroseg-l14-336", "aeroseg-georsclip-l14",
    "aeroseg-skyclip-l14",
]  # fmt: skip


def test_every_row_of_the_papers_tables_is_listed() -> None:
    infos = Registry().models()
    assert [info.id for info in infos if info.kind == "aeroseg"] == ["builtin", *FAMILY]
    assert len({info.title for info in infos}) == len(infos)
    infos = [info for info in infos if info.id in FAMILY]
    for info in infos:
        assert info.state == "needs weights", info.id
        assert info.reason.endswith("on the options page."), info.id
        assert info.needs and info.credits and info.tile_px == 384, info.id
    reasons = {info.id: info.reason for info in infos}
    assert "model_base.pth" in reasons["catseg-b16"] and "convert" in reasons["catseg-b16"]
    assert "GeoRSCLIP ViT-L/14 and SAM ViT-L" in reasons["aeroseg-georsclip-l14"]
    with pytest.raises(NeedsDownload) as caught:
        Registry().resolve("aeroseg-sam2-b-plus")
    assert "SAM 2 Hiera-B+" in caught.value.hint


def test_public_clips_are_listed_with_what_they_need(tmp_path: Path) -> None:
    infos = {info.id: info for info in Registry(folder=tmp_path).models() if info.files}
    assert set(infos) == set(MODELS)
    paper = infos["segearth-vitb16"]
    assert (paper.state, paper.kind, paper.tile_px) == ("needs download", "segearth", 224)
    assert paper.vocabulary is None and paper.path is None
    assert paper.needs == ["open_clip_model.safetensors", "xclip_jbu_one_million_aid.ckpt"]
    assert paper.folder == str(tmp_path / "segearth-vitb16")
    for text in (
        "about 576 MB",
        "python -m backend download segearth-vitb16",
        paper.folder,
        "Offline",
    ):
        assert text in paper.reason
    assert all(file.sha256 for file in paper.files)
    asks = [info.id for info in infos.values() if any(not file.sha256 for file in info.files)]
    assert "segearth-laion-vitb16" in asks and "segearth-vitb16" not in asks
    for info in infos.values():
        assert info.licence and info.credits and info.reason.startswith("Its public weights")


def test_table_that_names_an_unknown_configuration_is_told(tmp_path: Path) -> None:
    entry = {"id": "x", "title": "X", "kind": "segearth", "preset": "nope"}
    (tmp_path / "models.json").write_text(json.dumps({"format": 1, "models": [entry]}))
    with pytest.raises(CheckpointError, match="nope"):
        Registry(tmp_path).models()


@pytest.mark.parametrize(
    "wrong",
    [{"sha256": "abc"}, {"name": "../up.ckpt"}, {"part": "text"}, {"size_bytes": -1}, {"more": 1}],
)
def test_table_with_an_unsound_file_is_told(tmp_path: Path, wrong: dict[str, object]) -> None:
    file = {"part": "clip", "name": "a.pt", "url": "https://x", "page": "https://x",
            "licence": "MIT", **wrong}  # fmt: skip
    entry = {"id": "x", "title": "X", "kind": "segearth", "files": [file]}
    (tmp_path / "models.json").write_text(json.dumps({"format": 1, "models": [entry]}))
    with pytest.raises(CheckpointError, match="list of models"):
        Registry(tmp_path).models()


def test_entry_of_the_table_takes_the_place_of_a_preset(tmp_path: Path) -> None:
    own = {"id": "aeroseg", "title": "Own", "kind": "aeroseg", "reason": "None."}
    table = {"format": 1, "models": [own], "presets": True}
    (tmp_path / "models.json").write_text(json.dumps(table))
    infos = Registry(tmp_path).models()
    assert [info.title for info in infos if info.id == "aeroseg"] == ["Own"]
    assert len(infos) == len(FAMILY)


def test_builtin_is_ready_or_says_why_not() -> None:
    builtin = Registry().models()[0]
    if (RESOURCES / "builtin.safetensors").exists():
        assert builtin.state == "ready", builtin.reason
    else:
        assert builtin.state == "needs weights"
        assert builtin.reason


def test_model_that_ships_is_ready(registry: Registry) -> None:
    info = registry.models()[0]
    assert (info.id, info.state, info.title) == ("builtin", "ready", "Built-in")
    assert info.vocabulary == ["red", "blue"]
    assert (info.tile_px, info.stride_px, info.margin_px) == (64, 48, 8)
    assert info.sha256 is not None and len(info.sha256) == 64
    assert info.size_bytes > 0


def test_model_without_weights_says_what_to_do(registry: Registry) -> None:
    info = registry.models()[1]
    assert (info.state, info.reason, info.tile_px) == ("needs weights", "Train it.", 384)
    with pytest.raises(NeedsDownload) as caught:
        registry.resolve("big")
    assert caught.value.hint == "Train it."


def test_damaged_file_that_ships_is_listed_as_broken(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "b.safetensors").write_bytes(b"nonsense that is longer than eight bytes")
    info = registry.models()[0]
    assert info.state == "broken"
    assert "no checkpoint" in info.reason


def test_users_files_are_listed_with_their_path_as_id(
    registry: Registry, toy_checkpoint: Path, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.safetensors")
    infos = registry.models([str(toy_checkpoint), gone, str(toy_checkpoint)])[2:]
    assert [(info.id, info.state) for info in infos] == [
        (str(toy_checkpoint), "ready"), (gone, "broken")
    ]  # fmt: skip
    assert infos[0].title == "Toy"
    assert "no file" in infos[1].reason


def test_path_is_resolved_without_being_listed(registry: Registry, toy_checkpoint: Path) -> None:
    assert registry.resolve(str(toy_checkpoint)).info.id == str(toy_checkpoint)


def test_unknown_id_lists_those_that_exist(registry: Registry) -> None:
    with pytest.raises(UnknownModel) as caught:
        registry.resolve("biulitn")
    assert '"builtin", "big"' in caught.value.hint


def test_missing_path_is_told_as_a_missing_file(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="There is no file"):
        registry.resolve(str(tmp_path / "gone.safetensors"))


def test_hash_follows_the_file(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "b.safetensors"
    first = registry.sha256(path)
    assert registry.sha256(path) == first
    toy.save_toy(path, gsd_m=3.0)
    assert registry.sha256(path) != first


@pytest.mark.parametrize("text", ["", "{", '{"format": 1, "models": [{"id": 1}]}'])
def test_damaged_table_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "models.json").write_text(text)
    with pytest.raises(CheckpointError, match="list of models"):
        Registry(tmp_path).models()
