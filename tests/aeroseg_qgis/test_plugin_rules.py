"""What must never be: torch in QGIS's Python, heavy imports, incomplete metadata."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys

from .conftest import REPOSITORY

PLUGIN = REPOSITORY / "aeroseg_qgis"
FORBIDDEN = {"torch", "torchvision", "numpy", "rasterio", "backend", "training", "subprocess"}


def test_plugin_imports_nothing_heavy():
    for path in PLUGIN.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] not in FORBIDDEN, f"{path.name}: {name}"


def test_all_modules_loaded_hold_no_torch():
    script = (
        "import sys, importlib, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "from qgis.testing import start_app; start_app()\n"
        "for path in pathlib.Path(sys.argv[1], 'aeroseg_qgis').glob('*.py'):\n"
        "    importlib.import_module('aeroseg_qgis.' + path.stem)\n"
        "heavy = {name.split('.')[0] for name in sys.modules}\n"
        "assert not heavy & {'torch', 'torchvision', 'rasterio', 'backend'}, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script, str(REPOSITORY)], check=True, timeout=120)


def test_metadata_is_complete():
    parser = configparser.ConfigParser()
    parser.read(REPOSITORY / "metadata.txt", encoding="utf-8")
    general = parser["general"]
    for key in (
        "name", "description", "about", "version", "author", "email", "tracker", "repository",
        "homepage", "qgisMinimumVersion", "qgisMaximumVersion", "icon",
    ):  # fmt: skip
        assert general.get(key, "").strip(), key
    assert general["qgisMinimumVersion"] == "3.22" and general["qgisMaximumVersion"] == "4.99"
    assert (REPOSITORY / general["icon"]).is_file()
    assert general["hasProcessingProvider"] == "yes"
    assert "supportsQt6" not in general
