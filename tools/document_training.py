"""Writes the tables of settings in the pages of training from the settings classes themselves.

.venv/bin/python tools/document_training.py            write the tables
.venv/bin/python tools/document_training.py --check    fail when they are not up to date
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT))


def meanings(settings: type[BaseModel]) -> dict[str, str]:
    """What the docstring of a settings class says of each field.

    Raises:
        SystemExit: a field is not explained.
    """
    found: dict[str, str] = {}
    for part in reversed(settings.__mro__):
        block = (inspect.cleandoc(part.__doc__ or "")).partition("Attributes:\n")[2]
        for names, meaning in re.findall(
            r"^    ([\w, ]+): (.*(?:\n {8}.*)*)", block, flags=re.MULTILINE
        ):
            for name in names.split(", "):
                found[name] = re.sub(r"\s+", " ", meaning).replace("``", "`")
    silent = [name for name in settings.model_fields if name not in found]
    if silent:
        raise SystemExit(f"{settings.__name__} does not explain: {', '.join(silent)}")
    return found


def default(field: FieldInfo) -> str:
    """The value of a field that a file leaves out, as it is typed there."""
    if field.is_required():
        return "required"
    value: Any = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel):
        return ", ".join(f"{k}: {v}" for k, v in value.model_dump().items())
    if value is None:
        return "none"
    if isinstance(value, dict | tuple) and not value:
        return "empty"
    return str(value).lower() if isinstance(value, bool) else str(value).strip("()")


def table(settings: type[BaseModel], prefix: str = "") -> list[str]:
    """One row for each field, or for those that are explained together."""
    together: dict[str, list[str]] = {}
    for name, meaning in meanings(settings).items():
        if name in settings.model_fields:
            together.setdefault(meaning, []).append(name)
    rows = []
    for meaning, names in together.items():
        keys = ", ".join(f"`{prefix}{name}`" for name in names)
        values = "; ".join(default(settings.model_fields[name]) for name in names)
        rows.append(f"| {keys} | {values} | {meaning} |")
    return ["| key | default | meaning |", "|---|---|---|", *rows]


def pages() -> dict[str, dict[str, list[str]]]:
    """The tables of each page, by the name of their place in it."""
    from training.config import DataSettings, DrawnSettings, TrainConfig
    from training.simfeatup.config import PictureSettings, SimFeatUpConfig

    return {
        "training.md": {
            "run": table(TrainConfig),
            "data": [*table(DataSettings, "data."), *table(DrawnSettings, "data.drawn.")[2:]],
        },
        "simfeatup.md": {
            "run": table(SimFeatUpConfig), "data": table(PictureSettings, "data."),
        },
    }  # fmt: skip


def filled(text: str, name: str, parts: dict[str, list[str]]) -> str:
    """A page with fresh tables.

    Raises:
        SystemExit: it has no place for one.
    """
    for part, lines in parts.items():
        begin, end = f"<!-- settings: {part} -->", "<!-- end of settings -->"
        before, found, rest = text.partition(begin)
        if not found:
            raise SystemExit(f"{name} has no place for the settings of {part}")
        text = f"{before}{begin}\n{chr(10).join(lines)}\n{end}{rest.partition(end)[2]}"
    return text


def main() -> int:
    """Write or check the pages."""
    status = 0
    for name, parts in pages().items():
        path = DOCS / name
        old = path.read_text(encoding="utf-8")
        new = filled(old, name, parts)
        if "--check" not in sys.argv[1:]:
            path.write_text(new, encoding="utf-8")
        elif old != new:
            print(f"docs/{name} is not up to date: run tools/document_training.py", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
