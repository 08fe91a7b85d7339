"""Several reports of one thing become one; one report of several things becomes several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from complaints import permissions, secrecy, states
from complaints.choices import ComplaintState
from complaints.clock.actions.due import set_due
from complaints.clock.actions.moving import move, wanted
from complaints.clock.actions.segments import end_segment, open_segment
from complaints.clock.notifications import tell_responsible
from complaints.intake.actions.coming import PREFIX, ticket_digest
from complaints.intake.actions.notices import tell_followers, tell_reporter
from complaints.intake.queries.joined import mark_in_main, own_report_of, reporters_of, root_of
from complaints.models import Complaint, Reporter, Supporter
from complaints.staff.actions.basics import locked, save
from complaints.staff.queries.case import find_case
from organizations import activity, moment
from organizations.access import allow
from organizations.models import Organization, User

CONTACT = ("name", "email", "phone", "mail_wanted", "whatsapp_wanted")
TARGETS = ComplaintState.open() | {ComplaintState.ANSWERED}
MIXED = (
    "Laporan rahasia hanya digabung dengan laporan rahasia, supaya isinya tidak dibaca orang lain. "
    "Tangani terpisah, atau naikkan dulu kerahasiaan laporan yang satunya."
)


@transaction.atomic
def merge_case(*, case: Complaint, number: str, by: User, mark: str = "") -> Complaint:
    """Close this one as a duplicate of another that is still worked on; gives back the main one.

    The reporter and the followers of this one follow the main one from then on (of secret reports
    they are only told). Anonymity takes the higher of the two; secrecy never mixes.
    """
    first, second = _pair(case, _target(case, number, by), mark)
    row, main = (first, second) if first.pk == case.pk else (second, first)
    _check_pair(row, main)
    now = moment.now()
    moved = move(
        row,
        states.MERGE,
        by=by,
        updates={"merged_into": main, "closed_at": now, "paused_at": None},
        changes={"merged_into": activity.changed("Laporan utama", "", main)},
    )
    end_segment(case=moved, now=now)
    moved.pauses.filter(ended_at=None).update(ended_at=now)
    if not moved.is_secret:
        _follow(moved, main)
    if moved.is_anonymous and not main.is_anonymous:
        main.is_anonymous = True
        save(main, ["is_anonymous"])
    activity.record(
        obj=main,
        verb=activity.verb_of(main, "join"),
        summary=f"Digabung dari {moved}: {main}",
        by=by,
        organization=main.unit,
    )
    said = "Laporan Anda digabung dengan laporan lain tentang hal yang sama."
    tell_reporter(case=moved, subject="digabung", body=said, key="digabung")
    tell_followers(case=moved, subject="digabung", body=said, key="digabung")
    return main


def _target(case: Complaint, number: str, by: User) -> Complaint:
    found = find_case(by, number)
    if found is None:
        raise ValidationError({"number": "Tidak ada laporan dengan nomor ini."})
    if found.pk == case.pk:
        raise ValidationError({"number": "Tulis nomor laporan lain, bukan laporan ini sendiri."})
    return found


def _pair(case: Complaint, main: Complaint, mark: str) -> tuple[Complaint, Complaint]:
    """Both rows locked, always in the same order, so that two officers never wait for each other."""
    rows = [(case, mark), (main, "")]
    rows.sort(key=lambda pair: pair[0].pk)
    return locked(*rows[0]), locked(*rows[1])


def _check_pair(row: Complaint, main: Complaint) -> None:
    if main.state == ComplaintState.MERGED:
        raise ValidationError({"number": "Laporan itu sendiri sudah digabung ke laporan lain."})
    if main.state not in TARGETS:
        raise ValidationError({"number": "Laporan utama sudah ditutup. Pilih yang masih berjalan."})
    if row.is_secret != main.is_secret:
        raise ValidationError({"number": MIXED})


@dataclass(frozen=True)
class _Joining:
    """Somebody who reads the main report from now on; `report` is the key of the own one."""

    mark: str
    came_from: Complaint
    person: Reporter | Supporter | None
    report: int | None


def _joining(row: Complaint) -> Iterator[_Joining]:
    """Its reporter and its followers, among them the reporters of what was merged into it before."""
    root = root_of(row)
    yield _Joining(row.secret_digest, row, Reporter.objects.filter(complaint=root).first(), root.pk)
    for follower in row.followers.select_related("came_from"):
        own = own_report_of(follower)
        report = root_of(own).pk if own else None
        yield _Joining(mark_in_main(row, follower), follower.came_from or row, follower, report)


def _follow(row: Complaint, main: Complaint) -> None:
    """Who reported and who followed keep their number and secret, and hear of the main one. Whose
    report was split may stand there already: such a person is neither counted nor told twice."""
    known, counted = reporters_of(main), 0
    for one in _joining(row):
        is_new = one.report is None or one.report not in known
        contact = {name: getattr(one.person, name) for name in CONTACT if one.person and is_new}
        Supporter.objects.get_or_create(
            secret_digest=one.mark,
            defaults={
                "complaint": main, "came_from": one.came_from, "joined_at": moment.now(), **contact,
            },
        )  # fmt: skip
        counted += is_new
        if one.report is not None:
            known.add(one.report)
    Complaint.objects.filter(pk=main.pk).update(supporters=F("supporters") + counted)


@transaction.atomic
def split_case(
    *,
    case: Complaint,
    units: Sequence[Organization],
    subject: str,
    text: str,
    by: User,
    mark: str = "",
) -> list[Complaint]:
    """A part for each unit, with the receipt, class and flags of the whole; the whole goes on.

    The reporter opens each part with its own number and the secret of the whole; answers to it
    stand in the whole as well.
    """
    row = locked(case, mark)
    allow(permissions.can_verify(by, row))
    if row.state not in ComplaintState.open():
        raise ValidationError("Hanya laporan yang masih berjalan dapat dipecah.")
    title = wanted(subject, "subject", "Isi judul bagian.", 140)
    body = wanted(text, "text", "Isi bagian laporan.")
    if any(unit.pk in (row.accused_id, row.unit_id) for unit in units) or not units:
        raise ValidationError(
            {"units": "Pilih unit lain: bukan yang terlapor dan bukan yang menanganinya."}
        )
    parts = [_part(row, unit, title, body, by) for unit in units]
    names = ", ".join(f"{part} ({part.unit})" for part in parts)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "split"),
        summary=f"Dipecah: {row}",
        by=by,
        organization=row.unit,
        changes={"parts": activity.changed("Bagian", "", names)},
    )
    return parts


def _part(row: Complaint, unit: Organization, title: str, body: str, by: User) -> Complaint:
    now, number = moment.now(), secrecy.new_number(PREFIX)
    copied = (
        "kind", "category", "happened_on", "is_anonymous", "is_secret", "channel", "received_at",
        "area", "address", "latitude", "longitude", "accused",
    )  # fmt: skip
    part = Complaint(
        number=number,
        secret_digest=ticket_digest(number, secrecy.new_secret()),  # opened with that of the whole
        subject=title,
        text=body,
        state=ComplaintState.ROUTED,
        unit=unit,
        split_from=row,
        entered_at=now,
        entered_by=by,
        routed_at=now,
        **{name: getattr(row, name) for name in copied},
    )
    set_due(part)
    part.save()
    open_segment(case=part, unit=unit, now=now)
    activity.record(
        obj=part,
        verb=activity.verb_of(part, "file"),
        summary=f"Bagian dari {row}: {part}",
        by=by,
        organization=unit,
    )
    said = "Sebagian dari laporan Anda ditangani tersendiri, dengan nomor ini dan kode rahasia yang sama."
    tell_reporter(case=part, subject="bagian laporan Anda", body=said, key="bagian")
    tell_responsible(part, "Laporan baru untuk unit Anda.", by=by)
    return part
