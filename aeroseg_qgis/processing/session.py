"""A worker process of its own, asked on the thread that made it, without an event loop.

Guarantees: the process ends with the session, whatever happens; a question ends within about a
second after the user cancelled; a worker that dies is told in plain words. Two workers never
share a GPU: the worker itself waits for the device's lock file and says so (backend/device.py).
"""

from __future__ import annotations

import json
import time
from collections import deque
from typing import Callable

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QProcess

from ..messages import PROTOCOL_VERSION, WorkerInfo
from ..problems import Cancelled, Problem, from_worker_error
from ..text import tr
from ..worker_start import (
    KEPT_LOG_LINES,
    MAX_LINE_BYTES,
    Command,
    other_version,
    process_for,
    why_it_did_not_start,
    why_it_died,
)

__all__ = ["WorkerSession"]

POLL_MS = 100
START_MS = 10_000
STOP_GRACE_MS = 2_000


class WorkerSession:
    """One worker for one algorithm; use it as a context manager.

    Args:
        command: How the worker is started.
        feedback: Asked whether the user cancelled; gets the worker's log.
    """

    def __init__(self, command: Command, feedback: QgsProcessingFeedback) -> None:
        self._command = command
        self._feedback = feedback
        self._process: QProcess | None = None
        self._buffer = bytearray()
        self._stderr = bytearray()
        self._last_log: deque[str] = deque(maxlen=KEPT_LOG_LINES)
        self._next_id = 1

    def __enter__(self) -> WorkerSession:
        """Start the worker and exchange versions.

        Raises:
            Problem: It cannot start, or speaks another version.
        """
        self._process = process_for(self._command)
        self._process.start(self._command.program, self._command.arguments)
        try:
            if not self._process.waitForStarted(START_MS):
                raise why_it_did_not_start(self._command.program)
            self._greet()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Process id; 0 without a process."""
        return int(self._process.processId()) if self._process is not None else 0

    def close(self) -> None:
        """End the process, gently first."""
        process, self._process = self._process, None
        if process is None or process.state() == QProcess.ProcessState.NotRunning:
            return
        process.closeWriteChannel()
        if not process.waitForFinished(STOP_GRACE_MS):
            process.kill()
            process.waitForFinished(STOP_GRACE_MS)

    def ask(
        self, method: str, params: dict, on_progress: Callable[[dict], None] | None = None
    ) -> dict:
        """Send a request and wait for its answer.

        Args:
            method: Name of the method.
            params: Its parameters.
            on_progress: Called with the parameters of each progress notification.

        Raises:
            Problem: What the worker reports, or why it is gone; Cancelled when the user did.
        """
        request_id = self._next_id
        self._next_id += 1
        self._write({"id": request_id, "method": method, "params": params})
        while True:
            if self._feedback.isCanceled():
                self._write({"id": 0, "method": "cancel", "params": {"id": request_id}})
                raise Cancelled()
            for message in self._messages():
                if message.get("id") == request_id and "method" not in message:
                    return _result(message)
                self._notice(message, request_id, on_progress)

    def _greet(self) -> None:
        try:
            info = WorkerInfo.from_dict(self.ask("hello", {"protocol": PROTOCOL_VERSION}))
        except ValueError as error:
            raise other_version(detail=str(error)) from error
        if info.protocol != PROTOCOL_VERSION:
            raise other_version(detail=f"protocol {info.protocol}")

    def _write(self, message: dict) -> None:
        line = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False, allow_nan=False)
        self._process.write(line.encode("utf-8", "surrogatepass") + b"\n")
        self._process.waitForBytesWritten(STOP_GRACE_MS)

    def _messages(self) -> list[dict]:
        """What the worker has said within the next moment.

        Raises:
            Problem: It is dead and has nothing more to say.
        """
        process = self._process
        begun = time.monotonic()
        process.waitForReadyRead(POLL_MS)
        is_over = process.state() == QProcess.ProcessState.NotRunning
        self._buffer += bytes(process.readAllStandardOutput())
        self._read_log()
        *lines, rest = bytes(self._buffer).split(b"\n")
        self._buffer = bytearray(rest)
        messages = [message for message in map(_parsed, lines) if message is not None]
        if len(rest) > MAX_LINE_BYTES:
            process.kill()
        if is_over and not messages:
            crashed = process.exitStatus() == QProcess.ExitStatus.CrashExit
            raise why_it_died(process.exitCode(), crashed, list(self._last_log))
        if not messages and not is_over and time.monotonic() - begun < POLL_MS / 2000:
            time.sleep(POLL_MS / 2000)  # never a busy loop, whatever the wait came to
        return messages

    def _read_log(self) -> None:
        self._stderr += bytes(self._process.readAllStandardError())
        *lines, rest = bytes(self._stderr).split(b"\n")
        self._stderr = bytearray(rest)
        for line in lines:
            text = line.decode("utf-8", "replace").rstrip()
            if text:
                self._last_log.append(text)
                self._feedback.pushDebugInfo(text)

    def _notice(
        self, message: dict, request_id: int, on_progress: Callable[[dict], None] | None
    ) -> None:
        params = message.get("params")
        if not isinstance(params, dict):
            return
        if message.get("method") == "progress" and params.get("id") == request_id:
            if on_progress is not None:
                on_progress(params)
        elif message.get("method") == "log":
            self._feedback.pushDebugInfo(str(params.get("text", "")))


def _parsed(line: bytes) -> dict | None:
    """A protocol line; None for anything else."""
    try:
        message = json.loads(line.decode("utf-8"))
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def _result(message: dict) -> dict:
    if isinstance(message.get("error"), dict):
        problem = from_worker_error(message["error"])
        raise problem
    result = message.get("result")
    return result if isinstance(result, dict) else {}


def no_answer_fits(error: Exception) -> Problem:
    """The worker's answer is not of the form that this plugin knows."""
    return Problem(
        tr("The worker gave an answer that does not fit."),
        todo=tr("Install the plugin again, so that both parts are of one version."),
        name="version_mismatch",
        detail=str(error),
    )
