"""Images of a SimFeatUp run, and what it says to input that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch
import yaml
from PIL import Image
from safetensors.torch import save_file

from backend.checkpoint import save_checkpoint
from backend.errors import AppError, DiskFull, InputError, ShapeMismatch
from backend.models.segearth import SegEarth
from backend.models.segearth.config import UpsamplerConfig
from tests.backend.models.segearth_stored import tiny_config
from tests.training.simfeatup_small import load, noise_pieces, settings, small_model, write_config
from training.__main__ import main
from training.config import load_settings
from training.feed import hold_out
from training.simfeatup.config import PictureSettings, SimFeatUpConfig
from training.simfeatup.export import build_model
from training.simfeatup.pictures import Picture, PictureCrops, find_pictures
from training.simfeatup.train import train

# ---------------------------------------------------------------- crops


def picture(path: Path) -> Picture:
    return Picture(path, path.parent.name, path.stem)


def crops_of(
    paths: list[Path], seed: int = 0, bands: tuple[int, int, int] | None = None
) -> PictureCrops:
    return PictureCrops([picture(path) for path in paths], 32, seed, bands, (123, 117, 104))


def numbered(path: Path, height: int, width: int, **profile: Any) -> np.ndarray[Any, Any]:
    """An image whose pixels differ from their neighbours; (3, H, W)."""
    pixels = np.random.default_rng(2).integers(1, 256, (3, height, width), np.uint8)
    with rasterio.open(
        path, "w", driver="GTiff", count=3, height=height, width=width, dtype="uint8", **profile
    ) as file:
        file.write(pixels)
    return pixels


def windows_of(pixels: np.ndarray[Any, Any], side: int) -> set[bytes]:
    height, width = pixels.shape[1:]
    return {
        pixels[:, y : y + side, x : x + side].tobytes()
        for y in range(height - side + 1)
        for x in range(width - side + 1)
    }


def test_crops_are_pieces_at_the_images_own_resolution(tmp_path: Path) -> None:
    pixels = numbered(tmp_path / "a.tif", 40, 50)
    crops = crops_of([tmp_path / "a.tif"])
    found = [crops[n][0].numpy().tobytes() for n in range(60)]
    assert set(found) <= windows_of(pixels, 32)
    assert len(set(found)) > 40
    again = crops_of([tmp_path / "a.tif"])
    assert [again[n][0].numpy().tobytes() for n in (59, 3)] == [found[59], found[3]]
    other = crops_of([tmp_path / "a.tif"], 1)
    assert [other[n][0].numpy().tobytes() for n in range(60)] != found


def test_small_image_is_mirrored_at_its_borders(tmp_path: Path) -> None:
    pixels = numbered(tmp_path / "a.tif", 40, 20)
    mirrored = np.pad(pixels, ((0, 0), (0, 0), (12, 12)), mode="reflect")
    crops = crops_of([tmp_path / "a.tif"])
    found = {crops[n][0].numpy().tobytes() for n in range(80)}
    assert found <= windows_of(mirrored, 32)
    columns = {crops[n][0].numpy()[0, 0, :2].tobytes() for n in range(80)}
    assert len(columns) > 10, "the mirrored part is not always on the same side"


def test_every_image_is_taken_once_a_turn_in_a_new_order(tmp_path: Path) -> None:
    for number in range(6):
        Image.new("RGB", (32, 32), (number, 0, 0)).save(tmp_path / f"{number}.png")
    crops = crops_of(sorted(tmp_path.glob("*.png")))
    order = [int(crops[n][0][0, 0, 0]) for n in range(18)]
    turns = [order[n : n + 6] for n in (0, 6, 12)]
    assert all(sorted(turn) == list(range(6)) for turn in turns)
    assert turns[0] != turns[1]
    assert int(crops[2][0][0, 0, 0]) == order[2], "also when asked for out of order"


def test_crops_keep_away_from_what_is_no_data(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    pixels = numbered(path, 160, 160, nodata=0)
    pixels[:, :, :60] = 0
    with rasterio.open(path, "r+") as file:
        file.write(pixels)
    crops = crops_of([path])
    found = np.stack([crops[n][0].numpy() for n in range(40)])
    fill = np.array([123, 117, 104], np.uint8)[:, None, None]
    share = (found == fill).all(axis=1).mean(axis=(1, 2))
    assert share.max() <= 0.25
    assert not (found == 0).any()


def test_bands_are_chosen(tmp_path: Path) -> None:
    path = tmp_path / "four.tif"
    with rasterio.open(path, "w", driver="GTiff", count=4, height=32, width=32, dtype="uint8") as f:
        for band in range(1, 5):
            f.write(np.full((32, 32), 10 * band, np.uint8), band)
    values = crops_of([path], 0, (4, 1, 2))[0][0][:, 0, 0]
    assert values.tolist() == [40, 10, 20]
    assert crops_of([path])[0][0][:, 0, 0].tolist() == [10, 20, 30]
    with pytest.raises(InputError, match=r"has 4 bands, data\.bands asks for 5"):
        crops_of([path], 0, (5, 1, 2))[0]


def test_folders_patterns_and_lists_without_labels(tmp_path: Path) -> None:
    inner = tmp_path / "town" / "north"
    inner.mkdir(parents=True)
    for path in (inner / "b.JPG", inner.parent / "a.png", tmp_path / "c.tif"):
        Image.new("RGB", (32, 32)).save(path)
    (inner / "notes.txt").write_text("no image")
    town = find_pictures(PictureSettings(images=(str(tmp_path / "town"),)))
    assert [(x.image.name, x.source, x.place) for x in town] == [
        ("a.png", "town", "a"), ("b.JPG", "north", "b"),
    ]  # fmt: skip
    pattern = find_pictures(PictureSettings(images=(str(tmp_path / "**" / "*.tif"),)))
    assert [x.image.name for x in pattern] == ["c.tif"]
    listed = tmp_path / "list.csv"
    listed.write_text("image,split,place\ntown/a.png,train,x\nc.tif,val,y\n", encoding="utf-8")
    both = PictureSettings(index=str(listed), images=(str(tmp_path / "town"),))
    assert [(x.image.name, x.place) for x in find_pictures(both)] == [
        ("a.png", "x"),
        ("b.JPG", "b"),
    ]
    plain = tmp_path / "plain.csv"
    plain.write_text("image\na.png\n", encoding="utf-8")
    rooted = PictureSettings(index=str(plain), root=str(tmp_path / "town"))
    assert [x.source for x in find_pictures(rooted)] == ["town"]


def test_development_is_cut_out_by_place(tmp_path: Path) -> None:
    images = noise_pieces(tmp_path / "images")
    config = load(tmp_path, settings(tmp_path, images, data={
        "images": [str(images)], "development": [{"source": "images", "match": "kept1"}],
    }))  # fmt: skip
    kept, held = hold_out(find_pictures(config.data), config.data.development)
    assert [x.image.stem for x in held] == ["kept1"]
    assert [x.image.stem for x in kept] == ["kept0", "kept2", "kept3"]


# ---------------------------------------------------------------- bad input


def tell(tmp_path: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command says about a run that it refuses; exit code 3, and no trace."""
    code = main(["simfeatup", "--config", str(tmp_path / "simfeatup.yaml"), *arguments])
    told = capsys.readouterr().err
    assert code == 3, told
    assert "Traceback" not in told
    return told


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "misspelt": ({"jiters": 3}, 'Did you mean "jitters"?'),
    "misspelt inside": ({"data": {"imags": ["x"]}}, 'Did you mean "images"?'),
    "preset": ({"preset": "segearth-vitb61", "model": {}}, 'did you mean "segearth-vitb16"?'),
    "no images": ({"data": {}}, "give images: data.index=FILE.csv or data.images=[FOLDER]"),
    "val": ({"data": {"images": ["x"], "split": "val"}}, '"val" is kept for the evaluation'),
    "accumulate": ({"accumulate": 3}, "batch 2 must be a multiple of accumulate 3"),
    "pad": ({"pad_px": 64}, "pad_px 64 must be less than model.tile_px 64"),
    "no folder": ({"data": {"images": ["nowhere"]}}, 'The path "nowhere" of data.images'),
    "no match": ({"data": {"images": ["nowhere/*.tif"]}}, 'The pattern "nowhere/*.tif" of data'),
    "clip": ({"backbone_weights": "gone.safetensors"}, 'no file "gone.safetensors"'),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_settings_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    images = noise_pieces(tmp_path / "images", 1)
    changes, message = WRONG[name]
    raw = settings(tmp_path, images)
    write_config(tmp_path, {**raw, **changes})
    assert message in tell(tmp_path, capsys)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("upsampler", "message"),
    [
        ({"form": "jbu_one", "radius": 16}, "less than or equal to 15"),
        ({"form": "jbu_one", "radius": 9}, "tile_px 64 must be at least 80"),
        ({"form": "bilinear"}, 'must be "jbu_one" or "jbu_stack" to be trained'),
        (None, 'must be "jbu_one" or "jbu_stack" to be trained'),
        ({"form": "jbu_two"}, "model.upsampler.form"),
    ],
)
def test_upsampler_that_cannot_be_trained_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], upsampler: Any, message: str
) -> None:
    raw = settings(tmp_path, noise_pieces(tmp_path / "images", 1))
    raw["model"]["upsampler"] = upsampler
    write_config(tmp_path, raw)
    assert message in tell(tmp_path, capsys)


def empty(folder: Path) -> str:
    (folder / "empty").mkdir()
    return 'The folder "{0}/empty" of data.images holds no image'


def tiny(folder: Path) -> str:
    (folder / "empty").mkdir()
    Image.new("RGB", (200, 32)).save(folder / "empty" / "a.png")
    return "is too small: 200 x 32 px. A crop has 64 px, and what is missing is mirrored, so 33"


def broken(folder: Path) -> str:
    (folder / "empty").mkdir()
    (folder / "empty" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nno more")
    return 'a.png" cannot be read'


def deep(folder: Path) -> str:
    (folder / "empty").mkdir()
    with rasterio.open(
        folder / "empty" / "a.tif", "w", driver="GTiff", count=3, height=64, width=64,
        dtype="uint16",
    ):  # fmt: skip
        pass
    return "has numbers of type uint16, not 0 to 255"


def blank(folder: Path) -> str:
    (folder / "empty").mkdir()
    with rasterio.open(
        folder / "empty" / "a.tif", "w", driver="GTiff", count=3, height=64, width=64,
        dtype="uint8", nodata=0,
    ) as file:  # fmt: skip
        file.write(np.zeros((3, 64, 64), np.uint8))
    return "shows nothing: 10 crops of it had no valid pixel"


@pytest.mark.parametrize("make", [empty, tiny, broken, deep, blank])
def test_images_that_cannot_be_used_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], str]
) -> None:
    message = make(tmp_path).format(tmp_path)
    write_config(tmp_path, settings(tmp_path, tmp_path / "empty"))
    assert message in tell(tmp_path, capsys)


def test_missing_image_of_a_list_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text("image,split\ngone.tif,train\n", encoding="utf-8")
    raw = settings(tmp_path, tmp_path, data={"index": str(tmp_path / "list.csv")})
    write_config(tmp_path, raw)
    assert '"list.csv" line 2: the file' in tell(tmp_path, capsys)
    assert "has no images of split" in tell(tmp_path, capsys, "data.split=other")
    (tmp_path / "list.csv").write_text("picture\na.tif\n", encoding="utf-8")
    assert '"list.csv" line 2 has no "image"' in tell(tmp_path, capsys)


def test_run_of_another_kind_is_not_resumed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = noise_pieces(tmp_path / "images", 2)
    raw = settings(tmp_path, images, steps=1, jitters=1, save_every=1)
    train(load(tmp_path, raw))
    form = ("model.upsampler.form=jbu_stack", "steps=2")
    told = tell(tmp_path, capsys, "--resume", *form)
    assert '"model.upsampler.form" was jbu_one, now it is jbu_stack' in told
    assert 'holds another upsampler: "model.upsampler.form" was jbu_one' in tell(
        tmp_path, capsys, "--export", *form
    )
    assert '"rate" was' in tell(tmp_path, capsys, "--resume", "rate=0.5")
    Image.new("RGB", (64, 64)).save(images / "new.png")
    assert '"data" had other images' in tell(tmp_path, capsys, "--resume", "steps=2")
    (images / "new.png").unlink()
    other = tmp_path / "other.safetensors"
    state = small_model(9).backbone.vl.state_dict()
    save_file({k: v.clone() for k, v in state.items()}, str(other))
    told = tell(tmp_path, capsys, "--resume", "steps=2", f"backbone_weights={other}")
    assert '"backbone_weights" held another CLIP' in told


def test_options_that_exclude_one_another_are_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = str(write_config(tmp_path, settings(tmp_path, noise_pieces(tmp_path / "images", 1))))
    for options, message in (
        (["--upsampler", "x.ckpt"], "--upsampler is for --export"),
        (["--export", "--resume"], "--export and --resume exclude one another"),
    ):
        assert main(["simfeatup", "--config", config, *options]) == 2
        assert message in capsys.readouterr().err


def test_weights_of_another_clip_are_told(tmp_path: Path) -> None:
    images = noise_pieces(tmp_path / "images", 1)
    other = SegEarth(tiny_config(16, prompts=("a {}.",)))
    public = tmp_path / "public.safetensors"
    save_file({k: v.clone() for k, v in other.backbone.vl.state_dict().items()}, str(public))
    with pytest.raises(ShapeMismatch, match="has the shape"):
        build_model(load(tmp_path, settings(tmp_path, images, backbone_weights=str(public))))
    own = tmp_path / "own.safetensors"
    save_checkpoint(own, other, title="other", training={}, classes=[], licence="", credits=[])
    with pytest.raises(InputError, match="has embed_dim 16, the model 32"):
        build_model(load(tmp_path, settings(tmp_path, images, backbone_weights=str(own))))


def test_upsampler_of_another_form_is_told(tmp_path: Path) -> None:
    stack = small_model(0, UpsamplerConfig(form="jbu_stack", radius=1)).upsampler
    path = tmp_path / "stack.safetensors"
    save_file({f"upsampler.{k}": v for k, v in stack.state_dict().items()}, str(path))  # type: ignore[union-attr]
    images = noise_pieces(tmp_path / "images", 1)
    with pytest.raises(ShapeMismatch, match="do not fit the model"):
        build_model(load(tmp_path, settings(tmp_path, images, upsampler_weights=str(path))))


def test_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    images = noise_pieces(tmp_path / "images", 1)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskFull, match="cannot be written"):
        train(load(tmp_path, settings(tmp_path, images, "file/run")))


def test_loss_that_is_no_number_ends_the_run(tmp_path: Path) -> None:
    images = noise_pieces(tmp_path / "images", 1)
    raw = settings(tmp_path, images, rate=1e30, clip_steps=0, steps=5, jitters=1, save_every=100)
    with pytest.raises(AppError, match="is no number any more"):
        train(load(tmp_path, raw))
    assert not (tmp_path / "run" / "upsampler.safetensors").exists()


def test_settings_may_extend_the_shipped_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    shipped = Path(__file__).parents[2] / "training" / "configs" / "simfeatup.yaml"
    path.write_text(yaml.safe_dump({"extends": str(shipped), "steps": 7}), encoding="utf-8")
    config = load_settings(SimFeatUpConfig, path, ["normalise=imagenet"])
    assert (config.steps, config.normalise, config.rate) == (7, "imagenet", 1e-3)
    assert torch.tensor(config.clip) == pytest.approx(1e-4)
