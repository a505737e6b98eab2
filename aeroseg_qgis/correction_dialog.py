"""The question before edited polygons are burnt into a class raster: which, and how."""

from __future__ import annotations

from qgis.core import QgsFieldProxyModel, QgsMapLayerProxyModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from .corrections import class_field_of
from .polygon_task import POLYGONS_PROPERTY
from .text import tr

__all__ = ["CorrectionDialog"]


class CorrectionDialog(QDialog):
    """Asks for a layer of polygons and the field that names their class."""

    chosen = pyqtSignal(object, str, bool, bool)  # layer, field, only selected, outside is other

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("correctionDialog")
        self.setWindowTitle(tr("Burn edited polygons into the result"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.layer = QgsMapLayerComboBox(self)
        self.layer.setObjectName("correctionLayer")
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.layer.setToolTip(tr("Polygons whose classes are right; unsaved edits count too"))
        self.field = QgsFieldComboBox(self)
        self.field.setObjectName("correctionField")
        self.field.setFilters(QgsFieldProxyModel.Filter.String | QgsFieldProxyModel.Filter.Int)
        self.field.setToolTip(tr("Names the class; “other”, or nothing, takes the class away"))
        self.selected = QCheckBox(tr("Only selected polygons"), self)
        self.selected.setObjectName("correctionSelected")
        self.outside = QCheckBox(tr("What lies in no polygon becomes “other”"), self)
        self.outside.setObjectName("correctionOutside")
        self.outside.setToolTip(
            tr(
                "For an edited layer that holds all polygons of the result: removed ones are "
                "removed from the result too"
            )
        )
        note = QLabel(
            tr("Only pixels that change are kept as corrections, and hold at every threshold."),
            self,
        )
        note.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Burn"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(tr("Polygons"), self.layer)
        form.addRow(tr("Class field"), self.field)
        form.addRow("", self.selected)
        form.addRow("", self.outside)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(400)
        self.layer.layerChanged.connect(self._on_layer)
        self._prefer_ours()
        self._on_layer(self.layer.currentLayer())

    def _prefer_ours(self) -> None:
        """Polygons that were made of a result are the likeliest."""
        for layer in QgsProject.instance().mapLayers().values():
            if isinstance(layer, QgsVectorLayer) and layer.customProperty(POLYGONS_PROPERTY):
                self.layer.setLayer(layer)

    def _on_layer(self, layer) -> None:
        self.field.setLayer(layer)
        has_layer = isinstance(layer, QgsVectorLayer)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(has_layer)
        if not has_layer:
            return
        self.field.setField(class_field_of(layer))
        count = layer.selectedFeatureCount()
        self.selected.setEnabled(count > 0)
        self.selected.setChecked(False)

    def accept(self) -> None:
        """Hand the answers over."""
        self.chosen.emit(
            self.layer.currentLayer(),
            self.field.currentField(),
            self.selected.isChecked(),
            self.outside.isChecked(),
        )
        super().accept()
