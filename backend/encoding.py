"""Tiles of a run as encoded features: read ahead, taken from the cache or encoded, in order.

Every kind of run (segmenting, looking inside) walks its tiles through a :class:`TileFeed`, so that
all of them share the encoded tiles in memory, and give way in the same manner when memory runs out.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from backend.cache import FeatureCache, tile_key
from backend.device import DeviceChoice, free_memory
from backend.errors import Cancelled, LayerError, NotCached, OutOfMemory
from backend.grid import Lattice
from backend.models.base import Completing, Features, Segmenter
from backend.protocol import ModelInfo
from backend.rasters import ImageReader, TilePixels, begin_reading_thread
from backend.tiling import Cell, TilePlan

__all__ = ["Loaded", "Pace", "ReadTile", "Stopwatch", "TileFeed", "check_patch"]

T = TypeVar("T")

STAGES = ("start", "load_model", "read", "encode", "embed", "decode", "blend", "write")
READ_AHEAD = 2
RATE_TILES = 8  # tiles over which the speed is averaged


class Stopwatch:
    """Seconds by stage, added up."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)

    @contextlib.contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Measure a piece of a stage."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - begin


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory, the hash of its file, and what the registry says of it."""

    model: Segmenter
    sha256: str
    info: ModelInfo


def check_patch(reader: ImageReader, lattice: Lattice, loaded: Loaded) -> None:
    """Raise LayerError for an image in which the model would not see a single whole patch."""
    config, whole = loaded.model.config, lattice.bounds
    patch_px = config.tile_px // getattr(config, "grid", config.tile_px)
    if min(whole.width, whole.height) >= patch_px:
        return
    raise LayerError(
        f'The image "{reader.name}" is too small: it has {whole.width} x {whole.height} '
        f'working pixels, and one patch of the model "{loaded.info.title}" has '
        f"{patch_px} x {patch_px}.",
        hint="Choose a larger image, or a finer working resolution.",
    )


@dataclass(slots=True)
class ReadTile:
    """A tile's pixels, and the key of its features in the cache."""

    cell: Cell
    pixels: TilePixels
    key: bytes

    @property
    def has_data(self) -> bool:
        """Whether any of its pixels has data."""
        return bool(self.pixels.valid.any())


@dataclass(slots=True)
class Pace:
    """How long is left, from the last few tiles."""

    total: int
    finished: int = 0
    _marks: deque[float] = field(default_factory=lambda: deque(maxlen=RATE_TILES + 1))

    def mark(self) -> None:
        """Begin to measure."""
        self._marks.append(time.monotonic())

    def tile_done(self) -> None:
        """One tile more is done."""
        self.finished += 1
        self.mark()

    @property
    def seconds_left(self) -> float | None:
        """None until two tiles are done."""
        if len(self._marks) < 2:
            return None
        each = (self._marks[-1] - self._marks[0]) / (len(self._marks) - 1)
        return each * (self.total - self.finished)


@dataclass
class TileFeed:
    """Reads and encodes tiles.

    Attributes:
        reader: the image.
        lattice: its working lattice.
        plan: where the tiles lie.
        loaded: what encodes them.
        device: where.
        cache: encoded tiles of this and earlier runs.
        watch: seconds of "read" and "encode".
        cancelled: asked before each tile.
        class_count: for the message when memory runs out.
        notices: sentences for the user; what happens here is added.
        cached_only: raise NotCached where a tile would have to be encoded.
    """

    reader: ImageReader
    lattice: Lattice
    plan: TilePlan
    loaded: Loaded
    device: DeviceChoice
    cache: FeatureCache
    watch: Stopwatch
    cancelled: Callable[[], bool]
    class_count: int
    notices: list[str]
    cached_only: bool = False

    def __post_init__(self) -> None:
        """Begin with the device's own batch size."""
        self._batch = self.device.encode_batch
        self._has_told_size = False
        # What encodes, and how: another device or precision gives other features.
        self._encoder = f"{self.loaded.sha256} {self.device.type} {self.device.precision}"

    def check_cancelled(self) -> None:
        """Raise Cancelled when the run is no longer wanted."""
        if self.cancelled():
            raise Cancelled(
                "The run was cancelled.", hint="Encoded tiles are kept, so the next run is faster."
            )

    def tiles(
        self, cells: Sequence[Cell], encoding: Callable[[], None]
    ) -> Generator[tuple[ReadTile, Features | None], None, None]:
        """Tiles with their features, in order; None for a tile without data.

        Close the generator when it is left before its end.

        Args:
            cells: which tiles.
            encoding: called before tiles are encoded that were not in memory.

        Raises:
            Cancelled: the run is no longer wanted.
            OutOfMemory: even with everything freed that can be.
        """
        with contextlib.closing(self._read_ahead(cells)) as tiles:
            while batch := list(islice(tiles, self._batch)):
                yield from self._encoded(batch, encoding)

    def _read_ahead(self, cells: Sequence[Cell]) -> Generator[ReadTile, None, None]:
        """Tiles in order; the next ones are read while the network works on the last."""
        ahead = READ_AHEAD * self._batch
        waiting: deque[Future[ReadTile]] = deque()
        rest = iter(cells)
        pool = ThreadPoolExecutor(
            max_workers=1, thread_name_prefix="read", initializer=begin_reading_thread
        )
        try:
            for cell in islice(rest, ahead):
                waiting.append(pool.submit(self._read, cell))
            while waiting:
                self.check_cancelled()
                with self.watch("read"):
                    tile = waiting.popleft().result()
                for cell in islice(rest, 1):
                    waiting.append(pool.submit(self._read, cell))
                yield tile
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, cell: Cell) -> ReadTile:
        self.reader.check_unchanged()
        fill = self.loaded.model.config.fill_color
        pixels = self.reader.read_tile(self.lattice, self.plan.tile_box(cell), fill)
        return ReadTile(cell, pixels, tile_key(self._encoder, pixels.rgb))

    def _encoded(
        self, batch: Sequence[ReadTile], encoding: Callable[[], None]
    ) -> Iterator[tuple[ReadTile, Features | None]]:
        """Features of a batch of tiles, in order; None for a tile without data."""
        found: dict[bytes, Features] = {}
        missing: dict[bytes, ReadTile] = {}
        model = self.loaded.model
        for tile in batch:
            if tile.has_data and tile.key not in found and tile.key not in missing:
                features = self.cache.get(tile.key)
                if features is None:
                    missing[tile.key] = tile
                else:
                    if isinstance(model, Completing) and self.device.type == "cpu":
                        with self.watch("decode"):
                            features = self.guarded(partial(model.complete, features))
                        self.cache.put(tile.key, features)
                    found[tile.key] = features
        if missing and self.cached_only:
            raise NotCached(
                "A part of the image is not in memory any more.",
                hint="Run without the limit to what is in memory.",
            )
        if missing:
            encoding()
            with self.watch("encode"):
                found.update(self._encode(missing))
        for tile in batch:
            self.check_cancelled()
            yield tile, found.get(tile.key) if tile.has_data else None

    def _encode(self, missing: dict[bytes, ReadTile]) -> dict[bytes, Features]:
        """Encode tiles that were not in memory, and keep them there."""
        model, batch = self.loaded.model, self._batch
        images = torch.from_numpy(np.stack([tile.pixels.rgb for tile in missing.values()]))
        # Always the same batch size, filled by repeating the last: another may round differently.
        fill = -len(images) % batch
        if fill:
            images = torch.cat([images, images[-1:].expand(fill, -1, -1, -1)])
        parts: list[Features] = []
        for chunk in images.split(batch):
            features = self.guarded(partial(self._encode_batch, model, chunk))
            parts += [features.tile(i) for i in range(features.batch)]
        if not self._has_told_size:
            self.cache.expect(parts[0].without_spare().nbytes * self.plan.tile_count)
            self._has_told_size = True
        out: dict[bytes, Features] = {}
        for key, features in zip(missing, parts, strict=False):
            self.cache.put(key, features.to("cpu") if self.device.type != "cpu" else features)
            out[key] = features
        return out

    def _encode_batch(self, model: Segmenter, images: Tensor) -> Features:
        """Encode a batch; one by one where the accelerator has too little memory for all."""
        images = images.to(self.device.torch)
        try:
            return model.encode(images)
        except torch.OutOfMemoryError:
            if len(images) == 1:
                raise
        free_memory()
        text = "The graphics memory was too small for a batch of tiles; they were taken one by one."
        if text not in self.notices:
            self.notices.append(text)
        self._batch = 1
        return Features.stack([model.encode(image[None]) for image in images])

    def guarded(self, work: Callable[[], T]) -> T:
        """Do work on the device; one more try with freed memory, then a plain message.

        Raises:
            OutOfMemory: the second try failed too.
        """
        try:
            return work()
        except (MemoryError, RuntimeError) as error:
            if not _is_out_of_memory(error):
                raise
        self.cache.clear()
        free_memory()
        try:
            return work()
        except (MemoryError, RuntimeError) as error:
            if not _is_out_of_memory(error):
                raise
            where = "The machine" if self.device.type == "cpu" else f'The GPU "{self.device.name}"'
            other = "" if self.device.type == "cpu" else ', or the device "cpu"'
            raise OutOfMemory(
                f"{where} has too little memory for this model with {self.class_count} classes.",
                hint=f"Choose fewer classes or a smaller model{other}.",
                detail=str(error),
            ) from error


def _is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of Python or torch means that memory ran out."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    text = str(error).lower()
    return "out of memory" in text or "can't allocate memory" in text
