"""The messages of the worker protocol that the plugin sends and reads, as plain dataclasses.

`docs/protocol.md` is the reference; a test holds these against `docs/protocol.schema.json`.
Reading is tolerant (fields of a newer worker are ignored), writing is exact. Standard library
only.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from dataclasses import field as dataclass_field  # where a message has a field of that name
from typing import Any

__all__ = [
    "PROTOCOL_VERSION",
    "BlockNotice",
    "CalibrateParams",
    "CalibrateResult",
    "CalibratedClass",
    "ClassResult",
    "DownloadParams",
    "ExplainParams",
    "ExplainResult",
    "ExplainedClass",
    "ExplainedMap",
    "ExplainedStage",
    "GridParams",
    "ImageParams",
    "ModelInfo",
    "ParsedClass",
    "ParsedLines",
    "ReferenceParams",
    "SegmentParams",
    "SegmentResult",
    "SiteParams",
    "TeachParams",
    "TeachResult",
    "WorkerInfo",
]

PROTOCOL_VERSION = 1
MAX_CLASS_LINES = 5000
MAX_EXPLAINED_PIXELS = 4096 * 4096
STATE_READY = "ready"
BACKGROUND_HIDDEN = "hidden"  # compare with background words
BACKGROUND_TYPED = "typed"  # only with what is typed


class _Read:
    """Mixin: build a dataclass from a JSON object."""

    @classmethod
    def from_dict(cls, values: dict):
        """Take the known fields; raises ValueError when one is missing."""
        if not isinstance(values, dict):
            raise ValueError(f"{cls.__name__}: an object was expected")
        known = {item.name for item in fields(cls)}
        try:
            return cls(**{name: value for name, value in values.items() if name in known})
        except TypeError as error:
            raise ValueError(f"{cls.__name__}: {error}") from error


@dataclass(frozen=True)
class ImageParams:
    """Which pixels: a file, its bands and the stretch frozen at the click."""

    path: str
    bands: list[int] | None = None
    ranges: list[list[float]] | None = None
    layer_name: str = ""


@dataclass(frozen=True)
class GridParams:
    """Where on the working grid; lattice pixels, (column, row) order."""

    factor: int = 1
    window: list[int] | None = None
    image_origin: list[int] = field(default_factory=lambda: [0, 0])
    bounds: list[int] | None = None
    output: str = "working"
    pixel_size_m: float | None = None


@dataclass(frozen=True)
class RunParams:
    """What every kind of run needs."""

    image: ImageParams
    grid: GridParams
    classes: list[str]
    model: str
    out_dir: str
    device: str = "auto"
    cache_mib: int = 1024
    user_checkpoints: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that goes over the line."""
        return asdict(self)


@dataclass(frozen=True)
class SegmentParams(RunParams):
    """Everything that a segmentation needs."""

    threshold: float | None = None
    inference: str = "map"
    background: str = "hidden"
    background_file: str | None = None
    long_side: int | None = None
    taught: list[str] = field(default_factory=list)
    aoi: str | None = None
    resume: bool = False
    keep_unfinished: bool = False
    preview: bool = False
    cached_only: bool = False


@dataclass(frozen=True)
class BlockNotice(_Read):
    """Blocks of a run are on disk; `preview` is a raster of their class ids."""

    id: int | str
    preview: str
    done: int
    total: int


@dataclass(frozen=True)
class WorkerInfo(_Read):
    """Who answered `hello`."""

    worker_version: str
    protocol: int
    device: dict
    libraries: dict
    torchvision_ops: str = ""
    pid: int = 0


@dataclass(frozen=True)
class ModelInfo(_Read):
    """One model: what it is and whether it can run."""

    id: str
    title: str
    kind: str = ""
    state: str = STATE_READY
    reason: str = ""
    path: str | None = None
    size_bytes: int = 0
    licence: str = ""
    credits: list[str] = field(default_factory=list)
    tile_px: int = 0
    stride_px: int = 0
    margin_px: int = 0
    gsd_m: float = 0.0
    threshold: float = 0.5
    windows: bool = False
    vocabulary: list[str] | None = None
    sha256: str | None = None
    needs: list[str] = field(default_factory=list)
    files: list[dict] = field(default_factory=list)
    folder: str | None = None

    @property
    def is_ready(self) -> bool:
        """Whether a run can start with it."""
        return self.state == STATE_READY


@dataclass(frozen=True)
class DownloadParams:
    """A model to fetch; `files` are the user's own, `network` how QGIS reaches the network."""

    model: str
    consent: bool = False
    files: list[str] = field(default_factory=list)
    network: dict = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that goes over the line."""
        return asdict(self)


@dataclass(frozen=True)
class SiteParams:
    """An image with a file of marks."""

    image: ImageParams
    grid: GridParams
    marks: str


@dataclass(frozen=True)
class TeachParams:
    """A word to learn from marked places; `classes` are the other lines of the list."""

    name: str
    sites: list[SiteParams]
    classes: list[str]
    model: str
    out: str
    device: str = "auto"
    cache_mib: int = 1024
    user_checkpoints: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that goes over the line."""
        return asdict(self)


@dataclass(frozen=True)
class TeachResult(_Read):
    """A learned word and its file."""

    path: str
    name: str
    positive: int
    negative: int
    steps: int
    loss_before: float
    loss_after: float
    seconds: float
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReferenceParams:
    """A score raster with a file of reference polygons; the image to compare words on."""

    scores: str
    reference: str
    image: ImageParams | None = None


@dataclass(frozen=True)
class CalibrateParams:
    """Reference polygons with a class field; `classes` is the list as it is now."""

    sites: list[ReferenceParams]
    field: str
    classes: list[str]
    model: str
    place_field: str | None = None
    others: str = "none"
    words: bool = False
    device: str = "auto"
    cache_mib: int = 1024
    user_checkpoints: list[str] = dataclass_field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that goes over the line."""
        return asdict(self)


@dataclass(frozen=True)
class CalibratedClass(_Read):
    """What was fitted for one class; `cross_` is on places that it was not fitted on."""

    name: str
    line_before: str
    line: str
    best_line: str | None
    before: float
    after: float | None
    cross_before: float | None
    cross_after: float | None
    places: int
    pixels: int
    worthwhile: bool
    words: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class CalibrateResult:
    """Class lines to take over."""

    classes: list[CalibratedClass]
    mean_before: float | None
    mean_after: float | None
    places: list[str]
    notices: list[str]

    @classmethod
    def from_dict(cls, values: dict) -> CalibrateResult:
        """Read the answer to `calibrate`; raises ValueError when something is missing."""
        try:
            return cls(
                [CalibratedClass.from_dict(item) for item in values["classes"]],
                values["mean_before"],
                values["mean_after"],
                [str(place) for place in values["places"]],
                [str(notice) for notice in values["notices"]],
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"CalibrateResult: {error}") from error


@dataclass(frozen=True)
class ParsedClass(_Read):
    """One class line as the worker understood it."""

    name: str
    color: str
    synonyms: list[str] = field(default_factory=list)
    threshold: float | None = None
    known: bool = True
    reason: str = ""


@dataclass(frozen=True)
class ParsedLines:
    """All class lines as understood; `problems` maps a line (counted from 1) to a sentence."""

    classes: list[ParsedClass]
    problems: dict[int, str]

    @classmethod
    def from_dict(cls, values: dict) -> ParsedLines:
        """Read the answer to `parse`."""
        return cls(
            [ParsedClass.from_dict(item) for item in values.get("classes", [])],
            {int(item["line"]): str(item["message"]) for item in values.get("problems", [])},
        )


@dataclass(frozen=True)
class ClassResult(_Read):
    """What a run found of one class."""

    id: int
    name: str
    color: str
    pixels: int
    area_m2: float
    mean_score: float | None = None
    known: bool = True


@dataclass(frozen=True)
class SegmentResult:
    """A finished run."""

    paths: dict[str, str]
    classes: list[ClassResult]
    other_pixels: int
    other_area_m2: float
    stages: dict[str, float]
    cache_hits: int
    cache_misses: int
    model: dict
    device: dict
    unknown: list[str]
    notices: list[str]
    width: int
    height: int
    tiles: int
    gsd_m: float
    seconds: float

    @classmethod
    def from_dict(cls, values: dict) -> SegmentResult:
        """Read the answer to `segment`; raises ValueError when something is missing."""
        try:
            return cls(
                paths=dict(values["paths"]),
                classes=[ClassResult.from_dict(item) for item in values["classes"]],
                other_pixels=int(values["other"]["pixels"]),
                other_area_m2=float(values["other"]["area_m2"]),
                stages={str(k): float(v) for k, v in values["stages"].items()},
                cache_hits=int(values["cache"]["hits"]),
                cache_misses=int(values["cache"]["misses"]),
                model=dict(values["model"]),
                device=dict(values["device"]),
                unknown=[str(name) for name in values["unknown"]],
                notices=[str(text) for text in values["notices"]],
                width=int(values["width"]),
                height=int(values["height"]),
                tiles=int(values["tiles"]),
                gsd_m=float(values["gsd_m"]),
                seconds=float(values["seconds"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"SegmentResult: {error!r}") from error

    @property
    def labelled_pixels(self) -> int:
        """Pixels that have an answer, "other" included."""
        return self.other_pixels + sum(item.pixels for item in self.classes)

    def shares(self) -> dict[str, float]:
        """Share of each class in the pixels that have an answer."""
        total = self.labelled_pixels
        return {item.name: item.pixels / total if total else 0.0 for item in self.classes}


@dataclass(frozen=True)
class ExplainParams(RunParams):
    """A look inside the model; `only`: the lines whose maps are wanted, None for all."""

    only: list[str] | None = None
    against: str | None = None


@dataclass(frozen=True)
class ExplainedMap(_Read):
    """One map of a class: a band of a raster."""

    stage: str
    title: str
    path: str
    band: int


@dataclass(frozen=True)
class ExplainedStage(_Read):
    """A step of the model, and the values that are shown darkest and brightest."""

    key: str
    title: str
    minimum: float
    maximum: float


@dataclass(frozen=True)
class ExplainedClass:
    """The maps of one class, in the order of the model."""

    name: str
    maps: list[ExplainedMap]


@dataclass(frozen=True)
class ExplainResult:
    """A finished look inside one model."""

    sheet: str
    record: str
    stages: dict[str, ExplainedStage]
    classes: list[ExplainedClass]
    ramp: list[str]
    unknown: list[str]
    notices: list[str]
    seconds: float

    @classmethod
    def from_dict(cls, values: dict) -> ExplainResult:
        """Read the answer to `explain`, first model; ValueError when something is missing."""
        try:
            model = values["models"][0]
            stages = [ExplainedStage.from_dict(item) for item in model["stages"]]
            return cls(
                sheet=str(values["paths"]["sheet"]),
                record=str(values["paths"]["record"]),
                stages={stage.key: stage for stage in stages},
                classes=[
                    ExplainedClass(
                        str(item["name"]), [ExplainedMap.from_dict(one) for one in item["maps"]]
                    )
                    for item in model["classes"]
                ],
                ramp=[str(color) for color in values["ramp"]],
                unknown=[str(name) for name in model["unknown"]],
                notices=[str(text) for text in values["notices"]],
                seconds=float(values["seconds"]),
            )
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise ValueError(f"ExplainResult: {error!r}") from error
