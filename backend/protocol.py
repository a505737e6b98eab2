"""Messages between the plugin and the worker, as typed models (docs/protocol.md explains them).

This module imports neither torch nor rasterio, so that a message can be checked before anything
heavy is loaded. ``python -m backend.protocol docs/protocol.schema.json`` exports the JSON Schema
that the plugin is tested against.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic.json_schema import models_json_schema

from backend import errors

__all__ = [
    "MAX_EXPLAINED_CLASSES",
    "MAX_EXPLAINED_PIXELS",
    "MAX_LINE_BYTES",
    "METHODS",
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
    "GridSpec",
    "HelloParams",
    "HelloResult",
    "ImageSpec",
    "InspectParams",
    "LogParams",
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
    "parse_params",
    "parse_request",
    "schema",
]

PROTOCOL_VERSION = 1
MAX_LINE_BYTES = 8 * 1024 * 1024  # a class list of 5,000 long lines stays below this
MAX_CLASS_LINES = 5_000
MAX_CLASS_TEXT = 4_096
MAX_PATH_TEXT = 32_767  # the longest path that Windows knows
LATTICE_LIMIT = 2**40
MAX_FACTOR = 2**20
MAX_EXPLAINED_CLASSES = 64
MAX_EXPLAINED_PIXELS = 4096 * 4096  # working pixels; maps are held in memory until all are there

Path_ = Annotated[str, Field(min_length=1, max_length=MAX_PATH_TEXT)]
Lattice = Annotated[int, Field(ge=-LATTICE_LIMIT, le=LATTICE_LIMIT)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
UnitFloat = Annotated[float, Field(ge=0.0, le=1.0)]
ClassText = Annotated[str, Field(max_length=MAX_CLASS_TEXT)]
ClassTexts = Annotated[list[ClassText], Field(max_length=MAX_CLASS_LINES)]
RequestId = int | Annotated[str, Field(max_length=200)]


class Message(BaseModel):
    """A part of a message: unknown fields are refused, numbers are not guessed from text."""

    model_config = ConfigDict(extra="forbid", strict=True)


# Frames


class Request(Message):
    """One line from the plugin."""

    jsonrpc: Literal["2.0"]
    id: RequestId
    method: Annotated[str, Field(max_length=100)]
    params: dict[str, Any] = Field(default_factory=dict)


class Reply(Message):
    """One line to the plugin: the request is done."""

    jsonrpc: Literal["2.0"] = "2.0"
    id: RequestId
    result: dict[str, Any]


class ErrorData(Message):
    """What goes with an error: its stable name, what to do, and text for the log."""

    name: str
    hint: str = ""
    detail: str = ""


class ErrorBody(Message):
    """An error: ``message`` says what happened and why."""

    code: int
    message: str
    data: ErrorData


class ErrorReply(Message):
    """One line to the plugin: the request failed. ``id`` is null when it could not be read."""

    jsonrpc: Literal["2.0"] = "2.0"
    id: RequestId | None
    error: ErrorBody


# Notifications from the worker


class ProgressParams(Message):
    """How far a run is; ``text`` is a fragment: "encoding tile 9 of 24"."""

    id: RequestId
    stage: Literal[
        "starting", "reading", "encoding", "decoding", "writing",
        "downloading", "checking", "converting", "learning",
    ]  # fmt: skip
    text: str
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    seconds_left: float | None = None


class BlockParams(Message):
    """Blocks of a run are on disk; ``preview`` is a raster of their class ids."""

    id: RequestId
    preview: str
    done: int = Field(ge=0)
    total: int = Field(ge=0)


class LogParams(Message):
    """A line for QGIS's log panel."""

    level: Literal["info", "warning", "error"]
    text: str


# Parameters and results


class EmptyParams(Message):
    """No parameters."""


class EmptyResult(Message):
    """Nothing to tell."""


class HelloParams(Message):
    """The plugin's protocol version."""

    protocol: int


class DeviceInfo(Message):
    """The device that ``auto`` takes, and why, in words."""

    type: Literal["cpu", "cuda", "mps"]
    name: str
    reason: str
    memory_mib: int


class HelloResult(Message):
    """Who answers."""

    worker_version: str
    protocol: int
    device: DeviceInfo
    libraries: dict[str, str]
    torchvision_ops: Literal["native", "fallback"]
    pid: int


UserCheckpoints = Annotated[list[Path_], Field(max_length=1_000)]


class ModelsParams(Message):
    """Files that the user added on the options page."""

    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class FileInfo(Message):
    """A published file of a model. ``sha256`` null: fetching it needs the user's consent."""

    part: Literal["clip", "upsampler"]
    name: str
    url: str
    page: str
    size_bytes: int
    exact: bool
    licence: str
    sha256: str | None
    here: bool


class ModelInfo(Message):
    """One model: what it is and whether it can run."""

    id: str
    title: str
    kind: str
    state: Literal["ready", "needs download", "needs weights", "broken"]
    reason: str = ""
    path: str | None = None
    size_bytes: int = 0
    licence: str = ""
    credits: list[str] = Field(default_factory=list)
    tile_px: int = 0
    stride_px: int = 0
    margin_px: int = 0
    gsd_m: float = 0.0
    threshold: float = 0.5
    windows: bool = False
    vocabulary: list[str] | None = None
    sha256: str | None = None
    needs: list[str] = Field(default_factory=list)
    files: list[FileInfo] = Field(default_factory=list)
    folder: str | None = None


class ModelsResult(Message):
    """Every model that the registry knows, then the user's files."""

    models: list[ModelInfo]


class InspectParams(Message):
    """One checkpoint file."""

    path: Path_


class ImageSpec(Message):
    """The image file and how its bands become red, green and blue."""

    path: Path_
    bands: Annotated[list[Annotated[int, Field(ge=1, le=65_535)]], Field(max_length=4)] | None = (
        None
    )
    ranges: (
        Annotated[
            list[Annotated[list[Finite], Field(min_length=2, max_length=2)]],
            Field(min_length=1, max_length=4),
        ]
        | None
    ) = None
    layer_name: Annotated[str, Field(max_length=1_000)] = ""

    @field_validator("bands")
    @classmethod
    def _three_or_one(cls, bands: list[int] | None) -> list[int] | None:
        if bands is not None and len(bands) not in (1, 3):
            raise ValueError(
                f"{len(bands)} bands were given, allowed are 1 (grey) or 3 (red, green, blue)"
            )
        return bands

    @field_validator("ranges")
    @classmethod
    def _rising(cls, ranges: list[list[float]] | None) -> list[list[float]] | None:
        for low, high in ranges or []:
            if low >= high:
                raise ValueError(
                    f"the range {low:g} to {high:g} is empty; the first number must be the smaller"
                )
        if ranges is not None and len(ranges) not in (1, 3):
            raise ValueError(f"{len(ranges)} ranges were given, allowed are 1 (for all bands) or 3")
        return ranges


class GridSpec(Message):
    """The working grid: the image's pixels averaged ``factor`` by ``factor``; lattice pixels."""

    factor: Annotated[int, Field(ge=1, le=MAX_FACTOR)] = 1
    window: Annotated[list[Lattice], Field(min_length=4, max_length=4)] | None = None
    image_origin: Annotated[list[Lattice], Field(min_length=2, max_length=2)] = Field(
        default_factory=lambda: [0, 0]
    )
    bounds: Annotated[list[Lattice], Field(min_length=4, max_length=4)] | None = None
    output: Literal["working", "native"] = "working"
    pixel_size_m: Annotated[float, Field(gt=0.0, le=1e6, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> GridSpec:
        if self.window is not None and min(self.window[2:]) < 1:
            raise ValueError("the window is empty; columns and rows must be 1 or more")
        if self.bounds is not None:
            left, top, right, bottom = self.bounds
            if right <= left or bottom <= top:
                raise ValueError(
                    "the bounds are empty; they are [column, row, end column, end row]"
                )
        if self.factor & (self.factor - 1):
            raise ValueError(f"factor {self.factor} is not a power of two")
        return self


TaughtFiles = Annotated[list[Path_], Field(max_length=100)]


class RunParams(Message):
    """What every kind of run needs; the worker does one run at a time."""

    image: ImageSpec
    grid: GridSpec = Field(default_factory=GridSpec)
    classes: ClassTexts
    model: Path_ = "builtin"
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    out_dir: Path_
    cache_mib: Annotated[int, Field(ge=0, le=1_048_576)] = 1_024
    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class SegmentParams(RunParams):
    """One run: the same request for the dock, Processing, the command line and evaluation."""

    threshold: UnitFloat | None = None
    inference: Literal["map", "published"] = "map"
    long_side: Annotated[int, Field(ge=32, le=8_192)] | None = None
    background: Literal["hidden", "typed"] = "hidden"
    background_file: Path_ | None = None
    aoi: Path_ | None = None
    resume: bool = False
    keep_unfinished: bool = False
    preview: bool = False
    cached_only: bool = False
    taught: TaughtFiles = Field(default_factory=list)

    @model_validator(mode="after")
    def _taught_on_maps(self) -> SegmentParams:
        if self.taught and self.inference != "map":
            raise ValueError('taught words were given, which the inference "map" alone takes')
        return self

    @model_validator(mode="after")
    def _long_side_of_an_image(self) -> SegmentParams:
        if self.long_side is not None and self.inference != "published":
            raise ValueError('a long side was given, which the inference "published" alone has')
        return self


class ExplainParams(RunParams):
    """Maps from inside the model. ``only``: lines of ``classes`` whose maps are wanted."""

    only: ClassTexts | None = None
    against: Path_ | None = None


class TeachSite(Message):
    """One image and its marks, a GeoJSON file; a mark with ``positive`` false shows it not."""

    image: ImageSpec
    grid: GridSpec = Field(default_factory=GridSpec)
    marks: Path_


class TeachParams(Message):
    """A word to learn from marked places. ``classes``: the other class lines, which compete."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    sites: Annotated[list[TeachSite], Field(min_length=1, max_length=64)]
    classes: ClassTexts = Field(default_factory=list)
    model: Path_ = "builtin"
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    out: Path_
    cache_mib: Annotated[int, Field(ge=0, le=1_048_576)] = 1_024
    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class CalibrateSite(Message):
    """A score raster and its reference polygons, a GeoJSON file; ``image``: to compare words."""

    scores: Path_
    reference: Path_
    image: ImageSpec | None = None
    place: Annotated[str, Field(max_length=200)] = ""


class CalibrateParams(Message):
    """Reference polygons with a class field. ``classes``: the list now; empty: that of the run."""

    sites: Annotated[list[CalibrateSite], Field(min_length=1, max_length=200)]
    field: Annotated[str, Field(min_length=1, max_length=200)]
    place_field: Annotated[str, Field(max_length=200)] | None = None
    classes: ClassTexts = Field(default_factory=list)
    others: Literal["none", "leave"] = "none"
    words: bool = False
    model: Path_ = "builtin"
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    cache_mib: Annotated[int, Field(ge=0, le=1_048_576)] = 1_024
    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class OutputPaths(Message):
    """Files of a finished run."""

    classes: str
    scores: str
    style: str
    record: str


class ClassResult(Message):
    """What a run found of one class. ``mean_score`` is null where it has no pixel."""

    id: int
    name: str
    color: str
    pixels: int
    area_m2: float
    mean_score: float | None
    known: bool


class OtherResult(Message):
    """Pixels of none of the classes (id 0)."""

    pixels: int
    area_m2: float


class CacheUse(Message):
    """Encoded tiles taken from memory, and encoded anew."""

    hits: int
    misses: int


class ModelUse(Message):
    """The model that answered."""

    id: str
    title: str
    sha256: str
    gsd_m: float


class DeviceUse(Message):
    """The device that it ran on, and why."""

    type: Literal["cpu", "cuda", "mps"]
    reason: str


class SegmentResult(Message):
    """A finished run."""

    paths: OutputPaths
    classes: list[ClassResult]
    other: OtherResult
    stages: dict[str, float]
    cache: CacheUse
    model: ModelUse
    device: DeviceUse
    unknown: list[str]
    notices: list[str]
    width: int
    height: int
    tiles: int
    gsd_m: float
    seconds: float


class TeachResult(Message):
    """A learned word: its file, and how well it fits the marks (lower losses fit better)."""

    path: str
    name: str
    sha256: str
    model: ModelUse
    positive: int
    negative: int
    tiles: int
    steps: int
    loss_before: float
    loss_after: float
    encode_seconds: float
    seconds: float
    notices: list[str]


class CalibratedWord(Message):
    """A wording of a class alone: its fitted threshold and its cross-validated IoU."""

    word: str
    threshold: float | None
    iou: float | None


class CalibratedClass(Message):
    """What was fitted for one class; ``cross_``: on places that it was not fitted on."""

    name: str
    line_before: str
    line: str
    best_line: str | None
    words: list[CalibratedWord]
    before: float
    after: float | None
    iou_before: float
    iou_fitted: float
    cross_before: float | None
    cross_after: float | None
    places: int
    pixels: int
    worthwhile: bool


class CalibrateResult(Message):
    """Class lines to take over; the means are over the classes that could be cross-validated."""

    classes: list[CalibratedClass]
    mean_before: float | None
    mean_after: float | None
    places: list[str]
    seconds: float
    notices: list[str]


class ExplainPaths(Message):
    """Files of a finished look inside, beside the maps."""

    sheet: str
    record: str


class ExplainedMap(Message):
    """One map of a class: a band of a raster."""

    stage: str
    title: str
    path: str
    band: int


class ExplainedClass(Message):
    """The maps of one class, in the order in which the model makes them."""

    id: int
    name: str
    color: str
    maps: list[ExplainedMap]


class ExplainedStage(Message):
    """A step of the model, and the values that are shown darkest and brightest."""

    key: str
    title: str
    minimum: float
    maximum: float


class ExplainedModel(Message):
    """What was seen inside one model. ``pixel_px``: working pixels per side of a map pixel."""

    model: ModelUse
    stages: list[ExplainedStage]
    classes: list[ExplainedClass]
    unknown: list[str]
    pixel_px: int


class ExplainResult(Message):
    """A finished look inside. ``ramp``: the colours of the sheet, from low to high."""

    paths: ExplainPaths
    models: list[ExplainedModel]
    ramp: list[str]
    stages: dict[str, float]
    cache: CacheUse
    device: DeviceUse
    notices: list[str]
    tiles: int
    gsd_m: float
    seconds: float


class ParseParams(Message):
    """Class lines as typed; with a model, its knowledge of the names is looked up."""

    classes: ClassTexts
    model: Path_ | None = None
    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class ClassLine(Message):
    """One class as it was understood. ``reason`` says why it is not known."""

    name: str
    synonyms: list[str]
    color: str
    threshold: float | None
    known: bool
    reason: str = ""


class ClassProblem(Message):
    """Something wrong in one typed line (counted from 1)."""

    line: int
    message: str


class ParseResult(Message):
    """The class list as it was understood; with problems, ``segment`` would refuse it."""

    classes: list[ClassLine]
    problems: list[ClassProblem]


class RelabelThresholds(Message):
    """Thresholds for a new class raster; ``default`` null takes those of the run."""

    default: UnitFloat | None = None
    per_class: Annotated[dict[str, UnitFloat], Field(max_length=MAX_CLASS_LINES)] = Field(
        default_factory=dict
    )


class RelabelParams(Message):
    """A score raster of an earlier run, and where the new class raster goes."""

    scores: Path_
    thresholds: RelabelThresholds = Field(default_factory=RelabelThresholds)
    corrections: Path_ | None = None
    out: Path_


class RelabelResult(Message):
    """The new class raster, its style and its counts."""

    path: str
    style: str
    classes: list[ClassResult]
    other: OtherResult


class BestParams(Message):
    """A score raster, and where the raster of the best classes and their codes goes."""

    scores: Path_
    corrections: Path_ | None = None
    out: Path_


class BestResult(Message):
    """The raster of the best classes."""

    path: str


class CorrectParams(Message):
    """A class raster, the ids that it should have (``edits``), and where corrections go."""

    scores: Path_
    classes: Path_
    edits: Path_
    corrections: Path_ | None = None
    out: Path_


class CorrectResult(Message):
    """The raster of corrections, and how many pixels it changes."""

    path: str
    pixels: int


RasterParams = RelabelParams | BestParams | CorrectParams


class NetworkSpec(Message):
    """How the network is reached. ``proxy`` null: as the worker's environment says."""

    proxy: Annotated[str, Field(max_length=2_000)] | None = None
    no_proxy: Annotated[list[Annotated[str, Field(max_length=2_000)]], Field(max_length=1_000)] = (
        Field(default_factory=list)
    )
    certificates: Annotated[str, Field(max_length=4 * 1024 * 1024)] | None = None


class DownloadParams(Message):
    """The model to fetch. ``files``: the user's own, taken instead of fetching those parts."""

    model: Path_
    consent: bool = False
    files: Annotated[list[Path_], Field(max_length=10)] = Field(default_factory=list)
    network: NetworkSpec = Field(default_factory=NetworkSpec)


class DownloadResult(Message):
    """State of the model afterwards."""

    model: ModelInfo


class CancelParams(Message):
    """Id of the request to end."""

    id: RequestId


class CancelResult(Message):
    """False when no such request was running or waiting."""

    cancelled: bool


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its message types, and which thread of the worker answers it.

    ``lane`` is "now" for the reading thread, "side" for quick questions, "job" for a run,
    "raster" for work on finished rasters and "transfer" for a download, which go on beside runs.
    """

    params: type[Message]
    result: type[Message]
    lane: Literal["now", "side", "job", "raster", "transfer"]


METHODS: Mapping[str, Method] = {
    "hello": Method(HelloParams, HelloResult, "side"),
    "models": Method(ModelsParams, ModelsResult, "side"),
    "inspect": Method(InspectParams, ModelInfo, "side"),
    "parse": Method(ParseParams, ParseResult, "side"),
    "relabel": Method(RelabelParams, RelabelResult, "raster"),
    "best": Method(BestParams, BestResult, "raster"),
    "correct": Method(CorrectParams, CorrectResult, "raster"),
    "download": Method(DownloadParams, DownloadResult, "transfer"),
    "segment": Method(SegmentParams, SegmentResult, "job"),
    "calibrate": Method(CalibrateParams, CalibrateResult, "job"),
    "teach": Method(TeachParams, TeachResult, "job"),
    "explain": Method(ExplainParams, ExplainResult, "job"),
    "cancel": Method(CancelParams, CancelResult, "now"),
    "shutdown": Method(EmptyParams, EmptyResult, "now"),
}

NOTIFICATIONS: Mapping[str, type[Message]] = {
    "progress": ProgressParams, "block": BlockParams, "log": LogParams,
}  # fmt: skip

# Errors of the frame itself have JSON-RPC's own codes; the name stays "bad_request".
PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601


class FrameError(errors.BadRequest):
    """A line that is no request; ``code`` is JSON-RPC's own, ``request_id`` what could be read."""

    def __init__(self, message: str, code: int, request_id: int | str | None = None) -> None:
        super().__init__(message, hint="Send one JSON-RPC 2.0 request per line (docs/protocol.md).")
        self.code = code
        self.request_id = request_id


def parse_request(line: bytes | None) -> Request:
    """Read one line.

    Args:
        line: None for one that was longer than ``MAX_LINE_BYTES``.

    Raises:
        FrameError: the line is no JSON, no request, or names an unknown method.
    """
    if line is None:
        raise FrameError(
            f"The line is longer than {MAX_LINE_BYTES:,} bytes, so it was not read.", PARSE_ERROR
        )
    try:
        frame = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise FrameError(f"The line is not JSON in UTF-8: {error}.", PARSE_ERROR) from error
    if not isinstance(frame, dict):
        kind = {list: "a list (batches are not used)"}.get(type(frame), "not an object")
        raise FrameError(f"The line is {kind}, so it is no request.", INVALID_REQUEST)
    request_id = _readable_id(frame.get("id"))
    try:
        request = Request.model_validate(frame)
    except ValidationError as error:
        raise FrameError(
            f"The line is no request: {_first_problems(error)}.", INVALID_REQUEST, request_id
        ) from error
    if request.method not in METHODS:
        raise FrameError(
            f'The method "{request.method}" does not exist; there are {", ".join(METHODS)}.',
            METHOD_NOT_FOUND,
            request_id,
        )
    return request


def _readable_id(value: object) -> int | str | None:
    """The id of a request that may be broken otherwise, or None where none can be sent back."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    if isinstance(value, str):
        return value if len(value) <= 200 and value.isprintable() else None
    return value


def parse_params(request: Request) -> Message:
    """Check the parameters of a request.

    Raises:
        BadRequest: a field is missing, unknown, or out of its range; the message names it.
    """
    try:
        return METHODS[request.method].params.model_validate(request.params)
    except ValidationError as error:
        raise errors.BadRequest(
            f'The parameters of "{request.method}" cannot be used: {_first_problems(error)}.',
            hint="docs/protocol.md lists the fields.",
        ) from error


def _first_problems(error: ValidationError, limit: int = 3) -> str:
    """The first few problems as ``field: what``, values left out (they may be huge)."""
    problems = error.errors(include_input=False, include_url=False)
    texts = [
        f"{'.'.join(str(part) for part in p['loc'])[:200] or 'request'}: {p['msg'][:300]}"
        for p in problems[:limit]
    ]
    if len(problems) > limit:
        texts.append(f"and {len(problems) - limit} more")
    return "; ".join(texts)


def error_body(error: errors.AppError) -> ErrorBody:
    """An application error as it goes over the line."""
    return ErrorBody(
        code=error.code,
        message=error.message,
        data=ErrorData(name=error.name, hint=error.hint, detail=error.detail[-20_000:]),
    )


def schema() -> dict[str, Any]:
    """The JSON Schema of every message, with the tables of methods, errors and limits."""
    frames: list[type[Message]] = [Request, Reply, ErrorReply]
    models: list[type[Message]] = [*frames, *NOTIFICATIONS.values()]
    for method in METHODS.values():
        models += [method.params, method.result]
    unique = list(dict.fromkeys(models))
    _, definitions = models_json_schema(
        [(model, "validation") for model in unique], ref_template="#/$defs/{model}"
    )

    def ref(model: type[Message]) -> dict[str, str]:
        return {"$ref": f"#/$defs/{model.__name__}"}

    names = {
        leaf.name: leaf.code
        for leaf in _leaves(errors.AppError)
        if leaf.__module__ == errors.__name__
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "AerOSeg worker protocol",
        "protocol": PROTOCOL_VERSION,
        "methods": {
            name: {"params": ref(method.params), "result": ref(method.result)}
            for name, method in METHODS.items()
        },
        "notifications": {name: {"params": ref(model)} for name, model in NOTIFICATIONS.items()},
        "errors": dict(sorted(names.items())),
        "limits": {
            "class_lines": MAX_CLASS_LINES,
            "explained_classes": MAX_EXPLAINED_CLASSES,
            "explained_pixels": MAX_EXPLAINED_PIXELS,
        },
        "$defs": definitions["$defs"],
    }


def _leaves(root: type[errors.AppError]) -> list[type[errors.AppError]]:
    """``root`` and every class below it."""
    return [root, *(leaf for child in root.__subclasses__() for leaf in _leaves(child))]


def main(arguments: Sequence[str]) -> int:
    """Write the schema to the file named on the command line, or to standard output."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
