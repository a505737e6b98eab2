"""Settings of a training run: a YAML file, with ``key=value`` overrides on the command line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator

from backend.checkpoint import read_header
from backend.errors import InputError
from backend.models.aeroseg import AerOSegConfig
from backend.models.aeroseg.encoder_config import EncoderGuidance
from backend.models.aeroseg.presets import PRESETS, preset
from backend.models.base import StrictModel

__all__ = [
    "DataSettings", "Place", "RunSettings", "TrainConfig", "load_config", "load_settings", "merged",
    "nearest",
]  # fmt: skip

Name = Annotated[str, Field(min_length=1, max_length=200)]
Settings = TypeVar("Settings", bound="RunSettings")


class Place(StrictModel):
    """Rows of an index, by source and by a part of the file name or place."""

    source: str
    match: str = ""


class DrawnSettings(StrictModel):
    """Drawn scenes mixed into the training images.

    Attributes:
        count: how many; 0 for none. They are drawn once and kept beside the run.
        width, height: of each, in pixels of 0.3 m.
        first_seed: number of the first; another number gives other scenes.
    """

    count: int = Field(default=0, ge=0, le=1000)
    width: int = Field(default=900, ge=256, le=4000)
    height: int = Field(default=900, ge=256, le=4000)
    first_seed: int = 1000


class DataSettings(StrictModel):
    """Where images come from and how crops are drawn.

    Attributes:
        index: CSV file of labelled images ([index files](index-files.md)).
        split: rows of the index that are trained on.
        development: places of the train split that are kept out of training; decisions are made
            on them, never on val.
        pipeline: "ground" draws crops at a working ground resolution, turned, recoloured and mixed,
            from images kept in memory. "paper" is that of the papers (spec B3): shortest edge to
            ``crop_px``, crop, colour jitter of SSD, flip; images are read when they are needed.
        jitter: which encoders see the colour jitter of "paper". "all" as CAT-Seg trains. "clip"
            (inferred) shows the guidance encoder the plain image, "none" leaves the jitter out;
            both make it possible to compute the guidance features once.
        drawn: drawn scenes among the images.
        crop_px: side of a crop.
        gsd_m: ground resolution at which "ground" draws crops, metres a pixel; coarser images keep
            their own.
        scale: range of the factor on the ground resolution, drawn evenly in its logarithm.
        focus: share of crops around a pixel of a class chosen evenly, so that rare ones are seen.
        cutmix: share of crops that get a rectangle of another one, label included.
        look: strength of the changes of colour, haze, blur and JPEG; 0 for none.
        shares: how many times as often as by its area a source of "ground" is drawn, by its name
            in the index ("drawn" for drawn scenes); 1 where none is given.
    """

    index: str
    split: str = "train"
    development: tuple[Place, ...] = ()
    drawn: DrawnSettings = DrawnSettings()
    pipeline: Literal["ground", "paper"] = "ground"
    jitter: Literal["all", "clip", "none"] = "all"
    crop_px: int = Field(default=256, ge=64, le=1024)
    gsd_m: float = Field(default=0.25, gt=0)
    scale: tuple[float, float] = (0.6, 1.7)
    focus: float = Field(default=0.6, ge=0, le=1)
    cutmix: float = Field(default=0.25, ge=0, le=1)
    look: float = Field(default=1.0, ge=0, le=2)
    shares: dict[Name, Annotated[float, Field(gt=0, le=100)]] = Field(default_factory=dict)


class RunSettings(StrictModel):
    """What runs of every kind have in common.

    Attributes:
        title: name of what is trained, for people.
        out: folder of the run.
        steps, batch: length of the run and crops a step, over all processes.
        accumulate: parts in which each process takes its share of a batch, for want of memory.
        seed: of the first weights, the crops and all else that is drawn; the same one repeats a
            run.
        save_every: steps between states from which `--resume` goes on.
        evaluate_every: steps between measurements on the development places; the best weights on
            them are the ones that are exported.
        log_every: steps between lines of the log.
        workers: processes that read and augment images.
        device: "auto" takes CUDA where there is one.
        tensorboard: write scalars and example pictures to the folder ``events`` of the run.
    """

    title: str
    out: str
    steps: int = Field(default=1000, ge=1)
    batch: int = Field(default=8, ge=1, le=1024)
    accumulate: int = Field(default=1, ge=1, le=1024)
    seed: int = Field(default=0, ge=0)
    save_every: int = Field(default=200, ge=1)
    evaluate_every: int = Field(default=400, ge=1)
    log_every: int = Field(default=20, ge=1)
    tensorboard: bool = True
    workers: int = Field(default=1, ge=0, le=16)
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"

    @model_validator(mode="after")
    def _check_parts(self) -> RunSettings:
        if self.batch % self.accumulate:
            raise ValueError(
                f"batch {self.batch} must be a multiple of accumulate {self.accumulate}"
            )
        return self


class TrainConfig(RunSettings):
    """One training run.

    Attributes:
        title: name shown to people, kept in the checkpoint.
        out: folder for the state, the log and the finished `model.safetensors`.
        preset: id of a configuration of ``backend.models.aeroseg.presets``; what ``model`` gives
            replaces parts of it. Without both, the network is that of the checkpoint in ``init``.
        model: configuration of the network, or the parts of it that differ.
        data: images and crops, see below.
        init: "imagenet" for the trunk of a compact backbone, "random", or the path of a checkpoint
            whose weights are trained further (its configuration must be that of ``model``).
        backbone_weights: file of CLIP's public weights to begin with.
        guidance_weights: file of the guidance encoder's public weights to begin with.
        classes: "builtin" for the concepts of the built-in model with their synonyms, "index" for
            the classes of the index in the order of their ids, or a list of names: the seen
            classes. What an image shows of classes outside a given list is unlabelled.
        head_init: first values of the head; inferred: torch's defaults. "truncated" draws weights
            from a normal distribution of 0.02, cut at two deviations, and sets biases to 0.
        rate: learning rate of the new modules; inferred: 2e-4, that of CAT-Seg.
        trunk_rate: learning rate of the pretrained trunk of a compact backbone.
        clip_trained: of CLIP; "query-value" as the papers train public weights (spec B2). "all" is
            for a CLIP that begins at random, as in the ablation at small size.
        clip_rate: learning rate of CLIP; inferred: a hundredth of ``rate``'s default, as CAT-Seg.
        guidance_rate: learning rate of a guidance encoder that is fine-tuned
            (``model.guidance.trained``); inferred: as that of CLIP.
        weight_decay, decay: how much, and of what. "matrices" spares everything with one axis;
            "all-but-norms" spares norm layers and embeddings only, as CAT-Seg does.
        warmup: steps over which the rates rise from 0; then they fall along half a cosine.
        clip: largest norm of the gradient.
        precision: of the image encoders on a CUDA device; the rest stays in float32, and on other
            devices everything does.
        ignore_policy: what unlabelled pixels teach; inferred: "negatives", they show none of the
            classes, as CAT-Seg trains. "mask" leaves them out, for data with partial labels.
        dice: weight of the soft Dice beside the cross entropy.
        text_steps: length of the text tower's lessons from a sentence encoder before training; 0
            leaves it as initialised.
        text_rate: learning rate of the text tower afterwards.
        names: smallest and largest number of class names drawn a step, each as any of its
            phrases; or "all": every class by its name, in the order of the list.
        absent: chance that a name without any pixel is among them.
        views: "all" encodes every rotation of the model in each step, "sampled" the upright image
            and, with the chance ``extra_angle``, one of the others.
        extra_angle: that chance.
        averaging: decay of the moving average of the weights, which is what is saved; 0 for none.
        guidance_cache: folder for the features of a frozen guidance encoder, computed once.
        guidance_precision: of the numbers in it.
    """

    preset: str | None = None
    model: AerOSegConfig
    data: DataSettings
    init: str = "imagenet"
    backbone_weights: str | None = None
    guidance_weights: str | None = None
    classes: Literal["builtin", "index"] | tuple[Name, ...] = "builtin"
    head_init: Literal["torch", "truncated"] = "torch"
    rate: float = Field(default=2e-4, gt=0)
    trunk_rate: float = Field(default=5e-4, ge=0)
    clip_trained: Literal["query-value", "all"] = "query-value"
    clip_rate: float = Field(default=2e-6, ge=0)
    guidance_rate: float = Field(default=2e-6, ge=0)
    ignore_policy: Literal["negatives", "mask"] = "negatives"
    text_steps: int = Field(default=0, ge=0)
    text_rate: float = Field(default=2e-4, ge=0)
    weight_decay: float = Field(default=0.01, ge=0)
    decay: Literal["matrices", "all-but-norms"] = "matrices"
    warmup: int = Field(default=100, ge=0)
    clip: float = Field(default=1.0, gt=0)
    precision: Literal["fp32", "fp16", "bf16"] = "fp32"
    dice: float = Field(default=0.5, ge=0)
    names: tuple[int, int] | Literal["all"] = (3, 7)
    absent: float = Field(default=0.3, ge=0, le=1)
    views: Literal["all", "sampled"] = "sampled"
    extra_angle: float = Field(default=0.25, ge=0, le=1)
    averaging: float = Field(default=0.998, ge=0, lt=1)
    guidance_cache: str | None = None
    guidance_precision: Literal["float32", "float16"] = "float16"

    @model_validator(mode="before")
    @classmethod
    def _find_network(cls, raw: Any) -> Any:
        """The network of the preset or of the checkpoint, where ``model`` does not give it."""
        if not isinstance(raw, Mapping):
            return raw
        given, named = raw.get("model"), raw.get("preset")
        if isinstance(named, str) and not isinstance(given, AerOSegConfig):
            if named not in PRESETS:
                raise ValueError(f'preset "{named}" is unknown{nearest(named, PRESETS)}')
            base = preset(named).model_dump()
            changes = given if isinstance(given, Mapping) else {}
            return {**raw, "model": merged(base, changes)}
        if given is None and str(raw.get("init")).endswith(".safetensors"):
            network = dict(read_header(str(raw["init"])).config)
            if network.get("backprojection"):  # its slots are the classes of the run to come
                network["backprojection"] = {**network["backprojection"], "classes": ()}
            return {**raw, "model": network}
        return raw

    @model_validator(mode="after")
    def _check(self) -> TrainConfig:
        if isinstance(self.classes, tuple):
            if not self.classes:
                raise ValueError("classes must name at least one class")
            twice = next((c for c in self.classes if self.classes.count(c) > 1), None)
            if twice is not None:
                raise ValueError(f'classes must be different, "{twice}" is there twice')
        if isinstance(self.names, tuple) and not 1 <= self.names[0] <= self.names[1]:
            raise ValueError(f"names {self.names} must be a smallest and a largest number")
        guidance = self.model.guidance
        if self.data.jitter == "clip" and not isinstance(guidance, EncoderGuidance):
            raise ValueError("data.jitter 'clip' needs a guidance encoder: sam or sam2")
        if self.guidance_cache is not None:
            if not isinstance(guidance, EncoderGuidance) or guidance.trained:
                raise ValueError("guidance_cache needs a frozen guidance encoder: sam or sam2")
            if self.data.pipeline != "paper" or self.data.jitter == "all":
                raise ValueError(
                    "guidance_cache needs data.pipeline 'paper' and data.jitter 'clip' or 'none': "
                    "features of jittered images are never seen twice"
                )
        return self


def merged(base: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with the values of ``changes``, mappings part by part."""
    out = dict(base)
    for key, value in changes.items():
        inner = out.get(key)
        nested = isinstance(inner, dict) and isinstance(value, Mapping)
        out[key] = merged(inner, value) if nested else value  # type: ignore[arg-type]  # a dict, as just tested
    return out


def nearest(word: str, known: Mapping[str, Any]) -> str:
    """``; did you mean "x"?`` for the known word that is most like this one, or nothing."""
    found = difflib.get_close_matches(word, known, n=1)
    return f'; did you mean "{found[0]}"?' if found else ""


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """Settings classes that a value of this type may be."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Union, UnionType, Annotated, tuple):
        return [model for part in get_args(annotation) for model in _models_in(part)]
    return []


def _suggestion(kind: type[BaseModel], where: tuple[int | str, ...]) -> str:
    """What a misspelt key at this place of such settings was perhaps meant to be."""
    models: list[type[BaseModel]] = [kind]
    for part in where[:-1]:
        below = [
            inner
            for model in models
            if part in model.model_fields
            for inner in _models_in(model.model_fields[str(part)].annotation)
        ]
        models = below or models  # tags of unions and numbers of rows name no field
    fields = {name: None for model in models for name in model.model_fields}
    return nearest(str(where[-1]), fields)


def _read(path: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    """A file, laid over the one that its key ``extends`` names (relative to it)."""
    try:
        raw: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f'The configuration "{path}" cannot be read: {error}.') from error
    if not isinstance(raw, dict):
        raise InputError(f'The configuration "{path}" holds no list of "key: value" lines.')
    base = raw.pop("extends", None)
    if base is None:
        return raw
    if not isinstance(base, str) or (path.parent / base).resolve() in above:
        raise InputError(f'"{path.name}": "extends" must name another configuration file.')
    return merged(_read(path.parent / base, (*above, path.resolve())), raw)


def load_config(path: Path, overrides: list[str]) -> TrainConfig:
    """Settings of a training run of AerOSeg; see :func:`load_settings`.

    Raises:
        InputError: as there.
        CheckpointError: the checkpoint in ``init``, which gives the network, cannot be read.
    """
    return load_settings(TrainConfig, path, overrides)


def load_settings(kind: type[Settings], path: Path, overrides: Sequence[str]) -> Settings:
    """Read a YAML file and apply ``key.sub=value`` overrides (values are YAML too).

    A file may begin with ``extends: OTHER.yaml`` and give only what differs from that one.

    Args:
        kind: of settings.
        path: the file.
        overrides: each as typed.

    Raises:
        InputError: the file cannot be read, or a key or value is wrong; the message names it.
    """
    raw = _read(path)
    for override in overrides:
        _override(raw, override)
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        hint = ""
        if first["type"] == "extra_forbidden":
            hint = _suggestion(kind, first["loc"]).removeprefix("; ")
        named = f'"{where}": ' if where else ""
        message = first["msg"].removeprefix("Value error, ").rstrip(".")
        if first["type"] == "extra_forbidden":
            message = "there is no such key"
        raise InputError(
            f'"{path.name}": {named}{message}.', hint=hint[:1].upper() + hint[1:], detail=str(error)
        ) from error


def _override(raw: dict[str, Any], override: str) -> None:
    """Apply one ``key.sub=value``."""
    key, equals, text = override.partition("=")
    if not equals:
        raise InputError(f'"{override}" is not of the form key=value.')
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(f'The value of "{key}" cannot be read: {error}.') from error
    *parents, last = key.split(".")
    node = raw
    for name in parents:
        inner = node.setdefault(name, {})
        if not isinstance(inner, dict):
            raise InputError(f'"{key}" cannot be set: "{name}" is a value, it has no parts.')
        node = inner
    node[last] = value
