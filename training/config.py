"""Settings of a training run: a YAML file, with ``key=value`` overrides on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError

from backend.errors import InputError
from backend.models.aeroseg import AerOSegConfig
from backend.models.base import StrictModel

__all__ = ["DataSettings", "Place", "TrainConfig", "load_config"]


class Place(StrictModel):
    """Rows of an index, by source and by a part of the file name or place."""

    source: str
    match: str = ""


class DrawnSettings(StrictModel):
    """Drawn scenes mixed into the training images."""

    count: int = Field(default=0, ge=0, le=1000)
    width: int = Field(default=900, ge=256, le=4000)
    height: int = Field(default=900, ge=256, le=4000)
    first_seed: int = 1000


class DataSettings(StrictModel):
    """Where images come from and how crops are drawn.

    Attributes:
        development: places of the train split that are kept out of training; decisions are made
            on them, never on val.
    """

    index: str
    split: str = "train"
    development: tuple[Place, ...] = ()
    drawn: DrawnSettings = DrawnSettings()
    crop_px: int = Field(default=256, ge=64, le=1024)
    gsd_m: float = Field(default=0.25, gt=0)
    scale: tuple[float, float] = (0.6, 1.7)
    focus: float = Field(default=0.6, ge=0, le=1)
    cutmix: float = Field(default=0.25, ge=0, le=1)
    look: float = Field(default=1.0, ge=0, le=2)


class TrainConfig(StrictModel):
    """One training run.

    Attributes:
        init: "imagenet" for the trunk of a compact backbone, "random", or the path of a checkpoint
            whose weights are trained further (its configuration must be that of ``model``).
        steps, batch: length of the run and crops a step.
        head_init: first values of the head; inferred: torch's defaults. "truncated" draws weights
            from a normal distribution of 0.02, cut at two deviations, and sets biases to 0.
        rate: learning rate of the new modules; inferred: 2e-4, that of CAT-Seg.
        trunk_rate: learning rate of the pretrained trunk of a compact backbone.
        clip_rate: learning rate of CLIP; inferred: a hundredth of ``rate``'s default, as CAT-Seg.
        guidance_rate: learning rate of a guidance encoder that is fine-tuned
            (``model.guidance.trained``); inferred: as that of CLIP.
        ignore_policy: what unlabelled pixels teach; inferred: "negatives", they show none of the
            classes, as CAT-Seg trains. "mask" leaves them out, for data with partial labels.
        dice: weight of the soft Dice beside the cross entropy.
        text_steps: length of the text tower's lessons from a sentence encoder before training; 0
            leaves it as initialised.
        text_rate: learning rate of the text tower afterwards.
        names: smallest and largest number of class names drawn a step.
        absent: chance that a name without any pixel is among them.
        extra_angle: chance that a second rotation is encoded in a step.
        averaging: decay of the moving average of the weights, which is what is saved.
    """

    title: str
    out: str
    model: AerOSegConfig
    data: DataSettings
    init: str = "imagenet"
    steps: int = Field(default=1000, ge=1)
    batch: int = Field(default=8, ge=1, le=1024)
    head_init: Literal["torch", "truncated"] = "torch"
    rate: float = Field(default=2e-4, gt=0)
    trunk_rate: float = Field(default=5e-4, ge=0)
    clip_rate: float = Field(default=2e-6, ge=0)
    guidance_rate: float = Field(default=2e-6, ge=0)
    ignore_policy: Literal["negatives", "mask"] = "negatives"
    text_steps: int = Field(default=0, ge=0)
    text_rate: float = Field(default=2e-4, ge=0)
    weight_decay: float = Field(default=0.01, ge=0)
    warmup: int = Field(default=100, ge=0)
    clip: float = Field(default=1.0, gt=0)
    dice: float = Field(default=0.5, ge=0)
    names: tuple[int, int] = (3, 7)
    absent: float = Field(default=0.3, ge=0, le=1)
    extra_angle: float = Field(default=0.25, ge=0, le=1)
    averaging: float = Field(default=0.998, ge=0, lt=1)
    seed: int = 0
    save_every: int = Field(default=200, ge=1)
    evaluate_every: int = Field(default=400, ge=1)
    workers: int = Field(default=1, ge=0, le=16)
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"


def load_config(path: Path, overrides: list[str]) -> TrainConfig:
    """Read a YAML file and apply ``key.sub=value`` overrides (values are YAML too).

    Raises:
        InputError: the file cannot be read, or a key or value is wrong; the message names it.
    """
    try:
        raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f'The configuration "{path}" cannot be read: {error}.') from error
    for override in overrides:
        key, equals, value = override.partition("=")
        if not equals:
            raise InputError(f'"{override}" is not of the form key=value.')
        node = raw
        *parents, last = key.split(".")
        for name in parents:
            node = node.setdefault(name, {})
        node[last] = yaml.safe_load(value)
    try:
        return TrainConfig.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f'"{path.name}": "{where}": {first["msg"]}.', detail=str(error)) from error
