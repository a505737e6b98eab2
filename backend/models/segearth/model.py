"""SegEarth-OV behind the engine's interface (spec A.9).

``encode`` keeps what depends on the image alone, ``decode`` gives one map a query: the hidden
background words first, then every wording of every class in the order typed. ``finish`` leaves out
the hidden words that compete with a typed name, takes the softmax over all queries left, and the
maximum over the wordings of a class.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch import Tensor, nn

from backend.models.aeroseg.correlation import unit
from backend.models.base import ClassPrompt, Features, Scores
from backend.models.segearth.background import hidden_words, is_other, used_rows
from backend.models.segearth.config import SegEarthConfig
from backend.models.segearth.scores import class_probabilities, cosines, feature_norms
from backend.models.segearth.upsampler import build_upsampler
from backend.models.segearth.vision import DenseClip

__all__ = ["SegEarth"]

# Channels of the norm at full size while tiles are encoded: bounds how many go at once.
ENCODE_BYTES = 64 * 2**20


class SegEarth(nn.Module):
    """CLIP with a changed last block, an upsampler, and the bias of the whole image."""

    def __init__(self, config: SegEarthConfig) -> None:
        super().__init__()
        self.config = config
        self.backbone = DenseClip(
            config.backbone, config.mode, config.residual, config.last_layers, config.pixels
        )
        self.upsampler = build_upsampler(config.upsampler, config.backbone.embed_dim)
        self._hidden_words = hidden_words(config.background)
        self._hidden: tuple[tuple[Any, ...], Tensor] | None = None
        self._trunk_dtype = torch.float32

    # --- image side -------------------------------------------------------------------------

    def set_trunk_dtype(self, dtype: torch.dtype) -> None:
        """Let CLIP's image tower compute in half precision; all else stays in float32 (A.7)."""
        self._trunk_dtype = dtype

    def _trunk(self, device: torch.device) -> AbstractContextManager[Any]:
        if self._trunk_dtype == torch.float32:
            return nullcontext()
        return torch.autocast(device.type, dtype=self._trunk_dtype)

    def encode_normalised(self, x: Tensor) -> tuple[dict[str, Tensor], list[Tensor]]:
        """Everything that depends on the image alone.

        Args:
            x: (B, 3, H, W), normalised; H and W multiples of the patch.

        Returns:
            tensors, and the kernels of the upsampler. ``dense`` (B, C, h, w) is of unit length
            without an upsampler, else as it enters it; ``norm`` (B, H, W) comes with an
            upsampler; ``cls`` (B, C), of unit length, unless ``cls_weight`` is 0.
        """
        with self._trunk(x.device):
            cls, dense = self.backbone.dense(x)
        cls, dense = cls.float(), dense.float()
        tensors = {"cls": unit(cls, dim=-1)} if self.config.cls_weight else {}
        if self.upsampler is None:
            return {**tensors, "dense": unit(dense, dim=1)}, []
        dense = self.upsampler.fold(dense)
        size = (x.shape[2], x.shape[3])
        kernels = self.upsampler.kernels(x, (dense.shape[2], dense.shape[3]))
        norms = feature_norms(self.upsampler, dense, kernels, size)
        return {**tensors, "dense": dense, "norm": norms}, kernels

    def logits(self, tensors: dict[str, Tensor], kernels: list[Tensor], text: Tensor) -> Tensor:
        """Cosines and the share of the whole image's, before any scale (spec A.4).

        Args:
            tensors: of :meth:`encode_normalised`.
            kernels: of the same.
            text: (Q, C), unit length.

        Returns:
            (B, Q, H, W), or (B, Q, h, w) without an upsampler.
        """
        dense = tensors["dense"]
        if self.upsampler is None:
            z = torch.einsum("qc,bchw->bqhw", text, dense)
        else:
            z = cosines(self.upsampler, dense, tensors["norm"], kernels, text)
        if self.config.cls_weight:
            bias = tensors["cls"] @ text.T  # (B, Q)
            z = z + self.config.cls_weight * bias[:, :, None, None]
        return z

    @torch.inference_mode()
    def encode(self, image: Tensor) -> Features:
        """Encode tiles (B, 3, T, T) uint8."""
        side = image.shape[-1]
        some = max(1, ENCODE_BYTES // (side * side * self.config.backbone.grid**2 * 4))
        parts = []
        for few in image.split(some):
            tensors, kernels = self.encode_normalised(self.backbone.prepare(few.float()))
            if self.upsampler is not None and self.config.keep == "kernels":
                tensors |= {f"kernel{i}": kernel.half() for i, kernel in enumerate(kernels)}
            elif self.upsampler is not None:
                tensors["image"] = few
            parts.append(Features(tensors))
        return Features.stack(parts)

    @torch.inference_mode()
    def decode(self, features: Features, text: Tensor) -> Tensor:
        """Logits (B, hidden words + Q, map_px, map_px), not scaled.

        Args:
            features: of :meth:`encode`.
            text: (Q, 1, C), of :meth:`embed`.
        """
        queries = self.queries(text)
        parts = []
        for number in range(features.batch):
            tensors = {k: v[number : number + 1] for k, v in features.tensors.items()}
            parts.append(self.logits(tensors, self._kernels(tensors), queries))
        return torch.cat(parts)

    def _kernels(self, tensors: dict[str, Tensor]) -> list[Tensor]:
        """Kernels of an encoded tile, kept or computed again."""
        if self.upsampler is None:
            return []
        if "image" not in tensors:
            count = sum(name.startswith("kernel") for name in tensors)
            return [tensors[f"kernel{i}"] for i in range(count)]
        dense = tensors["dense"]
        x = self.backbone.prepare(tensors["image"].float())
        return self.upsampler.kernels(x, (dense.shape[2], dense.shape[3]))

    # --- text side --------------------------------------------------------------------------

    @torch.inference_mode()
    def embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        """Unit embeddings (Q, 1, C) of all wordings of all classes: a query each.

        Raises:
            VocabularyError: a name is too long for the model.
        """
        self._hidden_text()
        rows = [self.encode_name(wording) for prompt in classes for wording in prompt.wordings]
        return torch.stack(rows)[:, None]

    def encode_name(self, name: str) -> Tensor:
        """Unit embedding (C,) of a name: the mean over all prompts (spec A.5)."""
        tokens = self.backbone.tokenize(
            [prompt.replace("{}", name) for prompt in self.config.prompts]
        )
        device = next(self.parameters()).device
        emb = unit(self.backbone.encode_text(tokens.to(device)), dim=-1)  # (templates, C)
        return unit(emb.mean(dim=0), dim=-1)

    def queries(self, text: Tensor) -> Tensor:
        """(hidden words + Q, C): the hidden words, then the typed ones."""
        typed = text.flatten(1).float()
        hidden = self._hidden_text()
        return typed if hidden is None else torch.cat([hidden, typed])

    def _hidden_text(self) -> Tensor | None:
        """Embeddings of the hidden words; made once as long as the weights stay."""
        if not self._hidden_words:
            return None
        # Other weights, in place or by a move, are noticed.
        state = tuple(
            (weight.data_ptr(), 0 if weight.is_inference() else weight._version)
            for name, weight in self.backbone.vl.named_parameters()
            if not name.startswith("visual.")
        )
        if self._hidden is None or self._hidden[0] != state:
            with torch.inference_mode():
                rows = torch.stack([self.encode_name(word) for word in self._hidden_words])
            self._hidden = (state, rows)
        return self._hidden[1]

    # --- scores -----------------------------------------------------------------------------

    def background_words(self, classes: Sequence[ClassPrompt]) -> list[str]:
        """Hidden words that take part beside these classes."""
        return [self._hidden_words[row] for row in used_rows(self.config.background, classes)]

    def finish(self, blended: Tensor, classes: Sequence[ClassPrompt]) -> Scores:
        """Mean logits (hidden words + Q, H, W) of a block to probabilities.

        Args:
            blended: at their final size.
            classes: as given to :meth:`embed`; one that is named "background" or "other" gives the
                score of "other", not a row of its own.

        Raises:
            ValueError: the number of maps is not that of these classes.
        """
        hidden = len(self._hidden_words)
        owners: list[list[int]] = []
        other = used_rows(self.config.background, classes)
        row = hidden
        for prompt in classes:
            rows = list(range(row, row + len(prompt.wordings)))
            row += len(rows)
            if is_other(prompt):
                other += rows
            else:
                owners.append(rows)
        if row != blended.shape[0]:
            raise ValueError(f"{blended.shape[0]} maps for {row} queries")
        taking_part = sorted({*other, *range(hidden, row)})
        place = {old: new for new, old in enumerate(taking_part)}
        groups = [[place[r] for r in rows] for rows in owners]
        if other:
            groups.append([place[r] for r in other])
        if not groups:
            return Scores(blended[:0])
        p = class_probabilities(blended[taking_part].float(), groups, self.config.logit_scale)
        return Scores(p[: len(owners)], p[-1] if other else None)

    def unknown(self, classes: Sequence[ClassPrompt]) -> list[str]:
        """None: every name has an answer."""
        return []
