"""Enums of Processing that have another home since QGIS 3.36, taken from wherever they are."""

from __future__ import annotations

from qgis.core import Qgis, QgsProcessing, QgsProcessingParameterDefinition

__all__ = ["advanced", "files", "polygons"]


def polygons():
    """The kind of vector layers that hold polygons."""
    kinds = getattr(Qgis, "ProcessingSourceType", None)
    return kinds.VectorPolygon if kinds is not None else QgsProcessing.SourceType.TypeVectorPolygon


def files():
    """Files of any kind, as a list."""
    kinds = getattr(Qgis, "ProcessingSourceType", None)
    return kinds.File if kinds is not None else QgsProcessing.SourceType.TypeFile


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """The same parameter among the advanced ones."""
    flags = getattr(Qgis, "ProcessingParameterFlag", None)
    flag = (
        flags.Advanced if flags is not None else QgsProcessingParameterDefinition.Flag.FlagAdvanced
    )
    parameter.setFlags(parameter.flags() | flag)
    return parameter
