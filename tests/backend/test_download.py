"""A model out of its public files, or out of the user's: what is kept, what is refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch

from backend import download as download_module
from backend.checkpoint import load_model, read_header
from backend.cli import run as run_cli
from backend.download import Wish, download
from backend.errors import (
    Cancelled,
    DiskFull,
    DownloadFailed,
    FormatRefused,
    HashMismatch,
    NeedsConsent,
    NeedsDownload,
    NotAvailable,
    ShapeMismatch,
    UnknownModel,
)
from backend.fetch import Limits
from backend.model_table import FOLDER_VARIABLE, RESOURCES, ModelFolder, read_table, size_text
from backend.models.segearth.presets import MODELS
from backend.registry import Registry, configuration
from tests.backend import small_weights as small
from tests.backend.conftest import ROOT, SERVE, WorkerProcess
from tests.backend.download_server import PIECE, Server, serving

QUICK = Limits(connect_s=5.0, stall_s=2.0, tries=2, pause_s=0.01, longest_pause_s=0.05)
Told = list[tuple[str, str, int, int, float | None]]


@pytest.fixture(scope="module", autouse=True)
def _small_configuration() -> Iterator[None]:
    small.register()
    yield
    del MODELS[small.PRESET]


@dataclass
class World:
    """A server with the files of one model, its table, and the user's folder."""

    server: Server
    resources: Path
    folder: Path
    clip: bytes
    upsampler: bytes

    @property
    def registry(self) -> Registry:
        return Registry(self.resources, self.folder)

    @property
    def product(self) -> Path:
        return self.folder / "small.safetensors"

    @property
    def rest(self) -> list[str]:
        """Everything in the folder but locks."""
        found = [p for p in self.folder.rglob("*") if p.is_file() and p.suffix != ".lock"]
        return sorted(str(p.relative_to(self.folder)) for p in found)

    def table(self, *files: dict[str, Any]) -> None:
        small.write_table(self.resources, list(files))

    def listed(self, part: str, name: str, data: bytes, **more: Any) -> dict[str, Any]:
        self.server.put(name, data)
        return small.listed(part, self.server.url(name), data, **more)

    def get(self, told: Told | None = None, **fields: Any) -> Any:
        cancelled = fields.pop("cancelled", lambda: False)
        progress = (lambda *step: None) if told is None else (lambda *step: told.append(step))
        return download(self.registry, Wish("small", limits=QUICK, **fields), progress, cancelled)


@pytest.fixture(scope="module")
def made() -> Any:
    return small.model()


@pytest.fixture(scope="module")
def parts(made: Any) -> tuple[bytes, bytes]:
    return small.safetensors_bytes(small.clip_state(made)), small.lightning_bytes(made)


@pytest.fixture
def world(tmp_path: Path, parts: tuple[bytes, bytes]) -> Iterator[World]:
    with serving() as server:
        here = World(server, tmp_path / "resources", tmp_path / "models", *parts)
        here.table(
            here.listed("clip", "clip.safetensors", here.clip),
            here.listed("upsampler", "up.ckpt", here.upsampler),
        )
        yield here


def same_model(path: Path, wanted: Any) -> bool:
    found = load_model(path).state_dict()  # type: ignore[attr-defined]
    return all(torch.equal(found[name], tensor) for name, tensor in wanted.state_dict().items())


# ---------------------------------------------------------------- from the network


def test_model_is_made_of_its_files_without_any_loss(world: World, made: Any) -> None:
    before = world.registry.models()[0]
    assert (before.state, before.path) == ("needs download", None)
    assert before.size_bytes == len(world.clip) + len(world.upsampler)
    told: Told = []
    info = world.get(told)
    assert (info.state, info.path, info.title) == ("ready", str(world.product), "Small one")
    assert same_model(world.product, made)
    assert world.rest == ["small.safetensors"]  # the pickle and the other sources are gone
    assert world.registry.models()[0].state == "ready"
    assert world.registry.resolve("small").path == world.product
    header = read_header(world.product)
    sources = header.training["assembled_from"]
    assert [source["part"] for source in sources] == ["clip", "upsampler"]
    assert sources[0]["sha256"] == world.server.files["clip.safetensors"].sha256
    assert {e.dtype for n, e in header.tensors.items() if n.endswith("conv1.weight")} == {"F16"}
    assert header.tensors["backbone.vl.token_embedding.weight"].dtype == "F32"
    stages = list(dict.fromkeys(step[0] for step in told))
    assert stages == ["downloading", "checking", "converting"]
    done = [step[2] for step in told if step[0] == "downloading"]
    assert done == sorted(done) and done[-1] == before.size_bytes
    assert "downloading clip.safetensors, 0 bytes of" in told[0][1]


def test_model_that_is_here_is_not_fetched_again(world: World) -> None:
    world.get()
    count = len(world.server.asked)
    assert world.get().state == "ready"
    assert len(world.server.asked) == count


def test_model_that_broke_is_made_anew(world: World, made: Any) -> None:
    world.folder.mkdir()
    world.product.write_bytes(world.clip[:1000])
    broken = world.registry.models()[0]
    assert broken.state == "broken" and "Download it again" in broken.reason
    assert world.get().state == "ready"
    assert same_model(world.product, made)


def test_cancel_in_the_middle_leaves_no_model_and_goes_on_later(world: World) -> None:
    shelf = world.server.files["clip.safetensors"]
    shelf.hold_after = len(world.clip) // 2
    told: Told = []

    def asked_for() -> bool:
        return bool(told) and told[-1][2] > len(world.clip) // 2 - 2 * PIECE

    with pytest.raises(Cancelled):
        world.get(told, cancelled=asked_for)
    assert world.rest == ["small/clip.safetensors.part", "small/clip.safetensors.part.json"]
    assert world.registry.models()[0].state == "needs download"
    shelf.gate.set()
    assert world.get().state == "ready"
    assert world.server.asked[1].range is not None
    assert world.rest == ["small.safetensors"]


def test_cancel_before_it_is_put_together_keeps_the_files(world: World) -> None:
    told: Told = []
    with pytest.raises(Cancelled):
        world.get(told, cancelled=lambda: bool(told) and told[-1][0] == "converting")
    assert world.rest == ["small/clip.safetensors", "small/up.ckpt"]
    world.server.files.clear()
    assert "put together" in world.registry.models()[0].reason
    assert world.get().state == "ready"


def test_wrong_bytes_leave_no_model_and_no_file(world: World) -> None:
    world.server.put("clip.safetensors", world.clip[:-8] + b"nonsense")
    with pytest.raises(HashMismatch):
        world.get()
    assert world.rest == []


def test_lost_file_says_where_to_put_it(world: World) -> None:
    del world.server.files["up.ckpt"]
    with pytest.raises(DownloadFailed, match="not at its public address") as caught:
        world.get()
    assert str(world.folder / "small") in caught.value.hint
    assert "https://example.org" in caught.value.hint
    assert world.rest == ["small/clip.safetensors"]  # nothing is fetched twice


def test_run_without_weights_says_what_to_do(world: World) -> None:
    with pytest.raises(NeedsDownload) as caught:
        world.registry.resolve("small")
    for text in ("python -m backend download small", str(world.folder / "small"), "up.ckpt"):
        assert text in caught.value.hint


@pytest.mark.parametrize("name", ["builtin", "catseg-b16"])
def test_model_without_public_weights_is_told(tmp_path: Path, name: str) -> None:
    registry = Registry(folder=tmp_path)
    if name == "builtin":
        assert download(registry, Wish(name), lambda *step: None).state == "ready"
        return
    with pytest.raises(NotAvailable, match="no weights to download"):
        download(registry, Wish(name), lambda *step: None)


def test_unknown_model_is_told(world: World) -> None:
    with pytest.raises(UnknownModel):
        download(world.registry, Wish("smal"), lambda *step: None)


# ---------------------------------------------------------------- consent


def test_file_of_unknown_hash_needs_consent_once(world: World, made: Any) -> None:
    world.table(
        world.listed("clip", "clip.safetensors", world.clip, known=False),
        world.listed("upsampler", "up.ckpt", world.upsampler),
    )
    with pytest.raises(NeedsConsent) as caught:
        world.get()
    assert world.server.url("clip.safetensors") in caught.value.message
    assert "--yes" in caught.value.hint and not world.server.asked
    assert [file.sha256 is None for file in world.registry.models()[0].files] == [True, False]
    assert world.get(consent=True).state == "ready"
    right = world.server.files["clip.safetensors"].sha256
    known = json.loads((world.folder / "hashes.json").read_text())
    assert known[world.server.url("clip.safetensors")]["sha256"] == right
    world.product.unlink()
    assert world.registry.models()[0].files[0].sha256 == right
    assert world.get().state == "ready"  # no consent any more
    world.product.unlink()
    other = small.safetensors_bytes(small.clip_state(small.model(9)))
    world.server.put("clip.safetensors", other)
    with pytest.raises(HashMismatch):  # and not with it either: fail closed
        world.get(consent=True)
    assert world.rest == ["hashes.json"]


def test_damaged_list_of_hashes_asks_again(world: World) -> None:
    world.table(world.listed("clip", "clip.safetensors", world.clip, known=False))
    world.folder.mkdir()
    (world.folder / "hashes.json").write_text('{"a": 5, "b": {"sha256": 7}')
    with pytest.raises(NeedsConsent):
        world.get()


# ---------------------------------------------------------------- what is in the files


def test_pickle_with_code_is_refused_removed_and_never_run(world: World, made: Any) -> None:
    mark = world.folder.parent / "it ran"
    state = {**small.upsampler_state(made), "more": small.Trap(mark)}
    evil = small.torch_bytes({"state_dict": state})
    world.table(
        world.listed("clip", "clip.safetensors", world.clip),
        world.listed("upsampler", "up.ckpt", evil),
    )
    with pytest.raises(FormatRefused, match="holds code or objects") as caught:
        world.get()
    assert "mkdir" in caught.value.message and not mark.exists()
    assert not world.product.exists() and "small/up.ckpt" not in world.rest
    torch.load(world_file(world, evil), weights_only=False)  # the trap works where one trusts
    assert mark.exists()


def world_file(world: World, data: bytes) -> Path:
    path = world.folder.parent / "own.ckpt"
    path.write_bytes(data)
    return path


def test_state_of_a_training_run_in_an_archive_is_read(world: World, made: Any) -> None:
    inside = small.training_bytes(small.clip_state(made))
    packed = small.zipped({"run/epoch_20.pt": inside, "run/params.txt": b"lr: 1"})
    world.table(
        world.listed("clip", "run.zip", packed, member="epoch_20.pt"),
        world.listed("upsampler", "up.ckpt", world.upsampler),
    )
    assert world.get().state == "ready"
    assert same_model(world.product, made)
    assert world.rest == ["small.safetensors"]


@pytest.mark.parametrize("members", [{"a.txt": b"x"}, {"a/w.pt": b"x", "b/w.pt": b"y"}])
def test_archive_without_the_one_file_is_told(world: World, members: dict[str, bytes]) -> None:
    world.table(world.listed("clip", "run.zip", small.zipped(members), member="w.pt"))
    with pytest.raises(FormatRefused, match=r"holds \d files"):
        world.get()


def test_archive_that_is_none_is_told(world: World) -> None:
    world.table(world.listed("clip", "run.zip", b"PK\x03\x04 not at all", member="w.pt"))
    with pytest.raises(FormatRefused, match="no zip archive"):
        world.get()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a text that somebody put there", "text"),
        (small.zipped({"clip/data.pkl": b"x", "clip/constants.pkl": b"x"}), "TorchScript|packed"),
    ],
    ids=["text", "program"],
)
def test_other_kinds_of_files_are_named(world: World, data: bytes, says: str) -> None:
    world.table(world.listed("clip", "clip.pt", data))
    with pytest.raises(FormatRefused, match=says) as caught:
        world.get()
    assert "CAT-Seg" not in caught.value.hint
    assert not world.product.exists()


def test_weights_of_another_model_are_refused_and_named(world: World, made: Any) -> None:
    state = small.clip_state(made)
    state["visual.proj"] = torch.zeros(3, 3)
    world.table(
        world.listed("clip", "clip.safetensors", small.safetensors_bytes(state)),
        world.listed("upsampler", "up.ckpt", world.upsampler),
    )
    with pytest.raises(ShapeMismatch, match=r"visual\.proj"):
        world.get()
    assert world.rest == []


# ---------------------------------------------------------------- the user's own files


def test_own_files_are_used_and_stay(world: World, made: Any, tmp_path: Path) -> None:
    clip, up = tmp_path / "my clip.pt", tmp_path / "my up.ckpt"
    clip.write_bytes(small.training_bytes(small.clip_state(made)))
    up.write_bytes(world.upsampler)
    info = world.get(files=(up, clip))
    assert info.state == "ready" and same_model(world.product, made)
    assert not world.server.asked and clip.exists() and up.exists()
    sources = read_header(world.product).training["assembled_from"]
    assert [source["file"] for source in sources] == ["my clip.pt", "my up.ckpt"]
    assert "url" not in sources[0]


def test_own_file_saves_its_download(world: World, tmp_path: Path) -> None:
    clip = tmp_path / "mine.safetensors"
    clip.write_bytes(world.clip)
    assert world.get(files=(clip,)).state == "ready"
    assert {asked.path for asked in world.server.asked} == {"up.ckpt"}


def test_own_file_of_no_use_is_told(world: World, tmp_path: Path) -> None:
    clip = tmp_path / "mine.safetensors"
    clip.write_bytes(world.clip)
    with pytest.raises(FormatRefused, match="a second clip"):
        world.get(files=(clip, clip))
    clip.write_bytes(small.safetensors_bytes({"some.weight": torch.zeros(2)}))
    with pytest.raises(FormatRefused, match="neither a CLIP nor an upsampler"):
        world.get(files=(clip,))
    with pytest.raises(FormatRefused, match="no file"):
        world.get(files=(tmp_path / "gone.pt",))


def test_file_put_into_the_folder_is_taken_over(world: World, made: Any) -> None:
    (world.folder / "small").mkdir(parents=True)
    (world.folder / "small" / "clip.safetensors").write_bytes(world.clip)
    info = world.registry.models()[0]
    assert info.size_bytes == len(world.upsampler) and info.needs == ["up.ckpt"]
    assert [file.here for file in info.files] == [True, False]
    assert world.get().state == "ready" and same_model(world.product, made)
    assert {asked.path for asked in world.server.asked} == {"up.ckpt"}


def test_wrong_file_in_the_folder_is_told_and_stays(world: World) -> None:
    (world.folder / "small").mkdir(parents=True)
    there = world.folder / "small" / "clip.safetensors"
    there.write_bytes(world.clip[:-4] + b"abcd")
    with pytest.raises(HashMismatch, match="is not the file that is listed") as caught:
        world.get()
    assert "--from" in caught.value.hint and there.exists()


# ---------------------------------------------------------------- space, folders, two at once


def test_too_little_space_is_told_before_anything_comes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(world.folder.parent)
    monkeypatch.setattr(
        download_module.shutil, "disk_usage", lambda path: usage._replace(free=80 * 2**20)
    )
    monkeypatch.setattr(download_module, "SPARE_BYTES", 75 * 2**20)
    with pytest.raises(DiskFull, match="too little space") as caught:
        world.get()
    assert str(world.folder) in caught.value.message and not world.server.asked


def test_folder_that_cannot_be_made_is_told(world: World) -> None:
    world.folder.write_text("a file in its place")
    with pytest.raises(DiskFull, match="cannot be made"):
        world.get()


def test_two_at_once_fetch_once(world: World) -> None:
    shelf = world.server.files["clip.safetensors"]
    shelf.hold_after = PIECE
    told: tuple[Told, Told] = ([], [])
    states: list[str] = []

    def work(number: int) -> None:
        states.append(world.get(told[number]).state)

    threads = [threading.Thread(target=work, args=(number,)) for number in (0, 1)]
    threads[0].start()
    wait_for(lambda: any(step[0] == "downloading" for step in told[0]))
    threads[1].start()
    wait_for(lambda: bool(told[1]))
    assert "another program downloads" in told[1][0][1]
    shelf.gate.set()
    for thread in threads:
        thread.join(60)
    assert states == ["ready", "ready"]
    assert [asked.path for asked in world.server.asked] == ["clip.safetensors", "up.ckpt"]


def wait_for(condition: Callable[[], bool], limit_s: float = 60.0) -> None:
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, "it did not come to hold"
        time.sleep(0.02)


def test_waiting_for_another_download_can_be_cancelled(world: World) -> None:
    shelf = world.server.files["clip.safetensors"]
    shelf.hold_after = PIECE
    first: Told = []
    thread = threading.Thread(target=world.get, args=(first,))
    thread.start()
    wait_for(lambda: any(step[0] == "downloading" for step in first))
    second: Told = []
    with pytest.raises(Cancelled):
        world.get(second, cancelled=lambda: bool(second))
    shelf.gate.set()
    thread.join(60)
    assert world.registry.models()[0].state == "ready"


# ---------------------------------------------------------------- worker and command line


@pytest.fixture
def start(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], WorkerProcess]]:
    """Starts real workers whose table is the world's."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(world.folder))
    setup, begin = SERVE.format(root=str(ROOT)).split("from backend.__main__")
    table = (
        "from pathlib import Path; from tests.backend import small_weights; "
        "small_weights.register(); import backend.registry as r; "
        f"r.Registry.__init__.__defaults__ = (Path({str(world.resources)!r}), None); "
    )
    started: list[WorkerProcess] = []

    def one() -> WorkerProcess:
        started.append(WorkerProcess(f"{setup}{table}from backend.__main__{begin}"))
        return started[-1]

    yield one
    for process in started:
        process.close()


def downloading(worker: WorkerProcess, at_least: int = 1) -> dict[str, Any]:
    """The first progress that tells of so many bytes."""
    while True:
        params = worker.next().get("params", {})
        if params.get("stage") == "downloading" and params["done"] >= at_least:
            return params


def test_killed_worker_leaves_a_part_that_the_next_one_goes_on_with(
    world: World, start: Callable[[], WorkerProcess], made: Any
) -> None:
    shelf = world.server.files["clip.safetensors"]
    shelf.hold_after = len(world.clip) // 2
    worker = start()
    worker.send("download", {"model": "small"})
    part = world.folder / "small" / "clip.safetensors.part"
    wait_for(lambda: part.is_file() and part.stat().st_size >= PIECE)
    os.kill(worker.process.pid, signal.SIGKILL)
    worker.process.wait(30)
    kept = part.stat().st_size
    assert not world.product.exists() and world.clip.startswith(part.read_bytes())
    leftover = world.folder / ".small.safetensors.1234abcd.part"  # of a kill while writing
    leftover.write_bytes(b"half a checkpoint")
    shelf.gate.set()
    assert world.get().state == "ready" and same_model(world.product, made)
    assert world.server.asked[1].range == f"bytes={kept}-"
    assert world.rest == ["small.safetensors"]


def test_worker_downloads_beside_its_other_work_and_can_be_cancelled(
    world: World, start: Callable[[], WorkerProcess]
) -> None:
    shelf = world.server.files["clip.safetensors"]
    shelf.hold_after = len(world.clip) // 2
    worker = start()
    request = worker.send("download", {"model": "small"})
    params = downloading(worker)
    assert params["total"] == len(world.clip) + len(world.upsampler)
    assert worker.call("models")["models"][0]["state"] == "needs download"
    assert worker.call("cancel", {"id": request}) == {"cancelled": True}
    error = worker.wait(request)["error"]
    assert error["data"]["name"] == "cancelled" and not world.product.exists()
    missing = worker.wait(worker.send("download", {"model": "nope"}))["error"]
    assert missing["data"]["name"] == "unknown_model"
    shelf.gate.set()
    assert worker.call("download", {"model": "small"})["model"]["state"] == "ready"
    assert worker.call("models")["models"][0]["state"] == "ready"


def test_command_downloads_lists_and_says_what_to_do(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Registry.__init__, "__defaults__", (world.resources, None))
    folder = ["--folder", str(world.folder)]
    assert run_cli(["models", *folder]) == 0
    out = capsys.readouterr().out
    assert "needs download" in out and "python -m backend download small" in out
    assert run_cli(["inspect", "small", "--json", *folder]) == 0
    assert json.loads(capsys.readouterr().out)["files"][1]["name"] == "up.ckpt"
    world.table(world.listed("clip", "clip.safetensors", world.clip, known=False),
                world.listed("upsampler", "up.ckpt", world.upsampler))  # fmt: skip
    assert run_cli(["download", "small", *folder]) == 4
    assert "--yes" in capsys.readouterr().err
    assert run_cli(["download", "small", "--yes", "--json", *folder]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "ready"
    monkeypatch.setenv(FOLDER_VARIABLE, str(world.folder))
    assert run_cli(["inspect", "small"]) == 0
    assert "ready" in capsys.readouterr().out


# ---------------------------------------------------------------- the table that ships


def test_shipped_files_are_listed_soundly() -> None:
    entries = [entry for entry in read_table(RESOURCES)[0] if entry.files]
    assert {entry.id for entry in entries} == set(MODELS) - {small.PRESET}
    urls = [file.url for entry in entries for file in entry.files]
    assert len(set(urls)) == len(urls)
    for entry in entries:
        config: Any = configuration(entry)
        assert config.kind == entry.kind == "segearth"
        wanted = ["clip", *(["upsampler"] if config.upsampler is not None else [])]
        assert [file.part for file in entry.files] == wanted, entry.id
        for file in entry.files:
            assert file.url.startswith("https://") and file.page.startswith("https://")
            assert file.url.endswith(file.name) and file.licence
            assert not file.exact or file.sha256, "an exact length goes with a hash"


def test_folder_follows_variable_and_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "mine"))
    assert ModelFolder().path == tmp_path / "mine"
    assert ModelFolder(tmp_path / "given").path == tmp_path / "given"
    monkeypatch.delenv(FOLDER_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert ModelFolder().path == tmp_path / "aeroseg" / "models"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert ModelFolder().path == tmp_path / "AerOSeg" / "models"
    monkeypatch.setattr("sys.platform", "darwin")
    assert ModelFolder().path.parts[-4:] == ("Library", "Application Support", "AerOSeg", "models")


def test_sizes_are_written_as_people_read_them() -> None:
    sizes = {0: "0 bytes", 999: "999 bytes", 5_400: "5.3 KB", 598_516_980: "571 MB"}
    sizes |= {1_710_517_748: "1.6 GB", 5_800_000: "5.5 MB"}
    assert {size: size_text(size) for size in sizes} == sizes
