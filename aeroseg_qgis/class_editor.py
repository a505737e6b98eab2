"""The dialog for one class: name, other words, colour, threshold."""

from __future__ import annotations

import re

from qgis.gui import QgsColorButton
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from .class_lines import ClassLines
from .class_text import (
    is_everything_else,
    threshold_of,
    with_color,
    with_threshold,
    with_wordings,
    wording_keys,
    wordings,
)
from .text import tr

__all__ = ["ClassEditor"]

USUAL_THRESHOLD = 0.5
BETWEEN_WORDS = re.compile(r"[,，、|\r\n]+")
NOT_IN_A_NAME = re.compile(r"[,，、|=@#\r\n]+")  # they would end the name in a class line


class ClassEditor(QDialog):
    """Edits a row of the class list; OK is one step that can be undone."""

    def __init__(self, lines: ClassLines, row: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classEditor")
        self.setWindowTitle(tr("Class"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines, self._line = lines, lines.lines[row]
        self._shown_color = lines.color_of(row)
        name, *others = wordings(self._line)
        own = threshold_of(self._line)
        self.name = QLineEdit(name, self)
        self.name.setObjectName("className")
        self.name.setToolTip(tr("The name in the legend and in the table; it is searched too"))
        self.others = QLineEdit(", ".join(others), self)
        self.others.setObjectName("classWords")
        self.others.setPlaceholderText(tr("for example: house, roof"))
        self.others.setToolTip(
            tr("Other words for the same class, with commas between; each is searched")
        )
        self.color = QgsColorButton(self)
        self.color.setObjectName("classColor")
        self.color.setToolTip(tr("Colour on the map; the arrow also offers to leave it to AerOSeg"))
        self.color.setShowNull(True, tr("Automatic"))
        if self._shown_color is not None:
            self.color.setColor(self._shown_color)
        else:
            self.color.setToNull()
        self.has_threshold = QCheckBox(tr("Own threshold"), self)
        self.has_threshold.setObjectName("classHasThreshold")
        self.has_threshold.setChecked(own is not None)
        self.has_threshold.setToolTip(tr("Otherwise the model's own threshold holds"))
        self.threshold = QDoubleSpinBox(self)
        self.threshold.setObjectName("classThreshold")
        self.threshold.setRange(0.0, 1.0)
        self.threshold.setSingleStep(0.05)
        self.threshold.setDecimals(2)
        self.threshold.setValue(USUAL_THRESHOLD if own is None else own)
        self.threshold.setToolTip(
            tr("From 0 to 1: a pixel whose score for this class is lower gets no class")
        )
        self.threshold.setEnabled(own is not None)
        self.has_threshold.toggled.connect(self.threshold.setEnabled)
        row_layout = QHBoxLayout()
        row_layout.addWidget(self.has_threshold)
        row_layout.addWidget(self.threshold)
        row_layout.addStretch(1)
        form = QFormLayout()
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Other words"), self.others)
        form.addRow(tr("Colour"), self.color)
        form.addRow("", row_layout)
        self.message = QLabel(self)
        self.message.setObjectName("classMessage")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.message)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self.name.textChanged.connect(self._check)
        self.others.textChanged.connect(self._check)
        self.resize(360, self.sizeHint().height())
        self._check()
        self.name.selectAll()

    def line(self) -> str:
        """The class line as the dialog stands."""
        names = [self.name.text().strip()]
        names += [word.strip() for word in BETWEEN_WORDS.split(self.others.text()) if word.strip()]
        line = self._line if names == wordings(self._line) else with_wordings(self._line, names)
        if self.color.isNull():
            line = with_color(line, "") if self._shown_color is not None else line
        elif self._shown_color is None or self.color.color() != self._shown_color:
            line = with_color(line, self.color.color().name())
        wanted = self.threshold.value() if self.has_threshold.isChecked() else None
        if wanted != threshold_of(self._line):
            line = with_threshold(line, wanted)
        return line

    def accept(self) -> None:
        """Take it over, where the row is still there."""
        if self._line in self._lines.lines:
            row = self._lines.lines.index(self._line)
            color = "" if self.color.isNull() else self.color.color().name()
            self._lines.set_line(row, self.line(), color)
        super().accept()

    def _check(self) -> None:
        line = self.line()
        kept = list(self._lines.lines)
        if self._line in kept:
            kept.remove(self._line)
        taken = {key for other in kept for key in wording_keys(other)}
        twice = [word for word in wordings(line) if word.casefold() in taken]
        text = ""
        if not self.name.text().strip():
            text = tr("A class needs a name.")
        elif NOT_IN_A_NAME.search(self.name.text()):
            text = tr("A name cannot hold any of these signs: {signs}").format(signs=", | = @ #")
        elif NOT_IN_A_NAME.search(BETWEEN_WORDS.sub("", self.others.text())):
            text = tr("A word cannot hold any of these signs: {signs}").format(signs="= @ #")
        elif twice:
            text = tr("“{name}” is in the list already.").format(name=twice[0])
        is_other = is_everything_else(line)
        for widget in (self.color, self.has_threshold):
            widget.setEnabled(not is_other)
        self.threshold.setEnabled(not is_other and self.has_threshold.isChecked())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not text)
        if not text and is_other:
            text = tr("This is what is none of the other classes; it is not drawn on the map.")
        self.message.setText(text)
