"""Thresholds fitted on labelled mosaics, tried on the place that was left out (docs/accuracy.md).

    python tools/measure_calibration.py --index INDEX --only fair_multiclass,fair_buildings

The product's engine segments every row of the split, then the thresholds of each class are fitted
on all places but one and measured on that one, in turn. It is the arithmetic of the command
"calibrate"; only the reference comes from label files instead of polygons.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import rasterio

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from backend.calibration import Evidence, collect, fit_classes
from backend.codes import CodeLayout
from backend.engine import Engine
from training.data.index import read_label
from training.evaluate import ask, chosen_rows, relabelled

STRIP_ROWS = 512


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--only", required=True, help="sources, as a,b")
    parser.add_argument("--split", default="train", help="rows to use; never val")
    parser.add_argument("--model", default="builtin")
    parser.add_argument("--out", type=Path, help="report to write (JSON)")
    options = parser.parse_args()
    engine = Engine()
    info = engine.registry.resolve(options.model).info
    report = {}
    for source in options.only.split(","):
        rows = chosen_rows(options.index, None, options.split, source)
        names = list(dict.fromkeys(name for row in rows for name in row.named.values()))
        places: dict[str, Evidence] = {}
        for row in rows:
            asked = ask(row, options.model, info.gsd_m)
            with tempfile.TemporaryDirectory(prefix="calibrate-") as folder:
                result = engine.segment(asked.params(asked.factor, "map", Path(folder) / "run"))
                with rasterio.open(result.paths.scores) as file:
                    truth = relabelled(read_label(row, file.height, file.width), row)
                    layout = CodeLayout(tuple(asked.names), False)
                    into = places.setdefault(row.place, {})
                    for top in range(0, file.height, STRIP_ROWS):
                        end = min(top + STRIP_ROWS, file.height)
                        codes = file.read(window=((top, end), (0, file.width)))
                        collect(layout, codes, np.ascontiguousarray(truth[top:end]), into)
            print(f"{source} {row.image.name}", file=sys.stderr, flush=True)
        fits = fit_classes(places, dict.fromkeys(names, info.threshold))
        report[source] = [
            {key: getattr(fit, key) for key in fit.__dataclass_fields__} for fit in fits
        ]
        print(f"{source}, places: {', '.join(places)}")
        for fit in fits:
            print(
                f"  {fit.name:<12} threshold {fit.before:.2f} > "
                f"{'-' if fit.after is None else f'{fit.after:.2f}'}; left out: "
                f"{_text(fit.cross_before)} > {_text(fit.cross_after)}; on all: "
                f"{fit.iou_before:.3f} > {fit.iou_fitted:.3f}; {fit.places} places"
            )
        crossed = [f for f in fits if f.cross_before is not None and f.cross_after is not None]
        for key in ("cross_before", "cross_after"):
            print(f"  mean {key}: {np.mean([getattr(f, key) for f in crossed]):.3f}")
    if options.out:
        options.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


def _text(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
