"""Whether a wording gives the mask of its concept's main name, on labelled images.

Each image that annotates a concept is cut into tiles at the model's ground resolution; the masks
(probability at least the threshold) of the main name and of each wording, asked alone, are compared
over all tiles of all images. Labels are not looked at, and nothing is chosen by the result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from backend.checkpoint import load_model
from backend.errors import InputError
from backend.grid import choose_factor
from backend.models.aeroseg import AerOSeg
from backend.models.base import ClassPrompt, Features
from training.data.index import IndexRow, read_index
from training.data.lessons import FixedLists
from training.data.samples import read_row

__all__ = ["agreement", "measure"]

WANTED = {"taught": 0.85, "unseen": 0.7, "agree": 0.7}


def _tiles(row: IndexRow, model: AerOSeg, most: int) -> Iterator[Tensor]:
    """Whole tiles (1, 3, T, T) uint8 of a row at the model's resolution, from its middle on."""
    image, _ = read_row(row)
    factor, side = choose_factor(row.gsd_m, model.config.gsd_m), model.config.tile_px
    pixels = F.avg_pool2d(torch.from_numpy(image)[None].float(), factor).round().to(torch.uint8)
    height, width = pixels.shape[-2:]
    pixels = F.pad(pixels, (0, max(0, side - width), 0, max(0, side - height)))
    height, width = pixels.shape[-2:]
    corners = [
        (y, x) for y in range(0, height - side + 1, side) for x in range(0, width - side + 1, side)
    ]
    middle = ((height - side) / 2, (width - side) / 2)
    corners.sort(key=lambda c: abs(c[0] - middle[0]) + abs(c[1] - middle[1]))
    for y, x in corners[:most]:
        yield pixels[:, :, y : y + side, x : x + side]


def _masks(model: AerOSeg, features: Features, embedded: dict[str, Tensor]) -> dict[str, Tensor]:
    """Mask (h, w) of each phrase alone; phrases that are embedded alike are decoded once."""
    done: dict[bytes, Tensor] = {}
    out = {}
    for phrase, text in embedded.items():
        key = (text * 1e4).round().int().numpy().tobytes()
        if key not in done:
            done[key] = model.decode(features, text)[0, 0] >= model.config.threshold
        out[phrase] = done[key]
    return out


def agreement(
    model: AerOSeg, rows: Sequence[IndexRow], wordings: dict[str, str], tiles: int, plain: bool
) -> dict[str, dict[str, Any]]:
    """Masks of wordings against those of their main names.

    Args:
        model: the model.
        rows: images; those that annotate a wording's concept are used for it, or all of them where
            none does.
        wordings: main name by wording.
        tiles: tiles of each image at most.
        plain: with the wordings' own embeddings, as if there were no word part.

    Returns:
        wording -> ``concept``, ``iou`` (None where neither paints anything), ``pixels`` of the main
        name's mask, ``known``.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # both, either, of the main name

    annotated = {name for row in rows for name in row.named.values()}

    def text(phrase: str) -> Tensor:
        if plain:
            return model.encode_phrases([phrase])
        return model.embed([ClassPrompt(phrase, (phrase,))])

    with torch.inference_mode():
        embedded = {p: text(p) for p in {*wordings, *wordings.values()}}
        for row in rows:
            present = set(row.named.values())
            asked = {p: c for p, c in wordings.items() if c in present or c not in annotated}
            if not asked:
                continue
            for tile in _tiles(row, model, tiles):
                features = model.encode(tile)
                masks = _masks(model, features, {p: embedded[p] for p in (*asked, *asked.values())})
                for phrase, concept in asked.items():
                    one, main = masks[phrase], masks[concept]
                    counts[phrase][0] += int((one & main).sum())
                    counts[phrase][1] += int((one | main).sum())
                    counts[phrase][2] += int(main.sum())
    refused = set(model.unknown([ClassPrompt(p, (p,)) for p in wordings]))
    return {
        phrase: {
            "concept": concept,
            "iou": counts[phrase][0] / counts[phrase][1] if counts[phrase][1] else None,
            "pixels": counts[phrase][2],
            "known": phrase not in refused,
        }
        for phrase, concept in wordings.items()
    }


def measure(
    path: Path, index: Path, root: Path | None, split: str, fixed: FixedLists, tiles: int = 2,
    plain: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Report of :func:`agreement` for the three fixed lists of wordings.

    Raises:
        InputError: the checkpoint is no AerOSeg, or the index has no such rows.
    """
    model = load_model(path)
    if not isinstance(model, AerOSeg):
        raise InputError(f'"{path}" is no AerOSeg.')
    rows = read_index(index, root=root, split=split)
    report: dict[str, Any] = {"model": str(path), "split": split, "plain": plain}
    lists = {"taught": fixed.taught, "unseen": fixed.unseen, "agree": fixed.agree}
    for name, wordings in lists.items():
        found = agreement(model, rows, wordings, tiles, plain)
        values = [w["iou"] for w in found.values() if w["iou"] is not None and w["known"]]
        report[name] = {
            "wanted": WANTED[name],
            "reached": sum(v >= WANTED[name] for v in values),
            "measured": len(values),
            "refused": sum(not w["known"] for w in found.values()),
            "mean": sum(values) / len(values) if values else None,
            "wordings": found,
        }
    return report
