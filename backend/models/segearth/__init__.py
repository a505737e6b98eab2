"""SegEarth-OV: any name without training of the segmenter, from public CLIP weights."""

from backend.models.segearth.config import SegEarthConfig
from backend.models.segearth.model import SegEarth

__all__ = ["SegEarth", "SegEarthConfig"]
