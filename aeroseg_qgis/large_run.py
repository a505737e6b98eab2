"""The one dialog: a run so large that nobody would want it by accident."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractButton, QMessageBox, QWidget

from . import area
from .area import Plan
from .messages import ModelInfo
from .text import about, count, data_size, ground, size_px, tr

__all__ = ["LargeRunQuestion"]

FAR_COARSER = 16  # times the ground size that a model was made for


class LargeRunQuestion(QMessageBox):
    """Size, time and disk of a run, with a smaller resolution as the default answer.

    Args:
        plan: What was asked for.
        smaller: The same at a coarser resolution; None when none is small enough.
        model: What it would run with.
    """

    chosen = pyqtSignal(object)  # the Plan to run

    def __init__(
        self, plan: Plan, smaller: Plan | None, model: ModelInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("largeRunQuestion")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(tr("AerOSeg: a large area"))
        self.setText(
            tr("This area is {size} at {gsd} per pixel.").format(
                size=size_px(plan.size.cols, plan.size.rows), gsd=ground(plan.step.gsd_m)
            )
        )
        self.setInformativeText(_facts(plan, smaller, model))
        self._answers: list[tuple[QAbstractButton, Plan]] = []
        if smaller is not None:
            text = tr("Use {gsd}").format(gsd=ground(smaller.step.gsd_m))
            button = self.addButton(text, QMessageBox.ButtonRole.AcceptRole)
            self._answers.append((button, smaller))
            self.setDefaultButton(button)
        if not area.is_too_much(plan.size):
            button = self.addButton(tr("Run it all"), QMessageBox.ButtonRole.DestructiveRole)
            self._answers.append((button, plan))
        cancel = self.addButton(QMessageBox.StandardButton.Cancel)
        if smaller is None:
            self.setDefaultButton(cancel)
        self.setEscapeButton(cancel)
        self.buttonClicked.connect(self._answer)

    def _answer(self, clicked: QAbstractButton) -> None:
        for button, plan in self._answers:
            if button is clicked:
                self.chosen.emit(plan)


def _facts(plan: Plan, smaller: Plan | None, model: ModelInfo) -> str:
    size = plan.size
    parts = [
        tr(
            "It has {tiles} tiles; it takes {time} on this computer and up to {disk} on disk."
        ).format(
            tiles=count(size.tiles),
            time=about(area.guessed_seconds(size)),
            disk=data_size(size.disk_bytes),
        )
    ]
    if size.web_tiles > area.POLITE_WEB_TILES and not area.is_too_much(size):
        parts.append(
            tr("It asks the server for {n} map tiles, {rate} a second at most.").format(
                n=count(size.web_tiles), rate=count(round(area.WEB_TILES_PER_S))
            )
        )
    if area.is_too_much(size):
        parts.append(
            tr("That is {n} map tiles from the server, more than is decent to ask for.").format(
                n=count(size.web_tiles)
            )
        )
    if smaller is None:
        return " ".join([*parts, tr("Zoom in for a smaller area.")])
    gsd, time = ground(smaller.step.gsd_m), about(area.guessed_seconds(smaller.size))
    if smaller.step.gsd_m > FAR_COARSER * model.gsd_m > 0:
        text = tr(
            "At {gsd} per pixel it takes {time}, but the model was made for {made} and may find "
            "little. Zooming in is better."
        )
    else:
        text = tr(
            "At {gsd} per pixel it takes {time}, but small things may be missed. "
            "Zooming in keeps them."
        )
    return " ".join([*parts, text.format(gsd=gsd, time=time, made=ground(model.gsd_m))])
