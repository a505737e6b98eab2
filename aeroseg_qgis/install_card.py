"""The card of the first run: what is missing, how large it is, one button.

It stands in the place of the model row, shows how far an installation is, and says what to do when
the environment is broken or older than the plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QSizePolicy, QVBoxLayout, QWidget

from .environment import Environment
from .environment.wish import State, Wish
from .problems import Problem
from .text import data_size, tr
from .widgets import Card

if TYPE_CHECKING:
    from .environment.installer import Installer

__all__ = ["InstallCard"]


class InstallCard(Card):
    """What to do about the environment; made small, so that the panel stays one."""

    choicesAsked = pyqtSignal()  # the options, tab Environment
    pythonAsked = pyqtSignal()  # "use an existing Python"
    questionShown = pyqtSignal(object)  # QMessageBox that is open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("environmentCard")
        self._environment: Environment | None = None
        self._installer: Installer | None = None
        self.install = self.add_button(
            "installButton", tr("Install"), tr("Make the environment for the model"), self._start
        )
        self.choices = self.add_button(
            "installChoicesButton",
            tr("More choices…"),
            tr("Other builds, another folder, a computer without network: options, Environment"),
            self.choicesAsked.emit,
        )
        self.existing = self.add_button(
            "usePythonButton",
            tr("Use an existing Python…"),
            tr("Choose a Python that has PyTorch and the other packages"),
            self.pythonAsked.emit,
        )
        for button in (self.install, self.choices, self.existing):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place = QVBoxLayout()
        self._layout.addLayout(self._place)

    def watch(self, environment: Environment) -> None:
        """Be about this environment from now on. Loads nothing before the card is looked at."""
        self._environment = environment
        self.show_state()

    def showEvent(self, event) -> None:
        """Look at the machine when someone looks here, not when QGIS starts."""
        super().showEvent(event)
        if self._environment is not None:
            self._connect(self._environment)
            self.show_state()

    def show_state(self) -> None:
        """Show or hide, by what the environment is."""
        environment = self._environment
        if environment is None:
            return
        is_usable = environment.is_usable()
        private = environment.private_state()
        is_needed = not is_usable or private in (State.OUTDATED, State.BROKEN)
        is_busy = self._installer is not None and self._installer.progress is not None
        self.setVisible(is_needed or is_busy)
        if not self.isHidden() and self._installer is not None:
            self._fill(private, is_usable)

    def _connect(self, environment: Environment) -> None:
        """The installer, once it is needed: it looks at the machine then."""
        if self._installer is not None:
            return
        # Loaded when it is needed: most starts of QGIS find a finished environment.
        from .install_view import InstallView

        installer = self._installer = environment.installer
        self.view = InstallView(installer, "cardInstall", self)
        self._place.addWidget(self.view)
        installer.changed.connect(self.show_state)
        installer.larger.connect(self._ask_larger)
        installer.look()

    def _fill(self, private: str, is_usable: bool) -> None:
        installer = self._installer
        busy = installer.progress is not None
        for button in (self.install, self.choices, self.existing):
            button.setVisible(not busy)
        build = next(iter(installer.builds()), None)
        self.install.setEnabled(build is not None or private != State.MISSING)
        size = data_size(build.download_bytes) if build is not None else ""
        if private == State.MISSING:
            self.install.setText(
                tr("Install ({size})").format(size=size) if size else tr("Install")
            )
        elif private == State.OUTDATED:
            self.install.setText(tr("Update"))
        else:
            self.install.setText(tr("Repair"))
        self.say(self._words(private, is_usable, busy))

    def _words(self, private: str, is_usable: bool, busy: bool) -> str:
        installer, problem = self._installer, self._installer.problem
        if busy:
            return tr("The environment for the model is being made. You can go on working.")
        if problem is not None:
            return problem.text
        if private == State.OUTDATED:
            return tr(
                "AerOSeg is newer than its packages. Update them: only what changed is fetched."
            )
        if private == State.BROKEN:
            return tr("The environment for the model is damaged. Repair it.")
        try:
            self._environment.command()
        except Problem as missing:
            if missing.name != "no_environment" or self._environment.python() is not None:
                return missing.text
        builds = installer.builds()
        if installer.machine is None:
            return tr("AerOSeg has no Python for its model yet. Looking at this computer…")
        if not builds:
            return tr(
                "AerOSeg has no Python for its model yet, and PyTorch has no build for this "
                "computer. Choose an existing Python with PyTorch if you have one."
            )
        text = tr(
            "AerOSeg has no Python for its model yet. It needs PyTorch, once, in a folder of its "
            "own: {download} to download, {disk} on disk. QGIS's own Python is not touched."
        ).format(download=data_size(builds[0].download_bytes), disk=data_size(builds[0].disk_bytes))
        kept = installer.kept_bytes
        if kept > 1_000_000:
            text += " " + tr("{size} are here from the last try.").format(size=data_size(kept))
        return text

    def _start(self) -> None:
        installer = self._installer
        if self._environment.private_state() == State.MISSING:
            builds = installer.builds()
            if builds:
                installer.make(Wish(builds[0].key))
        else:
            installer.repair()

    def _ask_larger(self, size_bytes: float) -> None:
        from .install_view import ask_larger

        if self.isVisible() and not self._is_elsewhere():
            self.questionShown.emit(ask_larger(self._installer, size_bytes, self))

    def _is_elsewhere(self) -> bool:
        """Whether the options dialog is open: it asks then."""
        modal = QApplication.activeModalWidget()
        return modal is not None and not isinstance(modal, QMessageBox)
