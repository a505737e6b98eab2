"""Words and numbers as the user reads them: translation, thousands separators, times, areas.

Every number shown carries its unit. Nothing here knows about runs or widgets.
"""

from __future__ import annotations

from qgis.core import QgsUnitTypes
from qgis.PyQt.QtCore import QCoreApplication, QLocale

__all__ = [
    "about",
    "area_in",
    "areas",
    "count",
    "data_size",
    "duration",
    "elide_names",
    "ground",
    "percent",
    "size_px",
    "tr",
    "value_text",
]

CONTEXT = "AeroSeg"
MINUTE_S = 60
HOUR_S = 3600
DAY_S = 24 * HOUR_S
YEAR_S = 365 * DAY_S
MIB = 1024 * 1024
M2_PER_HECTARE = 10_000
HECTARES_UP_TO_M2 = 100_000_000  # 10,000 ha; above, km2


def tr(text: str, note: str = "") -> str:
    """The text in the user's language.

    Args:
        text: a literal, so that tools/translations.py finds it.
        note: tells two meanings of one English text apart, for the translators.
    """
    return QCoreApplication.translate(CONTEXT, text, note or None)


def _locale() -> QLocale:
    """The user's locale, always with thousands separators (QGIS leaves them out by default)."""
    locale = QLocale()
    locale.setNumberOptions(locale.numberOptions() & ~QLocale.NumberOption.OmitGroupSeparator)
    return locale


def count(number: int) -> str:
    """A whole number with thousands separators, as in "512,331"."""
    # QLocale takes 64-bit integers only.
    return _locale().toString(min(int(number), 2**62))


def decimal(number: float, digits: int) -> str:
    """A number with a fixed count of decimals in the user's locale."""
    return _locale().toString(float(number), "f", digits)


def size_px(cols: int, rows: int) -> str:
    """Width and height of a raster, as in "2,048 x 1,365 px"."""
    return tr("{cols} × {rows} px").format(cols=count(cols), rows=count(rows))


def ground(metres: float) -> str:
    """Ground size of a pixel, as in "0.30 m" or "1.2 km"."""
    if metres >= 1000:
        return tr("{size} km").format(size=decimal(metres / 1000, 1))
    digits = 0 if metres >= 100 else 1 if metres >= 10 else 2 if metres >= 0.1 else 3
    return tr("{size} m").format(size=decimal(metres, digits))


def duration(seconds: float) -> str:
    """A time in words, as in "5 s", "3 min", "2 h 10 min"."""
    if seconds < 0.95:
        return tr("under 1 s")
    if seconds < 1.5 * MINUTE_S:
        return tr("{n} s").format(n=count(round(seconds)))
    if seconds < HOUR_S:
        return tr("{n} min").format(n=count(round(seconds / MINUTE_S)))
    if seconds < 2 * DAY_S:
        hours, rest = divmod(round(seconds / MINUTE_S), 60)
        if rest == 0 or hours >= 10:
            return tr("{n} h").format(n=count(round(seconds / HOUR_S)))
        return tr("{hours} h {minutes} min").format(hours=count(hours), minutes=count(rest))
    if seconds < 2 * YEAR_S:
        return tr("{n} days").format(n=count(round(seconds / DAY_S)))
    return tr("more than a year")


def about(seconds: float) -> str:
    """An estimated time, as in "about 5 s" or "more than a year"."""
    time = duration(seconds)
    return time if seconds >= 2 * YEAR_S else tr("about {time}").format(time=time)


def data_size(size_bytes: float) -> str:
    """A size on disk, as in "14 MB" (binary units, named as QGIS names them)."""
    if size_bytes < MIB:
        return tr("{n} KB").format(n=count(max(1, round(size_bytes / 1024))))
    if size_bytes < 1024 * MIB:
        return tr("{n} MB").format(n=count(round(size_bytes / MIB)))
    if size_bytes < 1024 * 1024 * MIB:
        return tr("{n} GB").format(n=decimal(size_bytes / (1024 * MIB), 1))
    return tr("{n} TB").format(n=decimal(size_bytes / (1024 * 1024 * MIB), 1))


def percent(share: float) -> str:
    """A share between 0 and 1, as in "12 %", never "0 %" for something that is there."""
    if 0 < share < 0.01:
        return tr("< 1 %")
    return tr("{n} %").format(n=count(round(100 * share)))


def areas(areas_m2: list[float], units) -> list[str]:
    """Areas in the project's units, all in the same one, so that they can be compared.

    Args:
        areas_m2: Square metres.
        units: The project's area units (QgsProject.areaUnits()); square metres, the default of
            QGIS, become hectares or square kilometres where the largest area calls for it.
    """
    square_metres, _ = QgsUnitTypes.decodeAreaUnit("m2")
    if units == square_metres:
        largest = max(areas_m2, default=0.0)
        name = "m2" if largest < M2_PER_HECTARE else "ha" if largest < HECTARES_UP_TO_M2 else "km2"
        units, _ = QgsUnitTypes.decodeAreaUnit(name)
    factor = QgsUnitTypes.fromUnitToUnitFactor(square_metres, units)
    symbol = QgsUnitTypes.toAbbreviatedString(units)
    return [
        tr("{area} {unit}").format(area=decimal(area_m2 * factor, 2), unit=symbol)
        for area_m2 in areas_m2
    ]


def area_in(area_m2: float, units) -> float:
    """Square metres in other area units."""
    square_metres, _ = QgsUnitTypes.decodeAreaUnit("m2")
    return area_m2 * QgsUnitTypes.fromUnitToUnitFactor(square_metres, units)


def value_text(value) -> str:
    """The value of an attribute; empty for NULL, which QGIS gives as an object of its own."""
    return "" if value is None or str(value) == "NULL" else str(value)


def elide_names(names: list[str], limit: int = 60) -> str:
    """Names in one line; what does not fit becomes "and 12 more"."""
    shown = ""
    for index, name in enumerate(names):
        longer = f"{shown}, {name}" if shown else name
        if len(longer) > limit and shown:
            return tr("{names} and {n} more").format(names=shown, n=count(len(names) - index))
        shown = longer
    return shown
