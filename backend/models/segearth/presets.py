"""Published settings as data: models, and data sets with their class lists (spec A.8, D.1)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from backend.models.aeroseg.encoder_config import ClipConfig
from backend.models.base import StrictModel
from backend.models.segearth.config import SegEarthConfig, UpsamplerConfig
from backend.models.segearth.public_clips import PUBLIC_CLIPS
from backend.names import OTHER_NAMES

__all__ = ["DATASETS", "MODELS", "DatasetSettings", "dataset_config"]

LISTS = Path(__file__).parents[3] / "resources" / "presets.json"
SIMFEATUP = UpsamplerConfig(form="jbu_one", radius=5, weights="xclip_jbu_one_million_aid")

# Every CLIP sees windows of 224 px. The published upsamplers were fitted to OpenAI's ViT-B/16 and
# its 512 channels; without a fitting one the logits are resized instead.
MODELS = {
    "segearth-vitb16": SegEarthConfig(
        title="SegEarth-OV (CLIP ViT-B/16)",
        backbone=ClipConfig(weights="openai/ViT-B-16", input_px=224),
        upsampler=SIMFEATUP,
    ),
    "segearth-vitl14": SegEarthConfig(
        title="SegEarth-OV (CLIP ViT-L/14, no upsampler)",
        backbone=ClipConfig(
            weights="openai/ViT-L-14", patch_px=14, input_px=224, width=1024, layers=24,
            embed_dim=768, text_width=768, text_heads=12, taps=(7, 15),
        ),
        upsampler=None,
    ),
    "segearth-vitb32": SegEarthConfig(
        title="SegEarth-OV (CLIP ViT-B/32, no upsampler)",
        backbone=ClipConfig(weights="openai/ViT-B-32", patch_px=32, input_px=224),
        upsampler=None,
    ),
    **PUBLIC_CLIPS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatasetSettings:
    """How the paper runs a data set.

    Attributes:
        lines: classes in label order, as they are typed here.
        threshold: below it a pixel is background.
        background_index: which of ``lines`` that is, from 0.
        cls_weight: lambda.
    """

    lines: tuple[str, ...]
    threshold: float = 0.0
    background_index: int = 0
    cls_weight: float = -0.3


class _DataSet(StrictModel):
    """A data set of ``presets.json``; the dock reads the same file.

    Attributes:
        name: as people call it.
        about: what it shows, in a few words.
        classes: in label order, synonyms behind bars.
        background: which of ``classes`` means none of the others, from 0.
        threshold: None where the paper does not run it.
        cls_weight: lambda.
        palette: published colours in the order of ``classes``; empty where there are none.
    """

    name: str
    about: str
    classes: tuple[str, ...] = Field(min_length=1)
    background: int = Field(ge=0)
    threshold: float | None = Field(default=None, ge=0.0, le=1.0)
    cls_weight: float = -0.3
    palette: tuple[str, ...] = ()


class _General(StrictModel):
    name: str
    classes: tuple[str, ...] = Field(min_length=1)


class _Table(StrictModel):
    format: Literal[1]
    general: tuple[_General, ...]
    data_sets: tuple[_DataSet, ...]


def _line(text: str) -> str:
    """A class without "background" as a synonym.

    The last class of Potsdam is "clutter, background": the parser of this project reserves the
    second word. The first stays, and background_index says what it means.
    """
    first, *rest = text.split(" | ")
    return " | ".join((first, *(word for word in rest if word not in OTHER_NAMES)))


def _read() -> dict[str, DatasetSettings]:
    table = _Table.model_validate_json(LISTS.read_bytes())
    return {
        found.name: DatasetSettings(
            tuple(map(_line, found.classes)), found.threshold, found.background, found.cls_weight
        )
        for found in table.data_sets
        if found.threshold is not None
    }


DATASETS = _read()


def dataset_config(name: str, model: str = "segearth-vitb16") -> SegEarthConfig:
    """A model with the settings of a data set, without hidden words, as published.

    Raises:
        KeyError: no such data set or model.
    """
    settings = DATASETS[name]
    return MODELS[model].model_copy(
        update={
            "threshold": settings.threshold,
            "cls_weight": settings.cls_weight,
            "background": (),
        }
    )
