"""Quarters of a ratio in a file: both parts, and K computed from them."""

from __future__ import annotations

from decimal import Decimal

from organizations.formatting import format_number
from performance.choices import Accumulation
from performance.entry.queries.marks import parts_problem, quantity_problem
from performance.formulas import per_of, share
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import QUARTER_K, QUARTER_PARTS
from performance.transfer.readers.rows import ImportRow, Values
from performance.transfer.readers.state import PER, Figures
from performance.transfer.readers.state_masters import IndicatorDraft

NO_RATIO = (
    "tidak dipakai: indikator ini bukan rasio. Kosongkan, atau tulis “rasio” pada kolom akumulasi"
)
PERCENT = "diisi banyaknya, bukan persennya"


def settle_ratios(
    row: ImportRow, draft: IndicatorDraft, found: Values, stored: Figures, changes: Changes
) -> None:
    """Put parts and K of the quarters into `found`; what cannot be is refused and left out."""
    for column, names in zip(QUARTER_K, QUARTER_PARTS, strict=True):
        quarter = _Quarter(row, draft, stored, changes, column, names)
        if draft.accumulation == Accumulation.RATIO:
            quarter.take(found)
        else:
            quarter.leave(found)


class _Quarter:
    def __init__(  # noqa: PLR0917 - one quarter of one row
        self,
        row: ImportRow,
        draft: IndicatorDraft,
        stored: Figures,
        changes: Changes,
        column: str,
        names: tuple[str, str],
    ) -> None:
        self.row, self.draft, self.stored, self.changes = row, draft, stored, changes
        self.column, self.names = column, names

    @property
    def given(self) -> list[str]:
        return [name for name in self.names if name in self.row.values or name in self.row.words]

    def leave(self, found: Values) -> None:
        """No ratio: no parts; those it had as one go with the K they made."""
        for name in self.given:
            if name in self.row.words or self.row.values[name] is not None:
                self._refuse(name, NO_RATIO)
        if self.column in found and found[self.column] != self.stored.get(self.column):
            found.update(dict.fromkeys(self.names))

    def take(self, found: Values) -> None:
        is_told = self.column in found
        told = found.pop(self.column, None)
        if not self.given:
            if told is not None and told != self.stored.get(self.column):
                wanted = f"memerlukan kolom {' dan '.join(self.names)}; nilainya dihitung portal"
                self._refuse(self.column, wanted)
            elif is_told and told is None:
                found.update(dict.fromkeys((self.column, *self.names)))
            return
        if self._are_numbers():
            self._compute(told, found)

    def _are_numbers(self) -> bool:
        for name in self.given:
            if name in self.row.words:
                self._refuse(name, "bukan angka. Isi angka saja, misalnya 125")
            elif self.row.marks.get(name) == "%":
                self._refuse(name, PERCENT)
        return not any(
            name in self.row.words or self.row.marks.get(name) == "%" for name in self.given
        )

    def _compute(self, told: Decimal | None, found: Values) -> None:
        numerator, denominator = (self.row.values.get(name) for name in self.names)
        if numerator is None and denominator is None:  # both are cleared
            found.update(dict.fromkeys((self.column, *self.names)))
            return
        if problem := parts_problem(numerator, denominator):
            self._refuse(self.given[-1], problem)
            return
        assert numerator is not None and denominator is not None  # noqa: S101, PT018 - as asked
        per = int(self.stored.get(PER) or per_of(self.draft.unit))
        k = share(numerator, denominator, per)
        if problem := quantity_problem(k, self.draft.unit):
            self._refuse(self.given[-1], problem)
            return
        if told is not None and round(told - k, 2):
            self.changes.warn(
                self.row,
                f"{self.column} {format_number(told)} berbeda dari {' ÷ '.join(self.names)} = "
                f"{format_number(k)}; yang disimpan hasil hitungnya.",
            )
        parts = dict(zip(self.names, (numerator, denominator), strict=True))
        found.update({self.column: Decimal(k), PER: Decimal(per), **parts})

    def _refuse(self, name: str, wanted: str) -> None:
        value = self.row.words.get(name) or format_number(self.row.values.get(name))
        self.changes.refuse(self.row, name, f"{value}{self.row.marks.get(name, '')}", wanted)
