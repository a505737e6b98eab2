"""One full answer per method, as the worker gives them."""

from __future__ import annotations

MODEL = {
    "id": "/x/mine.safetensors", "title": "Mine", "kind": "aeroseg", "state": "ready",
    "reason": "", "path": "/x/mine.safetensors", "size_bytes": 10, "licence": "CC0",
    "credits": ["me"], "tile_px": 64, "stride_px": 48, "margin_px": 8, "gsd_m": 0.5,
    "threshold": 0.5, "vocabulary": ["building"], "sha256": None, "needs": [],
}  # fmt: skip

ANSWERS = {
    "hello": {
        "worker_version": "0.1.0", "protocol": 1, "libraries": {"torch": "2"}, "pid": 1,
        "device": {"type": "cpu", "name": "CPU", "reason": "no GPU", "memory_mib": 100},
        "torchvision_ops": "native",
    },
    "models": {"models": [MODEL]},
    "inspect": MODEL,
    "parse": {
        "classes": [
            {
                "name": "building", "synonyms": ["house"], "color": "#a05a48",
                "threshold": None, "known": True, "reason": "",
            }
        ],
        "problems": [{"line": 2, "message": "It is empty."}],
    },
    "segment": {
        "paths": {"classes": "c.tif", "scores": "s.tif", "style": "c.qml", "record": "run.json"},
        "classes": [
            {
                "id": 1, "name": "building", "color": "#a05a48", "pixels": 25,
                "area_m2": 6.25, "mean_score": 0.8, "known": True,
            },
            {
                "id": 2, "name": "road", "color": "#888888", "pixels": 50,
                "area_m2": 12.5, "mean_score": None, "known": True,
            },
        ],
        "other": {"pixels": 25, "area_m2": 6.25},
        "stages": {"start": 0.1, "encode": 0.0},
        "cache": {"hits": 4, "misses": 0},
        "model": {"id": "builtin", "title": "Built-in", "sha256": "00", "gsd_m": 0.3},
        "device": {"type": "cpu", "reason": "no GPU"},
        "unknown": [], "notices": [], "width": 10, "height": 10, "tiles": 4, "gsd_m": 0.3,
        "seconds": 1.5,
    },
    "explain": {
        "paths": {"sheet": "sheet.png", "record": "run.json"},
        "models": [
            {
                "model": {"id": "builtin", "title": "Built-in", "sha256": "00", "gsd_m": 0.3},
                "stages": [
                    {"key": "correlation", "title": "correlation", "minimum": -0.5, "maximum": 0.5},
                    {"key": "score", "title": "score", "minimum": 0.0, "maximum": 1.0},
                ],
                "classes": [
                    {
                        "id": 1, "name": "building", "color": "#a05a48",
                        "maps": [
                            {
                                "stage": "correlation", "title": "correlation 0°",
                                "path": "01-building-correlation.tif", "band": 1,
                            }
                        ],
                    }
                ],
                "unknown": [], "pixel_px": 16,
            }
        ],
        "ramp": ["#440154", "#fde725"],
        "stages": {"encode": 0.0},
        "cache": {"hits": 4, "misses": 0},
        "device": {"type": "cpu", "reason": "no GPU"},
        "notices": [], "tiles": 4, "gsd_m": 0.3, "seconds": 1.5,
    },
}  # fmt: skip
