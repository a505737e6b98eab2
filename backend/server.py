"""JSON-RPC over standard input and output (docs/protocol.md).

Five threads answer: the reading thread takes ``cancel`` and ``shutdown``, a side thread the quick
questions, a job thread the runs, one at a time, a raster thread the work on finished rasters, and a
transfer thread the downloads. Standard
output carries protocol lines only. A broken line gets an error reply; the end of standard input
ends the process, whatever it is doing.
"""

from __future__ import annotations

import importlib.metadata
import json
import logging
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backend import __version__
from backend import protocol as p
from backend.connection import Network
from backend.device import missing_package
from backend.errors import (
    AppError,
    Cancelled,
    OutOfMemory,
    VersionMismatch,
    WorkerError,
)

if TYPE_CHECKING:
    from backend.engine import Engine, Progress

__all__ = ["Server", "serve"]

logger = logging.getLogger(__name__)

CANCEL_GRACE_S = 20.0  # a job that does not stop in this time is ended with its process
LEAVE_GRACE_S = 3.0  # for answers on their way when standard input ends
PROGRESS_S = 0.2  # between two notifications of one stage
READ_BYTES = 1 << 16
LIBRARIES = (
    "torch",
    "torchvision",
    "open_clip_torch",
    "segment-anything",
    "timm",
    "numpy",
    "rasterio",
    "safetensors",
    "pydantic",
)
CANCELLED_EXIT = 130
JobParams = p.RunParams | p.TeachParams | p.CalibrateParams
JOBS = (p.RunParams, p.TeachParams, p.CalibrateParams)


class Wire:
    """Writes protocol lines to a file descriptor of its own, whole lines only."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def send(self, message: p.Message | dict[str, Any]) -> None:
        """Write one line; a reader that went away ends the process."""
        body = message.model_dump() if isinstance(message, p.Message) else message
        line = json.dumps(body, ensure_ascii=True, allow_nan=False).encode() + b"\n"
        try:
            with self._lock:
                rest = memoryview(line)
                while rest:
                    rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            sys.stderr.write("Nobody reads the answers any more, the worker ends.\n")
            os._exit(0)

    def notify(self, method: str, params: p.Message) -> None:
        """Write a notification."""
        self.send({"jsonrpc": "2.0", "method": method, "params": params.model_dump()})


class _LogToWire(logging.Handler):
    """This project's own log as ``log`` notifications."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(logging.INFO)
        self._wire = wire

    def emit(self, record: logging.LogRecord) -> None:
        level = "error" if record.levelno >= logging.ERROR else "warning"
        if record.levelno < logging.WARNING:
            level = "info"
        text = self.format(record)
        self._wire.notify("log", p.LogParams.model_validate({"level": level, "text": text}))


@dataclass(slots=True)
class _Job:
    """Something long that waits or goes on: a run, work on rasters, a download."""

    request: p.Request
    params: JobParams | p.RasterParams | p.DownloadParams
    cancelled: threading.Event = field(default_factory=threading.Event)
    begun: bool = False


class Server:
    """Answers requests until standard input ends.

    Args:
        wire: where answers go.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._side: queue.Queue[tuple[p.Request, p.Message]] = queue.Queue()
        self._jobs: queue.Queue[_Job] = queue.Queue()
        self._rasters: queue.Queue[_Job] = queue.Queue()
        self._transfers: queue.Queue[_Job] = queue.Queue()
        self._waiting: dict[int | str, _Job] = {}
        self._waiting_lock = threading.Lock()
        self._engine: Engine | None = None
        self._engine_lock = threading.Lock()

    # Threads

    def run(self, lines: Iterator[bytes | None]) -> None:
        """Answer every line; None stands for one that was too long."""
        threading.Thread(target=self._side_loop, name="side", daemon=True).start()
        lanes = (self._jobs, "job"), (self._rasters, "raster"), (self._transfers, "transfer")
        for jobs, name in lanes:
            work = threading.Thread(target=self._job_loop, args=(jobs,), name=name, daemon=True)
            work.start()
        for line in lines:
            blank = line is not None and not line.strip()
            if not blank and not self._take(line):
                return
        self._leave()

    def _take(self, line: bytes | None) -> bool:
        """Take one line; False after ``shutdown``."""
        try:
            request = p.parse_request(line)
        except p.FrameError as error:
            self._wire.send(p.ErrorReply(id=error.request_id, error=p.error_body(error)))
            return True
        try:
            params = p.parse_params(request)
            lane = p.METHODS[request.method].lane
            if isinstance(params, JOBS):
                self._enqueue(request, params, self._jobs)
            elif isinstance(params, p.RasterParams):
                self._enqueue(request, params, self._rasters)
            elif isinstance(params, p.DownloadParams):
                self._enqueue(request, params, self._transfers)
            elif lane == "side":
                self._side.put((request, params))
            elif isinstance(params, p.CancelParams):
                self._reply(request, p.CancelResult(cancelled=self._cancel(params.id)))
            else:
                self._reply(request, p.EmptyResult())
                self._leave()
                return False
        except AppError as error:
            self._fail(request, error)
        return True

    def _enqueue(
        self,
        request: p.Request,
        params: JobParams | p.RasterParams | p.DownloadParams,
        jobs: queue.Queue[_Job],
    ) -> None:
        job = _Job(request, params)
        with self._waiting_lock:
            if request.id in self._waiting:
                raise p.FrameError(
                    f'A request with the id "{request.id}" is running already.',
                    p.INVALID_REQUEST,
                    request.id,
                )
            self._waiting[request.id] = job
        jobs.put(job)

    def _cancel(self, request_id: int | str) -> bool:
        with self._waiting_lock:
            job = self._waiting.get(request_id)
            if job is None:
                return False
            job.cancelled.set()
            if not job.begun:  # it waits for another one, which is none of its business
                del self._waiting[request_id]
        if not job.begun:
            self._fail(job.request, Cancelled("It was cancelled before it began."))
            return True
        if isinstance(job.params, p.DownloadParams | p.RasterParams):
            return True  # it asks several times a second, and is no reason to end a run beside it
        watcher = threading.Thread(target=self._end_stuck, args=(job,), daemon=True)
        watcher.start()
        return True

    def _end_stuck(self, job: _Job) -> None:
        """End the process when a cancelled job does not stop."""
        end = time.monotonic() + CANCEL_GRACE_S
        while time.monotonic() < end:
            with self._waiting_lock:
                if self._waiting.get(job.request.id) is not job:
                    return
            time.sleep(0.05)
        error = Cancelled("The run was cancelled; it did not stop, so the worker was ended.")
        self._fail(job.request, error)
        os._exit(CANCELLED_EXIT)

    def _leave(self) -> None:
        """Stop the job, and let answers on their way go out for a moment."""
        with self._waiting_lock:
            for job in self._waiting.values():
                job.cancelled.set()
        end = time.monotonic() + LEAVE_GRACE_S
        while time.monotonic() < end and (self._waiting or self._side.unfinished_tasks):
            time.sleep(0.01)

    def _side_loop(self) -> None:
        while True:
            request, params = self._side.get()
            self._answer(request, lambda: self._side_answer(params))  # noqa: B023 - called at once
            self._side.task_done()

    def _job_loop(self, jobs: queue.Queue[_Job]) -> None:
        while True:
            job = jobs.get()
            with self._waiting_lock:
                job.begun = self._waiting.get(job.request.id) is job
            if not job.begun:
                continue  # it was cancelled, and answered, while it waited
            self._answer(job.request, lambda: self._run(job), job)  # noqa: B023 - called at once

    def _answer(
        self, request: p.Request, work: Callable[[], p.Message], job: _Job | None = None
    ) -> None:
        """Do the work of a request and reply, whatever happens."""
        try:
            answer: p.Message | AppError = work()
        except AppError as error:
            if error.detail:
                logger.info("%s", error.detail)
            answer = error
        except MemoryError as error:
            answer = OutOfMemory(
                "The machine has too little memory.",
                hint="Close other programs, or choose a smaller area.",
                detail=str(error),
            )
        except ImportError as error:
            answer = missing_package(error)
        except Exception as error:  # the last line of defence: the host always gets an answer
            trace = traceback.format_exc()
            sys.stderr.write(trace)
            answer = WorkerError(
                f'The worker failed in "{request.method}": {type(error).__name__}: {error}.',
                hint="Try again. If it stays so, report it with the log.",
                detail=trace,
            )
        if job is not None:
            with self._waiting_lock:
                self._waiting.pop(job.request.id, None)
        if not isinstance(answer, AppError):
            try:
                self._reply(request, answer)
            except ValueError as error:  # a number that JSON cannot hold
                answer = WorkerError(f'The answer to "{request.method}" cannot be sent: {error}.')
        if isinstance(answer, AppError):
            self._fail(request, answer)

    def _reply(self, request: p.Request, result: p.Message) -> None:
        self._wire.send(p.Reply(id=request.id, result=result.model_dump()))

    def _fail(self, request: p.Request, error: AppError) -> None:
        self._wire.send(p.ErrorReply(id=request.id, error=p.error_body(error)))

    # Answers

    def _get_engine(self) -> Engine:
        """The engine, made at the first need: it imports torch."""
        with self._engine_lock:
            if self._engine is None:
                from backend.engine import Engine

                self._engine = Engine()
            return self._engine

    def _side_answer(self, params: p.Message) -> p.Message:
        match params:
            case p.HelloParams():
                return _hello(params)
            case p.ModelsParams():
                models = self._get_engine().registry.models(params.user_checkpoints)
                return p.ModelsResult(models=models)
            case p.InspectParams():
                return self._get_engine().registry.inspect(params.path)
            case p.ParseParams():
                return self._get_engine().parse(params)
            case _:
                raise WorkerError(f"Nobody answers {type(params).__name__}.")

    def _download(
        self, params: p.DownloadParams, progress: Progress, cancelled: Callable[[], bool]
    ) -> p.DownloadResult:
        from backend.download import Wish, download

        files = tuple(Path(path) for path in params.files)
        network = Network(
            params.network.proxy, tuple(params.network.no_proxy), params.network.certificates
        )
        wish = Wish(params.model, params.consent, files, network)
        info = download(self._get_engine().registry, wish, progress, cancelled)
        return p.DownloadResult(model=info)

    def _run(self, job: _Job) -> p.Message:
        sent: dict[str, float] = {}

        def progress(
            stage: str, text: str, done: int, total: int, seconds_left: float | None
        ) -> None:
            # Encoding and decoding take turns; each is told, neither too often.
            now = time.monotonic()
            if stage != "starting" and now - sent.get(stage, -PROGRESS_S) < PROGRESS_S:
                return
            sent[stage] = now
            fields = {
                "id": job.request.id,
                "stage": stage,
                "text": text,
                "done": done,
                "total": total,
                "seconds_left": seconds_left,
            }
            self._wire.notify("progress", p.ProgressParams.model_validate(fields))

        if job.cancelled.is_set():
            raise Cancelled("It was cancelled before it began.")
        if isinstance(job.params, p.DownloadParams):
            return self._download(job.params, progress, job.cancelled.is_set)
        cancelled = job.cancelled.is_set
        if isinstance(job.params, p.RasterParams):
            from backend.finished import answer

            return answer(job.params, progress, cancelled)
        progress("starting", "starting the model", 0, 0, None)
        engine = self._get_engine()
        match job.params:
            case p.SegmentParams():

                def shown(path: Path, finished: int, total: int) -> None:
                    told = p.BlockParams(
                        id=job.request.id, preview=str(path), done=finished, total=total
                    )
                    self._wire.notify("block", told)

                return engine.segment(job.params, progress, cancelled, shown)
            case p.ExplainParams():
                return engine.explain(job.params, progress, cancelled)
            case p.CalibrateParams():
                return engine.calibrate(job.params, progress, cancelled)
            case p.TeachParams():
                return engine.teach(job.params, progress, cancelled)
            case _:
                raise WorkerError(f"Nobody runs {type(job.params).__name__}.")


def _hello(params: p.HelloParams) -> p.HelloResult:
    """Who answers. Raises VersionMismatch when the plugin speaks another version."""
    if params.protocol != p.PROTOCOL_VERSION:
        older = "plugin" if params.protocol < p.PROTOCOL_VERSION else "worker"
        raise VersionMismatch(
            f"The plugin speaks version {params.protocol} of the protocol, the worker version "
            f"{p.PROTOCOL_VERSION}.",
            hint=f"Update the {older}: install the plugin again and restart QGIS.",
        )
    from backend.device import choose_device
    from backend.torchvision_ops import ensure_torchvision

    operators = ensure_torchvision()
    device = choose_device("auto")
    versions = {}
    for name in LIBRARIES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "missing"
    return p.HelloResult(
        worker_version=__version__,
        protocol=p.PROTOCOL_VERSION,
        device=p.DeviceInfo(
            type=device.type, name=device.name, reason=device.reason, memory_mib=device.memory_mib
        ),
        libraries=versions,
        torchvision_ops=operators,
        pid=os.getpid(),
    )


def read_lines(descriptor: int) -> Iterator[bytes | None]:
    """Lines of a file descriptor until it ends; None for a line that is too long to be read."""
    buffer = bytearray()
    skipping = False
    while chunk := os.read(descriptor, READ_BYTES):
        *parts, rest = chunk.split(b"\n")
        for part in parts:
            if skipping:
                skipping = False
                yield None
            else:
                line = bytes(buffer) + part
                yield line if len(line) <= p.MAX_LINE_BYTES else None
            buffer.clear()
        if not skipping:
            buffer += rest
            if len(buffer) > p.MAX_LINE_BYTES:
                buffer.clear()
                skipping = True
    if skipping:
        yield None
    elif buffer:
        yield bytes(buffer)


def serve() -> int:
    """Serve standard input and output; ends the process itself, so that no thread can hold it."""
    sys.stdout.flush()
    wire = Wire(os.dup(1))
    os.dup2(2, 1)  # from here on whatever a library prints goes to the log
    sys.stdout = sys.stderr
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
    project = logging.getLogger("backend")
    project.setLevel(logging.INFO)
    project.addHandler(_LogToWire(wire))
    project.propagate = False
    code = 0
    try:
        Server(wire).run(read_lines(0))
    except KeyboardInterrupt:
        code = CANCELLED_EXIT
    sys.stderr.flush()
    os._exit(code)
