"""How addresses are reached: proxy, certificates, redirects, and answers read on a thread."""

from __future__ import annotations

import contextlib
import queue
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import IO, Any
from urllib.parse import urlsplit

from backend.errors import AppError, BadRequest, DownloadFailed

__all__ = [
    "POLL_S",
    "Again",
    "Head",
    "Network",
    "Stream",
    "check_address",
    "check_status",
    "content_range",
    "is_web_page",
    "make_opener",
    "number",
    "understood",
    "validator",
]

CHUNK_BYTES = 256 * 1024
CHUNKS_AHEAD = 16  # read from the network and not taken yet
POLL_S = 0.1
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
_NOT_THERE = (404, 410)
_REFUSED = (401, 403, 451)
_BUSY = (408, 425, 429)


@dataclass(frozen=True, slots=True)
class Network:
    """How the network is reached.

    Attributes:
        proxy: "http://host:port", with user and password before the host where it wants them; None
            takes that of the environment.
        no_proxy: hosts, or beginnings of addresses, that are reached without it.
        certificates: further authorities to trust, PEM.
    """

    proxy: str | None = field(default=None, repr=False)  # may hold a password
    no_proxy: tuple[str, ...] = ()
    certificates: str | None = field(default=None, repr=False)


@dataclass(slots=True)
class Head:
    """The answer before its body."""

    status: int
    headers: Message


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to encrypted addresses only."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: Any, newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        try:
            check_address(newurl, local=_is_local(req.full_url))
        except DownloadFailed:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Proxies(urllib.request.ProxyHandler):
    """One proxy, with addresses that are reached without it."""

    def __init__(self, proxy: str, no_proxy: tuple[str, ...]) -> None:
        super().__init__({"http": proxy, "https": proxy})
        self._direct = no_proxy

    def proxy_open(self, req: urllib.request.Request, proxy: str, type: str) -> Any:
        url, host = req.full_url, (urlsplit(req.full_url).hostname or "")
        near = host in LOCAL_HOSTS
        if near or any(_is_meant(entry, url, host) for entry in self._direct):
            return None
        return super().proxy_open(req, proxy, type)


def _is_meant(entry: str, url: str, host: str) -> bool:
    """Whether an entry of a list of exceptions means an address."""
    entry = entry.strip().lower()
    if not entry:
        return False
    if "://" in entry:
        return url.lower().startswith(entry)
    name = entry.split("/")[0].lstrip("*").lstrip(".")
    return host.lower() == name or host.lower().endswith("." + name)


def _is_local(url: str) -> bool:
    return urlsplit(url).hostname in LOCAL_HOSTS and urlsplit(url).scheme == "http"


def check_address(url: str, *, local: bool = True) -> None:
    """Make sure that an address is encrypted, or of this very machine.

    Args:
        url: the address.
        local: whether this machine may be asked without encryption (tests do).

    Raises:
        DownloadFailed: it is neither.
    """
    try:
        parts = urlsplit(url)
        sound = parts.scheme == "https" and bool(parts.hostname)
        sound = sound or (local and _is_local(url))
    except ValueError:
        sound = False
    if not sound:
        raise DownloadFailed(
            f'Nothing was downloaded: the address "{shown(url)}" is not encrypted (https).',
            hint="Report this; the list of models, or the server that it names, should be mended.",
        )


def shown(url: str) -> str:
    """An address without what only machines need; it may hold keys."""
    return "".join(c for c in url.split("?")[0][:300] if c.isprintable())


class Stream:
    """An answer, read on a thread of its own.

    Args:
        opener: of urllib.
        request: what to ask.
        timeout_s: of the socket: a thread that is given up ends after it at the latest.
    """

    def __init__(
        self, opener: urllib.request.OpenerDirector, request: urllib.request.Request,
        timeout_s: float,
    ) -> None:  # fmt: skip
        self._items: queue.Queue[Head | bytes | Exception] = queue.Queue(CHUNKS_AHEAD)
        self._stop, self._over = threading.Event(), threading.Event()
        work = (opener, request, timeout_s)
        threading.Thread(target=self._read, args=work, name="network", daemon=True).start()

    @property
    def ended(self) -> bool:
        """Whether everything that came was given out."""
        return self._over.is_set() and self._items.empty()

    def get(self, seconds: float) -> Head | bytes | Exception | None:
        """The next item; None when there is none in this time."""
        try:
            return self._items.get(timeout=0 if self.ended else seconds)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Give the answer up; the thread ends by itself."""
        self._stop.set()

    def _read(
        self, opener: urllib.request.OpenerDirector, request: urllib.request.Request, timeout: float
    ) -> None:
        try:
            with _answer(opener, request, timeout) as response:
                self._put(Head(response.status or 0, response.headers))
                while not self._stop.is_set() and (chunk := response.read1(CHUNK_BYTES)):
                    self._put(chunk)
        except Exception as error:  # handed to the thread that asked
            self._put(error)
        finally:
            self._over.set()

    def _put(self, item: Head | bytes | Exception) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(queue.Full):
                self._items.put(item, timeout=POLL_S)
                return


@contextlib.contextmanager
def _answer(
    opener: urllib.request.OpenerDirector, request: urllib.request.Request, timeout: float
) -> Iterator[HTTPResponse]:
    """The answer to a request, whatever its status."""
    try:
        response = opener.open(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        with error:
            yield error  # type: ignore[misc]  # has status, headers and read1 as well
        return
    with response:
        yield response


def make_opener(network: Network) -> urllib.request.OpenerDirector:
    """Raises BadRequest for certificates or a proxy that cannot be used."""
    context = ssl.create_default_context()
    if network.certificates:
        try:
            context.load_verify_locations(cadata=network.certificates)
        except ssl.SSLError as error:
            raise BadRequest(
                "The certificates that were given cannot be read.",
                hint="They have to be in the PEM form.",
                detail=str(error),
            ) from error
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.HTTPSHandler(context=context),
        _Redirects(),
    ]
    if network.proxy:
        if urlsplit(network.proxy).scheme not in ("http", "https"):
            raise DownloadFailed(
                "The proxy is of a kind that downloads cannot use (SOCKS).",
                hint="Fetch the files with a web browser and choose them as files that you have.",
            )
        handlers.append(_Proxies(network.proxy, network.no_proxy))
    return urllib.request.build_opener(*handlers)


class Again(Exception):  # noqa: N818 - no error yet: the next try may succeed
    """This try failed.

    Args:
        why: in words, to follow "because".
        pause_s: what the server asks for, if anything.
        offline: whether nobody answered at all.
    """

    def __init__(self, why: str, pause_s: float = 0.0, *, offline: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.pause_s = pause_s
        self.offline = offline


def check_status(head: Head, host: str, name: str, url: str) -> None:
    """Raise what an answer means that brings no bytes.

    Args:
        head: the answer.
        host: who gave it.
        name: of the file.
        url: its address.

    Raises:
        DownloadFailed: there is no point in asking again.
        Again: there may be.
    """
    status, headers = head.status, head.headers
    if status in _NOT_THERE:
        raise DownloadFailed(
            f'"{name}" is not at its public address any more ({host} answered {status}).',
            hint=f"It may have moved. Its address was {shown(url)}",
        )
    if status in _REFUSED:
        raise DownloadFailed(
            f'{host} refuses to give "{name}" (it answered {status}).',
            hint="A firewall or proxy may stand in between, or the publisher asks for a login: "
            "fetch the file with a web browser and choose it as a file that you have.",
        )
    if status == 407:
        raise _locked_proxy()
    if status not in (200, 206):
        if status in _BUSY or status >= 500:
            raise Again(f"{host} answered {status}", _asked_pause(headers))
        raise DownloadFailed(
            f'{host} answered {status} instead of giving "{name}".',
            hint="Try again later.",
        )


def is_web_page(start: bytes) -> bool:
    """Whether a file begins like a web page."""
    return start.lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml"))


def understood(error: Exception, host: str) -> Exception:
    """A failure of the network, as what it means."""
    if isinstance(error, AppError):
        return error
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return DownloadFailed(
            f"The certificate of {host} cannot be verified: {reason.verify_message}.",
            hint="Nothing was downloaded. Where a company's proxy opens encrypted connections, "
            "add its certificate in QGIS's options, Authentication; check the clock too.",
            detail=str(reason),
        )
    if isinstance(reason, socket.gaierror):
        return Again(
            f"the name {host} was not found, there seems to be no connection",
            offline=True,
        )
    if isinstance(reason, ConnectionRefusedError | TimeoutError):
        return Again("nobody answers there", offline=True)
    if isinstance(reason, OSError | HTTPException | ssl.SSLError):
        text = str(reason) or type(reason).__name__
        if "Tunnel connection failed: 407" in text:
            return _locked_proxy()
        return Again(f"the connection was cut ({text[:200]})")
    return error


def _locked_proxy() -> DownloadFailed:
    return DownloadFailed(
        "The proxy wants a user name and password, or those that it was given are wrong.",
        hint="Enter them in QGIS's options, Network, or in the variable https_proxy.",
    )


def validator(headers: Message) -> str:
    """What tells this version of a file from another: a strong ETag; empty where there is none."""
    etag = str(headers.get("ETag") or "")
    return "" if etag.startswith("W/") or len(etag) > 500 else etag


def content_range(headers: Message) -> tuple[int, int]:
    """First byte and total length of a partial answer; -1 for what cannot be read, 0 for "*"."""
    text = str(headers.get("Content-Range") or "")
    span, _, total = text.removeprefix("bytes ").partition("/")
    first = span.partition("-")[0].strip()
    return (int(first) if first.isdigit() else -1), number(total)


def number(text: str | None) -> int:
    """A whole number of a header, 0 for anything else."""
    text = (text or "").strip()
    return int(text) if text.isdigit() and len(text) < 16 else 0


def _asked_pause(headers: Message) -> float:
    """Seconds that a busy server asks to wait; 0 where it names none."""
    return float(number(headers.get("Retry-After")))
