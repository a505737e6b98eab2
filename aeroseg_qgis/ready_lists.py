"""The ready class lists of the panel: takes one in, and saves the panel's list as one.

They come from the chips of the empty list, from the menu of presets, from files and from layers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog

from . import class_presets
from .class_list_manager import ListManager
from .class_preset_menu import names_text, tip_of
from .model_choice import ModelChoice
from .names_dialog import NamesDialog
from .problems import Problem
from .settings import Settings
from .text import tr

if TYPE_CHECKING:
    from .dock_form import DockForm

__all__ = ["ReadyLists"]

CHIPS = 3


class ReadyLists(QObject):
    """Joins chips, menu of presets and files with the class list."""

    said = pyqtSignal(str)  # what was left out of the list
    problemShown = pyqtSignal(object)  # Problem
    questionShown = pyqtSignal(object)  # QDialog that is open

    def __init__(self, form: DockForm, models: ModelChoice, settings: Settings) -> None:
        super().__init__(form)
        self._form = form
        self._models = models
        self._settings = settings
        form.chips.chosen.connect(self.take)
        form.save_list.clicked.connect(self._choose_place)
        menu = form.preset_menu
        menu.aboutToShow.connect(self._fill_menu)
        menu.chosen.connect(self.take)
        menu.fileChosen.connect(self.open)
        menu.openAsked.connect(self._choose_list)
        menu.saveAsked.connect(self._choose_place)
        menu.layerAsked.connect(self._ask_names)
        menu.manageAsked.connect(self._manage)

    def show(self) -> None:
        """Show the names, or chips where there are none, and whether there is a list to save."""
        form, has_lines = self._form, bool(self._form.lines.lines)
        form.stack.setCurrentWidget(form.names if has_lines else form.chips)
        if not has_lines:
            self.offer()
        form.save_list.setEnabled(has_lines)

    def offer(self) -> None:
        """Put the lists that come first on the chips."""
        presets = [(preset.name, preset.lines()) for preset in class_presets.shipped()[0]]
        last = self._settings.last_classes
        if last and last not in [lines for _, lines in presets]:
            presets.insert(0, (tr("Last used"), last))
        self._form.chips.offer(
            [
                (tr("{list}: {names}").format(list=name, names=names_text(lines)), lines)
                for name, lines in presets[:CHIPS]
            ],
            tip_of,
        )

    def take(self, lines: list[str], adds: bool = False) -> None:
        """Put a ready list into the place of the classes, or behind them."""
        if adds:
            self.said.emit(self._form.lines.append_lines(lines).notice)
        else:
            self._form.lines.replace_all(lines)
        self._form.input.setFocus()

    def open(self, path: str) -> None:
        """Take the class lines of a file."""
        try:
            lines = class_presets.read_list(Path(path))
        except Problem as problem:
            self._settings.forget_list(path)
            self.problemShown.emit(problem)
            return
        self._settings.remember_list(path)
        self.take(lines, self._settings.presets_append)

    def save(self, path: str) -> None:
        """Write the class lines to a file."""
        try:
            class_presets.save_list(Path(path), self._form.lines.lines)
        except Problem as problem:
            self.problemShown.emit(problem)
            return
        self._settings.remember_list(path)
        name = Path(path).stem
        self._form.status.show_text(tr("The list is saved as “{name}”.").format(name=name))

    # What the menu asks for

    def _fill_menu(self) -> None:
        self._form.preset_menu.fill(
            self._settings, self._models.chosen(), has_lines=bool(self._form.lines.lines)
        )

    def _choose_list(self) -> None:
        dialog = self._file_dialog(tr("Open a class list"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open)
        dialog.open()

    def _choose_place(self) -> None:
        """Ask where to save the list; in the folder that is offered it joins the presets."""
        folder = class_presets.own_folder()
        folder.mkdir(parents=True, exist_ok=True)
        dialog = self._file_dialog(tr("Save the class list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(class_presets.LIST_ENDING)
        dialog.setDirectory(str(folder))
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._form, title)
        dialog.setObjectName("classListDialog")
        dialog.setNameFilters([tr("Class lists (*.txt)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _ask_names(self) -> None:
        dialog = NamesDialog(self._settings.presets_append, self._form)
        dialog.chosen.connect(self.take)
        dialog.open()
        self.questionShown.emit(dialog)

    def _manage(self) -> None:
        ListManager(self._settings, self._form).open()
