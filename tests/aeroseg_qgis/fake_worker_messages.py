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
    "teach": {
        "path": "zorb.safetensors", "name": "zorb", "sha256": "ab",
        "model": {"id": "builtin", "title": "Built-in", "sha256": "00", "gsd_m": 0.3},
        "positive": 2, "negative": 1, "tiles": 1, "steps": 40, "loss_before": 2.0,
        "loss_after": 0.5, "encode_seconds": 0.1, "seconds": 3.2, "notices": [],
    },
    "calibrate": {
        "classes": [
            {
                "name": "building", "line_before": "building | house",
                "line": "house | building @ 0.43", "best_line": None,
                "words": [
                    {"word": "house", "threshold": 0.4, "iou": 0.71},
                    {"word": "building", "threshold": 0.5, "iou": 0.64},
                ],
                "before": 0.5, "after": 0.43, "iou_before": 0.6, "iou_fitted": 0.7,
                "cross_before": 0.612, "cross_after": 0.668, "places": 4, "pixels": 5200,
                "worthwhile": True,
            },
            {
                "name": "road", "line_before": "road", "line": "road", "best_line": None,
                "words": [], "before": 0.5, "after": None, "iou_before": 0.4, "iou_fitted": 0.4,
                "cross_before": None, "cross_after": None, "places": 0, "pixels": 0,
                "worthwhile": False,
            },
        ],
        "mean_before": 0.612, "mean_after": 0.668, "places": ["part 1", "part 2"],
        "seconds": 0.4, "notices": [],
    },
}  # fmt: skip
