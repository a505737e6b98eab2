"""Widgets of the class list: the table of names and the field where names are typed."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QColorDialog,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTreeView,
    QWidget,
)

from .class_editor import ClassEditor
from .class_lines import COLUMN_NAME, COLUMN_REMOVE, COLUMN_STATE, SWATCH_PX, ClassLines
from .class_text import is_everything_else
from .text import tr

__all__ = ["ClassView", "NameInput"]

ROOMY_EM = 26
MOST_SUGGESTIONS = 5
NO_NAME = "\uffff"
FEWEST_ROWS, MOST_ROWS = 6, 12  # shown at once; more scroll


class ClassView(QTreeView):
    """The names with colour, state and a remove button each."""

    menuOpens = pyqtSignal(object, list)  # QMenu and rows: others may add to it

    def __init__(self, model: ClassLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHeaderHidden(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(SWATCH_PX + 4)
        header.setSectionResizeMode(COLUMN_NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COLUMN_STATE, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(COLUMN_REMOVE, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(COLUMN_REMOVE, SWATCH_PX + 12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(lambda *_: self._fit())
        self.clicked.connect(self._on_clicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def sizeHint(self) -> QSize:
        """As many rows as there are, within limits."""
        rows = min(max(self._model.rowCount(), FEWEST_ROWS), MOST_ROWS)
        height = self.sizeHintForRow(0) if self._model.rowCount() else 0
        return QSize(200, rows * max(height, SWATCH_PX + 4) + 2 * self.frameWidth())

    def selected_rows(self) -> list[int]:
        """Rows that are selected."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, F2 edits the line, Alt+Return all that a class has."""
        editing = self.state() == QAbstractItemView.State.EditingState
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.AltModifier and not editing:
            self.edit_class(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not editing:
            self._model.remove_rows(self.selected_rows())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._model.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._model.redo()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a swatch picks a colour and does not begin to edit the name."""
        index = self.indexAt(event.pos())
        if self._is_on_swatch(index, event.pos()) and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self._pick_color(index.row())
            return
        super().mousePressEvent(event)

    def _is_on_swatch(self, index: QModelIndex, position: QPoint) -> bool:
        if not index.isValid() or index.column() != COLUMN_NAME:
            return False
        return position.x() - self.visualRect(index).left() <= SWATCH_PX + 6

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == COLUMN_REMOVE:
            self._model.remove_rows([index.row()])

    def edit_class(self, row: int) -> None:
        """Open the dialog for name, other words, colour and threshold of a row."""
        if 0 <= row < len(self._model.lines):
            ClassEditor(self._model, row, self).open()

    def _pick_color(self, row: int) -> None:
        if is_everything_else(self._model.lines[row]):
            return  # it is not drawn
        dialog = QColorDialog(self._model.color_of(row) or QColor(128, 128, 128), self)
        dialog.setWindowTitle(tr("Colour of the class"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self._model.lines[row]

        def take(color: QColor) -> None:
            if line in self._model.lines:
                self._model.set_color(self._model.lines.index(line), color.name())

        dialog.colorSelected.connect(take)
        dialog.open()

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        rows = self.selected_rows()
        if rows:
            index = self.model().index(rows[0], COLUMN_NAME)
            menu.addAction(tr("Edit line") + "\tF2", lambda: self.edit(index))
            menu.addAction(
                tr("Other words, colour, threshold…") + "\t" + tr("Alt+Return"),
                lambda: self.edit_class(rows[0]),
            )
            color = menu.addAction(tr("Change colour…"), lambda: self._pick_color(rows[0]))
            color.setEnabled(not is_everything_else(self._model.lines[rows[0]]))
            menu.addAction(tr("Remove") + "\t" + tr("Del"), lambda: self._model.remove_rows(rows))
            menu.addSeparator()
            self.menuOpens.emit(menu, rows)
        copy = menu.addAction(tr("Copy all names"), self._copy)
        copy.setEnabled(bool(self._model.lines))
        clear = menu.addAction(tr("Remove all"), lambda: self._model.replace_all([]))
        clear.setEnabled(bool(self._model.lines))
        menu.addSeparator()
        menu.addAction(tr("Undo"), self._model.undo).setEnabled(self._model.can_undo)
        menu.addAction(tr("Redo"), self._model.redo).setEnabled(self._model.can_redo)
        menu.exec(self.viewport().mapToGlobal(position))

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._model.lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel the names need the room more than words beside the icon."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Height for the rows; the state column is wide only while it has something to say."""
        metrics = self.fontMetrics()
        self._model.is_terse = self.width() < ROOMY_EM * metrics.horizontalAdvance("m")
        width = metrics.horizontalAdvance("100 %") + 14
        if (self._model.unknown or self._model.problems) and not self._model.is_terse:
            texts = [self._model.state_words(is_problem) for is_problem in (False, True)]
            width = max(metrics.horizontalAdvance(text) for text in texts) + SWATCH_PX + 14
        self.header().resizeSection(COLUMN_STATE, width)
        self.updateGeometry()


class NameInput(QLineEdit):
    """The field for names: Enter hands them over; so does pasting several lines."""

    submitted = pyqtSignal(str)
    undoAsked = pyqtSignal()  # undo in an empty field means the list
    redoAsked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.returnPressed.connect(self.submit)
        # A pasted line break stays in the text (it is only shown as a space).
        self.textChanged.connect(self._submit_lines)

    def submit(self) -> None:
        """Hand over what was typed and empty the field."""
        text = self.text()
        if self.completer() is not None:
            self.completer().popup().hide()
        if text.strip():
            self.clear()
            self.submitted.emit(text)

    def suggest(self, names: list[str]) -> None:
        """Offer names while typing."""
        self.setCompleter(_PartCompleter(names, self) if names else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo reach the list while nothing is typed."""
        if not self.text() and event.matches(QKeySequence.StandardKey.Undo):
            self.undoAsked.emit()
        elif not self.text() and event.matches(QKeySequence.StandardKey.Redo):
            self.redoAsked.emit()
        else:
            super().keyPressEvent(event)

    def _submit_lines(self, text: str) -> None:
        if "\n" in text or "\r" in text or "\u2029" in text:
            self.submit()


class _PartCompleter(QCompleter):
    """Completes the name behind the last comma; keeps out of the way of a name that is whole."""

    def __init__(self, names: list[str], field: QLineEdit) -> None:
        super().__init__(names, field)
        self._field = field
        self._names = {name.casefold() for name in names}
        self.setMaxVisibleItems(MOST_SUGGESTIONS)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        """What is completed."""
        part = path.rsplit(",", 1)[-1].lstrip()
        # The list of suggestions would lie over the Segment button.
        return [NO_NAME if part.casefold() in self._names else part]

    def pathFromIndex(self, index: QModelIndex) -> str:
        """The whole field with the name completed."""
        before, comma, _ = self._field.text().rpartition(",")
        name = super().pathFromIndex(index)
        return f"{before}{comma} {name}" if comma else name
