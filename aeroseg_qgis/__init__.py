"""AerOSeg for QGIS: type class names for the map you are looking at, get a styled layer.

Nothing heavy is imported here or at plugin load; torch never enters QGIS's Python.
"""

from __future__ import annotations

__all__ = ["classFactory"]


def classFactory(iface):
    """Give QGIS the plugin object."""
    from .plugin import AeroSegPlugin

    return AeroSegPlugin(iface)
