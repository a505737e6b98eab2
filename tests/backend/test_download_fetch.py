"""One file over HTTP, from a server that cuts, stalls, lies and sends other things."""

from __future__ import annotations

import json
import resource
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.connection import Network, check_address, make_opener
from backend.errors import BadRequest, Cancelled, DiskFull, DownloadFailed, HashMismatch
from backend.fetch import Limits, Wanted, fetch
from tests.backend.download_server import PIECE, Server, serving

DATA = np.random.default_rng(5).bytes(40 * PIECE + 123)
OTHER = np.random.default_rng(6).bytes(40 * PIECE + 123)
HALF = len(DATA) // 2
QUICK = Limits(connect_s=2.0, stall_s=0.4, tries=3, pause_s=0.01, longest_pause_s=0.05)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def get(server: Server, folder: Path, **fields: Any) -> Path:
    """Fetch "w.bin", hash and length known unless said otherwise."""
    more = {key: fields.pop(key) for key in ("progress", "cancelled", "network") if key in fields}
    shelf = server.files.get("w.bin")
    values = {"size_bytes": len(DATA), "exact": True, "sha256": shelf.sha256 if shelf else None}
    wanted = Wanted(server.url("w.bin"), **{**values, **fields})
    return fetch(wanted, folder / "w.bin", limits=QUICK, **more).path


def nothing_here(folder: Path) -> bool:
    return not (folder / "w.bin").exists()


def no_rest(folder: Path) -> bool:
    return not list(folder.iterdir())


def test_file_comes_whole_with_its_progress(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA)
    told: list[tuple[int, int]] = []
    path = get(server, tmp_path, progress=lambda done, total: told.append((done, total)))
    assert path.read_bytes() == DATA
    assert told[0] == (0, len(DATA)) and told[-1] == (len(DATA), len(DATA))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert [item.name for item in tmp_path.iterdir()] == ["w.bin"]


@pytest.mark.parametrize("sha256", [True, False], ids=["hash known", "hash unknown"])
def test_cut_is_taken_up_where_it_was(server: Server, tmp_path: Path, sha256: bool) -> None:
    shelf = server.put("w.bin", DATA, plan=["cut", "cut"])
    path = get(server, tmp_path, sha256=shelf.sha256 if sha256 else None)
    assert path.read_bytes() == DATA
    assert [asked.range for asked in server.asked][:2] == [None, f"bytes={HALF}-"]
    assert [asked.if_range for asked in server.asked] == [None, '"one"', '"one"']


def test_cut_without_etag_and_hash_begins_anew(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["cut"], etag="")
    assert get(server, tmp_path, sha256=None).read_bytes() == DATA
    assert [asked.range for asked in server.asked] == [None, None]


def test_weak_etag_is_no_proof_of_the_same_bytes(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["cut"], etag='W/"one"')
    assert get(server, tmp_path, sha256=None).read_bytes() == DATA
    assert [asked.range for asked in server.asked] == [None, None]


def test_stall_is_noticed_and_taken_up(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["stall"])
    assert get(server, tmp_path).read_bytes() == DATA
    assert [asked.range for asked in server.asked] == [None, f"bytes={HALF}-"]


def test_stall_for_ever_ends_and_what_came_is_kept(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["stall"] * 50, hold_after=HALF)
    with pytest.raises(DownloadFailed, match="sent nothing for") as caught:
        get(server, tmp_path)
    assert "are kept" in caught.value.message and "goes on where it stopped" in caught.value.hint
    assert nothing_here(tmp_path)
    part = (tmp_path / "w.bin.part").read_bytes()
    assert 0 < len(part) < len(DATA) and DATA.startswith(part)
    shelf = server.put("w.bin", DATA)
    assert get(server, tmp_path, sha256=shelf.sha256).read_bytes() == DATA
    assert server.asked[-1].range == f"bytes={len(part)}-"
    assert [item.name for item in tmp_path.iterdir()] == ["w.bin"]


def test_server_that_ignores_ranges_restarts_cleanly(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["cut", "no ranges"])
    assert get(server, tmp_path).read_bytes() == DATA
    assert server.asked[1].range == f"bytes={HALF}-"


def test_file_changed_between_parts_restarts_with_the_new_one(
    server: Server, tmp_path: Path
) -> None:
    shelf = server.put("w.bin", DATA, plan=["cut"])

    def change() -> None:
        if len(server.asked) == 2:
            shelf.data, shelf.etag = OTHER, '"two"'

    shelf.on_begin = change
    assert get(server, tmp_path, sha256=None).read_bytes() == OTHER


def test_range_of_another_version_is_not_appended(server: Server, tmp_path: Path) -> None:
    """A server that answers If-Range wrongly: the ETag of the part tells."""
    shelf = server.put("w.bin", DATA, plan=["cut", "any range"])

    def change() -> None:
        if len(server.asked) == 2:
            shelf.data, shelf.etag = OTHER, '"two"'

    shelf.on_begin = change
    assert get(server, tmp_path, sha256=None).read_bytes() == OTHER
    assert server.asked[-1].range is None


def test_silently_changed_file_is_found_by_its_hash_and_fetched_once_more(
    server: Server, tmp_path: Path
) -> None:
    shelf = server.put("w.bin", OTHER, plan=["cut"])
    right = server.put("right", DATA).sha256

    def change() -> None:
        if len(server.asked) == 2:
            shelf.data = DATA  # under the same ETag

    shelf.on_begin = change
    assert get(server, tmp_path, sha256=right).read_bytes() == DATA
    assert len(server.asked) == 3


def test_part_longer_than_the_file_by_now_restarts(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA)
    (tmp_path / "w.bin.part").write_bytes(DATA[: 30 * PIECE])
    note = {"url": server.url("w.bin"), "etag": '"one"', "total": 0}
    (tmp_path / "w.bin.part.json").write_text(json.dumps(note))
    server.put("w.bin", DATA[: 10 * PIECE])
    path = get(server, tmp_path, size_bytes=0, exact=False, sha256=None)
    assert path.read_bytes() == DATA[: 10 * PIECE]


@pytest.mark.parametrize(
    "note", ["{", "[]", '{"url": 1}', '{"url": "http://127.0.0.1/x", "etag": "", "total": 5}']
)
def test_part_of_unknown_origin_is_not_used(server: Server, tmp_path: Path, note: str) -> None:
    server.put("w.bin", DATA)
    (tmp_path / "w.bin.part").write_bytes(b"something else")
    (tmp_path / "w.bin.part.json").write_text(note)
    assert get(server, tmp_path).read_bytes() == DATA
    assert server.asked[0].range is None


def test_promise_of_more_than_comes_ends_as_a_cut(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["claims more"] * 9)
    with pytest.raises(DownloadFailed, match="could not be downloaded"):
        get(server, tmp_path, exact=False, sha256=None)
    assert nothing_here(tmp_path)


def test_promise_of_another_length_than_listed_is_refused(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["claims less"])
    with pytest.raises(HashMismatch, match="offers another file") as caught:
        get(server, tmp_path)
    assert f"{len(DATA):,}" in caught.value.message
    assert no_rest(tmp_path) and len(server.asked) == 1


def test_less_than_the_file_is_found_by_its_hash(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["claims less"])
    with pytest.raises(HashMismatch, match="SHA-256"):
        get(server, tmp_path, exact=False)
    assert no_rest(tmp_path)


def test_far_more_than_listed_is_not_even_begun(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA)
    with pytest.raises(HashMismatch, match="offers another file"):
        get(server, tmp_path, size_bytes=1000, sha256=None)
    assert no_rest(tmp_path)


def test_endless_answer_without_a_length_is_stopped(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["chunked"])
    with pytest.raises(HashMismatch, match="sends more"):
        get(server, tmp_path, size_bytes=PIECE, sha256=None)
    assert no_rest(tmp_path)


def test_answer_without_a_length_is_taken(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["chunked"])
    assert get(server, tmp_path).read_bytes() == DATA


def test_wrong_bytes_are_refused_and_not_kept(server: Server, tmp_path: Path) -> None:
    right = server.put("right", DATA).sha256
    server.put("w.bin", OTHER)
    with pytest.raises(HashMismatch, match="is not the file that is listed") as caught:
        get(server, tmp_path, sha256=right)
    assert server.files["w.bin"].sha256 in caught.value.message
    assert no_rest(tmp_path)


@pytest.mark.parametrize("how", ["page", "page as file"])
def test_web_page_is_told_as_one(server: Server, tmp_path: Path, how: str) -> None:
    server.put("w.bin", DATA, plan=[how])
    with pytest.raises(DownloadFailed, match="web page") as caught:
        get(server, tmp_path, exact=False, sha256=None)
    assert "login page" in caught.value.hint
    assert nothing_here(tmp_path) and len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "says"), [("404", "not at its public address"), ("403", "refuses"), ("400", "400")]
)
def test_refusal_is_told_at_once(server: Server, tmp_path: Path, status: str, says: str) -> None:
    server.put("w.bin", DATA, plan=[status] * 9)
    with pytest.raises(DownloadFailed, match=says):
        get(server, tmp_path)
    assert no_rest(tmp_path) and len(server.asked) == 1


@pytest.mark.parametrize("status", ["500", "503", "429"])
def test_server_in_trouble_is_asked_again(server: Server, tmp_path: Path, status: str) -> None:
    server.put("w.bin", DATA, plan=[status, status])
    assert get(server, tmp_path).read_bytes() == DATA
    assert len(server.asked) == 3


def test_tries_come_to_an_end(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["500"] * 99)
    with pytest.raises(DownloadFailed, match="answered 500"):
        get(server, tmp_path)
    assert len(server.asked) == QUICK.tries


def test_tries_end_even_where_each_brings_a_little(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", DATA, plan=["cut"] * 99)
    limits = Limits(stall_s=1.0, tries=3, all_tries=4, pause_s=0.0, longest_pause_s=0.0)
    with pytest.raises(DownloadFailed, match="are kept"):
        fetch(Wanted(server.url("w.bin")), tmp_path / "w.bin", limits=limits)
    assert len(server.asked) == 4


def test_redirect_within_this_machine_is_followed(server: Server, tmp_path: Path) -> None:
    server.put("moved", DATA)
    server.put("w.bin", b"", plan=["to " + server.url("moved")])
    assert get(server, tmp_path, sha256=None).read_bytes() == DATA


@pytest.mark.parametrize(
    "place", ["http://example.org/w.bin", "ftp://example.org/w.bin", "file:///etc/passwd"]
)
def test_redirect_to_an_open_address_is_refused(server: Server, tmp_path: Path, place: str) -> None:
    server.put("w.bin", b"", plan=["to " + place])
    with pytest.raises(DownloadFailed) as caught:
        get(server, tmp_path)
    assert "not encrypted" in caught.value.message or "302" in caught.value.message
    assert no_rest(tmp_path)


def test_redirects_in_a_circle_come_to_an_end(server: Server, tmp_path: Path) -> None:
    server.put("w.bin", b"", plan=["to " + server.url("w.bin")] * 99)
    with pytest.raises(DownloadFailed, match="302"):
        get(server, tmp_path)


def test_address_has_to_be_encrypted() -> None:
    check_address("https://example.org/w.bin")
    for url in ("http://example.org/w.bin", "w.bin", "https://", "file:///w.bin", "http://[::x/"):
        with pytest.raises(DownloadFailed, match="not encrypted"):
            check_address(url)
    with pytest.raises(DownloadFailed, match="not encrypted"):  # from the internet into this house
        check_address("http://127.0.0.1/w.bin", local=False)


def test_nobody_there_is_told_soon(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/w.bin"
        with pytest.raises(DownloadFailed, match="nobody answers") as caught:
            fetch(Wanted(url), tmp_path / "w.bin", limits=QUICK)
    assert "Check the connection" in caught.value.hint


def test_certificate_of_nobody_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library raises for one, wherever it comes from."""
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"

    def connect(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(DownloadFailed, match="self-signed"):
        fetch(Wanted("https://localhost:1/w.bin"), tmp_path / "w.bin", limits=QUICK)


def test_cancel_in_the_middle_keeps_the_part(server: Server, tmp_path: Path) -> None:
    shelf = server.put("w.bin", DATA, hold_after=HALF)
    arrived = threading.Event()

    def told(done: int, total: int) -> None:
        if done >= HALF - PIECE:
            arrived.set()

    with pytest.raises(Cancelled, match="cancelled"):
        get(server, tmp_path, progress=told, cancelled=arrived.is_set)
    assert nothing_here(tmp_path) and (tmp_path / "w.bin.part").stat().st_size > 0
    shelf.gate.set()
    assert get(server, tmp_path).read_bytes() == DATA
    assert server.asked[-1].range is not None


def test_full_disk_is_told_and_what_came_is_kept(server: Server, tmp_path: Path) -> None:
    """The system itself refuses to let a file grow past a limit."""
    server.put("w.bin", DATA)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (HALF, hard))
    try:
        with pytest.raises(DiskFull, match="disk is full") as caught:
            get(server, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "kept" in caught.value.hint and nothing_here(tmp_path)
    assert (tmp_path / "w.bin.part").read_bytes() == DATA[:HALF]
    assert get(server, tmp_path).read_bytes() == DATA
    assert server.asked[-1].range == f"bytes={HALF}-"


# Proxy and certificates


def test_proxy_is_used_and_exceptions_are_not() -> None:
    network = Network("http://user:word@proxy.test:8080", ("intra.test", "https://direct.test/a"))
    assert "word" not in repr(network)
    opener = make_opener(network)
    proxies = next(h for h in opener.handlers if type(h).__name__ == "_Proxies")
    from urllib.request import Request

    def taken(url: str) -> str | None:
        request = Request(url)
        proxies.proxy_open(request, network.proxy, "https")  # type: ignore[attr-defined]
        return None if request.host in url else request.host

    assert taken("https://huggingface.co/w.bin") == "proxy.test:8080"
    assert taken("https://files.intra.test/w.bin") is None
    assert taken("https://direct.test/a/w.bin") is None
    assert taken("https://direct.test/b") == "proxy.test:8080"
    assert taken("https://localhost/w.bin") is None


def test_proxy_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="SOCKS"):
        fetch(
            Wanted("https://example.org/w.bin"), tmp_path / "w.bin",
            network=Network("socks5://127.0.0.1:9"),
        )  # fmt: skip


def test_certificates_that_are_none_are_told() -> None:
    with pytest.raises(BadRequest, match="certificates"):
        make_opener(Network(certificates="-----BEGIN CERTIFICATE-----\nAAAA\n"))
