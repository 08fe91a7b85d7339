"""Reads the `given` of a formula vector strictly: an exact decimal, or a sentence why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from organizations.exact import FormulaError

# Python's own Decimal() also takes "1_000", " 80 ", "NaN" and Arabic digits.
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MAX_PLACES = 40  # on either side of the point; organizations.exact computes with room for it
_SHOWN = 40
_REQUIRED = object()


class Given:
    """A reader of one vector's `given`. A key without a default must be there.

    Null means "not filled" for decimals and "use the default" for choices.
    """

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def decimal(self, key: str, default: object = _REQUIRED) -> Decimal | None:
        value = self._value(key, default)
        return None if value is None else to_decimal(key, value)

    def decimals(self, key: str, length: int | None = None) -> tuple[Decimal | None, ...]:
        values = self._value(key)
        if not isinstance(values, list | tuple):
            raise FormulaError(f"{key} harus berupa daftar, bukan {shown(values)}")
        if length is not None and len(values) != length:
            raise FormulaError(f"{key} harus berisi {length} nilai, bukan {len(values)}")
        names = (f"{key} ke-{position}" for position in range(1, len(values) + 1))
        pairs = zip(names, values, strict=True)
        return tuple(None if value is None else to_decimal(name, value) for name, value in pairs)

    def choice(self, key: str, options: tuple[str, ...], default: str | None = None) -> str:
        value = self._value(key, _REQUIRED if default is None else default)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or value not in options:
            raise FormulaError(f"{key} harus {' atau '.join(options)}, bukan {shown(value)}")
        return value

    def text(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, str):
            raise FormulaError(f"{key} harus berupa teks, bukan {shown(value)}")
        return value

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self._value(key, _REQUIRED if default is None else default)
        number = None if value is None else to_decimal(key, value)
        if number is None or number != number.to_integral_value() or not low <= number <= high:
            raise FormulaError(f"{key} harus bilangan bulat dari {low} sampai {high}")
        return int(number)

    def day(self, key: str) -> date:
        return to_date(key, self._value(key))

    def days(self, key: str, default: object = _REQUIRED) -> tuple[date, ...] | None:
        """Dates in the order given; None only where that is the default and the key is absent."""
        values = self._value(key, default)
        if values is None and default is None:
            return None
        if not isinstance(values, list | tuple):
            raise FormulaError(f"{key} harus berupa daftar, bukan {shown(values)}")
        return tuple(to_date(f"{key} ke-{at}", value) for at, value in enumerate(values, 1))

    def _value(self, key: str, default: object = _REQUIRED) -> object:
        value = self._values.get(key, default)
        if value is _REQUIRED:
            raise FormulaError(f"{key} harus diisi")
        return value


def to_decimal(name: str, value: object) -> Decimal:
    """A JSON number (read as Decimal or int) or a decimal string with a point."""
    number = _parsed(value)
    if number is None:
        raise FormulaError(
            f"{name}: {shown(value)} bukan angka; tulis angka desimal dengan titik, misalnya 12.5"
        )
    places = number.as_tuple().exponent
    if not isinstance(places, int) or number.adjusted() >= _MAX_PLACES or places < -_MAX_PLACES:
        raise FormulaError(
            f"{name}: {shown(value)} di luar jangkauan, paling banyak {_MAX_PLACES} angka "
            "sebelum dan sesudah titik"
        )
    return number


def to_date(name: str, value: object) -> date:
    """A calendar date written YYYY-MM-DD, and nothing else."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise FormulaError(f"{name}: {shown(value)} bukan tanggal; tulis misalnya 2026-03-12")


def shown(value: object) -> str:
    """A value as quoted in a sentence: short, in one line."""
    text = f'"{value}"' if isinstance(value, str) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _parsed(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None  # true is 1 to Python
    if isinstance(value, Decimal | int):
        return Decimal(value)
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        return None
    try:
        return Decimal(value)
    except InvalidOperation:  # an exponent no decimal can hold
        return Decimal("Infinity")
