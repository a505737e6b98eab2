"""The concepts that training data annotates: ids, wordings, implications and exclusions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from backend.errors import InputError

__all__ = ["UNKNOWN", "Concept", "Concepts", "load_concepts"]

UNKNOWN = 255  # label value and target value: not annotated, no data, or doubtful
BACKGROUND = 0


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that can be annotated."""

    id: int
    name: str
    phrases: tuple[str, ...]
    implies: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concepts:
    """All concepts, in the fixed order of the back-projection slots."""

    items: tuple[Concept, ...]
    absent: tuple[str, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """Main names in slot order."""
        return tuple(c.name for c in self.items)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """Every phrase of every concept."""
        return tuple(p for c in self.items for p in c.phrases)

    @cached_property
    def slot_of(self) -> dict[str, int]:
        """Slot by main name."""
        return {c.name: i for i, c in enumerate(self.items)}

    def table(self, annotated: dict[int, str]) -> NDArray[np.uint8]:
        """Targets of every label value under a data set's annotation.

        Args:
            annotated: id -> name of the classes that the label annotates; may hold 0.

        Returns:
            (256, slots) uint8: 1 positive, 0 negative, 255 unknown.
        """
        table = np.full((256, len(self.items)), UNKNOWN, np.uint8)
        listed = [self.slot_of[n] for i, n in annotated.items() if i != BACKGROUND]
        if BACKGROUND in annotated:
            table[BACKGROUND, listed] = 0
        for label, name in annotated.items():
            if label == BACKGROUND:
                continue
            concept = self.items[self.slot_of[name]]
            table[label, listed] = 0
            table[label, [self.slot_of[n] for n in concept.excludes]] = 0
            table[label, [self.slot_of[n] for n in concept.implies]] = 1
            table[label, self.slot_of[name]] = 1
        return table


def load_concepts(path: Path | None = None) -> Concepts:
    """Read the concept file of this package, or another.

    Raises:
        InputError: an implication or exclusion names no concept.
    """
    path = path or Path(__file__).with_name("concepts.yaml")
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    items = tuple(
        Concept(
            c["id"], c["name"], tuple(c["phrases"]),
            tuple(c.get("implies", ())), tuple(c.get("excludes", ())),
        )
        for c in raw["concepts"]
    )  # fmt: skip
    names = {c.name for c in items}
    for concept in items:
        stray = (set(concept.implies) | set(concept.excludes)) - names
        if stray:
            raise InputError(f'"{path.name}": "{concept.name}" refers to {sorted(stray)}.')
    return Concepts(items, tuple(raw.get("absent", ())))
