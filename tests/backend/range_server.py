"""A web server with one file, in a process of its own: GDAL holds Python while it waits for it.

python range_server.py FILE     prints its port; /_answer/WORD and /_asked steer and question it
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

NAME = "/image.tif"
PAGE = b"<!DOCTYPE html>\n<html><body>Please log in.</body></html>"


class RangeServer:
    """Starts the server and steers it.

    Answers: "file", a status such as "404", "page", "empty", "cut", "silence", "once503".
    """

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self._root = f"http://127.0.0.1:{self._process.stdout.readline().strip()}"
        self.url = self._root + NAME

    def answer(self, word: str) -> None:
        self._get(f"/_answer/{word}")

    @property
    def asked(self) -> list[list[Any]]:
        """[path, bytes given] of each answer."""
        found: list[list[Any]] = json.loads(self._get("/_asked"))
        return found

    def _get(self, path: str) -> bytes:
        with urllib.request.urlopen(self._root + path, timeout=10) as reply:
            body: bytes = reply.read()
        return body

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    data = b""
    word = "file"
    asked: list[tuple[str, int]] = []  # noqa: RUF012 - of the process

    def log_message(self, *args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        with suppress(ConnectionError):
            self.give(head=True)

    def do_GET(self) -> None:
        with suppress(ConnectionError):
            self.give(head=False)

    def give(self, head: bool) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/_answer/"):
            Handler.word = path.removeprefix("/_answer/")
            self.send(200, b"")
        elif path == "/_asked":
            self.send(200, json.dumps(Handler.asked).encode())
        elif path != NAME:
            Handler.asked.append((path, 0))
            self.send(404, b"")
        else:
            self.give_file(head)

    def give_file(self, head: bool) -> None:
        word, status, body = Handler.word, 200, Handler.data
        if word == "once503":
            Handler.word, status, body = "file", 503, b""
        elif word.isdigit():
            status, body = int(word), b""
        elif word == "page":
            body = PAGE
        elif word == "empty":
            body = b""
        elif word == "cut":
            self.close_connection = True
            return
        elif word == "silence":
            time.sleep(5)
            self.close_connection = True
            return
        more = {"Accept-Ranges": "bytes"}
        asked = self.headers.get("Range")
        if asked and status == 200 and body:
            first, _, last = asked.removeprefix("bytes=").partition("-")
            end = min(int(last or len(body)), len(body) - 1)
            more["Content-Range"] = f"bytes {first}-{end}/{len(body)}"
            body, status = body[int(first) : end + 1], 206
        Handler.asked.append((self.path, 0 if head else len(body)))
        self.send(status, body, head, **more)

    def send(self, status: int, body: bytes, head: bool = False, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not head:
            self.wfile.write(body)


if __name__ == "__main__":
    Handler.data = Path(sys.argv[1]).read_bytes()
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(http.server_address[1], flush=True)
    http.serve_forever()
