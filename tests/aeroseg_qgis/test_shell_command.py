"""Commands to paste: every word arrives as it is, in each kind of shell."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aeroseg_qgis.shell_command import CMD, POSIX, POWERSHELL, SHELLS, Invocation

HARD = [
    "building | house, road", "it's", 'a "quoted" name', "50 % & more", "$HOME `id` \\n", "!x ^y",
    "水, Straße", "C:\\my data\\", "#a65a44 @ 0.4", "-1,2", "tab\there", "“curly”", "‘single’",
]  # fmt: skip
ECHO = "import json, os, sys; print(json.dumps([sys.argv[1:], os.getcwd(), os.environ.get('V')]))"


def test_posix_shell_hands_every_word_on(tmp_path):
    folder = tmp_path / "with blank é"
    folder.mkdir()
    line = Invocation([sys.executable, "-c", ECHO, *HARD], folder, {"V": "a b"}).text(POSIX)
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    words, place, value = json.loads(done.stdout)
    assert words == HARD and Path(place) == folder and value == "a b"


@pytest.mark.parametrize("word", HARD)
def test_cmd_words_are_read_back(word):
    """Cmd's carets are taken away, then the rules of programs on Windows hold."""
    line = Invocation(["prog", word], Path("C:/x")).text(CMD).split(" && ", 1)[1]
    assert read_windows(uncaret(line)) == ["prog", word]


@pytest.mark.parametrize("word", HARD)
def test_powershell_words_are_read_back(word):
    line = Invocation(["prog", word], Path("C:/x")).text(POWERSHELL)
    statement = line.rsplit("; & ", 1)[1]
    words = [re.sub(r"(['‘’‚‛])\1", r"\1", one[1:-1]) for one in literals(statement)]
    if "Legacy" in line:  # the shell puts quotation marks around words with blanks, no more
        words = [f'"{one}"' if re.search(r"\s", one) else one for one in words]
        assert read_windows(" ".join(words)) == ["prog", word]
    else:
        assert words == ["prog", word]


def test_powershell_itself(tmp_path):
    shell = shutil.which("pwsh")
    if shell is None:
        pytest.skip("PowerShell is not installed")
    line = Invocation([sys.executable, "-c", ECHO, *HARD], tmp_path).text(POWERSHELL)
    done = subprocess.run([shell, "-NoProfile", "-Command", line], capture_output=True, check=True)
    assert json.loads(done.stdout)[0] == HARD


@pytest.mark.parametrize("shell", SHELLS)
def test_line_names_folder_and_variables(shell):
    line = Invocation(["py", "x"], Path("/opt/it's"), {"AEROSEG_MODELS": "/m n"}).text(shell)
    assert "AEROSEG_MODELS" in line and "\n" not in line
    assert line.startswith(("cd ", "Set-Location"))


def uncaret(line: str) -> str:
    """What cmd hands on: carets outside of its quotes are gone, quotes stay."""
    out, quoted, index = "", False, 0
    while index < len(line):
        if line[index] == "^" and not quoted:
            index += 1
        elif line[index] == '"':
            quoted = not quoted
        out += line[index]
        index += 1
    return out


def read_windows(line: str) -> list[str]:
    """Words of a command line as the C library of Windows reads them."""
    words, word, quoted, started, index = [], "", False, False, 0
    while index < len(line):
        slashes = len(line[index:]) - len(line[index:].lstrip("\\"))
        if slashes:
            index += slashes
            if index < len(line) and line[index] == '"':
                word += "\\" * (slashes // 2)
                if slashes % 2:
                    word += '"'
                    index += 1
            else:
                word += "\\" * slashes
            started = True
        elif line[index] == '"':
            quoted, started, index = not quoted, True, index + 1
        elif line[index] in " \t" and not quoted:
            if started:
                words.append(word)
            word, started, index = "", False, index + 1
        else:
            word, started, index = word + line[index], True, index + 1
    return [*words, word] if started else words


def literals(text: str) -> list[str]:
    """Words between quotation marks, in which those are doubled."""
    return re.findall(r"'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'", text)


def test_reader_of_this_test_agrees_with_python():
    for word in HARD:
        assert read_windows(subprocess.list2cmdline(["a", word])) == ["a", word]
    assert shlex.split(shlex.join(HARD)) == HARD
