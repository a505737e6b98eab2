"""Text embeddings in memory and on disk: one answer, however often it is asked for."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from torch import Tensor

from backend.models.base import ClassPrompt, ModelConfig
from backend.text_store import SUFFIX, TextStore, cache_folder
from backend.texts import TextCache

KEY = "0123abcd"


class Config(ModelConfig):
    """Only what text needs."""

    prompts: tuple[str, ...] = ("a {}",)
    each: bool = False

    @property
    def query_per_wording(self) -> bool:
        return self.each


class CountingModel:
    """Embeds a class as its own row, and counts how often it is asked."""

    def __init__(self, prompts: tuple[str, ...] = ("a {}",), each: bool = False) -> None:
        self.asked: list[str] = []
        self.config = Config(kind="counting", prompts=prompts, each=each)

    def embed(self, classes: Sequence[ClassPrompt]) -> Tensor:
        self.asked += [c.name for c in classes]
        return torch.tensor([[[float(len(c.name)), 0.1]] for c in classes])


def named(*names: str) -> list[ClassPrompt]:
    return [ClassPrompt(name) for name in names]


def embed(cache: TextCache, model: CountingModel, *names: str, weights: str = "w") -> Tensor:
    return cache.embed(model, weights, named(*names))  # type: ignore[arg-type]


def test_each_class_is_embedded_once() -> None:
    model, cache = CountingModel(), TextCache()
    assert embed(cache, model, "a", "bb")[:, 0, 0].tolist() == [1, 2]
    assert embed(cache, model, "bb", "ccc")[:, 0, 0].tolist() == [2, 3]
    assert model.asked == ["a", "bb", "ccc"]


def test_weights_synonyms_and_templates_are_told_apart() -> None:
    model, cache = CountingModel(), TextCache()
    for weights, prompt in (("v", ClassPrompt("a")), ("w", ClassPrompt("a")),
                            ("w", ClassPrompt("a", ("b",)))):  # fmt: skip
        cache.embed(model, weights, [prompt])  # type: ignore[arg-type]
    assert len(model.asked) == 3
    other = CountingModel(prompts=("the {}",))
    embed(cache, other, "a")
    assert other.asked == ["a"]


def test_the_oldest_is_forgotten_beyond_the_capacity() -> None:
    model, cache = CountingModel(), TextCache(capacity=2)
    for name in ("a", "b", "c", "a"):
        embed(cache, model, name)
    assert model.asked == ["a", "b", "c", "a"]


def test_spelling_that_no_tokenizer_sees_is_one_name() -> None:
    model, cache = CountingModel(), TextCache()
    embed(
        cache, model, "swimming pool", " Swimming  POOL ", "&Eacute;t&eacute;", "&eacute;t&eacute;"
    )
    assert model.asked == ["swimming pool", "&Eacute;t&eacute;", "&eacute;t&eacute;"]


def test_model_that_asks_each_wording_gets_a_row_for_each() -> None:
    model, cache = CountingModel(each=True), TextCache()
    prompts = [ClassPrompt("a", ("bb", "ccc")), ClassPrompt("bb")]
    rows = cache.embed(model, "w", prompts)  # type: ignore[arg-type]
    assert rows[:, 0, 0].tolist() == [1, 2, 3, 2]
    assert model.asked == ["a", "bb", "ccc"]  # shared between classes


# ---------------------------------------------------------------- on disk


def test_rows_come_back_from_disk_with_the_same_bits(tmp_path: Path) -> None:
    model = CountingModel()
    first = embed(TextCache(store=TextStore(tmp_path)), model, "road", "tree")
    later = CountingModel()
    second = embed(TextCache(store=TextStore(tmp_path)), later, "tree", "road")
    assert later.asked == []
    assert torch.equal(first, second.flip(0))
    assert torch.equal(embed(TextCache(), later, "road", "tree"), first)
    assert embed(TextCache(store=TextStore(tmp_path)), later, "road", weights="x").shape == (
        1,
        1,
        2,
    )
    assert later.asked == ["road", "tree", "road"]
    files = list(tmp_path.iterdir())
    assert len(files) == 3
    assert not any(b"road" in file.read_bytes() or "road" in file.name for file in files)


@pytest.mark.parametrize("length", [0, 7, 100, -1], ids=["empty", "few", "cut", "last byte"])
def test_file_that_is_not_whole_counts_as_absent(tmp_path: Path, length: int) -> None:
    store = TextStore(tmp_path)
    store.put(KEY, torch.rand(1, 2, 8))
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:length])
    assert store.get(KEY) is None
    assert not path.exists()
    store.put(KEY, torch.ones(1, 2, 8))
    assert torch.equal(store.get(KEY), torch.ones(1, 2, 8))  # type: ignore[arg-type]


def test_file_with_changed_numbers_counts_as_absent(tmp_path: Path) -> None:
    store = TextStore(tmp_path)
    store.put(KEY, torch.rand(1, 2, 8))
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[-5] ^= 64
    path.write_bytes(data)
    assert store.get(KEY) is None


def test_what_is_no_embedding_is_never_opened_as_code(tmp_path: Path) -> None:
    store = TextStore(tmp_path)
    path = tmp_path / f"{KEY}{SUFFIX}"
    mark = tmp_path / "ran"
    path.write_bytes(b"cposix\nsystem\n(S'touch " + str(mark).encode() + b"'\ntR.")
    assert store.get(KEY) is None
    assert not mark.exists()


def test_folder_stays_within_its_size_and_loses_the_longest_unused(tmp_path: Path) -> None:
    store = TextStore(tmp_path, max_bytes=10 * 4096)
    for number in range(12):
        store.put(f"{number:02}", torch.rand(1, 1, 8))
        os.utime(tmp_path / f"{number:02}{SUFFIX}", (1e9 + number, 1e9 + number))
    assert store.get("00") is not None  # used again: the newest from now on
    store.sweep()
    left = sorted(path.stem for path in tmp_path.iterdir())
    assert left == ["00", "06", "07", "08", "09", "10", "11"]


def test_leftovers_of_writers_that_died_are_removed(tmp_path: Path) -> None:
    old, new = tmp_path / "a.1.part", tmp_path / "b.2.part"
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    os.utime(old, (time.time() - 7200,) * 2)
    TextStore(tmp_path).put(KEY, torch.rand(1, 1, 8))  # the first write looks at the folder
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{KEY}{SUFFIX}", "b.2.part"]


def test_writers_and_readers_at_once_see_whole_files_only(tmp_path: Path) -> None:
    rows = {f"k{n}": torch.full((1, 3, 64), float(n)) for n in range(4)}
    wrong: list[str] = []

    def work(own: TextStore) -> None:
        for _ in range(25):
            for key, value in rows.items():
                own.put(key, value)
                found = own.get(key)
                if found is not None and not torch.equal(found, value):
                    wrong.append(key)

    threads = [
        threading.Thread(target=work, args=(TextStore(tmp_path, 8 * 4096),)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert all(torch.equal(TextStore(tmp_path).get(k), v) for k, v in rows.items())  # type: ignore[arg-type]
    assert not list(tmp_path.glob("*.part"))


def test_folder_that_cannot_be_written_changes_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    model, cache = CountingModel(), TextCache(store=TextStore(blocked / "texts"))
    assert embed(cache, model, "road")[0, 0, 0] == 4
    assert embed(cache, model, "road")[0, 0, 0] == 4
    assert model.asked == ["road"]


def test_place_of_the_cache_follows_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AEROSEG_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.setenv("AEROSEG_CACHE_DIR", "")
    assert cache_folder() is None
    monkeypatch.delenv("AEROSEG_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder() == tmp_path / "own" / "aeroseg"
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setattr("sys.platform", "win32")
    assert cache_folder() == tmp_path / "local" / "AerOSeg" / "cache"
