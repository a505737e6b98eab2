"""The image encoder of SAM 2 and SAM 2.1 as guidance (spec A4).

The trunk is ``timm``'s HieraDet, which computes what the spec says; the feature pyramid is
written here. Both versions of SAM 2 have this structure.
"""

from __future__ import annotations

from typing import Any

import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.encoder_config import Sam2Guidance
from backend.models.aeroseg.guidance import GuidanceEncoder
from backend.torchvision_ops import ensure_torchvision

__all__ = ["Pyramid", "Sam2Encoder", "tree_name"]


class Pyramid(nn.Module):
    """Lateral 1x1 convolutions; top-down addition only into stride 16 (spec A4).

    Args:
        channels: of the stages, stride 4 first.
        neck: channels of every level.
    """

    def __init__(self, channels: tuple[int, ...], neck: int) -> None:
        super().__init__()
        # Coarsest first and wrapped once more, so that the names are those of published files.
        self.convs = nn.ModuleList(nn.Sequential() for _ in channels)
        for level, source in zip(self.convs, reversed(channels), strict=True):
            level.add_module("conv", nn.Conv2d(source, neck, 1))

    def forward(self, stages: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Levels (B, neck, ., .) of stride 4, 8 and 16 from the four stages of the trunk."""
        s4, s8, s16, s32 = stages
        c32, c16, c8, c4 = self.convs
        top: Tensor = c16(s16) + F.interpolate(c32(s32), scale_factor=2.0, mode="nearest")
        return c4(s4), c8(s8), top


class Sam2Encoder(GuidanceEncoder):
    """Levels of stride 8, 4 and 16: decoder stage 1, decoder stage 2, spatial guidance."""

    def __init__(self, config: Sam2Guidance) -> None:
        super().__init__(config)
        ensure_torchvision()
        from timm.models.hieradet_sam2 import HieraDet

        self.config = config
        trunk: Any = HieraDet(
            num_classes=0,
            embed_dim=config.embed,
            num_heads=config.heads,
            stages=config.stages,
            global_pos_size=(config.position_side, config.position_side),
            window_spec=config.windows,
            global_att_blocks=config.global_blocks,
        )
        trunk.head = nn.Identity()  # its norm is no part of SAM 2
        self.image_encoder = nn.ModuleDict(
            {"trunk": trunk, "neck": Pyramid(config.channels, config.neck)}
        )
        self.freeze_unless_trained()

    def stages(self, x: Tensor, count: int = 4) -> list[Tensor]:
        """The first stages of the trunk, (B, C, h, h) of stride 4, 8, 16 and 32."""
        trunk: Any = self.image_encoder["trunk"]
        out: list[Tensor] = trunk.forward_intermediates(
            x, indices=list(range(count)), intermediates_only=True
        )
        return out

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Taps (B, C, ., .) of prepared images: stride 8, stride 4, stride 16."""
        if self.config.taps_from == "trunk":
            fine, middle, top = self.stages(x, 3)
        else:
            fine, middle, top = self.image_encoder["neck"](self.stages(x))
        return middle, fine, top


def tree_name(published: str) -> str:
    """Name in this tree of a published parameter of SAM 2: ``timm`` has other names for MLPs."""
    if not published.startswith("image_encoder.trunk."):
        return published
    return published.replace(".mlp.layers.0.", ".mlp.fc1.").replace(".mlp.layers.1.", ".mlp.fc2.")
