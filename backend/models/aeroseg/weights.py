"""Public weights of encoders, loaded into a model before it is trained.

A file is read as data alone, and every name in it is accounted for: it goes into the model, it is
of a part that the model does not have and is told as left out, or the file is refused. A refused
file changes nothing. The files are those of spec part D.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from backend.errors import CheckpointError, FormatRefused, ShapeMismatch, UnsupportedArchitecture
from backend.models.aeroseg.clip import ClipBackbone, check_activations
from backend.models.aeroseg.model import AerOSeg
from backend.models.aeroseg.sam import SamEncoder
from backend.models.aeroseg.sam2 import Sam2Encoder, tree_name

__all__ = [
    "CLIP_EXTRAS",
    "Loaded",
    "fill_from",
    "fill_module",
    "load_backbone",
    "load_guidance",
    "read_state",
]

# Keys under which files hold their state dict beside other things.
_WRAPPERS = ("state_dict", "model")
# What files hold beside the parts that a model has: names, or beginnings that end with a dot.
CLIP_EXTRAS = ("input_resolution", "context_length", "vocab_size", "attn_mask")
_SAM_EXTRAS = ("prompt_encoder.", "mask_decoder.", "pixel_mean", "pixel_std")
_SAM2_EXTRAS = (
    *("memory_attention.", "memory_encoder.", "sam_prompt_encoder.", "sam_mask_decoder."),
    *("obj_ptr_proj.", "obj_ptr_tpos_proj.", "mask_downsample.", "maskmem_tpos_enc"),
    *("no_mem_embed", "no_mem_pos_enc", "no_obj_ptr", "no_obj_embed_spatial"),
)
_NAMED = 5  # names that a message lists of each kind


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the names of a file.

    Attributes:
        path: the file.
        used: names in the file that went into the model.
        left_out: names of parts that the model does not have.
    """

    path: Path
    used: tuple[str, ...]
    left_out: tuple[str, ...]


def load_backbone(model: AerOSeg, path: Path) -> Loaded:
    """Fill CLIP from a state dict in the form of ``open_clip`` or OpenAI.

    Args:
        model: with a CLIP backbone.
        path: .safetensors, or a PyTorch file without code; names may begin with ``module.`` and
            the state dict may lie under ``state_dict``.

    Raises:
        FormatRefused: no file of weights, or one that holds code.
        ShapeMismatch: names are missing or unknown, or a tensor does not fit; they are named.
        UnsupportedArchitecture: the model has no CLIP, or not the activation that is configured.
    """
    backbone = model.backbone
    if not isinstance(backbone, ClipBackbone):
        raise UnsupportedArchitecture(
            f'The weights "{path.name}" were not loaded: the model\'s backbone is no CLIP.',
            hint='Choose a configuration with backbone "clip".',
        )
    check_activations(backbone.vl, backbone.config.quick_gelu)
    return fill_module(backbone.vl, path, CLIP_EXTRAS, str)


def load_guidance(model: AerOSeg, path: Path) -> Loaded:
    """Fill the guidance encoder from a published file of SAM, SAM 2 or SAM 2.1.

    Args:
        model: guided by an encoder of its own.
        path: names begin with ``image_encoder.``; prompt encoder, mask decoder and memory are
            left out.

    Raises:
        FormatRefused: no file of weights, or one that holds code.
        ShapeMismatch: names are missing or unknown, or a tensor does not fit; they are named.
        UnsupportedArchitecture: the model has no such encoder.
    """
    encoder = model.guidance
    if isinstance(encoder, SamEncoder):
        return fill_module(encoder, path, _SAM_EXTRAS, str)
    if isinstance(encoder, Sam2Encoder):
        return fill_module(encoder, path, _SAM2_EXTRAS, tree_name)
    raise UnsupportedArchitecture(
        f'The weights "{path.name}" were not loaded: the model has no guidance encoder.',
        hint='Choose a configuration with guidance "sam" or "sam2".',
    )


def read_state(path: Path) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """Tensors of a file by name, without ``module.``, and the other things that it holds.

    Code in a file is never run: only tensors, numbers, texts and collections are read.

    Raises:
        FormatRefused: another kind of file, or code inside.
        CheckpointError: the file cannot be read.
    """
    raw = _read(path)
    beside: tuple[str, ...] = ()
    for wrapper in _WRAPPERS:
        if isinstance(raw.get(wrapper), Mapping):
            beside = tuple(str(name) for name in raw if name != wrapper)
            raw = raw[wrapper]
            break
    strange = [str(name) for name, value in raw.items() if not isinstance(value, Tensor)]
    numbers = [n for n in strange if n in CLIP_EXTRAS]
    if len(strange) > len(numbers) or not raw:
        what = f'"{_first(strange, numbers)}" is no tensor' if strange else "it is empty"
        raise FormatRefused(
            f'"{path.name}" holds no plain list of weights: {what}.',
            hint="A state dict is needed: names and tensors, nothing else.",
        )
    state = {str(name): value for name, value in raw.items() if isinstance(value, Tensor)}
    if all(name.startswith("module.") for name in state):
        state = {name.removeprefix("module."): value for name, value in state.items()}
    return state, (*beside, *numbers)


def _first(strange: list[str], allowed: list[str]) -> str:
    return next(name for name in strange if name not in allowed)[:80]


def _read(path: Path) -> Mapping[str, Any]:
    """The outermost mapping of a file."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        if path.suffix == ".safetensors":
            return load_file(path)
        raw = torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise CheckpointError(
            f'The weights "{path}" cannot be read: {error.strerror or error}.',
            hint="Check the path and the permissions of the file.",
        ) from error
    except SafetensorError as error:
        raise FormatRefused(
            f'"{path.name}" is no safetensors file, or it is damaged.',
            hint="Copy or download the file again.",
            detail=str(error),
        ) from error
    except Exception as error:  # torch tells a refused file by a dozen types
        raise FormatRefused(
            f'"{path.name}" is no file of weights, or it holds code, which is never run.',
            hint="A state dict is needed. OpenAI's own .pt files are programs: take the same "
            "weights as open_clip publishes them.",
            detail=str(error)[:2000],
        ) from error
    if not isinstance(raw, Mapping):
        raise FormatRefused(
            f'"{path.name}" holds no list of weights.',
            hint="A state dict is needed: names and tensors, nothing else.",
        )
    return raw


def fill_module(
    module: nn.Module, path: Path, extras: tuple[str, ...], rename: Callable[[str], str]
) -> Loaded:
    """Copy a file into a module once everything in it has been checked.

    Args:
        module: what is filled.
        path: .safetensors, or a PyTorch file without code.
        extras: names, or beginnings that end with a dot, that the module does not have.
        rename: name in the file to name in the module.

    Raises:
        FormatRefused: no file of weights, or one that holds code.
        ShapeMismatch: names are missing or unknown, or a tensor does not fit; they are named.
    """
    state, left_out = read_state(path)
    return fill_from(module, state, path, extras, rename, left_out)


def fill_from(
    module: nn.Module,
    state: Mapping[str, Tensor],
    path: Path,
    extras: tuple[str, ...],
    rename: Callable[[str], str] = str,
    left_out: tuple[str, ...] = (),
) -> Loaded:
    """Copy tensors into a module once all of them have been checked.

    A module on the meta device takes the tensors themselves, so that no second copy is made.

    Args:
        module: what is filled.
        state: tensors by their name in the file.
        path: the file, for messages.
        extras: names, or beginnings that end with a dot, that the module does not have.
        rename: name in the file to name in the module.
        left_out: what lay beside the tensors.

    Raises:
        ShapeMismatch: names are missing or unknown, or a tensor does not fit; they are named.
    """
    used: dict[str, str] = {}  # name in the module -> name in the file
    unknown = []
    targets = module.state_dict()
    for name in state:
        if any(name.startswith(e) if e.endswith(".") else name == e for e in extras):
            left_out += (name,)
        elif rename(name) in targets:
            used[rename(name)] = name
        else:
            unknown.append(name)
    _account(path, [name for name in targets if name not in used], unknown)
    for name, target in targets.items():
        _check_tensor(path, used[name], state[used[name]], target)
    if any(target.is_meta for target in targets.values()):
        taken = {name: state[used[name]].to(target.dtype) for name, target in targets.items()}
        module.load_state_dict(taken, assign=True)
    else:
        with torch.no_grad():
            for name, target in targets.items():
                target.copy_(state[used[name]])
    return Loaded(path, tuple(used.values()), left_out)


def _account(path: Path, missing: list[str], unknown: list[str]) -> None:
    """Raise ShapeMismatch unless both lists are empty."""
    parts = []
    for names, what in ((missing, "missing"), (unknown, "unknown")):
        if names:
            listed = ", ".join(f'"{name[:120]}"' for name in names[:_NAMED])
            more = ", ..." if len(names) > _NAMED else ""
            parts.append(f"{len(names)} {what}: {listed}{more}")
    if parts:
        raise ShapeMismatch(
            f'The weights "{path.name}" do not fit the model. Names {"; names ".join(parts)}.',
            hint="The file belongs to another architecture, or to another size of it.",
        )


def _check_tensor(path: Path, name: str, found: Tensor, wanted: Tensor) -> None:
    if found.shape != wanted.shape:
        raise ShapeMismatch(
            f'The tensor "{name}" of "{path.name}" has the shape {list(found.shape)}, '
            f"the model needs {list(wanted.shape)}.",
            hint="The file belongs to another size of this architecture.",
        )
    if found.is_floating_point() != wanted.is_floating_point():
        raise ShapeMismatch(
            f'The tensor "{name}" of "{path.name}" is of type {found.dtype}, '
            f"the model needs {wanted.dtype}.",
            hint="The file belongs to another architecture.",
        )
    if found.is_floating_point() and not bool(torch.isfinite(found).all()):
        raise ShapeMismatch(
            f'The tensor "{name}" of "{path.name}" holds values that are not numbers.',
            hint="Copy or download the file again.",
        )
