"""What a model is, in words: its state, its licence, everything a user may ask of it."""

from __future__ import annotations

import re

from .messages import ModelInfo
from .text import count, data_size, ground, tr

__all__ = ["describe_model", "licence_name", "state_text"]

NAMES_SHOWN = 60
LONGEST_LICENCE = 28


def state_text(state: str) -> str:
    """The worker's word for a state, as the user reads it."""
    words = {
        "ready": tr("ready"),
        "needs download": tr("needs download"),
        "needs weights": tr("needs weights"),
        "broken": tr("broken"),
    }
    return words.get(state, state)


def licence_name(licence: str) -> str:
    """The short name of a licence; the first words of a longer text."""
    first = re.split(r"[;(]| for |\. ", licence)[0].strip()
    return first if len(first) <= LONGEST_LICENCE else first[: LONGEST_LICENCE - 1] + "…"


def describe_model(model: ModelInfo) -> str:
    """Everything a user may ask of a model, one thing a line."""
    lines = [model.title]
    if model.reason:
        lines.append(tr("State: {state}. {reason}").format(state=model.state, reason=model.reason))
    if model.vocabulary is None:
        lines.append(tr("Names: any (open vocabulary)"))
    else:
        names = ", ".join(model.vocabulary[:NAMES_SHOWN])
        more = len(model.vocabulary) - NAMES_SHOWN
        if more > 0:
            names = tr("{names} and {n} more").format(names=names, n=count(more))
        lines.append(tr("Names ({n}): {names}").format(n=count(len(model.vocabulary)), names=names))
    if model.gsd_m > 0:
        lines.append(
            tr("Works best at {gsd} per pixel; tiles of {tile} px").format(
                gsd=ground(model.gsd_m), tile=count(model.tile_px)
            )
        )
    needs = ", ".join(model.needs)
    lines.append(tr("Needs: {needs}").format(needs=needs or tr("nothing else")))
    if model.size_bytes:
        lines.append(tr("Size: {size}").format(size=data_size(model.size_bytes)))
    if model.licence:
        lines.append(tr("Licence: {licence}").format(licence=model.licence))
    for credit in model.credits:
        lines.append(tr("Credit: {credit}").format(credit=credit))
    if model.path:
        lines.append(tr("File: {path}").format(path=model.path))
    return "\n".join(lines)
