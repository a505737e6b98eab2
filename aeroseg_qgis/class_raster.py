"""Result rasters as the plugin reads them: what their tags say, and what follows from codes.

`docs/protocol.md` (Rasters) is the reference. Everything is read by GDAL alone: rasters that follow
from others are virtual ones (VRT), so that pixels are never touched one by one.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4
from xml.sax.saxutils import escape

from osgeo import gdal

from .gdal_files import remove_folder
from .problems import Problem
from .text import tr

__all__ = [
    "CODE_TOP",
    "ClassEntry",
    "ClassRaster",
    "ScoreRaster",
    "VirtualRasters",
    "score_of_code",
    "threshold_code",
]

CODE_TOP = 254
BYTE_NODATA = 255
WHOLE_NUMBERS = {
    gdal.GDT_Byte,
    gdal.GDT_UInt16,
    gdal.GDT_Int16,
    gdal.GDT_UInt32,
    gdal.GDT_Int32,
    getattr(gdal, "GDT_Int8", gdal.GDT_Byte),  # since GDAL 3.7
}
TOP = 4  # ids and codes of the top-4 form
OTHER_GREY = "#808080"
PLAIN_COLORS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7")


def score_of_code(code: int) -> float:
    """The score behind a code from 0 to 254."""
    return 1.0 / (1.0 + math.exp(-(code - 127) / 20.0))


def threshold_code(threshold: float) -> int:
    """The code that a score must reach, as the worker has it: at least 1."""
    if threshold <= 0.0:
        return 1
    if threshold >= 1.0:
        return CODE_TOP
    # Python and numpy round halves alike, to the even number.
    return min(max(round(127 + 20 * math.log(threshold / (1 - threshold))), 1), CODE_TOP)


@dataclass(frozen=True)
class ClassEntry:
    """A class of a raster; `threshold` is that of the run, None where nobody says."""

    id: int
    name: str
    color: str
    threshold: float | None = None
    known: bool = True


@dataclass(frozen=True)
class _Raster:
    """A file and what its header says."""

    path: str
    cols: int
    rows: int
    affine: tuple
    wkt: str
    record: dict = field(repr=False)
    dataset: gdal.Dataset = field(repr=False, compare=False)

    @property
    def pixel_m(self) -> float | None:
        """Side of a pixel in metres, where the coordinate system does not tell it."""
        value = (self.record.get("output") or {}).get("pixel_m")
        return float(value) if isinstance(value, (int, float)) else None

    def fits(self, other: _Raster) -> bool:
        """Whether both have the same pixels."""
        side = abs(self.affine[1]) + abs(self.affine[2]) or 1.0
        near = all(abs(a - b) <= 1e-6 * side for a, b in zip(self.affine, other.affine))
        return (self.cols, self.rows) == (other.cols, other.rows) and near

    def windows(self, cols: int, rows: int) -> list[tuple[int, int, int, int]]:
        """(column, row, columns, rows) of the pieces of the raster, row by row."""
        return [
            (col, row, min(cols, self.cols - col), min(rows, self.rows - row))
            for row in range(0, self.rows, rows)
            for col in range(0, self.cols, cols)
        ]


@dataclass(frozen=True)
class ClassRaster(_Raster):
    """Ids 1..N, 0 for "other", nodata where the image has none."""

    entries: tuple = ()
    nodata: int = BYTE_NODATA

    @classmethod
    def open(cls, path: str) -> ClassRaster:
        """Read the header.

        Raises:
            Problem: The file is no class raster.
        """
        dataset = _open(path)
        band = dataset.GetRasterBand(1)
        if band.DataType not in WHOLE_NUMBERS:
            raise Problem(
                tr("“{file}” is no class raster.").format(file=Path(path).name),
                tr("Its values are not whole numbers."),
                tr("Choose the “classes.tif” of a run, or another raster of class numbers."),
                name="bad_result",
                detail=path,
            )
        record = _record(dataset)
        nodata = band.GetNoDataValue()
        return cls(
            path=path,
            cols=dataset.RasterXSize,
            rows=dataset.RasterYSize,
            affine=tuple(dataset.GetGeoTransform()),
            wkt=dataset.GetProjection(),
            record=record,
            dataset=dataset,
            entries=_entries(record, band, nodata),
            nodata=BYTE_NODATA if nodata is None else int(nodata),
        )

    @property
    def named(self) -> dict[int, ClassEntry]:
        """Classes by id."""
        return {entry.id: entry for entry in self.entries}


@dataclass(frozen=True)
class ScoreRaster(_Raster):
    """Codes: a band per class, or the four best ids and their codes."""

    form: str = "full"
    has_other: bool = False
    nodata: int = BYTE_NODATA
    names: tuple = ()

    @classmethod
    def open(cls, path: str) -> ScoreRaster:
        """Read the header.

        Raises:
            Problem: The file is no score raster of a run.
        """
        dataset = _open(path)
        record = _record(dataset)
        form = dataset.GetMetadataItem("AEROSEG_SCORES") or ""
        names = tuple(str(item.get("name", "")) for item in record.get("classes", []))
        has_other = bool(record.get("has_other"))
        bands = 2 * TOP if form == "top4" else len(names) + has_other
        if form not in ("full", "top4") or dataset.RasterCount != bands:
            raise Problem(
                tr("“{file}” is no score raster.").format(file=Path(path).name),
                tr("Its tags are missing, or its bands do not fit its classes."),
                tr("Choose the unchanged “scores.tif” of a run."),
                name="bad_result",
                detail=path,
            )
        nodata = dataset.GetRasterBand(1).GetNoDataValue()
        return cls(
            path=path,
            cols=dataset.RasterXSize,
            rows=dataset.RasterYSize,
            affine=tuple(dataset.GetGeoTransform()),
            wkt=dataset.GetProjection(),
            record=record,
            dataset=dataset,
            form=form,
            has_other=has_other,
            nodata=BYTE_NODATA if nodata is None else int(nodata),
            names=names,
        )

    def codes_at(self, col: int, row: int) -> list[tuple[int, int]]:
        """(id, code) of a pixel, the best first; empty where there is no data."""
        values = [
            int.from_bytes(
                self.dataset.GetRasterBand(band).ReadRaster(
                    col, row, 1, 1, buf_type=gdal.GDT_UInt16
                ),
                sys.byteorder,
            )
            for band in range(1, self.dataset.RasterCount + 1)
        ]
        if not values or values[0] == self.nodata:
            return []
        if self.form == "top4":
            pairs = [(values[k], values[TOP + k]) for k in range(TOP)]
        else:
            first = 0 if self.has_other else 1
            pairs = [(first + k, code) for k, code in enumerate(values)]
        pairs.sort(key=lambda pair: (-pair[1], pair[0]))
        return pairs


class VirtualRasters:
    """Virtual rasters in memory, for as long as the object is used as a context."""

    def __init__(self) -> None:
        self._folder = f"/vsimem/aeroseg-{uuid4().hex}"
        self._count = 0

    def __enter__(self) -> VirtualRasters:
        return self

    def __exit__(self, *_) -> None:
        remove_folder(self._folder)

    def own_code(self, classes: ClassRaster, scores: ScoreRaster) -> str:
        """The code of each pixel's own class; 0 for "other" and where there is no data."""
        terms = []
        if scores.form == "full":
            first = 0 if scores.has_other else 1
            for number in classes.named:
                band = number - first + 1
                if not 1 <= band <= scores.dataset.RasterCount:
                    continue
                step = f"{number - 0.5}:0,{number}:1,{number + 0.5}:0"
                parts = [_source(classes.path, 1, lut=step), _source(scores.path, band)]
                terms.append(self._derived(classes, "mul", parts, "Byte"))
        else:
            for k in range(1, TOP + 1):
                parts = [_source(classes.path, 1), _source(scores.path, k)]
                difference = self._derived(classes, "diff", parts, "Float32")
                is_same = _source(difference, 1, lut="-0.5:0,0:1,0.5:0")
                own = [is_same, _source(scores.path, TOP + k)]
                terms.append(self._derived(classes, "mul", own, "Float32"))
        sources = [_source(path, 1) for path in terms]
        # Nodata of "ids" would win as id 255 of a top-4 raster; there is no such class.
        return self._derived(classes, "sum", sources or [_source(classes.path, 1, lut="0:0")])

    def keys(self, classes: ClassRaster, codes: str) -> str:
        """256 x id + code, for counting both at once."""
        sources = [_source(classes.path, 1, scale=256), _source(codes, 1)]
        return self._derived(classes, "sum", sources, "UInt32")

    def mask(self, classes: ClassRaster) -> str:
        """1 where there is a class, 0 for "other" and without data."""
        last = max([0, *classes.named])
        lut = f"0:0,1:1,{max(1, last)}:1,{max(1, last) + 1}:0"
        return self._simple(classes, _source(classes.path, 1, lut=lut), "Byte")

    def _derived(
        self, like: ClassRaster, function: str, sources: list[str], kind: str = "Byte"
    ) -> str:
        """A band that a pixel function of GDAL makes of others."""
        body = "".join(sources)
        band = (
            f'<VRTRasterBand dataType="{kind}" band="1" subClass="VRTDerivedRasterBand">'
            f"<PixelFunctionType>{function}</PixelFunctionType>"
            f"<SourceTransferType>Float32</SourceTransferType>{body}</VRTRasterBand>"
        )
        return self._write(like, band)

    def _simple(self, like: ClassRaster, source: str, kind: str) -> str:
        band = f'<VRTRasterBand dataType="{kind}" band="1">{source}</VRTRasterBand>'
        return self._write(like, band)

    def _write(self, like: ClassRaster, band: str) -> str:
        self._count += 1
        path = f"{self._folder}/{self._count}.vrt"
        place = ",".join(repr(number) for number in like.affine)
        text = (
            f'<VRTDataset rasterXSize="{like.cols}" rasterYSize="{like.rows}">'
            f"<SRS>{escape(like.wkt)}</SRS><GeoTransform>{place}</GeoTransform>"
            f"{band}</VRTDataset>"
        )
        gdal.FileFromMemBuffer(path, text.encode("utf-8"))
        return path


def _source(path: str, band: int, *, scale: float = 1.0, lut: str = "") -> str:
    change = f"<LUT>{lut}</LUT>" if lut else ""
    if scale != 1.0:
        change += f"<ScaleOffset>0</ScaleOffset><ScaleRatio>{scale}</ScaleRatio>"
    return (
        f'<ComplexSource><SourceFilename relativeToVRT="0">{escape(path)}</SourceFilename>'
        f"<SourceBand>{band}</SourceBand>{change}</ComplexSource>"
    )


def _open(path: str) -> gdal.Dataset:
    why = ""
    try:
        dataset = gdal.Open(path)
    except RuntimeError as error:  # another plugin may have switched exceptions on
        dataset, why = None, str(error)
    if dataset is None or dataset.RasterCount == 0:
        raise Problem(
            tr("“{file}” cannot be read.").format(file=Path(path).name),
            tr("It is gone, or no raster that QGIS can open."),
            tr("Look whether the results folder still exists, or run again."),
            name="bad_result",
            detail=f"{path}: {why or gdal.GetLastErrorMsg()}",
        )
    return dataset


def _record(dataset: gdal.Dataset) -> dict:
    """The run record in the tags; empty where there is none."""
    try:
        record = json.loads(dataset.GetMetadataItem("AEROSEG_RECORD") or "{}")
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _entries(record: dict, band: gdal.Band, nodata: float | None) -> tuple:
    """Classes by the record; without one by the colour table or the values that occur."""
    found = [
        ClassEntry(
            int(item["id"]),
            str(item["name"]),
            str(item.get("color") or OTHER_GREY),
            item.get("threshold"),
            bool(item.get("known", True)),
        )
        for item in record.get("classes", [])
        if isinstance(item, dict) and "id" in item and "name" in item
    ]
    if found:
        return tuple(found)
    try:
        low, last = (int(value) for value in band.ComputeRasterMinMax(False))
    except (RuntimeError, TypeError, ValueError):
        return ()  # nothing but nodata, or damaged; reading it will tell
    if nodata is not None and last == int(nodata):
        last -= 1
    table, names = band.GetColorTable(), band.GetCategoryNames() or []
    for number in range(max(1, low), min(last, 65_534) + 1):
        color = PLAIN_COLORS[(number - 1) % len(PLAIN_COLORS)]
        if table is not None and number < table.GetCount():
            color = "#{:02x}{:02x}{:02x}".format(*table.GetColorEntry(number)[:3])
        name = names[number] if number < len(names) and names[number] else ""
        found.append(ClassEntry(number, name or tr("class {n}").format(n=number), color))
    return tuple(found)
