"""Runs that ended halfway: listed, resumed, removed; and never mixed up with those that go on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsSingleBandGrayRenderer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from aeroseg_qgis import unfinished
from aeroseg_qgis.results import RunFolder

from .conftest import wait_until
from .test_aoi import HOLE, polygons


def make_run(
    parent: Path, name: str = "image-0001", *, done: int = 3, total: int = 8, **params
) -> Path:
    folder = parent / name
    folder.mkdir(parents=True)
    sent = {
        "image": {"path": "/a.tif", "layer_name": "image"}, "classes": ["building | house", "road"],
        "model": "builtin", "out_dir": str(folder), "aoi": None, **params,
    }  # fmt: skip
    request = {
        "version": 1, "params": sent, "started": "2026-01-02T03:04:05+00:00", "layer_name": "image",
    }  # fmt: skip
    (folder / "request.json").write_text(json.dumps(request))
    lines = [{"run": "f", "blocks_total": total}]
    lines += [{"cell": [0, number], "crc": number} for number in range(done)]
    (folder / "journal.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / "blocks").mkdir()
    return folder


# Folders


def test_finished_blocks_are_counted_from_the_journal(tmp_path):
    folder = make_run(tmp_path)
    with (folder / "journal.jsonl").open("a") as journal:
        journal.write('{"cell": [0, 1], "crc": 9}\n{"cell": [0,')  # again, and cut off
    (run,) = unfinished.find(tmp_path)
    assert (run.done, run.total, run.share) == (3, 8, 3 / 8)
    assert run.names == ["building", "road"] and run.image_name == "image"
    assert run.started is not None and run.model_id == "builtin"


def test_newest_comes_first_and_what_is_no_unfinished_run_is_left_out(tmp_path):
    old, new = make_run(tmp_path, "a-0001"), make_run(tmp_path, "b-0001")
    os.utime(old / "journal.jsonl", (1, 1))
    make_run(tmp_path, "empty-0001", done=0)
    done = make_run(tmp_path, "done-0001")
    (done / "run.json").write_text("{}")
    make_run(tmp_path, "mine")
    (tmp_path / "file-0001").write_text("")
    damaged = make_run(tmp_path, "damaged-0001")
    (damaged / "request.json").write_text('{"version": 1, "params": [')
    assert [run.folder for run in unfinished.find(tmp_path)] == [new, old]
    assert unfinished.find(tmp_path / "nowhere") == []


def test_run_that_goes_on_is_no_leftover(tmp_path):
    make_run(tmp_path)
    folder = RunFolder(tmp_path / "image-0001")
    assert folder.is_ours and unfinished.find(tmp_path) == []
    assert not RunFolder(tmp_path / "image-0001").is_ours
    folder.close()
    assert len(unfinished.find(tmp_path)) == 1


def test_what_a_dead_qgis_left_is_a_leftover(tmp_path):
    make_run(tmp_path)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from aeroseg_qgis.results import RunFolder\n"
        "folder = RunFolder(Path(sys.argv[2]))\n"
        "import os; os._exit(1)\n"
    )
    root = str(Path(__file__).parents[2])
    folder = tmp_path / "image-0001"
    subprocess.run([sys.executable, "-c", script, root, str(folder)], check=False)
    assert (folder / "run.lock").exists()
    assert unfinished.clean(tmp_path) == []  # it has blocks
    assert len(unfinished.find(tmp_path)) == 1


def test_closing_keeps_blocks_and_removes_half_made_files(tmp_path):
    path = make_run(tmp_path)
    for name in (".classes.tif.part", "image.tif.part", "image.tif"):
        (path / name).write_text("x")
    RunFolder(path).close()
    assert sorted(item.name for item in path.iterdir()) == [
        "blocks", "image.tif", "journal.jsonl", "request.json",
    ]  # fmt: skip
    (path / "run.json").write_text("{}")
    RunFolder(path).close()
    assert not (path / "image.tif").exists()  # the picture that QGIS drew


def test_moved_folder_is_sent_with_its_new_places(tmp_path, settings):
    path = make_run(
        tmp_path, aoi="/old/aoi.geojson", image={"path": "/old/image.tif", "layer_name": "x"}
    )
    (path / "image.tif").write_text("")
    settings.device = "cpu"
    params = unfinished.resumed_params(unfinished.look(path), settings)
    assert params["resume"] and params["keep_unfinished"] and params["preview"]
    assert params["out_dir"] == str(path) and params["aoi"] == str(path / "aoi.geojson")
    assert params["image"]["path"] == str(path / "image.tif") and params["device"] == "cpu"
    assert params["classes"] == ["building | house", "road"]


# In the panel


@pytest.fixture
def halfway(ready):
    """The panel after a run was cancelled in the middle."""
    ready.behave("slow")
    ready.type("building, road")
    ready.click()
    wait_until(lambda: "tile 6" in ready.dock.status.full_text)
    ready.click()
    wait_until(ready.dock.unfinished.isVisible)
    return ready


def test_card_is_there_only_while_there_are_some(ready):
    assert not ready.dock.unfinished.isVisible()
    ready.type("building")
    ready.run_to_end()
    ready.dock.unfinished.refresh()
    assert not ready.dock.unfinished.isVisible()


def test_cancelled_run_is_listed_and_resumed(halfway, fake):
    dock, card = halfway.dock, halfway.dock.unfinished
    row = card.tree.topLevelItem(0)
    assert row.text(0) == "image: building, road" and row.text(2).endswith("%")
    assert "of 200 blocks are done" in row.toolTip(0)
    assert card.resume_button.isEnabled() and card.chosen().done >= 5
    halfway.behave("")
    halfway.catalogue.refresh()
    QTest.mouseClick(card.resume_button, Qt.MouseButton.LeftButton)
    assert not card.isVisible() and dock.segment.text() == "Cancel"
    wait_until(lambda: halfway.results)
    first, second = fake.requests("segment")
    assert second == {**first, "resume": True}
    assert halfway.results[0].layer.name() == "building, road"
    assert not card.isVisible()
    assert halfway.settings.seconds_per_tile("builtin") is None  # only a part was done now
    # above its image, as any result
    group = QgsProject.instance().layerTreeRoot().children()[0]
    assert group.name() == "AerOSeg: image"


def test_removing_asks_first(halfway):
    card = halfway.dock.unfinished
    folder = card.chosen().folder
    card.tree.setFocus()
    QTest.keyClick(card.tree, Qt.Key.Key_Delete)
    box = halfway.questions[-1]
    assert "unfinished run of “image”" in box.text() and "blocks are done" in box.informativeText()
    box.reject()
    assert folder.is_dir() and card.isVisible()
    QTest.mouseClick(card.remove_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(
        halfway.questions[-1].findChild(QPushButton, "removeAgreeButton"), Qt.MouseButton.LeftButton
    )
    assert not folder.exists() and not card.isVisible()


def test_nothing_is_resumed_while_a_run_goes_on(halfway):
    halfway.click()
    card = halfway.dock.unfinished
    wait_until(lambda: not card.resume_button.isEnabled())
    assert card.resume_button.toolTip() == "A run is going on."
    assert card.tree.topLevelItemCount() == 1  # the running one is not listed
    halfway.click()
    wait_until(card.resume_button.isEnabled)


def test_folder_that_is_gone_is_told(halfway):
    card = halfway.dock.unfinished
    unfinished.remove(card.chosen())
    card.resume()
    assert halfway.problems[-1].name == "cannot_resume" and not card.isVisible()


def test_error_of_a_resumed_run_leaves_it_in_the_list(halfway):
    halfway.behave("cannot_resume:The image was changed.")
    card = halfway.dock.unfinished
    card.resume()
    wait_until(lambda: halfway.problems)
    assert halfway.problems[0].name == "cannot_resume"
    wait_until(card.isVisible)
    assert card.tree.topLevelItemCount() == 1


def test_killed_worker_leaves_a_run_that_goes_on_with_its_polygons(ready, fake):
    QgsProject.instance().addMapLayer(polygons(HOLE))
    ready.dock.where.within.setChecked(True)
    ready.behave("die")
    ready.type("building")
    ready.run_to_end()
    card = ready.dock.unfinished
    wait_until(card.isVisible)
    ready.behave("")
    card.resume()
    wait_until(lambda: ready.results)
    first, second = fake.requests("segment")
    assert first["aoi"] == second["aoi"] and Path(second["aoi"]).is_file()


def test_drawn_layer_is_resumed_without_drawing_it_again(ready, fake):
    layer = ready.dock.image.currentLayer()
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), 1)
    renderer.setGradient(QgsSingleBandGrayRenderer.Gradient.WhiteToBlack)
    layer.setRenderer(renderer)
    ready.behave("die")
    ready.type("building")
    ready.run_to_end()
    card = ready.dock.unfinished
    wait_until(card.isVisible)
    picture = card.chosen().folder / "image.tif"
    assert picture.is_file()
    before = picture.stat().st_mtime_ns
    ready.behave("")
    card.resume()
    assert picture.stat().st_mtime_ns == before
    wait_until(lambda: ready.results)
    assert fake.requests("segment")[1]["image"]["path"] == str(picture)
    wait_until(lambda: not picture.exists())


def test_many_runs_stay_a_small_list(ready):
    parent = Path(ready.settings.results_folder)
    for number in range(12):
        make_run(parent, f"image-{number:04d}", image={"path": "/a.tif", "layer_name": "x" * 90})
    ready.dock.unfinished.refresh()
    QTest.qWait(50)
    assert ready.dock.unfinished.tree.topLevelItemCount() == 12
    assert ready.dock.unfinished.height() < 200
    body = ready.dock.findChild(QWidget, "aerosegBody")
    assert body.minimumSizeHint().width() <= 270
