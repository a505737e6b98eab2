"""What is to be said of the class list: the worker reads it, and the yellow line tells the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .background_switch import BackgroundSwitch
from .learning import Learning
from .messages import ParsedLines
from .model_choice import ModelChoice
from .settings import Settings
from .text import count, tr
from .worker import Worker

if TYPE_CHECKING:
    from .dock_form import DockForm

__all__ = ["ListCheck"]


class ListCheck(QObject):
    """Has the class list read by the worker, and writes the line below it."""

    changed = pyqtSignal()  # the worker has read the list as it is now

    def __init__(
        self,
        form: DockForm,
        models: ModelChoice,
        background: BackgroundSwitch,
        learning: Learning,
        worker: Worker,
        settings: Settings,
    ) -> None:
        super().__init__(form)
        self._lines, self._notice = form.lines, form.notice
        self._models = models
        self._background = background
        self._learning = learning
        self._worker = worker
        self._settings = settings
        self._said = ""
        form.input.textChanged.connect(self._on_typing)

    def ask(self) -> None:
        """Let the worker say how it understands the lines."""
        lines, model = self._lines.lines, self._models.chosen()

        def take(result: dict) -> None:
            if lines == self._lines.lines:
                try:
                    parsed = ParsedLines.from_dict(result)
                    self._lines.set_parsed(lines, self._learning.knowing(parsed, model))
                except (KeyError, ValueError, TypeError):
                    return  # another version; the first run says so in words
                self.show()
                self.changed.emit()

        self._worker.call(
            "parse",
            {
                "classes": lines,
                "model": model.id if model is not None and model.is_ready else None,
                "user_checkpoints": self._settings.checkpoints,
            },
            on_result=take,
            on_error=lambda problem: None,  # a run says the same, where it matters
        )

    # The yellow line

    def say(self, text: str) -> None:
        """Say this of the list until it changes; empty: say what there is to say by itself."""
        self._said = text
        self.show()

    def forget(self) -> None:
        """The list or the model is another one: the next `show` leaves out what was said."""
        self._said = ""

    def show(self) -> None:
        """The yellow line: about the list, or about names the model does not know."""
        unknown, text = self._lines.unknown, self._said
        if not text and self._lines.problems:
            text = self._lines.problems[0]
        if not text and unknown:
            model = self._models.chosen()
            title = model.title if model is not None else ""
            if len(unknown) == 1:
                text = tr("“{name}” is not known to the model “{model}” and gets no pixel.").format(
                    name=unknown[0], model=title
                )
                text = self._lines.unknown_reasons[0] or text
            else:
                text = tr(
                    "{n} names are not known to the model “{model}” and get no pixel. "
                    "Point at one to see which models know it."
                ).format(n=count(len(unknown)), model=title)
        if not text and self._background.shares_out_everything:
            text = tr(
                "Without background words each pixel gets one of your names. Switch them on, or "
                "add “background” to the list."
            )
        self._notice.say(text)

    def _on_typing(self, text: str) -> None:
        if text and self._said:
            self.say("")
