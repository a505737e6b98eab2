"""Class lines as text: what a line says, and the line with one thing changed.

    building | house | roof = #a65a44 @ 0.4

The one parser is in the worker. Only what needs no understanding happens here, and nothing of a
line changes but what was asked for. Standard library only.
"""

from __future__ import annotations

import re

__all__ = [
    "is_everything_else",
    "plain_name",
    "short_name",
    "shown_text",
    "split_lines",
    "threshold_of",
    "with_color",
    "with_threshold",
    "with_wordings",
    "without_color",
    "wording_keys",
    "wordings",
]

OTHER_NAMES = frozenset({"background", "other"})  # as in backend/vocabulary.py
SEPARATORS = ",，、"
COLOR = re.compile(r"\s*=\s*#[0-9a-fA-F]{3,8}")
THRESHOLD = re.compile(r"\s*@\s*([0-9.,]*)")
TAIL = re.compile(r"\s*(=\s*#[0-9a-fA-F]*|@\s*[0-9.,]*)\s*")
# "@ 0,4" where the comma is the decimal separator, not one between names.
DECIMAL_COMMA = re.compile(r"(@\s*[01]),(\d+)(?=\s*(?:[=,，、]|$))")


def split_lines(text: str) -> tuple[list[str], int]:
    """Typed or pasted text as class lines, and the number of empty names between commas."""
    lines, empty = [], 0
    for row in re.split(r"[\r\n\u2028\u2029]+", text):
        if row.strip().startswith("#"):
            continue  # a comment, as in class files
        parts = [part.strip() for part in re.split(f"[{SEPARATORS}]", _with_points(row))]
        if len(parts) > 1 and not parts[-1]:
            parts.pop()  # a comma at the end separates nothing
        lines += [part for part in parts if part]
        empty += sum(1 for part in parts if not part) if row.strip() else 0
    return lines, empty


def _with_points(row: str) -> str:
    return DECIMAL_COMMA.sub(r"\1.\2", row)


def shown_text(line: str) -> str:
    """The line without the colour and the threshold at its end."""
    return TAIL.sub(" ", line).strip()


def without_color(line: str) -> str:
    """The line without its colour, which is shown as a colour."""
    return COLOR.sub("", line).strip()


def wordings(line: str) -> list[str]:
    """The name and its synonyms, as typed."""
    return [part.strip() for part in shown_text(line).split("|")]


def short_name(line: str) -> str:
    """The name alone, as the legend shows it."""
    return wordings(line)[0]


def plain_name(line: str) -> str:
    """The name a line begins with, for comparing lines."""
    return _key(short_name(line))


def wording_keys(line: str) -> set[str]:
    """All wordings of a line, for comparing lines."""
    return {_key(word) for word in wordings(line)}


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def is_everything_else(line: str) -> bool:
    """Whether the line means what is none of the other classes."""
    return plain_name(line) in OTHER_NAMES


def threshold_of(line: str) -> float | None:
    """The class's own threshold, from 0 to 1; None without one that can be read."""
    found = THRESHOLD.search(line)
    try:
        value = float(found.group(1)) if found else -1.0
    except ValueError:
        return None
    return value if 0.0 <= value <= 1.0 else None


def with_color(line: str, color: str) -> str:
    """The line with another colour; without one where `color` is empty."""
    bare = without_color(line)
    if not color:
        return bare
    before, at, threshold = bare.partition("@")
    return f"{before.strip()} = {color}" + (f" @{threshold}" if at else "")


def with_threshold(line: str, threshold: float | None) -> str:
    """The line with another threshold; without one for None."""
    bare = THRESHOLD.sub("", line).strip()
    return bare if threshold is None else f"{bare} @ {round(threshold, 4):g}"


def with_wordings(line: str, names: list[str]) -> str:
    """The line with another name and other synonyms; colour and threshold stay."""
    first_tail = TAIL.search(line)
    tail = line[first_tail.start() :].strip() if first_tail else ""
    return " ".join(filter(None, (" | ".join(names), tail)))
