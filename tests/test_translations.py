"""The translations are whole, fit their placeholders, and are what QGIS loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))
import translations  # noqa: E402


@pytest.mark.parametrize("language", sorted(translations.LANGUAGES))
def test_translation_is_whole_and_keeps_its_placeholders(language: str) -> None:
    known, wanted = translations.read(language), translations.texts()
    assert not [
        text for text in wanted if text in known and translations.misfits(text, known[text])
    ]
    # A new text is collected by `make translations`; `tools/translations.py missing` lists it.
    assert not [text for text in wanted if text not in known]


def test_collecting_again_changes_nothing_that_is_translated(tmp_path, monkeypatch) -> None:
    before = {language: translations.read(language) for language in translations.LANGUAGES}
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    for language, known in before.items():
        translations.write(language, known)
        wanted = set(translations.texts())
        assert translations.read(language) == {
            text: done for text, done in known.items() if text in wanted
        }


def test_broken_placeholder_is_found() -> None:
    assert translations.misfits("{n} of {all}", "{n} von {alle}")
    assert not translations.misfits("{n} of {all}", "{all}, davon {n}")


def test_note_tells_two_meanings_apart() -> None:
    known = translations.read("de")
    assert known["Area"] == "Gebiet" and known["Area" + translations.NOTE + "how large"] == "Fläche"


def test_command_line_lists_what_is_missing() -> None:
    command = [sys.executable, str(ROOT / "tools" / "translations.py"), "missing"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("{")
