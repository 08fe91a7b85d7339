"""One innovation in a round: its rows, what was answered, and what still keeps it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from innovations.choices.index import IndexPart, Verdict
from innovations.formulas import score_of
from innovations.index.queries.sheet import counts, proved_answers
from innovations.models import IndexEntry, IndexEvidence, IndexRound, IndexRow, Innovation
from innovations.permissions import visible_innovations

NOT_CHOSEN = "Indikator {row} wajib diisi."
NO_PROOF = "Bukti indikator {row} belum diunggah."
OTHER_BASIS = (
    "Dasar indikator {row} diganti sesudah buktinya diunggah. Unggah bukti untuk dasar yang baru."
)
TO_MEND = "Indikator {row} belum diperbaiki sesuai catatan."


@dataclass(frozen=True)
class RowLine:
    row: IndexRow
    answer: Any  # IndexAnswer with is_proved, or None
    evidence: Sequence[IndexEvidence]  # for its basis, newest first
    former: Sequence[IndexEvidence]  # for another basis

    @property
    def parameter(self) -> int | None:
        return self.answer.parameter if self.answer else None

    @property
    def counted(self) -> int:
        return counts(self.answer) if self.answer else 0

    @property
    def score(self) -> Decimal:
        return score_of([(self.row.weight, self.counted)])

    @property
    def chosen(self) -> str:
        """The words of the parameter that was chosen, after the basis where there is one."""
        if not self.parameter:
            return ""
        words = self.row.words[self.parameter - 1]
        for basis in self.row.bases:
            if basis["code"] == self.answer.basis:
                words = f"{basis['name']}: {basis['words'][self.parameter - 1]}"
        return words

    @property
    def verdict_tone(self) -> str:
        return "danger" if self.answer.verdict == Verdict.REVISE else "success"

    @property
    def lack(self) -> str:
        """Why it cannot be handed in as it is; empty where it can."""
        if not self.parameter:
            return NOT_CHOSEN.format(row=self.row) if self.row.is_mandatory else ""
        if not self.answer.is_proved:
            return (OTHER_BASIS if self.former else NO_PROOF).format(row=self.row)
        return TO_MEND.format(row=self.row) if self.answer.verdict == Verdict.REVISE else ""


def entry_of(user: Any, pk: int) -> IndexEntry | None:
    rows = IndexEntry.objects.select_related("round__set", "innovation__organization")
    seen = Innovation.objects.filter(visible_innovations(user))
    return rows.filter(pk=pk, innovation__in=seen.values("pk")).first()


def lines_of(round_: IndexRound, entry: IndexEntry | None) -> list[RowLine]:
    """The rows of an innovation, without one those of the city; three statements."""
    part = IndexPart.REGIONAL if entry is None else IndexPart.INNOVATION
    answers = proved_answers(round_).filter(entry=entry).select_related("judged_by")
    given = answers.prefetch_related(Prefetch("evidence", to_attr="proofs"))
    found: dict[int, Any] = {answer.row_id: answer for answer in given}
    return [_row_line(row, found.get(row.pk)) for row in round_.set.rows.filter(part=part)]


def _row_line(row: IndexRow, answer: Any) -> RowLine:
    proofs = answer.proofs if answer else []
    here = [one for one in proofs if one.basis == answer.basis]
    return RowLine(row, answer, here, [one for one in proofs if one not in here])


def lacks_of(lines: Sequence[RowLine]) -> list[str]:
    return [line.lack for line in lines if line.lack]
