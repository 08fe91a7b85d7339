"""What was kept long enough goes: who reported, what was said, files and places. The frame stays.

Number, class, category, kelurahan, unit, dates, state, outcome and stars are what figures are made of;
they say nothing of a person.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import QuerySet

from complaints import permissions, words
from complaints.clock.actions.moving import wanted
from complaints.models import ChildReport, Complaint, OriginalWords, Rating, RetentionRule
from complaints.staff.actions.basics import locked, save
from complaints.staff.queries.retention import child_rule, due_child_reports, due_reports
from organizations import activity, storage
from organizations.access import allow
from organizations.models import User

MOST = 500  # reports of a rule in one run; the next run goes on
GONE = "Dihapus menurut masa simpan"
BLANK: dict[str, Any] = {
    "subject": GONE, "text": "", "address": "", "look_first": "", "happened_on": None,
    "latitude": None, "longitude": None, "public_latitude": None, "public_longitude": None,
    "public_subject": "", "public_text": "", "search": None, "reporter_wrote_at": None, "sp4n_state": "",
}  # fmt: skip


@dataclass(frozen=True)
class Removed:
    rule: RetentionRule
    count: int


def erase_due(*, now: datetime, most: int | None = MOST) -> list[Removed]:
    """Remove what every rule in effect has due, each report in a transaction of its own."""
    removed = []
    for rule, rows in due_reports(now):
        keys = list(rows.order_by("closed_at", "pk").values_list("pk", flat=True)[:most])
        removed.append(Removed(rule, sum(_erase(pk, rows, rule, now) for pk in keys)))
    return removed


def erase_due_child_reports(*, now: datetime) -> int:
    """The same for reports about children, under their own rule; only their own page tells of it."""
    rule = child_rule()
    keys = list(due_child_reports(now).values_list("pk", flat=True)[:MOST])
    return sum(_erase_child(pk, rule, now) for pk in keys) if rule else 0


@transaction.atomic
def _erase(pk: int, due: QuerySet[Complaint], rule: RetentionRule, now: datetime) -> bool:
    """False for one that is due no more: reopened, disputed or taken by another run meanwhile."""
    case = Complaint.objects.select_for_update().filter(pk=pk, erased_at=None).first()
    if case is None or not due.filter(pk=pk).exists():
        return False
    empty_case(case=case, now=now, secret_digest=secrets.token_hex(32), client_key=None)
    _record(case, rule, case.unit)
    return True


def empty_case(*, case: Complaint, now: datetime, **more: Any) -> None:
    """Take out of a locked report who reported, what was said, files and places, and set `more`.

    Part of the caller's transaction; files go after it.
    """
    _drop_files(storage.evidence(), _files_of(case))
    for rows in (
        case.attachments, case.messages, case.notes, case.notices, case.openings, case.followers,
        case.drafts,
    ):  # fmt: skip
        rows.all().delete()
    if hasattr(case, "reporter"):
        case.reporter.delete()
    OriginalWords.objects.filter(complaint=case).delete()
    Rating.objects.filter(complaint=case).update(text="")
    case.pauses.update(reason="")
    case.segments.update(reason="")
    known = words.known_of(case)
    Complaint.objects.filter(pk=case.pk).update(**{**BLANK, **more}, erased_at=now)
    words.forget(known)


def _files_of(case: Complaint) -> list[str]:
    kept = [name for row in case.attachments.all() for name in (row.file.name, row.redacted.name)]
    waiting = [file.file.name for draft in case.drafts.all() for file in draft.files.all()]
    return [str(name) for name in (*kept, *waiting) if name]


@transaction.atomic
def _erase_child(pk: int, rule: RetentionRule, now: datetime) -> bool:
    report = due_child_reports(now).select_for_update().filter(pk=pk).first()
    if report is None:
        return False
    _drop_files(storage.protected(), [str(row.file.name) for row in report.files.all()])
    report.files.all().delete()
    report.messages.all().delete()
    ChildReport.objects.filter(pk=pk).update(
        text="", child="", place="", contact="", client_key=None,
        secret_digest=secrets.token_hex(32), erased_at=now,
    )  # fmt: skip
    _record(report, rule, None)
    return True


def _drop_files(shelf: Storage, names: Iterable[str]) -> None:
    """After the commit; a file that will not go has no row any more and is swept later."""
    for name in names:
        transaction.on_commit(partial(storage.discard, shelf, name))


def _record(row: Any, rule: RetentionRule, unit: Any) -> None:
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "erase"),
        summary=f"Isi dihapus menurut masa simpan: {row}",
        by=None,
        organization=unit,
        changes={
            "basis": activity.changed("Dasar", "", f"{rule.months} bulan, {rule.basis}"[:200])
        },
    )


@transaction.atomic
def hold_case(*, case: Complaint, reason: str, by: User, mark: str = "") -> Complaint:
    """Keep it whole while it is disputed (Ombudsman, court, audit), however old it is."""
    row = locked(case, mark)
    allow(permissions.can_hold(by, row))
    row.hold_reason = wanted(reason, "reason", "Tulis mengapa laporan ini harus disimpan.", 200)
    save(row, ["hold_reason"])
    _tell(row, "hold", "Ditahan dari penghapusan", by)
    return row


@transaction.atomic
def release_case(*, case: Complaint, by: User, mark: str = "") -> Complaint:
    """The dispute is over: its period counts again."""
    row = locked(case, mark)
    allow(permissions.can_release(by, row))
    row.hold_reason = ""
    save(row, ["hold_reason"])
    _tell(row, "release", "Tidak lagi ditahan dari penghapusan", by)
    return row


def _tell(row: Complaint, name: str, words: str, by: User) -> None:
    activity.record(
        obj=row, verb=activity.verb_of(row, name), summary=f"{words}: {row}", by=by,
        organization=row.unit,
    )  # fmt: skip
