"""Published files become checkpoints, bit by bit, or are refused by name; nothing in them runs."""

from __future__ import annotations

import json
import os
import pickle
import random
import resource
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rasterio
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from backend.checkpoint import build_outline, file_sha256, load_model, read_header
from backend.cli import run
from backend.convert import convert
from backend.errors import (
    AppError,
    BadRequest,
    DiskFull,
    FormatRefused,
    ShapeMismatch,
    UnsupportedArchitecture,
)
from backend.foreign import read_foreign
from backend.models.aeroseg.correlation import unit
from backend.models.aeroseg.presets import preset
from backend.models.aeroseg.published import clean_state, published_state
from backend.models.aeroseg.published_config import PUBLISHED_PRESETS, infer_config
from tests.backend import published
from tests.backend.conftest import draw, write_tif
from tests.backend.published import BASE, CLIP, HEAD, LARGE, TINY

OVRS = {"channels": 4, "attention": True}
CONV = HEAD + "conv1.weight"

State = dict[str, Tensor]


@pytest.fixture(scope="module")
def tiny() -> State:
    """A CAT-Seg of 1.5 MB with random weights."""
    return published.state(TINY)


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Writes an object as a PyTorch file."""

    def _save(content: object, name: str = "model.pth", **options: Any) -> Path:
        torch.save(content, tmp_path / name, **options)
        return tmp_path / name

    return _save


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.safetensors"


def same(ours: State, theirs: State) -> bool:
    """Equal names and equal bits."""
    return ours.keys() == theirs.keys() and all(torch.equal(ours[k], theirs[k]) for k in ours)


def back(path: Path) -> State:
    """Tensors of a checkpoint under the published names."""
    return published_state(load_file(path))


# ---------------------------------------------------------------- shapes to configuration

KNOWN = [
    ("catseg-b16", BASE), ("catseg-l14-336", LARGE),
    ("ovrs-b16", replace(BASE, **OVRS)), ("ovrs-l14-336", replace(LARGE, **OVRS)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sizes"), KNOWN, ids=[name for name, _ in KNOWN])
@pytest.mark.parametrize("masks", [True, False], ids=["masks", "no-masks"])
def test_published_sizes_give_exactly_the_preset(
    name: str, sizes: published.Sizes, masks: bool
) -> None:
    found = infer_config(published.shapes(replace(sizes, masks=masks)))
    assert found.preset == name
    assert found.config == preset(name)
    assert found.family == ("OVRS" if "ovrs" in name else "CAT-Seg")
    assert any("attention mask" in said for said in found.assumed) != masks


@pytest.mark.parametrize(("name", "sizes"), KNOWN, ids=[name for name, _ in KNOWN])
def test_names_and_shapes_of_a_preset_are_those_of_the_specification(
    name: str, sizes: published.Sizes
) -> None:
    outline = published_state(build_outline(preset(name)).state_dict())
    assert {key: tuple(t.shape) for key, t in outline.items()} == published.shapes(sizes)


@pytest.mark.parametrize("name", PUBLISHED_PRESETS)
def test_configuration_of_a_preset_is_read_back_from_its_shapes(name: str) -> None:
    outline = published_state(build_outline(preset(name)).state_dict())
    shapes = {key: tuple(t.shape) for key, t in outline.items()}
    assert infer_config(shapes, wanted=name).config == preset(name)


CHANGES: list[dict[str, Any]] = [
    {"patch": 8}, {"grid": 7}, {"width": 128, "layers": 6}, {"layers": 2}, {"embed": 40},
    {"text": 128, "text_layers": 3}, {"vocab": 100, "context": 20}, OVRS, {"channels": 4},
    {"attention": True}, {"hidden": 64}, {"appearance": 12}, {"text_guidance": 4}, {"blocks": 3},
    {"padded": False}, {"decoder": (16, 16)}, {"guidance": (4, 8)}, {"upsampled": (6, 5)},
    {"fused": True},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "-".join(change))
def test_each_size_is_read_off_the_shapes(change: dict[str, Any]) -> None:
    sizes = replace(TINY, **change)
    config = infer_config(published.shapes(sizes)).config
    outline = published_state(build_outline(config).state_dict(), split=not sizes.fused)
    assert {key: tuple(t.shape) for key, t in outline.items()} == published.shapes(sizes)


def test_grid_and_windows_are_read_off_the_masks() -> None:
    shapes = published.shapes(replace(TINY, masks=True))
    for name in [name for name in shapes if name.endswith("attn_mask")]:
        shapes[name] = (9, 64, 64)
    config = infer_config(shapes).config
    assert (config.grid, config.refinement.window) == (24, 8)
    assert config.backbone.input_px == 384  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("layers", "taps"), [(2, (0, 0)), (3, (0, 1)), (9, (2, 5)), (12, (3, 7)), (24, (7, 15))]
)
def test_guiding_blocks_follow_the_rule(layers: int, taps: tuple[int, int]) -> None:
    config = infer_config(published.shapes(replace(TINY, layers=layers))).config
    assert config.backbone.taps == taps  # type: ignore[union-attr]


def test_what_shapes_cannot_tell_is_said(tiny: State, save: Callable[..., Path], out: Path) -> None:
    done = convert(save(published.state(replace(TINY, **OVRS))), out)
    text = "\n".join(done.assumed)
    for part in ("in the scene", "QuickGELU", "4 heads", "blocks 0 and 1", "padded to 256",
                 "0, 90, 180, 270", "no attention mask", '"ovrs-b16"'):  # fmt: skip
        assert part in text


def test_preset_must_agree_and_the_first_difference_is_named() -> None:
    shapes = published.shapes(BASE)
    assert infer_config(shapes, "catseg-b16").preset == "catseg-b16"
    with pytest.raises(ShapeMismatch, match=r'"backbone.patch_px" is 16, the configuration has 14'):
        infer_config(shapes, "catseg-l14-336")
    with pytest.raises(ShapeMismatch, match=r'"angles" is \(0,\), .* \(1 more fields differ\)'):
        infer_config(shapes, "ovrs-b16")
    with pytest.raises(BadRequest, match="no configuration of a published checkpoint"):
        infer_config(shapes, "aeroseg")


def test_baseline_shares_its_sizes_with_ovrs_and_has_its_own_prompt() -> None:
    found = infer_config(published.shapes(replace(BASE, **OVRS)), "aeroseg-baseline")
    assert found.config == preset("aeroseg-baseline")
    assert "in a scene" in found.assumed[0]


@pytest.mark.parametrize(
    ("name", "shape", "part"),
    [
        (CONV, (32, 16, 7, 7), "16 channels"),
        (CONV, (32, 1), "2 axes instead of 4"),
        (CONV, (31, 1, 7, 7), "31 channels and 128 inside"),
        (CONV, (0, 1, 7, 7), "0 channels"),
        (CLIP + "visual.positional_embedding", (7, 64), "7 image positions"),
        (CLIP + "visual.positional_embedding", (0, 64), "0 image positions"),
        (CLIP + "visual.conv1.weight", (100, 3, 16, 16), "width 100"),
        (CLIP + "visual.conv1.weight", (0, 3, 16, 16), "width 0"),
    ],
)
def test_shapes_of_no_model_of_the_family_are_refused(
    name: str, shape: tuple[int, ...], part: str
) -> None:
    with pytest.raises(ShapeMismatch, match=part):
        infer_config(published.shapes(TINY) | {name: shape})


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        (CLIP + "visual.conv1.weight", (64 * 10**6, 3, 16, 16)),
        (CLIP + "visual.conv1.weight", (64, 3, 10**6, 10**6)),
        (CLIP + "token_embedding.weight", (10**9, 64)),
        (CLIP + "visual.positional_embedding", (10**10 + 1, 64)),
        ("upsample1.weight", (64, 10**8, 2, 2)),
    ],
)
def test_huge_sizes_are_refused_before_anything_is_built(name: str, shape: tuple[int, ...]) -> None:
    with pytest.raises(UnsupportedArchitecture, match="cannot be built"):
        infer_config(published.shapes(TINY) | {name: shape})


def test_layer_with_a_huge_number_costs_nothing() -> None:
    shapes = published.shapes(TINY)
    shapes[f"{CLIP}visual.transformer.resblocks.{10**12}.ln_1.bias"] = (64,)
    assert infer_config(shapes).config.backbone.layers == 4  # type: ignore[union-attr]


# ---------------------------------------------------------------- names and values


@pytest.mark.parametrize("change", [{}, OVRS], ids=["catseg", "ovrs"])
def test_clean_tree_written_and_read_through_published_names_is_equal(
    change: dict[str, Any],
) -> None:
    config = infer_config(published.shapes(replace(TINY, **change))).config
    outline = build_outline(config).state_dict()
    clean = {name: torch.randn(tensor.shape) for name, tensor in outline.items()}
    for split in (True, False):
        state, strange = clean_state(published_state(clean, split=split))
        assert not strange
        assert same(state, clean)


def test_parts_that_were_never_published_have_no_name() -> None:
    with pytest.raises(KeyError, match="guidance"):
        published_state({"guidance.image_encoder.pos_embed": torch.zeros(1)})


def test_second_name_for_one_place_is_strange(tiny: State) -> None:
    double = {**tiny, "conv1.weight": tiny[CONV]}
    assert clean_state(double)[1] == ["conv1.weight"]
    fused = {**tiny, f"{CLIP}transformer.resblocks.0.attn.in_proj_weight": torch.zeros(192, 64)}
    assert len(clean_state(fused)[1]) == 1


def test_every_bit_of_the_source_is_in_the_checkpoint(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    source = save({"model": OrderedDict(tiny)})
    done = convert(source, out)
    assert same(back(out), tiny)
    assert done.sha256 == file_sha256(out)
    assert done.source["sha256"] == file_sha256(source)
    assert done.size_bytes == out.stat().st_size
    assert done.tensors == {"taken": len(tiny) - 12, "merged_from": 12, "merged": 4}
    header = read_header(out)
    assert header.training["converted_from"] == done.source
    assert "MIT" in header.licence
    assert header.classes == []
    assert header.config["title"] == header.title == done.title == "CAT-Seg, model"
    assert out.stat().st_mode & 0o444 == 0o444


def test_title_and_licence_can_be_given(tiny: State, save: Callable[..., Path], out: Path) -> None:
    convert(save(tiny), out, title="Mein Modell", licence="CC-BY-4.0")
    header = read_header(out)
    assert (header.title, header.licence) == ("Mein Modell", "CC-BY-4.0")
    assert header.config["title"] == "Mein Modell"


def test_half_keeps_vectors_and_rounds_matrices(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    assert convert(save(tiny), out, half=True).dtype == "float16"
    stored = load_file(out)
    assert stored["head.correlation_embed.weight"].dtype == torch.float16
    assert stored["head.correlation_embed.bias"].dtype == torch.float32
    assert torch.equal(stored["head.correlation_embed.weight"], tiny[CONV].half())
    load_model(out)


def test_half_of_a_value_that_is_too_large_is_refused(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    source = save({**tiny, CONV: torch.full_like(tiny[CONV], 1e6)})
    with pytest.raises(ShapeMismatch, match=r"correlation_embed\.weight.*float16"):
        convert(source, out, half=True)
    assert not out.exists()
    convert(source, out)


def test_source_in_half_precision_is_kept_exactly(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    convert(save({name: tensor.half() for name, tensor in tiny.items()}), out)
    assert same(back(out), {name: tensor.half().float() for name, tensor in tiny.items()})


FORMS: dict[str, Callable[[State, Path], object]] = {
    "bare": lambda state, path: torch.save(state, path),
    "model": lambda state, path: torch.save({"model": state, "iteration": 3}, path),
    "old": lambda state, path: torch.save(
        {"model": state}, path, _use_new_zipfile_serialization=False
    ),
    "old-bare": lambda state, path: torch.save(state, path, _use_new_zipfile_serialization=False),
    "parameters": lambda state, path: torch.save(
        {"model": {k: torch.nn.Parameter(v) for k, v in state.items()}}, path
    ),
    "safetensors": lambda state, path: save_file(state, path),
    "safetensors with metadata": lambda state, path: save_file(state, path, {"format": "pt"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_file_gives_the_same_weights(
    tiny: State, tmp_path: Path, out: Path, form: str
) -> None:
    source = tmp_path / "a model.bin"
    FORMS[form](tiny, source)
    convert(source, out)
    assert same(back(out), tiny)


def test_fused_projections_are_taken_as_they_are(save: Callable[..., Path], out: Path) -> None:
    state = published.state(replace(TINY, fused=True))
    done = convert(save(state), out)
    assert done.tensors == {"taken": len(state), "merged_from": 0, "merged": 0}
    assert same(published_state(load_file(out), split=False), state)


def test_views_of_one_storage_are_told_apart(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    """The published code cuts q, k and v out of one tensor; their file may share its storage."""
    state = dict(tiny)
    block = f"{CLIP}transformer.resblocks.0.attn."
    for letter, part in zip("qkv", torch.randn(192, 64).chunk(3), strict=True):
        state[f"{block}{letter}_proj_weight"] = part
    convert(save(state), out)
    assert same(back(out), state)


def test_state_of_the_training_is_ignored_and_named(
    tiny: State, save: Callable[..., Path], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    optimizer = {"state": {0: {"exp_avg": torch.ones(4)}}, "param_groups": [{"lr": 0.1}]}
    source = save({
        "model": {**tiny, "pixel_mean": torch.ones(3, 1, 1), "clip_pixel_std": torch.ones(3, 1, 1)},
        "optimizer": optimizer, "scheduler": {"last_epoch": 3}, "iteration": 79999,
    })  # fmt: skip
    done = convert(source, out)
    assert done.beside == ["optimizer", "scheduler", "iteration"]
    assert done.ignored == ["pixel_mean", "clip_pixel_std"]
    assert same(back(out), tiny)
    assert run(["convert", str(source), str(out)]) == 0
    shown = capsys.readouterr().out
    assert "ignored   pixel_mean, clip_pixel_std, optimizer, scheduler, iteration" in shown


def test_equal_masks_are_left_out_and_others_refused(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    name = HEAD + "layers.1.swin_block.block_2.attn_mask"
    state = published.state(replace(TINY, masks=True))
    done = convert(save({"model": state}), out)
    assert name in done.dropped and len(done.dropped) == 2
    assert len(back(out)) == len(state) - 2
    out.unlink()
    state[name][0, 3, 4] = -100.0
    with pytest.raises(ShapeMismatch, match=r"layers\.1\..*attn_mask.*works in another way"):
        convert(save({"model": state}), out)
    assert not out.exists()


# ---------------------------------------------------------------- the stored reference model


@torch.no_grad()
@pytest.mark.parametrize("family", ["catseg", "ovrs"])
def test_reference_model_converts_and_gives_its_logits(
    shared_path: Callable[[str], Path], save: Callable[..., Path], out: Path, family: str
) -> None:
    raw = load_file(shared_path("reference/full_models.safetensors"))
    state = {k: v.float() for k, v in raw.items() if k.startswith(("sem_seg_head.", "upsample"))}
    if family == "catseg":
        state = {k: v for k, v in state.items() if ".cconv." not in k and ".sconv." not in k}
        state[CONV] = state[CONV][:, :1].clone()
    done = convert(save({"model": state, "iteration": 1}), out, taps=(3, 7))
    assert done.family == {"catseg": "CAT-Seg", "ovrs": "OVRS"}[family]
    assert same(back(out), state)
    model: Any = load_model(out)
    text = unit(model.backbone.encode_text(raw["in.tokens"].long()), dim=-1)[:, None]
    dense, guide, _, _ = model.encode_image(raw["in.image_u8"][None].float())
    corr = model.correlation(dense, text, model.config.angles)
    logits, _ = model.head(corr, text[None], guide, pooling=2)
    assert (logits - raw[f"{family}.eval.logits"]).abs().max() <= 1e-4


# ---------------------------------------------------------------- what is refused


def refused(source: Path, out: Path, kind: type[AppError] = FormatRefused) -> str:
    """Message and hint of a conversion that must fail and leave nothing behind."""
    before = {path.name for path in out.parent.iterdir()}
    with pytest.raises(kind) as caught:
        convert(source, out)
    assert {path.name for path in out.parent.iterdir()} == before
    assert caught.value.exit_code == 3
    assert caught.value.hint
    return f"{caught.value.message} {caught.value.hint}"


def test_each_missing_tensor_is_named() -> None:
    """Every name of the file in turn, on shapes alone."""
    from backend.convert import _accounted

    shapes = published.shapes(replace(TINY, **OVRS))
    outlines: dict[str, State] = {}
    for name in shapes:
        rest = {key: shape for key, shape in shapes.items() if key != name}
        with pytest.raises(ShapeMismatch) as caught:
            config = infer_config(rest).config
            key = config.model_dump_json()
            if key not in outlines:
                outlines[key] = build_outline(config).state_dict()
            _accounted(rest, outlines[key], [])
        assert f'"{name}' in caught.value.message


def test_unknown_tensors_are_all_named_and_then_counted(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    extra = {f"{HEAD}adapter.{i}.weight": torch.ones(1) for i in range(23)}
    text = refused(save({"model": tiny | extra}), out, ShapeMismatch)
    assert "23 not known" in text
    assert text.count("adapter.") == 20
    assert "and 3 more" in text


def test_missing_unknown_and_wrong_tensors_are_told_together(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    state = dict(tiny)
    del state[HEAD + "head.bias"]
    state["sem_seg_head.pixel_decoder.x"] = torch.ones(1)
    state[CLIP + "ln_final.bias"] = torch.ones(5)
    text = refused(save(state), out, ShapeMismatch)
    assert f'1 missing: "{HEAD}head.bias"' in text
    assert '1 not known: "sem_seg_head.pixel_decoder.x"' in text
    assert f"{CLIP}ln_final.bias [5] instead of [64]" in text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_value_that_is_not_finite_is_refused_with_its_tensor(
    tiny: State, save: Callable[..., Path], out: Path, value: float
) -> None:
    state = {name: tensor.clone() for name, tensor in tiny.items()}
    state[CLIP + "visual.proj"][3, 5] = value
    assert f"{CLIP}visual.proj" in refused(save(state), out, ShapeMismatch)


@pytest.mark.parametrize("dtype", [torch.float64, torch.int64, torch.complex64])
def test_numbers_of_another_type_are_refused_with_their_tensor(
    tiny: State, save: Callable[..., Path], out: Path, dtype: torch.dtype
) -> None:
    state = {**tiny, CONV: tiny[CONV].to(dtype)}
    assert CONV in refused(save(state), out, ShapeMismatch)


class Evil:
    """Runs a command when it is unpickled by a reader that trusts its file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> Any:
        return os.system, (f"touch '{self.mark}'",)


def dump(content: object, path: Path, protocol: int) -> None:
    path.write_bytes(pickle.dumps(content, protocol))


EVIL: dict[str, Callable[[Any, Path], object]] = {
    "zip": lambda content, path: torch.save(content, path),
    "old": lambda content, path: torch.save(content, path, _use_new_zipfile_serialization=False),
    "zip, protocol 4": lambda content, path: torch.save(content, path, pickle_protocol=4),
    **{f"pickle {n}": lambda content, path, n=n: dump(content, path, n) for n in (2, 3, 4, 5)},
}


@pytest.mark.parametrize("form", EVIL)
@pytest.mark.parametrize("place", ["model", "tensor", "optimizer"])
def test_code_in_a_file_is_named_and_never_run(
    tiny: State, tmp_path: Path, out: Path, form: str, place: str
) -> None:
    mark, source = tmp_path / "it ran", tmp_path / "model.pth"
    content = {
        "model": Evil(mark),
        "tensor": {"model": {**tiny, CONV: Evil(mark)}},
        "optimizer": {"model": {CONV: tiny[CONV]}, "optimizer": Evil(mark)},
    }[place]
    EVIL[form](content, source)
    text = refused(source, out)
    assert "holds code or objects" in text
    # Outside of PyTorch's own files a tensor itself is a pickle in a pickle, refused before that.
    assert "posix.system" in text or (
        place != "model" and form in ("pickle 2", "pickle 3") and "torch.storage._load" in text
    )
    assert "Nothing of it was run" in text
    assert not mark.exists()
    pickle.loads(pickle.dumps(Evil(mark)))  # the trap works where files are trusted
    assert mark.exists()


def test_objects_that_are_no_weights_are_refused_by_name(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    assert "pathlib.PosixPath" in refused(save({"model": tiny, "config": Path("x")}), out)


def archive(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def test_torchscript_is_code(tmp_path: Path, out: Path) -> None:
    source = archive(tmp_path / "clip.pt", {"clip/data.pkl": b"x", "clip/constants.pkl": b"x"})
    assert "TorchScript" in refused(source, out)


def test_packed_archive_is_refused(
    tiny: State, save: Callable[..., Path], tmp_path: Path, out: Path
) -> None:
    with zipfile.ZipFile(save(tiny)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    packed = archive(tmp_path / "packed.pth", members, zipfile.ZIP_DEFLATED)
    assert "packed again" in refused(packed, out)


def test_flipped_bit_in_a_weight_is_found(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    source = save(tiny)
    content = bytearray(source.read_bytes())
    place = content.find(tiny[CONV].numpy().tobytes())
    assert place > 0
    content[place + 7] ^= 1
    source.write_bytes(content)
    assert "cut off or damaged" in refused(source, out)


@pytest.mark.parametrize("old", [False, True], ids=["zip", "old"])
@pytest.mark.parametrize("part", [0.0001, 0.01, 0.3, 0.99, 0.99999])
def test_truncated_file_is_refused(
    tiny: State, save: Callable[..., Path], out: Path, part: float, old: bool
) -> None:
    source = save(tiny, _use_new_zipfile_serialization=not old)
    content = source.read_bytes()
    source.write_bytes(content[: int(len(content) * part)])
    assert "cut off or damaged" in refused(source, out)


def test_tensor_that_claims_more_than_it_has_is_refused(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    bomb = torch.zeros(1).expand(10**6, 10**6)  # 4 TB, in a file of four bytes
    source = save({**tiny, CLIP + "token_embedding.weight": bomb})
    assert source.stat().st_size < 10**7
    assert "no plain tensors" in refused(source, out)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ({"model": {}}, "no tensors"),
        ({"a": 1, "b": [torch.ones(1)]}, '2 of its entries are no plain tensors: "a", "b"'),
        ([torch.ones(1)], "a list and no weights by name"),
        (torch.ones(3), "a Tensor and no weights"),
        ({"model": {"x": torch.ones(2).to_sparse()}}, "no plain tensors"),
        ({"model": {3: torch.ones(2)}}, "no plain tensors"),
        ({"model": {"x\n\x1b[2J": torch.ones(2)}}, '"x??[2J"'),
        ({"a": torch.ones(1)}, 'another model. Its first tensors are "a"'),
        ({"model": {"layer.lora_A.weight": torch.ones(1)}}, "a LoRA"),
        ({"image_encoder.pos_embed": torch.ones(1), "image_encoder.blocks.0.a": torch.ones(1)},
         "a SAM model"),
        ({"model": {"image_encoder.trunk.a": torch.ones(1)}}, "a SAM 2 model"),
        ({"visual.conv1.weight": torch.ones(1)}, "a CLIP without"),
        ({"head.refine.0.a": torch.ones(1)}, "a state of this program"),
        ({"sem_seg_head.pixel_decoder.a": torch.ones(1)}, "of another make"),
        ({HEAD + "x": torch.ones(1)}, "tell its sizes are missing"),
    ],
)  # fmt: skip
def test_other_contents_are_told_apart(
    save: Callable[..., Path], out: Path, content: object, part: str
) -> None:
    kind = ShapeMismatch if "missing" in part else FormatRefused
    assert part in refused(save(content), out, kind)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "the file is empty"),
        (b"\x80", "only 1 bytes"),
        (b"\x80\x02", "cut off or damaged"),
        (b"PK\x03\x04", "cut off or damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG image"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"version https://git-lfs.github.com/spec/v1", "Git LFS pointer"),
        (b"just a text, nothing more than that", "a text file"),
        (b"\x1f\x8b\x08" + bytes(50), "a gzip archive"),
    ],
)
def test_file_of_another_kind_is_named(
    tmp_path: Path, out: Path, content: bytes, part: str
) -> None:
    source = tmp_path / "model.pth"
    source.write_bytes(content)
    assert part in refused(source, out)


def test_zip_archive_of_something_else_is_named(tmp_path: Path, out: Path) -> None:
    assert "zip archive" in refused(archive(tmp_path / "a.zip", {"readme.txt": b"x"}), out)
    assert "did not write" in refused(archive(tmp_path / "a.pth", {"readme.txt": b"x"}), out)


def test_folder_pipe_and_missing_file_are_named(tmp_path: Path, out: Path) -> None:
    assert "a folder" in refused(tmp_path, out)
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in refused(tmp_path / "pipe", out)
    assert "There is no file" in refused(tmp_path / "gone.pth", out)
    assert "There is no file" in refused(Path("a\0b"), out)


def test_converted_file_is_told_to_be_one(
    tiny: State, save: Callable[..., Path], tmp_path: Path, out: Path
) -> None:
    convert(save(tiny), out)
    assert "already" in refused(out, tmp_path / "again.safetensors")


# ---------------------------------------------------------------- the target and the command


def test_earlier_checkpoint_is_replaced_only_by_a_complete_one(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    convert(save(tiny), out)
    before = out.read_bytes()
    bad = {**tiny, CONV: torch.full_like(tiny[CONV], float("nan"))}
    with pytest.raises(ShapeMismatch):
        convert(save(bad, "bad.pth"), out)
    assert out.read_bytes() == before
    other = published.state(TINY, seed=1)
    convert(save(other, "other.pth"), out)
    assert same(back(out), other)


def test_full_disk_leaves_the_earlier_file_and_nothing_else(
    tiny: State, save: Callable[..., Path], out: Path
) -> None:
    source = save(tiny)
    out.write_bytes(b"earlier")
    before = sorted(path.name for path in out.parent.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))  # writing fails past 100 kB
    try:
        with pytest.raises(DiskFull, match="cannot be written"):
            convert(source, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert out.read_bytes() == b"earlier"
    assert sorted(path.name for path in out.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("target", "extra", "code", "part"),
    [
        ("out.pth", [], 2, ".safetensors"),
        ("out", [], 2, ".safetensors"),
        ("dir.safetensors", [], 2, "is a folder"),
        ("source.safetensors", [], 2, "would replace its source"),
        ("no/such/out.safetensors", [], 5, "there is no folder"),
        ("out.safetensors", ["--preset", "catseg-b16"], 3, '"backbone.native_px" is 32'),
        ("out.safetensors", ["--preset", "nonsense"], 2, "catseg-l14-336"),
        ("out.safetensors", ["--taps", "0,2"], 2, "0 to 1 can be named"),
        ("out.safetensors", ["--taps", "1"], 2, "not 2 whole numbers"),
    ],
)
def test_exit_code_and_message_tell_what_was_wrong(
    tiny: State, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    target: str, extra: list[str], code: int, part: str,
) -> None:  # fmt: skip
    source = tmp_path / "source.safetensors"
    save_file(tiny, source)
    (tmp_path / "dir.safetensors").mkdir()
    assert run(["convert", str(source), str(tmp_path / target), *extra]) == code
    shown = capsys.readouterr()
    assert part in shown.err
    assert shown.out == ""
    assert {path.name for path in tmp_path.iterdir()} == {"source.safetensors", "dir.safetensors"}


def test_json_is_one_object(
    tiny: State, save: Callable[..., Path], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["convert", str(save({"model": tiny})), str(out), "--json", "--title", "水"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["sha256"] == file_sha256(out)
    assert report["path"] == str(out)
    assert report["family"] == "CAT-Seg"
    assert report["preset"] is None
    assert report["title"] == "水"
    assert report["dtype"] == "float32"
    assert report["tensors"]["merged"] == 4


def test_summary_tells_in_words(
    tiny: State, save: Callable[..., Path], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["convert", str(save({"model": tiny, "iteration": 1})), str(out), "--half"]) == 0
    shown = capsys.readouterr().out
    for part in ("CAT-Seg, a CLIP of 3 blocks", "model.pth, PyTorch file", "12 put together into 4",
                 "iteration", "QuickGELU", str(out), "float16", file_sha256(out)):  # fmt: skip
        assert part in shown


def test_converted_file_segments_an_image(
    save: Callable[..., Path], tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a pickle to a class raster on the command line, with real words for the tokenizer."""
    sizes = replace(TINY, vocab=49408, context=77, masks=True, **OVRS)
    assert run(["convert", str(save({"model": published.state(sizes)})), str(out)]) == 0
    image = write_tif(tmp_path / "image.tif", draw())
    words = ["segment", str(image), str(tmp_path / "classes.tif"), "--model", str(out)]
    capsys.readouterr()
    assert run([*words, "--classes", "building | house, road", "--device", "cpu", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [cls["name"] for cls in report["classes"]] == ["building", "road"]
    assert report["model"]["title"] == "OVRS, model"
    with rasterio.open(tmp_path / "classes.tif") as file:
        assert file.width and set(file.read(1).ravel()) <= {0, 1, 2}


# ---------------------------------------------------------------- damage at random


def mutations(content: bytes, count: int, seed: int, hot: int) -> Iterator[bytes]:
    """Changed copies: bytes, and in some cuts, lost and doubled parts; mostly in the first ``hot``.

    What is written at the beginning tells names and sizes; the rest are numbers, and any bit of
    those may change without harm.
    """
    rng = random.Random(seed)
    for number in range(count):
        changed = bytearray(content)
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(hot if rng.random() < 0.85 else len(content)) % len(changed)
            length = rng.randint(1, 64)
            kind = rng.randrange(5 if number % 4 == 0 else 2)
            if kind == 0:
                changed[place] ^= 1 << rng.randrange(8)
            elif kind == 1:
                changed[place] = rng.randrange(256)
            elif kind == 2:
                del changed[max(place, 1) :]
            elif kind == 3:
                del changed[max(place, 1) : place + length]
            else:
                changed[place:place] = changed[place : place + length]
        yield bytes(changed)


SMALLEST = replace(
    TINY, grid=1, patch=1, layers=2, embed=2, vocab=8, context=4, hidden=8, appearance=2,
    text_guidance=2, blocks=1, decoder=(4, 4), guidance=(2, 2), upsampled=(2, 2),
)  # fmt: skip


@pytest.mark.parametrize("old", [False, True], ids=["zip", "old"])
def test_damaged_published_file_gives_an_error_of_ours_or_a_checkpoint(
    save: Callable[..., Path], out: Path, old: bool
) -> None:
    source = save({"model": published.state(SMALLEST)}, _use_new_zipfile_serialization=not old)
    convert(source, out)
    content, refusals = source.read_bytes(), 0
    for changed in mutations(content, 60, seed=8, hot=20_000):
        source.write_bytes(changed)
        try:
            convert(source, out)
        except AppError as error:
            refusals += 1
            assert error.message and error.exit_code == 3
    assert refusals > 30


def test_restricted_reader_alone_never_raises_another_error(
    save: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same without check sums, which would keep the damage away from PyTorch's reader."""
    source = save({"model": published.state(SMALLEST)})
    content, taken = source.read_bytes(), 0
    with zipfile.ZipFile(source) as file:
        size = file.getinfo("model/data.pkl").file_size
    monkeypatch.setattr("backend.foreign._check_archive", lambda path, size_bytes: None)
    for changed in mutations(content, 80, seed=9, hot=size + 200):
        source.write_bytes(changed)
        try:
            state = read_foreign(source).tensors
        except AppError as error:
            assert error.message
        else:
            taken += sum(int(tensor.numel() > 0) for tensor in state.values())
    assert taken > 0


def test_damaged_checkpoint_gives_an_error_of_ours_or_a_model(
    save: Callable[..., Path], out: Path
) -> None:
    convert(save(published.state(SMALLEST)), out)
    content, refusals = out.read_bytes(), 0
    length = int.from_bytes(content[:8], "little") + 8
    for changed in mutations(content, 200, seed=10, hot=length):
        out.write_bytes(changed)
        try:
            load_model(out)
        except AppError as error:
            refusals += 1
            assert error.message and error.exit_code == 3
    assert 100 < refusals < 200
