"""What a run has found, as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from typing import Any

from ..messages import SegmentResult
from ..text import count, decimal, tr

__all__ = ["found_json", "found_lines"]


def found_lines(result: Any) -> list[str]:
    """Class, pixels, area and mean score, one class a line."""
    lines = []
    for item in result.classes:
        text = tr("{name}: {n} pixels, {area} ha").format(
            name=item.name, n=count(item.pixels), area=decimal(item.area_m2 / 10_000, 2)
        )
        if item.mean_score is not None:
            text += tr(", mean score {score}").format(score=decimal(item.mean_score, 2))
        lines.append(text)
    return lines


def found_json(result: SegmentResult) -> str:
    """The same for programs, with what made it."""
    return json.dumps(
        {
            "classes": [
                {
                    "id": item.id,
                    "name": item.name,
                    "pixels": item.pixels,
                    "area_m2": item.area_m2,
                    "mean_score": item.mean_score,
                    "known": item.known,
                }
                for item in result.classes
            ],
            "other": {"pixels": result.other_pixels, "area_m2": result.other_area_m2},
            "model": result.model,
            "device": result.device,
            "gsd_m": result.gsd_m,
            "seconds": result.seconds,
        },
        ensure_ascii=False,
    )
