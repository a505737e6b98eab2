"""One file over HTTP: resumed after a cut, checked, under its final name only when complete.

What arrives goes to ``NAME.part``, with ``NAME.part.json`` beside it saying of which bytes it is
the beginning. Both stay after a failure or a cancel, so that the next try goes on from there.

The network is read on a thread of its own, all else happens on the caller's: whatever the other
side does, the caller is asked for cancelling several times a second.
"""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from urllib.request import Request

from backend import __version__
from backend.checkpoint import file_sha256
from backend.connection import (
    POLL_S,
    Again,
    Head,
    Network,
    Stream,
    check_address,
    check_status,
    content_range,
    is_web_page,
    make_opener,
    number,
    understood,
    validator,
)
from backend.errors import Cancelled, DiskFull, DownloadFailed, HashMismatch

__all__ = ["Fetched", "Limits", "Network", "Wanted", "fetch", "sync_folder", "write_json"]

logger = logging.getLogger(__name__)

MAX_FILE_BYTES = 16 * 2**30
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, and how often to try.

    Attributes:
        connect_s: until the other side answers at all.
        stall_s: between two bytes.
        tries: in a row that come no further than those before.
        all_tries: for one file.
        pause_s: before the second try; it doubles from try to try, up to ``longest_pause_s``.
        longest_pause_s: also where the server asks for more.
    """

    connect_s: float = 30.0
    stall_s: float = 30.0
    tries: int = 5
    all_tries: int = 40
    pause_s: float = 1.0
    longest_pause_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file.

    Attributes:
        url: its public address, https.
        size_bytes: its length; 0 where it is not known.
        exact: whether the length is known to the byte.
        sha256: of its bytes, or None.
    """

    url: str
    size_bytes: int = 0
    exact: bool = False
    sha256: str | None = None

    @property
    def most_bytes(self) -> int:
        """More than this is not this file, whatever the server says."""
        if self.exact:
            return self.size_bytes
        return 2 * self.size_bytes + 64 * 2**20 if self.size_bytes else MAX_FILE_BYTES


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is here now."""

    path: Path
    size_bytes: int
    sha256: str


def fetch(
    wanted: Wanted,
    target: Path,
    *,
    network: Network | None = None,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Fetched:
    """Fetch a file; the beginning of an earlier try is used when it is of the same bytes.

    Args:
        wanted: what.
        target: where it goes, once complete and checked.
        network: how the network is reached.
        limits: patience.
        progress: told (bytes here, bytes in all or 0) as they come.
        cancelled: asked several times a second.

    Raises:
        DownloadFailed: it cannot be had; the message says why. What has come is kept.
        HashMismatch: it is not the file that is listed. Nothing is kept.
        DiskFull: it cannot be written. What has come is kept.
        Cancelled: asked for. What has come is kept.
    """
    check_address(wanted.url)
    transfer = _Transfer(wanted, target, network or Network(), limits or Limits())
    return transfer.run(progress, cancelled)


class _Transfer:
    """One file on its way."""

    def __init__(self, wanted: Wanted, target: Path, network: Network, limits: Limits) -> None:
        self.wanted, self.target, self.limits = wanted, target, limits
        self.part = target.with_name(target.name + ".part")
        self.note = target.with_name(target.name + ".part.json")
        self.host = urlsplit(wanted.url).hostname or ""
        self._opener = make_opener(network)
        self._total = wanted.size_bytes if wanted.exact else 0
        self._etag = ""
        self._joined = False  # whether the part was put together of several answers

    def run(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Fetched:
        """Try until it is here, or until there is no point in going on."""
        self._take_up()
        idle, most = 0, self._here()  # tries in a row that came no further than any before
        for turn in range(1, self.limits.all_tries + 1):
            try:
                self._try(progress, cancelled)
                found = self._checked()
                if found is not None:
                    return found
                why, pause_s, offline = "the parts did not fit together", 0.0, False
            except Again as again:
                why, pause_s, offline = again.why, again.pause_s, again.offline
            idle = 0 if self._here() > most else idle + 1
            most = max(most, self._here())
            logger.info("%s: try %d ended: %s", self.target.name, turn, why)
            if idle >= (2 if offline and not most else self.limits.tries):
                break
            doubled = self.limits.pause_s * 2 ** max(0, idle - 1)
            self._wait(min(max(pause_s, doubled), self.limits.longest_pause_s), cancelled)
        kept = self._here()
        said = f" The {kept:,} bytes that have come are kept." if kept else ""
        raise DownloadFailed(
            f'"{self.target.name}" could not be downloaded from {self.host}: {why}.{said}',
            hint="Check the connection and the proxy, then try again"
            + ("; the download goes on where it stopped." if kept else "."),
        )

    # One try

    def _try(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        """Ask for what is missing and write what comes."""
        if not self._etag and not self.wanted.sha256:
            self._drop()  # nobody could tell whether two parts belong together
        offset = self._here()
        if self._total and offset >= self._total:
            return
        headers = {"User-Agent": f"aeroseg-qgis/{__version__}", "Accept-Encoding": "identity"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
            if self._etag:
                headers["If-Range"] = self._etag
        # The scheme was checked, and is checked again at each redirect.
        request = Request(self.wanted.url, headers=headers)  # noqa: S310
        patience_s = max(self.limits.connect_s, self.limits.stall_s)
        stream = Stream(self._opener, request, patience_s + 5)
        try:
            head = self._next(stream, self.limits.connect_s, cancelled)
            if not isinstance(head, Head):
                raise Again("the answer was empty")
            offset = self._begin(head, offset)
            with self._open(offset) as file:
                self._receive(stream, file, offset, progress, cancelled)
        finally:
            stream.close()
        if self._total and self._here() < self._total:
            raise Again(f"the connection was cut after {self._here():,} of {self._total:,} bytes")

    def _begin(self, head: Head, offset: int) -> int:
        """What an answer means: where its first byte belongs."""
        if head.status == 416 and offset:  # the part is longer than the file: another one by now
            self._drop()
            raise Again("the file has changed")
        check_status(head, self.host, self.target.name, self.wanted.url)
        if head.headers.get_content_type() in ("text/html", "application/xhtml+xml"):
            raise self._web_page()
        return self._place(head, offset)

    def _place(self, head: Head, offset: int) -> int:
        """Where the body begins, after a look at length and version."""
        headers, etag = head.headers, validator(head.headers)
        if head.status == 206:
            start, total = content_range(headers)
            fits = start == offset and (not self._total or total in (0, self._total))
            if not fits or (self._etag and etag and etag != self._etag):
                self._drop()
                raise Again("the file changed between two parts")
            self._joined = True
        else:
            if offset:
                logger.info("%s: begins anew, the server sends all of it", self.target.name)
            offset, total = 0, number(headers.get("Content-Length"))
            self._joined = False
        if self.wanted.exact and total not in (0, self.wanted.size_bytes):
            self._drop()
            raise HashMismatch(
                f'{self.host} offers another file as "{self.target.name}": {total:,} bytes, '
                f"listed are {self.wanted.size_bytes:,}.",
                hint="Nothing was kept. The publisher may have replaced it, or something between "
                "you and the server gives its own answer.",
            )
        if total > self.wanted.most_bytes:
            raise self._too_large()
        self._total = total or (self.wanted.size_bytes if self.wanted.exact else 0)
        self._etag = etag
        return offset

    def _receive(
        self, stream: Stream, file: IO[bytes], offset: int,
        progress: Callable[[int, int], None], cancelled: Callable[[], bool],
    ) -> None:  # fmt: skip
        """Write the body."""
        done = offset
        progress(done, self._total)
        while True:
            chunk = self._next(stream, self.limits.stall_s, cancelled)
            if not isinstance(chunk, bytes):
                return
            if not done and is_web_page(chunk):
                raise self._web_page()
            done += len(chunk)
            if done > min(self._total or done, self.wanted.most_bytes):
                raise self._too_large()
            with self._writing():
                rest = memoryview(chunk)
                while rest:
                    rest = rest[file.write(rest) :]
            progress(done, self._total)

    def _next(
        self, stream: Stream, patience_s: float, cancelled: Callable[[], bool]
    ) -> Head | bytes | None:
        """What comes next from the network; None at the end of the body."""
        end = time.monotonic() + patience_s
        while True:
            if cancelled():
                raise Cancelled(
                    "The download was cancelled.",
                    hint="What has come is kept; the next one goes on from there.",
                )
            item = stream.get(POLL_S)
            if isinstance(item, Head | bytes):
                return item
            if isinstance(item, Exception):
                raise understood(item, self.host)
            if item is None and stream.ended:
                return None
            if time.monotonic() > end:
                raise Again(f"{self.host} sent nothing for {patience_s:.0f} seconds")

    # The part

    def _take_up(self) -> None:
        """Use what an earlier try left, if it is the beginning of the same file."""
        known: Any = None
        with contextlib.suppress(OSError, ValueError):
            known = json.loads(self.note.read_text(encoding="utf-8"))
        sound = (
            isinstance(known, dict)
            and known.get("url") == self.wanted.url
            and isinstance(known.get("etag"), str)
            and isinstance(known.get("total"), int)
            # Without either nobody could tell whether two parts belong together.
            and bool(known["etag"] or self.wanted.sha256)
            and (not self.wanted.exact or known["total"] in (0, self.wanted.size_bytes))
        )
        if not sound:
            self._drop()
            return
        self._etag, self._total = known["etag"], self._total or known["total"]
        self._joined = self._here() > 0

    def _open(self, offset: int) -> IO[bytes]:
        """The part, to be written from ``offset`` on."""
        with self._writing():
            note = {"url": self.wanted.url, "etag": self._etag, "total": self._total}
            write_json(self.note, note)
            file = self.part.open("r+b" if offset else "wb", buffering=0)
            file.truncate(offset)
            file.seek(offset)
            return file

    def _here(self) -> int:
        try:
            return self.part.stat().st_size
        except OSError:
            return 0

    def _drop(self) -> None:
        """Forget what has come."""
        for path in (self.note, self.part):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        self._etag, self._joined = "", False
        self._total = self.wanted.size_bytes if self.wanted.exact else 0

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Say plainly why a file cannot be written; what was written stays."""
        try:
            yield
        except OSError as error:
            full = error.errno in FULL
            why = "the disk is full" if full else error.strerror or str(error)
            raise DiskFull(
                f'"{self.part}" cannot be written: {why}.',
                hint="What has come is kept. Free some space"
                + (", then download again." if full else " or choose another folder."),
                detail=str(error),
            ) from error

    def _checked(self) -> Fetched | None:
        """Give the complete file its name; None where a clean new try is worth it.

        Raises:
            HashMismatch: it is complete, and not the file that is listed.
        """
        size_bytes, wanted = self._here(), self.wanted
        sha256 = file_sha256(self.part)
        wrong = wanted.sha256 not in (None, sha256)
        if wrong or (wanted.exact and size_bytes != wanted.size_bytes) or not size_bytes:
            joined = self._joined
            self._drop()
            if joined:  # parts of two versions, perhaps
                return None
            raise HashMismatch(
                f'"{self.target.name}" from {self.host} is not the file that is listed: its '
                + (f"SHA-256 is {sha256}." if size_bytes else "length is 0."),
                hint="Nothing was kept. The publisher may have replaced it, or something between "
                "you and the server changed it.",
            )
        with self._writing():
            with self.part.open("rb+") as file:
                os.fsync(file.fileno())
            self.part.replace(self.target)
            sync_folder(self.target.parent)
        with contextlib.suppress(OSError):
            self.note.unlink(missing_ok=True)
        return Fetched(self.target, size_bytes, sha256)

    # Words

    def _web_page(self) -> DownloadFailed:
        return DownloadFailed(
            f'{self.host} answered with a web page instead of "{self.target.name}".',
            hint="A login page of the network may stand in between: open any web page in a "
            "browser, then try again.",
        )

    def _too_large(self) -> HashMismatch:
        self._drop()
        return HashMismatch(
            f'{self.host} sends more than "{self.target.name}" can have '
            f"({self.wanted.most_bytes:,} bytes).",
            hint="Nothing was kept. Report this.",
        )

    def _wait(self, seconds: float, cancelled: Callable[[], bool]) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if cancelled():
                raise Cancelled("The download was cancelled.")
            time.sleep(min(left, POLL_S))


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write a small file at once. Raises OSError."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)


def sync_folder(folder: Path) -> None:
    """Let a new name survive a power cut, where the system can do that."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
