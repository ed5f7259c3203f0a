"""Every city lies on land or within 30 km of it, by Natural Earth (npm package world-atlas)."""

import json
import math
from functools import cache
from pathlib import Path

import pytest
from rights_atlas import load

FARTHEST = 30.0  # km: harbours and river mouths are drawn coarsely
KM_A_DEGREE = 111.2
LAND = Path(__file__).parents[3] / "frontend" / "node_modules" / "world-atlas"
pytestmark = pytest.mark.skipif(
    not LAND.is_dir(), reason="Natural Earth's land is not installed: run the setup of the front end."
)


@cache
def rings(scale):
    """Return the rings of the land at a scale ("50m", "10m"), as lists of (lon, lat) in degrees.

    A ring that crosses the date line goes on beyond 180 degrees, so that no edge runs around the world.
    """
    topology = json.loads((LAND / f"land-{scale}.json").read_text(encoding="utf-8"))
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"].values()
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    polygons = [polygon for geometry in topology["objects"]["land"]["geometries"] for polygon in geometry["arcs"]]
    joined = (
        [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
        for polygon in polygons
        for numbers in polygon
    )
    return [unwrapped(ring) for ring in joined]


def unwrapped(ring):
    turn, before, found = 0, ring[0][0], []
    for lon, lat in ring:
        if abs(lon - before) > 180:
            turn += 360 if before > lon else -360
        before = lon
        found.append((lon + turn, lat))
    return found


def is_on_land(lon, lat, land):
    """Even-odd rule over all rings, so that lakes that are holes count as water."""
    inside = False
    for ring in land:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
            if (y1 > lat) != (y2 > lat):
                crossing = (x2 - x1) * (lat - y1) / (y2 - y1) + x1
                inside ^= sum(lon + turn < crossing for turn in (-360, 0, 360)) % 2 == 1
    return inside


def distance_to_coast(lon, lat, land):
    """Kilometres to the nearest coast, in a plane that is true around the place."""
    across = math.cos(math.radians(lat)) * KM_A_DEGREE
    nearest = math.inf
    for ring in land:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
            if min(abs(y1 - lat), abs(y2 - lat)) > 2 or min(abs(x1 - lon), abs(x2 - lon)) > 5:
                continue
            ax, ay = (x1 - lon) * across, (y1 - lat) * KM_A_DEGREE
            bx, by = (x2 - lon) * across, (y2 - lat) * KM_A_DEGREE
            length = (bx - ax) ** 2 + (by - ay) ** 2
            share = 0 if length == 0 else max(0, min(1, -(ax * (bx - ax) + ay * (by - ay)) / length))
            nearest = min(nearest, math.hypot(ax + share * (bx - ax), ay + share * (by - ay)))
    return nearest


def is_near_land(lon, lat, scale):
    land = rings(scale)
    if is_on_land(lon, lat, land):
        return True
    return min(distance_to_coast(lon + turn, lat, land) for turn in (-360, 0, 360)) <= FARTHEST


@pytest.mark.parametrize(
    ("lon", "lat", "near"),
    [
        (15.44, 47.07, True),
        (178.44, -18.14, True),
        (-68.15, -16.5, True),
        (-30, 40, False),
        (175, -25, False),
    ],
)
def test_the_measure_knows_land_from_sea(lon, lat, near):
    assert is_near_land(lon, lat, "50m") is near


def test_every_city_lies_on_land_or_near_it(course_folder):
    cities = load(course_folder / "static").cities.values()
    doubtful = [city for city in cities if not is_near_land(city["lon"], city["lat"], "50m")]
    # The smallest islands are in the map of 1:10m only, which is too large for a look at every city.
    assert [city["id"] for city in doubtful if not is_near_land(city["lon"], city["lat"], "10m")] == []
