"""Class ids of drawn scenes: the ids of the labelled image set; 3 and 7 do not occur here."""

from __future__ import annotations

__all__ = [
    "BARE_LAND",
    "BUILDING",
    "CROPLAND",
    "GRASS",
    "LABELS",
    "ROAD",
    "SOLAR_PANEL",
    "TREE",
    "VEHICLE",
    "WATER",
]

BUILDING = 1
ROAD = 2
WATER = 4
BARE_LAND = 5
SOLAR_PANEL = 6
TREE = 9
VEHICLE = 10
CROPLAND = 11
GRASS = 12

LABELS: dict[int, str] = {
    BUILDING: "building",
    ROAD: "road",
    WATER: "water",
    BARE_LAND: "bare land",
    SOLAR_PANEL: "solar panel",
    TREE: "tree",
    VEHICLE: "vehicle",
    CROPLAND: "cropland",
    GRASS: "grass",
}
