"""What to tell people about a name that a model does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backend.protocol import ModelInfo
from backend.vocabulary import name_key

__all__ = ["knowing", "unknown_reason"]

MOST_NAMED = 3  # models in a message
WHAT_TO_DO = (
    "No model that is ready here knows it: convert or train a checkpoint that does "
    "(docs/checkpoints.md), and add it on the options page."
)


def knowing(name: str, models: Iterable[ModelInfo], asked: str) -> list[str]:
    """Titles of other models that are ready and answer any name, or this one.

    Args:
        name: as typed.
        models: those that exist.
        asked: id of the model that does not know it.
    """
    wanted = name_key(name)
    return [
        info.title
        for info in models
        if info.state == "ready"
        and info.id != asked
        and (info.vocabulary is None or wanted in {name_key(known) for known in info.vocabulary})
    ]


def unknown_reason(title: str, name: str, nearest: Sequence[str], others: Sequence[str]) -> str:
    """Sentences for one name: that it is not known, what may be meant, and which models know it."""
    text = f'The model "{title}" does not know "{name}", so nothing is painted for it.'
    if nearest:
        text += " Did you mean " + " or ".join(f'"{near}"' for near in nearest) + "?"
    if not others:
        return f"{text} {WHAT_TO_DO}"
    more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
    named = ", ".join(f'"{other}"' for other in others[:MOST_NAMED])
    return f"{text} Models that do: {named}{more}."
