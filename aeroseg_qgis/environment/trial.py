"""Whether a Python can do the worker's work: libraries are loaded, and one tile is segmented."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Callable

from ..problems import Problem
from ..text import tr
from .flow import Run
from .places import code_root

__all__ = ["Trial", "worker_arguments"]

TILE = "0,0,384,384"  # working pixels of the sample scene: one tile of the built-in model
LIMIT_S = 600.0  # a cold start on a slow disk
LIBRARIES = (
    "import torch; from backend.torchvision_ops import ensure_torchvision; "
    "kind = ensure_torchvision(); "
    "import torchvision, open_clip, segment_anything, timm, numpy, rasterio, PIL, safetensors; "
    "import pydantic, yaml; print(torch.__version__, kind)"
)
SEGMENT = "from backend.__main__ import main; main({arguments!r})"


def worker_arguments(script: str) -> list[str]:
    """Arguments of a Python that runs a script of the worker, apart from the user's settings."""
    start = f"import sys; sys.path.insert(0, {str(code_root())!r}); {script}"
    return ["-I", "-X", "utf8", "-c", start]


class Trial:
    """The real thing: what a run needs."""

    def libraries(self, python: str, log: Callable[[str], None]):
        """Steps that load everything; give the version of PyTorch."""
        said = yield Run(python, worker_arguments(LIBRARIES), on_line=log, limit_s=LIMIT_S)
        if said.code != 0:
            raise _problem(tr("The libraries do not load."), said.said)
        return said.lines[-1] if said.lines else ""

    def tile(self, python: str, folder: Path, log: Callable[[str], None]):
        """Steps that segment a part of the sample scene with the built-in model."""
        out = folder / "trial"
        out.mkdir(exist_ok=True)
        sample = code_root() / "resources" / "sample" / "sample.tif"
        arguments = [
            "segment", str(sample), str(out / "classes.tif"),
            "--classes", "building, road", "--window", TILE,
        ]  # fmt: skip
        script = SEGMENT.format(arguments=arguments)
        try:
            said = yield Run(python, worker_arguments(script), on_line=log, limit_s=LIMIT_S)
        finally:
            is_there = (out / "classes.tif").is_file()
            shutil.rmtree(out, ignore_errors=True)
        if said.code != 0 or not is_there:
            raise _problem(tr("The model does not run in it."), said.said)


def _problem(why: str, said: str) -> Problem:
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "")
    return Problem(
        tr("The environment does not work."),
        f"{why} {last.strip()}".strip(),
        tr("Try again; if it stays so, report it with “Copy diagnostics”."),
        name="environment_broken",
        detail=said,
    )
