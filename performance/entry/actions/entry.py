"""The one entry: figures, notes and narratives of a quarter. Every writer holds the quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.formatting import quarter_name
from organizations.models import Organization, User
from performance import permissions
from performance.authors import NARRATIVE
from performance.entry.actions.cell_tables import TABLES
from performance.entry.actions.cells import Cell, EntryConflict, Written, write_cells
from performance.entry.actions.lock import hold_quarter
from performance.entry.queries.brought import asked_about
from performance.entry.queries.lock import Held
from performance.entry.queries.overruns import over_pagu, over_total
from performance.entry.queries.source import EntryKey, own_nodes
from performance.models import BudgetRealization, Indicator, RowNote, Submission
from performance.plan.actions.remainders import Absorbed, absorb
from performance.stamps import bump_stamp

__all__ = [
    "Cell",
    "EntryConflict",
    "FiguresAsked",
    "save_cells",
    "save_narratives",
    "save_note",
    "save_row",
]


class FiguresAsked(Exception):
    """Figures that may be mistaken; nothing is written before somebody agrees.

    Rupiah that pass their pagu or a stated total, and figures that may hold what a unit brought
    that joined. `questions` are sentences by the name of the cell, those already agreed to among them.
    """

    def __init__(self, questions: Mapping[str, str]) -> None:
        super().__init__("Ada angka yang perlu dipastikan.")
        self.questions = dict(questions)


def save_row(*, key: EntryKey, organization: Organization, cell: Cell, by: User) -> Written:
    """Save one cell of the grid; see `save_cells`."""
    return save_cells(key=key, organization=organization, cells=[cell], by=by)


@transaction.atomic
def save_cells(
    *, key: EntryKey, organization: Organization, cells: Sequence[Cell], by: User
) -> Written:
    """Write figures of one quarter, all or none.

    1. hold the entry and its window, 2. right and open quarter, 3. hold the rows, look at
    every value and compare row versions, 4. write what changed, 5. ask about rupiah that pass
    their pagu or a stated total and K that may be counted twice, 6. history, 7. data stamp.
    Raises PermissionDenied, ValidationError (by the name of the cell), EntryConflict or
    FiguresAsked.
    """
    require_open(by, hold_quarter(key))
    written = Written()
    for kind in TABLES:
        chosen = [cell for cell in cells if cell.kind == kind]
        if chosen:
            written = written.with_(write_cells(key, TABLES[kind], chosen, by))
    found = _take_from_totals(key, written)
    if any(written.grown.values()):
        written = replace(written, nodes=tuple(own_nodes(key)))
    _require_agreed(key, cells, written, found)
    taken = _taken_lines(key, found)
    activity.record_many([*written.lines, *taken], by=by, organization=organization)
    if written.lines:
        bump_stamp(key.organization_id, key.year)
    return written


def _take_from_totals(key: EntryKey, written: Written) -> Absorbed:
    """Spending that is typed takes from what was stated for its kegiatan without details.

    What exceeds the stated total raises it; `_require_agreed` asks about that, cell by cell.
    """
    column = f"rp{key.quarter}"
    return absorb(
        BudgetRealization,
        {node: {column: written.grown[node]} for node in written.under_total},
        what=f"realisasi {key.year}",
        is_agreed=True,
        year=key.year,
    )


def _require_agreed(
    key: EntryKey, cells: Sequence[Cell], written: Written, found: Absorbed
) -> None:
    """FiguresAsked where a cell has to be asked about and does not say so."""
    questions = asked_about(key.year, key.quarter, written.merging, written.scales)
    if grown := {pk: by for pk, by in written.grown.items() if by > 0}:
        passed = over_pagu(key, written.nodes, grown), over_total(grown, found.raised)
        for name, words in (pair for told in passed for pair in told.items()):
            questions[name] = " ".join(filter(None, [questions.get(name), words]))
    agreed = {cell.name for cell in cells if cell.is_agreed}
    if questions.keys() - agreed:
        raise FiguresAsked(questions)


def _taken_lines(key: EntryKey, found: Absorbed) -> list[activity.Line]:
    column = f"rp{key.quarter}"
    return [
        activity.Line(
            object_type="performance.plannode",
            object_id=int(name.split(".")[1]),
            verb="performance.enter",
            summary=change["label"],
            changes={column: change},
        )
        for name, change in found.changes.items()
    ]


def require_open(by: User, held: Held) -> None:
    """The right to enter, an open state, and an open window by the database clock."""
    allow(permissions.can_enter(by, held.submission))
    if not held.lock.is_open:
        raise PermissionDenied(f"{held.lock.reason}. Perubahan tidak disimpan.")


@transaction.atomic
def save_note(
    *,
    key: EntryKey,
    indicator: Indicator,
    texts: Mapping[str, str],
    version: int,
    by: User,
) -> RowNote:
    """The clerk's words on one indicator in one quarter; ChangedMeanwhile on a newer version."""
    require_open(by, hold_quarter(key))
    place = {"indicator": indicator, "year": key.year, "quarter": key.quarter}
    RowNote.objects.bulk_create([RowNote(**place, row_version=0)], ignore_conflicts=True)
    note = RowNote.objects.select_for_update(of=("self",)).get(**place)
    changes = _changed_texts(note, texts, RowNote.narratives())
    if not changes:
        return note
    if note.row_version != version:
        raise _conflict(note, changes, note.updated_by)
    _set_texts(note, texts, RowNote.narratives())
    note.row_version += 1
    note.updated_by, note.updated_at = by, timezone.now()
    note.save()
    activity.record(
        obj=note,
        verb="performance.note",
        summary=f"Catatan {quarter_name(key.quarter)} {key.year}: {indicator.name}",
        by=by,
        organization=indicator.organization,
        changes=changes,
    )
    bump_stamp(key.organization_id, key.year)
    return note


@transaction.atomic
def save_narratives(
    *,
    key: EntryKey,
    organization: Organization,
    texts: Mapping[str, str],
    version: int,
    by: User,
) -> Submission:
    """The four narratives of E.81, only the given ones; ChangedMeanwhile on a newer version."""
    held = hold_quarter(key, exclusive=True)
    require_open(by, held)
    submission = held.submission
    labels = {name: label for name, label in Submission.narratives().items() if name in texts}
    changes = _changed_texts(submission, texts, labels)
    if not changes:
        return submission
    if submission.row_version != version:
        raise _conflict(submission, changes, None)
    _set_texts(submission, texts, labels)
    submission.row_version += 1
    submission.save(update_fields=[*labels, "row_version"])
    activity.record(
        obj=submission,
        verb=NARRATIVE,
        summary=f"Uraian evaluasi {quarter_name(key.quarter)} {key.year}: {organization}",
        by=by,
        organization=organization,
        changes=changes,
    )
    bump_stamp(key.organization_id, key.year)
    return submission


def _changed_texts(
    row: RowNote | Submission, texts: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    return {
        name: activity.changed(label, getattr(row, name), texts[name].strip())
        for name, label in labels.items()
        if name in texts and getattr(row, name) != texts[name].strip()
    }


def _set_texts(
    row: RowNote | Submission, texts: Mapping[str, str], labels: Mapping[str, str]
) -> None:
    for name in labels:
        if name in texts:
            setattr(row, name, texts[name].strip())


def _conflict(
    row: RowNote | Submission, changes: Mapping[str, Mapping[str, str]], who: User | None
) -> ChangedMeanwhile:
    """What stands at each field now that would be replaced, with the mark to replace it."""
    sentences = {
        name: f"Baru saja diubah {who.full_name if who else 'orang lain'} menjadi: "
        f"{change['before'] or '(kosong)'}. Simpan lagi untuk memakai tulisan Anda."
        for name, change in changes.items()
    }
    return ChangedMeanwhile(sentences, version=row.row_version)
