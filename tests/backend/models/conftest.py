"""The stored tensors of the reference files, and the account of what the tests did with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

FLOAT32_TOLERANCE = 1e-4
# Tensors stored in half precision because of their size (README of the reference files).
ROUNDED_TOLERANCE = 4e-3
ROUNDED = re.compile(
    r"clip\.(block\d+_rot0|dense_rot90_unrotated_back|pos_embed_resized_24x24)|"
    r"(stage|fpn)[01]_BCHW"
)
# What goes into the modules; everything else is what must come out of them.
GIVEN = re.compile(r"(.*\.)?(in|weights)\.|image_encoder\.|sem_seg_head\.|upsample[12]\.")

ACCOUNT = "test_every_stored_tensor_was_used"
_files: dict[str, Stored] = {}


class Stored(Mapping[str, Tensor]):
    """The tensors of one file as float32. Notes which were used, and which were compared."""

    def __init__(self, path: Path) -> None:
        raw = load_file(path)
        self._tensors = {k: v.float() if v.dtype == torch.float16 else v for k, v in raw.items()}
        self.used: set[str] = set()
        self.compared: set[str] = set()

    def __getitem__(self, name: str) -> Tensor:
        value = self._tensors[name]
        self.used.add(name)
        return value

    def __contains__(self, name: object) -> bool:  # looking is not using
        return name in self._tensors

    def __iter__(self) -> Iterator[str]:
        return iter(self._tensors)

    def __len__(self) -> int:
        return len(self._tensors)

    def part(self, prefix: str) -> dict[str, Tensor]:
        """The tensors below a prefix, without it."""
        return {name.removeprefix(prefix): self[name] for name in self if name.startswith(prefix)}

    def compare(
        self,
        name: str,
        ours: Tensor,
        tolerance: float | None = None,
        take: Callable[[Tensor], Tensor] = lambda x: x,
    ) -> None:
        """Fail when a result differs from the stored tensor by more than the README allows.

        Args:
            name: of the stored tensor.
            ours: result of the same shape.
            tolerance: largest absolute difference; by default that of the README.
            take: what of ours is stored.
        """
        self.compared.add(name)
        theirs, ours = self[name], take(ours)
        if tolerance is None:
            tolerance = ROUNDED_TOLERANCE if ROUNDED.fullmatch(name) else FLOAT32_TOLERANCE
        assert ours.shape == theirs.shape, (name, ours.shape, theirs.shape)
        difference = (ours - theirs).abs().max().item()
        assert difference <= tolerance, (name, difference)  # false for NaN too

    def left(self) -> list[str]:
        """Names of given tensors that were not used, and of results that were not compared."""
        return [n for n in self if n not in (self.used if GIVEN.match(n) else self.compared)]


@pytest.fixture(scope="session")
def stored(shared_path: Callable[[str], Path]) -> Callable[[str], Stored]:
    """Loads a reference file by its name without ending; the same object each time."""

    def load(name: str) -> Stored:
        if name not in _files:
            _files[name] = Stored(shared_path(f"reference/{name}.safetensors"))
        return _files[name]

    return load


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The account is taken when every other test has run."""
    items.sort(key=lambda item: item.name == ACCOUNT)
