"""U-Net with an EfficientNet-Lite0 encoder and one channel for each class of a fixed list.

It keeps the interface of every model (design section 4.4). The image side gives the logits of all
classes at once; a "text embedding" is the one-hot row of a class, and decoding picks its channel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, cast

import torch
import torch.nn.functional as F
from pydantic import Field
from torch import Tensor, nn

from backend.models.base import ClassPrompt, Features, ModelConfig, Scores
from backend.torchvision_ops import ensure_torchvision

__all__ = ["UNet", "UNetConfig", "wordings_of"]

Width = Annotated[int, Field(ge=1, le=1024)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
MEAN, SCALE = 127.0, 128.0  # of the pixels that the trunk's ImageNet weights were trained with


def wordings_of(name: str) -> list[str]:
    """The words that a class of an index is asked for by: synonyms stand in one name."""
    parts = (part.strip() for part in re.split(r"[|,]", name))
    return [part for part in parts if part]


class UNetConfig(ModelConfig):
    """A U-Net.

    Attributes:
        classes: what its channels are, in order.
        trunk: name of a ``timm`` backbone with five levels of stride 2 to 32.
        decoder: channels of the stages of stride 16, 8, 4 and 2.
    """

    kind: Literal["unet"] = "unet"
    classes: tuple[Name, ...] = Field(min_length=1, max_length=512)
    trunk: Literal["tf_efficientnet_lite0"] = "tf_efficientnet_lite0"
    decoder: tuple[Width, Width, Width, Width] = (128, 96, 64, 48)

    @property
    def map_px(self) -> int:
        """Side of the maps: half that of the tile."""
        return self.tile_px // 2


class Stage(nn.Module):
    """Enlarge twofold, join with the encoder's level of that size, two convolutions."""

    def __init__(self, below: int, beside: int, width: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for channels in (below + beside, width):
            layers += [
                nn.Conv2d(channels, width, 3, padding=1, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU(inplace=True),
            ]
        self.layers = nn.Sequential(*layers)

    def forward(self, x: Tensor, level: Tensor) -> Tensor:
        """Maps (B, width, 2h, 2w) of maps (B, below, h, w) and a level (B, beside, 2h, 2w)."""
        x = F.interpolate(x, size=level.shape[-2:], mode="bilinear", align_corners=False)
        return cast(Tensor, self.layers(torch.cat([x, level], dim=1)))


class UNet(nn.Module):
    """The model as the engine and its training script see it."""

    def __init__(self, config: UNetConfig) -> None:
        super().__init__()
        ensure_torchvision()
        import timm

        self.config = config
        self.trunk: Any = timm.create_model(config.trunk, features_only=True, pretrained=False)
        *beside, below = cast(Any, self.trunk).feature_info.channels()
        stages = []
        for level, width in zip(reversed(beside), config.decoder, strict=True):
            stages.append(Stage(below, level, width))
            below = width
        self.decoder = nn.ModuleList(stages)
        self.classifier = nn.Conv2d(below, len(config.classes), 1)
        self._channel = {name.lower(): i for i, name in enumerate(config.classes)}
        for i, name in enumerate(config.classes):  # a class of that very name goes before a synonym
            for wording in wordings_of(name):
                self._channel.setdefault(" ".join(wording.lower().split()), i)

    def forward(self, image: Tensor) -> Tensor:
        """Logits (B, K, H/2, W/2) of images (B, 3, H, W), 0..255, RGB; sides multiples of 32."""
        *levels, x = self.trunk((image - MEAN) / SCALE)
        for stage, level in zip(self.decoder, reversed(levels), strict=True):
            x = stage(x, level)
        return cast(Tensor, self.classifier(x))

    # --- the engine's interface --------------------------------------------------------------

    @torch.inference_mode()
    def encode(self, image: Tensor) -> Features:
        """Logits of all classes of tiles (B, 3, T, T) uint8, in half precision as in any model."""
        return Features({"logits": self(image.float()).half()})

    @torch.inference_mode()
    def embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        """One-hot rows (T, 1, K): the channel of the first wording that is in the list."""
        rows = torch.zeros(len(classes), 1, len(self.config.classes))
        for row, prompt in zip(rows, classes, strict=True):
            channel = self._channel_of(prompt)
            if channel is not None:
                row[0, channel] = 1.0
        return rows.to(next(self.parameters()).device)

    @torch.inference_mode()
    def decode(self, features: Features, text: Tensor) -> Tensor:
        """Probabilities (B, T, H/2, W/2) of the asked classes."""
        logits = features.tensors["logits"].float()
        return logits[:, text[:, 0].argmax(dim=-1)].sigmoid()

    def finish(self, blended: Tensor, classes: Sequence[ClassPrompt]) -> Scores:
        """Blended probabilities are the scores."""
        return Scores(blended.clamp(0.0, 1.0))

    def unknown(self, classes: Sequence[ClassPrompt]) -> list[str]:
        """Names none of whose wordings is in the list."""
        return [prompt.name for prompt in classes if self._channel_of(prompt) is None]

    def _channel_of(self, prompt: ClassPrompt) -> int | None:
        found = (self._channel.get(" ".join(w.lower().split())) for w in prompt.wordings)
        return next((channel for channel in found if channel is not None), None)
