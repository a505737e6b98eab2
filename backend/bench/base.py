"""What every measurement shares: settings, names, the clock, a click and its second query.

One run measures a cold click (encode, embed, decode, blend) and a second query with new names on
the same encoded tiles, through the very modules of the product. Figures of different runs, threads
or machines do not compare; ratios within one run do (keys: design section 4.7).
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
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
from backend.models.base import ClassPrompt, Features, HalfPrecision, ModelConfig
from backend.tiling import Blender, Cell, TilePlan, enlarge_part

__all__ = [
    "DTYPES",
    "SECOND_QUERY",
    "BenchSettings",
    "Clock",
    "Measured",
    "names",
    "peak_mib",
    "random_model",
    "reset_peak",
]

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
        cpu_time: whether to count seconds of the processor, all threads together, which other
            work on the machine hardly changes.
    """

    model: str
    size: int = 640
    classes: int = 8
    repeats: int = 3
    dtype: Precision = "fp32"
    plain: bool = False
    compile: bool = False
    cpu_time: bool = False


SECOND_QUERY = 8


@dataclass(slots=True)
class Clock:
    """Seconds of each stage in each repeat; waits for the device before it looks."""

    device: torch.device
    cpu_time: bool = False
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _running: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def now(self) -> float:
        """Time, when all work given to the device is done."""
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        elif self.device.type == "mps":
            torch.mps.synchronize()
        return time.process_time() if self.cpu_time else time.perf_counter()

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


class Measured:
    """One model on a device, and what is the same for every kind.

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
        self.model: Any = model
        self.settings, self.device = settings, device
        self._say = progress
        self._clock = Clock(device.torch, settings.cpu_time)
        model.to(device.torch)
        self._set_dtype(DTYPES[settings.dtype])
        generator = torch.Generator().manual_seed(1)
        side = settings.size
        self._picture = torch.randint(0, 256, (3, side, side), generator=generator).to(torch.uint8)

    def _set_dtype(self, dtype: torch.dtype) -> None:
        if isinstance(self.model, HalfPrecision):
            self.model.set_trunk_dtype(dtype)

    def facts(self) -> dict[str, Any]:
        """What was measured, and where."""
        settings = self.settings
        return {
            "model": settings.model,
            "device": self.device.type,
            "device_name": self.device.name,
            "dtype": settings.dtype,
            "threads": torch.get_num_threads(),
            "torch": torch.__version__,
            "size": settings.size,
            "tiles": len(self._tiles()),
            "guidance_size": None,
            "classes": settings.classes,
            "repeats": settings.repeats,
            "seconds_of": "processor" if settings.cpu_time else "clock",
        }

    # Parts of a click, each as the engine does them

    def _plan(self) -> TilePlan:
        config, side = self.model.config, self.settings.size
        whole = Box(0, 0, side, side)
        return TilePlan(config.tile_px, config.stride_px, whole, whole, config.windows)

    def _tiles(self) -> list[Cell]:
        plan = self._plan()
        return plan.tiles_for(plan.window)

    def _tile(self, tile: Cell) -> Tensor:
        """(3, tile, tile) uint8; outside the picture its edge is repeated, or it is filled."""
        box, side = self._plan().tile_box(tile), self.settings.size
        rows, columns = torch.arange(box.top, box.bottom), torch.arange(box.left, box.right)
        out = self._picture[:, rows.clamp(0, side - 1)][:, :, columns.clamp(0, side - 1)]
        fill = self.model.config.fill_color
        if fill is not None:
            inside = ((rows >= 0) & (rows < side))[:, None] & (columns >= 0) & (columns < side)
            color = torch.tensor(fill, dtype=torch.uint8)[:, None, None]
            out = torch.where(inside, out, color)
        return out

    def _encoded(self) -> list[Features]:
        """Features of all tiles."""
        images = torch.stack([self._tile(tile) for tile in self._tiles()])
        out: list[Features] = []
        for batch in images.split(self.device.encode_batch):
            features = self.model.encode(batch.to(self.device.torch))
            out += [features.tile(i) for i in range(features.batch)]
        return out

    def _embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        """Text of the classes."""
        text: Tensor = self.model.embed(classes)
        return text

    def _query(
        self, features: Sequence[Features], classes: Sequence[ClassPrompt], prefix: str
    ) -> None:
        """Names to blended scores on encoded tiles."""
        clock, plan, model = self._clock, self._plan(), self.model
        with clock(f"{prefix}encode_text"):
            text = self._embed(classes)
        by_tile = dict(zip(self._tiles(), features, strict=True))
        enlarging = 0.0

        def enlarge(maps: Tensor, part: Box, tile_px: int) -> Tensor:
            nonlocal enlarging
            begin = clock.now()
            out = enlarge_part(maps, part, tile_px)
            enlarging += clock.now() - begin
            return out

        for panel in plan.panels(text.shape[0], model.config.map_px):
            blender = Blender(plan, panel, self.device.torch, enlarge)
            for tile in panel.tiles:
                with clock(f"{prefix}decode"):
                    maps = model.decode(by_tile[tile], text)[0]
                begin, before = clock.now(), enlarging
                for finished in blender.add(tile, maps):
                    model.finish(finished.maps, classes)
                spent = enlarging - before
                clock.add(f"{prefix}upsample", spent)
                clock.add(f"{prefix}stitch", clock.now() - begin - spent)

    # What the machine could do

    def _speed(self) -> dict[str, float]:
        """The encoders' arithmetic, and how much of a matrix product's rate they reach."""
        work = self._encoder_gflop() * len(self._tiles())
        clock = self._clock
        encoding = clock.median("encode_image") + clock.median("encode_guidance")
        rate = self._matrix_gflop_s()
        return {
            "encoder_gflop": work,
            "matrix_gflop_s": rate,
            "encoder_share_of_matrix_rate": work / encoding / rate,
        }

    def _encoder_gflop(self) -> float:
        """Arithmetic of encoding one tile, counted by torch (a multiply-add is 2)."""
        # In float32 whatever is measured: the counter takes kernels apart, past autocast.
        self._set_dtype(torch.float32)
        with FlopCounterMode(display=False) as counter:
            self.model.encode(self._tile((0, 0))[None].to(self.device.torch))
        self._set_dtype(DTYPES[self.settings.dtype])
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


def reset_peak(device: DeviceChoice) -> None:
    """Begin to look for the peak here, where the system allows it."""
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats()
        return
    with contextlib.suppress(OSError):  # Linux only; else the peak is that of the whole program
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_mib(device: DeviceChoice) -> float | None:
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
