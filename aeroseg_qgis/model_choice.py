"""The model of the panel: which models its combo box lists, and which one is chosen.

The choice is kept with the project, and as the first choice of the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from .catalogue import Catalogue, title_of
from .environment import Environment
from .messages import ModelInfo
from .settings import ProjectMemory, Settings
from .text import count, tr
from .widgets import SHORT_ROLE
from .wording import model_text, state_icon

if TYPE_CHECKING:
    from .dock_form import DockForm

__all__ = ["ModelChoice"]

NEEDS_WEIGHTS = "needs weights"
NEEDS_DOWNLOAD = "needs download"


class ModelChoice(QObject):
    """Fills the combo box of models and remembers what is chosen there."""

    picked = pyqtSignal()  # the user took one; `changed` follows
    changed = pyqtSignal()  # the list was made anew, or another model is chosen

    def __init__(
        self,
        form: DockForm,
        catalogue: Catalogue,
        environment: Environment,
        settings: Settings,
        memory: ProjectMemory,
    ) -> None:
        super().__init__(form)
        self._combo, self._label = form.model, form.model_label
        self._catalogue = catalogue
        self._environment = environment
        self._settings = settings
        self._memory = memory
        self._combo.activated.connect(self._on_activated)

    def chosen(self) -> ModelInfo | None:
        """The model in the combo box."""
        return self._catalogue.find(self._combo.currentData() or "")

    def remember(self, model_id: str) -> bool:
        """Make this the model that `show` chooses; says whether it is there."""
        if self._catalogue.find(model_id) is None:
            return False
        self._settings.model = model_id
        self._memory.write("model", model_id)
        return True

    def show(self) -> None:
        """List the models anew and choose the one that is remembered."""
        has_python = self._environment.is_usable()
        for widget in (self._combo, self._label):
            widget.setVisible(has_python)
        wanted = self._memory.read("model") or self._settings.model
        self._combo.clear()
        models = self._listed(wanted)
        for model in models:
            self._combo.addItem(state_icon(model), model_text(model), model.id)
            tip = "\n".join(part for part in (model.title, model.reason, *model.needs) if part)
            self._combo.setItemData(self._combo.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
            self._combo.setItemData(self._combo.count() - 1, title_of(model), SHORT_ROLE)
        index = max(0, self._combo.findData(wanted))
        hidden = len(self._catalogue.models) - len(models)
        if hidden:
            text = tr("One more model…") if hidden == 1 else tr("{n} more models…")
            self._combo.add_more(
                text.format(n=count(hidden)),
                tr("Models whose weights are not here, and how to get them: options, Models"),
            )
        if not self._catalogue.models:
            waits = self._catalogue.is_loading
            self._combo.addItem(tr("looking for models…") if waits else tr("no model"))
        self._combo.setEnabled(bool(self._catalogue.models))
        self._combo.setCurrentIndex(index)
        self._tell()

    def _listed(self, wanted: str) -> list[ModelInfo]:
        """Models for the combo box, ready ones first.

        Of those to download only the first is offered here, and of those without public weights
        none, so that the list stays short.
        """
        models, has_download = [], False
        for model in self._catalogue.models:
            is_first_download = model.state == NEEDS_DOWNLOAD and not has_download
            has_download = has_download or is_first_download
            is_absent = model.state in (NEEDS_DOWNLOAD, NEEDS_WEIGHTS)
            if not is_absent or is_first_download or model.id == wanted:
                models.append(model)
        models = models or self._catalogue.models[:1]
        return sorted(models, key=lambda model: not model.is_ready)

    def _on_activated(self, _index: int) -> None:
        model = self.chosen()
        if model is not None:
            self._settings.model = model.id
            self._memory.write("model", model.id)
        self.picked.emit()
        self._tell()

    def _tell(self) -> None:
        model = self.chosen()
        tip = tr("The model that answers. Add your own in the options")
        self._combo.setToolTip(f"{title_of(model)}\n{tip}" if model is not None else tip)
        self.changed.emit()
