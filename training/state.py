"""The state of a run on disk: written whole or not at all, and tied to its configuration."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import torch

from backend.disk import disk_error
from backend.errors import FormatRefused, InputError
from training.config import RunSettings
from training.data.index import IndexRow

__all__ = [
    "check_same_rows", "check_same_run", "digest_of", "disk_full", "read_state", "run_settings",
    "write_state",
]  # fmt: skip

# Settings that may change when a run goes on: they change no number of it, or, like its length,
# they are changed on purpose. A cache may move, but not come or go: its numbers are rounded.
MAY_CHANGE = (
    *("title", "out", "steps", "save_every", "evaluate_every", "log_every", "tensorboard"),
    *("workers", "device", "init", "text_steps", "backbone_weights", "guidance_weights"),
    *("preset", "upsampler_weights"),
)


def disk_full(path: Path, error: OSError | RuntimeError) -> NoReturn:
    """Raise DiskFull for a file that could not be written."""
    hint = "Free some space or choose another folder (out=...), then go on with --resume."
    raise disk_error(path, error, hint) from error


def write_state(path: Path, state: Mapping[str, Any]) -> None:
    """Write tensors and numbers; the file of before stays until the new one is safe on disk.

    Raises:
        DiskFull: there is no space, or the file cannot be written; the old file is untouched.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            torch.save(dict(state), stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except (OSError, RuntimeError) as error:  # torch's writer tells a failed write by the latter
        disk_full(path, error)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a loss of power, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_state(path: Path, device: torch.device | str) -> dict[str, Any]:
    """Read what :func:`write_state` wrote; code in a file is never run.

    Raises:
        InputError: the file is missing.
        FormatRefused: it is of another kind, or damaged.
    """
    try:
        return torch.load(path, weights_only=True, map_location=device)
    except FileNotFoundError as error:
        raise InputError(
            f'There is no state "{path}" to go on from.', hint="Start without --resume."
        ) from error
    except Exception as error:  # torch tells a refused file by a dozen types
        raise FormatRefused(
            f'"{path}" is no state of a training run, or it is damaged.',
            hint="Start without --resume, or in another folder (out=...).",
            detail=str(error)[:2000],
        ) from error


def run_settings(config: RunSettings) -> dict[str, Any]:
    """The configuration as plain values, for the state."""
    return config.model_dump(mode="json")


def _flat(value: Any, where: str = "") -> dict[str, Any]:
    if not isinstance(value, dict):
        return {where: value}
    out = {}
    for key, inner in value.items():
        out.update(_flat(inner, f"{where}.{key}" if where else str(key)))
    return out


def check_same_run(path: Path, state: Mapping[str, Any], config: RunSettings) -> None:
    """Refuse to go on from the state of a run with other settings.

    Raises:
        InputError: a setting differs; the message names the first one with both values.
    """
    hint = "Set it as it was, or start without --resume in another folder (out=...)."
    if "config" not in state:
        raise InputError(f'"{path}" was written by an earlier version.', hint=hint)
    old, new = _flat(state["config"]), _flat(run_settings(config))
    keys = [*new, *(k for k in old if k not in new)]
    # The network last: a change of the run's own settings, as the classes, shows in it as well.
    for key in sorted(keys, key=lambda k: k.startswith("model.")):
        if key.split(".")[0] in MAY_CHANGE:
            continue
        before, now = old.get(key, "nothing"), new.get(key, "nothing")
        if key == "guidance_cache" and (old.get(key) is None) == (new.get(key) is None):
            continue
        if before != now:
            raise InputError(
                f'"{path}" is of another configuration: "{key}" was {str(before)[:200]}, '
                f"now it is {str(now)[:200]}.",
                hint=hint,
            )


def digest_of(rows: Sequence[IndexRow]) -> str:
    """SHA-256 of what the rows of an index say and their order; their folder may be another."""
    digest = hashlib.sha256()
    for row in rows:
        said = (
            row.source, row.place, row.image.name, row.label.name, row.gsd_m,
            sorted(row.classes.items()), row.offset, sorted(row.ignored),
        )  # fmt: skip
        digest.update(f"{said}\n".encode())
    return digest.hexdigest()


def check_same_rows(path: Path, state: Mapping[str, Any], rows: str) -> None:
    """Refuse to go on with other images; which are held out follows from the configuration.

    Args:
        path: of the state.
        state: of the run; one of an earlier version says nothing of its rows.
        rows: digest of the rows now.

    Raises:
        InputError: rows were added, taken out, put in another order or changed.
    """
    if state.get("rows", rows) != rows:
        raise InputError(
            f'"{path}" is of other images: "data.index" had other rows, or another order of them.',
            hint="Take the index as it was, or start without --resume in another folder (out=...).",
        )
