"""Ready lists: as data, as files, and in the menu, the save dialog and the dialog for one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QFileDialog, QMenu, QMessageBox, QPushButton

from aeroseg_qgis import class_presets as presets
from aeroseg_qgis.class_list_manager import ListManager
from aeroseg_qgis.class_preset_menu import PresetMenu
from aeroseg_qgis.class_presets import Preset
from aeroseg_qgis.messages import ModelInfo
from aeroseg_qgis.problems import Problem

from .conftest import REPOSITORY, wait_until

SEGEARTH = ModelInfo("segearth-vitb16", "SegEarth-OV", kind="segearth")


@pytest.fixture(autouse=True)
def profile(tmp_path, monkeypatch) -> Path:
    """A QGIS profile and a trash of one's own."""
    monkeypatch.setattr(
        QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path / "profile"))
    )
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "profile"


def entries(menu: QMenu) -> dict:
    """Entries of a menu by their text before a tab or a colon."""
    return {
        action.text().split("\t")[0].split(":")[0].replace("&&", "&"): action
        for action in menu.actions()
        if not action.isSeparator()
    }


def submenu(menu: PresetMenu, name: str) -> dict:
    return entries(menu.findChild(QMenu, name))


# Data


def test_lists_are_those_of_the_file():
    general, data_sets = presets.shipped()
    table = json.loads((REPOSITORY / "resources" / "presets.json").read_text(encoding="utf-8"))
    assert [preset.name for preset in general] == [item["name"] for item in table["general"]]
    assert [preset.name for preset in data_sets] == [item["name"] for item in table["data_sets"]]
    names = [preset.name for preset in data_sets]
    for name in ("OpenEarthMap", "LoveDA", "iSAID", "Potsdam", "Vaihingen", "UAVid", "UDD5", "VDD",
                 "WHU Aerial", "CHN6-CUG", "WBS-SI"):  # fmt: skip
        assert name in names
    for preset in data_sets:
        assert 0 <= preset.background < len(preset.classes)
        assert len(preset.palette) in (0, len(preset.classes))


def test_damaged_file_of_lists_is_survived(monkeypatch, tmp_path):
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "presets.json").write_text("[1")
    monkeypatch.setattr(presets, "code_root", lambda: tmp_path)
    assert presets.shipped() == ([], [])


def test_lines_of_a_data_set():
    potsdam = next(preset for preset in presets.shipped()[1] if preset.name == "Potsdam")
    assert potsdam.lines()[-1].startswith("background")
    assert potsdam.lines()[0] == "road | parking lot"
    full = potsdam.lines(colors=True, thresholds=True)
    assert full[0] == "road | parking lot = #ffffff @ 0.1" and full[1] == "building = #0000ff @ 0.1"
    assert "=" not in full[-1] and "@" not in full[-1]
    bare = Preset("x", ("a", "background"), background=1, threshold=0.0)
    assert bare.lines(colors=True, thresholds=True) == ["a", "background"]


# Files


def test_saved_list_is_read_again_and_by_the_command_line_s_rules(tmp_path):
    lines = ["building | house = #112233 @ 0.4", "Straße", "background"]
    path = tmp_path / "new folder" / "mine.txt"
    presets.save_list(path, lines)
    assert presets.read_list(path) == lines
    text = path.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == lines
    presets.save_list(path, ["road"])
    assert presets.read_list(path) == ["road"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        (b"", "no class name"),
        (b"# only a comment\n", "no class name"),
        (b"\xff\xfe\x00r", "not a text in UTF-8"),
        (b"a\0b\n", "no class name"),
        (b"x" * (4 * 2**20 + 1), "longer than any list"),
        ("\n".join(f"n{i}" for i in range(5001)).encode(), "5,000 is the most"),
    ],
)
def test_file_that_is_no_list_is_refused_in_words(tmp_path, content, words):
    path = tmp_path / "list.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        presets.read_list(path)
    assert words in caught.value.text and "list.txt" in caught.value.text


def test_list_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem, match="cannot be written"):
        presets.save_list(tmp_path / "file" / "mine.txt", ["road"])


# The menu


def test_menu_holds_general_lists_data_sets_and_switches(settings, model):
    menu = PresetMenu(None)
    menu.fill(settings, model, has_lines=False)
    found = entries(menu)
    assert "Town" in found and "Data sets" in found and "Last used" not in found
    assert not found["Save this list…"].isEnabled() and not found["My lists"].isEnabled()
    assert "building | house | roof" in found["Town"].toolTip().splitlines()
    sets = submenu(menu, "dataSetsMenu")
    assert "OpenEarthMap" in sets and "Published threshold: 0.10" in sets["OpenEarthMap"].toolTip()
    assert not sets["With the published thresholds"].isEnabled()
    assert "tuned for SegEarth-OV" in sets["With the published thresholds"].toolTip()
    for action in (*found.values(), *sets.values()):
        assert action.toolTip(), action.text()


def test_choosing_a_data_set_brings_what_is_switched_on(settings, model):
    menu, got = PresetMenu(None), []
    menu.chosen.connect(lambda lines, adds: got.append((lines, adds)))
    menu.fill(settings, model, has_lines=True)
    submenu(menu, "dataSetsMenu")["WBS-SI"].trigger()
    assert got.pop() == (["background", "water"], False)
    menu.fill(settings, SEGEARTH, has_lines=True)
    submenu(menu, "dataSetsMenu")["WBS-SI"].trigger()
    assert got.pop() == (["background", "water @ 0.6"], False)
    submenu(menu, "dataSetsMenu")["With the published colours"].trigger()
    submenu(menu, "dataSetsMenu")["With the published thresholds"].trigger()
    entries(menu)["Add to the list instead of replacing it"].trigger()
    menu.fill(settings, SEGEARTH, has_lines=True)  # the switches are remembered
    submenu(menu, "dataSetsMenu")["WBS-SI"].trigger()
    assert got.pop() == (["background", "water = #00ebff"], True)


def test_click_on_a_switch_leaves_the_menu_open(settings):
    menu = PresetMenu(None)
    menu.fill(settings, SEGEARTH, has_lines=True)
    menu.popup(menu.pos())
    action = entries(menu)["Add to the list instead of replacing it"]
    menu.setActiveAction(action)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert action.isChecked() and menu.isVisible() and settings.presets_append
    menu.close()


# In the panel


def test_preset_replaces_or_joins_and_can_be_undone(ready):
    ready.type("my own name")
    ready.dock.preset_menu.aboutToShow.emit()
    entries(ready.dock.preset_menu)["Roads"].trigger()
    assert ready.dock.lines.lines == ["road | street | highway", "building", "vegetation"]
    QTest.mouseClick(ready.dock.undo, Qt.MouseButton.LeftButton)
    assert ready.dock.lines.lines == ["my own name"]
    entries(ready.dock.preset_menu)["Add to the list instead of replacing it"].trigger()
    entries(ready.dock.preset_menu)["Roads"].trigger()
    assert ready.dock.lines.lines[0] == "my own name" and len(ready.dock.lines.lines) == 4
    entries(ready.dock.preset_menu)["Roads"].trigger()
    assert len(ready.dock.lines.lines) == 4 and "already" in ready.dock.notice.text


def test_typed_text_that_was_not_entered_survives_a_preset(ready):
    ready.type("half a na", enter=False)
    ready.dock.preset_menu.aboutToShow.emit()
    entries(ready.dock.preset_menu)["Town"].trigger()
    assert ready.dock.input.text() == "half a na"


def test_list_is_saved_with_the_button_and_offered_again(ready, profile):
    assert not ready.dock.save_list.isEnabled()
    ready.type("building | house, road @ 0.3")
    QTest.mouseClick(ready.dock.save_list, Qt.MouseButton.LeftButton)
    dialog = ready.dock.findChild(QFileDialog, "classListDialog")
    assert Path(dialog.directory().absolutePath()) == profile / "aeroseg" / "class-lists"
    dialog.selectFile("my town")
    dialog.accept()
    path = profile / "aeroseg" / "class-lists" / "my town.txt"
    wait_until(path.is_file)
    assert "my town" in ready.dock.status.full_text
    ready.dock.lines.replace_all([])
    ready.dock.preset_menu.aboutToShow.emit()
    own = ready.dock.preset_menu.findChild(QMenu, "ownListsMenu")
    own.aboutToShow.emit()
    assert entries(own)["my town"].toolTip() == "building | house\nroad @ 0.3"
    entries(own)["my town"].trigger()
    assert ready.dock.lines.lines == ["building | house", "road @ 0.3"]
    assert entries(ready.dock.preset_menu).get("Recent files") is None  # it is among "My lists"


def test_file_is_opened_remembered_and_a_lost_one_forgotten(ready, tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("water, tree\n# no name\n", encoding="utf-8")
    ready.dock.lists.open(str(path))
    assert ready.dock.lines.lines == ["water", "tree"]
    ready.dock.preset_menu.aboutToShow.emit()
    recent = submenu(ready.dock.preset_menu, "recentListsMenu")
    assert list(recent) == ["names.txt"]
    path.unlink()
    recent["names.txt"].trigger()
    assert "cannot be read" in ready.problems[0].what
    assert ready.dock.lines.lines == ["water", "tree"] and ready.settings.recent_lists == []


def test_own_lists_are_renamed_and_deleted(settings, profile, tmp_path):
    folder = profile / "aeroseg" / "class-lists"
    for name in ("one", "two"):
        presets.save_list(folder / f"{name}.txt", [name])
    manager = ListManager(settings)
    manager.lists.item(0).setText("first/list")
    assert [path.stem for path in presets.own_lists()] == ["first-list", "two"]
    manager.lists.item(0).setText("two")
    assert "already" in manager.message.text()
    manager.lists.item(0).setText("  ")
    assert "needs a name" in manager.message.text()
    assert [manager.lists.item(row).text() for row in (0, 1)] == ["first-list", "two"]
    manager.lists.setCurrentRow(1)
    QTest.mouseClick(manager.delete, Qt.MouseButton.LeftButton)
    box = manager.findChild(QMessageBox, "deleteListQuestion")
    button = next(b for b in box.findChildren(QPushButton) if b.text() == "Delete")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [path.stem for path in presets.own_lists()] == ["first-list"]
    assert manager.message.text() == "“two” is in the trash."
    assert len(list((tmp_path / "data" / "Trash").rglob("two.txt"))) == 1
    close = manager.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
