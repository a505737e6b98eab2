"""The plugin's messages against docs/protocol.schema.json, which is exported from the worker."""

from __future__ import annotations

import json
import math

import pytest

from aeroseg_qgis import messages
from aeroseg_qgis.messages import (
    ExplainParams,
    ExplainResult,
    GridParams,
    ImageParams,
    ModelInfo,
    ParsedLines,
    SegmentParams,
    SegmentResult,
    WorkerInfo,
)

from . import fake_worker_messages
from .conftest import REPOSITORY

SCHEMA = json.loads((REPOSITORY / "docs" / "protocol.schema.json").read_text(encoding="utf-8"))


class Refused(ValueError):  # noqa: N818 - reads as what happened
    """A value does not fit the schema."""


def check(value, rule: dict, where: str = "") -> None:
    """A small JSON Schema check: the words that our schema uses, all others are refused."""
    if "$ref" in rule:
        return check(value, SCHEMA["$defs"][rule["$ref"].rsplit("/", 1)[1]], where)
    if "anyOf" in rule:
        for option in rule["anyOf"]:
            try:
                return check(value, option, where)
            except Refused:
                continue
        raise Refused(f"{where}: {value!r} fits none of the forms")
    kinds = {
        "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
        "integer": int, "number": (int, float),
    }  # fmt: skip
    if "type" in rule:
        is_bool = isinstance(value, bool)
        if not isinstance(value, kinds[rule["type"]]) or (is_bool and rule["type"] != "boolean"):
            raise Refused(f"{where}: {value!r} is no {rule['type']}")
    if "enum" in rule and value not in rule["enum"]:
        raise Refused(f"{where}: {value!r} is none of {rule['enum']}")
    if "const" in rule and value != rule["const"]:
        raise Refused(f"{where}: {value!r} is not {rule['const']!r}")
    if isinstance(value, dict):
        for name in rule.get("required", []):
            if name not in value:
                raise Refused(f"{where}: {name} is missing")
        for name, item in value.items():
            if name in rule.get("properties", {}):
                check(item, rule["properties"][name], f"{where}.{name}")
            elif rule.get("additionalProperties") is False:
                raise Refused(f"{where}: {name} is unknown")
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", math.inf):
            raise Refused(f"{where}: {len(value)} items")
        for number, item in enumerate(value):
            check(item, rule.get("items", {}), f"{where}[{number}]")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        low, high = rule.get("minimum", -math.inf), rule.get("maximum", math.inf)
        if not low <= value <= high or value <= rule.get("exclusiveMinimum", -math.inf):
            raise Refused(f"{where}: {value} is out of range")
    return None


def params_rule(method: str) -> dict:
    return SCHEMA["methods"][method]["params"]


def result_rule(method: str) -> dict:
    return SCHEMA["methods"][method]["result"]


REQUESTS = {
    "file": SegmentParams(
        ImageParams("/a b/ü.tif", [4, 1, 2], [[0.0, 4000.0]] * 3, "ortho"),
        GridParams(factor=4, window=[10, 20, 300, 200]),
        ["building | house", "road = #112233 @ 0.4"],
        "builtin",
        "/out/ortho-0001",
        device="cuda",
        cache_mib=0,
        user_checkpoints=["/x.safetensors"],
    ),
    "picture": SegmentParams(
        ImageParams("/tmp/image.tif", layer_name="tiles"),
        GridParams(
            window=[76800000, 51200000, 500, 400],
            image_origin=[76799936, 51199936],
            bounds=[0, 0, 134217728, 134217728],
        ),
        ["tree"],
        "/models/mine.safetensors",
        "/out",
        threshold=0.3,
    ),
    "polygons": SegmentParams(
        ImageParams("/a.tif"),
        GridParams(window=[0, 0, 9, 9]),
        ["tree"],
        "builtin",
        "/out",
        aoi="/out/aoi.geojson",
        resume=True,
        keep_unfinished=True,
        preview=True,
    ),
    "pixel space": SegmentParams(
        ImageParams("/a.png", [1, 1, 1]),
        GridParams(window=[0, 0, 1, 1], pixel_size_m=0.25),
        [f"class {number}" for number in range(300)],
        "builtin",
        "/out",
    ),
}


@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_requests_fit_the_schema(name):
    sent = json.loads(json.dumps(REQUESTS[name].to_dict(), allow_nan=False))
    check(sent, params_rule("segment"))


def test_every_field_of_a_request_is_sent():
    sent = REQUESTS["file"].to_dict()
    rules = SCHEMA["$defs"]
    assert set(sent) == set(rules["SegmentParams"]["properties"])
    assert set(sent["image"]) == set(rules["ImageSpec"]["properties"])
    assert set(sent["grid"]) == set(rules["GridSpec"]["properties"])


@pytest.mark.parametrize("only", [None, ["building | house"]])
def test_request_to_look_inside_fits_the_schema(only):
    image, grid = ImageParams("/a.tif", [1, 2, 3], None, "ortho"), GridParams(window=[0, 0, 9, 9])
    sent = ExplainParams(image, grid, ["building | house", "road"], "builtin", "/out", only=only)
    check(json.loads(json.dumps(sent.to_dict())), params_rule("explain"))
    assert set(sent.to_dict()) == set(SCHEMA["$defs"]["ExplainParams"]["properties"])


def test_limits_are_those_of_the_worker():
    assert SCHEMA["limits"]["explained_pixels"] == messages.MAX_EXPLAINED_PIXELS
    assert SCHEMA["limits"]["class_lines"] == messages.MAX_CLASS_LINES


def test_short_requests_fit_the_schema():
    check({"protocol": messages.PROTOCOL_VERSION}, params_rule("hello"))
    check({"user_checkpoints": ["/x"]}, params_rule("models"))
    check({"path": "/x"}, params_rule("inspect"))
    check({"classes": ["a"], "model": None, "user_checkpoints": []}, params_rule("parse"))
    check({"id": 3}, params_rule("cancel"))
    frame = {"jsonrpc": "2.0", "id": 1, "method": "models", "params": {}}
    check(frame, {"$ref": "#/$defs/Request"})
    assert SCHEMA["protocol"] == messages.PROTOCOL_VERSION


def test_wrong_requests_do_not_fit(subtests=None):
    """The check itself finds what it should."""
    good = REQUESTS["file"].to_dict()
    for change in (
        {"device": "tpu"},
        {"classes": "road"},
        {"cache_mib": -1},
        {"more": 1},
        {"grid": {**good["grid"], "factor": 0}},
        {"grid": {**good["grid"], "window": [1, 2, 3]}},
    ):
        with pytest.raises(Refused):
            check({**good, **change}, params_rule("segment"))


def test_answers_of_the_fake_worker_fit_the_schema():
    """What the plugin is tested with is what the worker says."""
    for method, answer in fake_worker_messages.ANSWERS.items():
        check(answer, result_rule(method), method)


def test_requests_to_learn_fit_the_schema():
    site = messages.SiteParams(ImageParams("/a.tif"), GridParams(factor=2), "/m.geojson")
    teach = messages.TeachParams("zorb", [site], ["road"], "builtin", "/out.safetensors")
    check(teach.to_dict(), params_rule("teach"))
    for image in (None, ImageParams("/a.tif", [1, 2, 3])):
        reference = messages.ReferenceParams("/scores.tif", "/r.geojson", image)
        request = messages.CalibrateParams(
            [reference], "class", ["road | street"], "builtin", place_field="part", words=True
        )
        check(request.to_dict(), params_rule("calibrate"))
    taught = SegmentParams(
        ImageParams("/a.tif"), GridParams(), ["zorb"], "builtin", "/out", taught=["/z.safetensors"]
    )
    check(taught.to_dict(), params_rule("segment"))


def test_answers_are_read():
    answers = fake_worker_messages.ANSWERS
    assert messages.TeachResult.from_dict(answers["teach"]).positive == 2
    fitted = messages.CalibrateResult.from_dict(answers["calibrate"])
    assert fitted.classes[0].line == "house | building @ 0.43" and fitted.mean_after == 0.668
    with pytest.raises(ValueError, match="CalibrateResult"):
        messages.CalibrateResult.from_dict({})
    assert WorkerInfo.from_dict(answers["hello"]).device["type"] == "cpu"
    model = ModelInfo.from_dict(answers["inspect"])
    assert model.is_ready and model.tile_px == 64
    parsed = ParsedLines.from_dict(answers["parse"])
    assert parsed.classes[0].synonyms == ["house"] and parsed.problems == {2: "It is empty."}
    result = SegmentResult.from_dict(answers["segment"])
    assert result.labelled_pixels == 100 and result.shares() == {"building": 0.25, "road": 0.5}
    assert result.classes[1].mean_score is None
    maps = ExplainResult.from_dict(answers["explain"])
    assert maps.sheet == "sheet.png" and maps.stages["score"].maximum == 1.0
    assert maps.classes[0].maps[0].title == "correlation 0°"


def test_every_field_that_the_plugin_reads_is_in_the_schema():
    rules = SCHEMA["$defs"]
    for kind, name in (
        (WorkerInfo, "HelloResult"),
        (ModelInfo, "ModelInfo"),
        (messages.ParsedClass, "ClassLine"),
        (messages.ClassResult, "ClassResult"),
        (messages.BlockNotice, "BlockParams"),
        (messages.ExplainedMap, "ExplainedMap"),
        (messages.ExplainedStage, "ExplainedStage"),
        (messages.ExplainedClass, "ExplainedClass"),
        (messages.TeachResult, "TeachResult"),
        (messages.CalibratedClass, "CalibratedClass"),
    ):
        assert set(kind.__dataclass_fields__) <= set(rules[name]["properties"])


def test_notice_of_blocks_is_read():
    sent = {"id": 3, "preview": "/out/preview.tif", "done": 4, "total": 9}
    check(sent, {"$ref": "#/$defs/BlockParams"})
    assert messages.BlockNotice.from_dict({**sent, "more": 1}).done == 4


def test_fields_of_a_newer_worker_are_ignored_and_missing_ones_named():
    answer = fake_worker_messages.ANSWERS["inspect"]
    assert ModelInfo.from_dict({**answer, "colour": "new"}).id == answer["id"]
    with pytest.raises(ValueError, match="title"):
        ModelInfo.from_dict({"id": "x"})
    broken = dict(fake_worker_messages.ANSWERS["segment"])
    del broken["stages"]
    with pytest.raises(ValueError, match="stages"):
        SegmentResult.from_dict(broken)
    with pytest.raises(ValueError, match="ExplainResult"):
        ExplainResult.from_dict({**fake_worker_messages.ANSWERS["explain"], "models": []})


def test_error_names_that_the_plugin_knows_exist():
    assert {"cancelled", "no_known_class", "bad_checkpoint"} <= set(SCHEMA["errors"])
