"""Files from outside: judged by their content, made harmless, or refused in a sentence.

Nothing is decoded here: a limited child process (`organizations.child`) draws pictures anew (no
place, no camera, no author) and takes out of PDFs what acts, reaches out or tells of people.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from organizations import child

log = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
MAX_PIXELS = 25_000_000
MAX_PAGES = 2_000
MAX_OBJECTS = 200_000
PICTURES, PAPERS = child.HERE / "pictures.py", child.HERE / "papers.py"
PLACES, ATTACHMENTS = child.HERE / "places.py", child.HERE / "attachments.py"

EMPTY = "Berkas ini kosong. Pilih berkas lain."
BUSY = "Server sedang memeriksa banyak berkas. Tunggu sebentar, lalu unggah lagi."
UNREADABLE = "Berkas belum sampai utuh di server. Unggah lagi; bila terulang, hubungi admin sistem."
HEAVY = "Berkas ini terlalu berat untuk diperiksa. Kecilkan atau pisahkan, lalu unggah lagi."
AVIF = "Gambar ini berformat AVIF, yang belum dapat dibaca. Simpan sebagai JPG, lalu unggah lagi."
BROKEN_PICTURE = "Gambar ini rusak atau tidak lengkap. Simpan ulang gambarnya, lalu unggah lagi."
BROKEN_PAPER = "PDF ini rusak atau tidak lengkap. Simpan ulang PDF-nya, lalu unggah lagi."
SENTENCES = {
    "pixels": "Gambar terlalu besar. Kecilkan sampai paling banyak 25 megapiksel.",
    "locked": "PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.",
    "pages": "PDF ini lebih dari 2.000 halaman. Unggah bagian yang diperlukan saja.",
    "objects": "Isi PDF ini terlalu rumit. Cetak ulang ke PDF atau pisahkan, lalu unggah lagi.",
    "edge": "Ukuran halaman PDF ini tidak wajar. Cetak ulang ke PDF dengan ukuran kertas biasa.",
}
# Of a document that is only read.
READ_BYTES, READ_OBJECTS, READ_FILES = 60 * MEGABYTE, 1_000_000, 100
NO_PDF = "Berkas ini bukan PDF."
READ_BROKEN = "PDF ini rusak atau tidak lengkap, jadi isinya tidak dapat dibaca."
READ_HEAVY = "PDF ini terlalu besar atau terlalu rumit untuk dibaca."
READ_BUSY = "Server sedang membaca banyak berkas. Tunggu sebentar, lalu ulangi."
READ_SENTENCES = {
    "locked": "PDF ini dikunci dengan kata sandi, jadi isinya tidak dapat dibaca.",
    "objects": READ_HEAVY,
    "files": "PDF ini membawa terlalu banyak berkas di dalamnya.",
}
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
AVIF_BRANDS = (b"avif", b"avis")


class FileRefused(ValueError):
    """The file cannot be taken; the message is the sentence for the person."""


class Kind(Enum):
    """What can be taken: the name people know, MIME type and ending."""

    PDF = ("PDF", "application/pdf", "pdf")
    JPEG = ("JPG", "image/jpeg", "jpg")
    PNG = ("PNG", "image/png", "png")
    # Kept as JPG, which every program opens.
    WEBP = ("WebP", "image/webp", "webp")
    HEIF = ("HEIC", "image/heic", "heic")

    def __init__(self, label: str, mime: str, extension: str) -> None:
        self.label, self.mime, self.extension = label, mime, extension


PHOTOS = (Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIF)
PROOFS = (Kind.PDF, *PHOTOS)


@dataclass(frozen=True)
class TamedFile:
    """A file that may be kept: its clean content and what it is."""

    content: bytes
    mime: str
    extension: str


def tame(
    upload: BinaryIO,
    size: int,
    *,
    kinds: Iterable[Kind] = PROOFS,
    most_bytes: int = MAX_BYTES,
    fit: int = 0,
    drawn_as: Kind | None = None,
) -> TamedFile:
    """The clean content of an upload of one of the `kinds`, at most `most_bytes` long.

    Pictures may be made to `fit` a square of so many pixels, and be `drawn_as` JPEG or PNG.
    Raises FileRefused with what to do.
    """
    content = _read(upload, size, most_bytes)
    kind = _kind(content, tuple(kinds))
    if kind is Kind.PDF:
        clean = _clean(PAPERS, content, BROKEN_PAPER, str(MAX_PAGES), str(MAX_OBJECTS))
        return TamedFile(clean, kind.mime, kind.extension)
    target = drawn_as or (Kind.PNG if kind is Kind.PNG else Kind.JPEG)
    options = (kind.name, target.name, str(MAX_PIXELS), str(fit))
    clean = _clean(PICTURES, content, BROKEN_PICTURE, *options)
    return TamedFile(clean, target.mime, target.extension)


Box = tuple[int, int, int, int]  # left, top, width, height in percent of the picture


def blackened(content: bytes, boxes: Iterable[Box]) -> TamedFile:
    """A copy of a kept picture with black parts. Raises FileRefused."""
    kind = _kind(content, PHOTOS)
    target = Kind.PNG if kind is Kind.PNG else Kind.JPEG
    parts = ";".join(",".join(str(number) for number in box) for box in boxes)
    options = (kind.name, target.name, str(MAX_PIXELS), "0", parts)
    clean = _clean(PICTURES, content, BROKEN_PICTURE, *options)
    return TamedFile(clean, target.mime, target.extension)


def place_of(upload: BinaryIO, size: int) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude a photo was taken at, to offer them; None where it tells none.

    Nothing of the photo is kept. Raises FileRefused for what is no photo.
    """
    content = _read(upload, size, MAX_BYTES)
    kind = _kind(content, PHOTOS)
    answer = _clean(PLACES, content, BROKEN_PICTURE, kind.name)
    if not answer:
        return None
    latitude, longitude = answer.decode().split()
    return Decimal(latitude), Decimal(longitude)


def files_inside(content: bytes) -> dict[str, bytes]:
    """The files a PDF carries, by name; of one name the first. Nothing in them is looked at.

    Raises FileRefused with a sentence for what cannot be read.
    """
    if not content.startswith(b"%PDF-"):
        raise FileRefused(NO_PDF)
    if len(content) > READ_BYTES:
        raise FileRefused(READ_HEAVY)
    limits = child.Limits(answer_bytes=3 * READ_BYTES)
    options = (str(READ_OBJECTS), str(READ_FILES), str(READ_BYTES))
    try:
        told = json.loads(child.ask(ATTACHMENTS, content, limits, *options))
    except child.TooMuch as error:
        raise FileRefused(READ_HEAVY) from error
    except child.Busy as error:
        raise FileRefused(READ_BUSY) from error
    except child.ChildTrouble as error:
        raise FileRefused(READ_BROKEN) from error
    if "error" in told:
        raise FileRefused(READ_SENTENCES.get(told["error"], READ_BROKEN))
    found: dict[str, bytes] = {}
    for file in told["files"]:
        found.setdefault(file["name"], base64.b64decode(file["content"]))
    return found


def clean_name(name: str, extension: str, fallback: str = "berkas") -> str:
    """The name as shown: printable, without a path, with the ending of the true content."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(ch for ch in last if ch.isprintable() and ch not in '<>:"|?*').strip(" .")
    stem = shown.rsplit(".", 1)[0] if "." in shown else shown
    return f"{(stem or fallback)[:150]}.{extension}"


def _read(upload: BinaryIO, size: int, most_bytes: int) -> bytes:
    too_big = (
        f"Ukuran berkas maksimal {most_bytes // MEGABYTE} MB. "
        "Kecilkan atau pisahkan berkasnya, lalu unggah lagi."
    )
    if size > most_bytes:
        raise FileRefused(too_big)
    try:
        content = upload.read(most_bytes + 1)
    except OSError as error:
        raise FileRefused(UNREADABLE) from error
    if len(content) > most_bytes:
        raise FileRefused(too_big)
    if not content:
        raise FileRefused(EMPTY)
    return content


def _kind(content: bytes, kinds: tuple[Kind, ...]) -> Kind:
    """By the first bytes alone; whether the rest is what they promise, the child finds out."""
    found = _first_bytes(content)
    if found in kinds:
        return found
    if _box(content) in AVIF_BRANDS:
        raise FileRefused(AVIF)
    *others, last = [kind.label for kind in kinds]
    known = f"{', '.join(others)} atau {last}" if others else last
    raise FileRefused(f"Berkas harus {known}. Isi berkas ini bukan salah satunya.")


def _first_bytes(content: bytes) -> Kind | None:
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    if _box(content) in HEIC_BRANDS:
        return Kind.HEIF
    return None


def _box(content: bytes) -> bytes:
    """The brand in the first box of a file of ISO 14496-12; empty for another file."""
    return content[8:12] if content[4:8] == b"ftyp" else b""


def _clean(script: Path, content: bytes, broken: str, *options: str) -> bytes:
    try:
        answer = child.ask(script, content, child.Limits(), *options)
    except child.TooMuch as error:
        raise FileRefused(HEAVY) from error
    except child.Busy as error:
        raise FileRefused(BUSY) from error
    except child.ChildTrouble as error:
        raise FileRefused(broken) from error
    word, _, clean = answer.partition(b"\n")
    if word != b"ok":
        raise FileRefused(SENTENCES.get(word.decode(), broken))
    return clean
