"""Messages: their schema, their page, and what is no message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend import protocol as p
from backend.errors import AppError, BadRequest, NoKnownClass
from backend.protocol import json_schema
from tests.backend.conftest import ROOT

SCHEMA = ROOT / "docs" / "protocol.schema.json"
PAGE = ROOT / "docs" / "protocol.md"
SEGMENT: dict[str, Any] = {"image": {"path": "a.tif"}, "classes": ["a"], "out_dir": "out"}


def frame(method: str = "hello", params: object = None, request_id: object = 1) -> bytes:
    body = {"jsonrpc": "2.0", "id": request_id, "method": method, "params": params or {}}
    return json.dumps(body).encode()


def test_schema_file_is_up_to_date(tmp_path: Path) -> None:
    assert p.main([str(tmp_path / "schema.json")]) == 0
    assert SCHEMA.read_text(encoding="utf-8") == (tmp_path / "schema.json").read_text(
        encoding="utf-8"
    ), "run: python -m backend.protocol docs/protocol.schema.json"


def test_schema_is_a_schema_and_takes_real_messages() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)

    def check(name: str, value: object) -> None:
        jsonschema.validate(value, {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})

    check("Request", json.loads(frame()))
    check("SegmentParams", SEGMENT)
    with pytest.raises(jsonschema.ValidationError):
        check("SegmentParams", {**SEGMENT, "threshold": 2})


@pytest.mark.parametrize("name", [*p.METHODS, *p.NOTIFICATIONS])
def test_page_explains_every_method(name: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"### {name}\n" in text or f"- `{name} " in text


@pytest.mark.parametrize(
    ("model", "prefix"), [(p.ImageSpec, "image."), (p.GridSpec, "grid."), (p.SegmentParams, "")]
)
def test_page_explains_every_field_of_segment(model: type[p.Message], prefix: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in model.model_fields:
        if name not in ("image", "grid"):
            assert f"`{prefix}{name}`" in text, name


@pytest.mark.parametrize("model", [p.ModelInfo, p.SegmentResult, p.ClassLine, p.HelloResult])
def test_page_names_every_field_of_results(model: type[p.Message]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in model.model_fields if name not in text] == []


def test_page_lists_every_error_with_its_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, code in p.schema()["errors"].items():
        assert f"| `{name}` | {code} |" in text


def test_error_names_have_one_code_each() -> None:
    codes: dict[str, int] = {}
    for error in json_schema._leaves(AppError):
        if error.__module__ == "backend.errors":
            assert codes.setdefault(error.name, error.code) == error.code
    assert len(set(codes.values())) == len(codes)


def test_error_goes_over_the_line_with_name_and_hint() -> None:
    body = p.error_body(NoKnownClass("What happened.", hint="What to do.", detail="x" * 99_999))
    assert (body.code, body.message) == (-32015, "What happened.")
    assert (body.data.name, body.data.hint) == ("no_known_class", "What to do.")
    assert len(body.data.detail) == 20_000


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (None, p.PARSE_ERROR),
        (b"hello", p.PARSE_ERROR),
        (b"{", p.PARSE_ERROR),
        (b"\xff\xfe", p.PARSE_ERROR),
        (b"[" * 100_000, p.PARSE_ERROR),
        (b'{"a":' * 50_000, p.PARSE_ERROR),
        (b"9" * 10_000, p.PARSE_ERROR),
        (b"null", p.INVALID_REQUEST),
        (b"[]", p.INVALID_REQUEST),
        (b"{}", p.INVALID_REQUEST),
        (b'{"jsonrpc": "1.0", "id": 1, "method": "hello"}', p.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "method": "hello"}', p.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": null, "method": "hello"}', p.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 1.5, "method": "hello"}', p.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": true, "method": "hello"}', p.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": "\\ud800", "method": "hello"}', p.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 1, "method": 5}', p.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "hello", "params": []}', p.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "hello", "extra": 1}', p.INVALID_REQUEST),
        (frame("fly"), p.METHOD_NOT_FOUND),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_line_that_is_no_request_is_refused(line: bytes | None, code: int) -> None:
    with pytest.raises(p.FrameError) as caught:
        p.parse_request(line)
    assert caught.value.code == code
    assert p.ErrorReply(id=caught.value.request_id, error=p.error_body(caught.value))


def test_id_is_sent_back_where_it_could_be_read() -> None:
    with pytest.raises(p.FrameError) as caught:
        p.parse_request(frame("fly", request_id="abc"))
    assert caught.value.request_id == "abc"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"classes": "a"}, "classes"),
        ({"classes": ["a" * 5000]}, "classes"),
        ({"classes": ["a"] * 5001}, "classes"),
        ({"threshold": 1.5}, "threshold"),
        ({"threshold": float("nan")}, "threshold"),
        ({"threshold": "0.5"}, "threshold"),
        ({"device": "gpu"}, "device"),
        ({"cache_mib": -1}, "cache_mib"),
        ({"cache_mib": 1.5}, "cache_mib"),
        ({"out_dir": ""}, "out_dir"),
        ({"surprise": 1}, "surprise"),
        ({"image": {"path": "a", "bands": [1, 2]}}, "image.bands"),
        ({"image": {"path": "a", "bands": [0]}}, "image.bands"),
        ({"image": {"path": "a", "ranges": [[5, 5]]}}, "image.ranges"),
        ({"image": {"path": "a", "ranges": [[1, float("inf")]]}}, "image.ranges"),
        ({"image": {"path": "a", "ranges": [[1, 2], [1, 2]]}}, "image.ranges"),
        ({"grid": {"factor": 3}}, "power of two"),
        ({"grid": {"factor": 0}}, "grid.factor"),
        ({"grid": {"window": [0, 0, 0, 5]}}, "the window is empty"),
        ({"grid": {"window": [0, 0, 5]}}, "grid.window"),
        ({"grid": {"window": [0, 0, 10**30, 5]}}, "grid.window"),
        ({"grid": {"bounds": [5, 5, 5, 9]}}, "the bounds are empty"),
        ({"grid": {"pixel_size_m": 0}}, "grid.pixel_size_m"),
        ({"grid": {"output": "any"}}, "grid.output"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_field_out_of_its_range_is_named(change: dict[str, Any], field: str) -> None:
    line = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "method": "segment", "params": {**SEGMENT, **change}}
    )
    with pytest.raises(BadRequest) as caught:
        p.parse_params(p.parse_request(line.encode()))
    assert field in caught.value.message
    assert len(caught.value.message) < 3000


def test_defaults_of_segment_are_those_of_the_page() -> None:
    params = p.SegmentParams.model_validate(SEGMENT)
    assert (params.model, params.device, params.threshold) == ("builtin", "auto", None)
    assert (params.grid.factor, params.grid.window, params.grid.output) == (1, None, "working")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_request_or_refused(line: bytes) -> None:
    with pytest.raises(p.FrameError):
        p.parse_request(line)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.sampled_from(list(p.METHODS)), json_values, json_values)
def test_any_parameters_are_taken_or_refused(method: str, request_id: Any, params: Any) -> None:
    body = {"jsonrpc": "2.0", "id": request_id, "method": method, "params": params}
    try:
        p.parse_params(p.parse_request(json.dumps(body).encode()))
    except BadRequest as error:
        assert p.error_body(error).message
