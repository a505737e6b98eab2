"""The upper part of the panel: which image, which part of it, how fine; and how large that is.

It keeps the planner informed and shows what the planner makes of it. What was chosen is
remembered with the project.
"""

from __future__ import annotations

from qgis.core import QgsApplication, QgsMapLayerProxyModel, QgsProject, QgsRasterLayer
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
    QWidget,
)

from .area import View
from .planner import Planner
from .results import is_made_here
from .settings import ProjectMemory, Settings
from .text import tr
from .widgets import ElidedLabel, let_shrink, tool_button
from .wording import size_text, step_text

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
        self._areas = QButtonGroup(self)
        row = QHBoxLayout()
        for button in (self.view, self.whole):
            self._areas.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        form.addRow(tr("Area"), row)

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

    def _connect(self) -> None:
        self.image.layerChanged.connect(self._on_image)
        self.view.toggled.connect(self._on_area)
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
        is_view = (self._memory.read("area") or self._settings.area) != "layer"
        self.view.setChecked(is_view)
        self.whole.setChecked(not is_view)
        self._planner.set_uses_view(is_view)
        self._is_reading = False
        self._on_layers()
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

    def _on_view(self) -> None:
        settings = self._canvas.mapSettings()
        self._planner.set_view(View(settings.visibleExtent(), settings.destinationCrs()))

    # What is chosen

    def _on_image(self, layer) -> None:
        self._planner.set_layer(layer if isinstance(layer, QgsRasterLayer) else None)
        if layer is not None:
            self.image.setToolTip(layer.name())

    def _on_area(self, is_view: bool) -> None:
        self._planner.set_uses_view(is_view)
        if not self._is_reading:
            self._settings.area = "view" if is_view else "layer"
            self._memory.write("area", self._settings.area)

    def _on_resolution(self, index: int) -> None:
        self._planner.set_scale(self.resolution.itemData(index))

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
