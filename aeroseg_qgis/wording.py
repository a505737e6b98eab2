"""What the panel says about models, resolutions and sizes."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QIcon

from .area import Ladder, Plan
from .catalogue import title_of
from .messages import ModelInfo
from .text import about, count, data_size, elide_names, ground, percent, size_px, tr

__all__ = ["cost_text", "model_text", "shown_names", "size_text", "state_icon", "step_text"]


def state_icon(model: ModelInfo) -> QIcon:
    """The icon of a model's state."""
    name = {
        "ready": "/mIconSuccess.svg",
        "needs download": "/mActionRefresh.svg",
        "needs weights": "/mIconWarning.svg",
    }.get(model.state, "/mIconCritical.svg")
    return QgsApplication.getThemeIcon(name)


def model_text(model: ModelInfo) -> str:
    """A model in the combo box."""
    title = title_of(model)
    if model.is_ready:
        return title
    if model.state == "needs download" and model.size_bytes:
        return tr("{title}: needs download, {size}").format(
            title=title, size=data_size(model.size_bytes)
        )
    return tr("{title}: {state}").format(title=title, state=model.state)


def step_text(ladder: Ladder, index: int) -> str:
    """A resolution in the combo box."""
    step = ladder.steps[index]
    text = ground(step.gsd_m)
    if step.zoom is not None:
        text = tr("{gsd}, zoom {zoom}").format(gsd=text, zoom=step.zoom)
    if index == ladder.recommended:
        return tr("{resolution} (recommended)").format(resolution=text)
    if index == 0 and step.zoom is None:
        return tr("{resolution} (native)").format(resolution=text)
    return text


def size_text(plan: Plan) -> str:
    """Size and tiles of a run."""
    size = plan.size
    pixels = size_px(size.cols, size.rows)
    if size.inside is not None and size.inside < size.cols * size.rows:
        share = percent(size.inside / (size.cols * size.rows))
        pixels = tr("{size}, {share} inside").format(size=pixels, share=share)
    if not size.tiles:
        return pixels
    if size.tiles == 1:
        return tr("{size}, 1 tile").format(size=pixels)
    return tr("{size}, {tiles} tiles").format(size=pixels, tiles=count(size.tiles))


def cost_text(plan: Plan) -> str:
    """Time and room of a run, and what a server is asked for."""
    size = plan.size
    parts = [tr("up to {size} on disk").format(size=data_size(size.disk_bytes))]
    if size.seconds is not None:
        parts.insert(0, about(size.seconds))
    elif size.tiles:
        parts.insert(0, tr("time not known yet"))
    if size.web_tiles:
        parts.append(tr("{n} map tiles").format(n=count(size.web_tiles)))
    return ", ".join(parts)


def shown_names(names: list[str], asked: int) -> str:
    """Which of many names are shown; empty when all are."""
    if len(names) >= asked:
        return ""
    return tr(
        "Shown are {n} of {all} names: {names}. Select other rows of the list for theirs."
    ).format(n=count(len(names)), all=count(asked), names=elide_names(names))
