"""A report comes in: from the web, the counter, another application or a file, always through here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Required, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from complaints import formulas, permissions, secrecy
from complaints.choices import Author, Channel, ComplaintClass, Step
from complaints.clock.actions.due import set_due
from complaints.clock.actions.moving import wanted
from complaints.clock.queries.terms import TermBook, last_day_of
from complaints.intake.actions.notices import tell_reporter
from complaints.intake.queries.outlines import area_at
from complaints.intake.queries.senders import fingerprint_of, is_kept_out
from complaints.models import Area, Attachment, Category, Complaint, Reporter
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.uploads import Taken
from organizations.formatting import format_date
from organizations.models import Organization, User
from organizations.texts import clean_text

PREFIX = "SK"
LONGEST_SUBJECT = 140
EMPTY = "Ceritakan apa yang terjadi."
TOO_LONG = "Cerita paling panjang 10.000 huruf. Ringkas, lalu lampirkan sisanya sebagai PDF."
FUTURE = "Waktu terima belum terjadi. Periksa tanggal dan jamnya."
KEPT_OUT = "Pengirim ini sedang diblokir"


@dataclass(frozen=True)
class Place:
    """Where it is; every part may be missing. A pin outside the city is taken as it is."""

    area: Area | None = None
    address: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True)
class ContactGiven:
    """What the reporter told of themselves, and the ways they want news."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    mail_wanted: bool = False
    whatsapp_wanted: bool = False

    def is_empty(self) -> bool:
        return not (self.name or self.email or self.phone or self.address)


@dataclass(frozen=True)
class Filed:
    """A report and its secret. The secret is empty when the same form had come before."""

    case: Complaint
    secret: str = field(repr=False)
    is_new: bool = True


class Columns(TypedDict, total=False):
    """What goes into the row as it is given."""

    kind: Required[str]
    category: Required[Category | None]
    happened_on: date | None
    is_anonymous: bool
    is_secret: bool
    channel: str
    accused: Organization | None
    client_key: UUID | None
    sp4n_id: str | None


@transaction.atomic
def file_complaint(
    *,
    text: str,
    subject: str = "",
    place: Place | None = None,
    received_at: datetime | None = None,
    now: datetime | None = None,
    contact: ContactGiven | None = None,
    files: Iterable[Taken] = (),
    look_first: str = "",
    by: User | None = None,
    **columns: Unpack[Columns],
) -> Filed:
    """Take a report in, whatever way it came, and give it a number and a secret.

    `received_at` is when it reached the city (before or at `now`, when it is entered; both default
    to this moment); the clock counts from it. `files` are clean already (`intake.actions.files`).
    No unit has it yet: the desk routes it. Writes one line of history and, where the reporter
    wanted news, a notice. The same `client_key` gives the report it made before.
    Raises ValidationError keyed by argument, PermissionDenied when `by` may not enter reports.
    """
    _allow(by, columns.get("channel", Channel.WEB))
    if known := _before(columns.get("client_key")):
        return Filed(known, "", is_new=False)
    entered_at = now or moment.now()
    contact = contact or ContactGiven()
    written = wanted(text, "text", EMPTY, too_long=TOO_LONG)
    fingerprint = fingerprint_of(email=contact.email, phone=contact.phone)
    case, secret = _numbered(
        Complaint(
            **{**columns, "sp4n_id": columns.get("sp4n_id") or None},
            **_place(place or Place(), is_secret=columns.get("is_secret", False)),
            subject=_subject(subject, written),
            text=written,
            look_first=_look_first(look_first, fingerprint, entered_at),
            received_at=received_at or entered_at,
            entered_at=entered_at,
            entered_by=by,
        )
    )
    _check(case)
    set_due(case)
    if known := _saved_meanwhile(case):
        return Filed(known, "", is_new=False)
    _reporter(case, contact, fingerprint)
    keep_files(case, files, author=Author.REPORTER, by=by, at=entered_at)
    _record(case, by)
    tell_reporter(case=case, subject="diterima", body=_received(case), key="received")
    return Filed(case, secret)


def _allow(by: User | None, channel: str) -> None:
    if by is not None:
        allow((permissions.can_exchange if channel == Channel.SP4N else permissions.can_enter)(by))


def ticket_digest(number: str, secret: str) -> str:
    """What a ticket's secret is kept as."""
    return secrecy.digest("ticket", f"{number}:{secrecy.plain(secret)}")


def keep_files(
    case: Complaint,
    files: Iterable[Taken],
    *,
    author: str,
    by: User | None = None,
    at: datetime | None = None,
    **more: Any,
) -> list[Attachment]:
    """Clean files become attachments of the case; part of the caller's transaction.

    Of an anonymous report they lose the names they came with.
    """
    return [
        Attachment.objects.create(
            complaint=case,
            file=file.use(),
            shown_name=_named(case, file, place),
            mime=file.mime,
            size=file.size,
            sha256=file.sha256,
            author=author,
            added_by=by,
            added_at=at or moment.now(),
            **more,
        )
        for place, file in enumerate(files, start=1)
    ]


def _named(case: Complaint, file: Taken, place: int) -> str:
    return secrecy.nameless(file.shown_name, place) if case.is_anonymous else file.shown_name


def _before(client_key: UUID | None) -> Complaint | None:
    return Complaint.objects.filter(client_key=client_key).first() if client_key else None


def _saved_meanwhile(case: Complaint) -> Complaint | None:
    """Save; where the same form was saved in this very moment, give back that report instead."""
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError:
        if known := _before(case.client_key):
            return known
        raise
    return None


def _subject(subject: str, text: str) -> str:
    """The given title, else the first words of the text."""
    words = clean_text(subject) or text.split("\n", 1)[0]
    if len(words) <= LONGEST_SUBJECT:
        return words
    return f"{words[: LONGEST_SUBJECT - 1].rsplit(' ', 1)[0]}…"


def _check(case: Complaint) -> None:
    if case.kind not in ComplaintClass.values:
        raise ValidationError({"kind": "Pilih jenis laporan dari daftar."})
    if case.received_at > case.entered_at:
        raise ValidationError({"received_at": FUTURE})
    received_on = timezone.localtime(case.received_at).date()
    TermBook.read().required(Step.RESOLVE, case.kind, received_on)


def _numbered(case: Complaint) -> tuple[Complaint, str]:
    """With a number nobody has, and the secret that opens it."""
    case.number, secret = secrecy.new_number(PREFIX), secrecy.new_secret()
    while Complaint.objects.filter(number=case.number).exists():
        case.number = secrecy.new_number(PREFIX)
    case.secret_digest = ticket_digest(case.number, secret)
    return case, secret


def _look_first(given: str, fingerprint: str, now: datetime) -> str:
    reasons = [given] if given else []
    if is_kept_out(fingerprint, now):
        reasons.append(KEPT_OUT)
    return "; ".join(reasons)[:200]


def _place(place: Place, *, is_secret: bool) -> dict[str, Any]:
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None:
        latitude = longitude = None
    area = place.area
    if area is None and latitude is not None and longitude is not None:
        area = area_at(latitude, longitude)
    known: dict[str, Any] = {
        "area": area,
        "address": clean_text(place.address)[:300],
        "latitude": latitude,
        "longitude": longitude,
    }
    if latitude is not None and longitude is not None and not is_secret:
        known["public_latitude"] = formulas.rounded_place(latitude)
        known["public_longitude"] = formulas.rounded_place(longitude)
    return known


def _reporter(case: Complaint, contact: ContactGiven, fingerprint: str) -> None:
    if contact.is_empty():
        return
    Reporter.objects.create(
        complaint=case,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        address=contact.address,
        mail_wanted=contact.mail_wanted and bool(contact.email),
        whatsapp_wanted=contact.whatsapp_wanted and bool(contact.phone),
        fingerprint=fingerprint,
        shown_name=secrecy.shortened(contact.name)[:40],
    )


def _record(case: Complaint, by: User | None) -> None:
    activity.record(
        obj=case,
        verb="complaints.complaint.file",
        summary=f"Diterima lewat {case.get_channel_display()}: {case}",
        by=by,
    )


def _received(case: Complaint) -> str:
    """What the notice says of it: nothing of the report but its number and dates."""
    due = last_day_of(case.resolve_due_at)
    until = f" Paling lambat selesai {format_date(due)}." if due else ""
    return f"Laporan Anda sudah kami terima dengan nomor {case.number}.{until}"
