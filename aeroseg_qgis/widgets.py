"""Small widgets of the dock that know nothing of runs."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

__all__ = [
    "SHORT_ROLE",
    "Card",
    "ElidedLabel",
    "MoreCombo",
    "Notice",
    "PresetChips",
    "StatusLabel",
    "heading_label",
    "let_shrink",
    "line",
    "tool_button",
]

NOTICE_ICON_PX = 16
MUTED_ALPHA = 160
NARROW_PX = 80
SHORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # an entry's text while the list is closed


class ElidedLabel(QLabel):
    """One line that never asks for more room than there is; the whole text is the tooltip."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__(parent)
        self._full, self._tip, self._mode = "", "", mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.show_text(text)

    @property
    def full_text(self) -> str:
        """The text without elision."""
        return self._full

    def show_text(self, text: str, tip: str = "") -> None:
        """Show a text; `tip` goes into the tooltip below it."""
        self._full, self._tip = text, tip
        self._fit()

    def set_muted(self) -> None:
        """Grey text, for what is only to be glanced at."""
        palette = self.palette()
        color = palette.color(QPalette.ColorRole.WindowText)
        color.setAlpha(MUTED_ALPHA)
        palette.setColor(QPalette.ColorRole.WindowText, color)
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """A line high, any width."""
        return QSize(0, self.fontMetrics().height() + 2)

    def sizeHint(self) -> QSize:
        """A line high."""
        return QSize(0, self.fontMetrics().height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, self._mode, max(0, self.width()))
        self.setText(shown)
        parts = [self._full if shown != self._full else "", self._tip]
        self.setToolTip("\n".join(part for part in parts if part))


class StatusLabel(QLabel):
    """Two lines that are always there, so that nothing moves; a longer text is the tooltip too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 2)

    @property
    def full_text(self) -> str:
        """The text."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        self.setToolTip(text)


class Notice(QFrame):
    """A sentence with an icon, in the colours of tooltips; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self._icon = QLabel(self)
        self._icon.setPixmap(
            QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(NOTICE_ICON_PX, NOTICE_ICON_PX)
        )
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.addWidget(self._icon)
        layout.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty when hidden."""
        return self._label.text() if not self.isHidden() else ""

    def say(self, text: str) -> None:
        """Show a sentence, or hide for an empty one."""
        self._label.setText(text)
        self.setVisible(bool(text))


class Card(QFrame):
    """A framed text with buttons, in place of controls that make no sense yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 8, 8, 8)
        self._layout.addWidget(self._text)

    @property
    def text(self) -> str:
        """The text."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Set the text."""
        self._text.setText(text)

    def add_button(
        self, name: str, text: str, tip: str, clicked: Callable[[], None]
    ) -> QPushButton:
        """Add a button below the text."""
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.clicked.connect(lambda: clicked())
        self._layout.addWidget(button)
        return button


class MoreCombo(QComboBox):
    """A combo box whose last entry may be an action, such as "More...".

    The closed box shows the SHORT_ROLE of the choice, where it has one.

    The action is taken from the open list only: arrow keys and the wheel on the closed box pass
    over it, and it never becomes the choice.
    """

    moreAsked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._more = -1
        self._chosen = -1
        self._is_list_open = False
        self.currentIndexChanged.connect(self._keep)
        self.activated.connect(self._take)

    def clear(self) -> None:
        """Remove all entries, the action too."""
        self._more = self._chosen = -1
        super().clear()

    def add_more(self, text: str, tip: str) -> None:
        """Add the action below a line; every other entry must be there already."""
        self.insertSeparator(self.count())
        self._more = self.count()
        self.addItem(text)
        self.setItemData(self._more, tip, Qt.ItemDataRole.ToolTipRole)

    @property
    def more_text(self) -> str:
        """The action's text; empty without one."""
        return self.itemText(self._more) if self._more >= 0 else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the choice in short, elided in the middle, so that its end stays to be read."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.itemData(self.currentIndex(), SHORT_ROLE) or option.currentText
        box = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        icon = 0 if option.currentIcon.isNull() else option.iconSize.width() + 6
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideMiddle, box.width() - icon
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        """Open the list."""
        self._is_list_open = True
        room = self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + room)
        super().showPopup()

    def hidePopup(self) -> None:
        """Close the list; what was chosen in it is told within the same event."""
        super().hidePopup()
        QTimer.singleShot(0, self._close_list)

    def _close_list(self) -> None:
        self._is_list_open = self.view().isVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel changes no model."""
        event.ignore()

    def _keep(self, index: int) -> None:
        if index != self._more:
            self._chosen = index

    def _take(self, index: int) -> None:
        if index == self._more >= 0:
            self.setCurrentIndex(self._chosen)
            if self._is_list_open:
                self.moreAsked.emit()


class PresetChips(QWidget):
    """Lists of names to click, shown while the class list is empty."""

    chosen = pyqtSignal(list)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = QLabel(hint, self)
        self._hint.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._grid.addWidget(self._hint, 0, 0)
        self._chips: list[QPushButton] = []

    def offer(
        self, presets: list[tuple[str, list[str]]], tip_of: Callable[[list[str]], str]
    ) -> None:
        """Show one chip for each preset: its text and its class lines."""
        for chip in self._chips:
            chip.setParent(None)
            chip.deleteLater()
        self._chips = []
        for row, (text, lines) in enumerate(presets):
            chip = _Chip(text, self)
            chip.setObjectName(f"presetChip{row}")
            chip.setToolTip(tip_of(lines))
            chip.clicked.connect(lambda _=False, lines=lines: self.chosen.emit(lines))
            self._grid.addWidget(chip, row + 1, 0)
            self._chips.append(chip)
        self._grid.setRowStretch(len(presets) + 1, 1)


class _Chip(QPushButton):
    """A button whose text elides in place of widening the dock."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._full = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Any width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide again."""
        super().resizeEvent(event)
        room = max(0, self.width() - 16)
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room))


def tool_button(name: str, icon: QIcon, tip: str, parent: QWidget) -> QToolButton:
    """A flat icon button."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setIcon(icon)
    button.setToolTip(tip)
    button.setAutoRaise(True)
    button.setIconSize(QSize(16, 16))
    return button


def heading_label(text: str, parent: QWidget) -> QLabel:
    """The title of a part of the panel."""
    label = QLabel(text, parent)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def line(parent: QWidget) -> QFrame:
    """A thin separator."""
    separator = QFrame(parent)
    separator.setFrameShape(QFrame.Shape.HLine)
    separator.setFrameShadow(QFrame.Shadow.Sunken)
    return separator


def let_shrink(combo: QComboBox) -> None:
    """Let a combo box be narrower than its longest entry."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    combo.setMinimumWidth(NARROW_PX)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
