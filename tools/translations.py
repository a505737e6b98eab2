"""The translations of what the plugin shows: collects the texts, checks them, compiles them.

    python3 tools/translations.py update     new texts into translations/*.ts, old ones out
    python3 tools/translations.py missing    what has no translation yet, as JSON to fill in
    python3 tools/translations.py fill FILE  translations from such a JSON into the .ts files
    python3 tools/translations.py check      gaps and placeholders that do not fit; exit code 1
    python3 tools/translations.py compile    build/i18n/*.qm, for the plugin folder (needs lrelease)

A .ts file is Qt's own format: Qt Linguist opens it. Every text is a literal argument of tr(), so
that they can be collected from the syntax tree, whatever way it is broken into lines. Only the
standard library is used, and lrelease of Qt.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "aeroseg_qgis"
FOLDER = ROOT / "translations"
COMPILED = ROOT / "build" / "i18n"
CONTEXT = "AeroSeg"
LANGUAGES = {
    "de": "de_DE", "es": "es_ES", "fr": "fr_FR", "ja": "ja_JP", "pt": "pt_BR", "zh": "zh_CN",
}  # fmt: skip
NOTE = "\x04"  # between a text and its note, as gettext writes it
PLACEHOLDER = re.compile(r"\{(\w*)\}")
LRELEASE = (
    "lrelease", "lrelease-qt5", "lrelease6", "pyside6-lrelease", "/usr/lib/qt5/bin/lrelease",
    "/usr/lib/qt6/bin/lrelease",
)  # fmt: skip


def texts() -> list[str]:
    """Every text of the plugin, in the order of files and lines; a note follows after NOTE."""
    found: dict[str, None] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        calls = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "tr"
            and node.args
        ]
        for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
            parts = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if len(parts) != len(node.args) or not all(isinstance(one, str) for one in parts):
                raise SystemExit(f"{path.name}:{node.lineno}: tr() takes literal texts only")
            found.setdefault(NOTE.join(parts))
    return list(found)


def path_of(language: str) -> Path:
    """The .ts file of a language."""
    return FOLDER / f"aeroseg_{language}.ts"


def read(language: str) -> dict[str, str]:
    """Text -> translation; unfinished ones are left out."""
    path = path_of(language)
    if not path.exists():
        return {}
    found = {}
    # Our own files: no entities from elsewhere are in them.
    for message in ET.parse(path).iter("message"):  # noqa: S314
        source, translation = message.find("source"), message.find("translation")
        if source is None or translation is None or translation.get("type") == "unfinished":
            continue
        if translation.text:
            note = message.findtext("comment")
            found[(source.text or "") + (NOTE + note if note else "")] = translation.text
    return found


def write(language: str, known: dict[str, str]) -> None:
    """Write the .ts file: every text of today, with its translation or marked unfinished."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{LANGUAGES[language]}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for text in texts():
        done = known.get(text, "")
        kind = "" if done else ' type="unfinished"'
        source, _, note = text.partition(NOTE)
        lines += [
            "    <message>",
            f"        <source>{_escaped(source)}</source>",
            *([f"        <comment>{_escaped(note)}</comment>"] if note else []),
            f"        <translation{kind}>{_escaped(done)}</translation>",
            "    </message>",
        ]
    lines += ["</context>", "</TS>", ""]
    FOLDER.mkdir(exist_ok=True)
    path_of(language).write_text("\n".join(lines), encoding="utf-8")


def _escaped(text: str) -> str:
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return text


def misfits(text: str, translation: str) -> bool:
    """Whether a translation would break its message."""
    wanted = sorted(PLACEHOLDER.findall(text))
    return wanted != sorted(PLACEHOLDER.findall(translation)) or text.count("\n") != (
        translation.count("\n")
    )


def problems() -> Iterator[str]:
    """Everything that `check` finds."""
    wanted = texts()
    for language in LANGUAGES:
        known = read(language)
        for text in wanted:
            if text not in known:
                yield f"{language}: not translated: {text!r}"
            elif misfits(text, known[text]):
                yield f"{language}: placeholders differ: {text!r} -> {known[text]!r}"
        for text in sorted(set(known) - set(wanted)):
            yield f"{language}: not used any more: {text!r}"


def missing() -> dict[str, list[str]]:
    """Texts without a translation -> the languages that lack it."""
    known = {language: read(language) for language in LANGUAGES}
    found = {
        text: [language for language in LANGUAGES if text not in known[language]]
        for text in texts()
    }
    return {text: languages for text, languages in found.items() if languages}


def fill(path: Path) -> None:
    """Take translations from a JSON: {text: {language: translation}}."""
    given = json.loads(path.read_text(encoding="utf-8"))
    wanted = set(texts())
    for language in LANGUAGES:
        known = read(language)
        for text, translations in given.items():
            if text not in wanted:
                print(f"no such text: {text!r}", file=sys.stderr)
            elif translations.get(language):
                known[text] = translations[language]
        write(language, known)


def compile_all(target: Path) -> bool:
    """Make the .qm files; False where there is no lrelease."""
    program = next((found for name in LRELEASE if (found := shutil.which(name))), None)
    if program is None:
        return False
    target.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        source, made = path_of(language), target / f"aeroseg_{language}.qm"
        if made.exists() and made.stat().st_mtime > source.stat().st_mtime:
            continue
        command = [program, "-silent", "-nounfinished", str(source), "-qm", str(made)]
        subprocess.run(command, check=True, capture_output=True)
    return True


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="Keeps the translations of the plugin.")
    parser.add_argument("step", choices=("update", "missing", "fill", "check", "compile"))
    parser.add_argument("file", nargs="?", type=Path)
    options = parser.parse_args()
    if options.step == "update":
        for language in LANGUAGES:
            write(language, read(language))
        print(f"{len(texts())} texts, {len(missing())} of them to be translated")
    elif options.step == "missing":
        print(json.dumps({text: {} for text in missing()}, ensure_ascii=False, indent=1))
    elif options.step == "fill":
        fill(options.file)
    elif options.step == "check":
        found = list(problems())
        print(*found, sep="\n")
        return 1 if found else 0
    elif not compile_all(COMPILED):
        print("lrelease is missing (Debian, Ubuntu: qttools5-dev-tools)", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
