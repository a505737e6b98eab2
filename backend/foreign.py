"""Weights out of the files of other programs, without running anything that is in them.

PyTorch's files are pickles, and a pickle can call any function. They are read by PyTorch's own
restricted reader only, which knows tensors and plain containers and refuses all else by name.
"""

from __future__ import annotations

import logging
import os
import pickletools
import re
import warnings
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from backend.checkpoint import FORMAT, MAX_TENSORS, read_tensor_table
from backend.errors import AppError, CheckpointError, FormatRefused
from backend.file_kinds import AGAIN, START_BYTES, FileKind, kind_of

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["EXPECTED", "ForeignFile", "read_foreign"]

logger = logging.getLogger(__name__)

MAX_PICKLE_BYTES = 64 * 2**20  # names and shapes alone; a state dict of 500 tensors has 60 kB
CHUNK_BYTES = 4 * 2**20
# Under which name files hold their weights beside other things: detectron2, Lightning.
_WRAPPERS = ("model", "state_dict")
SHOWN = 20  # names in a message

EXPECTED = (
    "Expected is a CAT-Seg or OVRS checkpoint: a PyTorch file with the weights under "
    '"model", a bare state dict, or a .safetensors file with the same names.'
)
# How the restricted reader names what it refuses.
_GLOBAL = re.compile(
    r"GLOBAL ([\w.]+)|unrecognized function (?:<[^>]*?)?([\w.]+)|storage is allowed, but got (\S+)"
)


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A state dict of another program.

    Attributes:
        path: the file.
        what: its kind in words.
        size_bytes: its length.
        tensors: by name; on the CPU, and where it can be still in the file.
        beside: names of what else was in the file, such as the state of an optimizer.
    """

    path: Path
    what: str
    size_bytes: int
    tensors: dict[str, Tensor]
    beside: tuple[str, ...] = field(default=())


def read_foreign(path: Path) -> ForeignFile:
    """Read the weights of a PyTorch or safetensors file.

    Raises:
        FormatRefused: the file is of another kind, damaged, or holds more than weights; the
            message says which. Nothing in it was run.
        CheckpointError: it cannot be read.
    """
    size_bytes, kind = _look(path)
    if kind is None:
        return _read_safetensors(path)
    if kind.torch is None:
        _refuse(path, kind.what, hint=EXPECTED)
    if kind.torch == "zip":
        try:
            _check_archive(path, size_bytes)
        except (AppError, MemoryError):
            raise
        except Exception as error:  # damage makes the readers fail in ways without number
            raise _damaged(path, error) from error
    try:
        loaded = _load(path, mapped=kind.torch == "zip")
    except (MemoryError, ImportError):
        raise
    except Exception as error:
        raise _explained(path, error) from error
    tensors, beside = _state(path, loaded)
    return ForeignFile(path, "PyTorch file", size_bytes, tensors, beside)


def _refuse(path: Path, why: str, *, hint: str = EXPECTED, detail: str = "") -> NoReturn:
    raise FormatRefused(f'"{path.name}" cannot be converted: {why}.', hint=hint, detail=detail)


def _look(path: Path) -> tuple[int, FileKind | None]:
    """Length and kind of a file; kind None when it begins like a safetensors file."""
    if path.is_dir():
        _refuse(path, "it is a folder", hint="Choose the file inside it.")
    if path.exists() and not path.is_file():
        _refuse(path, "it is no ordinary file")
    try:
        with path.open("rb") as file:
            size_bytes, start = os.fstat(file.fileno()).st_size, file.read(START_BYTES)
    except (FileNotFoundError, ValueError) as error:
        raise FormatRefused(
            f'There is no file "{path}".', hint="Check its name, and whether it was moved."
        ) from error
    except OSError as error:
        raise CheckpointError(
            f'The file "{path}" cannot be read: {error.strerror or error}.',
            hint="Check the permissions of the file and the drive that it is on.",
        ) from error
    if not start:
        _refuse(path, "the file is empty", hint=AGAIN)
    return size_bytes, kind_of(path, start, size_bytes)


def _read_safetensors(path: Path) -> ForeignFile:
    from safetensors import SafetensorError, safe_open

    size_bytes, metadata, entries = read_tensor_table(path)
    if isinstance(metadata, dict) and metadata.get("format") == FORMAT:
        _refuse(
            path,
            "it is a checkpoint of this program already",
            hint=f'Use it as it is: python -m backend segment ... --model "{path}"',
        )
    try:
        with safe_open(str(path), framework="pt", device="cpu") as file:
            tensors = {name: file.get_tensor(name) for name in entries}
    except (SafetensorError, OSError) as error:
        _refuse(path, f"its weights cannot be read ({error})", hint=AGAIN)
    return ForeignFile(path, "safetensors file", size_bytes, tensors)


def _check_archive(path: Path, size_bytes: int) -> None:
    """Raise FormatRefused unless the zip archive is whole and of the form that PyTorch writes.

    PyTorch itself does not look at the check sums, so a flipped bit would pass as a weight.
    """
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        names = {name.partition("/")[2] for name in archive.namelist()}
        if "constants.pkl" in names or any(name.startswith("code/") for name in names):
            _refuse(path, "it is a TorchScript program, which is code and not weights alone")
        if "data.pkl" not in names:
            _refuse(path, "it is a zip archive that PyTorch did not write")
        # PyTorch never packs its parts: what is packed can be mapped by nobody, and may be a bomb.
        if any(m.compress_type != zipfile.ZIP_STORED for m in members):
            _refuse(path, "it is a PyTorch file that was packed again", hint=AGAIN)
        if sum(m.file_size for m in members) > size_bytes:
            _refuse(path, "parts of it overlap")
        for member in members:
            if member.filename.endswith(".pkl") and member.file_size > MAX_PICKLE_BYTES:
                _refuse(path, f'its part "{member.filename[:80]}" is too large')
            with archive.open(member) as part:
                while part.read(CHUNK_BYTES):  # raises BadZipFile at the end if a sum is wrong
                    pass


def _load(path: Path, *, mapped: bool) -> object:
    """What PyTorch's restricted reader makes of a file."""
    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of old forms, which the reader takes or refuses
        return torch.load(str(path), map_location="cpu", weights_only=True, mmap=mapped)


def _explained(path: Path, error: Exception) -> FormatRefused:
    """The failure of the restricted reader, for people."""
    text = str(error)
    logger.info("%s: %s", type(error).__name__, text)
    found = _GLOBAL.search(text)
    asked = next(name for name in found.groups() if name) if found else _asked_for(path)
    if asked:
        return FormatRefused(
            f'"{path.name}" cannot be converted: it holds code or objects that are no weights. '
            f"It asks for {_shown(asked)}, which was refused.",
            hint="Nothing of it was run. If you trust its origin, save the state dict alone where "
            "it was made: torch.save(model.state_dict(), FILE).",
            detail=text,
        )
    return _damaged(path, error)


def _damaged(path: Path, error: Exception) -> FormatRefused:
    return FormatRefused(
        f'"{path.name}" cannot be converted: it is cut off or damaged, or a pickle that PyTorch '
        "did not write.",
        hint=AGAIN,
        detail=f"{type(error).__name__}: {error}",
    )


def _asked_for(path: Path) -> str | None:
    """The first thing outside of PyTorch that a pickle asks for, None when there is none.

    For the forms that the restricted reader does not know at all. The pickle is looked through as
    a list of instructions; none of them is followed.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                name = next(n for n in archive.namelist() if n.endswith("/data.pkl"))
                pickled = archive.read(name)
        else:
            with path.open("rb") as file:
                pickled = file.read(MAX_PICKLE_BYTES)
        return _first_global(pickled)
    except (ValueError, OverflowError, OSError, StopIteration, zipfile.BadZipFile) as error:
        logger.info("The pickle cannot be looked through: %s", error)
    return None


def _first_global(pickled: bytes) -> str | None:
    """Name of the first function or class outside of PyTorch in a list of instructions."""
    pushed: list[str] = ["?"]  # texts on the stack, as far as they matter: the last two
    memory: dict[int, str] = {}
    for instruction, value, _ in pickletools.genops(pickled):
        name = instruction.name
        if name in ("MEMOIZE", "BINPUT", "LONG_BINPUT"):
            memory[len(memory) if value is None else value] = pushed[-1]
            continue
        if name in ("GLOBAL", "STACK_GLOBAL"):
            parts = str(value).split(" ", 1) if name == "GLOBAL" else pushed
            asked = ".".join(parts)
            if not asked.startswith(("torch.", "collections.OrderedDict")):
                return asked
        if name in ("BINGET", "LONG_BINGET"):
            text = memory.get(value or 0, "?")
        else:
            text = value if isinstance(value, str) else "?"
        pushed = [pushed[-1], text]
    return None


def _state(path: Path, loaded: object) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """The state dict in what was loaded, and the names of what lies beside it."""
    if not isinstance(loaded, dict):
        _refuse(path, f"it holds {_article(loaded)} and no weights by name")
    beside: tuple[str, ...] = ()
    state: dict[Any, Any] = loaded
    wrapper = next((name for name in _WRAPPERS if isinstance(loaded.get(name), dict)), None)
    if wrapper is not None:
        state = loaded[wrapper]
        beside = tuple(_shown(name) for name in loaded if name != wrapper)
    if not state:
        _refuse(path, "it holds no tensors")
    if len(state) > MAX_TENSORS:
        _refuse(path, f"it holds more than {MAX_TENSORS:,} tensors")
    strange = [_shown(name) for name, value in state.items() if not _is_sound(name, value)]
    if strange:
        more = f" and {len(strange) - SHOWN} more" if len(strange) > SHOWN else ""
        _refuse(
            path,
            f"{len(strange)} of its entries are no plain tensors: "
            f"{', '.join(strange[:SHOWN])}{more}",
        )
    return {name: value.detach() for name, value in state.items()}, beside


def _is_sound(name: object, value: object) -> bool:
    """True for a tensor that has all the numbers that it claims to have, in memory or in a file.

    A tensor of another make could claim a shape of any size with a few bytes behind it.
    """
    import torch

    return (
        isinstance(name, str)
        and name.isprintable()
        and type(value) in (torch.Tensor, torch.nn.Parameter)
        and isinstance(value, torch.Tensor)
        and value.layout == torch.strided
        and value.device.type == "cpu"
        and not value.is_quantized
        and value.numel() * value.element_size() <= value.untyped_storage().nbytes()
    )


def _shown(name: object) -> str:
    """A name of a file in a form that any terminal can carry."""
    text = "".join(c if c.isprintable() else "?" for c in str(name)[:120])
    return f'"{text}"'


def _article(value: object) -> str:
    kind = type(value).__name__
    return f"{'an' if kind[:1] in 'aeiouAEIOU' else 'a'} {kind}"
