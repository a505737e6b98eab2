"""The measurement itself: keys, parts that add up, wrong use. No speed is tested."""

from __future__ import annotations

import json

import pytest
import torch

from backend.bench import BenchSettings, measure, names, random_model
from backend.cli import run
from backend.device import choose_device
from backend.errors import BadRequest
from backend.models.aeroseg.presets import preset
from backend.models.background import default_groups
from backend.models.segearth.config import UpsamplerConfig
from backend.models.segearth.templates import IMAGENET_80
from tests.backend.models.segearth_stored import tiny_config
from tests.backend.models.small import shrunk

KEYS = {  # design 4.7
    "model", "device", "dtype", "threads", "size", "guidance_size", "classes", "repeats", "stages",
    "cold_s", "second_query_s", "head_s", "peak_mib",
}  # fmt: skip
STAGES = {"encode_image", "encode_guidance", "encode_text", "decode", "upsample", "stitch"}


def measured(name: str, **settings: object) -> dict[str, object]:
    model = random_model(shrunk(preset(name)))
    wanted = BenchSettings(model=name, size=160, classes=3, repeats=2, **settings)  # type: ignore[arg-type]
    return measure(model, wanted, choose_device("cpu"), lambda text: None)


@pytest.mark.parametrize("name", ["aeroseg", "catseg-b16", "ovrs-b16", "aeroseg-sam2-b-plus"])
def test_report_has_the_keys_and_its_parts_add_up(name: str) -> None:
    report = measured(name, plain=True)
    assert set(report) >= KEYS | {"head_plain_s"}
    stages = report["stages"]
    assert isinstance(stages, dict) and set(stages) == STAGES
    assert (stages["encode_guidance"] > 0) == name.startswith("aeroseg")
    assert all(stages[stage] > 0 for stage in STAGES - {"encode_guidance"})
    cold, total = report["cold_s"], sum(stages.values())
    # Medians of two are means, so the parts are inside the whole, however busy the machine is.
    assert isinstance(cold, float) and 0.1 * cold < total <= cold * (1 + 1e-9)
    second = report["second_stages"]
    assert isinstance(second, dict) and set(second) == STAGES - {"encode_image", "encode_guidance"}
    assert 0 < sum(second.values()) <= report["second_query_s"] * (1 + 1e-9)
    assert report["tiles"] == 4
    assert report["threads"] == torch.get_num_threads()


def test_report_of_segearth_has_the_keys_and_compares_equal_things() -> None:
    config = tiny_config(
        upsampler=UpsamplerConfig(form="jbu_one", radius=2),
        background=default_groups(),
        prompts=IMAGENET_80[:3],
    )
    settings = BenchSettings("small", size=96, classes=2, repeats=2, plain=True, cpu_time=True)
    report = measure(random_model(config), settings, choose_device("cpu"), lambda text: None)
    assert set(report) >= KEYS | {"head_plain_s", "second_query_cached_text_s", "text_name_s"}
    stages = report["stages"]
    assert set(stages) == STAGES and all(stages[stage] > 0 for stage in STAGES - {"upsample"})
    assert 0.1 * report["cold_s"] < sum(stages.values()) <= report["cold_s"] * (1 + 1e-9)
    assert report["tiles"] == 4  # windows inside 96 x 96: two an axis
    assert report["queries"] == 2 + 9  # "building" and "road" leave four hidden words out
    assert report["head_difference"] < 1e-5
    assert report["tile_without_kernels_mib"] < report["tile_mib"]
    assert report["text_templates"] == 3
    assert report["seconds_of"] == "processor"


@pytest.mark.parametrize("dtype", ["bf16", "fp16"])
def test_encoders_run_in_half_precision_on_the_cpu_too(dtype: str) -> None:
    assert measured("aeroseg", dtype=dtype)["dtype"] == dtype


def test_half_precision_changes_little_and_keeps_the_answer_in_float32() -> None:
    model = random_model(shrunk(preset("aeroseg")))
    picture = torch.randint(0, 256, (1, 3, 96, 96), generator=torch.manual_seed(1))
    text = model.embed(names(3))
    exact = model.decode(model.encode(picture.to(torch.uint8)), text)
    model.set_trunk_dtype(torch.bfloat16)
    coarse = model.decode(model.encode(picture.to(torch.uint8)), text)
    assert coarse.dtype == torch.float32
    assert not torch.equal(coarse, exact)
    assert (coarse - exact).abs().max() < 0.05


def test_names_are_different_and_never_the_second_querys() -> None:
    first, second = names(300), names(8, skip=300)
    assert len({one.name for one in first + second}) == 308
    with pytest.raises(BadRequest, match="names"):
        names(100_000)


def test_model_of_another_kind_is_refused() -> None:
    with pytest.raises(BadRequest, match="kind"):
        measure(torch.nn.Linear(1, 1), BenchSettings("x"), choose_device("cpu"), print)


def test_command_prints_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["bench", "--size", "320", "--classes", "2", "--repeats", "1", "--device", "cpu"]
    assert run([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) >= KEYS and report["model"] == "builtin"
    assert run(words) == 0
    assert "second query" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (["--classes", "0"], 2, "whole number 1 to 1000"),
        (["--size", "0"], 2, "whole number"),
        (["--model", "nonsense"], 3, "does not exist"),
        (["--model", "aeroseg"], 4, "weights"),
        (["--guidance-size", "448"], 2, "--random-weights"),
        (["--guidance-size", "448", "--random-weights"], 2, "no guidance encoder"),
        (["--guidance-size", "450", "--random-weights", "--model", "aeroseg"], 3, "input_px"),
    ],
)
def test_wrong_use_is_said(
    words: list[str], code: int, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = run(["bench", *words])
    captured = capsys.readouterr()
    assert text in captured.err and captured.out == ""
    assert found == code
