"""Class names out of a layer: the values of one of its fields become class lines."""

from __future__ import annotations

import re

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFieldProxyModel,
    QgsMapLayerProxyModel,
    QgsVectorLayer,
)
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

from .class_text import with_color
from .corrections import class_field_of
from .messages import MAX_CLASS_LINES
from .text import count, elide_names, tr

__all__ = ["NamesDialog", "lines_of_field"]

NOT_IN_A_NAME = re.compile(r"[\s,，、|@=#\u2028\u2029]+")
SHOWN = 200  # letters of the list of names
LONG_LIST = 254


def lines_of_field(layer: QgsVectorLayer, field: str, *, colors: bool = False) -> list[str]:
    """The different values of a field as class lines, sorted; empty ones are left out.

    Args:
        layer: The layer.
        field: Its field.
        colors: Take the colours of its symbols, where it is drawn by this field.
    """
    index = layer.fields().indexOf(field)
    if index < 0:
        return []
    found, seen = [], set()
    palette = _colors_of(layer, field) if colors else {}
    values = (value for value in layer.uniqueValues(index, MAX_CLASS_LINES) if value is not None)
    for value in sorted(values, key=lambda value: (str(value).casefold(), str(value))):
        text = "" if str(value) == "NULL" else str(value)
        name = NOT_IN_A_NAME.sub(" ", text).strip()
        if not name or name.casefold() in seen:
            continue
        seen.add(name.casefold())
        color = palette.get(str(value), "")
        found.append(with_color(name, color) if color else name)
    return found


def _colors_of(layer: QgsVectorLayer, field: str) -> dict[str, str]:
    """Colours by value, of a layer that is drawn by this field."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return {}
    if renderer.classAttribute().strip('"') != field:
        return {}
    return {
        str(item.value()): item.symbol().color().name()
        for item in renderer.categories()
        if item.symbol() is not None
    }


class NamesDialog(QDialog):
    """Asks for a layer and a field, and shows which names come out of it."""

    chosen = pyqtSignal(list, bool)  # class lines; whether they join those that are there

    def __init__(self, adds: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("namesDialog")
        self.setWindowTitle(tr("Class names from a layer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.layer = QgsMapLayerComboBox(self)
        self.layer.setObjectName("namesLayer")
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.VectorLayer)
        self.layer.setToolTip(tr("A layer with the names as an attribute"))
        self.field = QgsFieldComboBox(self)
        self.field.setObjectName("namesField")
        self.field.setFilters(QgsFieldProxyModel.Filter.String | QgsFieldProxyModel.Filter.Int)
        self.field.setToolTip(tr("Each different value becomes a class"))
        self.colors = QCheckBox(tr("With the colours of its symbols"), self)
        self.colors.setObjectName("namesColors")
        self.colors.setChecked(True)
        self.adds = QCheckBox(tr("Add to the list instead of replacing it"), self)
        self.adds.setObjectName("namesAdd")
        self.adds.setChecked(adds)
        self.shown = QLabel(self)
        self.shown.setObjectName("namesShown")
        self.shown.setWordWrap(True)
        self.shown.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Take the names"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(tr("Layer"), self.layer)
        form.addRow(tr("Field"), self.field)
        form.addRow("", self.colors)
        form.addRow("", self.adds)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.shown)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(420, 240)
        self.layer.layerChanged.connect(self._on_layer)
        self.field.fieldChanged.connect(self._show_names)
        self.colors.toggled.connect(self._show_names)
        self._on_layer(self.layer.currentLayer())

    def lines(self) -> list[str]:
        """What the field gives."""
        layer, field = self.layer.currentLayer(), self.field.currentField()
        if not isinstance(layer, QgsVectorLayer) or not field:
            return []
        is_colored = self.colors.isEnabled() and self.colors.isChecked()
        return lines_of_field(layer, field, colors=is_colored)

    def _on_layer(self, layer) -> None:
        self.field.setLayer(layer)
        if isinstance(layer, QgsVectorLayer):
            self.field.setField(class_field_of(layer))
        self._show_names()

    def _show_names(self, *_) -> None:
        layer, field = self.layer.currentLayer(), self.field.currentField()
        is_vector = isinstance(layer, QgsVectorLayer)
        self.colors.setEnabled(is_vector and bool(_colors_of(layer, field)))
        lines = self.lines()
        text = tr("{n} names: {names}").format(
            n=count(len(lines)), names=elide_names([line.split(" = ")[0] for line in lines], SHOWN)
        )
        if not is_vector:
            text = tr("There is no vector layer in the project.")
        elif not lines:
            text = tr("This field holds no text. Choose another one.")
        elif len(lines) > LONG_LIST:
            text = tr("{text} These are many: is it the right field?").format(text=text)
        self.shown.setText(text)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(lines))

    def accept(self) -> None:
        """Hand the lines over."""
        self.chosen.emit(self.lines(), self.adds.isChecked())
        super().accept()
