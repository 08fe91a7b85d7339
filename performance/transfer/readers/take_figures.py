"""The indicator and the figures of a row."""

from __future__ import annotations

from dataclasses import replace

from organizations.texts import folded
from performance.choices import Accumulation, NodeLevel, Polarity
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import ACCUMULATION_NAMES, POLARITY_NAMES, RP_COLUMNS
from performance.transfer.readers.quantities import quantities
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Figures, Frame, put
from performance.transfer.readers.state_before import COLUMN_K, COLUMN_RP
from performance.transfer.readers.state_masters import IndicatorDraft, IndicatorKey

FIELDS = {"unit": "satuan", "polarity": "polaritas", "accumulation": "akumulasi"}
SAID = {**POLARITY_NAMES, **ACCUMULATION_NAMES}


class FigureTaker:
    """Remembers on which row the rupiah of a code stood first."""

    def __init__(self, frame: Frame, changes: Changes) -> None:
        self.frame = frame
        self.changes = changes
        self.after = changes.after
        self.money_row: dict[str, int] = {}

    def take_indicator(self, row: ImportRow, node_key: str) -> None:
        key = (node_key, folded(row.indicator))
        if key not in self.after.indicators:
            key = self.after.later_indicators.get(key, key)
        existing = self.after.indicators.get(key)
        unit = row.unit or (existing.unit if existing else self._listed_unit(row, node_key))
        if not unit:
            self.changes.refuse(row, "satuan", "", "kosong. Isi satuan indikator baru ini")
            return
        if existing is None:
            draft = self._new_indicator(row, key, unit)
        else:
            draft = self._changed_indicator(row, existing, unit)
        self.after.indicators[key] = draft
        self.changes.indicator_of_row[row.place] = key
        stored = self.after.k.setdefault(key, {})
        for name, value in quantities(row, draft, stored, self.changes).items():
            left = self.after.derived_k.get(key) if name == COLUMN_K else None
            put(stored, name, left if value is None else value)

    def take_money(self, row: ImportRow, key: str) -> None:
        """Rupiah of a sub kegiatan are its own; those of a node above are a stated total."""
        money = _money(row)
        if not money:
            return
        first = self.money_row.setdefault(key, row.number)
        if row.level == NodeLevel.SUBKEGIATAN:
            current = self.after.rp.setdefault(key, {})
            if first != row.number and any(current.get(n) != v for n, v in money.items()):
                self._refuse_second(row, first)
                return
            if COLUMN_RP in money and money[COLUMN_RP] is None:
                money[COLUMN_RP] = self.after.derived_rp.get(key)
            for name, value in money.items():
                put(current, name, value)
        elif first == row.number:
            self.changes.stated[key] = (row.number, money)
        elif any(money.values()) and money != self.changes.stated[key][1]:
            self._refuse_second(row, first)

    def warn_of_money(self, row: ImportRow) -> None:
        """Goals hold no rupiah."""
        if any(_money(row).values()):
            where = "program, kegiatan, dan sub kegiatan"
            self.changes.warn(row, f"rupiah hanya disimpan pada {where}; tidak dibaca.")

    def _refuse_second(self, row: ImportRow, first: int) -> None:
        wanted = f"berbeda dari baris {first}. Tulis rupiah satu kode pada satu baris saja"
        self.changes.refuse(row, "rupiah", row.code, wanted)

    def _listed_unit(self, row: ImportRow, node_key: str) -> str:
        entry = self.frame.book.entries.get(node_key)
        return entry.unit if entry and folded(entry.indicator) == folded(row.indicator) else ""

    def _new_indicator(self, row: ImportRow, key: IndicatorKey, unit: str) -> IndicatorDraft:
        return IndicatorDraft(
            key,
            row.indicator,
            unit,
            row.polarity or Polarity.HIGHER.value,
            row.accumulation or Accumulation.SUM.value,
            order=row.number,
        )

    def _changed_indicator(
        self, row: ImportRow, draft: IndicatorDraft, unit: str
    ) -> IndicatorDraft:
        if folded(unit) == folded(draft.unit):
            unit = draft.unit
        elif draft.pk:
            self.changes.warn(row, f"satuan berubah dari “{draft.unit}” menjadi “{unit}”.")
        given = {"unit": unit, "polarity": row.polarity, "accumulation": row.accumulation}
        for name, value in given.items():
            if name in draft.later and value and value != getattr(draft, name):
                self._refuse_later(row, name, value)
        if not draft.is_active:
            self.changes.warn(row, "indikator ini sudah dinonaktifkan; angkanya tetap disimpan.")
        return replace(
            draft,
            unit=unit,
            polarity=row.polarity or draft.polarity,
            accumulation=row.accumulation or draft.accumulation,
        )

    def _refuse_later(self, row: ImportRow, name: str, value: str) -> None:
        """A later year has a rule of its own: a file of this one would have to write both."""
        year = self.frame.year
        self.changes.refuse(
            row,
            FIELDS[name],
            SAID.get(value, value),
            f"berbeda dari yang berlaku di {year}, dan isian ini berubah setelah {year}. Samakan "
            f"dengan templat {year}, atau ubah di halaman indikator dengan memilih tahun berlakunya",
        )


def _money(row: ImportRow) -> Figures:
    return {name: value for name, value in row.values.items() if name in RP_COLUMNS}
