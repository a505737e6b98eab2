"""The list of finished runs over the fake worker: found, searched, opened, taken over, repeated."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsSingleBandGrayRenderer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtTest import QTest

from aeroseg_qgis.past_runs import find_runs, look
from aeroseg_qgis.results import is_made_here
from aeroseg_qgis.run_origin import Origin

from .conftest import wait_until


@pytest.fixture
def history(ready):
    """The panel after a run of "building | house @ 0.4" and "road"."""
    ready.type("building | house @ 0.4, road")
    ready.settle()
    ready.run_to_end()
    assert not ready.problems, ready.problems
    return ready.dock.history


def runs_of(settings):
    return find_runs([Path(settings.results_folder)])


def names_in(dialog) -> list[str]:
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [item.text(2) for item in items if not item.isHidden()]


def test_empty_list_says_so(ready):
    ready.dock.runs.click()
    dialog = ready.dock.history.dialog
    assert dialog.isVisible() and dialog.nothing.isVisible()
    assert "no finished run yet" in dialog.nothing.text()
    for button in (dialog.open, dialog.use, dialog.repeat, dialog.copy, dialog.folder):
        assert not button.isEnabled() and button.toolTip()
    dialog.close()


def test_run_is_listed_with_what_made_it(history, settings):
    (run,) = runs_of(settings)
    assert run.image_name == "image" and run.names == ["building", "road"]
    assert run.model_title == "Built-in (fake)" and run.lines == ["building | house @ 0.4", "road"]
    assert run.place.startswith("36.1") and run.place.endswith("E")
    history.show()
    dialog = history.dialog
    assert names_in(dialog) == ["building, road"] and dialog.run.folder == run.folder
    assert "400 × 300 px" in dialog.about.toolTip() or "400 × 300 px" in dialog.about.full_text
    dialog.search.setText("BUILD image")
    assert names_in(dialog) == ["building, road"]
    dialog.search.setText("house")  # a synonym is found as well
    assert names_in(dialog) == ["building, road"]
    dialog.search.setText("river")
    assert names_in(dialog) == [] and "None of the 1 runs" in dialog.nothing.text()
    assert dialog.run is None and not dialog.open.isEnabled()


def test_open_adds_the_layer_again(history, settings):
    for layer in list(QgsProject.instance().mapLayers().values()):
        if is_made_here(layer):
            QgsProject.instance().removeMapLayer(layer.id())
    history.show()
    history.dialog.open.click()
    results = [one for one in QgsProject.instance().mapLayers().values() if is_made_here(one)]
    assert [layer.name() for layer in results] == ["building, road"]
    assert Path(results[0].source()).parent == runs_of(settings)[0].folder
    assert [entry.label for entry in results[0].renderer().classes()] == ["building", "road"]
    assert "on the map again" in history.dialog.message.text()
    # A double-click does the same.
    item = history.dialog.list.topLevelItem(0)
    place = history.dialog.list.visualItemRect(item).center()
    history.dialog.list.itemActivated.emit(item, 0)
    assert place is not None
    assert sum(map(is_made_here, QgsProject.instance().mapLayers().values())) == 2


def test_use_fills_the_panel(history, ready, settings):
    ready.dock.lines.replace_all(["tree"])
    ready.dock.background.setChecked(False)
    ready.dock.planner.set_scale(4.0)
    history.show()
    history.dialog.use.click()
    assert ready.dock.lines.lines == ["building | house @ 0.4", "road"]
    assert ready.dock.planner.step.scale == 1.0 and ready.dock.background.isChecked()
    assert ready.dock.chosen_model().id == "builtin"
    assert "Choose the area" in history.dialog.message.text()


def test_use_opens_the_image_again_and_says_what_is_gone(history, ready, settings):
    (run,) = runs_of(settings)
    QgsProject.instance().clear()
    history.use(run)
    assert ready.dock.image.currentLayer().source() == run.origin.layer["source"]
    QgsProject.instance().clear()
    Path(run.origin.layer["source"]).unlink()
    history.show()
    history.use(run)
    assert "its image “image”" in history.dialog.message.text()


def test_repeat_sends_exactly_the_same(history, ready, fake, settings):
    ready.dock.lines.replace_all(["tree"])
    settings.asks_background = False
    settings.device = "cpu"
    layer = ready.dock.image.currentLayer()
    layer.setName("called otherwise now")
    history.show()
    history.dialog.repeat.click()
    assert not history.dialog.repeat.isEnabled()
    wait_until(lambda: len(ready.results) == 2)
    first, second = fake.requests("segment")
    assert first.pop("out_dir") != second.pop("out_dir") and first == second
    assert "byte for byte" in history.dialog.message.text()
    old, new = sorted(runs_of(settings), key=lambda run: run.folder)
    assert new.classes_path.read_bytes() == old.classes_path.read_bytes()
    assert len(names_in(history.dialog)) == 2 and history.dialog.repeat.isEnabled()
    assert ready.dock.lines.lines == ["tree"]  # what is typed for the next run stays


def test_repeat_brings_its_files_and_may_encode(history, ready, fake, settings, tmp_path):
    (run,) = runs_of(settings)
    origin = json.loads((run.folder / "origin.json").read_text())
    files = [tmp_path / "a" / "pool.safetensors", tmp_path / "b" / "pool.safetensors"]
    for number, path in enumerate(files):
        path.parent.mkdir()
        path.write_bytes(b"%d" % number)
    origin["params"].update(cached_only=True, taught=[str(path) for path in files])
    (run.folder / "origin.json").write_text(json.dumps(origin))
    history.repeat(look(run.folder))
    wait_until(lambda: len(ready.results) == 2)
    sent = fake.requests("segment")[1]
    assert sent["cached_only"] is False
    assert [Path(path).read_bytes() for path in sent["taught"]] == [b"0", b"1"]
    assert {Path(path).parent for path in sent["taught"]} == {Path(sent["out_dir"])}
    # Gone files are told, and leave no folder behind.
    again = look(Path(sent["out_dir"]))
    for path in sent["taught"]:
        Path(path).unlink()
    history.repeat(again)
    wait_until(lambda: ready.problems)
    assert ready.problems[0].name == "disk"
    assert len(list(Path(settings.results_folder).iterdir())) == 2


def test_repeat_without_the_image_in_the_project(history, ready, fake, settings):
    (run,) = runs_of(settings)
    QgsProject.instance().clear()
    history.repeat(run)
    wait_until(lambda: len(ready.results) == 2)
    first, second = fake.requests("segment")
    assert first.pop("out_dir") != second.pop("out_dir") and first == second
    again = max(runs_of(settings), key=lambda one: one.folder)
    assert again.origin.layer == run.origin.layer and again.origin.plan == run.origin.plan


def test_drawn_layer_is_drawn_again_but_has_no_command(ready, fake, settings):
    layer = ready.dock.image.currentLayer()
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), 2)
    renderer.setGradient(QgsSingleBandGrayRenderer.Gradient.WhiteToBlack)
    layer.setRenderer(renderer)
    ready.type("building")
    ready.settle()
    ready.run_to_end()
    history, (run,) = ready.dock.history, runs_of(settings)
    assert run.origin.is_drawn and "QGIS drew this layer" in run.why_no_command()
    QgsProject.instance().clear()
    history.show()
    assert not history.dialog.copy.isEnabled() and history.dialog.repeat.isEnabled()
    history.dialog.repeat.click()
    wait_until(lambda: len(ready.results) == 2 or ready.problems)
    assert not ready.problems, ready.problems
    first, second = fake.requests("segment")
    for sent in (first, second):
        sent.pop("out_dir")
        assert not Path(sent["image"].pop("path")).exists()
    assert first == second


def test_command_names_files_where_they_lie(history, settings):
    (run,) = runs_of(settings)
    history.show()
    history.dialog.copy_for("posix")
    line = QGuiApplication.clipboard().text()
    assert "clipboard" in history.dialog.message.text()
    words = shlex.split(line.split(" && ", 1)[1])
    assert words[1:4] == ["-m", "backend", "segment"]
    assert words[4] == run.origin.image_path
    assert words[5] == str(run.folder / "classes-repeated.tif")
    assert words[words.index("--classes") + 1] == "building | house @ 0.4, road"
    assert words[-2:] == ["--device", "cpu"]
    settings.models_folder = "/models of mine"
    assert "AEROSEG_MODELS='/models of mine'" in history.command(run).text("posix")


def test_command_has_full_paths_of_models_and_word_lists(history, settings):
    (run,) = runs_of(settings)
    origin = json.loads((run.folder / "origin.json").read_text())
    origin["params"].update(model="/my models/a.safetensors", background_file="/my/words.json")
    record = json.loads((run.folder / "run.json").read_text())
    record["command"] = record["command"].replace("builtin", "a.safetensors")
    record["command"] += " --background-words words.json --taught pool.safetensors"
    origin["params"]["taught"] = ["/taught/pool.safetensors"]
    (run.folder / "origin.json").write_text(json.dumps(origin))
    (run.folder / "run.json").write_text(json.dumps(record))
    words = look(run.folder).command("python").words
    for option, value in {
        "--model": "/my models/a.safetensors", "--background-words": "/my/words.json",
        "--taught": "/taught/pool.safetensors",
    }.items():  # fmt: skip
        assert words[words.index(option) + 1] == value


def test_results_of_others_can_be_opened_but_not_repeated(history, settings):
    (run,) = runs_of(settings)
    (run.folder / "origin.json").unlink()
    other = look(run.folder)
    assert other.origin is None and other.lines and other.place == ""
    history.show()
    history.dialog.refresh()
    dialog = history.dialog
    assert dialog.open.isEnabled() and dialog.use.isEnabled()
    assert not dialog.repeat.isEnabled() and "made elsewhere" in dialog.repeat.toolTip()
    assert not dialog.copy.isEnabled()


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"classes": 3}', '{"image": {}}'])
def test_damaged_folders_are_left_out(history, settings, damage):
    (run,) = runs_of(settings)
    bad = run.folder.with_name("bad-0001")
    shutil.copytree(run.folder, bad)
    (bad / "run.json").write_text(damage)
    assert len(runs_of(settings)) == 1
    shutil.copyfile(run.folder / "run.json", bad / "run.json")
    (bad / "origin.json").write_text(damage)
    assert [one.origin is None for one in runs_of(settings)].count(True) == 1
    (bad / "classes.tif").unlink()
    assert len(runs_of(settings)) == 1
    assert Origin.read(bad) is None


def test_results_that_are_gone_are_told(history, ready, settings):
    (run,) = runs_of(settings)
    run.classes_path.write_bytes(b"nothing")
    history.open(run)
    assert ready.problems[-1].name == "bad_result"


def test_runs_of_other_projects_are_listed_too(history, settings, tmp_path):
    assert settings.used_folders == [str(tmp_path / "results")]
    settings.results_folder = str(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    assert len(history.runs()) == 1


def test_many_runs_are_read_quickly_and_sorted(history, settings):
    (run,) = runs_of(settings)
    for number in range(2, 202):
        folder = run.folder.with_name(f"image-{number:04d}")
        folder.mkdir()
        (folder / "classes.tif").write_bytes(b"")
        origin = json.loads((run.folder / "origin.json").read_text())
        origin["started"] = f"2026-01-01T{number // 60:02d}:{number % 60:02d}:00+00:00"
        (folder / "origin.json").write_text(json.dumps(origin))
        shutil.copyfile(run.folder / "run.json", folder / "run.json")
    history.show()
    tree = history.dialog.list
    assert tree.topLevelItemCount() == 201
    whens = [
        tree.topLevelItem(row).data(0, int(Qt.ItemDataRole.UserRole)).when for row in (0, 1, 200)
    ]
    assert whens == sorted(whens, reverse=True)
    QTest.keyClicks(history.dialog.search, "image")
    assert len(names_in(history.dialog)) == 201
