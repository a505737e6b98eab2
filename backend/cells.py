"""Sets of cells and tiles of a run, one byte each, so that a run of any size stays small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

__all__ = ["CellSet", "Needed"]

Cell = tuple[int, int]  # (row, column)


class CellSet:
    """Cells of a rectangle of them.

    Args:
        rows: of the rectangle.
        columns: of the rectangle.
        full: whether all of them are in the set at first.
    """

    __slots__ = ("_flags", "columns", "rows")

    def __init__(self, rows: range, columns: range, full: bool = False) -> None:
        self.rows, self.columns = rows, columns
        self._flags: npt.NDArray[np.bool_] = np.full((len(rows), len(columns)), full, dtype=bool)

    def __contains__(self, cell: object) -> bool:
        row, column = cast(Cell, cell)
        if row not in self.rows or column not in self.columns:
            return False
        return bool(self._flags[row - self.rows.start, column - self.columns.start])

    def __len__(self) -> int:
        return int(np.count_nonzero(self._flags))

    def __iter__(self) -> Iterator[Cell]:
        """Row by row."""
        for index, row in enumerate(self._flags):
            for column in np.flatnonzero(row):
                yield self.rows.start + index, self.columns.start + int(column)

    def add(self, cell: Cell) -> None:
        """Put a cell of the rectangle in.

        Raises:
            IndexError: it is none of the rectangle's.
        """
        row, column = cell
        if row not in self.rows or column not in self.columns:
            raise IndexError(f"the cell {cell} is outside")
        self._flags[row - self.rows.start, column - self.columns.start] = True

    def add_row(self, row: int, flags: npt.NDArray[np.bool_]) -> None:
        """Put those cells of a row in that are flagged: (columns,)."""
        self._flags[row - self.rows.start] |= flags


@dataclass(frozen=True, slots=True)
class Needed:
    """What polygons leave of a plan: cells with a pixel inside, and tiles that reach into one."""

    cells: CellSet
    tiles: CellSet
