"""The question before polygons are made: how they are to be, and where they go."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from .text import tr
from .vectorise import SHAPES, PolygonOptions

__all__ = ["PolygonDialog"]

KEY = "aeroseg/polygons_"
LARGEST_M2 = 1e9


class PolygonDialog(QDialog):
    """Asks how polygons are to be; remembers the answers."""

    chosen = pyqtSignal(object, str)  # PolygonOptions, path

    def __init__(self, suggested: Path, is_large: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("polygonDialog")
        self.setWindowTitle(tr("Polygons of the result"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        settings = QgsSettings()
        self.dissolve = QCheckBox(tr("One feature for each class"), self)
        self.dissolve.setObjectName("polygonDissolve")
        self.dissolve.setToolTip(tr("Otherwise each connected object is a feature of its own"))
        self.dissolve.setChecked(str(settings.value(KEY + "dissolve", "false")).lower() == "true")
        self.smallest = QDoubleSpinBox(self)
        self.smallest.setObjectName("polygonSmallest")
        self.smallest.setRange(0.0, LARGEST_M2)
        self.smallest.setDecimals(2)
        self.smallest.setSuffix(tr(" m²"))
        self.smallest.setSpecialValueText(tr("keep all"))
        self.smallest.setToolTip(tr("Smaller objects are left out, and smaller holes are filled"))
        self.smallest.setValue(float(settings.value(KEY + "smallest", 0.0) or 0.0))
        self.shape = QComboBox(self)
        self.shape.setObjectName("polygonShape")
        for key, text in zip(
            SHAPES,
            (
                tr("Follow the pixels (areas are exact)"),
                tr("Smooth the borders"),
                tr("Straight edges, right angles where they fit"),
            ),
        ):
            self.shape.addItem(text, key)
        self.shape.setCurrentIndex(max(0, self.shape.findData(settings.value(KEY + "shape"))))
        self.shape.setToolTip(
            tr(
                "Smoothing and right angles treat each object by itself: between neighbours thin "
                "gaps and overlaps may be left."
            )
        )
        self.file = QgsFileWidget(self)
        self.file.setObjectName("polygonFile")
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(tr("GeoPackage (*.gpkg)"))
        self.file.setFilePath(str(suggested))
        self.file.setToolTip(tr("A new file; it gets area, perimeter and mean score as fields"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Make polygons"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(tr("Features"), self.dissolve)
        form.addRow(tr("Smallest area"), self.smallest)
        form.addRow(tr("Shape"), self.shape)
        form.addRow(tr("File"), self.file)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        if is_large:
            note = QLabel(
                tr("This result is large: it may take minutes. You can go on working."), self
            )
            note.setWordWrap(True)
            layout.addWidget(note)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(420)
        self.file.fileChanged.connect(self._check)
        self._check(self.file.filePath())

    def _check(self, path: str) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(path.strip()))

    def options(self) -> PolygonOptions:
        """What is chosen."""
        return PolygonOptions(
            dissolve=self.dissolve.isChecked(),
            min_area_m2=self.smallest.value(),
            shape=self.shape.currentData(),
        )

    def accept(self) -> None:
        """Remember the answers and hand them over."""
        settings, options = QgsSettings(), self.options()
        settings.setValue(KEY + "dissolve", "true" if options.dissolve else "false")
        settings.setValue(KEY + "smallest", options.min_area_m2)
        settings.setValue(KEY + "shape", options.shape)
        path = Path(self.file.filePath())
        if path.suffix.lower() != ".gpkg":
            path = path.with_name(path.name + ".gpkg")
        self.chosen.emit(options, str(path))
        super().accept()
