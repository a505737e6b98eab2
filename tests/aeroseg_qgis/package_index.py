"""Tiny packages, and a package index on this machine that misbehaves as it is told.

They stand for PyTorch and its friends: the installer treats them in the same way, in seconds.
"""

from __future__ import annotations

import base64
import hashlib
import io
import random
import threading
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PIECE = 16 * 1024


def make_wheel(
    folder: Path, name: str, version: str, *, needs: tuple = (), payload: int = 0, tag: str = ""
) -> Path:
    """A wheel with one module `name`, and `payload` bytes that cannot be compressed."""
    files = {
        f"{name}/__init__.py": f"__version__ = {version!r}\n".encode(),
        f"{name}/part.py": b"VALUE = 1\n",
    }
    if payload:
        files[f"{name}/weights.bin"] = random.Random(name).randbytes(payload)
    info = f"{name}-{version}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {one}" for one in needs]
    files[f"{info}/METADATA"] = ("\n".join(lines) + "\n").encode()
    tag = tag or "py3-none-any"
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n".encode()
    record = "".join(f"{path},{_digest(data)},{len(data)}\n" for path, data in files.items())
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, data in files.items():
            archive.writestr(inside, data)
    return path


def _digest(data: bytes) -> str:
    digest = hashlib.sha256(data).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass
class Manners:
    """How one file is given: how many answers end after `cut` bytes; bytes past `hold` wait."""

    cuts: int = 0
    cut: int = 0
    spoiled: bool = False
    hold: int | None = None
    status: int = 200
    gate: threading.Event = field(default_factory=threading.Event)


class PackageIndex:
    """Serves a folder of wheels as a simple index (PEP 503, with metadata as in PEP 658)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manners: dict[str, Manners] = {}
        self.asked: list[tuple[str, str]] = []  # file, Range
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_args) -> None:
                pass

            def do_HEAD(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                parts = self.path.split("?")[0].strip("/").split("/")
                if parts[0] == "simple" and len(parts) == 2:
                    self._page(parts[1])
                elif parts[-1].endswith(".whl.metadata"):
                    self._send(owner.metadata(parts[-1][: -len(".metadata")]))
                elif parts[-1].endswith(".whl"):
                    self._wheel(parts[-1])
                else:
                    self.send_error(404)

            def _page(self, name: str) -> None:
                links = "".join(
                    f'<a href="/files/{path.name}#sha256='
                    f'{hashlib.sha256(path.read_bytes()).hexdigest()}" '
                    f'data-dist-info-metadata="true">{path.name}</a>\n'
                    for path in sorted(owner.folder.glob("*.whl"))
                    if path.name.split("-")[0].lower().replace("_", "-") == name
                )
                if links:
                    self._send(f"<!DOCTYPE html><html><body>{links}</body></html>".encode())
                else:
                    self.send_error(404)

            def _send(self, data: bytes, kind: str = "text/html") -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(data)

            def _wheel(self, name: str) -> None:
                path = owner.folder / name
                if not path.is_file():
                    self.send_error(404)
                    return
                manners = owner.manners.setdefault(name, Manners())
                wanted = self.headers.get("Range", "")
                if self.command == "GET":
                    owner.asked.append((name, wanted))
                if manners.status != 200:
                    self.send_error(manners.status)
                    return
                data = path.read_bytes()
                if manners.spoiled:
                    data = data[:-1] + bytes([data[-1] ^ 1])
                begin = int(wanted[6:].split("-")[0]) if wanted.startswith("bytes=") else 0
                self.send_response(206 if wanted else 200)
                if wanted:
                    self.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
                self.send_header("Accept-Ranges", "bytes")
                self.send_header("Content-Length", str(len(data) - begin))
                self.end_headers()
                if self.command != "GET":
                    return
                end = len(data)
                if manners.cuts > 0:
                    manners.cuts -= 1
                    end = min(end, begin + manners.cut)
                try:
                    for place in range(begin, end, PIECE):
                        if manners.hold is not None and place >= manners.hold:
                            manners.gate.wait(30)
                        self.wfile.write(data[place : min(end, place + PIECE)])
                except OSError:
                    pass
                if end < len(data):
                    self.close_connection = True

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/simple"

    def metadata(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO((self.folder / name).read_bytes())) as archive:
            inside = next(one for one in archive.namelist() if one.endswith("/METADATA"))
            return archive.read(inside)

    def fetched(self) -> list[str]:
        """Names of the wheels that were asked for."""
        return [name for name, _ in self.asked]

    def stop(self) -> None:
        for manners in self.manners.values():
            manners.gate.set()
        self._server.shutdown()
        self._server.server_close()
