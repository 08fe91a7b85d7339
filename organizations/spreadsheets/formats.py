"""What a number format of a spreadsheet says about the number under it.

`0%` shows 0,95 as 95 %: that is what the person means. `#,##0,` shows 12.500.000 as 12.500, and
`0" juta"` 12,5 as 12,5 million: there nobody can tell whether the number or its look is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from organizations.values import PERCENT, RUPIAH

_LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)')
_SILENT = re.compile(r"_.|\*.|\[[^\]]*\]")
_SHORTENED = re.compile(r"[0#?],+(?![0#?])")
_WORDS = re.compile(r"\b(ribu|rb|juta|jt|mil[iy]ar|triliun|thousand|million)", re.IGNORECASE)


def quantity_format(value: Decimal | int) -> str:
    """The format that shows a number with the decimals it has: optional ones leave a bare comma.

    >>> quantity_format(2), quantity_format(Decimal("0.288")), quantity_format(Decimal("1E+3"))
    ('#,##0', '#,##0.000', '#,##0')
    """
    exponent = Decimal(value).normalize().as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    return f"#,##0.{'0' * places}" if places else "#,##0"


@dataclass(frozen=True)
class Meaning:
    mark: str = ""
    is_scaled: bool = False  # shown times one hundred
    is_shortened: bool = False  # shown in thousands or millions


def meaning_of(number_format: str) -> Meaning:
    """The first section of a format; those for negative numbers and zero differ in looks only.

    >>> meaning_of("0.00%").is_scaled, meaning_of('0.00"%"'), meaning_of("#,##0,").is_shortened
    (True, Meaning(mark='%', is_scaled=False, is_shortened=False), True)
    """
    literals = " ".join("".join(found) for found in _LITERAL.findall(number_format))
    bare = _SILENT.sub("", _LITERAL.sub("", number_format)).split(";")[0]
    is_scaled = PERCENT in bare
    has_percent = is_scaled or PERCENT in literals
    has_rupiah = bool(re.search(r"\b(rp|idr)\b", f"{literals} {bare}", re.IGNORECASE))
    return Meaning(
        PERCENT if has_percent else RUPIAH if has_rupiah else "",
        is_scaled,
        bool(_SHORTENED.search(bare) or _WORDS.search(literals)),
    )
