"""Where a report goes: classified, passed on, handed back, started, given to an officer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import permissions, states
from complaints.choices import ComplaintState, MessageKind
from complaints.clock.actions.due import DERIVED, set_due
from complaints.clock.actions.ladder import escalate_by_hand
from complaints.clock.actions.moving import move, wanted
from complaints.clock.actions.segments import end_segment, open_segment
from complaints.clock.notifications import tell_people, tell_responsible
from complaints.clock.queries.officers import colleagues
from complaints.models import Complaint, Escalation, Note
from complaints.staff.actions.basics import locked, save, say, tell_citizens
from organizations import activity, moment
from organizations.access import allow
from organizations.models import Organization, User

CLASSIFIED = ("kind", "category", "accused", "area")


@transaction.atomic
def classify_case(*, case: Complaint, by: User, mark: str = "", **values: Any) -> Complaint:
    """Class, category, area and the unit it is about; another class counts from the same receipt.

    The unit it is about loses sight of it at once: a case that lies there goes back to the desk's
    list of those to pass on only by `route_case`, which refuses that unit.
    """
    row = locked(case, mark)
    allow(permissions.can_verify(by, row))
    _refuse_ended(row)
    changes = activity.changes_of(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    if row.accused_id and row.accused_id == row.unit_id:
        raise ValidationError(
            {"accused": "Unit ini sedang menangani laporannya. Teruskan dulu ke unit lain."}
        )
    changes |= set_due(row)
    if changes:
        save(row, [*values, *DERIVED])
        activity.record(
            obj=row,
            verb=activity.verb_of(row, "classify"),
            summary=f"Digolongkan: {row}",
            by=by,
            organization=row.unit,
            changes=_for_many(row, changes),
        )
    return row


def _for_many(row: Complaint, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The history of a unit is read by the unit: it does not say whom a report is about, and of a
    secret one only what became of its clock."""
    hidden = set(CLASSIFIED) if row.is_secret else {"accused"}
    return {name: change for name, change in changes.items() if name not in hidden}


@transaction.atomic
def route_case(
    *, case: Complaint, unit: Organization, by: User, reason: str = "", mark: str = ""
) -> Complaint:
    """Pass the case on to a unit; again and again if need be, without resetting any clock.

    Closes the span of the unit that had it and opens one for the next, tells that unit and the
    reporter. Raises ValidationError for the unit the report is about, and without a reason when
    it is passed on again.
    """
    row = locked(case, mark)
    before = row.unit
    if row.accused_id == unit.pk:
        raise ValidationError({"unit": "Unit ini terlapor, jadi tidak menangani laporannya."})
    if before == unit and row.state != ComplaintState.RECEIVED:
        raise ValidationError({"unit": f"Laporan ini sudah di {unit.short_name}."})
    if before is not None and before != unit and not reason.strip():
        raise ValidationError({"reason": "Tulis mengapa laporan dipindahkan."})
    now = moment.now()
    moved = move(
        row,
        states.ROUTE,
        by=by,
        updates={"unit": unit, "officer": None, "routed_at": row.routed_at or now},
        changes={"unit": activity.changed("Perangkat daerah", before or "", unit)},
        organization=unit,
    )
    segment = open_segment(case=moved, unit=unit, now=now, reason=reason.strip())
    tell_responsible(moved, "Laporan baru untuk unit Anda.", by=by)
    said = "Laporan Anda diteruskan ke perangkat daerah yang menangani."
    tell_citizens(moved, "diteruskan", said, f"diteruskan:{segment.pk}")
    return moved


@transaction.atomic
def hand_back(*, case: Complaint, by: User, reason: str, mark: str = "") -> Complaint:
    """Not ours: back to the desk with the reason; the total clock goes on."""
    row = locked(case, mark)
    said = wanted(reason, "reason", "Tulis alasan dan unit yang seharusnya menangani.")
    before = row.unit
    moved = move(
        row,
        states.HAND_BACK,
        by=by,
        updates={"unit": None, "officer": None},
        changes={"unit": activity.changed("Perangkat daerah", before or "", "")},
        organization=before,
    )
    end_segment(case=moved, now=moment.now())
    Note.objects.create(
        complaint=moved,
        author=by,
        text=f"Dikembalikan oleh {before}: {said}",
        written_at=moment.now(),
    )
    tell_responsible(moved, "Laporan dikembalikan dan perlu diteruskan lagi.", by=by)
    return moved


@transaction.atomic
def start_case(*, case: Complaint, by: User) -> Complaint:
    """The unit begins to work on it."""
    moved = move(locked(case), states.START, by=by)
    tell_citizens(moved, "mulai ditangani", "Laporan Anda mulai ditangani.", f"mulai:{moved.pk}")
    return moved


@transaction.atomic
def archive_case(*, case: Complaint, by: User | None, reason: str) -> Complaint:
    """Unclear beyond repair, or spam: the reporter reads why."""
    row = locked(case)
    said = wanted(reason, "reason", "Tulis alasan diarsipkan.")
    now = moment.now()
    moved = move(row, states.ARCHIVE, by=by, updates={"closed_at": now, "paused_at": None})
    end_segment(case=moved, now=now)
    moved.pauses.filter(ended_at=None).update(ended_at=now)
    say(moved, MessageKind.CLOSING, said, by=by)
    body = "Laporan Anda diarsipkan. Buka laporannya untuk membaca alasannya."
    tell_citizens(moved, "diarsipkan", body, "diarsipkan")
    return moved


@transaction.atomic
def delegate_case(*, case: Complaint, officer: User | None, by: User, mark: str = "") -> Complaint:
    """Give the case to a person of its unit, or to nobody in particular."""
    row = locked(case, mark)
    allow(permissions.can_handle(by, row))
    _refuse_ended(row)
    if officer is not None and officer not in colleagues(row):
        raise ValidationError({"officer": "Pilih petugas dari unit yang menangani laporan ini."})
    before, row.officer = row.officer, officer
    if before == officer:
        return row
    save(row, ["officer"])
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "delegate"),
        summary=f"Petugas ditunjuk: {row}" if officer else f"Penunjukan petugas dicabut: {row}",
        by=by,
        organization=row.unit,
        changes={"officer": activity.changed("Petugas", before or "", officer or "")},
    )
    if officer is not None:
        tell_people([officer], row, "Laporan ini ditugaskan kepada Anda.", by=by)
    return row


@transaction.atomic
def escalate_case(*, case: Complaint, by: User, mark: str = "") -> Escalation:
    """The next step of the ladder at once; pressed twice it is one step."""
    return escalate_by_hand(case=locked(case, mark), by=by)


def _refuse_ended(row: Complaint) -> None:
    if row.state in ComplaintState.ended():
        raise ValidationError(f"Laporan ini sudah {row.get_state_display().lower()}.")
