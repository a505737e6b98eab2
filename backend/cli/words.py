"""What the command lines tell people: progress, faults, models in lines of text."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType

from backend import protocol as p
from backend.errors import AppError

__all__ = ["ProgressLine", "cancel_on_signal", "describe", "fail", "say"]

logger = logging.getLogger(__name__)

PROGRESS_S = 0.2
LOG_S = 5.0  # between lines of progress where standard error is a file


def describe(info: p.ModelInfo) -> str:
    """A model in lines of text."""
    rows = {
        "id": info.id,
        "kind": info.kind,
        "state": info.state + (f": {info.reason}" if info.reason else ""),
        "file": info.path or "none",
        "size": f"{info.size_bytes / 2**20:.1f} MiB" if info.size_bytes else "",
        "tile": f"{info.tile_px} px, step {info.stride_px} px" if info.tile_px else "",
        "ground": f"{info.gsd_m:g} m per pixel" if info.gsd_m else "",
        "threshold": f"{info.threshold:g}",
        "names": "any" if info.vocabulary is None else ", ".join(info.vocabulary),
        "licence": info.licence,
        "credits": "; ".join(info.credits),
        "needs": "; ".join(info.needs),
        "sha256": info.sha256 or "",
    }
    return "\n".join([info.title, *(f"  {key:<10}{text}" for key, text in rows.items() if text)])


class ProgressLine:
    """Progress on standard error: one line that is written over, or a line a stage in a log."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = 0.0
        self._stage = ""
        self._width = 0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *error: object) -> None:
        if self._live and self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")

    def __call__(
        self, stage: str, text: str, done: int, total: int, seconds_left: float | None
    ) -> None:
        """See ``progress`` in docs/protocol.md."""
        now = time.monotonic()
        if not self._live:
            if stage == "starting" or stage == "writing" != self._stage or now - self._last > LOG_S:
                say(text)
                self._last = now
            self._stage = stage
            return
        if now - self._last < PROGRESS_S and stage == self._stage:
            return
        self._last, self._stage = now, stage
        line = text + (f", {seconds_left:.0f} s left" if seconds_left is not None else "")
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = max(self._width, len(line))


@contextlib.contextmanager
def cancel_on_signal() -> Iterator[Callable[[], bool]]:
    """Ctrl+C and a polite kill end the run at the next tile; a second one ends the program."""
    asked = False

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        os.write(2, b"Cancelling...\n")  # sys.stderr may be in the middle of a write

    kept = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def fail(error: AppError) -> int:
    """Say what went wrong; its exit code."""
    logger.info("detail: %s", error.detail)
    say(f"{error.message} {error.hint}".strip())
    return error.exit_code


def say(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
