"""Places on the map: how far apart, and how exactly the public may know."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_000  # mean radius (IUGG)
PUBLIC_STEP = Decimal("0.001")  # about 110 m of latitude


def rounded_place(degrees: Decimal) -> Decimal:
    """A coordinate as the public sees it: to 0.001 degrees, about 100 m, half up.

    So that a pin at a house does not name the house.

    >>> rounded_place(Decimal("-6.88834"))
    Decimal('-6.888')
    """
    return degrees.quantize(PUBLIC_STEP, ROUND_HALF_UP)


def metres_between(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> int:
    """Metres along the great circle between two places (latitude, longitude), whole metres.

    Haversine on a sphere: wrong by at most 0.5 %. Only to order and limit what is nearby.

    >>> metres_between((Decimal("-6.888"), Decimal("109.675")), (Decimal("-6.889"), Decimal("109.675")))
    111
    """
    lat_a, lon_a, lat_b, lon_b = (radians(float(value)) for value in (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(min(1.0, h))))


def degrees_within(metres: int) -> Decimal:
    """Degrees that surely cover so many metres, in either direction, near the equator.

    metres / 100,000, rounded up to 0.000001 degrees: a degree of longitude is longer than
    100 km up to 26 degrees of latitude. Only to narrow down what is measured exactly afterwards.

    >>> degrees_within(150)
    Decimal('0.001500')
    """
    return (Decimal(metres) / 100_000).quantize(Decimal("0.000001"), ROUND_UP)


def is_inside(place: tuple[Decimal, Decimal], rings: Sequence[Sequence[Sequence[float]]]) -> bool:
    """Whether a place (latitude, longitude) lies in a polygon of GeoJSON (longitude, latitude).

    Even-odd rule over all rings, so that holes are outside. A place exactly on a border belongs to
    one side or the other, never to both of two neighbours that share it.

    >>> square = [[[109.0, -7.0], [110.0, -7.0], [110.0, -6.0], [109.0, -6.0], [109.0, -7.0]]]
    >>> is_inside((Decimal("-6.5"), Decimal("109.5")), square)
    True
    >>> is_inside((Decimal("-5.5"), Decimal("109.5")), square)
    False
    """
    latitude, longitude = float(place[0]), float(place[1])
    crossings = 0
    for ring in rings:
        for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
            if (y1 > latitude) != (y2 > latitude):
                crossings += longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1
