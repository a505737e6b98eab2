"""What a look inside leaves on disk: a raster for each class and part, the sheet, the record.

Everything is written into a temporary folder within the target and renamed at the end, the record
last: all of it or none.
"""

from __future__ import annotations

import contextlib
import json
import math
import shutil
import unicodedata
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend import protocol as p
from backend.disk import disk_error
from backend.grid import Box, Lattice
from backend.outputs import closing_raster, finish_raster, write_text
from backend.raster_files import create_raster
from backend.sheet import RAMP, Column, Layer, Row, draw_sheet
from backend.stage_maps import SeenModel
from backend.vocabulary import Entry

__all__ = ["ExplainFiles", "safe_name"]

NAME_CHARACTERS, NAME_BYTES = 40, 100
SHEET, RECORD = "sheet.png", "run.json"
LETTERS = ("A", "B")
ORDER = ("correlation", "before", "block", "score")  # of the sheet's columns


def safe_name(name: str) -> str:
    """A part of a file name that every system takes; never empty, not unique by itself."""
    letters = [c if c.isalnum() else "_" for c in unicodedata.normalize("NFC", name)]
    out = "_".join(filter(None, "".join(letters).split("_")))[:NAME_CHARACTERS]
    while len(out.encode()) > NAME_BYTES:
        out = out[:-1]
    return out or "class"


@dataclass
class ExplainFiles:
    """Writes what was seen.

    Attributes:
        folder: where to; made when missing.
        image: name of the image, for the sheet.
        lattice: the working grid.
        crs: of the image, or None.
        window: working pixels that were asked for.
        names: classes to show, in order.
        digits: of a class number in a file name.
        seen: one or two models.
        record: how to repeat it.
        step: called with (files done, files) before each; may raise to stop.
    """

    folder: Path
    image: str
    lattice: Lattice
    crs: Any
    window: Box
    names: Sequence[str]
    digits: int
    seen: Sequence[SeenModel]
    record: dict[str, Any]
    step: Callable[[int, int], None]

    def write(self, notices: Sequence[str]) -> tuple[p.ExplainPaths, list[p.ExplainedModel]]:
        """Write everything.

        Args:
            notices: sentences for the record.

        Raises:
            DiskFull: a file cannot be written; nothing new is left behind.
        """
        missing = []
        for path in (self.folder, *self.folder.parents):
            if path.exists():
                break
            missing.append(path)
        temporary = self.folder / f".explain-{uuid.uuid4().hex[:8]}.part"
        try:
            _make(temporary, self.folder)
            explained = self._write_all(temporary, notices)
            self._rename(temporary)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            for path in missing:
                with contextlib.suppress(OSError):
                    path.rmdir()
            raise
        shutil.rmtree(temporary, ignore_errors=True)
        sheet, record = str(self.folder / SHEET), str(self.folder / RECORD)
        return p.ExplainPaths(sheet=sheet, record=record), explained

    def _write_all(self, temporary: Path, notices: Sequence[str]) -> list[p.ExplainedModel]:
        """Everything under the temporary folder; what is given back names the final places."""
        total = sum(len(seen.entries) for seen in self.seen) + 1
        explained: list[p.ExplainedModel] = []
        done = 0
        for number, seen in enumerate(self.seen):
            place = self._place_of(number)
            _make(temporary / place, self.folder)
            classes = []
            for row, entry in enumerate(seen.entries):
                self.step(done, total)
                classes.append(self._write_class(temporary, place, seen, row, entry))
                done += 1
            explained.append(
                p.ExplainedModel(
                    model=seen.use,
                    stages=seen.stages,
                    classes=classes,
                    unknown=seen.unknown,
                    pixel_px=seen.coarse.step,
                )
            )
        self.step(done, total)
        self._write_sheet(temporary / SHEET)
        models: list[dict[str, Any]] = [model.model_dump() for model in explained]
        for model in models:
            for item in model["classes"]:
                for entry in item["maps"]:  # the record holds no folder of the user's
                    entry["path"] = Path(entry["path"]).relative_to(self.folder).as_posix()
        found = {"models": models, "ramp": list(RAMP), "notices": list(notices)}
        text = json.dumps({**self.record, "result": found}, ensure_ascii=False, indent=2)
        write_text(temporary / RECORD, text + "\n")
        return explained

    def _place_of(self, number: int) -> str:
        """The sub-folder of a model's maps; none where there is one model."""
        if len(self.seen) == 1:
            return ""
        return f"{LETTERS[number]}-{safe_name(Path(self.seen[number].use.id).stem)}"

    # Rasters

    def _write_class(
        self, temporary: Path, place: str, seen: SeenModel, row: int, entry: Entry
    ) -> p.ExplainedClass:
        """The three rasters of one class."""
        stem = f"{entry.id:0{self.digits}d}-{safe_name(entry.name)}"
        angles, maps = len(seen.angles), len(seen.titles)
        files = {
            f"{stem}-correlation.tif": range(angles),
            f"{stem}-refinement.tif": range(angles, maps - 1),
            f"{stem}-score.tif": range(maps - 1, maps),
        }
        explained = []
        for name, numbers in files.items():
            target = self.folder / place / name
            self._write_raster(temporary / place / name, target, seen, row, entry, numbers)
            for band, number in enumerate(numbers, start=1):
                stage, title = seen.titles[number]
                explained.append(
                    p.ExplainedMap(stage=stage, title=title, path=str(target), band=band)
                )
        return p.ExplainedClass(id=entry.id, name=entry.name, color=entry.color, maps=explained)

    def _write_raster(
        self, path: Path, target: Path, seen: SeenModel, row: int, entry: Entry, numbers: range
    ) -> None:
        """One raster, a band for each map."""
        maps = [seen.map_of(row, number) for number in numbers]
        grid = maps[0][0]
        pixels, step = grid.plan.window, grid.step
        corner = Box(pixels.left * step, pixels.top * step, pixels.right * step, 0)
        stages = dict.fromkeys(seen.titles[number][0] for number in numbers)
        out = create_raster(
            path,
            width=pixels.width,
            height=pixels.height,
            bands=[f"{entry.name}: {seen.titles[number][1]}" for number in numbers],
            dtype="float32",
            nodata=math.nan,
            transform=self.lattice.output_transform(corner, self.lattice.factor * step),
            crs=self.crs,
            tags={
                "AEROSEG_CLASS": entry.name,
                "AEROSEG_SCALES": json.dumps({stage: seen.scale(stage) for stage in stages}),
                "AEROSEG_RECORD": json.dumps(self.record, ensure_ascii=False, sort_keys=True),
            },
            shown=target,
        )
        with closing_raster(out, target):
            for band, (_, values) in enumerate(maps, start=1):
                out.write(values, band)
        finish_raster(path, target)

    # The sheet

    def _write_sheet(self, path: Path) -> None:
        """Rows by class, then model; columns by stage."""
        titles = list(dict.fromkeys(pair for seen in self.seen for pair in seen.titles))
        # Angles and blocks that only the second model has go where they belong.
        titles.sort(key=lambda pair: [n for n, key in enumerate(ORDER) if pair[0].startswith(key)])
        columns = [Column("image")]
        for stage, title in titles:
            scales = [
                (self._letter(number), *seen.scale(stage))
                for number, seen in enumerate(self.seen)
                if any(item.key == stage for item in seen.stages)
            ]
            columns.append(Column(title, tuple(scales)))
        rows = []
        for name in self.names:
            for number, seen in enumerate(self.seen):
                row = next((n for n, e in enumerate(seen.entries) if e.name == name), None)
                if row is not None:
                    rows.append(Row(name, self._titled(number), self._layers(seen, row, titles)))
        used = "; ".join(
            self._titled(number) or seen.use.title for number, seen in enumerate(self.seen)
        )
        draw_sheet(path, f"{self.image}: inside {used}", self.window, columns, rows)

    def _letter(self, number: int) -> str:
        return LETTERS[number] if len(self.seen) > 1 else ""

    def _titled(self, number: int) -> str:
        """Letter and title of a model; empty where there is only one."""
        letter = self._letter(number)
        return f"{letter}: {self.seen[number].use.title}" if letter else ""

    def _layers(
        self, seen: SeenModel, row: int, titles: Sequence[tuple[str, str]]
    ) -> tuple[Layer | None, ...]:
        corner, step = seen.fine.plan.window, seen.fine.step
        layers: list[Layer | None] = [
            Layer(seen.colors, corner.left * step, corner.top * step, step)
        ]
        own = seen.titles
        for pair in titles:
            if pair not in own:
                layers.append(None)
                continue
            grid, values = seen.map_of(row, own.index(pair))
            corner, step = grid.plan.window, grid.step
            place = (corner.left * step, corner.top * step, step)
            layers.append(Layer(values, *place, *seen.scale(pair[0])))
        return tuple(layers)

    def _rename(self, temporary: Path) -> None:
        """Everything to its place, the record last."""
        files = [path for path in temporary.rglob("*") if path.is_file()]
        for path in sorted(files, key=lambda path: (path.name == RECORD, str(path))):
            target = self.folder / path.relative_to(temporary)
            try:
                target.parent.mkdir(exist_ok=True)
                path.replace(target)
            except OSError as error:
                raise disk_error(target, error) from error


def _make(folder: Path, shown: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(shown, error) from error
