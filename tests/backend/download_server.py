"""A file server on this machine that misbehaves as it is told."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = b"<!DOCTYPE html>\n<html><body>Please log in to the network.</body></html>"
PIECE = 16 * 1024


@dataclass
class Asked:
    """One request that came."""

    path: str
    range: str | None
    if_range: str | None


@dataclass
class Shelf:
    """One file, and how it is given.

    Attributes:
        data: its bytes.
        etag: sent with it; empty for none.
        plan: behaviours of the first answers, one each; afterwards all goes well.
        gate: while it is not set, bytes past ``hold_after`` wait.
    """

    data: bytes
    etag: str = '"one"'
    plan: list[str] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    hold_after: int | None = None
    on_begin: Callable[[], None] = lambda: None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class Server:
    """Files by name, and what was asked."""

    def __init__(self) -> None:
        self.files: dict[str, Shelf] = {}
        self.asked: list[Asked] = []
        self.stopping = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: Any) -> None:
                pass

            def do_GET(self) -> None:
                self.close_connection = True
                with suppress(ConnectionError):
                    owner.answer(self)

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}/{name}"

    def put(self, name: str, data: bytes, **more: Any) -> Shelf:
        self.files[name] = Shelf(data, **more)
        return self.files[name]

    def close(self) -> None:
        self.stopping.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join(5)

    # One answer

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = handler.path.lstrip("/")
        wanted, if_range = handler.headers.get("Range"), handler.headers.get("If-Range")
        self.asked.append(Asked(name, wanted, if_range))
        shelf = self.files.get(name)
        if shelf is None:
            self._send(handler, 404, PAGE, {"Content-Type": "text/html"})
            return
        shelf.on_begin()
        how = shelf.plan.pop(0) if shelf.plan else "well"
        if how.isdigit():
            self._send(handler, int(how), b"", {"Retry-After": "0"})
        elif how == "page":
            self._send(handler, 200, PAGE, {"Content-Type": "text/html; charset=utf-8"})
        elif how == "page as file":
            self._send(handler, 200, PAGE, {"Content-Type": "application/octet-stream"})
        elif how.startswith("to "):
            self._send(handler, 302, b"", {"Location": how[3:]})
        else:
            self._file(handler, shelf, how, wanted, if_range)

    def _file(
        self, handler: BaseHTTPRequestHandler, shelf: Shelf, how: str, wanted: str | None,
        if_range: str | None,
    ) -> None:  # fmt: skip
        data, start = shelf.data, 0
        fits = if_range is None or if_range == shelf.etag
        if wanted and how != "no ranges" and (fits or how == "any range"):
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        if start >= len(data):
            self._send(handler, 416, b"", {})
            return
        headers = {"Content-Type": "application/octet-stream"}
        if shelf.etag:
            headers["ETag"] = shelf.etag
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        length = len(data) - start
        if how == "claims more":
            length += 1000
        elif how == "claims less":
            length //= 2
        if how != "chunked":
            headers["Content-Length"] = str(length)
        else:
            headers["Transfer-Encoding"] = "chunked"
        handler.send_response(206 if start else 200)
        for key, value in headers.items():
            handler.send_header(key, value)
        handler.end_headers()
        stop = start + (len(data) - start) // 2 if how in ("cut", "stall") else len(data)
        for place in range(start, stop, PIECE):
            if shelf.hold_after is not None and place >= shelf.hold_after:
                while not shelf.gate.wait(0.02) and not self.stopping.is_set():
                    pass
            piece = data[place : min(place + PIECE, stop)]
            if how == "chunked":
                piece = b"%x\r\n%s\r\n" % (len(piece), piece)
            handler.wfile.write(piece)
        if how == "chunked":
            handler.wfile.write(b"0\r\n\r\n")
        handler.wfile.flush()
        while how == "stall" and not self.stopping.is_set() and not shelf.gate.is_set():
            time.sleep(0.02)

    def _send(
        self, handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]
    ) -> None:
        handler.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(body))}.items():
            handler.send_header(key, value)
        handler.end_headers()
        handler.wfile.write(body)


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.close()
