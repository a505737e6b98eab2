"""The choice of the device, its lock, and the operator fallback."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import torch

from backend import device
from backend.device import DeviceChoice, choose_device, device_lock
from backend.errors import BadRequest, Cancelled, DeviceBusy, NotAvailable
from backend.torchvision_ops import ensure_torchvision

GPU = DeviceChoice("cuda", "Test GPU", "for a test", 1024, unit="test-unit")


def never() -> bool:
    return False


def test_cpu_can_always_be_chosen() -> None:
    choice = choose_device("cpu")
    assert (choice.type, choice.torch) == ("cpu", torch.device("cpu"))
    assert choice.encode_batch == 1
    assert choice.name and choice.reason.endswith(".")


def test_auto_takes_something_and_says_why() -> None:
    choice = choose_device("auto")
    assert choice.type in ("cpu", "cuda", "mps")
    assert choice.reason.endswith(".")
    assert choice.memory_mib > 0


def test_device_that_is_not_there_is_refused_with_the_reason() -> None:
    if torch.backends.mps.is_available():
        pytest.skip("this machine has an Apple GPU")
    with pytest.raises(NotAvailable, match='"mps" cannot be used') as caught:
        choose_device("mps")
    assert '"cpu"' in caught.value.hint


def test_unknown_device_is_refused() -> None:
    with pytest.raises(BadRequest, match="npu"):
        choose_device("npu")


def test_gpu_that_fails_its_test_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> torch.Tensor:
        raise RuntimeError("no kernel image is available for execution on the device\nmore")

    monkeypatch.setattr(torch.version, "cuda", "13.0")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch, "zeros", fail)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    choice = choose_device("auto")
    assert choice.type == "cpu"
    assert "no kernel image" in choice.reason
    assert "more" not in choice.reason


@pytest.fixture
def lock_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


HOLD = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
sys.path.insert(0, sys.argv[2])
from backend.device import DeviceChoice, device_lock
gpu = DeviceChoice("cuda", "Test GPU", "", 0, unit="test-unit")
with device_lock(gpu, print, lambda: False):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_workers_do_not_share_a_gpu(lock_folder: Path) -> None:
    root = str(Path(device.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock_folder), root],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        assert other.stdin is not None and other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        told: list[str] = []
        with (
            pytest.raises(DeviceBusy, match="held by another worker"),
            device_lock(GPU, told.append, never, patience_s=0.5),
        ):
            pass
        assert told == ["waiting for Test GPU, another worker uses it"]
        with pytest.raises(Cancelled), device_lock(GPU, told.append, lambda: True):
            pass
        other.kill()  # a worker that dies lets go
        other.wait()
    with device_lock(GPU, told.append, never, patience_s=5):
        pass


def test_lock_is_given_back(lock_folder: Path) -> None:
    for _ in range(2):
        with device_lock(GPU, pytest.fail, never, patience_s=1):
            pass


def test_lock_of_another_user_counts(lock_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may only be read; as the system refuses root nothing, the test does."""
    with device_lock(GPU, pytest.fail, never):
        opened = os.open

        def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
            if flags & os.O_CREAT:
                raise PermissionError(13, "Permission denied")
            return opened(path, flags, mode)

        monkeypatch.setattr(os, "open", refuse)
        told: list[str] = []
        with pytest.raises(DeviceBusy), device_lock(GPU, told.append, never, patience_s=0.3):
            pass
        assert told


def test_cpu_is_never_locked(lock_folder: Path) -> None:
    with device_lock(choose_device("cpu"), pytest.fail, never):
        assert not list(lock_folder.iterdir())


def test_torchvision_imports_and_its_operators_work() -> None:
    assert ensure_torchvision() == ensure_torchvision()
    from torchvision.ops import batched_nms, nms

    generator = torch.Generator().manual_seed(0)
    corners = torch.rand((200, 2), generator=generator) * 100
    boxes = torch.cat([corners, corners + 5 + torch.rand((200, 2), generator=generator) * 30], 1)
    scores = torch.rand(200, generator=generator)
    kept = nms(boxes, scores, 0.4)
    assert kept.tolist() == plain_nms(boxes.tolist(), scores.tolist(), 0.4)
    assert nms(boxes[:0], scores[:0], 0.4).tolist() == []
    groups = torch.arange(200) % 3
    assert len(batched_nms(boxes, scores, groups, 0.4)) > len(kept)


def plain_nms(boxes: list[list[float]], scores: list[float], limit: float) -> list[int]:
    kept: list[int] = []
    for index in sorted(range(len(boxes)), key=lambda i: -scores[i]):
        a = boxes[index]
        clear = True
        for other in kept:
            b = boxes[other]
            width = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
            height = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
            areas = [(q[2] - q[0]) * (q[3] - q[1]) for q in (a, b)]
            clear &= width * height / (sum(areas) - width * height) <= limit
        if clear:
            kept.append(index)
    return kept
