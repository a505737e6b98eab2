"""Background words: the switch in the panel, what goes to the worker, the list in the options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from aeroseg_qgis.class_background import (
    BackgroundGroup,
    default_groups,
    own_file,
    own_groups,
    save_groups,
)
from aeroseg_qgis.options_background import BackgroundTab

from .bench import Bench
from .conftest import REPOSITORY, wait_until


@pytest.fixture(autouse=True)
def profile(tmp_path, monkeypatch) -> Path:
    """A QGIS profile of one's own."""
    monkeypatch.setattr(
        QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path / "profile"))
    )
    return tmp_path / "profile"


@pytest.fixture
def segearth(ready, tmp_path) -> Bench:
    """The panel with a SegEarth-OV model chosen."""
    path = tmp_path / "segearth.safetensors"
    path.write_bytes(b"sega")
    ready.catalogue.add(str(path))
    wait_until(lambda: ready.catalogue.find(str(path)) is not None)
    choose(ready, str(path))
    return ready


def choose(bench: Bench, model_id: str) -> None:
    index = bench.dock.model.findData(model_id)
    bench.dock.model.setCurrentIndex(index)
    bench.dock.model.activated.emit(index)


def test_switch_is_there_for_models_that_have_the_words(segearth):
    assert segearth.dock.background.isVisible() and segearth.dock.background.isChecked()
    choose(segearth, "builtin")
    assert not segearth.dock.background.isVisible()
    assert not segearth.dock.background_list.isVisible()


def test_switch_goes_with_the_request_and_is_remembered(segearth, fake):
    segearth.type("building")
    segearth.run_to_end()
    QTest.mouseClick(segearth.dock.background, Qt.MouseButton.LeftButton)
    assert "each pixel gets one of your names" in segearth.dock.notice.text
    segearth.run_to_end()
    sent = [request["background"] for request in fake.requests("segment")]
    assert sent == ["hidden", "typed"] and segearth.settings.asks_background is False
    segearth.type("background")
    assert segearth.dock.notice.text == ""


def test_switch_is_off_duty_while_background_is_typed(segearth):
    segearth.type("building, Other")
    assert not segearth.dock.background.isEnabled()
    assert "“Other”" in segearth.dock.background.toolTip()
    segearth.dock.undo.click()
    assert segearth.dock.background.isEnabled()


def test_background_alone_is_nothing_to_look_for(segearth):
    segearth.type("background")
    assert not segearth.dock.segment.isEnabled()
    assert "“background” alone means everything else" in segearth.dock.status.full_text
    segearth.type("road", enter=False)
    assert segearth.dock.segment.isEnabled()


def test_own_list_goes_to_the_worker_as_a_file(segearth, fake):
    own = [BackgroundGroup(("sky", "sand"), ("beach",))]
    save_groups(own)
    segearth.type("building")
    segearth.run_to_end()
    sent = fake.requests("segment")[0]["background_file"]
    table = json.loads(Path(sent).read_text(encoding="utf-8"))
    assert table == {"format": 1, "groups": [{"words": ["sky", "sand"], "unless": ["beach"]}]}
    assert own_groups() == own
    save_groups(default_groups())
    assert own_file() is None and own_groups() is None
    segearth.run_to_end()
    assert fake.requests("segment")[1]["background_file"] is None


def test_button_asks_for_the_list_in_the_options(segearth):
    asked = []
    segearth.dock.backgroundAsked.connect(lambda: asked.append(1))
    QTest.mouseClick(segearth.dock.background_list, Qt.MouseButton.LeftButton)
    assert asked == [1]


# The tab of the options


def test_default_list_is_that_of_the_file():
    table = json.loads((REPOSITORY / "resources" / "background.json").read_text(encoding="utf-8"))
    groups = default_groups()
    assert [list(group.words) for group in groups] == [one["words"] for one in table["groups"]]
    tab = BackgroundTab()
    assert tab.groups() == groups and tab.problem() == ""
    tab.apply()
    assert own_file() is None


def test_list_is_edited_kept_and_restored():
    tab = BackgroundTab()
    rows = tab.table.rowCount()
    tab.table.item(0, 0).setText("background,  the   rest,background")
    tab.table.item(1, 1).setText("Building; HUT")
    tab.table.selectRow(rows - 1)
    assert tab.remove.isEnabled()
    tab.remove.click()
    tab.add.click()
    tab.table.item(rows - 1, 0).setText("snow")
    assert own_file() is None, "nothing is kept before OK"
    tab.apply()
    kept = own_groups()
    assert kept[0].words == ("background", "the rest") and kept[1].unless == ("building", "hut")
    assert kept[-1] == BackgroundGroup(("snow",)) and len(kept) == rows
    again = BackgroundTab()
    assert again.groups() == kept and again.restore.isEnabled()
    again.restore.click()
    assert again.groups() == default_groups() and not again.restore.isEnabled()
    again.apply()
    assert own_file() is None


def test_list_that_cannot_be_used_says_why_and_is_not_kept():
    tab = BackgroundTab()
    tab.table.item(0, 0).setText("x" * 201)
    assert "longer than 200" in tab.message.text()
    tab.apply()
    assert own_file() is None
    tab.table.selectAll()
    tab.remove.click()
    assert "default list stays" in tab.message.text() and tab.groups() == []
    tab.apply()
    assert own_file() is None
