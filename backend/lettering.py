"""Text in pictures, in any script that a font of this machine has.

Pillow brings one font with Latin letters. Names may be in any script: the first font found that
has all letters of a text draws it, and letters that no font has are written as their number.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

__all__ = ["Lettering"]

# By file name: Pillow looks where the system keeps its fonts. Together they cover the scripts that
# Linux distributions, macOS and Windows can show as they are installed.
FONT_FILES = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "segoeui.ttf", "Arial Unicode.ttf", "arial.ttf",
    "NotoSansCJK-Regular.ttc", "DroidSansFallbackFull.ttf", "wqy-zenhei.ttc", "uming.ttc",
    "msyh.ttc", "YuGothM.ttc", "malgun.ttf", "Hiragino Sans GB.ttc", "PingFang.ttc",
    "Nirmala.ttf", "Nirmala.ttc", "NotoSansDevanagari-Regular.ttf", "Leelawui.ttf",
)  # fmt: skip
NEVER_A_LETTER = "\uffff"
ELLIPSIS = "..."


@lru_cache(maxsize=64)
def _fonts(size_px: int) -> tuple[Any, ...]:
    """Fonts of a size, Pillow's own first."""
    found = [ImageFont.load_default(size_px)]
    for name in FONT_FILES:
        try:
            found.append(ImageFont.truetype(name, size_px))
        except OSError:
            continue  # not on this machine
    return tuple(found)


@cache
def _look_of(size_px: int, number: int, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = _fonts(size_px)[number].getmask(letter)
    return mask.size, bytes(mask)


def _has(size_px: int, number: int, letter: str) -> bool:
    """Whether a font has a letter: otherwise it draws the same sign as for what is no letter."""
    if letter == " ":
        return True
    return _look_of(size_px, number, letter) != _look_of(size_px, number, NEVER_A_LETTER)


class Lettering:
    """Draws texts of one size.

    Args:
        size_px: height of the letters.
    """

    def __init__(self, size_px: int) -> None:
        self._size = size_px
        self.line_px = round(size_px * 1.3)

    def _font(self, text: str) -> tuple[Any, str]:
        """The font for a text, and the text with what no font has written as its number."""
        fonts = _fonts(self._size)
        for number, font in enumerate(fonts):
            if all(_has(self._size, number, letter) for letter in text):
                return font, text

        def missing(number: int) -> int:
            return sum(not _has(self._size, number, letter) for letter in text)

        best = min(range(len(fonts)), key=missing)
        shown = "".join(
            letter if _has(self._size, best, letter) else f"<{ord(letter):X}>" for letter in text
        )
        return fonts[best], shown

    def width_px(self, text: str) -> float:
        """Width of a text in one line."""
        font, shown = self._font(text)
        return float(font.getlength(shown))

    def fit(self, text: str, width_px: int) -> str:
        """The text, its middle left out where it is too wide."""
        if self.width_px(text) <= width_px:
            return text
        for kept in range(len(text) - 1, 0, -1):
            head = (kept + 1) // 2
            shorter = text[:head].rstrip() + ELLIPSIS + text[len(text) - kept // 2 :].lstrip()
            if self.width_px(shorter) <= width_px:
                return shorter
        return ELLIPSIS

    def wrap(self, text: str, width_px: int, lines: int) -> list[str]:
        """The text in at most so many lines, broken at blanks where there are any."""
        out: list[str] = []
        rest = text
        while rest and len(out) < lines - 1 and self.width_px(rest) > width_px:
            end = len(rest)
            while end > 1 and self.width_px(rest[:end].rstrip()) > width_px:
                end -= 1
            blank = rest.rfind(" ", 1, end + 1)
            end = blank if blank > 0 else end
            out.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        return [*out, self.fit(rest, width_px)] if rest else out

    def draw(
        self, canvas: Image.Image, at: tuple[int, int], text: str, *, anchor: str = "la",
        fill: tuple[int, int, int] = (0, 0, 0),
    ) -> None:  # fmt: skip
        """Draw one line.

        Args:
            canvas: the picture.
            at: (x, y) of the anchor.
            text: what to write.
            anchor: Pillow's, "la" left and top, "ma" middle and top, "ra" right and top.
            fill: colour.
        """
        font, shown = self._font(text)
        ImageDraw.Draw(canvas).text(at, shown, font=font, anchor=anchor, fill=fill)
