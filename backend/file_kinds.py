"""What a file is that people mistake for a checkpoint, told from its first bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["AGAIN", "START_BYTES", "WANTED", "FileKind", "kind_of"]

START_BYTES = 512  # how much of a file is looked at

WANTED = (
    "A checkpoint of AerOSeg is a .safetensors file made by this program's training, or by "
    '"python -m backend convert" from a published CAT-Seg or OVRS file.'
)
AGAIN = "Copy or download the file again."
_PICKLED = "Pickles are never opened here, because they can run any code. " + WANTED

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"GGUF", "a GGUF file of another program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"II+\x00", "a TIFF image"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3", "an SQLite or GeoPackage file"),
    (b"version https://git-lfs", "a Git LFS pointer, the file itself was not fetched"),
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file.

    Attributes:
        what: in words, to follow "it is".
        hint: what to do with it.
        torch: how PyTorch could have written it: as an archive ("zip"), as a bare pickle
            ("pickle"), or not at all (None).
    """

    what: str
    hint: str = WANTED
    torch: str | None = None


def kind_of(path: Path, start: bytes, size_bytes: int) -> FileKind | None:
    """What a file is, or None when it begins like a safetensors file.

    Args:
        path: only its suffix is looked at.
        start: its first ``START_BYTES`` bytes, or all of a shorter file; not empty.
        size_bytes: its length.
    """
    if start.startswith(b"PK\x03\x04"):
        torch_made = b"data.pkl" in start or b"/version" in start
        if torch_made or path.suffix in (".pth", ".pt", ".ckpt", ".bin"):
            return FileKind("it is a PyTorch file with a pickle inside", _PICKLED, "zip")
        unpack = "Unpack it and choose the .safetensors file inside."
        return FileKind("it is a zip archive", unpack)
    protocol = start[1] if start[0] == 0x80 and len(start) > 1 else 0
    if 2 <= protocol <= 5 and start[2:8] != b"\0" * 6:
        return FileKind("it is a pickle, which could run any code", _PICKLED, "pickle")
    for magic, what in _MAGIC:
        if start.startswith(magic):
            return FileKind(f"it is {what}")
    if size_bytes < 8:
        return FileKind(f"it has only {size_bytes} bytes", AGAIN)
    lowered = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype", b"<html", b"<?xml")):
        return FileKind("it is a web page, probably an error page saved in place of the download")
    if lowered.startswith((b"{", b"[")) and start[8:9] != b"{":
        return FileKind("it is a JSON text")
    if start[8:9] != b"{":
        printable = sum(byte in b"\t\r\n" or 32 <= byte < 127 for byte in start) / len(start)
        return FileKind(
            "it is a text file" if printable > 0.97 else "it is a file of an unknown kind"
        )
    return None
