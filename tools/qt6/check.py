"""Loads the plugin on PyQt 6, opens what it shows, and looks up every Qt name that it uses."""

from __future__ import annotations

import ast
import importlib
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
import standin  # noqa: E402

standin.install()
from PyQt6 import QtCore, QtTest, QtWidgets  # noqa: E402

APP = QtWidgets.QApplication([])
FILES = sorted((ROOT / "aeroseg_qgis").rglob("*.py"))


def module_name(path: Path) -> str:
    """How a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def chain(node: ast.AST) -> list[str]:
    """["Qt", "AlignmentFlag", "AlignTop"] of the expression of that name; empty for others."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return [node.id, *names] if isinstance(node, ast.Name) else []


def unknown_names(path: Path) -> list[str]:
    """Names of Qt's classes and enums that PyQt 6 does not have."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = {}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis.PyQt."):
            module = importlib.import_module(node.module)
            for alias in node.names:
                if not hasattr(module, alias.name):
                    found.append(f"{path.name}:{node.lineno}: {node.module}.{alias.name}")
                else:
                    classes[alias.asname or alias.name] = getattr(module, alias.name)
    for node in ast.walk(tree):
        names = chain(node)
        if len(names) > 1 and isinstance(classes.get(names[0]), type):
            value = classes[names[0]]
            for name in names[1:]:
                if not hasattr(value, name):
                    found.append(f"{path.name}:{node.lineno}: {'.'.join(names)}")
                    break
                value = getattr(value, name)
                if not isinstance(value, type):
                    break
    return found


def show_everything() -> None:
    """Make the panel, the options and the small windows, type and click a little."""
    from aeroseg_qgis.catalogue import Catalogue
    from aeroseg_qgis.dock import AeroSegDock
    from aeroseg_qgis.environment import Environment
    from aeroseg_qgis.help_view import HelpView
    from aeroseg_qgis.messages import ModelInfo
    from aeroseg_qgis.options import OptionsPage
    from aeroseg_qgis.run import Runner
    from aeroseg_qgis.settings import Settings
    from aeroseg_qgis.worker import Worker

    settings = Settings()
    environment = Environment(settings)
    worker = Worker(environment.command)
    catalogue = Catalogue(worker, settings)
    catalogue.models = [
        ModelInfo("builtin", "Built-in", vocabulary=["road"], path="/x"),
        ModelInfo("public", "Public", state="needs download", files=[{"name": "a", "url": "u"}]),
    ]
    runner = Runner(worker, settings)
    import qgis.gui

    dock = AeroSegDock(qgis.gui.QgsMapCanvas(), settings, environment, worker, catalogue, runner)
    dock.show()
    QtTest.QTest.keyClicks(dock.input, "building | house, road")
    QtTest.QTest.keyClick(dock.input, QtCore.Qt.Key.Key_Return)
    QtTest.QTest.qWait(300)
    if dock.lines.lines != ["building | house", "road"]:
        raise AssertionError(f"the names did not arrive: {dock.lines.lines}")
    QtTest.QTest.keyClick(dock.names, QtCore.Qt.Key.Key_Down)
    QtTest.QTest.mouseClick(dock.undo, QtCore.Qt.MouseButton.LeftButton)
    dock.grab()
    page = OptionsPage(settings, environment, catalogue, lambda: None, lambda: None)
    page.show()
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        QtTest.QTest.qWait(50)
        page.grab()
    view = HelpView()
    view.show_page("troubleshooting.md", "disk")
    view.grab()
    if "disk" not in view.browser.textCursor().block().text():
        raise AssertionError("the handbook did not go to its place")
    environment.stop()
    worker.stop()


def main() -> int:
    """Command line."""
    errors: list[str] = []
    sys.excepthook = lambda *error: errors.append("".join(traceback.format_exception(*error)))
    for path in FILES:
        try:
            importlib.import_module(module_name(path))
            errors += unknown_names(path)
        except Exception:
            errors.append(f"{path.name}: {traceback.format_exc()}")
    try:
        show_everything()
    except Exception:
        errors.append(traceback.format_exc())
    print(*errors, sep="\n")
    print(
        f"{len(FILES)} files on PyQt {QtCore.PYQT_VERSION_STR}, Qt {QtCore.QT_VERSION_STR}: "
        f"{len(errors)} problems"
    )
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
