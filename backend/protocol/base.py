"""What every message is made of: the strict base class, field types and their limits.

The other modules of this package build on it; it imports none of them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "MAX_CLASS_LINES",
    "MAX_CLASS_TEXT",
    "MAX_PATH_TEXT",
    "PROTOCOL_VERSION",
    "ClassText",
    "ClassTexts",
    "Finite",
    "Message",
    "Path_",
    "RequestId",
    "UnitFloat",
    "UserCheckpoints",
]

PROTOCOL_VERSION = 1
MAX_CLASS_LINES = 5_000
MAX_CLASS_TEXT = 4_096
MAX_PATH_TEXT = 32_767  # the longest path that Windows knows

Path_ = Annotated[str, Field(min_length=1, max_length=MAX_PATH_TEXT)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
UnitFloat = Annotated[float, Field(ge=0.0, le=1.0)]
ClassText = Annotated[str, Field(max_length=MAX_CLASS_TEXT)]
ClassTexts = Annotated[list[ClassText], Field(max_length=MAX_CLASS_LINES)]
UserCheckpoints = Annotated[list[Path_], Field(max_length=1_000)]
RequestId = int | Annotated[str, Field(max_length=200)]


class Message(BaseModel):
    """A part of a message: unknown fields are refused, numbers are not guessed from text."""

    model_config = ConfigDict(extra="forbid", strict=True)
