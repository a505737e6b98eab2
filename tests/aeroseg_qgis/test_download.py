"""Fetching a model from the panel: the card, the question, Cancel, own files, QGIS's proxy."""

from __future__ import annotations

import json
import os

import pytest
from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

from aeroseg_qgis.catalogue import Catalogue
from aeroseg_qgis.download import can_download, consent_text, size_text
from aeroseg_qgis.download_card import DownloadCard
from aeroseg_qgis.environment import command_for
from aeroseg_qgis.messages import DownloadParams, ModelInfo
from aeroseg_qgis.network import network_params, proxy_address
from aeroseg_qgis.progress import Progress

from .conftest import REPOSITORY, wait_until


@pytest.fixture
def catalogue(worker, settings):
    return Catalogue(worker, settings)


@pytest.fixture
def card(catalogue, fake, monkeypatch):
    """The card of the public model; AEROSEG_FAKE_PUBLIC is "checked" unless set before."""
    if "AEROSEG_FAKE_PUBLIC" not in os.environ:
        monkeypatch.setenv("AEROSEG_FAKE_PUBLIC", "checked")
    card = DownloadCard(catalogue)
    card.resize(300, 200)
    catalogue.refresh()
    wait_until(lambda: catalogue.models)
    card.show_model(catalogue.find("public"))
    yield card
    card.deleteLater()


@pytest.fixture
def unchecked(monkeypatch):
    monkeypatch.setenv("AEROSEG_FAKE_PUBLIC", "unchecked")


def is_there(widget) -> bool:
    return not widget.isHidden()


def test_card_shows_for_models_to_download_only(card, catalogue):
    assert is_there(card) and is_there(card.button) and not is_there(card.cancel)
    assert card.button.text() == "Download, 601 MB"
    assert "not on this computer" in card.label.text() and "MIT" in card.label.text()
    for text in ("clip.pt", "https://example.org", "/models/public"):
        assert text in card.button.toolTip()
    for model_id in ("builtin", "other"):
        card.show_model(catalogue.find(model_id))
        assert not is_there(card)
    card.show_model(None)
    assert not is_there(card)


def test_card_never_makes_the_panel_wide(card, catalogue):
    assert card.minimumSizeHint().width() < 200
    card.button.click()
    assert card.minimumSizeHint().width() < 200
    wait_until(lambda: not catalogue.downloads.is_busy)


def test_download_tells_how_far_it_is_and_the_model_is_usable_at_once(card, catalogue, fake):
    seen = []
    catalogue.downloads.changed.connect(
        lambda: seen.append((card.bar.value(), card.bar.maximum(), card.status.full_text))
    )
    card.button.click()
    assert is_there(card.cancel) and not is_there(card.button)
    assert card.bar.maximum() == 0  # busy, until it is known
    wait_until(lambda: catalogue.find("public").is_ready)
    values = [value for value, most, _ in seen if most == 1000]
    assert values == sorted(values) and values[-1] == 750
    assert any("downloading clip.pt" in text and "left" in text for _, _, text in seen)
    assert not catalogue.downloads.is_busy
    params = fake.requests("download")[0]
    assert (params["model"], params["consent"], params["files"]) == ("public", False, [])
    assert set(params["network"]) == {"proxy", "no_proxy", "certificates"}
    card.show_model(catalogue.find("public"))
    assert not is_there(card)


def test_cancel_is_answered_at_once_and_ends_no_worker(catalogue, fake, monkeypatch):
    monkeypatch.setenv("AEROSEG_FAKE_PUBLIC", "checked")
    fake.set("slow")
    card = DownloadCard(catalogue)
    catalogue.refresh()
    wait_until(lambda: catalogue.models)
    card.show_model(catalogue.find("public"))
    card.button.click()
    wait_until(lambda: catalogue.downloads.progress and catalogue.downloads.progress.total)
    pid = catalogue._worker.pid
    card.cancel.click()
    assert not catalogue.downloads.is_busy and is_there(card.button)
    assert "not on this computer" in card.label.text()  # nothing is shown as an error
    wait_until(lambda: fake.requests("cancel"))
    QTest.qWait(300)
    assert catalogue._worker.pid == pid
    card.deleteLater()


def test_file_that_nobody_vouches_for_is_asked_about(unchecked, card, catalogue, fake):
    boxes = []
    card.questionShown.connect(boxes.append)
    card.button.click()
    assert len(boxes) == 1 and not fake.requests("download")
    text = boxes[0].text()
    for part in ("clip.pt", "example.org", "checksum", "never runs", "MIT"):
        assert part in text
    assert "up.ckpt" not in text
    assert boxes[0].defaultButton() is boxes[0].button(QMessageBox.StandardButton.Cancel)
    boxes[0].button(QMessageBox.StandardButton.Cancel).click()
    QTest.qWait(50)
    assert not fake.requests("download")
    card.button.click()
    agree = [b for b in boxes[1].buttons() if b.objectName() == "consentButton"]
    agree[0].click()
    wait_until(lambda: catalogue.find("public").is_ready)
    assert fake.requests("download")[0]["consent"] is True


def test_own_files_need_no_question(unchecked, card, catalogue, fake, tmp_path):
    paths = [str(tmp_path / "clip.pt"), str(tmp_path / "up.ckpt")]
    card.use_files(paths)
    wait_until(lambda: catalogue.find("public").is_ready)
    assert fake.requests("download")[0]["files"] == paths
    card.use_files([])
    assert len(fake.requests("download")) == 1


def test_failure_stays_in_the_card_and_can_be_tried_again(catalogue, fake, monkeypatch):
    monkeypatch.setenv("AEROSEG_FAKE_PUBLIC", "checked")
    fake.set("download_failed:The name example.org was not found.")
    problems = []
    catalogue.downloads.failed.connect(problems.append)
    card = DownloadCard(catalogue)
    catalogue.refresh()
    wait_until(lambda: catalogue.models)
    card.show_model(catalogue.find("public"))
    card.button.click()
    wait_until(lambda: problems)
    assert problems[0].name == "download_failed"
    assert "example.org was not found" in card.label.text()
    assert "Do something else" in card.label.text() and is_there(card.button)
    card.button.click()
    assert "being downloaded" in card.label.text()
    wait_until(lambda: len(problems) == 2)
    card.deleteLater()


def test_second_card_shows_the_same_download(card, catalogue):
    other = DownloadCard(catalogue)
    other.show_model(ModelInfo("more", "More", state="needs download", files=[{"name": "x"}]))
    assert other.button.isEnabled()
    card.button.click()
    assert not other.button.isEnabled() and "can follow" in other.label.text()
    other.button.click()
    assert catalogue.downloads.model_id == "public"
    wait_until(lambda: not catalogue.downloads.is_busy)
    assert other.button.isEnabled()
    other.deleteLater()


def test_worker_that_dies_in_mid_download_is_told(catalogue, fake, monkeypatch):
    monkeypatch.setenv("AEROSEG_FAKE_PUBLIC", "checked")
    fake.set("die")
    problems = []
    catalogue.downloads.failed.connect(problems.append)
    catalogue.refresh()
    wait_until(lambda: catalogue.models)
    catalogue.downloads.start(catalogue.find("public"))
    wait_until(lambda: problems)
    assert problems[0].name == "worker_died" and not catalogue.downloads.is_busy


def test_words_of_sizes_and_progress():
    files = [{"size_bytes": 600 * 2**20, "exact": True}, {"size_bytes": 5, "exact": False}]
    model = ModelInfo("m", "M", state="needs download", files=files)
    assert can_download(model) and size_text(model) == "about 600 MB"
    assert size_text(ModelInfo("m", "M", files=[{"size_bytes": 0}])) == ""
    assert not can_download(ModelInfo("m", "M", state="needs weights"))
    assert not can_download(ModelInfo("m", "M", state="ready", files=files))
    assert "“M”" in consent_text(model)
    far = Progress("downloading", 3 * 2**31, 4 * 2**31, 600.0)
    assert far.permille == 750 and far.line == "downloading, 10 min left"
    assert Progress("checking").permille == -1


# QGIS's network


@pytest.fixture
def proxy():
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    yield manager
    manager.setFallbackProxyAndExcludes(*before)


def test_proxy_of_qgis_goes_with_the_request(proxy):
    kind = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "proxy.test", 8080, "me", "p@ss:w/rd")
    proxy.setFallbackProxyAndExcludes(kind, ["https://intra.test"], ["https://other.test"])
    params = network_params()
    assert params["proxy"] == "http://me:p%40ss:w%2Frd@proxy.test:8080"
    assert params["no_proxy"] == ["https://intra.test", "https://other.test"]


@pytest.mark.parametrize(
    ("kind", "host", "address"),
    [
        (QNetworkProxy.ProxyType.NoProxy, "", None),
        (QNetworkProxy.ProxyType.DefaultProxy, "", None),
        (QNetworkProxy.ProxyType.HttpCachingProxy, "cache.test", "http://cache.test:3128"),
        (QNetworkProxy.ProxyType.Socks5Proxy, "socks.test", "socks5://socks.test:3128"),
        (QNetworkProxy.ProxyType.HttpProxy, "", None),
    ],
)
def test_kinds_of_proxies(kind, host, address):
    assert proxy_address(QNetworkProxy(kind, host, 3128)) == address


def test_certificates_are_sent_as_qgis_has_them():
    text = network_params()["certificates"]
    if QgsApplication.authManager().isDisabled():
        assert text is None
    else:
        assert text is None or text.startswith("-----BEGIN CERTIFICATE-----")


def test_messages_are_those_of_the_protocol():
    schema = json.loads((REPOSITORY / "docs" / "protocol.schema.json").read_text())["$defs"]
    assert set(DownloadParams("m").to_dict()) == set(schema["DownloadParams"]["properties"])
    assert set(network_params()) == set(schema["NetworkSpec"]["properties"])


def test_folder_of_models_reaches_the_worker(settings):
    assert command_for("python").variables == {}
    assert command_for("python", "/data/models").variables == {"AEROSEG_MODELS": "/data/models"}
    settings.models_folder = "/data/models"
    assert settings.models_folder == "/data/models"
