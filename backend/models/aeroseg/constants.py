"""Tensors that are worth computing once for a fixed grid (spec F11)."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import torch
from torch import Tensor

__all__ = ["Constants"]


class Constants:
    """Tensors that follow from a parameter and a grid alone, kept while both stay (spec F11).

    A changed parameter is noticed: every in-place write raises its version, a move gives it
    other memory. Where gradients must flow into the parameter nothing is kept.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[object, ...], Tensor]] = {}

    def get(
        self, name: Hashable, source: Tensor, side: int, make: Callable[[Tensor, int], Tensor]
    ) -> Tensor:
        """``make(source, side)``, computed anew only when needed.

        Args:
            name: tells the constants of one owner apart; only the latest side of each is kept.
            source: the parameter.
            side: of the grid.
            make: a pure function.
        """
        learning = source.requires_grad and torch.is_grad_enabled()
        if learning or source.is_inference() or torch.compiler.is_compiling():
            return make(source, side)
        state = (side, source.data_ptr(), source._version, source.dtype, source.device)
        kept = self._kept.get(name)
        if kept is None or kept[0] != state:
            # An ordinary tensor, even when an inference pass is the first to need it: a training
            # step may be the next.
            with torch.inference_mode(False), torch.no_grad():
                kept = (state, make(source, side))
            self._kept[name] = kept
        return kept[1]
