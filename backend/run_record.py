"""The run record: everything that is needed to repeat a run, kept in the tags of its rasters.

Folders of the user are left out, and so is everything that differs between two equal runs (times,
cache use): equal runs have equal tags.
"""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from backend import __version__
from backend.grid import Box, Lattice
from backend.image_files import file_state
from backend.protocol import ModelUse
from backend.rasters import ImageReader
from backend.vocabulary import Vocabulary, parse_lines

__all__ = [
    "RECORD_FORMAT",
    "RunFacts",
    "grid_record",
    "identity",
    "image_record",
    "image_words",
    "make_record",
    "with_thresholds",
]

RECORD_FORMAT = 1


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run is made of.

    Attributes:
        reader: the image.
        layer_name: name of the layer, for people.
        lattice: working grid.
        window: pixels wanted.
        output: "working" or "native".
        vocabulary: the classes.
        unknown: names that the model cannot answer.
        thresholds: in id order.
        has_other: whether "other" has a band.
        model: id, title and hash.
        device: "cpu", "cuda" or "mps".
        inference: "map" or "published".
        long_side: to which the published inference resizes, where it was given.
        background: which words stood for "other", and where they come from; None for a model that
            does not ask for it. Scores with other words do not compare.
        aoi: the file of the polygons, their coordinate system where the user gave one, and a hash
            of them; None without polygons.
        taught: words that were learned from marked places, with the hashes of their files.
    """

    reader: ImageReader
    layer_name: str
    lattice: Lattice
    window: Box
    output: str
    vocabulary: Vocabulary
    unknown: Sequence[str]
    thresholds: Sequence[float]
    has_other: bool
    model: ModelUse
    device: str
    inference: str
    long_side: int | None = None
    background: Mapping[str, Any] | None = None
    aoi: Mapping[str, Any] | None = None
    taught: Sequence[Mapping[str, Any]] = ()


def image_record(reader: ImageReader, layer_name: str) -> dict[str, Any]:
    """Which image, and how its bands became colours."""
    return {
        "file": reader.name,
        "layer": layer_name or Path(reader.name).stem,
        "bands": list(reader.bands),
        "ranges": None if reader.ranges is None else [list(pair) for pair in reader.ranges],
    }


def grid_record(lattice: Lattice, window: Box) -> dict[str, Any]:
    """Which pixels."""
    bounds = lattice.bounds
    return {
        "factor": lattice.factor,
        "window": window.as_window,
        "image_origin": list(lattice.origin),
        "bounds": [bounds.left, bounds.top, bounds.right, bounds.bottom],
        "pixel_size_m": lattice.pixel_size_m,
        "gsd_m": lattice.native_m * lattice.factor,
    }


def make_record(facts: RunFacts) -> dict[str, Any]:
    """The record as JSON data."""
    lattice, reader = facts.lattice, facts.reader
    scale = 1 if facts.output == "native" else lattice.factor
    size_m = lattice.pixel_size_m
    record: dict[str, Any] = {
        "format": RECORD_FORMAT,
        "software": f"AerOSeg for QGIS {__version__}",
        "image": image_record(reader, facts.layer_name),
        "grid": grid_record(lattice, facts.window),
        "output": {
            "form": facts.output,
            "gsd_m": lattice.native_m * scale,
            "pixel_m": None if size_m is None else size_m * scale,
        },
        "lines": facts.vocabulary.lines,
        "classes": [
            {
                "id": entry.id,
                "name": entry.name,
                "synonyms": list(entry.synonyms),
                "color": entry.color,
                "threshold": threshold,
                "known": entry.name not in facts.unknown,
            }
            for entry, threshold in zip(facts.vocabulary.entries, facts.thresholds, strict=True)
        ],
        "has_other": facts.has_other,
        "model": facts.model.model_dump(),
        "device": facts.device,
        "inference": facts.inference,
    }  # fmt: skip
    if facts.background is not None:
        record["background"] = dict(facts.background)
    if facts.long_side is not None:
        record["long_side"] = facts.long_side
    if facts.aoi is not None:
        record["aoi"] = dict(facts.aoi)
    if facts.taught:
        record["taught"] = [dict(word) for word in facts.taught]
    record["command"] = _command(record)
    return record


def _command(record: Mapping[str, Any]) -> str:
    """The command line that repeats the run, where image and model lie in the current folder."""
    image, grid = record["image"], record["grid"]
    lines, default = record["lines"], _default_threshold(record)
    words = ["python", "-m", "backend", "segment", image["file"], "classes.tif"]
    words += ["--classes", ", ".join(lines), "--model", record["model"]["id"]]
    words += image_words(image, grid)
    if "aoi" in record:
        words += ["--aoi", record["aoi"]["file"]]
        if record["aoi"]["crs"] is not None:
            words += ["--aoi-crs", record["aoi"]["crs"]]
    if default is not None:
        words += ["--threshold", repr(default)]
    if image["layer"] != Path(image["file"]).stem:
        words += ["--layer-name", image["layer"]]
    if record["output"]["form"] == "native":
        words += ["--output", "native"]
    if record["inference"] != "map":
        words += ["--inference", record["inference"]]
    if "long_side" in record:
        words += ["--long-side", str(record["long_side"])]
    background = record.get("background", {})
    if background.get("from") == "typed":
        words += ["--no-background-words"]
    elif background.get("from") == "file":
        words += ["--background-words", background["file"]]
    for word in record.get("taught", ()):
        words += ["--taught", word["file"]]
    return shlex.join(words)


def _default_threshold(record: Mapping[str, Any]) -> float | None:
    """Threshold of the classes whose lines name none; None where each has its own."""
    own = {entry.name: entry.threshold for entry in parse_lines(record["lines"])[0].entries}
    plain = [float(c["threshold"]) for c in record["classes"] if own.get(c["name"]) is None]
    return plain[0] if plain else None


def with_thresholds(record: Mapping[str, Any], thresholds: Mapping[str, float]) -> dict[str, Any]:
    """The record of the same run with other thresholds; equal ones change nothing.

    Args:
        record: of the run.
        thresholds: by class name, of every class.
    """
    old = {c["name"]: c["threshold"] for c in record["classes"]}
    changed = {name for name, value in thresholds.items() if value != old[name]}
    if not changed:
        return dict(record)
    classes = [{**c, "threshold": thresholds[c["name"]]} for c in record["classes"]]
    if "lines" not in record:  # of another program, or cut down: there is no command to keep true
        return {**record, "classes": classes}
    lines = [
        replace(entry, threshold=thresholds[entry.name]).line
        if entry.name in changed
        else entry.line
        for entry in parse_lines(record["lines"])[0].typed
    ]
    new = {**record, "classes": classes, "lines": lines}
    return {**new, "command": _command(new)}


def image_words(image: Mapping[str, Any], grid: Mapping[str, Any]) -> list[str]:
    """Options of a command line that reads the same pixels again."""
    words = ["--gsd", f"{grid['gsd_m']:.6g}", "--window", ",".join(str(n) for n in grid["window"])]
    if image["bands"] not in ([1, 2, 3], [1]):
        words += ["--bands", ",".join(str(n) for n in image["bands"])]
    if image["ranges"] is not None:
        words += ["--range", " ".join(f"{low!r},{high!r}" for low, high in image["ranges"])]
    if grid["pixel_size_m"] is not None:
        words += ["--pixel-size", repr(grid["pixel_size_m"])]
    return words


def identity(record: Mapping[str, Any], files: Sequence[str]) -> dict[str, str]:
    """Everything that the codes of a run depend on, as short hashes by what they are of.

    Args:
        record: of the run.
        files: the image file, and those that it takes its pixels from; their state counts.
    """
    image = {key: value for key, value in record["image"].items() if key != "layer"}
    grid = {key: value for key, value in record["grid"].items() if key != "window"}
    parts: dict[str, Any] = {
        "the image file": [_state(path) for path in files],
        "the bands or the stretch": image,
        "the area": [record["grid"]["window"], record.get("aoi", {}).get("sha256")],
        "the resolution": [grid, record["output"]],
        "the classes": [
            [[c["id"], c["name"], c["synonyms"], c["known"]] for c in record["classes"]],
            record["has_other"], record.get("background"),
            [[word["name"], word["sha256"]] for word in record.get("taught", ())],
        ],
        "the model": record["model"]["sha256"],
        "the device": record["device"],
        "the inference": [record["inference"], record.get("long_side")],
        "the version of the program": [record["format"], record["software"]],
    }  # fmt: skip
    return {what: _short_hash(value) for what, value in parts.items()}


def _state(path: str) -> list[Any]:
    """What tells a version of a file from another; the name alone of one on a server."""
    state = file_state(path)
    return [path] if state is None else [str(Path(path).resolve()), *state]


def _short_hash(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
