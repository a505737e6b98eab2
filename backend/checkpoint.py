"""Checkpoints: one ``.safetensors`` file with weights and the whole configuration inside.

The header is read and checked before any tensor, so looking at a file costs nothing and a hostile
or broken one is refused before memory is taken. Pickles are never opened here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import struct
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast

from backend.errors import (
    AppError,
    CheckpointError,
    DiskFull,
    FormatRefused,
    ShapeMismatch,
    UnsupportedArchitecture,
)
from backend.file_kinds import AGAIN, START_BYTES, WANTED, kind_of

if TYPE_CHECKING:
    import torch
    from torch import Tensor

    from backend.models.base import ModelConfig, Segmenter

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "MAX_TENSORS",
    "CheckpointHeader",
    "TensorEntry",
    "build_outline",
    "file_sha256",
    "load_model",
    "read_header",
    "read_tensor_table",
    "save_checkpoint",
]

FORMAT = "aeroseg-checkpoint"
FORMAT_VERSION = "1"
MAX_HEADER_BYTES = 16 * 2**20
MAX_TENSORS = 20_000
MAX_FILE_BYTES = 64 * 2**30
HASH_CHUNK_BYTES = 4 * 2**20

_DTYPE_BYTES = {
    "BOOL": 1, "U8": 1, "I8": 1, "I16": 2, "F16": 2, "BF16": 2, "I32": 4, "F32": 4, "I64": 8,
    "F64": 8,
}  # fmt: skip
_FLOATS = ("F16", "BF16", "F32", "F64")


@dataclass(frozen=True, slots=True)
class TensorEntry:
    """Where one tensor lies in the file."""

    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CheckpointHeader:
    """Everything that a checkpoint says of itself.

    Attributes:
        path: the file.
        size_bytes: its length.
        title: name shown to people.
        config: configuration of the model.
        training: how it was trained.
        classes: names that it saw.
        licence: terms of use.
        credits: whom to name.
        tensors: type and shape of each tensor.
    """

    path: Path
    size_bytes: int
    title: str
    config: dict[str, Any]
    training: dict[str, Any]
    classes: list[str]
    licence: str
    credits: list[str]
    tensors: dict[str, TensorEntry]


def read_header(path: str | os.PathLike[str]) -> CheckpointHeader:
    """Read and check everything but the weights.

    Raises:
        FormatRefused: missing, truncated or of another kind; the message says which.
    """
    path = Path(path)
    size_bytes, metadata, tensors = read_tensor_table(path)
    return _read_metadata(path, size_bytes, metadata, tensors)


def read_tensor_table(path: Path) -> tuple[int, object, dict[str, TensorEntry]]:
    """Length, metadata (unchecked) and tensors of any safetensors file.

    Raises:
        FormatRefused: missing, truncated or of another kind; the message says which.
    """
    text, size_bytes = _read_raw_header(path)
    try:
        table = json.loads(text, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        _refuse(path, "its header is damaged", detail=str(error))
    if not isinstance(table, dict):
        _refuse(path, "its header is damaged")
    metadata = table.pop("__metadata__", None)
    tensors, data_bytes = _read_entries(path, table)
    expected = 8 + len(text) + data_bytes
    if size_bytes < expected:
        raise FormatRefused(
            f'The checkpoint "{path.name}" is cut off: '
            f"it has {size_bytes:,} of {expected:,} bytes.",
            hint=AGAIN,
        )
    if size_bytes > expected:
        _refuse(path, "it has bytes after its last tensor")
    return size_bytes, metadata, tensors


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the header; two entries of one name could be read in two ways."""
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a name is there twice")
    return table


def _refuse(path: Path, why: str, *, hint: str = WANTED, detail: str = "") -> NoReturn:
    raise FormatRefused(
        f'"{path.name}" is no checkpoint of AerOSeg: {why}.', hint=hint, detail=detail
    )


def _read_raw_header(path: Path) -> tuple[bytes, int]:
    """Bytes of the JSON header and the length of the file."""
    if path.is_dir():
        _refuse(path, "it is a folder", hint="Choose the .safetensors file inside it.")
    if path.exists() and not path.is_file():  # a pipe or a device would block, or never end
        _refuse(path, "it is no ordinary file")
    try:
        with path.open("rb") as file:
            size_bytes = os.fstat(file.fileno()).st_size
            start = file.read(START_BYTES)
            if not start:
                _refuse(path, "the file is empty", hint=AGAIN)
            kind = kind_of(path, start, size_bytes)
            if kind is not None:
                _refuse(path, kind.what, hint=kind.hint)
            length = struct.unpack("<Q", start[:8])[0]
            if length > MAX_HEADER_BYTES:
                _refuse(path, "it is a file of an unknown kind")
            if size_bytes < 8 + length:
                raise FormatRefused(
                    f'The checkpoint "{path.name}" is cut off within its header.',
                    hint=AGAIN,
                )
            file.seek(8)
            return file.read(length), size_bytes
    except (FileNotFoundError, ValueError) as error:  # ValueError: a name that no file can have
        raise FormatRefused(
            f'There is no file "{path}".',
            hint="Check whether it was moved or renamed, then add it again on the options page.",
        ) from error
    except OSError as error:
        raise CheckpointError(
            f'The checkpoint "{path}" cannot be read: {error.strerror or error}.',
            hint="Check the permissions of the file and the drive that it is on.",
        ) from error


def _read_entries(path: Path, table: Mapping[str, Any]) -> tuple[dict[str, TensorEntry], int]:
    """Entries of the header and the bytes that they cover, each byte exactly once."""
    if len(table) > MAX_TENSORS:
        _refuse(path, f"it names more than {MAX_TENSORS:,} tensors")
    entries: dict[str, TensorEntry] = {}
    spans: list[tuple[int, int, str]] = []
    for name, entry in table.items():
        try:
            dtype, shape = entry["dtype"], tuple(entry["shape"])
            begin, end = entry["data_offsets"]
            numbers = (*shape, begin, end)
            sound = (
                name.isprintable()
                and isinstance(dtype, str)
                and all(type(n) is int and 0 <= n <= MAX_FILE_BYTES for n in numbers)
                and len(shape) <= 8
            )
        except (KeyError, TypeError, ValueError):
            sound = False
        if not sound:
            _refuse(path, f'the entry of its tensor "{_plain(name, 80)}" is damaged')
        if dtype not in _DTYPE_BYTES:
            _refuse(
                path,
                f'its tensor "{name[:80]}" has the type {_plain(dtype, 20)}, '
                "which is not used here",
            )
        if end - begin != math.prod(shape) * _DTYPE_BYTES[dtype]:
            _refuse(path, f'the length of its tensor "{name[:80]}" does not fit its shape')
        entries[name] = TensorEntry(dtype, shape)
        spans.append((begin, end, name))
    position = 0
    for begin, end, name in sorted(spans):
        if begin != position:
            _refuse(path, f'its tensor "{name[:80]}" overlaps another or leaves a gap')
        position = end
    return entries, position


def _read_metadata(
    path: Path, size_bytes: int, metadata: object, tensors: dict[str, TensorEntry]
) -> CheckpointHeader:
    """Fields of this project's own format."""
    if not isinstance(metadata, dict) or metadata.get("format") != FORMAT:
        _refuse(
            path, "it is a safetensors file of another program, without AerOSeg's configuration"
        )
    version = str(metadata.get("format_version"))
    if version != FORMAT_VERSION:
        raise FormatRefused(
            f'The checkpoint "{path.name}" has format version {_plain(version, 20)}, '
            f"this program reads version {FORMAT_VERSION}.",
            hint="Update the plugin, or save the checkpoint again with this version.",
        )

    def decode(key: str, kind: type, default: str) -> Any:
        try:
            value = json.loads(metadata.get(key, default))
        except (TypeError, ValueError, RecursionError) as error:
            _refuse(path, f'its field "{key}" is damaged', detail=str(error))
        if not isinstance(value, kind):
            _refuse(path, f'its field "{key}" is damaged')
        return value

    if "config" not in metadata:
        _refuse(path, "its configuration is missing")
    return CheckpointHeader(
        path=path,
        size_bytes=size_bytes,
        title=_plain(metadata.get("title", ""), 200) or path.stem,
        config=decode("config", dict, "{}"),
        training=decode("training", dict, "{}"),
        classes=[_plain(name, 200) for name in decode("classes", list, "[]")],
        licence=_plain(metadata.get("licence", ""), 500),
        credits=[_plain(credit, 1000) for credit in decode("credits", list, "[]")],
        tensors=tensors,
    )


def _plain(text: object, length: int) -> str:
    """Text of a file in one line that any terminal and any message can carry."""
    return "".join(c if c.isprintable() else " " for c in str(text)[:length]).strip()


def build_outline(config: ModelConfig) -> torch.nn.Module:
    """The model of a configuration on the meta device: names, shapes and types, no memory.

    Raises:
        UnsupportedArchitecture: its sizes do not go together.
    """
    import torch

    from backend.models import build_model

    try:
        with torch.device("meta"):
            return cast(torch.nn.Module, build_model(config))
    except (AppError, ImportError, MemoryError):
        raise
    except Exception as error:  # whatever a library says to sizes that cannot go together
        raise UnsupportedArchitecture(
            f"The model's configuration cannot be built: {error}.",
            hint="Use a checkpoint made by this version, or update the plugin.",
            detail=repr(error),
        ) from error


def load_model(path: str | os.PathLike[str], device: torch.device | str = "cpu") -> Segmenter:
    """Build the model of a checkpoint, ready for inference.

    Raises:
        FormatRefused: see :func:`read_header`.
        UnsupportedArchitecture: the configuration cannot be built by this version.
        ShapeMismatch: tensors are missing, unknown, of another shape, or not finite.
    """
    import torch
    from safetensors import SafetensorError, safe_open

    from backend.models import build_model, parse_config

    header = read_header(path)
    config = parse_config(header.config)
    _compare(header, build_outline(config).state_dict())  # before anything is allocated
    model = build_model(config)
    module = cast(torch.nn.Module, model)
    try:
        with safe_open(str(path), framework="pt", device="cpu") as file, torch.no_grad():
            for name, target in module.state_dict().items():
                target.copy_(file.get_tensor(name))
                # Checked as the model has them: a double may be too large for its type.
                if target.is_floating_point() and not bool(torch.isfinite(target).all()):
                    raise ShapeMismatch(
                        f'The checkpoint "{header.path.name}" is damaged: '
                        f'its tensor "{name}" holds values that are not numbers, or infinite.',
                        hint="Copy or download the file again, or train it anew.",
                    )
    except (SafetensorError, OSError) as error:
        raise CheckpointError(
            f'The weights of "{header.path.name}" cannot be read: {error}.',
            hint=AGAIN,
        ) from error
    module.requires_grad_(False)
    module.eval()
    module.to(device)
    return model


def _compare(header: CheckpointHeader, outline: Mapping[str, Tensor]) -> None:
    """Raise ShapeMismatch unless the file holds exactly the model's tensors."""
    name = header.path.name
    hint = "The weights and the configuration inside the file belong to different models."
    missing = [key for key in outline if key not in header.tensors]
    foreign = [key for key in header.tensors if key not in outline]
    if missing or foreign:
        parts = []
        if missing:
            parts.append(f'{len(missing)} missing, the first is "{missing[0]}"')
        if foreign:
            parts.append(f'{len(foreign)} unknown, the first is "{foreign[0][:80]}"')
        raise ShapeMismatch(
            f'The tensors of "{name}" do not fit its configuration: {"; ".join(parts)}.', hint=hint
        )
    for key, tensor in outline.items():
        found, wanted = header.tensors[key], tuple(tensor.shape)
        if found.shape != wanted:
            raise ShapeMismatch(
                f'The tensor "{key}" of "{name}" has the shape {list(found.shape)}, '
                f"its configuration needs {list(wanted)}.",
                hint=hint,
            )
        if tensor.is_floating_point() and found.dtype not in _FLOATS:
            raise ShapeMismatch(
                f'The tensor "{key}" of "{name}" has the type {found.dtype}, '
                "its configuration needs floating point numbers.",
                hint=hint,
            )


def save_checkpoint(
    path: str | os.PathLike[str],
    model: Segmenter,
    *,
    title: str,
    training: Mapping[str, Any],
    classes: Sequence[str],
    licence: str,
    credits: Sequence[str],
    dtype: torch.dtype | Literal["smallest"] | None = None,
) -> None:
    """Write a checkpoint; the file appears only when it is complete.

    Args:
        path: where; an older file there is replaced.
        model: its whole state is saved.
        title: name shown to people.
        training: summary that can be written as JSON.
        classes: names seen in training.
        licence: terms of use.
        credits: whom to name.
        dtype: of matrices and kernels, default float16; "smallest" is float16 for those that it
            holds without any loss, and leaves the others as they are. Vectors (biases, norms,
            running variances) stay as they are: they cost little and lose most.

    Raises:
        ShapeMismatch: a value is not finite, or too large for ``dtype``.
        DiskFull: the file cannot be written.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    path = Path(path)
    smallest = dtype == "smallest"
    kind = dtype if isinstance(dtype, torch.dtype) else torch.float16
    tensors: dict[str, Tensor] = {}
    for name, tensor in cast(torch.nn.Module, model).state_dict().items():
        kept = tensor.detach().to("cpu")
        if kept.is_floating_point():
            wanted = kind if kept.ndim >= 2 else kept.dtype
            if smallest and not torch.equal(kept.to(wanted).to(kept.dtype), kept):
                wanted = kept.dtype
            kept = kept.to(wanted)
            if not bool(torch.isfinite(kept).all()):
                raise ShapeMismatch(
                    f'The tensor "{name}" holds values that are not finite in {wanted}.',
                    hint="Check the training run, or save in float32.",
                )
        tensors[name] = kept.clone().contiguous()
    metadata = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "title": title,
        "config": model.config.model_dump_json(),
        "training": json.dumps(training, ensure_ascii=False),
        "classes": json.dumps(list(classes), ensure_ascii=False),
        "licence": licence,
        "credits": json.dumps(list(credits), ensure_ascii=False),
    }
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        save_file(tensors, str(temporary), metadata=metadata)
        temporary.chmod(0o644)  # safetensors makes it private to this user
        temporary.replace(path)
    except (OSError, SafetensorError) as error:
        why = getattr(error, "strerror", None) or error
        raise DiskFull(
            f'The checkpoint "{path}" cannot be written: {why}.',
            hint="Free some space, or choose another folder.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def file_sha256(path: str | os.PathLike[str]) -> str:
    """SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        CheckpointError: the file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with Path(path).open("rb") as file:
            while chunk := file.read(HASH_CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        raise CheckpointError(
            f'The checkpoint "{path}" cannot be read: {error.strerror or error}.',
            hint="Check whether it was moved, and its permissions.",
        ) from error
    return digest.hexdigest()
