"""What makes two names the same, and which names mean everything else."""

from __future__ import annotations

import unicodedata

__all__ = ["OTHER_NAMES", "means_other", "name_key"]

OTHER_NAMES = frozenset({"background", "other"})  # id 0; as name_key gives them


def name_key(name: str) -> str:
    """What makes two names the same: letters without case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def means_other(name: str) -> bool:
    """Whether a name means "none of the others", id 0."""
    return name_key(name) in OTHER_NAMES
