"""A compiled translation is found by locale, used by tr(), and taken away again."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from qgis.PyQt.QtCore import QCoreApplication

from aeroseg_qgis import translation
from aeroseg_qgis.text import tr

from .conftest import REPOSITORY


@pytest.fixture(scope="module")
def compiled():
    tool = REPOSITORY / "tools" / "translations.py"
    done = subprocess.run([sys.executable, str(tool), "compile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return REPOSITORY / "build" / "i18n"


@pytest.mark.skipif(shutil.which("lrelease") is None, reason="lrelease is not installed")
@pytest.mark.parametrize(
    ("locale", "wanted"),
    [
        ("de", "Bild"),
        ("de_AT", "Bild"),
        ("fr_FR", "Image"),
        ("es", "Imagen"),
        ("pt-BR", "Imagem"),
        ("ja", "画像"),
        ("zh_CN", "图像"),
    ],
)
def test_text_is_in_the_user_s_language(compiled, monkeypatch, locale, wanted):
    monkeypatch.setattr(translation, "FOLDER", compiled)
    translator = translation.install_translator(locale)
    assert translator is not None
    try:
        assert tr("Image") == wanted
    finally:
        QCoreApplication.removeTranslator(translator)
    assert tr("Image") == "Image"


def test_language_without_a_translation_stays_english(compiled, monkeypatch):
    monkeypatch.setattr(translation, "FOLDER", compiled)
    assert translation.install_translator("fi") is None
    assert tr("Image") == "Image"
