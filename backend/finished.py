"""Requests about rasters of finished runs: no model, no image, no torch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from backend import protocol as p
from backend.best import write_best, write_corrections
from backend.errors import Cancelled
from backend.outputs import class_results, relabel

__all__ = ["answer", "relabel_result"]

Progress = Callable[[str, str, int, int, float | None], None]


def answer(params: p.RasterParams, progress: Progress, cancelled: Callable[[], bool]) -> p.Message:
    """Do what a request about finished rasters asks.

    Args:
        params: the request.
        progress: told at each piece.
        cancelled: asked at each piece.

    Raises:
        LayerError: a file is none of a run, or of another one.
        DiskFull: the new raster cannot be written.
        Cancelled: asked for; nothing is left.
    """
    step = _stepper(progress, cancelled)
    match params:
        case p.BestParams():
            write_best(params.scores, Path(params.out), params.corrections, step)
            return p.BestResult(path=params.out)
        case p.CorrectParams():
            changed = write_corrections(
                params.classes, params.edits, params.scores, Path(params.out),
                params.corrections, step,
            )  # fmt: skip
            return p.CorrectResult(path=params.out, pixels=changed)
        case _:
            return relabel_result(params, progress, cancelled)


def relabel_result(
    params: p.RelabelParams, progress: Progress, cancelled: Callable[[], bool]
) -> p.RelabelResult:
    """A class raster with other thresholds; raises as :func:`answer`."""
    out = Path(params.out)
    tally, styles, record = relabel(
        params.scores, out, params.thresholds.default, params.thresholds.per_class,
        _stepper(progress, cancelled), params.corrections,
    )  # fmt: skip
    known = {c["name"]: bool(c["known"]) for c in record["classes"]}
    return p.RelabelResult(
        path=str(out),
        style=str(out.with_suffix(".qml")),
        classes=class_results(tally, styles, known),
        other=p.OtherResult(pixels=int(tally.pixels[0]), area_m2=float(tally.area_m2[0])),
    )


def _stepper(progress: Progress, cancelled: Callable[[], bool]) -> Callable[[int, int], None]:
    """What tells how far a raster is, and ends it when nobody wants it any more."""

    def step(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled("It was cancelled.")
        progress("writing", "writing the raster", done, total, None)

    return step
