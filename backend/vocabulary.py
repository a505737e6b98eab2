"""Class names as people type them: the one parser, default colours.

Guarantees: nothing heavy is imported here, a list that was accepted has at
least one class, and the same lines always give the same ids and colours.
"""

from __future__ import annotations

import colorsys
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backend.errors import VocabularyError
from backend.names import OTHER_NAMES, name_key

if TYPE_CHECKING:
    from backend.models.base import ClassPrompt, Learned

__all__ = [
    "Entry",
    "Problem",
    "Vocabulary",
    "default_color",
    "name_key",
    "parse_lines",
    "read_classes",
]

MAX_NAME_TEXT = 200
MAX_CLASSES = 5_000
MAX_SYNONYMS = 100

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_SUFFIX = re.compile(r"\s*([=@])\s*([^=@]*)$")

# What people expect to see; the first name of a row is the usual one.
_EXPECTED = (
    ("#3f7fbf", "water lake river sea ocean pond reservoir canal"),
    ("#2e7d32", "tree tree-crown tree-canopy canopy"),
    ("#1b5e20", "forest wood woodland"),
    ("#6aa84f", "vegetation plant greenery"),
    ("#9ccc65", "grass lawn meadow grassland pasture"),
    ("#8d9440", "shrub bush scrub hedge"),
    ("#8c8c8c", "road street highway carriageway"),
    ("#b5b0a8", "pavement sidewalk footpath path"),
    ("#5f6b73", "parking parking-lot car-park tarmac asphalt"),
    ("#a65a44", "building house roof rooftop hut"),
    ("#d2b48c", "bare-land bare-ground bare-soil soil sand desert ground"),
    ("#3b2a6d", "solar-panel photovoltaic photovoltaic-panel solar"),
    ("#e3c64b", "cropland field farmland farm crop agriculture"),
    ("#d63fa6", "vehicle car truck bus"),
    ("#00a3a3", "swimming-pool pool"),
    ("#5c3d2e", "railway rail track"),
    ("#24425c", "ship boat vessel"),
    ("#f2f2f7", "snow ice glacier"),
    ("#c9c9e8", "cloud"),
    ("#303030", "shadow"),
)
# Okabe and Ito's eight (without black), then Tol's muted scheme: told apart with any colour vision.
_SAFE = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#332288",
    "#44aa99", "#117733", "#999933", "#ddcc77", "#cc6677", "#882255", "#aa4499",
)  # fmt: skip
_GOLDEN = 0.618033988749895


@dataclass(frozen=True, slots=True)
class Entry:
    """One class.

    Attributes:
        id: 1..N in the order typed; 0 for "other".
        name: shown name.
        synonyms: other wordings, all searched.
        color: "#rrggbb".
        threshold: the class's own, or None.
        color_typed: whether the colour was typed (and belongs into the line).
        learned: what the class means where it was taught from marked places.
    """

    id: int
    name: str
    synonyms: tuple[str, ...]
    color: str
    threshold: float | None
    color_typed: bool = False
    learned: Learned | None = None

    @property
    def prompt(self) -> ClassPrompt:
        """The class as a model sees it."""
        from backend.models.base import ClassPrompt

        return ClassPrompt(self.name, self.synonyms, learned=self.learned)

    @property
    def line(self) -> str:
        """The line that gives this class again."""
        text = " | ".join((self.name, *self.synonyms))
        if self.color_typed:
            text += f" = {self.color}"
        if self.threshold is not None:
            text += f" @ {self.threshold:g}"
        return text


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one typed line, counted from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes in the order typed, and the entry for "other" where it was typed."""

    entries: tuple[Entry, ...]
    other: Entry | None = None
    typed: tuple[Entry, ...] = ()

    @property
    def prompts(self) -> list[ClassPrompt]:
        """All classes as a model sees them, in id order."""
        return [entry.prompt for entry in self.entries]

    @property
    def lines(self) -> list[str]:
        """Class lines that give this vocabulary again."""
        return [entry.line for entry in self.typed]

    def with_learned(self, words: Iterable[tuple[str, Learned]]) -> Vocabulary:
        """The same classes, some of which mean what was learned.

        Args:
            words: each with its name, which is looked for among all wordings of the classes.

        Raises:
            VocabularyError: a word is not among the classes, or two are the same class.
        """
        by_key = {
            name_key(wording): entry.id
            for entry in self.entries
            for wording in (entry.name, *entry.synonyms)
        }
        found: dict[int, Learned] = {}
        for name, learned in words:
            number = by_key.get(name_key(name))
            if number is None:
                raise VocabularyError(
                    f'The taught word "{_short(name)}" is not among the classes.',
                    hint="Add it to the class names, or leave its file out.",
                )
            if number in found:
                raise VocabularyError(
                    f'Two taught words are given for the class "{_short(name)}".',
                    hint="Leave one of the files out.",
                )
            found[number] = learned

        def taught(entries: Iterable[Entry]) -> tuple[Entry, ...]:
            return tuple(
                replace(e, learned=found[e.id]) if e.id in found else e for e in entries
            )  # fmt: skip

        return Vocabulary(taught(self.entries), self.other, taught(self.typed))


@dataclass(slots=True)
class _Draft:
    """A class before it has an id and a colour."""

    name: str
    synonyms: tuple[str, ...]
    color: str | None
    threshold: float | None


def read_classes(lines: Iterable[str]) -> Vocabulary:
    """Parse class lines that must be right.

    Raises:
        VocabularyError: names every line with a problem, or says that nothing was typed.
    """
    vocabulary, problems = parse_lines(lines)
    if problems:
        shown = " ".join(f"Line {p.line}: {p.message}" for p in problems[:5])
        more = f" And {len(problems) - 5} more." if len(problems) > 5 else ""
        raise VocabularyError(
            f"The class list cannot be used. {shown}{more}",
            hint="Correct these names; commas or new lines separate classes.",
        )
    if not vocabulary.entries:
        what = (
            'Only "background" was given, which means everything else.'
            if vocabulary.other
            else "No class name was given."
        )
        raise VocabularyError(
            f"There is nothing to look for. {what}",
            hint='Type at least one name, for example "building, road".',
        )
    return vocabulary


def parse_lines(lines: Iterable[str]) -> tuple[Vocabulary, list[Problem]]:
    """Parse class lines; entries with problems are left out.

    Args:
        lines: texts as typed; each may hold several lines or classes separated by commas.
    """
    drafts: list[_Draft] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for number, text in _pieces(lines):
        try:
            draft = _parse_piece(text)
            _claim_names(draft, seen)
            if len(drafts) >= MAX_CLASSES:
                raise ValueError(f"more than {MAX_CLASSES:,} classes were given.")
        except ValueError as problem:
            message = str(problem)
            problems.append(Problem(number, message[0].upper() + message[1:]))
        else:
            drafts.append(draft)
    return _number(drafts), problems


def _pieces(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Line number and text of each class; comments, blank lines and a last comma are left out."""
    number = 0
    for text in lines:
        for line in text.splitlines() or [""]:
            number += 1
            line = line.strip().lstrip("\ufeff")
            if not line or line.startswith("#"):
                continue
            pieces = [piece.strip() for piece in line.split(",")]
            if len(pieces) > 1 and not pieces[-1]:
                pieces.pop()
            for piece in pieces:
                yield number, piece


def _parse_piece(text: str) -> _Draft:
    """One class. Raises ValueError with a sentence."""
    color: str | None = None
    threshold: float | None = None
    rest = text
    while match := _SUFFIX.search(rest):
        sign, value = match.group(1), match.group(2).strip()
        if sign == "=":
            if color is not None:
                raise ValueError(f'"{_short(text)}" has two colours.')
            if not _COLOR.fullmatch(value):
                raise ValueError(
                    f'the colour "{_short(value)}" in "{_short(text)}" is not of the form #rrggbb.'
                )
            color = value.lower()
        else:
            if threshold is not None:
                raise ValueError(f'"{_short(text)}" has two thresholds.')
            threshold = _parse_threshold(value, text)
        rest = rest[: match.start()]
    names = [unicodedata.normalize("NFC", " ".join(part.split())) for part in rest.split("|")]
    if not names[0]:
        where = f' in "{_short(text)}"' if text else ""
        raise ValueError(f"a name is empty{where}.")
    for name in names:
        if not name:
            raise ValueError(f'a synonym of "{_short(names[0])}" is empty.')
        if len(name) > MAX_NAME_TEXT:
            raise ValueError(
                f'the name "{_short(name)}" is longer than {MAX_NAME_TEXT} characters.'
            )
        if any(unicodedata.category(letter) in ("Cc", "Cs", "Co") for letter in name):
            raise ValueError(
                f"the name {_short(ascii(name))} holds characters that cannot be shown."
            )
    if len(names) > MAX_SYNONYMS:
        raise ValueError(f'"{_short(names[0])}" has more than {MAX_SYNONYMS} synonyms.')
    unique = {name_key(name): name for name in reversed(names)}
    first = names[0]
    synonyms = tuple(n for n in reversed(unique.values()) if name_key(n) != name_key(first))
    return _Draft(first, synonyms, color, threshold)


def _parse_threshold(value: str, text: str) -> float:
    """A threshold from 0 to 1, or ValueError."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise ValueError(
            f'the threshold "{_short(value)}" in "{_short(text)}" is not a number from 0 to 1.'
        )
    return number


def _claim_names(draft: _Draft, seen: dict[str, str]) -> None:
    """Note the names of a class. Raises ValueError where another class has one of them."""
    keys = [name_key(name) for name in (draft.name, *draft.synonyms)]
    for key, name in zip(keys, (draft.name, *draft.synonyms), strict=True):
        if key in OTHER_NAMES and keys[0] not in OTHER_NAMES:
            raise ValueError(f'"{name}" means everything else, so it cannot be a synonym.')
        if key in seen:
            raise ValueError(
                f'the name "{_short(name)}" is there twice.'
                if name_key(seen[key]) == keys[0]
                else f'the name "{_short(name)}" already belongs to "{_short(seen[key])}".'
            )
    seen.update(dict.fromkeys(keys, draft.name))


def _number(drafts: Sequence[_Draft]) -> Vocabulary:
    """Ids in the order typed; colours typed first, then expected ones, then safe ones."""
    taken = {draft.color for draft in drafts if draft.color}
    typed: list[Entry] = []
    other: Entry | None = None
    next_id = 1
    for draft in drafts:
        if name_key(draft.name) in OTHER_NAMES:
            entry = Entry(
                0, draft.name, draft.synonyms, draft.color or "#000000", None,
                draft.color is not None,
            )  # fmt: skip
            other = other or entry
        else:
            color = draft.color or default_color((draft.name, *draft.synonyms), taken)
            taken.add(color)
            entry = Entry(
                next_id, draft.name, draft.synonyms, color, draft.threshold, draft.color is not None
            )
            next_id += 1
        typed.append(entry)
    return Vocabulary(tuple(e for e in typed if e.id), other, tuple(typed))


def default_color(wordings: Sequence[str], taken: set[str]) -> str:
    """The colour that people expect for one of these wordings, else a free one of a safe list."""
    for wording in wordings:
        color = _expected_colors().get(_singular(wording))
        if color and color not in taken:
            return color
    for color in _SAFE:
        if color not in taken:
            return color
    for step in range(len(taken) + 1):
        hue = (0.07 + step * _GOLDEN) % 1.0
        parts = colorsys.hsv_to_rgb(hue, 0.45 + 0.2 * (step % 3), 0.9 - 0.17 * (step // 3 % 4))
        color = "#" + "".join(f"{round(255 * part):02x}" for part in parts)
        if color not in taken:
            return color
    return "#7f7f7f"


def _expected_colors() -> dict[str, str]:
    """Colour by singular name, words joined with hyphens."""
    return {name: color for color, names in _EXPECTED for name in names.split()}


def _singular(name: str) -> str:
    """A rough singular with hyphens: "Solar panels" -> "solar-panel"."""
    key = name_key(name).replace(" ", "-").replace("_", "-")
    if key in _expected_colors():
        return key
    for ending, replacement in (("ies", "y"), ("es", ""), ("s", "")):
        stem = key[: -len(ending)] + replacement
        if key.endswith(ending) and stem in _expected_colors():
            return stem
    return key


def _short(text: str, limit: int = 60) -> str:
    """Text for a message, cut where it is long."""
    return text if len(text) <= limit else text[: limit - 3] + "..."
