"""The menu of ready class lists: last used, general ones, the user's own, those of data sets."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import QMenu, QWidget

from . import class_presets as presets
from .class_presets import Preset
from .class_text import short_name, without_color
from .messages import ModelInfo
from .problems import Problem
from .settings import Settings
from .text import count, decimal, tr

__all__ = ["PresetMenu", "names_text", "tip_of"]

LONGEST_ENTRY = 56
NAMES_IN_TIP = 16
SEGEARTH = "segearth"


class _StayingMenu(QMenu):
    """Stays open when a switch in it is clicked, so that a list can be chosen right after."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn a switch; everything else as ever."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            event.accept()
            return
        super().mouseReleaseEvent(event)


class PresetMenu(_StayingMenu):
    """Ready class lists, and what to do with one of them."""

    chosen = pyqtSignal(list, bool)  # class lines; whether they join those that are there
    fileChosen = pyqtSignal(str)  # a file of class lines
    openAsked = pyqtSignal()
    layerAsked = pyqtSignal()  # names from a layer's attribute
    saveAsked = pyqtSignal()
    manageAsked = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("presetMenu")
        self._settings: Settings | None = None  # until the first fill
        self._adds = False

    def fill(self, settings: Settings, model: ModelInfo | None, *, has_lines: bool) -> None:
        """Make the entries anew.

        Args:
            settings: What was used last, and the switches.
            model: The chosen model; published thresholds only fit SegEarth-OV.
            has_lines: Whether there is a list that could be saved.
        """
        self._settings, self._adds = settings, settings.presets_append
        self.clear()
        for menu in self.findChildren(QMenu):  # those of the last time
            menu.setParent(None)
            menu.deleteLater()
        general, data_sets = presets.shipped()
        last = settings.last_classes
        if last:
            self._add_list(self, tr("Last used"), last)
        for preset in general:
            self._add_list(self, preset.name, preset.lines())
        self.addSeparator()
        self._add_data_sets(settings, model, data_sets)
        self._add_own()
        self._add_recent(settings)
        self.addSeparator()
        save = self.addAction(
            QgsApplication.getThemeIcon("/mActionFileSave.svg"), tr("Save this list…")
        )
        save.triggered.connect(lambda: self.saveAsked.emit())
        save.setEnabled(has_lines)
        if not has_lines:
            save.setToolTip(tr("The list is empty."))
        opened = self.addAction(
            QgsApplication.getThemeIcon("/mActionFileOpen.svg"), tr("Open a list from a file…")
        )
        opened.setToolTip(tr("A text file with one class on each line"))
        opened.triggered.connect(lambda: self.openAsked.emit())
        layer = self.addAction(
            QgsApplication.getThemeIcon("/mActionAddOgrLayer.svg"), tr("Names from a layer…")
        )
        layer.setObjectName("namesFromLayer")
        layer.setToolTip(tr("Each different value of an attribute becomes a class"))
        layer.triggered.connect(lambda: self.layerAsked.emit())
        self.addSeparator()
        adds = self.addAction(tr("Add to the list instead of replacing it"))
        adds.setObjectName("presetsAppend")
        adds.setCheckable(True)
        adds.setChecked(settings.presets_append)
        adds.setToolTip(tr("Either way, Undo brings the list back as it was."))
        adds.toggled.connect(self._keep_adds)

    def _keep_adds(self, is_on: bool) -> None:
        self._adds = self._settings.presets_append = is_on

    def _add_list(self, menu: QMenu, name: str, lines: list[str]) -> None:
        text = tr("{list}: {names}").format(list=name, names=names_text(lines))
        if len(text) > LONGEST_ENTRY:
            text = text[: LONGEST_ENTRY - 1].rstrip(" ,") + "…"
        action = menu.addAction(_plain(text))
        action.setToolTip(tip_of(lines))
        action.triggered.connect(lambda: self._choose(lines))

    def _choose(self, lines: list[str]) -> None:
        self.chosen.emit(lines, self._adds)

    def _add_data_sets(
        self, settings: Settings, model: ModelInfo | None, data_sets: list[Preset]
    ) -> None:
        menu = _StayingMenu(tr("Data sets"), self)
        menu.setObjectName("dataSetsMenu")
        menu.menuAction().setToolTip(tr("Class lists of published data sets"))
        self.addMenu(menu)
        fits = model is not None and model.kind == SEGEARTH

        def lines_of(preset: Preset) -> list[str]:
            return preset.lines(
                colors=settings.presets_colors, thresholds=fits and settings.presets_thresholds
            )

        for preset in data_sets:
            classes = len(preset.classes) - 1  # without the background
            text = tr("{n} classes").format(n=count(classes)) if classes > 1 else tr("1 class")
            action = menu.addAction(f"{_plain(preset.name)}\t{text}")
            action.setToolTip(_data_set_tip(preset))
            action.triggered.connect(lambda _=False, preset=preset: self._choose(lines_of(preset)))
        menu.addSeparator()
        thresholds = menu.addAction(tr("With the published thresholds"))
        thresholds.setObjectName("presetsThresholds")
        thresholds.setCheckable(True)
        thresholds.setChecked(settings.presets_thresholds)
        thresholds.setEnabled(fits)
        thresholds.setToolTip(
            tr("They were tuned for each data set with SegEarth-OV.")
            if fits
            else tr("They were tuned for SegEarth-OV; the chosen model scores in another way.")
        )
        thresholds.toggled.connect(lambda on: setattr(settings, "presets_thresholds", on))
        colors = menu.addAction(tr("With the published colours"))
        colors.setObjectName("presetsColors")
        colors.setCheckable(True)
        colors.setChecked(settings.presets_colors)
        colors.setToolTip(tr("The colours of the data set instead of AerOSeg's own"))
        colors.toggled.connect(lambda on: setattr(settings, "presets_colors", on))

    def _add_own(self) -> None:
        menu = _StayingMenu(tr("My lists"), self)
        menu.setObjectName("ownListsMenu")
        self.addMenu(menu)
        files = presets.own_lists()
        for path in files:
            self._add_file(menu, path, path.stem)
        if files:
            menu.addSeparator()
            menu.addAction(tr("Rename or delete…"), lambda: self.manageAsked.emit())
            menu.aboutToShow.connect(lambda: _tell_names(menu))
        else:
            menu.menuAction().setEnabled(False)
            menu.menuAction().setToolTip(
                tr("None yet: make a list and save it with the button beside this one.")
            )

    def _add_recent(self, settings: Settings) -> None:
        folder = presets.own_folder()
        files = [Path(path) for path in settings.recent_lists]
        files = [path for path in files if path.parent != folder and path.is_file()]
        if not files:
            return
        menu = _StayingMenu(tr("Recent files"), self)
        menu.setObjectName("recentListsMenu")
        self.addMenu(menu)
        for path in files:
            self._add_file(menu, path, path.name)
        menu.aboutToShow.connect(lambda: _tell_names(menu))

    def _add_file(self, menu: QMenu, path: Path, text: str) -> None:
        action = menu.addAction(_plain(text), lambda: self.fileChosen.emit(str(path)))
        action.setData(str(path))


def names_text(lines: list[str]) -> str:
    """The names of a list in one line, without synonyms, colours and thresholds."""
    return ", ".join(short_name(line) for line in lines)


def tip_of(lines: list[str]) -> str:
    """A list with its synonyms, one class a line; what is too long is counted."""
    shown = [without_color(line) for line in lines[:NAMES_IN_TIP]]
    if len(lines) > NAMES_IN_TIP:
        shown.append(tr("and {n} more").format(n=count(len(lines) - NAMES_IN_TIP)))
    return "\n".join(shown)


def _data_set_tip(preset: Preset) -> str:
    parts = [preset.about[:1].upper() + preset.about[1:], tip_of(preset.lines())]
    if preset.threshold:
        parts.append(tr("Published threshold: {value}").format(value=decimal(preset.threshold, 2)))
    return "\n".join(parts)


def _tell_names(menu: QMenu) -> None:
    """Read the files only when someone looks."""
    for action in menu.actions():
        if action.data():
            try:
                action.setToolTip(tip_of(presets.read_list(Path(action.data()))))
            except Problem as problem:
                action.setToolTip(problem.text)


def _plain(text: str) -> str:
    """Text for a menu, where a single & would underline the next letter."""
    return text.replace("&", "&&")
