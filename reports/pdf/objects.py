"""Objects of a PDF file, and the file they are written to one after the other.

Small objects go two hundred together into object streams (ISO 32000-1, 7.5.7), the table of
places is a stream as well (7.5.8). Nothing is kept but where each object lies, seven bytes an
object: a form of a hundred thousand cells needs a megabyte.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, BinaryIO, NamedTuple

TOGETHER = 200  # objects in one object stream
ENTRY = struct.Struct(">BIH")  # kind, place or stream, generation or place in the stream
FREE, PLAIN, PACKED = 0, 1, 2
PLAIN_TEXT = re.compile(r"[ -~]*")
SPECIAL = re.compile(rb"[()\\]")
IRREGULAR = re.compile(rb"[^!-~]|[#%()/<>\[\]{}]")


class Name(str):
    """A name: `Name("Type")` is written /Type."""

    __slots__ = ()


class Raw(bytes):
    """What is written as it is: an object serialised already."""

    __slots__ = ()


class Ref(NamedTuple):
    """The number of an object; generations are always 0."""

    number: int


def serialise(value: Any) -> bytes:  # noqa: C901 - one case for each kind of object
    """The bytes of an object: None, bool, numbers, `Name`, text, bytes, sequences, mappings.

    Text that is not plain ASCII becomes UTF-16 with a mark, bytes become a hexadecimal string.
    TypeError for anything else. Source: ISO 32000-1, 7.3.

    >>> serialise({"Type": Name("Page"), "Kids": [Ref(3), 1.50, True, "Kota (Uji)"]})
    b'<</Type/Page/Kids[3 0 R 1.5 true(Kota \\\\(Uji\\\\))]>>'
    """
    if isinstance(value, Raw):
        return bytes(value)
    if isinstance(value, Name):
        return _name(value)
    if isinstance(value, Ref):
        return b"%d 0 R" % value.number
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (bytes, bytearray)):
        return b"<" + value.hex().encode() + b">"
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, (int, float, Decimal)):
        return number(value).encode()
    if isinstance(value, Mapping):
        return b"<<" + b"".join(_pair(key, item) for key, item in value.items()) + b">>"
    if isinstance(value, Sequence):
        return b"[" + _joined([serialise(item) for item in value]) + b"]"
    raise TypeError(f"no object of PDF: {type(value).__name__}")


def number(value: float | Decimal) -> str:
    """A number as PDF knows it: no exponent, at most three decimals.

    >>> number(12), number(0.1 + 0.2), number(-0.0001)
    ('12', '0.3', '0')
    """
    if isinstance(value, int):
        return str(value)
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _name(value: str) -> bytes:
    return b"/" + IRREGULAR.sub(lambda found: b"#%02X" % found[0][0], value.encode())


def _text(value: str) -> bytes:
    if PLAIN_TEXT.fullmatch(value):
        return b"(" + SPECIAL.sub(rb"\\\g<0>", value.encode("ascii")) + b")"
    return b"<" + (b"\xfe\xff" + value.encode("utf-16-be", "replace")).hex().encode() + b">"


def _pair(key: str, value: Any) -> bytes:
    written = serialise(value)
    return _name(key) + (b"" if written[:1] in b"/(<[" else b" ") + written


def _joined(items: Sequence[bytes]) -> bytes:
    """Items with a space between two of them where they would run together."""
    parts: list[bytes] = []
    for item in items:
        if parts and item[:1] not in b"/(<[" and parts[-1][-1:] not in b")>]":
            parts.append(b" ")
        parts.append(item)
    return b"".join(parts)


class FileWriter:
    """Writes objects to a binary file as they come; `finish` writes the table of places.

    A number is reserved first where others refer to an object that is not written yet. Every
    reserved number must be written once, twice is a ValueError.
    """

    def __init__(self, target: BinaryIO, *, version: str = "1.7") -> None:
        self.target = target
        self.position = 0
        self.digest = hashlib.md5(usedforsecurity=False)  # the identifier of the file
        self._places = bytearray(ENTRY.pack(FREE, 0, 65535))
        self._waiting: list[tuple[int, bytes]] = []
        self._write(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version.encode())

    @property
    def size(self) -> int:
        """How many numbers are given out, the free one 0 included."""
        return len(self._places) // ENTRY.size

    def reserve(self, count: int = 1) -> Ref:
        """The first of that many new numbers that follow one another."""
        first = self.size
        self._places += bytes(ENTRY.size * count)
        return Ref(first)

    def add(self, value: Any, ref: Ref | None = None) -> Ref:
        """An object that is no stream; it may wait for its neighbours."""
        ref = ref or self.reserve()
        self.put(ref.number, serialise(value))
        return ref

    def put(self, number: int, body: bytes) -> None:
        """A serialised object that is no stream, under a reserved number."""
        self._waiting.append((number, body))
        if len(self._waiting) >= TOGETHER:
            self._pack()

    def add_stream(
        self,
        data: bytes,
        entries: Mapping[str, Any] | None = None,
        ref: Ref | None = None,
        *,
        compress: bool = True,
    ) -> Ref:
        """A stream with its dictionary; `data` is compressed unless it says otherwise."""
        ref = ref or self.reserve()
        entries = dict(entries or {})
        if compress:
            data = zlib.compress(data)
            entries["Filter"] = Name("FlateDecode")
        self.put_stream(ref.number, serialise({**entries, "Length": len(data)}), data)
        return ref

    def put_stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        """A stream as it stands elsewhere: its serialised dictionary and its encoded data."""
        self._place(number, PLAIN, self.position, 0)
        self._write(b"%d 0 obj\n%s\nstream\n" % (number, dictionary))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def finish(self, *, root: Ref, info: Ref | None = None) -> int:
        """Write what waits, the table of places and the trailer; the length of the file.

        The identifier is a hash of the content: the same content makes the same file.
        """
        self._pack()
        table = self.reserve()
        start = self.position
        self._place(table.number, PLAIN, start, 0)
        if missing := self._unwritten():
            raise ValueError(f"objects {missing[:5]} were promised and never written")
        data = zlib.compress(_predicted(self._places))
        identifier = self.digest.digest()
        trailer: dict[str, Any] = {
            "Type": Name("XRef"),
            "Size": self.size,
            "W": [1, 4, 2],
            "Root": root,
            "ID": [identifier, identifier],
            "Filter": Name("FlateDecode"),
            "DecodeParms": {"Predictor": 12, "Columns": ENTRY.size},
            "Length": len(data),
        }
        if info:
            trailer["Info"] = info
        self._write(b"%d 0 obj\n%s\nstream\n" % (table.number, serialise(trailer)))
        self._write(data)
        self._write(b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)
        return self.position

    def _pack(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        stream = self.reserve()
        heads, at = [], 0
        for place, (number, body) in enumerate(waiting):
            self._place(number, PACKED, stream.number, place)
            heads.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        self.add_stream(
            head + b"\n".join(body for _, body in waiting),
            {"Type": Name("ObjStm"), "N": len(waiting), "First": len(head)},
            stream,
        )

    def _place(self, number: int, kind: int, place: int, rest: int) -> None:
        start = number * ENTRY.size
        if self._places[start]:
            raise ValueError(f"object {number} is written twice")
        ENTRY.pack_into(self._places, start, kind, place, rest)

    def _unwritten(self) -> list[int]:
        kinds = self._places[ENTRY.size :: ENTRY.size]
        return [at for at, kind in enumerate(kinds, start=1) if not kind]

    def _write(self, data: bytes) -> None:
        self.target.write(data)
        self.digest.update(data)
        self.position += len(data)


def _predicted(rows: bytearray) -> bytes:
    """Every row as its difference from the row above (PNG "up", ISO 32000-1, 7.4.4.4)."""
    wide = ENTRY.size
    above = bytes(wide) + rows[:-wide]
    changes = bytes((a - b) & 255 for a, b in zip(rows, above, strict=True))
    return b"".join(b"\x02" + changes[at : at + wide] for at in range(0, len(changes), wide))
