"""``python -m backend segment``: one image, one list of names, one class raster."""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backend import protocol as p
from backend.cli.options import add_device, add_names, add_pixels, read_pixels
from backend.cli.values import between, checked, class_lines
from backend.cli.words import ProgressLine, cancel_on_signal, say
from backend.errors import BadRequest, DiskFull
from backend.vocabulary import read_classes

if TYPE_CHECKING:
    from backend.engine import Engine

__all__ = ["add_segment"]

MOST_REASONS = 5


def add_segment(commands: Any) -> None:
    """Add the command to the grammar."""
    segment = commands.add_parser(
        "segment",
        help="Segment an image.",
        description="Segments an image and writes a class raster with a QGIS style beside it.",
    )
    segment.add_argument("image", metavar="IN", help="The image: any raster that GDAL reads.")
    segment.add_argument("out", metavar="OUT", help="The class raster to write (GeoTIFF).")
    add_names(segment)
    segment.add_argument("--scores", metavar="FILE", help="Write the score raster too.")
    add_pixels(segment)
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
    add_device(segment)
    segment.add_argument(
        "--output",
        choices=("working", "native"),
        default="working",
        help="Pixels of the result: the model's working pixels (default) or the image's own.",
    )
    segment.add_argument("--json", action="store_true", help="Print one JSON object.")
    segment.set_defaults(command=_segment)


def _segment(options: argparse.Namespace) -> int:
    from backend.engine import Engine

    out, scores = Path(options.out), Path(options.scores) if options.scores else None
    _check_targets(Path(options.image), out, scores)
    engine = Engine()
    image, grid = read_pixels(options, engine.registry, output=options.output)
    with cancel_on_signal() as cancelled, _run_folder(out) as folder:
        params = checked(
            p.SegmentParams,
            image=image,
            grid=grid,
            classes=class_lines(options.classes),
            model=options.model,
            threshold=options.threshold,
            inference=options.inference,
            device=options.device,
            out_dir=str(folder),
        )
        # What a library prints must not mix with the results.
        with ProgressLine() as progress, contextlib.redirect_stdout(sys.stderr):
            result = engine.segment(params, progress, cancelled)
        paths = _move_results(result.paths, out, scores)
    report = result.model_dump(exclude={"paths"}) | {"paths": paths}
    for notice in result.notices:
        say(f"Note: {notice}")
    if result.unknown:
        _say_unknown(engine, params)
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _print_summary(result, paths)
    return 0


def _say_unknown(engine: Engine, params: p.SegmentParams) -> None:
    """Why the names that the model does not know got no pixel, and what to do."""
    prompts = read_classes(params.classes).prompts
    reasons = list(engine.unknown_reasons(params.model, [], prompts).values())
    for reason in reasons[:MOST_REASONS]:
        say(reason)
    if len(reasons) > MOST_REASONS:
        say(f"And {len(reasons) - MOST_REASONS} more names are not known.")


def _check_targets(image: Path, out: Path, scores: Path | None) -> None:
    """Raise before any work when the results would fall on the image or each other."""
    for path in (out, scores):
        if path is None:
            continue
        if path.suffix.lower() not in (".tif", ".tiff"):
            raise BadRequest(
                f'The result "{path}" is a GeoTIFF, but its name does not end with ".tif".',
                hint='Give a name that ends with ".tif".',
            )
        if path.is_dir():
            raise BadRequest(f'The result "{path}" is a folder.', hint="Give the name of a file.")
        if image.exists() and path.exists() and path.samefile(image):
            raise BadRequest("The result would replace the image.", hint="Give it another name.")
        if not path.absolute().parent.is_dir():
            raise DiskFull(
                f'The result "{path}" cannot be written: there is no folder '
                f'"{path.absolute().parent}".',
                hint="Make the folder first, or choose another.",
            )
    if scores is not None and scores.absolute() == out.absolute():
        raise BadRequest("Class raster and score raster have the same name.")


@contextlib.contextmanager
def _run_folder(out: Path) -> Iterator[Path]:
    """The run's own folder beside the result, so that its files can be renamed into place."""
    folder = out.absolute().parent / f".{out.stem}-{uuid.uuid4().hex[:8]}.run"
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move_results(paths: p.OutputPaths, out: Path, scores: Path | None) -> dict[str, str]:
    """Rename the files of the run to the names that were asked for."""
    targets = {"classes": out, "style": out.with_suffix(".qml")}
    if scores is not None:
        targets["scores"] = scores
    for key, target in targets.items():
        source = Path(getattr(paths, key))
        try:
            if key == "scores":  # may lie on another drive than the class raster
                temporary = target.with_name(f".{target.name}.part")
                shutil.move(source, temporary)
                temporary.replace(target)
            else:
                source.replace(target)
        except OSError as error:
            raise DiskFull(
                f'The result "{target}" cannot be written: {error.strerror or error}.',
                hint="Choose a folder that you may write to, and close programs that use the file.",
            ) from error
    return {key: str(target) for key, target in targets.items()}


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
