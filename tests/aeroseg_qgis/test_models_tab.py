"""The tab Models: licence and state in words, checking a file, the cache, pausing a download."""

from __future__ import annotations

import hashlib
import os

import pytest

from aeroseg_qgis.cache_folders import CacheFolders
from aeroseg_qgis.catalogue import Catalogue
from aeroseg_qgis.model_words import licence_name, state_text
from aeroseg_qgis.models_tab import ModelsTab

from .conftest import wait_until


@pytest.fixture
def tab(settings, worker, tmp_path, monkeypatch):
    monkeypatch.setenv("AEROSEG_CACHE_DIR", str(tmp_path / "cache"))
    settings.models_folder = str(tmp_path / "models")
    tab = ModelsTab(settings, Catalogue(worker, settings))
    tab._catalogue.refresh()
    tab.resize(600, 500)
    tab.show()
    wait_until(lambda: tab.table.topLevelItemCount() > 0)
    yield tab
    tab.close()
    tab.deleteLater()


def choose(tab, title: str) -> None:
    for row in range(tab.table.topLevelItemCount()):
        if title in tab.table.topLevelItem(row).text(0):
            tab.table.setCurrentItem(tab.table.topLevelItem(row))


@pytest.mark.parametrize(
    ("licence", "short"),
    [
        ("MIT", "MIT"),
        ("CLIP: MIT; upsampler: none stated by its authors", "CLIP: MIT"),
        ("none stated for the weights; the code is under the MIT licence", "none stated"),
        ("", ""),
    ],
)
def test_licence_is_shown_by_its_short_name(licence, short):
    assert licence_name(licence) == short


def test_state_is_a_word_of_the_user_s_language():
    assert state_text("needs download") == "needs download" and state_text("new") == "new"


def test_licence_has_a_column(tab):
    assert tab.table.headerItem().text(4) == "Licence"


def test_file_is_read_to_its_end(tab, settings, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(b"good stuff")
    tab.add_checkpoint(str(path))
    wait_until(lambda: "joins the list" in tab.model_message.text())
    choose(tab, "mine.safetensors")
    assert tab.check.isEnabled()
    tab.check.click()
    wait_until(lambda: "Reading" not in tab.model_message.text())
    assert "SHA-256" in tab.model_message.text()
    assert hashlib.sha256(b"good stuff").hexdigest() in tab.model_message.text()
    path.write_bytes(b"\x80\x02pickle")
    tab.check.click()
    wait_until(lambda: "not a checkpoint" in tab.model_message.text())


def test_cache_is_told_and_cleared(tab, tmp_path):
    assert tab.cache.text() == "empty" and not tab.clear_cache.isEnabled()
    for place in ("cache/texts/a.safetensors", "models/x.part", "models/kept.safetensors"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(2_000_000))
    tab._show_cache()
    assert tab.cache.text().startswith("4 MB")
    tab.clear_cache.click()
    assert tab.cache.text() == "empty" and "4 MB were removed" in tab.model_message.text()
    assert (tmp_path / "models" / "kept.safetensors").exists()


def test_cache_that_is_switched_off_has_no_folder(monkeypatch):
    monkeypatch.setenv("AEROSEG_CACHE_DIR", "")
    assert CacheFolders.of("").folders == [] and CacheFolders.of("").size_bytes() == 0
    assert os.environ["AEROSEG_CACHE_DIR"] == ""
