"""Settings of a SimFeatUp run. Choices that are this project's have the word "inferred"."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from backend.checkpoint import FORMAT, read_header, read_tensor_table
from backend.models.base import StrictModel
from backend.models.segearth import SegEarthConfig
from backend.models.segearth.config import UpsamplerConfig
from backend.models.segearth.presets import MODELS
from training.config import Name, Place, RunSettings, merged, nearest

__all__ = ["PictureSettings", "SimFeatUpConfig", "is_checkpoint"]

RADIUS = {"jbu_one": 5, "jbu_stack": 3}  # published (spec part B)


class PictureSettings(StrictModel):
    """Where images come from; labels are never looked at.

    Attributes:
        index: CSV with a column "image" and, optionally, "source", "place" and "split": an index of
            labelled images serves as it is.
        root: folder that its paths are relative to; default the CSV's own.
        split: only rows of this split, where the file has such a column.
        images: further images: folders, which are searched through, or patterns such as
            ``tiles/**/*.tif``. An image's source is the folder that holds it.
        development: places that are kept out of training; the weights that reconstruct them best
            are exported.
        bands: numbers of red, green and blue in the files, from 1; inferred: 1, 2, 3, and the
            first band three times where there are fewer.
    """

    index: str | None = None
    root: str | None = None
    split: str = "train"
    images: tuple[Name, ...] = ()
    development: tuple[Place, ...] = ()
    bands: tuple[int, int, int] | None = None

    @model_validator(mode="after")
    def _check(self) -> PictureSettings:
        if self.index is None and not self.images:
            raise ValueError("give images: data.index=FILE.csv or data.images=[FOLDER]")
        if self.split == "val":
            raise ValueError('split "val" is kept for the evaluation: nothing is trained on it')
        if self.bands is not None and min(self.bands) < 1:
            raise ValueError(f"bands {self.bands} are counted from 1")
        return self


class SimFeatUpConfig(RunSettings):
    """A run of SimFeatUp.

    Attributes:
        title: name of the finished model, for people.
        out: folder for the state, the log, ``upsampler.safetensors`` and ``model.safetensors``.
        preset: id of a configuration of ``backend.models.segearth.presets``; what ``model`` gives
            replaces parts of it. Without both, that of the checkpoint in ``backbone_weights``.
        model: SegEarth-OV with the upsampler that is trained, form "jbu_one" or "jbu_stack".
        data: images, see below.
        backbone_weights: CLIP, which stays as it is: a file of its public weights, or a checkpoint
            of SegEarth-OV. "random" is for measuring time alone.
        upsampler_weights: file of an upsampler to begin with; without it, fresh weights.
        normalise: statistics of the pixels that CLIP and the upsampler see. "imagenet" as
            published. "clip", the default, is inferred: the engine gives the upsampler images with
            the statistics of its CLIP, so it should be trained on such.
        rate: learning rate, of NAdam, without a schedule.
        jitters: moved copies of a batch in a step.
        pad_px: pixels reflected around an image before it is moved.
        zoom: largest enlargement of a moved copy.
        projection: random directions in which features are compared.
        image_weight: of the loss of the image that is drawn from the upsampled features.
        clip, clip_steps: largest norm of the gradient, and for how many first steps.
        precision: in which CLIP computes on a CUDA device; all that is trained is in float32.
        held_crops: crops of the development places that are measured.
        half: write ``model.safetensors`` with matrices in float16, half as large; inferred: false.
    """

    save_every: int = Field(default=100, ge=1)
    evaluate_every: int = Field(default=100, ge=1)
    preset: str | None = None
    model: SegEarthConfig
    data: PictureSettings
    backbone_weights: str
    upsampler_weights: str | None = None
    normalise: Literal["clip", "imagenet"] = "clip"
    rate: float = Field(default=1e-3, gt=0)
    jitters: int = Field(default=5, ge=1, le=100)
    pad_px: int = Field(default=20, ge=0, le=1000)
    zoom: float = Field(default=2.0, ge=1.0, le=4.0)
    projection: int = Field(default=30, ge=1, le=8192)
    image_weight: float = Field(default=0.1, ge=0, le=100)
    clip: float = Field(default=1e-4, gt=0)
    clip_steps: int = Field(default=10, ge=0)
    precision: Literal["fp32", "fp16", "bf16"] = "fp32"
    held_crops: int = Field(default=64, ge=1, le=10_000)
    half: bool = False

    @model_validator(mode="before")
    @classmethod
    def _find_network(cls, raw: Any) -> Any:
        """The network of the preset or the checkpoint, where ``model`` does not give it whole."""
        if not isinstance(raw, Mapping) or isinstance(raw.get("model"), SegEarthConfig):
            return raw
        named, weights = raw.get("preset"), raw.get("backbone_weights")
        if isinstance(named, str):
            if named not in MODELS:
                raise ValueError(f'preset "{named}" is unknown{nearest(named, MODELS)}')
            base = MODELS[named].model_dump()
        elif isinstance(weights, str) and is_checkpoint(Path(weights)):
            base = dict(read_header(weights).config)
        else:
            return raw
        if base.get("upsampler") is None:
            base["upsampler"] = UpsamplerConfig().model_dump()
        base["upsampler"]["weights"] = None  # those of the run have no public name
        changes = raw.get("model")
        if not isinstance(changes, Mapping):
            return {**raw, "model": base}
        asked = changes.get("upsampler")
        if isinstance(asked, Mapping) and "form" in asked and "radius" not in asked:
            base["upsampler"]["radius"] = RADIUS.get(str(asked["form"]), 5)
        return {**raw, "model": merged(base, changes)}

    @model_validator(mode="after")
    def _check(self) -> SimFeatUpConfig:
        upsampler = self.model.upsampler
        if upsampler is None or not upsampler.learned:
            raise ValueError('model.upsampler.form must be "jbu_one" or "jbu_stack" to be trained')
        if self.pad_px >= self.model.tile_px:
            raise ValueError(
                f"pad_px {self.pad_px} must be less than model.tile_px {self.model.tile_px}"
            )
        if self.model.tile_px % self.model.backbone.patch_px:
            raise ValueError("model.tile_px must be a multiple of model.backbone.patch_px")
        return self


def is_checkpoint(path: Path) -> bool:
    """Whether a file is a checkpoint of this project, not weights of another program.

    Raises:
        FormatRefused: a safetensors file that is missing or damaged.
    """
    if path.suffix != ".safetensors":
        return False
    metadata = read_tensor_table(path)[1]
    return isinstance(metadata, dict) and metadata.get("format") == FORMAT
