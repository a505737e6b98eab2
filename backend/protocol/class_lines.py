"""Class lines as typed, and as they were understood: ``parse``."""

from __future__ import annotations

from pydantic import Field

from backend.protocol.base import ClassTexts, Message, Path_, UserCheckpoints

__all__ = ["ClassLine", "ClassProblem", "ParseParams", "ParseResult"]


class ParseParams(Message):
    """Class lines as typed; with a model, its knowledge of the names is looked up."""

    classes: ClassTexts
    model: Path_ | None = None
    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class ClassLine(Message):
    """One class as it was understood. ``reason`` says why it is not known."""

    name: str
    synonyms: list[str]
    color: str
    threshold: float | None
    known: bool
    reason: str = ""


class ClassProblem(Message):
    """Something wrong in one typed line (counted from 1)."""

    line: int
    message: str


class ParseResult(Message):
    """The class list as it was understood; with problems, ``segment`` would refuse it."""

    classes: list[ClassLine]
    problems: list[ClassProblem]
