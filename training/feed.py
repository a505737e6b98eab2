"""Feeds a run: the crops of its images, in batches that every process takes its share of."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, default_collate

from backend.disk import disk_error
from backend.errors import AppError, InputError
from backend.outputs import rename_all, temporary_names
from training.config import DrawnSettings, Place, RunSettings, TrainConfig
from training.data.concepts import Concepts
from training.data.drawn import draw_scene
from training.data.index import IndexRow
from training.data.paper import PaperCrops, PaperSettings
from training.data.samples import Crops, CropSettings, Stored, Unlisted, load_rows, store
from training.distributed import Ranks

__all__ = ["CropSet", "batches", "hold_out", "open_data", "split_rows"]

logger = logging.getLogger(__name__)

# What every label value of a drawn scene annotates: all of it.
DRAWN = {1: "building", 2: "road", 4: "water", 5: "bare land", 6: "solar panel", 9: "tree",
         10: "vehicle", 11: "cropland", 12: "grass"}  # fmt: skip

CropSet = Crops | PaperCrops


class Placed(Protocol):
    """What of an image says where it was taken."""

    @property
    def image(self) -> Path:
        """The file."""
        ...

    @property
    def source(self) -> str:
        """The data set."""
        ...

    @property
    def place(self) -> str:
        """Where in it."""
        ...


AnyPlaced = TypeVar("AnyPlaced", bound=Placed)


def split_rows(
    rows: Sequence[IndexRow], config: TrainConfig
) -> tuple[list[IndexRow], list[IndexRow]]:
    """Training and development rows; see :func:`hold_out`."""
    return hold_out(rows, config.data.development)


def hold_out(
    rows: Sequence[AnyPlaced], places: Sequence[Place]
) -> tuple[list[AnyPlaced], list[AnyPlaced]]:
    """Training and development images; development is cut out by place.

    Raises:
        InputError: nothing is left to train on.
    """
    held: list[AnyPlaced] = []
    for place in places:
        found = [
            row
            for row in rows
            if row.source == place.source
            and (place.match in row.image.stem or place.match == row.place)
        ]
        if not found:
            logger.warning(
                'No image is of the development place "%s %s".', place.source, place.match
            )
        held += [row for row in found if row not in held]
    left = [row for row in rows if row not in held]
    if not left:
        raise InputError(
            f'"data.development" holds all {len(rows)} images: nothing is left to train on.',
            hint="Name fewer places.",
        )
    return left, held


def _drawn(config: TrainConfig, concepts: Concepts) -> list[Stored]:
    """Drawn scenes, kept on disk between runs because drawing takes longer than reading."""
    settings, out = config.data.drawn, []
    folder = Path(config.out) / "drawn"
    folder.mkdir(parents=True, exist_ok=True)
    known = {i: name for i, name in DRAWN.items() if name in concepts.slot_of}
    table = concepts.table(known)
    for seed in range(settings.first_seed, settings.first_seed + settings.count):
        file = folder / f"{seed}-{settings.width}x{settings.height}.npz"
        image, label = _scene(file, seed, settings)
        image = np.ascontiguousarray(image.transpose(2, 0, 1))
        out.append(store(image, label, 0.3, "drawn", table, config.data.gsd_m))
    return out


def _scene(
    file: Path, seed: int, settings: DrawnSettings
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Image (H, W, 3) and label (H, W) of a drawn scene, from its file or drawn and kept there.

    The file appears whole: processes that train together may all look for it at once.

    Raises:
        DiskFull: it cannot be written.
    """
    try:
        if file.exists():
            with file.open("rb") as stream, np.load(stream) as saved:
                return saved["image"], saved["label"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        logger.warning('"%s" is damaged and drawn again: %s', file, error)
    scene = draw_scene(seed, settings.width, settings.height)
    with temporary_names(file) as names:
        try:
            np.savez(names[file], image=scene.image, label=scene.label)
        except OSError as error:
            raise disk_error(file, error) from error
        rename_all(names)
    return scene.image, scene.label


def open_data(
    config: TrainConfig, concepts: Concepts, rows: Sequence[IndexRow]
) -> tuple[CropSet, CropSet | None]:
    """Training crops, and plain crops of the development places."""
    data = config.data
    kept, held = split_rows(rows, config)
    unlisted: Unlisted = "refuse" if isinstance(config.classes, str) else "ignore"
    logger.info("%d images, %d held out for development", len(kept), len(held))
    if data.pipeline == "paper":
        unlabelled = config.ignore_policy == "negatives"
        cached = config.guidance_cache is not None
        plan = PaperSettings(data.crop_px, data.jitter, unlabelled, unlisted, cached)
        still = PaperSettings(data.crop_px, "none", True, unlisted)
        return (
            PaperCrops(kept, concepts, plan, config.seed),
            PaperCrops(held, concepts, still, 1) if held else None,
        )
    settings = CropSettings(
        data.crop_px, data.gsd_m, data.scale, data.focus, data.cutmix, data.look, data.shares
    )  # fmt: skip
    stored = load_rows(kept, concepts, data.gsd_m, unlisted) + _drawn(config, concepts)
    stray = next((name for name in data.shares if name not in {s.source for s in stored}), None)
    if stray is not None:
        raise InputError(f'"data.shares": no image is of the source "{stray}".')
    plain = CropSettings(data.crop_px, data.gsd_m, (0.99, 1.01), 0.7, 0.0, 0.0)
    held_out = load_rows(held, concepts, data.gsd_m, unlisted)
    return (
        Crops(stored, settings, config.seed),
        Crops(held_out, plain, 1) if held_out else None,
    )


class Told(Dataset[Any]):
    """Crops of which a bad one is given as its error, to be raised where people see it whole."""

    def __init__(self, crops: Dataset[Any]) -> None:
        self.crops = crops

    def __getitem__(self, index: int) -> tuple[Tensor, ...] | AppError:
        """A crop, or why there is none."""
        try:
            return self.crops[index]
        except AppError as error:
            return error

    @staticmethod
    def collate(items: list[Any]) -> Any:
        """A batch, or the first error in it."""
        bad = next((item for item in items if isinstance(item, AppError)), None)
        return default_collate(items) if bad is None else bad


def _numbers(config: RunSettings, first: int, ranks: Ranks) -> Iterator[list[int]]:
    """Numbers of the crops of this process, step by step; all processes together take each once."""
    share = ranks.share(config)
    for step in range(first, config.steps):
        start = step * config.batch + ranks.rank * share
        yield list(range(start, start + share))


def batches(
    crops: Dataset[Any], config: RunSettings, first: int, ranks: Ranks
) -> Iterator[list[Tensor]]:
    """Batches of this process, of what the crops hold.

    For a model of labelled images: image, target and, where it is another, the guidance's image.

    Args:
        crops: to take them from.
        config: of the run.
        first: step to begin with.
        ranks: the processes that share every batch.

    Raises:
        InputError: a file cannot be used; the message names it.
    """
    loader = DataLoader(
        Told(crops), batch_sampler=_numbers(config, first, ranks),
        num_workers=config.workers, prefetch_factor=4 if config.workers else None,
        collate_fn=Told.collate,
    )  # fmt: skip
    for batch in loader:
        if isinstance(batch, AppError):
            raise batch
        yield batch
