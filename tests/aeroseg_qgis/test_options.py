"""The options page: Pythons are checked, checkpoints are looked into before they join."""

from __future__ import annotations

import sys

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QWidget

from aeroseg_qgis.catalogue import Catalogue
from aeroseg_qgis.environment import Environment, code_root
from aeroseg_qgis.model_words import describe_model
from aeroseg_qgis.options import OptionsPage

from .bench import FakeEnvironment
from .conftest import REPOSITORY, wait_until


@pytest.fixture
def applied() -> list:
    return []


@pytest.fixture
def make_page(settings, worker, applied):
    pages = []

    def make(environment: Environment | None = None) -> OptionsPage:
        page = OptionsPage(
            settings,
            environment or FakeEnvironment(settings),
            Catalogue(worker, settings),
            lambda: applied.append(1),
        )
        page._catalogue.refresh()
        page.resize(600, 500)
        page.show()
        wait_until(lambda: page.models.table.topLevelItemCount() > 0)
        pages.append(page)
        return page

    yield make
    for page in pages:
        page._environment.stop()
        if not sip.isdeleted(page):
            page.close()
            page.deleteLater()


def titles(page: OptionsPage) -> list[str]:
    table = page.models.table
    return [table.topLevelItem(row).text(0) for row in range(table.topLevelItemCount())]


def test_models_are_listed_with_their_state_and_details(make_page):
    page = make_page()
    assert titles(page) == ["Built-in (fake)", "Other model"]
    assert page.models.table.topLevelItem(1).text(1) == "needs weights"
    details = page.models.details.toPlainText()
    for part in (
        "Names (4): building, road",
        "0.50 m per pixel",
        "Needs: nothing",
        "Credit: nobody",
    ):
        assert part in details


def test_checkpoint_is_looked_into_and_joins_with_ok(make_page, settings, applied, tmp_path):
    path = tmp_path / "mine ü.safetensors"
    path.write_bytes(b"good stuff")
    page = make_page()
    page.models.add_checkpoint(str(path))
    wait_until(lambda: "joins the list" in page.models.model_message.text())
    assert titles(page)[-1] == "My checkpoint (mine ü.safetensors)"
    assert "Names (2): field, hedge" in page.models.details.toPlainText()
    assert "1.00 m per pixel" in page.models.details.toPlainText()
    assert settings.checkpoints == [] and applied == []
    page.apply()
    assert settings.checkpoints == [str(path)] and applied == [1]


@pytest.mark.parametrize(
    "content", [b"", b"text", b"\x80\x02pickle"], ids=["empty", "text", "pickle"]
)
def test_file_of_another_kind_is_refused_in_words(make_page, settings, tmp_path, content):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(content)
    page = make_page()
    page.models.add_checkpoint(str(path))
    wait_until(lambda: "not a checkpoint" in page.models.model_message.text())
    assert "Choose a .safetensors file." in page.models.model_message.text()
    assert page.models.add.isEnabled() and len(titles(page)) == 2
    page.apply()
    assert settings.checkpoints == []


def test_checkpoint_is_removed_with_ok_and_the_file_stays(make_page, settings, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(b"good stuff")
    settings.checkpoints = [str(path)]
    page = make_page()
    assert not page.models.remove.isEnabled()  # the built-in is chosen
    page.models.table.setCurrentItem(page.models.table.topLevelItem(2))
    assert page.models.remove.isEnabled()
    page.models.remove.click()
    assert len(titles(page)) == 2 and settings.checkpoints == [str(path)]
    page.apply()
    assert settings.checkpoints == [] and path.exists()


def test_checkpoint_that_went_missing_is_listed_as_broken(make_page, settings, tmp_path):
    settings.checkpoints = [str(tmp_path / "gone.safetensors")]
    page = make_page()
    assert page.models.table.topLevelItem(2).text(1) == "broken"
    page.models.table.setCurrentItem(page.models.table.topLevelItem(2))
    assert (
        "not a checkpoint" in page.models.details.toPlainText() and page.models.remove.isEnabled()
    )


def test_adding_twice_is_told(make_page, settings, tmp_path):
    settings.checkpoints = [str(tmp_path / "mine.safetensors")]
    page = make_page()
    page.models.add_checkpoint(settings.checkpoints[0])
    assert "already" in page.models.model_message.text()


def test_choices_are_kept(make_page, settings, applied):
    page = make_page()
    page.environment.python.setFilePath("/opt/python")
    page.folder.setFilePath("/data/results")
    page.device.setCurrentIndex(page.device.findData("cpu"))
    page.cache.setValue(512)
    assert settings.python == ""
    page.apply()
    assert (settings.python, settings.results_folder) == ("/opt/python", "/data/results")
    assert (settings.device, settings.cache_mib) == ("cpu", 512)
    assert applied == [1]
    page.apply()
    assert applied == [1]  # nothing changed, the worker goes on


def test_folder_of_models_is_kept_and_tells_the_worker(make_page, settings, applied, tmp_path):
    page = make_page()
    page.models.models_folder.setFilePath(str(tmp_path))
    page.apply()
    assert settings.models_folder == str(tmp_path) and len(applied) == 1
    page.apply()
    assert len(applied) == 1


def test_any_listed_model_can_be_fetched_there(make_page, settings, monkeypatch):
    monkeypatch.setenv("AEROSEG_FAKE_PUBLIC", "checked")
    page = make_page()
    items = [
        page.models.table.topLevelItem(i) for i in range(page.models.table.topLevelItemCount())
    ]
    public = next(item for item in items if item.text(0) == "Public model")
    page.models.table.setCurrentItem(public)
    assert not page.models.download.isHidden()
    page.models.download.button.click()
    wait_until(lambda: page._catalogue.find("public").is_ready)
    assert page.models.download.isHidden()
    page.models.table.setCurrentItem(page.models.table.topLevelItem(0))
    assert page.models.download.isHidden()


def test_python_without_the_packages_is_named(make_page, settings):
    page = make_page(Environment(settings))
    page.environment.python.setFilePath(sys.executable)  # QGIS's own, which has no torch
    page.environment.check_python()
    assert not page.environment.check.isEnabled()
    wait_until(lambda: page.environment.check.isEnabled(), 60)
    assert (
        "could not start" in page.environment.check_result.text()
        or "No module" in page.environment.check_result.text()
    )


def test_file_that_is_no_python_is_named(make_page, settings, tmp_path):
    page = make_page(Environment(settings))
    page.environment.python.setFilePath(str(tmp_path / "python"))
    page.environment.check_python()
    assert "There is no file" in page.environment.check_result.text()


def test_page_closed_during_a_check_does_no_harm(make_page, settings):
    environment = Environment(settings)
    page = make_page(environment)
    page.environment.python.setFilePath(sys.executable)
    page.environment.check_python()
    page.deleteLater()
    QTest.qWait(1500)
    environment.stop()


def test_every_control_has_a_name_and_a_tip(make_page):
    page = make_page()
    for widget in page.findChildren(QWidget):
        name = widget.objectName()
        if (
            isinstance(widget, (QAbstractButton, QComboBox))
            and name[:1].islower()
            and name[:2] not in ("qt", "mF")
            and name != "collapseButton"  # QGIS's own, of a group box
        ):
            assert widget.toolTip(), name


def test_open_vocabulary_is_told():
    from aeroseg_qgis.messages import ModelInfo

    text = describe_model(ModelInfo("x", "X", vocabulary=None, needs=["a GPU"]))
    assert "any (open vocabulary)" in text and "Needs: a GPU" in text


def test_python_is_found_in_its_order(settings, monkeypatch, tmp_path):
    environment = Environment(settings)
    monkeypatch.delenv("AEROSEG_PYTHON", raising=False)
    found = environment.python()
    assert found.origin == "checkout" and found.path == str(REPOSITORY / ".venv/bin/python")
    monkeypatch.setenv("AEROSEG_PYTHON", "/env/python")
    assert environment.python().origin == "variable"
    settings.python = "/set/python"
    assert environment.python().path == "/set/python" and not environment.is_usable()
    from aeroseg_qgis.problems import Problem

    with pytest.raises(Problem, match="cannot be started") as caught:
        environment.command()
    assert "/set/python" in caught.value.why


def test_worker_is_started_isolated_from_the_user_s_python(settings, monkeypatch):
    monkeypatch.setenv("AEROSEG_PYTHON", sys.executable)
    command = Environment(settings).command()
    assert command.arguments[:4] == ["-I", "-X", "utf8", "-c"]
    assert repr(str(code_root())) in command.arguments[4]
    assert code_root() == REPOSITORY
