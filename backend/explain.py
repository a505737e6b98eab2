"""Looking inside a model: the maps that it holds between its modules, as rasters and one sheet.

The same tiles, features and blending as in a segmentation; the features come from the same cache.
"""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from backend import __version__
from backend import protocol as p
from backend.cache import FeatureCache
from backend.device import DeviceChoice
from backend.encoding import Loaded, Pace, Stopwatch, TileFeed, check_patch
from backend.errors import (
    Cancelled,
    DiskFull,
    ExtentError,
    NoKnownClass,
    NotAvailable,
    VocabularyError,
    WorkerError,
)
from backend.explain_output import ExplainFiles
from backend.grid import Lattice
from backend.models.base import Features
from backend.rasters import ImageReader
from backend.run_record import RECORD_FORMAT, grid_record, image_record, image_words
from backend.sheet import RAMP
from backend.stage_maps import MapGrid, SeenModel, map_step, on_grid
from backend.texts import TextCache
from backend.tiling import Blender, Panel, TilePlan
from backend.vocabulary import Entry, Vocabulary, name_key, read_classes

if TYPE_CHECKING:
    from backend.models.aeroseg.inside import Inside, Stages

__all__ = ["Explanation", "require_inside"]

KIND = "aeroseg"  # the only kind with these stages
MAX_MAP_BYTES = 2**30  # held until all maps are complete
MODEL_STEPS = 1000  # of the progress, each model
WRITE_STEPS = 100


def require_inside(info: p.ModelInfo) -> None:
    """Raise NotAvailable for a model without correlation and refinement."""
    if info.kind != KIND:
        raise NotAvailable(
            f'The model "{info.title}" cannot be looked into: it is of the kind "{info.kind}", '
            "which has no correlation and no refinement.",
            hint="Choose a model of the AerOSeg family.",
        )


@dataclass
class Explanation:
    """One look inside one or two models; the engine brings the parts.

    Attributes:
        params: the request.
        vocabulary: the classes; all of them are computed, since they see each other (spec A7).
        reader: the image.
        lattice: its working grid.
        device: where it runs.
        cache: encoded tiles.
        texts: text embeddings.
        watch: seconds by stage.
        progress: told at each step.
        cancelled: asked before each tile and each file.
        models: how many are looked into.
    """

    params: p.ExplainParams
    vocabulary: Vocabulary
    reader: ImageReader
    lattice: Lattice
    device: DeviceChoice
    cache: FeatureCache
    texts: TextCache
    watch: Stopwatch
    progress: Callable[[str, str, int, int, float | None], None]
    cancelled: Callable[[], bool]
    models: int

    def __post_init__(self) -> None:
        """Refuse what cannot be looked at, before a model is loaded."""
        self._folder = Path(self.params.out_dir)
        if self._folder.exists() and not self._folder.is_dir():
            raise DiskFull(
                f'The maps cannot be written to "{self._folder}": it is a file, not a folder.',
                hint="Give the name of a folder; it is made when it is missing.",
            )
        self._window = self.lattice.window(self.params.grid.window)
        pixels = self._window.width * self._window.height
        if pixels > p.MAX_EXPLAINED_PIXELS:
            raise ExtentError(
                f"The area is too large to look inside: it has {self._window.width:,} x "
                f"{self._window.height:,} working pixels, and at most "
                f"{p.MAX_EXPLAINED_PIXELS:,} are taken (4,096 x 4,096).",
                hint="Choose a smaller area, or a coarser resolution.",
            )
        self._wanted = self._wanted_names()
        self._notices: list[str] = []
        self._seen: list[SeenModel] = []

    def _wanted_names(self) -> list[str]:
        """Names whose maps are written."""
        names = [entry.name for entry in self.vocabulary.entries]
        if self.params.only is not None:
            keys = {name_key(entry.name) for entry in read_classes(self.params.only).entries}
            strange = keys - {name_key(name) for name in names}
            if strange:
                raise VocabularyError(
                    f'"{min(strange)}" is to be shown, but it is not among the classes.',
                    hint="Show classes that are in the list.",
                )
            names = [name for name in names if name_key(name) in keys]
        if len(names) > p.MAX_EXPLAINED_CLASSES:
            raise VocabularyError(
                f"{len(names)} classes were asked for, and at most {p.MAX_EXPLAINED_CLASSES} can "
                "be shown at once.",
                hint="Name the classes to show (command line: --only); all others still count.",
            )
        return names

    # Looking

    def look(self, loaded: Loaded, unknown: Sequence[str]) -> None:
        """Compute the maps of one model.

        Args:
            loaded: a model of the kind "aeroseg".
            unknown: names that it cannot answer.

        Raises:
            AppError: a leaf says what was wrong.
        """
        from backend.models.aeroseg.inside import Inside
        from backend.models.aeroseg.model import AerOSeg

        if not isinstance(loaded.model, AerOSeg):
            require_inside(loaded.info.model_copy(update={"kind": type(loaded.model).__name__}))
            return
        check_patch(self.reader, self.lattice, loaded)
        inside = Inside(loaded.model)
        known = [entry for entry in self.vocabulary.entries if entry.name not in unknown]
        rows = [row for row, entry in enumerate(known) if entry.name in self._wanted]
        self._check_classes(loaded, inside, known, rows)
        config, info = loaded.model.config, loaded.info
        sides = (config.tile_px, config.stride_px)
        coarse = map_step(*sides, inside.grid)
        fine = map_step(*sides, 4 * inside.grid)
        maps = len(inside.angles) + 1 + inside.blocks
        self._check_memory(len(rows), maps, coarse, fine)
        area = (self._window, self.lattice.bounds, *sides)
        seen = SeenModel(
            use=p.ModelUse(id=info.id, title=info.title, sha256=loaded.sha256, gsd_m=info.gsd_m),
            unknown=list(unknown),
            entries=[known[row] for row in rows],
            angles=inside.angles,
            blocks=inside.blocks,
            coarse=MapGrid.over(*area, coarse, [len(rows), maps]),
            fine=MapGrid.over(*area, fine, [len(rows), 1]),
            colors=np.zeros(0, dtype=np.uint8),
            tiles=0,
        )
        seen.colors = np.zeros((3, *seen.fine.valid.shape), dtype=np.uint8)
        with torch.inference_mode():
            self._walk(loaded, inside, seen, known, rows)
        for grid in (seen.coarse, seen.fine):
            grid.blank()
        if not seen.fine.valid.any():
            self._notices.append("The chosen area holds no data: every map is empty.")
        seen.fix_scales()
        self._seen.append(seen)

    def _check_classes(
        self, loaded: Loaded, inside: Inside, known: Sequence[Entry], rows: Sequence[int]
    ) -> None:
        title = loaded.info.title
        if not rows:
            names = ", ".join(f'"{name}"' for name in self._wanted[:5])
            raise NoKnownClass(
                f'The model "{title}" knows none of the names to show: {names}.',
                hint="Choose names that it knows (they are listed with the model).",
            )
        if inside.most_classes is not None and len(known) > inside.most_classes:
            raise VocabularyError(
                f'The model "{title}" refines at most {inside.most_classes} classes at once, and '
                f"{len(known)} were given.",
                hint="Look inside with fewer classes.",
            )

    def _check_memory(self, classes: int, maps: int, coarse: int, fine: int) -> None:
        area = self._window.width * self._window.height
        needed = 4 * classes * self.models * (maps * area / coarse**2 + area / fine**2)
        if needed > MAX_MAP_BYTES:
            raise ExtentError(
                f"The maps of {classes} classes over this area need {needed / 2**20:,.0f} MiB of "
                f"memory, and at most {MAX_MAP_BYTES / 2**20:,.0f} are taken.",
                hint="Choose a smaller area, or fewer classes.",
            )

    def _walk(
        self, loaded: Loaded, inside: Inside, seen: SeenModel, known: Sequence[Entry],
        rows: Sequence[int],
    ) -> None:  # fmt: skip
        """All tiles, in order."""
        config = loaded.model.config
        plan = TilePlan(config.tile_px, config.stride_px, self.lattice.bounds, self._window)
        feed = TileFeed(
            self.reader, self.lattice, plan, loaded, self.device, self.cache, self.watch,
            self.cancelled, len(known), self._notices,
        )  # fmt: skip
        with self.watch("embed"):
            prompts = [entry.prompt for entry in known]
            text = feed.guarded(
                lambda: self.texts.embed(loaded.model, loaded.sha256, prompts, self.device.torch)
            )
        cells = tuple(seen.coarse.plan.cells())
        panel = Panel(cells, tuple(seen.coarse.plan.tiles_for(seen.coarse.plan.window)))
        grids = [
            (grid, Blender(grid.plan, panel, self.device.torch))
            for grid in (seen.coarse, seen.fine)
        ]
        seen.tiles = len(panel.tiles)
        pace, wanted = Pace(total=seen.tiles), frozenset(cells)
        pace.mark()
        encoding = partial(self._tell, "encoding", "encoding", pace)
        with contextlib.closing(feed.tiles(panel.tiles, encoding)) as tiles:
            for tile, features in tiles:
                if tile.cell in wanted:
                    seen.take_pixels(tile, plan)
                maps: list[Tensor | None] = [None, None]
                if features is not None:
                    self._tell("decoding", "looking inside", pace)
                    with self.watch("decode"):
                        maps = [*self._maps(feed, inside, features, text, rows, seen, loaded)]
                with self.watch("blend"):
                    for (grid, blender), part in zip(grids, maps, strict=True):
                        for finished in blender.add(tile.cell, part):
                            grid.put(finished.cell, finished.maps)
                pace.tile_done()

    def _maps(
        self, feed: TileFeed, inside: Inside, features: Features, text: Tensor,
        rows: Sequence[int], seen: SeenModel, loaded: Loaded,
    ) -> tuple[Tensor, Tensor]:  # fmt: skip
        """Maps of one tile, (classes * maps, h, h) and (classes, 4h, 4h), on the two grids."""

        def look() -> Stages:
            return inside.stages(features.to(self.device.torch), text)

        stages = feed.guarded(look)
        index = torch.tensor(list(rows), device=stages.score.device)
        both = torch.cat([stages.correlation, stages.refinement], dim=2)[0, index].flatten(0, 1)
        score = stages.score[0, index]
        if not bool(torch.isfinite(both).all() and torch.isfinite(score).all()):
            raise WorkerError(
                f'The model "{loaded.info.title}" gave values that are not numbers.',
                hint='Try the device "cpu"; when it stays so, the checkpoint is damaged.',
            )
        return (
            on_grid(both, seen.coarse.plan.tile_px),
            on_grid(score, seen.fine.plan.tile_px),
        )

    # Writing

    def write(self) -> p.ExplainResult:
        """Write every map, the sheet and the record; all of them or none.

        Raises:
            DiskFull: a file cannot be written.
            Cancelled: the run is no longer wanted.
        """
        files = ExplainFiles(
            folder=self._folder,
            image=self.params.image.layer_name or Path(self.reader.name).stem,
            lattice=self.lattice,
            crs=self.reader.crs,
            window=self._window,
            names=self._wanted,
            digits=len(str(max(len(self.vocabulary.entries), 10))),
            seen=self._seen,
            record=self._record(),
            step=self._step,
        )
        notices = list(dict.fromkeys(self._notices))
        with self.watch("write"):
            paths, models = files.write(notices)
        return p.ExplainResult(
            paths=paths,
            models=models,
            ramp=list(RAMP),
            stages=dict(self.watch.seconds),
            cache=p.CacheUse(hits=self.cache.hits, misses=self.cache.misses),
            device=p.DeviceUse(type=self.device.type, reason=self.device.reason),
            notices=notices,
            tiles=sum(seen.tiles for seen in self._seen),
            gsd_m=self.lattice.native_m * self.lattice.factor,
            seconds=0.0,
        )

    def _record(self) -> dict[str, Any]:
        """What was looked at, and the command that does it again."""
        image = image_record(self.reader, self.params.image.layer_name)
        grid = grid_record(self.lattice, self._window)
        models = [
            seen.use.model_copy(update={"id": Path(seen.use.id).name}).model_dump()
            for seen in self._seen
        ]
        words = ["python", "-m", "backend", "explain", image["file"], "explained"]
        words += ["--classes", ", ".join(self.vocabulary.lines), "--model", models[0]["id"]]
        if self.models > 1:
            words += ["--against", models[1]["id"]]
        if self.params.only is not None:
            words += ["--only", ", ".join(self._wanted)]
        return {
            "format": RECORD_FORMAT,
            "software": f"AerOSeg for QGIS {__version__}",
            "kind": "explain",
            "image": image,
            "grid": grid,
            "lines": self.vocabulary.lines,
            "only": None if self.params.only is None else self._wanted,
            "models": models,
            "device": self.device.type,
            "command": shlex.join([*words, *image_words(image, grid)]),
        }

    # Progress

    def _tell(self, stage: str, verb: str, pace: Pace) -> None:
        share = pace.finished / max(pace.total, 1)
        done = round(MODEL_STEPS * (len(self._seen) + share))
        number = min(pace.finished + 1, pace.total)
        is_last = len(self._seen) + 1 == self.models
        text = f"{verb} tile {number} of {pace.total}"
        if self.models > 1:
            text += f", model {len(self._seen) + 1} of {self.models}"
        left = pace.seconds_left if is_last else None
        self.progress(stage, text, done, MODEL_STEPS * self.models + WRITE_STEPS, left)

    def _step(self, done: int, total: int) -> None:
        if self.cancelled():
            raise Cancelled(
                "The run was cancelled.", hint="Encoded tiles are kept, so the next run is faster."
            )
        at = MODEL_STEPS * self.models + round(WRITE_STEPS * done / total)
        everything = MODEL_STEPS * self.models + WRITE_STEPS
        self.progress("writing", "writing the maps", at, everything, None)
