"""What is known of a data set, as a typed model of ``datasets/NAME.yaml``.

A pattern names files below the given folder: ``{key}`` is a part of a name (``{key:REGEX}`` one of
a certain form), ``*`` anything within a name, ``**/`` any folders. Image and label belong together
where the parts of the same name are equal. Upper and lower case are the same.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from backend.errors import InputError

__all__ = [
    *("Colour", "Cut", "DatasetSpec", "Layout", "Pair", "Thing"),
    *("load_spec", "names", "read_spec"),
]

FOLDER = Path(__file__).parent / "datasets"
Byte = Annotated[int, Field(ge=0, le=255)]
Colour = tuple[Byte, Byte, Byte]
Count = Annotated[int, Field(ge=0)]


class StrictModel(BaseModel):
    """Refuses keys that it does not know; that of the models would load torch with it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Thing(StrictModel):
    """A class of a data set.

    Attributes:
        name: as it is written in the index.
        synonyms: other wordings that an evaluation asks for too.
        colours: in coloured masks; the first is also that of the palette written.
        ids: in masks of ids.
        background: "none of the other classes"; it gets id 0.
        seen: in training of the paper's open-vocabulary protocol; None where there is none.
    """

    name: str = Field(min_length=1, pattern=r"^[^;:]+$")
    synonyms: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    ids: tuple[Byte, ...] = ()
    background: bool = False
    seen: bool | None = None


class Cut(StrictModel):
    """Pieces that large images are cut into.

    Attributes:
        width, height: of a piece, in pixels.
        overlap: of neighbouring pieces, in pixels.
        edge: what becomes of the rest at the far edges: "inward" moves the last piece inside,
            "drop" leaves it out. Images smaller than a piece are filled up with black and 255;
            "drop" leaves them out.
    """

    width: int = Field(ge=8, le=8192)
    height: int = Field(ge=8, le=8192)
    overlap: int = Field(default=0, ge=0)
    edge: Literal["inward", "drop"] = "inward"

    @model_validator(mode="after")
    def _overlap_is_smaller(self) -> Cut:
        if self.overlap >= min(self.width, self.height):
            raise ValueError("the overlap is as large as a piece")
        return self


class Pair(StrictModel):
    """Where images and their labels lie. ``split``: all of them belong to it."""

    image: str
    label: str
    split: str | None = None


class Layout(StrictModel):
    """One form in which the data set is to be had.

    Attributes:
        about: what has to be downloaded and unpacked, in words.
        labels: kind of the label files; "either": colours or ids, "target": ids as written here.
        threshold: grey values from here on are the class, in binary masks.
        buffer_m: half the width that lines of a vector layer are burnt with, in metres.
        names: pattern of the name of an image of the result.
        place: pattern of the place.
        lists: split -> file names of a list of its images (the first that is found is read).
        keys: split -> values of ``{key}``.
        every: split -> n: every n-th image in the order of names; the rest go to ``rest``.
        rest: split of images that no list or key names; without it they are left out.
        scenes: split -> number of source images in the complete download.
        cut: how images are cut; None leaves them whole.
        unverified: what of this form could not be checked against the download itself.
    """

    name: str
    about: str
    pairs: tuple[Pair, ...] = Field(min_length=1)
    labels: Literal["colours", "ids", "either", "binary", "vector", "target"]
    threshold: int = Field(default=128, ge=1, le=255)
    buffer_m: float = Field(default=0.0, ge=0)
    names: str = "{key}"
    place: str = "{key}"
    lists: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    every: dict[str, Annotated[int, Field(ge=2)]] = Field(default_factory=dict)
    rest: str | None = None
    scenes: dict[str, Count] = Field(default_factory=dict)
    cut: Cut | None = None
    unverified: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _every_image_has_a_split(self) -> Layout:
        by_name = bool(self.lists or self.keys or self.every or self.rest)
        if any(pair.split is None for pair in self.pairs) and not by_name:
            raise ValueError(f'layout "{self.name}": nothing says which split an image is of')
        return self


class DatasetSpec(StrictModel):
    """A data set.

    Attributes:
        source: its name in the index.
        title, home, licence, resolution: for people.
        gsd_m: ground sample distance, where the files do not tell it.
        split_folders: name of the folders ``NAME_split/{train,val}/{imgs,D2masks}`` of the papers;
            None gives ``images`` and ``labels``.
        ignore_ids, ignore_colours: values of "not annotated" in the source's labels.
        expected: split -> number of images of the result that the papers give.
        expected_by: who gives it.
        verified, unverified: where facts come from, and which could not be checked.
    """

    source: str = Field(pattern=r"^[a-z0-9_]+$")
    title: str
    home: str
    licence: str
    resolution: str
    gsd_m: float = Field(gt=0)
    classes: tuple[Thing, ...] = Field(min_length=1)
    layouts: tuple[Layout, ...] = Field(min_length=1)
    split_folders: str | None = None
    ignore_ids: tuple[Byte, ...] = ()
    ignore_colours: tuple[Colour, ...] = ()
    expected: dict[str, Count] = Field(default_factory=dict)
    expected_by: str = ""
    verified: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _values_mean_one_thing(self) -> DatasetSpec:
        ids = [i for thing in self.classes for i in thing.ids] + list(self.ignore_ids)
        colours = [c for thing in self.classes for c in thing.colours] + list(self.ignore_colours)
        labels = [thing.name for thing in self.classes]
        for what, values in (("id", ids), ("colour", colours), ("name", labels)):
            value, number = Counter(str(v) for v in values).most_common(1)[0] if values else ("", 1)
            if number > 1:
                raise ValueError(f"the {what} {value} is there twice")
        if sum(thing.background for thing in self.classes) > 1:
            raise ValueError("there are two background classes")
        for layout in self.layouts:
            if layout.labels in ("colours", "either") and not all(t.colours for t in self.classes):
                raise ValueError(f'layout "{layout.name}" needs a colour for every class')
            if layout.labels in ("ids", "either", "binary", "vector") and not all(
                t.ids for t in self.classes
            ):
                raise ValueError(f'layout "{layout.name}" needs an id for every class')
        return self

    @property
    def targets(self) -> dict[int, Thing]:
        """Id in the result -> class: background 0, else from 1; without background from 0.

        The masks of the papers start at 0 and have no background.
        """
        background = [t for t in self.classes if t.background]
        others = [t for t in self.classes if not t.background]
        first = 0 if self.split_folders else 1
        return {**dict(enumerate(background)), **dict(enumerate(others, start=first))}

    def class_names(self, synonyms: bool = False) -> dict[int, str]:
        """Id -> name for the index, with ``| synonym`` where wanted."""
        return {
            i: "background"
            if thing.background
            else " | ".join((thing.name, *(thing.synonyms if synonyms else ())))
            for i, thing in self.targets.items()
        }

    @property
    def palette(self) -> dict[int, Colour]:
        """Id in the result -> colour."""
        return {i: t.colours[0] for i, t in self.targets.items() if t.colours}


def names() -> list[str]:
    """The data sets that are described."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def load_spec(name: str) -> DatasetSpec:
    """The description of a data set.

    Raises:
        InputError: there is none of that name, or it is wrong; the message names the key.
    """
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        raise InputError(
            f'There is no data set "{name}".', hint=f"Known are: {', '.join(names())}."
        )
    return read_spec(path)


def read_spec(path: Path) -> DatasetSpec:
    """A description from any file. Raises InputError as ``load_spec``."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        spec = DatasetSpec.model_validate(raw)
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f'"{path}" cannot be read: {error}.') from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f'"{path.name}": "{where}": {first["msg"]}.', detail=str(error)) from error
    if spec.split_folders and any(thing.background for thing in spec.classes):
        raise InputError(f'"{path.name}": masks of the papers have no background class.')
    return spec
