"""Values of the command lines: parsers for argparse, and messages made from them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from backend.errors import BadRequest, VocabularyError

__all__ = ["between", "checked", "class_lines", "numbers", "ranges", "whole"]

MAX_LIST_BYTES = 4 * 2**20


def numbers(*counts: int, whole: bool = False) -> Callable[[str], list[Any]]:
    """A parser of numbers with commas between them."""

    def parse(text: str) -> list[Any]:
        try:
            values = [int(part) if whole else float(part) for part in text.split(",")]
        except ValueError:
            values = []
        if len(values) not in counts or any(
            value != value or abs(value) > 1e15 for value in values
        ):
            wanted = " or ".join(str(count) for count in counts)
            kind = "whole numbers" if whole else "numbers"
            raise argparse.ArgumentTypeError(f'"{text}" is not {wanted} {kind} with commas between')
        return values

    return parse


def ranges(text: str) -> list[list[float]]:
    """Pairs of numbers with blanks or semicolons between them."""
    pair = numbers(2)
    return [pair(part) for part in re.split(r"[;\s]+", text.strip())]


def between(low: float, high: float, words: str) -> Callable[[str], float]:
    """A parser of one number of a range."""

    def parse(text: str) -> float:
        value: float = numbers(1)(text)[0]
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f'"{text}" is not {words}')
        return value

    return parse


def whole(low: int, high: int) -> Callable[[str], int]:
    """A parser of one whole number of a range."""

    def parse(text: str) -> int:
        value: int = numbers(1, whole=True)(text)[0]
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f'"{text}" is not a whole number {low} to {high}')
        return value

    return parse


def class_lines(text: str) -> list[str]:
    """Names as typed, or the lines of a file."""
    if not text.startswith("@"):
        return [text]
    path = Path(text[1:])
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise VocabularyError(f'The class list "{path}" is longer than any list of names.')
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not a text in UTF-8"
        raise VocabularyError(
            f'The class list "{path}" cannot be read: {why}.',
            hint="Give a text file with one class per line, or the names themselves.",
        ) from error


def checked(kind: type[Any], **fields: Any) -> Any:
    """A message from command line values; a value out of range is wrong use."""
    from pydantic import ValidationError

    try:
        return kind(**fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        text = str(first["msg"]).removeprefix("Value error, ")
        name = ".".join(str(part) for part in first["loc"])
        raise BadRequest(f'The option for "{name}" cannot be used: {text}.') from error
