"""Command line: segment, models, inspect, serve. Results on stdout, everything else on stderr.

Exit codes: 0 done, 2 wrong use, 3 bad input, 4 missing weights or environment, 5 out of memory or
disk, 130 cancelled, 1 a fault of the program.

Examples:
    python -m backend segment ortho.tif classes.tif --classes "building, road, tree"
    python -m backend segment ortho.tif classes.tif --classes @names.txt --scores scores.tif --json
    python -m backend models
    python -m backend inspect my-model.safetensors
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import re
import shutil
import signal
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from backend import __version__
from backend import protocol as p
from backend.device import missing_package
from backend.errors import AppError, BadRequest, DiskFull, OutOfMemory, VocabularyError

__all__ = ["build_parser", "run"]

logger = logging.getLogger(__name__)

PROGRESS_S = 0.2
CANCELLED_EXIT = 130
LOG_S = 5.0  # between lines of progress where standard error is a file
MAX_LIST_BYTES = 4 * 2**20


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Returns:
        its exit code.
    """
    parser = build_parser()
    try:
        options = parser.parse_args(_join_negative(arguments))
    except SystemExit as end:  # argparse has said what was wrong, or printed its help
        return int(end.code or 0)
    command: Callable[[argparse.Namespace], int] = options.command
    logging.basicConfig(
        level=logging.INFO if options.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    try:
        return command(options)
    except AppError as error:
        return _fail(error)
    except KeyboardInterrupt:
        _say("Cancelled.")
        return CANCELLED_EXIT
    except ImportError as error:
        return _fail(missing_package(error))
    except MemoryError as error:
        return _fail(OutOfMemory("The machine has too little memory.", detail=str(error)))


def _join_negative(arguments: Sequence[str]) -> list[str]:
    """``--extent -5,1,2,3`` as one word: argparse takes the second for an option."""
    out: list[str] = []
    for word in arguments:
        if out and out[-1] in ("--extent", "--window", "--range") and re.match(r"-[\d.]", word):
            out[-1] += f"={word}"
        else:
            out.append(word)
    return out


def build_parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    parser = argparse.ArgumentParser(
        prog="python -m backend",
        description="Segments images by class names: the worker of AerOSeg for QGIS.",
        epilog=(
            "Exit codes: 0 done, 2 wrong use, 3 bad input, 4 missing weights or environment, "
            "5 out of memory or disk, 130 cancelled."
        ),
    )
    parser.add_argument("--version", action="version", version=f"AerOSeg for QGIS {__version__}")
    parser.add_argument("--verbose", action="store_true", help="Log each step to standard error.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_segment(commands)

    models = commands.add_parser("models", help="List the models.", description="Lists the models.")
    models.add_argument("--json", action="store_true", help="Print one JSON object.")
    models.set_defaults(command=_models)

    inspect = commands.add_parser(
        "inspect",
        help="Describe a checkpoint file.",
        description="Describes a checkpoint file; only its header is read.",
    )
    inspect.add_argument("checkpoint", metavar="CHECKPOINT", help="A .safetensors file.")
    inspect.add_argument("--json", action="store_true", help="Print one JSON object.")
    inspect.set_defaults(command=_inspect)

    serve = commands.add_parser(
        "serve",
        help="Answer the plugin on standard input and output.",
        description="Answers JSON-RPC lines on standard input and output (docs/protocol.md).",
    )
    serve.set_defaults(command=_serve)
    return parser


def _add_segment(commands: Any) -> None:
    segment = commands.add_parser(
        "segment",
        help="Segment an image.",
        description="Segments an image and writes a class raster with a QGIS style beside it.",
    )
    segment.add_argument("image", metavar="IN", help="The image: any raster that GDAL reads.")
    segment.add_argument("out", metavar="OUT", help="The class raster to write (GeoTIFF).")
    segment.add_argument(
        "--classes",
        required=True,
        metavar="NAMES",
        help='Class names, for example "building | house, road"; @FILE reads them from a file.',
    )
    segment.add_argument(
        "--model",
        default="builtin",
        metavar="ID|PATH",
        help='A model of the list, or a checkpoint file. Default "builtin".',
    )
    segment.add_argument("--scores", metavar="FILE", help="Write the score raster too.")
    area = segment.add_mutually_exclusive_group()
    area.add_argument(
        "--extent",
        type=_numbers(4),
        metavar="XMIN,YMIN,XMAX,YMAX",
        help="Only this part, in the image's coordinates; grown to whole working pixels.",
    )
    area.add_argument(
        "--window",
        type=_numbers(4, whole=True),
        metavar="COL,ROW,COLS,ROWS",
        help="Only this part, in working pixels (as the record of a run names it).",
    )
    segment.add_argument(
        "--gsd",
        type=_between(1e-4, 1e6, "above 0"),
        metavar="M",
        help="Working resolution in metres per pixel; the nearest step is taken. Default: the "
        "model's.",
    )
    segment.add_argument(
        "--pixel-size",
        type=_between(1e-4, 1e6, "above 0"),
        metavar="M",
        help="Size of the image's own pixels in metres, where it has no georeference.",
    )
    segment.add_argument(
        "--bands",
        type=_numbers(1, 3, whole=True),
        metavar="R,G,B",
        help="Bands for red, green and blue, counted from 1; one number for grey.",
    )
    segment.add_argument(
        "--range",
        type=_ranges,
        metavar='"MIN,MAX ..."',
        help="Values shown as black and white, one pair per band or one for all. Default: 8-bit "
        "data as it is, other types from the 2nd to the 98th percentile.",
    )
    segment.add_argument(
        "--threshold",
        type=_between(0, 1, "from 0 to 1"),
        metavar="T",
        help="Score that a class must reach, 0 to 1.",
    )
    segment.add_argument(
        "--device", choices=("auto", "cpu", "cuda", "mps"), default="auto", help="Default auto."
    )
    segment.add_argument(
        "--output",
        choices=("working", "native"),
        default="working",
        help="Pixels of the result: the model's working pixels (default) or the image's own.",
    )
    segment.add_argument("--json", action="store_true", help="Print one JSON object.")
    segment.set_defaults(command=_segment)


# Values


def _numbers(*counts: int, whole: bool = False) -> Callable[[str], list[Any]]:
    """A parser of numbers with commas between them."""

    def parse(text: str) -> list[Any]:
        try:
            values = [int(part) if whole else float(part) for part in text.split(",")]
        except ValueError:
            values = []
        if len(values) not in counts or any(
            value != value or abs(value) > 1e15 for value in values
        ):
            wanted = " or ".join(str(count) for count in counts)
            kind = "whole numbers" if whole else "numbers"
            raise argparse.ArgumentTypeError(f'"{text}" is not {wanted} {kind} with commas between')
        return values

    return parse


def _ranges(text: str) -> list[list[float]]:
    pair = _numbers(2)
    return [pair(part) for part in re.split(r"[;\s]+", text.strip())]


def _between(low: float, high: float, words: str) -> Callable[[str], float]:
    """A parser of one number of a range."""

    def parse(text: str) -> float:
        value: float = _numbers(1)(text)[0]
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f'"{text}" is not {words}')
        return value

    return parse


def _class_lines(text: str) -> list[str]:
    """Names as typed, or the lines of a file."""
    if not text.startswith("@"):
        return [text]
    path = Path(text[1:])
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise VocabularyError(f'The class list "{path}" is longer than any list of names.')
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not a text in UTF-8"
        raise VocabularyError(
            f'The class list "{path}" cannot be read: {why}.',
            hint="Give a text file with one class per line, or the names themselves.",
        ) from error


# Commands


def _segment(options: argparse.Namespace) -> int:
    from backend.engine import Engine, request_grid

    out, scores = Path(options.out), Path(options.scores) if options.scores else None
    _check_targets(Path(options.image), out, scores)
    engine = Engine()
    gsd_m = options.gsd or engine.registry.resolve(options.model).info.gsd_m
    image = _checked(p.ImageSpec, path=options.image, bands=options.bands, ranges=options.range)
    grid = request_grid(
        image, gsd_m, extent=options.extent, window=options.window,
        pixel_size_m=options.pixel_size, output=options.output,
    )  # fmt: skip
    with _cancel_on_signal() as cancelled, _run_folder(out) as folder:
        params = _checked(
            p.SegmentParams,
            image=image,
            grid=grid,
            classes=_class_lines(options.classes),
            model=options.model,
            threshold=options.threshold,
            device=options.device,
            out_dir=str(folder),
        )
        # What a library prints must not mix with the results.
        with _ProgressLine() as progress, contextlib.redirect_stdout(sys.stderr):
            result = engine.segment(params, progress, cancelled)
        paths = _move_results(result.paths, out, scores)
    report = result.model_dump(exclude={"paths"}) | {"paths": paths}
    for notice in result.notices:
        _say(f"Note: {notice}")
    if result.unknown:
        more = f" and {len(result.unknown) - 10} more" if len(result.unknown) > 10 else ""
        _say(f"Not known to this model: {', '.join(result.unknown[:10])}{more}")
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _print_summary(result, paths)
    return 0


def _checked(kind: type[Any], **fields: Any) -> Any:
    """A message from command line values; a value out of range is wrong use."""
    from pydantic import ValidationError

    try:
        return kind(**fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        text = str(first["msg"]).removeprefix("Value error, ")
        name = ".".join(str(part) for part in first["loc"])
        raise BadRequest(f'The option for "{name}" cannot be used: {text}.') from error


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


def _models(options: argparse.Namespace) -> int:
    from backend.registry import Registry

    infos = Registry().models()
    if options.json:
        print(json.dumps({"models": [i.model_dump() for i in infos]}, ensure_ascii=False))
    else:
        print("\n\n".join(_describe(info) for info in infos))
    return 0


def _inspect(options: argparse.Namespace) -> int:
    from backend.registry import Registry

    info = Registry().inspect(options.checkpoint)
    print(json.dumps(info.model_dump(), ensure_ascii=False) if options.json else _describe(info))
    return 0


def _serve(options: argparse.Namespace) -> int:
    from backend.server import serve

    return serve()


# Words


def _describe(info: p.ModelInfo) -> str:
    """A model in lines of text."""
    rows = {
        "id": info.id,
        "kind": info.kind,
        "state": info.state + (f": {info.reason}" if info.reason else ""),
        "file": info.path or "none",
        "size": f"{info.size_bytes / 2**20:.1f} MiB" if info.size_bytes else "",
        "tile": f"{info.tile_px} px, step {info.stride_px} px" if info.tile_px else "",
        "ground": f"{info.gsd_m:g} m per pixel" if info.gsd_m else "",
        "threshold": f"{info.threshold:g}",
        "names": "any" if info.vocabulary is None else ", ".join(info.vocabulary),
        "licence": info.licence,
        "credits": "; ".join(info.credits),
        "needs": "; ".join(info.needs),
        "sha256": info.sha256 or "",
    }
    return "\n".join([info.title, *(f"  {key:<10}{text}" for key, text in rows.items() if text)])


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


class _ProgressLine:
    """Progress on standard error: one line that is written over, or a line a stage in a log."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = 0.0
        self._stage = ""
        self._width = 0

    def __enter__(self) -> _ProgressLine:
        return self

    def __exit__(self, *error: object) -> None:
        if self._live and self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")

    def __call__(
        self, stage: str, text: str, done: int, total: int, seconds_left: float | None
    ) -> None:
        now = time.monotonic()
        if not self._live:
            if stage == "starting" or stage == "writing" != self._stage or now - self._last > LOG_S:
                _say(text)
                self._last = now
            self._stage = stage
            return
        if now - self._last < PROGRESS_S and stage == self._stage:
            return
        self._last, self._stage = now, stage
        line = text + (f", {seconds_left:.0f} s left" if seconds_left is not None else "")
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = max(self._width, len(line))


@contextlib.contextmanager
def _cancel_on_signal() -> Iterator[Callable[[], bool]]:
    """Ctrl+C and a polite kill end the run at the next tile; a second one ends the program."""
    asked = False

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        os.write(2, b"Cancelling...\n")  # sys.stderr may be in the middle of a write

    kept = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _fail(error: AppError) -> int:
    logger.info("detail: %s", error.detail)
    _say(f"{error.message} {error.hint}".strip())
    return error.exit_code


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
