"""The AerOSeg page in QGIS's Options dialog, a tab for each part.

Nothing takes effect before OK or Apply; checks and inspections answer at once.
"""

from __future__ import annotations

import enum
from typing import Callable

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from .catalogue import Catalogue
from .environment import Environment
from .results import folder_for
from .settings import Settings
from .text import tr

__all__ = ["PAGE_NAME", "OptionsFactory", "OptionsPage", "OptionsTab"]

PAGE_NAME = "aerosegOptionsPage"
DEVICES = ("auto", "cpu", "cuda", "mps")
MOST_CACHE_MIB = 1_048_576


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
        diagnostics: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(tr("AerOSeg"), icon)
        self._icon = icon
        self._parts = (settings, environment, catalogue, applied, diagnostics)
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
        diagnostics: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(PAGE_NAME)
        self._settings = settings
        self._environment = environment
        self._catalogue = catalogue
        self._applied = applied
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("aerosegOptionsTabs")
        # Loaded when the dialog opens, not when QGIS starts.
        from .environment_tab import EnvironmentTab
        from .models_tab import ModelsTab
        from .options_background import BackgroundTab

        self.environment = EnvironmentTab(settings, environment, diagnostics, self)
        self.tabs.addTab(self.environment, tr("Environment"))
        self.models = ModelsTab(settings, catalogue, self)
        self.tabs.addTab(self.models, tr("Models"))
        self.tabs.addTab(self._build_results(), tr("Results"))
        self.tabs.addTab(self._build_advanced(), tr("Advanced"))
        self.background = BackgroundTab(self)
        self.tabs.addTab(self.background, tr("Background words"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)

    def apply(self) -> None:
        """Take the choices over."""
        before = self._of_the_worker()
        self.environment.apply()
        self.models.apply()
        self._settings.results_folder = self.folder.filePath().strip()
        self._settings.device = self.device.currentData()
        self._settings.cache_mib = self.cache.value()
        self.background.apply()
        if before != self._of_the_worker():
            self._applied()

    def _of_the_worker(self) -> tuple:
        """Settings that the list of models, or the worker, depends on."""
        known = self._settings
        return (
            known.python, known.environment_folder, known.checkpoints, known.device,
            known.models_folder,
        )  # fmt: skip

    def helpKey(self) -> str:
        """No page in QGIS's own manual."""
        return ""

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


def _tab(what: str) -> tuple[QWidget, QVBoxLayout]:
    tab = QWidget()
    layout = QVBoxLayout(tab)
    label = QLabel(what, tab)
    label.setWordWrap(True)
    layout.addWidget(label)
    return tab, layout
