"""Proof files from outside: judged by their content, made harmless, or refused in a sentence.

PDF, JPEG and PNG only. Pictures are drawn anew (no place, no camera, no author); PDFs lose
scripts, attachments, actions that start or reach something, and their document information.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
MAX_PIXELS = 50_000_000
MAX_PAGES = 2_000
MAX_DEPTH = 40

KIND = "Berkas harus PDF, JPG atau PNG. Isi berkas ini bukan salah satunya."
TOO_BIG = "Ukuran berkas maksimal 10 MB. Kecilkan atau pisahkan berkasnya, lalu unggah lagi."
EMPTY = "Berkas ini kosong. Pilih berkas lain."
BROKEN_IMAGE = "Gambar ini rusak atau tidak lengkap. Simpan ulang gambarnya, lalu unggah lagi."
TOO_MANY_PIXELS = "Gambar terlalu besar. Kecilkan sampai paling banyak 50 megapiksel."
LOCKED_PDF = "PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah lagi."
BROKEN_PDF = "PDF ini rusak atau tidak lengkap. Simpan ulang PDF-nya, lalu unggah lagi."
TOO_MANY_PAGES = "PDF ini lebih dari 2.000 halaman. Unggah bagian yang diperlukan saja."

ACTIVE_KEYS = ("/OpenAction", "/AA", "/JS", "/EF", "/AF", "/URI", "/Metadata", "/PieceInfo")
ACTIVE_KINDS = {
    "/JavaScript",
    "/Launch",
    "/URI",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
}


class EvidenceError(ValueError):
    """The file cannot be taken; the message is the sentence for the person."""


@dataclass(frozen=True)
class TamedFile:
    """A file that may be kept: its clean content and what it is."""

    content: bytes
    mime: str
    extension: str


def tame(upload: BinaryIO, size: int) -> TamedFile:
    """The clean content of an upload; raises EvidenceError with what to do."""
    if size > MAX_BYTES:
        raise EvidenceError(TOO_BIG)
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise EvidenceError(TOO_BIG)
    if not content:
        raise EvidenceError(EMPTY)
    if content.startswith(b"%PDF-"):
        return TamedFile(_tame_pdf(content), "application/pdf", "pdf")
    if content.startswith(b"\xff\xd8\xff"):
        return TamedFile(_tame_image(content, "JPEG"), "image/jpeg", "jpg")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return TamedFile(_tame_image(content, "PNG"), "image/png", "png")
    raise EvidenceError(KIND)


def _tame_image(content: bytes, kind: str) -> bytes:
    """The first picture, drawn anew the right way up, without anything around the pixels."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise EvidenceError(TOO_MANY_PIXELS)
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert(_mode(upright.mode, kind))
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise EvidenceError(BROKEN_IMAGE) from error
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError(BROKEN_IMAGE) from error
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    options = {"quality": 88, "optimize": True} if kind == "JPEG" else {"optimize": False}
    clean.save(out, kind, **options)
    return out.getvalue()


def _mode(mode: str, kind: str) -> str:
    if kind == "PNG" and ("A" in mode or mode == "P"):
        return "RGBA"
    return "L" if mode in ("1", "L") else "RGB"


def _tame_pdf(content: bytes) -> bytes:
    import pikepdf  # noqa: PLC0415 - slow to import and only needed here

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _require_readable(pdf)
            _disarm(pdf)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
            return out.getvalue()
    except EvidenceError:
        raise
    except pikepdf.PasswordError as error:
        raise EvidenceError(LOCKED_PDF) from error
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError) as error:
        raise EvidenceError(BROKEN_PDF) from error


def _require_readable(pdf: Any) -> None:
    if pdf.is_encrypted:
        raise EvidenceError(LOCKED_PDF)
    if len(pdf.pages) > MAX_PAGES:
        raise EvidenceError(TOO_MANY_PAGES)
    if len(pdf.pages) == 0:
        raise EvidenceError(BROKEN_PDF)


def _disarm(pdf: Any) -> None:
    """Nothing acts, reaches out or tells about its author any more."""
    from pikepdf import sanitize  # noqa: PLC0415 - see above

    sanitize.remove_javascript(pdf)
    sanitize.remove_attachments(pdf)
    sanitize.remove_external_access(pdf)
    sanitize.remove_multimedia(pdf)
    for thing in pdf.objects:
        _strip(thing, 0)
    _strip(pdf.Root, 0)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]


def _strip(thing: Any, depth: int) -> None:  # noqa: C901 - one walk over three kinds
    """Remove what acts or tells from a dictionary and from those directly inside it."""
    import pikepdf  # noqa: PLC0415 - see above

    if depth > MAX_DEPTH:
        raise EvidenceError(BROKEN_PDF)
    if isinstance(thing, pikepdf.Array):
        inside = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in ACTIVE_KEYS:
            if key in thing:
                del thing[key]
        if str(thing.get("/S", "")) in ACTIVE_KINDS:
            del thing["/S"]
        inside = [thing.get(key) for key in list(thing.keys())]
    else:
        return
    for inner in inside:
        if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
            _strip(inner, depth + 1)
