"""Models side by side: means, spreads and differences against hand-computed cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend import outputs
from backend.errors import DiskFull
from backend.models import KINDS
from tests.training.conftest import HEADER
from tests.training.painted import paint, painted_kind, save_painted
from training import compare as script
from training.__main__ import main
from training.compare import Spread, print_lines, summarise, verdict
from training.reports import write_report


def report(sources: dict[str, dict[str, float]], images: list[tuple[str, dict[str, float]]]) -> Any:
    """The parts of a report that are compared."""

    def figures(iou: dict[str, float]) -> dict[str, dict[str, float]]:
        return {name: {"iou": value} for name, value in iou.items()}

    return {
        "sources": {name: {"classes": figures(iou)} for name, iou in sources.items()},
        "images": [
            {"image": f"{name}/{i}", "source": name, "classes": figures(iou)}
            for i, (name, iou) in enumerate(images)
        ],
    }


def ours(road: float) -> Any:
    return report(
        {"town": {"road": road, "roof": 0.5}, "farm": {"field": 0.9}},
        [("town", {"road": 0.2, "roof": 0.4}), ("town", {"road": 0.6}), ("farm", {"field": 0.9})],
    )


THEIRS = report(
    {"town": {"road": 0.5, "roof": 0.5}, "farm": {"field": 0.8}},
    [("town", {"road": 0.4, "roof": 0.4}), ("town", {"road": 0.4}), ("farm", {"field": 0.8})],
)


def test_spread_of_seeds() -> None:
    spread = Spread.of([0.2, 0.4, None])
    assert spread.mean == pytest.approx(0.3)
    assert spread.deviation == pytest.approx(0.1 * 2**0.5), "sample deviation of two"
    assert str(spread) == "0.300 ±0.141"
    assert Spread.of([0.5]) == Spread(0.5, None, 1)
    assert Spread.of([None]) == Spread(None, None, 0)


def test_table_hand_computed() -> None:
    lines = {(x.source, x.name, x.counted): x for x in summarise([ours(0.4), ours(0.5)], [THEIRS])}
    road = lines["town", "road", "pooled"]
    assert road.first.mean == pytest.approx(0.45)
    assert road.second == Spread(0.5, None, 1)
    assert road.difference == pytest.approx(-0.05)
    assert lines["town", "road", "per image"].first.mean == pytest.approx(0.4)
    # of the class means, each over the images that show the class: (0.4 + 0.4) / 2
    assert lines["town", "mean", "per image"].first.mean == pytest.approx(0.4)
    assert lines["town", "mean", "pooled"].first.mean == pytest.approx((0.45 + 0.5) / 2)
    overall = lines["mean over sources", "mean", "pooled"]
    # seed by seed: (0.45 + 0.9) / 2 and (0.5 + 0.9) / 2
    assert overall.first.mean == pytest.approx((0.675 + 0.7) / 2)
    assert overall.second.mean == pytest.approx((0.5 + 0.8) / 2)


def test_verdict_names_the_worst_source() -> None:
    near = verdict(summarise([ours(0.48)], [THEIRS]))
    assert near["mean_not_below"] is True
    assert near["worst_source"] == "town"
    assert near["worst_difference"] == pytest.approx(-0.01)
    assert near["no_source_far_below"] is True
    far = verdict(summarise([ours(0.3)], [THEIRS]))
    assert far["worst_difference"] == pytest.approx(-0.1)
    assert far["no_source_far_below"] is False
    assert far["mean_not_below"] is True, "(0.4 + 0.9) / 2 is not below (0.5 + 0.8) / 2"


def test_text_says_when_a_group_is_below() -> None:
    told: list[str] = []
    print_lines(summarise([THEIRS], [ours(0.9), ours(0.9)]), "builtin", "U-Net", told.append)
    text = "\n".join(told)
    assert "BELOW U-Net" in text
    assert "A SOURCE IS" in text
    assert "builtin: one run" in text
    assert "U-Net: one run" not in text


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """An index of one picture, and a checkpoint."""
    monkeypatch.setitem(KINDS, "painted", painted_kind)
    index = tmp_path / "index.csv"
    row = paint(tmp_path, "a", ["rrgg"], [[1, 1, 2, 1]], "1:red;2:green")
    index.write_text(HEADER + row, encoding="utf-8")
    return index, save_painted(tmp_path / "painted.safetensors")


def compared(index: Path, out: Path, first: str, *second: str) -> int:
    return main(["compare", "--index", str(index), "--models", first, "--unet", *second,
                 "--device", "cpu", "--out", str(out)])  # fmt: skip


def test_command_measures_and_takes_reports(cards: tuple[Path, Path], tmp_path: Path) -> None:
    index, checkpoint = cards
    out, kept = tmp_path / "compare.json", tmp_path / "report.json"
    assert main(["evaluate", "--model", str(checkpoint), "--index", str(index), "--device", "cpu",
                 "--out", str(kept)]) == 0  # fmt: skip
    assert compared(index, out, str(checkpoint), str(kept), str(kept)) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert len(found["models"]) == 1
    assert len(found["unet"]) == 2
    line = next(x for x in found["table"] if x["name"] == "red" and x["counted"] == "pooled")
    assert line["first"]["mean"] == pytest.approx(2 / 3)
    assert line["second"] == {"mean": pytest.approx(2 / 3), "deviation": 0, "runs": 2}
    assert line["difference"] == 0
    assert found["verdict"]["mean_not_below"] is True


@pytest.mark.parametrize(
    ("change", "word"),
    [({"split": "train"}, "train"), ({"images": []}, "same images"), ({"index": 1}, "index")],
)
def test_a_report_of_something_else_is_refused(
    cards: tuple[Path, Path], tmp_path: Path, capsys: Any, change: dict[str, Any], word: str
) -> None:
    index, checkpoint = cards
    kept = tmp_path / "report.json"
    told = {
        "index": index.name, "split": "val", "inference": "map",
        "images": [{"image": "cards/a.png"}], **change,
    }  # fmt: skip
    kept.write_text(json.dumps(told), encoding="utf-8")
    assert compared(index, tmp_path / "out.json", str(kept), str(checkpoint)) == 3
    assert word in capsys.readouterr().err


def test_wrong_files_are_told_before_anything_is_measured(
    cards: tuple[Path, Path], tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("it was measured for nothing")

    monkeypatch.setattr(script, "evaluate", never)
    index, checkpoint = cards
    kept = tmp_path / "report.json"
    kept.write_text("{}", encoding="utf-8")
    assert compared(index, tmp_path / "out.json", str(checkpoint), str(kept)) == 3
    assert "report.json" in capsys.readouterr().err
    assert compared(index, kept / "out.json", str(checkpoint), str(checkpoint)) == 5
    assert "out.json" in capsys.readouterr().err
    assert main(["evaluate", "--model", "no such", "--index", str(index), "--device", "cpu",
                 "--out", str(tmp_path)]) == 5  # fmt: skip


def test_a_report_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.json"
    write_report(path, {"old": True})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs.os, "fsync", full)
    with pytest.raises(DiskFull, match=r"report\.json"):
        write_report(path, {"new": True})
    assert json.loads(path.read_text(encoding="utf-8")) == {"old": True}
    assert [p.name for p in tmp_path.iterdir()] == ["report.json"]
