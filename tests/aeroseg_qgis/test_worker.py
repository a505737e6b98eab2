"""The worker process from the plugin's side: start, answers, progress, cancel, death, restart."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from aeroseg_qgis.problems import Problem
from aeroseg_qgis.worker import Command, Worker
from aeroseg_qgis.worker_start import clean_environment

from .conftest import fake_command, wait_until


class Heard:
    """Collects what a call answers."""

    def __init__(self) -> None:
        self.results, self.problems, self.progress = [], [], []
        self.is_settled = False

    def call(self, worker: Worker, method: str, params: dict, *, is_job: bool = False) -> int:
        return worker.call(
            method,
            params,
            on_result=self.results.append,
            on_error=self.problems.append,
            on_progress=self.progress.append,
            on_settled=self._settle,
            is_job=is_job,
        )

    def _settle(self) -> None:
        assert not self.is_settled
        self.is_settled = True

    @property
    def problem(self) -> Problem:
        assert len(self.problems) == 1 and not self.results
        return self.problems[0]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def job(raster: str, out_dir: Path) -> dict:
    return {
        "image": {"path": raster, "bands": None, "ranges": None, "layer_name": "x"},
        "grid": {
            "factor": 1, "window": [0, 0, 20, 20], "image_origin": [0, 0], "bounds": None,
            "output": "working", "pixel_size_m": None,
        },
        "classes": ["building"], "model": "builtin", "out_dir": str(out_dir),
    }  # fmt: skip


@pytest.fixture
def run_of(make_raster, tmp_path):
    raster = make_raster("job", size=(40, 40)).source()
    return lambda: job(raster, tmp_path / "run")


def test_call_starts_the_process_and_gets_its_answer(worker):
    heard = Heard()
    assert not worker.is_running
    heard.call(worker, "models", {"user_checkpoints": []})
    wait_until(lambda: heard.results)
    assert heard.results[0]["models"][0]["id"] == "builtin"
    assert heard.is_settled and worker.is_running


def test_passive_calls_do_not_load_the_worker_s_libraries(worker, fake):
    heard = Heard()
    heard.call(worker, "models", {"user_checkpoints": []})
    wait_until(lambda: heard.results)
    assert worker.info is None and fake.requests("hello") == []


def test_job_is_greeted_first_and_told_its_progress(worker, fake, run_of):
    heard = Heard()
    call_id = heard.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: heard.results)
    assert len(fake.requests("hello")) == 1 and worker.info.pid == worker.pid
    assert [p["id"] for p in heard.progress] == [call_id] * 4
    assert heard.progress[0]["text"] == "encoding tile 1 of 4"


def test_jobs_wait_for_each_other_and_questions_do_not(worker, run_of):
    first, second, question = Heard(), Heard(), Heard()
    first.call(worker, "segment", run_of(), is_job=True)
    second.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: first.progress)
    question.call(worker, "parse", {"classes": ["road"], "model": None})
    wait_until(lambda: question.results)
    assert not first.results and not second.progress
    wait_until(lambda: second.results)
    assert first.results


def test_error_of_the_worker_becomes_a_problem_in_three_parts(worker, fake, run_of):
    fake.set("no_known_class:The model knows none of the names.")
    heard = Heard()
    heard.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: heard.problems)
    assert heard.problem.name == "no_known_class"
    assert heard.problem.text == "The model knows none of the names. Do something else."
    assert heard.problem.detail == "the trace"


def test_cancel_answers_at_once_and_settles_when_the_worker_has_stopped(worker, fake, run_of):
    fake.set("slow")
    heard = Heard()
    call_id = heard.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: heard.progress)
    worker.cancel(call_id)
    assert heard.problem.name == "cancelled" and not heard.is_settled
    shown = len(heard.progress)
    wait_until(lambda: heard.is_settled)
    assert len(heard.progress) == shown and len(heard.problems) == 1
    assert worker.is_running


def test_cancel_before_the_worker_is_ready_never_sends_the_job(worker, fake, run_of):
    heard = Heard()
    call_id = heard.call(worker, "segment", run_of(), is_job=True)
    worker.cancel(call_id)
    assert heard.problem.name == "cancelled" and heard.is_settled
    after = Heard()
    after.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: after.results)
    assert len(fake.requests("segment")) == 1


def test_stubborn_job_is_ended_with_its_process_and_the_next_gets_a_new_one(
    worker, fake, run_of, monkeypatch
):
    monkeypatch.setattr("aeroseg_qgis.worker.CANCEL_GRACE_MS", 200)
    fake.set("stubborn")
    heard, after = Heard(), Heard()
    call_id = heard.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: heard.progress)
    old = worker.pid
    worker.cancel(call_id)
    fake.set("")
    after.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: after.results)
    assert heard.is_settled and not is_alive(old) and worker.pid != old


def test_killed_worker_is_told_with_its_cause_and_replaced(worker, fake, run_of):
    fake.set("die")
    heard, question = Heard(), Heard()
    heard.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: heard.problems)
    assert heard.problem.name == "worker_died" and heard.is_settled
    assert "signal 9" in heard.problem.why and "memory" in heard.problem.why
    assert "Run again" in heard.problem.todo
    assert "the fake worker is here" in heard.problem.detail
    assert not worker.is_running
    fake.set("")
    question.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: question.results)


def test_many_kills_at_any_moment_leave_a_usable_client(worker, fake, run_of):
    fake.set("slow")
    for wait_for_progress in (False, True) * 4:
        heard = Heard()
        heard.call(worker, "segment", run_of(), is_job=True)
        if wait_for_progress:
            wait_until(lambda: heard.progress)  # noqa: B023 - waited for in this turn
        else:
            wait_until(lambda: worker.pid)
        os.kill(worker.pid, signal.SIGKILL)
        wait_until(lambda: heard.problems)  # noqa: B023
        assert heard.problem.name == "worker_died"
    fake.set("")
    last = Heard()
    last.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: last.results)


def test_missing_module_is_named(worker, fake):
    fake.set("absent")
    heard = Heard()
    heard.call(worker, "models", {"user_checkpoints": []})
    wait_until(lambda: heard.problems)
    assert "No module named 'torch'" in heard.problem.why
    assert "Environment tab" in heard.problem.todo


def test_program_that_is_none_is_named(fake, tmp_path):
    path = tmp_path / "python"
    path.write_text("not a program")
    worker = Worker(lambda: Command(str(path), []))
    heard = Heard()
    heard.call(worker, "models", {})
    wait_until(lambda: heard.problems)
    assert heard.problem.name == "worker_not_started" and str(path) in heard.problem.why
    worker.stop()


def test_no_python_is_told_to_questions_and_jobs(fake):
    def command() -> Command:
        raise Problem("There is no Python.", name="no_environment")

    worker = Worker(command)
    for is_job in (False, True):
        heard = Heard()
        heard.call(worker, "segment", {}, is_job=is_job)
        wait_until(lambda: heard.problems)  # noqa: B023
        assert heard.problem.name == "no_environment" and heard.is_settled


def test_other_protocol_version_is_told_with_the_remedy(worker, fake, run_of):
    fake.set("other")
    heard = Heard()
    heard.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: heard.problems)
    assert heard.problem.name == "version_mismatch" and "Install" in heard.problem.todo
    assert fake.requests("segment") == []


def test_lines_that_are_no_protocol_are_logged_and_ignored(worker, fake):
    fake.set("noise")
    logged, heard = [], Heard()
    worker.logged.connect(logged.append)
    heard.call(worker, "models", {"user_checkpoints": []})
    wait_until(lambda: heard.results)
    assert "Not a protocol line: a library prints" in logged
    assert "Not a protocol line: [1, 2]" in logged


def test_standard_error_reaches_the_log(worker):
    logged, heard = [], Heard()
    worker.logged.connect(logged.append)
    heard.call(worker, "models", {"user_checkpoints": []})
    wait_until(lambda: heard.results and logged)
    assert "the fake worker is here" in logged


def test_stop_in_the_middle_of_a_run_leaves_no_process(worker, fake, run_of):
    fake.set("stubborn")
    heard = Heard()
    heard.call(worker, "segment", run_of(), is_job=True)
    wait_until(lambda: heard.progress)
    pid = worker.pid
    worker.stop()
    assert not is_alive(pid) and not worker.is_running
    assert heard.problem.name == "cancelled" and heard.is_settled


def test_worker_is_replaced_only_when_another_would_be_started(fake):
    command = fake_command()
    worker = Worker(lambda: command)
    heard = Heard()
    heard.call(worker, "models", {"user_checkpoints": []})
    wait_until(lambda: heard.results)
    pid = worker.pid
    worker.stop_if_outdated()
    assert worker.is_running and worker.pid == pid
    command = Command(command.program, ["-B", *command.arguments])
    worker.stop_if_outdated()
    assert not worker.is_running and not is_alive(pid)
    worker.stop()


def test_environment_of_the_worker_is_free_of_qgis_s_own(monkeypatch):
    foreign = (
        "PYTHONHOME",
        "PYTHONPATH",
        "LD_LIBRARY_PATH",
        "VIRTUAL_ENV",
        "GDAL_DATA",
        "PROJ_LIB",
    )
    for name in foreign:
        monkeypatch.setenv(name, "/somewhere")
    monkeypatch.setenv("GDAL_HTTP_PROXY", "kept")
    environment = clean_environment()
    assert not any(environment.contains(name) for name in foreign)
    assert environment.value("PYTHONUTF8") == "1" and environment.value("PYTHONUNBUFFERED") == "1"
    assert environment.value("GDAL_HTTP_PROXY") == "kept"


def test_names_in_any_script_pass_the_line(worker):
    heard = Heard()
    names = ["здание", "建物", "bâtiment | maison", "😀 roof"]
    heard.call(worker, "parse", {"classes": names, "model": None})
    wait_until(lambda: heard.results)
    assert [item["name"] for item in heard.results[0]["classes"]] == [
        "здание", "建物", "bâtiment", "😀 roof",
    ]  # fmt: skip


def test_fake_command_is_this_python():
    assert fake_command().program == sys.executable
