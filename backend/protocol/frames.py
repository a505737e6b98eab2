"""One line each way: request, reply and error, and the errors of a line that is no request."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from backend import errors
from backend.protocol.base import Message, RequestId

__all__ = [
    "INVALID_REQUEST",
    "MAX_LINE_BYTES",
    "METHOD_NOT_FOUND",
    "PARSE_ERROR",
    "ErrorBody",
    "ErrorData",
    "ErrorReply",
    "FrameError",
    "Reply",
    "Request",
    "error_body",
]

MAX_LINE_BYTES = 8 * 1024 * 1024  # a class list of 5,000 long lines stays below this

# Errors of the frame itself have JSON-RPC's own codes; the name stays "bad_request".
PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601


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


class FrameError(errors.BadRequest):
    """A line that is no request; ``code`` is JSON-RPC's own, ``request_id`` what could be read."""

    def __init__(self, message: str, code: int, request_id: int | str | None = None) -> None:
        super().__init__(message, hint="Send one JSON-RPC 2.0 request per line (docs/protocol.md).")
        self.code = code
        self.request_id = request_id


def error_body(error: errors.AppError) -> ErrorBody:
    """An application error as it goes over the line."""
    return ErrorBody(
        code=error.code,
        message=error.message,
        data=ErrorData(name=error.name, hint=error.hint, detail=error.detail[-20_000:]),
    )
