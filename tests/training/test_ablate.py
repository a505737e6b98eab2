"""The ablation: its runs are shrunk presets, kept when finished, and told as they come out."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend.checkpoint import build_outline
from backend.errors import InputError
from backend.models import KINDS, build_model
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.config import SamGuidance
from backend.models.aeroseg.presets import PRESETS, preset
from tests.training.conftest import HEADER
from tests.training.painted import paint, painted_kind, save_painted
from training import ablate as script
from training.__main__ import main
from training.ablate import RUNS, TABLES, Settings, run_config, table_csv, table_rows, table_text
from training.ablate import unseen_of as divided
from training.data.index import read_index
from training.optim import choose_trained
from training.shrink import SmallSize, shrunk


def settings(tmp_path: Path, index: Path) -> Settings:
    return Settings(
        index=index, split="val", seen=("building",), unseen=("water",), steps=2, batch=2,
        out=tmp_path / "out", device="cpu",
    )  # fmt: skip


def test_every_line_of_the_tables_has_a_run_and_every_run_a_preset() -> None:
    assert {run for lines in TABLES.values() for run in lines.values()} == set(RUNS)
    assert set(RUNS.values()) <= set(PRESETS)
    assert TABLES["guidance encoder"]["frozen"] == TABLES["back-projection target"]["SAM"] == "c"


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_shrinking_keeps_the_structure(name: str) -> None:
    config = preset(name)
    small = shrunk(config, SmallSize())
    assert small.angles == config.angles
    assert small.prompts == config.prompts
    assert small.correlation_channels == config.correlation_channels
    assert small.guidance.type == config.guidance.type
    assert small.decoder.attention == config.decoder.attention
    assert small.decoder.guidance_upsampling == config.decoder.guidance_upsampling
    assert (small.backprojection is None) == (config.backprojection is None)
    if small.backprojection and config.backprojection:
        assert small.backprojection.target == config.backprojection.target
    if isinstance(config.guidance, SamGuidance):
        assert isinstance(small.guidance, SamGuidance)
        assert small.guidance.trained == config.guidance.trained
        assert small.guidance.taps == (0, 1, 2)
    assert small.grid == 8
    build_outline(small.with_classes(["building", "road"]))


def test_runs_differ_in_nothing_but_the_network(tmp_path: Path) -> None:
    shared = settings(tmp_path, tmp_path / "index.csv")
    configs = [run_config(shared, name, 3) for name in RUNS]
    rest = [c.model_dump(exclude={"model", "title", "out"}) for c in configs]
    assert all(one == rest[0] for one in rest)
    assert configs[0].classes == ("building",)
    assert configs[0].clip_trained == "all"
    assert configs[0].seed == 3
    assert len({c.model.model_dump_json(exclude={"title"}) for c in configs}) == len(RUNS)


def test_random_encoders_are_trained_as_a_whole_and_a_frozen_guidance_is_not(
    tmp_path: Path,
) -> None:
    shared = settings(tmp_path, tmp_path / "index.csv")
    for name, guided in (("c", False), ("tuned", True)):
        config = run_config(shared, name, 0)
        model = build_model(config.model.with_classes(shared.seen))
        assert isinstance(model, AerOSeg)
        choose_trained(model, config.clip_trained)
        assert all(p.requires_grad for p in model.backbone.parameters())
        assert model.guidance is not None
        assert {p.requires_grad for p in model.guidance.parameters()} == {guided}


def test_classes_are_divided(drawn_index: Path) -> None:
    train, val = (read_index(drawn_index, split=split) for split in ("train", "val"))
    assert divided(train, val, ["water"]) == (("building",), ("water",))
    with pytest.raises(InputError, match="ship"):
        divided(train, val, ["ship"])
    with pytest.raises(InputError, match="unseen none"):
        divided(train, val, [])  # of two classes none is a third
    many = [replace(val[0], classes={i: f"c{i}" for i in range(1, 8)})]
    assert divided(many, many, [])[1] == ("c3", "c6")


def test_a_class_that_training_never_shows_is_unseen(drawn_index: Path) -> None:
    train, val = (read_index(drawn_index, split=split) for split in ("train", "val"))
    val = [replace(val[0], classes={1: "building", 4: "water", 7: "ship"})]
    assert divided(train, val, ["water"]) == (("building",), ("water", "ship"))


def report(s: float, u: float, h: float, miou: float) -> Any:
    return {"open_vocabulary": {"s_miou": s, "u_miou": u, "h_miou": h},
            "sources": {"x": {"miou": miou}, "empty": {"miou": None}}}  # fmt: skip


def test_tables_hand_computed(tmp_path: Path) -> None:
    reports = {"c": [report(0.6, 0.2, 0.3, 0.5), report(0.8, 0.4, 0.5, 0.7)],
               "ovrs": [report(0.5, 0.0, 0.0, 0.4)]}  # fmt: skip
    rows = table_rows(reports)
    assert [(r["table"], r["row"]) for r in rows] == [
        ("methods", "OVRS"), ("methods", "AerOSeg"), ("modules", "Config-C"),
        ("guidance encoder", "frozen"), ("back-projection target", "SAM"),
    ]  # fmt: skip
    full = rows[1]
    assert full["seeds"] == 2
    assert full["h_miou"]["mean"] == pytest.approx(0.4)
    assert full["h_miou"]["deviation"] == pytest.approx(0.1 * 2**0.5)
    assert full["miou"]["values"] == [0.5, 0.7]
    assert rows[0]["h_miou"] == {"mean": 0.0, "deviation": None, "values": [0.0]}
    lines = list(csv.DictReader(table_csv(rows).splitlines()))
    assert lines[1]["u_miou_mean"] == "0.300000"
    assert lines[0]["h_miou_deviation"] == ""
    text = "\n".join(table_text(rows, settings(tmp_path, tmp_path / "i.csv")))
    assert "0.400 ±0.141" in text
    assert "unseen: water" in text


def run_command(index: Path, out: Path, *more: str) -> int:
    short = ("--steps", "2", "--batch", "2", "--seeds", "0", "--device", "cpu")
    return main(
        ["ablate", "--index", str(index), "--out", str(out), "--unseen", "water", *short, *more]
    )


def test_two_steps_of_each_kind_and_finished_runs_are_kept(
    tmp_path: Path, drawn_index: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / "out"
    assert run_command(drawn_index, out, "--only", "catseg,c") == 0
    first = capsys.readouterr().out
    assert "CAT-Seg" in first
    assert "one seed each" in first
    found = json.loads((out / "ablation.json").read_text(encoding="utf-8"))
    assert found["seen"] == ["building"]
    assert {row["run"] for row in found["rows"]} == {"catseg", "c"}
    assert (out / "ablation.txt").read_text(encoding="utf-8") == first
    assert (out / "ablation.csv").is_file()
    kept = json.loads((out / "runs" / "c-0" / "report.json").read_text(encoding="utf-8"))
    assert set(kept["open_vocabulary"]) == {"s_miou", "u_miou", "h_miou"}
    assert not (out / "runs" / "c-0" / "state.pt").exists()

    def never(*_: Any, **__: Any) -> Path:
        raise AssertionError("a finished run was trained again")

    monkeypatch.setattr(script, "train", never)
    assert run_command(drawn_index, out, "--only", "catseg,c") == 0
    assert capsys.readouterr().out == first
    assert run_command(drawn_index, out, "--only", "c", "--steps", "3") == 3
    assert "c-0" in capsys.readouterr().err
    assert run_command(drawn_index, out, "--only", "d") == 3
    assert '"d"' in capsys.readouterr().err


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index with synonyms; every run "trains" a model that paints."""
    monkeypatch.setitem(KINDS, "painted", painted_kind)
    checkpoint = save_painted(tmp_path / "painted.safetensors")
    monkeypatch.setattr(script, "train", lambda *_, **__: checkpoint)
    rows = [
        paint(tmp_path, split, ["rrgg"], [[1, 1, 2, 2]], "1:red;2:green | lime", split=split)
        for split in ("train", "val")
    ]
    index = tmp_path / "index.csv"
    index.write_text(HEADER + "".join(rows), encoding="utf-8")
    return index


def test_names_with_synonyms_are_measured_by_the_first(quick: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run_command(quick, out, "--only", "c", "--unseen", "green | lime") == 0
    report = json.loads((out / "runs" / "c-0" / "report.json").read_text(encoding="utf-8"))
    assert report["open_vocabulary"] == {"s_miou": 1.0, "u_miou": 1.0, "h_miou": 1.0}


def test_what_cannot_be_measured_is_told_before_training(
    quick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_: Any, **__: Any) -> Path:
        raise AssertionError("it was trained for nothing")

    monkeypatch.setattr(script, "train", never)
    text = quick.read_text(encoding="utf-8").replace("1:red;", '"1:red, dark;')
    quick.write_text(text.replace("lime,", 'lime",'), encoding="utf-8")
    assert run_command(quick, tmp_path / "out", "--unseen", "green | lime") == 3
    assert "for the product" in capsys.readouterr().err


def test_tables_keep_what_was_run_before(quick: Path, tmp_path: Path) -> None:
    out, unseen = tmp_path / "out", ("--unseen", "green | lime")
    assert run_command(quick, out, "--only", "catseg", *unseen) == 0
    assert run_command(quick, out, "--only", "c", *unseen, "--seeds", "1") == 0
    found = json.loads((out / "ablation.json").read_text(encoding="utf-8"))
    assert {row["run"] for row in found["rows"]} == {"catseg", "c"}
    assert run_command(quick, out, "--only", "c", *unseen) == 0
    found = json.loads((out / "ablation.json").read_text(encoding="utf-8"))
    assert {row["run"]: row["seeds"] for row in found["rows"]} == {"catseg": 1, "c": 2}
    assert run_command(quick, out, "--only", "ovrs", *unseen, "--steps", "3") == 0
    found = json.loads((out / "ablation.json").read_text(encoding="utf-8"))
    assert {row["run"] for row in found["rows"]} == {"ovrs"}, "others have other steps"
    assert not list(out.glob(".*")), "a temporary name is left"
