"""Which files of a download belong together: pairs, splits, what is missing, what is left over."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from backend.errors import InputError
from training.prepare.spec import DatasetSpec, Layout

__all__ = ["Found", "Scene", "compile_pattern", "find_scenes", "list_files"]

# A download may lie in a few folders of its own.
OUTER = r"(?P<outer_>(?:[^/]+/){0,3}?)"
IMAGES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"})
EXAMPLES = 5
MAX_FILES = 3_000_000

# Image -> label, parts of the name, split.
Candidates = dict[str, tuple[str, dict[str, str], str | None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """A source image and its label.

    Attributes:
        image, label: below the source folder.
        name: of the result, without ending; unique within the split.
    """

    image: str
    label: str
    name: str
    place: str
    split: str


@dataclass(slots=True)
class Found:
    """What a folder holds of a layout.

    Attributes:
        no_label, no_image: files without their counterpart.
        listed: names of a list without an image.
        left_out: images that belong to no split.
        extra: images of the folder that no pattern names.
    """

    layout: Layout
    scenes: list[Scene] = field(default_factory=list)
    no_label: list[str] = field(default_factory=list)
    no_image: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of ``DatasetSpec`` as a regular expression over paths below the source folder."""
    out = []
    for part in re.split(r"(\{\w+(?::[^{}]*)?\}|\*\*/|\*)", pattern):
        if part == "**/":
            out.append(r"(?:[^/]+/)*")
        elif part == "*":
            out.append(r"[^/]*")
        elif part.startswith("{"):
            name, _, form = part[1:-1].partition(":")
            out.append(f"(?P<{name}>{form or '[^/]+?'})")
        else:
            out.append(re.escape(part))
    return re.compile(OUTER + "".join(out), re.IGNORECASE)


def list_files(folder: Path, leave_out: Path | None = None) -> list[str]:
    """Paths of all files below a folder, sorted, with forward slashes; hidden ones left out.

    Raises:
        InputError: it is no folder, or holds too many files to be one data set.
    """
    if not folder.is_dir():
        raise InputError(
            f'"{folder}" is no folder.',
            hint="Give the folder into which the archives were unpacked.",
        )
    found = []
    skipped = leave_out.resolve() if leave_out else None
    for parent, folders, files in os.walk(folder, followlinks=True):
        here = Path(parent)
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and (here / f).resolve() != skipped
        )
        below = here.relative_to(folder)
        found += [(below / f).as_posix() for f in files if not f.startswith((".", "._"))]
        if len(found) > MAX_FILES:
            raise InputError(f'"{folder}" holds more than {MAX_FILES:,} files: it is no data set.')
    return sorted(found)


def find_scenes(spec: DatasetSpec, source: Path, leave_out: Path | None = None) -> Found:
    """The layout that fits best, with its pairs and what does not fit.

    Raises:
        InputError: no layout has a single pair; says what was expected and what was found.
    """
    files = list_files(source, leave_out)
    found = [_match(layout, source, files) for layout in spec.layouts]
    best = max(found, key=lambda f: len(f.scenes))
    if not best.scenes:
        raise _no_layout(spec, source, files, found)
    names = Counter((s.split, s.name.casefold()) for s in best.scenes)
    for scene in best.scenes:
        if names[scene.split, scene.name.casefold()] > 1:
            same = [s.image for s in best.scenes if s.name.casefold() == scene.name.casefold()]
            raise InputError(
                f'Two images of split "{scene.split}" would get the name "{scene.name}": '
                f'"{same[0]}" and "{same[1]}".',
                hint="The download may lie in the folder twice; leave one.",
            )
    return best


def _match(layout: Layout, source: Path, files: list[str]) -> Found:
    found = Found(layout)
    named: set[str] = set()
    paired: set[str] = set()
    alone: dict[str, None] = {}
    candidates: Candidates = {}
    for pair in layout.pairs:
        image_of, label_of = compile_pattern(pair.image), compile_pattern(pair.label)
        common = sorted(set(image_of.groupindex) & set(label_of.groupindex))
        labels: dict[tuple[str, ...], str] = {}
        for name in files:
            if match := label_of.fullmatch(name):
                labels.setdefault(tuple(match[g] for g in common), name)
        taken = set(labels.values())
        named |= taken
        for name in files:
            if not (match := image_of.fullmatch(name)) or name in taken:
                continue
            named.add(name)
            label = labels.get(tuple(match[g] for g in common))
            if label is None:
                alone[name] = None
            elif name not in candidates:
                candidates[name] = (label, match.groupdict(), pair.split)
                paired.add(label)
        found.no_image += [n for n in taken if n not in paired]
    found.no_label = [n for n in alone if n not in candidates]
    found.no_image = sorted(set(found.no_image) - paired)
    rest = (n for n in files if n not in named)
    found.extra = [n for n in rest if PurePosixPath(n).suffix.lower() in IMAGES]
    _split(found, source, files, candidates)
    return found


def _split(
    found: Found, source: Path, files: list[str],
    candidates: Candidates,
) -> None:  # fmt: skip
    layout = found.layout
    split_of = {key: split for split, keys in layout.keys.items() for key in keys}
    if candidates:
        for part, names in layout.lists.items():
            split_of |= dict.fromkeys(_read_list(source, files, names, part, layout), part)
    order = {name: n for n, name in enumerate(sorted(candidates))}
    seen = set()
    for image, (label, parts, fixed) in sorted(candidates.items()):
        key = parts.get("key") or PurePosixPath(image).stem
        seen.add(key)
        every = next((s for s, n in layout.every.items() if order[image] % n == n - 1), None)
        split = fixed or split_of.get(key) or every or layout.rest
        if not split:
            found.left_out.append(image)
            continue
        values = {k: v or "" for k, v in parts.items()}
        found.scenes.append(
            Scene(
                image, label, _fill(layout.names, values), _fill(layout.place, values), split,
            )
        )  # fmt: skip
    found.listed = sorted(set(split_of) - seen)


def _fill(pattern: str, parts: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda m: parts[m[1]], pattern).replace("/", "_")


def _read_list(
    source: Path, files: list[str], names: tuple[str, ...], split: str, layout: Layout
) -> list[str]:
    """Stems of the images that a list names."""
    for wanted in names:
        hits = sorted(
            (f for f in files if PurePosixPath(f).name == wanted), key=lambda f: f.count("/")
        )
        if hits:
            try:
                lines = (source / hits[0]).read_text(encoding="utf-8-sig").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise InputError(f'The list "{hits[0]}" cannot be read: {error}.') from error
            return [PurePosixPath(line.strip()).stem for line in lines if line.strip()]
    raise InputError(
        f'The list of split "{split}" is missing: no file {" or ".join(names)} in "{source}".',
        hint=layout.about,
    )


def _tree(files: Iterable[str]) -> str:
    """The folders of a listing with numbers of files, the fullest first."""
    counts = Counter(
        ("/".join(PurePosixPath(f).parts[:-1]) or ".", PurePosixPath(f).suffix or "no ending")
        for f in files
    )
    lines = [f"  {folder}: {n:,} x {ending}" for (folder, ending), n in counts.most_common(12)]
    rest = len(counts) - len(lines)
    return "\n".join([*lines, *([f"  and {rest:,} folders more"] if rest > 0 else [])])


def _no_layout(spec: DatasetSpec, source: Path, files: list[str], found: list[Found]) -> InputError:
    expected = []
    for one in found:
        expected.append(f"  {one.layout.name}: {one.layout.about}")
        for pair in one.layout.pairs:
            expected.append(f"    {pair.image}  with  {pair.label}")
        halves = [("images without labels", one.no_label), ("labels without images", one.no_image)]
        for what, names in halves:
            if names:
                expected.append(f"    (there: {len(names):,} {what}, as {names[0]})")
        if one.left_out:
            expected.append(f"    (there: {len(one.left_out):,} pairs that no split names)")
    there = _tree(files) if files else "  nothing"
    return InputError(
        f'"{source}" is not laid out as {spec.title} is. Expected, in it or a few folders below:\n'
        + "\n".join(expected)
        + f"\nFound:\n{there}",
        hint="Unpack the archives so that these files are there; names may be in capitals.",
    )
