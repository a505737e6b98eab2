"""Real key presses and a real mouse click, through the display's own events."""

from __future__ import annotations

import os
import subprocess


def run(desk) -> None:
    desk.open_raster(os.environ["IMAGE"])
    desk.wait_until(lambda: desk.dock.chosen_model() is not None, 120)
    desk.rest(500)
    press(desk, desk.dock.input)
    xdotool(desk, "type", "--delay", "40", "building, road")
    desk.rest(300)
    xdotool(desk, "key", "Return")
    desk.wait_until(lambda: desk.dock.lines.lines == ["building", "road"], 10)
    finished = []
    desk.plugin.runner.finished.connect(finished.append)
    press(desk, desk.dock.input)
    xdotool(desk, "type", "--delay", "40", "tree")
    desk.rest(300)
    press(desk, desk.dock.segment)  # with the suggestions still open
    desk.wait_until(lambda: desk.plugin.runner.is_busy or finished, 30)
    desk.wait_until(lambda: finished, 400)
    names = [item.name for item in finished[0].result.classes]
    assert names == ["building", "road", "tree"], names
    desk.drawn()
    desk.picture("hands.png")


def press(desk, widget) -> None:
    spot = widget.mapToGlobal(widget.rect().center())
    xdotool(desk, "mousemove", str(spot.x()), str(spot.y()), "click", "1")
    desk.rest(300)


def xdotool(desk, *words: str) -> None:
    """Press keys or buttons while QGIS goes on."""
    process = subprocess.Popen(["xdotool", *words])
    desk.wait_until(lambda: process.poll() is not None, 30)
    assert process.returncode == 0
