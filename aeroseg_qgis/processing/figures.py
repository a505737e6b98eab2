"""How well a class raster agrees with a reference: counts, and the figures that follow from them.

Standard library only. Class 0 ("other") is counted and left out of the means, as in the reports of
`python -m training evaluate` (docs/accuracy.md).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from html import escape

from ..text import count, decimal, tr

__all__ = ["Agreement"]


@dataclass(frozen=True)
class Agreement:
    """Counts of pixels by reference (first) and result (second).

    Args:
        names: Of the classes; the first is "other".
        counts: Rows are the reference, columns the result; both in the order of `names`.
    """

    names: list[str]
    counts: list[list[int]]

    @property
    def pixels(self) -> int:
        """Pixels that were compared."""
        return sum(map(sum, self.counts))

    @property
    def accuracy(self) -> float | None:
        """Share of the pixels where both say the same, "other" included; None without pixels."""
        same = sum(row[index] for index, row in enumerate(self.counts))
        return same / self.pixels if self.pixels else None

    def classes(self) -> dict[str, dict[str, float | int | None]]:
        """IoU, F1, precision, recall and pixels of the reference of each class.

        Where neither has a pixel of a class there is nothing to tell: its figures are None.
        """
        found = {}
        for index, name in enumerate(self.names[1:], start=1):
            both = self.counts[index][index]
            truth = sum(self.counts[index])
            result = sum(row[index] for row in self.counts)
            found[name] = {
                "iou": _share(both, truth + result - both),
                "f1": _share(2 * both, truth + result),
                "precision": _share(both, result),
                "recall": _share(both, truth),
                "pixels": truth,
                "result_pixels": result,
            }
        return found

    @property
    def miou(self) -> float | None:
        """Mean IoU of the classes that the reference has; None where it has none."""
        values = [one["iou"] for one in self.classes().values() if one["pixels"]]
        return sum(values) / len(values) if values else None

    def report(self) -> dict:
        """Everything as JSON data."""
        return {
            "miou": self.miou,
            "accuracy": self.accuracy,
            "pixels": self.pixels,
            "classes": self.classes(),
            "confusion": {"names": self.names, "reference_by_result": self.counts},
        }

    def csv(self) -> str:
        """The figures, an empty line, and the confusion matrix."""
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        keys = ["iou", "f1", "precision", "recall", "pixels", "result_pixels"]
        table.writerow(["class", *keys])
        for name, figures in self.classes().items():
            table.writerow([name, *("" if figures[k] is None else figures[k] for k in keys)])
        table.writerow([])
        table.writerow(["reference \\ result", *self.names])
        for name, row in zip(self.names, self.counts):
            table.writerow([name, *row])
        return text.getvalue()

    def html(self, title: str, notes: list[str]) -> str:
        """The same for people."""
        rows = [
            _row(
                name,
                *(_shown(figures[key]) for key in ("iou", "f1", "precision", "recall")),
                count(figures["pixels"]),
                count(figures["result_pixels"]),
            )
            for name, figures in self.classes().items()
        ]
        head = _row(
            tr("Class"), tr("IoU"), tr("F1"), tr("Precision"), tr("Recall"),
            tr("Reference (px)"), tr("Result (px)"), tag="th",
        )  # fmt: skip
        matrix = [
            _row(name, *(count(value) for value in row))
            for name, row in zip(self.names, self.counts)
        ]
        corner = tr("Reference ↓ Result →")
        return (
            '<!DOCTYPE html><html><head><meta charset="utf-8">'
            f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
            f"<h1>{escape(title)}</h1>"
            "<p>"
            + escape(
                tr("Mean IoU {miou}, overall accuracy {accuracy}, {n} pixels compared.").format(
                    miou=_shown(self.miou), accuracy=_shown(self.accuracy), n=count(self.pixels)
                )
            )
            + "</p>"
            + "".join(f"<p>{escape(note)}</p>" for note in notes)
            + f"<table>{head}{''.join(rows)}</table>"
            + f"<h2>{escape(tr('Confusion matrix (pixels)'))}</h2>"
            + f"<table>{_row(corner, *self.names, tag='th')}{''.join(matrix)}</table>"
            + "</body></html>\n"
        )


STYLE = (
    "body{font-family:sans-serif;font-size:10pt}table{border-collapse:collapse}"
    "td,th{border:1px solid #999;padding:2px 8px;text-align:right}"
    "td:first-child,th:first-child{text-align:left}"
)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _shown(value: float | None) -> str:
    return "–" if value is None else decimal(value, 3)


def _row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
