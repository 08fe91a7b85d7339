"""One text, one reading: numbers and names as people write them, whatever the way in.

The grid, a pasted block, a template, a CSV, a SIPD export and the command line all read here. A
text that can be read in one way only is read so; `3.450` and `3,450` can be read in two, and then
the convention decides: the portal's own in the grid, that of the file in a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from organizations.texts import DASHES, UNSEEN, folded

PERCENT, RUPIAH = "%", "Rp"
LONGEST = 40
LIMIT = Decimal(10) ** 17
TOO_LARGE = "terlalu besar. Periksa jumlah nolnya"
DIGITS_LOST = (
    "berisi lebih dari 15 digit, padahal lembar kerja hanya menyimpan 15 digit sebuah angka. Ubah "
    "format sel menjadi teks, lalu ketik ulang angkanya"
)
SHEET_DIGITS = Context(prec=15)  # a spreadsheet keeps and shows no more digits of a number

_COMMA = re.compile(r"^([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?$", re.ASCII)
_POINT = re.compile(r"^([1-9]\d{0,2}(,\d{3})+|\d+)(\.\d+)?$", re.ASCII)
_RUPIAH = re.compile(r"^(rp|idr)\.?\s*(?=[-+(\d]|$)", re.IGNORECASE)
_NOTHING_BEHIND = re.compile(r"(?<=\d)[,.](-{1,2}|=)$")
_PERCENT = re.compile(r"\s*(%|persen)$", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"^\d+([.,]\d+)?e[+-]?\d+$", re.IGNORECASE | re.ASCII)
_TWO = re.compile(r"^[\d.,]+\s+[\d.,]+(\s|$)")
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")  # 90 246 000, unbroken
_ABSENT = re.compile(
    r"^(n\s*[/.]?\s*a\.?|t\.?a\.?d\.?|nihil|kosong|-{2,}|(belum|tidak) (ada|tersedia|diisi).*)$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"^([<>≤≥=~±]+|min\w*|maks\w*|kurang dari|lebih dari|sekitar|±)\s*\d", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"^[\d.,%\s]*\d[%\s]*(\*+\)?|\)+)$")
_WITH_UNIT = re.compile(r"^[\d.,]*\d\s*[^\W\d]{3,}[^\d]*$")
_WORD = re.compile(r"\d\s*(ribu|rb|juta|jt|mil[iy]ar|triliun|m|t)\.?$", re.IGNORECASE)


def sentence(why: str) -> str:
    """A fragment as a sentence by itself.

    >>> sentence("berisi sen"), sentence("")
    ('Berisi sen.', '')
    """
    return f"{why[:1].upper()}{why[1:]}." if why else ""


class NumberError(ValueError):
    """What was written is not one number; `why` is the sentence without what was written."""

    def __init__(self, why: str, shown: str = "") -> None:
        self.why = why = why.rstrip(".")
        text = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
        super().__init__(f"“{text}” {why}." if text else sentence(why))


class Convention(StrEnum):
    """What separates the decimals; the other sign separates thousands."""

    COMMA = "koma"
    POINT = "titik"


@dataclass(frozen=True)
class Reading:
    """A number with what was written beside it: a percent sign, Rp, or nothing."""

    value: Decimal
    mark: str = ""


@dataclass(frozen=True)
class Found:
    """The convention of a file: what proves it, and texts that can be read in two ways."""

    convention: Convention | None = None
    proof: str = ""
    doubtful: tuple[str, ...] = ()


def number_text(text: str) -> str:
    """A number as written, in plain signs: one kind of minus, one kind of space."""
    text = _GROUPED.sub("", text)
    if any(unicodedata.category(sign) == "No" for sign in text):
        return text  # 10² is not 102
    plain = unicodedata.normalize("NFKC", text.translate(UNSEEN)).translate(DASHES)
    return " ".join(plain.split())


def read_number(text: str, convention: Convention | None = Convention.COMMA) -> Reading:
    """The one number a text stands for. NumberError says why it is none, or which two it may be.

    >>> read_number("Rp. 12.500.000,-").value, read_number("(0,75)").value, read_number("Rp -").value
    (Decimal('12500000'), Decimal('-0.75'), Decimal('0'))
    >>> read_number("3.450").value, read_number("3.450", Convention.POINT).value
    (Decimal('3450'), Decimal('3.450'))
    """
    shown = number_text(text)
    sign, mark, plain = _bare(shown)
    if mark == RUPIAH and plain in ("", "-"):
        return Reading(Decimal(0), mark)  # how accounts write zero
    if len(plain) > LONGEST:
        raise NumberError("terlalu panjang. Periksa lagi jumlah digitnya", shown)
    ways = _ways(plain)
    if not ways:
        raise NumberError(_why_not(plain), shown)
    if len(set(ways.values())) == 1:
        return Reading(sign * next(iter(ways.values())), mark)
    if convention is None:
        raise NumberError(two_ways(plain), shown)
    return Reading(sign * ways[convention], mark)


def read_sheet_number(text: str) -> Decimal:
    """A number a spreadsheet typed itself, with the digits it can keep.

    A whole number that needs more has lost some, or the next program that saves it loses them.

    >>> read_sheet_number("0.30000000000000004"), read_sheet_number("700.0")
    (Decimal('0.3'), Decimal('700'))
    """
    given = Decimal(text)
    kept = SHEET_DIGITS.create_decimal(text).normalize(SHEET_DIGITS)
    if kept != given and given == given.to_integral_value():
        raise NumberError(DIGITS_LOST, f"{given:f}".removesuffix(".0"))
    return Decimal(f"{kept:f}")


def find_convention(texts: Iterable[str]) -> Found:
    """What the texts of one file prove together.

    >>> find_convention(["3.450", "67,5"]).convention, find_convention(["3.450"]).convention
    (<Convention.COMMA: 'koma'>, None)
    """
    proofs: dict[Convention, str] = {}
    doubtful: list[str] = []
    for text in texts:
        shown = number_text(text)
        ways = _ways(_bare(shown)[2])
        if len(set(ways.values())) > 1:
            doubtful.append(shown)
        elif len(ways) == 1:
            proofs.setdefault(next(iter(ways)), shown)
    only = next(iter(proofs)) if len(proofs) == 1 else None
    return Found(only, proofs[only] if only else "", tuple(dict.fromkeys(doubtful)))


def two_ways(plain: str) -> str:
    """Why a text waits for an answer.

    >>> two_ways("3.450")
    'dapat dibaca sebagai 3450 atau 3,45. Pilih arti tanda titik dan koma di berkas ini'
    """
    whole, part = plain.replace(".", "").replace(",", ""), plain.replace(".", ",")
    return (
        f"dapat dibaca sebagai {whole} atau {part.rstrip('0').rstrip(',')}. "
        "Pilih arti tanda titik dan koma di berkas ini"
    )


def mark_misfit(mark: str, unit: str) -> str:
    """Why a percent sign or Rp does not go with a unit of measure, or nothing.

    >>> mark_misfit("%", "Dokumen")
    'memakai tanda persen, sedangkan satuannya Dokumen. Tulis angkanya saja'
    """
    name = folded(unit)
    if mark == PERCENT and not is_percent(unit):
        return f"memakai tanda persen, sedangkan satuannya {unit or '–'}. Tulis angkanya saja"
    if mark == RUPIAH and not ("rp" in name or "rupiah" in name):
        return f"memakai Rp, sedangkan satuannya {unit or '–'}. Periksa kolomnya"
    return ""


def rupiah_problem(value: Decimal, mark: str = "") -> str:
    """Why an amount cannot stand, or nothing.

    >>> rupiah_problem(Decimal("12.5")), rupiah_problem(Decimal(-1)), rupiah_problem(Decimal(0))
    ('berisi sen. Rupiah harus bilangan bulat, misalnya 12.500.000', 'negatif. Rupiah tidak boleh negatif', '')
    """
    if mark == PERCENT:
        return "memakai tanda persen di kolom rupiah. Periksa kolomnya"
    if value != value.to_integral_value():
        return "berisi sen. Rupiah harus bilangan bulat, misalnya 12.500.000"
    if abs(value) >= LIMIT:
        return TOO_LARGE
    return "negatif. Rupiah tidak boleh negatif" if value < 0 else ""


def plain_number(value: Decimal | int | None) -> str:
    """A stored figure as a person would type it: decimal comma, no thousands; "" for none.

    >>> plain_number(Decimal("1234.500000"))
    '1234,5'
    """
    if value is None:
        return ""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def is_percent(unit: str) -> bool:
    """Whether a unit of measure is a percentage, however it is written.

    >>> is_percent("Persen"), is_percent("Prosentase (%)"), is_percent("Orang")
    (True, True, False)
    """
    return "%" in unit or folded(unit).startswith(("persen", "prosen"))


def _bare(text: str) -> tuple[int, str, str]:
    """The sign, the mark and the digits with their separators."""
    sign, mark = 1, ""
    if _PERCENT.search(text):
        mark, text = PERCENT, _PERCENT.sub("", text)
    for _ in range(3):
        if _RUPIAH.match(text) and not mark:
            mark, text = RUPIAH, _RUPIAH.sub("", text)
        if text.startswith("(") and text.endswith(")") and sign == 1:
            sign, text = -1, text[1:-1].strip()
        if re.match(r"[-+]\s*(?=[\dRr(])", text) and sign == 1:
            sign, text = -1 if text[0] == "-" else 1, text[1:].strip()
    if _NOTHING_BEHIND.search(text) and mark != PERCENT:
        mark, text = RUPIAH, _NOTHING_BEHIND.sub("", text)
    if mark != PERCENT and _PERCENT.search(text):
        mark, text = PERCENT, _PERCENT.sub("", text)
    return sign, mark, text


def _ways(plain: str) -> dict[Convention, Decimal]:
    """The number under each convention that can read the text."""
    ways = {}
    if len(plain) <= LONGEST and _COMMA.match(plain):
        ways[Convention.COMMA] = Decimal(plain.replace(".", "").replace(",", "."))
    if len(plain) <= LONGEST and _POINT.match(plain):
        ways[Convention.POINT] = Decimal(plain.replace(",", ""))
    return ways


_KNOWN = (
    (_ABSENT, "bukan angka. Tulis 0 bila nilainya nol, atau kosongkan bila belum ada"),
    (_BOUND, "memakai tanda atau kata batas. Tulis angkanya saja"),
    (_FOOTNOTE, "memakai tanda catatan kaki. Tulis angkanya saja"),
    (_WITH_UNIT, "memuat satuan. Tulis angkanya saja"),
)


def why_no_number(text: str) -> str:
    """Why a text is no number, as the end of a sentence; "" where it is one.

    >>> why_no_number("12,5*"), why_no_number("12,5")
    ('memakai tanda catatan kaki. Tulis angkanya saja', '')
    """
    try:
        read_number(text)
    except NumberError as error:
        return error.why
    return ""


def _why_not(plain: str) -> str:
    if plain and not plain.strip("# "):
        return "hanya tanda pagar: kolomnya terlalu sempit saat disalin. Lebarkan, lalu salin lagi"
    if _SCIENTIFIC.match(plain):
        return (
            "tertulis sebagai notasi ilmiah sehingga digitnya sudah hilang. Tulis angkanya lengkap"
        )
    if _TWO.match(plain):
        return "berisi lebih dari satu angka. Isi satu angka dalam satu sel"
    if _WORD.search(plain):
        return "memakai singkatan jumlah. Tulis angkanya lengkap, misalnya 12.500.000"
    for pattern, why in _KNOWN:
        if pattern.match(plain):
            return why
    if re.search(r"^[^#]*[0-9]", plain):
        return "belum berupa satu angka. Tulis misalnya 12,5 atau 1.234,5"
    return "bukan angka. Isi angka saja, misalnya 12,5"
