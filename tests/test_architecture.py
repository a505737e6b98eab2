"""The rules that hold the repository together: who imports whom, versions, documents."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import backend
from backend import errors

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("aeroseg_qgis", "backend", "training")

# What each package may import beside Python's own library.
ALLOWED = {
    "aeroseg_qgis": {
        *("aeroseg_qgis", "qgis", "processing", "osgeo", "numpy"),
        "pip",  # asked which package index it takes by itself; it may be missing
    },
    "backend": {
        *("backend", "torch", "torchvision", "open_clip", "segment_anything", "timm"),
        *("numpy", "rasterio", "affine", "safetensors", "pydantic", "yaml", "PIL"),
        *("dask", "distributed"),  # batches over several processes (requirements/batch.txt)
    },
    "training": {
        *("training", "backend", "torch", "torchvision", "timm", "numpy", "rasterio", "affine"),
        *("safetensors", "pydantic", "yaml", "PIL", "tensorboard", "tqdm", "pyogrio", "shapely"),
        "transformers",  # the teacher of the text tower (requirements/teacher.txt)
    },
}

# A module of the worker imports from its own row or from lower rows, never upward.
LAYERS = (
    {"__main__", "cli", "server"},
    {"batch"},
    {"files"},
    {"engine", "finished"},
    {"calibrate", "explain", "run", "teach", "whole_image"},
    {
        *("aoi", "assemble", "bench", "best", "blocks", "connection", "convert", "download"),
        *("encoding", "places", "queries"),
        *("explain_output", "fetch", "model_table", "outputs", "preview", "registry"),
        *("request_area", "run_output", "run_record", "stage_maps", "unfinished", "unknown_names"),
    },
    {
        *("cache", "checkpoint", "foreign", "protocol", "raster_files", "rasters", "sheet"),
        *("text_store", "texts", "calibration", "taught", "tiling", "vocabulary"),
    },
    {"models"},
    {
        *("__init__", "aoi_file", "cells", "codes", "device", "disk", "errors", "file_kinds"),
        *("gdal", "grid", "image_files", "lettering", "names", "remote", "torchvision_ops"),
    },
)

LONG_LINES = 500


def python_files(*folders: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "__pycache__" not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports; relative imports are made absolute."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"


def worker_module(name: str) -> str | None:
    """ "backend.models.base.Features" -> "models"; None for what is not of the worker."""
    parts = name.split(".")
    if parts[0] != "backend":
        return None
    folder = ROOT / "backend"
    if len(parts) > 1 and ((folder / parts[1]).is_dir() or (folder / f"{parts[1]}.py").is_file()):
        return parts[1]
    return "__init__"


def layer(module: str) -> int:
    for number, names in enumerate(LAYERS):
        if module in names:
            return number
    raise LookupError(f"backend/{module}.py has no row in LAYERS: decide where it belongs")


# ---------------------------------------------------------------- imports


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_stay_within_what_the_package_may_use(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in python_files(package)
        for line, name in imports(path)
        if (top := name.split(".")[0]) not in ALLOWED[package]
        and top not in sys.stdlib_module_names
    ]
    assert not wrong, "\n".join(wrong)


def test_worker_imports_never_point_upward() -> None:
    wrong = []
    for path in python_files("backend"):
        own = path.relative_to(ROOT / "backend").parts[0].removesuffix(".py")
        for line, name in imports(path):
            other = worker_module(name)
            if other is not None and layer(other) < layer(own):
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_worker_rows_without_files_are_removed() -> None:
    there = {path.stem for path in (ROOT / "backend").glob("*.py")}
    there |= {path.parent.name for path in (ROOT / "backend").glob("*/__init__.py")}
    assert set().union(*LAYERS) <= there


def test_worker_has_no_import_cycle() -> None:
    needs: dict[str, set[str]] = {}
    for path in python_files("backend"):
        own = path.relative_to(ROOT / "backend").parts[0].removesuffix(".py")
        found = {module for _, name in imports(path) if (module := worker_module(name))}
        needs.setdefault(own, set()).update(found - {own, "__init__"})
    done: set[str] = set()
    while ready := {name for name in needs if name not in done and needs[name] <= done}:
        done |= ready
    assert not set(needs) - done, f"in a cycle, or behind one: {sorted(set(needs) - done)}"


def test_plugin_takes_qt_only_through_qgis() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in python_files("aeroseg_qgis")
        for line, name in imports(path)
        if re.match(r"(PyQt\d|PySide\d|sip)\b", name)
    ]
    assert not wrong, "\n".join(wrong)


def test_protocol_modules_load_without_torch() -> None:
    """`hello` must be quick to reach: what the server needs to start does not load torch."""
    code = "import sys, backend.errors, backend.protocol; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# ---------------------------------------------------------------- form


def test_asserts_are_in_tests_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files(*PACKAGES, "tools")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert)
    ]
    assert not wrong, "python -O removes them: " + ", ".join(wrong)


def test_nothing_unpickles_or_runs_text() -> None:
    banned = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
    wrong = []
    for path in python_files(*PACKAGES):
        where = path.relative_to(ROOT)
        wrong += [
            f"{where}:{line} imports {name}"
            for line, name in imports(path)
            if name.split(".")[0] in banned
        ]
        wrong += [
            f"{where}:{node.lineno} calls {node.func.id}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"eval", "exec"}
        ]
    assert not wrong, "\n".join(wrong)


def test_files_have_a_seam() -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*PACKAGES, "tools")
    }
    long = {name: n for name, n in lines.items() if n > LONG_LINES}
    assert not long, f"look for a seam: {long}"


# ---------------------------------------------------------------- versions and pins


def test_version_is_the_same_everywhere() -> None:
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    project = re.search(
        r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert project is not None
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert metadata["general"]["version"] == project[1] == backend.__version__
    assert f"## {backend.__version__}" in changelog


def pins(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


@pytest.mark.parametrize("name", ["worker.txt", "training.txt", "dev.txt"])
def test_requirements_are_pinned_as_the_constraints_say(name: str) -> None:
    def key(pin: str) -> str:
        return pin.lower().replace("_", "-").replace(" ", "")

    constraints = {key(pin) for pin in pins("constraints.txt")}
    unpinned = [pin for pin in pins(name) if key(pin) not in constraints]
    assert not unpinned


def test_constraints_name_no_build_and_no_place() -> None:
    wrong = [pin for pin in pins("constraints.txt") if "+" in pin or "@" in pin or "/" in pin]
    assert not wrong


# ---------------------------------------------------------------- documents


def documents() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_links_of_a_document_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    missing = [
        target
        for target in targets
        if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists()
    ]
    assert not missing


def every_error(kind: type[errors.AppError] = errors.AppError) -> Iterator[type[errors.AppError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from every_error(child)


def plugin_problems() -> set[str]:
    """Names given to problems in the plugin, as in Problem(..., name="no_environment")."""
    return {
        keyword.value.value
        for path in python_files("aeroseg_qgis")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "name"
        and isinstance(node.func, ast.Name)
        and node.func.id == "Problem"
        and isinstance(keyword.value, ast.Constant)
    }


def test_every_error_name_is_explained() -> None:
    text = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^## `(\w+)`", text, re.MULTILINE))
    assert headings == {error.name for error in every_error()} | plugin_problems()


@pytest.mark.parametrize("tool", ["document_cli.py", "document_training.py"])
def test_pages_made_from_the_program_are_up_to_date(tool: str) -> None:
    command = [sys.executable, f"tools/{tool}", "--check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_every_option_of_the_command_lines_is_documented() -> None:
    page = (ROOT / "docs" / "processing-and-cli.md").read_text(encoding="utf-8")
    missing = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.args[0].value}"
        for path in python_files("backend", "training")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"add_argument", "add_parser"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and (node.func.attr == "add_parser" or str(node.args[0].value).startswith("-"))
        and str(node.args[0].value) not in page
    ]
    assert not missing, "\n".join(missing)


def test_readme_names_the_two_commands_and_make_knows_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = set(re.findall(r"`?make ([a-z]+)", readme))
    known = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {"demo", "test"} <= wanted <= known
