"""The panel: what the user sees and types. It collects a Request and shows results.

Order from top to bottom is the order of thought: which image, which names, go, what was found.
The controls are in `dock_form`; what concerns a few of them alone is a part of its own. Here the
parts are joined, and runs begin and end.
"""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QWhatsThis, QWidget

from . import area
from .area import Plan
from .area_form import AreaForm
from .auto_run import AutoRun
from .background_switch import BackgroundSwitch
from .catalogue import Catalogue
from .class_lines import ClassLines
from .dock_form import DockForm
from .download_card import DownloadCard
from .environment import Environment
from .large_run import LargeRunQuestion
from .learning import Learning
from .list_check import ListCheck
from .messages import ModelInfo
from .model_choice import ModelChoice
from .panel_request import PanelRequest
from .planner import Planner
from .problems import Problem
from .progress import Progress
from .ready_lists import ReadyLists
from .request import Request
from .result_tools import ResultTools
from .run import Explained, Finished, Runner
from .run_history import RunHistory
from .settings import ProjectMemory, Settings
from .text import duration, tr
from .unfinished_card import UnfinishedCard
from .wording import shown_names
from .worker import Worker

__all__ = ["AeroSegDock"]

PARSE_DELAY_MS = 200
SHORTCUT = "Ctrl+Return"
MODEL_PROBLEMS = ("bad_checkpoint", "unknown_model", "needs_download")


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
        self.models = ModelChoice(self, catalogue, environment, settings, memory)
        self.learning = Learning(self, canvas, worker, settings)
        self.lists = ReadyLists(self, self.models, settings)
        self.background_switch = BackgroundSwitch(self, environment, settings)
        self.check = ListCheck(
            self, self.models, self.background_switch, self.learning, worker, settings
        )
        self.download = DownloadCard(catalogue, self)
        self.below_model.addWidget(self.download)
        self.request = PanelRequest(
            self, planner, self.models, self.learning, environment, self.download
        )
        self.unfinished = UnfinishedCard(runner, settings, catalogue, self)
        self.below_run.addWidget(self.unfinished)
        self.setTabOrder(self.background_list, self.download.button)
        self.setTabOrder(self.download.button, self.download.own)
        self.setTabOrder(self.download.own, self.download.cancel)
        self.tools = ResultTools(self.result, canvas, worker, self)
        self.explain_widgets()
        self.auto = AutoRun(runner, self.lines, self.tools.live, settings, self.request.now, self)
        self.history = RunHistory(self, runner, settings, environment, catalogue)
        self._starts_when_ready = False
        self._is_loading_project = False
        self._has_looked = False
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
        self.lines.noticed.connect(self.check.say)
        self.input.submitted.connect(self._add_names)
        self.input.textChanged.connect(self._show_button)
        self.input.undoAsked.connect(self.lines.undo)
        self.input.redoAsked.connect(self.lines.redo)
        self.undo.clicked.connect(self.lines.undo)
        self.redo.clicked.connect(self.lines.redo)
        self.lists.said.connect(self.check.say)
        self.lists.problemShown.connect(self.problemShown)
        self.lists.questionShown.connect(self.questionShown)
        self.check.changed.connect(self._show_button)
        self.models.picked.connect(self.check.forget)  # what was said of the list is old now
        self.models.changed.connect(self._after_model)
        self.model.moreAsked.connect(self.modelsAsked)
        self.background.toggled.connect(self.check.show)
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
        self.check.say("")
        self.status.show_text("")
        self._is_loading_project = False
        self.lists.offer()
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
        self.check.say(self.lines.add_text(text).notice)

    def _on_lines_edited(self) -> None:
        lines = self.lines.lines
        self.lists.show()
        self.undo.setEnabled(self.lines.can_undo)
        self.redo.setEnabled(self.lines.can_redo)
        if not self._is_loading_project:
            self._memory.write_classes(lines)
            self.auto.list_changed()
            self.check.forget()
        self.planner.set_class_count(len(lines))
        self._parse_timer.start()
        self.background_switch.show(self.chosen_model())
        self.check.show()
        self._show_button()

    def _ask_parse(self) -> None:
        """Have the list read, once the panel is looked at and there is a worker."""
        if not self.lines.lines or not self._environment.is_usable() or not self._has_looked:
            return
        self.check.ask()
        self._catalogue.refresh_once()  # the list shown may be of the last time
        self._worker.greet()  # its libraries load while the user goes on typing

    # Models

    def chosen_model(self) -> ModelInfo | None:
        """The model in the combo box."""
        return self.models.chosen()

    def _show_models(self) -> None:
        self.card.show_state()
        self.models.show()
        if self._starts_when_ready and not self._catalogue.is_loading:
            self._starts_when_ready = False
            if self._catalogue.problem is not None:
                self.problemShown.emit(self._catalogue.problem)
            else:
                self._start()

    def choose_model(self, model_id: str) -> bool:
        """Choose a model by its id; says whether it is there."""
        if not self.models.remember(model_id):
            return False
        self._show_models()
        return True

    def _after_model(self) -> None:
        model = self.chosen_model()
        self.planner.set_model(model)
        self.download.show_model(model if self._environment.is_usable() else None)
        self.input.suggest(list(model.vocabulary or []) if model is not None else [])
        self._parse_timer.start()
        self.background_switch.show(model)
        self.check.show()
        self._show_button()

    # The button

    def blocked_by(self) -> str:
        """Why Segment cannot be clicked now; empty when it can."""
        return self.request.blocked_by()

    @property
    def _is_running(self) -> bool:
        """Whether a run goes on that was asked for."""
        return self._runner.is_busy and not self.auto.is_running

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
            self._begin(self.request.of(plan))

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
        try:
            request = self.request.look(plan)
        except Problem as problem:
            self._show_failed(problem)
            return
        self._begin(request)

    def _ask(self, plan: Plan) -> None:
        """Let the user decide about a run that is very large."""
        box = LargeRunQuestion(plan, self.planner.smaller_plan(), self.chosen_model(), self)
        box.chosen.connect(self._run_chosen)
        box.open()
        self.questionShown.emit(box)

    def _run_chosen(self, plan: Plan) -> None:
        """Run the plan that was chosen, and show its resolution."""
        self.planner.set_scale(plan.step.scale)
        self._begin(self.request.of(plan))

    def _on_again(self, is_on: bool) -> None:
        self._settings.asks_again = is_on
        if is_on:
            self.auto.list_changed()

    # How a run goes, and how it ends

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
        self.check.say(" ".join(finished.result.notices))
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
            self.check.say(" ".join(explained.result.notices))
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
