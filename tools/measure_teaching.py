"""How well a word is learned from a few marks, as a table and a chart (docs/accuracy.md).

    python tools/measure_teaching.py prepare INDEX build/teach
    python -m training train --config build/teach/without.yaml
    python -m training train --config build/teach/with.yaml
    python tools/measure_teaching.py measure INDEX build/teach

"prepare" cuts a development split from the train rows of gsi_solar (every third sheet; a sheet is a
place), writes the settings of two small models, and their first weights: ImageNet's trunk, the
built-in model's text tower, a head of random numbers. The first model never sees an image of
gsi_solar, nor the word. The second is the first, trained on for a while with the class, on all
labels of the other sheets. "measure" marks places on those sheets, teaches the word to the first
model by the product's own engine, and compares both on the development sheets. Val is not touched.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

WORD, SOURCE, VALUE = "solar panel", "gsi_solar", 6
UNKNOWN_WORD = "zorb"
OTHERS = ["building", "road", "vegetation", "water", "bare land", "tree", "grass"]
SOURCES = ("dubai_aerial", "fair_buildings", "fair_multiclass", "gsi_road", SOURCE)
MARKS = (1, 5, 20)
SETTINGS = """\
title: {title}
out: {folder}/{name}
init: {init}
classes: [{classes}]
steps: {steps}
batch: 6
rate: {rate}
trunk_rate: 5.0e-4
text_rate: 1.0e-4
warmup: {warmup}
averaging: {averaging}
ignore_policy: mask
tensorboard: false
names: [2, 5]
workers: 0
log_every: 50
model:
  kind: aeroseg
  title: Small
  tile_px: 384
  stride_px: 320
  gsd_m: 0.25
  backbone: {{type: compact, neck: 96, embed_dim: 128, text_width: 128, text_layers: 3,
    merges: 4000}}
  guidance: {{type: shared}}
  refinement: {{hidden: 48, blocks: 2, window: 6, appearance: 48, text_guidance: 48, pooling: 1,
    pad_len: 0}}
  decoder: {{channels: [32, 24], guidance: [16, 12], guidance_upsampling: none}}
  angles: [0]
  backprojection: null
data:
  index: {folder}/{name}.csv
  crop_px: 192
  gsd_m: 0.25
  shares: {shares}
"""


def split(index: Path) -> tuple[list[dict[str, str]], list[str]]:
    """Train rows with full paths, and the images of the development split."""
    with index.open(newline="", encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["split"] == "train"]
    for row in rows:
        for key in ("image", "label"):
            row[key] = str((index.parent / row[key]).resolve())
    sheets = sorted(row["image"] for row in rows if row["source"] == SOURCE)
    return [row for row in rows if row["source"] in SOURCES], sheets[2::3]


def prepare(index: Path, folder: Path) -> None:
    """Index files, settings and first weights."""
    import torch
    import yaml

    from backend.checkpoint import load_model, save_checkpoint
    from backend.models.aeroseg import AerOSeg, AerOSegConfig
    from training.beginning import load_imagenet_trunk

    folder.mkdir(parents=True, exist_ok=True)
    rows, held = split(index)
    parts = {
        "without": [row for row in rows if row["source"] != SOURCE],
        "with": [row for row in rows if row["image"] not in held],
        "development": [row for row in rows if row["image"] in held],
    }
    for name, part in parts.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(part)
    common = {"folder": folder.as_posix()}
    without = SETTINGS.format(
        title="Small, without solar panel", name="without", init=f"{folder}/first.safetensors",
        classes=", ".join(OTHERS), steps=850, rate=1.5e-3, warmup=40, averaging=0.99, shares="{}",
        **common,
    )  # fmt: skip
    later = SETTINGS.format(
        title="Small, with solar panel", name="with",
        init=f"{folder}/without/model.safetensors", classes=", ".join([*OTHERS, WORD]), steps=300,
        rate=1.0e-3, warmup=20, averaging=0.98, shares="{gsi_solar: 3}", **common,
    )  # fmt: skip
    (folder / "without.yaml").write_text(without, encoding="utf-8")
    (folder / "with.yaml").write_text(later, encoding="utf-8")
    torch.manual_seed(0)
    model = AerOSeg(AerOSegConfig.model_validate(yaml.safe_load(without)["model"]))
    load_imagenet_trunk(model.backbone)
    builtin = load_model(ROOT / "resources" / "builtin.safetensors").state_dict()
    text = {k: v for k, v in builtin.items() if k.startswith("backbone.text.")}
    model.load_state_dict(text, strict=False)
    save_checkpoint(
        folder / "first.safetensors", model, title="First weights", training={}, classes=[],
        licence="", credits=[], dtype=torch.float32,
    )  # fmt: skip


def write_marks(rows: list[dict[str, str]], count: int, seed: int, folder: Path) -> list[Any]:
    """``count`` clicks on the word and as many beside it, spread over sheets drawn by chance."""
    from PIL import Image

    rng = np.random.default_rng(seed)
    order = rng.permutation(len(rows))
    marks: dict[int, list[Any]] = {}
    for number in range(count):
        sheet = int(order[number % len(order)])
        label = np.array(Image.open(rows[sheet]["label"]))
        for value, positive in ((VALUE, True), (0, False)):
            row, column = np.argwhere(label == value)[rng.integers((label == value).sum())]
            point = {"type": "Point", "coordinates": [column + 0.5, -(row + 0.5)]}
            marks.setdefault(sheet, []).append(
                {"type": "Feature", "geometry": point, "properties": {"positive": positive}}
            )
    sites = []
    for sheet, features in marks.items():
        path = folder / f"marks-{sheet}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        sites.append((rows[sheet]["image"], path))
    return sites


def iou(
    engine: Any, model: str, rows: list[dict[str, str]], taught: list[str], word: str = WORD
) -> float:
    """Pooled IoU of the word on the development sheets, decided as in the product."""
    import rasterio
    from PIL import Image

    from backend import protocol as p

    both = either = 0
    for row in rows:
        with tempfile.TemporaryDirectory() as folder:
            result = engine.segment(
                p.SegmentParams(
                    image=p.ImageSpec(path=row["image"]),
                    grid=p.GridSpec(pixel_size_m=float(row["gsd_m"])),
                    classes=[word, *OTHERS], model=model, taught=taught, out_dir=folder,
                )
            )  # fmt: skip
            with rasterio.open(result.paths.classes) as file:
                found = file.read(1) == 1
        label = np.array(Image.open(row["label"]))
        real, known = label == VALUE, label != 255
        both += int((found & real & known).sum())
        either += int(((found | real) & known).sum())
    return both / either if either else 0.0


def measure(index: Path, folder: Path, draws: int) -> None:
    """Teach and compare; table on standard output, report and chart into the folder."""
    import warnings

    from backend.engine import Engine

    warnings.filterwarnings("ignore", "Dataset has no geotransform")
    rows, held = split(index)
    development = [row for row in rows if row["image"] in held]
    marked = [row for row in rows if row["source"] == SOURCE and row["image"] not in held]
    engine = Engine(device="cpu")
    models = {name: str(folder / name / "model.safetensors") for name in ("without", "with")}
    path = folder / "teaching.json"
    report: dict[str, Any] = {"development": [Path(name).name for name in held], "marks": {}}
    if path.exists():  # what was measured before is kept
        report = json.loads(path.read_text(encoding="utf-8"))
    for seed in range(draws):
        for count in MARKS:
            found = report["marks"].setdefault(str(count), [])
            if any(one["seed"] == seed for one in found):
                continue
            one = teach_once(engine, models["without"], marked, count, seed, folder)
            one["iou"] = iou(engine, models["without"], development, [one.pop("path")])
            found.append(one)
            path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
            print(f"{count} marks, seed {seed}: {one['iou']:.3f}, {one['cpu_s']} s", flush=True)
    if "with" not in report and Path(models["with"]).exists():
        report["with"] = iou(engine, models["with"], development, [])
        path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        print(f"trained with the class: {report['with']:.3f}", flush=True)
    if "with" in report:
        draw(folder)


def teach_once(
    engine: Any, model: str, rows: list[dict[str, str]], count: int, seed: int, folder: Path,
    word: str = WORD,
) -> dict[str, Any]:  # fmt: skip
    """Teach the word; seconds are of one processor, for a machine that does other work too."""
    from backend import protocol as p

    with tempfile.TemporaryDirectory() as place:
        sites = [
            p.TeachSite(
                image=p.ImageSpec(path=image), marks=str(marks), grid=p.GridSpec(pixel_size_m=0.2)
            )
            for image, marks in write_marks(rows, count, seed, Path(place))
        ]
        begin = time.process_time()
        result = engine.teach(
            p.TeachParams(
                name=word, classes=OTHERS, model=model, sites=sites, device="cpu",
                out=str(folder / f"taught-{word}-{count}-{seed}.safetensors"),
            )
        )  # fmt: skip
        cpu_s = time.process_time() - begin
    return {
        "seed": seed, "path": result.path, "cpu_s": round(cpu_s, 1), "steps": result.steps,
        "tiles": result.tiles,
    }  # fmt: skip


def measure_builtin(index: Path, folder: Path, draws: int) -> None:
    """The built-in model, which has learned the class: its own word against an unknown one.

    The word is hidden: another name is taught, and no beginning is the hidden concept.
    """
    import warnings

    from backend.engine import Engine
    from backend.models.base import ClassPrompt
    from backend.teach import Teaching

    warnings.filterwarnings("ignore", "Dataset has no geotransform")
    rows, held = split(index)
    development = [row for row in rows if row["image"] in held]
    marked = [row for row in rows if row["source"] == SOURCE and row["image"] not in held]
    engine = Engine(device="cpu")
    folder.mkdir(parents=True, exist_ok=True)  # it needs nothing of "prepare"
    print(f"by its word: {iou(engine, 'builtin', development, []):.3f}", flush=True)

    def hidden(self: Teaching, others: Any) -> list[ClassPrompt]:
        return [ClassPrompt(name) for name in OTHERS]

    Teaching._known_names = hidden  # type: ignore[method-assign]
    for seed in range(draws):
        for count in MARKS:
            one = teach_once(engine, "builtin", marked, count, seed, folder, UNKNOWN_WORD)
            found = iou(engine, "builtin", development, [one["path"]], UNKNOWN_WORD)
            print(f"{count} marks, draw {seed}: {found:.3f}, {one['cpu_s']} s", flush=True)


def draw(folder: Path) -> None:
    """The chart of a report, as SVG."""
    report = json.loads((folder / "teaching.json").read_text(encoding="utf-8"))
    width, height, left, bottom = 560, 300, 60, 50
    top = max(0.1, report["with"], *(f["iou"] for part in report["marks"].values() for f in part))
    top = np.ceil(top * 10) / 10

    def y(value: float) -> float:
        return float(height - bottom - value / top * (height - bottom - 30))

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for step in range(round(top * 10) + 1):
        value = step / 10
        lines += [
            f'<line x1="{left}" x2="{width - 20}" y1="{y(value):.1f}" y2="{y(value):.1f}" '
            'stroke="#dddddd"/>',
            f'<text x="{left - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:.1f}</text>',
        ]
    columns = [*report["marks"], "all"]
    room = (width - left - 20) / len(columns)
    for number, key in enumerate(columns):
        middle = left + room * (number + 0.5)
        values = [f["iou"] for f in report["marks"][key]] if key != "all" else [report["with"]]
        mean, color = float(np.mean(values)), "#0072b2" if key != "all" else "#e69f00"
        lines.append(
            f'<rect x="{middle - 28:.1f}" y="{y(mean):.1f}" width="56" '
            f'height="{y(0) - y(mean):.1f}" fill="{color}"/>'
        )
        if len(values) > 1:
            lines += [
                f'<circle cx="{middle:.1f}" cy="{y(v):.1f}" r="3.5" fill="white" stroke="black"/>'
                for v in values
            ]
        above = min(y(v) for v in (mean, *values)) - 8
        name = f"{key} mark{'s' * (key != '1')}" if key != "all" else "trained with it"
        lines += [
            f'<text x="{middle:.1f}" y="{above:.1f}" text-anchor="middle">{mean:.2f}</text>',
            f'<text x="{middle:.1f}" y="{height - 28}" text-anchor="middle">{name}</text>',
        ]
    lines += [
        f'<text x="{left}" y="18">IoU of "{WORD}" on development sheets</text>',
        f'<text x="{left}" y="{height - 8}" font-size="11">bars: mean of the draws; '
        "a mark: one click that shows it, one that does not</text>",
        "</svg>",
    ]
    (folder / "teaching.svg").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("prepare", "measure", "builtin", "draw"))
    parser.add_argument("index", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draws", type=int, default=3, help="draws of marks of each number")
    options = parser.parse_args()
    os.chdir(ROOT)
    if options.what == "draw":
        draw(options.folder)
    elif options.what == "prepare":
        prepare(options.index, options.folder)
    elif options.what == "builtin":
        measure_builtin(options.index, options.folder, options.draws)
    else:
        measure(options.index, options.folder, options.draws)
    return 0


if __name__ == "__main__":
    sys.exit(main())
