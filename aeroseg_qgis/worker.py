"""The worker process: started when first needed, asked in JSON-RPC, replaced after a crash.

It knows nothing of segmentation. Guarantees: the worker's environment is free of QGIS's own
Python settings; a cancelled job is over for the caller at once and is ended with its process when
it does not stop within a grace time; a dead worker fails every open request with a plain message;
stop() leaves no orphan.
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Callable

from qgis.PyQt.QtCore import QObject, QProcess, QTimer, pyqtSignal

from .messages import PROTOCOL_VERSION, WorkerInfo
from .problems import Cancelled, Problem, from_worker_error
from .text import tr
from .worker_start import (
    KEPT_LOG_LINES,
    MAX_LINE_BYTES,
    Command,
    other_version,
    process_for,
    why_it_did_not_start,
    why_it_died,
)

__all__ = ["Command", "Worker"]

CANCEL_GRACE_MS = 5_000  # a tile on a slow CPU takes about a second
STOP_GRACE_MS = 2_000


@dataclass
class _Request:
    """One call that is queued or sent."""

    id: int
    method: str
    params: dict
    on_result: Callable[[dict], None]
    on_error: Callable[[Problem], None]
    on_progress: Callable[[dict], None] | None = None
    on_settled: Callable[[], None] | None = None
    is_job: bool = False
    is_transfer: bool = False
    sent: bool = False
    abandoned: bool = False
    grace: QTimer | None = field(default=None, repr=False)


class Worker(QObject):
    """One worker process, replaced by a new one when it dies.

    Args:
        command: Gives the command line; may raise Problem when there is no usable Python.
    """

    logged = pyqtSignal(str)  # a line of the worker's standard error
    notified = pyqtSignal(str, dict)  # a notification that is not progress: method, parameters
    stateChanged = pyqtSignal()  # started, greeted, ended

    def __init__(self, command: Callable[[], Command], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._started_with: Command | None = None
        self._buffer = bytearray()
        self._stderr = bytearray()
        self._requests: dict[int, _Request] = {}
        self._waiting_jobs: deque[_Request] = deque()
        self._job: _Request | None = None
        self._next_id = 1
        self._last_log: deque[str] = deque(maxlen=KEPT_LOG_LINES)
        self._greeting = False
        self._ended_by_us = False
        self.info: WorkerInfo | None = None

    # What callers use

    @property
    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    @property
    def pid(self) -> int:
        """Process id; 0 without a process."""
        return int(self._process.processId()) if self._process is not None else 0

    def call(
        self,
        method: str,
        params: dict,
        *,
        on_result: Callable[[dict], None],
        on_error: Callable[[Problem], None],
        on_progress: Callable[[dict], None] | None = None,
        on_settled: Callable[[], None] | None = None,
        is_job: bool = False,
        is_transfer: bool = False,
    ) -> int:
        """Send a request; the process is started when there is none.

        Args:
            method: Name of the method.
            params: Its parameters.
            on_result: Called with the result.
            on_error: Called with the problem; with Cancelled as soon as cancel() is called.
            on_progress: Called with the parameters of each progress notification.
            on_settled: Called once, when the worker has truly finished with the request.
            is_job: Jobs run one after the other, and never before the worker has been greeted.
            is_transfer: A download, which goes on beside jobs: one that is cancelled and takes its
                time is no reason to end the process.

        Returns:
            The id for cancel().
        """
        request = _Request(
            self._next_id, method, params, on_result, on_error, on_progress, on_settled, is_job,
            is_transfer,
        )  # fmt: skip
        self._next_id += 1
        self._requests[request.id] = request
        if is_job:
            self._waiting_jobs.append(request)
            # From the event loop, so that the caller has the id before any answer.
            QTimer.singleShot(0, self._send_next_job)
        elif self._ensure_started(request):
            self._send(request)
        return request.id

    def greet(self) -> None:
        """Let the worker load its libraries and tell its version, if it has not yet."""
        if self.info is None and not self._greeting:
            self._greeting = True
            self.call(
                "hello",
                {"protocol": PROTOCOL_VERSION},
                on_result=self._on_hello,
                on_error=self._on_no_hello,
            )

    def cancel(self, request_id: int) -> None:
        """Give a request up. The caller hears Cancelled at once; the worker gets its grace time."""
        request = self._requests.get(request_id)
        if request is None or request.abandoned:
            return
        request.abandoned = True
        if request.sent:
            self._write(
                {"jsonrpc": "2.0", "id": 0, "method": "cancel", "params": {"id": request.id}}
            )
            if not request.is_transfer:
                request.grace = QTimer(self)
                request.grace.setSingleShot(True)
                request.grace.timeout.connect(lambda: self._end_stubborn(request))
                request.grace.start(CANCEL_GRACE_MS)
        request.on_error(Cancelled())
        if not request.sent:
            self._settle(request)

    def stop_if_outdated(self) -> None:
        """End the process where another one would be started now.

        A worker that goes on keeps its models and encoded tiles.
        """
        try:
            wanted = self._command()
        except Problem:
            wanted = None
        if self._process is not None and wanted != self._started_with:
            self.stop()

    def stop(self) -> None:
        """End the process, gently first; every open request is cancelled."""
        process, self._process = self._process, None
        self._forget_process()
        if process is not None:
            for signal, slot in self._connections(process):
                signal.disconnect(slot)
            process.closeWriteChannel()
            if not process.waitForFinished(STOP_GRACE_MS):
                process.kill()
                process.waitForFinished(STOP_GRACE_MS)
            process.deleteLater()
        self._fail_all(Cancelled(), queued_too=True)
        self.stateChanged.emit()

    # The process

    def _ensure_started(self, request: _Request) -> bool:
        """Start the process if there is none; a failure is told to the request's caller."""
        if self._process is not None:
            return True
        try:
            command = self._command()
        except Problem as problem:
            self._answer_later(request, problem)
            return False
        process = process_for(command, self)
        for signal, slot in self._connections(process):
            signal.connect(slot)
        self._process = process
        self._started_with = command
        self._last_log.clear()
        process.start(command.program, command.arguments)
        self.stateChanged.emit()
        return self._process is not None

    def _connections(self, process: QProcess) -> list[tuple]:
        """What of a process is listened to, and where."""
        return [
            (process.readyReadStandardOutput, self._read_stdout),
            (process.readyReadStandardError, self._read_stderr),
            (process.finished, self._on_finished),
            (process.errorOccurred, self._on_process_error),
        ]

    def _answer_later(self, request: _Request, problem: Problem) -> None:
        """Report from the event loop, so that call() has returned its id before."""

        def report() -> None:
            if self._requests.pop(request.id, None) is not None:
                if not request.abandoned:
                    request.on_error(problem)
                self._settle(request)

        QTimer.singleShot(0, report)

    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error != QProcess.ProcessError.FailedToStart or self._process is None:
            return  # crashes arrive at _on_finished as well
        program = self._process.program()
        self._process.deleteLater()
        self._process = None
        self._forget_process()
        self._fail_all(why_it_did_not_start(program), queued_too=True)
        self.stateChanged.emit()

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        self._read_stdout(process)
        self._read_stderr(process)
        process.deleteLater()
        self._forget_process()
        problem = why_it_died(code, status == QProcess.ExitStatus.CrashExit, list(self._last_log))
        if not self._ended_by_us:
            self.logged.emit(tr("The worker ended: {why}").format(why=problem.why))
        self._ended_by_us = False
        self._fail_all(problem, queued_too=False)
        self.stateChanged.emit()
        QTimer.singleShot(0, self._send_next_job)

    def _forget_process(self) -> None:
        self._buffer.clear()
        self._stderr.clear()
        self.info = None
        self._greeting = False

    def _end_stubborn(self, request: _Request) -> None:
        """The grace time after a cancel is over: end the job with its process."""
        if request.id in self._requests and self._process is not None:
            self.logged.emit(tr("The cancelled run did not stop by itself; its worker was ended."))
            self._ended_by_us = True
            self._process.kill()

    # Requests

    def _send_next_job(self) -> None:
        if self._job is not None or not self._waiting_jobs:
            return
        request = self._waiting_jobs[0]
        if not self._ensure_started(request):
            return
        if self.info is None:
            self.greet()  # _on_hello comes back here
            return
        self._waiting_jobs.popleft()
        self._job = request
        self._send(request)

    def _on_hello(self, result: dict) -> None:
        try:
            info = WorkerInfo.from_dict(result)
        except ValueError as error:
            self._on_no_hello(other_version(detail=str(error)))
            return
        if info.protocol != PROTOCOL_VERSION:
            self._on_no_hello(other_version(detail=f"protocol {info.protocol}"))
            return
        self.info = info
        self._greeting = False
        self.stateChanged.emit()
        self._send_next_job()

    def _on_no_hello(self, problem: Problem) -> None:
        """Without a common version nothing else can be said: the waiting jobs end with that."""
        self._greeting = False
        for request in list(self._waiting_jobs):
            self._requests.pop(request.id, None)
            if not request.abandoned:
                request.on_error(problem)
            self._settle(request)

    def _send(self, request: _Request) -> None:
        request.sent = True
        self._write(
            {
                "jsonrpc": "2.0",
                "id": request.id,
                "method": request.method,
                "params": request.params,
            }
        )

    def _write(self, message: dict) -> None:
        if self._process is not None:
            line = json.dumps(message, ensure_ascii=False, allow_nan=False) + "\n"
            self._process.write(line.encode("utf-8", "surrogatepass"))

    def _settle(self, request: _Request) -> None:
        """The request is over on both sides."""
        self._requests.pop(request.id, None)
        if request in self._waiting_jobs:
            self._waiting_jobs.remove(request)
        if request.grace is not None:
            request.grace.stop()
            request.grace.deleteLater()
            request.grace = None
        if self._job is request:
            self._job = None
        if request.on_settled is not None:
            request.on_settled()
        if request.is_job:
            QTimer.singleShot(0, self._send_next_job)

    def _fail_all(self, problem: Problem, *, queued_too: bool) -> None:
        """Fail what was sent; queued jobs may stay for the next process.

        Where this one died while it was greeted, _on_no_hello has failed them already.
        """
        for request in list(self._requests.values()):
            if not request.sent and not queued_too:
                continue
            if self._requests.pop(request.id, None) is None:
                continue  # a callback was quicker
            if not request.abandoned:
                request.on_error(problem)
            self._settle(request)

    # What the process says

    def _read_stdout(self, process: QProcess | None = None) -> None:
        process = process or self._process
        if process is None:
            return
        self._buffer += bytes(process.readAllStandardOutput())
        if len(self._buffer) > MAX_LINE_BYTES and b"\n" not in self._buffer:
            self.logged.emit("The worker sent a line that is too long; it was ended.")
            self._buffer.clear()
            process.kill()
            return
        *lines, rest = bytes(self._buffer).split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            if line.strip():
                self._on_line(line)

    def _read_stderr(self, process: QProcess | None = None) -> None:
        process = process or self._process
        if process is None:
            return
        self._stderr += bytes(process.readAllStandardError())
        *lines, rest = bytes(self._stderr).split(b"\n")
        self._stderr = bytearray(rest)
        for line in lines:
            text = line.decode("utf-8", "replace").rstrip()
            if text:
                self._last_log.append(text)
                self.logged.emit(text)

    def _on_line(self, line: bytes) -> None:
        try:
            message = json.loads(line.decode("utf-8"))
        except ValueError:
            message = None
        if not isinstance(message, dict):
            self.logged.emit("Not a protocol line: " + line[:200].decode("utf-8", "replace"))
            return
        if "method" in message:
            self._on_notification(str(message["method"]), message.get("params"))
            return
        request = self._requests.get(message.get("id"))
        if request is None or not request.sent:
            return  # the reply to cancel itself, or to a request of an ended process
        self._requests.pop(request.id)  # a callback may stop the worker
        if isinstance(message.get("error"), dict):
            if not request.abandoned:
                request.on_error(from_worker_error(message["error"]))
        elif not request.abandoned:
            result = message.get("result")
            request.on_result(result if isinstance(result, dict) else {})
        self._settle(request)

    def _on_notification(self, method: str, params) -> None:
        if not isinstance(params, dict):
            return
        if method == "progress":
            request = self._requests.get(params.get("id"))
            if request is not None and request.on_progress is not None and not request.abandoned:
                request.on_progress(params)
            return
        if method == "log":
            self.logged.emit(str(params.get("text", "")))
        self.notified.emit(method, params)
