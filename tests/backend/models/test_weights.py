"""Public weights of encoders: every name of a file is accounted for, and code is never run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from backend.errors import (
    AppError,
    CheckpointError,
    FormatRefused,
    ShapeMismatch,
    UnsupportedArchitecture,
)
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.clip import ClipBackbone, check_activations
from backend.models.aeroseg.presets import preset
from backend.models.aeroseg.weights import load_backbone, load_guidance, read_state
from tests.backend.models.small import shrunk

State = dict[str, Tensor]


def model_of(name: str, seed: int = 0) -> AerOSeg:
    torch.manual_seed(seed)
    return AerOSeg(shrunk(preset(name)))


def clip_of(model: AerOSeg) -> nn.Module:
    assert isinstance(model.backbone, ClipBackbone)
    return model.backbone.vl


def guidance_of(model: AerOSeg) -> nn.Module:
    assert model.guidance is not None
    return model.guidance


def randomised(module: nn.Module) -> State:
    """Other weights of the same shapes."""
    generator = torch.Generator().manual_seed(5)
    return {k: torch.randn(v.shape, generator=generator) for k, v in module.state_dict().items()}


def same(module: nn.Module, state: State) -> bool:
    return all(torch.equal(v, state[k]) for k, v in module.state_dict().items())


# ---------------------------------------------------------------- files that are taken


def plain(state: State) -> Any:
    return state


def of_openai(state: State) -> Any:
    return {**state, "input_resolution": torch.tensor(224), "context_length": torch.tensor(77),
            "vocab_size": torch.tensor(49408)}  # fmt: skip


def of_open_clip(state: State) -> Any:
    return {"epoch": 3, "name": "run", "state_dict": {f"module.{k}": v for k, v in state.items()}}


@pytest.mark.parametrize("form", [plain, of_openai, of_open_clip])
@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_clip_is_filled(tmp_path: Path, form: Any, suffix: str) -> None:
    model = model_of("aeroseg")
    state = randomised(clip_of(model))
    path, content = tmp_path / f"clip{suffix}", form(state)
    if suffix == ".pt":
        torch.save(content, path)
    else:
        save_file(content.get("state_dict", content), path)
    loaded = load_backbone(model, path)
    assert same(clip_of(model), state)
    assert len(loaded.used) == len(state)
    extra = {"epoch", "name"} if form is of_open_clip and suffix == ".pt" else set()
    if form is of_openai:
        extra = {"input_resolution", "context_length", "vocab_size"}
    assert set(loaded.left_out) == extra


def test_half_precision_is_widened(tmp_path: Path) -> None:
    model = model_of("aeroseg")
    state = {k: v.half() for k, v in randomised(clip_of(model)).items()}
    save_file(state, tmp_path / "clip.safetensors")
    load_backbone(model, tmp_path / "clip.safetensors")
    assert same(clip_of(model), {k: v.float() for k, v in state.items()})
    assert {v.dtype for v in clip_of(model).state_dict().values()} == {torch.float32}


def test_sam_is_filled_and_its_other_parts_are_left_out(tmp_path: Path) -> None:
    model = model_of("aeroseg")
    state = randomised(guidance_of(model))
    assert all(name.startswith("image_encoder.") for name in state)
    others = {"mask_decoder.iou_token.weight": torch.ones(2), "pixel_mean": torch.ones(3),
              "prompt_encoder.not_a_point_embed.weight": torch.ones(2)}  # fmt: skip
    torch.save({**state, **others}, tmp_path / "sam.pth")
    loaded = load_guidance(model, tmp_path / "sam.pth")
    assert same(guidance_of(model), state)
    assert set(loaded.left_out) == set(others)
    assert not any(p.requires_grad for p in guidance_of(model).parameters()), "still frozen"


@pytest.mark.parametrize("name", ["aeroseg-sam2-b-plus", "aeroseg-sam2.1-b-plus"])
def test_sam2_is_filled_under_its_published_names(tmp_path: Path, name: str) -> None:
    model = model_of(name)
    state = randomised(guidance_of(model))
    published = {
        k.replace(".mlp.fc1.", ".mlp.layers.0.").replace(".mlp.fc2.", ".mlp.layers.1."): v
        for k, v in state.items()
    }
    assert "image_encoder.trunk.blocks.1.mlp.layers.0.weight" in published
    assert "image_encoder.neck.convs.3.conv.bias" in published
    others = {k: torch.ones(1) for k in ("maskmem_tpos_enc", "sam_mask_decoder.conv_s0.bias",
              "memory_attention.norm.bias", "no_obj_embed_spatial")}  # fmt: skip
    torch.save({"model": {**published, **others}}, tmp_path / "sam2.pt")
    loaded = load_guidance(model, tmp_path / "sam2.pt")
    assert same(guidance_of(model), state)
    assert set(loaded.left_out) == set(others)


# ---------------------------------------------------------------- files that are refused


def missing_two(state: State) -> Any:
    return {k: v for k, v in state.items() if k not in ("visual.proj", "ln_final.bias")}


def unknown(state: State) -> Any:
    return {**state, "visual.attn_pool.query": torch.ones(1)}


def other_shape(state: State) -> Any:
    return {**state, "visual.positional_embedding": torch.zeros(50, 64)}


def whole_numbers(state: State) -> Any:
    return {**state, "logit_scale": torch.tensor(3)}


def not_a_number(state: State) -> Any:
    return {**state, "text_projection": state["text_projection"] / 0}


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (missing_two, ShapeMismatch, ["2 missing", '"visual.proj"', '"ln_final.bias"']),
        (unknown, ShapeMismatch, ["1 unknown", '"visual.attn_pool.query"']),
        (other_shape, ShapeMismatch, ["visual.positional_embedding", "[50, 64]", "[17, 64]"]),
        (whole_numbers, ShapeMismatch, ["logit_scale", "int64"]),
        (not_a_number, ShapeMismatch, ["text_projection", "not numbers"]),
        (lambda s: {**s, "optimizer": {"lr": 1.0}}, FormatRefused, ["optimizer", "no tensor"]),
        (lambda s: {}, FormatRefused, ["empty"]),
        (lambda s: list(s.values()), FormatRefused, ["no list of weights"]),
    ],
)
def test_refused_file_is_explained_and_changes_nothing(
    tmp_path: Path, spoil: Any, error: type[AppError], words: list[str]
) -> None:
    model = model_of("aeroseg")
    torch.save(spoil(randomised(clip_of(model))), tmp_path / "clip.pt")
    before = {k: v.clone() for k, v in clip_of(model).state_dict().items()}
    with pytest.raises(error) as caught:
        load_backbone(model, tmp_path / "clip.pt")
    for word in ["clip.pt", *words]:
        assert word in caught.value.message
    assert caught.value.hint
    assert same(clip_of(model), before)


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return (os.mkdir, (str(self.path),))


def test_code_is_never_run(tmp_path: Path) -> None:
    torch.save({"state_dict": {"a": Trap(tmp_path / "ran")}}, tmp_path / "bad.pth")
    with pytest.raises(FormatRefused, match="holds code, which is never run"):
        read_state(tmp_path / "bad.pth")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["x.pth", "x.safetensors"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with pytest.raises(CheckpointError, match="cannot be read"):
        read_state(path)
    path.write_bytes(b"nothing of the kind, but long enough to be looked at")
    with pytest.raises(FormatRefused, match=name):
        read_state(path)


def test_model_without_such_an_encoder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedArchitecture, match="no guidance encoder"):
        load_guidance(model_of("ovrs-b16"), tmp_path / "sam.pth")


def test_sam_weights_do_not_go_into_sam2(tmp_path: Path) -> None:
    torch.save(randomised(guidance_of(model_of("aeroseg"))), tmp_path / "sam.pth")
    with pytest.raises(ShapeMismatch, match=r"missing.*unknown.*image_encoder.pos_embed"):
        load_guidance(model_of("aeroseg-sam2-b-plus"), tmp_path / "sam.pth")


# ---------------------------------------------------------------- activation


def test_activation_is_the_configured_one_in_every_block() -> None:
    model = model_of("aeroseg-skyclip-l14")
    towers = clip_of(model)
    check_activations(towers, True)
    kinds = {type(m).__name__ for n, m in towers.named_modules() if n.endswith(".mlp.gelu")}
    assert kinds == {"QuickGELU"}
    config = model.config.backbone.model_copy(update={"quick_gelu": False})
    check_activations(ClipBackbone(config).vl, False)  # type: ignore[arg-type]


def test_one_wrong_activation_is_named(tmp_path: Path) -> None:
    model = model_of("aeroseg")
    blocks: Any = clip_of(model).get_submodule("transformer.resblocks")
    blocks[1].mlp.gelu = nn.GELU()
    torch.save(randomised(clip_of(model)), tmp_path / "clip.pt")
    with pytest.raises(UnsupportedArchitecture, match=r"QuickGELU.*transformer.resblocks.1.mlp"):
        load_backbone(model, tmp_path / "clip.pt")
    with pytest.raises(UnsupportedArchitecture, match="no block was found"):
        check_activations(nn.Linear(1, 1), True)
