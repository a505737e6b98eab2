"""Repeats runs of the dock on the command line.

.venv/bin/python -m tests.repeat FOUND.json     adds to each case the raster "repeated"

The command is that of the run's own record. A layer that QGIS had to draw is named there by the
picture that was sent; the file itself is taken in its place, whole and as it is.
"""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

from backend.cli import run


def main() -> None:
    """Run every command of the list in this one process."""
    path = Path(sys.argv[1])
    cases = json.loads(path.read_text(encoding="utf-8"))
    for number, case in enumerate(cases):
        words = shlex.split(case["command"])[3:]
        assert words[0] == "segment", case["command"]
        case["drawn"] = words[1] != Path(case["path"]).name
        case["repeated"] = str(path.with_name(f"{number}.tif"))
        if case["drawn"]:
            words = ["segment", "", "", *words[3:]]
            for option in ("--window", "--bands", "--range"):
                if option in words:
                    del words[words.index(option) : words.index(option) + 2]
        words[1:3] = [case["path"], case["repeated"]]
        if "--aoi" in words:  # the record names the file in the run's folder
            place = words.index("--aoi") + 1
            words[place] = str(Path(case["classes"]).parent / words[place])
        assert run([*words, "--device", "cpu"]) == 0, case["name"]
    path.write_text(json.dumps(cases), encoding="utf-8")


if __name__ == "__main__":
    main()
