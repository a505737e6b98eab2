"""Seconds of each stage of SegEarth-OV; with ``plain`` also its upsampling as published.

Text goes through the text cache, as in the product: the hidden background words of the first click
are there for the second one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from backend.bench.base import SECOND_QUERY, Measured, names, peak_mib, reset_peak
from backend.models.background import hidden_prompts
from backend.models.base import ClassPrompt, Features
from backend.models.segearth.plain import plain_cosines
from backend.models.segearth.scores import cosines, feature_norms
from backend.models.segearth.upsampler import LearnedUpsampler
from backend.text_store import TextStore
from backend.texts import TextCache

__all__ = ["SegEarthBench"]

STAGES = ("encode_image", "encode_guidance", "encode_text", "decode", "upsample", "stitch")
TEXT_NAMES = 3  # new names whose text is measured
UNSEEN = 700  # names from here on are asked nowhere else


class SegEarthBench(Measured):
    """Measures one model of the family."""

    def report(self) -> dict[str, Any]:
        """Measure and report."""
        settings, clock = self.settings, self._clock
        cold = self._with_hidden(names(settings.classes))
        second = self._with_hidden(names(SECOND_QUERY, skip=settings.classes))
        self._texts = TextCache()
        self._warm_up()
        reset_peak(self.device)
        for repeat in range(settings.repeats):
            self._say(f"repeat {repeat + 1} of {settings.repeats}")
            self._texts.clear()
            with clock("cold"):
                tiles = self._encode()
                self._query(tiles, cold, "")
            with clock("second"):
                self._query(tiles, second, "second ")
            with clock("cached"):
                self._query(tiles, second, "cached ")
            slim = [features.without_spare() for features in tiles]
            with clock("slim"):
                self._query(slim, second, "slim ")
            clock.lap()
        peak = peak_mib(self.device)
        return self.facts() | {
            "queries": len(self._texts.embed(self.model, "bench", cold, self.device.torch)),
            "stages": {stage: clock.median(stage) for stage in STAGES},
            "cold_s": clock.median("cold"),
            "cold_cached_text_s": clock.median("cold") - clock.median("encode_text"),
            "second_query_s": clock.median("second"),
            "second_query_classes": SECOND_QUERY,
            "second_stages": {s: clock.median(f"second {s}") for s in STAGES[2:]},
            "second_query_cached_text_s": clock.median("cached"),
            "second_query_without_kernels_s": clock.median("slim"),
            "tile_mib": tiles[0].nbytes / 2**20,
            "tile_without_kernels_mib": slim[0].nbytes / 2**20,
            "peak_mib": peak,
            **self._text(),
            **self._upsampling(cold),
            **self._speed(),
        }

    def _with_hidden(self, classes: list[ClassPrompt]) -> list[ClassPrompt]:
        """What the product asks: the hidden words first."""
        return [*hidden_prompts(self.model.config.background_groups, classes), *classes]

    def _embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        return self._texts.embed(self.model, "bench", classes, self.device.torch)

    def _encode(self) -> list[Features]:
        """Features of all tiles; what the upsampler needs of the image is counted apart."""
        clock, backbone = self._clock, self.model.backbone
        tower, spent = backbone.dense, 0.0

        def timed(x: Tensor) -> tuple[Tensor, Tensor]:
            nonlocal spent
            begin = clock.now()
            out: tuple[Tensor, Tensor] = tower(x)
            spent += clock.now() - begin
            return out

        begin = clock.now()
        backbone.dense = timed
        try:
            tiles = self._encoded()
        finally:
            del backbone.dense
        clock.add("encode_image", spent)
        clock.add("encode_guidance", clock.now() - begin - spent)
        return tiles

    def _warm_up(self) -> None:
        """One tile through everything: kernels are chosen and memory is taken the first time."""
        self._say("warming up")
        features = self.model.encode(self._tile((0, 0))[None].to(self.device.torch))
        self.model.decode(features, self.model.embed(names(1, skip=UNSEEN)))

    @torch.inference_mode()
    def _text(self) -> dict[str, Any]:
        """One new name in all templates, and the same from the disk."""
        self._say("measuring text")
        clock, model = self._clock, self.model
        asked = names(TEXT_NAMES, skip=UNSEEN + 1)
        for prompt in asked:
            with clock("name"):
                model.encode_name(prompt.name)
            if self.settings.plain:
                with clock("name plain"):
                    self._plain_name(prompt.name)
            clock.lap()
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            for cache in (TextCache(store=TextStore(Path(folder))) for _ in range(2)):
                for prompt in asked:
                    with clock("stored"):
                        cache.embed(model, "bench", [prompt], self.device.torch)
                    clock.lap()
        out = {
            "text_name_s": clock.median("name"),
            "text_templates": len(model.config.prompts),
            "text_name_from_disk_s": sorted(clock.seconds["stored"])[TEXT_NAMES // 2],
        }
        if self.settings.plain:
            out["text_name_plain_s"] = clock.median("name plain")
        return out

    def _plain_name(self, name: str) -> Tensor:
        """All prompts of a name in their whole context, as published."""
        tower = self.model.backbone.vl
        tokens = self.model.backbone.tokenize(
            [prompt.replace("{}", name) for prompt in self.model.config.prompts]
        ).to(self.device.torch)
        x = tower.token_embedding(tokens) + tower.positional_embedding
        x = tower.ln_final(tower.transformer(x, attn_mask=tower.attn_mask))
        rows = x[torch.arange(len(tokens)), tokens.argmax(dim=-1)] @ tower.text_projection
        return rows / rows.norm(dim=-1, keepdim=True)

    @torch.inference_mode()
    def _upsampling(self, classes: Sequence[ClassPrompt]) -> dict[str, Any]:
        """Patch features to cosines of one tile: here, and in the published channel form."""
        model, clock, upsampler = self.model, self._clock, self.model.upsampler
        if not isinstance(upsampler, LearnedUpsampler):
            return {"head_s": 0.0}
        text = model.queries(self._embed(classes))
        image = self._tile((0, 0))[None].to(self.device.torch)
        x = model.backbone.prepare(image.float())
        dense = model.backbone.dense(x)[1].float()
        grid, size = (dense.shape[2], dense.shape[3]), (x.shape[2], x.shape[3])
        kept: list[Tensor] = []
        norms = x

        def ours() -> Tensor:
            nonlocal kept, norms
            folded = upsampler.fold(dense)
            kept = upsampler.kernels(x, grid)
            norms = feature_norms(upsampler, folded, kept, size)
            return cosines(upsampler, folded, norms, kept, text)

        self._say("measuring the upsampling")
        first = ours()
        for _ in range(max(self.settings.repeats, 3)):
            with clock("head"):
                ours()
            with clock("head again"):
                cosines(upsampler, upsampler.fold(dense), norms, kept, text)
            if self.settings.plain:
                with clock("plain"):
                    second = plain_cosines(upsampler, dense, x, text)
            clock.lap()
        out = {"head_s": clock.median("head"), "head_second_query_s": clock.median("head again")}
        if self.settings.plain:
            out |= {
                "head_plain_s": clock.median("plain"),
                "head_speedup": clock.median("plain") / clock.median("head"),
                "head_difference": float((first - second).abs().max()),
            }
        return out
