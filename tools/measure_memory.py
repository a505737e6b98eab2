"""Peak memory of the worker on parts of a very large raster.

    .venv/bin/python tools/measure_memory.py                        5,000 and 20,000 px, small model
    .venv/bin/python tools/measure_memory.py --model builtin --tiles 60     a measured part of each

Makes a sparse GeoTIFF of 50,000 x 50,000 pixels (a few megabytes), starts a worker for each part,
as the plugin does, and looks at its memory until it answers. With --tiles a run is cancelled after
so many tiles, and the time of the rest is told from their pace. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.windows import Window

ROOT = Path(__file__).resolve().parent.parent
SIDE_PX = 50_000
BLOCK_PX = 512
WORKER = (
    "import sys; sys.path.insert(0, {root!r}); {setup}"
    "from backend.__main__ import main; main(['serve'])"
)
SMALL_MODEL = "from tests.backend import toy; toy.register(); "


def make_raster(path: Path, painted_px: int) -> None:
    """A sparse raster; in its first ``painted_px`` rows and columns every block is different."""
    rng = np.random.default_rng(0)
    transform = Affine(0.3, 0, 500_000, 0, -0.3, 6_000_000)
    with rasterio.open(
        path, "w", driver="GTiff", width=SIDE_PX, height=SIDE_PX, count=3, dtype="uint8",
        crs="EPSG:32633", transform=transform, tiled=True, blockxsize=BLOCK_PX,
        blockysize=BLOCK_PX, compress="deflate", sparse_ok=True, bigtiff="yes",
    ) as file:  # fmt: skip
        for top in range(0, painted_px, BLOCK_PX):
            for left in range(0, painted_px, BLOCK_PX):
                block = np.empty((3, BLOCK_PX, BLOCK_PX), dtype=np.uint8)
                block[:] = rng.integers(0, 256, (3, 1, 1))
                row, column, side = rng.integers(0, BLOCK_PX - 200, 3)
                block[:, row : row + side, column : column + side] = rng.integers(0, 256, (3, 1, 1))
                height = min(BLOCK_PX, SIDE_PX - top)
                width = min(BLOCK_PX, SIDE_PX - left)
                window = Window(left, top, width, height)
                file.write(block[:, :height, :width], window=window)


def memory_mib(pid: int, what: str) -> float:
    """VmHWM (peak) or VmRSS (now) of a process."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(text.split(f"{what}:")[1].split()[0]) / 1024


class Worker:
    """A worker process, and the curve of its memory."""

    def __init__(self, setup: str) -> None:
        code = WORKER.format(root=str(ROOT), setup=setup)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-c", code],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        self.curve: list[float] = []
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while self.process.poll() is None:
            try:
                self.curve.append(memory_mib(self.process.pid, "VmRSS"))
            except (OSError, IndexError):
                return
            time.sleep(0.5)

    def send(self, number: int, method: str, params: dict[str, Any]) -> None:
        """Send a request."""
        frame = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        if self.process.stdin is None:
            raise OSError("the worker has no input")
        self.process.stdin.write(json.dumps(frame).encode() + b"\n")
        self.process.stdin.flush()

    def messages(self) -> Iterator[dict[str, Any]]:
        """What the worker says, until it ends."""
        for line in self.process.stdout or ():
            yield json.loads(line)


def measure(options: argparse.Namespace, image: Path, side: int, folder: Path) -> dict[str, Any]:
    """One run on the first ``side`` rows and columns."""
    small = options.model == "small"
    worker = Worker(SMALL_MODEL if small else "")
    worker.send(1, "segment", {
        "image": {"path": str(image)}, "classes": options.classes.split(","),
        "grid": {"window": [0, 0, side, side]}, "cache_mib": options.cache_mib,
        "model": str(folder / "small.safetensors") if small else options.model,
        "out_dir": str(folder / f"run{side}"), "preview": True, "device": options.device,
    })  # fmt: skip
    tiles, begin, first = 0, time.monotonic(), 0.0
    total, error = 0, ""
    for message in worker.messages():
        if message.get("method") == "progress":
            words = message["params"]["text"].replace(",", "").split()
            if words[-4:-3] == ["tile"]:
                tiles, total = int(words[-3]), int(words[-1])
                first = first or time.monotonic()
                if options.tiles and tiles > options.tiles:
                    worker.send(2, "cancel", {"id": 1})
        elif message.get("id") == 1:
            error = message.get("error", {}).get("data", {}).get("name", "")
            if error and not (options.tiles and error == "cancelled"):
                raise SystemExit(message["error"]["message"])
            break
    end = time.monotonic()
    peak = memory_mib(worker.process.pid, "VmHWM")
    worker.process.kill()
    worker.process.wait()
    curve = worker.curve
    found = {
        "side_px": side, "peak_mib": round(peak), "tiles": total, "tiles_done": tiles,
        "seconds": round(end - begin, 1), "complete": not error,
        "memory_mib": [round(curve[len(curve) * i // 10]) for i in range(10)] if curve else [],
    }  # fmt: skip
    if error and tiles:
        found["seconds_for_all"] = round((end - first) / tiles * total)
    return found


def main() -> None:
    """Measure both parts and print a line for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sides", default="5000,20000", help="Sides of the parts, in pixels.")
    parser.add_argument("--model", default="small", help='Id, path, or "small" (for tests).')
    parser.add_argument("--tile", type=int, default=384, help="Tile of the small model.")
    parser.add_argument("--stride", type=int, default=320, help="Its stride.")
    parser.add_argument("--classes", default="red,green")
    parser.add_argument("--cache-mib", type=int, default=1024)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--tiles", type=int, help="Cancel after so many tiles.")
    parser.add_argument("--folder", type=Path, help="For the raster and the runs.")
    options = parser.parse_args()
    sides = [int(side) for side in options.sides.split(",")]
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        if options.model == "small":
            sys.path.insert(0, str(ROOT))
            from tests.backend import toy

            toy.register()
            toy.save_toy(
                folder / "small.safetensors", tile_px=options.tile, stride_px=options.stride,
                gsd_m=0.3,
            )  # fmt: skip
        image = folder / "large.tif"
        make_raster(image, max(sides))
        size = image.stat().st_size
        print(f"{SIDE_PX:,} x {SIDE_PX:,} px in {size / 2**20:.1f} MiB on disk", flush=True)
        found = []
        for side in sides:
            found.append(measure(options, image, side, folder))
            print(json.dumps(found[-1]), flush=True)
        ratio = found[-1]["peak_mib"] / found[0]["peak_mib"]
        print(f"peak of the largest part: {ratio:.3f} times that of the smallest")


if __name__ == "__main__":
    main()
