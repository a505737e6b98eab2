"""Published CAT-Seg and OVRS files made into checkpoints of this project (spec part D).

Every tensor is accounted for by its name and shape before anything is written: taken, put together,
compared and left out, or ignored and said so. What cannot be accounted for is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor

from backend import __version__
from backend.checkpoint import build_outline, file_sha256, save_checkpoint
from backend.errors import BadRequest, DiskFull, FormatRefused, ShapeMismatch
from backend.foreign import ForeignFile, read_foreign
from backend.models.aeroseg.presets import PRESETS
from backend.models.aeroseg.published import (
    CLIP,
    TRANSFORMER,
    clean_state,
    published_state,
    shift_masks,
)
from backend.models.aeroseg.published_config import Inferred, infer_config
from backend.models.aeroseg.refinement import shift_mask

__all__ = ["Conversion", "convert"]

SHOWN = 20  # names in a message; the others are counted
LICENCE = "not stated in the file (the code of CAT-Seg and OVRS is under the MIT licence)"

# Statistics of the pixels: constants here, and not always in the files (spec part D).
_PIXELS = re.compile(r"(?:^|\.)(?:\w+_)?pixel_(?:mean|std)$")

# Files that people have beside the right one: a mark in a name, and what it means.
_OTHERS: tuple[tuple[str, str], ...] = (
    (r"\blora_|\.lora\.|lora_(?:up|down|[AB])\b", "a LoRA, changes to another model"),
    (r"^backbone\.vl\.|^head\.refine\.", "a state of this program without its configuration"),
    (r"^(?:module\.)?sem_seg_head\.", "a segmentation model of another make"),
    (r"^image_encoder\.trunk\.", "a SAM 2 model"),
    (r"^image_encoder\.(?:patch_embed|blocks|neck)", "a SAM model"),
    (r"^(?:module\.)?visual\.(?:transformer|trunk|conv1)", "a CLIP without a segmentation head"),
    (r"^(?:vision_model|text_model)\.", "a CLIP of the transformers library"),
    (r"^model\.diffusion_model\.", "a diffusion model"),
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was done, in the order in which people ask.

    Attributes:
        family: "CAT-Seg", "OVRS" or "own variant".
        backbone: in words.
        preset: configuration of exactly these sizes, or None.
        title: name of the checkpoint.
        source: file, what, size_bytes, sha256 of what was read.
        tensors: counts: taken as they are; merged_from split projections, merged into fused ones.
        dropped: attention masks, compared with the computed ones.
        ignored: buffers that are constants here.
        beside: what lay beside the weights, such as the state of an optimizer.
        assumed: what the shapes do not tell, in sentences.
        path: the checkpoint.
        size_bytes: its length.
        dtype: of its matrices.
        sha256: of its bytes.
    """

    family: str
    backbone: str
    preset: str | None
    title: str
    source: dict[str, Any]
    tensors: dict[str, int]
    dropped: list[str]
    ignored: list[str]
    beside: list[str]
    assumed: list[str]
    path: str
    size_bytes: int
    dtype: str
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return asdict(self)


def convert(
    source: Path,
    target: Path,
    *,
    title: str | None = None,
    licence: str | None = None,
    half: bool = False,
    preset: str | None = None,
    taps: tuple[int, int] | None = None,
) -> Conversion:
    """Make a checkpoint of a published file.

    Args:
        source: PyTorch or safetensors file.
        target: checkpoint; replaced only by a complete one.
        title: shown to people; default from the sizes.
        licence: terms of use of the weights.
        half: store matrices as float16. Otherwise every value is that of the source, bit by bit.
        preset: configuration that the file must have.
        taps: see :func:`infer_config`.

    Raises:
        BadRequest: the target cannot be a checkpoint, or ``preset`` or ``taps`` are not possible.
        FormatRefused: the file is of another kind or holds more than weights.
        ShapeMismatch: tensors are missing, unknown, of another shape, or not finite.
        UnsupportedArchitecture: the sizes cannot be built.
        DiskFull: the checkpoint cannot be written.
    """
    _check_target(source, target)
    foreign = read_foreign(source)
    _check_family(foreign)
    ignored = [name for name in foreign.tensors if _PIXELS.search(name)]
    weights = {name: t for name, t in foreign.tensors.items() if name not in ignored}
    shapes = {name: tuple(tensor.shape) for name, tensor in weights.items()}
    found = infer_config(shapes, preset, taps)
    module = build_outline(found.config)
    masks = shift_masks(weights)
    taken = _accounted(shapes, module.state_dict(), masks)
    _check_masks({name: weights[name] for name in masks}, found)
    for name in taken:
        _check_values(name, weights[name])
    state, strange = clean_state({name: weights[name] for name in taken})
    if strange:
        raise ShapeMismatch(f"Names of the file cannot be placed: {_listed(strange)}.")
    module.load_state_dict({k: v.float() for k, v in state.items()}, assign=True)
    merged = (len(taken) - len(state)) // 2  # three projections become one
    title = title or (
        PRESETS[found.preset].title if found.preset else f"{found.family}, {source.stem}"
    )
    origin = {
        "file": source.name,
        "what": foreign.what,
        "size_bytes": foreign.size_bytes,
        "sha256": file_sha256(source),
    }
    model = cast(Any, module)
    model.config = found.config.model_copy(update={"title": title})
    save_checkpoint(
        target,
        model,
        title=title,
        training={"converted_from": origin, "by": f"AerOSeg for QGIS {__version__}",
                  "family": found.family, "assumed": list(found.assumed)},
        classes=[],
        licence=licence or LICENCE,
        credits=_credits(found),
        dtype=torch.float16 if half else torch.float32,
    )  # fmt: skip
    return Conversion(
        family=found.family,
        backbone=found.backbone,
        preset=found.preset,
        title=title,
        source=origin,
        tensors={
            "taken": len(taken) - 3 * merged,
            "merged_from": 3 * merged,
            "merged": merged,
        },
        dropped=masks,
        ignored=ignored,
        beside=[name.strip('"') for name in foreign.beside],
        assumed=list(found.assumed),
        path=str(target),
        size_bytes=target.stat().st_size,
        dtype="float16" if half else "float32",
        sha256=file_sha256(target),
    )


def _check_target(source: Path, target: Path) -> None:
    """Raise before any work when the checkpoint could not be written."""
    if target.suffix != ".safetensors":
        raise BadRequest(
            f'The checkpoint "{target}" must have a name that ends with ".safetensors".',
            hint='Give a name that ends with ".safetensors".',
        )
    if target.is_dir():
        raise BadRequest(f'The checkpoint "{target}" is a folder.', hint="Give the name of a file.")
    if source.exists() and target.exists() and target.samefile(source):
        raise BadRequest("The checkpoint would replace its source.", hint="Give it another name.")
    if not target.absolute().parent.is_dir():
        raise DiskFull(
            f'The checkpoint "{target}" cannot be written: there is no folder '
            f'"{target.absolute().parent}".',
            hint="Make the folder first, or choose another.",
        )


def _check_family(foreign: ForeignFile) -> None:
    """Raise FormatRefused, in words, for the weights of another model."""
    names = list(foreign.tensors)
    if any(name.startswith((CLIP, TRANSFORMER)) for name in names):
        return
    known = (what for mark, what in _OTHERS if any(re.search(mark, name) for name in names))
    what = next(known, "another model")
    raise FormatRefused(
        f'"{foreign.path.name}" cannot be converted: it is {what}. '
        f"Its first tensors are {_listed(names[:3])}.",
        hint=f'The names of CAT-Seg and OVRS begin with "{TRANSFORMER}" and "{CLIP}".',
    )


def _listed(names: Iterable[str]) -> str:
    """Names in quotes, the first ones and a count."""
    every = list(names)
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return ", ".join(f'"{name[:120]}"' for name in every[:SHOWN]) + more


def _accounted(
    shapes: Mapping[str, tuple[int, ...]], outline: Mapping[str, Tensor], masks: Iterable[str]
) -> list[str]:
    """Names of the tensors that the model takes: exactly all of the file but the masks.

    Raises:
        ShapeMismatch: some are missing, unknown or of another shape; all of them are named.
    """
    wanted: dict[str, tuple[int, ...]] = {}
    split = published_state(outline)
    for name, tensor in published_state(outline, split=False).items():
        if name in split or name in shapes:  # CLIP's projections may be fused in the file
            wanted[name] = tuple(tensor.shape)
            continue
        wanted |= {
            part: tuple(split[part].shape)
            for part in (name.replace("in_proj", f"{letter}_proj") for letter in "qkv")
        }
    given = {name for name in shapes if name not in set(masks)}
    missing = [name for name in wanted if name not in given]
    unknown = sorted(given - wanted.keys())
    wrong = [
        f"{name} {list(shapes[name])} instead of {list(shape)}"
        for name, shape in wanted.items()
        if name in given and shapes[name] != shape
    ]
    problems = {"missing": missing, "not known": unknown, "of another shape": wrong}
    if any(problems.values()):
        said = "; ".join(
            f"{len(names)} {what}: {_listed(names)}" for what, names in problems.items() if names
        )
        raise ShapeMismatch(
            f"The tensors of the file are not those of a CAT-Seg or OVRS model: {said}.",
            hint="Nothing was written. A file with own additions cannot be converted: what its "
            "extra tensors do is not known here.",
        )
    return list(wanted)


def _check_masks(masks: Mapping[str, Tensor], found: Inferred) -> None:
    """Raise ShapeMismatch when a stored attention mask is not the computed one (spec A6)."""
    grid, window = found.config.grid, found.config.refinement.window
    for name, mask in masks.items():
        if not torch.equal(mask.float(), shift_mask(grid, window, window // 2)):
            raise ShapeMismatch(
                f'The attention mask "{name}" is not that of a grid of {grid} with windows of '
                f"{window}: the model of this file works in another way.",
                hint="Nothing was written.",
            )


def _check_values(name: str, tensor: Tensor) -> None:
    """Raise ShapeMismatch unless the values are finite and can be stored as float32."""
    if tensor.dtype not in (torch.float32, torch.float16, torch.bfloat16):
        raise ShapeMismatch(
            f'The tensor "{name}" holds {str(tensor.dtype).removeprefix("torch.")} numbers, '
            "expected are float32, float16 or bfloat16.",
            hint="Nothing was written.",
        )
    if not bool(torch.isfinite(tensor).all()):
        raise ShapeMismatch(
            f'The tensor "{name}" holds values that are not numbers, or infinite.',
            hint="Nothing was written. Copy or download the file again, or train it anew.",
        )


def _credits(found: Inferred) -> list[str]:
    names = ["catseg-b16"] if found.family == "CAT-Seg" else ["catseg-b16", "ovrs-b16"]
    return [PRESETS[name].credit for name in names]
