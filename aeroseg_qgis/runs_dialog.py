"""The list of finished runs: search, open again, take its settings, repeat, copy as a command."""

from __future__ import annotations

import sys
from typing import Callable

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .past_runs import PastRun
from .shell_command import CMD, POSIX, POWERSHELL, Invocation
from .text import count, duration, elide_names, ground, size_px, tr
from .widgets import ElidedLabel

__all__ = ["RunsDialog"]

COLUMN_WHEN, COLUMN_IMAGE, COLUMN_CLASSES, COLUMN_MODEL, COLUMN_PLACE = range(5)
RUN_ROLE = int(Qt.ItemDataRole.UserRole)
NAMES_PX = 260
SAID_MS = 8_000


class _Row(QTreeWidgetItem):
    """A run; sorted by time in the first column, by text in the others."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn() if self.treeWidget() is not None else 0
        if column == COLUMN_WHEN:
            return self.data(0, RUN_ROLE).when < other.data(0, RUN_ROLE).when
        return self.text(column).casefold() < other.text(column).casefold()


class RunsDialog(QDialog):
    """Finished runs, the newest first.

    Args:
        find: Gives the runs; asked when the dialog opens and when a run ends.
        command: Gives the command line that repeats a run.
    """

    openAsked = pyqtSignal(object)  # PastRun: add its layer again
    useAsked = pyqtSignal(object)  # PastRun: fill the panel
    repeatAsked = pyqtSignal(object)  # PastRun: the same once more

    def __init__(
        self,
        find: Callable[[], list[PastRun]],
        command: Callable[[PastRun], Invocation],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find, self._command = find, command
        self._is_busy = False
        self.setObjectName("runsDialog")
        self.setWindowTitle(tr("AerOSeg: runs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QgsFilterLineEdit(self)
        self.search.setObjectName("runsSearch")
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search image, classes, model, place"))
        self.search.setToolTip(tr("Show the runs that hold all of these words"))
        self.search.textChanged.connect(self._filter)
        self.stack = QStackedWidget(self)
        self.list = self._build_list()
        self.nothing = QLabel(self)
        self.nothing.setObjectName("runsNothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.setEnabled(False)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        self.about = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideMiddle)
        self.about.setObjectName("runsAbout")
        self.about.set_muted()
        self.message = QLabel(self)
        self.message.setObjectName("runsMessage")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.about)
        layout.addLayout(self._build_buttons())
        layout.addWidget(self.message)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(lambda: self.message.setText(""))
        self.resize(860, 420)
        self.refresh()
        self.search.setFocus()

    def _build_list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setObjectName("runsList")
        tree.setHeaderLabels([tr("When"), tr("Image"), tr("Classes"), tr("Model"), tr("Place")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setSortingEnabled(True)
        tree.sortByColumn(COLUMN_WHEN, Qt.SortOrder.DescendingOrder)
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setToolTip(tr("Runs whose results are still there. Double-click adds the layer again"))
        header = tree.header()
        header.setStretchLastSection(False)
        for column in (COLUMN_WHEN, COLUMN_PLACE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (COLUMN_IMAGE, COLUMN_MODEL):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, 150)
        header.setSectionResizeMode(COLUMN_CLASSES, QHeaderView.ResizeMode.Stretch)
        tree.itemSelectionChanged.connect(self._show_run)
        tree.itemActivated.connect(lambda *_: self.open.click())
        tree.customContextMenuRequested.connect(self._show_menu)
        return tree

    def _build_buttons(self) -> QHBoxLayout:
        self.open = self._button(
            "runOpenButton", tr("Add to the map"), "/mActionAddRasterLayer.svg", self.openAsked
        )
        self.use = self._button(
            "runUseButton", tr("Use its settings"), "/mActionEditPaste.svg", self.useAsked
        )
        self.repeat = self._button(
            "runRepeatButton", tr("Repeat"), "/mActionRefresh.svg", self.repeatAsked
        )
        self.copy = QToolButton(self)
        self.copy.setObjectName("runCopyButton")
        self.copy.setText(tr("Copy as command line"))
        self.copy.setIcon(QgsApplication.getThemeIcon("/mActionEditCopy.svg"))
        self.copy.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self.copy)
        shells = {
            POSIX: tr("For &bash, zsh and other POSIX shells"),
            POWERSHELL: tr("For &PowerShell"),
            CMD: tr("For the &command prompt (cmd)"),
        }
        for shell, text in shells.items():
            action = menu.addAction(text)
            action.setObjectName(f"copyFor_{shell}")
            action.triggered.connect(lambda _=False, shell=shell: self.copy_for(shell))
        self.copy.setMenu(menu)
        own = POWERSHELL if sys.platform == "win32" else POSIX
        self.copy.clicked.connect(lambda: self.copy_for(own))
        self.folder = self._button("runFolderButton", tr("Folder"), "/mActionFileOpen.svg", None)
        self.folder.setToolTip(tr("Show the files of this run"))
        self.folder.clicked.connect(self._open_folder)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        row = QHBoxLayout()
        for button in (self.open, self.use, self.repeat, self.copy, self.folder):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _button(self, name: str, text: str, icon: str, asked) -> QPushButton:
        button = QPushButton(QgsApplication.getThemeIcon(icon), text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        if asked is not None:
            button.clicked.connect(lambda: asked.emit(self.run) if self.run else None)
        return button

    # What is shown

    @property
    def run(self) -> PastRun | None:
        """The run that is selected."""
        items = self.list.selectedItems()
        return items[0].data(0, RUN_ROLE) if items else None

    def refresh(self) -> None:
        """Read the folders again; the selection stays."""
        chosen = self.run.folder if self.run else None
        self.list.setSortingEnabled(False)
        self.list.clear()
        for run in self._find():
            row = _Row([""] * 5)
            row.setData(0, RUN_ROLE, run)
            texts = {
                COLUMN_WHEN: _when(run),
                COLUMN_IMAGE: run.image_name,
                COLUMN_CLASSES: elide_names(run.names, 400),
                COLUMN_MODEL: run.model_title,
                COLUMN_PLACE: run.place,
            }
            for column, text in texts.items():
                row.setText(column, text)
                row.setToolTip(column, text)
            row.setToolTip(COLUMN_CLASSES, "\n".join(run.lines[:40]))
            self.list.addTopLevelItem(row)
            if run.folder == chosen:
                row.setSelected(True)
        self.list.setSortingEnabled(True)
        self._filter()
        if self.run is None and self.list.topLevelItemCount():
            self.list.setCurrentItem(self.list.topLevelItem(0))
        self._show_run()

    def set_busy(self, is_busy: bool) -> None:
        """While a run goes on, none can be repeated."""
        self._is_busy = is_busy
        self._show_run()

    def say(self, text: str) -> None:
        """A line below the buttons, for a while."""
        self.message.setText(text)
        self._quiet.start(SAID_MS)

    def select(self, run: PastRun) -> None:
        """Show a run as the selected one."""
        for index in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(index)
            if item.data(0, RUN_ROLE).folder == run.folder:
                self.list.setCurrentItem(item)

    def _filter(self, *_) -> None:
        words = self.search.text().casefold().split()
        shown = 0
        for index in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(index)
            run = item.data(0, RUN_ROLE)
            text = " ".join([*(item.text(column) for column in range(5)), *run.lines]).casefold()
            is_hidden = not all(word in text for word in words)
            item.setHidden(is_hidden)
            shown += not is_hidden
            if is_hidden and item.isSelected():
                item.setSelected(False)
        if self.list.topLevelItemCount() == 0:
            self.nothing.setText(
                tr("There is no finished run yet. Each run of the panel is listed here.")
            )
        else:
            self.nothing.setText(
                tr("None of the {n} runs holds these words.").format(
                    n=count(self.list.topLevelItemCount())
                )
            )
        self.stack.setCurrentWidget(self.list if shown else self.nothing)

    def _show_run(self) -> None:
        run = self.run
        self.about.show_text(_about(run) if run else "", str(run.folder) if run else "")
        for button in (self.open, self.use, self.folder):
            button.setEnabled(run is not None)
        nothing = tr("Select a run first.")
        self.open.setToolTip(
            tr("Add the class raster of this run to the project again") if run else nothing
        )
        self.use.setToolTip(
            tr("Fill the panel with its names, model and resolution, for another part of the map")
            if run
            else nothing
        )
        why = run.why_no_repeat() if run else nothing
        if not why and self._is_busy:
            why = tr("A run is going on.")
        self.repeat.setEnabled(not why)
        self.repeat.setToolTip(why or tr("Run exactly the same once more, into a new folder"))
        why = run.why_no_command() if run else nothing
        self.copy.setEnabled(not why)
        self.copy.setToolTip(why or tr("Copy the command line that gives the same class raster"))

    # What is done

    def copy_for(self, shell: str) -> None:
        """Put the command line of the selected run on the clipboard."""
        if self.run is None or self.run.why_no_command():
            return
        QGuiApplication.clipboard().setText(self._command(self.run).text(shell))
        self.say(tr("The command line is on the clipboard. It writes “classes-repeated.tif”."))

    def _open_folder(self) -> None:
        if self.run is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.run.folder)))

    def _show_menu(self, place) -> None:
        if self.list.itemAt(place) is None:
            return
        menu = QMenu(self)
        for button in (self.open, self.use, self.repeat):
            action = menu.addAction(button.icon(), button.text(), button.click)
            action.setEnabled(button.isEnabled())
        copies = menu.addMenu(self.copy.icon(), self.copy.text())
        copies.addActions(self.copy.menu().actions())
        copies.setEnabled(self.copy.isEnabled())
        menu.addAction(self.folder.icon(), self.folder.text(), self.folder.click)
        menu.exec(self.list.viewport().mapToGlobal(place))


def _when(run: PastRun) -> str:
    """Date and time as the user's locale writes them, short."""
    moment = QDateTime.fromSecsSinceEpoch(int(run.when.timestamp()))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def _about(run: PastRun) -> str:
    """Size, resolution, device, time and folder of a run, in one line."""
    parts = []
    result = run.record.get("result") or {}
    if result.get("width") and result.get("height"):
        parts.append(size_px(int(result["width"]), int(result["height"])))
    if run.gsd_m > 0:
        parts.append(ground(run.gsd_m))
    parts.append(str(run.record.get("device", "")).upper())
    if result.get("seconds"):
        parts.append(duration(float(result["seconds"])))
    parts.append(str(run.folder))
    return " · ".join(part for part in parts if part)
