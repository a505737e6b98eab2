"""The handbook inside QGIS: the pages of docs/, which come with the plugin. No network.

Every message carries the name that docs/troubleshooting.md explains; its link opens that place.
"""

from __future__ import annotations

import os
from pathlib import Path

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QTextDocument
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from .environment.places import code_root
from .qt_enums import number_of
from .text import tr

__all__ = ["HelpView", "help_link", "open_help", "open_link"]

TROUBLESHOOTING = "troubleshooting.md"
GUIDE = "user-guide.md"
SCHEME = "aeroseg-help:"
SIZE = (760, 620)


def help_link(name: str, color: str = "") -> str:
    """Rich text that opens the explanation of an error's name; `color` where blue is not seen."""
    style = f' style="color: {color}"' if color else ""
    return f'<a href="{SCHEME}{TROUBLESHOOTING}#{name}"{style}>{name}</a>'


def open_link(link: str, parent: QWidget | None) -> HelpView | None:
    """Open a link of help_link()."""
    if not link.startswith(SCHEME):
        QDesktopServices.openUrl(QUrl(link))
        return None
    page, _, place = link[len(SCHEME) :].partition("#")
    return open_help(page, place, parent)


def open_help(page: str = GUIDE, place: str = "", parent: QWidget | None = None) -> HelpView:
    """Show a page of the handbook, at a heading."""
    view = HelpView(parent)
    view.show_page(page, place)
    view.show()
    return view


class HelpView(QDialog):
    """A window beside QGIS; links between pages work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aerosegHelp")
        self.setWindowTitle(tr("AerOSeg help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.browser = QTextBrowser(self)
        self.browser.setObjectName("aerosegHelpText")
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._follow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.browser)
        layout.addWidget(buttons)
        self._page = ""

    def show_page(self, page: str, place: str = "") -> None:
        """Read a page of docs/, or another text that its pages link to, and go to a heading."""
        if page != self._page:
            path = self._path_of(page)
            try:
                text = path.read_text(encoding="utf-8")
            except OSError:
                text = tr("The page “{page}” did not come with this installation.").format(
                    page=page
                )
            self._page = page
            self.browser.document().setBaseUrl(QUrl.fromLocalFile(str(path)))
            if hasattr(self.browser, "setMarkdown"):
                self.browser.setMarkdown(text)
            else:  # Qt before 5.14
                self.browser.setPlainText(text)
            self._fit_pictures()
        self._go_to(place)

    def _path_of(self, page: str) -> Path:
        """Where a page lies: in docs/, or beside it but in the plugin's folder."""
        docs = code_root() / "docs"
        path = Path(os.path.normpath(docs / page))
        return path if path.is_relative_to(code_root()) else docs / Path(page).name

    def _fit_pictures(self) -> None:
        """Pictures as wide as the window at most."""
        from qgis.PyQt.QtGui import QImage

        document = self.browser.document()
        kind = number_of(QTextDocument.ResourceType.ImageResource)
        images = code_root() / "docs" / "images"
        for path in [*images.glob("*.png"), *images.glob("*.svg")]:
            image = QImage(str(path))
            if image.width() > SIZE[0] - 60:
                image = image.scaledToWidth(
                    SIZE[0] - 60, Qt.TransformationMode.SmoothTransformation
                )
            url = QUrl.fromLocalFile(str(path))
            for name in (url, QUrl(f"images/{path.name}")):
                document.addResource(kind, name, image)

    def _go_to(self, place: str) -> None:
        document = self.browser.document()
        block = document.begin()
        wanted = place.replace("-", " ").casefold()
        while wanted and block.isValid():
            text = block.text().strip().casefold().replace("-", " ").replace("`", "")
            if block.blockFormat().headingLevel() and wanted in (text, text.replace("_", " ")):
                cursor = self.browser.textCursor()
                cursor.setPosition(document.lastBlock().position())
                self.browser.setTextCursor(cursor)  # so that the heading comes to the top
                cursor.setPosition(block.position())
                self.browser.setTextCursor(cursor)
                return
            block = block.next()

    def _follow(self, link: QUrl) -> None:
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
            return
        page = (link.toLocalFile() if link.isLocalFile() else link.path()) or self._page
        if page.endswith(".md"):
            if Path(page).is_absolute():  # the browser has resolved it
                page = Path(os.path.relpath(page, code_root() / "docs")).as_posix()
            self.show_page(page, link.fragment())
