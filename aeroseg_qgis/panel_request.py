"""What the panel asks for as it stands now: the request, or why there can be none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject

from .area import Plan
from .class_text import is_everything_else, short_name
from .download_card import DownloadCard
from .environment import Environment
from .learning import Learning
from .messages import MAX_EXPLAINED_PIXELS
from .model_choice import ModelChoice
from .planner import Planner
from .problems import Problem
from .request import Request
from .text import size_px, tr

if TYPE_CHECKING:
    from .dock_form import DockForm

__all__ = ["PanelRequest"]

MOST_LOOKED_AT = 12  # classes whose maps are added at once


class PanelRequest(QObject):
    """Puts image, names and model together. Starts nothing and shows nothing."""

    def __init__(
        self,
        form: DockForm,
        planner: Planner,
        models: ModelChoice,
        learning: Learning,
        environment: Environment,
        download: DownloadCard,
    ) -> None:
        super().__init__(form)
        self._lines, self._names, self._input = form.lines, form.names, form.input
        self._planner = planner
        self._models = models
        self._learning = learning
        self._environment = environment
        self._download = download

    def blocked_by(self) -> str:
        """Why Segment cannot be clicked now; empty when it can."""
        planner, model = self._planner, self._models.chosen()
        if planner.layer is None:
            return tr("Open an image first.")
        if not self._environment.is_usable():
            return tr("Set up the Python for the model first.")
        if planner.problem is not None and planner.source is None:
            return planner.problem.text
        if planner.asks_pixel_size and planner.pixel_size_m is None:
            return tr("Enter how large a pixel of this image is on the ground.")
        lines, is_typing = self._lines.lines, self._is_typing
        if not lines and not is_typing:
            return tr("Type at least one class name.")
        if not is_typing and all(map(is_everything_else, lines)):
            return tr("Add a name to look for: “{name}” alone means everything else.").format(
                name=short_name(lines[0])
            )
        if model is not None and not self._download.isHidden():
            return tr("Download this model first, or choose another one.")
        if model is not None and not model.is_ready:
            return model.reason or tr("This model is not ready: {state}.").format(state=model.state)
        if planner.problem is not None:
            return planner.problem.text
        if self._lines.problems:
            return self._lines.problems[0]
        if not self._lines.has_known and not is_typing:
            return tr("This model knows none of these names.")
        return ""

    def now(self) -> Request | None:
        """What Segment would ask for now; None when it could not."""
        plan = self._planner.plan
        if self.blocked_by() or plan is None or self._is_typing:
            return None
        if plan.source.is_rendered or self._models.chosen() is None:
            return None  # a server would be asked for pictures
        return self.of(plan)

    def of(self, plan: Plan) -> Request:
        """The names and the model on these pixels."""
        lines, model = self._lines.lines, self._models.chosen()
        taught = self._learning.files(model, lines)
        return Request(self._planner.layer, plan, lines, model, taught=taught)

    def look(self, plan: Plan) -> Request:
        """A look inside the model, of the selected names where there are many.

        Raises:
            Problem: The area is too large for that.
        """
        if plan.size.pixels > MAX_EXPLAINED_PIXELS:
            raise _too_large(plan)
        lines, only = self._lines.lines, None
        if len(lines) > MOST_LOOKED_AT:
            rows = self._names.selected_rows() or list(range(len(lines)))
            only = [lines[row] for row in rows[:MOST_LOOKED_AT]]
        model = self._models.chosen()
        return Request(self._planner.layer, plan, lines, model, is_look=True, only=only)

    @property
    def _is_typing(self) -> bool:
        """Whether there is text that is not in the list yet."""
        return bool(self._input.text().strip())


def _too_large(plan: Plan) -> Problem:
    return Problem(
        tr("This area is too large to look inside the model."),
        tr("It has {size}, and about 4,096 × 4,096 px is the most.").format(
            size=size_px(plan.size.cols, plan.size.rows)
        ),
        tr("Zoom in, or choose a coarser resolution."),
        name="bad_area",
    )
