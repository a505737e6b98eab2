"""Which files a tool has chosen: the part of a pylock.toml (PEP 751) that is needed here.

uv writes these files with one entry of `[[packages]]` for a package and its wheels that fit. QGIS's
Python may be 3.9, which has no reader of TOML; what uv writes is regular enough for a small one.
What it does not understand is refused, and the tool then downloads by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from .pins import normal_name

__all__ = ["Package", "read_lock"]

KEY = re.compile(r'^(name|version) = "([^"\\]*)"$', re.MULTILINE)
WHEELS = re.compile(r"^wheels = \[(.*?)\]$", re.MULTILINE | re.DOTALL)
FIELDS = {
    "url": re.compile(r'\burl = "([^"\\]+)"'),
    "path": re.compile(r'\bpath = "([^"\\]+)"'),
    "size": re.compile(r"\bsize = (\d+)"),
    "sha256": re.compile(r'\bsha256 = "([0-9a-f]{64})"'),
}


@dataclass(frozen=True)
class Package:
    """A file to install."""

    name: str
    version: str
    url: str
    size: int = 0  # bytes; 0 when it is not told
    sha256: str = ""

    @property
    def file_name(self) -> str:
        """The wheel's own name, which says what it fits."""
        return unquote(urlsplit(self.url).path.rsplit("/", 1)[-1])

    @property
    def local(self) -> Path | None:
        """Where it lies, when it is on this computer already."""
        parts = urlsplit(self.url)
        return Path(url2pathname(parts.path)) if parts.scheme == "file" else None


def read_lock(text: str, folder: Path) -> list[Package]:
    """The packages of a lock file.

    Args:
        text: the file.
        folder: where it lies; paths in it count from there.

    Raises:
        ValueError: it is not of the form that is known.
    """
    packages = []
    for block in text.split("[[packages]]")[1:]:
        keys = dict(KEY.findall(block))
        wheels = WHEELS.search(block)
        if "name" not in keys or "version" not in keys or wheels is None:
            raise ValueError(f"an entry without name, version or wheels: {block[:200]!r}")
        first = wheels.group(1).split("}, upload")[0]
        entry = re.split(r"\}\s*\}", first)[0]
        found = {name: pattern.search(entry) for name, pattern in FIELDS.items()}
        values = {name: match.group(1) for name, match in found.items() if match is not None}
        url = values.get("url", "")
        if not url and "path" in values:
            url = (folder / values["path"]).resolve().as_uri()
        if not url.split("?")[0].split("#")[0].endswith(".whl"):
            raise ValueError(f"no wheel for {keys['name']}")
        packages.append(
            Package(
                normal_name(keys["name"]),
                keys["version"],
                url,
                int(values.get("size", 0)),
                values.get("sha256", ""),
            )
        )
    if not packages:
        raise ValueError("no packages")
    return packages
