"""Steps one after the other that wait for programs, threads and answers while QGIS goes on.

A flow is a generator. It yields an operation and gets its result back, or the problem it ended
with as an exception; so a long installation reads from top to bottom, and its clean-up is an
ordinary `finally`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Callable

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, QProcess, QTimer, pyqtSignal

from ..problems import Cancelled, Problem
from ..text import tr

__all__ = ["Call", "Flow", "Operation", "Output", "Run", "Wait", "Work"]

KEPT_LINES = 400
KILL_AFTER_MS = 3_000


class Operation(QObject):
    """Something that takes a while. Emits exactly one of its signals."""

    done = pyqtSignal(object)
    failed = pyqtSignal(object)  # an exception

    def begin(self) -> None:
        """Start; the signals come later, never from here."""
        raise NotImplementedError

    def cancel(self) -> None:
        """End it as soon as possible; no signal has to follow."""


@dataclass
class Output:
    """How a program ended. `code` is -1 when it could not be started or took too long."""

    code: int
    lines: list[str] = field(default_factory=list)  # standard output
    errors: list[str] = field(default_factory=list)  # standard error

    @property
    def said(self) -> str:
        """All that it said, for messages and the log."""
        return "\n".join([*self.errors, *self.lines])


class Run(Operation):
    """A program.

    Args:
        program: its file.
        arguments: its arguments; never a shell's.
        variables: of its environment, beside a clean one.
        folder: where it works.
        on_line: called with each line of standard error.
        limit_s: it is ended after this time.
    """

    def __init__(
        self,
        program: str,
        arguments: list[str],
        *,
        variables: dict[str, str] | None = None,
        folder: str = "",
        on_line: Callable[[str], None] | None = None,
        limit_s: float = 0.0,
    ) -> None:
        super().__init__()
        self._program, self._arguments = program, arguments
        self._variables, self._folder = variables or {}, folder
        self._on_line = on_line
        self._limit_s = limit_s
        self._process: QProcess | None = None
        self._rest = {"lines": b"", "errors": b""}
        self._said = {"lines": deque(maxlen=KEPT_LINES), "errors": deque(maxlen=KEPT_LINES)}

    def begin(self) -> None:
        """Start the program."""
        from ..worker_start import clean_environment

        process = self._process = QProcess(self)
        environment = clean_environment()
        for name, value in self._variables.items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        if self._folder:
            process.setWorkingDirectory(self._folder)
        process.readyReadStandardOutput.connect(self._read_output)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        if self._limit_s:
            clock = QTimer(process)
            clock.setSingleShot(True)
            clock.timeout.connect(process.kill)
            clock.start(int(self._limit_s * 1000))
        process.start(self._program, self._arguments)

    def cancel(self) -> None:
        """End the program, gently first."""
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.terminate()
        if not process.waitForFinished(KILL_AFTER_MS):
            process.kill()
            process.waitForFinished(KILL_AFTER_MS)

    def _read_output(self) -> None:
        self._read("lines")

    def _read_errors(self) -> None:
        self._read("errors")

    def _read(self, channel: str) -> None:
        process = self._process
        if process is None:
            return
        is_output = channel == "lines"
        data = process.readAllStandardOutput() if is_output else process.readAllStandardError()
        *lines, self._rest[channel] = (self._rest[channel] + bytes(data)).split(b"\n")
        for line in lines:
            self._take(channel, line)

    def _take(self, channel: str, line: bytes) -> None:
        text = line.decode("utf-8", "replace").rstrip()
        if text:
            self._said[channel].append(text)
            if channel == "errors" and self._on_line is not None:
                self._on_line(text)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._process is None:
            return
        for channel in ("lines", "errors"):
            self._read(channel)
            self._take(channel, self._rest[channel])
        self._process = None
        self._end(code if status == QProcess.ExitStatus.NormalExit else -1)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process = None
            QTimer.singleShot(0, lambda: self._end(-1))

    def _end(self, code: int) -> None:
        self.done.emit(Output(code, list(self._said["lines"]), list(self._said["errors"])))


class Work(Operation):
    """A function that runs in a thread; it must not touch widgets or layers."""

    def __init__(self, title: str, function: Callable[[], object]) -> None:
        super().__init__()
        self._function = function
        self._task = QgsTask.fromFunction(title, self._run, on_finished=self._on_finished)
        self._is_cancelled = False
        self._result: object = None  # kept here: QGIS does not pass on an empty one

    def begin(self) -> None:
        """Hand the function to QGIS's threads."""
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Forget the result; the function itself runs to its end."""
        self._is_cancelled = True

    def _run(self, _task: QgsTask) -> None:
        self._result = self._function()

    def _on_finished(self, error: Exception | None, _result: object = None) -> None:
        if self._is_cancelled:
            return
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(self._result)


class Call(Operation):
    """Something with two callbacks: `start(on_done, on_problem)`."""

    def __init__(self, start: Callable, stop: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._start, self._stop = start, stop

    def begin(self) -> None:
        """Call it from the event loop."""
        QTimer.singleShot(0, lambda: self._start(self.done.emit, self.failed.emit))

    def cancel(self) -> None:
        """Stop it."""
        if self._stop is not None:
            self._stop()


class Wait(Operation):
    """Some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(seconds * 1000))
        self._timer.timeout.connect(lambda: self.done.emit(None))

    def begin(self) -> None:
        """Start the clock."""
        self._timer.start()

    def cancel(self) -> None:
        """Stop the clock."""
        self._timer.stop()


class Flow(QObject):
    """Runs a generator of operations.

    Args:
        steps: the generator; what it returns is the result.
        on_done: called with the result.
        on_problem: called with the Problem that ended it; Cancelled after cancel().
    """

    def __init__(
        self,
        steps,
        on_done: Callable[[object], None],
        on_problem: Callable[[Problem], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._on_done, self._on_problem = on_done, on_problem
        self._operation: Operation | None = None
        self.is_over = False

    def start(self) -> None:
        """Begin with the first step, from the event loop."""
        QTimer.singleShot(0, lambda: self._advance(lambda: next(self._steps)))

    def cancel(self) -> None:
        """End the step that goes on; the generator's clean-up runs before this returns."""
        if self.is_over:
            return
        operation, self._operation = self._operation, None
        if operation is not None:
            operation.cancel()
        self._advance(lambda: self._steps.throw(Cancelled()))

    def _advance(self, step: Callable[[], Operation]) -> None:
        if self.is_over:
            return
        try:
            operation = step()
        except StopIteration as end:
            self._finish(self._on_done, end.value)
        except Problem as problem:
            self._finish(self._on_problem, problem)
        except Exception as error:
            self._finish(self._on_problem, unexpected(error))
        else:
            self._operation = operation
            operation.done.connect(lambda value: self._on_end(operation, value, None))
            operation.failed.connect(lambda error: self._on_end(operation, None, error))
            operation.begin()

    def _on_end(self, operation: Operation, value: object, error: Exception | None) -> None:
        if operation is not self._operation:
            return  # of a step that was cancelled
        self._operation = None
        operation.deleteLater()
        if error is not None:
            self._advance(lambda: self._steps.throw(error))
        else:
            self._advance(lambda: self._steps.send(value))

    def _finish(self, tell: Callable[[object], None], value: object) -> None:
        self.is_over = True
        tell(value)


def unexpected(error: Exception) -> Problem:
    """An error that nobody foresaw, in three parts."""
    import traceback

    return Problem(
        tr("The environment was not changed as asked."),
        tr("The installer met an error that it does not know: {error}.").format(
            error=str(error).rstrip(".") or type(error).__name__
        ),
        tr("The log has the details; report them with “Copy diagnostics”."),
        name="install_failed",
        detail="".join(traceback.format_exception(type(error), error, error.__traceback__)),
    )
