"""Calibration as a job: score rasters and reference polygons in, thresholds and class lines out.

No model is needed for thresholds. Where the words of a class are to be compared, the area of the
polygons is decoded once for each of them, on tiles that are encoded already.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.transform import Affine
from rasterio.windows import Window

from backend import protocol as p
from backend.calibration import UNKNOWN, WORTH, ClassFit, Evidence, collect, fit_classes
from backend.codes import CodeLayout
from backend.errors import BadRequest, Cancelled, LayerError, PlacesError
from backend.grid import place as pixel_place
from backend.names import OTHER_NAMES
from backend.outputs import read_score_tags
from backend.places import Place, bounds_of, burn, centre_of, read_places
from backend.rasters import PIXEL_SPACE, gdal_env, open_raster
from backend.vocabulary import Entry, name_key, read_classes

__all__ = ["Calibration", "group_places"]

STRIP_ROWS = 512
GROUPS = 5  # of places on one raster, where no field names them
PER_GROUP = 2  # polygons at least
MOST_CUTS = 24  # tried on an axis
MAX_BYTE_CLASSES = 254
MOST_NAMED = 5
STEPS = 1000  # of the progress

Segment = Callable[..., p.SegmentResult]
Tell = Callable[[str, str, int, int, float | None], None]


@dataclass(frozen=True, slots=True)
class _Reference:
    """Polygons of one score raster: by place, with the class that each shows."""

    site: p.CalibrateSite
    groups: dict[str, list[tuple[Place, int]]]


@dataclass
class Calibration:
    """One calibration.

    Attributes:
        params: the request.
        segment: runs a segmentation; for words only.
        progress: told at each step.
        cancelled: asked at each piece of a raster.
    """

    params: p.CalibrateParams
    segment: Segment
    progress: Tell
    cancelled: Callable[[], bool]
    notices: list[str] = field(default_factory=list)

    def run(self) -> p.CalibrateResult:
        """Fit, cross-validate and write class lines.

        Raises:
            LayerError: a file is no score raster of a run.
            PlacesError: the reference cannot be used with it.
            BadRequest: the score rasters have other classes.
            Cancelled: the user does not want it any more.
        """
        begin = time.perf_counter()
        self.progress("starting", "reading the reference", 0, 0, None)
        record, layout = self._described(self.params.sites[0].scores)
        entries = self._entries(record)
        references = self._references(record, layout, entries)
        evidence = self._evidence(
            [(one.site.scores, one.groups) for one in references], layout, 0.0, self._share
        )
        before = {
            c["name"]: float(c["threshold"]) if e.threshold is None else e.threshold
            for c, e in zip(record["classes"], entries, strict=True)
        }
        fits = fit_classes(evidence, before)
        words = self._words(record, references, entries, fits)
        crossed = [f for f in fits if f.cross_before is not None and f.cross_after is not None]
        if len(evidence) < 2:
            self.notices.append(
                "All reference polygons are one place, so nothing could be tried on places that "
                "were not fitted on. Draw polygons in other parts too."
            )
        return p.CalibrateResult(
            classes=[
                _fitted(entry, fit, words.get(entry.name, []))
                for entry, fit in zip(entries, fits, strict=True)
            ],
            mean_before=_mean([f.cross_before for f in crossed]),
            mean_after=_mean([f.cross_after for f in crossed]),
            places=list(evidence),
            seconds=time.perf_counter() - begin,
            notices=self.notices,
        )

    @property
    def _share(self) -> float:
        """Share of the work that the score rasters themselves are."""
        return 0.2 if self.params.words else 1.0

    # What was given

    def _described(self, path: str) -> tuple[dict[str, Any], CodeLayout]:
        """Record and bands of a score raster."""
        with gdal_env(), open_raster(path) as file:
            record, _, layout = read_score_tags(file, Path(path).name)
        return record, layout

    def _entries(self, record: dict[str, Any]) -> list[Entry]:
        """The classes as the user has them now, else as the run had them; in the run's order."""
        now = read_classes(self.params.classes or record["lines"]).entries
        by_key = {name_key(w): e for e in now for w in (e.name, *e.synonyms)}
        out = []
        for cls in record["classes"]:
            entry = by_key.get(name_key(cls["name"]))
            if entry is None:
                raise BadRequest(
                    f'The score raster has the class "{cls["name"]}", which the class list no '
                    "longer has.",
                    hint="Segment again with the list as it is, then calibrate.",
                )
            out.append(entry)
        return out

    def _references(
        self, record: dict[str, Any], layout: CodeLayout, entries: Sequence[Entry]
    ) -> list[_Reference]:
        """Polygons of every raster, by place."""
        ids = {
            name_key(wording): number
            for number, entry in enumerate(entries, start=1)
            for wording in (entry.name, *entry.synonyms)
        } | dict.fromkeys(OTHER_NAMES, 0)
        if len(entries) > MAX_BYTE_CLASSES:
            raise BadRequest(f"At most {MAX_BYTE_CLASSES} classes can be calibrated at once.")
        strange: dict[str, int] = {}
        out = []
        for number, site in enumerate(self.params.sites, start=1):
            with gdal_env(), open_raster(site.scores) as file:
                other, _, own = read_score_tags(file, Path(site.scores).name)
                if own != layout or other["model"]["sha256"] != record["model"]["sha256"]:
                    raise BadRequest(
                        f'"{Path(site.scores).name}" has other classes, or was made by another '
                        "model, than the first score raster.",
                        hint="Calibrate score rasters of the same classes and model together.",
                    )
                crs = None if file.transform in (Affine.identity(), PIXEL_SPACE) else file.crs
                box = _box(file)
            polygons = []
            for place in read_places(site.reference, crs):
                value = place.fields.get(self.params.field)
                key = "" if value is None else name_key(str(value))
                if not place.is_area or not key:
                    continue
                if not _meets(bounds_of(place), box):
                    continue
                if key not in ids:
                    strange[str(value)] = strange.get(str(value), 0) + 1
                if key in ids or self.params.others == "none":
                    polygons.append((place, ids.get(key, 0)))
            groups = self._grouped(polygons, site, number)
            out.append(_Reference(site, groups))
        self._tell_strange(strange)
        if not any(value for one in out for group in one.groups.values() for _, value in group):
            raise PlacesError(
                f'No polygon whose field "{self.params.field}" names one of the classes lies on '
                "the result.",
                hint="Choose the layer and the field with the class names, and check that it "
                f"lies on the same ground. The classes are: {', '.join(layout.names)[:300]}.",
            )
        return out

    def _grouped(
        self, polygons: Sequence[tuple[Place, int]], site: p.CalibrateSite, number: int
    ) -> dict[str, list[tuple[Place, int]]]:
        """Polygons by place: as the field says, else a raster is one, or a few parts of it."""
        groups: dict[str, list[tuple[Place, int]]] = {}
        if self.params.place_field is not None:
            for place, value in polygons:
                name = str(place.fields.get(self.params.place_field, ""))
                groups.setdefault(name or "(no place)", []).append((place, value))
            return groups
        if site.place or len(self.params.sites) > 1:
            return {site.place or f"raster {number}": list(polygons)} if polygons else {}
        parts = group_places([place for place, _ in polygons], [value for _, value in polygons])
        for (place, value), part in zip(polygons, parts, strict=True):
            groups.setdefault(f"part {part + 1}", []).append((place, value))
        return dict(sorted(groups.items()))

    def _tell_strange(self, strange: dict[str, int]) -> None:
        if strange:
            names = ", ".join(f'"{name}"' for name in list(strange)[:MOST_NAMED])
            more = f" and {len(strange) - MOST_NAMED} more" if len(strange) > MOST_NAMED else ""
            counted = self.params.others == "none"
            self.notices.append(
                f"{sum(strange.values())} polygons are of no class of the list and "
                f"{'count as none of its classes' if counted else 'were left out'}: {names}{more}."
            )

    # Counting

    def _evidence(
        self, rasters: Sequence[tuple[str, dict[str, list[tuple[Place, int]]]]],
        layout: CodeLayout, begin: float, share: float,
    ) -> dict[str, Evidence]:  # fmt: skip
        """Histograms by place."""
        out: dict[str, Evidence] = {}
        total = max(sum(len(groups) for _, groups in rasters), 1)
        done = 0
        for path, groups in rasters:
            with gdal_env(), open_raster(path) as file:
                for name, polygons in groups.items():
                    self._count(file, layout, polygons, out.setdefault(name, {}))
                    done += 1
                    self.progress(
                        "decoding", f"comparing place {done} of {total}",
                        round(STEPS * (begin + share * done / total)), STEPS, None,
                    )  # fmt: skip
        return out

    def _count(
        self, file: Any, layout: CodeLayout, polygons: Sequence[tuple[Place, int]], into: Evidence
    ) -> None:
        """Count the pixels of some polygons; background lies below the classes."""
        ordered = sorted(polygons, key=lambda one: one[1] != 0)
        left, top, right, bottom = _window(file, [place for place, _ in polygons])
        grid = PIXEL_SPACE if file.transform == Affine.identity() else file.transform
        for row in range(top, bottom, STRIP_ROWS):
            if self.cancelled():
                raise Cancelled("The calibration was cancelled.")
            rows = min(STRIP_ROWS, bottom - row)
            codes = file.read(window=Window(left, row, right - left, rows))
            x, y = pixel_place(grid, left, row)
            here = Affine(grid.a, grid.b, x, grid.d, grid.e, y)
            truth: npt.NDArray[np.uint8] = burn(ordered, here, right - left, rows, UNKNOWN)
            collect(layout, codes, truth, into)

    # Words

    def _words(
        self, record: dict[str, Any], references: Sequence[_Reference], entries: Sequence[Entry],
        fits: Sequence[ClassFit],
    ) -> dict[str, list[p.CalibratedWord]]:  # fmt: skip
        """How each wording of a class does alone, by class name; the best first."""
        if not self.params.words:
            return {}
        chosen = [i for i, e in enumerate(entries) if e.synonyms and fits[i].after is not None]
        tries = [(i, word) for i in chosen for word in (entries[i].name, *entries[i].synonyms)]
        out: dict[str, list[p.CalibratedWord]] = {}
        for number, (i, word) in enumerate(tries):
            begin = self._share + (1 - self._share) * number / len(tries)
            self.progress(
                "decoding", f'trying the word "{word}", {number + 1} of {len(tries)}',
                round(STEPS * begin), STEPS, None,
            )  # fmt: skip
            lines = [e.line for e in entries]
            lines[i] = replace(entries[i], name=word, synonyms=()).line
            fit = self._try(record, references, lines, word)
            if fit is not None:
                out.setdefault(entries[i].name, []).append(
                    p.CalibratedWord(word=word, threshold=fit.after, iou=fit.cross_after)
                )
        for found in out.values():
            found.sort(key=lambda one: -(one.iou or 0.0))
        return out

    def _try(
        self, record: dict[str, Any], references: Sequence[_Reference], lines: list[str], word: str
    ) -> ClassFit | None:
        """The fit of a class when it is asked by one word; None where the model knows it not."""
        with tempfile.TemporaryDirectory(prefix="aeroseg-words-") as folder:
            rasters = []
            for number, one in enumerate(references):
                if not one.groups:
                    continue
                result = self.segment(
                    self._request(one, lines, Path(folder) / str(number)), _silent, self.cancelled
                )
                if name_key(word) in [name_key(name) for name in result.unknown]:
                    return None
                rasters.append((result.paths.scores, one.groups))
            first, layout = self._described(rasters[0][0])
            quiet = replace(self, progress=_silent)
            evidence = quiet._evidence(rasters, layout, 0.0, 1.0)
        before = {c["name"]: float(c["threshold"]) for c in first["classes"] if c["name"] == word}
        return fit_classes(evidence, before)[0]

    def _request(self, one: _Reference, lines: list[str], folder: Path) -> p.SegmentParams:
        """A run over the ground of the polygons, as the first one was."""
        if one.site.image is None:
            raise BadRequest(
                "The words of a class can only be compared on the image.",
                hint="Give the image that the scores were made from, or leave the words as they "
                "are.",
            )
        record, _ = self._described(one.site.scores)
        grid = record["grid"]
        with gdal_env(), open_raster(one.site.scores) as file:
            places = [place for group in one.groups.values() for place, _ in group]
            left, top, right, bottom = _window(file, places)
        scale = grid["factor"] if record["output"]["form"] == "native" else 1
        window = [
            grid["window"][0] + left // scale, grid["window"][1] + top // scale,
            -(-right // scale) - left // scale, -(-bottom // scale) - top // scale,
        ]  # fmt: skip
        return p.SegmentParams(
            image=one.site.image,
            grid=p.GridSpec(
                factor=grid["factor"], window=window, image_origin=grid["image_origin"],
                bounds=grid["bounds"], pixel_size_m=grid["pixel_size_m"],
                output=record["output"]["form"],
            ),
            classes=lines,
            model=self.params.model,
            device=self.params.device,
            cache_mib=self.params.cache_mib,
            user_checkpoints=self.params.user_checkpoints,
            out_dir=str(folder),
        )  # fmt: skip


def _fitted(entry: Entry, fit: ClassFit, words: list[p.CalibratedWord]) -> p.CalibratedClass:
    """A class of the answer, with the lines that can be taken over."""
    threshold = fit.after if fit.worthwhile else entry.threshold
    line = replace(entry, threshold=threshold).line
    best_line: str | None = None
    if words:
        order = {one.word: number for number, one in enumerate(words)}
        wordings = sorted((entry.name, *entry.synonyms), key=lambda w: order.get(w, len(order)))
        line = replace(
            entry, name=wordings[0], synonyms=tuple(wordings[1:]), threshold=threshold
        ).line
        together = fit.cross_after if fit.worthwhile else fit.cross_before
        best = words[0]
        if best.iou is not None and best.iou > (together or 0.0) + WORTH:
            alone = replace(entry, name=best.word, synonyms=(), threshold=best.threshold)
            best_line = alone.line
    return p.CalibratedClass(
        name=entry.name, line_before=entry.line, line=line, best_line=best_line, words=words,
        before=fit.before, after=fit.after, iou_before=fit.iou_before, iou_fitted=fit.iou_fitted,
        cross_before=fit.cross_before, cross_after=fit.cross_after, places=fit.places,
        pixels=fit.pixels, worthwhile=fit.worthwhile,
    )  # fmt: skip


def group_places(places: Sequence[Place], values: Sequence[int]) -> list[int]:
    """Parts of the ground that are left out in turn: the number of the part of each polygon.

    The largest part is cut in two, from north to south or from west to east, where most classes
    are on both sides, else near its middle; until there are enough.

    Args:
        places: the polygons.
        values: class of each; 0 for background, which is no reason for a cut.
    """
    centres = [centre_of(place) for place in places]
    groups: list[list[int]] = [list(range(len(places)))]

    def cut(group: list[int]) -> tuple[list[int], list[int]] | None:
        found: tuple[tuple[int, int], list[int], list[int]] | None = None
        for axis in (0, 1):
            ordered = sorted(group, key=lambda i: (centres[i][axis], i))
            step = max(1, len(ordered) // MOST_CUTS)
            for at in range(PER_GROUP, len(ordered) - PER_GROUP + 1, step):
                left, right = ordered[:at], ordered[at:]
                shared = {values[i] for i in left} & {values[i] for i in right} - {0}
                worth = (len(shared), -abs(len(left) - len(right)))
                if shared and (found is None or worth > found[0]):
                    found = (worth, left, right)
        return None if found is None else found[1:]

    while len(groups) < GROUPS:
        for group in sorted(groups, key=len, reverse=True):
            halves = cut(group)
            if halves is not None:
                groups.remove(group)
                groups += halves
                break
        else:
            break
    out = [0] * len(places)
    for number, group in enumerate(groups):
        for i in group:
            out[i] = number
    return out


def _box(file: Any) -> tuple[float, float, float, float]:
    """(xmin, ymin, xmax, ymax) of a raster."""
    grid = PIXEL_SPACE if file.transform == Affine.identity() else file.transform
    corners = [pixel_place(grid, c, r) for c in (0, file.width) for r in (0, file.height)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _meets(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1]


def _window(file: Any, places: Sequence[Place]) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) pixels that hold some polygons, cut to the raster."""
    grid = PIXEL_SPACE if file.transform == Affine.identity() else file.transform
    columns, rows = [], []
    for place in places:
        xmin, ymin, xmax, ymax = bounds_of(place)
        for x in (xmin, xmax):
            for y in (ymin, ymax):
                column, row = pixel_place(~grid, x, y)
                columns.append(column)
                rows.append(row)
    left, top = max(int(min(columns)), 0), max(int(min(rows)), 0)
    right = min(int(max(columns)) + 1, file.width)
    bottom = min(int(max(rows)) + 1, file.height)
    if right <= left or bottom <= top:
        raise LayerError("The polygons do not touch the score raster.")
    return left, top, right, bottom


def _silent(stage: str, text: str, done: int, total: int, seconds_left: float | None) -> None:
    pass


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
