"""The table of methods, and the way from a line to checked parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from backend import errors
from backend.protocol.base import Message
from backend.protocol.class_lines import ParseParams, ParseResult
from backend.protocol.explain import ExplainParams, ExplainResult
from backend.protocol.frames import (
    INVALID_REQUEST,
    MAX_LINE_BYTES,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    FrameError,
    Request,
)
from backend.protocol.learning import CalibrateParams, CalibrateResult, TeachParams, TeachResult
from backend.protocol.models import (
    DownloadParams,
    DownloadResult,
    InspectParams,
    ModelInfo,
    ModelsParams,
    ModelsResult,
)
from backend.protocol.results import (
    BestParams,
    BestResult,
    CorrectParams,
    CorrectResult,
    RelabelParams,
    RelabelResult,
)
from backend.protocol.segment import SegmentParams, SegmentResult
from backend.protocol.session import (
    CancelParams,
    CancelResult,
    EmptyParams,
    EmptyResult,
    HelloParams,
    HelloResult,
)

__all__ = ["METHODS", "Method", "parse_params", "parse_request"]


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
