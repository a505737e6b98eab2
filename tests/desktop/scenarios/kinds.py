"""Other kinds of layers: without georeference, and drawn by QGIS; both end on their own pixels."""

from __future__ import annotations

import os

from qgis.core import QgsProject, QgsSingleBandGrayRenderer


def run(desk) -> None:
    dock = desk.dock
    desk.type("classInput", "building, road, tree")
    photo = desk.open_raster(os.environ["PHOTO"], "photo")
    assert not photo.crs().isValid()
    desk.wait_until(lambda: dock.chosen_model() is not None, 120)
    desk.rest(300)
    assert dock.pixel_size.isVisible() and not dock.segment.isEnabled()
    assert "how large a pixel" in dock.status.full_text
    desk.picture("asked.png")
    dock.pixel_size.setValue(0.3)
    desk.wait_until(lambda: dock.segment.isEnabled(), 60)
    plain = desk.segment()
    assert plain.layer.extent() == photo.extent(), plain.layer.extent().toString()
    assert not plain.layer.crs().isValid()
    total = sum(item.area_m2 for item in plain.result.classes) + plain.result.other_area_m2
    assert abs(total - 620 * 480 * 0.09) < 1
    desk.picture("photo.png")

    # The same in pieces: a view of it lies where it belongs.
    extent = photo.extent()
    extent.scale(0.4)
    desk.canvas.setExtent(extent)
    desk.rest(500)
    part = desk.segment()
    assert photo.extent().contains(part.layer.extent())
    assert abs(part.layer.extent().yMaximum() - round(part.layer.extent().yMaximum())) < 1e-9
    QgsProject.instance().removeMapLayer(photo.id())

    grey = desk.open_raster(os.environ["GREY"], "grey")
    renderer = QgsSingleBandGrayRenderer(grey.dataProvider(), 1)
    renderer.setGradient(QgsSingleBandGrayRenderer.Gradient.WhiteToBlack)
    grey.setRenderer(renderer)
    desk.show_layer(grey)
    desk.rest(300)
    drawn = desk.segment()
    assert drawn.layer.extent() == grey.extent(), drawn.layer.extent().toString()
    assert drawn.layer.crs() == grey.crs()
    desk.picture("grey.png")
