"""The upper part of the panel: which image, which part of it, how fine; and how large that is.

It keeps the planner informed and shows what the planner makes of it. What was chosen is
remembered with the project.
"""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsMapLayerProxyModel,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from .area import View
from .planner import AREA_LAYER, AREA_POLYGONS, AREA_VIEW, Planner
from .results import is_made_here
from .settings import ProjectMemory, Settings
from .text import tr
from .widgets import ElidedLabel, let_shrink, tool_button
from .wording import cost_text, size_text, step_text

__all__ = ["AreaForm"]

NARROW_PX = 80


class AreaForm(QWidget):
    """Image, area, resolution and size of the next run.

    Args:
        planner: Hears what is chosen; says what follows.
        settings: Where the area used last is kept.
        memory: Where the project's area is kept.
        canvas: The map whose view is an area.
    """

    def __init__(
        self,
        planner: Planner,
        settings: Settings,
        memory: ProjectMemory,
        canvas: QgsMapCanvas,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("areaForm")
        self._planner = planner
        self._settings = settings
        self._memory = memory
        self._canvas = canvas
        self._is_reading = False
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setContentsMargins(0, 0, 0, 0)
        self._build_image(form)
        self._build_area(form)
        self._build_resolution(form)
        self._connect()

    # Widgets

    def _build_image(self, form: QFormLayout) -> None:
        self.image = QgsMapLayerComboBox(self)
        self.image.setObjectName("imageCombo")
        self.image.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.image.setToolTip(tr("The image to segment; it follows the active raster layer"))
        let_shrink(self.image)
        self.sample = QPushButton(tr("Load the sample scene"), self)
        self.sample.setObjectName("sampleButton")
        self.sample.setToolTip(tr("Open the drawn scene that comes with AerOSeg, to try it"))
        self.no_image = ElidedLabel(tr("Open an image first."), self)
        self.no_image.setObjectName("noImageLabel")
        self.options = tool_button(
            "optionsButton",
            QgsApplication.getThemeIcon("/mActionOptions.svg"),
            tr("AerOSeg options: Python, models, results folder"),
            self,
        )
        self.help = tool_button(
            "helpButton",
            QgsApplication.getThemeIcon("/mActionHelpContents.svg"),
            tr("What is this? Click here, then on a part of the panel"),
            self,
        )
        row = QHBoxLayout()
        row.setSpacing(2)
        for widget, stretch in (
            (self.image, 1),
            (self.no_image, 1),
            (self.options, 0),
            (self.help, 0),
        ):
            row.addWidget(widget, stretch)
        form.addRow(tr("Image"), row)
        form.addRow(self.sample)

    def _build_area(self, form: QFormLayout) -> None:
        self.view = QRadioButton(tr("Map view"), self)
        self.view.setObjectName("areaView")
        self.view.setToolTip(tr("Segment the part of the image that the map shows"))
        self.whole = QRadioButton(tr("Layer"), self)
        self.whole.setObjectName("areaLayer")
        self.whole.setToolTip(tr("Segment the whole image"))
        self.within = QRadioButton(tr("Polygons"), self)
        self.within.setObjectName("areaPolygons")
        self.within.setToolTip(
            tr("Segment inside the polygons of a layer; the selected ones where some are selected")
        )
        self._areas = QButtonGroup(self)
        for kind, button in self._kinds().items():
            self._areas.addButton(button)
            button.setProperty("area", kind)
        self.polygons = QgsMapLayerComboBox(self)
        self.polygons.setObjectName("polygonCombo")
        self.polygons.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        let_shrink(self.polygons)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.view)
        first.addWidget(self.whole)
        first.addStretch(1)
        second.addWidget(self.within)
        second.addWidget(self.polygons, 1)
        rows = QVBoxLayout()
        rows.setSpacing(2)
        rows.addLayout(first)
        rows.addLayout(second)
        form.addRow(tr("Area"), rows)
        self.hint = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.hint.setObjectName("polygonHint")
        self.hint.set_muted()
        form.addRow(self.hint)

    def _kinds(self) -> dict[str, QRadioButton]:
        """The areas, in the order of the panel."""
        return {AREA_VIEW: self.view, AREA_LAYER: self.whole, AREA_POLYGONS: self.within}

    def _build_resolution(self, form: QFormLayout) -> None:
        self.pixel_size = QDoubleSpinBox(self)
        self.pixel_size.setObjectName("pixelSize")
        self.pixel_size.setDecimals(3)
        self.pixel_size.setMinimumWidth(NARROW_PX)
        self.pixel_size.setRange(0.0, 100_000.0)
        self.pixel_size.setSingleStep(0.1)
        self.pixel_size.setSuffix(tr(" m"))
        self.pixel_size.setSpecialValueText(tr("not known yet"))
        self.pixel_size.setToolTip(
            tr("This image has no coordinate system: how many metres is one pixel on the ground?")
        )
        self.pixel_label = QLabel(tr("Pixel size"), self)
        form.addRow(self.pixel_label, self.pixel_size)
        self.resolution = QComboBox(self)
        self.resolution.setObjectName("resolutionCombo")
        self.resolution.setToolTip(
            tr("Size of a pixel that the model sees, in metres on the ground")
        )
        let_shrink(self.resolution)
        form.addRow(tr("Resolution"), self.resolution)
        self.size = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.size.setObjectName("sizeLabel")
        self.size.set_muted()
        form.addRow(self.size)
        self.cost = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.cost.setObjectName("costLabel")
        self.cost.set_muted()
        form.addRow(self.cost)

    def _connect(self) -> None:
        self.image.layerChanged.connect(self._on_image)
        self._areas.buttonToggled.connect(self._on_area)
        self.polygons.layerChanged.connect(self._on_polygons)
        self.pixel_size.valueChanged.connect(self._planner.set_pixel_size_m)
        self.resolution.activated.connect(self._on_resolution)
        self._planner.changed.connect(self._show_plan)
        self._canvas.extentsChanged.connect(self._on_view)
        self._canvas.destinationCrsChanged.connect(self._on_view)
        project = QgsProject.instance()
        project.layersAdded.connect(self._on_layers)
        project.layersRemoved.connect(self._on_layers)

    def disconnect_all(self) -> None:
        """Before the panel goes: nothing outside may call it any more."""
        project = QgsProject.instance()
        for signal, slot in (
            (project.layersAdded, self._on_layers),
            (project.layersRemoved, self._on_layers),
            (self._canvas.extentsChanged, self._on_view),
            (self._canvas.destinationCrsChanged, self._on_view),
        ):
            signal.disconnect(slot)

    # What comes from outside

    def read_project(self) -> None:
        """Show what the project remembers."""
        self._is_reading = True
        kinds = self._kinds()
        kind = self._memory.read("area") or self._settings.area
        kinds.get(kind, self.view).setChecked(True)
        polygons = QgsProject.instance().mapLayer(self._memory.read("polygons"))
        if polygons is not None:
            self.polygons.setLayer(polygons)
        self._is_reading = False
        self._on_layers()
        self._show_area()
        self._on_view()

    def follow(self, layer) -> None:
        """The active layer changed: take it when it is an image."""
        if isinstance(layer, QgsRasterLayer) and not is_made_here(layer):
            self.image.setLayer(layer)

    def _on_layers(self, *_) -> None:
        rasters = [
            layer
            for layer in QgsProject.instance().mapLayers().values()
            if isinstance(layer, QgsRasterLayer)
        ]
        results = [layer for layer in rasters if is_made_here(layer)]
        self.image.setExceptedLayerList(results)
        has_image = len(rasters) > len(results)
        self.image.setVisible(has_image)
        self.no_image.setVisible(not has_image)
        self.sample.setVisible(not has_image)
        self._on_image(self.image.currentLayer() if has_image else None)
        self._on_polygons(self.polygons.currentLayer())
        self._show_area()

    def _on_view(self) -> None:
        settings = self._canvas.mapSettings()
        self._planner.set_view(View(settings.visibleExtent(), settings.destinationCrs()))

    # What is chosen

    def _on_image(self, layer) -> None:
        self._planner.set_layer(layer if isinstance(layer, QgsRasterLayer) else None)
        if layer is not None:
            self.image.setToolTip(layer.name())

    def _on_area(self, button: QRadioButton, is_on: bool) -> None:
        if not is_on:
            return
        kind = button.property("area")
        self._planner.set_area(kind)
        self._show_area()
        if not self._is_reading:
            if kind != AREA_POLYGONS:  # another project may have none
                self._settings.area = kind
            self._memory.write("area", kind)
            self._remember_polygons()

    def _on_polygons(self, layer) -> None:
        self._planner.set_polygons(layer if isinstance(layer, QgsVectorLayer) else None)
        self._remember_polygons()

    def _remember_polygons(self) -> None:
        layer = self.polygons.currentLayer()
        if self.within.isChecked() and layer is not None and not self._is_reading:
            self._memory.write("polygons", layer.id())

    def _show_area(self) -> None:
        """What there is to say of the polygons, where they are the area."""
        is_within, layer = self.within.isChecked(), self.polygons.currentLayer()
        self.polygons.setEnabled(is_within and layer is not None)
        tip = tr("The layer of the polygons; it may have another coordinate system than the image")
        self.polygons.setToolTip(tip if layer is None else f"{layer.name()}\n{tip}")
        aoi = self._planner.aoi
        tip = tr("Where edges cross, what they wind around once is inside, as after Fix geometries")
        self.hint.show_text(aoi.note if aoi is not None else "", tip)
        self.hint.setVisible(is_within and aoi is not None)

    def _on_resolution(self, index: int) -> None:
        self._planner.choose_scale(self.resolution.itemData(index))

    # What follows

    def _show_plan(self) -> None:
        planner = self._planner
        asks = planner.asks_pixel_size
        self.pixel_size.setVisible(asks)
        self.pixel_label.setVisible(asks)
        if asks and self.pixel_size.value() != (planner.pixel_size_m or 0.0):
            self.pixel_size.blockSignals(True)  # never while it is being typed
            self.pixel_size.setValue(planner.pixel_size_m or 0.0)
            self.pixel_size.blockSignals(False)
        self.resolution.clear()
        ladder = planner.ladder
        if ladder is not None:
            for index, step in enumerate(ladder.steps):
                self.resolution.addItem(step_text(ladder, index), step.scale)
            self.resolution.setCurrentIndex(ladder.steps.index(planner.step))
        self.resolution.setEnabled(ladder is not None)
        self.size.show_text(size_text(planner.plan) if planner.plan is not None else "")
        self.cost.show_text(cost_text(planner.plan) if planner.plan is not None else "")
        self._show_area()
