"""Checkpoints: what is written is read again, and everything else is refused by name."""

from __future__ import annotations

import io
import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from backend.checkpoint import FORMAT, file_sha256, load_model, read_header, save_checkpoint
from backend.errors import (
    CheckpointError,
    DiskFull,
    FormatRefused,
    ShapeMismatch,
    UnsupportedArchitecture,
)
from backend.models import KINDS
from tests.backend import toy

METADATA = {"format": FORMAT, "format_version": "1", "config": '{"kind": "toy"}'}


def test_header_tells_what_was_saved(toy_checkpoint: Path) -> None:
    header = read_header(toy_checkpoint)
    assert header.title == "Toy"
    assert header.config["kind"] == "toy"
    assert header.training == {"steps": 0}
    assert header.classes == list(toy.COLORS)
    assert (header.licence, header.credits) == ("CC0", ["nobody"])
    assert header.tensors["blur.weight"].shape == (3, 1, 3, 3)
    assert header.size_bytes == toy_checkpoint.stat().st_size


def test_model_comes_back_with_its_weights(toy_checkpoint: Path) -> None:
    model = load_model(toy_checkpoint)
    assert isinstance(model, toy.Toy)
    assert not model.training
    assert not any(parameter.requires_grad for parameter in model.parameters())
    assert torch.allclose(model.blur.weight, torch.tensor(1 / 9), atol=1e-3)
    assert model.gain == 12.0


def test_matrices_are_halved_and_vectors_kept(tmp_path: Path) -> None:
    tensors = load_file(toy.save_toy(tmp_path / "a.safetensors"))
    assert tensors["blur.weight"].dtype == torch.float16
    assert tensors["gain"].dtype == torch.float32


def test_other_precision_can_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    model = toy.Toy(toy.ToyConfig())
    save_checkpoint(path, model, title="t", training={}, classes=[], licence="", credits=[],
                    dtype=torch.float32)  # fmt: skip
    assert load_file(path)["blur.weight"].dtype == torch.float32


def test_saving_replaces_an_older_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = toy.save_toy(tmp_path / "a.safetensors")
    before = path.read_bytes()
    toy.save_toy(path, gsd_m=2.0)
    assert path.read_bytes() != before
    assert [p.name for p in tmp_path.iterdir()] == ["a.safetensors"]
    assert path.stat().st_mode & 0o444 == 0o444


def test_saving_values_that_are_not_finite_is_refused(tmp_path: Path) -> None:
    model = toy.Toy(toy.ToyConfig())
    torch.nn.init.constant_(model.blur.weight, 1e6)  # not finite in half precision
    with pytest.raises(ShapeMismatch, match=r"blur\.weight"):
        save_checkpoint(tmp_path / "a.safetensors", model, title="", training={}, classes=[],
                        licence="", credits=[])  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_saving_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DiskFull, match="cannot be written"):
        toy.save_toy(tmp_path / "file" / "a.safetensors")


def test_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    expected = "ba7816bf8f01cfea"  # pragma: allowlist secret
    assert file_sha256(tmp_path / "a").startswith(expected)


def zip_with(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def raw(header: object, data: bytes = b"", metadata: dict[str, str] | None = None) -> bytes:
    """A safetensors file by hand."""
    if isinstance(header, dict) and metadata is not None:
        header = {"__metadata__": metadata, **header}
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def entry(dtype: Any = "F32", shape: Any = (1,), offsets: Any = (0, 4)) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


def torch_file() -> bytes:
    out = io.BytesIO()
    torch.save({"weight": torch.ones(3)}, out)
    return out.getvalue()


HOSTILE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty": (b"", "the file is empty"),
    "one byte": (b"\x80", "only 1 bytes"),
    "five bytes": (b"\x01\x02\x03\x04\x05", "only 5 bytes"),
    "pytorch": (torch_file, "PyTorch file with a pickle"),
    "zip": (zip_with("readme.txt"), "a zip archive"),
    "pickle": (pickle.dumps({"a": [1, 2, 3]}), "a pickle, which could run any code"),
    "html": (b"<!DOCTYPE html><html><body>404 not found</body></html>", "a web page"),
    "html after spaces": (b"\n\n  <HTML><head>", "a web page"),
    "json": (b'{"error": "not found"}', "a JSON text"),
    "text": (b"These are not the weights that you are looking for.", "a text file"),
    "lfs pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS pointer"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG image"),
    "tiff": (b"II*\x00" + bytes(50), "a TIFF image"),
    "hdf5": (b"\x89HDF\r\n\x1a\n" + bytes(50), "an HDF5 file"),
    "gguf": (b"GGUF" + bytes(50), "a GGUF file"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "a gzip archive"),
    "noise": (bytes(np.random.default_rng(1).integers(0, 256, 600, "uint8")), "an unknown kind"),
    "huge header": (struct.pack("<Q", 2**40) + b"{" + bytes(99), "an unknown kind"),
    "cut in the header": (raw({"a": entry()}, b"1234", METADATA)[:60], "cut off within its header"),
    "cut in the data": (raw({"a": entry()}, b"12", METADATA), "cut off: it has"),
    "bytes at the end": (raw({"a": entry()}, b"123456", METADATA), "bytes after its last tensor"),
    "broken header": (raw(b'{"a": [}'), "its header is damaged"),
    "deep header": (raw(b'{"a":' + b"[" * 90_000 + b"]" * 90_000 + b"}"), "its header is damaged"),
    "a name twice": (
        raw(b'{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, '
            b'"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}', b"1234"),
        "its header is damaged",
    ),
    "unprintable name": (raw({"a\x1b[2J": entry()}, b"1234", METADATA), "is damaged"),
    "surrogate in a name": (raw({"a\ud800": entry()}, b"1234", METADATA), "is damaged"),
    "list as header": (raw(b'{"a": 1}'.replace(b"{", b"{")), "is damaged"),
    "entry without shape": (raw({"a": {"dtype": "F32"}}, b"", METADATA), "is damaged"),
    "negative shape": (raw({"a": entry(shape=[-1])}, b"1234", METADATA), "is damaged"),
    "shape of text": (raw({"a": entry(shape=["1"])}, b"1234", METADATA), "is damaged"),
    "shape beyond reason": (raw({"a": entry(shape=[2**60])}, b"1234", METADATA), "is damaged"),
    "wrong length": (raw({"a": entry(shape=[2])}, b"1234", METADATA), "does not fit its shape"),
    "overlap": (raw({"a": entry(), "b": entry()}, b"1234", METADATA), "overlaps"),
    "gap": (raw({"a": entry(offsets=(4, 8))}, b"12345678", METADATA), "leaves a gap"),
    "strange type": (raw({"a": entry("F8_E4M3", (4,))}, b"1234", METADATA), "is not used here"),
    "other program": (raw({"a": entry()}, b"1234"), "of another program"),
    "other metadata": (raw({"a": entry()}, b"1234", {"format": "pt"}), "of another program"),
    "no configuration": (
        raw({"a": entry()}, b"1234", {"format": FORMAT, "format_version": "1"}),
        "its configuration is missing",
    ),
    "configuration is no object": (
        raw({"a": entry()}, b"1234", {**METADATA, "config": "[1]"}), '"config" is damaged'
    ),
    "configuration is no json": (
        raw({"a": entry()}, b"1234", {**METADATA, "config": "{"}), '"config" is damaged'
    ),
    "newer format": (
        raw({"a": entry()}, b"1234", {**METADATA, "format_version": "9"}), "format version 9"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_file_of_another_kind_is_refused_by_name(tmp_path: Path, name: str) -> None:
    content, part = HOSTILE[name]
    path = tmp_path / "model.safetensors"
    path.write_bytes(content if isinstance(content, bytes) else content())
    with pytest.raises(FormatRefused) as caught:
        read_header(path)
    assert part in caught.value.message
    assert "model.safetensors" in caught.value.message
    assert caught.value.hint


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatRefused, match="There is no file"):
        read_header(tmp_path / "gone.safetensors")


def test_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(FormatRefused, match="There is no file"):
        read_header("a\0b.safetensors")


def test_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.safetensors")
    with pytest.raises(FormatRefused, match="no ordinary file"):
        read_header(tmp_path / "pipe.safetensors")


def test_hint_for_a_pytorch_file_names_the_command_that_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "model.pth"
    path.write_bytes(torch_file())
    with pytest.raises(FormatRefused) as caught:
        read_header(path)
    assert "python -m backend convert" in caught.value.hint


def test_texts_of_a_file_come_in_one_printable_line(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    hostile = "A\nB\x1b[2J\ud800" + "x" * 5000
    path.write_bytes(raw({"a": entry()}, b"1234", {
        **METADATA, "title": hostile, "licence": hostile, "credits": json.dumps([hostile]),
        "classes": json.dumps([hostile]),
    }))  # fmt: skip
    header = read_header(path)
    for text in (header.title, header.licence, header.credits[0], header.classes[0]):
        assert text.startswith("A B [2J x")
        assert text.isprintable() and len(text) <= 1000


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatRefused, match="it is a folder"):
        read_header(tmp_path)


@pytest.mark.parametrize("length", [1, 8, 9, 100, 400, -1])
def test_truncated_checkpoint_is_refused(tmp_path: Path, toy_checkpoint: Path, length: int) -> None:
    path = tmp_path / "cut.safetensors"
    path.write_bytes(toy_checkpoint.read_bytes()[:length])
    with pytest.raises(FormatRefused, match=r"cut off|only 1 bytes|unknown kind"):
        load_model(path)


@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_changed_bytes_never_do_more_than_be_refused(
    tmp_path: Path, toy_checkpoint: Path, data: st.DataObject
) -> None:
    content = bytearray(toy_checkpoint.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "changed.safetensors"
    path.write_bytes(content)
    try:
        load_model(path)
    except CheckpointError as error:
        assert error.message


def changed(toy_checkpoint: Path, path: Path, change: Callable[[dict[str, Any]], object],
            **metadata: str) -> Path:  # fmt: skip
    """The toy with other tensors or metadata, otherwise well formed."""
    tensors = load_file(toy_checkpoint)
    change(tensors)
    header = read_header(toy_checkpoint)
    save_file(tensors, path, {**METADATA, "config": json.dumps(header.config), **metadata})
    return path


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda t: t.pop("gain"), '1 missing, the first is "gain"'),
        (lambda t: t.update(extra=torch.ones(1)), '1 unknown, the first is "extra"'),
        (lambda t: t.update({"blur.weight": torch.ones(3, 1, 5, 5)}),
         'tensor "blur.weight" of "a.safetensors" has the shape [3, 1, 5, 5]'),
        (lambda t: t.update(gain=torch.tensor(float("nan"))), '"gain" holds values that are not'),
        (lambda t: t.update(gain=torch.tensor(float("inf"))), '"gain" holds values that are not'),
        (lambda t: t["blur.weight"][1, 0, 2, 2].fill_(float("nan")), '"blur.weight" holds values'),
        (lambda t: t.update(gain=torch.tensor(1e300, dtype=torch.float64)), '"gain" holds values'),
        (lambda t: t.update(gain=torch.tensor(3)), '"gain" of "a.safetensors" has the type I64'),
        (lambda t: t.update(gain=torch.tensor(True)), "has the type BOOL"),
    ],
    ids=["missing", "unknown", "shape", "nan", "inf", "matrix", "too large", "int", "bool"],
)  # fmt: skip
def test_weights_that_do_not_fit_are_refused(
    tmp_path: Path, toy_checkpoint: Path, change: Callable[[dict[str, Any]], object], part: str
) -> None:
    with pytest.raises(ShapeMismatch) as caught:
        load_model(changed(toy_checkpoint, tmp_path / "a.safetensors", change))
    assert part in caught.value.message


@pytest.mark.parametrize(
    ("config", "part"),
    [
        ({"kind": "strange"}, "strange"),
        ({}, "None"),
        ({"kind": "toy", "tile_px": 10**9}, "tile_px"),
        ({"kind": "toy", "extra": 1}, "extra"),
    ],
)
def test_configuration_that_cannot_be_built_is_refused(
    tmp_path: Path, toy_checkpoint: Path, config: dict[str, Any], part: str
) -> None:
    path = changed(toy_checkpoint, tmp_path / "a.safetensors", lambda t: None,
                   config=json.dumps(config))  # fmt: skip
    with pytest.raises(UnsupportedArchitecture, match=part):
        load_model(path)


SAM = {"type": "sam"}
CLIP_GUIDED = {"guidance": {"type": "clip"}, "decoder": {"guidance_upsampling": "transposed"}}


@pytest.mark.parametrize(
    ("config", "part"),
    [
        ({"colour": 1}, '"colour"'),
        ({"backbone": {"type": "dino"}}, '"backbone"'),
        ({"backbone": {"type": "clip", "depth": 12}}, '"backbone.clip.depth"'),
        ({"guidance": {**SAM, "size": 3}}, '"guidance.sam.size"'),
        ({"refinement": {"layers": 3}}, '"refinement.layers"'),
        ({"decoder": {"stages": 3}}, '"decoder.stages"'),
        ({"backprojection": {"classes": ["a"], "layers": 3}}, '"backprojection.layers"'),
        ({"tile_px": 10**9}, '"tile_px"'),
        ({"prompts": []}, '"prompts"'),
        ({"angles": [0, 90.5]}, '"angles.1"'),
        ({"backbone": {"type": "clip", "width": 2**40}}, '"backbone.clip.width"'),
        ({"backbone": {"type": "clip", "width": 100}}, "width 100 must be a multiple of 64"),
        ({"backbone": {"type": "clip", "layers": 10**6}}, '"backbone.clip.layers"'),
        ({"backbone": {"type": "clip", "vocab_size": 10**9}}, '"backbone.clip.vocab_size"'),
        ({"backbone": {"type": "clip", "context_length": 10**6}}, "context_length"),
        ({"backbone": {"type": "clip", "input_px": 8192, "patch_px": 1}}, "input_px 8192"),
        ({"guidance": {**SAM, "width": 10**9}}, '"guidance.sam.width"'),
        ({"guidance": {**SAM, "heads": 0}}, '"guidance.sam.heads"'),
        ({"guidance": {**SAM, "global_blocks": [10**9]}}, '"guidance.sam.global_blocks.0"'),
        ({"refinement": {"hidden": 10**9}}, '"refinement.hidden"'),
        ({"refinement": {"blocks": 10**9}}, '"refinement.blocks"'),
        ({"refinement": {"pad_len": 10**9}}, '"refinement.pad_len"'),
        ({"decoder": {"channels": [10**9, 32]}}, '"decoder.channels.0"'),
        ({"inference_chunk": 0}, '"inference_chunk"'),
        ({"gsd_m": float("nan")}, '"gsd_m"'),
    ],
    ids=lambda value: json.dumps(value)[:60] if isinstance(value, dict) else "",
)
def test_unknown_field_module_or_size_is_named_before_anything_is_built(
    tmp_path: Path, toy_checkpoint: Path, monkeypatch: pytest.MonkeyPatch,
    config: dict[str, Any], part: str,
) -> None:  # fmt: skip
    def build(config: object) -> None:
        pytest.fail("a network was built")

    monkeypatch.setattr("backend.models.build_model", build)
    text = json.dumps({"kind": "aeroseg", **CLIP_GUIDED, **config})
    path = changed(toy_checkpoint, tmp_path / "a.safetensors", lambda t: None, config=text)
    with pytest.raises(UnsupportedArchitecture) as caught:
        load_model(path)
    assert part in caught.value.message
    assert caught.value.hint
    assert [file.name for file in tmp_path.iterdir()] == ["a.safetensors"]


@pytest.mark.parametrize(
    "config",
    [
        {"refinement": {"hidden": 32}, "decoder": {"guidance": [64, 16]}},
        {"decoder": {"guidance": [32, 64]}},
        {"refinement": {"hidden": 32}, "decoder": {"guidance": [32, 16]}},
    ],
)
def test_sizes_that_do_not_go_together_are_refused(
    tmp_path: Path, toy_checkpoint: Path, config: dict[str, Any]
) -> None:
    """Each field is sound, the network is not: a stage would have no channels of its own."""
    text = json.dumps({"kind": "aeroseg", **config})
    path = changed(toy_checkpoint, tmp_path / "a.safetensors", lambda t: None, config=text)
    with pytest.raises(UnsupportedArchitecture, match=r"decoder\.guidance"):
        load_model(path)


def test_failure_inside_a_library_while_building_is_an_error_of_ours(
    tmp_path: Path, toy_checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(config: object) -> None:
        torch.empty(-1)

    monkeypatch.setitem(KINDS, "toy", lambda: (toy.ToyConfig, build))
    with pytest.raises(UnsupportedArchitecture, match=r"cannot be built: .*negative dimension"):
        load_model(toy_checkpoint)


def test_configuration_that_lies_about_its_size_allocates_nothing(
    tmp_path: Path, toy_checkpoint: Path
) -> None:
    """A network of some 80 GB in a file of a few bytes."""
    config = {
        "kind": "aeroseg",
        "backbone": {"type": "clip", "width": 8192, "layers": 24, "taps": [1, 2]},
    }
    path = changed(toy_checkpoint, tmp_path / "a.safetensors", lambda t: None,
                   config=json.dumps(config))  # fmt: skip
    with pytest.raises(ShapeMismatch, match="missing"):
        load_model(path)
