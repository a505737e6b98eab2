"""One checkpoint out of the published files of a model, read as data alone."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from backend import __version__
from backend.checkpoint import build_outline, read_tensor_table, save_checkpoint
from backend.errors import Cancelled, CheckpointError, DiskFull, FormatRefused, ShapeMismatch
from backend.foreign import EXPECTED, read_foreign

if TYPE_CHECKING:
    from torch import Tensor

    from backend.models.segearth.config import SegEarthConfig

__all__ = ["Source", "assemble", "kind_of_part", "unpack"]

logger = logging.getLogger(__name__)

COPY_BYTES = 4 * 2**20
MAX_UNPACKED = 8 * 2**30
HINT = (
    "Expected are the published weights: a state dict with the names of open_clip "
    '("visual.conv1.weight", ...), or an upsampler with names that begin with "upsampler.".'
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a model is made of.

    Attributes:
        part: "clip" or "upsampler".
        path: where it is.
        record: what the checkpoint says of its origin.
    """

    part: str
    path: Path
    record: Mapping[str, Any]


def assemble(
    config: SegEarthConfig,
    sources: list[Source],
    target: Path,
    *,
    title: str,
    licence: str,
    credits: list[str],
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the checkpoint of a model; it appears only when it is complete.

    Matrices become float16 where that changes no value, so nothing is lost.

    Args:
        config: the model.
        sources: a file for each of its parts.
        target: the checkpoint.
        title: name shown to people.
        licence: terms of use.
        credits: whom to name.
        cancelled: asked between the steps.

    Raises:
        FormatRefused: a file is of another kind, damaged, or holds more than weights.
        ShapeMismatch: a file does not fit the model; names are given.
        DiskFull: the checkpoint cannot be written.
        Cancelled: asked for.
    """
    from backend.models.aeroseg.clip import check_activations
    from backend.models.aeroseg.weights import CLIP_EXTRAS, fill_from
    from backend.models.segearth.weights import PREFIX

    model = cast(Any, build_outline(config))
    check_activations(model.backbone.vl, config.backbone.quick_gelu)
    for source in sources:
        if cancelled():
            raise Cancelled("The download was cancelled.", hint="Its files are kept.")
        tensors = read_weights(source.path)
        if source.part == "clip":
            fill_from(model.backbone.vl, tensors, source.path, CLIP_EXTRAS)
        else:
            fill_from(
                model.upsampler, tensors, source.path, (), lambda name: name.removeprefix(PREFIX)
            )
    left = [name for name, tensor in model.state_dict().items() if tensor.is_meta]
    if left:
        raise ShapeMismatch(
            f'The model "{title}" is not complete: {len(left)} tensors are in none of the files, '
            f'the first is "{left[0]}".'
        )
    if cancelled():
        raise Cancelled("The download was cancelled.", hint="Its files are kept.")
    model.config = config.model_copy(update={"title": title})
    save_checkpoint(
        target,
        model,
        title=title,
        training={
            "assembled_from": [dict(source.record) for source in sources],
            "by": f"AerOSeg for QGIS {__version__}",
        },
        classes=[],
        licence=licence,
        credits=credits,
        dtype="smallest",
    )


def read_weights(path: Path) -> dict[str, Tensor]:
    """Tensors of a published file by name, without ``module.``; nothing in it is run.

    Raises:
        FormatRefused: another kind of file, a damaged one, or code inside.
        CheckpointError: it cannot be read.
    """
    try:
        tensors = read_foreign(path).tensors
    except FormatRefused as error:
        if error.hint == EXPECTED or "TorchScript" in error.message:
            error.hint = HINT
        if "TorchScript" in error.message:
            error.hint += (
                " OpenAI's own .pt files are programs; open_clip publishes the same weights as "
                ".safetensors."
            )
        raise
    if all(name.startswith("module.") for name in tensors):
        tensors = {name.removeprefix("module."): tensor for name, tensor in tensors.items()}
    return tensors


def kind_of_part(path: Path) -> str:
    """Which part of a model a file of the user's holds: "clip" or "upsampler".

    Raises:
        FormatRefused: neither, or no file of weights.
        CheckpointError: it cannot be read.
    """
    with suppress(FormatRefused):
        names = list(read_tensor_table(path)[2])
        return _part_of(names, path)
    return _part_of(list(read_weights(path)), path)


def _part_of(names: list[str], path: Path) -> str:
    plain = [name.removeprefix("module.") for name in names]
    if any(name.startswith("upsampler.") for name in plain):
        return "upsampler"
    if "visual.conv1.weight" in plain:
        return "clip"
    first = ", ".join(f'"{name[:80]}"' for name in plain[:3])
    raise FormatRefused(
        f'"{path.name}" is neither a CLIP nor an upsampler: its first tensors are {first}.',
        hint=HINT,
    )


def unpack(archive: Path, ending: str, target: Path, cancelled: Callable[[], bool]) -> None:
    """Take one file out of a zip archive; it appears only when it is complete.

    Args:
        archive: the archive.
        ending: of the member's name; exactly one member has it.
        target: where it goes, whatever its name inside is.
        cancelled: asked while copying.

    Raises:
        FormatRefused: no sound archive, or not with such a member.
        DiskFull: it cannot be written.
        Cancelled: asked for.
    """
    part = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(archive) as opened:
            found = [m for m in opened.infolist() if m.filename.endswith(ending) and m.file_size]
            if len(found) != 1 or found[0].file_size > MAX_UNPACKED:
                raise FormatRefused(
                    f'"{archive.name}" holds {len(found)} files "{ending}", expected is one.',
                    hint="The publisher may have changed it. Unpack it by hand and choose the file "
                    "as one that you have.",
                )
            with opened.open(found[0]) as source, part.open("wb") as file:
                done = 0
                while chunk := source.read(COPY_BYTES):
                    if cancelled():
                        raise Cancelled("The download was cancelled.", hint="Its files are kept.")
                    done += len(chunk)
                    if done > found[0].file_size:
                        raise zipfile.BadZipFile("a member is longer than it says")
                    file.write(chunk)
        part.replace(target)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise FormatRefused(
            f'"{archive.name}" is no zip archive, or it is damaged.',
            hint="Download it again.",
            detail=str(error),
        ) from error
    except OSError as error:
        if not archive.is_file():
            raise CheckpointError(f'The file "{archive}" cannot be read.') from error
        raise DiskFull(
            f'"{target}" cannot be written: {error.strerror or error}.',
            hint="Free some space, or choose another folder.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
