"""Results: the folders they lie in, and the layers they become.

A run gets a new, numbered folder, locked while the run goes on. A layer is added only when the
worker has written everything. Folders of runs that ended halfway are kept where something in them
is finished (`unfinished`).
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from qgis.core import (
    QgsLayerMetadata,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QLockFile, QStandardPaths
from qgis.PyQt.QtGui import QColor

from . import unfinished
from .messages import SegmentResult
from .problems import Problem
from .settings import Settings
from .source import local_file
from .text import elide_names, ground, tr

__all__ = [
    "INSIDE_PROPERTY",
    "OPACITY",
    "PREVIEW_PROPERTY",
    "PROPERTY",
    "RunFolder",
    "add_result",
    "document_properties",
    "folder_for",
    "group_for",
    "image_place",
    "is_made_here",
    "layer_of",
    "show_only",
    "take_out_of_results",
]

PROPERTY = "aeroseg/"
INSIDE_PROPERTY = PROPERTY + "inside"  # of groups and layers that show a model's inside
PREVIEW_PROPERTY = PROPERTY + "preview"  # of the layer of a run that goes on
OPACITY = 0.6
FOLDER_BESIDE_PROJECT = "aeroseg_results"
LONGEST_STEM = 40
LONGEST_TITLE = 40


def folder_for(settings: Settings) -> Path:
    """The results folder: chosen, or beside the project, or in the user's data folder."""
    if settings.results_folder:
        return Path(settings.results_folder)
    project = QgsProject.instance().absolutePath()
    if project:
        return Path(project) / FOLDER_BESIDE_PROJECT
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(data) / "AerOSeg" / "results"


class RunFolder:
    """The folder of one run, locked until close(), so that nobody takes it for a leftover."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = QLockFile(str(path / unfinished.LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self._lock.tryLock(0)

    @classmethod
    def new(cls, parent: Path, layer_name: str) -> RunFolder:
        """Make the next free numbered folder.

        Raises:
            Problem: The folder cannot be written.
        """
        stem = re.sub(r"[^\w.-]+", "_", layer_name).strip("._")[:LONGEST_STEM] or "result"
        try:
            parent.mkdir(parents=True, exist_ok=True)
            taken = [
                int(path.name.rsplit("-", 1)[1])
                for path in parent.glob("*-*")
                if path.name.rsplit("-", 1)[0] == stem and path.name.rsplit("-", 1)[1].isdigit()
            ]
            path = parent / f"{stem}-{max(taken, default=0) + 1:04d}"
            path.mkdir()
        except OSError as error:
            raise Problem(
                tr("The results folder cannot be used."),
                tr("“{folder}”: {error}.").format(
                    folder=parent, error=error.strerror or type(error).__name__
                ),
                tr("Choose another one in the AerOSeg options, Results tab."),
                name="disk",
                detail=repr(error),
            ) from error
        return cls(path)

    @property
    def is_ours(self) -> bool:
        """Whether nobody else works on it."""
        return self._lock.isLocked()

    def close(self, *, keeps: bool = True) -> None:
        """The run is over: keep what is finished, so that it can go on, unless nobody would."""
        self._lock.unlock()
        unfinished.put_away(self.path, keeps=keeps)


def add_result(
    result: SegmentResult, image: QgsRasterLayer | None, image_name: str, model_title: str
) -> QgsRasterLayer:
    """Add the class raster of a finished run to the project, in a group above the image.

    Args:
        result: The worker's answer.
        image: The layer that was segmented; None when it has left the project meanwhile.
        image_name: Its name at the click.
        model_title: Name of the model, for the layer's notes.

    Raises:
        Problem: The file cannot be read.
    """
    names = [item.name for item in result.classes]
    layer = QgsRasterLayer(result.paths["classes"], elide_names(names, LONGEST_TITLE), "gdal")
    if not layer.isValid():
        raise Problem(
            tr("The result was not added to the map."),
            tr("QGIS cannot read “{path}”.").format(path=result.paths["classes"]),
            tr("Run again; if it repeats, look at the log."),
            name="bad_result",
        )
    if image is not None and image.crs().isValid() and layer.crs() != image.crs():
        layer.setCrs(
            image.crs()
        )  # the image had its coordinate system from QGIS, not from its file
    style(layer, result)
    _document(layer, result, image, image_name, model_title)
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    group = group_for(image)
    for node in group.findLayers():
        node.setItemVisibilityChecked(False)  # earlier results stay, but do not show through
    group.insertLayer(0, layer)
    show_only(group.parent(), group, image)
    return layer


def style(layer: QgsRasterLayer, result: SegmentResult) -> None:
    """Names and colours in the legend, the image shining through; "other" is not drawn."""
    entries = []
    for item in result.classes:
        label = item.name
        if not item.known:
            label = tr("{name} (not known to this model)").format(name=item.name)
        entries.append(QgsPalettedRasterRenderer.Class(item.id, QColor(item.color), label))
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))
    layer.setOpacity(OPACITY)


def _document(
    layer: QgsRasterLayer,
    result: SegmentResult,
    image: QgsRasterLayer | None,
    image_name: str,
    model_title: str,
) -> None:
    """What made the layer, kept with it."""
    document_properties(
        layer,
        {
            "classes": json.dumps([item.name for item in result.classes], ensure_ascii=False),
            "model": str(result.model.get("id", "")),
            "model_sha256": str(result.model.get("sha256", "")),
            "scores": result.paths["scores"],
            "record": result.paths["record"],
            "image_layer": image.id() if image is not None else "",
            "gsd_m": result.gsd_m,
        },
    )
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setTitle(tr("{image}: {names}").format(image=image_name, names=layer.name()))
    metadata.setAbstract(
        tr(
            "Classes of “{image}” found by AerOSeg with the model “{model}” at {gsd} per pixel. "
            "Scores: {scores}. Everything needed to repeat it: {record}."
        ).format(
            image=image_name,
            model=model_title,
            gsd=ground(result.gsd_m),
            scores=result.paths["scores"],
            record=result.paths["record"],
        )
    )
    layer.setMetadata(metadata)


def document_properties(layer: QgsMapLayer, properties: dict[str, object]) -> None:
    """Keep with a layer what made it."""
    for key, value in properties.items():
        layer.setCustomProperty(PROPERTY + key, value)


def is_made_here(layer: QgsMapLayer) -> bool:
    """Whether a layer is a result, and no image to work on."""
    return any(
        layer.customProperty(key) is not None
        for key in (PROPERTY + "classes", INSIDE_PROPERTY, PREVIEW_PROPERTY)
    )


def layer_of(name: str, path: str) -> QgsRasterLayer | None:
    """The image layer of an earlier run: of that file, or at least of that name."""
    layers = [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsRasterLayer) and not is_made_here(layer)
    ]
    named = [layer for layer in layers if layer.name() == name]
    for layer in [*named, *layers]:
        if local_file(layer) == path:
            return layer
    return named[0] if named else None


def image_place(image: QgsMapLayer | None) -> tuple[QgsLayerTreeGroup, int]:
    """Where something new about an image goes: above it and above all that belongs to it."""
    root = QgsProject.instance().layerTreeRoot()
    node = root.findLayer(image.id()) if image is not None else None
    if node is None:
        return root, 0
    parent = node.parent()
    own = [node, *_groups_of(parent, image)]
    return parent, min(parent.children().index(one) for one in own)


def take_out_of_results(layer_ids: list[str]) -> list[str]:
    """Take layers that are no results out of the groups of results; gives those that were moved.

    QGIS puts a layer that is opened beside the one that is selected, which after a run is the
    result: the new image would come and go with the results of another.
    """
    root, moved = QgsProject.instance().layerTreeRoot(), []
    for layer_id in layer_ids:
        node = root.findLayer(layer_id)
        if node is None or node.layer() is None or is_made_here(node.layer()):
            continue
        parent, outermost = node.parent(), None
        while parent is not None:
            if parent.customProperty(PROPERTY + "image_layer") or parent.customProperty(
                INSIDE_PROPERTY
            ):
                outermost = parent
            parent = parent.parent()
        if outermost is not None:
            home = outermost.parent()
            home.insertChildNode(home.children().index(outermost), node.clone())
            node.parent().removeChildNode(node)
            moved.append(layer_id)
    return moved


def show_only(
    parent: QgsLayerTreeGroup, group: QgsLayerTreeGroup, image: QgsMapLayer | None
) -> None:
    """Show a group of an image, and hide its others: they lie over each other."""
    for other in _groups_of(parent, image):
        other.setItemVisibilityChecked(False)
    group.setItemVisibilityChecked(True)


def _groups_of(parent: QgsLayerTreeGroup, image: QgsMapLayer | None) -> list[QgsLayerTreeGroup]:
    """Groups beside an image that hold its results or its maps."""
    image_id = image.id() if image is not None else ""
    return [
        child
        for child in parent.children()
        if isinstance(child, QgsLayerTreeGroup)
        and image_id
        in (child.customProperty(PROPERTY + "image_layer"), child.customProperty(INSIDE_PROPERTY))
    ]


def group_for(image: QgsMapLayer | None) -> QgsLayerTreeGroup:
    """The group of results of an image, made right above it when there is none."""
    root = QgsProject.instance().layerTreeRoot()
    node = root.findLayer(image.id()) if image is not None else None
    if node is None:
        return root.insertGroup(0, "AerOSeg")
    parent = node.parent()
    for child in parent.children():
        if (
            isinstance(child, QgsLayerTreeGroup)
            and child.customProperty(PROPERTY + "image_layer") == image.id()
        ):
            return child
    group = parent.insertGroup(
        parent.children().index(node), tr("AerOSeg: {image}").format(image=image.name())
    )
    group.setCustomProperty(PROPERTY + "image_layer", image.id())
    return group
