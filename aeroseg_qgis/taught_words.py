"""Words that the user has taught: small files beside the own class lists, found by name and model.

A file is taken for a run by itself when the list has a class of its name and the model is the one
that it was taught to. Only headers are read here; what the numbers are, the worker checks.
"""

from __future__ import annotations

import json
import logging
import re
import struct
from dataclasses import dataclass
from pathlib import Path

from . import class_presets
from .class_text import wording_keys
from .messages import ModelInfo
from .problems import Problem
from .text import tr

__all__ = [
    "TaughtWord",
    "file_name",
    "files_for",
    "folder",
    "forget",
    "keep",
    "known_words",
    "read_header",
]

logger = logging.getLogger(__name__)

FORMAT = "aeroseg-taught"
ENDING = ".safetensors"
MOST_HEADER_BYTES = 65_536
NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*.]+')


@dataclass(frozen=True)
class TaughtWord:
    """What the header of a file says.

    Args:
        path: The file.
        name: The word.
        model: Id or file name of the model that it belongs to.
        model_sha256: Hash of that model.
        positive: Places that show it.
        negative: Places that do not.
        made: Day and time, UTC.
    """

    path: Path
    name: str
    model: str
    model_sha256: str
    positive: int
    negative: int
    made: str

    @property
    def key(self) -> str:
        """The name for comparing."""
        return next(iter(wording_keys(self.name)))

    def belongs_to(self, model: ModelInfo) -> bool:
        """Whether it was taught to this model."""
        if model.sha256:
            return model.sha256 == self.model_sha256
        return Path(model.id).name == self.model


def folder() -> Path:
    """Where taught words are kept, beside the own class lists."""
    return class_presets.own_folder() / "taught"


def read_header(path: Path) -> TaughtWord | None:
    """What a file says of itself; None for one that is no taught word."""
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > MOST_HEADER_BYTES:
                return None
            meta = json.loads(file.read(length))["__metadata__"]
        if meta["format"] != FORMAT:
            return None
        return TaughtWord(
            path, str(meta["name"]), str(meta["model"]), str(meta["model_sha256"]),
            int(meta["positive"]), int(meta["negative"]), str(meta["made"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
        logger.info("%s is no taught word: %s", path.name, error)
        return None


def known_words() -> list[TaughtWord]:
    """All that are kept, by name."""
    found = [read_header(path) for path in sorted(folder().glob(f"*{ENDING}"))]
    return [word for word in found if word is not None]


def words_for(model: ModelInfo | None, lines: list[str]) -> list[TaughtWord]:
    """The kept words of a model that the list has, one for each class."""
    if model is None or not lines:
        return []
    keys = [wording_keys(line) for line in lines]
    found: dict[int, TaughtWord] = {}
    for word in known_words():
        if word.belongs_to(model):
            for row, names in enumerate(keys):
                if word.key in names:
                    found.setdefault(row, word)
    return [found[row] for row in sorted(found)]


def files_for(model: ModelInfo | None, lines: list[str]) -> list[str]:
    """Paths of the taught words that a run takes."""
    return [str(word.path) for word in words_for(model, lines)]


def file_name(name: str, model: ModelInfo) -> str:
    """The name of the file of a word that is taught to a model."""
    stem = NOT_IN_A_FILE_NAME.sub("_", name).strip("_ ")[:60] or "word"
    owner = (model.sha256 or "")[:8] or NOT_IN_A_FILE_NAME.sub("_", Path(model.id).stem)[:60]
    return f"{stem} {owner}{ENDING}"


def keep(path: Path) -> Path:
    """Move a learned word from where it was tried into the folder of those that are kept.

    Raises:
        Problem: it cannot be written.
    """
    word = read_header(path)
    if word is None:
        raise Problem(
            tr("The word was not kept."),
            tr("“{path}” is no file of a taught word.").format(path=path),
            tr("Teach it again."),
            name="bad_taught",
        )
    target = folder() / path.name  # the name that runs with it have in their records
    try:
        folder().mkdir(parents=True, exist_ok=True)
        for old in known_words():
            if old.key == word.key and old.model_sha256 == word.model_sha256:
                old.path.unlink()
        part = target.with_name(target.name + ".part")
        part.write_bytes(path.read_bytes())
        part.replace(target)
    except OSError as error:
        raise Problem(
            tr("The word was not kept."),
            tr("The folder “{folder}” cannot be written: {error}.").format(
                folder=folder(), error=error.strerror or error
            ),
            tr("Free some space, or correct the permissions of the folder."),
            name="disk",
        ) from error
    return target


def forget(word: TaughtWord) -> None:
    """Remove a kept word; the model then answers as before."""
    word.path.unlink(missing_ok=True)
