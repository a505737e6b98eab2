"""AerOSeg and its family: one module for each module of the paper."""

from backend.models.aeroseg.config import AerOSegConfig
from backend.models.aeroseg.model import AerOSeg

__all__ = ["AerOSeg", "AerOSegConfig"]
