"""The panel's switch "Compare with background words": when it is there, and what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject

from .class_text import is_everything_else, short_name
from .environment import Environment
from .messages import ModelInfo
from .settings import Settings
from .text import tr

if TYPE_CHECKING:
    from .dock_form import DockForm

__all__ = ["BackgroundSwitch"]

SEGEARTH = "segearth"  # the kind of model that has background words


class BackgroundSwitch(QObject):
    """Shows the switch where it means something, and keeps how it stands in the settings."""

    def __init__(self, form: DockForm, environment: Environment, settings: Settings) -> None:
        super().__init__(form)
        self._check, self._words = form.background, form.background_list
        self._lines = form.lines
        self._environment = environment
        self._settings = settings
        self._check.setChecked(settings.asks_background)
        self._check.toggled.connect(self._keep)

    def show(self, model: ModelInfo | None) -> None:
        """The switch, for models that have it and where nothing typed says the same."""
        has_it = model is not None and model.kind == SEGEARTH and self._environment.is_usable()
        for widget in (self._check, self._words):
            widget.setVisible(has_it)
        typed = [line for line in self._lines.lines if is_everything_else(line)]
        self._check.setEnabled(not typed)
        self._check.setToolTip(
            tr("The list holds “{name}”, so the names are compared with that alone.").format(
                name=short_name(typed[0])
            )
            if typed
            else tr(
                "So that a single name does not fill the map: a place that is more like road, "
                "water, tree and other such words than like your names gets no class. Words of "
                "the same kind as a name are left out by themselves."
            )
        )

    @property
    def shares_out_everything(self) -> bool:
        """Whether nothing stands for what is none of the names."""
        return (
            not self._check.isHidden()
            and not self._check.isChecked()
            and bool(self._lines.lines)
            and not any(map(is_everything_else, self._lines.lines))
        )

    def _keep(self, is_on: bool) -> None:
        self._settings.asks_background = is_on
