"""What every segmentation model offers to the engine (design section 4.4).

A model is split so that the expensive part knows no class names:

``encode(tiles) -> Features`` once per tile, ``embed(classes)`` once per class list,
``decode(features, classes)`` per tile and class list, ``finish(blended, classes)`` per block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol, runtime_checkable

import torch
from pydantic import BaseModel, ConfigDict, Field, model_validator
from torch import Tensor

from backend.names import means_other

__all__ = [
    "BackgroundGroup",
    "ClassPrompt",
    "Completing",
    "Features",
    "HalfPrecision",
    "Learned",
    "ModelConfig",
    "Scores",
    "Segmenter",
    "StrictModel",
    "Suggesting",
]


class StrictModel(BaseModel):
    """A configuration that refuses keys it does not know and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Word = Annotated[str, Field(min_length=1, max_length=200)]


class BackgroundGroup(StrictModel):
    """Hidden background words of one kind (backend.models.background).

    Attributes:
        words: each is a query of id 0.
        unless: the group is left out when a typed name or synonym holds one of these words, so
            that no name competes with its own kind. Lower case, singular.
    """

    words: tuple[Word, ...] = Field(min_length=1, max_length=50)
    unless: tuple[Word, ...] = Field(default=(), max_length=200)


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

    @property
    def windows(self) -> bool:
        """Whether a tile is a window: inside the layer, and of one weight in all its pixels.

        Else tiles lie around their cells, reach over the layer's border and fade into each other.
        """
        return False

    @property
    def fill_color(self) -> tuple[int, int, int] | None:
        """Colour of pixels without data and beyond the layer; None takes what lies beside them."""
        return None

    @property
    def scores_other(self) -> bool:
        """Whether "other" (id 0) is asked for like a class, and has a score of its own."""
        return False

    @property
    def background_groups(self) -> tuple[BackgroundGroup, ...]:
        """Hidden words that stand for "other" unless the user typed it."""
        return ()

    @property
    def query_per_wording(self) -> bool:
        """Whether ``embed`` gives a row for each wording of a class instead of one for all."""
        return False

    @model_validator(mode="after")
    def _check_stride(self) -> ModelConfig:
        overlap = self.tile_px - self.stride_px
        if overlap < 0 or overlap % 2 or overlap > self.stride_px:
            raise ValueError(
                f"tile_px {self.tile_px} - stride_px {self.stride_px} must be even, "
                "not negative and not above stride_px"
            )
        return self


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A text embedding that was learned from marked places (backend.taught).

    Attributes:
        rows: (P, C) unit vectors, one for each prompt template of the model.
        sha256: of the file that they come from; stands for them in the run record.
    """

    rows: Tensor
    sha256: str


@dataclass(frozen=True, slots=True)
class ClassPrompt:
    """One class as the user typed it: the shown name and its other wordings.

    Attributes:
        hidden: a background word that the user did not type; it stands for "other".
        learned: takes the place of what the wordings say to the model.
    """

    name: str
    synonyms: tuple[str, ...] = ()
    hidden: bool = False
    learned: Learned | None = None

    @property
    def is_other(self) -> bool:
        """Whether it means "none of the others", id 0."""
        return self.hidden or means_other(self.name)

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings, the shown one first."""
        return (self.name, *self.synonyms)


@dataclass(slots=True)
class Features:
    """Encoded tiles: named tensors whose first axis is the tile.

    Attributes:
        spare: names of tensors that only save time: without them a decode gives the same answer.
    """

    tensors: dict[str, Tensor] = field(default_factory=dict)
    spare: frozenset[str] = frozenset()

    @property
    def batch(self) -> int:
        """Number of tiles."""
        return next(iter(self.tensors.values())).shape[0]

    @property
    def nbytes(self) -> int:
        """Bytes held by all tensors."""
        return sum(t.numel() * t.element_size() for t in self.tensors.values())

    def without_spare(self) -> Features:
        """The same tiles with what is needed alone; tensors are shared."""
        return Features({k: t for k, t in self.tensors.items() if k not in self.spare})

    def to(self, device: torch.device | str, dtype: torch.dtype | None = None) -> Features:
        """Copy on another device, floating tensors in ``dtype`` when given."""
        return Features(
            {
                k: t.to(device, dtype if dtype is not None and t.is_floating_point() else t.dtype)
                for k, t in self.tensors.items()
            },
            self.spare,
        )

    def tile(self, index: int) -> Features:
        """Own copy of one tile, with a batch axis of one."""
        tensors = {k: t[index : index + 1].clone() for k, t in self.tensors.items()}
        return Features(tensors, self.spare)

    @staticmethod
    def stack(parts: Iterable[Features]) -> Features:
        """Concatenate along the tile axis."""
        parts = list(parts)
        tensors = {k: torch.cat([p.tensors[k] for p in parts]) for k in parts[0].tensors}
        return Features(tensors, parts[0].spare)


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
class Completing(Protocol):
    """A model whose features may lack what only saves time (``Features.spare``)."""

    def complete(self, features: Features) -> Features:
        """The same features with the tensors that were left out, if there are any to keep."""
        ...


@runtime_checkable
class Suggesting(Protocol):
    """A model that can say what an unknown name may be meant for."""

    def suggest(self, name: str) -> list[str]:
        """Known names, the likeliest first; often none."""
        ...


@runtime_checkable
class Segmenter(Protocol):
    """A model as the engine sees it. All shapes are in working pixels; Q counts text rows."""

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
        """Unit text embeddings (Q, P, C): a row a class, averaged over its wordings.

        Where ``config.query_per_wording`` is set there is a row for each wording of each class.
        """
        ...

    def decode(self, features: Features, text: Tensor) -> Tensor:
        """Maps to blend over overlapping tiles: (B, Q, map_px, map_px) float32.

        They are enlarged to ``tile_px`` bilinearly where they are smaller.
        """
        ...

    def finish(self, blended: Tensor, classes: Sequence[ClassPrompt]) -> Scores:
        """Blended maps (Q, H, W) of a block to scores in [0, 1].

        Args:
            blended: maps of :meth:`decode`, averaged over tiles.
            classes: as given to :meth:`embed`. Where ``config.scores_other`` is set, those that
                stand for "other" are among them; they share one score and have no row.
        """
        ...

    def unknown(self, classes: Sequence[ClassPrompt]) -> list[str]:
        """Shown names of the classes that this model cannot answer."""
        ...
