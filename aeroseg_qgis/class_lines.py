"""The class list behind the dock: lines as typed, what the worker made of them, undo and redo.

A line is kept exactly as typed; the one parser is in the worker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from .class_text import (
    is_everything_else,
    plain_name,
    short_name,
    shown_text,
    split_lines,
    threshold_of,
    with_color,
    without_color,
    wording_keys,
    wordings,
)
from .messages import ParsedClass, ParsedLines
from .text import count, decimal, percent, tr

__all__ = ["COLUMN_NAME", "COLUMN_REMOVE", "COLUMN_STATE", "ClassLines", "swatch"]

COLUMN_NAME, COLUMN_STATE, COLUMN_REMOVE = range(3)
NO_PARENT = QModelIndex()
SWATCH_PX = 16
MOST_UNDO_STEPS = 200
OTHER_SHARE = ""  # key of the share that no class has


@dataclass(frozen=True)
class Added:
    """What came of adding typed text."""

    added: list[str]
    doubles: list[str]
    empty: int

    @property
    def notice(self) -> str:
        """A sentence about what was left out; empty when everything was taken."""
        if self.doubles and len(self.doubles) == 1:
            return tr("“{name}” is in the list already.").format(name=self.doubles[0])
        if self.doubles:
            return tr("{n} names are in the list already.").format(n=count(len(self.doubles)))
        if self.empty and not self.added:
            return tr("There was no name in it. Type for example “building, road”.")
        if self.empty:
            return tr("Empty names were left out.")
        return ""


class ClassLines(QAbstractTableModel):
    """Rows of the class list: name with its colour, state or share, remove."""

    edited = pyqtSignal()  # the lines are others than before
    noticed = pyqtSignal(str)  # a sentence for the user

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[str] = []
        self._parsed: dict[str, ParsedClass] = {}
        self._problems: dict[str, str] = {}
        self._shares: dict[str, float] = {}
        self.is_terse = False  # icons alone say the state, in a narrow panel
        self._before: list[list[str]] = []  # for undo, oldest first
        self._after: list[list[str]] = []  # for redo, newest first

    # What the list holds

    @property
    def lines(self) -> list[str]:
        """The lines, as typed."""
        return list(self._lines)

    @property
    def unknown(self) -> list[str]:
        """Names that the model does not know."""
        parsed = [self._parsed.get(line) for line in self._lines]
        return [item.name for item in parsed if item is not None and not item.known]

    @property
    def unknown_reasons(self) -> list[str]:
        """What the worker says of those names: which models know them, what may be meant."""
        parsed = [self._parsed.get(line) for line in self._lines]
        return [item.reason for item in parsed if item is not None and not item.known]

    @property
    def problems(self) -> list[str]:
        """Sentences about lines that the worker would refuse."""
        return [self._problems[line] for line in self._lines if line in self._problems]

    @property
    def has_known(self) -> bool:
        """Whether the model may know at least one of the names."""
        parsed = [self._parsed.get(line) for line in self._lines]
        return any(item is None or item.known for item in parsed)

    # Changes by the user: each can be undone

    def add_text(self, text: str) -> Added:
        """Add the names in typed or pasted text; doubles and empty names are left out."""
        lines, empty = split_lines(text)
        names = {key for line in self._lines for key in wording_keys(line)}
        added, doubles = [], []
        for line in lines:
            if plain_name(line) in names:
                doubles.append(shown_text(line))
            else:
                names.update(wording_keys(line))
                added.append(line)
        if added:
            self._change(self._lines + added)
        return Added(added, doubles, empty)

    def remove_rows(self, rows: list[int]) -> None:
        """Take rows out."""
        kept = [line for row, line in enumerate(self._lines) if row not in set(rows)]
        if len(kept) != len(self._lines):
            self._change(kept)

    def replace_all(self, lines: list[str]) -> None:
        """Put another list in its place."""
        self._change(list(lines))

    def append_lines(self, lines: list[str]) -> Added:
        """Add a ready list; a class that shares a wording with one that is there is left out."""
        names = {key for line in self._lines for key in wording_keys(line)}
        doubles = [line for line in lines if names.intersection(wording_keys(line))]
        added = [line for line in lines if line not in doubles]
        if added:
            self._change(self._lines + added)
        return Added(added, [shown_text(line) for line in doubles], 0)

    def set_color(self, row: int, color: str) -> None:
        """Give a row another colour."""
        self.set_line(row, with_color(self._lines[row], color), color)

    def set_line(self, row: int, line: str, color: str = "") -> None:
        """Put another line in a row's place; `color` is shown until the worker has answered."""
        if line == self._lines[row]:
            return
        old = self._parsed.get(self._lines[row])
        if old is not None:  # no grey moment
            name, *synonyms = wordings(line)
            self._parsed[line] = replace(
                old,
                name=name,
                synonyms=synonyms,
                color=color or old.color,
                threshold=threshold_of(line),
            )
        self._change([*self._lines[:row], line, *self._lines[row + 1 :]])

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._after)

    def undo(self) -> None:
        """Back to the list before the last change."""
        if self._before:
            self._after.append(self._lines)
            self._set_lines(self._before.pop())

    def redo(self) -> None:
        """Take the last undo back."""
        if self._after:
            self._before.append(self._lines)
            self._set_lines(self._after.pop())

    # Changes from elsewhere

    def load(self, lines: list[str]) -> None:
        """Show another project's list; there is nothing to undo then."""
        self._before.clear()
        self._after.clear()
        self._set_lines(list(lines))

    def set_parsed(self, lines: list[str], parsed: ParsedLines) -> None:
        """Take in what the worker made of these lines."""
        self._problems = {
            lines[number - 1]: message
            for number, message in parsed.problems.items()
            if 1 <= number <= len(lines)
        }
        answers = iter(parsed.classes)
        answer = next(answers, None)
        self._parsed = {}
        for line in lines:
            if answer is None or line in self._problems:
                continue
            if plain_name(line) == answer.name.casefold() or len(parsed.classes) == len(lines):
                self._parsed[line] = answer
                answer = next(answers, None)
        self._refresh()

    def set_shares(self, shares: dict[str, float], other: float = 0.0) -> None:
        """Show the shares of a result behind the names; `other` is that of no class."""
        self._shares = {name.casefold(): share for name, share in shares.items()}
        self._shares[OTHER_SHARE] = other
        self._refresh()

    def color_of(self, row: int) -> QColor | None:
        """The row's colour; None until the worker has told."""
        parsed = self._parsed.get(self._lines[row])
        return QColor(parsed.color) if parsed is not None else None

    # Qt's table interface

    def rowCount(self, parent: QModelIndex = NO_PARENT) -> int:
        """Rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex = NO_PARENT) -> int:
        """Columns."""
        return 3

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Names can be edited in place."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == COLUMN_NAME:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if index.column() == COLUMN_NAME:
            return self._name_data(line, role)
        if index.column() == COLUMN_STATE:
            return self._state_data(line, role)
        if role == Qt.ItemDataRole.DecorationRole:
            return QgsApplication.getThemeIcon("/mIconClearText.svg")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("Remove “{name}”").format(name=short_name(line))
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A name was edited in place; commas make several of it."""
        if role != Qt.ItemDataRole.EditRole or index.column() != COLUMN_NAME:
            return False
        row, lines = index.row(), split_lines(str(value))[0]
        if not lines:
            self.noticed.emit(
                tr("A class needs a name, so “{name}” was kept.").format(
                    name=shown_text(self._lines[row])
                )
            )
            return False
        if lines == [self._lines[row]]:
            return False
        kept = [*self._lines[:row], *self._lines[row + 1 :]]
        others = {key for line in kept for key in wording_keys(line)}
        doubles = [line for line in lines if plain_name(line) in others]
        if doubles:
            self.noticed.emit(
                tr("“{name}” is in the list already.").format(name=shown_text(doubles[0]))
            )
            return False
        self._change([*self._lines[:row], *lines, *self._lines[row + 1 :]])
        return True

    def _name_data(self, line: str, role: int) -> Any:
        parsed, is_other = self._parsed.get(line), is_everything_else(line)
        if role == Qt.ItemDataRole.DisplayRole:
            return without_color(line)
        if role == Qt.ItemDataRole.EditRole:
            return line
        if role == Qt.ItemDataRole.DecorationRole:
            if is_other:
                return swatch(None, is_dashed=True)
            return swatch(QColor(parsed.color) if parsed is not None else None)
        if role == Qt.ItemDataRole.FontRole and is_other:
            font = QFont()
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._name_tip(line)
        return None

    @staticmethod
    def _name_tip(line: str) -> str:
        name, *others = wordings(line)
        parts = [name]
        if is_everything_else(line):
            parts.append(tr("What is none of the other classes; it is not drawn on the map."))
        if others:
            parts.append(tr("The same class: {names}").format(names=", ".join(others)))
        own = threshold_of(line)
        if own is not None:
            parts.append(
                tr("Own threshold: {value}. A pixel with a lower score gets no class.").format(
                    value=decimal(own, 2)
                )
            )
        if is_everything_else(line):
            parts.append(tr("Double-click to edit."))
        else:
            parts.append(
                tr("Double-click to edit; click the colour to change it; Alt+Return for all.")
            )
        return "\n".join(parts)

    def _state_data(self, line: str, role: int) -> Any:
        parsed, problem = self._parsed.get(line), self._problems.get(line)
        if problem or (parsed is not None and not parsed.known):
            if role == Qt.ItemDataRole.DecorationRole:
                return QgsApplication.getThemeIcon("/mIconWarning.svg")
            if role == Qt.ItemDataRole.DisplayRole:
                return "" if self.is_terse else self.state_words(bool(problem))
            if role == Qt.ItemDataRole.ToolTipRole:
                return problem or parsed.reason or tr("not known to this model")
            return None
        share = self._shares.get(OTHER_SHARE if is_everything_else(line) else plain_name(line))
        if role == Qt.ItemDataRole.DisplayRole:
            return percent(share) if share is not None else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return right_aligned()
        if role == Qt.ItemDataRole.ToolTipRole and share is not None:
            return tr("Share of the last result")
        return None

    @staticmethod
    def state_words(is_problem: bool) -> str:
        """What stands beside the warning icon."""
        return tr("not usable") if is_problem else tr("not known")

    # Inside

    def _change(self, lines: list[str]) -> None:
        self._before.append(self._lines)
        del self._before[:-MOST_UNDO_STEPS]
        self._after.clear()
        self._set_lines(lines)

    def _set_lines(self, lines: list[str]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()
        self.edited.emit()

    def _refresh(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, COLUMN_REMOVE))


def right_aligned():
    """Alignment of numbers, as item views take it in Qt 5 (a number) and in Qt 6 (a flag)."""
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return flags if hasattr(flags, "value") else int(flags)


def swatch(color: QColor | None, *, is_dashed: bool = False) -> QIcon:
    """A square of a class's colour; an empty one while it is not known, dashed for no colour."""
    pixmap = QPixmap(SWATCH_PX, SWATCH_PX)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setPen(
        QPen(QColor(128, 128, 128), 1, Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine)
    )
    if color is not None:
        painter.setBrush(color)
    painter.drawRect(1, 1, SWATCH_PX - 3, SWATCH_PX - 3)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else a selected row would tint the colour
    return icon
