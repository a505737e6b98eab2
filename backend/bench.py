"""How long each stage takes and how much memory it needs (keys: design section 4.7).

One run measures a cold click (encode, embed, decode, blend) and a second query with new names on
the same encoded tiles, through the very modules of the product; with ``plain`` also the head in
its published form, on the same inputs, turn by turn. Figures of different runs, threads or
machines do not compare; ratios within one run do.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from backend.device import DeviceChoice, Precision
from backend.errors import BadRequest
from backend.grid import Box
from backend.models import build_model
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.correlation import unit
from backend.models.aeroseg.plain import plain_head
from backend.models.base import ClassPrompt, Features, ModelConfig
from backend.tiling import Blender, TilePlan, enlarge_part

__all__ = ["Bench", "BenchSettings", "names", "random_model"]

DTYPES: dict[Precision, torch.dtype] = {
    "fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16,
}  # fmt: skip

# Names as people type them, made of two lists so that a thousand are different and of one length.
_KINDS = (
    "building", "road", "river", "solar panel", "tree", "ship", "bridge", "parking lot", "harbour",
    "tennis court", "orchard", "quarry", "runway", "storage tank", "greenhouse", "wetland",
)  # fmt: skip
_QUALITIES = (
    "", "large", "small", "old", "new", "dark", "bright", "narrow", "wide", "round", "long",
    "short", "red", "green", "blue", "white", "grey", "brown", "empty", "busy", "dry", "wet",
    "flat", "steep", "northern", "southern", "eastern", "western", "urban", "rural", "coastal",
    "inland", "damaged", "abandoned", "fenced", "paved", "unpaved", "flooded", "burnt", "covered",
    "open", "private", "public", "industrial", "residential", "commercial", "temporary",
    "permanent", "historic", "modern", "shaded", "sunlit", "isolated", "dense", "sparse", "regular",
    "irregular", "curved", "straight", "elevated", "sunken", "muddy", "sandy", "rocky", "snowy",
    "frozen", "mixed",
)  # fmt: skip


def names(count: int, skip: int = 0) -> list[ClassPrompt]:
    """Different class names.

    Raises:
        BadRequest: more than there are.
    """
    available = len(_KINDS) * len(_QUALITIES)
    if skip + count > available:
        raise BadRequest(f"The measurement has {available} names, {skip + count} were asked for.")
    made = (f"{quality} {kind}".strip() for quality in _QUALITIES for kind in _KINDS)
    return [ClassPrompt(name) for name in list(made)[skip : skip + count]]


def random_model(config: ModelConfig, seed: int = 0) -> nn.Module:
    """A model of a configuration with random weights that leave every activation finite."""
    torch.manual_seed(seed)
    model = cast(nn.Module, build_model(config))
    with torch.no_grad():
        for name, tensor in model.named_parameters():
            # As initialised, these are zero in SAM and in the padding, which hides their work.
            if name.endswith(("rel_pos_h", "rel_pos_w", "pos_embed")) or "padding_" in name:
                tensor.normal_(std=0.02)
    return model.eval()


@dataclass(frozen=True, slots=True)
class BenchSettings:
    """What is measured.

    Attributes:
        model: name for the report.
        size: side of the picture, in working pixels.
        classes: names of the cold click; the second query has 8 others.
        repeats: how often; medians are reported.
        dtype: precision of the image encoders.
        plain: whether to time the published form of the head too.
        compile: whether the encoders go through ``torch.compile``.
    """

    model: str
    size: int = 640
    classes: int = 8
    repeats: int = 3
    dtype: Precision = "fp32"
    plain: bool = False
    compile: bool = False


SECOND_QUERY = 8


@dataclass(slots=True)
class Clock:
    """Seconds of each stage in each repeat; waits for the device before it looks."""

    device: torch.device
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _running: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def now(self) -> float:
        """Time, when all work given to the device is done."""
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        elif self.device.type == "mps":
            torch.mps.synchronize()
        return time.perf_counter()

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Measure a part of a stage."""
        begin = self.now()
        try:
            yield
        finally:
            self._running[stage] += self.now() - begin

    def add(self, stage: str, seconds: float) -> None:
        """Add what was measured elsewhere."""
        self._running[stage] += seconds

    def lap(self) -> None:
        """End a repeat."""
        for stage, seconds in self._running.items():
            self.seconds[stage].append(seconds)
        self._running.clear()

    def median(self, stage: str) -> float:
        """Seconds of a stage, 0 where it never ran."""
        return statistics.median(self.seconds[stage]) if self.seconds.get(stage) else 0.0


class Bench:
    """Measures one model.

    Args:
        model: with its weights, on any device.
        settings: what to do.
        device: where.
        progress: told in words what goes on.

    Raises:
        BadRequest: the model is of a kind that cannot be measured in parts.
    """

    def __init__(
        self,
        model: nn.Module,
        settings: BenchSettings,
        device: DeviceChoice,
        progress: Callable[[str], None],
    ) -> None:
        if not isinstance(model, AerOSeg):
            raise BadRequest(f'The model "{settings.model}" is of a kind that bench does not know.')
        self.model, self.settings, self.device = model, settings, device
        self._say = progress
        self._clock = Clock(device.torch)
        model.to(device.torch)
        model.set_trunk_dtype(DTYPES[settings.dtype])
        self._compiled = settings.compile and device.type == "cuda"
        if settings.compile and not self._compiled:
            progress("torch.compile is for CUDA and was left out")
        if self._compiled:
            model.backbone.compile()
            if model.guidance is not None:
                model.guidance.compile()
        generator = torch.Generator().manual_seed(1)
        side = settings.size
        self._picture = torch.randint(0, 256, (3, side, side), generator=generator).to(torch.uint8)

    def report(self) -> dict[str, Any]:
        """Measure and report."""
        settings, clock = self.settings, self._clock
        cold, second = names(settings.classes), names(SECOND_QUERY, skip=settings.classes)
        self._warm_up(cold)
        _reset_peak(self.device)
        for repeat in range(settings.repeats):
            self._say(f"repeat {repeat + 1} of {settings.repeats}")
            with clock("cold"):
                tiles = self._encode()
                self._query(tiles, cold, "")
            with clock("second"):
                self._query(tiles, second, "second ")
            clock.lap()
        peak_mib = _peak_mib(self.device)
        head_s, plain_s = self._heads(cold)
        work = self._encoder_gflop() * len(self._cells())
        encoding = clock.median("encode_image") + clock.median("encode_guidance")
        rate = self._matrix_gflop_s()
        stages = ("encode_image", "encode_guidance", "encode_text", "decode", "upsample", "stitch")
        out: dict[str, Any] = {
            "model": settings.model,
            "device": self.device.type,
            "device_name": self.device.name,
            "dtype": settings.dtype,
            "threads": torch.get_num_threads(),
            "torch": torch.__version__,
            "compiled": self._compiled,
            "size": settings.size,
            "tiles": len(self._cells()),
            "guidance_size": getattr(self.model.config.guidance, "input_px", None),
            "classes": settings.classes,
            "repeats": settings.repeats,
            "stages": {stage: clock.median(stage) for stage in stages},
            "cold_s": clock.median("cold"),
            "second_query_s": clock.median("second"),
            "second_query_classes": SECOND_QUERY,
            "second_stages": {s: clock.median(f"second {s}") for s in stages[2:]},
            "head_s": head_s,
            "peak_mib": peak_mib,
            "encoder_gflop": work,
            "matrix_gflop_s": rate,
            "encoder_share_of_matrix_rate": work / encoding / rate,
        }
        if plain_s is not None:
            out |= {"head_plain_s": plain_s, "head_speedup": plain_s / head_s}
        return out

    # Parts of a click, each as the engine does them

    def _plan(self) -> TilePlan:
        config, side = self.model.config, self.settings.size
        whole = Box(0, 0, side, side)
        return TilePlan(config.tile_px, config.stride_px, whole, whole)

    def _cells(self) -> list[tuple[int, int]]:
        return self._plan().cells()

    def _tile(self, cell: tuple[int, int]) -> Tensor:
        """(3, tile, tile) uint8; outside the picture its edge is repeated."""
        box, side = self._plan().tile_box(cell), self.settings.size
        rows = torch.arange(box.top, box.bottom).clamp(0, side - 1)
        columns = torch.arange(box.left, box.right).clamp(0, side - 1)
        return self._picture[:, rows][:, :, columns]

    def _encode(self) -> list[Features]:
        images = torch.stack([self._tile(cell) for cell in self._cells()])
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
        tiles: list[Features] = []
        try:
            for batch in images.split(self.device.encode_batch):
                features = self.model.encode(batch.to(self.device.torch))
                tiles += [features.tile(i) for i in range(features.batch)]
        finally:
            for handle in handles:
                handle.remove()
        self._clock.add("encode_guidance", spent)
        self._clock.add("encode_image", self._clock.now() - begin - spent)
        return tiles

    def _query(self, tiles: list[Features], classes: list[ClassPrompt], prefix: str) -> None:
        """Names to blended scores on encoded tiles."""
        clock, plan, model = self._clock, self._plan(), self.model
        with clock(f"{prefix}encode_text"):
            text = model.embed(classes)
        features = dict(zip(self._cells(), tiles, strict=True))
        enlarging = 0.0

        def enlarge(maps: Tensor, part: Box, tile_px: int) -> Tensor:
            nonlocal enlarging
            begin = clock.now()
            out = enlarge_part(maps, part, tile_px)
            enlarging += clock.now() - begin
            return out

        for panel in plan.panels(len(classes), model.config.map_px):
            blender = Blender(plan, panel, self.device.torch, enlarge)
            for cell in panel.tiles:
                with clock(f"{prefix}decode"):
                    maps = model.decode(features[cell], text)[0]
                begin, before = clock.now(), enlarging
                for finished in blender.add(cell, maps):
                    model.finish(finished.maps, classes)
                spent = enlarging - before
                clock.add(f"{prefix}upsample", spent)
                clock.add(f"{prefix}stitch", clock.now() - begin - spent)

    def _encoder_gflop(self) -> float:
        """Arithmetic of encoding one tile, counted by torch (a multiply-add is 2)."""
        # In float32 whatever is measured: the counter takes kernels apart, past autocast.
        self.model.set_trunk_dtype(torch.float32)
        with FlopCounterMode(display=False) as counter:
            self.model.encode(self._tile((0, 0))[None].to(self.device.torch))
        self.model.set_trunk_dtype(DTYPES[self.settings.dtype])
        return float(counter.get_total_flops()) / 1e9

    @torch.inference_mode()
    def _matrix_gflop_s(self) -> float:
        """What this device reaches on one large matrix product in the encoders' precision."""
        dtype = DTYPES[self.settings.dtype]
        side = 8192 if self.device.type == "cuda" else 2048
        if self.device.type == "cpu" and dtype != torch.float32:
            side = 256  # many processors have no fast path for it
        a, b = (torch.randn(side, side, device=self.device.torch, dtype=dtype) for _ in range(2))
        seconds = []
        for _ in range(4):
            begin = self._clock.now()
            torch.matmul(a, b)
            seconds.append(self._clock.now() - begin)
        return 2 * side**3 / 1e9 / min(seconds[1:])

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


def _reset_peak(device: DeviceChoice) -> None:
    """Begin to look for the peak here, where the system allows it."""
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats()
        return
    with contextlib.suppress(OSError):  # Linux only; else the peak is that of the whole program
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak_mib(device: DeviceChoice) -> float | None:
    """Largest memory of the GPU, or of this program with its weights; None where none tells."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated() / 2**20
    with contextlib.suppress(OSError, StopIteration, ValueError):
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        peak = next(line for line in lines if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 2**10
    try:
        import resource
    except ImportError:
        return None
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)
