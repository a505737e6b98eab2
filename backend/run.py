"""One run: tiles in, blocks out, rasters at the end. The engine prepares it.

Memory is bounded by the cell columns that are open (see tiling) and the cache; what is finished
lies on disk.
"""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from backend import protocol as p
from backend.aoi import Aoi
from backend.blocks import BlockStore
from backend.cache import FeatureCache
from backend.codes import CodeLayout, Codes, Tally, encode_block
from backend.device import DeviceChoice, give_back_heap
from backend.disk import disk_error
from backend.encoding import Loaded, Pace, ReadTile, Stopwatch, TileFeed, check_patch
from backend.errors import WorkerError
from backend.grid import Box, Lattice
from backend.models.background import hidden_prompts, read_groups
from backend.models.base import ClassPrompt, Features, ModelConfig, Scores
from backend.outputs import ClassStyle, OutputGrid, class_results, write_results, write_text
from backend.preview import Preview, PreviewFacts, Shown, remove_previews
from backend.queries import Queries, build_queries
from backend.rasters import ImageReader
from backend.run_output import RunOutput, output_grid
from backend.run_record import RunFacts, identity, make_record
from backend.taught import TaughtWord
from backend.texts import TextCache
from backend.tiling import Blender, Cell, FinishedCell, Panel, TilePlan
from backend.unfinished import forget_request, keep_request
from backend.vocabulary import Vocabulary

__all__ = ["Loaded", "Run", "Stopwatch"]

logger = logging.getLogger(__name__)

TILE_STEPS = 10  # progress: an encoded tile counts 6 of 10, a decoded one the rest
ENCODED_STEPS = 6
TIDY_S = 2.0  # between two times that free memory is given back
FAR_RESOLUTION = 2.5  # told to the user beyond this ratio to the model's own


@dataclass
class Run:
    """One segmentation with everything that it needs."""

    params: p.SegmentParams
    vocabulary: Vocabulary
    unknown: Sequence[str]
    reader: ImageReader
    lattice: Lattice
    loaded: Loaded
    device: DeviceChoice
    cache: FeatureCache
    texts: TextCache
    watch: Stopwatch
    progress: Callable[[str, str, int, int, float | None], None]
    cancelled: Callable[[], bool]
    aoi: Aoi | None = None
    aoi_facts: Mapping[str, Any] | None = None
    shown: Shown | None = None
    taught: Sequence[TaughtWord] = ()

    def __post_init__(self) -> None:
        """Fix the grids, the bands and the record."""
        self._folder = Path(self.params.out_dir)
        self._notices: list[str] = []
        self._preview: Preview | None = None
        self._store: BlockStore | None = None  # once everything is computed
        self._tidied = time.monotonic()
        self._tiles_total = 0
        config = self.loaded.model.config
        self._window = self.lattice.window(self.params.grid.window)
        check_patch(self.reader, self.lattice, self.loaded)
        self._native = self.params.grid.output == "native"
        self._plan = self._tile_plan(config)
        entries = self.vocabulary.entries
        self._known: list[int] = [
            i for i, entry in enumerate(entries) if entry.name not in self.unknown
        ]
        self._prompts = self._queries(config)
        self._feed = TileFeed(
            self.reader, self.lattice, self._plan, self.loaded, self.device, self.cache,
            self.watch, self.cancelled, len(self._known), self._notices, self.params.cached_only,
        )  # fmt: skip
        default = self.params.threshold
        fallback = config.threshold if default is None else default
        self._thresholds = [fallback if e.threshold is None else e.threshold for e in entries]
        self._styles = [ClassStyle(e.id, e.name, e.color) for e in entries]
        self._has_other = any(prompt.is_other for prompt in self._prompts)
        self._layout = CodeLayout(tuple(e.name for e in entries), self._has_other)
        info = self.loaded.info
        self._use = p.ModelUse(
            id=info.id, title=info.title, sha256=self.loaded.sha256, gsd_m=info.gsd_m
        )
        self.record = make_record(
            RunFacts(
                reader=self.reader,
                layer_name=self.params.image.layer_name,
                lattice=self.lattice,
                window=self._window,
                output=self.params.grid.output,
                vocabulary=self.vocabulary,
                unknown=self.unknown,
                thresholds=self._thresholds,
                has_other=self._has_other,
                model=self._use.model_copy(update={"id": Path(info.id).name}),
                device=self.device.type,
                inference=self.params.inference,
                long_side=self.params.long_side,
                background=self._background(config),
                aoi=self.aoi_facts,
                taught=[word.record for word in self.taught],
            )
        )
        self._gsd_m = float(self.record["grid"]["gsd_m"])

    def _tile_plan(self, config: ModelConfig) -> TilePlan:
        """Tiles of the window, of those that polygons need where there are any."""
        plan = TilePlan(
            config.tile_px, config.stride_px, self.lattice.bounds, self._computed_window(),
            config.windows,
        )  # fmt: skip
        return plan if self.aoi is None else replace(plan, needed=self.aoi.needed(plan))

    def _queries(self, config: ModelConfig) -> list[ClassPrompt]:
        """What the model is asked: hidden words, then the names in the order typed (A.9).

        A model that gives no score of "other" is not asked for it.
        """
        typed = [
            entry.prompt
            for entry in self.vocabulary.typed
            if (entry.name not in self.unknown if entry.id else config.scores_other)
        ]
        if not config.scores_other or self.params.background == "typed":
            return typed
        own = self.params.background_file
        groups = config.background_groups if own is None else read_groups(own)
        return [*hidden_prompts(groups, typed), *typed]

    def _background(self, config: ModelConfig) -> dict[str, Any] | None:
        """The words of "other", for the record; None for a model that does not ask for it."""
        if not config.scores_other:
            return None
        others = [prompt for prompt in self._prompts if prompt.is_other]
        found: dict[str, Any] = {
            "from": self.params.background,
            "typed": [word for one in others if not one.hidden for word in one.wordings],
            "hidden": [one.name for one in others if one.hidden],
        }
        if self.params.background == "hidden" and self.params.background_file is not None:
            found |= {"from": "file", "file": Path(self.params.background_file).name}
        return found

    def _computed_window(self) -> Box:
        """Pixels to compute: the window, or a little more."""
        if not self._native:
            return self._window
        # Interpolating to file pixels looks one working pixel beyond the window.
        return self._window.grow(1).intersect(self.lattice.bounds.intersect(self.lattice.file_box))

    # Whole run

    def execute(self) -> p.SegmentResult:
        """Compute what is missing, then write the results.

        Raises:
            AppError: finished blocks stay in the run's folder.
        """
        self._note_resolution()
        existed = self._folder.exists()
        parts = identity(self.record, self.reader.files)
        store = BlockStore(self._folder, self._plan, self._layout, parts, self.params.resume)
        try:
            keep_request(self._folder, self.params)
            with torch.inference_mode():
                self._compute(store)
            self.reader.check_unchanged(now=True)
            if store.finished != store.total:
                raise WorkerError(f"{store.total - store.finished} blocks were not computed.")
            tally, grid = self._write(store)
        except BaseException:
            if not store.finished and not self.params.keep_unfinished:
                store.remove()
                forget_request(self._folder)
                if not existed:
                    with contextlib.suppress(OSError):
                        self._folder.rmdir()
            raise
        finally:
            remove_previews(self._folder)
        self._store = store
        return self._result(tally, grid)

    def _note_resolution(self) -> None:
        wanted = self.loaded.info.gsd_m
        ratio = self._gsd_m / wanted
        if ratio > FAR_RESOLUTION:
            self._notices.append(
                f"One pixel is {self._gsd_m:.2g} m, the model was made for {wanted:.2g} m. "
                "Small things may be missed; a finer image would help."
            )
        elif ratio < 1 / FAR_RESOLUTION:
            self._notices.append(
                f"One working pixel is {self._gsd_m:.2g} m, the model was made for {wanted:.2g} m. "
                "A coarser resolution may give a better result, and faster."
            )

    # Tiles

    def _compute(self, store: BlockStore) -> None:
        """Blocks of every cell that the store does not have yet."""
        begun, total = store.finished, store.total
        if begun:
            self._notices.append(
                f"{begun:,} of {total:,} blocks were taken over from an interrupted run."
            )
        if begun == total:
            return
        self._preview = self._make_preview(store)
        with self.watch("embed"):
            queries = self._feed.guarded(
                lambda: build_queries(
                    self.loaded.model, self.loaded.sha256, self._prompts, self.texts,
                    self.device.torch,
                )
            )  # fmt: skip
        map_px = self.loaded.model.config.map_px
        panels = partial(self._plan.panels, queries.count, map_px, store.done)
        pace = Pace(total=sum(len(panel.tiles) for panel in panels()))
        pace.mark()
        self._tiles_total = pace.total
        any_data = begun > 0
        for panel in panels():
            any_data |= self._walk(panel, queries, store, pace)
        if self._preview is not None:
            self._preview.tell(now=True)
        if not any_data:
            self._notices.append("The chosen area holds no data: every pixel is transparent.")

    def _walk(self, panel: Panel, queries: Queries, store: BlockStore, pace: Pace) -> bool:
        """All tiles of a panel; whether any of them holds data."""
        blender = Blender(self._plan, panel, self.device.torch)
        masks: dict[Cell, npt.NDArray[np.bool_]] = {}
        owned: dict[Cell, list[Cell]] = {}
        for cell in panel.cells:
            owned.setdefault(self._plan.own_tile(cell), []).append(cell)
        any_data = False
        encoding = partial(self._tell, "encoding", "encoding", pace, 0)
        with contextlib.closing(self._feed.tiles(panel.tiles, encoding)) as tiles:
            for tile, features in tiles:
                any_data |= tile.has_data
                for cell in owned.get(tile.cell, ()):
                    masks[cell] = self._mask(tile, cell)
                maps = None
                if features is not None:
                    self._tell("decoding", "decoding", pace, ENCODED_STEPS)
                    with self.watch("decode"):
                        maps = self._decode(features, queries)
                with self.watch("blend"):
                    for finished in blender.add(tile.cell, maps):
                        codes = self._codes(finished, masks.pop(finished.cell))
                        with self._moved("blend", "write"):
                            store.write(finished.cell, codes)
                            if self._preview is not None:
                                self._preview.add(finished.cell, codes)
                pace.tile_done()
                self._tidy()
        return any_data

    def _tidy(self) -> None:
        """Keep the memory of a long run where it was after its first minutes."""
        now = time.monotonic()
        if now - self._tidied > TIDY_S:
            self._tidied = now
            give_back_heap()

    @contextlib.contextmanager
    def _moved(self, outer: str, inner: str) -> Iterator[None]:
        """Count a piece inside a measured stage to another one."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - begin
            self.watch.seconds[outer] -= seconds
            self.watch.seconds[inner] += seconds

    def _decode(self, features: Features, queries: Queries) -> Tensor:
        """Maps (Q, s, s) of one tile."""
        model = self.loaded.model
        maps = self._feed.guarded(lambda: queries.decode(model, features.to(self.device.torch)))
        return maps[0].float()

    # Blocks

    def _mask(self, tile: ReadTile, cell: Cell) -> npt.NDArray[np.bool_]:
        """Which pixels of a cell that the tile holds have data, cut to the window."""
        inner, outer = self._plan.inner_box(cell), self._plan.tile_box(tile.cell)
        return tile.pixels.valid[
            inner.top - outer.top : inner.bottom - outer.top,
            inner.left - outer.left : inner.right - outer.left,
        ].copy()

    def _codes(self, finished: FinishedCell, valid: npt.NDArray[np.bool_]) -> Codes:
        """Codes of a finished cell, cut to the window."""
        layout = self._layout
        inner = self._plan.inner_box(finished.cell)
        shape = (len(layout.bands), inner.height, inner.width)
        if not valid.any() or finished.maps.shape[0] == 0:
            return np.full(shape, layout.nodata, layout.dtype)
        # The whole cell is finished, then cut: the same arithmetic whatever the window is.
        scores = self._finished(finished.maps)
        coded = encode_block(layout, scores.classes, self._known, scores.other)
        outer = self._plan.cell_box(finished.cell)
        cut: Codes = (
            coded[
                :,
                inner.top - outer.top : inner.bottom - outer.top,
                inner.left - outer.left : inner.right - outer.left,
            ]
            .cpu()
            .numpy()
            .astype(layout.dtype)
        )
        cut[:, ~valid] = layout.nodata
        return cut

    def _finished(self, maps: Tensor) -> Scores:
        """Scores of blended maps (Q, H, W)."""
        scores = self.loaded.model.finish(maps, self._prompts)
        if not bool(torch.isfinite(scores.classes).all()):
            raise WorkerError(
                f'The model "{self.loaded.info.title}" gave values that are not numbers.',
                hint='Try the device "cpu"; when it stays so, the checkpoint is damaged.',
            )
        return scores

    # Results

    def _write(self, store: BlockStore) -> tuple[Tally, OutputGrid]:
        """Rasters, style and record."""
        grid = output_grid(self.reader, self.lattice, self._window, self._native)
        source = RunOutput(
            store, self._plan, self._layout, self.reader, self.lattice, self._window, self._native,
            self.aoi,
        )  # fmt: skip
        total = self._total_steps()
        base = total - self._write_steps()

        def step(done: int, pieces: int) -> None:
            self._feed.check_cancelled()
            self.reader.check_unchanged()
            at = base + round(self._write_steps() * done / max(pieces, 1))
            self.progress("writing", "writing the result", at, total, None)

        with self.watch("write"):
            tally = write_results(
                source, grid, self._layout, self._styles, self._thresholds, self.record,
                classes_path=self._folder / "classes.tif",
                scores_path=self._folder / "scores.tif",
                step=step,
            )  # fmt: skip
        return tally, grid

    def _make_preview(self, store: BlockStore) -> Preview | None:
        """What shows the finished blocks, where somebody looks."""
        if self.shown is None or not self.params.preview:
            return None
        grid = output_grid(self.reader, self.lattice, self._window, native=False)
        facts = PreviewFacts(
            self._folder, self._plan, self._layout, self._styles, self._thresholds, self._window,
            grid.transform, grid.crs, self.aoi,
        )  # fmt: skip
        preview = Preview(facts, store, self.shown)
        preview.tell(now=True)
        return preview

    def _result(self, tally: Tally, grid: OutputGrid) -> p.SegmentResult:
        unknown = set(self.unknown)
        known = {style.name: style.name not in unknown for style in self._styles}
        return p.SegmentResult(
            paths=p.OutputPaths(
                classes=str(self._folder / "classes.tif"),
                scores=str(self._folder / "scores.tif"),
                style=str(self._folder / "classes.qml"),
                record=str(self._folder / "run.json"),
            ),
            classes=class_results(tally, self._styles, known),
            other=p.OtherResult(pixels=int(tally.pixels[0]), area_m2=float(tally.area_m2[0])),
            stages=dict(self.watch.seconds),
            cache=p.CacheUse(hits=self.cache.hits, misses=self.cache.misses),
            model=self._use,
            device=p.DeviceUse(type=self.device.type, reason=self.device.reason),
            unknown=list(self.unknown),
            notices=self._notices,
            width=grid.width,
            height=grid.height,
            tiles=self._tile_count(),
            gsd_m=self._gsd_m,
            seconds=0.0,
        )

    def _tile_count(self) -> int:
        """How many pieces of the image the network sees."""
        return self._plan.tile_count

    # Progress

    def _tell(self, stage: str, verb: str, pace: Pace, steps: int, piece: str = "tile") -> None:
        number = min(pace.finished + 1, pace.total)
        self.progress(
            stage,
            f"{verb} {piece} {number} of {pace.total}",
            TILE_STEPS * pace.finished + steps,
            self._total_steps(),
            pace.seconds_left,
        )

    def _total_steps(self) -> int:
        return TILE_STEPS * self._tiles_total + self._write_steps()

    def _write_steps(self) -> int:
        return max(1, self._tiles_total)

    def write_summary(self, result: p.SegmentResult) -> None:
        """``run.json``: the record, and what the run found; then the blocks go.

        Raises:
            DiskFull: it cannot be written.
        """
        found = result.model_dump(exclude={"paths"})
        text = json.dumps({**self.record, "result": found}, ensure_ascii=False, indent=2) + "\n"
        path = Path(result.paths.record)
        temporary = path.with_name(".run.json.part")
        write_text(temporary, text)
        try:
            temporary.replace(path)
        except OSError as error:
            raise disk_error(path, error) from error
        # Not before: without the record the blocks are all that tells of the run.
        if self._store is not None:
            self._store.remove()
        forget_request(self._folder)
