"""Command lines for people to paste: quoted for POSIX shells, PowerShell and cmd.

Guarantees: every word arrives at the program as it is, whatever it holds; the command names its
folder, so that it can be pasted anywhere. Standard library only.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["CMD", "POSIX", "POWERSHELL", "SHELLS", "Invocation"]

POSIX, POWERSHELL, CMD = "posix", "powershell", "cmd"
SHELLS = (POSIX, POWERSHELL, CMD)
CMD_SPECIAL = re.compile(r'([()%!^"<>&|])')


@dataclass(frozen=True)
class Invocation:
    """A program with its words, its folder, and variables that it needs.

    Args:
        words: The program, then what it is told.
        folder: Where it has to be started.
        variables: Beside those of the shell.
    """

    words: list[str]
    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def text(self, shell: str) -> str:
        """The line for a shell.

        Args:
            shell: One of SHELLS.
        """
        if shell == POWERSHELL:
            return self._powershell()
        if shell == CMD:
            return self._cmd()
        given = [f"{name}={shlex.quote(value)}" for name, value in self.variables.items()]
        line = " ".join([*given, shlex.join(self.words)])
        return f"cd {shlex.quote(str(self.folder))} && {line}"

    def _powershell(self) -> str:
        parts = [f"Set-Location -LiteralPath {_single(str(self.folder))}"]
        parts += [f"$env:{name} = {_single(value)}" for name, value in self.variables.items()]
        words = self.words
        if any('"' in word or _ends_badly(word) for word in words):
            # Before 7.3 quotation marks have to be escaped for the program; later versions can be
            # told to go on like that.
            parts.append("$PSNativeCommandArgumentPassing = 'Legacy'")
            words = [_escaped(word, _ends_badly(word)) for word in words]
        parts.append("& " + " ".join(_single(word) for word in words))
        return "; ".join(parts)

    def _cmd(self) -> str:
        parts = [f"cd /d {_cmd_word(str(self.folder))}"]
        parts += [f'set "{name}={value}"' for name, value in self.variables.items()]
        parts.append(" ".join(_cmd_word(word) for word in self.words))
        return " && ".join(parts)


def _single(word: str) -> str:
    """A word of PowerShell in which nothing is replaced; curly quotes end it like straight ones."""
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", word) + "'"


def _ends_badly(word: str) -> bool:
    """Whether quotation marks around a word would be taken into it."""
    return word.endswith("\\") and any(letter.isspace() for letter in word)


def _escaped(word: str, is_quoted: bool) -> str:
    """Backslashes and quotation marks of a word as programs on Windows read them."""
    word = re.sub(r'(\\*)"', r'\1\1\\"', word)
    return re.sub(r"(\\+)$", r"\1\1", word) if is_quoted else word


def _cmd_word(word: str) -> str:
    """A word of cmd: quoted where it has to be, and carets where quotes do not help."""
    if word and not re.search(r'[\s"()%!^<>&|;,=@]', word):
        return word
    quoted = f'"{_escaped(word, True)}"'
    if '"' in word or "%" in word or "!" in word:
        return CMD_SPECIAL.sub(r"^\1", quoted)
    return quoted
