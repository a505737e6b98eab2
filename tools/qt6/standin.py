"""Stand-ins for QGIS's Python packages over PyQt 6: Qt is real, QGIS's classes are not.

QGIS's widgets that the plugin inherits from or lays out are Qt widgets here; everything else that
it asks of QGIS answers with a mock. Good for finding what PyQt 6 refuses, and for nothing else.
"""

from __future__ import annotations

import importlib
import sys
import types
from unittest.mock import MagicMock

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtTest", "QtSvg", "QtXml")


class _Mocks(types.ModuleType):
    """A module whose unknown names are mocks, always the same one for a name."""

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        mock = MagicMock(name=name)
        setattr(self, name, mock)
        return mock


def install() -> None:
    """Put the stand-ins in the place of qgis and osgeo."""
    qgis, pyqt = types.ModuleType("qgis"), types.ModuleType("qgis.PyQt")
    sys.modules.update({"qgis": qgis, "qgis.PyQt": pyqt})
    qgis.PyQt = pyqt
    for name in QT_MODULES:
        real = importlib.import_module(f"PyQt6.{name}")
        module = types.ModuleType(f"qgis.PyQt.{name}")
        module.__dict__.update({key: value for key, value in vars(real).items() if key[0] != "_"})
        sys.modules[module.__name__] = module
        setattr(pyqt, name, module)
    from PyQt6 import QtCore, QtGui, QtWidgets, sip

    sys.modules["qgis.PyQt.sip"] = sip
    pyqt.sip = sip
    # QGIS's shim keeps these where Qt 5 had them.
    pyqt.QtWidgets.QAction = QtGui.QAction
    pyqt.QtWidgets.QShortcut = QtGui.QShortcut
    for name in ("core", "gui", "utils", "analysis"):
        module = _Mocks(f"qgis.{name}")
        sys.modules[module.__name__] = module
        setattr(qgis, name, module)
    sys.modules["processing"] = _Mocks("processing")
    osgeo = types.ModuleType("osgeo")
    sys.modules["osgeo"] = osgeo
    for name in ("gdal", "osr", "ogr"):
        sys.modules[f"osgeo.{name}"] = _Mocks(f"osgeo.{name}")
        setattr(osgeo, name, sys.modules[f"osgeo.{name}"])
    _widgets(qgis.gui, qgis.core, QtCore, QtGui, QtWidgets)


def _widgets(gui, core, QtCore, QtGui, QtWidgets) -> None:  # noqa: N803 - Qt's module names
    class Rest:
        """What a stand-in does not have answers with a mock."""

        def __getattr__(self, name: str):
            if name[0] == "_":
                raise AttributeError(name)
            return MagicMock()

    class FileWidget(Rest, QtWidgets.QWidget):
        fileChanged = QtCore.pyqtSignal(str)
        StorageMode = MagicMock()

        def __init__(self, parent=None) -> None:
            super().__init__(parent)
            self._line = QtWidgets.QLineEdit(self)

        def filePath(self) -> str:
            return self._line.text()

        def setFilePath(self, path: str) -> None:
            self._line.setText(path)

        def lineEdit(self):
            return self._line

        def setStorageMode(self, _mode) -> None:
            pass

        def setDialogTitle(self, _title: str) -> None:
            pass

    class LayerCombo(Rest, QtWidgets.QComboBox):
        layerChanged = QtCore.pyqtSignal(object)

        def setFilters(self, _filters) -> None:
            pass

        def currentLayer(self):
            return None

        def setLayer(self, _layer) -> None:
            pass

        def setExceptedLayerList(self, _layers) -> None:
            pass

    class GroupBox(Rest, QtWidgets.QGroupBox):
        def setCollapsed(self, _value: bool) -> None:
            pass

        def setSaveCollapsedState(self, _value: bool) -> None:
            pass

    class ColorButton(Rest, QtWidgets.QToolButton):
        colorChanged = QtCore.pyqtSignal(QtGui.QColor)

        def color(self):
            return QtGui.QColor("red")

    class Factory:
        def __init__(self, *_args) -> None:
            pass

    class Task:
        def __init__(self, *_args) -> None:
            pass

        Flag = MagicMock()

    class Settings:
        _kept: dict = {}  # noqa: RUF012 - as QGIS's, shared by all

        def value(self, key, default=None, **_kw):
            return self._kept.get(key, default)

        def setValue(self, key, value) -> None:
            self._kept[key] = value

    class Canvas(Rest, QtWidgets.QWidget):
        extentsChanged = QtCore.pyqtSignal()
        destinationCrsChanged = QtCore.pyqtSignal()

        def mapSettings(self):
            return MagicMock()

    class MapLayer:
        pass

    class RasterLayer(MapLayer):
        pass

    class VectorLayer(MapLayer):
        pass

    project = MagicMock()
    project.mapLayers.return_value = {}
    project.readEntry.side_effect = lambda _scope, _key, default="": (default, False)
    project.absolutePath.return_value = ""
    core.QgsProject = MagicMock()
    core.QgsProject.instance.return_value = project
    core.QgsSettings, core.QgsTask, core.QgsRasterLayer = Settings, Task, RasterLayer
    core.QgsVectorLayer, core.QgsMapLayer = VectorLayer, MapLayer
    core.QgsApplication = MagicMock()
    core.QgsApplication.getThemeIcon.side_effect = lambda _name: QtGui.QIcon()
    core.QgsApplication.locale.return_value = "de"
    core.QgsApplication.qgisSettingsDirPath.return_value = "/nowhere"
    core.Qgis.QGIS_VERSION = "4.0.0"
    gui.QgsDockWidget = QtWidgets.QDockWidget
    gui.QgsOptionsPageWidget = QtWidgets.QWidget
    gui.QgsOptionsWidgetFactory = Factory
    gui.QgsFileWidget, gui.QgsMapLayerComboBox = FileWidget, LayerCombo
    gui.QgsCollapsibleGroupBox, gui.QgsColorButton = GroupBox, ColorButton
    gui.QgsMapCanvas = Canvas
