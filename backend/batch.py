"""Many images: one after the other, or over the processes of a Dask cluster, an engine in each.

A bad image is an outcome with its error and never ends the others. A result does not depend on the
process that made it: every process computes with as many threads as one alone would.
"""

from __future__ import annotations

import glob
import os
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from backend.errors import AppError, BadRequest, Cancelled, NoOverlap, NotAvailable
from backend.files import FileRequest, remove_leftovers, segment_file

if TYPE_CHECKING:
    from distributed import Client, Future

    from backend.engine import Engine, Progress

__all__ = ["Outcome", "find_images", "result_paths", "run_here", "run_on_dask"]

CONNECT_S = 20  # for a scheduler to answer
ASK_S = 1.0  # between two questions of a process whether the batch was cancelled
GIVEN_UP_AFTER = 3  # lost processes; an image that costs as many is told instead of tried again


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one image.

    Attributes:
        image: its path.
        seconds: that it took.
        report: what was found and the paths of the results, None where there are none.
        error: ``name``, ``message`` and ``hint`` where it failed, else None.
        left_out: why it was left out, else None.
    """

    image: str
    seconds: float
    report: dict[str, Any] | None = None
    error: dict[str, str] | None = None
    left_out: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """For JSON; without what there is not."""
        return {key: value for key, value in asdict(self).items() if value is not None}


Tell = Callable[[Outcome], None]

# ---------------------------------------------------------------- which images


def find_images(patterns: Sequence[str]) -> list[Path]:
    """Files of paths and patterns (``*``, ``?``, ``**``), each once, in order.

    Raises:
        BadRequest: a pattern or a path matches no file.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        # Path.glob takes no pattern that begins at a root or a drive.
        paths = [Path(p) for p in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
        files = [p for p in paths if p.is_file()]
        if not files:
            raise BadRequest(
                f'No file matches "{pattern}".',
                hint='Put a pattern in quotation marks, for example --inputs "flight/*.tif".',
            )
        found.update(dict.fromkeys(p.absolute() for p in files))
    return list(found)


def result_paths(images: Sequence[Path], folder: Path) -> list[Path]:
    """A GeoTIFF in ``folder`` for each image, named after it; equal names get that of the folder.

    Raises:
        BadRequest: results would lie among the images, where the next batch would take them up.
    """
    beside = next((image for image in images if image.parent == folder.absolute()), None)
    if beside is not None:
        raise BadRequest(
            f'The results would lie beside the image "{beside}".', hint="Choose another folder."
        )
    stems = Counter(image.stem for image in images)
    names = [
        image.stem if stems[image.stem] == 1 else f"{image.parent.name}_{image.stem}"
        for image in images
    ]
    taken: Counter[str] = Counter()
    paths = []
    for name in names:
        taken[name] += 1
        number = f"_{taken[name]}" if taken[name] > 1 else ""
        paths.append(folder / f"{name}{number}.tif")
    return paths


# ---------------------------------------------------------------- one image


def _segment(
    request: FileRequest, engine: Engine, progress: Progress, cancelled: Callable[[], bool]
) -> Outcome:
    """Outcome of an image; only a cancelled batch is raised."""
    begin = time.perf_counter()
    image = request.params.image.path
    try:
        result, paths = segment_file(request, engine, progress, cancelled)
    except Cancelled:
        raise
    except NoOverlap as error:  # most images of a flight lie beside a field
        return Outcome(image, time.perf_counter() - begin, left_out=error.message)
    except AppError as error:
        return _failed(image, error, time.perf_counter() - begin)
    report = result.model_dump(exclude={"paths"}) | {"paths": paths}
    return Outcome(image, time.perf_counter() - begin, report)


def _failed(image: str, error: AppError, seconds: float = 0.0) -> Outcome:
    told = {"name": error.name, "message": error.message, "hint": error.hint}
    return Outcome(image, seconds, error=told)


def run_here(
    requests: Sequence[FileRequest], progress: Progress, cancelled: Callable[[], bool], tell: Tell
) -> list[Outcome]:
    """All images in this process.

    Args:
        requests: the images.
        progress: told at each step of each.
        cancelled: asked at each tile.
        tell: told of each outcome.

    Raises:
        Cancelled: asked for; finished results stay.
    """
    from backend.engine import Engine

    engine, outcomes = Engine(), []
    for number, request in enumerate(requests, start=1):
        numbered = _numbered(progress, f"image {number} of {len(requests)}")
        outcomes.append(_segment(request, engine, numbered, cancelled))
        tell(outcomes[-1])
    return outcomes


def _numbered(progress: Progress, which: str) -> Progress:
    """Progress of one image among others."""

    def say(stage: str, text: str, done: int, total: int, seconds_left: float | None) -> None:
        progress(stage, f"{which}: {text}", done, total, seconds_left)

    return say


# ---------------------------------------------------------------- Dask


@lru_cache(maxsize=1)
def _engine() -> Engine:
    """The engine of this process: models and encoded tiles stay between its images."""
    from backend.engine import Engine

    return Engine()


def _on_worker(request: FileRequest, cancel: str, threads: int) -> Outcome:
    """One image in a process of the cluster.

    Args:
        request: the image.
        cancel: name of the event that is set when the batch is cancelled.
        threads: that torch computes with.
    """
    import torch
    from distributed import Event

    torch.set_num_threads(threads)
    event, asked, answer = Event(cancel), 0.0, False

    def cancelled() -> bool:
        nonlocal asked, answer
        now = time.monotonic()
        if not answer and now - asked > ASK_S:
            asked, answer = now, bool(event.is_set())
        return answer

    def silent(stage: str, text: str, done: int, total: int, seconds_left: float | None) -> None:
        pass

    return _segment(request, _engine(), silent, cancelled)


def run_on_dask(
    requests: Sequence[FileRequest],
    cancelled: Callable[[], bool],
    tell: Tell,
    address: str | None = None,
    workers: int | None = None,
) -> list[Outcome]:
    """All images over the processes of a cluster; a lost process costs its image a second try.

    Args:
        requests: the images. A cluster on other machines must see them under the same paths.
        cancelled: asked every half second.
        tell: told of each outcome as it comes.
        address: of a scheduler; None starts processes on this machine.
        workers: how many to start; None takes one for each GPU, or one.

    Raises:
        Cancelled: asked for; finished results stay.
        NotAvailable: no scheduler answers.
        ImportError: Dask distributed is not installed.
    """
    import torch
    from distributed import Event, wait

    requests = [_absolute(request) for request in requests]
    threads = torch.get_num_threads()
    outcomes: dict[str, Outcome] = {}
    with _swept(requests), _client(address, workers) as client:
        name = f"aeroseg-cancel-{uuid.uuid4().hex}"
        event = Event(name, client=client)
        waiting = {
            client.submit(_on_worker, r, name, threads, pure=False): r.params.image.path
            for r in requests
        }  # fmt: skip
        while waiting:
            if cancelled():
                _cancel(client, event, list(waiting))
            with suppress(TimeoutError):
                wait(list(waiting), timeout=0.5, return_when="FIRST_COMPLETED")
            for future in [f for f in waiting if f.done()]:
                outcome = _outcome(future, waiting.pop(future))
                outcomes[outcome.image] = outcome
                tell(outcome)
    return [outcomes[request.params.image.path] for request in requests]


@contextmanager
def _swept(requests: Sequence[FileRequest]) -> Iterator[None]:
    """Nothing is left of processes that were lost or ended."""
    try:
        yield
    finally:
        for request in requests:
            remove_leftovers(request.out)


def _absolute(request: FileRequest) -> FileRequest:
    """The request with paths that mean the same in every process."""
    image = request.params.image
    path = str(Path(image.path).absolute()) if Path(image.path).exists() else image.path
    params = request.params.model_copy(
        update={"image": image.model_copy(update={"path": path})}
    )  # fmt: skip
    scores = None if request.scores is None else request.scores.absolute()
    return replace(request, params=params, out=request.out.absolute(), scores=scores)


def _cancel(client: Client, event: Any, waiting: Sequence[Future[Any]]) -> NoReturn:
    """Take back what has not begun, and let what has begun end within a layer."""
    from distributed import wait

    event.set()
    running = [f for f in waiting if f.status == "pending"]
    client.cancel([f for f in running if f.key not in _processing(client)])
    with suppress(TimeoutError):
        wait([f for f in running if not f.cancelled()], timeout=10 * ASK_S)
    raise Cancelled("The batch was cancelled.", hint="Finished results are kept.")


def _processing(client: Client) -> set[str]:
    """Keys of the tasks that run now."""
    return {key for keys in client.processing().values() for key in keys}


def _outcome(future: Future[Any], image: str) -> Outcome:
    """Outcome of a finished task, whatever ended it."""
    from distributed import KilledWorker

    try:
        outcome: Outcome = future.result()
        return outcome
    except KilledWorker as error:
        lost = NotAvailable(
            f'Processes that worked on "{image}" ended {GIVEN_UP_AFTER} times without a word.',
            hint="Often the memory ran out: start fewer processes (--workers).",
            detail=str(error),
        )
    except ModuleNotFoundError as error:
        lost = NotAvailable(
            f"The processes of the cluster cannot load this program: {error}.",
            hint="Start them in the program's folder, with its environment (docs/batch.md).",
        )
    return _failed(image, lost)


@contextmanager
def _client(address: str | None, workers: int | None) -> Iterator[Client]:
    """A client of the scheduler at an address, or of processes that end with it."""
    import dask
    from distributed import Client

    with dask.config.set({"distributed.scheduler.allowed-failures": GIVEN_UP_AFTER - 1}):
        if address is None:
            with _local_cluster(workers) as cluster, Client(cluster) as client:
                yield client
            return
        try:
            client = Client(address, timeout=CONNECT_S)
        except (OSError, TimeoutError, ValueError) as error:
            raise NotAvailable(
                f'No Dask scheduler answers at "{address}".',
                hint="Start one with `dask scheduler`, or leave the address out.",
                detail=str(error),
            ) from error
        with client:
            yield client


def _local_cluster(workers: int | None) -> Any:
    """Processes on this machine: each sees one GPU, where there are any."""
    import torch
    from distributed import Nanny, Scheduler, SpecCluster

    gpus = torch.cuda.device_count()
    count = workers or max(1, gpus)
    specs = {}
    for number in range(count):
        env = {"CUDA_VISIBLE_DEVICES": _gpu(number % gpus)} if gpus else {}
        # No limit of Dask's own: it would end a process that encodes a batch of tiles.
        options = {"nthreads": 1, "memory_limit": 0, "env": env, "silence_logs": "ERROR"}
        specs[number] = {"cls": Nanny, "options": options}
    scheduler = {"host": "127.0.0.1", "port": 0, "dashboard": False}
    return SpecCluster(
        workers=specs, scheduler={"cls": Scheduler, "options": scheduler}, silence_logs="ERROR"
    )


def _gpu(number: int) -> str:
    """Name of a GPU for a process of its own, where this one sees only some of them."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    return visible.split(",")[number] if visible else str(number)
