"""Hidden background words: what the named classes are asked against (SegEarth spec A.9).

A softmax over one name is 1 everywhere, so a name alone means nothing. Unless the user types
"background" or "other", these words take part as queries of id 0 and never appear in the legend.
The list that ships is data (``resources/background.json``): this project's choice, words of
OpenEarthMap, not tuned. A checkpoint or a run may bring another one in the same form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from backend.errors import BadRequest, CheckpointError
from backend.models.base import BackgroundGroup, ClassPrompt, StrictModel

__all__ = ["default_groups", "hidden_prompts", "read_groups"]

DEFAULT = Path(__file__).parents[2] / "resources" / "background.json"
MAX_FILE_BYTES = 2**20
# Letters and digits, with hyphens inside: "built-up" is one word.
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class _File(StrictModel):
    """A file of background words."""

    format: Literal[1]
    groups: tuple[BackgroundGroup, ...] = Field(max_length=50)


@cache
def default_groups() -> tuple[BackgroundGroup, ...]:
    """The list that ships.

    Raises:
        CheckpointError: its file is missing or damaged.
    """
    try:
        return _File.model_validate_json(DEFAULT.read_bytes()).groups
    except (OSError, ValidationError) as error:
        raise CheckpointError(
            "The list of background words is missing or damaged.",
            hint="Install the plugin again from its zip file.",
            detail=f"{DEFAULT}: {error}",
        ) from error


def read_groups(path: str) -> tuple[BackgroundGroup, ...]:
    """A list of one's own, of the form of ``resources/background.json``.

    Raises:
        BadRequest: the file cannot be read or is not of that form.
    """
    try:
        if Path(path).stat().st_size > MAX_FILE_BYTES:
            raise BadRequest(
                f'The list of background words "{path}" is larger than {MAX_FILE_BYTES:,} bytes.'
            )
        return _File.model_validate_json(Path(path).read_bytes()).groups
    except OSError as error:
        raise BadRequest(
            f'The list of background words "{path}" cannot be read: {error.strerror or error}.',
            hint="Check whether it was moved.",
        ) from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:200] or "file"
        raise BadRequest(
            f'The list of background words "{path}" cannot be used: {where}: {first["msg"][:300]}.',
            hint="Its form is that of resources/background.json (docs/segearth.md).",
        ) from error


def hidden_prompts(
    groups: Sequence[BackgroundGroup], classes: Sequence[ClassPrompt]
) -> list[ClassPrompt]:
    """The hidden words that take part beside these classes; none where one means "other"."""
    if any(prompt.is_other for prompt in classes):
        return []
    typed: set[str] = set()
    for prompt in classes:
        for wording in prompt.wordings:
            typed |= _forms(wording)
    return [
        ClassPrompt(word, hidden=True)
        for group in groups
        if not typed.intersection(group.unless)
        for word in group.words
    ]


def _forms(wording: str) -> set[str]:
    """Words of a name, also without the endings -s, -es and -ies, and parts of hyphened words."""
    words = _WORD.findall(wording.casefold().replace("_", " "))
    words += [part for word in words if "-" in word for part in word.split("-")]
    forms = set(words)
    for word in words:
        for ending, instead in (("s", ""), ("es", ""), ("ies", "y")):
            if word.endswith(ending):
                forms.add(word.removesuffix(ending) + instead)
    return forms
