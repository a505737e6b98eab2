"""Kills the worker at random moments of a run, then resumes it: the result must be the same.

    .venv/bin/python tools/kill_worker.py --kills 20

Runs the real worker as the plugin does, with the built-in model on a drawn image. After each kill
the folder must hold nothing half-written; in the end pixels and tags of both rasters are compared
with those of an uninterrupted run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine

ROOT = Path(__file__).resolve().parent.parent
WORKER = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
    "from backend.__main__ import main; main(['serve'])"
)
RESULTS = ("classes.tif", "scores.tif")
LEFT = {"blocks", "journal.jsonl", "request.json", "preview.tif", "classes.qml", "run.json"}


def draw(path: Path, side: int) -> None:
    """An image with something everywhere."""
    rng = np.random.default_rng(5)
    small = rng.integers(0, 256, (3, side // 25 + 1, side // 25 + 1)).astype(np.uint8)
    image = small.repeat(25, axis=1).repeat(25, axis=2)[:, :side, :side]
    with rasterio.open(
        path, "w", driver="GTiff", width=side, height=side, count=3, dtype="uint8",
        crs="EPSG:32633", transform=Affine(0.3, 0, 5e5, 0, -0.3, 6e6), tiled=True,
    ) as file:  # fmt: skip
        file.write(image)


def start(params: dict[str, Any]) -> subprocess.Popen[bytes]:
    """A worker that has got the request."""
    worker = subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", "-c", WORKER], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ),
    )  # fmt: skip
    frame = {"jsonrpc": "2.0", "id": 1, "method": "segment", "params": params}
    if worker.stdin is None:
        raise OSError("the worker has no input")
    worker.stdin.write(json.dumps(frame).encode() + b"\n")
    worker.stdin.flush()
    return worker


def answer(worker: subprocess.Popen[bytes]) -> dict[str, Any] | None:
    """The answer to the request, None from a worker that was killed."""
    for line in worker.stdout or ():
        message: dict[str, Any] = json.loads(line)
        if message.get("id") == 1:
            return message
    return None


def everything(folder: Path) -> dict[str, Any]:
    """Pixels and tags of both rasters."""
    found: dict[str, Any] = {}
    for name in RESULTS:
        with rasterio.open(folder / name) as file:
            found[name] = (file.read().tobytes(), file.tags(), [file.tags(i) for i in file.indexes])
    return found


def problems(folder: Path, whole: dict[str, Any]) -> list[str]:
    """What a killed worker has left that it must not."""
    if not folder.exists():
        return []
    found = []
    for path in folder.iterdir():
        half_made = path.name.startswith(".") and ".part" in path.name
        if path.name in RESULTS:
            with rasterio.open(path) as file:
                if file.read().tobytes() != whole[path.name][0]:
                    found.append(f"{path.name} is not complete")
        elif path.name not in LEFT and not half_made:
            found.append(f"{path.name} is left")
    return found


def main() -> int:
    """Kill, resume, compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--size", type=int, default=1200, help="Side of the image, in pixels.")
    parser.add_argument("--model", default="builtin")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw(folder / "image.tif", options.size)
        params = {
            "image": {"path": str(folder / "image.tif")}, "classes": ["building", "road", "tree"],
            "model": options.model, "device": "cpu", "out_dir": str(folder / "whole"),
            "resume": True, "keep_unfinished": True, "preview": True,
        }  # fmt: skip
        begin = time.monotonic()
        worker = start(params)
        reply = answer(worker)
        whole_s = time.monotonic() - begin
        worker.kill()
        if reply is None or "error" in reply:
            raise SystemExit(str(reply))
        whole = everything(folder / "whole")
        print(f"uninterrupted: {whole_s:.1f} s, {reply['result']['tiles']} tiles", flush=True)
        killed = ended = 0
        params["out_dir"] = str(folder / "killed")
        wrong: list[str] = []
        while killed < options.kills:
            worker = start(params)
            timer = threading.Timer(rng.uniform(0, whole_s), worker.kill)
            timer.start()
            reply = answer(worker)
            timer.cancel()
            worker.kill()
            worker.wait()
            wrong += problems(folder / "killed", whole)
            if reply is None:
                killed += 1
                continue
            ended += 1
            if "error" in reply or everything(folder / "killed") != whole:
                wrong.append(f"a run that came to its end differs: {reply.get('error')}")
            (folder / "killed").rename(folder / f"ended{ended}")
        worker = start(params)
        reply = answer(worker)
        worker.kill()
        same = reply is not None and "error" not in reply and everything(folder / "killed") == whole
        taken = [] if reply is None else reply.get("result", {}).get("notices", [])
        print(f"{killed} kills, {ended} runs came to their end between them")
        print(f"resumed: {'equal' if same else 'NOT EQUAL'} in pixels and tags; {taken}")
        print("\n".join(wrong) or "nothing half-written was left")
    return 0 if same and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
