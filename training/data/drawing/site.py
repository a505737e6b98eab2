"""What every district is drawn with: the canvas, the plan, the habits of the scene, and helpers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas
from .labels import BUILDING, ROAD, SOLAR_PANEL, TREE, VEHICLE, WATER
from .plan import Frame, inset, polygon_area, split_block
from .style import Style
from .trees import Crowns

__all__ = [
    "District",
    "Site",
    "blob",
    "contains",
    "inset_or",
    "is_free",
    "lots",
    "pieces",
    "plant",
    "quad",
    "random_point",
    "unit_vector",
]

FloatArray = NDArray[np.float32]

NO_TREE = (BUILDING, ROAD, WATER, SOLAR_PANEL, VEHICLE)
TAKEN = (*NO_TREE, TREE)
PACKED_LOT_M2 = 190.0
TOWN_LOT_M2 = 900.0


@dataclass(frozen=True)
class District:
    """A block of the plan and what it is used for; seed makes its content."""

    polygon: FloatArray
    use: str
    seed: tuple[int, ...]

    def rng(self, part: int) -> np.random.Generator:
        """Random numbers for one part of the drawing, the same whenever it is asked for."""
        return np.random.default_rng([*self.seed, part])


@dataclass(frozen=True)
class Site:
    """What the drawing of one district needs."""

    canvas: Canvas
    frame: Frame
    style: Style
    crowns: Crowns

    def metres(self, length_m: float) -> float:
        """A length in metres as pixels."""
        return length_m / self.canvas.gsd_m

    def around(self, spot: FloatArray, reach_m: float) -> FloatArray:
        """Two corners (2, 2) of a square around a pixel position."""
        reach = np.array([[-1, -1], [1, 1]], np.float32) * np.float32(self.metres(reach_m))
        return spot + reach


def pieces(
    rng: np.random.Generator, polygon: FloatArray, area_m2: float, tilt: float = 0.04
) -> list[FloatArray]:
    """Cut a block into lots of about an area."""
    if polygon_area(polygon) < area_m2 * 1.5:
        return [polygon]
    split = split_block(rng, polygon, spread=0.06, tilt=tilt)
    if split is None:
        return [polygon]
    return pieces(rng, split.first, area_m2, tilt) + pieces(rng, split.second, area_m2, tilt)


def lots(site: Site, district: District) -> list[FloatArray]:
    """The lots of a block with houses, the same for its gardens and its buildings."""
    rng = district.rng(5)
    area = site.style.lot_m2
    if district.use == "dense":
        area = PACKED_LOT_M2 if rng.random() < 0.5 else TOWN_LOT_M2
    return pieces(rng, inset_or(district.polygon, 3.5), area)


def quad(length: float, width: float, direction: FloatArray) -> FloatArray:
    """Rectangle (4, 2) around the origin, its length along direction."""
    across = np.array([-direction[1], direction[0]], np.float32)
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return np.array(
        [direction * (a * length / 2) + across * (b * width / 2) for a, b in corners], np.float32
    )


def blob(
    rng: np.random.Generator, length: float, width: float, direction: FloatArray
) -> FloatArray:
    """Lobed oval (28, 2) around the origin, its length along direction."""
    theta = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    radius = np.ones_like(theta)
    for k in (2, 3, 4, 6):
        radius += rng.normal(0, 0.28) / np.sqrt(k) * np.sin(k * theta + rng.uniform(0, 6.3))
    radius = np.clip(radius, 0.3, 1.9)[:, None] / 2
    across = np.array([-direction[1], direction[0]], np.float32)
    along = np.cos(theta)[:, None] * length * direction + np.sin(theta)[:, None] * width * across
    return (along * radius).astype(np.float32)


def unit_vector(rng: np.random.Generator) -> FloatArray:
    """A random direction."""
    turn = rng.uniform(0, 2 * np.pi)
    return np.array([np.cos(turn), np.sin(turn)], np.float32)


def contains(polygon: FloatArray, points: FloatArray) -> NDArray[np.bool_]:
    """Which points (N, 2) lie in a convex polygon."""
    edges = np.roll(polygon, -1, axis=0) - polygon
    offset = points[:, None, :] - polygon[None, :, :]
    turn = edges[:, 0] * offset[..., 1] - edges[:, 1] * offset[..., 0]
    return np.asarray((turn >= 0).all(axis=1) | (turn <= 0).all(axis=1))


def inset_or(polygon: FloatArray, distance: float) -> FloatArray:
    """Inset polygon, or the polygon itself when too small for that."""
    inner = inset(polygon, distance)
    return inner if len(inner) else polygon


def random_point(rng: np.random.Generator, polygon: FloatArray) -> FloatArray:
    """A random point of a convex polygon."""
    weights = rng.dirichlet(np.ones(len(polygon)))
    return (weights @ polygon).astype(np.float32)


def is_free(site: Site, spot: FloatArray, reach_m: float) -> bool:
    """Whether nothing stands around a pixel position and it is not road or water."""
    box = site.canvas.clip_box(site.around(spot, reach_m / 2), 0)
    if box is None:
        return False
    return not bool(np.isin(site.canvas.label[box.slices], TAKEN).any())


def plant(
    site: Site, rng: np.random.Generator, points: FloatArray, radii_m: NDArray[np.float64]
) -> None:
    """Trees at plan points (N, 2), but not on roofs, roads, panels, vehicles or water."""
    if not len(points):
        return
    canvas = site.canvas
    for (x, y), radius in zip(site.frame.to_px(points), radii_m, strict=True):
        on_canvas = 0 <= x < canvas.cols and 0 <= y < canvas.rows
        if on_canvas and canvas.label[int(y), int(x)] in NO_TREE:
            continue
        site.crowns.draw(canvas, rng, float(x), float(y), float(radius))
