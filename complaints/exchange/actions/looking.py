"""What a file of SP4N-LAPOR! would do, row by row; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from complaints.choices import Channel, ComplaintState, Sp4nLine, Step
from complaints.clock.queries.terms import TermBook
from complaints.exchange.actions.rows import (
    TO_THE_TEAM,
    Values,
    is_about_a_child,
    ordered,
)
from complaints.exchange.queries.gaps import CLOSED, OPEN, known_cases
from complaints.exchange.queries.names import Names, folded
from complaints.exchange.readers.columns import STATES
from complaints.exchange.readers.sp4n import BY_NAME, TEXT, Given, in_their_words, rows_of
from complaints.models import Complaint
from organizations.formatting import format_number
from organizations.imports.kinds import WrongRow
from organizations.spreadsheets.columns import FileRow, wrong_cell

NO_TEXT = "kosong. Laporan ini belum ada di sini, jadi isinya diperlukan"
NO_SECRECY = (
    "Kolom rahasia tidak dipilih: {count} laporan baru masuk sebagai tidak rahasia. Bila di antaranya ada "
    "yang rahasia, pilih kolomnya lebih dulu."
)
NO_CATEGORY = "{count} laporan baru tanpa kategori; golongkan setelah disimpan."
TWIN = (
    "Baris {row}: isinya sama dengan {case}, yang dicatat dari SP4N-LAPOR! tanpa nomor. Isi nomor {id} "
    "di laporan itu, lalu periksa berkasnya lagi, supaya tidak tercatat dua kali."
)
MOST_TWINS = 50


@dataclass
class Looked:
    """Lines as they are kept and shown, errors and warnings, and what saving needs."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    filing: list[tuple[FileRow, Values]] = field(default_factory=list)
    known: list[tuple[FileRow, Complaint]] = field(default_factory=list)
    refused: frozenset[int] = frozenset()  # rows of which nothing may be kept

    def counts(self) -> dict[str, int]:
        found = Counter(line["action"] for line in self.lines)
        return {kind.value: found[kind] for kind in Sp4nLine}


def look(given: Given, mapping: Mapping[str, str], names: Names) -> Looked:
    """Every row against the portal as it is now. Each wrong cell is one sentence in `errors`."""
    read = rows_of(given, mapping)
    looked = Looked(errors=list(read.errors))
    rows = ordered(read.rows, looked.errors)
    looked.refused = frozenset(row.number for row in read.rows if is_about_a_child(row))
    cases = known_cases([row["sp4n_id"] for row in rows])
    for row in rows:
        try:
            _one(row, cases.get(row["sp4n_id"]), names, looked)
        except WrongRow as wrong:
            looked.errors.append(str(wrong))
        except ValidationError as wrong:
            looked.errors += [f"Baris {row.number}: {sentence}" for sentence in wrong.messages]
    said = {name: mapping.get(name, "") for name in BY_NAME}
    looked.errors = sorted((in_their_words(one, said) for one in looked.errors), key=_row_number)
    _warn(looked, mapping)
    return looked


def _row_number(sentence: str) -> int:
    digits = sentence.removeprefix("Baris ").split(",", 1)[0].split(":", 1)[0]
    return int(digits) if digits.isdecimal() else 0


def _one(row: FileRow, case: Complaint | None, names: Names, looked: Looked) -> None:
    if case is not None:
        is_new_there = folded(case.sp4n_state) != folded(row["status"])
        action = Sp4nLine.CHANGED if is_new_there else Sp4nLine.SAME
        note = f"sebelumnya {case.sp4n_state}" if is_new_there and case.sp4n_state else ""
        looked.known.append((row, case))
        looked.lines.append(_line(row, names, action, case.number, note))
        return
    if row.number in looked.refused:
        looked.lines.append(_line(row, names, Sp4nLine.REFUSED, "", f"{TO_THE_TEAM}."))
        return
    if not row[TEXT]:
        raise WrongRow(wrong_cell(row.number, TEXT, "", NO_TEXT))
    values = Values(row, names)
    received_on = timezone.localtime(values.received_at).date()
    TermBook.read().required(Step.RESOLVE, values.kind, received_on)
    looked.filing.append((row, values))
    state = ComplaintState(values.past.state).label
    unit = f", {values.past.unit.short_name}" if values.past.unit else ""
    looked.lines.append(_line(row, names, Sp4nLine.NEW, "", f"masuk sebagai {state}{unit}"))


def _line(row: FileRow, names: Names, action: str, case: str, note: str) -> dict[str, Any]:
    """What is kept of a row: its number, states and names of lists; no word of the report."""
    main, sub = row["kategori"], row["sub_kategori"]
    category = names.category(sub, main) if sub or main else None
    unit = names.unit(row["opd"]) if row["opd"] else None
    state = STATES[row["status"]][0]
    ends = {ComplaintState.ANSWERED: ""}.get(state, OPEN)
    return {
        "row": row.number,
        "id": row["sp4n_id"],
        "action": str(action),
        "case": case,
        "note": note,
        "state": row["status"].capitalize(),
        "ends": CLOSED if state in (ComplaintState.CLOSED, ComplaintState.ARCHIVED) else ends,
        "day": row["tanggal"],
        "category": " › ".join(part for part in (main, sub) if part),
        "category_pk": category.pk if category else None,
        "mains": sorted(names.mains(sub, main)) if sub or main else [],
        "unit": row["opd"],
        "unit_pk": unit.pk if unit else None,
    }


def _warn(looked: Looked, mapping: Mapping[str, str]) -> None:
    if not looked.filing:
        return
    if not mapping.get("rahasia"):
        open_ones = sum(not values.is_secret for _, values in looked.filing)
        if open_ones:
            looked.warnings.append(NO_SECRECY.format(count=format_number(open_ones)))
    bare = sum(values.category is None for _, values in looked.filing)
    if bare:
        looked.warnings.append(NO_CATEGORY.format(count=format_number(bare)))
    waiting = Complaint.objects.filter(channel=Channel.SP4N, sp4n_id=None)
    texts = {folded(text): number for text, number in waiting.values_list("text", "number")}
    twins = [
        (row, texts[folded(row[TEXT])]) for row, _ in looked.filing if folded(row[TEXT]) in texts
    ]
    looked.warnings += [
        TWIN.format(row=row.number, case=case, id=row["sp4n_id"])
        for row, case in twins[:MOST_TWINS]
    ]
