"""A part of a document: pages laid out on their own, waiting to be joined with others.

A part is no PDF file. It holds objects serialised already, numbered from 1, and in `about` what the
joiner must know beforehand: pages, link targets, outline, the headings in their order. What stands
outside a part has numbers too: 0 is the element around the part, numbers from OUTSIDE on are whole
font files (`faces`), so that a document holds each only once.

A part that is kept begins with a checksum of all that follows: damage is noticed by whoever reads it.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

MARK = b"SBD2"
HEAD = struct.Struct(">4sI")  # mark, CRC-32 of all behind it: no flipped byte leaves it as it is
LENGTHS = struct.Struct(">III")
START = HEAD.size + LENGTHS.size
OUTSIDE = 8_000_000  # the number of the first font file
BETWEEN = b"\0"  # stands in no object that is serialised


@dataclass(frozen=True)
class Link:
    """A link on a page; `target` is an address, or `#` and the name of an anchor."""

    number: int  # the object of its annotation
    rect: tuple[float, float, float, float]  # points from the lower left corner
    target: str
    said: str  # what is read of it
    element: int  # its structure element


@dataclass(frozen=True)
class PartPage:
    number: int
    width: float  # points
    height: float
    contents: int
    owners: int  # the array of elements, in the order of the marks
    marks: int  # how many there are
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Place:
    """A point on a page of the part, in points from the lower left corner."""

    page: int  # from 0
    x: float
    y: float


@dataclass(frozen=True)
class Bookmark:
    """A heading as the outline shows it; `level` is 1 for the outermost."""

    level: int
    title: str
    place: Place


@dataclass(frozen=True)
class About:
    size: int  # the highest number that is written
    top: int  # the outermost structure element
    pages: tuple[PartPage, ...]
    anchors: Mapping[str, Place]
    outline: tuple[Bookmark, ...]
    headings: tuple[int, ...]  # levels, in reading order
    resources: Mapping[str, str]  # serialised dictionaries by name, fonts left out
    fonts: Mapping[str, int]
    faces: tuple[str, ...]  # names of font files, numbered from OUTSIDE


@dataclass(frozen=True)
class Part:
    """`bodies` are objects by number, `streams` their dictionary and data."""

    about: About
    bodies: Mapping[int, bytes]
    streams: Mapping[int, tuple[bytes, bytes]]

    def dump(self) -> bytes:
        """As it is kept: about itself, objects, streams; `load` reads it again."""
        told = {
            "about": asdict(self.about),
            "bodies": list(self.bodies),
            "streams": [(n, len(head), len(data)) for n, (head, data) in self.streams.items()],
        }
        about = zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 6)
        bodies = zlib.compress(BETWEEN.join(self.bodies.values()), 6)
        rest = b"".join(head + data for head, data in self.streams.values())
        lengths = LENGTHS.pack(len(about), len(bodies), len(rest))
        content = b"".join((lengths, about, bodies, rest))
        return HEAD.pack(MARK, zlib.crc32(content)) + content


def about_of(content: bytes) -> About:
    """What a kept part says of itself. ValueError when it is none or damaged."""
    return _about(_told(content)["about"])


def load(content: bytes) -> Part:
    """A kept part. ValueError when it is none or damaged."""
    told = _told(content)
    first, second, _ = LENGTHS.unpack_from(content, HEAD.size)
    at = START + first
    bodies = zlib.decompress(content[at : at + second]).split(BETWEEN)
    at += second
    streams = {}
    for number, head, data in told["streams"]:
        streams[number] = (content[at : at + head], content[at + head : at + head + data])
        at += head + data
    return Part(_about(told["about"]), dict(zip(told["bodies"], bodies, strict=True)), streams)


def _told(content: bytes) -> dict[str, Any]:
    if len(content) < START:
        raise ValueError("no part of a document")
    mark, checksum = HEAD.unpack_from(content)
    if mark != MARK or checksum != zlib.crc32(memoryview(content)[HEAD.size :]):
        raise ValueError("no part of a document, or a damaged one")
    first, _, _ = LENGTHS.unpack_from(content, HEAD.size)
    told: dict[str, Any] = json.loads(zlib.decompress(content[START : START + first]))
    return told


def _about(told: dict[str, Any]) -> About:
    place: Callable[[dict[str, Any]], Place] = lambda found: Place(**found)  # noqa: E731
    return About(
        size=told["size"],
        top=told["top"],
        pages=tuple(_page(page) for page in told["pages"]),
        anchors={name: place(found) for name, found in told["anchors"].items()},
        outline=tuple(Bookmark(e["level"], e["title"], place(e["place"])) for e in told["outline"]),
        headings=tuple(told["headings"]),
        resources=told["resources"],
        fonts=told["fonts"],
        faces=tuple(told["faces"]),
    )


def _page(told: dict[str, Any]) -> PartPage:
    links = tuple(Link(**{**link, "rect": tuple(link["rect"])}) for link in told["links"])
    return PartPage(**{**told, "links": links})
