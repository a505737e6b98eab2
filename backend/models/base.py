"""What every segmentation model offers to the engine (design section 4.4).

A model is split so that the expensive part knows no class names:

``encode(tiles) -> Features`` once per tile, ``embed(classes)`` once per class list,
``decode(features, classes)`` per tile and class list, ``finish(blended, classes)`` per block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

import torch
from pydantic import BaseModel, ConfigDict, Field, model_validator
from torch import Tensor

__all__ = [
    "ClassPrompt",
    "Features",
    "HalfPrecision",
    "ModelConfig",
    "Scores",
    "Segmenter",
    "StrictModel",
    "Suggesting",
]


class StrictModel(BaseModel):
    """A configuration that refuses keys it does not know and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelConfig(StrictModel):
    """What the engine needs to know of any model, whatever its inside.

    Attributes:
        kind: which family builds it; families extend this class.
        title: name shown to people.
        tile_px: side of the square given to the network, in working pixels.
        stride_px: step between tiles; the overlap is ``tile_px - stride_px``.
        gsd_m: ground sample distance at which the model works best, metres a pixel.
        threshold: a class whose score stays below it everywhere loses the pixel to "other"
            (decision rule, design section 4.2).
        vocabulary: the phrases that the model can answer, or None when any name may be asked.
    """

    kind: str
    title: str = "unnamed"
    tile_px: int = Field(default=384, ge=32, le=2048)
    stride_px: int = Field(default=320, ge=16, le=2048)
    gsd_m: float = Field(default=0.3, gt=0.0, le=1000.0)
    threshold: float = Field(default=0.5, ge=0.0, le=1.0)
    vocabulary: tuple[str, ...] | None = None

    @property
    def map_px(self) -> int:
        """Side of the maps that ``decode`` gives; the engine enlarges them to the tile."""
        return self.tile_px

    @model_validator(mode="after")
    def _check_stride(self) -> ModelConfig:
        overlap = self.tile_px - self.stride_px
        if overlap < 0 or overlap % 2 or overlap > self.stride_px:
            raise ValueError(
                f"tile_px {self.tile_px} - stride_px {self.stride_px} must be even, "
                "not negative and not above stride_px"
            )
        return self


@dataclass(frozen=True, slots=True)
class ClassPrompt:
    """One class as the user typed it: the shown name and its other wordings."""

    name: str
    synonyms: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings, the shown one first."""
        return (self.name, *self.synonyms)


@dataclass(slots=True)
class Features:
    """Encoded tiles: named tensors whose first axis is the tile."""

    tensors: dict[str, Tensor] = field(default_factory=dict)

    @property
    def batch(self) -> int:
        """Number of tiles."""
        return next(iter(self.tensors.values())).shape[0]

    @property
    def nbytes(self) -> int:
        """Bytes held by all tensors."""
        return sum(t.numel() * t.element_size() for t in self.tensors.values())

    def to(self, device: torch.device | str, dtype: torch.dtype | None = None) -> Features:
        """Copy on another device, floating tensors in ``dtype`` when given."""
        return Features(
            {
                k: t.to(device, dtype if dtype is not None and t.is_floating_point() else t.dtype)
                for k, t in self.tensors.items()
            }
        )

    def tile(self, index: int) -> Features:
        """Own copy of one tile, with a batch axis of one."""
        return Features({k: t[index : index + 1].clone() for k, t in self.tensors.items()})

    @staticmethod
    def stack(parts: Iterable[Features]) -> Features:
        """Concatenate along the tile axis."""
        parts = list(parts)
        return Features({k: torch.cat([p.tensors[k] for p in parts]) for k in parts[0].tensors})


@dataclass(slots=True)
class Scores:
    """Scores of a block: ``classes`` (N, H, W) in [0, 1]; ``other`` (H, W) or None."""

    classes: Tensor
    other: Tensor | None = None


@runtime_checkable
class HalfPrecision(Protocol):
    """A model whose image encoders may compute in half precision."""

    def set_trunk_dtype(self, dtype: torch.dtype) -> None:
        """Compute the encoders in this type from now on; float32 is exact."""
        ...


@runtime_checkable
class Suggesting(Protocol):
    """A model that can say what an unknown name may be meant for."""

    def suggest(self, name: str) -> list[str]:
        """Known names, the likeliest first; often none."""
        ...


@runtime_checkable
class Segmenter(Protocol):
    """A model as the engine sees it. All shapes are in working pixels; T is the class count."""

    config: Any  # a ModelConfig; Any because each family narrows it

    def encode(self, image: Tensor) -> Features:
        """Encode tiles.

        Args:
            image: (B, 3, tile_px, tile_px) uint8, RGB.

        Returns:
            features, first axis B, on the model's device.
        """
        ...

    def embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        """Unit text embeddings (T, P, C) of the classes, averaged over their wordings."""
        ...

    def decode(self, features: Features, text: Tensor) -> Tensor:
        """Maps to blend over overlapping tiles: (B, Q, map_px, map_px) float32.

        They are enlarged to ``tile_px`` bilinearly where they are smaller.
        """
        ...

    def finish(self, blended: Tensor, classes: Sequence[ClassPrompt]) -> Scores:
        """Blended maps (Q, H, W) of a block to scores in [0, 1]."""
        ...

    def unknown(self, classes: Sequence[ClassPrompt]) -> list[str]:
        """Shown names of the classes that this model cannot answer."""
        ...
