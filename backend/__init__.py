"""The worker of AerOSeg for QGIS: models, engine, protocol and command line. Never imports QGIS."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
