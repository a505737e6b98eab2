"""Options that commands on an image share: which names, which pixels, which device."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from backend import protocol as p
from backend.cli.values import between, checked, numbers, ranges

if TYPE_CHECKING:
    from backend.registry import Registry

__all__ = ["add_device", "add_names", "add_pixels", "image_spec", "read_pixels"]


def add_names(parser: argparse.ArgumentParser) -> None:
    """``--classes`` and ``--model``."""
    parser.add_argument(
        "--classes",
        required=True,
        metavar="NAMES",
        help='Class names, for example "building | house, road"; @FILE reads them from a file.',
    )
    parser.add_argument(
        "--model",
        default="builtin",
        metavar="ID|PATH",
        help='A model of the list, or a checkpoint file. Default "builtin".',
    )


def add_pixels(parser: argparse.ArgumentParser) -> None:
    """Which part of the image, at which resolution, and how its bands become colours."""
    area = parser.add_mutually_exclusive_group()
    area.add_argument(
        "--extent",
        type=numbers(4),
        metavar="XMIN,YMIN,XMAX,YMAX",
        help="Only this part, in the image's coordinates; grown to whole working pixels.",
    )
    area.add_argument(
        "--window",
        type=numbers(4, whole=True),
        metavar="COL,ROW,COLS,ROWS",
        help="Only this part, in working pixels (as the record of a run names it).",
    )
    parser.add_argument(
        "--gsd",
        type=between(1e-4, 1e6, "above 0"),
        metavar="M",
        help="Working resolution in metres per pixel; the nearest step is taken. Default: the "
        "model's.",
    )
    parser.add_argument(
        "--pixel-size",
        type=between(1e-4, 1e6, "above 0"),
        metavar="M",
        help="Size of the image's own pixels in metres, where it has no georeference.",
    )
    parser.add_argument(
        "--bands",
        type=numbers(1, 3, whole=True),
        metavar="R,G,B",
        help="Bands for red, green and blue, counted from 1; one number for grey.",
    )
    parser.add_argument(
        "--range",
        type=ranges,
        metavar='"MIN,MAX ..."',
        help="Values shown as black and white, one pair per band or one for all. Default: 8-bit "
        "data as it is, other types from the 2nd to the 98th percentile.",
    )


def add_device(parser: argparse.ArgumentParser) -> None:
    """``--device``."""
    parser.add_argument(
        "--device", choices=("auto", "cpu", "cuda", "mps"), default="auto", help="Default auto."
    )


def image_spec(
    options: argparse.Namespace, path: str, layer_name: str | None = None
) -> p.ImageSpec:
    """An image with the bands and ranges of the options.

    Args:
        options: of the command.
        path: of the image.
        layer_name: what it is called in the record; None takes the file's name.

    Raises:
        BadRequest: one of them cannot be used.
    """
    spec: p.ImageSpec = checked(
        p.ImageSpec, path=path, bands=options.bands, ranges=options.range,
        layer_name=layer_name or "",
    )  # fmt: skip
    return spec


def read_pixels(options: argparse.Namespace, registry: Registry) -> tuple[p.ImageSpec, p.GridSpec]:
    """The image and the grid that the options name; the model's resolution where none is given.

    Raises:
        AppError: an option cannot be used, or the image or the model is not there.
    """
    from backend.request_area import request_grid

    gsd_m = options.gsd or registry.resolve(options.model).info.gsd_m
    image = image_spec(options, options.image)
    grid = request_grid(
        image, gsd_m, extent=options.extent, window=options.window,
        pixel_size_m=options.pixel_size,
    )  # fmt: skip
    return image, grid
