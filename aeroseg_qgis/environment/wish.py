"""What the user wants of the installer, and what there is. Light: the panel loads it at start."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["State", "Wish"]


@dataclass(frozen=True)
class Wish:
    """What the user wants.

    Attributes:
        build: "cpu", "cuda" or "mps".
        wheels: folder of packages for a computer without network; empty for the network.
        python: a Python to make the environment with; empty: one that fits is found, or fetched.
    """

    build: str
    wheels: str = ""
    python: str = ""


class State:
    """What there is: plain words that the panel and the options page compare with."""

    MISSING = "missing"
    READY = "ready"
    OUTDATED = "outdated"
    BROKEN = "broken"
