"""The AerOSeg page in QGIS's Options dialog, a tab for each part.

Nothing takes effect before OK or Apply; checks and inspections answer at once.
"""

from __future__ import annotations

import enum
from typing import Callable

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .catalogue import Catalogue, title_of
from .download_card import DownloadCard
from .environment import Environment
from .messages import ModelInfo, WorkerInfo
from .options_background import BackgroundTab
from .problems import Problem
from .results import folder_for
from .settings import Settings
from .text import count, data_size, ground, tr

__all__ = ["PAGE_NAME", "OptionsFactory", "OptionsPage", "OptionsTab"]

PAGE_NAME = "aerosegOptionsPage"
DEVICES = ("auto", "cpu", "cuda", "mps")
MOST_CACHE_MIB = 1_048_576
PATH_ROLE = int(Qt.ItemDataRole.UserRole)
NAMES_SHOWN = 60


class OptionsTab(enum.IntEnum):
    """The tabs of the page, in their order."""

    ENVIRONMENT = 0
    MODELS = 1
    RESULTS = 2
    ADVANCED = 3
    BACKGROUND = 4


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page each time the Options dialog opens; `first_tab` is shown then."""

    def __init__(
        self,
        icon: QIcon,
        settings: Settings,
        environment: Environment,
        catalogue: Catalogue,
        applied: Callable[[], None],
    ) -> None:
        super().__init__(tr("AerOSeg"), icon)
        self._icon = icon
        self._parts = (settings, environment, catalogue, applied)
        self.first_tab = OptionsTab.ENVIRONMENT

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return self._icon

    def createWidget(self, parent: QWidget | None) -> QgsOptionsPageWidget:
        """A new page."""
        page = OptionsPage(*self._parts, parent)
        page.tabs.setCurrentIndex(int(self.first_tab))
        return page


class OptionsPage(QgsOptionsPageWidget):
    """The page with its tabs."""

    def __init__(
        self,
        settings: Settings,
        environment: Environment,
        catalogue: Catalogue,
        applied: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(PAGE_NAME)
        self._settings = settings
        self._environment = environment
        self._catalogue = catalogue
        self._applied = applied
        self._checkpoints = settings.checkpoints
        self._inspected: dict[str, ModelInfo] = {}
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("aerosegOptionsTabs")
        self.tabs.addTab(self._build_environment(), tr("Environment"))
        self.tabs.addTab(self._build_models(), tr("Models"))
        self.tabs.addTab(self._build_results(), tr("Results"))
        self.tabs.addTab(self._build_advanced(), tr("Advanced"))
        self.background = BackgroundTab(self)
        self.tabs.addTab(self.background, tr("Background words"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        catalogue.changed.connect(self._show_models)
        self._show_models()

    def apply(self) -> None:
        """Take the choices over."""
        before = self._of_the_worker()
        self._settings.python = self.python.filePath().strip()
        self._settings.checkpoints = self._checkpoints
        self._settings.results_folder = self.folder.filePath().strip()
        self._settings.models_folder = self.models_folder.filePath().strip()
        self._settings.device = self.device.currentData()
        self._settings.cache_mib = self.cache.value()
        self.background.apply()
        if before != self._of_the_worker():
            self._applied()

    def _of_the_worker(self) -> tuple:
        """Settings that the list of models, or the worker, depends on."""
        known = self._settings
        return (known.python, known.checkpoints, known.device, known.models_folder)

    def helpKey(self) -> str:
        """No page in QGIS's own manual."""
        return ""

    @property
    def _is_alive(self) -> bool:
        """False once the dialog was closed: an answer may still come then."""
        return not sip.isdeleted(self)

    # Environment

    def _build_environment(self) -> QWidget:
        tab, layout = _tab(
            tr(
                "The model runs in a Python of its own, apart from QGIS. It needs PyTorch and the "
                "packages listed in the source folder. QGIS's own Python is never changed."
            )
        )
        self.python = QgsFileWidget(tab)
        self.python.setObjectName("pythonFile")
        self.python.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.python.setDialogTitle(tr("Choose a Python"))
        self.python.setFilePath(self._settings.python)
        self.python.setToolTip(tr("The Python program for the model; empty: found by itself"))
        found = self._environment.python()
        if found is not None and not self._settings.python:
            self.python.lineEdit().setPlaceholderText(found.path)
        self.check = QPushButton(tr("Check"), tab)
        self.check.setObjectName("checkPythonButton")
        self.check.setToolTip(tr("Start the worker with this Python and let it load its libraries"))
        self.check.clicked.connect(self.check_python)
        row = QHBoxLayout()
        row.addWidget(self.python, 1)
        row.addWidget(self.check)
        form = QFormLayout()
        form.addRow(tr("Python"), row)
        layout.addLayout(form)
        self.check_result = _text_label(tab, "checkPythonResult")
        layout.addWidget(self.check_result)
        layout.addStretch(1)
        return tab

    def check_python(self) -> None:
        """Try the Python in the field (or the one found by itself)."""
        found = self._environment.python()
        path = self.python.filePath().strip() or (found.path if found is not None else "")
        self.check.setEnabled(False)
        self.check_result.setText(tr("Checking, which takes some seconds…"))
        self._environment.check(path, self._show_check, self._show_check_problem)

    def _show_check(self, info: WorkerInfo) -> None:
        if not self._is_alive:
            return
        self.check.setEnabled(True)
        libraries = ", ".join(f"{name} {version}" for name, version in info.libraries.items())
        device = info.device
        self.check_result.setText(
            tr("This Python works. Device: {name} ({why}). {libraries}.").format(
                name=device.get("name") or device.get("type", ""),
                why=str(device.get("reason", "")).rstrip("."),
                libraries=libraries,
            )
        )

    def _show_check_problem(self, problem: Problem) -> None:
        if self._is_alive:
            self.check.setEnabled(True)
            self.check_result.setText(problem.text)

    # Models

    def _build_models(self) -> QWidget:
        tab, layout = _tab(
            tr(
                "Models that Segment can use. A fine-tuned checkpoint of your own is one "
                ".safetensors file, made by the training scripts that come with AerOSeg."
            )
        )
        self.models = QTreeWidget(tab)
        self.models.setObjectName("modelsTable")
        self.models.setHeaderLabels([tr("Model"), tr("State"), tr("Resolution"), tr("Size")])
        self.models.setRootIsDecorated(False)
        self.models.setIconSize(QSize(16, 16))
        self.models.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.models.header().setStretchLastSection(False)
        self.models.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            self.models.header().setSectionResizeMode(
                column, QHeaderView.ResizeMode.ResizeToContents
            )
        self.models.setToolTip(tr("Models that ship with AerOSeg, and yours"))
        self.models.currentItemChanged.connect(self._show_details)
        layout.addWidget(self.models, 2)
        self.add = QPushButton(tr("Add checkpoint…"), tab)
        self.add.setObjectName("addCheckpointButton")
        self.add.setToolTip(tr("Choose a .safetensors file; it is looked into before it is added"))
        self.add.clicked.connect(self._choose_checkpoint)
        self.remove = QPushButton(tr("Remove"), tab)
        self.remove.setObjectName("removeCheckpointButton")
        self.remove.setToolTip(tr("Take the checkpoint off this list; the file stays"))
        self.remove.clicked.connect(self._remove_checkpoint)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        layout.addLayout(row)
        self.model_message = _text_label(tab, "modelMessage")
        layout.addWidget(self.model_message)
        self.download = DownloadCard(self._catalogue, tab)
        layout.addWidget(self.download)
        self.details = QTextBrowser(tab)
        self.details.setObjectName("modelDetails")
        self.details.setToolTip(tr("What the chosen model is"))
        self.details.setOpenExternalLinks(True)
        layout.addWidget(self.details, 1)
        self.models_folder = QgsFileWidget(tab)
        self.models_folder.setObjectName("modelsFolder")
        self.models_folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.models_folder.setDialogTitle(tr("Choose the folder of models"))
        self.models_folder.setFilePath(self._settings.models_folder)
        self.models_folder.setToolTip(
            tr("Where downloaded models are kept, up to some GB; empty: a folder of your own")
        )
        form = QFormLayout()
        form.addRow(tr("Folder of models"), self.models_folder)
        layout.addLayout(form)
        return tab

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
        item = self.models.currentItem()
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
        current = self.models.currentItem()
        wanted = select or (current.data(0, PATH_ROLE) if current is not None else "")
        self.models.clear()
        for model in self._listed():
            item = QTreeWidgetItem(
                [
                    title_of(model),
                    model.state,
                    ground(model.gsd_m) if model.gsd_m > 0 else "",
                    data_size(model.size_bytes) if model.size_bytes else "",
                ]
            )
            item.setData(0, PATH_ROLE, model.id)
            item.setToolTip(0, model.path or model.title)
            item.setToolTip(1, model.reason)
            self.models.addTopLevelItem(item)
            if model.id == wanted:
                self.models.setCurrentItem(item)
        if self.models.currentItem() is None and self.models.topLevelItemCount():
            self.models.setCurrentItem(self.models.topLevelItem(0))
        self._show_details()
        if not self._catalogue.models and self._catalogue.problem is not None:
            self.model_message.setText(self._catalogue.problem.text)

    def _show_details(self, *_) -> None:
        item = self.models.currentItem()
        model_id = item.data(0, PATH_ROLE) if item is not None else ""
        model = next((model for model in self._listed() if model.id == model_id), None)
        self.remove.setEnabled(model_id in self._checkpoints)
        self.download.show_model(model)
        self.details.setPlainText(describe_model(model) if model is not None else "")

    # Results

    def _build_results(self) -> QWidget:
        tab, layout = _tab(
            tr(
                "Each run gets a new folder with the class raster, its style, the scores and the "
                "record of the run. Nothing that exists is overwritten."
            )
        )
        self.folder = QgsFileWidget(tab)
        self.folder.setObjectName("resultsFolder")
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Choose the results folder"))
        self.folder.setFilePath(self._settings.results_folder)
        self.folder.setToolTip(
            tr("Empty: beside the project, or in your data folder while the project is not saved")
        )
        if not self._settings.results_folder:
            self.folder.lineEdit().setPlaceholderText(str(folder_for(self._settings)))
        form = QFormLayout()
        form.addRow(tr("Results folder"), self.folder)
        layout.addLayout(form)
        layout.addStretch(1)
        return tab

    # Advanced

    def _build_advanced(self) -> QWidget:
        tab, layout = _tab(tr("The device that computes, and memory for images that were seen."))
        self.device = QComboBox(tab)
        self.device.setObjectName("deviceCombo")
        self.device.setToolTip(tr("Where the model runs; automatic takes the fastest that works"))
        titles = (
            tr("Automatic"),
            tr("Processor (CPU)"),
            tr("NVIDIA GPU (CUDA)"),
            tr("Apple GPU (MPS)"),
        )
        for device, title in zip(DEVICES, titles):
            self.device.addItem(title, device)
        self.device.setCurrentIndex(max(0, self.device.findData(self._settings.device)))
        self.cache = QSpinBox(tab)
        self.cache.setObjectName("cacheSpin")
        self.cache.setRange(0, MOST_CACHE_MIB)
        self.cache.setSingleStep(256)
        self.cache.setGroupSeparatorShown(True)
        self.cache.setSuffix(tr(" MiB"))
        self.cache.setSpecialValueText(tr("none"))
        self.cache.setValue(self._settings.cache_mib)
        self.cache.setToolTip(
            tr("Encoded image parts kept in memory: asking other names again is then much faster")
        )
        form = QFormLayout()
        form.addRow(tr("Device"), self.device)
        form.addRow(tr("Memory for encoded images"), self.cache)
        layout.addLayout(form)
        layout.addStretch(1)
        return tab


def describe_model(model: ModelInfo) -> str:
    """Everything a user may ask of a model, one thing a line."""
    lines = [model.title]
    if model.reason:
        lines.append(tr("State: {state}. {reason}").format(state=model.state, reason=model.reason))
    if model.vocabulary is None:
        lines.append(tr("Names: any (open vocabulary)"))
    else:
        names = ", ".join(model.vocabulary[:NAMES_SHOWN])
        more = len(model.vocabulary) - NAMES_SHOWN
        if more > 0:
            names = tr("{names} and {n} more").format(names=names, n=count(more))
        lines.append(tr("Names ({n}): {names}").format(n=count(len(model.vocabulary)), names=names))
    if model.gsd_m > 0:
        lines.append(
            tr("Works best at {gsd} per pixel; tiles of {tile} px").format(
                gsd=ground(model.gsd_m), tile=count(model.tile_px)
            )
        )
    needs = ", ".join(model.needs)
    lines.append(tr("Needs: {needs}").format(needs=needs or tr("nothing else")))
    if model.size_bytes:
        lines.append(tr("Size: {size}").format(size=data_size(model.size_bytes)))
    if model.licence:
        lines.append(tr("Licence: {licence}").format(licence=model.licence))
    for credit in model.credits:
        lines.append(tr("Credit: {credit}").format(credit=credit))
    if model.path:
        lines.append(tr("File: {path}").format(path=model.path))
    return "\n".join(lines)


def _tab(what: str) -> tuple[QWidget, QVBoxLayout]:
    tab = QWidget()
    layout = QVBoxLayout(tab)
    label = QLabel(what, tab)
    label.setWordWrap(True)
    layout.addWidget(label)
    return tab, layout


def _text_label(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
