"""Messages between the plugin and the worker, as typed models (docs/protocol.md explains them).

This package imports neither torch nor rasterio, so that a message can be checked before anything
heavy is loaded. ``python -m backend.protocol docs/protocol.schema.json`` exports the JSON Schema
that the plugin is tested against.

Users take every name from here. Where it is written::

    base            the class of all messages, types and limits of fields
    frames          request, reply and error: one line each
    notifications   progress, block, log
    session         hello, cancel, shutdown
    models          models, inspect, download
    class_lines     parse
    images          image and grid
    runs            what runs have in common
    segment         segment
    explain         explain
    learning        teach, calibrate
    results         relabel, best, correct
    methods         table of methods; from a line to checked parameters
    json_schema     the schema, and the command that writes it
"""

from __future__ import annotations

from backend.protocol.base import (
    MAX_CLASS_LINES,
    MAX_CLASS_TEXT,
    MAX_PATH_TEXT,
    PROTOCOL_VERSION,
    Message,
)
from backend.protocol.class_lines import ClassLine, ClassProblem, ParseParams, ParseResult
from backend.protocol.explain import (
    MAX_EXPLAINED_CLASSES,
    MAX_EXPLAINED_PIXELS,
    ExplainedClass,
    ExplainedMap,
    ExplainedModel,
    ExplainedStage,
    ExplainParams,
    ExplainPaths,
    ExplainResult,
)
from backend.protocol.frames import (
    INVALID_REQUEST,
    MAX_LINE_BYTES,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    ErrorBody,
    ErrorData,
    ErrorReply,
    FrameError,
    Reply,
    Request,
    error_body,
)
from backend.protocol.images import LATTICE_LIMIT, MAX_FACTOR, GridSpec, ImageSpec
from backend.protocol.json_schema import main, schema
from backend.protocol.learning import (
    CalibratedClass,
    CalibratedWord,
    CalibrateParams,
    CalibrateResult,
    CalibrateSite,
    TeachParams,
    TeachResult,
    TeachSite,
)
from backend.protocol.methods import METHODS, Method, parse_params, parse_request
from backend.protocol.models import (
    DownloadParams,
    DownloadResult,
    FileInfo,
    InspectParams,
    ModelInfo,
    ModelsParams,
    ModelsResult,
    NetworkSpec,
)
from backend.protocol.notifications import NOTIFICATIONS, BlockParams, LogParams, ProgressParams
from backend.protocol.results import (
    BestParams,
    BestResult,
    CorrectParams,
    CorrectResult,
    RasterParams,
    RelabelParams,
    RelabelResult,
    RelabelThresholds,
)
from backend.protocol.runs import CacheUse, ClassResult, DeviceUse, ModelUse, OtherResult, RunParams
from backend.protocol.segment import OutputPaths, SegmentParams, SegmentResult
from backend.protocol.session import (
    CancelParams,
    CancelResult,
    DeviceInfo,
    EmptyParams,
    EmptyResult,
    HelloParams,
    HelloResult,
)

__all__ = [
    "INVALID_REQUEST",
    "LATTICE_LIMIT",
    "MAX_CLASS_LINES",
    "MAX_CLASS_TEXT",
    "MAX_EXPLAINED_CLASSES",
    "MAX_EXPLAINED_PIXELS",
    "MAX_FACTOR",
    "MAX_LINE_BYTES",
    "MAX_PATH_TEXT",
    "METHODS",
    "METHOD_NOT_FOUND",
    "NOTIFICATIONS",
    "PARSE_ERROR",
    "PROTOCOL_VERSION",
    "BestParams",
    "BestResult",
    "BlockParams",
    "CacheUse",
    "CalibrateParams",
    "CalibrateResult",
    "CalibrateSite",
    "CalibratedClass",
    "CalibratedWord",
    "CancelParams",
    "CancelResult",
    "ClassLine",
    "ClassProblem",
    "ClassResult",
    "CorrectParams",
    "CorrectResult",
    "DeviceInfo",
    "DeviceUse",
    "DownloadParams",
    "DownloadResult",
    "EmptyParams",
    "EmptyResult",
    "ErrorBody",
    "ErrorData",
    "ErrorReply",
    "ExplainParams",
    "ExplainPaths",
    "ExplainResult",
    "ExplainedClass",
    "ExplainedMap",
    "ExplainedModel",
    "ExplainedStage",
    "FileInfo",
    "FrameError",
    "GridSpec",
    "HelloParams",
    "HelloResult",
    "ImageSpec",
    "InspectParams",
    "LogParams",
    "Message",
    "Method",
    "ModelInfo",
    "ModelUse",
    "ModelsParams",
    "ModelsResult",
    "NetworkSpec",
    "OtherResult",
    "OutputPaths",
    "ParseParams",
    "ParseResult",
    "ProgressParams",
    "RasterParams",
    "RelabelParams",
    "RelabelResult",
    "RelabelThresholds",
    "Reply",
    "Request",
    "RunParams",
    "SegmentParams",
    "SegmentResult",
    "TeachParams",
    "TeachResult",
    "TeachSite",
    "error_body",
    "main",
    "parse_params",
    "parse_request",
    "schema",
]
