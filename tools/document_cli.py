"""Writes docs/processing-and-cli.md from the parsers of the command lines themselves.

.venv/bin/python tools/document_cli.py            write the page
.venv/bin/python tools/document_cli.py --check    fail when the page is not up to date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "processing-and-cli.md"
sys.path.insert(0, str(ROOT))

HEAD = """# Command lines

<!-- Made by tools/document_cli.py from the programs themselves. Do not edit by hand. -->

Both programs run from the folder of the checkout, in the worker's environment:
`.venv/bin/python -m backend ...` and `.venv/bin/python -m training ...`. Results go to standard
output, progress and messages to standard error.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | a fault of the program; `--verbose` shows more |
| 2 | wrong use |
| 3 | bad input; the message names it |
| 4 | weights or something of the environment are missing |
| 5 | out of memory, or out of disk space |
| 130 | cancelled |

To repeat a run of the panel on the command line, take *Copy as command line* in its
[list of runs](panel.md#runs). The record in the tags of every class raster (`gdalinfo classes.tif`)
names the model, the classes, the bands, the resolution and the window.
"""

# The drawing command hands its arguments on to a parser of its own.
SCENE = """| argument | meaning |
|---|---|
| `OUT_DIR` | Folder for sample.tif and sample_label.png. |
| `--seed SEED` | What to draw: every number gives another scene. |
| `--width WIDTH` | Columns. |
| `--height HEIGHT` | Rows. |
"""


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands of a program, by name; empty for a program without any."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found.update(action.choices)
    return found


def name(action: argparse.Action) -> str:
    """How an argument is typed, as in a usage line."""
    if isinstance(action.metavar, tuple):
        return f"{action.option_strings[-1]} {' '.join(action.metavar)}"
    value = action.metavar or (action.choices and "|".join(map(str, action.choices)))
    value = value or action.dest.upper()
    if not action.option_strings:
        return str(value)
    options = ", ".join(action.option_strings)
    return options if action.nargs == 0 else f"{options} {value}"


def rows(parser: argparse.ArgumentParser) -> Iterator[str]:
    """One table row for each argument."""
    for action in parser._actions:
        if isinstance(action, (argparse._SubParsersAction, argparse._HelpAction)):
            continue
        text = (
            (action.help or f"Default {action.default}")
            .replace("%%", "%")
            .replace("%(default)s", str(action.default))
        )
        needed = " Required." if action.required and action.option_strings else ""
        cells = (f"`{name(action)}`", f"{text[:1].upper()}{text[1:].rstrip('.')}.{needed}")
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def section(parser: argparse.ArgumentParser, title: str, level: int) -> str:
    """Heading, description and arguments of a program or a command."""
    lines = [f"{'#' * level} {title}", ""]
    if parser.description:
        lines += [parser.description.strip().replace("``", "`"), ""]
    table = list(rows(parser))
    if table:
        lines += ["| argument | meaning |", "|---|---|", *table, ""]
    return "\n".join(lines)


def prepare_sections() -> str:
    """The commands of `prepare`; all data sets have the same arguments, told once."""
    from training.prepare.command import build_parser as prepare_parser

    found = subcommands(prepare_parser())
    own = ("index", "folder")
    names = [name for name in found if name not in own]
    known = ", ".join(f"`{name}`" for name in names)
    text = f"Data sets: {known}. `python -m training prepare NAME --help` tells where each is to be"
    parts = [f"{text} had and how its folder has to look; see [data-sets.md](data-sets.md).\n"]
    first = found[names[0]]
    first.description = None
    parts.append(section(first, "python -m training prepare DATASET", 4))
    parts += [section(found[name], f"python -m training prepare {name}", 4) for name in own]
    return "\n".join(parts)


def page() -> str:
    """The whole page."""
    from backend.cli import build_parser as backend_parser
    from training.__main__ import build_parser as training_parser

    parts = [HEAD]
    for program, parser in (("backend", backend_parser()), ("training", training_parser())):
        parts.append(section(parser, f"python -m {program}", 2))
        for command, subparser in subcommands(parser).items():
            parts.append(section(subparser, f"python -m {program} {command}", 3))
            if command == "scene":
                parts[-1] = parts[-1].split("| argument")[0] + SCENE
            if command == "prepare":
                parts[-1] = parts[-1].split("| argument")[0] + prepare_sections()
    return "\n".join(parts).rstrip() + "\n"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="Writes the page of the command lines.")
    parser.add_argument("--check", action="store_true", help="only compare")
    if not parser.parse_args().check:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print(f"{PAGE.relative_to(ROOT)} is not up to date: run tools/document_cli.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
