"""The tab Models of the options page: what there is, what it costs, where it lies."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QSize, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .cache_folders import CacheFolders, sha256_of
from .catalogue import Catalogue, title_of
from .download_card import DownloadCard
from .environment.flow import Flow, Work
from .messages import ModelInfo
from .model_words import describe_model, licence_name, state_text
from .problems import Problem
from .settings import Settings
from .text import data_size, ground, tr
from .wording import state_icon

__all__ = ["ModelsTab"]

PATH_ROLE = int(Qt.ItemDataRole.UserRole)


class ModelsTab(QWidget):
    """The list of models, and what can be done with each. Added and removed files count with OK."""

    def __init__(
        self, settings: Settings, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("modelsTab")
        self._settings = settings
        self._catalogue = catalogue
        self._checkpoints = settings.checkpoints
        self._inspected: dict[str, ModelInfo] = {}
        self._check: Flow | None = None
        self._build()
        catalogue.changed.connect(self._show_models)
        self._show_models()

    def apply(self) -> None:
        """Take the choices over."""
        self._settings.checkpoints = self._checkpoints
        self._settings.models_folder = self.models_folder.filePath().strip()

    @property
    def _is_alive(self) -> bool:
        """False once the dialog was closed: an answer may still come then."""
        return not sip.isdeleted(self)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        what = QLabel(
            tr(
                "Models that Segment can use. A fine-tuned checkpoint of your own is one "
                ".safetensors file, made by the training scripts that come with AerOSeg."
            ),
            self,
        )
        what.setWordWrap(True)
        layout.addWidget(what)
        layout.addWidget(self._build_table(), 2)
        layout.addLayout(self._build_buttons())
        self.model_message = _text_label(self, "modelMessage")
        layout.addWidget(self.model_message)
        self.download = DownloadCard(self._catalogue, self)
        layout.addWidget(self.download)
        self.details = QTextBrowser(self)
        self.details.setObjectName("modelDetails")
        self.details.setToolTip(tr("What the chosen model is"))
        self.details.setOpenExternalLinks(True)
        layout.addWidget(self.details, 1)
        layout.addLayout(self._build_folders())

    def _build_table(self) -> QTreeWidget:
        self.table = QTreeWidget(self)
        self.table.setObjectName("modelsTable")
        self.table.setHeaderLabels(
            [tr("Model"), tr("State"), tr("Resolution"), tr("Size"), tr("Licence")]
        )
        self.table.setRootIsDecorated(False)
        self.table.setIconSize(QSize(16, 16))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setToolTip(tr("Models that ship with AerOSeg, and yours"))
        self.table.currentItemChanged.connect(self._show_details)
        return self.table

    def _build_buttons(self) -> QHBoxLayout:
        self.add = QPushButton(tr("Add checkpoint…"), self)
        self.add.setObjectName("addCheckpointButton")
        self.add.setToolTip(tr("Choose a .safetensors file; it is looked into before it is added"))
        self.add.clicked.connect(self._choose_checkpoint)
        self.remove = QPushButton(tr("Remove"), self)
        self.remove.setObjectName("removeCheckpointButton")
        self.remove.setToolTip(tr("Take the checkpoint off this list; the file stays"))
        self.remove.clicked.connect(self._remove_checkpoint)
        self.check = QPushButton(tr("Check file"), self)
        self.check.setObjectName("checkModelButton")
        self.check.setToolTip(tr("Read the whole file, and compare it with what is known of it"))
        self.check.clicked.connect(self.check_model)
        self.open_folder = QPushButton(tr("Open folder"), self)
        self.open_folder.setObjectName("openModelFolderButton")
        self.open_folder.setToolTip(tr("Show the chosen model's file in the file manager"))
        self.open_folder.clicked.connect(self._open_folder)
        row = QHBoxLayout()
        for button in (self.add, self.remove, self.check, self.open_folder):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _build_folders(self) -> QFormLayout:
        self.models_folder = QgsFileWidget(self)
        self.models_folder.setObjectName("modelsFolder")
        self.models_folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.models_folder.setDialogTitle(tr("Choose the folder of models"))
        self.models_folder.setFilePath(self._settings.models_folder)
        self.models_folder.setToolTip(
            tr("Where downloaded models are kept, up to some GB; empty: a folder of your own")
        )
        self.cache = _text_label(self, "cacheLabel")
        self.clear_cache = QPushButton(tr("Clear"), self)
        self.clear_cache.setObjectName("clearCacheButton")
        self.clear_cache.setToolTip(
            tr("Remove what names mean to a model, and downloads that were cut; both come again")
        )
        self.clear_cache.clicked.connect(self._clear_cache)
        row = QHBoxLayout()
        row.addWidget(self.cache, 1)
        row.addWidget(self.clear_cache)
        form = QFormLayout()
        form.addRow(tr("Folder of models"), self.models_folder)
        form.addRow(tr("Cache"), row)
        return form

    def _choose_checkpoint(self) -> None:
        dialog = QFileDialog(self, tr("Choose a checkpoint"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Checkpoints (*.safetensors)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add_checkpoint)
        dialog.open()

    def add_checkpoint(self, path: str) -> None:
        """Look into a file; it joins the list when it is a checkpoint."""
        if path in self._checkpoints:
            self.model_message.setText(tr("This checkpoint is in the list already."))
            return
        self.model_message.setText(tr("Looking into “{path}”…").format(path=path))
        self.add.setEnabled(False)

        def done(model: ModelInfo) -> None:
            if not self._is_alive:
                return
            self.add.setEnabled(True)
            self._inspected[path] = model
            self._checkpoints = [*self._checkpoints, path]
            self.model_message.setText(
                tr("“{title}” was looked into and joins the list with OK.").format(
                    title=model.title
                )
            )
            self._show_models(select=path)

        def failed(problem: Problem) -> None:
            if self._is_alive:
                self.add.setEnabled(True)
                self.model_message.setText(problem.text)

        self._catalogue.inspect(path, done, failed)

    def _remove_checkpoint(self) -> None:
        item = self.table.currentItem()
        path = item.data(0, PATH_ROLE) if item is not None else None
        if path in self._checkpoints:
            self._checkpoints = [known for known in self._checkpoints if known != path]
            self.model_message.setText(
                tr("The checkpoint leaves the list with OK; the file stays.")
            )
            self._show_models()

    def _listed(self) -> list[ModelInfo]:
        """Models of the worker, without the removed and with the added."""
        own = set(self._settings.checkpoints)
        models = [
            model
            for model in self._catalogue.models
            if model.id not in own or model.id in self._checkpoints
        ]
        known = {model.id for model in models}
        return models + [
            self._inspected[path]
            for path in self._checkpoints
            if path in self._inspected and path not in known
        ]

    def _show_models(self, select: str = "") -> None:
        if not self._is_alive:
            return
        current = self.table.currentItem()
        wanted = select or (current.data(0, PATH_ROLE) if current is not None else "")
        self.table.clear()
        for model in self._listed():
            item = QTreeWidgetItem(
                [
                    title_of(model),
                    state_text(model.state),
                    ground(model.gsd_m) if model.gsd_m > 0 else "",
                    data_size(model.size_bytes) if model.size_bytes else "",
                    licence_name(model.licence),
                ]
            )
            item.setIcon(1, state_icon(model))
            item.setData(0, PATH_ROLE, model.id)
            item.setToolTip(0, model.path or model.title)
            item.setToolTip(1, model.reason)
            item.setToolTip(4, model.licence)
            self.table.addTopLevelItem(item)
            if model.id == wanted:
                self.table.setCurrentItem(item)
        if self.table.currentItem() is None and self.table.topLevelItemCount():
            self.table.setCurrentItem(self.table.topLevelItem(0))
        self._show_details()
        self._show_cache()
        if not self._catalogue.models and self._catalogue.problem is not None:
            self.model_message.setText(self._catalogue.problem.text)

    def _chosen(self) -> ModelInfo | None:
        item = self.table.currentItem()
        model_id = item.data(0, PATH_ROLE) if item is not None else ""
        return next((model for model in self._listed() if model.id == model_id), None)

    def _show_details(self, *_) -> None:
        model = self._chosen()
        self.remove.setEnabled(model is not None and model.id in self._checkpoints)
        has_file = model is not None and bool(model.path) and Path(model.path).is_file()
        self.check.setEnabled(has_file and self._check is None)
        self.open_folder.setEnabled(has_file or (model is not None and bool(model.folder)))
        self.download.show_model(model)
        self.details.setPlainText(describe_model(model) if model is not None else "")

    def _open_folder(self) -> None:
        model = self._chosen()
        if model is not None:
            folder = str(Path(model.path).parent) if model.path else model.folder
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    # The file of a model

    def check_model(self) -> None:
        """Read the whole file of the chosen model."""
        model = self._chosen()
        if model is None or self._check is not None:
            return
        self.model_message.setText(tr("Reading “{title}”…").format(title=title_of(model)))
        title, path = title_of(model), Path(model.path)

        def steps():
            return (
                yield Work(tr("Reading {file}").format(file=path.name), lambda: sha256_of(path))
            )

        def done(digest: str) -> None:
            self._check = None
            if not self._is_alive:
                return
            if model.sha256 and model.sha256 != digest:
                text = tr("“{title}” is not the file that is listed: its checksum is another one.")
            else:
                text = tr("“{title}” can be read to its end. SHA-256: {digest}")
            # What the worker makes of it comes next: its header, and every length in it.
            self._catalogue.inspect(
                str(path),
                lambda _model: self._say(text.format(title=title, digest=digest)),
                lambda problem: self._say(problem.text),
            )

        def failed(problem: Problem) -> None:
            self._check = None
            self._say(problem.text)

        self._check = Flow(steps(), done, failed, self)
        self._check.start()
        self._show_details()

    def _say(self, text: str) -> None:
        if self._is_alive:
            self.model_message.setText(text)
            self._show_details()

    # Cache

    def _caches(self) -> CacheFolders:
        folder = self._settings.models_folder or next(
            (model.folder for model in self._catalogue.models if model.folder), ""
        )
        return CacheFolders.of(folder)

    def _show_cache(self) -> None:
        caches = self._caches()
        if caches.models is not None and not self._settings.models_folder:
            self.models_folder.lineEdit().setPlaceholderText(str(caches.models))
        size = caches.size_bytes()
        self.cache.setText(
            tr("{size}: meanings of names, downloads that were cut").format(size=data_size(size))
            if size
            else tr("empty")
        )
        self.cache.setToolTip("\n".join(map(str, caches.folders)))
        self.clear_cache.setEnabled(size > 0 and not self._catalogue.downloads.is_busy)

    def _clear_cache(self) -> None:
        caches = self._caches()
        size = caches.clear()
        self.model_message.setText(tr("{size} were removed.").format(size=data_size(size)))
        self._catalogue.refresh()
        self._show_cache()


def _text_label(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
