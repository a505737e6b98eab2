"""Part of a layer as a picture file: what the layer's own renderer shows, on the working grid.

Written block by block, by the panel in a QgsTask, so that neither memory nor the interface suffers.
The file is an RGBA GeoTIFF in the layer's coordinate system; alpha 0 means no data. It appears
under its name only when it is complete.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Callable

from osgeo import gdal
from qgis.core import (
    QgsBilinearRasterResampler,
    QgsRasterBlockFeedback,
    QgsRasterLayer,
    QgsRasterPipe,
    QgsRectangle,
    QgsTask,
)
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QImage

from .area import WEB_TILE_PX, WEB_TILES_PER_S, Plan
from .gdal_files import wkt_of
from .grid import Window
from .problems import Cancelled, Problem
from .server_talk import ServerTalk
from .text import tr

__all__ = ["ExportTask", "LayerPicture", "PictureWriter"]

STOP_AFTER = 40  # answers without a picture, none with one
LAST_ANSWERS_S = 0.3
MOST_OVERSAMPLING = 16.0  # pixels averaged per side; more would read too much for what it brings
CREATION_OPTIONS = ["TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "BIGTIFF=IF_SAFER", "ALPHA=YES"]
CREATION_OPTIONS += ["SPARSE_OK=TRUE"]  # what no polygon needs takes no room


class LayerPicture:
    """A copy of what draws a layer, made on the thread that owns it and used on any other.

    Args:
        layer: The layer.
        host: Of its server, as `host_of` gives it; what it answers is listened to until end().
    """

    def __init__(self, layer: QgsRasterLayer, host: str = "") -> None:
        self.name = layer.name()
        self.wkt = wkt_of(layer.crs())
        self.pipe = picture_pipe(layer)
        self.talk = ServerTalk(host)

    def end(self) -> None:
        """Called on the main thread when the picture is made, or given up."""
        self.talk.end()


class PictureWriter:
    """Renders the plan's pixels of a layer into a file, on whatever thread it is asked to.

    Args:
        picture: What to draw.
        plan: Which pixels.
        path: The file to make; it appears under its name only when it is complete.
    """

    def __init__(self, picture: LayerPicture, plan: Plan, path: Path) -> None:
        self._name = picture.name
        self._plan = plan
        self._path = path
        self._wkt = picture.wkt
        self._pipe = picture.pipe
        _average(self._pipe, plan)
        self._feedback = QgsRasterBlockFeedback()
        self._talk = picture.talk
        self._is_canceled = False
        self.notice = ""  # what of it did not come

    def cancel(self) -> None:
        """Stop, also in the middle of waiting for a server."""
        self._is_canceled = True
        self._feedback.cancel()

    def write(self, on_block: Callable[[int, int], None]) -> None:
        """Write the file.

        Args:
            on_block: Told after each block: blocks done, blocks in all.

        Raises:
            Problem: It could not be made; Cancelled where that was the wish.
        """
        partial = self._path.with_name(self._path.name + ".part")
        try:
            self._write(partial, on_block)
            partial.replace(self._path)
        except (OSError, RuntimeError) as error:
            raise Problem(
                tr("The picture of “{name}” could not be written.").format(name=self._name),
                tr("The folder “{folder}” gave an error: {error}.").format(
                    folder=self._path.parent, error=error
                ),
                tr("Free some space, or choose another results folder in the options."),
                name="disk",
            ) from error
        finally:
            with contextlib.suppress(OSError):  # where frames of an error hold it open
                partial.unlink(missing_ok=True)

    def _write(self, partial: Path, on_block: Callable[[int, int], None]) -> None:
        reach, affine = self._plan.reach, self._plan.affine
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(partial), reach.cols, reach.rows, 4, gdal.GDT_Byte, CREATION_OPTIONS
        )
        if dataset is None:
            raise RuntimeError(gdal.GetLastErrorMsg() or "the file cannot be made")
        dataset.SetGeoTransform(affine.moved(reach.col, reach.row).as_gdal())
        if self._wkt:
            dataset.SetProjection(self._wkt)
        blocks = list(self._plan.blocks())
        anything, asked, begun = False, 0, time.monotonic()
        for index, block in enumerate(blocks):
            anything = self._write_block(dataset, block) or anything
            if self._plan.source.host:
                asked += block.cells(WEB_TILE_PX).pixels
                self._wait_until(begun + asked / WEB_TILES_PER_S)
                if not anything and not self._talk.good and self._talk.failed >= STOP_AFTER:
                    raise self._empty()  # it would be the same with the rest
            on_block(index + 1, len(blocks))
        if dataset.FlushCache() not in (None, gdal.CE_None):
            raise RuntimeError(gdal.GetLastErrorMsg())
        del dataset
        if not anything:
            self._wait_until(time.monotonic() + LAST_ANSWERS_S)  # they come from another thread
            raise self._empty()
        if self._talk.faults:
            self.notice = tr(
                "Some pictures of “{name}” did not come; those places have no result. {why}"
            ).format(name=self._name, why=self._talk.fault())

    def _wait_until(self, moment: float) -> None:
        """Leave a server the time that is polite."""
        if not self._plan.source.host:
            return
        while time.monotonic() < moment:
            if self._is_canceled:
                raise Cancelled()
            time.sleep(min(0.05, max(0.0, moment - time.monotonic())))

    def _write_block(self, dataset: gdal.Dataset, block: Window) -> bool:
        """Render and write one block; says whether anything is on it."""
        cols, rows, reach = block.cols, block.rows, self._plan.reach
        col, row = block.col - reach.col, block.row - reach.row
        x0, y0 = self._plan.affine.apply(block.col, block.row)
        x1, y1 = self._plan.affine.apply(block.col + cols, block.row + rows)
        extent = QgsRectangle(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if self._is_canceled:
            raise Cancelled()
        drawn = self._pipe.last().block(1, extent, cols, rows, self._feedback)
        if self._is_canceled:
            raise Cancelled()
        if drawn is None or not drawn.isValid():
            return False  # the band stays 0: no data
        image = drawn.image().convertToFormat(QImage.Format.Format_RGBA8888)
        bits = image.constBits()
        bits.setsize(image.sizeInBytes())
        pixels = bytes(bits)
        status = dataset.WriteRaster(
            col,
            row,
            cols,
            rows,
            pixels,
            cols,
            rows,
            gdal.GDT_Byte,
            band_list=[1, 2, 3, 4],
            buf_pixel_space=4,
            buf_line_space=image.bytesPerLine(),
            buf_band_space=1,
        )
        if status != gdal.CE_None:
            raise RuntimeError(gdal.GetLastErrorMsg())
        return any(pixels[3::4])

    def _empty(self) -> Problem:
        errors = [str(error) for error in self._feedback.errors()]
        if self._plan.source.is_web:
            return Problem(
                tr("“{name}” gave an empty picture.").format(name=self._name),
                self._talk.reason()
                or tr("Its server sent nothing for this area, or cannot be reached."),
                tr("Check that the map shows the layer here, then run again."),
                name="bad_image",
                detail="\n".join(errors),
            )
        return Problem(
            tr("“{name}” has no pixels in this area.").format(name=self._name),
            tr("Everything here is transparent or nodata."),
            tr("Move the map to where the image is."),
            name="bad_image",
            detail="\n".join(errors),
        )


class ExportTask(QgsTask):
    """Writes the picture on a thread of QGIS's.

    Made on the main thread; signals arrive on the main thread. After `taskCompleted` the file
    exists; after `taskTerminated`, `problem` says why it does not.
    """

    blockDone = pyqtSignal(int, int)  # blocks done, blocks in all

    def __init__(self, layer: QgsRasterLayer, plan: Plan, path: Path) -> None:
        super().__init__(
            tr("AerOSeg: reading “{name}”").format(name=layer.name()), QgsTask.Flag.CanCancel
        )
        self._picture = LayerPicture(layer, plan.source.host)
        self._writer = PictureWriter(self._picture, plan, path)
        self.problem: Problem | None = None

    @property
    def notice(self) -> str:
        """What of the picture did not come."""
        return self._writer.notice

    def cancel(self) -> None:
        """Stop, also in the middle of waiting for a server."""
        self._writer.cancel()
        super().cancel()

    def finished(self, _is_done: bool) -> None:
        """Called by QGIS on the main thread."""
        self._picture.end()

    def run(self) -> bool:
        """Write the file; called by QGIS on a thread of its own."""
        try:
            self._writer.write(self._on_block)
        except Problem as problem:
            self.problem = problem.alone()
        return self.problem is None

    def _on_block(self, done: int, total: int) -> None:
        self.setProgress(100.0 * done / total)
        self.blockDone.emit(done, total)


def picture_pipe(layer: QgsRasterLayer) -> QgsRasterPipe:
    """A copy of what draws the layer: opaque, on its own grid."""
    pipe = QgsRasterPipe()
    pipe.set(layer.dataProvider().clone())
    renderer = layer.renderer().clone()
    renderer.setOpacity(1.0)
    pipe.set(renderer)
    # No projector: the layer's own coordinates.
    for part in (layer.brightnessFilter(), layer.hueSaturationFilter(), layer.resampleFilter()):
        if part is not None:
            pipe.set(part.clone())
    return pipe


def _average(pipe: QgsRasterPipe, plan: Plan) -> None:
    """Files that are reduced are averaged, not thinned out."""
    resampler = pipe.resampleFilter()
    if resampler is not None and not plan.source.is_web and plan.step.scale > 1:
        resampler.setZoomedOutResampler(QgsBilinearRasterResampler())
        resampler.setMaxOversampling(min(MOST_OVERSAMPLING, plan.step.scale))
