"""Pictures of PNG files, their transparency apart as PDF has it.

Source: PNG (ISO/IEC 15948) 9 and 11; ISO 32000-1, 8.9.5 and 11.6.5.3.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import NamedTuple

from reports.pdf.objects import FileWriter, Name, Ref

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by kind of colour
PALETTE, ALPHA = 3, (4, 6)
MOST = 2048  # pixels of an edge


class Picture(NamedTuple):
    """Samples of eight bits, compressed with the predictors of PNG where `rows` says so."""

    width: int
    height: int
    colours: int
    data: bytes
    is_predicted: bool
    palette: bytes = b""
    mask: bytes = b""  # opacity, compressed


@lru_cache(maxsize=4)
def read_png(content: bytes) -> Picture | None:
    """A picture of eight bits a channel, not interlaced; None for anything else."""
    try:
        return _read(content)
    except (ValueError, struct.error, zlib.error, IndexError):
        return None


def _read(content: bytes) -> Picture | None:
    chunks = _chunks(content)
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    if depth != 8 or interlaced or kind not in CHANNELS or not 0 < max(width, height) <= MOST:
        return None
    data, channels = chunks[b"IDAT"], CHANNELS[kind]
    rows = zlib.decompress(data)
    if len(rows) != height * (width * channels + 1):
        return None
    if kind not in ALPHA:
        palette = chunks.get(b"PLTE", b"") if kind == PALETTE else b""
        return Picture(width, height, channels, data, is_predicted=True, palette=palette)
    samples = _samples(rows, width * channels, channels)
    colours = channels - 1
    plain = bytearray(width * height * colours)
    for channel in range(colours):
        plain[channel::colours] = samples[channel::channels]
    mask = zlib.compress(samples[colours::channels])
    return Picture(width, height, colours, zlib.compress(plain), is_predicted=False, mask=mask)


def _chunks(content: bytes) -> dict[bytes, bytes]:
    """The parts of the file by name, those of one name joined."""
    if not content.startswith(SIGNATURE):
        raise ValueError("no PNG")
    found: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        found[name] = found.get(name, b"") + content[at + 8 : at + 8 + size]
        at += size + 12
    if b"IHDR" not in found or b"IDAT" not in found:
        raise ValueError("no picture")
    return found


def _samples(rows: bytes, wide: int, step: int) -> bytes:
    """Rows without their predictors."""
    above = bytearray(wide)
    found = bytearray()
    for at in range(0, len(rows), wide + 1):
        line = bytearray(rows[at + 1 : at + 1 + wide])
        _restore(rows[at], line, above, step)
        found += line
        above = line
    return bytes(found)


def _restore(predictor: int, line: bytearray, above: bytearray, step: int) -> None:
    """One row in place: none, left, above, mean, Paeth."""
    if predictor == 2:
        line[:] = bytes((a + b) & 255 for a, b in zip(line, above, strict=True))
        return
    if predictor not in (1, 3, 4):
        return
    for place in range(len(line)):
        left = line[place - step] if place >= step else 0
        if predictor == 1:
            guess = left
        elif predictor == 3:
            guess = (left + above[place]) // 2
        else:
            guess = _paeth(left, above[place], above[place - step] if place >= step else 0)
        line[place] = (line[place] + guess) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    by_left, by_up, by_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner


def write_picture(writer: FileWriter, picture: Picture) -> Ref:
    """The picture as an object pages can draw in a box of one unit."""
    spaces = {1: Name("DeviceGray"), 3: Name("DeviceRGB")}
    entries = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "BitsPerComponent": 8,
        "Filter": Name("FlateDecode"),
    }
    space = spaces[picture.colours]
    colours = {**entries, "ColorSpace": space}
    if picture.palette:
        last = len(picture.palette) // 3 - 1
        colours["ColorSpace"] = [Name("Indexed"), Name("DeviceRGB"), last, picture.palette]
    if picture.is_predicted:
        colours["DecodeParms"] = {
            "Predictor": 15,
            "Colors": picture.colours,
            "BitsPerComponent": 8,
            "Columns": picture.width,
        }
    if picture.mask:
        mask = {**entries, "ColorSpace": Name("DeviceGray")}
        colours["SMask"] = writer.add_stream(picture.mask, mask, compress=False)
    return writer.add_stream(picture.data, colours, compress=False)
