"""Thresholds on the map, undo, what is drawn, the class raster at rest, corrections, reload."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeModel,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QWidget

from aeroseg_qgis.environment import Environment
from aeroseg_qgis.live_style import live_renderer
from aeroseg_qgis.result_tools import ResultTools
from aeroseg_qgis.result_view import ResultView
from aeroseg_qgis.worker import Worker

from .conftest import REPOSITORY, wait_until


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A finished run with made-up scores."""
    folder = tmp_path_factory.mktemp("stored") / "image-0001"
    python = str(REPOSITORY / ".venv" / "bin" / "python")
    command = [python, "-m", "tests.stored_run", str(folder), "--size", "200", "--classes", "3"]
    subprocess.run(command, cwd=REPOSITORY, check=True, timeout=300)
    return folder


class Desk:
    """The tools of the panel over a copy of the run and the real worker."""

    def __init__(self, folder: Path, canvas, settings) -> None:
        self.folder, self.canvas = folder, canvas
        self.worker = Worker(Environment(settings).command)
        self.parent = QWidget()
        self.view = ResultView(self.parent)
        self.tools = ResultTools(self.view, canvas, self.worker, self.parent)
        self.live = self.tools.live
        self.problems, self.said = [], []
        self.tools.problemShown.connect(self.problems.append)
        self.tools.said.connect(self.said.append)

    def add_layer(self) -> QgsRasterLayer:
        layer = QgsRasterLayer(str(self.folder / "classes.tif"), "result", "gdal")
        layer.setCustomProperty("aeroseg/classes", "[]")
        layer.setOpacity(0.6)
        QgsProject.instance().addMapLayer(layer)
        return layer

    def open(self) -> QgsRasterLayer:
        layer = self.add_layer()
        self.tools.follow(layer)
        wait_until(lambda: self.live.is_ready, 60)
        return layer

    def counted(self) -> list:
        """Pixels by class of the file that the layer shows."""
        dataset = gdal.Open(self.live.layer.source())
        return dataset.GetRasterBand(1).GetHistogram(0.5, 3.5, 3, approx_ok=0)

    def close(self) -> None:
        self.tools.stop()
        self.worker.stop()
        self.parent.deleteLater()


@pytest.fixture
def desk(stored, tmp_path, canvas, settings):
    folder = tmp_path / "image-0001"
    shutil.copytree(stored, folder)
    desk = Desk(folder, canvas, settings)
    yield desk
    desk.close()


def pixels(desk) -> list:
    return [item.pixels for item in desk.live.figures.classes]


def test_a_threshold_acts_at_once_and_at_rest_there_is_a_class_raster(desk):
    layer = desk.open()
    original = (desk.folder / "classes.tif").read_bytes()
    before = pixels(desk)
    assert before == desk.counted()
    assert desk.view.table.topLevelItemCount() == 4
    slider = desk.tools.thresholds.all.slider
    slider.setSliderDown(True)
    for step in (55, 60, 70):
        slider.setValue(step)
    assert layer.source().endswith("best.tif") and layer.opacity() == pytest.approx(0.6)
    slider.setSliderDown(False)
    moved = pixels(desk)
    assert sum(moved) < sum(before)
    assert [row_pixels(desk, n) for n in range(3)] == moved
    wait_until(lambda: layer.source().endswith("classes-2.tif"), 60)
    assert desk.counted() == moved and layer.opacity() == pytest.approx(0.6)
    # One move is one step of undo; the run's own file was never touched.
    desk.live.undo()
    assert not desk.live.can_undo and layer.source().endswith("classes.tif")
    assert pixels(desk) == before and (desk.folder / "classes.tif").read_bytes() == original
    desk.live.redo()
    assert layer.source().endswith("classes-2.tif")  # still there
    desk.tools.thresholds.reset.click()
    assert desk.live.state.is_of_run and layer.source().endswith("classes.tif")
    assert not desk.problems


def row_pixels(desk, number: int) -> int:
    text = desk.view.table.topLevelItem(number).text(2)
    return int("".join(letter for letter in text if letter.isdigit()))


def test_keys_move_one_class_alone_and_undo_has_its_keys(desk):
    desk.open()
    row = desk.tools.thresholds._rows[2]
    for _ in range(5):
        QTest.keyClick(row.slider, Qt.Key.Key_Left)
    wait_until(lambda: desk.live.can_undo)
    assert desk.live.state.thresholds == pytest.approx((0.5, 0.45, 0.5))
    assert desk.live.state.common_threshold is None
    assert desk.tools.thresholds.all.value.text() == "–"
    QTest.keyClick(desk.tools.thresholds, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.live.state.is_of_run


def test_the_live_picture_is_the_class_raster(desk):
    layer = desk.open()
    desk.live.set_colors({1: "#102030"})  # draws anew
    layer.setOpacity(1.0)
    best = QgsRasterLayer(str(desk.folder / "best.tif"), "best", "gdal")
    extent = layer.extent()
    shown = layer.renderer().block(1, extent, 200, 200).image()
    drawn = live_renderer(best, desk.live.state).block(1, extent, 200, 200).image()
    colors = set()
    for x in range(0, 200, 3):
        for y in range(0, 200, 3):
            assert shown.pixel(x, y) == drawn.pixel(x, y), (x, y)
            colors.add(shown.pixel(x, y))
    assert len(colors) == 4  # three classes, and nothing


def test_hidden_classes_and_the_legend(desk):
    layer = desk.open()
    root = QgsProject.instance().layerTreeRoot()
    model = QgsLayerTreeModel(root)

    def legend() -> list:
        return [node.data(0) for node in model.layerLegendNodes(root.findLayer(layer.id()))]

    desk.view.table.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert desk.live.state.hidden == {2}
    assert "class 2" not in legend() and "class 1" in legend()
    desk.live.move({1: 0.8})
    assert legend() == ["class 1", "class 3"]
    desk.view.table.topLevelItem(1).setCheckState(0, Qt.CheckState.Checked)
    assert legend() == ["class 1", "class 2", "class 3"]
    wait_until(lambda: desk.live.state.classes, 60)
    assert legend()[-3:] == ["class 1", "class 2", "class 3"]


def test_fading_keeps_class_numbers_and_adds_an_opacity(desk):
    layer = desk.open()
    desk.tools.fade.setChecked(True)
    assert layer.source().endswith("classes-faded.vrt") and layer.bandCount() == 2
    assert desk.counted() == pixels(desk)
    dataset = gdal.Open(layer.source())
    low, high = dataset.GetRasterBand(2).ComputeRasterMinMax(False)
    assert low == 0 and 150 < high <= 255
    assert layer.renderer().alphaBand() == 2
    desk.live.move({1: 0.7, 2: 0.7, 3: 0.7})
    wait_until(lambda: layer.source().endswith("classes-2-faded.vrt"), 60)
    desk.tools.fade.setChecked(False)
    assert layer.source().endswith("classes-2.tif") and layer.renderer().alphaBand() == -1


def test_scores_of_a_pixel(desk):
    layer = desk.open()
    desk.canvas.setDestinationCrs(layer.crs())
    tool = desk.tools.scores_tool
    extent = layer.extent()
    place = QgsPointXY(extent.xMinimum() + 60.25, extent.yMinimum() + 20.25)
    text = tool.tip_at(place)
    assert "class 1" in text and "class 2" in text and "<b>" in text
    corner = QgsPointXY(extent.xMinimum() + 1, extent.yMaximum() - 1)
    assert tool.tip_at(corner) == "No data here"
    assert tool.tip_at(QgsPointXY(extent.xMinimum() - 5, extent.yMinimum())) == ""


def test_everything_comes_back_with_the_project(desk, tmp_path):
    desk.open()
    desk.live.move({1: 0.8})
    desk.live.set_colors({3: "#123456"})
    desk.live.set_hidden(2, True)
    state, figures = desk.live.state, pixels(desk)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "project.qgz"))
    project.clear()
    assert desk.live.layer is None and desk.tools.thresholds.isHidden()
    # Project and results are moved together: sources are relative.
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.move(str(tmp_path / "project.qgz"), str(moved / "project.qgz"))
    shutil.move(str(desk.folder), str(moved / desk.folder.name))
    assert project.read(str(moved / "project.qgz"))
    (layer,) = project.mapLayers().values()
    assert layer.isValid()
    desk.tools.follow(layer)
    wait_until(lambda: desk.live.is_ready, 60)
    assert desk.live.state == state and pixels(desk) == figures
    assert desk.live.folder == moved / desk.folder.name


def polygons(*features) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=class:string", "edits", "memory")
    for name, rectangle in features:
        feature = QgsFeature(layer.fields())
        feature.setAttribute(0, name)
        feature.setGeometry(QgsGeometry.fromRect(rectangle))
        layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_corrections_make_a_new_version_that_no_threshold_touches(desk):
    layer = desk.open()
    extent = layer.extent()
    square = QgsRectangle(
        extent.xMinimum() + 50, extent.yMinimum() + 10, extent.xMinimum() + 60,
        extent.yMinimum() + 20,
    )  # fmt: skip
    edits = polygons(("Class 2", square))
    original = (desk.folder / "classes.tif").read_bytes()
    desk.tools.burn(edits, "class", False, False)
    wait_until(lambda: desk.live.state.corrections and desk.live.state.classes, 60)
    wait_until(lambda: desk.live.is_ready, 60)
    assert layer.source().endswith("classes-2.tif") and desk.counted() == pixels(desk)
    assert (desk.folder / "classes.tif").read_bytes() == original
    assert not (desk.folder / ".edits.tif").exists()
    values = gdal.Open(layer.source()).ReadRaster(100, 160, 20, 20, buf_type=gdal.GDT_Byte)
    assert values == bytes([2]) * 400
    desk.live.move({1: 1.0, 2: 1.0, 3: 1.0})
    wait_until(lambda: desk.live.state.classes, 60)
    after = pixels(desk)
    assert after[0] == after[2] == 0 and 0 < after[1] <= 400  # those that were class 2 before
    assert desk.counted() == after
    desk.live.undo()
    desk.live.undo()
    assert not desk.live.state.corrections and layer.source().endswith("classes.tif")
    assert not desk.problems


def test_fading_asked_for_too_early_comes_when_it_can(desk):
    layer = desk.add_layer()
    desk.tools.follow(layer)
    desk.tools.fade.setChecked(True)
    assert layer.source().endswith("classes.tif")  # the scores of the best classes are not there
    wait_until(lambda: layer.source().endswith("classes-faded.vrt"), 60)


def test_polygons_with_strange_names_or_none_are_refused(desk):
    desk.open()
    desk.tools.burn(polygons(("helicopter", QgsRectangle(0, 0, 1, 1))), "class", False, False)
    desk.tools.burn(polygons(), "class", False, False)
    names = [problem.name for problem in desk.problems]
    assert names == ["bad_polygons", "bad_polygons"]
    assert "helicopter" in desk.problems[0].text and "class 1" in desk.problems[0].text
    assert desk.live.state.is_of_run


def test_uncertainty_is_added_once_above_the_result(desk):
    layer = desk.open()
    desk.tools.uncertainty.trigger()
    desk.tools.uncertainty.trigger()
    layers = [one for one in QgsProject.instance().mapLayers().values() if one is not layer]
    assert [one.name() for one in layers] == ["Uncertainty"]
    order = [node.name() for node in QgsProject.instance().layerTreeRoot().children()]
    assert order == ["Uncertainty", "result"]
    desk.tools.follow(layers[0])  # it is no result to move thresholds on
    assert desk.live.layer is layer


def test_a_result_without_scores_or_with_a_broken_state_is_still_shown(desk):
    (desk.folder / "scores.tif").rename(desk.folder / "gone.tif")
    layer = desk.add_layer()
    desk.tools.follow(layer)
    assert desk.live.layer is None and desk.tools.thresholds.isHidden() and not desk.problems
    (desk.folder / "gone.tif").rename(desk.folder / "scores.tif")
    layer.setCustomProperty("aeroseg/state", '{"thresholds": [1], "colors": 3')
    desk.tools.follow(layer)
    wait_until(lambda: desk.live.is_ready, 60)
    assert desk.live.state.is_of_run


def test_a_folder_that_went_away_is_told(desk):
    desk.open()
    shutil.rmtree(desk.folder)  # a synchronising program took it away
    desk.live.move({1: 0.9})
    wait_until(lambda: desk.problems, 60)
    assert desk.problems[0].text
    wait_until(lambda: not desk.tools.thresholds.all.isEnabled())


def test_table_is_saved_or_says_why_not(desk, tmp_path):
    desk.open()
    desk.tools.save_table(str(tmp_path / "table.csv"))
    assert (tmp_path / "table.csv").read_text().startswith("class,pixels,area [")
    desk.tools.save_table(str(tmp_path / "no folder" / "table.csv"))
    assert desk.problems[0].name == "disk"
    desk.tools.chart.setChecked(True)
    assert not desk.view.chart.isHidden()
    assert [name for name, _, _ in desk.view.chart.bars][-1] == "other"
    assert sum(share for _, share, _ in desk.view.chart.bars) == pytest.approx(1.0)


def test_a_narrow_panel_keeps_names_and_areas_and_a_wide_one_everything(desk):
    desk.open()
    table = desk.view.table

    def hidden() -> list:
        return [table.isColumnHidden(column) for column in range(4)]

    desk.parent.show()
    desk.view.show()
    for width, wanted in (
        (900, [False] * 4),
        (120, [False, False, True, True]),
        (900, [False] * 4),
    ):
        desk.view.resize(width, 400)
        QTest.qWait(20)
        assert hidden() == wanted, width
