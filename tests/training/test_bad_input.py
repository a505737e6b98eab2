"""What is wrong with a user's files is said in words that name the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from backend.errors import AppError, InputError
from tests.training.small import compact, paper
from training.__main__ import main
from training.train import train

BOTH = pytest.mark.parametrize("make", [compact, paper], ids=["ground", "paper"])


def save(path: Path, values: np.ndarray) -> None:
    Image.fromarray(values).save(path)


def missing_image(folder: Path) -> None:
    (folder / "1.png").unlink()


def broken_image(folder: Path) -> None:
    (folder / "1.png").write_bytes(b"no picture")


def cut_off_image(folder: Path) -> None:
    """Half a file, as after a download that broke off; GDAL would fill the rest with zeros."""
    path = folder / "1.png"
    path.write_bytes(path.read_bytes()[:20000])


def sixteen_bits(folder: Path) -> None:
    save(folder / "1.png", np.zeros((160, 160), np.uint16))


def other_size(folder: Path) -> None:
    save(folder / "1_label.png", np.zeros((150, 160), np.uint8))


def stray_id(folder: Path) -> None:
    save(folder / "1_label.png", np.full((160, 160), 77, np.uint8))


def no_valid_pixel(folder: Path) -> None:
    """All of the image is no data."""
    (folder / "1.png").unlink()
    profile = {"driver": "PNG", "width": 160, "height": 160, "count": 4, "dtype": "uint8"}
    with rasterio.open(folder / "1.png", "w", **profile) as file:
        file.write(np.zeros((4, 160, 160), np.uint8))  # the last band is its transparency


def unknown_class(folder: Path) -> None:
    path = folder / "index.csv"
    text = path.read_text(encoding="utf-8").replace("4:water", "4:quicksilver pond")
    path.write_text(text, encoding="utf-8")


def empty_split(folder: Path) -> None:
    path = folder / "index.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",train,", ",val,"), encoding="utf-8")


@BOTH
@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (missing_image, r"1\.png"), (broken_image, r"1\.png"), (cut_off_image, r"1\.png"),
        (sixteen_bits, r"1\.png.*uint16"),
        (other_size, r"1_label\.png"), (stray_id, r"1_label\.png.*77"),
        (no_valid_pixel, r"1\.png.*no valid pixel"), (empty_split, r"index\.csv.*train"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)  # fmt: skip
def test_bad_files_are_named(
    tmp_path: Path, drawn_index: Path, make: Callable[..., object],
    spoil: Callable[[Path], None], word: str,
) -> None:  # fmt: skip
    spoil(tmp_path)
    with pytest.raises(InputError, match=word):
        train(make(tmp_path, drawn_index, "run", "steps=3", "batch=1"))  # type: ignore[arg-type]
    assert not (tmp_path / "run" / "model.safetensors").exists()


def test_a_class_outside_the_list_of_the_built_in_is_named(
    tmp_path: Path, drawn_index: Path
) -> None:
    unknown_class(tmp_path)
    with pytest.raises(InputError, match=r"quicksilver pond.*_label") as caught:
        train(compact(tmp_path, drawn_index, "run"))
    assert "classes" in caught.value.hint


def test_an_unlabelled_image_is_named_where_it_teaches_nothing(
    tmp_path: Path, drawn_index: Path
) -> None:
    for number in range(3):
        save(tmp_path / f"{number}_label.png", np.full((160, 160), 255, np.uint8))
    with pytest.raises(InputError, match=r"_label\.png.*no annotated pixel"):
        train(paper(tmp_path, drawn_index, "run", "ignore_policy=mask"))
    # As negatives it teaches that none of the classes is there (spec A11).
    assert train(paper(tmp_path, drawn_index, "run", "steps=1")).exists()


def test_errors_of_reading_processes_arrive_whole(tmp_path: Path, drawn_index: Path) -> None:
    for number in range(3):
        save(tmp_path / f"{number}_label.png", np.zeros((9, 9), np.uint8))
    with pytest.raises(InputError) as caught:
        train(paper(tmp_path, drawn_index, "run", "workers=1"))
    assert "Traceback" not in caught.value.message and "_label.png" in caught.value.message


def test_nothing_left_to_train_on_is_told(tmp_path: Path, drawn_index: Path) -> None:
    config = compact(tmp_path, drawn_index, "run", "data.development=[{source: drawn}]")
    with pytest.raises(InputError, match="nothing is left"):
        train(config)


def test_share_of_a_source_that_is_not_there_is_told(tmp_path: Path, drawn_index: Path) -> None:
    config = compact(tmp_path, drawn_index, "run", "data.shares={dubai: 2}")
    with pytest.raises(InputError, match=r'"data.shares".*"dubai"'):
        train(config)


@pytest.mark.parametrize(
    ("overrides", "word"),
    [
        (["init=nowhere.safetensors"], "nowhere"),
        (["backbone_weights=nowhere.pt"], "nowhere"),
        (["guidance_weights=nowhere.pt"], "nowhere"),
        (["rate=1.0e+30", "clip=1.0e+30", "steps=5"], "no number"),
    ],
)
def test_what_cannot_be_begun_with_is_named(
    tmp_path: Path, drawn_index: Path, overrides: list[str], word: str
) -> None:
    with pytest.raises(AppError, match=word):
        train(paper(tmp_path, drawn_index, "run", *overrides))


def test_a_damaged_state_is_no_crash(tmp_path: Path, drawn_index: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "state.pt").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(AppError, match=r"state\.pt.*damaged"):
        train(compact(tmp_path, drawn_index, "run"), resume=True)


def test_command_says_it_without_a_traceback(
    tmp_path: Path, drawn_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing_image(tmp_path)
    compact(tmp_path, drawn_index, "run")
    assert main(["train", "--config", str(tmp_path / "run.yaml")]) == 3
    said = capsys.readouterr().err
    assert "1.png" in said and "Traceback" not in said
    assert main(["train", "--config", str(tmp_path / "run.yaml"), "stepz=1"]) == 3
    said = capsys.readouterr().err
    assert '"stepz": there is no such key' in said and 'Did you mean "steps"?' in said
