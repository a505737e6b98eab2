"""``models.json``: the models that ship or can be fetched, and the folder that they are kept in."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from backend.errors import CheckpointError
from backend.fetch import write_json

__all__ = [
    "FOLDER_VARIABLE",
    "RESOURCES",
    "Entry",
    "ModelFile",
    "ModelFolder",
    "read_table",
    "size_text",
]

RESOURCES = Path(__file__).parent.parent / "resources"
FOLDER_VARIABLE = "AEROSEG_MODELS"
HASHES = "hashes.json"


class ModelFile(BaseModel):
    """One published file that a model is made of.

    Attributes:
        part: which part of the model it fills.
        name: its published name.
        url: its public address.
        page: where people find it, with its terms.
        size_bytes: its length; 0 where it is not known.
        exact: whether the length is known to the byte, and not about.
        sha256: None where nobody vouches for one. May be written in groups.
        member: ending of the name inside a zip archive, for a file that comes packed.
        licence: terms of use.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: Literal["clip", "upsampler"]
    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    url: str
    page: str
    size_bytes: int = Field(default=0, ge=0)
    exact: bool = False
    sha256: str | None = None
    member: str | None = None
    licence: str

    @field_validator("sha256")
    @classmethod
    def _joined(cls, text: str | None) -> str | None:
        if text is None:
            return None
        joined = text.replace(" ", "")
        if len(joined) != 64 or set(joined) - set("0123456789abcdef"):
            raise ValueError("sha256 must have 64 hexadecimal digits")
        return joined


class Entry(BaseModel):
    """One model of ``models.json``.

    Attributes:
        file: weights inside the resources folder, when they ship with the plugin.
        preset: name of its configuration, for a model whose weights are not here.
        reason: why it is not ready, when it is not.
        files: what its weights are made of, for a model that can be fetched.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    title: str
    kind: str
    file: str | None = None
    preset: str | None = None
    licence: str = ""
    credits: list[str] = Field(default_factory=list)
    size_bytes: int = 0
    reason: str = ""
    needs: list[str] = Field(default_factory=list)
    files: list[ModelFile] = Field(default_factory=list)


class _Table(BaseModel):
    """``models.json``.

    Attributes:
        models: in the order of the list.
        presets: whether every named configuration that is not among them follows.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    models: list[Entry]
    presets: bool = False


def read_table(resources: Path) -> tuple[list[Entry], bool]:
    """Entries of ``models.json``, and whether the named configurations follow them.

    Raises:
        CheckpointError: it is missing or damaged.
    """
    path = resources / "models.json"
    try:
        table = _Table.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise CheckpointError(
            "The list of models is missing or damaged.",
            hint="Install the plugin again from its zip file.",
            detail=f"{path}: {error}",
        ) from error
    return list(table.models), table.presets


class ModelFolder:
    """Where fetched models are kept: ``ID.safetensors``, and their files in ``ID/`` meanwhile.

    Args:
        path: None takes that of the variable ``AEROSEG_MODELS``, else one of the user's own.
    """

    def __init__(self, path: Path | None = None) -> None:
        named = os.environ.get(FOLDER_VARIABLE, "")
        self.path = path or (Path(named).expanduser() if named else _default_folder())

    def product(self, entry: Entry) -> Path:
        """The finished checkpoint of a model."""
        return self.path / f"{entry.id}.safetensors"

    def source(self, entry: Entry, file: ModelFile) -> Path:
        """A published file on its way to the checkpoint; people may put it there themselves."""
        return self.path / entry.id / file.name

    def missing(self, entry: Entry) -> list[ModelFile]:
        """Files of a model that are not here."""
        return [file for file in entry.files if not self.source(entry, file).is_file()]

    def known_sha256(self, file: ModelFile) -> str | None:
        """The hash that a file must have: the listed one, or that of its first download."""
        if file.sha256 is not None:
            return file.sha256
        known = self._hashes().get(file.url)
        return known["sha256"] if known else None

    def remember(self, file: ModelFile, sha256: str, size_bytes: int) -> None:
        """Record the hash of a first download, which every later one must have. Raises OSError."""
        known = {"sha256": sha256, "size_bytes": size_bytes}
        write_json(self.path / HASHES, {**self._hashes(), file.url: known})

    def _hashes(self) -> dict[str, dict[str, Any]]:
        with contextlib.suppress(OSError, ValueError):
            found = json.loads((self.path / HASHES).read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return {
                    url: known
                    for url, known in found.items()
                    if isinstance(known, dict) and isinstance(known.get("sha256"), str)
                }
        return {}


def _default_folder() -> Path:
    """The folder for data of programs that the system gives to each user."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "AerOSeg" / "models"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "AerOSeg" / "models"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "aeroseg" / "models"


def size_text(size_bytes: int) -> str:
    """Bytes as people read them: "571 MB" (binary units, named as the panel names them)."""
    for unit, name in ((2**30, "GB"), (2**20, "MB"), (2**10, "KB")):
        number = size_bytes / unit
        if number >= 1:
            digits = 1 if unit == 2**30 or number < 10 else 0
            return f"{number:.{digits}f} {name}"
    return f"{size_bytes} bytes"
