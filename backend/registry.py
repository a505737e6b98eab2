"""Which models exist: those that ship, the named configurations, then the user's own files."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from backend.checkpoint import CheckpointHeader, file_sha256, read_header
from backend.errors import AppError, CheckpointError, NeedsDownload, UnknownModel
from backend.model_table import RESOURCES, Entry, ModelFolder, read_table, size_text
from backend.protocol import FileInfo, ModelInfo

if TYPE_CHECKING:
    from backend.models.base import ModelConfig

__all__ = ["RESOURCES", "Registry", "Resolved", "configuration"]

logger = logging.getLogger(__name__)

QUICK_HASH_BYTES = 64 * 2**20  # files up to here are hashed while models are listed


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
        folder: where fetched models are; None takes the user's (:class:`ModelFolder`).
    """

    def __init__(self, resources: Path = RESOURCES, folder: Path | None = None) -> None:
        self._resources = resources
        self.folder = ModelFolder(folder)
        self._hashes: dict[tuple[str, int, int], str] = {}
        self._lock = Lock()

    def models(self, user_checkpoints: list[str] | None = None) -> list[ModelInfo]:
        """Every model, with its state; a broken file is listed as broken."""
        infos = [self.info(entry) for entry in self._table()]
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
                        hint=self._how_to_get(entry) if entry.files else entry.reason,
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

    def find(self, model_id: str) -> Entry | None:
        """The listed model of this id."""
        return next((entry for entry in self._table() if entry.id == model_id), None)

    def _table(self) -> list[Entry]:
        """Entries of ``models.json``, and of the presets where it asks for them."""
        entries, presets = read_table(self._resources)
        if presets:
            listed = {entry.id for entry in entries}
            entries += [entry for entry in _preset_entries() if entry.id not in listed]
        return entries

    def _file(self, entry: Entry) -> Path | None:
        """Weights of an entry, None where they are not here."""
        path = self.folder.product(entry) if entry.files else None
        if entry.file is not None:
            path = self._resources / entry.file
        return path if path is not None and path.is_file() else None

    def info(self, entry: Entry) -> ModelInfo:
        """A listed model and its state."""
        path = self._file(entry)
        reason, state = entry.reason, "needs weights"
        if path is not None:
            try:
                return self._info(entry.id, read_header(path), path, entry)
            except AppError as error:
                logger.warning("The model %s is broken: %s", entry.id, error.message)
                again = "Download it again." if entry.files else "Install the plugin again."
                reason, state = f"{error.message} {again}", "broken"
        elif entry.files:
            reason, state = self._how_to_get(entry), "needs download"
        missing = self.folder.missing(entry)
        return ModelInfo.model_validate(
            {
                "id": entry.id,
                "title": entry.title,
                "kind": entry.kind,
                "state": state,
                "reason": reason,
                "path": None if path is None else str(path),
                "size_bytes": sum(file.size_bytes for file in missing) or entry.size_bytes,
                "licence": entry.licence,
                "credits": entry.credits,
                "needs": entry.needs or [file.name for file in missing],
                "files": self._files(entry),
                "folder": str(self.folder.path / entry.id) if entry.files else None,
                **_preset_sizes(entry),
            }
        )

    def _files(self, entry: Entry) -> list[FileInfo]:
        """What the weights of a model are made of."""
        return [
            FileInfo(
                part=file.part,
                name=file.name,
                url=file.url,
                page=file.page,
                size_bytes=file.size_bytes,
                exact=file.exact,
                licence=file.licence,
                sha256=self.folder.known_sha256(file),
                here=self.folder.source(entry, file).is_file(),
            )
            for file in entry.files
        ]

    def _how_to_get(self, entry: Entry) -> str:
        """What to do for a model that can be fetched, online and offline."""
        missing = self.folder.missing(entry)
        known = sum(file.size_bytes for file in missing)
        about = "" if all(file.exact for file in missing) else "about "
        size = f", {about}{size_text(known)}" if known else ""
        files = " and ".join(f"{file.name} (from {file.page})" for file in missing)
        text = f"Its public weights{size}{',' if size else ''} are not on this computer."
        if not missing:
            text = "Its files are here and have to be put together."
        text += f' Click Download, or run "python -m backend download {entry.id}".'
        if missing:
            text += f" Offline: put {files} into {self.folder.path / entry.id}, then do the same."
        return text

    def _info(
        self, model_id: str, header: CheckpointHeader, path: Path, entry: Entry | None = None
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
        "windows": config.windows,
        "vocabulary": None if config.vocabulary is None else list(config.vocabulary),
    }


def _preset_entries() -> list[Entry]:
    """The named configurations of AerOSeg; none of them comes with weights."""
    from backend.models.aeroseg.presets import PRESETS

    return [
        Entry(
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


def configuration(entry: Entry) -> ModelConfig | None:
    """The named configuration of an entry; None where it names none.

    Raises:
        CheckpointError: it names one that does not exist.
    """
    if entry.preset is None:
        return None
    try:
        if entry.kind == "segearth":
            from backend.models.segearth.presets import MODELS

            return MODELS[entry.preset]
        from backend.models.aeroseg.presets import preset

        return preset(entry.preset)
    except KeyError as error:
        raise CheckpointError(
            f'The list of models names a configuration "{entry.preset}", which does not exist.',
            hint="Install the plugin again from its zip file.",
        ) from error


def _preset_sizes(entry: Entry) -> dict[str, Any]:
    """What the configuration of an entry says; nothing where there is none."""
    config = configuration(entry)
    return {} if config is None else _sizes(config)
