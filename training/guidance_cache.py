"""Features of a frozen guidance encoder, computed once and kept on disk.

A file holds the three taps of one picture exactly as the encoder would see it, after resize, crop
and flip. Its name is the hash of those pixels, its folder the hash of everything else that decides
the numbers: the encoder's weights and settings. Nothing stale can therefore be found.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from backend.errors import DiskFull, InputError
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.guidance import Taps
from training.config import TrainConfig
from training.data.paper import PaperCrops

__all__ = ["GuidanceCache", "fill", "fingerprint"]

logger = logging.getLogger(__name__)

NAMES = ("early", "late", "last")


def fingerprint(model: AerOSeg, precision: str) -> str:
    """Hash of the guidance encoder: its weights, its settings, where its taps go.

    Raises:
        InputError: the model has no guidance encoder of its own, or trains it.
    """
    encoder = model.guidance
    if encoder is None or encoder.settings.trained:
        raise InputError(
            "Guidance features cannot be kept: the model has no frozen guidance encoder.",
            hint="Leave guidance_cache out.",
        )
    settings = {
        "encoder": encoder.settings.model_dump(mode="json"),
        "sides": model.config.tap_sides,
        "angles": model.config.angles if encoder.settings.views == "all" else (0,),
        "precision": precision,
    }
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    for name, tensor in sorted(encoder.state_dict().items()):
        digest.update(f"{name}{tuple(tensor.shape)}{tensor.dtype}".encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().data)
    return digest.hexdigest()[:16]


class GuidanceCache:
    """Taps of pictures, from disk where they are, else computed and written there.

    Attributes:
        found, made: pictures that were on disk, and that were computed.
    """

    def __init__(self, folder: Path, model: AerOSeg, precision: str) -> None:
        self._model = model
        self._dtype = {"float32": torch.float32, "float16": torch.float16}[precision]
        self._folder = folder / fingerprint(model, precision)
        self.found = self.made = 0
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DiskFull(
                f'The folder "{self._folder}" cannot be made: {error.strerror}.',
                hint="Choose another guidance_cache.",
            ) from error

    def _file(self, image: Tensor) -> Path:
        digest = hashlib.sha256(f"{tuple(image.shape)}".encode())
        digest.update(image.cpu().contiguous().numpy().data)
        name = digest.hexdigest()[:40]
        return self._folder / name[:2] / f"{name}.safetensors"

    def bytes_each(self, side: int) -> int:
        """Size of one picture's features on disk.

        Args:
            side: of the picture, in pixels; only its taps' channels and sides count.
        """
        image = torch.zeros(1, 3, side, side)
        size = torch.empty((), dtype=self._dtype).element_size()
        return sum(tap.numel() for tap in self._compute(image)) * size

    def has(self, image: Tensor) -> bool:
        """Whether the features of a picture (3, H, W) uint8 are there."""
        return self._file(image).is_file()

    @torch.no_grad()
    def _compute(self, images: Tensor) -> Taps:
        model, encoder = self._model, self._model.guidance
        if encoder is None:
            raise InputError("The model has no guidance encoder.")
        where = next(encoder.parameters()).device
        pixels = images.to(where).float()
        return encoder.taps(pixels, model.config.tap_sides, model.config.angles)

    def taps(self, images: Tensor) -> Taps:
        """Taps (B, C, h, w) of pictures (B, 3, H, W) uint8, where the model is.

        They are rounded to the precision of the cache in every case, so that the first round of a
        run is trained on the same numbers as all later ones.

        Raises:
            DiskFull: they cannot be written.
        """
        device = next(self._model.parameters()).device
        files = [self._file(image) for image in images]
        kept = [self._read(file) for file in files]
        missing = [i for i, taps in enumerate(kept) if taps is None]
        self.found += len(kept) - len(missing)
        self.made += len(missing)
        if missing:
            made = self._compute(images[missing])
            for number, place in enumerate(missing):
                taps = {
                    name: tap[number].to("cpu", self._dtype).contiguous()
                    for name, tap in zip(NAMES, made, strict=True)
                }
                self._write(files[place], taps)
                kept[place] = taps
        whole = [k for k in kept if k is not None]
        early, late, last = (
            torch.stack([taps[name] for taps in whole]).to(device).float() for name in NAMES
        )
        return early, late, last

    @staticmethod
    def _read(file: Path) -> dict[str, Tensor] | None:
        try:
            taps = load_file(file)
        except (OSError, SafetensorError):  # not there, or cut off by a crash: computed anew
            return None
        return taps if set(taps) == set(NAMES) else None

    @staticmethod
    def _write(file: Path, taps: dict[str, Tensor]) -> None:
        if not all(bool(torch.isfinite(tap).all()) for tap in taps.values()):
            raise InputError(
                "The guidance features are too large for the precision of their cache.",
                hint="Set guidance_precision=float32.",
            )
        part = file.with_suffix(".part")
        try:
            file.parent.mkdir(exist_ok=True)
            save_file(taps, str(part))
            part.replace(file)
        except (OSError, SafetensorError) as error:
            part.unlink(missing_ok=True)
            raise DiskFull(
                f'The guidance features "{file}" cannot be written: {error}.',
                hint="Free some space, or choose another guidance_cache.",
            ) from error


def fill(config: TrainConfig, cache: GuidanceCache, crops: PaperCrops) -> None:
    """Compute the features of every picture that a run can draw: each image and its mirror image.

    Args:
        config: of the run.
        cache: where they go.
        crops: of the run.

    Raises:
        InputError: an image is not square, so that its crops are endless in number.
        DiskFull: there is not enough space, told before the work begins.
    """
    side, pictures = config.data.crop_px, 2 * len(crops.rows)
    needed = pictures * cache.bytes_each(side)
    folder = Path(str(config.guidance_cache))
    free = shutil.disk_usage(folder).free
    logger.info("%d pictures, up to %.1f GB, %.1f GB are free", pictures, needed / 1e9, free / 1e9)
    if needed > free:
        raise DiskFull(
            f"The features of {pictures} pictures need {needed / 1e9:.1f} GB, "
            f'"{folder}" has {free / 1e9:.1f} GB.',
            hint="Choose another guidance_cache, or train without one.",
        )
    batch: list[Tensor] = []
    for number, row in enumerate(crops.rows):
        image = torch.from_numpy(crops.plain(row)[0].copy())
        batch += [p for p in (image, image.flip(-1)) if not cache.has(p)]
        last = number + 1 == len(crops.rows)
        while len(batch) >= config.batch or (last and batch):
            cache.taps(torch.stack(batch[: config.batch]))
            del batch[: config.batch]
        if (number + 1) % 100 == 0 or last:
            logger.info("%d of %d pictures", 2 * (number + 1), pictures)
