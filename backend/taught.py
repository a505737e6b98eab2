"""Taught words: small safetensors files with a text embedding that was learned from marked places.

A file belongs to the model that it was learned with: its numbers mean nothing to another one, so
it is refused there. Everything that is read from a file is checked before it is used.
"""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from backend import __version__
from backend.checkpoint import read_tensor_table
from backend.errors import CheckpointError, DiskFull, FormatRefused, TaughtRefused
from backend.models.base import Learned
from backend.names import name_key

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["TAUGHT_FORMAT", "TaughtWord", "read_taught", "require_model", "save_taught"]

TAUGHT_FORMAT = "aeroseg-taught"
FORMAT_VERSION = "1"
TENSOR = "rows"
MAX_FILE_BYTES = 4 * 2**20
MAX_ROWS = 4096  # prompt templates, and numbers of an embedding
LENGTH_TOLERANCE = 1e-3
WANTED = "Choose a file that was made by teaching a word (.safetensors)."


@dataclass(frozen=True, slots=True)
class TaughtWord:
    """A word and what it was taught to mean.

    Attributes:
        name: as it was typed.
        model_id: id of the model, or the name of its file.
        model_sha256: hash of that model's file.
        positive: marked places that show it.
        negative: marked places that do not.
        made: day and time in UTC, ISO 8601.
        file: name of the file.
        learned: the embedding and the hash of the file.
    """

    name: str
    model_id: str
    model_sha256: str
    positive: int
    negative: int
    made: str
    file: str
    learned: Learned

    @property
    def record(self) -> dict[str, Any]:
        """What the run record says of it; the hash stands for the numbers."""
        return {
            "name": self.name,
            "file": self.file,
            "sha256": self.learned.sha256,
            "positive": self.positive,
            "negative": self.negative,
        }


def _refuse(path: Path, why: str) -> NoReturn:
    raise TaughtRefused(f'"{path.name}" is no taught word: {why}.', hint=WANTED)


def read_taught(path: str | Path) -> TaughtWord:
    """Read and check a file.

    Raises:
        TaughtRefused: it is missing, of another kind, or damaged; the message says which.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load

    path = Path(path)
    try:
        size_bytes, metadata, tensors = read_tensor_table(path)
        if size_bytes > MAX_FILE_BYTES:
            _refuse(path, "it is far too large for one")
        data = path.read_bytes()
    except FormatRefused as error:
        raise TaughtRefused(
            f'"{path.name}" is no taught word. {error.message}', hint=WANTED, detail=error.detail
        ) from error
    except (OSError, CheckpointError) as error:
        if isinstance(error, TaughtRefused):
            raise
        raise TaughtRefused(
            f'The taught word "{path}" cannot be read: {error}.',
            hint="Check whether the file was moved, and its permissions.",
        ) from error
    if not isinstance(metadata, dict) or metadata.get("format") != TAUGHT_FORMAT:
        _refuse(path, "it is a safetensors file of another kind")
    if metadata.get("format_version") != FORMAT_VERSION:
        _refuse(path, "it was made by another version of this program")
    if set(tensors) != {TENSOR}:
        _refuse(path, "it does not hold the one tensor of a taught word")
    shape = tensors[TENSOR].shape
    if len(shape) != 2 or not all(1 <= n <= MAX_ROWS for n in shape):
        _refuse(path, f"its tensor has the shape {list(shape)}")
    try:
        rows = load(data)[TENSOR].float()
    except (SafetensorError, KeyError, ValueError) as error:
        raise TaughtRefused(f'"{path.name}" is damaged: {error}.', hint=WANTED) from error
    if not bool(((rows.norm(dim=-1) - 1).abs() < LENGTH_TOLERANCE).all()):  # a NaN is not below
        _refuse(path, "its numbers are no embedding")
    try:
        counts = [int(metadata[key]) for key in ("positive", "negative")]
        texts = [str(metadata[key])[:200] for key in ("name", "model", "model_sha256", "made")]
    except (KeyError, ValueError):
        _refuse(path, "its header is incomplete")
    name, model_id, model_sha256, made = texts
    if not name_key(name) or not all(text.isprintable() for text in texts) or min(counts) < 0:
        _refuse(path, "its header is damaged")
    return TaughtWord(
        name, model_id, model_sha256, counts[0], counts[1], made, path.name,
        Learned(rows, hashlib.sha256(data).hexdigest()),
    )  # fmt: skip


def require_model(words: Sequence[TaughtWord], model_sha256: str, title: str) -> None:
    """Raise TaughtRefused for words that belong to another model."""
    for word in words:
        if word.model_sha256 != model_sha256:
            raise TaughtRefused(
                f'The word "{word.name}" was taught to another model ("{word.model_id}"), so '
                f'"{title}" cannot use it.',
                hint="Choose the model that it was taught to, or teach the word again.",
            )


def save_taught(
    path: str | Path,
    rows: Tensor,
    *,
    name: str,
    model_id: str,
    model_sha256: str,
    positive: int,
    negative: int,
    made: datetime | None = None,
) -> TaughtWord:
    """Write a file; it appears only when it is complete, in place of an older one.

    Args:
        path: where.
        rows: (P, C) unit vectors.
        name: the word.
        model_id: id of the model that it belongs to; of a file its name alone is kept.
        model_sha256: hash of that model's file.
        positive: marked places that show it.
        negative: marked places that do not.
        made: when; now by default.

    Raises:
        DiskFull: it cannot be written.
    """
    from safetensors.torch import save

    path = Path(path)
    when = (made or datetime.now(timezone.utc)).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata = {
        "format": TAUGHT_FORMAT,
        "format_version": FORMAT_VERSION,
        "name": name,
        "model": Path(model_id).name,
        "model_sha256": model_sha256,
        "positive": str(positive),
        "negative": str(negative),
        "made": when,
        "software": f"AerOSeg for QGIS {__version__}",
    }
    data = save({TENSOR: rows.detach().cpu().float().contiguous().clone()}, metadata)
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise DiskFull(
            f'The taught word "{path}" cannot be written: {error.strerror or error}.',
            hint="Choose a folder that you may write to.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return read_taught(path)
