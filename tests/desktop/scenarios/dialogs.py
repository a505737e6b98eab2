"""Hands for QGIS's Options dialog, shared by scenarios."""

from __future__ import annotations

from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox


def in_options(desk, button: str, tab: int, work, limit_s: float = 120.0) -> None:
    """Open the Options dialog by a button of the panel, work on our page, press OK.

    Args:
        button: Object name of the button.
        tab: The tab that is to be used.
        work: Called with the page; its name is that of the picture that is left.
        limit_s: How long the work may take.
    """
    errors, done = [], []

    def operate() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            page = dialog.findChild(QgsOptionsPageWidget, "aerosegOptionsPage")
            assert page.isVisible(), "the button did not open our page"
            page.tabs.setCurrentIndex(tab)
            work(desk, page)
            desk.rest(100)
            dialog.grab().save(str(desk.out / f"options_{work.__name__}.png"))
        except BaseException as error:
            errors.append(error)
        buttons = dialog.findChild(QDialogButtonBox)
        QTest.mouseClick(
            buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton
        )
        done.append(1)

    QTimer.singleShot(1000, operate)
    desk.click(button)
    desk.wait_until(lambda: done, limit_s)
    desk.rest(300)
    if errors:
        raise errors[0]


def choose_model(desk, model_id: str) -> None:
    """Take a model in the panel."""
    index = desk.dock.model.findData(model_id)
    assert index >= 0, f"{model_id} is not offered"
    desk.dock.model.setCurrentIndex(index)
    desk.dock.model.activated.emit(index)
