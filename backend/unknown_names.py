"""What to tell people about a name that a model does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backend.errors import NoKnownClass
from backend.protocol import ModelInfo
from backend.vocabulary import name_key

__all__ = ["advice", "knowing", "nothing_known", "unknown_reason"]

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


def unknown_reason(title: str, name: str, what_to_do: str) -> str:
    """Sentences for one name: that it is not known, and :func:`advice`."""
    return f'The model "{title}" does not know "{name}", so nothing is painted for it. {what_to_do}'


def advice(nearest: Sequence[str], others: Sequence[str]) -> str:
    """What to do about an unknown name: names that may be meant, models that know it."""
    text = ""
    if nearest:
        text = "Did you mean " + " or ".join(f'"{near}"' for near in nearest) + "? "
    if not others:
        return text + WHAT_TO_DO
    more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
    named = ", ".join(f'"{other}"' for other in others[:MOST_NAMED])
    return f"{text}Models that do: {named}{more}."


def nothing_known(unknown: Sequence[str], title: str, what_to_do: str) -> NoKnownClass:
    """The model can answer none of the names; ``what_to_do`` is about the first."""
    names = ", ".join(f'"{name}"' for name in unknown[:5]) + (", ..." if len(unknown) > 5 else "")
    return NoKnownClass(
        f'The model "{title}" knows none of the names {names}, so nothing can be found.',
        hint=f"Choose names that it knows; they are listed with the model. {what_to_do}",
    )
