"""The configuration of a published CAT-Seg or OVRS checkpoint, read off the shapes of its tensors.

Spec parts C and D. Nothing here looks at a value, so it serves tensors on the meta device too. What
shapes cannot tell is taken from the nearest preset and named, so that it can be shown to people.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from backend.errors import BadRequest, ShapeMismatch, UnsupportedArchitecture
from backend.models import parse_config
from backend.models.aeroseg.config import AerOSegConfig, ClipConfig, ClipGuidance
from backend.models.aeroseg.presets import PRESETS, WEIGHTS, preset
from backend.models.aeroseg.published import CLIP, TRANSFORMER, shift_masks

__all__ = ["PUBLISHED_PRESETS", "Inferred", "infer_config"]

Shapes = Mapping[str, tuple[int, ...]]

HEAD_SIZE = 64  # of every CLIP: the number of heads is the width over it
DEFAULT_PAD_LEN = 256  # of both published configurations; the files hold only the token
_ATTENTION = tuple(
    f"{TRANSFORMER}decoder{j}.{part}." for j in (1, 2) for part in ("cconv", "sconv")
)
ANGLES = {1: (0,), 4: (0, 90, 180, 270)}  # by channels of the correlation, with one prompt

# The presets that a file with published names can be: guided by CLIP. The first of two with equal
# shapes (OVRS before the AerOSeg Baseline, which differs in its prompt) is what is assumed.
PUBLISHED_PRESETS = tuple(
    name for name in PRESETS if isinstance(preset(name).guidance, ClipGuidance)
)


@dataclass(frozen=True, slots=True)
class Inferred:
    """What a file turned out to be.

    Attributes:
        config: the whole configuration.
        family: "CAT-Seg" or "OVRS", by its parts; "own variant" for a mixture.
        preset: the preset with exactly these sizes, or None.
        backbone: the image encoder in words.
        assumed: sentences on what the shapes do not tell.
    """

    config: AerOSegConfig
    family: str
    preset: str | None
    backbone: str
    assumed: tuple[str, ...]


def infer_config(
    shapes: Shapes, wanted: str | None = None, taps: tuple[int, int] | None = None
) -> Inferred:
    """Configuration of a published state dict.

    Args:
        shapes: by published name.
        wanted: id of the preset that it must be; None finds the one that fits.
        taps: blocks of the image encoder that guide the decoder, where the file's training had
            others than the rule of spec A2 gives.

    Raises:
        ShapeMismatch: tensors that tell a size are missing or contradict each other, or the sizes
            are not those of ``wanted``.
        UnsupportedArchitecture: the sizes cannot be built.
        BadRequest: ``wanted`` is no preset of this family.
    """
    facts = _facts(shapes)
    if wanted is not None and wanted not in PUBLISHED_PRESETS:
        raise BadRequest(
            f'"{wanted}" is no configuration of a published checkpoint.',
            hint=f"There are {', '.join(PUBLISHED_PRESETS)}.",
        )
    if wanted is not None:
        _must_agree(wanted, facts)
    exact = wanted or next((n for n in PUBLISHED_PRESETS if not _differences(n, facts)), None)
    attention = facts["decoder.attention"]
    base = exact or ("ovrs-b16" if attention else "catseg-b16")
    config = _merged(preset(base), facts, exact=exact is not None, taps=taps)
    rotated = len(config.angles) > 1
    family = {(False, False): "CAT-Seg", (True, True): "OVRS"}.get((rotated, attention))
    return Inferred(
        config=config,
        family=family or "own variant",
        preset=exact,
        backbone=_backbone_words(config.backbone),
        assumed=tuple(_assumptions(config, base, shapes, taps)),
    )


def _facts(shapes: Shapes) -> dict[str, Any]:
    """Every field that the shapes decide, by its dotted name."""
    look = _Reader(shapes)
    width, _, patch, _ = look(CLIP + "visual.conv1.weight", 4)
    rows, _ = look(CLIP + "visual.positional_embedding", 2)
    _, embed_dim = look(CLIP + "visual.proj", 2)
    vocab, text_width = look(CLIP + "token_embedding.weight", 2)
    context, _ = look(CLIP + "positional_embedding", 2)
    hidden, channels, kernel, _ = look(TRANSFORMER + "conv1.weight", 4)
    _, guided = look(TRANSFORMER + "layers.0.swin_block.block_1.attn.q.weight", 2)
    inner, _ = look(TRANSFORMER + "layers.0.swin_block.block_1.mlp.fc1.weight", 2)
    text_guidance, _ = look(TRANSFORMER + "text_guidance_projection.0.weight", 2)
    channels_out = [
        look(f"{TRANSFORMER}decoder{j}.conv.double_conv.0.weight", 4)[0] for j in (1, 2)
    ]
    guidance = [
        look(f"{TRANSFORMER}decoder_guidance_projection.{j}.0.weight", 4)[0] for j in (0, 1)
    ]
    upsampled = [look(f"upsample{j}.weight", 4)[1] for j in (1, 2)]
    look.finish()
    native = math.isqrt(max(rows - 1, 0))
    if native * native != rows - 1 or not native:
        _contradiction(f"its {rows} image positions are no square and a class token")
    for side in (width, text_width):
        if side % HEAD_SIZE or not side:
            _contradiction(
                f"its CLIP has the width {side}, no multiple of the head size {HEAD_SIZE}"
            )
    if channels not in ANGLES:
        _contradiction(
            f"its correlation has {channels} channels; CAT-Seg has 1 and OVRS has 4 of them"
        )
    if not hidden or inner % hidden:
        _contradiction(f"its refinement has {hidden} channels and {inner} inside, no multiple")
    grid, window = _grid_and_window(shapes)
    return {
        "backbone.patch_px": patch,
        "backbone.input_px": grid * patch,
        "backbone.native_px": native * patch,
        "backbone.width": width,
        "backbone.layers": _count(shapes, CLIP + "visual.transformer.resblocks."),
        "backbone.embed_dim": embed_dim,
        "backbone.text_width": text_width,
        "backbone.text_layers": _count(shapes, CLIP + "transformer.resblocks."),
        "backbone.text_heads": text_width // HEAD_SIZE,
        "backbone.vocab_size": vocab,
        "backbone.context_length": context,
        "guidance.upsampled": tuple(upsampled),
        "angles": ANGLES[channels],
        "refinement.hidden": hidden,
        "refinement.blocks": _count(shapes, TRANSFORMER + "layers."),
        "refinement.window": window,
        "refinement.mlp_ratio": inner // hidden,
        "refinement.embed_kernel": kernel,
        "refinement.appearance": guided - hidden,
        "refinement.text_guidance": text_guidance,
        "refinement.pad_len": DEFAULT_PAD_LEN if _has(shapes, "padding_tokens") else 0,
        "decoder.channels": tuple(channels_out),
        "decoder.guidance": tuple(guidance),
        "decoder.attention": any(name.startswith(_ATTENTION) for name in shapes),
    }


class _Reader:
    """Looks shapes up and remembers what was missing, so that all of it can be named at once."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._missing: list[str] = []

    def __call__(self, name: str, axes: int) -> tuple[int, ...]:
        shape = self._shapes.get(name)
        if shape is None:
            self._missing.append(name)
            return (1,) * axes
        if len(shape) != axes:
            _contradiction(f'its tensor "{name}" has {len(shape)} axes instead of {axes}')
        return tuple(shape)

    def finish(self) -> None:
        """Raise ShapeMismatch when a tensor was not there."""
        if self._missing:
            names = ", ".join(f'"{name}"' for name in self._missing)
            raise ShapeMismatch(
                f"The file is no CAT-Seg or OVRS checkpoint: {len(self._missing)} tensors that "
                f"tell its sizes are missing: {names}.",
                hint="Copy or download the file again; a file of another model cannot be used.",
            )


def _contradiction(what: str) -> NoReturn:
    raise ShapeMismatch(
        f"The file is no CAT-Seg or OVRS checkpoint: {what}.",
        hint="A file of another model cannot be used.",
    )


def _has(shapes: Shapes, last: str) -> bool:
    return any(name.startswith(TRANSFORMER) and name.endswith(f".{last}") for name in shapes)


def _count(shapes: Shapes, prefix: str) -> int:
    """Number of layers named ``prefix + number + "."``; a gap shows as missing tensors later."""
    numbers = (name[len(prefix) :].partition(".")[0] for name in shapes if name.startswith(prefix))
    # Different numbers, not the largest one: a single name with the number 10**9 must cost nothing.
    return len(set(numbers))


def _grid_and_window(shapes: Shapes) -> tuple[int, int]:
    """Side of the token grid and of the windows, from the stored attention masks.

    Without a mask (not every file keeps its buffers) both are those of the published models.
    """
    base = preset("catseg-b16")
    found = {tuple(shapes[name]) for name in shift_masks(shapes)}
    if not found:
        return base.grid, base.refinement.window
    first = min(found)
    if len(found) == 1 and len(first) == 3 and first[1] == first[2]:
        across, window = math.isqrt(first[0]), math.isqrt(first[1])
        if across > 1 and across**2 == first[0] and window > 0 and window**2 == first[1]:
            return across * window, window
    _contradiction(f"its attention masks have the shapes {sorted(found)}, which no grid gives")


def _field(config: AerOSegConfig, name: str) -> Any:
    value: Any = config
    for part in name.split("."):
        value = getattr(value, part)
    return value


def _differences(name: str, facts: Mapping[str, Any]) -> list[str]:
    config = preset(name)
    return [field for field, value in facts.items() if _field(config, field) != value]


def _must_agree(name: str, facts: Mapping[str, Any]) -> None:
    """Raise ShapeMismatch that names the first difference to a preset."""
    different = _differences(name, facts)
    if different:
        field = different[0]
        more = f" ({len(different) - 1} more fields differ)" if len(different) > 1 else ""
        raise ShapeMismatch(
            f'The file is not "{name}": its "{field}" is {_shown(facts[field])}, '
            f"the configuration has {_shown(_field(preset(name), field))}{more}.",
            hint="Leave out --preset: the sizes are read off the file.",
        )


def _shown(value: object) -> str:
    return "yes" if value is True else "no" if value is False else str(value)


def _merged(
    base: AerOSegConfig, facts: Mapping[str, Any], *, exact: bool, taps: tuple[int, int] | None
) -> AerOSegConfig:
    """The preset ``base`` with the sizes of the file."""
    raw = base.model_dump()
    for name, value in facts.items():
        *path, last = name.split(".")
        part = raw
        for step in path:
            part = part[step]
        part[last] = value
    layers = facts["backbone.layers"]
    if not exact:
        raw["backbone"]["weights"] = _public_weights(facts)
        raw["backbone"]["taps"] = _taps(layers)
    if taps is not None:
        if not 0 <= min(taps) <= max(taps) < layers - 1:
            raise BadRequest(
                f"The blocks {taps[0]} and {taps[1]} cannot guide the decoder.",
                hint=f"The image encoder has {layers} blocks, 0 to {layers - 2} can be named.",
            )
        raw["backbone"]["taps"] = taps
    try:
        return cast(AerOSegConfig, parse_config(raw))
    except UnsupportedArchitecture as error:
        raise UnsupportedArchitecture(
            f"The sizes of the file cannot be built here. {error.message}",
            hint="A file of another model cannot be used.",
            detail=error.detail,
        ) from error


def _taps(layers: int) -> tuple[int, int]:
    """Guiding blocks by the rule of spec A2; the last block has no output of its own."""
    if layers < 2:
        _contradiction(f"its image encoder has {layers} blocks, at least 2 are needed")
    first, second = (min(max(round(k * layers / 3) - 1, 0), layers - 2) for k in (1, 2))
    return first, second


def _public_weights(facts: Mapping[str, Any]) -> str | None:
    """Name of the public CLIP with the sizes of the file's."""
    sizes = {name: value for name, value in facts.items() if name.startswith("backbone.")}
    for name in PUBLISHED_PRESETS:
        config = preset(name)
        if all(_field(config, field) == value for field, value in sizes.items()):
            return cast(ClipConfig, config.backbone).weights
    return None


def _backbone_words(backbone: object) -> str:
    if not isinstance(backbone, ClipConfig):
        raise TypeError("published checkpoints hold a CLIP")
    if backbone.weights:
        return f"the size of {WEIGHTS[backbone.weights]}"
    return (
        f"a CLIP of {backbone.layers} blocks, {backbone.width} wide, patches of "
        f"{backbone.patch_px} px, trained at {backbone.native_px} px"
    )


def _assumptions(
    config: AerOSegConfig, base: str, shapes: Shapes, taps: tuple[int, int] | None
) -> list[str]:
    """What was taken from the preset ``base`` because no shape tells it."""
    backbone = cast(ClipConfig, config.backbone)
    said = [
        f"prompt {config.prompts[0]!r}",
        f"activation of CLIP: {'QuickGELU' if backbone.quick_gelu else 'GELU'}",
        f"{config.refinement.heads} heads in the refinement",
        f"blocks {backbone.taps[0]} and {backbone.taps[1]} of the image encoder guide the decoder"
        + (", as given" if taps else ""),
        f"tiles of {config.tile_px} px at {config.gsd_m:g} m per pixel",
    ]
    if config.refinement.pad_len:
        said.append(f"classes padded to {config.refinement.pad_len}")
    if len(config.angles) > 1:
        said.append(f"order of the angles {', '.join(map(str, config.angles))}")
    if not shift_masks(shapes):
        said.append(
            f"grid of {config.grid} and windows of {config.refinement.window} tokens, "
            "as the file holds no attention mask"
        )
    said.append(f'anything else as in "{base}"')
    return said
