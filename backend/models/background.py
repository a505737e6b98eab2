"""Hidden background words: what the named classes are asked against (spec A.9).

A softmax over one name is 1 everywhere, so a name alone means nothing. Unless the user types
"background" or "other", these words take part as queries of id 0 and never appear in the legend.
The list is this project's choice: words of OpenEarthMap, not tuned. A configuration may hold
another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from backend.models.base import ClassPrompt, StrictModel

__all__ = [
    "BACKGROUND",
    "OTHER_NAMES",
    "BackgroundGroup",
    "hidden_words",
    "is_other",
    "used_rows",
]

OTHER_NAMES = frozenset({"background", "other"})  # as in backend.vocabulary, which lies above

Word = Annotated[str, Field(min_length=1, max_length=200)]
# Letters and digits, with hyphens inside: "built-up" is one word.
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class BackgroundGroup(StrictModel):
    """Words of one kind.

    Attributes:
        words: each is a query of id 0.
        unless: the group is left out when a typed name or synonym holds one of these words, so
            that no name competes with its own kind. Lower case, singular.
    """

    words: tuple[Word, ...] = Field(min_length=1, max_length=50)
    unless: tuple[Word, ...] = Field(default=(), max_length=200)


def _group(words: str, unless: str = "") -> BackgroundGroup:
    return BackgroundGroup(words=tuple(words.split(", ")), unless=tuple(unless.split()))


BACKGROUND = (
    _group("background"),
    _group(
        "building, roof",
        "building house home roof hut shed warehouse factory facade residential urban city village "
        "settlement built-up",
    ),
    _group(
        "road, pavement",
        "road street highway motorway track path pavement asphalt concrete parking runway "
        "impervious urban city village settlement built-up",
    ),
    _group(
        "tree, forest",
        "tree forest wood woodland shrub bush hedge orchard plantation mangrove vegetation "
        "greenery",
    ),
    _group("grass", "grass grassland lawn meadow pasture rangeland shrub vegetation greenery"),
    _group(
        "cropland",
        "crop cropland farm farmland field agriculture agricultural orchard vineyard paddy "
        "plantation vegetation",
    ),
    _group(
        "water, river",
        "water river stream canal lake pond reservoir sea ocean wetland flood",
    ),
    _group(
        "bareland, barren",
        "bare bareland bareground barren soil sand desert beach rock gravel quarry dirt",
    ),
)


def is_other(prompt: ClassPrompt) -> bool:
    """Whether a class means "none of the others", id 0."""
    return " ".join(prompt.name.casefold().split()) in OTHER_NAMES


def hidden_words(groups: Sequence[BackgroundGroup]) -> tuple[str, ...]:
    """All words of all groups, in their order."""
    return tuple(word for group in groups for word in group.words)


def used_rows(groups: Sequence[BackgroundGroup], classes: Sequence[ClassPrompt]) -> list[int]:
    """Which of :func:`hidden_words` take part beside these classes; none where one means id 0."""
    if any(is_other(prompt) for prompt in classes):
        return []
    typed: set[str] = set()
    for prompt in classes:
        for wording in prompt.wordings:
            typed |= _forms(wording)
    rows: list[int] = []
    first = 0
    for group in groups:
        if not typed.intersection(group.unless):
            rows += range(first, first + len(group.words))
        first += len(group.words)
    return rows


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
