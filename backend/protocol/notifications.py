"""What the worker tells without being asked: progress, finished blocks, lines for the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from backend.protocol.base import Message, RequestId

__all__ = ["NOTIFICATIONS", "BlockParams", "LogParams", "ProgressParams"]


class ProgressParams(Message):
    """How far a run is; ``text`` is a fragment: "encoding tile 9 of 24"."""

    id: RequestId
    stage: Literal[
        "starting", "reading", "encoding", "decoding", "writing",
        "downloading", "checking", "converting", "learning",
    ]  # fmt: skip
    text: str
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    seconds_left: float | None = None


class BlockParams(Message):
    """Blocks of a run are on disk; ``preview`` is a raster of their class ids."""

    id: RequestId
    preview: str
    done: int = Field(ge=0)
    total: int = Field(ge=0)


class LogParams(Message):
    """A line for QGIS's log panel."""

    level: Literal["info", "warning", "error"]
    text: str


NOTIFICATIONS: Mapping[str, type[Message]] = {
    "progress": ProgressParams, "block": BlockParams, "log": LogParams,
}  # fmt: skip
