"""In a limited child: where a photo says it was taken, and nothing else of it.

Option: the kind as Pillow calls it. Answers `ok` and two decimals in degrees, or only `ok`.
"""

import io

import pi_heif
from PIL import (
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

LOADED = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
GPS, SOUTH_WEST = 0x8825, ("S", "W")
TROUBLES = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, ArithmeticError)


def prepare(kind: str) -> None:
    Image.MAX_IMAGE_PIXELS = None  # nothing is decoded
    Image.preinit()
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.register_heif_opener(thumbnails=False)
    sample = io.BytesIO()
    Image.new("RGB", (8, 8)).save(sample, "JPEG")
    answer(sample.getvalue(), "JPEG")


def answer(content: bytes, kind: str) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            told = picture.getexif().get_ifd(GPS)
    except TROUBLES:
        return b"broken\n"
    try:
        latitude, longitude = degrees(told[2], told[1]), degrees(told[4], told[3])
    except TROUBLES:
        return b"ok\n"
    if abs(latitude) > 90 or abs(longitude) > 180 or latitude == longitude == 0:
        return b"ok\n"
    return f"ok\n{latitude:.6f} {longitude:.6f}".encode()


def degrees(parts, side) -> float:
    whole, minutes, seconds = (float(part) for part in parts)
    found = whole + minutes / 60 + seconds / 3600
    return -found if str(side).strip("\x00 ").upper() in SOUTH_WEST else found
