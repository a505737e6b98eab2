"""Drawn aerial scenes with exact labels.

A scene is drawn from a seed alone: plan, surfaces, objects, sun, air and camera. The same seed,
size and ground resolution give the same scene; different seeds differ in all of it. No photograph
and no other data is used. The demo's sample scene is one of these, and training sees others.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .drawing.canvas import Canvas
from .drawing.ground import lay_ground
from .drawing.labels import GRASS, LABELS
from .drawing.light import jpeg, photograph
from .drawing.plan import Frame, Road, polygon_area, split_block
from .drawing.roads import draw_roads, draw_traffic
from .drawing.site import District, Site
from .drawing.standing import dress
from .drawing.style import USES, Style, choose_style
from .drawing.trees import Crowns
from .drawing.water import draw_river

__all__ = ["LABELS", "SAMPLE_SEED", "DrawnScene", "draw_scene", "main", "write_sample"]

logger = logging.getLogger(__name__)

SAMPLE_SEED = 16  # of the committed scene; training draws from seeds of 1000 and up
SAMPLE_CRS = "EPSG:32633"
SAMPLE_ORIGIN = (500_000.0, 5_500_000.0)  # east, north of the upper left corner, in metres
SAMPLE_QUALITY = 90
LABEL_COLOURS = {
    1: (176, 82, 60),
    2: (128, 128, 132),
    4: (63, 127, 191),
    5: (214, 190, 140),
    6: (58, 36, 110),
    9: (34, 110, 50),
    10: (214, 40, 150),
    11: (232, 200, 60),
    12: (150, 206, 110),
}
MIN_WORLD_M = (600.0, 420.0)  # smaller scenes are windows into a world of this size
PAD_M = 15.0  # drawn around the picture, so that things outside cast shadows into it
FIRST_USES = ("houses", "fields", "lake", "works", "wood", "bare", "panels", "houses", "park")


@dataclass(frozen=True)
class DrawnScene:
    """A drawn picture and its truth.

    Attributes:
        image: (H, W, 3) uint8 RGB, 0-255.
        label: (H, W) uint8, ids of LABELS.
        seed: what it was drawn from.
        gsd_m: metres on the ground per pixel.
    """

    image: NDArray[np.uint8]
    label: NDArray[np.uint8]
    seed: int
    gsd_m: float


def draw_scene(seed: int, width: int = 2000, height: int = 1400, gsd_m: float = 0.3) -> DrawnScene:
    """Draw one scene.

    Args:
        seed: any non-negative integer.
        width: columns of the picture.
        height: rows of the picture.
        gsd_m: metres on the ground per pixel, best between 0.1 and 1.
    """
    rng = np.random.default_rng([seed, 20240])
    style = choose_style(rng)
    pad = round(PAD_M / gsd_m)
    rows, cols = height + 2 * pad, width + 2 * pad
    world = (max(width * gsd_m, MIN_WORLD_M[0]), max(height * gsd_m, MIN_WORLD_M[1]))
    spare_x, spare_y = world[0] / gsd_m - width, world[1] / gsd_m - height
    centre = (
        cols / 2 + float(rng.uniform(-0.5, 0.5)) * spare_x,
        rows / 2 + float(rng.uniform(-0.5, 0.5)) * spare_y,
    )
    frame = Frame(rng, centre, gsd_m)
    blocks, roads = make_plan(rng, style, world)
    districts = assign_uses(rng, style, frame, blocks, world, seed, centre)
    canvas = Canvas(rng, rows, cols, gsd_m)
    site = Site(canvas, frame, style, Crowns(rng, style, gsd_m))
    canvas.fill(
        np.array([[-9, -9], [cols + 9, -9], [cols + 9, rows + 9], [-9, rows + 9]], np.float32),
        style.grass,
        GRASS,
    )
    for district in districts:
        lay_ground(site, district)
    part = np.random.default_rng([seed, 3])
    if part.random() < style.river_share:
        draw_river(site, part, float(np.hypot(*world)) / 2 + 80)
    draw_roads(site, part, roads)
    for district in districts:
        dress(site, district)
    draw_traffic(site, part, roads, float(part.uniform(0.4, 1.6)))
    picture = photograph(canvas, style, np.random.default_rng([seed, 4]))
    inside = (slice(pad, pad + height), slice(pad, pad + width))
    image = jpeg(np.ascontiguousarray(picture[inside]), style.jpeg_quality)
    return DrawnScene(image, np.ascontiguousarray(canvas.label[inside]), seed, gsd_m)


def make_plan(
    rng: np.random.Generator, style: Style, world: tuple[float, float]
) -> tuple[list[NDArray[np.float32]], list[Road]]:
    """Cut the world into blocks; each cut is a road, wide ones first."""
    half = float(np.hypot(*world)) / 2 + 80
    blocks: list[NDArray[np.float32]] = []
    roads: list[Road] = []
    tilt = float(rng.uniform(0.0, 0.14))
    start = np.array([[-half, -half], [half, -half], [half, half], [-half, half]], np.float32)
    waiting = [(start, 0)]
    while waiting:
        block, level = waiting.pop()
        area = polygon_area(block)
        split = None
        if area > style.district_m2 * 1.6 or level < 3:
            split = split_block(rng, block, tilt=tilt)
        if split is None:
            blocks.append(block)
            continue
        if level < 3:
            kind, width = "main", float(rng.choice([8.0, 9.5, 13.5]))
        elif rng.random() < style.track_share:
            kind, width = "track", float(rng.uniform(2.8, 4.5))
        else:
            kind, width = "street", float(rng.uniform(5.0, 7.5))
        roads.append(Road(np.stack([split.start, split.end]), kind, width))
        waiting += [(split.first, level + 1), (split.second, level + 1)]
    return blocks, roads


def assign_uses(
    rng: np.random.Generator,
    style: Style,
    frame: Frame,
    blocks: list[NDArray[np.float32]],
    world: tuple[float, float],
    seed: int,
    centre: tuple[float, float],
) -> list[District]:
    """Give every block a use; the blocks well inside the world take one of each first."""
    middles = frame.to_px(np.array([b.mean(axis=0) for b in blocks], np.float32))
    offset = np.abs(middles - np.array(centre, np.float32)) * frame.gsd_m
    inside = (offset[:, 0] < world[0] * 0.42) & (offset[:, 1] < world[1] * 0.42)
    order = [int(i) for i in rng.permutation(len(blocks)) if inside[i]]
    wanted = dict(zip(order, FIRST_USES, strict=False))
    share = np.array([style.weights[use] for use in USES])
    share /= share.sum()
    districts = []
    for number, block in enumerate(blocks):
        drawn = str(rng.choice(USES, p=share))
        districts.append(District(block, wanted.get(number, drawn), (seed, number)))
    return districts


def write_sample(folder: Path, seed: int, width: int = 2000, height: int = 1400) -> list[Path]:
    """Write sample.tif (georeferenced, JPEG in tiles) and sample_label.png into a folder.

    Returns:
        The two paths.
    """
    import rasterio
    from affine import Affine
    from rasterio.enums import Resampling

    scene = draw_scene(seed, width, height)
    east, north = SAMPLE_ORIGIN
    folder.mkdir(parents=True, exist_ok=True)
    image_path, label_path = folder / "sample.tif", folder / "sample_label.png"
    temporary = folder / "sample.part.tif"
    with rasterio.open(
        temporary,
        "w",
        driver="GTiff",
        width=width,
        height=height,
        count=3,
        dtype="uint8",
        crs=SAMPLE_CRS,
        transform=Affine(scene.gsd_m, 0.0, east, 0.0, -scene.gsd_m, north),
        tiled=True,
        blockxsize=256,
        blockysize=256,
        compress="JPEG",
        photometric="YCBCR",
        jpeg_quality=SAMPLE_QUALITY,
    ) as target:
        target.write(np.moveaxis(scene.image, -1, 0))
        target.update_tags(TITLE=f"Drawn scene, seed {seed}")
        target.build_overviews([2, 4, 8], Resampling.average)
    temporary.replace(image_path)
    temporary = folder / "sample_label.part.png"
    label_picture(scene.label).save(temporary, optimize=True)
    temporary.replace(label_path)
    return [image_path, label_path]


def label_picture(label: NDArray[np.uint8]) -> Image.Image:
    """Palette picture whose pixel values are the class ids."""
    picture = Image.fromarray(label)
    palette = np.zeros((256, 3), np.uint8)
    for number, colour in LABEL_COLOURS.items():
        palette[number] = colour
    picture.putpalette(palette.tobytes())
    return picture


def main(argv: Sequence[str] | None = None) -> int:
    """Command: write a drawn scene with its label into a folder."""
    parser = argparse.ArgumentParser(prog="training scene", description=main.__doc__)
    parser.add_argument("out_dir", type=Path, help="folder for sample.tif and sample_label.png")
    parser.add_argument("--seed", type=int, default=SAMPLE_SEED, help="what to draw")
    parser.add_argument("--width", type=int, default=2000, help="columns")
    parser.add_argument("--height", type=int, default=1400, help="rows")
    arguments = parser.parse_args(argv)
    paths = write_sample(arguments.out_dir, arguments.seed, arguments.width, arguments.height)
    logger.info("Wrote %s", [path.name for path in paths])
    print(json.dumps({"seed": arguments.seed, "files": [str(path) for path in paths]}))  # noqa: T201  the result of the command
    return 0
