"""From one cell to one exact number, or to a sentence that says what is wrong.

Files carry machine numbers: a single point is the decimal point. The Indonesian form
(1.234,5) is understood where it cannot be anything else.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CLEAR = "-"  # "hapus isinya"; an empty cell keeps what is stored
K_PLACES = Decimal("0.000001")
K_LIMIT = Decimal(10) ** 18
RP_LIMIT = Decimal(10) ** 18

_MACHINE = re.compile(r"^\d+(\.\d+)?([eE][+-]?\d{1,3})?$", re.ASCII)
_COMMA = re.compile(r"^(\d{1,3}(\.\d{3})+|\d+),\d+$", re.ASCII)
_GROUPED = re.compile(r"^\d{1,3}(\.\d{3}){2,}$", re.ASCII)
_ENGLISH = re.compile(r"^\d{1,3}(,\d{3})+(\.\d+)?$", re.ASCII)
_BARE_FRACTION = re.compile(r"^\d+\.0{1,2}$", re.ASCII)
_ONE_POINT = re.compile(r"^\d+\.\d+$", re.ASCII)

WANT_K = "angka, misalnya 12.5 atau 12,5"
WANT_RP = "rupiah tanpa titik dan koma, misalnya 12500000"


class CellError(ValueError):
    """The sentence after “baris, kolom, nilai”: what was expected."""


def read_k(text: str) -> Decimal:
    """A quantity: not negative, six decimals at most (more are rounded half up)."""
    value = _number(text, WANT_K)
    if value >= K_LIMIT:
        raise CellError(f"terlalu besar. Isi {WANT_K}")
    return value.quantize(K_PLACES, ROUND_HALF_UP)


def read_rp(text: str, *, is_numeric: bool = False) -> Decimal:
    """Whole rupiah, not negative. A fraction is refused, never rounded."""
    cleaned = re.sub(r"^rp\.?\s*", "", text, flags=re.IGNORECASE)
    if not is_numeric and _ONE_POINT.match(cleaned) and not _BARE_FRACTION.match(cleaned):
        raise CellError(f"rupiah harus bilangan bulat. Isi {WANT_RP}")
    value = _number(cleaned, WANT_RP)
    if value != value.to_integral_value():
        raise CellError(f"rupiah harus bilangan bulat. Isi {WANT_RP}")
    if value >= RP_LIMIT:
        raise CellError(f"terlalu besar. Isi {WANT_RP}")
    return value.to_integral_value()


def _number(text: str, wanted: str) -> Decimal:
    plain = text.replace("\u00a0", "").replace(" ", "")
    if plain.startswith(("-", "−", "(")):
        raise CellError("angka tidak boleh negatif. Isi 0 atau lebih")
    if plain.endswith("%"):
        raise CellError(f"tulis angkanya saja tanpa tanda persen. Isi {wanted}")
    if _COMMA.match(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _GROUPED.match(plain):
        plain = plain.replace(".", "")
    elif _ENGLISH.match(plain):
        raise CellError(f"koma dibaca sebagai tanda desimal, bukan pemisah ribuan. Isi {wanted}")
    if not _MACHINE.match(plain):
        raise CellError(f"bukan angka. Isi {wanted}, atau kosongkan")
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise CellError(f"bukan angka. Isi {wanted}, atau kosongkan") from None
