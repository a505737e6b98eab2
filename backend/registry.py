"""Which models exist: those that ship, the named configurations, then the user's own files."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backend.checkpoint import CheckpointHeader, file_sha256, read_header
from backend.errors import AppError, CheckpointError, NeedsDownload, UnknownModel
from backend.protocol import ModelInfo

if TYPE_CHECKING:
    from backend.models.base import ModelConfig

__all__ = ["RESOURCES", "Registry", "Resolved"]

logger = logging.getLogger(__name__)

RESOURCES = Path(__file__).parent.parent / "resources"
QUICK_HASH_BYTES = 64 * 2**20  # files up to here are hashed while models are listed


class _Entry(BaseModel):
    """One model of ``models.json``.

    Attributes:
        file: weights inside the resources folder, when they ship with the plugin.
        preset: name of its configuration, for a model whose weights are not here.
        reason: why it is not ready, when it is not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    kind: str
    file: str | None = None
    preset: str | None = None
    licence: str = ""
    credits: list[str] = Field(default_factory=list)
    size_bytes: int = 0
    reason: str = ""
    needs: list[str] = Field(default_factory=list)


class _Table(BaseModel):
    """``models.json``.

    Attributes:
        models: in the order of the list.
        presets: whether every named configuration that is not among them follows.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    models: list[_Entry]
    presets: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A model that can be loaded."""

    info: ModelInfo
    path: Path
    header: CheckpointHeader


class Registry:
    """Looks models up.

    Args:
        resources: folder with ``models.json`` and the weights that ship.
    """

    def __init__(self, resources: Path = RESOURCES) -> None:
        self._resources = resources
        self._hashes: dict[tuple[str, int, int], str] = {}
        self._lock = Lock()

    def models(self, user_checkpoints: list[str] | None = None) -> list[ModelInfo]:
        """Every model, with its state; a broken file is listed as broken."""
        infos = [self._shipped(entry) for entry in self._table()]
        for path in dict.fromkeys(user_checkpoints or []):
            try:
                infos.append(self.inspect(path))
            except AppError as error:
                infos.append(
                    ModelInfo(
                        id=path,
                        title=Path(path).stem or path,
                        kind="unknown",
                        state="broken",
                        reason=f"{error.message} {error.hint}".strip(),
                        path=path,
                    )
                )
        return infos

    def inspect(self, path: str) -> ModelInfo:
        """One checkpoint file, from its header alone.

        Raises:
            CheckpointError: it is no usable checkpoint; the message says what it is.
        """
        header = read_header(path)
        return self._info(path, header, Path(path))

    def resolve(self, model: str, user_checkpoints: list[str] | None = None) -> Resolved:
        """The checkpoint behind an id or a path.

        Raises:
            UnknownModel: neither an id nor a file.
            NeedsDownload: the model is known, its weights are not here.
            CheckpointError: the file cannot be used.
        """
        for entry in self._table():
            if entry.id == model:
                path = self._file(entry)
                if path is None:
                    raise NeedsDownload(
                        f'The model "{entry.title}" cannot run: its weights are not here.',
                        hint=entry.reason,
                    )
                header = read_header(path)
                return Resolved(self._info(entry.id, header, path, entry), path, header)
        path = Path(model)
        looks_like_path = path.suffix or os.sep in model or "/" in model or path.exists()
        if not looks_like_path and model not in (user_checkpoints or []):
            known = ", ".join(f'"{entry.id}"' for entry in self._table())
            raise UnknownModel(
                f'The model "{model}" does not exist.',
                hint=f"There are {known}; a checkpoint file is given by its path.",
            )
        header = read_header(path)
        return Resolved(self._info(model, header, path), path, header)

    def sha256(self, path: Path) -> str:
        """Hash of a file; computed again only when the file has changed."""
        try:
            state = path.stat()
        except OSError as error:
            raise CheckpointError(
                f'The checkpoint "{path}" cannot be read: {error.strerror or error}.',
                hint="Check whether it was moved.",
            ) from error
        key = (str(path), state.st_size, state.st_mtime_ns)
        with self._lock:
            known = self._hashes.get(key)
        if known is None:
            known = file_sha256(path)
            with self._lock:
                self._hashes[key] = known
        return known

    def _table(self) -> list[_Entry]:
        """Entries of ``models.json``, and of the presets where it asks for them."""
        path = self._resources / "models.json"
        try:
            table = _Table.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise CheckpointError(
                "The list of models is missing or damaged.",
                hint="Install the plugin again from its zip file.",
                detail=f"{path}: {error}",
            ) from error
        entries = list(table.models)
        if table.presets:
            listed = {entry.id for entry in entries}
            entries += [entry for entry in _preset_entries() if entry.id not in listed]
        return entries

    def _file(self, entry: _Entry) -> Path | None:
        """Weights of an entry, None where they are not here."""
        if entry.file is None:
            return None
        path = self._resources / entry.file
        return path if path.is_file() else None

    def _shipped(self, entry: _Entry) -> ModelInfo:
        path = self._file(entry)
        if path is not None:
            try:
                return self._info(entry.id, read_header(path), path, entry)
            except AppError as error:
                logger.warning("The model %s is broken: %s", entry.id, error.message)
                return ModelInfo(
                    id=entry.id,
                    title=entry.title,
                    kind=entry.kind,
                    state="broken",
                    reason=f"{error.message} Install the plugin again from its zip file.",
                    path=str(path),
                )
        return ModelInfo(
            id=entry.id,
            title=entry.title,
            kind=entry.kind,
            state="needs weights",
            reason=entry.reason,
            size_bytes=entry.size_bytes,
            licence=entry.licence,
            credits=entry.credits,
            needs=entry.needs,
            **_preset_sizes(entry.preset),
        )

    def _info(
        self, model_id: str, header: CheckpointHeader, path: Path, entry: _Entry | None = None
    ) -> ModelInfo:
        """A model that is here. Raises UnsupportedArchitecture where it cannot be built."""
        from backend.models import parse_config

        config = parse_config(header.config)
        small = header.size_bytes <= QUICK_HASH_BYTES
        return ModelInfo(
            id=model_id,
            title=entry.title if entry else header.title,
            kind=config.kind,
            state="ready",
            path=str(path),
            size_bytes=header.size_bytes,
            licence=header.licence or (entry.licence if entry else ""),
            credits=header.credits or (entry.credits if entry else []),
            sha256=self.sha256(path) if small else None,
            **_sizes(config),
        )


def _sizes(config: ModelConfig) -> dict[str, Any]:
    """What a configuration says of tiles, resolution and names."""
    return {
        "tile_px": config.tile_px,
        "stride_px": config.stride_px,
        "margin_px": (config.tile_px - config.stride_px) // 2,
        "gsd_m": config.gsd_m,
        "threshold": config.threshold,
        "vocabulary": None if config.vocabulary is None else list(config.vocabulary),
    }


def _preset_entries() -> list[_Entry]:
    """The named configurations; none of them comes with weights."""
    from backend.models.aeroseg.presets import PRESETS

    return [
        _Entry(
            id=name,
            title=found.title,
            kind="aeroseg",
            preset=name,
            licence="depends on the weights",
            credits=[found.credit],
            reason=found.reason,
            needs=list(found.needs),
        )
        for name, found in PRESETS.items()
    ]


def _preset_sizes(name: str | None) -> dict[str, Any]:
    """The same of a named configuration; nothing where there is no name."""
    if name is None:
        return {}
    from backend.models.aeroseg.presets import preset

    return _sizes(preset(name))
