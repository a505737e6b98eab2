"""Command line of ``python -m training prepare``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from backend.errors import InputError
from training.prepare.checking import check_index
from training.prepare.folder import FolderOptions, prepare_folder
from training.prepare.run import Options, default_jobs, prepare
from training.prepare.spec import DatasetSpec, load_spec, names

__all__ = ["build_parser", "main", "sheet"]

DIFFERS = 3  # exit code of --check where something is not as expected
NOTHING_WRITTEN = "only look and report; nothing is written"


def sheet(spec: DatasetSpec) -> str:
    """What a data set is, where it is to be had and how its folder has to look."""
    lines = [spec.title, "", f"home: {spec.home}", f"licence: {spec.licence}"]
    lines += [f"ground resolution: {spec.resolution}", "classes:"]
    for i, thing in spec.targets.items():
        said = " | ".join((thing.name, *thing.synonyms))
        seen = {True: "  (seen)", False: "  (unseen)", None: ""}[thing.seen]
        lines.append(f"  {i:3} {said}{seen}")
    for layout in spec.layouts:
        lines += ["", f"{layout.name}: {layout.about}"]
        for pair in layout.pairs:
            split = f"  -> {pair.split}" if pair.split else ""
            lines += [f"  {pair.image}", f"    with {pair.label}{split}"]
        if layout.cut:
            cut = layout.cut
            lines.append(
                f"  cut to {cut.width} x {cut.height} px, overlap {cut.overlap}, edge {cut.edge}"
            )
        if layout.scenes:
            counts = ", ".join(f"{s} {n:,}" for s, n in layout.scenes.items())
            lines.append(f"  source images: {counts}")
        lines += [f"  not verified: {text}" for text in layout.unverified]
    if spec.expected:
        counts = ", ".join(f"{s} {n:,}" for s, n in spec.expected.items())
        lines += ["", f"images expected: {counts} ({spec.expected_by})"]
    lines += [f"not verified: {text}" for text in spec.unverified]
    return "\n".join(lines) + "\n"


def build_parser() -> argparse.ArgumentParser:
    """The parser: one sub-command for each data set, ``index`` and ``folder``."""
    parser = argparse.ArgumentParser(
        prog="python -m training prepare",
        description="Make an index of labelled images of a public download, of a CSV, or of a "
        "folder of one's own.",
    )
    commands = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for name in names():
        spec = load_spec(name)
        command = commands.add_parser(
            name,
            help=spec.title.replace("%", "%%"),
            description=sheet(spec).replace("%", "%%"),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _dataset_options(command)
    text = "Check any index row by row and write it relative to another folder."
    command = commands.add_parser("index", help=text, description=text)
    command.add_argument("source", type=Path, metavar="CSV", help="the index")
    command.add_argument("out", type=Path, metavar="OUT", help="CSV or folder to write")
    command.add_argument("--root", type=Path, help="folder that the index's paths are relative to")
    _common(command)
    _folder_options(commands)
    return parser


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--check", action="store_true", help=NOTHING_WRITTEN)
    command.add_argument(
        "--jobs",
        type=_positive,
        default=default_jobs(),
        help="images at once (default: one for each processor core)",
    )


def _placing(command: argparse.ArgumentParser) -> None:
    how = command.add_mutually_exclusive_group()
    for name, text in (
        ("copy", "copy images that need no change (default)"),
        ("symlink", "link to images that need no change"),
    ):
        how.add_argument(f"--{name}", dest="how", action="store_const", const=name, help=text)
    command.set_defaults(how="copy")


def _dataset_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=Path, metavar="SRC", help="folder of the unpacked download")
    command.add_argument(
        "out", type=Path, metavar="OUT", help="folder for images, labels, index.csv and report.txt"
    )
    command.add_argument("--splits", default="", help="only these, as train,val (default: all)")
    command.add_argument(
        "--synonyms",
        action="store_true",
        help="write other wordings of the classes to the index too, as an evaluation asks for them",
    )
    command.add_argument(
        "--stray",
        choices=("error", "ignore"),
        default="error",
        help="colours and ids that are not listed: an error (default), or unlabelled and counted",
    )
    _placing(command)
    _common(command)


def _folder_options(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    text = "Make an index of a folder of georeferenced images and a vector layer of polygons."
    command = commands.add_parser("folder", help=text, description=text)
    add = command.add_argument
    add("source", type=Path, metavar="IMAGES", help="folder of the images")
    add("vectors", type=Path, metavar="VECTORS", help="GeoPackage, Shapefile or GeoJSON")
    add("out", type=Path, metavar="OUT", help="folder for images, labels and index.csv")
    add("--field", required=True, help="field of the layer that holds the class names")
    add("--layer", help="layer of a file with several (default: the first)")
    add("--classes", default="", help="only these classes, as a,b (default: all)")
    add(
        "--rename",
        default="",
        help="other names for values of the field, as Haus=building,Weg=road",
    )
    add(
        "--complete",
        default="",
        help="classes of which every object is drawn, as a,b: all else is background to them",
    )
    add("--area", type=Path, help="polygons within which --complete is true (default: everywhere)")
    add("--hold-out", default="", help="images for development, by name or part of it, as a,b")
    add(
        "--development",
        type=_share,
        default=0.0,
        help="share of the ground for development, at the west or south end, as 0.2",
    )
    add("--val", default="", help="images of the split val, by name or part of it, as a,b")
    add(
        "--val-share",
        type=_share,
        default=0.0,
        help="share of the ground for the split val, at the east or north end",
    )
    add(
        "--cut",
        type=int,
        default=2048,
        help="largest side of a piece in pixels (default: 2048); 0 leaves images whole",
    )
    add("--source-name", default="own", help="name of the data set in the index (default: own)")
    add("--licence", default="", help="licence to write to the index")
    _placing(command)
    _common(command)


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def main(argv: list[str] | None = None) -> int:
    """Run the command; messages as errors of the project.

    Returns:
        0, or with ``--check`` 3 where counts are not as expected.
    """
    arguments = build_parser().parse_args(argv)
    if arguments.name == "index":
        out = arguments.out
        out = out / "index.csv" if out.suffix.lower() != ".csv" else out
        sys.stdout.write(
            check_index(
                arguments.source, out, arguments.root, not arguments.check, arguments.jobs
            )
        )  # fmt: skip
        return 0
    if arguments.name == "folder":
        sys.stdout.write(
            prepare_folder(
                arguments.source, arguments.vectors, arguments.out, _folder(arguments)
            )
        )  # fmt: skip
        return 0
    options = Options(
        check=arguments.check, how=arguments.how, jobs=arguments.jobs, stray=arguments.stray,
        synonyms=arguments.synonyms, splits=_list(arguments.splits),
    )  # fmt: skip
    outcome = prepare(load_spec(arguments.name), arguments.source, arguments.out, options)
    sys.stdout.write(outcome.report)
    return DIFFERS if arguments.check and outcome.differences else 0


def _folder(arguments: argparse.Namespace) -> FolderOptions:
    renamed = []
    for part in _list(arguments.rename):
        old, equals, new = part.partition("=")
        if not equals or not new.strip():
            raise InputError(f'"{part}" in --rename is not of the form value=name.')
        renamed.append((old.strip(), new.strip()))
    if arguments.area and not arguments.complete:
        raise InputError("--area says where --complete is true: name the complete classes too.")
    if arguments.cut and arguments.cut < 64:
        raise InputError(f"--cut {arguments.cut} is smaller than 64 pixels.")
    return FolderOptions(
        attribute=arguments.field, layer=arguments.layer, classes=_list(arguments.classes),
        complete=_list(arguments.complete), area=arguments.area, rename=tuple(renamed),
        hold_out=_list(arguments.hold_out), development=arguments.development,
        val=_list(arguments.val), val_share=arguments.val_share, cut=arguments.cut,
        source=arguments.source_name, licence=arguments.licence, how=arguments.how,
        jobs=arguments.jobs, check=arguments.check,
    )  # fmt: skip
