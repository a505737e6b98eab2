"""What a run has finished, one line a source image, so that the next run goes on from there."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from backend.errors import InputError
from training.prepare.pieces import Done, Piece, is_whole, writing

__all__ = ["Journal"]

SETTINGS = "prepare.json"
LINES = "prepare.jsonl"
# Where an interrupted run may have left a temporary name of `writing`. OUT may be a folder of other
# files too, as that of downloads, where a browser's unfinished ones also end in ".part".
TEXTS = (SETTINGS, "index.csv", "index-seen.csv", "report.txt")
FOLDERS = ("images/*", "labels/*", "labels-complete/*", "*_split/*/imgs", "*_split/*/D2masks")
LEFT = re.compile(r".+\.\w+\.\d+\.part")


class Journal:
    """The memory of an output folder.

    Args:
        out: the folder.
        settings: all that decides what the result looks like.

    Raises:
        InputError: the folder holds the result of other settings.
    """

    def __init__(self, out: Path, settings: dict[str, object]) -> None:
        self.out = out
        self.path = out / LINES
        memory = out / SETTINGS
        text = json.dumps(settings, indent=1, sort_keys=True, default=str) + "\n"
        if memory.is_file() and memory.read_text(encoding="utf-8") != text:
            raise InputError(
                f'"{out}" holds the result of another data set or of other settings.',
                hint="Give another output folder, or remove this one to start over.",
            )
        for pattern in (*TEXTS, *(f"{folder}/*" for folder in FOLDERS)):
            for stale in out.glob(f"{pattern}.*.part"):
                if LEFT.fullmatch(stale.name):
                    stale.unlink(missing_ok=True)
        with writing(memory) as temporary:
            temporary.write_text(text, encoding="utf-8")

    def finished(self) -> dict[tuple[str, str], Done]:
        """(split, name) -> what is finished and still there, whole."""
        found: dict[tuple[str, str], Done] = {}
        if not self.path.is_file():
            return found
        for line in self.path.read_text(encoding="utf-8").splitlines():
            try:
                raw = json.loads(line)
                done = Done(**{**raw, "pieces": [Piece(**p) for p in raw["pieces"]]})
            except (ValueError, TypeError, KeyError):
                continue  # the line that an interruption cut short
            files = [self.out / f for p in done.pieces for f in (p.image, p.label)]
            if all(is_whole(file) for file in files):
                found[done.split, done.name] = done
        return found

    def add(self, done: Done) -> None:
        """Remember a scene; the line is on the disk when this returns."""
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(done)) + "\n")
