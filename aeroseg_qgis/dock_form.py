"""The panel's controls: which there are, what they are called, where they stand. No behaviour.

From top to bottom: image and area, class names, model and button, result.
"""

from __future__ import annotations

from qgis.core import QgsApplication, QgsMapLayerProxyModel
from qgis.gui import QgsDockWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .class_lines import ClassLines
from .class_preset_menu import PresetMenu
from .class_view import ClassView, NameInput
from .result_view import ResultView
from .text import tr
from .widgets import (
    Card,
    ElidedLabel,
    MoreCombo,
    Notice,
    PresetChips,
    StatusLabel,
    heading_label,
    line,
    tool_button,
)

__all__ = ["DockForm"]

NARROW_PX = 80


class DockForm(QgsDockWidget):
    """The controls of the panel, as attributes.

    Args:
        lines: What the class list shows.
    """

    pythonAsked = pyqtSignal()  # "use an existing Python"

    def __init__(self, lines: ClassLines, parent: QWidget | None = None) -> None:
        super().__init__(tr("AerOSeg"), parent)
        self.setObjectName("AeroSegDock")
        lines.setParent(self)
        self.lines = lines
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
        layout.addLayout(self._build_image())
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

    def _build_image(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setContentsMargins(0, 0, 0, 0)
        self.image = QgsMapLayerComboBox(self)
        self.image.setObjectName("imageCombo")
        self.image.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.image.setToolTip(tr("The image to segment; it follows the active raster layer"))
        _let_shrink(self.image)
        self.sample = QPushButton(tr("Load the sample scene"), self)
        self.sample.setObjectName("sampleButton")
        self.sample.setToolTip(tr("Open the drawn scene that comes with AerOSeg, to try it"))
        self.no_image = ElidedLabel(tr("Open an image first."), self)
        self.no_image.setObjectName("noImageLabel")
        self.options = tool_button(
            "optionsButton",
            QgsApplication.getThemeIcon("/mActionOptions.svg"),
            tr("AerOSeg options: Python, models, results folder"),
            self,
        )
        self.help = tool_button(
            "helpButton",
            QgsApplication.getThemeIcon("/mActionHelpContents.svg"),
            tr("What is this? Click here, then on a part of the panel"),
            self,
        )
        row = QHBoxLayout()
        row.setSpacing(2)
        for widget, stretch in (
            (self.image, 1),
            (self.no_image, 1),
            (self.options, 0),
            (self.help, 0),
        ):
            row.addWidget(widget, stretch)
        form.addRow(tr("Image"), row)
        form.addRow(self.sample)
        self.view = QRadioButton(tr("Map view"), self)
        self.view.setObjectName("areaView")
        self.view.setToolTip(tr("Segment the part of the image that the map shows"))
        self.whole = QRadioButton(tr("Layer"), self)
        self.whole.setObjectName("areaLayer")
        self.whole.setToolTip(tr("Segment the whole image"))
        self._areas = QButtonGroup(self)
        self._areas.addButton(self.view)
        self._areas.addButton(self.whole)
        areas = QHBoxLayout()
        areas.addWidget(self.view)
        areas.addWidget(self.whole)
        areas.addStretch(1)
        form.addRow(tr("Area"), areas)
        self.pixel_size = QDoubleSpinBox(self)
        self.pixel_size.setObjectName("pixelSize")
        self.pixel_size.setDecimals(3)
        self.pixel_size.setMinimumWidth(NARROW_PX)
        self.pixel_size.setRange(0.0, 100_000.0)
        self.pixel_size.setSingleStep(0.1)
        self.pixel_size.setSuffix(tr(" m"))
        self.pixel_size.setSpecialValueText(tr("not known yet"))
        self.pixel_size.setToolTip(
            tr("This image has no coordinate system: how many metres is one pixel on the ground?")
        )
        self.pixel_label = QLabel(tr("Pixel size"), self)
        form.addRow(self.pixel_label, self.pixel_size)
        self.resolution = QComboBox(self)
        self.resolution.setObjectName("resolutionCombo")
        self.resolution.setToolTip(
            tr("Size of a pixel that the model sees, in metres on the ground")
        )
        _let_shrink(self.resolution)
        form.addRow(tr("Resolution"), self.resolution)
        self.size = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self.size.setObjectName("sizeLabel")
        self.size.set_muted()
        form.addRow(self.size)
        return form

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
        _let_shrink(self.model)
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
        self.card = Card(self)
        self.card.setObjectName("environmentCard")
        self.card.add_button(
            "usePythonButton",
            tr("Use an existing Python…"),
            tr("Choose a Python that has PyTorch and the other packages"),
            self.pythonAsked.emit,
        )
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
        go = QHBoxLayout()
        go.setSpacing(4)
        go.addWidget(self.segment, 1)
        go.addWidget(self.more)
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
        return layout


def _let_shrink(combo: QComboBox) -> None:
    """Let a combo box be narrower than its longest entry."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    combo.setMinimumWidth(NARROW_PX)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
