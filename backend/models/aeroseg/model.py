"""AerOSeg: correlation of rotated dense features with text, guided refinement, guided decoding.

``encode`` holds everything that depends on the image alone, ``decode`` everything that needs the
class names (spec F8). CAT-Seg, OVRS and the ablations of the paper are other configurations.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.clip import ClipBackbone, ImageFeatures
from backend.models.aeroseg.compact import CompactBackbone
from backend.models.aeroseg.config import (
    AerOSegConfig,
    ClipConfig,
    ClipGuidance,
    Sam2Guidance,
    SamGuidance,
)
from backend.models.aeroseg.correlation import correlate, rotate_back, rotated_views, unit
from backend.models.aeroseg.guidance import GuidanceEncoder, Taps
from backend.models.aeroseg.head import Head
from backend.models.aeroseg.sam import SamEncoder
from backend.models.aeroseg.sam2 import Sam2Encoder
from backend.models.aeroseg.words import WordModel, normalise_phrase
from backend.models.base import ClassPrompt, Features, Scores

__all__ = ["AerOSeg", "TrainingOutput", "normalise_phrase"]

SUGGESTED = 0.25  # share of the cut above which an unknown phrase's nearest concept is offered


@dataclass(slots=True)
class TrainingOutput:
    """Logits (B, T, 4h, 4w) and the weighted back-projection loss, or None."""

    logits: Tensor
    backprojection: Tensor | None


class AerOSeg(nn.Module):
    """The model as the engine and the training script see it."""

    def __init__(self, config: AerOSegConfig) -> None:
        super().__init__()
        self.config = config
        self.backbone: ClipBackbone | CompactBackbone
        if isinstance(config.backbone, ClipConfig):
            self.backbone = ClipBackbone(config.backbone)
        else:
            self.backbone = CompactBackbone(config.backbone)
        self.guidance: GuidanceEncoder | None = None
        if isinstance(config.guidance, SamGuidance):
            self.guidance = SamEncoder(config.guidance)
        elif isinstance(config.guidance, Sam2Guidance):
            self.guidance = Sam2Encoder(config.guidance)
        self.head = Head(config)
        self.words = None if config.words is None else WordModel(config.words)
        self._trunk_dtype = torch.float32
        self._known = None if config.vocabulary is None else frozenset(config.vocabulary)

    # --- image side -------------------------------------------------------------------------

    def set_trunk_dtype(self, dtype: torch.dtype) -> None:
        """Let the image encoders compute in half precision; all else stays in float32.

        Args:
            dtype: float32, float16 or bfloat16. The correlation is a difference of cosines and
                the logits decide, so neither is ever computed in it.
        """
        self._trunk_dtype = dtype

    def _trunks(self, device: torch.device) -> AbstractContextManager[Any]:
        if self._trunk_dtype == torch.float32:
            return nullcontext()
        return torch.autocast(device.type, dtype=self._trunk_dtype)

    def _guides(
        self, image: Tensor, upright: ImageFeatures, taps: Taps | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Appearance tap and the two decoder taps of the unrotated image."""
        if self.guidance is not None:
            config = self.config
            if taps is None:
                taps = self.guidance.taps(image, config.tap_sides, config.angles)
            early, later, last = taps
            return last, (early, later)
        if isinstance(self.config.guidance, ClipGuidance):
            first, second = upright.levels
            return upright.dense, (first, second)
        top, mid, fine = upright.levels
        return top, (mid, fine)

    def encode_image(
        self, image: Tensor, angles: Sequence[int] | None = None, taps: Taps | None = None
    ) -> tuple[Tensor, dict[str, Tensor], Tensor, Tensor]:
        """Everything that depends on the image alone.

        Args:
            image: (B, 3, H, H) float, 0..255, RGB.
            angles: rotations to encode, 0 first; default all of the configuration.
            taps: what the guidance encoder gives for these images, where it is known already.

        Returns:
            unit dense features (B, A, C, h, w), projected guides, the raw appearance tap, and the
            dense features (B, C, h, w) of the upright image, not of unit length.
        """
        angles = angles or self.config.angles
        batch = image.shape[0]
        with self._trunks(image.device):
            features = self.backbone(rotated_views(self.backbone.prepare(image), angles))
            upright = ImageFeatures(
                features.dense[:batch], tuple(level[:batch] for level in features.levels)
            )
            appearance, guides = self._guides(image, upright, taps)
        if self._trunk_dtype != torch.float32:  # from here on everything is float32 again
            features = ImageFeatures(features.dense.float())
            upright = ImageFeatures(upright.dense.float())
            appearance, guides = appearance.float(), (guides[0].float(), guides[1].float())
        dense = unit(rotate_back(features.dense, angles), dim=2)
        return dense, self.head.project(appearance, guides), appearance, upright.dense

    def correlation(self, dense: Tensor, text: Tensor, angles: Sequence[int]) -> Tensor:
        """(B, T, A*P, h, w); channels of angles that were not encoded are filled by 0 degrees."""
        where = [angles.index(a) if a in angles else 0 for a in self.config.angles]
        if where != list(range(len(angles))):
            dense = dense[:, where]
        return correlate(dense, text)

    # --- text side --------------------------------------------------------------------------

    def encode_phrases(self, phrases: Sequence[str]) -> Tensor:
        """Unit embeddings (N, P, C) of phrases in every prompt template (spec A3)."""
        texts = [t.format(normalise_phrase(p)) for p in phrases for t in self.config.prompts]
        device = next(self.parameters()).device
        out = unit(self.backbone.encode_text(self.backbone.tokenize(texts).to(device)), dim=-1)
        return out.unflatten(0, (len(phrases), len(self.config.prompts)))

    # --- training ---------------------------------------------------------------------------

    def forward(
        self, image: Tensor, text: Tensor, angles: Sequence[int] | None = None,
        slots: Tensor | None = None, taps: Taps | None = None,
    ) -> TrainingOutput:  # fmt: skip
        """Training pass.

        Args:
            image: (B, 3, H, H) float, 0..255.
            text: (T, P, C) unit embeddings.
            angles: rotations to encode, 0 first; None for all of the configuration.
            slots: (<= T,) back-projection slots of the first classes; None for the whole list.
            taps: of the guidance encoder, where they were computed before (frozen guidance).
        """
        angles = tuple(angles or self.config.angles)
        dense, guides, appearance, upright = self.encode_image(image, angles, taps)
        corr = self.correlation(dense, text, angles)
        logits, refined = self.head(corr, text[None], guides, self.config.refinement.pooling)
        loss = None
        backproj, settings = self.head.backproj, self.config.backprojection
        if backproj is not None and settings is not None:
            if settings.target == "rgb":
                target = F.adaptive_avg_pool2d(self.backbone.prepare(image), refined.shape[2])
            else:
                target = upright if settings.target == "clip" else appearance
            loss = settings.weight * backproj.loss(backproj(refined, slots), target)
        return TrainingOutput(logits, loss)

    # --- the engine's interface (design section 4.4) -----------------------------------------

    @torch.inference_mode()
    def encode(self, image: Tensor) -> Features:
        """Encode tiles (B, 3, T, T) uint8; features are kept in half precision."""
        angles = self.config.used_angles or self.config.angles
        dense, guides, _, _ = self.encode_image(image.float(), angles)
        # Always rounded, so that a cached tile and a fresh one give the same answer.
        return Features({k: v.half() for k, v in {"dense": dense, **guides}.items()})

    @torch.inference_mode()
    def embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        """Unit embeddings (T, P, C), averaged over the wordings that the model knows.

        With a word part a wording is embedded as the concepts that it means, so that it gives
        their masks; the main names themselves are not changed by it.
        """
        wordings = [self._usable(c) for c in classes]
        flat = self._embed_wordings([w for group in wordings for w in group])
        means = [part.mean(dim=0) for part in flat.split([len(group) for group in wordings])]
        return unit(torch.stack(means), dim=-1)

    def _embed_wordings(self, wordings: Sequence[str]) -> Tensor:
        """(N, P, C), a unit vector each."""
        meanings = self._meanings(wordings)
        if self.words is None or all(m is None for m in meanings):
            return self.encode_phrases(wordings)
        names = self.encode_phrases(self.words.config.concepts)  # (K, P, C)
        rows = [
            self.encode_phrases([w])[0]
            if meaning is None
            else unit(torch.einsum("k,kpc->pc", meaning.to(names), names), dim=-1)
            for w, meaning in zip(wordings, meanings, strict=True)
        ]
        return torch.stack(rows)

    @torch.inference_mode()
    def logits(self, features: Features, text: Tensor) -> Tensor:
        """Logits (B, T, 4h, 4w) on the decoder's own grid."""
        tensors = {k: v.float() for k, v in features.tensors.items()}
        angles = self.config.used_angles or self.config.angles
        corr = self.correlation(tensors.pop("dense"), text.float(), angles)
        chunk = self.config.inference_chunk
        return self.head(corr, text[None].float(), tensors, pooling=1, chunk=chunk)[0]

    def decode(self, features: Features, text: Tensor) -> Tensor:
        """Probabilities (B, T, 4h, 4w): the sigmoid comes before the enlargement (spec A12)."""
        return self.logits(features, text).sigmoid()

    def finish(self, blended: Tensor, classes: Sequence[ClassPrompt]) -> Scores:
        """Blended probabilities are the scores."""
        return Scores(blended.clamp(0.0, 1.0))

    # --- what the model knows -----------------------------------------------------------------

    def _meanings(self, wordings: Sequence[str]) -> list[Tensor | None]:
        """Weights over the concepts of each wording; None where there is no such meaning."""
        if self.words is None or not wordings:
            return [None] * len(wordings)
        names, own = self.words.config.concepts, set(self.words.config.own)
        found = self.words.meanings(wordings, self._lexicon)
        for i, wording in enumerate(map(normalise_phrase, wordings)):
            if wording in own:
                found[i] = None
            elif wording in names:  # a main name always means itself
                found[i] = F.one_hot(torch.tensor(names.index(wording)), len(names)).float()
        return found

    @cached_property
    def _lexicon(self) -> tuple[str, ...]:
        """Words that a misspelt one may be meant for."""
        return tuple(sorted({w for phrase in self._known or () for w in phrase.split()}))

    def _is_known(self, wordings: Sequence[str]) -> list[bool]:
        if self._known is None:
            return [True] * len(wordings)
        meanings = self._meanings(wordings)
        return [
            meaning is not None or normalise_phrase(wording) in self._known
            for wording, meaning in zip(wordings, meanings, strict=True)
        ]

    def _usable(self, prompt: ClassPrompt) -> tuple[str, ...]:
        flags = self._is_known(prompt.wordings)
        known = tuple(w for w, flag in zip(prompt.wordings, flags, strict=True) if flag)
        return known or prompt.wordings

    def unknown(self, classes: Sequence[ClassPrompt]) -> list[str]:
        """Names none of whose wordings the model knows."""
        if self._known is None:
            return []
        return [c.name for c in classes if not any(self._is_known(c.wordings))]

    def suggest(self, name: str) -> list[str]:
        """Known names that an unknown one may be meant for, the likeliest first; often none."""
        if self._known is None:
            return []
        wanted = normalise_phrase(name)
        near = difflib.get_close_matches(wanted, sorted(self._known), n=2, cutoff=0.8)
        if self.words is not None and self.words.is_of_words(name):
            row = self.words.probabilities([name], self._lexicon)[0]
            best = int(row[:-1].argmax())
            if 1.0 - float(row[-1]) >= SUGGESTED * self.words.config.cut:
                near.append(self.words.config.concepts[best])
        return list(dict.fromkeys(near))
