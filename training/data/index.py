"""Index files: one row for each pair of image and label (CSV, the form of ``docs/index-files.md``).

Columns: image, label, source, place, split, gsd_m, width, height, crs, classes, licence, and
optionally ignore; paths are relative to the index file; ``classes`` lists what the pair annotates
as ``id:name;id:name``.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from backend.errors import InputError
from backend.gdal import STRICT_GDAL

__all__ = [
    "COLUMNS",
    "STRICT_GDAL",
    "IndexRow",
    "check_label",
    "classes_text",
    "index_text",
    "parse_classes",
    "read_index",
    "read_label",
    "read_records",
]

COLUMNS = (
    *("image", "label", "source", "place", "split", "gsd_m", "width", "height", "crs"),
    *("classes", "licence", "ignore"),
)
REQUIRED = ("image", "label", "source", "split", "gsd_m", "classes")
UNKNOWN = 255
BACKGROUND_NAMES = frozenset({"background", "other"})


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One pair of image and label.

    Attributes:
        classes: id -> name as ``read_label`` gives the ids; 0 is always background. A file whose
            ids start at 0 with a class (the papers' masks do) is read with all ids one higher.
        offset: what was added to the ids of the file for that.
        ignored: ids, after that addition, that are read as unknown.
    """

    image: Path
    label: Path
    source: str
    place: str
    split: str
    gsd_m: float
    crs: str
    classes: dict[int, str]
    offset: int = 0
    ignored: frozenset[int] = frozenset()

    @property
    def named(self) -> dict[int, str]:
        """Annotated classes without background."""
        return {i: n for i, n in self.classes.items() if i != 0}


def parse_classes(text: str) -> dict[int, str]:
    """``id:name;id:name`` as a mapping. Raises ValueError with a sentence part."""
    classes: dict[int, str] = {}
    for entry in filter(None, (part.strip() for part in text.split(";"))):
        number, colon, name = entry.partition(":")
        if not colon or not name.strip():
            raise ValueError(f'"{entry}" is not of the form id:name')
        try:
            value = int(number)
        except ValueError:
            raise ValueError(f'"{number}" in "{entry}" is no id') from None
        if not 0 <= value < UNKNOWN:
            raise ValueError(f"the id {value} is not between 0 and 254")
        if value in classes:
            raise ValueError(f"the id {value} is there twice")
        classes[value] = name.strip()
    if not classes:
        raise ValueError("no class is listed")
    return classes


def classes_text(classes: Mapping[int, str]) -> str:
    """The inverse of ``parse_classes``."""
    return ";".join(f"{i}:{name}" for i, name in classes.items())


def index_text(records: Iterable[Mapping[str, object]]) -> str:
    """Records as the text of an index file; ``ignore`` is left out where nothing uses it."""
    rows = list(records)
    columns = [c for c in COLUMNS if c != "ignore" or any(r.get("ignore") for r in rows)]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({c: row.get(c, "") for c in columns} for row in rows)
    return stream.getvalue()


def read_records(path: Path, required: Sequence[str] = REQUIRED) -> list[dict[str, str]]:
    """Lines of an index file as they stand, with every required column filled.

    Raises:
        InputError: the file cannot be read, is empty, or a value is missing.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            raw = list(csv.DictReader(stream))
    except OSError as error:
        raise InputError(
            f'The index "{path}" cannot be read: {error.strerror}.',
            hint="Give the path of the CSV.",
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f'The index "{path}" is no CSV file in UTF-8: {error}.') from error
    for number, record in enumerate(raw, start=2):
        missing = [c for c in required if not record.get(c)]
        if missing:
            raise InputError(f'"{path.name}" line {number} has no "{missing[0]}".')
    return raw


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
    raw = read_records(path)
    rows = [
        row_of(record, root, f'"{path.name}" line {number}')
        for number, record in enumerate(raw, start=2)
        if split is None or record["split"] == split
    ]
    if not rows:
        raise InputError(
            f'"{path.name}" has no rows of split "{split}".',
            hint=f"Splits in the file: {', '.join(sorted({r['split'] for r in raw}))}.",
        )
    return rows


def row_of(record: Mapping[str, str], root: Path, where: str) -> IndexRow:
    """A line of an index with its values read.

    Args:
        record: column -> text, the required ones filled.
        root: folder that the paths are relative to.
        where: file and line, for messages.

    Raises:
        InputError: a file is missing or a value cannot be read.
    """
    image, label = root / record["image"], root / record["label"]
    for file in (image, label):
        if not file.is_file():
            raise InputError(f'{where}: the file "{file}" is missing.')
    try:
        classes = parse_classes(record["classes"])
        ignored = [int(i) for i in (record.get("ignore") or "").split(";") if i.strip()]
        gsd_m = float(record["gsd_m"])
    except ValueError as error:
        raise InputError(f"{where}: a number or class cannot be read ({error}).") from error
    if not 0 < gsd_m < float("inf"):
        raise InputError(f'{where}: "gsd_m" is {record["gsd_m"]}, not a size in metres.')
    offset = 1 if classes.get(0, "background").casefold() not in BACKGROUND_NAMES else 0
    return IndexRow(
        image, label, record["source"], record.get("place") or record["source"], record["split"],
        gsd_m, record.get("crs") or "", {i + offset: name for i, name in classes.items()},
        offset, frozenset(i + offset for i in ignored),
    )  # fmt: skip


def check_label(row: IndexRow, height: int, width: int) -> None:
    """Look at the head of a label, without its pixels.

    Raises:
        InputError: it cannot be read, or its bands or size are wrong.
    """
    with _open_label(row, height, width):
        pass


@contextmanager
def _open_label(row: IndexRow, height: int, width: int) -> Iterator[rasterio.DatasetReader]:
    try:
        with warnings.catch_warnings(), rasterio.Env(**STRICT_GDAL):
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(row.label) as source:
                bands, dtype = source.count, source.dtypes[0]
                if bands != 1 or dtype != "uint8":
                    raise InputError(
                        f'The label "{row.label}" has {bands} bands of {dtype}.',
                        hint="A label has one band of 8 bits, whose values are class ids.",
                    )
                if source.shape != (height, width):
                    raise InputError(
                        f'The label "{row.label}" has {source.width} x {source.height} pixels, its '
                        f"image {width} x {height}.",
                        hint="Make both from the same grid, or correct the row of the index.",
                    )
                yield source
    except RasterioError as error:
        raise InputError(f'The label "{row.label}" cannot be read: {error}.') from error


def read_label(row: IndexRow, height: int, width: int) -> NDArray[np.uint8]:
    """Class ids (H, W) of a row.

    Raises:
        InputError: it cannot be read, its size differs from the image's, or a value is not listed.
    """
    with _open_label(row, height, width) as source:
        label = source.read(1)
    if row.offset:
        label = np.where(label == UNKNOWN, UNKNOWN, label + row.offset).astype(np.uint8)
    if row.ignored:
        label = np.where(np.isin(label, list(row.ignored)), UNKNOWN, label).astype(np.uint8)
    stray = set(np.unique(label).tolist()) - set(row.classes) - {UNKNOWN}
    if stray:
        found = sorted(i - row.offset for i in stray)
        raise InputError(
            f'The label "{row.label}" holds ids {found} that no class has.',
            hint='List them under "classes" of the index, or give such pixels the value 255.',
        )
    ids: NDArray[np.uint8] = label
    return ids
