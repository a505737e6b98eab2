"""Which images are held out, by name or by where they lie: never the same ground on two sides."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatch

import numpy as np
import shapely
from numpy.typing import NDArray

from backend.errors import InputError

__all__ = ["by_name", "groups", "spatial"]

# Boxes that share less than this part of the smaller one only touch.
TOUCHING = 0.01


def by_name(names: Sequence[str], patterns: Sequence[str]) -> list[bool]:
    """Names that a pattern fits (``*`` and ``?``), or that hold it as a part.

    Raises:
        InputError: a pattern fits none.
    """
    fits = []
    for pattern in patterns:
        found = [fnmatch(name, pattern) or pattern in name for name in names]
        if not any(found):
            raise InputError(
                f'No image has a name like "{pattern}".',
                hint=f"Names are, for example: {', '.join(sorted(set(names))[:5])}.",
            )
        fits.append(found)
    return [any(found) for found in zip(*fits, strict=True)] if fits else [False] * len(names)


def groups(boxes: NDArray[np.object_]) -> list[int]:
    """A number for each box (n,); boxes that overlap, directly or over others, have the same."""
    parent = list(range(len(boxes)))

    def top(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    tree = shapely.STRtree(boxes)
    for a, b in tree.query(boxes, predicate="intersects").T:
        if a < b:
            shared = shapely.area(shapely.intersection(boxes[a], boxes[b]))
            if shared > TOUCHING * min(boxes[a].area, boxes[b].area):
                parent[top(int(a))] = top(int(b))
    return [top(i) for i in range(len(boxes))]


def spatial(
    boxes: NDArray[np.object_], share: float, from_start: bool, free: Sequence[bool]
) -> list[bool]:
    """Boxes at one end of the area that together have about a share of its ground.

    Overlapping boxes stay together, at least one group is taken and one left. The area is cut
    across its longer side.

    Args:
        boxes: (n,) outlines in one system.
        share: of the ground of all boxes, above 0 and below 1.
        from_start: west or south end; else east or north.
        free: boxes that may be taken.

    Raises:
        InputError: everything overlaps, so that nothing can be held out.
    """
    numbers = np.array(groups(boxes))
    centres = shapely.get_coordinates(shapely.centroid(boxes))
    span = np.ptp(centres, axis=0)
    along = centres[:, int(span[1] > span[0])]
    area = shapely.area(boxes)
    usable = [
        g for g in np.unique(numbers) if all(np.asarray(free)[numbers == g])
    ]  # fmt: skip
    if len(usable) < 2:
        raise InputError(
            "The images overlap so much that none can be held out by place.",
            hint="Cut large images (--cut), or hold some out by name (--hold-out).",
        )
    usable.sort(key=lambda g: float(along[numbers == g].mean()), reverse=not from_start)
    taken = numbers == usable[0]
    for number in usable[1:-1]:  # never all
        more = taken | (numbers == number)
        short, long = (abs(area[t].sum() - share * area.sum()) for t in (taken, more))
        if short <= long:
            break
        taken = more
    return [bool(t) for t in taken]
