"""Life cycle of the plugin in QGIS: what is added at load is taken away at unload.

Messages for the user go through here: the message bar in three parts, the rest into the log
panel.
"""

from __future__ import annotations

import traceback
from collections import deque
from html import escape
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsProject, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication, QObject, QRect, Qt, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from .catalogue import Catalogue
from .dock import AeroSegDock
from .environment import Environment, code_root
from .help_view import help_link, open_help, open_link
from .options import PAGE_NAME, OptionsFactory, OptionsTab
from .preview import Preview
from .problems import Problem
from .processing.provider import AeroSegProvider
from .results import take_out_of_results
from .run import Explained, Finished, Runner
from .settings import Settings
from .text import duration, tr
from .translation import install_translator
from .worker import Worker

__all__ = ["AeroSegPlugin"]

LOG_TAG = "AerOSeg"
MENU = "AerOSeg"
DONE_MESSAGE_S = 12
LOGBOOK_LINES = 200
MESSAGE_FRAME_PX = 220  # icon, button and close button of a message
SHOW_DELAY_MS = 100


class AeroSegPlugin(QObject):
    """The object that QGIS holds."""

    layerAdded = pyqtSignal(object)  # QgsRasterLayer of a finished run

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._translator = install_translator()  # before any text is asked for
        self.iface = iface
        self.settings = Settings()
        self.environment = Environment(self.settings, self)
        self.worker = Worker(self.environment.command, self)
        self.catalogue = Catalogue(self.worker, self.settings, self)
        self.runner: Runner | None = None
        self.preview: Preview | None = None
        self.dock: AeroSegDock | None = None
        self._action: QAction | None = None
        self._help_action: QAction | None = None
        self._factory: OptionsFactory | None = None
        self._message = None
        self._logbook: deque[str] = deque(maxlen=LOGBOOK_LINES)  # for the diagnostics
        self._provider: AeroSegProvider | None = None

    def initProcessing(self) -> None:
        """Add the algorithms; qgis_process calls this alone, without a window."""
        if self._provider is None:
            provider = AeroSegProvider()
            if QgsApplication.processingRegistry().addProvider(provider):
                self._provider = provider

    def initGui(self) -> None:
        """Add the panel, its button, the options page and the algorithms."""
        self.initProcessing()
        try:
            self._add_to_window()
        except Exception:
            self.unload()  # QGIS does not, and the next try would add a second set
            raise

    def _add_to_window(self) -> None:
        icon = QIcon(str(code_root() / "resources" / "icons" / "aeroseg.svg"))
        self.runner = Runner(self.worker, self.settings, self)
        self.environment.installerMade.connect(self._on_installer)
        self.dock = AeroSegDock(
            self.iface.mapCanvas(),
            self.settings,
            self.environment,
            self.worker,
            self.catalogue,
            self.runner,
            self.iface.mainWindow(),
        )
        self.preview = Preview(self.runner, self.iface.mapCanvas(), self)
        self.dock.setWindowIcon(icon)
        self.iface.addTabifiedDockWidget(
            Qt.DockWidgetArea.RightDockWidgetArea, self.dock, ["LayerStyling"], True
        )
        self._action = QAction(icon, tr("AerOSeg panel"), self.iface.mainWindow())
        self._action.setObjectName("aerosegAction")
        self._action.setToolTip(tr("Segment the map by class names (AerOSeg)"))
        self._action.setCheckable(True)
        self._action.setChecked(self.dock.isVisible())
        self._action.triggered.connect(self._show_panel)
        self.dock.visibilityChanged.connect(self._action.setChecked)
        self.iface.addToolBarIcon(self._action)
        self.iface.addPluginToMenu(MENU, self._action)
        self._help_action = QAction(
            QgsApplication.getThemeIcon("/mActionHelpContents.svg"), tr("Help"),
            self.iface.mainWindow(),
        )  # fmt: skip
        self._help_action.setObjectName("aerosegHelpAction")
        self._help_action.triggered.connect(lambda: open_help(parent=self.iface.mainWindow()))
        self.iface.addPluginToMenu(MENU, self._help_action)
        self._factory = OptionsFactory(
            icon, self.settings, self.environment, self.catalogue, self._on_options_applied,
            self.copy_diagnostics,
        )  # fmt: skip
        self.iface.registerOptionsWidgetFactory(self._factory)
        self.dock.optionsAsked.connect(self._show_options)
        self.dock.modelsAsked.connect(self._show_models)
        self.dock.backgroundAsked.connect(self._show_background_words)
        self.dock.pythonAsked.connect(self._choose_python)
        self.dock.sampleAsked.connect(self._open_sample)
        self.dock.problemShown.connect(self.show_problem)
        self.dock.resultShown.connect(self._show_result)
        self.dock.mapsShown.connect(self._show_maps)
        self.worker.logged.connect(self._log)
        self.iface.currentLayerChanged.connect(self.dock.follow)
        QgsProject.instance().legendLayersAdded.connect(self._on_opened)
        # QGIS may quit without unloading plugins; the worker must never outlive it.
        QCoreApplication.instance().aboutToQuit.connect(self._end_worker)

    def unload(self) -> None:
        """Undo everything that initGui() and initProcessing() did.

        A step that fails is logged and the next one is taken: QGIS would keep half a plugin, which
        could neither be unloaded again nor updated.
        """
        provider, self._provider = self._provider, None
        if provider is not None:
            QgsApplication.processingRegistry().removeProvider(provider)
        dock = self.dock
        if dock is None:
            return  # qgis_process: there was no window
        for step in (
            lambda: QCoreApplication.instance().aboutToQuit.disconnect(self._end_worker),
            lambda: self.iface.currentLayerChanged.disconnect(dock.follow),
            lambda: QgsProject.instance().legendLayersAdded.disconnect(self._on_opened),
            dock.disconnect_all,
            lambda: self.preview.close(),
            lambda: self.runner.close(),
            self._end_worker,
            lambda: self.worker.logged.disconnect(self._log),
            self._pop_message,
            lambda: self.iface.unregisterOptionsWidgetFactory(self._factory),
            lambda: self.iface.removeToolBarIcon(self._action),
            lambda: self.iface.removePluginMenu(MENU, self._action),
            lambda: self.iface.removePluginMenu(MENU, self._help_action),
            lambda: self._help_action.deleteLater(),
            lambda: self._action.deleteLater(),
            lambda: self.iface.removeDockWidget(dock),
            dock.deleteLater,
            self._remove_translator,
            self.deleteLater,
        ):
            try:
                step()
            except Exception:
                self._log(traceback.format_exc(), Qgis.MessageLevel.Warning)
        self.dock = self._factory = self._action = self._help_action = None

    def _remove_translator(self) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)

    # Messages

    def show_problem(self, problem: Problem) -> None:
        """What, why, what to do, in the message bar; the details in the log."""
        if problem.detail:
            self._log(problem.detail)
        self._log(f"[{problem.name}] {problem.text}", Qgis.MessageLevel.Warning)
        button = QPushButton(tr("Details"))
        button.setObjectName("aerosegDetailsButton")
        button.setToolTip(tr("Open the log messages of AerOSeg"))
        button.clicked.connect(self.iface.openMessageLog)
        self._push(problem.text, button, Qgis.MessageLevel.Critical, 0, problem.name)

    def copy_diagnostics(self) -> None:
        """Put a report without personal paths on the clipboard."""
        from .diagnostics import Diagnostics

        text = Diagnostics(self.environment, self.worker, self.settings, self._logbook).text()
        QApplication.clipboard().setText(text)

    def _show_result(self, finished: Finished) -> None:
        view = self.iface.layerTreeView()
        if view is not None:
            view.setCurrentLayer(finished.layer)
        text = tr("“{image}” is segmented, in {time}.").format(
            image=finished.image_name, time=duration(finished.seconds)
        )
        button = QPushButton(tr("Show"))
        button.setObjectName("aerosegShowButton")
        button.setToolTip(tr("Zoom to the result"))
        layer_id = finished.layer.id()
        button.clicked.connect(lambda: self._zoom_to(layer_id))
        self._push(text, button, Qgis.MessageLevel.Success, DONE_MESSAGE_S)
        stages = finished.result.stages.items()
        times = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in stages)
        self._log(f"{text} {times}; {finished.result.paths['classes']}")
        for notice in finished.result.notices:
            self._log(notice, Qgis.MessageLevel.Warning)
        self.layerAdded.emit(finished.layer)

    def _show_maps(self, explained: Explained, which: str) -> None:
        view = self.iface.layerTreeView()
        if view is not None and explained.layers:
            view.setCurrentLayer(explained.layers[0])
        text = tr("Correlation layers of “{image}”, in {time}. {which}").format(
            image=explained.image_name, time=duration(explained.seconds), which=which
        )
        button = QPushButton(tr("Contact sheet"))
        button.setObjectName("aerosegSheetButton")
        button.setToolTip(tr("Open the picture with all maps side by side"))
        sheet = explained.result.sheet
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(sheet)))
        self._push(text.strip(), button, Qgis.MessageLevel.Success, DONE_MESSAGE_S)
        self._log(f"{text.strip()} {sheet}")
        for notice in explained.result.notices:
            self._log(notice, Qgis.MessageLevel.Warning)

    def _push(self, text: str, button: QPushButton, level, seconds: int, name: str = "") -> None:
        self._pop_message()  # one message of ours at a time
        bar, canvas = self.iface.messageBar(), self.iface.mapCanvas()
        # A label of its own: the bar's text field would cut a text of two lines.
        link = f" {help_link(name, 'white')}" if name else ""  # on the red of the bar
        label = QLabel("<b>AerOSeg:</b> " + escape(text) + link)
        label.setObjectName("aerosegMessage")
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setToolTip(text)
        # A wrapping label asks for the height of a narrow one; there is the width of the map.
        room = QRect(0, 0, max(200, canvas.width() - MESSAGE_FRAME_PX), 1000)
        wrapped = label.fontMetrics().boundingRect(
            room, Qt.TextFlag.TextWordWrap, f"AerOSeg: {text} {name}"
        )
        label.setMaximumHeight(wrapped.height() + 4)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        label.linkActivated.connect(lambda one: open_link(one, self.iface.mainWindow()))
        content = QWidget(bar)
        content.setObjectName("aerosegMessageContent")  # the bar tells widgets apart by name
        layout = QHBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label, 1)
        layout.addWidget(button)
        item = bar.createMessage(content)
        bar.pushWidget(item, level, seconds)
        item.destroyed.connect(self._forget_message)
        self._message = item

    def _pop_message(self) -> None:
        item, self._message = self._message, None
        if item is not None:
            try:
                item.destroyed.disconnect(self._forget_message)
                self.iface.messageBar().popWidget(item)
            except RuntimeError:
                pass  # QGIS has deleted it already

    def _forget_message(self) -> None:
        self._message = None

    def _log(self, text: str, level=Qgis.MessageLevel.Info) -> None:
        self._logbook.extend(text.splitlines())
        QgsMessageLog.logMessage(text, LOG_TAG, level, False)

    # What the user and the panel ask for

    def _show_panel(self, is_wanted: bool) -> None:
        self.dock.setUserVisible(is_wanted)
        if is_wanted:
            self.dock.input.setFocus()

    def _zoom_to(self, layer_id: str) -> None:
        layer = QgsProject.instance().mapLayer(layer_id)
        if layer is not None:
            self.iface.setActiveLayer(layer)
            self.iface.zoomToActiveLayer()

    def _show_options(self, tab: OptionsTab = OptionsTab.ENVIRONMENT) -> None:
        self._factory.first_tab = tab
        self.iface.showOptionsDialog(self.iface.mainWindow(), PAGE_NAME)
        self._factory.first_tab = OptionsTab.ENVIRONMENT

    def _show_models(self) -> None:
        self._show_options(OptionsTab.MODELS)

    def _show_background_words(self) -> None:
        self._show_options(OptionsTab.BACKGROUND)

    def _choose_python(self) -> None:
        dialog = QFileDialog(self.dock, tr("Choose a Python with PyTorch"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.use_python)
        dialog.open()

    def use_python(self, path: str) -> None:
        """Take a Python for the worker from now on."""
        self.settings.python = path
        self._on_options_applied()

    def _on_installer(self, installer) -> None:
        """Once someone needs the installer: it is heard from here as long as the plugin lives."""
        installer.logged.connect(self._log)
        installer.failed.connect(self.show_problem)
        installer.aboutToChange.connect(self.worker.stop)
        installer.finished.connect(self._on_environment)

    def _on_environment(self, done: str) -> None:
        texts = {
            "made": tr("The environment for the model is ready."),
            "repaired": tr("The environment for the model is repaired."),
            "removed": tr("The environment for the model is removed."),
            "checked": tr("The environment for the model is well."),
        }
        self.iface.messageBar().pushSuccess("AerOSeg", texts.get(done, done))
        self.worker.stop_if_outdated()
        self.catalogue.clear()
        self.dock.refresh_models()

    def _on_options_applied(self) -> None:
        if not self.runner.is_busy:
            self.worker.stop_if_outdated()
        self.catalogue.clear()
        self.dock.refresh_models()

    def _on_opened(self, layers: list) -> None:
        """Layers that the user opens stay out of the groups of results."""
        ids = [layer.id() for layer in layers]
        QTimer.singleShot(0, lambda: self._sort_in(ids))  # once QGIS has put them into the tree

    def _sort_in(self, ids: list[str]) -> None:
        moved = take_out_of_results(ids)
        layer = QgsProject.instance().mapLayer(moved[-1]) if moved else None
        if layer is not None:
            self.iface.setActiveLayer(layer)

    def _open_sample(self) -> None:
        path: Path = code_root() / "resources" / "sample" / "sample.tif"
        layer = QgsRasterLayer(str(path), tr("Sample scene"), "gdal")
        if not layer.isValid():
            self.show_problem(
                Problem(
                    tr("The sample scene could not be opened."),
                    tr("QGIS cannot read “{path}”.").format(path=path),
                    tr("Install the plugin again, or open an image of your own."),
                    name="bad_image",
                )
            )
            return
        QgsProject.instance().addMapLayer(layer)
        # Once the map has taken the place of the welcome page, and with it its size.
        QTimer.singleShot(SHOW_DELAY_MS, lambda: self._zoom_to(layer.id()))

    def _end_worker(self) -> None:
        self.environment.stop()
        self.worker.stop()
