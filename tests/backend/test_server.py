"""The real worker process, over its standard input and output."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backend import protocol as p
from backend.server import LIBRARIES, read_lines
from tests.backend import toy
from tests.backend.conftest import ROOT, SERVE, WorkerProcess, draw, read, write_tif

Start = Callable[..., WorkerProcess]


def segment_params(
    image: Path, model: Path, out: Path, classes: list[str] | None = None, **fields: Any
) -> dict[str, Any]:
    return {
        "image": {"path": str(image)},
        "classes": classes or ["red", "blue"],
        "model": str(model),
        "out_dir": str(out),
        **fields,
    }


def error_of(reply: dict[str, Any]) -> dict[str, Any]:
    assert "error" in reply, reply
    body = p.ErrorReply.model_validate(reply).error
    return {"name": body.data.name, "message": body.message, "hint": body.data.hint}


@pytest.fixture
def slow_run(tmp_path: Path) -> dict[str, Any]:
    """Parameters of a run that takes about a minute."""
    image = write_tif(tmp_path / "big.tif", draw(480, 480))
    slow = toy.save_toy(tmp_path / "slow.safetensors", slow_s=0.6)
    return segment_params(image, slow, tmp_path / "slow run")


def await_progress(worker: WorkerProcess, stage: str) -> None:
    while True:
        message = worker.next()
        if message.get("method") == "progress" and message["params"]["stage"] == stage:
            return


def test_hello_tells_who_answers(worker: WorkerProcess) -> None:
    hello = p.HelloResult.model_validate(worker.call("hello", {"protocol": 1}))
    assert hello.protocol == 1
    assert hello.pid == worker.process.pid
    assert hello.device.reason
    assert set(hello.libraries) == set(LIBRARIES)
    assert "missing" not in hello.libraries.values()


@pytest.mark.parametrize(("version", "older"), [(0, "plugin"), (99, "worker")])
def test_other_protocol_version_is_told(worker: WorkerProcess, version: int, older: str) -> None:
    error = error_of(worker.wait(worker.send("hello", {"protocol": version})))
    assert error["name"] == "version_mismatch"
    assert older in error["hint"]


def test_models_lists_shipped_ones_and_the_users(
    worker: WorkerProcess, toy_checkpoint: Path
) -> None:
    found = worker.call("models", {"user_checkpoints": [str(toy_checkpoint)]})
    models = p.ModelsResult.model_validate(found).models
    assert (models[0].id, models[-1].id) == ("builtin", str(toy_checkpoint))
    assert "aeroseg" in {m.id for m in models}


def test_inspect_tells_what_a_file_is(
    worker: WorkerProcess, toy_checkpoint: Path, scene: Path
) -> None:
    info = p.ModelInfo.model_validate(worker.call("inspect", {"path": str(toy_checkpoint)}))
    assert (info.title, info.state) == ("Toy", "ready")
    error = error_of(worker.wait(worker.send("inspect", {"path": str(scene)})))
    assert error["name"] == "bad_checkpoint"
    assert "a TIFF image" in error["message"]


def test_parse_answers_with_names_and_problems(worker: WorkerProcess) -> None:
    found = p.ParseResult.model_validate(worker.call("parse", {"classes": ["water, a, a", "b"]}))
    assert [c.name for c in found.classes] == ["water", "a", "b"]
    assert found.classes[0].color == "#3f7fbf"
    assert [q.line for q in found.problems] == [1]


def test_download_says_that_there_is_nothing(worker: WorkerProcess) -> None:
    error = error_of(worker.wait(worker.send("download", {"model": "aeroseg"})))
    assert error["name"] == "not_available"
    assert "training/" in error["hint"]
    error = error_of(worker.wait(worker.send("download", {"model": "nothing"})))
    assert error["name"] == "unknown_model"


def test_second_query_takes_the_encoded_image(
    worker: WorkerProcess, scene: Path, toy_checkpoint: Path, tmp_path: Path
) -> None:
    first = worker.call("segment", segment_params(scene, toy_checkpoint, tmp_path / "1"))
    params = segment_params(scene, toy_checkpoint, tmp_path / "2", ["red", "blue", "grey"])
    second = p.SegmentResult.model_validate(worker.call("segment", params))
    assert first["stages"]["encode"] > 0
    assert second.stages["encode"] == 0.0
    assert (second.cache.hits, second.cache.misses) == (20, 0)
    assert len(read(second.paths.classes)) == 1
    relabelled = worker.call(
        "relabel", {"scores": second.paths.scores, "out": str(tmp_path / "again.tif")}
    )
    assert Path(relabelled["path"]).read_bytes() == Path(second.paths.classes).read_bytes()


def test_progress_names_stage_and_tile(
    worker: WorkerProcess, tmp_path: Path, toy_checkpoint: Path
) -> None:
    image = write_tif(tmp_path / "a.tif", draw(seed=9))
    worker.notices.clear()
    request = worker.send("segment", segment_params(image, toy_checkpoint, tmp_path / "run"))
    assert "result" in worker.wait(request)
    steps = [
        p.ProgressParams.model_validate(n["params"])
        for n in worker.notices
        if n["method"] == "progress"
    ]
    assert {step.id for step in steps} == {request}
    assert steps[0].stage == "starting"
    assert steps[-1].stage == "writing"
    assert any("tile" in step.text and "of 20" in step.text for step in steps)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"classes": ["a", "a"]}, "bad_vocabulary"),
        ({"model": "nothing"}, "unknown_model"),
        ({"model": "aeroseg"}, "needs_download"),
        ({"image": {"path": "/no/such/image.tif"}}, "bad_image"),
        ({"grid": {"window": [9000, 9000, 10, 10]}}, "bad_area"),
        ({"out_dir": "/dev/null/run"}, "disk"),
        ({"factor": 2}, "bad_request"),
        ({"device": "mps"}, "not_available"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_request_gets_its_error_and_the_worker_lives(
    worker: WorkerProcess, scene: Path, toy_checkpoint: Path, tmp_path: Path,
    change: dict[str, Any], name: str,
) -> None:  # fmt: skip
    params = {**segment_params(scene, toy_checkpoint, tmp_path / "run"), **change}
    error = error_of(worker.wait(worker.send("segment", params)))
    assert error["name"] == name
    assert error["message"].endswith(".")
    assert worker.call("hello", {"protocol": 1})


def test_model_that_knows_no_name_is_told(
    worker: WorkerProcess, scene: Path, closed_checkpoint: Path, tmp_path: Path
) -> None:
    params = segment_params(scene, closed_checkpoint, tmp_path / "run", ["helicopter"])
    assert error_of(worker.wait(worker.send("segment", params)))["name"] == "no_known_class"


def test_fault_inside_a_model_is_answered_and_logged(
    worker: WorkerProcess, scene: Path, tmp_path: Path
) -> None:
    broken = toy.save_toy(tmp_path / "broken.safetensors", crash=True)
    reply = worker.wait(worker.send("segment", segment_params(scene, broken, tmp_path / "run")))
    assert error_of(reply)["name"] == "internal"
    assert "the toy is broken" in reply["error"]["message"]
    assert "Traceback" in reply["error"]["data"]["detail"]
    assert worker.call("hello", {"protocol": 1})


def test_library_that_prints_cannot_reach_the_stream(
    worker: WorkerProcess, scene: Path, tmp_path: Path
) -> None:
    noisy = toy.save_toy(tmp_path / "noisy.safetensors", noisy=True)
    worker.call("segment", segment_params(scene, noisy, tmp_path / "run"))
    assert not any(b"a library prints" in line for line in worker.lines)
    assert any(b"a library prints" in line for line in worker.errors)


def test_print_to_the_file_descriptor_cannot_reach_the_stream(new_worker: Start) -> None:
    writes = "import os, backend.engine as e; old = e.Engine.parse\n"
    writes += (
        "def parse(self, params):\n    os.write(1, b'raw bytes\\n'); os.system('echo child')\n"
    )
    writes += "    return old(self, params)\ne.Engine.parse = parse\n"
    setup, start = SERVE.format(root=str(ROOT)).split("from backend.__main__")
    code = f"{setup}\nexec({writes!r})\nfrom backend.__main__{start}"
    process = new_worker(code)
    process.call("parse", {"classes": ["a"]})
    assert process.close() == 0
    assert b"raw bytes\n" in process.errors
    assert b"child\n" in process.errors
    for line in process.lines:
        json.loads(line)


def test_broken_lines_get_an_answer_each_and_the_worker_lives(worker: WorkerProcess) -> None:
    rng = random.Random(4)
    sent = 0
    for number in range(300):
        kind = number % 4
        if kind == 0:
            data = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 80)))
            line = b"\xff" + data.replace(b"\n", b"").replace(b"\r", b"")
        elif kind == 1:
            line = b'{"jsonrpc": "2.0", "id": 7, "method": "hello"'[: rng.randrange(1, 40)]
        elif kind == 2:
            line = b'{"jsonrpc": "2.0", "method": "segment", "params": {}}'
        else:
            line = b"[" * rng.randrange(1, 5000)
        worker.send_bytes(line + b"\n")
        sent += 1
    worker.send_bytes(b"\n  \n\r\n")  # blank lines are no messages
    for _ in range(sent):
        reply = worker.next()
        assert reply["id"] is None
        assert error_of(reply)["name"] == "bad_request"
    assert worker.call("hello", {"protocol": 1})


def test_line_that_is_too_long_is_refused_without_being_kept(worker: WorkerProcess) -> None:
    piece = b"x" * (1 << 20)
    for _ in range(p.MAX_LINE_BYTES // len(piece) + 3):
        worker.send_bytes(piece)
    worker.send_bytes(b"\n")
    error = error_of(worker.wait(None))
    assert "longer than" in error["message"]
    assert worker.call("hello", {"protocol": 1})


def test_other_questions_are_answered_during_a_run(
    worker: WorkerProcess, slow_run: dict[str, Any], toy_checkpoint: Path
) -> None:
    request = worker.send("segment", slow_run)
    await_progress(worker, "decoding")
    begin = time.monotonic()
    assert worker.call("inspect", {"path": str(toy_checkpoint)})["title"] == "Toy"
    assert worker.call("models")["models"]
    assert worker.call("parse", {"classes": ["a"]})["classes"]
    assert time.monotonic() - begin < 5
    assert worker.call("cancel", {"id": request}) == {"cancelled": True}
    assert error_of(worker.wait(request))["name"] == "cancelled"


def test_cancel_ends_a_run_soon_and_the_next_one_is_faster(
    worker: WorkerProcess, slow_run: dict[str, Any]
) -> None:
    request = worker.send("segment", slow_run)
    await_progress(worker, "decoding")
    begin = time.monotonic()
    worker.call("cancel", {"id": request})
    assert error_of(worker.wait(request))["name"] == "cancelled"
    assert time.monotonic() - begin < 5
    assert not list(Path(slow_run["out_dir"]).glob("*.tif"))
    window = {**slow_run, "grid": {"window": [0, 0, 30, 30]}, "out_dir": slow_run["out_dir"] + "2"}
    assert worker.call("segment", window)["cache"]["hits"] > 0


def test_run_that_waits_can_be_cancelled(worker: WorkerProcess, slow_run: dict[str, Any]) -> None:
    first = worker.send("segment", slow_run)
    second = worker.send("segment", {**slow_run, "out_dir": slow_run["out_dir"] + "2"})
    await_progress(worker, "decoding")
    assert worker.call("cancel", {"id": second}) == {"cancelled": True}
    assert error_of(worker.wait(second))["name"] == "cancelled"
    # The first goes on: it is not ended for the one that waited.
    assert worker.call("cancel", {"id": second}) == {"cancelled": False}
    assert worker.call("cancel", {"id": first}) == {"cancelled": True}
    assert error_of(worker.wait(first))["name"] == "cancelled"
    assert worker.call("cancel", {"id": first}) == {"cancelled": False}
    assert not Path(slow_run["out_dir"] + "2").exists()


def test_id_of_a_running_request_is_not_taken_twice(
    worker: WorkerProcess, slow_run: dict[str, Any]
) -> None:
    request = worker.send("segment", slow_run)
    await_progress(worker, "decoding")
    again = {"jsonrpc": "2.0", "id": request, "method": "segment", "params": slow_run}
    worker.send_bytes(json.dumps(again).encode() + b"\n")
    assert "running already" in error_of(worker.wait(request))["message"]
    worker.call("cancel", {"id": request})
    assert error_of(worker.wait(request))["name"] == "cancelled"


def test_job_that_does_not_stop_is_ended_with_its_process(
    new_worker: Start, tmp_path: Path, scene: Path
) -> None:
    stuck = toy.save_toy(tmp_path / "stuck.safetensors", slow_s=600)
    setup, start = SERVE.format(root=str(ROOT)).split("from backend.__main__")
    grace = "import backend.server; backend.server.CANCEL_GRACE_S = 0.5; "
    process = new_worker(f"{setup}{grace}from backend.__main__{start}")
    request = process.send("segment", segment_params(scene, stuck, tmp_path / "run"))
    await_progress(process, "decoding")
    process.send("cancel", {"id": request})
    assert error_of(process.wait(request))["name"] == "cancelled"
    assert process.process.wait(10) == 130


def test_end_of_input_ends_the_worker_in_mid_job(
    new_worker: Start, slow_run: dict[str, Any]
) -> None:
    process = new_worker()
    process.send("segment", slow_run)
    await_progress(process, "decoding")
    begin = time.monotonic()
    assert process.close() == 0
    assert time.monotonic() - begin < 8
    assert not list(Path(slow_run["out_dir"]).glob("*.tif"))


def test_killed_worker_leaves_a_run_that_goes_on(
    new_worker: Start, slow_run: dict[str, Any], tmp_path: Path
) -> None:
    process = new_worker()
    process.send("segment", {**slow_run, "grid": {"window": [0, 0, 96, 96]}})
    folder = Path(slow_run["out_dir"]) / "blocks"
    while not list(folder.glob("*.z")):
        process.next()
    process.process.send_signal(signal.SIGKILL)
    assert process.process.wait(10) == -signal.SIGKILL
    assert not list(Path(slow_run["out_dir"]).glob("*.tif"))
    again = new_worker().call("segment", {**slow_run, "grid": {"window": [0, 0, 96, 96]}})
    assert any("taken over" in notice for notice in again["notices"])


def test_shutdown_answers_and_ends(new_worker: Start) -> None:
    process = new_worker()
    assert process.call("shutdown") == {}
    assert process.process.wait(10) == 0


def test_answers_on_their_way_go_out_at_the_end_of_input(new_worker: Start) -> None:
    process = new_worker()
    process.call("parse", {"classes": ["a"]})
    request = process.send("parse", {"classes": ["b"]})
    assert process.process.stdin is not None
    process.process.stdin.close()
    assert process.wait(request)["result"]["classes"][0]["name"] == "b"


def test_lines_are_cut_at_any_place() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"one\ntw")
    lines = read_lines(reader)
    assert next(lines) == b"one"
    os.write(writer, b"o\n\nlast")
    os.close(writer)
    assert list(lines) == [b"two", b"", b"last"]
    os.close(reader)


def test_too_long_line_is_skipped_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(p, "MAX_LINE_BYTES", 10)
    reader, writer = os.pipe()
    os.write(writer, b"x" * 50 + b"\nshort\n" + b"y" * 11 + b"\n" + b"z" * 10 + b"\n")
    os.close(writer)
    assert list(read_lines(reader)) == [None, b"short", None, b"z" * 10]
    os.close(reader)


def test_explain_is_a_job_that_tells_and_can_be_cancelled(
    worker: WorkerProcess, scene: Path, toy_checkpoint: Path, tmp_path: Path
) -> None:
    params: dict[str, Any] = {
        "image": {"path": str(scene)},
        "grid": {"pixel_size_m": None, "window": [0, 0, 96, 96]},
        "classes": ["building", "road", "water"],
        "only": ["road"],
        "out_dir": str(tmp_path / "inside"),
    }
    begun = len(worker.notices)
    result = p.ExplainResult.model_validate(worker.call("explain", params))
    assert [cls.name for cls in result.models[0].classes] == ["road"]
    assert Path(result.paths.sheet).is_file() and len(result.ramp) > 2
    stages = [n["params"]["stage"] for n in worker.notices[begun:] if n["method"] == "progress"]
    assert stages[0] == "starting" and "writing" in stages
    error = error_of(worker.wait(worker.send("explain", {**params, "model": str(toy_checkpoint)})))
    assert error["name"] == "not_available"
    again = worker.send("explain", {**params, "out_dir": str(tmp_path / "never")})
    assert worker.call("cancel", {"id": again}) == {"cancelled": True}
    assert error_of(worker.wait(again))["name"] == "cancelled"
    assert not (tmp_path / "never").exists()
