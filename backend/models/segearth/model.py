"""SegEarth-OV behind the engine's interface (spec A.9).

``encode`` keeps what depends on the image alone, ``decode`` gives one map a query, that is one for
every wording of every class, hidden background words among them. ``finish`` takes the softmax over
all queries and the maximum over the wordings of a class; what stands for "other" is one class.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch import Tensor, nn

from backend.models.aeroseg.correlation import unit
from backend.models.base import ClassPrompt, Features, Scores
from backend.models.segearth.config import SegEarthConfig
from backend.models.segearth.scores import class_probabilities, cosines, feature_norms
from backend.models.segearth.text import encode_shared
from backend.models.segearth.upsampler import build_upsampler
from backend.models.segearth.vision import DenseClip

__all__ = ["SegEarth"]


class SegEarth(nn.Module):
    """CLIP with a changed last block, an upsampler, and the bias of the whole image."""

    def __init__(self, config: SegEarthConfig) -> None:
        super().__init__()
        self.config = config
        self.backbone = DenseClip(
            config.backbone, config.mode, config.residual, config.last_layers, config.pixels
        )
        self.upsampler = build_upsampler(config.upsampler, config.backbone.embed_dim)
        self._trunk_dtype = torch.float32

    # --- image side -------------------------------------------------------------------------

    def set_trunk_dtype(self, dtype: torch.dtype) -> None:
        """Let CLIP's image tower compute in half precision; all else stays in float32 (A.7)."""
        self._trunk_dtype = dtype

    def _trunk(self, device: torch.device) -> AbstractContextManager[Any]:
        if self._trunk_dtype == torch.float32:
            return nullcontext()
        return torch.autocast(device.type, dtype=self._trunk_dtype)

    def _towers(self, x: Tensor) -> dict[str, Tensor]:
        """What CLIP sees in normalised images, the closing convolution applied (spec E.2)."""
        with self._trunk(x.device):
            cls, dense = self.backbone.dense(x)
        cls, dense = cls.float(), dense.float()
        dense = unit(dense, dim=1) if self.upsampler is None else self.upsampler.fold(dense)
        return {"cls": unit(cls, dim=-1), "dense": dense}

    def encode_normalised(self, x: Tensor) -> tuple[dict[str, Tensor], list[Tensor]]:
        """Everything that depends on the image alone.

        Args:
            x: (B, 3, H, W), normalised; H and W multiples of the patch.

        Returns:
            tensors, and the kernels of the upsampler. ``dense`` (B, C, h, w) is of unit length
            without an upsampler, else as it enters it; ``norm`` (B, H, W) comes with an
            upsampler; ``cls`` (B, C) is of unit length.
        """
        tensors = self._towers(x)
        if self.upsampler is None:
            return tensors, []
        dense = tensors["dense"]
        kernels = self.upsampler.kernels(x, (dense.shape[2], dense.shape[3]))
        norms = feature_norms(self.upsampler, dense, kernels, (x.shape[2], x.shape[3]))
        return {**tensors, "norm": norms}, kernels

    def logits(
        self, tensors: dict[str, Tensor], kernels: list[Tensor], text: Tensor,
        cls_weight: float | None = None,
    ) -> Tensor:  # fmt: skip
        """Cosines and the share of the whole image's, before any scale (spec A.4).

        Args:
            tensors: of :meth:`encode_normalised`.
            kernels: of the same.
            text: (Q, C), unit length.
            cls_weight: another share than the configuration's.

        Returns:
            (B, Q, H, W), or (B, Q, h, w) without an upsampler.
        """
        dense = tensors["dense"]
        if self.upsampler is None:
            z = torch.einsum("qc,bchw->bqhw", text, dense)
        else:
            z = cosines(self.upsampler, dense, tensors["norm"], kernels, text)
        share = self.config.cls_weight if cls_weight is None else cls_weight
        if share:
            bias = tensors["cls"] @ text.T  # (B, Q)
            z = z + share * bias[:, :, None, None]
        return z

    @torch.inference_mode()
    def encode(self, image: Tensor) -> Features:
        """Encode tiles (B, 3, T, T) uint8.

        Kernels are rounded to half precision whether they are kept or not, and made for each tile
        on its own: a tile from memory, with them or without, answers like a fresh one.
        """
        x = self.backbone.prepare(image.float())
        tensors = self._towers(x)
        if not self.config.cls_weight:
            del tensors["cls"]
        if self.upsampler is None:
            return Features(tensors)
        tensors["image"] = image
        size = (image.shape[2], image.shape[3])
        norms, kept = [], []
        for number in range(len(image)):
            dense = tensors["dense"][number : number + 1]
            kernels = self._rounded_kernels(image[number : number + 1], dense)
            exact = [kernel.float() for kernel in kernels]
            norms.append(feature_norms(self.upsampler, dense, exact, size))
            if self._keeps_kernels(image):
                kept.append(_named(kernels))
        tensors["norm"] = torch.cat(norms)
        return _with_kernels(tensors, kept)

    @torch.inference_mode()
    def complete(self, features: Features) -> Features:
        """Tiles that a cache kept without kernels, with them again."""
        tensors = features.tensors
        if "image" not in tensors or features.spare or not self._keeps_kernels(tensors["image"]):
            return features
        return _with_kernels(
            tensors,
            [
                _named(
                    self._rounded_kernels(tensors["image"][i : i + 1], tensors["dense"][i : i + 1])
                )
                for i in range(features.batch)
            ],
        )

    def _keeps_kernels(self, image: Tensor) -> bool:
        """Whether kernels are worth keeping: a GPU makes them faster than it fetches 16 MB."""
        return self.config.keep == "kernels" and image.device.type == "cpu"

    def _rounded_kernels(self, image: Tensor, dense: Tensor) -> list[Tensor]:
        """Kernels of one tile (1, 3, T, T), half precision."""
        if self.upsampler is None:
            return []
        x = self.backbone.prepare(image.float())
        kernels = self.upsampler.kernels(x, (dense.shape[2], dense.shape[3]))
        return [kernel.half() for kernel in kernels]

    @torch.inference_mode()
    def decode(self, features: Features, text: Tensor) -> Tensor:
        """Logits (B, Q, map_px, map_px), not scaled.

        Args:
            features: of :meth:`encode`.
            text: (Q, 1, C), of :meth:`embed`.
        """
        queries = self.queries(text)
        parts = []
        for number in range(features.batch):
            tensors = {k: v[number : number + 1] for k, v in features.tensors.items()}
            parts.append(self.logits(tensors, self._kernels(tensors), queries))
        return torch.cat(parts) if len(parts) > 1 else parts[0]

    def _kernels(self, tensors: dict[str, Tensor]) -> list[Tensor]:
        """Kernels of an encoded tile, kept or computed again."""
        count = sum(name.startswith("kernel") for name in tensors)
        if count or "image" not in tensors:
            return [tensors[f"kernel{i}"] for i in range(count)]
        return self._rounded_kernels(tensors["image"], tensors["dense"])

    # --- text side --------------------------------------------------------------------------

    @torch.inference_mode()
    def embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        """Unit embeddings (Q, 1, C) of all wordings of all classes: a query each.

        Raises:
            VocabularyError: a name is too long for the model.
        """
        rows = [self.encode_name(wording) for prompt in classes for wording in prompt.wordings]
        return torch.stack(rows)[:, None]

    def encode_name(self, name: str) -> Tensor:
        """Unit embedding (C,) of a name: the mean over all prompts (spec A.5)."""
        tokens = self.backbone.tokenize(
            [prompt.replace("{}", name) for prompt in self.config.prompts]
        )
        emb = unit(encode_shared(self.backbone.vl, tokens), dim=-1)  # (templates, C)
        return unit(emb.mean(dim=0), dim=-1)

    def queries(self, text: Tensor) -> Tensor:
        """(Q, C) of (Q, 1, C)."""
        return text.flatten(1).float()

    # --- scores -----------------------------------------------------------------------------

    def finish(self, blended: Tensor, classes: Sequence[ClassPrompt]) -> Scores:
        """Mean logits (Q, H, W) of a block to probabilities.

        Args:
            blended: at their final size.
            classes: as given to :meth:`embed`; those that stand for "other" give one score
                together, not rows of their own.

        Raises:
            ValueError: the number of maps is not that of these classes.
        """
        owners: list[list[int]] = []
        other: list[int] = []
        row = 0
        for prompt in classes:
            rows = list(range(row, row + len(prompt.wordings)))
            row += len(rows)
            if prompt.is_other:
                other += rows
            else:
                owners.append(rows)
        if row != blended.shape[0]:
            raise ValueError(f"{blended.shape[0]} maps for {row} queries")
        groups = [*owners, other] if other else owners
        if not groups:
            return Scores(blended)
        p = class_probabilities(blended.float(), groups, self.config.logit_scale)
        return Scores(p[: len(owners)], p[-1] if other else None)

    def unknown(self, classes: Sequence[ClassPrompt]) -> list[str]:
        """None: every name has an answer."""
        return []


def _named(kernels: Sequence[Tensor]) -> dict[str, Tensor]:
    return {f"kernel{number}": kernel for number, kernel in enumerate(kernels)}


def _with_kernels(tensors: dict[str, Tensor], kernels: Sequence[dict[str, Tensor]]) -> Features:
    """Features of tiles with the kernels of each, which may be left out again."""
    if not kernels:
        return Features(tensors)
    joined = {name: torch.cat([tile[name] for tile in kernels]) for name in kernels[0]}
    return Features({**tensors, **joined}, spare=frozenset(joined))
