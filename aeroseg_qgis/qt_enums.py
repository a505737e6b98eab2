"""Members of Qt's enums as numbers: PyQt 5 has them as whole numbers, PyQt 6 as Python's Enum."""

from __future__ import annotations

__all__ = ["number_of"]


def number_of(member) -> int:
    """The number of a member, for calls that take it as a plain number or inside a QVariant."""
    return int(getattr(member, "value", member))
