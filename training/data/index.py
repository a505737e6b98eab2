"""Index files: one row for each pair of image and label (CSV, the form of ``docs/index-files.md``).

Columns: image, label, source, place, split, gsd_m, width, height, crs, classes, licence; paths are
relative to the index file; ``classes`` lists what the pair annotates as ``id:name;id:name``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from backend.errors import InputError

__all__ = ["IndexRow", "read_index", "read_label"]

REQUIRED = ("image", "label", "source", "split", "gsd_m", "classes")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One pair of image and label."""

    image: Path
    label: Path
    source: str
    place: str
    split: str
    gsd_m: float
    crs: str
    classes: dict[int, str]

    @property
    def named(self) -> dict[int, str]:
        """Annotated classes without background."""
        return {i: n for i, n in self.classes.items() if i != 0}


def read_index(path: Path, root: Path | None = None, split: str | None = None) -> list[IndexRow]:
    """Rows of an index file.

    Args:
        path: the CSV.
        root: folder that its paths are relative to; default the CSV's own.
        split: only rows of this split.

    Raises:
        InputError: the file, a column or a referenced image is missing, a value cannot be read,
            or nothing is left of the split.
    """
    root = root or path.parent
    try:
        with path.open(newline="", encoding="utf-8") as stream:
            raw = list(csv.DictReader(stream))
    except OSError as error:
        raise InputError(
            f'The index "{path}" cannot be read: {error.strerror}.',
            hint="Give the path of the CSV.",
        ) from error
    rows = []
    for number, record in enumerate(raw, start=2):
        missing = [c for c in REQUIRED if not record.get(c)]
        if missing:
            raise InputError(f'"{path.name}" line {number} has no "{missing[0]}".')
        if split is not None and record["split"] != split:
            continue
        rows.append(_row(record, root, f'"{path.name}" line {number}'))
    if not rows:
        raise InputError(
            f'"{path.name}" has no rows of split "{split}".',
            hint=f"Splits in the file: {', '.join(sorted({r['split'] for r in raw}))}.",
        )
    return rows


def _row(record: dict[str, str], root: Path, where: str) -> IndexRow:
    image, label = root / record["image"], root / record["label"]
    for file in (image, label):
        if not file.is_file():
            raise InputError(f'{where}: the file "{file}" is missing.')
    try:
        pairs = [entry.split(":", 1) for entry in record["classes"].split(";")]
        classes = {int(i): name.strip() for i, name in pairs}
        gsd_m = float(record["gsd_m"])
    except ValueError as error:
        raise InputError(f"{where}: a number or class cannot be read ({error}).") from error
    return IndexRow(
        image, label, record["source"], record.get("place") or record["source"], record["split"],
        gsd_m, record.get("crs") or "", classes,
    )  # fmt: skip


def read_label(row: IndexRow, height: int, width: int) -> NDArray[np.uint8]:
    """Class ids (H, W) of a row.

    Raises:
        InputError: size differs from the image's, or a value is not listed.
    """
    label = np.asarray(Image.open(row.label))
    if label.shape != (height, width):
        raise InputError(
            f'The label "{row.label}" has {label.shape} pixels, its image ({height}, {width}).'
        )
    stray = set(np.unique(label).tolist()) - set(row.classes) - {255}
    if stray:
        raise InputError(f'The label "{row.label}" holds ids {sorted(stray)} that no class has.')
    return label.astype(np.uint8)
