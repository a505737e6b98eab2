"""The card of a model that is not here yet: Download, how far it is, Cancel, and own files."""

from __future__ import annotations

from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from .catalogue import Catalogue
from .download import BROKEN, can_download, consent_text, missing, size_text, unchecked
from .messages import ModelInfo
from .text import percent, tr
from .widgets import ElidedLabel

__all__ = ["DownloadCard"]

FILE_PATTERNS = "*.safetensors *.pt *.pth *.bin *.ckpt"


class DownloadCard(QFrame):
    """Shows itself when the model can be downloaded, or is being downloaded.

    Args:
        catalogue: Whose downloads these are.
    """

    questionShown = pyqtSignal(object)  # QMessageBox that is open

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("downloadCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._downloads = catalogue.downloads
        self._model: ModelInfo | None = None
        self._build()
        self._downloads.changed.connect(self._show)
        self._show()

    def show_model(self, model: ModelInfo | None) -> None:
        """Be about this model from now on."""
        self._model = model
        self._show()

    # Widgets

    def _build(self) -> None:
        self.label = QLabel(self)
        self.label.setObjectName("downloadLabel")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # A long path has no place to break a line: it must not make the panel wide.
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(self)
        self.button.setObjectName("downloadButton")
        self.button.setToolTip(tr("Fetch the weights of this model"))
        self.button.clicked.connect(self.start)
        self.own = QPushButton(tr("I have the files…"), self)
        self.own.setObjectName("ownFilesButton")
        self.own.setToolTip(
            tr("Use weights that are on this computer already; the files stay where they are")
        )
        self.own.clicked.connect(self._choose_files)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("downloadBar")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setToolTip(tr("How far the download is"))
        self.status = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.status.setObjectName("downloadStatus")
        self.cancel = QPushButton(tr("Pause download"), self)
        self.cancel.setObjectName("cancelDownloadButton")
        self.cancel.setToolTip(tr("Stop; what has come is kept, and the next download goes on"))
        self.cancel.clicked.connect(self._downloads.cancel)
        for button in (self.button, self.own, self.cancel):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.label)
        layout.addWidget(self.button)
        layout.addWidget(self.own)
        layout.addWidget(self.bar)
        layout.addWidget(self.status)
        layout.addWidget(self.cancel)

    def _show(self) -> None:
        if sip.isdeleted(self):
            return  # the dialog that it was in is closed
        model, downloads = self._model, self._downloads
        is_mine = model is not None and downloads.model_id == model.id
        if not is_mine and not can_download(model):
            self.hide()
            return
        for widget in (self.bar, self.status, self.cancel):
            widget.setVisible(is_mine)
        for widget in (self.button, self.own):
            widget.setVisible(not is_mine)
            widget.setEnabled(not downloads.is_busy)
        if is_mine:
            permille = downloads.progress.permille
            self.bar.setRange(0, 1000 if permille >= 0 else 0)  # 0: busy
            self.bar.setValue(max(0, permille))
            self.status.show_text(downloads.progress.line)
            self.label.setText(tr("“{title}” is being downloaded.").format(title=model.title))
        else:
            self._offer(model)
        self.show()

    def _offer(self, model: ModelInfo) -> None:
        """What there is to download, or how the last try ended."""
        size, problem = size_text(model), self._downloads.problem(model.id)
        self.button.setText(tr("Download, {size}").format(size=size) if size else tr("Download"))
        paused = self._downloads.paused(model.id)
        if paused is not None and paused.permille > 0:
            share = percent(paused.permille / 1000)
            self.button.setText(tr("Go on with the download ({share} here)").format(share=share))
        if not missing(model):
            self.button.setText(tr("Put together"))
        self.button.setToolTip(_where(model))
        if self._downloads.is_busy:
            text = tr("Another model is being downloaded; this one can follow.")
        elif problem is not None and problem.name != "needs_consent":
            text = problem.text
        elif model.state == BROKEN:
            text = model.reason
        else:
            text = tr("The weights of this model are public and not on this computer yet.")
            text += " " + tr("Terms: {licence}.").format(licence=model.licence)
        self.label.setText(text)

    # What the user does

    def start(self) -> None:
        """Download; asks first where a file cannot be checked."""
        model = self._model
        if model is None:
            return
        problem = self._downloads.problem(model.id)
        asks = problem is not None and problem.name == "needs_consent"
        if unchecked(model) or asks:
            self._ask(model)
        else:
            self._downloads.start(model)

    def _ask(self, model: ModelInfo) -> None:
        box = QMessageBox(self)
        box.setObjectName("consentQuestion")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Download a file that cannot be checked?"))
        box.setText(consent_text(model))
        agree = box.addButton(tr("Download"), QMessageBox.ButtonRole.AcceptRole)
        agree.setObjectName("consentButton")
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take(button) -> None:
            if button is agree:
                self._downloads.start(model, consent=True)

        box.buttonClicked.connect(take)
        box.open()
        self.questionShown.emit(box)

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, tr("Choose the published files"))
        dialog.setObjectName("ownFilesDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([tr("Weights ({patterns})").format(patterns=FILE_PATTERNS)])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.use_files)
        dialog.open()

    def use_files(self, paths: list) -> None:
        """Make the model of files of the user's; what they lack is fetched."""
        if self._model is not None and paths:
            self._downloads.start(self._model, files=tuple(paths))


def _where(model: ModelInfo) -> str:
    """What is fetched, from where, and where it may be put without a network."""
    lines = [
        tr("{file}, from {page}").format(file=item.get("name"), page=item.get("page"))
        for item in missing(model)
    ]
    if model.folder and lines:
        lines.append(tr("Without a network, put these into {folder}").format(folder=model.folder))
    return "\n".join(lines) or tr("The files are here; the model is made of them")
