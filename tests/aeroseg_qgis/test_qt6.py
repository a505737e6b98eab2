"""The code is ready for QGIS 4: every enum is scoped, nothing that Qt 6 removed is called.

Names are looked up in the real classes: an enum member that is taken from a class directly, and
not from its enum, is an unscoped one.
"""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from .conftest import REPOSITORY

FOLDERS = ("aeroseg_qgis", "tools/demo", "tests/aeroseg_qgis", "tests/desktop")
FILES = sorted(path for folder in FOLDERS for path in (REPOSITORY / folder).rglob("*.py"))
# Checked in PyQt 6.11 and in the QGIS 4 notes.
REMOVED_ATTRIBUTES = {
    "exec_", "globalPos", "globalX", "globalY", "byteCount", "toSet", "setMargin", "desktop",
    "setTabStopWidth", "setCodec", "toTime_t", "setTime_t", "readAll_", "midRef", "leftRef",
}  # fmt: skip
REMOVED_NAMES = {
    "QRegExp", "QDesktopWidget", "qApp", "QTextCodec", "QStringList", "QSignalMapper", "QMatrix",
    "QRegExpValidator", "QVariantList", "QUndoStack", "QUndoCommand", "QWebView",
    "QFileSystemModel",
}  # fmt: skip
REMOVED_MODULES = {"PyQt5", "PyQt6", "sip", "resources_rc", "qgis.PyQt.QtWebKit"}


def imported_classes(tree: ast.AST) -> dict[str, object]:
    """Classes that a file takes from Qt or QGIS, by the names it uses."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("qgis."):
            module = importlib.import_module(node.module)
            for alias in node.names:
                if hasattr(module, alias.name):
                    found[alias.asname or alias.name] = getattr(module, alias.name)
    return found


def unscoped_enums(tree: ast.AST) -> list[str]:
    classes = imported_classes(tree)
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
            continue
        owner = classes.get(node.value.id)
        if owner is None or not isinstance(owner, type):
            continue
        value = getattr(owner, node.attr, None)
        kind = type(value)
        is_enum = isinstance(value, int) and kind is not int and kind is not bool
        if is_enum:
            found.append(f"line {node.lineno}: {node.value.id}.{node.attr}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_file_is_ready_for_qt_6(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert unscoped_enums(tree) == []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            assert node.attr not in REMOVED_ATTRIBUTES, f"line {node.lineno}: {node.attr}"
        elif isinstance(node, ast.Name):
            assert node.id not in REMOVED_NAMES, f"line {node.lineno}: {node.id}"
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names]
            modules = [node.module] if isinstance(node, ast.ImportFrom) else names
            assert not set(modules) & REMOVED_MODULES, modules
            assert not set(names) & REMOVED_NAMES, names


def test_check_finds_an_unscoped_enum():
    """The test above is worth something."""
    tree = ast.parse(
        "from qgis.PyQt.QtCore import Qt\nfrom qgis.core import QgsTask, Qgis\n"
        "Qt.AlignRight\nQt.AlignmentFlag.AlignRight\nQgsTask.CanCancel\nQgis.MessageLevel.Warning\n"
    )
    assert unscoped_enums(tree) == ["line 3: Qt.AlignRight", "line 5: QgsTask.CanCancel"]


def test_files_are_found():
    assert len(FILES) > 20 and Path(__file__) in FILES
