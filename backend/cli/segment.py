"""``python -m backend segment``: one image, one list of names, one class raster."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backend import protocol as p
from backend.cli.batch import add_batch, image_requests, segment_many
from backend.cli.options import add_device, add_names, add_pixels, image_spec
from backend.cli.values import between, checked, class_lines, whole
from backend.cli.words import ProgressLine, cancel_on_signal, say
from backend.errors import BadRequest
from backend.files import FileRequest, segment_file
from backend.vocabulary import read_classes

if TYPE_CHECKING:
    from backend.engine import Engine

__all__ = ["add_segment", "file_request"]

MOST_REASONS = 5


def add_segment(commands: Any) -> None:
    """Add the command to the grammar."""
    segment = commands.add_parser(
        "segment",
        help="Segment an image.",
        description="Segments an image, or many with --inputs, and writes a class raster with a "
        "QGIS style beside it.",
    )
    segment.add_argument(
        "image", metavar="IN", nargs="?", help="The image: any raster that GDAL reads."
    )
    segment.add_argument(
        "out", metavar="OUT", nargs="?", help="The class raster to write (GeoTIFF)."
    )
    add_names(segment)
    segment.add_argument("--scores", metavar="FILE", help="Write the score raster too.")
    add_pixels(segment)
    segment.add_argument(
        "--aoi",
        metavar="FILE",
        help="Only inside these polygons (GeoJSON); pixels outside have no data, and parts that no "
        "polygon needs are not computed. With --extent or --window: inside both.",
    )
    segment.add_argument(
        "--aoi-crs",
        metavar="CRS",
        help='Coordinate system of the polygons, as EPSG:25833; "image" for the image\'s own '
        "(without georeference: column and minus the row). Default: what the file names, else "
        "longitude and latitude (WGS 84).",
    )
    segment.add_argument(
        "--threshold",
        type=between(0, 1, "from 0 to 1"),
        metavar="T",
        help="Score that a class must reach, 0 to 1.",
    )
    segment.add_argument(
        "--inference",
        choices=("map", "published"),
        default="map",
        help="How the image is seen: as tiles that are blended (map, default), or as one image of "
        "at most 4096 x 4096 working pixels in the way of the paper's evaluation (published).",
    )
    segment.add_argument(
        "--long-side",
        type=whole(32, 8192),
        metavar="PX",
        help="For the published inference of SegEarth-OV: long side to which the image is resized. "
        "Default: the model's (448; the paper also gives figures at 896).",
    )
    words = segment.add_mutually_exclusive_group()
    words.add_argument(
        "--no-background-words",
        action="store_true",
        help="For SegEarth-OV: ask for the typed names alone. A single name then covers everything "
        'unless "background" is typed beside it.',
    )
    words.add_argument(
        "--background-words",
        metavar="FILE",
        help="For SegEarth-OV: a list of background words of your own (JSON, docs/segearth.md).",
    )
    segment.add_argument(
        "--taught",
        action="append",
        default=[],
        metavar="FILE",
        help="A word that was taught to this model (see teach): the class of its name means what "
        "was learned. May be given several times.",
    )
    add_device(segment)
    segment.add_argument(
        "--output",
        choices=("working", "native"),
        default="working",
        help="Pixels of the result: the model's working pixels (default) or the image's own.",
    )
    segment.add_argument(
        "--resume",
        action="store_true",
        help="Go on where the same command was interrupted, and leave what is finished when this "
        "one is. In a batch, images whose result is there already are left out.",
    )
    segment.add_argument(
        "--layer-name",
        metavar="NAME",
        help="What the image is called in the record. Default: as its file.",
    )
    segment.add_argument("--json", action="store_true", help="Print one JSON object.")
    add_batch(segment)
    segment.set_defaults(command=_segment)


def _segment(options: argparse.Namespace) -> int:
    from backend.engine import Engine

    requests = [file_request(options, *image) for image in image_requests(options)]
    if options.inputs is not None:
        return segment_many(requests, options)
    request, engine = requests[0], Engine()
    # What a library prints must not mix with the results.
    with (
        cancel_on_signal() as cancelled,
        ProgressLine() as progress,
        contextlib.redirect_stdout(sys.stderr),
    ):
        result, paths = segment_file(request, engine, progress, cancelled)
    report = result.model_dump(exclude={"paths"}) | {"paths": paths}
    for notice in result.notices:
        say(f"Note: {notice}")
    if result.unknown:
        _say_unknown(engine, request.params)
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _print_summary(result, paths)
    return 0


def file_request(
    options: argparse.Namespace, image: str, out: Path, scores: str | None
) -> FileRequest:
    """What the options ask for, for one image.

    Raises:
        AppError: an option cannot be used.
    """
    params = checked(
        p.SegmentParams,
        image=image_spec(options, image, options.layer_name),
        classes=class_lines(options.classes),
        model=options.model,
        threshold=options.threshold,
        inference=options.inference,
        long_side=options.long_side,
        background="typed" if options.no_background_words else "hidden",
        background_file=options.background_words,
        taught=options.taught,
        device=options.device,
        out_dir=".",  # each run gets a folder of its own
    )
    return FileRequest(
        params, out, Path(scores) if scores else None, options.gsd,
        None if options.extent is None else tuple(options.extent),
        None if options.window is None else tuple(options.window),
        options.pixel_size, options.output, options.resume, _aoi(options), options.aoi_crs,
    )  # fmt: skip


def _aoi(options: argparse.Namespace) -> Path | None:
    """The file of polygons, or None.

    Raises:
        BadRequest: only its coordinate system is given.
        ExtentError: it cannot be read, or holds no polygon.
    """
    if options.aoi is None:
        if options.aoi_crs is not None:
            raise BadRequest("--aoi-crs is for polygons.", hint="Give their file with --aoi.")
        return None
    from backend.aoi_file import read_polygons

    path = Path(options.aoi).absolute()
    read_polygons(str(path))  # a file that is no good is told before any image
    return path


def _say_unknown(engine: Engine, params: p.SegmentParams) -> None:
    """Why the names that the model does not know got no pixel, and what to do."""
    prompts = read_classes(params.classes).prompts
    reasons = list(engine.unknown_reasons(params.model, [], prompts).values())
    for reason in reasons[:MOST_REASONS]:
        say(reason)
    if len(reasons) > MOST_REASONS:
        say(f"And {len(reasons) - MOST_REASONS} more names are not known.")


def _print_summary(result: p.SegmentResult, paths: dict[str, str]) -> None:
    """What the run found, for people."""
    width = max(12, *(len(cls.name) for cls in result.classes))
    print(f"{'class':<{width}} {'pixels':>12} {'hectares':>12} {'score':>6}")
    for cls in result.classes:
        score = f"{cls.mean_score:.2f}" if cls.mean_score is not None else "-"
        known = "" if cls.known else "  not known to this model"
        print(
            f"{cls.name:<{width}} {cls.pixels:>12,} {cls.area_m2 / 1e4:>12,.2f} {score:>6}{known}"
        )
    hectares = result.other.area_m2 / 1e4
    print(f"{'other':<{width}} {result.other.pixels:>12,} {hectares:>12,.2f} {'-':>6}")
    stages = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in result.stages.items())
    print(f"{result.seconds:.1f} s: {stages}")
    for key, path in paths.items():
        print(f"{key}: {path}")
