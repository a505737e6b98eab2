"""An index of any origin: looked at row by row, and written again relative to another folder."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import rasterio
from rasterio.errors import RasterioError
from tqdm import tqdm

from backend.errors import InputError
from training.data.index import (
    STRICT_GDAL,
    IndexRow,
    index_text,
    read_label,
    read_records,
    row_of,
)
from training.prepare.labels import UNKNOWN, open_image
from training.prepare.pieces import writing

__all__ = ["check_index"]

SHOWN = 20  # problems that a message lists; all are counted


def check_index(
    index: Path, out: Path, root: Path | None = None, write: bool = True, jobs: int = 1
) -> str:
    """Check every row of an index and write it anew.

    Checked are: files exist and can be read, label and image have one size, the sizes in the index
    are right, every id is listed and every label annotates something, no pair is there twice, and
    no place is in more than one split.

    Args:
        index: the CSV.
        out: the CSV to write; its paths are relative to its folder, with forward slashes.
        root: folder that the paths of ``index`` are relative to; default its own.
        write: False only looks.
        jobs: files read at once.

    Returns:
        A report in plain words.

    Raises:
        InputError: something is wrong; the message lists it.
    """
    root = root or index.parent
    records = read_records(index)
    if not records:
        raise InputError(f'The index "{index}" has no rows.')
    problems: list[str] = []
    rows: list[IndexRow | None] = []
    for number, record in enumerate(records, start=2):
        try:
            rows.append(row_of(record, root, f"line {number}"))
        except InputError as error:
            problems.append(error.message)
            rows.append(None)
    found = _look(rows, jobs)
    for number, (record, seen) in enumerate(zip(records, found, strict=True), start=2):
        if isinstance(seen, str):
            problems.append(f"line {number}: {seen}")
        elif seen is not None:
            problems += [
                f'line {number}: "{key}" is {record[key]}, the image has {size}.'
                for key, size in zip(("width", "height"), seen, strict=True)
                if record.get(key) not in (None, "", str(size))
            ]
            record["width"], record["height"] = str(seen[0]), str(seen[1])
    problems += _twice(records) + _both_sides(records)
    if problems:
        shown = "\n".join(problems[:SHOWN])
        more = f"\nand {len(problems) - SHOWN:,} more" if len(problems) > SHOWN else ""
        raise InputError(
            f'"{index}" has {len(problems):,} problems:\n{shown}{more}',
            hint="Nothing was written. Correct these rows or files and run it again.",
        )
    if write:
        for record in records:
            for key in ("image", "label"):
                path = os.path.relpath((root / record[key]).absolute(), out.parent.absolute())
                record[key] = Path(path).as_posix()
        with writing(out) as temporary:
            temporary.write_text(index_text(records), encoding="utf-8")
    return _report(index, records)


def _look(rows: Sequence[IndexRow | None], jobs: int) -> list[tuple[int, int] | str | None]:
    """(width, height) of each row's image, or what is wrong with it."""

    def one(row: IndexRow | None) -> tuple[int, int] | str | None:
        if row is None:
            return None
        try:
            with rasterio.Env(**STRICT_GDAL), open_image(row.image) as image:
                width, height = image.width, image.height
                image.read(1)
            label = read_label(row, height, width)
        except InputError as error:
            return error.message
        except RasterioError as error:
            return f'the image "{row.image}" is damaged: {error}.'
        if (label == UNKNOWN).all():
            return f'the label "{row.label}" has no annotated pixel.'
        return width, height

    # Reading and unpacking leave Python's lock, so threads do.
    with ThreadPoolExecutor(max(jobs, 1)) as pool:
        return list(tqdm(pool.map(one, rows), total=len(rows), unit="row", disable=None))


def _twice(records: Sequence[dict[str, str]]) -> list[str]:
    pairs = Counter((r["image"], r["label"]) for r in records)
    return [
        f'the pair "{image}", "{label}" is there {n} times.'
        for (image, label), n in pairs.items()
        if n > 1
    ]


def _both_sides(records: Sequence[dict[str, str]]) -> list[str]:
    splits: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        if record.get("place"):
            splits[record["source"], record["place"]].add(record["split"])
    return [
        f'the place "{place}" of {source} is in the splits {", ".join(sorted(found))}: what is '
        "measured there was seen in training."
        for (source, place), found in splits.items()
        if len(found) > 1
    ]


def _report(index: Path, records: Sequence[dict[str, str]]) -> str:
    """Rows, places and classes by source and split."""
    lines = [f"{index}: {len(records):,} rows, all well", ""]
    lines.append(f"{'source':20} {'split':10} {'rows':>7} {'places':>7}")
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in records:
        groups[record["source"], record["split"]].append(record.get("place") or "")
    for (source, split), places in sorted(groups.items()):
        lines.append(f"{source:20} {split:10} {len(places):7,} {len(set(places)):7,}")
    annotated = sorted({r["classes"] for r in records})
    lines += ["", "classes:", *(f"  {text}" for text in annotated)]
    return "\n".join(lines) + "\n"
