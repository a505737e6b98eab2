"""What most worker tests need: a toy checkpoint, drawn scenes, and a worker process to talk to."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch
from affine import Affine
from numpy.typing import NDArray

from backend import protocol as p
from backend.engine import Engine
from tests.backend import toy

ROOT = Path(__file__).resolve().parents[2]
UTM = "EPSG:32636"
NORTH_UP = Affine(1.0, 0.0, 500_000.0, 0.0, -1.0, 40_000.0)
SERVE = (
    "import sys; sys.path.insert(0, {root!r}); from tests.backend import toy; toy.register(); "
    "from backend.__main__ import main; main(['serve'])"
)

torch.set_num_threads(1)  # the tests share two cores with other work
toy.register()


@pytest.fixture(scope="session")
def toy_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An open-vocabulary toy: 64 px tiles, 48 px steps, 1 m."""
    return toy.save_toy(tmp_path_factory.mktemp("models") / "toy.safetensors")


@pytest.fixture(scope="session")
def closed_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A toy that knows red, green and blue only."""
    path = tmp_path_factory.mktemp("models") / "closed.safetensors"
    return toy.save_toy(path, vocabulary=("red", "green", "blue"))


def draw(width: int = 200, height: int = 150, seed: int = 0) -> NDArray[np.uint8]:
    """(3, height, width): noisy grey with a red rectangle and a blue one, scaled with the size."""
    rng = np.random.default_rng(seed)
    scene = np.full((3, height, width), 128.0)
    x, y = width / 200, height / 150
    scene[:, round(25 * y) : round(60 * y), round(15 * x) : round(100 * x)] = [
        [[255]],
        [[0]],
        [[0]],
    ]
    scene[:, round(75 * y) : round(130 * y), round(110 * x) : round(190 * x)] = [
        [[0]],
        [[0]],
        [[255]],
    ]
    noisy = scene + rng.integers(-30, 31, scene.shape)
    return noisy.clip(0, 255).astype(np.uint8)


def write_tif(
    path: Path,
    bands: NDArray[Any],
    transform: Affine | None = NORTH_UP,
    crs: str | None = UTM,
    **profile: Any,
) -> Path:
    """A GeoTIFF of (bands, rows, cols)."""
    with rasterio.open(
        path, "w", driver="GTiff", count=len(bands), height=bands.shape[1], width=bands.shape[2],
        dtype=bands.dtype, transform=transform, crs=crs, **profile,
    ) as out:  # fmt: skip
        out.write(bands)
    return path


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """200 x 150 px at 1 m, UTM."""
    return write_tif(tmp_path / "scene.tif", draw())


@pytest.fixture
def engine() -> Engine:
    return Engine(device="cpu")


@pytest.fixture
def request_for(toy_checkpoint: Path, tmp_path: Path) -> Callable[..., p.SegmentParams]:
    """Makes segment requests; each gets a folder of its own unless it names one."""
    made = 0

    def make(path: Path, classes: list[str] | None = None, **fields: Any) -> p.SegmentParams:
        nonlocal made
        made += 1
        image_fields = fields.pop("image", {})
        values = {
            "image": {"path": str(path), **image_fields},
            "grid": fields.pop("grid", {}),
            "classes": ["red", "blue", "grey"] if classes is None else classes,
            "model": str(toy_checkpoint),
            "out_dir": str(tmp_path / f"run{made}"),
            **fields,
        }
        return p.SegmentParams.model_validate(values)

    return make


def read(path: str | Path) -> NDArray[Any]:
    """All bands of a raster."""
    with rasterio.open(path) as file:
        return file.read()


class WorkerProcess:
    """A real worker. Every line of its standard output must be a message of the protocol."""

    def __init__(self, code: str | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-c", code or SERVE.format(root=str(ROOT))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        self.lines: list[bytes] = []
        self.errors: list[bytes] = []
        self.notices: list[dict[str, Any]] = []
        self._incoming: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._kept: dict[Any, dict[str, Any]] = {}
        self._next_id = 0
        self._threads = [
            threading.Thread(target=self._read_lines, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _read_lines(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line)
            message = json.loads(line)
            assert message["jsonrpc"] == "2.0"
            self._incoming.put(message)
        self._incoming.put(None)

    def _read_errors(self) -> None:
        for line in self.process.stderr or ():
            self.errors.append(line)

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, method: str, params: dict[str, Any] | None = None) -> int:
        """Send a request and return its id."""
        self._next_id += 1
        frame = {"jsonrpc": "2.0", "id": self._next_id, "method": method, "params": params or {}}
        self.send_bytes(json.dumps(frame).encode() + b"\n")
        return self._next_id

    def next(self, timeout: float = 60.0) -> dict[str, Any]:
        """The next message, whatever it is."""
        message = self._incoming.get(timeout=timeout)
        if message is None:
            raise EOFError(b"".join(self.errors).decode())
        return message

    def wait(self, request_id: int | None, timeout: float = 60.0) -> dict[str, Any]:
        """The reply to a request; notifications are kept in ``notices``."""
        end = time.monotonic() + timeout
        while request_id not in self._kept:
            message = self.next(end - time.monotonic())
            if "method" in message:
                self.notices.append(message)
            else:
                self._kept[message["id"]] = message
        return self._kept.pop(request_id)

    def call(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """The result of a request that must succeed."""
        reply = self.wait(self.send(method, params))
        assert "result" in reply, reply
        result: dict[str, Any] = reply["result"]
        return result

    def close(self) -> int:
        """End of standard input; the exit code."""
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            code = self.process.wait(30)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            for thread in self._threads:
                thread.join(10)
            for pipe in (self.process.stdout, self.process.stderr):
                if pipe:
                    pipe.close()
        return code


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerProcess]:
    """A worker shared by the tests of a module."""
    process = WorkerProcess()
    yield process
    process.close()


@pytest.fixture
def new_worker() -> Iterator[Callable[..., WorkerProcess]]:
    """Starts workers of one test's own."""
    started: list[WorkerProcess] = []

    def start(code: str | None = None) -> WorkerProcess:
        started.append(WorkerProcess(code))
        return started[-1]

    yield start
    for process in started:
        process.close()


def iou(mask: np.ndarray, truth: np.ndarray) -> float:
    return float((mask & truth).sum() / (mask | truth).sum())


def truth(width: int = 200, height: int = 150) -> np.ndarray:
    """The red rectangle that ``draw`` makes."""
    out = np.zeros((height, width), bool)
    y, x = height / 150, width / 200
    out[round(25 * y) : round(60 * y), round(15 * x) : round(100 * x)] = True
    return out


class StopAfter:
    """Asks to cancel at the n-th question."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0
