"""Folders of runs, and the layers that results become."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsLayerTreeGroup, QgsPalettedRasterRenderer, QgsProject

from aeroseg_qgis import unfinished
from aeroseg_qgis.messages import ClassResult, SegmentResult
from aeroseg_qgis.problems import Problem
from aeroseg_qgis.results import (
    RunFolder,
    add_result,
    folder_for,
    take_out_of_results,
)

from .conftest import wkt_of


def make_result(folder: Path, *, names=("building", "road", "helicopter")) -> SegmentResult:
    folder.mkdir(parents=True, exist_ok=True)
    path = str(folder / "classes.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 20, 10, 1, gdal.GDT_Byte)
    dataset.SetGeoTransform((500010.0, 0.5, 0.0, 3999990.0, 0.0, -0.5))
    dataset.SetProjection(wkt_of(32633))
    dataset.GetRasterBand(1).SetNoDataValue(255)
    dataset.GetRasterBand(1).WriteRaster(0, 0, 20, 10, bytes([0, 1, 2, 1] * 50))
    del dataset
    classes = [
        ClassResult(i + 1, name, "#aa0000", 50, 12.5, 0.7, name != "helicopter")
        for i, name in enumerate(names)
    ]
    return SegmentResult(
        paths={"classes": path, "scores": path, "style": path, "record": path},
        classes=classes,
        other_pixels=50,
        other_area_m2=12.5,
        stages={"encode": 1.0},
        cache_hits=0,
        cache_misses=1,
        model={"id": "builtin", "title": "B", "sha256": "00", "gsd_m": 0.5},
        device={"type": "cpu", "reason": ""},
        unknown=["helicopter"],
        notices=[],
        width=20,
        height=10,
        tiles=1,
        gsd_m=0.5,
        seconds=1.0,
    )


def group_of(layer) -> QgsLayerTreeGroup:
    return QgsProject.instance().layerTreeRoot().findLayer(layer.id()).parent()


def test_folder_is_chosen_or_beside_the_project_or_in_the_user_s_data(settings, tmp_path):
    settings.results_folder = ""
    assert folder_for(settings).parts[-2:] == ("AerOSeg", "results")
    QgsProject.instance().write(str(tmp_path / "map.qgz"))
    assert folder_for(settings) == tmp_path / "aeroseg_results"
    settings.results_folder = str(tmp_path / "mine")
    assert folder_for(settings) == tmp_path / "mine"
    QgsProject.instance().setFileName("")


def test_folders_are_numbered_and_never_used_twice(tmp_path):
    parent = tmp_path / "with space é 結果"
    first = RunFolder.new(parent, "ortho 2024/a:b")
    second = RunFolder.new(parent, "ortho 2024/a:b")
    assert [first.path.name, second.path.name] == ["ortho_2024_a_b-0001", "ortho_2024_a_b-0002"]
    (first.path / "run.json").write_text("{}")
    first.close()
    second.close()
    assert first.path.exists() and not second.path.exists()
    assert not (first.path / "run.lock").exists()
    assert RunFolder.new(parent, "ortho 2024/a:b").path.name == "ortho_2024_a_b-0002"


@pytest.mark.parametrize("name", ["", "...", "/", "日本語の名前", "x" * 300])
def test_any_layer_name_gives_a_folder(tmp_path, name):
    folder = RunFolder.new(tmp_path, name)
    assert folder.path.is_dir() and folder.path.parent == tmp_path
    folder.close()


def test_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem) as caught:
        RunFolder.new(tmp_path / "file", "x")
    assert str(tmp_path / "file") in caught.value.why and "options" in caught.value.todo


def test_leftovers_of_a_crashed_qgis_are_removed_and_nothing_else(tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from aeroseg_qgis.results import RunFolder\n"
        "folder = RunFolder.new(Path(sys.argv[2]), sys.argv[3])\n"
        "(folder.path / 'blocks').mkdir()\n"
        "if sys.argv[3] == 'done': (folder.path / 'run.json').write_text('{}')\n"
        "import os; os._exit(1)\n"
    )
    root = str(Path(__file__).parents[2])
    for name in ("dead", "done"):
        subprocess.run([sys.executable, "-c", script, root, str(tmp_path), name], check=False)
    live = RunFolder.new(tmp_path, "live")
    (tmp_path / "mine-0001").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "dead-0001" / "run.lock").stat()  # the crash left it
    removed = unfinished.clean(tmp_path)
    assert [path.name for path in removed] == ["dead-0001"]
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["done-0001", "live-0001", "mine-0001", "other"]
    live.close()


def test_layer_is_styled_named_and_above_the_image(add_raster, tmp_path):
    image = add_raster()
    layer = add_result(make_result(tmp_path / "r"), image, "image", "Built-in")
    assert layer.name() == "building, road, helicopter"
    assert layer.metadata().title() == "image: building, road, helicopter"
    assert layer.crs() == image.crs()
    renderer = layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert [(entry.value, entry.label) for entry in renderer.classes()] == [
        (1, "building"),
        (2, "road"),
        (3, "helicopter (not known to this model)"),
    ]
    assert renderer.classes()[0].color.name() == "#aa0000"
    assert layer.opacity() == pytest.approx(0.6)
    root = QgsProject.instance().layerTreeRoot()
    group = group_of(layer)
    assert group.name() == "AerOSeg: image"
    assert root.children().index(group) < root.children().index(root.findLayer(image.id()))


def test_other_is_not_drawn(add_raster, tmp_path):
    layer = add_result(make_result(tmp_path / "r"), add_raster(), "image", "Built-in")
    picture = layer.renderer().block(1, layer.extent(), 20, 10).image()
    assert picture.pixelColor(0, 0).alpha() == 0  # other
    assert 0 < picture.pixelColor(1, 0).alpha() < 255  # building, the image shines through


def test_earlier_results_stay_in_the_group_but_are_switched_off(add_raster, tmp_path):
    image = add_raster()
    first = add_result(make_result(tmp_path / "1"), image, "image", "Built-in")
    second = add_result(make_result(tmp_path / "2"), image, "image", "Built-in")
    root = QgsProject.instance().layerTreeRoot()
    assert group_of(first) == group_of(second)
    assert not root.findLayer(first.id()).itemVisibilityChecked()
    assert root.findLayer(second.id()).itemVisibilityChecked()
    assert group_of(first).findLayers()[0].layerId() == second.id()


def test_image_inside_a_group_has_its_results_there(make_raster, tmp_path):
    image = make_raster()
    project = QgsProject.instance()
    project.addMapLayer(image, False)
    outer = project.layerTreeRoot().addGroup("imagery")
    outer.addLayer(image)
    layer = add_result(make_result(tmp_path / "r"), image, "image", "Built-in")
    assert group_of(layer).parent().name() == "imagery"


def test_image_opened_into_a_group_of_results_is_taken_out_of_it(add_raster, make_raster, tmp_path):
    image = add_raster()
    result = add_result(make_result(tmp_path / "run"), image, "image", "B")
    group, other = group_of(result), make_raster("other")
    QgsProject.instance().addMapLayer(other, False)
    group.insertLayer(0, other).setItemVisibilityChecked(False)
    assert take_out_of_results([result.id(), image.id(), other.id(), "gone"]) == [other.id()]
    root = QgsProject.instance().layerTreeRoot()
    assert [child.name() for child in root.children()] == ["other", group.name(), "image"]
    assert [node.layerId() for node in group.findLayers()] == [result.id()]
    assert not root.findLayer(other.id()).isVisible()  # it is the same entry
    assert QgsProject.instance().mapLayer(other.id()) is other


def test_image_gone_meanwhile_does_not_lose_the_result(tmp_path):
    layer = add_result(make_result(tmp_path / "r"), None, "gone", "Built-in")
    assert QgsProject.instance().mapLayer(layer.id()) is not None
    assert group_of(layer).name() == "AerOSeg"


def test_layer_carries_what_made_it_also_through_a_project_file(add_raster, tmp_path):
    image = add_raster()
    layer = add_result(make_result(tmp_path / "r"), image, "image", "Built-in")
    assert json.loads(layer.customProperty("aeroseg/classes")) == ["building", "road", "helicopter"]
    assert layer.customProperty("aeroseg/image_layer") == image.id()
    assert "Built-in" in layer.metadata().abstract()
    layer_id, path = layer.id(), str(tmp_path / "map.qgz")
    project = QgsProject.instance()
    project.write(path)
    project.clear()
    project.read(path)
    again = project.mapLayer(layer_id)
    assert again.isValid() and again.renderer().classes()[1].label == "road"
    assert again.customProperty("aeroseg/model") == "builtin"
    assert again.opacity() == pytest.approx(0.6)


def test_result_takes_the_coordinate_system_that_the_image_has_in_qgis(make_raster, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem

    image = make_raster(epsg=None)
    image.setCrs(QgsCoordinateReferenceSystem("EPSG:32636"))
    QgsProject.instance().addMapLayer(image)
    layer = add_result(make_result(tmp_path / "r"), image, "image", "Built-in")
    assert layer.crs().authid() == "EPSG:32636"


def test_file_that_cannot_be_read_adds_nothing(add_raster, tmp_path):
    image = add_raster()
    result = make_result(tmp_path / "r")
    Path(result.paths["classes"]).write_bytes(b"broken")
    with pytest.raises(Problem, match="not added"):
        add_result(result, image, "image", "Built-in")
    assert list(QgsProject.instance().mapLayers()) == [image.id()]
