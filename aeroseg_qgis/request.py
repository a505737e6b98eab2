"""What is asked of the worker: the user's wish, and the parameters that it becomes.

The dock and Processing make the same Request and send the same parameters.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qgis.core import QgsRasterLayer

from .area import Plan
from .messages import (
    BACKGROUND_HIDDEN,
    BACKGROUND_TYPED,
    ExplainParams,
    GridParams,
    ImageParams,
    ModelInfo,
    SegmentParams,
)
from .run_origin import Origin
from .settings import Settings

__all__ = [
    "Request",
    "aoi_file",
    "background_params",
    "copied",
    "grid_params",
    "origin_of",
    "repeated_params",
    "run_params",
]


@dataclass(frozen=True)
class Request:
    """What the user asked for; the same for the dock and for every other way in.

    Args:
        layer: None in Processing, which looks at layers on another thread, and where a run is
            repeated whose image is not in the project.
        plan: None where a run on a file is repeated: `origin` says it all.
        is_look: Look inside the model; otherwise segment.
        only: Lines whose maps are wanted from a look; None for all.
        origin: Of the run that this one repeats.
        is_automatic: Nobody clicked for it: it may encode nothing.
        taught: Files of words that were taught to the model and are in the list.
    """

    layer: QgsRasterLayer | None
    plan: Plan | None
    classes: list[str]
    model: ModelInfo
    threshold: float | None = None
    is_look: bool = False
    only: list[str] | None = None
    origin: Origin | None = None
    is_automatic: bool = False
    taught: list[str] | None = None

    @property
    def image_name(self) -> str:
        """Name of the image layer."""
        if self.origin is not None:
            return str(self.origin.params["image"].get("layer_name", ""))
        return self.layer.name() if self.layer is not None else ""

    @property
    def is_drawn(self) -> bool:
        """Whether QGIS has to draw the image."""
        return self.plan is not None and self.plan.source.is_rendered

    @property
    def image_path(self) -> str:
        """The image file; without meaning where QGIS has to draw it."""
        if self.origin is not None:
            return self.origin.image_path
        return str(self.plan.source.path)


def grid_params(plan: Plan) -> GridParams:
    """Where on the working grid, as the worker counts it in the image that it gets."""
    if plan.source.is_rendered:
        return GridParams(
            window=plan.window.as_list(),
            image_origin=[plan.reach.col, plan.reach.row],
            bounds=plan.bounds.as_bounds(),
            pixel_size_m=plan.pixel_size_m,
        )
    return GridParams(
        factor=plan.step.factor,
        window=plan.window.as_list(),
        pixel_size_m=plan.pixel_size_m,
    )


def run_params(
    request: Request, path: str, out_dir: Path, image_name: str, settings: Settings
) -> dict[str, Any]:
    """What every kind of run is told.

    Args:
        request: The wish.
        path: The image file: the layer's own, or the picture of it.
        out_dir: The run's folder.
        image_name: The layer's name, for the record.
        settings: Device, memory and the user's checkpoints.
    """
    source = request.plan.source
    return {
        "image": ImageParams(path, source.bands, source.ranges, image_name),
        "grid": grid_params(request.plan),
        "classes": request.classes,
        "model": request.model.id,
        "out_dir": str(out_dir),
        "device": settings.device,
        "cache_mib": settings.cache_mib,
        "user_checkpoints": settings.checkpoints,
    }


def repeated_params(origin: Origin, path: str, out_dir: Path) -> SegmentParams:
    """What was sent once, for another folder; nothing else differs.

    Raises:
        OSError: The polygons or taught words of it cannot be copied into the folder.
    """
    params = origin.segment_params()
    return replace(
        params,
        image=replace(params.image, path=path),
        out_dir=str(out_dir),
        aoi=None if params.aoi is None else copied([params.aoi], out_dir)[0],
        taught=copied(params.taught, out_dir),
        cached_only=False,  # somebody clicked, whoever began the first one
    )


def copied(paths: list[str], folder: Path) -> list[str]:
    """Small files that a run needs, copied into its folder, so that it can be repeated.

    Raises:
        OSError: One of them is gone, or the folder cannot be written.
    """
    found = []
    for path in paths:
        target = folder / Path(path).name
        if target.exists():
            target = target.with_name(f"{target.stem} {len(found)}{target.suffix}")
        shutil.copyfile(path, target)
        found.append(str(target))
    return found


def origin_of(request: Request, params: SegmentParams | ExplainParams) -> Origin | None:
    """What a run that begins now comes from; None for a look inside a model."""
    if not isinstance(params, SegmentParams):
        return None
    if request.origin is not None:
        return request.origin.again(params)
    return Origin.of(request.layer, request.plan, params)


def background_params(asks: bool, own_file: str | None) -> dict[str, Any]:
    """Whether names are compared with background words, and with whose."""
    return {
        "background": BACKGROUND_HIDDEN if asks else BACKGROUND_TYPED,
        "background_file": own_file if asks else None,
    }


def aoi_file(plan: Plan, folder: Path) -> str | None:
    """The polygons that limit a run, written into its folder; None without any.

    Raises:
        OSError: The file cannot be written.
    """
    return str(plan.aoi.write(folder)) if plan.aoi is not None else None
