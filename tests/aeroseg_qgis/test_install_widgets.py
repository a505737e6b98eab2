"""The first-run card, the tab Environment, the handbook and the diagnostics report."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QMessageBox

from aeroseg_qgis.diagnostics import Diagnostics, without_paths
from aeroseg_qgis.environment.choice import Environment
from aeroseg_qgis.environment.places import code_root
from aeroseg_qgis.environment_tab import EnvironmentTab
from aeroseg_qgis.help_view import HelpView, help_link, open_link
from aeroseg_qgis.install_card import InstallCard
from aeroseg_qgis.worker import Worker

from .conftest import fake_command, wait_until
from .test_installer import LIMIT_S, site  # noqa: F401 - a fixture


class Private(Environment):
    """Knows the private environment only: the checkout's own would be found first here."""

    def python(self):
        found = super().python()
        return found if found is not None and found.origin == "private" else None


@pytest.fixture
def environment(site, settings):  # noqa: F811
    environment = Private(settings)
    environment._installer = site.installer()
    yield environment
    environment.stop()


def click(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_card_installs_with_one_click_and_goes(environment):
    card = InstallCard()
    card.watch(environment)
    card.resize(280, 300)
    card.resize(280, 320)
    card.show()
    assert "273 MB to download" in card.text and "1.0 GB on disk" in card.text
    assert card.install.text() == "Install (273 MB)"
    click(card.install)
    wait_until(lambda: environment.installer.progress is not None)
    assert card.install.isHidden() and not card.view.isHidden()
    wait_until(lambda: not environment.installer.is_busy, LIMIT_S)
    assert environment.installer.state == "ready" and card.isHidden()


def test_card_repairs_and_updates(environment, site):  # noqa: F811
    card, installer = InstallCard(), environment.installer
    card.watch(environment)
    card.resize(280, 320)
    card.show()
    click(card.install)
    wait_until(lambda: installer.state == "ready" and not installer.is_busy, LIMIT_S)
    site.pin("torch==1.0", "helper==2.0", "six")
    card.show_state()
    assert not card.isHidden() and card.install.text() == "Update"
    site.pin("torch==1.0", "helper==2.0")
    next(installer.places.environment.rglob("torch/part.py")).unlink()
    installer.check()
    wait_until(lambda: not installer.is_busy, LIMIT_S)
    assert card.install.text() == "Repair" and "torch/part.py" in card.text
    click(card.install)
    wait_until(lambda: not installer.is_busy, LIMIT_S)
    assert card.isHidden()


def test_card_says_what_failed_and_offers_again(environment, monkeypatch):
    from aeroseg_qgis.environment import filling as module

    monkeypatch.setattr(module, "free_bytes", lambda folder: 1_000_000)
    card = InstallCard()
    card.watch(environment)
    card.resize(280, 320)
    card.show()
    click(card.install)
    wait_until(lambda: environment.installer.problem is not None)
    assert "are free" in card.text and not card.install.isHidden() and card.install.isEnabled()


@pytest.fixture
def tab(environment, settings):
    copied = []
    tab = EnvironmentTab(settings, environment, lambda: copied.append(1))
    tab.copied_times = copied
    tab.resize(620, 700)
    tab.show()
    yield tab
    tab.deleteLater()


def test_tab_shows_the_machine_and_the_builds(tab):
    assert "GB" in tab.facts["memory"].text() and "GB" in tab.facts["disk"].text()
    assert "no GPU" in tab.facts["gpu"].text()
    assert tab.build.currentData() == "cpu" and "(recommended)" in tab.build.currentText()
    assert "Not made yet" in tab.state.text() and not tab.test.isEnabled()


def test_tab_makes_checks_and_removes(tab, site):  # noqa: F811
    installer = tab._installer
    tab.wheels.setFilePath(str(site.wheels))
    click(tab.install)
    wait_until(lambda: installer.is_busy)
    assert not tab.install.isEnabled() and not tab.build.isEnabled()
    wait_until(lambda: not installer.is_busy, LIMIT_S)
    assert "Ready" in tab.state.text() and "PyTorch 1.0" in tab.state.text()
    assert "uv venv" in tab.log.toPlainText()
    next(installer.places.environment.rglob("torch/part.py")).unlink()
    click(tab.test)
    wait_until(lambda: installer.problem is not None, LIMIT_S)
    assert "torch/part.py" in tab.state.text() and "environment_broken" in tab.state.text()
    assert tab.install.text() == "Repair"
    click(tab.remove)
    yes = tab.question.findChild(QAbstractButton, "removeEnvironmentYes")
    click(yes)
    wait_until(lambda: installer.state == "missing" and not installer.is_busy, LIMIT_S)
    assert not tab.remove.isEnabled()


def test_tab_asks_before_a_larger_download(tab, monkeypatch):
    from aeroseg_qgis.environment import filling as module

    monkeypatch.setattr(module, "_total", lambda packages: 900_000_000)
    click(tab.install)
    wait_until(lambda: tab.question is not None, LIMIT_S)
    assert isinstance(tab.question, QMessageBox) and "858 MB" in tab.question.text()
    tab.question.reject()
    wait_until(lambda: not tab._installer.is_busy)
    assert tab._installer.state == "missing" and tab._installer.problem is None


def test_folder_counts_at_once(tab, settings, tmp_path):
    tab.folder.setFilePath(str(tmp_path / "elsewhere"))
    assert settings.environment_folder == str(tmp_path / "elsewhere")
    assert str(tab._installer.places.root) == str(tmp_path / "elsewhere")


def test_diagnostics_are_copied_by_one_button(tab):
    click(tab.diagnostics)
    assert tab.copied_times == [1] and "Copied" in tab.copied.text()


def test_report_holds_versions_and_no_paths(environment, settings, tmp_path):
    worker = Worker(fake_command)
    secret = Path.home() / "Kunde Meier" / "geheim plan.tif"
    settings.checkpoints = [str(secret)]
    settings.model = str(secret)
    log = [
        f"reading {secret}",
        f"“{tmp_path}/x y/image.tif” cannot be read, see https://example.org/page/one",
        r"opening C:\Users\Meier\Bilder\bild.tif",
        f'  File "{code_root()}/backend/engine.py", line 5',
    ]
    text = Diagnostics(environment, worker, settings, log).text()
    for part in ("QGIS 3.", "Python", "private environment: none", "device auto", "## Log"):
        assert part in text, part
    for private in ("Meier", "Bilder", str(tmp_path), str(Path.home()) + "/"):
        assert private not in text, private
    assert "<plugin>/backend/engine.py" in text and "https://example.org/page/one" in text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no path here: 1/2 of it", "no path here: 1/2 of it"),
        ('File "/opt/a b/c.py", line 3', 'File "<path>", line 3'),
        ("in /srv/data/x.tif: bad", "in <path>: bad"),
        ("file:///srv/data/x.whl", "<path>"),
    ],
)
def test_paths_are_taken_out(text, wanted):
    assert without_paths(text, {}) == wanted


def test_link_of_a_message_opens_its_place_in_the_handbook():
    link = help_link("environment_broken").split('"')[1]
    view = open_link(link, None)
    assert isinstance(view, HelpView)
    assert view.browser.textCursor().block().text() == "environment_broken"
    view.show_page("install.md", "without-a-network")
    assert view.browser.textCursor().block().text() == "Without a network"
    view.show_page("no-such-page.md")
    assert "did not come" in view.browser.toPlainText()
    view.show_page("../../outside.md")  # nothing outside of the plugin is read
    assert "did not come" in view.browser.toPlainText()
    view.close()


def test_links_of_the_handbook_lead_to_pages(monkeypatch):
    opened = []
    monkeypatch.setattr("aeroseg_qgis.help_view.QDesktopServices.openUrl", opened.append)
    view = HelpView()
    view.show_page("model-card.md")
    base = view.browser.document().baseUrl()
    view.browser.anchorClicked.emit(base.resolved(QUrl("../resources/CREDITS.md")))
    assert "Apache" in view.browser.toPlainText()
    view.browser.anchorClicked.emit(QUrl("https://example.org/"))
    assert [url.host() for url in opened] == ["example.org"]
    view.close()
