"""Teaching a word: tiles under the marks in, a small file with a learned text embedding out.

The tiles come through the same cache as those of a run, so that what was segmented a moment ago is
not encoded again. Nothing of the model changes.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor

from backend import protocol as p
from backend.cache import FeatureCache
from backend.device import DeviceChoice
from backend.encoding import Loaded, Pace, ReadTile, Stopwatch, TileFeed, check_patch
from backend.errors import Cancelled, PlacesError, VocabularyError
from backend.grid import Box, Lattice, place
from backend.models.base import ClassPrompt, Features
from backend.places import Place, bounds_of, burn, read_places
from backend.queries import require_learnable
from backend.rasters import ImageReader
from backend.taught import save_taught
from backend.texts import TextCache
from backend.tiling import Cell, TilePlan
from backend.vocabulary import Vocabulary, name_key, parse_lines, read_classes

if TYPE_CHECKING:
    from backend.models.aeroseg.model import AerOSeg
    from backend.models.aeroseg.teaching import Lesson

__all__ = ["MARK_FIELD", "Site", "Teaching", "open_site", "without_name"]

MARK_FIELD = "positive"  # of a mark: true or false; left out means true
MAX_TILES = 24  # more teach little and cost time; the ones with most marks are taken
POINT_PX = 4.0  # radius of what a click marks, in working pixels
MAX_STARTS = 12  # known names tried as a beginning
POSITIVE, NEGATIVE, NEITHER = 1, 0, 255
ENCODE_STEPS, LEARN_STEPS = 40, 60  # of the progress


def without_name(lines: Sequence[str], name: str) -> Vocabulary | None:
    """The classes of a list beside the one that is taught; None where there are no others.

    Raises:
        VocabularyError: a line is wrong, or the name is no single name.
    """
    word = read_classes([name]).entries
    if len(word) != 1 or word[0].synonyms or name_key(word[0].name) != name_key(name):
        raise VocabularyError(
            f'"{name}" is not one name.', hint="Give the word alone, without signs like | , = or @."
        )
    if not lines or not parse_lines(lines)[0].entries:
        return None
    whole = read_classes(lines)
    key = name_key(name)
    kept = tuple(
        entry
        for entry in whole.entries
        if key not in [name_key(wording) for wording in (entry.name, *entry.synonyms)]
    )
    return Vocabulary(kept) if kept else None


@dataclass(frozen=True, slots=True)
class Site:
    """One image with marks.

    Attributes:
        reader: the image.
        lattice: its working grid.
        marks: path of the GeoJSON file.
    """

    reader: ImageReader
    lattice: Lattice
    marks: str


def open_site(site: p.TeachSite, stack: contextlib.ExitStack) -> Site:
    """Open the image of a request; it stays open as long as the stack.

    Raises:
        LayerError: it cannot be read.
    """
    image, grid = site.image, site.grid
    reader = stack.enter_context(ImageReader(image.path, image.bands, image.ranges))
    lattice = reader.lattice(grid.factor, grid.image_origin, grid.bounds, grid.pixel_size_m)
    return Site(reader, lattice, site.marks)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A tile that holds marks: values (T, T), POSITIVE, NEGATIVE or NEITHER."""

    cell: Cell
    values: npt.NDArray[np.uint8]


@dataclass
class Teaching:
    """One word being taught; the engine brings the parts.

    Attributes:
        params: the request.
        vocabulary: the other classes of the list, which compete; may be empty.
        loaded: the model.
        device: where it runs.
        cache: encoded tiles.
        texts: embeddings of words.
        progress: told at each step.
        cancelled: asked before each tile and step.
    """

    params: p.TeachParams
    vocabulary: Vocabulary | None
    loaded: Loaded
    device: DeviceChoice
    cache: FeatureCache
    texts: TextCache
    progress: Callable[[str, str, int, int, float | None], None]
    cancelled: Callable[[], bool]
    notices: list[str] = field(default_factory=list)

    def teach(self, sites: Sequence[Site]) -> p.TeachResult:
        """Learn the word and write its file.

        Raises:
            PlacesError: no mark shows the word, or none lies on an image.
            NotAvailable: words cannot be taught to this model.
            Cancelled: the user does not want it any more; no file is written.
            DiskFull: the file cannot be written.
        """
        require_learnable(self.loaded.model)
        begin = time.perf_counter()
        lessons: list[Lesson] = []
        positive = negative = 0
        for number, site in enumerate(sites):
            yes, no = self._marks(site)
            positive, negative = positive + len(yes), negative + len(no)
            lessons += self._lessons(site, yes, no, number, len(sites))
        if not positive:
            raise PlacesError(
                f'No mark shows where "{self.params.name}" is.',
                hint="Mark at least one place that shows it.",
            )
        if not any(float(lesson.positive.sum()) > 0 for lesson in lessons):
            raise PlacesError(
                f'None of the places that show "{self.params.name}" lies on the image.',
                hint="Check whether marks and image have the same coordinate system.",
            )
        encoded_s = time.perf_counter() - begin
        rows, start_loss, loss, steps = self._learn(lessons)
        word = save_taught(
            self.params.out, rows, name=self.params.name, model_id=self.loaded.info.id,
            model_sha256=self.loaded.sha256, positive=positive, negative=negative,
        )  # fmt: skip
        seconds = time.perf_counter() - begin
        return p.TeachResult(
            path=str(Path(self.params.out)), name=word.name, sha256=word.learned.sha256,
            model=p.ModelUse(
                id=self.loaded.info.id, title=self.loaded.info.title, sha256=self.loaded.sha256,
                gsd_m=self.loaded.info.gsd_m,
            ),
            positive=positive, negative=negative, tiles=len(lessons), steps=steps,
            loss_before=start_loss, loss_after=loss, encode_seconds=encoded_s, seconds=seconds,
            notices=list(dict.fromkeys(self.notices)),
        )  # fmt: skip

    # Marks and tiles

    def _marks(self, site: Site) -> tuple[list[Place], list[Place]]:
        """Positive and negative marks of an image."""
        found = read_places(site.marks, site.reader.ground_crs)
        shown = [
            mark.fields.get(MARK_FIELD, True) not in (False, 0, "0", "false") for mark in found
        ]
        return (
            [mark for mark, is_shown in zip(found, shown, strict=True) if is_shown],
            [mark for mark, is_shown in zip(found, shown, strict=True) if not is_shown],
        )

    def _lessons(
        self, site: Site, yes: Sequence[Place], no: Sequence[Place], number: int, sites: int
    ) -> list[Lesson]:
        """Encoded tiles under the marks of one image."""
        check_patch(site.reader, site.lattice, self.loaded)
        config = self.loaded.model.config
        window = site.lattice.window(None)
        plan = TilePlan(
            config.tile_px, config.stride_px, site.lattice.bounds, window, config.windows
        )
        marked = self._marked(site, plan, yes, no, -(-MAX_TILES // sites))
        feed = TileFeed(
            site.reader, site.lattice, plan, self.loaded, self.device, self.cache, Stopwatch(),
            self.cancelled, 1, self.notices,
        )  # fmt: skip
        pace = Pace(total=len(marked))
        values = {one.cell: one.values for one in marked}
        out: list[Lesson] = []
        encoding = partial(self._tell_encoding, pace, number, sites)
        tiles = feed.tiles(list(values), encoding)
        with torch.inference_mode(), contextlib.closing(tiles):
            for tile, features in tiles:
                if features is not None:
                    out.append(self._lesson(tile, features, values[tile.cell]))
                pace.tile_done()
        return out

    def _marked(
        self, site: Site, plan: TilePlan, yes: Sequence[Place], no: Sequence[Place], most: int
    ) -> list[_Marked]:
        """Tiles that hold marks, those with most of them."""
        scale = site.lattice.factor
        grown = POINT_PX * scale
        cells: dict[Cell, None] = {}
        for mark in (*yes, *no):
            box = self._box_of(site.lattice, mark, grown).intersect(plan.window)
            if not box.empty:
                inner = replace(plan, window=box)
                cells.update(dict.fromkeys(plan.own_tile(cell) for cell in inner.cells()))
        found = []
        marks = [*((mark, NEGATIVE) for mark in no), *((mark, POSITIVE) for mark in yes)]
        for cell in cells:
            box = plan.tile_box(cell)
            grid = site.lattice.output_transform(box, scale)
            values = burn(marks, grid, box.width, box.height, NEITHER, POINT_PX)
            if (values != NEITHER).any():
                found.append(_Marked(cell, values))
        if len(found) > most:
            self.notices.append(
                f"The marks lie on {len(found)} tiles; the {most} with most of them were used."
            )
            found.sort(key=lambda one: (-int((one.values == POSITIVE).sum()), one.cell))
        return found[:most]

    @staticmethod
    def _box_of(lattice: Lattice, mark: Place, grown: float) -> Box:
        """Working pixels that a mark touches, at least one."""
        xmin, ymin, xmax, ymax = bounds_of(mark)
        inverse = ~lattice.transform
        corners = [place(inverse, x, y) for x in (xmin, xmax) for y in (ymin, ymax)]
        columns, rows = [c for c, _ in corners], [r for _, r in corners]
        left, top = (
            int((low - grown) // lattice.factor) + lattice.origin[axis]
            for axis, low in enumerate((min(columns), min(rows)))
        )
        right, bottom = (
            int((high + grown) // lattice.factor) + 1 + lattice.origin[axis]
            for axis, high in enumerate((max(columns), max(rows)))
        )
        return Box(left, top, right, bottom)

    def _lesson(self, tile: ReadTile, features: Features, values: npt.NDArray[np.uint8]) -> Lesson:
        """A tile on the grid of the decoder."""
        from backend.models.aeroseg.teaching import Lesson, cropped

        side = self.loaded.model.config.map_px

        def share(mask: npt.NDArray[np.bool_]) -> Tensor:
            whole = torch.from_numpy(mask).float()[None, None]
            found: Tensor = F.interpolate(whole, size=(side, side), mode="area")[0, 0]
            return found.to(self.device.torch)

        with torch.inference_mode(False):  # gradients flow through copies that are no part of it
            own = Features(
                {k: v.clone() for k, v in features.to(self.device.torch).tensors.items()}
            )
            valid = tile.pixels.valid
            lesson = Lesson(
                own, share((values == POSITIVE) & valid), share((values == NEGATIVE) & valid),
                share(valid),
            )  # fmt: skip
            return cropped(self._network(), lesson)

    # Learning

    def _network(self) -> AerOSeg:
        """The model, as what :func:`require_learnable` has found it to be."""
        return cast("AerOSeg", self.loaded.model)

    def _learn(self, lessons: Sequence[Lesson]) -> tuple[Tensor, float, float, int]:
        """Rows, loss at the beginning and at the end, and steps."""
        from backend.models.aeroseg.teaching import candidates, learn

        model = self._network()
        word = ClassPrompt(self.params.name)
        with torch.inference_mode():
            others = [] if self.vocabulary is None else self.vocabulary.prompts
            unknown = set(model.unknown(others))
            others = [one for one in others if one.name not in unknown]
            known = self._known_names(others)
            own = self._embed([word])[0] if not model.unknown([word]) else None
            context, concepts = self._embed(others), self._embed(known)
        started = time.perf_counter()

        def step(done: int, total: int) -> None:
            if self.cancelled():
                raise Cancelled("The teaching was cancelled.", hint="Encoded tiles are kept.")
            left = None
            if done > 2:
                left = (time.perf_counter() - started) / done * (total - done)
            self.progress(
                "learning", f"learning, step {done + 1} of {total}",
                ENCODE_STEPS + round(LEARN_STEPS * done / total), ENCODE_STEPS + LEARN_STEPS, left,
            )  # fmt: skip

        with torch.inference_mode(False), torch.enable_grad():
            own = None if own is None else own.clone()
            starts = candidates(model, lessons, concepts.clone(), own)
            out = learn(model, lessons, starts, context.clone(), step=step)
        return out.rows, out.start_loss, out.loss, len(out.losses)

    def _known_names(self, others: Sequence[ClassPrompt]) -> list[ClassPrompt]:
        """Names that the model knows, as places to begin at: its concepts, else the list's own."""
        config = self.loaded.model.config
        concepts = config.words.concepts if config.words is not None else config.vocabulary
        names = tuple(concepts or ())[:MAX_STARTS]
        return [ClassPrompt(name) for name in names] or list(others) or [ClassPrompt("object")]

    def _embed(self, prompts: Sequence[ClassPrompt]) -> Tensor:
        """(K, P, C) of names, (0, P, C) of none."""
        if prompts:
            return self.texts.embed(
                self.loaded.model, self.loaded.sha256, prompts, self.device.torch
            )
        config = self.loaded.model.config
        size = (0, len(config.prompts), config.backbone.embed_dim)
        return torch.zeros(size, device=self.device.torch)

    # Progress

    def _tell_encoding(self, pace: Pace, number: int, sites: int) -> None:
        share = (number + pace.finished / max(pace.total, 1)) / max(sites, 1)
        self.progress(
            "encoding", f"encoding tile {min(pace.finished + 1, pace.total)} of {pace.total}",
            round(ENCODE_STEPS * share), ENCODE_STEPS + LEARN_STEPS, None,
        )  # fmt: skip
