"""Makes torchvision importable beside a torch build that cannot load its compiled operators.

A CUDA build of torchvision next to a CPU build of torch fails at import, although what this project
uses of it is plain Python. Declaring the two missing operators is enough. ``ensure_torchvision``
comes before the first import of torchvision, timm, open_clip or segment_anything.
"""

from __future__ import annotations

import importlib
import sys
import threading
from typing import Any, Literal

__all__ = ["ensure_torchvision"]

_LOCK = threading.Lock()
_KEPT: dict[str, Any] = {}  # the operator library lives as long as something refers to it


def ensure_torchvision() -> Literal["native", "fallback"]:
    """Import torchvision; say whether its own operators or the declared ones are in use."""
    with _LOCK:
        if "state" not in _KEPT:
            _KEPT["state"] = _import_or_declare()
        state: Literal["native", "fallback"] = _KEPT["state"]
        return state


def _import_or_declare() -> Literal["native", "fallback"]:
    try:
        importlib.import_module("torchvision")
    except RuntimeError as error:
        if "torchvision::nms" not in str(error):
            raise
    else:
        return "native"
    for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        del sys.modules[name]
    _declare_operators()
    extension: Any = importlib.import_module("torchvision.extension")
    boxes: Any = importlib.import_module("torchvision.ops.boxes")
    extension._has_ops = lambda: True
    extension._assert_has_ops = lambda: None
    boxes._assert_has_ops = lambda: None
    return "fallback"


def _declare_operators() -> None:
    import torch
    from torch import Tensor

    def nms(dets: Tensor, scores: Tensor, iou_threshold: float) -> Tensor:
        """Greedy non-maximum suppression: (K, 4) boxes, (K,) scores -> kept indices, best first."""
        area = (dets[:, 2] - dets[:, 0]) * (dets[:, 3] - dets[:, 1])
        order = scores.argsort(descending=True, stable=True)
        kept = []
        while order.numel():
            best, rest = order[0], order[1:]
            kept.append(best)
            low = torch.maximum(dets[best, :2], dets[rest, :2])
            high = torch.minimum(dets[best, 2:], dets[rest, 2:])
            sides = (high - low).clamp(min=0)  # (K', 2)
            shared = sides[:, 0] * sides[:, 1]
            order = rest[shared / (area[best] + area[rest] - shared) <= iou_threshold]
        return torch.stack(kept) if kept else torch.empty(0, dtype=torch.int64, device=dets.device)

    library: Any = torch.library.Library("torchvision", "FRAGMENT")
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    library.impl("nms", nms, "CPU")
    _KEPT["library"] = library
