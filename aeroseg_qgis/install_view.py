"""How far an installation is, and the question before a download that is larger than proposed."""

from __future__ import annotations

from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from .environment.installer import Installer
from .text import data_size, tr
from .widgets import StatusLabel

__all__ = ["InstallView", "ask_larger"]


class InstallView(QWidget):
    """Bar, line and Cancel; hidden while nothing is installed.

    Args:
        name: put before the object names, since the panel and the options page both have one.
    """

    def __init__(self, installer: Installer, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}View")
        self._installer = installer
        self.bar = QProgressBar(self)
        self.bar.setObjectName(f"{name}Bar")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setToolTip(tr("How far the installation is"))
        self.status = StatusLabel(self)
        self.status.setObjectName(f"{name}Status")
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setObjectName(f"{name}CancelButton")
        self.cancel.setToolTip(tr("Stop; what was downloaded is kept, and the next try goes on"))
        self.cancel.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.cancel.clicked.connect(installer.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.bar, self.status, self.cancel):
            layout.addWidget(widget)
        installer.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show what goes on now."""
        if sip.isdeleted(self):
            return  # the dialog that it was in is closed
        progress = self._installer.progress
        self.setVisible(progress is not None)
        if progress is None:
            return
        permille = progress.permille
        self.bar.setRange(0, 1000 if permille >= 0 else 0)  # 0: busy
        self.bar.setValue(max(0, permille))
        line = progress.line
        self.status.show_text(line[:1].upper() + line[1:])


class _Larger(QMessageBox):
    """The question; closing it in any way answers it."""

    answered = pyqtSignal(bool)

    def __init__(self, size_bytes: float, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("largerQuestion")
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(tr("A larger download than expected"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(
            tr(
                "The build that was proposed cannot be had from here. The package index offers "
                "another one, of {size}."
            ).format(size=data_size(size_bytes))
        )
        self.setInformativeText(tr("It works as well, but takes more time and more disk space."))
        agree = self.addButton(
            tr("Download {size}").format(size=data_size(size_bytes)),
            QMessageBox.ButtonRole.AcceptRole,
        )
        agree.setObjectName("largerButton")
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda: self.answered.emit(self.clickedButton() is agree))


def ask_larger(installer: Installer, size_bytes: float, parent: QWidget | None) -> QMessageBox:
    """Ask whether the larger download is wanted; the installer hears the answer."""
    box = _Larger(size_bytes, parent)
    box.answered.connect(installer.answer)
    box.open()
    return box
