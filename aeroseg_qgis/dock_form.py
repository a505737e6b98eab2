"""The panel's controls: which there are, what they are called, where they stand. No behaviour.

From top to bottom: image and area, class names, model and button, result.
"""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .area_form import AreaForm
from .class_lines import ClassLines
from .class_preset_menu import PresetMenu
from .class_view import ClassView, NameInput
from .install_card import InstallCard
from .result_view import ResultView
from .text import tr
from .widgets import (
    MoreCombo,
    Notice,
    PresetChips,
    StatusLabel,
    heading_label,
    let_shrink,
    line,
    tool_button,
)

__all__ = ["DockForm"]


class DockForm(QgsDockWidget):
    """The controls of the panel, as attributes.

    Args:
        lines: What the class list shows.
        where: The upper part of the panel: image, area, resolution.
    """

    pythonAsked = pyqtSignal()  # "use an existing Python"

    def __init__(self, lines: ClassLines, where: AreaForm, parent: QWidget | None = None) -> None:
        super().__init__(tr("AerOSeg"), parent)
        self.setObjectName("AeroSegDock")
        lines.setParent(self)
        self.lines = lines
        self.where = where
        self.image, self.no_image, self.sample = where.image, where.no_image, where.sample
        self.options, self.help = where.options, where.help
        self.view, self.whole, self.within = where.view, where.whole, where.within
        self.pixel_size, self.resolution, self.size = (
            where.pixel_size, where.resolution, where.size,
        )  # fmt: skip
        self._build()
        self.explain_widgets()

    def explain_widgets(self) -> None:
        """Let "What is this?" say what the tips say."""
        for widget in self.findChildren(QWidget):
            if widget.toolTip() and not widget.whatsThis():
                widget.setWhatsThis(widget.toolTip())

    def _build(self) -> None:
        body = QWidget(self)
        body.setObjectName("aerosegBody")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.where)
        layout.addWidget(line(body))
        layout.addLayout(self._build_classes())
        layout.addWidget(line(body))
        layout.addLayout(self._build_run())
        self.result = ResultView(body)
        self.result.setObjectName("resultView")
        layout.addWidget(self.result)
        layout.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("aerosegScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        scroll.setMinimumWidth(260)
        self.setWidget(scroll)

    def _build_classes(self) -> QVBoxLayout:
        heading = heading_label(tr("Classes"), self)
        self.undo = tool_button(
            "undoButton",
            QgsApplication.getThemeIcon("/mActionUndo.svg"),
            tr("Undo in the list"),
            self,
        )
        self.redo = tool_button(
            "redoButton",
            QgsApplication.getThemeIcon("/mActionRedo.svg"),
            tr("Redo in the list"),
            self,
        )
        self.presets = QToolButton(self)
        self.presets.setObjectName("presetsButton")
        self.presets.setText(tr("Presets"))
        self.presets.setToolTip(tr("Ready lists: general ones, your own, those of data sets"))
        self.presets.setAutoRaise(True)
        self.presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.preset_menu = PresetMenu(self.presets)
        self.presets.setMenu(self.preset_menu)
        self.save_list = tool_button(
            "saveListButton",
            QgsApplication.getThemeIcon("/mActionFileSave.svg"),
            tr("Save this list, to take it again from the presets"),
            self,
        )
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(heading, 1)
        for button in (self.undo, self.redo, self.presets, self.save_list):
            top.addWidget(button)
        self.names = ClassView(self.lines, self)
        self.names.setObjectName("classList")
        self.names.setToolTip(tr("The names to look for. Double-click to edit, Delete to remove"))
        self.chips = PresetChips(tr("Type names below, or take one of these:"), self)
        self.chips.setObjectName("presetChips")
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.chips)
        self.stack.addWidget(self.names)
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.input = NameInput(self)
        self.input.setObjectName("classInput")
        self.input.setPlaceholderText(tr("Type a name, Enter adds, commas split"))
        self.input.setToolTip(
            tr(
                "Class names, for example: building, road. Other words for the same class go "
                "behind a bar: building | house | roof. Several lines can be pasted."
            )
        )
        self.notice = Notice(self)
        self.notice.setObjectName("noticeFrame")
        layout = QVBoxLayout()
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.stack)
        layout.addWidget(self.input)
        layout.addWidget(self.notice)
        return layout

    def _build_run(self) -> QVBoxLayout:
        self.model = MoreCombo(self)
        self.model.setObjectName("modelCombo")
        self.model.setToolTip(tr("The model that answers. Add your own in the options"))
        let_shrink(self.model)
        self.model_label = QLabel(tr("Model"), self)
        row = QHBoxLayout()
        row.addWidget(self.model_label)
        row.addWidget(self.model, 1)
        self.background = QCheckBox(tr("Compare with background words"), self)
        self.background.setObjectName("backgroundCheck")
        self.background_list = tool_button(
            "backgroundListButton",
            QgsApplication.getThemeIcon("/mActionToggleEditing.svg"),
            tr("Which words these are: options, Background words"),
            self,
        )
        others = QHBoxLayout()
        others.addWidget(self.background, 1)
        others.addWidget(self.background_list)
        self.card = InstallCard(self)
        self.card.pythonAsked.connect(self.pythonAsked)
        self.segment = QPushButton(self)
        self.segment.setObjectName("segmentButton")
        self.segment.setMinimumHeight(int(1.6 * self.segment.sizeHint().height()))
        self.segment.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = QToolButton(self)
        self.more.setObjectName("moreButton")
        self.more.setText(tr("More"))
        self.more.setToolTip(tr("More to do with the image and the names"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.more.setFixedHeight(self.segment.minimumHeight())
        menu = QMenu(self.more)
        menu.setToolTipsVisible(True)
        self.look = menu.addAction(
            QgsApplication.getThemeIcon("/mActionIdentify.svg"), tr("Show &correlation layers")
        )
        self.look.setObjectName("correlationAction")
        self.again = menu.addAction(
            QgsApplication.getThemeIcon("/mActionRefresh.svg"),
            tr("&Ask again when the list changes"),
        )
        self.again.setObjectName("askAgainAction")
        self.again.setCheckable(True)
        self.again.setToolTip(
            tr("By itself, and only where the image is encoded already: it takes a moment")
        )
        self.more.setMenu(menu)
        self.runs = tool_button(
            "runsButton",
            QgsApplication.getThemeIcon("/mIconHistory.svg"),
            tr("Runs: open, repeat or take over what was run before"),
            self,
        )
        self.runs.setFixedHeight(self.segment.minimumHeight())
        go = QHBoxLayout()
        go.setSpacing(4)
        go.addWidget(self.segment, 1)
        go.addWidget(self.more)
        go.addWidget(self.runs)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("progressBar")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setToolTip(tr("How far the run is"))
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when a run begins
        self.bar.setSizePolicy(policy)
        self.bar.hide()
        self.status = StatusLabel(self)
        self.status.setObjectName("statusLabel")
        layout = QVBoxLayout()
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addLayout(others)
        self.below_model = QVBoxLayout()  # where the download of a model goes
        layout.addLayout(self.below_model)
        layout.addWidget(self.card)
        layout.addLayout(go)
        layout.addWidget(self.bar)
        layout.addWidget(self.status)
        self.below_run = QVBoxLayout()  # where unfinished runs go
        layout.addLayout(self.below_run)
        return layout
