"""Phrases from which the word part learns what is a concept and what is not.

They are made by rule from the lists of ``phrases.yaml`` and from the words of the teacher. Each
belongs to a family (its noun or its wording), and whole families are held out, so that the rates on
them are those of words that were never seen. Phrases of the fixed test lists never enter.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import yaml
from torch import Tensor

from backend.errors import InputError
from backend.models.aeroseg.words import normalise_phrase
from training.data.concepts import Concepts
from training.text import word_lists

__all__ = ["FixedLists", "Lesson", "lessons", "load_fixed", "plural", "slip"]

Teacher = Callable[[Sequence[str]], Tensor]
FIXED = Path(__file__).parents[2] / "tests" / "training" / "words.yaml"
HELD_SHARE = 0.2  # of the families
NEAR = 0.45  # cosine in the teacher's space above which a word may mean a concept after all


@dataclass(frozen=True, slots=True)
class Lesson:
    """One phrase: number of its concept, or the number of concepts for "none of these"."""

    text: str
    label: int
    family: str

    @property
    def is_held_out(self) -> bool:
        """Whether it serves to choose the cut, not to learn; the same in every run."""
        return zlib.crc32(self.family.encode()) % 1000 < 1000 * HELD_SHARE


@dataclass(frozen=True)
class FixedLists:
    """The lists of ``tests/training/words.yaml``: phrase -> concept, and phrases to refuse."""

    taught: dict[str, str]
    unseen: dict[str, str]
    refuse: tuple[str, ...]
    agree: dict[str, str]

    def holds(self, phrase: str) -> bool:
        """Whether a phrase is, or contains, one that must stay unseen, plurals alike."""
        return self._blocked.search(_key(phrase)) is not None

    @cached_property
    def _blocked(self) -> re.Pattern[str]:
        keys = (_key(p) for p in (*self.unseen, *self.refuse, *self.agree))
        return re.compile("|".join(re.escape(key) for key in keys if key.strip()))


def load_fixed(path: Path = FIXED) -> FixedLists:
    """Read the fixed lists.

    Raises:
        InputError: they are not there.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f'The fixed lists of words "{path}" are missing.',
            hint="They come with the repository; training needs them to keep them unseen.",
        ) from error

    def flat(groups: dict[str, list[str]]) -> dict[str, str]:
        return {phrase: name for name, phrases in groups.items() for phrase in phrases}

    return FixedLists(
        flat(raw["accept_taught"]), flat(raw["accept_unseen"]), tuple(raw["refuse"]), raw["agree"]
    )


def _key(phrase: str) -> str:
    """Words with a space around each and without their plural s."""
    words = normalise_phrase(phrase.replace("-", " ")).split()
    return " " + " ".join(w.rstrip("s") if len(w) > 3 else w for w in words) + " "


def plural(phrase: str) -> str:
    """The last word in the plural, by rule."""
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase if phrase.endswith("s") else phrase + "es"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + "s"


def slip(phrase: str, rng: np.random.Generator) -> str:
    """A phrase with one slip of the pen: a letter lost, doubled, or two in the wrong order."""
    if len(phrase) < 5:
        return phrase
    at = int(rng.integers(1, len(phrase) - 2))
    kind = int(rng.integers(3))
    if kind == 0:
        return phrase[:at] + phrase[at + 1 :]
    if kind == 1:
        return phrase[:at] + phrase[at] + phrase[at:]
    return phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :]


def _wordings(concepts: Concepts) -> dict[str, int]:
    """Every wording of every concept; the first concept that has it owns it."""
    known = word_lists()["known"]
    out: dict[str, int] = {}
    for slot, concept in enumerate(concepts.items):
        for phrase in (*concept.phrases, *known.get(concept.name, ())):
            out.setdefault(normalise_phrase(phrase), slot)
    return out


def _nonsense(count: int, rng: np.random.Generator) -> Iterable[str]:
    """Rows of letters that are no words, some of which can be spoken."""
    consonants, vowels = list("bcdfghjklmnpqrstvwxz"), list("aeiouy")
    for n in range(count):
        if n % 2:
            yield "".join(rng.choice(list("abcdefghijklmnopqrstuvwxyz"), int(rng.integers(3, 9))))
        else:
            pairs = [f"{rng.choice(consonants)}{rng.choice(vowels)}" for _ in range(3)]
            yield "".join(pairs) + str(rng.choice(consonants))


def lessons(
    concepts: Concepts, pieces: Sequence[str], teacher: Teacher, fixed: FixedLists, seed: int = 0,
    words: int = 5000,
) -> list[Lesson]:  # fmt: skip
    """All lessons, in a fixed order.

    Args:
        concepts: what is known.
        pieces: the teacher's word pieces; its whole words are examples of "none of these" unless
            the teacher places them near a concept.
        teacher: sentence encoder.
        fixed: phrases that must stay unseen.
        seed: of the draw.
        words: whole words to use of ``pieces``.
    """
    lists, rng = word_lists(), np.random.default_rng(seed)
    positive, none = _wordings(concepts), len(concepts.items)
    out = [
        Lesson(text, slot, base)
        for base, slot in positive.items()
        for text in _forms(base, lists, rng)
    ]
    nouns = [normalise_phrase(n) for n in (*concepts.absent, *lists["nouns"], *lists["misleading"])]
    nouns = [n for n in dict.fromkeys(nouns) if n not in positive]
    heads = [n for n in lists["nouns"] if " " not in n and n not in positive]
    for base in nouns:
        forms = [base, plural(base), *_drawn(base, lists, rng)]
        # In English the last word says what a phrase is about: a house clock is no house.
        first = str(rng.choice(list(positive)))
        forms += [f"{first} {base}"] if " " not in base else []
        out += [Lesson(text, none, base) for text in forms]
    for base in list(positive):
        head = str(rng.choice(heads))
        out.append(Lesson(f"{base} {head}", none, head))
    whole = [p for p in pieces if not p.startswith("##") and len(p) > 3 and p not in positive]
    whole = [str(w) for w in rng.permutation(np.array(whole)) if not fixed.holds(str(w))][:words]
    meant = teacher(list(positive))
    doubtful = (teacher(whole) @ meant.T).amax(dim=1) > NEAR
    out += [Lesson(w, none, w) for w, d in zip(whole, doubtful.tolist(), strict=True) if not d]
    out += [Lesson(w, none, w) for w in _nonsense(400, rng)]
    unique = {lesson.text: lesson for lesson in reversed(out) if not fixed.holds(lesson.text)}
    return list(unique.values())[::-1]


def _drawn(base: str, lists: dict[str, list[str]], rng: np.random.Generator) -> list[str]:
    before = str(rng.choice([*lists["describing"], *lists["places"], *lists["adjectives"]]))
    return [f"{before} {base}", str(rng.choice(lists["around"])).format(base)]


def _forms(base: str, lists: dict[str, list[str]], rng: np.random.Generator) -> list[str]:
    forms = [base, plural(base)]
    for _ in range(2):
        forms += _drawn(base, lists, rng)
    return forms
