"""The tab of the options page for background words."""

from __future__ import annotations

import re

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .class_background import BackgroundGroup, default_groups, own_groups, save_groups
from .problems import Problem
from .text import count, tr

__all__ = ["BackgroundTab"]

COLUMN_WORDS, COLUMN_UNLESS = range(2)
BETWEEN = re.compile(r"[,，、;\r\n]+")
MOST_GROUPS, MOST_WORDS, MOST_UNLESS, LONGEST_WORD = 50, 50, 200, 200  # as the worker takes them


class BackgroundTab(QWidget):
    """Background words, a group in each row; nothing is kept before apply()."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        what = QLabel(
            tr(
                "SegEarth-OV compares your names with these words, so that a single name does not "
                "fill the map. What is nearer to one of them gets no class. A row takes no part "
                "when one of your names holds a word of its second column."
            ),
            self,
        )
        what.setWordWrap(True)
        self.table = QTableWidget(0, 2, self)
        self.table.setObjectName("backgroundTable")
        self.table.setHorizontalHeaderLabels(
            [tr("Background words"), tr("Left out when a name holds")]
        )
        self.table.setToolTip(tr("Words with commas between; double-click or F2 to edit"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(COLUMN_WORDS, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(COLUMN_UNLESS, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(COLUMN_WORDS, 160)
        self.table.itemChanged.connect(lambda *_: self._check())
        self.table.itemSelectionChanged.connect(self._show_buttons)
        self.add = self._button("addBackgroundButton", tr("Add row"), tr("Add words of a kind"))
        self.add.clicked.connect(self._add_row)
        self.remove = self._button(
            "removeBackgroundButton", tr("Remove row"), tr("Take the selected rows out")
        )
        self.remove.clicked.connect(self._remove_rows)
        self.restore = self._button(
            "restoreBackgroundButton", tr("Restore default"), tr("The list that ships with AerOSeg")
        )
        self.restore.clicked.connect(lambda: self.show_groups(default_groups()))
        self.message = QLabel(self)
        self.message.setObjectName("backgroundMessage")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        for button in (self.add, self.remove, self.restore):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(what)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        layout.addWidget(self.message)
        self._before = own_groups() or default_groups()
        self.show_groups(self._before)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        return button

    def show_groups(self, groups: list[BackgroundGroup]) -> None:
        """Fill the table."""
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for group in groups:
            self._put_row(group)
        self.table.blockSignals(False)
        self._check()
        self._show_buttons()

    def groups(self) -> list[BackgroundGroup]:
        """The table as it stands; rows without background words are left out."""
        found = []
        for row in range(self.table.rowCount()):
            words, unless = (self._words(row, column) for column in (COLUMN_WORDS, COLUMN_UNLESS))
            if words:
                # The worker compares them in lower case.
                found.append(BackgroundGroup(words, tuple(word.lower() for word in unless)))
        return found

    def problem(self) -> str:
        """Why the table cannot be used; empty when it can."""
        groups = self.groups()
        if not groups:
            return tr(
                "Without any word the default list stays. To compare with no words at all, switch "
                "“Background words” off in the panel."
            )
        if len(groups) > MOST_GROUPS:
            return tr("More than {n} rows cannot be used.").format(n=count(MOST_GROUPS))
        for group in groups:
            if len(group.words) > MOST_WORDS or len(group.unless) > MOST_UNLESS:
                return tr("The row of “{word}” holds too many words.").format(word=group.words[0])
            for word in (*group.words, *group.unless):
                if len(word) > LONGEST_WORD:
                    return tr("“{word}…” is longer than {n} letters.").format(
                        word=word[:30], n=count(LONGEST_WORD)
                    )
        return ""

    def apply(self) -> None:
        """Keep the list, where it is another one and can be used."""
        groups = self.groups()
        if groups == self._before:
            return
        if not groups:
            groups = default_groups()
        elif self.problem():
            return
        try:
            save_groups(groups)
        except Problem as problem:
            self.message.setText(problem.text)
            return
        self._before = groups

    def _words(self, row: int, column: int) -> tuple[str, ...]:
        item = self.table.item(row, column)
        text = item.text() if item is not None else ""
        words = (" ".join(word.split()) for word in BETWEEN.split(text))
        return tuple(dict.fromkeys(word for word in words if word))

    def _put_row(self, group: BackgroundGroup) -> int:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, words in ((COLUMN_WORDS, group.words), (COLUMN_UNLESS, group.unless)):
            self.table.setItem(row, column, QTableWidgetItem(", ".join(words)))
        return row

    def _add_row(self) -> None:
        row = self._put_row(BackgroundGroup(()))
        self.table.setCurrentCell(row, COLUMN_WORDS)
        self.table.editItem(self.table.item(row, COLUMN_WORDS))

    def _remove_rows(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self.table.removeRow(row)
        self._check()

    def _check(self) -> None:
        self.message.setText(self.problem())
        self.restore.setEnabled(self.groups() != default_groups())

    def _show_buttons(self) -> None:
        self.remove.setEnabled(bool(self.table.selectedIndexes()))
