"""The tab Environment of the options page: the computer, the private environment, other Pythons."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from .environment import Environment
from .environment.installer import record_text
from .environment.machine import Machine
from .environment.places import data_folder
from .environment.wish import State, Wish
from .help_view import help_link, open_link
from .install_view import InstallView, ask_larger
from .messages import WorkerInfo
from .problems import Problem
from .settings import Settings
from .text import data_size, tr

__all__ = ["EnvironmentTab"]

ICON_PX = 16
LOG_PX = 140


class EnvironmentTab(QScrollArea):
    """Everything about the worker's Python. Installing acts at once; paths count with OK."""

    def __init__(
        self,
        settings: Settings,
        environment: Environment,
        copy_diagnostics: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("environmentTab")
        self._settings = settings
        self._environment = environment
        self._installer = environment.installer
        self.question: QMessageBox | None = None
        body = QWidget(self)
        layout = QVBoxLayout(body)
        what = QLabel(
            tr(
                "The model runs in a Python of its own, with PyTorch, apart from QGIS. It is made "
                "here, in a folder of yours, and QGIS's own Python is never changed."
            ),
            body,
        )
        what.setWordWrap(True)
        layout.addWidget(what)
        layout.addWidget(self._build_machine(body))
        layout.addWidget(self._build_private(body))
        layout.addWidget(self._build_existing(body))
        self.diagnostics = QPushButton(tr("Copy diagnostics"), body)
        self.diagnostics.setObjectName("diagnosticsButton")
        self.diagnostics.setToolTip(
            tr("Copy versions, device, environment and the last log lines, without your paths")
        )
        self.diagnostics.setVisible(copy_diagnostics is not None)
        if copy_diagnostics is not None:
            self.diagnostics.clicked.connect(lambda: self._copy(copy_diagnostics))
        row = QHBoxLayout()
        row.addWidget(self.diagnostics)
        self.copied = QLabel(body)
        row.addWidget(self.copied, 1)
        layout.addLayout(row)
        layout.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(body)
        installer = self._installer
        installer.changed.connect(self.show_state)
        installer.logged.connect(self._add_log)
        installer.larger.connect(self._ask_larger)
        self.show_state()
        installer.look()

    def apply(self) -> None:
        """Take the paths over."""
        self._settings.python = self.python.filePath().strip()
        self._settings.environment_folder = self.folder.filePath().strip()

    # Parts

    def _build_machine(self, parent: QWidget) -> QWidget:
        box = QGroupBox(tr("This computer"), parent)
        form = QFormLayout(box)
        self.facts = {}
        for key, title in (
            ("gpu", tr("Graphics")),
            ("memory", tr("Memory")),
            ("disk", tr("Free disk space")),
            ("python", tr("Python")),
        ):
            label = QLabel(tr("looking…"), box)
            label.setObjectName(f"{key}Fact")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
            self.facts[key] = label
            form.addRow(title, label)
        return box

    def _build_private(self, parent: QWidget) -> QWidget:
        box = QGroupBox(tr("Environment for the model"), parent)
        layout = QVBoxLayout(box)
        self.icon = QLabel(box)
        self.icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.state = QLabel(box)
        self.state.setObjectName("environmentState")
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.RichText)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.state.linkActivated.connect(lambda link: open_link(link, self))
        row = QHBoxLayout()
        row.addWidget(self.icon)
        row.addWidget(self.state, 1)
        layout.addLayout(row)
        self.build = QComboBox(box)
        self.build.setObjectName("buildCombo")
        self.build.setToolTip(tr("Which build of PyTorch; the recommended one is first"))
        self.folder = _folder_field(
            box, "environmentFolder", tr("Choose the folder of the environment"),
            tr("Where the environment lies; empty: a folder of your own"),
        )  # fmt: skip
        self.folder.setFilePath(self._settings.environment_folder)
        self.folder.lineEdit().setPlaceholderText(str(data_folder() / "python"))
        self.folder.fileChanged.connect(self._on_folder)
        self.wheels = _folder_field(
            box, "wheelsFolder", tr("Choose the folder of packages"),
            tr("For a computer without network: a folder of package files (.whl). Else empty"),
        )  # fmt: skip
        self.wheels.lineEdit().setPlaceholderText(tr("from the network"))
        form = QFormLayout()
        form.addRow(tr("Build"), self.build)
        form.addRow(tr("Folder"), self.folder)
        form.addRow(tr("Packages"), self.wheels)
        layout.addLayout(form)
        self.install = QPushButton(box)
        self.install.setObjectName("makeEnvironmentButton")
        self.install.setToolTip(tr("Fetch the packages and put them into the folder"))
        self.install.clicked.connect(self._make)
        self.test = QPushButton(tr("Check"), box)
        self.test.setObjectName("checkEnvironmentButton")
        self.test.setToolTip(tr("Look at every file, load the libraries, segment a tile"))
        self.test.clicked.connect(self._installer.check)
        self.remove = QPushButton(tr("Remove…"), box)
        self.remove.setObjectName("removeEnvironmentButton")
        self.remove.setToolTip(tr("Remove the environment and all that was fetched for it"))
        self.remove.clicked.connect(self._ask_remove)
        buttons = QHBoxLayout()
        for button in (self.install, self.test, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.view = InstallView(self._installer, "tabInstall", box)
        layout.addWidget(self.view)
        self.log_box = QgsCollapsibleGroupBox(tr("Log"), box)
        self.log_box.setObjectName("installLogBox")
        self.log = QPlainTextEdit(self.log_box)
        self.log.setObjectName("installLog")
        self.log.setReadOnly(True)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setMaximumBlockCount(500)
        self.log.setFixedHeight(LOG_PX)
        self.log.setToolTip(tr("What the installer said"))
        QVBoxLayout(self.log_box).addWidget(self.log)
        self.log.setPlainText("\n".join(self._installer.log))
        self.log_box.setCollapsed(True)
        self.log_box.setSaveCollapsedState(False)
        layout.addWidget(self.log_box)
        return box

    def _build_existing(self, parent: QWidget) -> QWidget:
        box = QgsCollapsibleGroupBox(tr("Use an existing Python instead"), parent)
        box.setObjectName("existingPythonBox")
        self.python = QgsFileWidget(box)
        self.python.setObjectName("pythonFile")
        self.python.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.python.setDialogTitle(tr("Choose a Python"))
        self.python.setFilePath(self._settings.python)
        self.python.setToolTip(tr("The Python program for the model; empty: found by itself"))
        found = self._environment.python()
        if found is not None and not self._settings.python:
            self.python.lineEdit().setPlaceholderText(found.path)
        self.check = QPushButton(tr("Check"), box)
        self.check.setObjectName("checkPythonButton")
        self.check.setToolTip(tr("Start the worker with this Python and let it load its libraries"))
        self.check.clicked.connect(self.check_python)
        row = QHBoxLayout()
        row.addWidget(self.python, 1)
        row.addWidget(self.check)
        form = QFormLayout(box)
        form.addRow(tr("Python"), row)
        self.check_result = QLabel(box)
        self.check_result.setObjectName("checkPythonResult")
        self.check_result.setWordWrap(True)
        self.check_result.setTextFormat(Qt.TextFormat.PlainText)
        self.check_result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(self.check_result)
        box.setSaveCollapsedState(False)
        box.setCollapsed(not self._settings.python)
        return box

    # What is shown

    def show_state(self) -> None:
        """Show what there is and what goes on."""
        if sip.isdeleted(self):
            return
        installer = self._installer
        if installer.machine is not None:
            self._show_machine(installer.machine)
        self._show_builds()
        state, busy = installer.state, installer.is_busy
        names = {
            State.MISSING: tr("Install"),
            State.READY: tr("Install again"),
            State.OUTDATED: tr("Update"),
            State.BROKEN: tr("Repair"),
        }
        self.install.setText(names[state])
        can_make = bool(installer.builds()) or state != State.MISSING
        self.install.setEnabled(not busy and can_make)
        self.test.setEnabled(not busy and state != State.MISSING)
        has_something = not busy and (state != State.MISSING or installer.kept_bytes > 0)
        self.remove.setEnabled(has_something)
        for field in (self.build, self.wheels, self.folder):
            field.setEnabled(not busy)
        icon, text = self._state_words(state)
        self.icon.setPixmap(QgsApplication.getThemeIcon(icon).pixmap(ICON_PX, ICON_PX))
        self.state.setText(text)

    def _state_words(self, state: str) -> tuple[str, str]:
        from html import escape

        installer = self._installer
        record, problem = installer.record, installer.problem
        if problem is not None:
            return "/mIconCritical.svg", f"{escape(problem.text)} {help_link(problem.name)}"
        if state == State.MISSING:
            if installer.machine is not None and not installer.builds():
                return "/mIconWarning.svg", tr("PyTorch has no build for this computer.")
            kept = 0 if installer.is_busy else installer.kept_bytes
            if kept:
                text = tr("Not made yet. {size} are here from the last try.")
                return "/mIconInfo.svg", text.format(size=data_size(kept))
            return "/mIconInfo.svg", tr("Not made yet.")
        if state == State.BROKEN:
            return "/mIconCritical.svg", tr("The environment is damaged. Click “Repair”.")
        text = escape(record_text(record))
        if state == State.OUTDATED:
            return "/mIconWarning.svg", tr(
                "AerOSeg is newer than its packages. Click “Update”. Now: {what}."
            ).format(what=text)
        return "/mIconSuccess.svg", tr("Ready: {what}.").format(what=text)

    def _show_machine(self, machine: Machine) -> None:
        gpu = machine.gpu
        if gpu is None:
            text = tr("no GPU that PyTorch can use was found")
        elif gpu.kind == "cuda":
            text = tr("{name}, driver {driver}, {memory}").format(
                name=gpu.name, driver=gpu.driver, memory=data_size(gpu.memory_mib * 1024 * 1024)
            )
        else:
            text = gpu.name
        self.facts["gpu"].setText(text)
        self.facts["memory"].setText(data_size(machine.memory_bytes))
        self.facts["disk"].setText(data_size(machine.free_bytes))
        versions = [".".join(map(str, one.version)) for one in machine.pythons]
        self.facts["python"].setText(
            ", ".join(versions) or tr("none that fits; one is fetched, 30 MB")
        )

    def _show_builds(self) -> None:
        builds = self._installer.builds()
        if [self.build.itemData(row) for row in range(self.build.count())] == [
            build.key for build in builds
        ]:
            return
        self.build.clear()
        for number, build in enumerate(builds):
            text = (
                tr("{build} (recommended)").format(build=build.text) if not number else build.text
            )
            self.build.addItem(text, build.key)
            self.build.setItemData(number, build.why, Qt.ItemDataRole.ToolTipRole)
        record = self._installer.record
        if record is not None:
            self.build.setCurrentIndex(max(0, self.build.findData(record.build)))
            self.wheels.setFilePath(record.wheels)

    def _add_log(self, line: str) -> None:
        if not sip.isdeleted(self):
            self.log.appendPlainText(line)

    # What the user does

    def _on_folder(self, path: str) -> None:
        """Acts at once: what is shown, and Install, are about this folder."""
        if not self._installer.is_busy:
            self._settings.environment_folder = path.strip()
            self.show_state()

    def _make(self) -> None:
        key = self.build.currentData() or "cpu"
        self._installer.make(Wish(key, self.wheels.filePath().strip()))

    def _ask_remove(self) -> None:
        record = self._installer.record
        size = record.bytes if record is not None else self._installer.kept_bytes
        box = self.question = QMessageBox(self)
        box.setObjectName("removeEnvironmentQuestion")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Remove the environment?"))
        box.setText(
            tr("{size} in “{folder}” are removed. Models, results and settings stay.").format(
                size=data_size(size), folder=self._installer.places.root
            )
        )
        agree = box.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        agree.setObjectName("removeEnvironmentYes")
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda one: self._installer.remove() if one is agree else None)
        box.open()

    def _ask_larger(self, size_bytes: float) -> None:
        if not sip.isdeleted(self) and self.isVisible():
            self.question = ask_larger(self._installer, size_bytes, self)

    def _copy(self, copy_diagnostics: Callable[[], None]) -> None:
        copy_diagnostics()
        self.copied.setText(tr("Copied. Paste it into your report."))

    def check_python(self) -> None:
        """Try the Python in the field (or the one found by itself)."""
        found = self._environment.python()
        path = self.python.filePath().strip() or (found.path if found is not None else "")
        self.check.setEnabled(False)
        self.check_result.setText(tr("Checking, which takes some seconds…"))
        self._environment.check(path, self._show_check, self._show_check_problem)

    def _show_check(self, info: WorkerInfo) -> None:
        if sip.isdeleted(self):
            return
        self.check.setEnabled(True)
        libraries = ", ".join(f"{name} {version}" for name, version in info.libraries.items())
        device = info.device
        self.check_result.setText(
            tr("This Python works. Device: {name} ({why}). {libraries}.").format(
                name=device.get("name") or device.get("type", ""),
                why=str(device.get("reason", "")).rstrip("."),
                libraries=libraries,
            )
        )

    def _show_check_problem(self, problem: Problem) -> None:
        if not sip.isdeleted(self):
            self.check.setEnabled(True)
            self.check_result.setText(problem.text)


def _folder_field(parent: QWidget, name: str, title: str, tip: str) -> QgsFileWidget:
    field = QgsFileWidget(parent)
    field.setObjectName(name)
    field.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
    field.setDialogTitle(title)
    field.setToolTip(tip)
    return field
