"""Seconds of each stage of AerOSeg; with ``plain`` also the head in its published form.

Both heads run on the same inputs, turn by turn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from backend.bench.base import SECOND_QUERY, BenchSettings, Measured, names, peak_mib, reset_peak
from backend.device import DeviceChoice
from backend.models.aeroseg.correlation import unit
from backend.models.aeroseg.plain import plain_head
from backend.models.base import ClassPrompt, Features

__all__ = ["AerOSegBench"]

STAGES = ("encode_image", "encode_guidance", "encode_text", "decode", "upsample", "stitch")


class AerOSegBench(Measured):
    """Measures one model of the family.

    Args:
        model: with its weights, on any device.
        settings: what to do.
        device: where.
        progress: told in words what goes on.
    """

    def __init__(
        self,
        model: nn.Module,
        settings: BenchSettings,
        device: DeviceChoice,
        progress: Callable[[str], None],
    ) -> None:
        super().__init__(model, settings, device, progress)
        self._compiled = settings.compile and device.type == "cuda"
        if settings.compile and not self._compiled:
            progress("torch.compile is for CUDA and was left out")
        if self._compiled:
            self.model.backbone.compile()
            if self.model.guidance is not None:
                self.model.guidance.compile()

    def report(self) -> dict[str, Any]:
        """Measure and report."""
        settings, clock = self.settings, self._clock
        cold, second = names(settings.classes), names(SECOND_QUERY, skip=settings.classes)
        self._warm_up(cold)
        reset_peak(self.device)
        for repeat in range(settings.repeats):
            self._say(f"repeat {repeat + 1} of {settings.repeats}")
            with clock("cold"):
                tiles = self._encode()
                self._query(tiles, cold, "")
            with clock("second"):
                self._query(tiles, second, "second ")
            clock.lap()
        peak = peak_mib(self.device)
        head_s, plain_s = self._heads(cold)
        out = self.facts() | {
            "compiled": self._compiled,
            "guidance_size": getattr(self.model.config.guidance, "input_px", None),
            "stages": {stage: clock.median(stage) for stage in STAGES},
            "cold_s": clock.median("cold"),
            "second_query_s": clock.median("second"),
            "second_query_classes": SECOND_QUERY,
            "second_stages": {s: clock.median(f"second {s}") for s in STAGES[2:]},
            "head_s": head_s,
            "peak_mib": peak,
            **self._speed(),
        }
        if plain_s is not None:
            out |= {"head_plain_s": plain_s, "head_speedup": plain_s / head_s}
        return out

    def _encode(self) -> list[Features]:
        """Features of all tiles, the guidance encoder counted apart."""
        guidance: Any = self.model.guidance
        spent = 0.0
        handles = []
        if guidance is not None:
            begun: list[float] = []

            def before(*_: Any) -> None:
                begun.append(self._clock.now())

            def after(*_: Any) -> None:
                nonlocal spent
                spent += self._clock.now() - begun.pop()

            handles = [
                guidance.register_forward_pre_hook(before), guidance.register_forward_hook(after)
            ]  # fmt: skip
        begin = self._clock.now()
        try:
            tiles = self._encoded()
        finally:
            for handle in handles:
                handle.remove()
        self._clock.add("encode_guidance", spent)
        self._clock.add("encode_image", self._clock.now() - begin - spent)
        return tiles

    def _warm_up(self, classes: list[ClassPrompt]) -> None:
        """One tile through everything: kernels are chosen and memory is taken the first time."""
        self._say("warming up")
        features = self.model.encode(self._tile((0, 0))[None].to(self.device.torch))
        self.model.decode(features, self.model.embed(classes))

    @torch.inference_mode()
    def _heads(self, classes: list[ClassPrompt]) -> tuple[float, float | None]:
        """Everything after the encoders for one tile: ours, and the published form."""
        model, clock, device = self.model, self._clock, self.device.torch
        config = model.config
        generator = torch.Generator().manual_seed(2)

        def noise(*shape: int) -> Tensor:
            return torch.randn(*shape, generator=generator).to(device)

        grid = config.grid
        dense = unit(noise(1, len(config.angles), config.backbone.embed_dim, grid, grid), dim=2)
        text = model.embed(classes).float()
        (last_c, *stages_c), (early, late, last) = config.guidance_channels, config.tap_sides
        if config.decoder.tap_order == "later-first":
            stages_c.reverse()
        appearance = noise(1, last_c, last, last)
        guides = (noise(1, stages_c[0], early, early), noise(1, stages_c[1], late, late))
        chunk = config.inference_chunk

        def ours() -> Tensor:
            corr = model.correlation(dense, text, config.angles)
            return model.head(corr, text[None], model.head.project(appearance, guides), 1, chunk)[0]

        def plain() -> Tensor:
            return plain_head(model.head, dense, text[None], appearance, guides)

        self._say("measuring the head")
        ours()
        if self.settings.plain:
            plain()
        for _ in range(max(self.settings.repeats, 3)):
            with clock("head"):
                ours()
            if self.settings.plain:
                with clock("plain"):
                    plain()
            clock.lap()
        return clock.median("head"), clock.median("plain") if self.settings.plain else None
