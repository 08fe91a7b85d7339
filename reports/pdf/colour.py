"""The colour space of every file: sRGB as an ICC profile of version 2, computed here.

Source: IEC 61966-2-1 (curve, primaries adapted to D50), ICC.1:2001-04 (form of the profile).
"""

from __future__ import annotations

import struct
from functools import cache

CURVE_POINTS = 1024
# X, Y, Z of white and of red, green and blue, adapted to D50 (Bradford).
WHITE = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}


@cache
def srgb_profile() -> bytes:
    """The profile, about three kilobytes, the same bytes every time."""
    text = b"sRGB IEC61966-2.1"
    described = b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 78)
    tags = {
        b"desc": described,
        b"cprt": b"text" + bytes(4) + b"No copyright, use freely\0",
        b"wtpt": _xyz(WHITE),
        **{name: _xyz(values) for name, values in PRIMARIES.items()},
    }
    curve = _curve()
    return _profile({**tags, b"rTRC": curve, b"gTRC": curve, b"bTRC": curve})


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_fixed(value) for value in values)


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _curve() -> bytes:
    points = [_linear(n / (CURVE_POINTS - 1)) for n in range(CURVE_POINTS)]
    values = [round(point * 65535) for point in points]
    return b"curv" + bytes(4) + struct.pack(f">I{CURVE_POINTS}H", CURVE_POINTS, *values)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _profile(tags: dict[bytes, bytes]) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    table, body, places = b"", b"", {}
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", places[data], len(data))
    return _head(start + len(body)) + struct.pack(">I", len(tags)) + table + body


def _head(size: int) -> bytes:
    day = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    return (
        struct.pack(">I", size)
        + bytes(4)
        + b"\x02\x10\0\0mntrRGB XYZ "
        + day
        + b"acsp"
        + bytes(28)
        + b"".join(_fixed(value) for value in WHITE)
        + bytes(48)
    )
