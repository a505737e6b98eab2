"""The list of unfinished runs in the panel: there only while there are some.

A row is a run that was cancelled, failed, or died with QGIS, with what is done of it. Resume goes
on from there, Remove asks first.
"""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QDate, QLocale, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from . import unfinished
from .catalogue import Catalogue, title_of
from .class_lines import right_aligned
from .problems import Problem
from .results import folder_for
from .run import Runner
from .settings import Settings
from .text import count, data_size, elide_names, percent, tr
from .unfinished import Unfinished
from .widgets import heading_label

__all__ = ["UnfinishedCard"]

RUN_ROLE = int(Qt.ItemDataRole.UserRole)
COLUMN_RUN, COLUMN_WHEN, COLUMN_DONE = range(3)
MOST_ROWS = 3  # shown at once; more scroll
MOST_NAMES = 200


class UnfinishedCard(QFrame):
    """Unfinished runs of the results folder, with Resume and Remove.

    Args:
        runner: Goes on with a run; tells when there may be a new one.
        settings: Know the results folder.
        catalogue: Knows the titles of models.
    """

    problemShown = pyqtSignal(object)  # Problem
    questionShown = pyqtSignal(object)  # QMessageBox that is open
    resumed = pyqtSignal()  # a run goes on

    def __init__(
        self,
        runner: Runner,
        settings: Settings,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unfinishedCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._runner = runner
        self._settings = settings
        self._catalogue = catalogue
        self._build()
        self.tree.currentItemChanged.connect(self._show_buttons)
        runner.putAway.connect(self.refresh)
        runner.stateChanged.connect(self._show_buttons)
        self.hide()

    def close_down(self) -> None:
        """Before the panel goes."""
        self._runner.putAway.disconnect(self.refresh)
        self._runner.stateChanged.disconnect(self._show_buttons)

    # Widgets

    def _build(self) -> None:
        heading = heading_label(tr("Unfinished"), self)
        self.tree = _Runs(self)
        self.tree.setObjectName("unfinishedList")
        self.tree.setToolTip(tr("Runs that ended halfway; what they have finished is kept"))
        self.tree.setColumnCount(3)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(COLUMN_RUN, QHeaderView.ResizeMode.Stretch)
        for column in (COLUMN_WHEN, COLUMN_DONE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.deleteAsked.connect(self.ask_remove)
        self.tree.itemActivated.connect(lambda *_: self.resume())
        self.resume_button = QPushButton(tr("Resume"), self)
        self.resume_button.setObjectName("resumeButton")
        self.resume_button.setIcon(QgsApplication.getThemeIcon("/mActionPlay.svg"))
        self.remove_button = QPushButton(tr("Remove…"), self)
        self.remove_button.setObjectName("removeUnfinishedButton")
        self.remove_button.setIcon(QgsApplication.getThemeIcon("/mActionDeleteSelected.svg"))
        self.remove_button.setToolTip(tr("Delete this run with all that it has finished; asks"))
        self.resume_button.clicked.connect(self.resume)
        self.remove_button.clicked.connect(self.ask_remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.resume_button, self.remove_button):
            button.setIconSize(QSize(16, 16))
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self.tree)
        layout.addLayout(buttons)

    def refresh(self) -> None:
        """Look into the results folder again."""
        chosen = self.chosen()
        runs = unfinished.find(folder_for(self._settings))
        self.tree.clear()
        for run in runs:
            item = QTreeWidgetItem([_what(run), _when(run), percent(run.share)])
            item.setData(COLUMN_RUN, RUN_ROLE, run)
            for column in (COLUMN_WHEN, COLUMN_DONE):
                item.setTextAlignment(column, right_aligned())
            for column in range(self.tree.columnCount()):
                item.setToolTip(column, _tip(run))
            self.tree.addTopLevelItem(item)
            if chosen is not None and run.folder == chosen.folder:
                self.tree.setCurrentItem(item)
        if runs and self.tree.currentItem() is None:
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self.tree.setFixedHeight(
            min(len(runs), MOST_ROWS) * max(1, self.tree.sizeHintForRow(0))
            + 2 * self.tree.frameWidth()
        )
        self._show_buttons()
        self.setVisible(bool(runs))

    def chosen(self) -> Unfinished | None:
        """The run of the current row."""
        item = self.tree.currentItem()
        return item.data(COLUMN_RUN, RUN_ROLE) if item is not None else None

    def _show_buttons(self, *_) -> None:
        has_one, is_busy = self.chosen() is not None, self._runner.is_busy
        self.resume_button.setEnabled(has_one and not is_busy)
        self.remove_button.setEnabled(has_one)
        tip = tr("Go on where this run ended; its finished parts are used")
        self.resume_button.setToolTip(tr("A run is going on.") if is_busy else tip)

    # What the user does

    def resume(self) -> None:
        """Go on with the chosen run."""
        run = self.chosen()
        if run is None or self._runner.is_busy:
            return
        model = self._catalogue.find(run.model_id)
        try:
            self._runner.resume(run, title_of(model) if model is not None else run.model_id)
        except Problem as problem:
            self.refresh()
            self.problemShown.emit(problem)
            return
        self.refresh()  # it is locked now, and no leftover
        self.resumed.emit()

    def ask_remove(self) -> None:
        """Ask, then delete the chosen run."""
        run = self.chosen()
        if run is None:
            return
        box = QMessageBox(self)
        box.setObjectName("removeQuestion")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Remove an unfinished run?"))
        box.setText(tr("Remove the unfinished run of “{image}”?").format(image=run.image_name))
        box.setInformativeText(
            tr("{done} of {total} blocks are done ({names}). Removing frees {size}.").format(
                done=count(run.done),
                total=count(run.total),
                names=elide_names(run.names),
                size=data_size(run.disk_bytes()),
            )
        )
        agree = box.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        agree.setObjectName("removeAgreeButton")
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take(button) -> None:
            if button is agree:
                unfinished.remove(run)
                self.refresh()

        box.buttonClicked.connect(take)
        box.open()
        self.questionShown.emit(box)


class _Runs(QTreeWidget):
    """The rows; Delete asks to remove one."""

    deleteAsked = pyqtSignal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete is for the run."""
        if event.key() == Qt.Key.Key_Delete:
            self.deleteAsked.emit()
            return
        super().keyPressEvent(event)


def _what(run: Unfinished) -> str:
    return tr("{image}: {names}").format(
        image=run.image_name, names=elide_names(run.names, limit=MOST_NAMES)
    )


def _when(run: Unfinished) -> str:
    """The time of today, the day of earlier."""
    if run.started is None:
        return ""
    day = QDate(run.started.year, run.started.month, run.started.day)
    if day == QDate.currentDate():
        return run.started.strftime("%H:%M")
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def _tip(run: Unfinished) -> str:
    lines = [
        _what(run),
        tr("{done} of {total} blocks are done").format(
            done=count(run.done), total=count(run.total)
        ),
    ]
    if run.started is not None:
        lines.append(tr("Started {time}").format(time=run.started.strftime("%Y-%m-%d %H:%M")))
    lines.append(str(run.folder))
    return "\n".join(lines)
