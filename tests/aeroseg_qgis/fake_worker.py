"""A worker without a model, for tests of the plugin: speaks the protocol, writes tiny rasters.

Standard library and GDAL only. AEROSEG_FAKE chooses how it behaves:
  slow      a run takes many small steps and can be cancelled
  stubborn  a run goes on whatever is asked
  early     as slow, and no block is ever finished
  die       kills itself in the middle of a run
  noise     writes lines that are no protocol
  other     speaks another version
  absent    a module is missing at the start
  notices   a run has two things to say
  NAME:...  a run or a download ends with the error NAME, the message behind the colon
AEROSEG_FAKE_PUBLIC adds a model to download: "checked" or "unchecked", whether hashes are known.
AEROSEG_FAKE_LOG names a file that each request is appended to.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # python -I leaves it out

from fake_worker_messages import ANSWERS

MODE = os.environ.get("AEROSEG_FAKE", "")
LOG = os.environ.get("AEROSEG_FAKE_LOG", "")
PUBLIC = os.environ.get("AEROSEG_FAKE_PUBLIC", "")
KNOWN = {"building": "#a05a48", "road": "#888888", "tree": "#2f7d4f", "water": "#3f7fbf"}
lock = threading.Lock()
cancelled: set = set()
encoded: set = set()


def send(message: dict) -> None:
    with lock:
        sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        sys.stdout.flush()


def model(model_id: str, title: str, **more) -> dict:
    return {
        "id": model_id, "title": title, "kind": "aeroseg", "state": "ready", "reason": "",
        "path": None, "size_bytes": 1000, "licence": "CC0", "credits": ["nobody"],
        "tile_px": 64, "stride_px": 48, "margin_px": 8, "gsd_m": 0.5, "threshold": 0.5,
        "vocabulary": list(KNOWN), "sha256": None, "needs": [], **more,
    }  # fmt: skip


def inspect(path: str) -> dict:
    text = Path(path).read_bytes()[:4] if Path(path).is_file() else b""
    if text == b"sega":
        return model(path, "SegEarth", path=path, kind="segearth", vocabulary=None)
    if text != b"good":
        raise LookupError(f'"{Path(path).name}" is a text file, not a checkpoint.')
    return model(path, "My checkpoint", path=path, vocabulary=["field", "hedge"], gsd_m=1.0)


def public() -> dict:
    """A model whose weights are public."""
    if "public" in encoded:
        return model("public", "Public model", vocabulary=None)
    files = [
        {
            "part": part, "name": name, "url": f"https://example.org/{name}", "licence": "MIT",
            "page": "https://example.org", "size_bytes": size, "exact": True,
            "sha256": None if PUBLIC == "unchecked" and part == "clip" else "0" * 64, "here": False,
        }
        for part, name, size in (("clip", "clip.pt", 600 * 2**20), ("upsampler", "up.ckpt", 2**20))
    ]  # fmt: skip
    return model(
        "public", "Public model", state="needs download", reason="It is not here.", files=files,
        folder="/models/public", size_bytes=601 * 2**20, licence="MIT", vocabulary=None,
    )  # fmt: skip


def download(request_id: int, params: dict) -> dict:
    if PUBLIC == "unchecked" and not params["consent"] and not params["files"]:
        raise RuntimeError("needs_consent", "Nobody has stated its checksum.")
    total = 601 * 2**20
    work(request_id, "downloading", total, "downloading clip.pt")
    encoded.add("public")
    return {"model": public()}


def models(paths: list) -> dict:
    found = [
        model("builtin", "Built-in (fake)"),
        model("other", "Other model", state="needs weights", reason="Its weights are not here."),
    ]
    if PUBLIC:
        found.append(public())
    for path in paths:
        try:
            found.append(inspect(path))
        except LookupError as error:
            found.append(model(path, Path(path).stem, state="broken", reason=str(error)))
    return {"models": found}


def parse(params: dict) -> dict:
    classes, problems = [], []
    for number, line in enumerate(params["classes"], 1):
        name, _, color = line.partition("=")
        name, *synonyms = [part.strip() for part in name.split("@")[0].split("|")]
        if "bad" in name:
            problems.append({"line": number, "message": f'"{name}" cannot be used.'})
            continue
        known = params["model"] is None or name in KNOWN
        classes.append(
            {
                "name": name, "synonyms": synonyms, "threshold": None, "known": known,
                "color": color.strip() or KNOWN.get(name, "#e69f00"),
                "reason": "" if known else f'It does not know "{name}". Models that do: "Any".',
            }
        )  # fmt: skip
    return {"classes": classes, "problems": problems}


def work(
    request_id: int, stage: str = "encoding", total: int = 0, text: str = "", block=None, started=0
) -> None:
    """Take a while, tell how far it is, and end as the mode says."""
    if ":" in MODE:
        name, message = MODE.split(":", 1)
        raise RuntimeError(name, message)
    steps = 200 if MODE in ("slow", "stubborn", "early", "die") else 4
    for step in range(started, steps):
        fields = {
            "id": request_id, "stage": stage,
            "text": text or f"encoding tile {step + 1} of {steps}",
            "done": step * total // steps if total else step, "total": total or steps,
            "seconds_left": (steps - step) * 0.05,
        }  # fmt: skip
        send({"method": "progress", "params": fields})
        time.sleep(0.05)
        if block is not None:
            block(step, steps)
        if MODE == "die" and step == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        if request_id in cancelled and MODE != "stubborn":
            raise RuntimeError("cancelled", "The run was cancelled.")


STAGES = {
    "correlation": (-0.5, 0.5), "before": (-4.0, 4.0), "block1": (-8.0, 8.0), "score": (0.0, 1.0)
}  # fmt: skip
MAPS = (
    ("correlation", "correlation 0°", "correlation", 1),
    ("correlation", "correlation 90°", "correlation", 2),
    ("before", "before refinement", "refinement", 1),
    ("block1", "after block 1", "refinement", 2),
    ("score", "score", "score", 1),
)


def explain(request_id: int, params: dict) -> dict:
    from osgeo import gdal

    work(request_id)
    out = Path(params["out_dir"])
    out.mkdir(parents=True, exist_ok=True)
    source = gdal.Open(params["image"]["path"])
    wanted = params["only"] if params["only"] is not None else params["classes"]
    names = [line.split("|")[0].split("=")[0].strip() for line in wanted]
    classes = []
    for number, name in enumerate(names, 1):
        for part, bands in (("correlation", 2), ("refinement", 2), ("score", 1)):
            path = str(out / f"{number:02d}-{part}.tif")
            dataset = gdal.GetDriverByName("GTiff").Create(path, 8, 6, bands, gdal.GDT_Float32)
            a, b, c, d, e, f = source.GetGeoTransform()
            dataset.SetGeoTransform((a, 16 * b, c, d, e, 16 * f))
            dataset.SetProjection(source.GetProjection())
            for band in range(1, bands + 1):
                dataset.GetRasterBand(band).Fill(0.1 * band)
            del dataset
        maps = [
            {"stage": key, "title": title, "path": str(out / f"{number:02d}-{part}.tif"), "band": b}
            for key, title, part, b in MAPS
        ]
        classes.append({"id": number, "name": name, "color": "#e69f00", "maps": maps})
    (out / "sheet.png").write_bytes(b"")
    (out / "run.json").write_text("{}")
    stages = [
        {"key": key, "title": key, "minimum": low, "maximum": high}
        for key, (low, high) in STAGES.items()
    ]
    used = {"id": params["model"], "title": "Built-in (fake)", "sha256": "0", "gsd_m": 0.5}
    seen = {"model": used, "stages": stages, "classes": classes, "unknown": [], "pixel_px": 16}
    return {
        "paths": {"sheet": str(out / "sheet.png"), "record": str(out / "run.json")},
        "models": [seen], "ramp": ["#440154", "#21918c", "#fde725"], "stages": {"encode": 0.1},
        "cache": {"hits": 0, "misses": 4}, "device": {"type": "cpu", "reason": "there is no GPU"},
        "notices": [], "tiles": 4, "gsd_m": 0.5, "seconds": 0.3,
    }  # fmt: skip


def within(path: str | None, transform, cols: int, rows: int) -> bytes | None:
    """1 for pixels inside the polygons of a file."""
    from osgeo import gdal, ogr

    if path is None:
        return None
    content = json.loads(Path(path).read_text())
    assert content["aeroseg"] == {"coordinates": "image"}
    mask = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, gdal.GDT_Byte)
    mask.SetGeoTransform(transform)
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    shapes = source.CreateLayer("aoi")
    for item in content["features"]:
        feature = ogr.Feature(shapes.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(item["geometry"])))
        shapes.CreateFeature(feature)
    gdal.RasterizeLayer(mask, [1], shapes, burn_values=[1])
    return mask.GetRasterBand(1).ReadRaster(0, 0, cols, rows)


def write(
    path: Path, bands: list, transform, wkt: str, cols: int, rows: int, colors: list | None = None
) -> None:
    from osgeo import gdal

    driver = gdal.GetDriverByName("GTiff")
    dataset = driver.Create(str(path) + ".part", cols, rows, len(bands), gdal.GDT_Byte)
    dataset.SetGeoTransform(transform)
    if wkt:
        dataset.SetProjection(wkt)
    for number, data in enumerate(bands, 1):
        dataset.GetRasterBand(number).WriteRaster(0, 0, cols, rows, data)
        dataset.GetRasterBand(number).SetNoDataValue(255)
    if colors is not None:
        table = gdal.ColorTable()
        for number, color in enumerate(colors, 1):
            table.SetColorEntry(number, (*bytes.fromhex(color[1:]), 255))
        dataset.GetRasterBand(1).SetColorTable(table)
    del dataset
    Path(str(path) + ".part").replace(path)


def segment(request_id: int, params: dict) -> dict:
    from osgeo import gdal

    out = Path(params["out_dir"])
    out.mkdir(parents=True, exist_ok=True)
    (out / "blocks").mkdir(exist_ok=True)
    (out / "blocks" / "half.bin").write_bytes(b"half")
    request = {"version": 1, "params": params, "started": "2026-01-02T03:04:05+00:00",
               "layer_name": params["image"]["layer_name"]}  # fmt: skip
    (out / "request.json").write_text(json.dumps(request))
    journal, started = out / "journal.jsonl", 0
    if params.get("resume") and not journal.exists():
        raise RuntimeError("cannot_resume", "There is nothing to go on with.")
    if params.get("resume"):
        started = len(journal.read_text().splitlines()) - 1
    dataset = gdal.Open(params["image"]["path"])
    grid = params["grid"]
    factor = grid["factor"]
    col, row, cols, rows = grid["window"]
    key = (params["image"]["path"], tuple(grid["window"]), factor)
    if params.get("cached_only") and key not in encoded:
        raise RuntimeError("not_cached", "A part of the image is not in memory any more.")
    transform = dataset.GetGeoTransform(can_return_null=True) or (0, 1, 0, 0, 0, -1)
    a, b, c, d, e, f = transform
    col0, row0 = grid["image_origin"]
    px, py = (col - col0) * factor, (row - row0) * factor
    moved = (
        a + b * px + c * py,
        b * factor,
        c * factor,
        d + e * px + f * py,
        e * factor,
        f * factor,
    )
    names = [line.split("|")[0].split("=")[0].strip() for line in params["classes"]]
    known = [name in KNOWN for name in names]
    wkt = dataset.GetProjection()

    def block(step: int, steps: int) -> None:
        if MODE == "early":
            return
        if not journal.exists():
            journal.write_text(json.dumps({"run": "0", "blocks_total": steps}) + "\n")
        with journal.open("a") as lines:
            lines.write(json.dumps({"cell": [0, step], "crc": 0}) + "\n")
        if params.get("preview") and step % 2:
            height = max(1, rows * (step + 1) // steps)
            ids = bytes([1 if known[0] else 0]) * (cols * height) + b"\xff" * (
                cols * (rows - height)
            )
            colors = [KNOWN.get(name, "#e69f00") for name in names]
            write(out / "preview.tif", [ids], moved, wkt, cols, rows, colors)
            fields = {"id": request_id, "preview": str(out / "preview.tif"), "done": step + 1,
                      "total": steps}  # fmt: skip
            send({"method": "block", "params": fields})

    work(request_id, block=block, started=started)
    data = bytearray(cols * rows)
    shares = [number + 1 for number, is_known in enumerate(known) if is_known]
    for y in range(rows):
        for x in range(cols):
            data[y * cols + x] = ([0, *shares])[(x // 8 + y // 8) % (len(shares) + 1)]
    inside = within(params.get("aoi"), moved, cols, rows)
    if inside is not None:
        data = bytearray(value if mark else 255 for value, mark in zip(data, inside))
    write(out / "scores.tif", [bytes(data)] * len(names), moved, wkt, cols, rows)
    write(out / "classes.tif", [bytes(data)], moved, wkt, cols, rows)
    (out / "classes.qml").write_text("<qgis/>")
    for name in ("request.json", "journal.jsonl", "preview.tif"):
        (out / name).unlink(missing_ok=True)
    (out / "blocks" / "half.bin").unlink()
    (out / "blocks").rmdir()
    hit = key in encoded
    encoded.add(key)
    classes = [
        {
            "id": number, "name": name, "color": KNOWN.get(name, "#e69f00"), "known": is_known,
            "pixels": data.count(number % 256), "area_m2": data.count(number % 256) * 0.25,
            "mean_score": 0.75 if is_known else None,
        }
        for number, (name, is_known) in enumerate(zip(names, known), 1)
    ]  # fmt: skip
    found = {
        "paths": {
            "classes": str(out / "classes.tif"), "scores": str(out / "scores.tif"),
            "style": str(out / "classes.qml"), "record": str(out / "run.json"),
        },
        "classes": classes,
        "other": {"pixels": data.count(0), "area_m2": data.count(0) * 0.25},
        "stages": {
            "start": 0.1, "load_model": 0.1, "read": 0.1, "encode": 0.0 if hit else 0.2,
            "embed": 0.1, "decode": 0.1, "blend": 0.1, "write": 0.1,
        },
        "cache": {"hits": 4 if hit else 0, "misses": 0 if hit else 4},
        "model": {"id": params["model"], "title": "Built-in (fake)", "sha256": "0", "gsd_m": 0.5},
        "device": {"type": "cpu", "reason": "there is no GPU"},
        "unknown": [name for name, is_known in zip(names, known) if not is_known],
        "notices": ["Grey.", "Coarse."] if MODE == "notices" else [],
        "width": cols, "height": rows, "tiles": 4, "gsd_m": 0.5, "seconds": 0.8,
    }  # fmt: skip
    (out / "run.json").write_text(json.dumps(record(params, found)), encoding="utf-8")
    return found


def record(params: dict, found: dict) -> dict:
    """What a run keeps of itself."""
    image, window = params["image"], ",".join(map(str, params["grid"]["window"]))
    words = ["python", "-m", "backend", "segment", Path(image["path"]).name, "classes.tif"]
    words += ["--classes", ", ".join(params["classes"]), "--model", Path(params["model"]).name]
    words += ["--gsd", "0.5", "--window", window]
    if params.get("background_file"):
        words += ["--background-words", Path(params["background_file"]).name]
    return {
        "format": 1, "lines": params["classes"], "model": found["model"], "device": "cpu",
        "image": {"file": Path(image["path"]).name, "layer": image["layer_name"]},
        "grid": {"gsd_m": 0.5, "window": params["grid"]["window"]},
        "classes": [{"id": c["id"], "name": c["name"]} for c in found["classes"]],
        "command": shlex.join(words), "result": {k: v for k, v in found.items() if k != "paths"},
    }  # fmt: skip


def hello() -> dict:
    return {
        "worker_version": "0", "protocol": 99 if MODE == "other" else 1, "pid": os.getpid(),
        "device": {"type": "cpu", "name": "CPU", "reason": "no GPU", "memory_mib": 1},
        "libraries": {"torch": "0"}, "torchvision_ops": "native",
    }  # fmt: skip


def teach(request_id: int, params: dict) -> dict:
    """A file with the header of a taught word."""
    if ":" in MODE:
        raise RuntimeError(*MODE.split(":", 1))
    for done in range(4):
        fields = {
            "id": request_id, "stage": "learning", "text": f"learning, step {done + 1} of 4",
            "done": done, "total": 4, "seconds_left": 1.0,
        }  # fmt: skip
        send({"method": "progress", "params": fields})
    meta = {
        "format": "aeroseg-taught", "format_version": "1", "name": params["name"],
        "model": params["model"], "model_sha256": "0" * 8, "positive": "2", "negative": "1",
        "made": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    header = json.dumps({"__metadata__": meta}).encode()
    Path(params["out"]).write_bytes(len(header).to_bytes(8, "little") + header)
    return {**ANSWERS["teach"], "path": params["out"], "name": params["name"]}


CODES = {"cancelled": -32800, "no_known_class": -32015, "bad_checkpoint": -32011}


def answer(request: dict) -> None:
    method, params = request["method"], request.get("params", {})
    try:
        if method == "segment":
            result = segment(request["id"], params)
        elif method == "explain":
            result = explain(request["id"], params)
        elif method == "teach":
            result = teach(request["id"], params)
        elif method == "calibrate":
            if ":" in MODE:
                raise RuntimeError(*MODE.split(":", 1))
            result = ANSWERS["calibrate"]
        elif method == "download":
            result = download(request["id"], params)
        elif method == "hello":
            result = hello()
        elif method == "models":
            result = models(params["user_checkpoints"])
        elif method == "inspect":
            result = inspect(params["path"])
        elif method == "parse":
            result = parse(params)
        elif method == "cancel":
            cancelled.add(params["id"])
            result = {"cancelled": True}
        else:
            result = {}
    except LookupError as error:
        data = {"name": "bad_checkpoint", "hint": "Choose a .safetensors file.", "detail": ""}
        send({"id": request["id"], "error": {"code": -32011, "message": str(error), "data": data}})
    except RuntimeError as error:
        name, message = error.args
        data = {"name": name, "hint": "Do something else.", "detail": "the trace"}
        code = CODES.get(name, -32603)
        send({"id": request["id"], "error": {"code": code, "message": message, "data": data}})
    else:
        send({"id": request["id"], "result": result})


def main() -> None:
    if MODE == "absent":
        sys.stderr.write("Traceback:\nModuleNotFoundError: No module named 'torch'\n")
        sys.exit(1)
    sys.stderr.write("the fake worker is here\n")
    for line in sys.stdin:
        request = json.loads(line)
        if LOG:
            with Path(LOG).open("a") as log:
                log.write(line)
        if MODE == "noise":
            with lock:
                sys.stdout.write("a library prints\n[1, 2]\n\n{broken\n")
        if request["method"] in ("segment", "explain", "download", "teach", "calibrate"):
            threading.Thread(target=answer, args=(request,), daemon=True).start()
        else:
            answer(request)
    os._exit(0)


main()
