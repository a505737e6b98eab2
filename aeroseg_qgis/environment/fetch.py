"""Downloads of packages through QGIS's own network: its proxy, certificates and passwords count.

A file that was cut goes on where it stopped, in the same session or after a restart. It gets its
name only when its length and SHA-256 are those that the package index states.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..problems import Problem
from ..qt_enums import number_of
from ..text import data_size, tr
from .flow import Operation, Wait, Work
from .lock import Package

__all__ = ["Tally", "disk_problem", "fetch_all", "fetch_text"]

BUFFER_BYTES = 4 << 20
PAUSES_S = (0.5, 2, 5, 10, 20)  # between tries; the count begins anew with each byte that came
PART = ".part"
SPEED_WINDOW_S = 20.0
TELL_EVERY_S = 0.1
REFUSED = (401, 403, 404, 407, 410)
NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass
class Tally:
    """How much has come of all files."""

    total_bytes: int
    done_bytes: int = 0
    changed: Callable[[], None] = lambda: None
    _marks: list[tuple[float, int]] = field(default_factory=list)
    _told: float = 0.0

    def add(self, count: int) -> None:
        """So many bytes more (or fewer, where a file begins anew)."""
        self.done_bytes += count
        now = time.monotonic()
        self._marks.append((now, self.done_bytes))
        while len(self._marks) > 2 and now - self._marks[0][0] > SPEED_WINDOW_S:
            self._marks.pop(0)
        if now - self._told > TELL_EVERY_S or self.done_bytes >= self.total_bytes:
            self._told = now
            self.changed()

    @property
    def seconds_left(self) -> float | None:
        """At the speed of the last seconds; None while that is not known."""
        if len(self._marks) < 2:
            return None
        (begin, first), (end, last) = self._marks[0], self._marks[-1]
        if end - begin < 1.0 or last <= first:
            return None
        return (self.total_bytes - self.done_bytes) * (end - begin) / (last - first)


@dataclass
class _Answer:
    """How one request ended."""

    status: int
    error: QNetworkReply.NetworkError
    text: str
    came: int  # bytes


class _Get(Operation):
    """One request, from the end of what is there already, into a file."""

    def __init__(self, url: str, part: Path, tally: Tally, *, tells_size: bool) -> None:
        super().__init__()
        self._url, self._part, self._tally = url, part, tally
        self._tells_size = tells_size  # else the tally learns the length from the answer
        self._file = None
        self._reply: QNetworkReply | None = None
        self._came = 0

    def begin(self) -> None:
        """Send the request."""
        request = _request(self._url)
        here = self._part.stat().st_size if self._part.exists() else 0
        if here:
            request.setRawHeader(b"Range", b"bytes=%d-" % here)
        self._reply = QgsNetworkAccessManager.instance().get(request)
        self._reply.setReadBufferSize(BUFFER_BYTES)
        self._reply.readyRead.connect(self._take)
        self._reply.finished.connect(self._on_finished)

    def cancel(self) -> None:
        """Close the connection; what has come stays."""
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.readyRead.disconnect(self._take)
            reply.finished.disconnect(self._on_finished)
            reply.abort()
            reply.deleteLater()
        self._close()

    def _take(self) -> None:
        reply = self._reply
        if reply is None or _status(reply) not in (200, 206):
            return
        try:
            if self._file is None:
                self._open(_status(reply) == 206)
            data = bytes(reply.readAll())
            self._file.write(data)
        except OSError as error:
            self.cancel()
            self.failed.emit(disk_problem(error, self._part.parent))
            return
        self._came += len(data)
        self._tally.add(len(data))

    def _open(self, goes_on: bool) -> None:
        if not goes_on and self._part.exists():
            self._tally.add(-self._part.stat().st_size)  # the server begins anew
        self._file = self._part.open("ab" if goes_on else "wb")
        length = self._reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        if not self._tells_size and length is not None:
            self._tells_size = True
            here = self._part.stat().st_size if goes_on else 0
            self._tally.total_bytes += int(length) + here

    def _on_finished(self) -> None:
        self._take()
        reply, self._reply = self._reply, None
        if reply is None:
            return
        try:
            self._close()
        except OSError as error:
            self.failed.emit(disk_problem(error, self._part.parent))
            return
        answer = _Answer(_status(reply), reply.error(), reply.errorString(), self._came)
        reply.deleteLater()
        self.done.emit(answer)

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()


def _request(url: str) -> QNetworkRequest:
    request = QNetworkRequest(QUrl(url))
    attribute = QNetworkRequest.Attribute
    request.setAttribute(
        attribute.RedirectPolicyAttribute,
        number_of(QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy),
    )
    request.setAttribute(
        attribute.CacheLoadControlAttribute,
        number_of(QNetworkRequest.CacheLoadControl.AlwaysNetwork),
    )
    request.setAttribute(attribute.CacheSaveControlAttribute, False)
    # Wheels are compressed already, and a range of a compressed answer would be another file.
    request.setRawHeader(b"Accept-Encoding", b"identity")
    return request


def _status(reply: QNetworkReply) -> int:
    value = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    return int(value) if value is not None else 0


def fetch_all(packages: list[Package], folder: Path, tally: Tally, log: Callable[[str], None]):
    """Steps that bring all packages into a folder; give their paths.

    Raises:
        Problem: download_failed, disk.
    """
    paths = []
    for package in packages:
        local = package.local
        path = local if local is not None else folder / package.file_name
        if local is None and not path.exists():
            yield from _fetch(package, path, tally, log)
        elif local is None:
            tally.add(path.stat().st_size)
        if not path.is_file():
            raise Problem(
                tr("A package was not found."),
                tr("There is no file “{path}”.").format(path=path),
                tr("Choose another folder of packages, or leave it empty to use the network."),
                name="wheel_missing",
            )
        paths.append(path)
    return paths


def _fetch(package: Package, path: Path, tally: Tally, log: Callable[[str], None]):
    part = path.with_name(path.name + PART)
    if part.exists():
        tally.add(part.stat().st_size)
        log(f"{path.name}: goes on after {part.stat().st_size:,} bytes")
    tries, is_counted = 0, False
    while not (package.size and part.exists() and part.stat().st_size == package.size):
        answer = yield _Get(package.url, part, tally, tells_size=bool(package.size) or is_counted)
        is_counted = True
        here = part.stat().st_size if part.exists() else 0
        no_error = answer.error == QNetworkReply.NetworkError.NoError
        if no_error and answer.status in (200, 206) and (not package.size or here == package.size):
            break
        if answer.status == 416 or (package.size and here > package.size):
            tally.add(-here)
            part.unlink()
        tries = 0 if answer.came else tries + 1
        log(f"{path.name}: {answer.text} ({answer.status}), {here:,} bytes are here")
        if answer.status in REFUSED or tries > len(PAUSES_S):
            raise _download_problem(package, answer)
        yield Wait(PAUSES_S[max(0, tries - 1)])
    if package.sha256:
        found = yield Work(tr("Checking {file}").format(file=path.name), lambda: _sha256(part))
        if found != package.sha256:
            tally.add(-part.stat().st_size)
            part.unlink()
            raise Problem(
                tr("A downloaded package was refused."),
                tr("“{file}” is not the file that the package index lists.").format(file=path.name),
                tr("Try again; if it stays so, something on the way changes files."),
                name="download_failed",
                detail=f"{package.url}\nwanted {package.sha256}\nfound  {found}",
            )
    part.replace(path)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def _download_problem(package: Package, answer: _Answer) -> Problem:
    return Problem(
        tr("The packages were not downloaded completely."),
        tr("“{file}” could not be fetched from {host}: {why}.").format(
            file=package.file_name, host=QUrl(package.url).host(), why=answer.text.rstrip(".")
        ),
        tr("What has come is kept. Look after the network and try again; it then goes on."),
        name="download_failed",
        detail=f"{package.url}\n{answer}",
    )


def fetch_text(url: str, limit_s: float = 30.0):
    """Steps that read a page; give its text, or None where it cannot be had."""
    operation = _Text(url, limit_s)
    return (yield operation)


class _Text(Operation):
    """A small page."""

    def __init__(self, url: str, limit_s: float) -> None:
        super().__init__()
        self._url, self._limit_s = url, limit_s
        self._reply: QNetworkReply | None = None

    def begin(self) -> None:
        """Send the request."""
        self._reply = QgsNetworkAccessManager.instance().get(_request(self._url))
        self._reply.finished.connect(self._on_finished)
        clock = QTimer(self._reply)
        clock.setSingleShot(True)
        clock.timeout.connect(self._reply.abort)
        clock.start(int(1000 * self._limit_s))

    def cancel(self) -> None:
        """Close the connection."""
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.finished.disconnect(self._on_finished)
            reply.abort()
            reply.deleteLater()

    def _on_finished(self) -> None:
        reply, self._reply = self._reply, None
        good = reply.error() == QNetworkReply.NetworkError.NoError
        text = bytes(reply.readAll()).decode("utf-8", "replace") if good else None
        reply.deleteLater()
        self.done.emit(text)


def disk_problem(error: OSError, folder: Path) -> Problem:
    """A file could not be written."""
    if error.errno in NO_ROOM:
        why = tr("There is no space left in “{folder}” ({free} are free).").format(
            folder=folder, free=data_size(_free(folder))
        )
        todo = tr("Make room, or choose another folder in the options, Environment tab.")
    else:
        why = tr("“{folder}” cannot be written: {error}.").format(
            folder=folder, error=error.strerror or error
        )
        todo = tr("Choose another folder in the options, Environment tab.")
    return Problem(
        tr("The environment was not made, and nothing of it was kept."), why, todo, name="disk"
    )


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
