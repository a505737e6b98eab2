"""How far something is that takes a while."""

from __future__ import annotations

from dataclasses import dataclass

from .text import duration, tr

__all__ = ["Progress"]


@dataclass(frozen=True)
class Progress:
    """How far a run or a download is. `total` is 0 while that cannot be told."""

    text: str
    done: int = 0
    total: int = 0
    seconds_left: float | None = None

    @classmethod
    def of(cls, params: dict) -> Progress:
        """What the worker tells in a notification; missing or wrong numbers are none."""
        left = params.get("seconds_left")
        return cls(
            str(params.get("text", "")),
            int(params.get("done") or 0),
            int(params.get("total") or 0),
            float(left) if isinstance(left, (int, float)) else None,
        )

    @property
    def line(self) -> str:
        """Text and time left."""
        if self.seconds_left is None:
            return self.text
        return tr("{stage}, {time} left").format(stage=self.text, time=duration(self.seconds_left))

    @property
    def permille(self) -> int:
        """For a progress bar, which counts in 32 bits; -1 while it cannot be told."""
        return min(1000, 1000 * self.done // self.total) if self.total > 0 else -1
