"""The dialog for the user's own class lists: rename, delete."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from . import class_presets as presets
from .class_preset_menu import tip_of
from .problems import Problem
from .settings import Settings
from .text import tr

__all__ = ["ListManager"]

PATH_ROLE = int(Qt.ItemDataRole.UserRole)


class ListManager(QDialog):
    """Rename and delete saved lists; each change is made at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setObjectName("listManager")
        self.setWindowTitle(tr("My class lists"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lists = QListWidget(self)
        self.lists.setObjectName("ownLists")
        self.lists.setToolTip(tr("Your saved lists. F2 or a double-click renames"))
        self.lists.itemChanged.connect(self._rename)
        self.lists.currentItemChanged.connect(lambda *_: self._show_buttons())
        self.rename = self._button("renameListButton", tr("Rename"), tr("Give it another name"))
        self.rename.clicked.connect(lambda: self.lists.editItem(self.lists.currentItem()))
        self.delete = self._button(
            "deleteListButton", tr("Delete…"), tr("Put the file of this list into the trash")
        )
        self.delete.clicked.connect(self._ask_delete)
        folder = self._button(
            "listFolderButton", tr("Open folder"), tr("Show the files, for example to copy them")
        )
        folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(presets.own_folder())))
        )
        self.message = QLabel(self)
        self.message.setObjectName("listMessage")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        side = QVBoxLayout()
        for button in (self.rename, self.delete, folder):
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.lists, 1)
        row.addLayout(side)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(row, 1)
        layout.addWidget(self.message)
        layout.addWidget(close)
        self.resize(420, 300)
        self._fill()

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAutoDefault(False)  # Enter ends the renaming, nothing else
        return button

    def _fill(self, select: Path | None = None) -> None:
        self.lists.blockSignals(True)
        self.lists.clear()
        for path in presets.own_lists():
            item = QListWidgetItem(path.stem, self.lists)
            item.setData(PATH_ROLE, str(path))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            try:
                item.setToolTip(tip_of(presets.read_list(path)))
            except Problem as problem:
                item.setToolTip(problem.text)
            if path == select:
                self.lists.setCurrentItem(item)
        if self.lists.currentItem() is None and self.lists.count():
            self.lists.setCurrentRow(0)
        self.lists.blockSignals(False)
        self._show_buttons()

    def _show_buttons(self) -> None:
        for button in (self.rename, self.delete):
            button.setEnabled(self.lists.currentItem() is not None)

    def _rename(self, item: QListWidgetItem) -> None:
        path = Path(item.data(PATH_ROLE))
        self.message.clear()
        try:
            path = presets.rename_list(path, item.text())
        except Problem as problem:
            self.message.setText(problem.text)
        self._fill(path)

    def _ask_delete(self) -> None:
        item = self.lists.currentItem()
        box = QMessageBox(self)
        box.setObjectName("deleteListQuestion")
        box.setWindowTitle(self.windowTitle())
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(tr("Delete the list “{name}”?").format(name=item.text()))
        box.setInformativeText(tr("Its file goes to the trash."))
        delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete.clicked.connect(lambda: self._delete(Path(item.data(PATH_ROLE))))
        box.open()

    def _delete(self, path: Path) -> None:
        try:
            to_trash = presets.delete_list(path)
        except Problem as problem:
            self.message.setText(problem.text)
        else:
            self._settings.forget_list(str(path))
            self.message.setText(
                tr("“{name}” is in the trash.").format(name=path.stem)
                if to_trash
                else tr("“{name}” was deleted.").format(name=path.stem)
            )
        self._fill()
