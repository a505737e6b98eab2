"""The user's language: loads the compiled translation that came with the plugin."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

__all__ = ["install_translator"]

FOLDER = Path(__file__).parent / "i18n"  # beside this file in the staged plugin


def install_translator(locale: str = "") -> QTranslator | None:
    """Install the translation for a locale.

    Args:
        locale: as in "de" or "pt_BR"; empty takes QGIS's own, which honours its settings.

    Returns:
        The translator, which the caller has to keep; None where there is none for the language.
    """
    name = (locale or QgsApplication.locale()).replace("-", "_")
    for part in (name, name.split("_")[0].lower()):
        path = FOLDER / f"aeroseg_{part}.qm"
        if path.is_file():
            translator = QTranslator()
            if translator.load(str(path)):
                QCoreApplication.installTranslator(translator)
                return translator
    return None
