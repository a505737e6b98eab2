"""What a finished run came from, kept beside its results so that it can be repeated.

The record of the worker (run.json) holds everything that a result depends on, and no folder of the
user, since it travels with the rasters. This file stays at home: it knows where the image lies,
what exactly was sent, and how QGIS drew the layer where it had to.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, fields, replace
from datetime import datetime, timezone
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsReadWriteContext,
)
from qgis.PyQt.QtXml import QDomDocument

from .area import Plan, Size, Step
from .grid import Window
from .messages import GridParams, ImageParams, SegmentParams
from .source import describe

__all__ = ["ORIGIN_NAME", "Origin"]

logger = logging.getLogger(__name__)

ORIGIN_NAME = "origin.json"
FORMAT = 1


@dataclass(frozen=True)
class Origin:
    """What a run came from.

    Args:
        started: When it began, ISO 8601.
        params: What was sent to the worker.
        layer: Of the image: id, name, source, provider; its style where QGIS drew it.
        plan: Numbers of the plan; None where they are not needed.
        place: Longitude and latitude of the middle; None where they cannot be known.
    """

    started: str
    params: dict
    layer: dict
    plan: dict | None = None
    place: list[float] | None = None

    @classmethod
    def of(cls, layer: QgsRasterLayer, plan: Plan | None, params: SegmentParams) -> Origin:
        """At the start of a run, on the main thread."""
        is_drawn = plan is not None and plan.source.is_rendered
        about = {
            "id": layer.id(),
            "name": layer.name(),
            "source": layer.source(),
            "provider": layer.providerType(),
        }
        if is_drawn:
            about["style"] = _style_of(layer)
        numbers = None
        if plan is not None:
            numbers = {
                "scale": plan.step.scale,
                "gsd_m": plan.step.gsd_m,
                "zoom": plan.step.zoom,
                "window": plan.window.as_list(),
                "bounds": plan.bounds.as_list(),
                "reach": plan.reach.as_list(),
                "pixel_size_m": plan.pixel_size_m,
            }
        place = _place(plan) if plan is not None else None
        return cls(_now(), params.to_dict(), about, numbers, place)

    def again(self, params: SegmentParams) -> Origin:
        """That of the same run, repeated now."""
        return replace(self, started=_now(), params=params.to_dict())

    def write(self, folder: Path) -> None:
        """Keep it beside the results; without it the run cannot be repeated, and is as good."""
        path = folder / ORIGIN_NAME
        partial = path.with_name(f".{ORIGIN_NAME}.part")
        content = {"format": FORMAT, **{one.name: getattr(self, one.name) for one in fields(self)}}
        try:
            text = json.dumps(content, ensure_ascii=False, indent=1)
            partial.write_text(text, encoding="utf-8", errors="surrogatepass")
            partial.replace(path)
        except (OSError, ValueError) as error:
            logger.warning("%s was not written: %r", ORIGIN_NAME, error)

    @classmethod
    def read(cls, folder: Path) -> Origin | None:
        """What a folder says; None where it says nothing, or something else."""
        try:
            text = (folder / ORIGIN_NAME).read_text(encoding="utf-8", errors="surrogatepass")
            content = json.loads(text)
            origin = cls(**{one.name: content.get(one.name) for one in fields(cls)})
            origin.segment_params()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return origin if isinstance(origin.layer, dict) else None

    @property
    def is_drawn(self) -> bool:
        """Whether QGIS drew the image for the worker."""
        return bool(self.layer.get("style"))

    @property
    def image_path(self) -> str:
        """The image file that the worker read."""
        return str(self.params["image"]["path"])

    def segment_params(self) -> SegmentParams:
        """What was sent, to send it again; fields of other versions are left out."""
        known = {one.name for one in fields(SegmentParams)}
        values = {name: value for name, value in self.params.items() if name in known}
        values["image"] = ImageParams(**values["image"])
        values["grid"] = GridParams(**values["grid"])
        return SegmentParams(**values)

    def find_layer(self) -> QgsRasterLayer | None:
        """The image in the open project; None when it is not there."""
        project = QgsProject.instance()
        layer = project.mapLayer(str(self.layer.get("id", "")))
        if isinstance(layer, QgsRasterLayer):
            return layer
        for layer in project.mapLayers().values():
            if isinstance(layer, QgsRasterLayer) and layer.source() == self.layer.get("source"):
                return layer
        return None

    def open_layer(self) -> QgsRasterLayer | None:
        """The image, opened anew as it was shown; None when it is gone."""
        layer = QgsRasterLayer(
            str(self.layer.get("source", "")),
            str(self.layer.get("name", "")),
            str(self.layer.get("provider") or "gdal"),
        )
        if not layer.isValid():
            return None
        document = QDomDocument()
        if self.is_drawn and document.setContent(self.layer["style"]):
            layer.importNamedStyle(document)
        return layer

    def drawn_plan(self, layer: QgsRasterLayer) -> Plan:
        """The plan of the run on a layer that QGIS draws.

        Raises:
            Problem: The layer cannot be used.
            ValueError: The numbers are damaged.
        """
        source, numbers = describe(layer), self.plan
        try:
            window = Window(*numbers["window"])
            return Plan(
                source=source,
                step=Step(float(numbers["scale"]), float(numbers["gsd_m"]), numbers["zoom"]),
                window=window,
                bounds=Window(*numbers["bounds"]),
                reach=Window(*numbers["reach"]),
                affine=source.affine.scaled(float(numbers["scale"])),
                pixel_size_m=numbers["pixel_size_m"],
                size=Size(window.cols, window.rows, 0, None, 0, 0),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"origin: {error!r}") from error


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _style_of(layer: QgsRasterLayer) -> str:
    document = QDomDocument()
    error = layer.exportNamedStyle(document, QgsReadWriteContext())
    if error:
        logger.warning("the style of a layer was not kept: %s", error)
    return document.toString()


def _place(plan: Plan) -> list[float] | None:
    """Longitude and latitude of the middle of the window."""
    if not plan.source.crs.isValid():
        return None
    window = plan.window
    middle = plan.affine.apply(window.col + window.cols / 2, window.row + window.rows / 2)
    lonlat = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(plan.source.crs, lonlat, QgsProject.instance())
    try:
        point = transform.transform(QgsPointXY(*middle))
    except QgsCsException:
        return None
    return [round(point.x(), 6), round(point.y(), 6)]
