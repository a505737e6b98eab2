"""Published settings as data: models, and data sets with their class lists (spec A.8, D.1)."""

from __future__ import annotations

from dataclasses import dataclass

from backend.models.aeroseg.encoder_config import ClipConfig
from backend.models.segearth.config import SegEarthConfig, UpsamplerConfig

__all__ = ["DATASETS", "MODELS", "DatasetSettings", "dataset_config"]

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


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("; "))


_OPEN_EARTH_MAP = _lines(
    "background; bareland | barren; grass; pavement; road; tree | forest; water | river; "
    "cropland; building | roof | house"
)
_BUILDING = _lines("background; building")
_ROAD = _lines("background; road")

# Published name files write synonyms with commas. Two last classes name "background" as a synonym
# ("clutter, background"), which the parser of this project reserves: their first word stays, and
# background_index says what they mean.
DATASETS = {
    "OpenEarthMap": DatasetSettings(_OPEN_EARTH_MAP, 0.1),
    "LoveDA": DatasetSettings(
        _lines("background; building | roof | house; road; water; barren; forest; agricultural"),
        0.3,
    ),
    "iSAID": DatasetSettings(
        _lines(
            "background; ship; store tank; baseball diamond; tennis court; basketball court; "
            "ground track field; bridge; large vehicle; small vehicle; helicopter; "
            "swimming pool; roundabout; soccer ball field; plane; harbor"
        ),
        0.4,
    ),
    "Potsdam": DatasetSettings(
        _lines("road | parking lot; building; low vegetation; tree; car; clutter"), 0.1, 5
    ),
    "Vaihingen": DatasetSettings(
        _lines("impervious surface; building; low vegetation; tree; car; clutter"), 0.1, 5
    ),
    "UAVid": DatasetSettings(
        _lines("background; building; road; car; tree; vegetation; human"), 0.3
    ),
    "UDD5": DatasetSettings(_lines("vegetation; building; road; vehicle; background"), 0.4, 4),
    "VDD": DatasetSettings(
        _lines("background; facade; road; vegetation; vehicle; roof; water"), 0.3
    ),
    "WHU Aerial": DatasetSettings(_BUILDING, 0.6),
    "WHU Sat. II": DatasetSettings(_BUILDING, 0.7),
    "Inria": DatasetSettings(_BUILDING, 0.6),
    "xBD (pre-disaster)": DatasetSettings(_BUILDING, 0.0, cls_weight=0.0),
    "CHN6-CUG": DatasetSettings(_ROAD, 0.8),
    "DeepGlobe roads": DatasetSettings(_ROAD, 0.7),
    "Massachusetts roads": DatasetSettings(_ROAD, 0.7),
    "SpaceNet roads": DatasetSettings(_ROAD, 0.7),
    "WBS-SI": DatasetSettings(_lines("background; water"), 0.6),
}


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
