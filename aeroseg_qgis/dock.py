"""The panel: what the user sees and types. It collects a Request and shows results.

Order from top to bottom is the order of thought: which image, which names, go, what was found.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QFileDialog, QShortcut, QWhatsThis, QWidget

from . import area, class_presets
from .area import Plan
from .area_form import AreaForm
from .auto_run import AutoRun
from .catalogue import Catalogue, title_of
from .class_lines import ClassLines
from .class_list_manager import ListManager
from .class_preset_menu import names_text, tip_of
from .class_text import is_everything_else, short_name
from .dock_form import DockForm
from .download_card import DownloadCard
from .environment import Environment
from .large_run import LargeRunQuestion
from .learning import Learning
from .messages import MAX_EXPLAINED_PIXELS, ModelInfo, ParsedLines
from .names_dialog import NamesDialog
from .planner import Planner
from .problems import Problem
from .progress import Progress
from .request import Request
from .result_tools import ResultTools
from .run import Explained, Finished, Runner
from .run_history import RunHistory
from .settings import ProjectMemory, Settings
from .text import count, duration, size_px, tr
from .unfinished_card import UnfinishedCard
from .widgets import SHORT_ROLE
from .wording import model_text, shown_names, state_icon
from .worker import Worker

__all__ = ["AeroSegDock"]

PARSE_DELAY_MS = 200
CHIPS = 3
SHORTCUT = "Ctrl+Return"
MODEL_PROBLEMS = ("bad_checkpoint", "unknown_model", "needs_download")
NEEDS_WEIGHTS = "needs weights"
NEEDS_DOWNLOAD = "needs download"
SEGEARTH = "segearth"  # the kind of model that has background words
MOST_LOOKED_AT = 12  # classes whose maps are added at once


class AeroSegDock(DockForm):
    """The AerOSeg panel."""

    optionsAsked = pyqtSignal()
    modelsAsked = pyqtSignal()  # the options, tab Models
    backgroundAsked = pyqtSignal()  # the options, tab Background words
    sampleAsked = pyqtSignal()
    problemShown = pyqtSignal(object)  # Problem, for the message bar
    resultShown = pyqtSignal(object)  # Finished, for the message bar
    mapsShown = pyqtSignal(object, str)  # Explained and what to say of it, for the message bar
    questionShown = pyqtSignal(object)  # QMessageBox that is open

    def __init__(
        self,
        canvas: QgsMapCanvas,
        settings: Settings,
        environment: Environment,
        worker: Worker,
        catalogue: Catalogue,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        planner, memory = Planner(settings), ProjectMemory()
        super().__init__(ClassLines(), AreaForm(planner, settings, memory, canvas), parent)
        planner.setParent(self)
        self.planner = planner
        self._settings = settings
        self._memory = memory
        self._environment = environment
        self._worker = worker
        self._catalogue = catalogue
        self._runner = runner
        self.learning = Learning(self, canvas, worker, settings)
        self.download = DownloadCard(catalogue, self)
        self.below_model.addWidget(self.download)
        self.unfinished = UnfinishedCard(runner, settings, catalogue, self)
        self.below_run.addWidget(self.unfinished)
        self.setTabOrder(self.background_list, self.download.button)
        self.setTabOrder(self.download.button, self.download.own)
        self.setTabOrder(self.download.own, self.download.cancel)
        self.tools = ResultTools(self.result, canvas, worker, self)
        self.explain_widgets()
        self.auto = AutoRun(runner, self.lines, self.tools.live, settings, self._request_now, self)
        self.history = RunHistory(self, runner, settings, environment, catalogue)
        self._starts_when_ready = False
        self._is_loading_project = False
        self._has_looked = False
        self._list_notice = ""
        self._parse_timer = QTimer(self)
        self._parse_timer.setSingleShot(True)
        self._parse_timer.setInterval(PARSE_DELAY_MS)
        self._connect()
        self.read_project()

    def _connect(self) -> None:
        self.sample.clicked.connect(self.sampleAsked)
        self.options.clicked.connect(self.optionsAsked)
        self.card.watch(self._environment)
        self.card.choicesAsked.connect(self.optionsAsked)
        self.card.questionShown.connect(self.questionShown)
        self.help.clicked.connect(QWhatsThis.enterWhatsThisMode)
        self.lines.edited.connect(self._on_lines_edited)
        self.lines.noticed.connect(self._say_about_list)
        self.input.submitted.connect(self._add_names)
        self.input.textChanged.connect(self._on_typing)
        self.input.undoAsked.connect(self.lines.undo)
        self.input.redoAsked.connect(self.lines.redo)
        self.undo.clicked.connect(self.lines.undo)
        self.redo.clicked.connect(self.lines.redo)
        self.chips.chosen.connect(self._take_preset)
        self.preset_menu.aboutToShow.connect(self._fill_preset_menu)
        self.preset_menu.chosen.connect(self._take_preset)
        self.preset_menu.fileChosen.connect(self.open_list)
        self.preset_menu.openAsked.connect(self._choose_list)
        self.preset_menu.saveAsked.connect(self._choose_place)
        self.preset_menu.layerAsked.connect(self._ask_names)
        self.preset_menu.manageAsked.connect(self._manage_lists)
        self.save_list.clicked.connect(self._choose_place)
        self.model.activated.connect(self._on_model)
        self.model.moreAsked.connect(self.modelsAsked)
        self.background.setChecked(self._settings.asks_background)
        self.background.toggled.connect(self._on_background)
        self.background_list.clicked.connect(self.backgroundAsked)
        self.look.triggered.connect(self._look_inside)
        self.learning.said.connect(self._set_outcome)
        self.learning.problemShown.connect(self.problemShown)
        self.learning.lookAsked.connect(self._start)
        self.learning.changed.connect(self._parse_timer.start)
        self.learning.join(self.names, self.more.menu())
        self.runs.clicked.connect(self.history.show)
        self.history.problemShown.connect(self.problemShown)
        self.segment.clicked.connect(self._on_button)
        for keys in (SHORTCUT, "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_shortcut)
        self._parse_timer.timeout.connect(self._ask_parse)
        self.tools.problemShown.connect(self.problemShown)
        self.tools.said.connect(self._set_outcome)
        self.tools.dialogShown.connect(self.questionShown)
        self.again.setChecked(self._settings.asks_again)
        self.again.toggled.connect(self._on_again)
        self.auto.startAsked.connect(self._begin)
        self.planner.changed.connect(self._show_button)
        self._catalogue.changed.connect(self._show_models)
        self._catalogue.downloads.failed.connect(self.problemShown)
        self.download.questionShown.connect(self.questionShown)
        self.unfinished.questionShown.connect(self.questionShown)
        self.unfinished.problemShown.connect(self._show_failed)
        self.unfinished.resumed.connect(lambda: self._set_outcome(""))
        self._runner.stateChanged.connect(self._show_button)
        self._runner.progressed.connect(self._show_progress)
        self._runner.finished.connect(self._show_finished)
        self._runner.explained.connect(self._show_explained)
        self._runner.failed.connect(self._show_failed)
        self._runner.cancelled.connect(self._show_cancelled)
        project = QgsProject.instance()
        project.readProject.connect(self.read_project)
        project.cleared.connect(self.read_project)

    def disconnect_all(self) -> None:
        """Before the dock goes: nothing outside may call it any more."""
        project = QgsProject.instance()
        for signal, slot in (
            (project.readProject, self.read_project),
            (project.cleared, self.read_project),
        ):
            signal.disconnect(slot)
        self.where.disconnect_all()
        self.unfinished.close_down()
        self._parse_timer.stop()
        self._parse_timer.timeout.disconnect(self._ask_parse)  # a late list of models starts it
        self.auto.stop()
        self.tools.stop()
        self.learning.close()
        self.planner.close()

    # The world around

    def showEvent(self, event) -> None:
        """The models are fetched when the panel is first looked at, not when QGIS starts."""
        super().showEvent(event)
        if not self._has_looked:
            self._has_looked = True
            QTimer.singleShot(0, self._look_for_models)

    def _look_for_models(self) -> None:
        self.unfinished.refresh()
        if not self._environment.is_usable() or not self._catalogue.recall():
            self.refresh_models()

    def refresh_models(self) -> None:
        """Ask for the models, if there is a worker to ask."""
        if self._environment.is_usable():
            self._catalogue.refresh()
        self._show_models()
        self.unfinished.refresh()

    def read_project(self, *_) -> None:
        """Show what the project remembers."""
        self._is_loading_project = True
        self.lines.load(self._memory.read_classes() or [])
        self.result.hide()
        self.tools.clear()
        self.auto.forget()
        self._say_about_list("")
        self.status.show_text("")
        self._is_loading_project = False
        self._offer_presets()
        self.where.read_project()
        self._show_models()
        if self._has_looked:
            self.unfinished.refresh()

    def follow(self, layer) -> None:
        """The active layer changed: take it when it is an image."""
        self.where.follow(layer)
        self.tools.follow(layer)

    # Names

    def _add_names(self, text: str) -> None:
        self._say_about_list(self.lines.add_text(text).notice)

    def _take_preset(self, lines: list[str], adds: bool = False) -> None:
        """Put a ready list into the place of the classes, or behind them."""
        if adds:
            self._say_about_list(self.lines.append_lines(lines).notice)
        else:
            self.lines.replace_all(lines)
        self.input.setFocus()

    def _fill_preset_menu(self) -> None:
        self.preset_menu.fill(self._settings, self.chosen_model(), has_lines=bool(self.lines.lines))

    def _offer_presets(self) -> None:
        presets = [(preset.name, preset.lines()) for preset in class_presets.shipped()[0]]
        last = self._settings.last_classes
        if last and last not in [lines for _, lines in presets]:
            presets.insert(0, (tr("Last used"), last))
        self.chips.offer(
            [
                (tr("{list}: {names}").format(list=name, names=names_text(lines)), lines)
                for name, lines in presets[:CHIPS]
            ],
            tip_of,
        )

    # Lists in files

    def _choose_list(self) -> None:
        dialog = self._file_dialog(tr("Open a class list"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_list)
        dialog.open()

    def _choose_place(self) -> None:
        """Ask where to save the list; in the folder that is offered it joins the presets."""
        folder = class_presets.own_folder()
        folder.mkdir(parents=True, exist_ok=True)
        dialog = self._file_dialog(tr("Save the class list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(class_presets.LIST_ENDING)
        dialog.setDirectory(str(folder))
        dialog.fileSelected.connect(self.save_list_as)
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setObjectName("classListDialog")
        dialog.setNameFilters([tr("Class lists (*.txt)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def open_list(self, path: str) -> None:
        """Take the class lines of a file."""
        try:
            lines = class_presets.read_list(Path(path))
        except Problem as problem:
            self._settings.forget_list(path)
            self.problemShown.emit(problem)
            return
        self._settings.remember_list(path)
        self._take_preset(lines, self._settings.presets_append)

    def save_list_as(self, path: str) -> None:
        """Write the class lines to a file."""
        try:
            class_presets.save_list(Path(path), self.lines.lines)
        except Problem as problem:
            self.problemShown.emit(problem)
            return
        self._settings.remember_list(path)
        self.status.show_text(tr("The list is saved as “{name}”.").format(name=Path(path).stem))

    def _ask_names(self) -> None:
        dialog = NamesDialog(self._settings.presets_append, self)
        dialog.chosen.connect(self._take_preset)
        dialog.open()
        self.questionShown.emit(dialog)

    def _on_again(self, is_on: bool) -> None:
        self._settings.asks_again = is_on
        if is_on:
            self.auto.list_changed()

    def _request_now(self) -> Request | None:
        """What Segment would ask for now; None when it could not."""
        plan = self.planner.plan
        if self.blocked_by() or plan is None or self.input.text().strip():
            return None
        if plan.source.is_rendered or self.chosen_model() is None:
            return None  # a server would be asked for pictures
        model, lines = self.chosen_model(), self.lines.lines
        taught = self.learning.files(model, lines)
        return Request(self.planner.layer, plan, lines, model, taught=taught)

    @property
    def _is_running(self) -> bool:
        """Whether a run goes on that was asked for."""
        return self._runner.is_busy and not self.auto.is_running

    def _manage_lists(self) -> None:
        ListManager(self._settings, self).open()

    def _on_typing(self, text: str) -> None:
        if text and self._list_notice:
            self._say_about_list("")
        self._show_button()

    def _on_lines_edited(self) -> None:
        lines = self.lines.lines
        self.stack.setCurrentWidget(self.names if lines else self.chips)
        if not lines:
            self._offer_presets()
        self.undo.setEnabled(self.lines.can_undo)
        self.redo.setEnabled(self.lines.can_redo)
        self.save_list.setEnabled(bool(lines))
        if not self._is_loading_project:
            self._memory.write_classes(lines)
            self.auto.list_changed()
            self._list_notice = ""
        self.planner.set_class_count(len(lines))
        self._parse_timer.start()
        self._show_background()
        self._show_notice()
        self._show_button()

    def _ask_parse(self) -> None:
        """Let the worker say how it understands the lines."""
        lines = self.lines.lines
        if not lines or not self._environment.is_usable() or not self._has_looked:
            return
        model = self.chosen_model()

        def take(result: dict) -> None:
            if lines == self.lines.lines:
                try:
                    parsed = ParsedLines.from_dict(result)
                    self.lines.set_parsed(lines, self.learning.knowing(parsed, model))
                except (KeyError, ValueError, TypeError):
                    return  # another version; the first run says so in words
                self._show_notice()
                self._show_button()

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
        self._catalogue.refresh_once()  # the list shown may be of the last time
        self._worker.greet()  # its libraries load while the user goes on typing

    def _say_about_list(self, text: str) -> None:
        self._list_notice = text
        self._show_notice()

    def _show_notice(self) -> None:
        """The yellow line: about the list, or about names the model does not know."""
        unknown, text = self.lines.unknown, self._list_notice
        if not text and self.lines.problems:
            text = self.lines.problems[0]
        if not text and unknown:
            model = self.chosen_model()
            title = model.title if model is not None else ""
            if len(unknown) == 1:
                text = tr("“{name}” is not known to the model “{model}” and gets no pixel.").format(
                    name=unknown[0], model=title
                )
                text = self.lines.unknown_reasons[0] or text
            else:
                text = tr(
                    "{n} names are not known to the model “{model}” and get no pixel. "
                    "Point at one to see which models know it."
                ).format(n=count(len(unknown)), model=title)
        if not text and self._shares_out_everything:
            text = tr(
                "Without background words each pixel gets one of your names. Switch them on, or "
                "add “background” to the list."
            )
        self.notice.say(text)

    # Models

    def chosen_model(self) -> ModelInfo | None:
        """The model in the combo box."""
        return self._catalogue.find(self.model.currentData() or "")

    def _show_models(self) -> None:
        has_python = self._environment.is_usable()
        for widget in (self.model, self.model_label):
            widget.setVisible(has_python)
        self.card.show_state()
        wanted = self._memory.read("model") or self._settings.model
        self.model.clear()
        models = self._listed(wanted)
        for model in models:
            self.model.addItem(state_icon(model), model_text(model), model.id)
            tip = "\n".join(part for part in (model.title, model.reason, *model.needs) if part)
            self.model.setItemData(self.model.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
            self.model.setItemData(self.model.count() - 1, title_of(model), SHORT_ROLE)
        index = max(0, self.model.findData(wanted))
        hidden = len(self._catalogue.models) - len(models)
        if hidden:
            text = tr("One more model…") if hidden == 1 else tr("{n} more models…")
            self.model.add_more(
                text.format(n=count(hidden)),
                tr("Models whose weights are not here, and how to get them: options, Models"),
            )
        if not self._catalogue.models:
            waits = self._catalogue.is_loading
            self.model.addItem(tr("looking for models…") if waits else tr("no model"))
        self.model.setEnabled(bool(self._catalogue.models))
        self.model.setCurrentIndex(index)
        self._after_model()
        if self._starts_when_ready and not self._catalogue.is_loading:
            self._starts_when_ready = False
            if self._catalogue.problem is not None:
                self.problemShown.emit(self._catalogue.problem)
            else:
                self._start()

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

    def choose_model(self, model_id: str) -> bool:
        """Choose a model by its id; says whether it is there."""
        if self._catalogue.find(model_id) is None:
            return False
        self._settings.model = model_id
        self._memory.write("model", model_id)
        self._show_models()
        return True

    def _on_model(self, _index: int) -> None:
        model = self.chosen_model()
        if model is not None:
            self._settings.model = model.id
            self._memory.write("model", model.id)
        self._list_notice = ""  # what was said of the list is old now
        self._after_model()

    def _after_model(self) -> None:
        model = self.chosen_model()
        self.planner.set_model(model)
        tip = tr("The model that answers. Add your own in the options")
        self.model.setToolTip(f"{title_of(model)}\n{tip}" if model is not None else tip)
        self.download.show_model(model if self._environment.is_usable() else None)
        self.input.suggest(list(model.vocabulary or []) if model is not None else [])
        self._parse_timer.start()
        self._show_background()
        self._show_notice()
        self._show_button()

    # Background words

    def _on_background(self, is_on: bool) -> None:
        self._settings.asks_background = is_on
        self._show_notice()

    def _show_background(self) -> None:
        """The switch, for models that have it and where nothing typed says the same."""
        model = self.chosen_model()
        has_it = model is not None and model.kind == SEGEARTH and self._environment.is_usable()
        for widget in (self.background, self.background_list):
            widget.setVisible(has_it)
        typed = [line for line in self.lines.lines if is_everything_else(line)]
        self.background.setEnabled(not typed)
        self.background.setToolTip(
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
    def _shares_out_everything(self) -> bool:
        """Whether nothing stands for what is none of the names."""
        return (
            not self.background.isHidden()
            and not self.background.isChecked()
            and bool(self.lines.lines)
            and not any(map(is_everything_else, self.lines.lines))
        )

    # The button

    def blocked_by(self) -> str:
        """Why Segment cannot be clicked now; empty when it can."""
        planner, model = self.planner, self.chosen_model()
        if planner.layer is None:
            return tr("Open an image first.")
        if not self._environment.is_usable():
            return tr("Set up the Python for the model first.")
        if planner.problem is not None and planner.source is None:
            return planner.problem.text
        if planner.asks_pixel_size and planner.pixel_size_m is None:
            return tr("Enter how large a pixel of this image is on the ground.")
        lines, is_typing = self.lines.lines, bool(self.input.text().strip())
        if not lines and not is_typing:
            return tr("Type at least one class name.")
        if not is_typing and all(map(is_everything_else, lines)):
            return tr("Add a name to look for: “{name}” alone means everything else.").format(
                name=short_name(lines[0])
            )
        if model is not None and not self.download.isHidden():
            return tr("Download this model first, or choose another one.")
        if model is not None and not model.is_ready:
            return model.reason or tr("This model is not ready: {state}.").format(state=model.state)
        if planner.problem is not None:
            return planner.problem.text
        if self.lines.problems:
            return self.lines.problems[0]
        if not self.lines.has_known and not is_typing:
            return tr("This model knows none of these names.")
        return ""

    def _show_button(self) -> None:
        if self._is_running or self._starts_when_ready:
            self.segment.setText(tr("Cancel"))
            self.segment.setEnabled(True)
            self.segment.setToolTip(tr("Stop the run; what is finished is kept, to go on later"))
            self._show_look(tr("A run is going on."))
            return
        reason = self.blocked_by()
        self._show_look(reason or ("" if self.chosen_model() else tr("Choose a model first.")))
        self.segment.setText(tr("Segment  ({keys})").format(keys=SHORTCUT))
        self.segment.setEnabled(not reason)
        self.segment.setToolTip(reason or tr("Find the classes in the image"))
        if reason or not self.status.property("outcome"):
            self.status.show_text(reason)
        self.bar.hide()

    def _show_look(self, reason: str) -> None:
        """Whether one can look inside the model now; why not, where not."""
        self.look.setEnabled(not reason)
        tip = tr("Add maps of what the model sees in each name, step by step, above the image")
        self.look.setToolTip(reason or tip)

    def _on_shortcut(self) -> None:
        if self.segment.isEnabled() and not self._is_running:
            self._on_button()

    def _on_button(self) -> None:
        if self._starts_when_ready:
            self._starts_when_ready = False
            self._show_cancelled()
        elif self._is_running:
            self._runner.cancel()
        else:
            self.input.submit()
            self._start()

    def _start(self) -> None:
        """Run what is chosen; asks first when it is very large."""
        if self.chosen_model() is None:
            self._starts_when_ready = True
            self._show_progress(Progress(tr("starting the worker")))
            self._show_button()
            self._catalogue.refresh()
            return
        self.planner.settle()
        reason = self.blocked_by()
        plan = self.planner.plan
        if reason or plan is None:
            self._show_button()
            return
        if area.needs_question(plan.size):
            self._ask(plan)
        else:
            self._run(plan)

    def _run(self, plan: Plan) -> None:
        lines, model = self.lines.lines, self.chosen_model()
        taught = self.learning.files(model, lines)
        self._begin(Request(self.planner.layer, plan, lines, model, taught=taught))

    def _begin(self, request: Request) -> None:
        self._set_outcome("")
        self.auto.begins(request)
        try:
            self._runner.start(request)
        except Problem as problem:
            self._show_failed(problem)

    def _look_inside(self) -> None:
        """Add the maps that the model makes on its way to the result."""
        self.input.submit()
        self.planner.settle()
        reason, plan = self.blocked_by(), self.planner.plan
        if reason or plan is None or self._is_running:
            self._show_button()
            return
        if plan.size.pixels > MAX_EXPLAINED_PIXELS:
            self._show_failed(_too_large(plan))
            return
        lines, only = self.lines.lines, None
        if len(lines) > MOST_LOOKED_AT:
            rows = self.names.selected_rows() or list(range(len(lines)))
            only = [lines[row] for row in rows[:MOST_LOOKED_AT]]
        self._begin(
            Request(self.planner.layer, plan, lines, self.chosen_model(), is_look=True, only=only)
        )

    def _ask(self, plan: Plan) -> None:
        """Let the user decide about a run that is very large."""
        box = LargeRunQuestion(plan, self.planner.smaller_plan(), self.chosen_model(), self)
        box.chosen.connect(self._run_chosen)
        box.open()
        self.questionShown.emit(box)

    def _run_chosen(self, plan: Plan) -> None:
        """Run the plan that was chosen, and show its resolution."""
        self.planner.set_scale(plan.step.scale)
        self._run(plan)

    def _show_progress(self, progress: Progress) -> None:
        self.bar.show()
        self.bar.setRange(0, progress.total)  # 0: busy, until the steps are known
        self.bar.setValue(progress.done)
        self.status.show_text(progress.line)

    def _show_finished(self, finished: Finished) -> None:
        result = finished.result
        other = result.other_pixels / max(1, result.labelled_pixels)
        self.lines.set_shares(result.shares(), other)
        self.result.show_result(finished)
        self.tools.show_finished(finished)
        is_automatic = self.auto.finished(finished)
        text = tr("Asked again in {time}.") if is_automatic else tr("Done in {time}.")
        self._set_outcome(text.format(time=duration(finished.seconds)))
        self._say_about_list(finished.result.notices[0] if finished.result.notices else "")
        self.planner.settle()
        if not is_automatic:
            self.resultShown.emit(finished)

    def _show_explained(self, explained: Explained) -> None:
        names = [cls.name for cls in explained.result.classes]
        text = shown_names(names, explained.class_count)
        self._set_outcome(
            tr("Correlation layers in {time}. {names}")
            .format(time=duration(explained.seconds), names=text)
            .strip()
        )
        if explained.result.notices:
            self._say_about_list(explained.result.notices[0])
        self.mapsShown.emit(explained, text)

    def _show_failed(self, problem: Problem) -> None:
        if self.auto.ended(problem):
            self._set_outcome(tr("The list has changed; Segment asks again."))
            return
        self._set_outcome(problem.what)
        if problem.name in MODEL_PROBLEMS:
            self._catalogue.refresh()  # the list then says what is wrong with the model
        self.problemShown.emit(problem)

    def _show_cancelled(self) -> None:
        if self.auto.ended():
            return
        self._set_outcome(tr("Cancelled. Nothing was added to the project."))

    def _set_outcome(self, text: str) -> None:
        """The status line keeps how the last run ended until something else is to be said."""
        self.status.setProperty("outcome", text)
        self.status.show_text(text)
        self._show_button()


def _too_large(plan: Plan) -> Problem:
    return Problem(
        tr("This area is too large to look inside the model."),
        tr("It has {size}, and about 4,096 × 4,096 px is the most.").format(
            size=size_px(plan.size.cols, plan.size.rows)
        ),
        tr("Zoom in, or choose a coarser resolution."),
        name="bad_area",
    )
