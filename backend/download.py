"""Makes a listed model usable: its files are fetched or taken, checked, and made one checkpoint.

Nothing of it is ever under its final name before it is complete; what was fetched before a failure
is used by the next try. Two programs that want the same model take turns.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from backend.assemble import Source, assemble, kind_of_part, unpack
from backend.checkpoint import file_sha256, read_header
from backend.device import try_lock
from backend.errors import (
    AppError,
    Cancelled,
    DiskFull,
    DownloadFailed,
    FormatRefused,
    HashMismatch,
    NeedsConsent,
    NotAvailable,
    ShapeMismatch,
    UnknownModel,
)
from backend.fetch import Fetched, Limits, Network, Wanted, fetch
from backend.model_table import Entry, ModelFile, size_text
from backend.protocol import ModelInfo
from backend.registry import Registry, configuration

if TYPE_CHECKING:
    from backend.models.segearth.config import SegEarthConfig

__all__ = ["Wish", "download"]

logger = logging.getLogger(__name__)

Progress = Callable[[str, str, int, int, "float | None"], None]

POLL_S = 0.2
SPEED_S = 10.0  # the time left follows the speed of the last seconds
SPARE_BYTES = 64 * 2**20  # left free beside what is needed


@dataclass(frozen=True, slots=True)
class Wish:
    """What to get, and how.

    Attributes:
        model: its id.
        consent: whether files may be fetched for which no SHA-256 is known.
        files: files of the user's own, taken instead; they stay where they are.
        network: how the network is reached.
        limits: patience.
    """

    model: str
    consent: bool = False
    files: tuple[Path, ...] = ()
    network: Network = field(default_factory=Network)
    limits: Limits = field(default_factory=Limits)


def download(
    registry: Registry,
    wish: Wish,
    progress: Progress,
    cancelled: Callable[[], bool] = lambda: False,
) -> ModelInfo:
    """Fetch a model, or make it of the user's files.

    Args:
        registry: where it is listed, and into whose folder it goes.
        wish: what, and how.
        progress: told stage, text, bytes done, bytes in all, seconds left.
        cancelled: asked several times a second.

    Returns:
        the model as it is listed now.

    Raises:
        UnknownModel: no such id.
        NotAvailable: it has no public weights.
        NeedsConsent: no SHA-256 of a file is known, and the wish does not agree to that.
        DownloadFailed: a file cannot be had; what has come is kept.
        HashMismatch: a file is not the one that is listed.
        FormatRefused: a file is of another kind, or holds code.
        DiskFull: there is too little space, or the folder cannot be written.
        Cancelled: asked for; what has come is kept.
    """
    entry = registry.find(wish.model)
    if entry is None:
        raise UnknownModel(
            f'The model "{wish.model}" does not exist.',
            hint='"python -m backend models" lists those that do.',
        )
    if not entry.files:
        info = registry.info(entry)
        if info.state == "ready":
            return info
        raise NotAvailable(f'"{entry.title}" has no weights to download.', hint=info.reason)
    with _folder_of(registry, entry), _turn(registry, entry, progress, cancelled):
        info = registry.info(entry)
        if info.state == "ready" and not wish.files:
            return info
        _Job(registry, entry, wish, progress, cancelled).run()
    return registry.info(entry)


@contextlib.contextmanager
def _folder_of(registry: Registry, entry: Entry) -> Iterator[None]:
    """The folder of a model's files, gone again when nothing is left in it."""
    folder = registry.folder.path / entry.id
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskFull(
            f'The folder "{folder}" cannot be made: {error.strerror or error}.',
            hint="Choose another folder for models.",
        ) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            folder.rmdir()


@contextlib.contextmanager
def _turn(
    registry: Registry, entry: Entry, progress: Progress, cancelled: Callable[[], bool]
) -> Iterator[None]:
    """Wait until no other program works on the same model."""
    path = registry.folder.path / f".{entry.id}.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError as error:
        raise DiskFull(
            f'The folder "{path.parent}" cannot be written: {error.strerror or error}.',
            hint="Choose another folder for models.",
        ) from error
    try:
        while not try_lock(handle):
            text = f'waiting, another program downloads "{entry.title}"'
            progress("starting", text, 0, 0, None)
            if cancelled():
                raise Cancelled("The download was cancelled.")
            time.sleep(POLL_S)
        yield
    finally:
        os.close(handle)  # releases the lock; the file stays, removing it would race


@dataclass(frozen=True, slots=True)
class _Piece:
    """One part of the model and where it comes from.

    Attributes:
        file: what is listed.
        path: where it is, or will be.
        own: whether it is a file of the user's.
        here: whether it need not be fetched.
    """

    file: ModelFile
    path: Path
    own: bool = False
    here: bool = False


class _Job:
    """One model on its way. The caller holds its lock."""

    def __init__(
        self, registry: Registry, entry: Entry, wish: Wish, progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:  # fmt: skip
        self.entry, self.wish = entry, wish
        self.folder = registry.folder
        self.target = registry.folder.product(entry)
        self._progress, self._cancelled = progress, cancelled
        self._published: set[Path] = set()  # files known to be those of the public address

    def run(self) -> None:
        """Get every part, then make the checkpoint."""
        self._clear_leftovers()
        pieces = self._pieces()
        self._ask_consent([piece.file for piece in pieces if not piece.here])
        self._check_space(pieces)
        sources, done = [], 0
        total = sum(piece.file.size_bytes for piece in pieces if not piece.here)
        meter = _Meter(self._progress)
        for piece in pieces:
            if not piece.here:
                fetched = self._fetch(piece.file, meter, done, total)
                done += fetched.size_bytes
            sources.append(self._opened(piece))
        size = sum(source.path.stat().st_size for source in sources)
        self._progress("converting", f"putting together {self.entry.title}", 0, size, None)
        try:
            assemble(
                cast("SegEarthConfig", configuration(self.entry)),
                sources,
                self.target,
                title=self.entry.title,
                licence=self.entry.licence,
                credits=self.entry.credits,
                cancelled=self._cancelled,
            )
            read_header(self.target)
        except (FormatRefused, ShapeMismatch):
            self._throw_away(piece for piece in pieces if piece.path in self._published)
            raise  # what is refused today is refused tomorrow
        self._throw_away(pieces)
        self._progress("converting", f"{self.entry.title} is ready", size, size, 0.0)

    def _pieces(self) -> list[_Piece]:
        """Where each part comes from: the user's files, the folder, or the network."""
        own: dict[str, Path] = {}
        for path in self.wish.files:
            part = kind_of_part(path)
            if part in own or part not in {file.part for file in self.entry.files}:
                what = "a second" if part in own else "no part of this model is an"
                raise FormatRefused(
                    f'"{path.name}" was not used: {what} {part}.',
                    hint=f"{self.entry.title} is made of: "
                    + ", ".join(f"{file.part} ({file.name})" for file in self.entry.files),
                )
            own[part] = path
        pieces = []
        for file in self.entry.files:
            path = self.folder.source(self.entry, file)
            if file.part in own:
                pieces.append(_Piece(file, own[file.part], own=True, here=True))
            else:
                unpacked = _unpacked(file, path)
                here = path.is_file() or (unpacked is not None and unpacked.is_file())
                pieces.append(_Piece(file, path, here=here))
        return pieces

    def _ask_consent(self, files: Sequence[ModelFile]) -> None:
        """Raise NeedsConsent where nobody vouches for a file that has to be fetched."""
        unknown = [file for file in files if self.folder.known_sha256(file) is None]
        if not unknown or self.wish.consent:
            return
        listed = "; ".join(f"{file.name} from {file.url}" for file in unknown)
        raise NeedsConsent(
            f"Nobody has stated the SHA-256 of {listed}. So it cannot be checked that the first "
            "download is what its publisher meant.",
            hint="If you trust this address, agree to it (on the command line with --yes). The "
            "file is read as data and never run, and later downloads must have the same bytes.",
        )

    def _check_space(self, pieces: Sequence[_Piece]) -> None:
        """Raise DiskFull before anything is fetched that would not fit."""
        needed = SPARE_BYTES
        for piece in pieces:
            size = piece.path.stat().st_size if piece.path.is_file() else piece.file.size_bytes
            needed += size * (2 if piece.file.member else 1)  # unpacked, and in the checkpoint
            if not piece.here:
                part = piece.path.with_name(piece.path.name + ".part")
                needed += max(0, size - (part.stat().st_size if part.is_file() else 0))
        free = shutil.disk_usage(self.folder.path).free
        if free < needed:
            raise DiskFull(
                f'There is too little space in "{self.folder.path}": {size_text(needed)} are '
                f"needed until the model is made, {size_text(free)} are free.",
                hint="Free some space, or choose another folder for models.",
            )

    def _fetch(self, file: ModelFile, meter: _Meter, before: int, total: int) -> Fetched:
        """Fetch one file and record its hash where it is the first."""
        known = self.folder.known_sha256(file)
        wanted = Wanted(file.url, file.size_bytes, file.exact, known)
        target = self.folder.source(self.entry, file)

        def told(done: int, size: int) -> None:
            meter.show(file.name, done, size, before + done, max(total, before + max(done, size)))

        try:
            fetched = fetch(
                wanted,
                target,
                network=self.wish.network,
                limits=self.wish.limits,
                progress=told,
                cancelled=self._cancelled,
            )
        except DownloadFailed as error:
            error.hint += f" Offline: put the file into {target.parent}, it is at {file.page}"
            raise
        self._published.add(target)
        if known is None:
            self._remember(file, fetched)
        return fetched

    def _remember(self, file: ModelFile, fetched: Fetched) -> None:
        try:
            self.folder.remember(file, fetched.sha256, fetched.size_bytes)
        except OSError as error:
            raise _unwritable(self.folder.path, error) from error

    def _opened(self, piece: _Piece) -> Source:
        """A part as it goes into the checkpoint: checked, and out of its archive."""
        path, known = piece.path, self.folder.known_sha256(piece.file)
        unpacked = _unpacked(piece.file, path)
        if not piece.own and unpacked is not None and not path.is_file():
            path = unpacked  # it was put there unpacked; its hash is not that of the archive
            sha256 = file_sha256(path)
        else:
            self._progress("checking", f"checking {path.name}", 0, 0, None)
            sha256 = file_sha256(path)
            if not piece.own and known not in (None, sha256):
                raise HashMismatch(
                    f'"{path}" is not the file that is listed: its SHA-256 is {sha256}.',
                    hint="Remove it and download again. If you are sure of it, give it as a file "
                    "that you have (on the command line with --from).",
                )
            if known == sha256 and not piece.own:
                self._published.add(path)
            if not piece.own and unpacked is not None:
                self._progress("converting", f"unpacking {path.name}", 0, 0, None)
                unpack(path, piece.file.member or "", unpacked, self._cancelled)
                path = unpacked
        record = {"part": piece.file.part, "file": piece.path.name, "sha256": sha256}
        if not piece.own:
            record["url"] = piece.file.url
        return Source(piece.file.part, path, record)

    def _throw_away(self, pieces: Iterable[_Piece]) -> None:
        """Remove the published files; those of the user's own stay."""
        for piece in pieces:
            if not piece.own:
                for path in (piece.path, _unpacked(piece.file, piece.path)):
                    if path is not None:
                        with contextlib.suppress(OSError):
                            path.unlink(missing_ok=True)

    def _clear_leftovers(self) -> None:
        """Remove what a killed program left of a checkpoint; it is under no name that counts."""
        for path in self.folder.path.glob(f".{self.target.name}.*.part"):
            with contextlib.suppress(OSError):
                path.unlink()


def _unpacked(file: ModelFile, path: Path) -> Path | None:
    """Where the file inside an archive goes; None for a file that is no archive."""
    if file.member is None:
        return None
    return path.with_name(file.member.rsplit("/", 1)[-1])


def _unwritable(folder: Path, error: OSError) -> AppError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    why = "the disk is full" if full else error.strerror or str(error)
    return DiskFull(
        f'The folder "{folder}" cannot be written: {why}.',
        hint="Free some space, or choose another folder for models.",
    )


class _Meter:
    """Bytes as progress in words, with the time left."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._seen: deque[tuple[float, int]] = deque()

    def show(self, name: str, done: int, size: int, all_done: int, total: int) -> None:
        """Tell how far a file is, and how far all of them are."""
        now = time.monotonic()
        if self._seen and all_done < self._seen[-1][1]:
            self._seen.clear()  # it began anew
        self._seen.append((now, all_done))
        while now - self._seen[0][0] > SPEED_S:
            self._seen.popleft()
        since, begun = self._seen[0]
        speed = (all_done - begun) / (now - since) if now - since > 1.0 else 0.0
        left = (total - all_done) / speed if speed and total > all_done else None
        text = f"downloading {name}, {size_text(done)}"
        if size:
            text += f" of {size_text(size)}"
        self._progress("downloading", text, all_done, total, left)
