"""A run from the click to the layer, over the fake worker: every way it can end."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsSingleBandGrayRenderer

from aeroseg_qgis import area, unfinished
from aeroseg_qgis.problems import Problem
from aeroseg_qgis.request import Request
from aeroseg_qgis.run import Runner, State
from aeroseg_qgis.source import describe

from .conftest import wait_until


class Told:
    """Everything that the runner says."""

    def __init__(self, runner: Runner) -> None:
        self.progress, self.finished, self.failed, self.cancelled = [], [], [], 0
        runner.progressed.connect(self.progress.append)
        runner.finished.connect(self.finished.append)
        runner.failed.connect(self.failed.append)
        runner.cancelled.connect(self._count)
        self.put_away = 0
        runner.putAway.connect(self._count_put_away)

    def _count_put_away(self) -> None:
        self.put_away += 1

    def _count(self) -> None:
        self.cancelled += 1

    @property
    def ends(self) -> int:
        return len(self.finished) + len(self.failed) + self.cancelled


@pytest.fixture
def runner(worker, settings):
    runner = Runner(worker, settings)
    yield runner
    runner.close()


@pytest.fixture
def told(runner) -> Told:
    return Told(runner)


@pytest.fixture
def request_for(model):
    def make(layer, names=("building", "road"), *, scale: float = 1.0) -> Request:
        source = describe(layer)
        plan = area.plan(source, area.Step(scale, 0.5 * scale), model, None, user_pixel_size_m=0.5)
        return Request(layer, plan, list(names), model)

    return make


def folders(settings) -> list[str]:
    parent = Path(settings.results_folder)
    return sorted(path.name for path in parent.iterdir()) if parent.exists() else []


def results() -> list[str]:
    layers = QgsProject.instance().mapLayers().values()
    return [layer.name() for layer in layers if layer.customProperty("aeroseg/classes")]


def test_run_of_a_file_sends_it_and_adds_the_layer(
    runner, told, request_for, add_raster, fake, settings
):
    layer = add_raster()
    runner.start(request_for(layer))
    assert runner.state is State.SEGMENTING and runner.is_busy
    assert told.progress[0].text == "starting the model"
    wait_until(lambda: told.ends)
    sent = fake.requests("segment")[0]
    assert sent["image"] == {
        "path": layer.source(), "bands": [1, 2, 3], "ranges": None, "layer_name": "image",
    }  # fmt: skip
    assert sent["grid"]["factor"] == 1 and sent["grid"]["window"] == [0, 0, 400, 300]
    assert sent["grid"]["bounds"] is None and sent["grid"]["pixel_size_m"] is None
    assert sent["classes"] == ["building", "road"]
    assert told.ends == 1 and told.finished[0].result.cache_misses == 4
    assert results() == ["building, road"]
    assert folders(settings) == ["image-0001"]
    wait_until(lambda: not (Path(settings.results_folder) / "image-0001/run.lock").exists())
    assert not runner.is_busy
    result = told.finished[0].layer
    assert result.extent() == layer.extent() and result.crs() == layer.crs()


def test_second_run_reuses_what_was_encoded(runner, told, request_for, add_raster, settings):
    layer = add_raster()
    for count, names in enumerate((["building"], ["building", "tree"]), 1):
        runner.start(request_for(layer, names))
        wait_until(lambda: told.ends == count)  # noqa: B023 - waited for in this turn
    first, second = (finished.result for finished in told.finished)
    assert first.cache_hits == 0 and second.cache_hits == 4
    assert second.stages["encode"] == 0.0 < first.stages["encode"]
    assert folders(settings) == ["image-0001", "image-0002"]


def test_layer_that_qgis_draws_is_sent_as_a_picture_on_the_working_grid(
    runner, told, request_for, add_raster, fake
):
    layer = add_raster(bands=1)
    layer.renderer().setGradient(QgsSingleBandGrayRenderer.Gradient.WhiteToBlack)
    runner.start(request_for(layer, scale=2.0))
    assert runner.state is State.EXPORTING
    wait_until(lambda: told.ends, 40)
    sent = fake.requests("segment")[0]
    assert sent["image"]["path"].endswith("image.tif") and sent["image"]["bands"] is None
    assert sent["grid"]["factor"] == 1 and sent["grid"]["window"] == [0, 0, 200, 150]
    assert sent["grid"]["bounds"] == [0, 0, 200, 150]
    assert told.finished and told.finished[0].layer.extent() == layer.extent()
    wait_until(lambda: not Path(sent["image"]["path"]).exists())  # the picture is put away


def test_image_in_pixel_space_keeps_its_place(runner, told, request_for, add_raster, fake):
    layer = add_raster(transform=None, epsg=None)
    runner.start(request_for(layer))
    wait_until(lambda: told.ends)
    assert fake.requests("segment")[0]["grid"]["pixel_size_m"] == 0.5
    assert told.finished[0].layer.extent() == layer.extent()


def test_cancel_before_the_first_block_frees_the_runner_and_leaves_nothing(
    runner, told, request_for, add_raster, fake, settings
):
    fake.set("early")
    runner.start(request_for(add_raster()))
    wait_until(lambda: len(told.progress) > 2)
    runner.cancel()
    assert told.cancelled == 1 and not runner.is_busy
    wait_until(lambda: folders(settings) == [])
    assert results() == [] and told.ends == 1


def test_cancel_then_start_again_waits_for_the_worker(
    runner, told, request_for, add_raster, fake, settings
):
    fake.set("early")
    layer = add_raster()
    runner.start(request_for(layer))
    wait_until(lambda: len(told.progress) > 2)
    runner.cancel()
    runner.start(request_for(layer))
    wait_until(lambda: len(told.progress) > 6)
    runner.cancel()
    wait_until(lambda: folders(settings) == [])
    assert told.cancelled == 2 and told.ends == 2


def test_cancel_while_the_layer_is_drawn(runner, told, request_for, add_raster, fake, settings):
    layer = add_raster(bands=1, size=(3000, 3000))
    layer.renderer().setGradient(QgsSingleBandGrayRenderer.Gradient.WhiteToBlack)
    runner.start(request_for(layer))
    runner.cancel()
    assert told.cancelled == 1 and not runner.is_busy
    wait_until(lambda: folders(settings) == [])
    assert fake.requests("segment") == []


def test_killed_worker_leaves_what_is_finished_and_a_runner_that_works(
    runner, told, request_for, add_raster, fake, settings
):
    fake.set("die")
    layer = add_raster()
    runner.start(request_for(layer))
    wait_until(lambda: told.ends)
    assert told.failed[0].name == "worker_died"
    wait_until(lambda: told.put_away)
    assert folders(settings) == ["image-0001"] and results() == []
    assert not (Path(settings.results_folder) / "image-0001" / "run.lock").exists()
    assert [run.done for run in unfinished.find(Path(settings.results_folder))] == [4]
    fake.set("")
    runner.start(request_for(layer))
    wait_until(lambda: told.ends == 2)
    assert told.finished and results() == ["building, road"]


def test_problem_of_the_worker_is_passed_on(runner, told, request_for, add_raster, fake, settings):
    fake.set("no_known_class:The model knows none of the names.")
    runner.start(request_for(add_raster()))
    wait_until(lambda: told.ends)
    assert told.failed[0].name == "no_known_class" and not runner.is_busy
    wait_until(lambda: folders(settings) == [])


def test_results_folder_that_cannot_be_used_is_told_before_anything_starts(
    runner, told, request_for, add_raster, fake, settings, tmp_path
):
    (tmp_path / "file").write_text("")
    settings.results_folder = str(tmp_path / "file")
    with pytest.raises(Problem, match="results folder"):
        runner.start(request_for(add_raster()))
    assert not runner.is_busy and fake.requests("segment") == [] and told.ends == 0


def test_second_start_while_busy_is_refused(runner, told, request_for, add_raster, fake):
    fake.set("slow")
    layer = add_raster()
    runner.start(request_for(layer))
    with pytest.raises(Problem, match="going on"):
        runner.start(request_for(layer))
    runner.cancel()


def test_other_project_in_the_middle_of_a_run_gets_no_result(
    runner, told, request_for, add_raster, fake, settings
):
    fake.set("early")
    runner.start(request_for(add_raster()))
    wait_until(lambda: told.progress)
    QgsProject.instance().clear()
    assert told.cancelled == 1
    wait_until(lambda: folders(settings) == [])
    assert QgsProject.instance().mapLayers() == {}


def test_image_removed_in_the_middle_of_a_run_does_not_lose_the_result(
    runner, told, request_for, add_raster
):
    layer = add_raster()
    runner.start(request_for(layer))
    QgsProject.instance().removeMapLayer(layer.id())
    wait_until(lambda: told.ends)
    assert told.finished[0].image_name == "image" and results() == ["building, road"]


def test_speed_is_learnt_from_fresh_runs_only(runner, told, request_for, add_raster, settings):
    layer = add_raster()
    assert settings.seconds_per_tile("builtin") is None
    runner.start(request_for(layer))
    wait_until(lambda: told.ends == 1)
    learnt = settings.seconds_per_tile("builtin")
    assert learnt == pytest.approx((0.8 - 0.2) / 4)
    runner.start(request_for(layer))
    wait_until(lambda: told.ends == 2)
    assert settings.seconds_per_tile("builtin") == learnt
    assert settings.start_seconds is not None


def test_300_names_are_one_request(runner, told, request_for, add_raster, fake):
    names = [f"class {number}" for number in range(300)]
    runner.start(request_for(add_raster(size=(40, 30)), names))
    wait_until(lambda: told.ends, 60)
    assert fake.requests("segment")[0]["classes"] == names
    assert told.finished[0].layer.name().endswith("more")
