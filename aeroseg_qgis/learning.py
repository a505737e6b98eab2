"""What the panel learns from the user: calibrating and teaching words.

It opens the dialogs of both, and says which taught words a run takes.
"""

from __future__ import annotations

from dataclasses import replace

from qgis.core import QgsApplication
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QMessageBox

from . import taught_words
from .calibrate_dialog import CalibrateDialog
from .class_text import is_everything_else, short_name, wording_keys
from .class_view import ClassView
from .messages import ModelInfo, ParsedLines
from .problems import Problem
from .settings import Settings
from .teach_dialog import TeachDialog
from .teach_job import TeachJob
from .text import count, tr
from .worker import Worker

__all__ = ["Learning"]

LEARNABLE = "aeroseg"  # the kind of model that words can be taught to


class Learning(QObject):
    """The dialogs, and the words that were taught.

    Args:
        dock: The panel.
        canvas: Where words are marked.
        worker: Does the work.
        settings: Of the plugin.
    """

    said = pyqtSignal(str)  # a sentence for the panel's status line
    problemShown = pyqtSignal(object)
    lookAsked = pyqtSignal()  # the class was learned: show it on the map
    changed = pyqtSignal()  # other words are taught than before

    def __init__(
        self, dock, canvas: QgsMapCanvas, worker: Worker, settings: Settings
    ) -> None:  # fmt: skip
        super().__init__(dock)
        self._dock, self._canvas = dock, canvas
        self._worker, self._settings = worker, settings
        self._job = TeachJob(worker, settings, self)
        self._tried: dict[str, str] = {}  # file by key of the word, while its dialog is open
        self._dialog: TeachDialog | None = None

    def join(self, names: ClassView, menu: QMenu) -> None:
        """Take a place in the class list's menu and in that of more things to do."""
        names.menuOpens.connect(self.add_to_menu)
        icons = QgsApplication.getThemeIcon
        teach = menu.addAction(icons("/mActionCapturePoint.svg"), tr("&Teach a word…"), self.teach)
        teach.setObjectName("teachWordAction")
        teach.setToolTip(tr("Show in a few places what a word means, known or not"))
        fit = menu.addAction(icons("/mActionHistory.svg"), tr("&Calibrate…"), self.calibrate)
        fit.setObjectName("calibrateAction")
        fit.setToolTip(tr("Fit the thresholds of the classes on polygons of which you know them"))

    # Runs

    def files(self, model: ModelInfo | None, lines: list[str]) -> list[str]:
        """Files of the taught words that a run with these lines takes."""
        found = taught_words.words_for(model, lines)
        paths = [str(word.path) for word in found if word.key not in self._tried]
        keys = {key for line in lines for key in wording_keys(line)}
        return [*paths, *(path for key, path in self._tried.items() if key in keys)]

    def knowing(self, parsed: ParsedLines, model: ModelInfo | None) -> ParsedLines:
        """What the worker made of the lines, where taught words are known too."""
        names = [" | ".join([one.name, *one.synonyms]) for one in parsed.classes]
        keys = {word.key for word in taught_words.words_for(model, names)} | set(self._tried)
        classes = [
            replace(one, known=True, reason="")
            if not one.known and wording_keys(name) & keys
            else one
            for one, name in zip(parsed.classes, names)
        ]
        return ParsedLines(classes, parsed.problems)

    def word_of(self, line: str) -> taught_words.TaughtWord | None:
        """The kept word that a line means with the model chosen now."""
        found = taught_words.words_for(self._dock.chosen_model(), [line])
        return found[0] if found else None

    # Teaching

    def cannot_teach(self) -> str:
        """Why nothing can be taught now; empty when it can."""
        model = self._dock.chosen_model()
        if self._dialog is not None:
            return tr("A word is being taught already.")
        if model is None or not model.is_ready:
            return tr("Choose a model that is ready first.")
        if model.kind != LEARNABLE:
            return tr("Words cannot be taught to this kind of model.")
        if self._dock.planner.plan is None:
            return tr("Open an image first.")
        return ""

    def add_to_menu(self, menu, rows: list[int]) -> None:
        """The entries of a class line's menu."""
        lines = self._dock.lines.lines
        line = lines[rows[0]]
        teach = menu.addAction(tr("Teach this word…"), lambda: self.teach(short_name(line)))
        teach.setObjectName("teachAction")
        reason = self.cannot_teach()
        teach.setEnabled(not reason and not is_everything_else(line))
        teach.setToolTip(reason or tr("Show in a few places what the word means"))
        word = self.word_of(line)
        if word is not None:
            forget = menu.addAction(tr("Forget what was taught"), lambda: self.forget(word))
            forget.setObjectName("forgetAction")
        menu.addSeparator()

    def teach(self, name: str | bool = "") -> None:
        """Open the dialog for a word; without one it is typed there."""
        name = name if isinstance(name, str) else ""  # a menu says whether it is checked
        reason = self.cannot_teach()
        if reason:
            self.said.emit(reason)
            return
        dock = self._dock
        dialog = TeachDialog(
            name, self._canvas, self._job, dock.chosen_model(), dock.lines.lines, self._place, dock
        )
        dialog.tried.connect(self._on_tried)
        dialog.kept.connect(self._on_kept)
        dialog.discarded.connect(self._on_discarded)
        dialog.problemShown.connect(self.problemShown)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.show()

    def _place(self):
        """The image and its pixels as the panel has them now.

        Raises:
            Problem: There is none.
        """
        planner = self._dock.planner
        planner.settle()
        if planner.plan is None or planner.layer is None:
            raise planner.problem or Problem(tr("Open an image first."), name="bad_image")
        return planner.layer, planner.plan

    def _on_tried(self, name: str, path: str) -> None:
        key = next(iter(wording_keys(name)))
        self._tried = {key: path}
        lines = self._dock.lines
        if not any(key in wording_keys(line) for line in lines.lines):
            lines.add_text(name)
        self.changed.emit()
        self.lookAsked.emit()

    def _on_kept(self, name: str) -> None:
        self._tried.clear()
        self.changed.emit()
        self.said.emit(
            tr("“{name}” is kept: from now on it means what you showed.").format(name=name)
        )

    def _on_discarded(self, _name: str) -> None:
        if self._tried:
            self._tried.clear()
            self.changed.emit()
            self.said.emit(tr("What was learned is discarded."))

    def _on_closed(self, *_) -> None:
        self._dialog = None

    def forget(self, word: taught_words.TaughtWord) -> None:
        """Ask, then remove a kept word."""
        box = QMessageBox(self._dock)
        box.setObjectName("forgetQuestion")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Forget a word"))
        box.setText(
            tr("Forget what “{name}” was taught from {n} places? This cannot be undone.").format(
                name=word.name, n=count(word.positive + word.negative)
            )
        )
        yes = box.addButton(tr("Forget"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)

        def take(button) -> None:
            if button is yes:
                taught_words.forget(word)
                self.changed.emit()

        box.buttonClicked.connect(take)
        box.open()

    # Calibrating

    def calibrate(self) -> None:
        """Open the dialog for thresholds."""
        dock = self._dock
        dialog = CalibrateDialog(
            dock.lines, self._worker, self._settings, dock.chosen_model(), dock.planner.source, dock
        )
        dialog.applied.connect(self._on_applied)
        dialog.problemShown.connect(self.problemShown)
        dialog.show()

    def _on_applied(self, changed: int) -> None:
        text = tr("{n} classes of the list were changed.").format(n=count(changed))
        self.said.emit(tr("One class of the list was changed.") if changed == 1 else text)

    def close(self) -> None:
        """The panel goes."""
        if self._dialog is not None:
            self._dialog.reject()
