"""Ten thousand lines that are no request: an error for each, and the worker stays as it was."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import psutil
import pytest

from tests.backend.conftest import WorkerProcess

LINES = 10_000
SETTLED = 2_000  # lines after which caches and pools have their size
LEAK_BYTES = 8 * 2**20

GOOD = {
    "jsonrpc": "2.0", "id": 1, "method": "segment",
    "params": {"image": {"path": "a.tif"}, "classes": ["red"], "out_dir": "out"},
}  # fmt: skip
JUNK = [None, True, -1, 1e308, 2**80, "", "\x00", "a" * 3_000, [], {}, [[]], {"": {}}, "../../x"]


def noise(rng: random.Random) -> bytes:
    return bytes(rng.choices([b for b in range(256) if b != 10], k=rng.randint(1, 300)))


def cut(rng: random.Random) -> bytes:
    text = json.dumps(GOOD).encode()
    return text[: rng.randint(1, len(text) - 1)]


def flipped(rng: random.Random) -> bytes:
    text = bytearray(json.dumps(GOOD).encode())
    text[0] = rng.choice(b"]}:,x\xff")
    return bytes(text)


def wrong_envelope(rng: random.Random) -> bytes:
    message = dict(GOOD)
    key = rng.choice(["jsonrpc", "method", "id"])
    # A float or a list is no id; a method and a version are texts that are known.
    message[key] = rng.choice([1.5, [], {}, True] if key == "id" else JUNK)
    return json.dumps(message).encode()


def wrong_params(rng: random.Random) -> bytes:
    method = rng.choice(["hello", "inspect", "relabel", "cancel", "download", "explain", "segment"])
    params = {"no_such_key": rng.choice(JUNK)}
    if method == "segment":
        params = {**GOOD["params"], "classes": rng.choice([None, 5, {}, [7], "x"])}  # type: ignore[dict-item]
    return json.dumps({**GOOD, "method": method, "params": params}).encode()


def deep(rng: random.Random) -> bytes:
    depth = rng.randint(100, 20_000)
    return b"[" * depth + b"]" * rng.choice([0, depth])


KINDS: list[Callable[[random.Random], bytes]] = [
    noise, cut, flipped, wrong_envelope, wrong_params, deep,
]  # fmt: skip


@pytest.mark.slow
def test_each_line_gets_an_error_and_memory_stays_flat(
    new_worker: Callable[..., WorkerProcess],
) -> None:
    worker = new_worker()
    worker.call("hello", {"protocol": 1})
    rng = random.Random(11)
    memory = psutil.Process(worker.process.pid)
    before = 0
    for number in range(1, LINES + 1):
        line = rng.choice(KINDS)(rng)
        if not line.strip():
            line = b"{"
        worker.send_bytes(line + b"\n")
        reply = worker.next(30)
        assert "error" in reply and "result" not in reply, (line[:200], reply)
        assert reply["error"]["message"] and "Traceback" not in reply["error"]["message"]
        if number == SETTLED:
            before = memory.memory_info().rss
    assert memory.memory_info().rss - before < LEAK_BYTES
    assert worker.call("hello", {"protocol": 1})["pid"] == worker.process.pid
    assert not worker.notices
