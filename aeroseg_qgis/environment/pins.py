"""Which packages the worker needs, from requirements/, and what an environment was made for."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .places import code_root

__all__ = ["Pins", "Record", "normal_name", "read_record", "write_record"]

RECORD_NAME = "aeroseg.json"


def normal_name(name: str) -> str:
    """A package's name as the package index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@dataclass(frozen=True)
class Pins:
    """The files that name the packages."""

    requirements: Path
    constraints: Path

    @classmethod
    def shipped(cls) -> Pins:
        """Those that came with the plugin."""
        folder = code_root() / "requirements"
        return cls(folder / "worker.txt", folder / "constraints.txt")

    def stamp(self) -> str:
        """Changes whenever a wanted package or its version changes; comments do not count."""
        # What comes along with the wanted packages is repaired when it is broken, and renewed with
        # them; on its own it is no reason to bother the user.
        text = "\n".join(_lines(self.requirements))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def torch_version(self) -> str:
        """The wanted version of PyTorch; empty where none is wanted."""
        for line in _lines(self.requirements):
            if _name_of(line) == "torch" and "==" in line:
                return line.split("==")[1].split(";")[0].strip()
        return ""


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    return [line for line in lines if line]


def _name_of(line: str) -> str:
    return normal_name(re.split(r"[=<>!~;\[ ]", line)[0])


@dataclass(frozen=True)
class Record:
    """What a finished environment says of itself."""

    stamp: str
    build: str
    python: str = ""
    tool: str = ""
    wheels: str = ""  # folder that the packages came from; empty for the network
    made: str = ""  # ISO time
    bytes: int = 0
    seconds: float = 0.0
    packages: dict[str, str] = field(default_factory=dict)


def read_record(environment: Path) -> Record | None:
    """The record of an environment; None where there is none that can be read."""
    try:
        values = json.loads((environment / RECORD_NAME).read_text(encoding="utf-8"))
        known = {key: values[key] for key in Record.__dataclass_fields__ if key in values}
        return Record(**known)
    except (OSError, ValueError, TypeError):
        return None


def write_record(environment: Path, record: Record) -> None:
    """Mark an environment as finished."""
    path = environment / RECORD_NAME
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    part.replace(path)
