"""A report comes in: from the web, the counter, another application or a file, always through here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from complaints import formulas, permissions, secrecy
from complaints.choices import Author, Channel, ComplaintClass, Step
from complaints.clock.actions.due import set_due
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
from organizations.values import clean_text

PREFIX = "SK"
LONGEST_TEXT, LONGEST_SUBJECT = 10_000, 140
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


@transaction.atomic
def file_complaint(
    *,
    kind: str,
    category: Category | None,
    text: str,
    subject: str = "",
    place: Place | None = None,
    happened_on: date | None = None,
    is_anonymous: bool = False,
    is_secret: bool = False,
    channel: str = Channel.WEB,
    received_at: datetime | None = None,
    now: datetime | None = None,
    contact: ContactGiven | None = None,
    files: Iterable[Taken] = (),
    accused: Organization | None = None,
    client_key: UUID | None = None,
    look_first: str = "",
    sp4n_id: str | None = None,
    by: User | None = None,
) -> Filed:
    """Take a report in, whatever way it came, and give it a number and a secret.

    `received_at` is when it reached the city (before or at `now`, when it is entered; both default
    to this moment); the clock counts from it. `files` are clean already (`intake.actions.files`).
    No unit has it yet: the desk routes it. Writes one line of history and, where the reporter
    wanted news, a notice. The same `client_key` gives the report it made before.
    Raises ValidationError keyed by argument, PermissionDenied when `by` may not enter reports.
    """
    if by is not None:
        allow((permissions.can_exchange if channel == Channel.SP4N else permissions.can_enter)(by))
    if client_key and (known := _before(client_key)):
        return Filed(known, "", is_new=False)
    entered_at = now or moment.now()
    received_at = received_at or entered_at
    place, contact = place or Place(), contact or ContactGiven()
    written = _text(text)
    _check(kind, received_at, entered_at)
    fingerprint = fingerprint_of(email=contact.email, phone=contact.phone)
    number, secret = _free_number(), secrecy.new_secret()
    case = Complaint(
        number=number,
        secret_digest=ticket_digest(number, secret),
        client_key=client_key,
        kind=kind,
        category=category,
        subject=_subject(subject, written),
        text=written,
        happened_on=happened_on,
        is_anonymous=is_anonymous,
        is_secret=is_secret,
        look_first=_look_first(look_first, fingerprint, entered_at),
        channel=channel,
        received_at=received_at,
        entered_at=entered_at,
        entered_by=by,
        accused=accused,
        sp4n_id=sp4n_id or None,
        **_place(place, is_secret=is_secret),
    )
    set_due(case)
    if known := _saved_meanwhile(case):
        return Filed(known, "", is_new=False)
    _reporter(case, contact, fingerprint)
    keep_files(case, files, author=Author.REPORTER, by=by, at=entered_at)
    _record(case, by)
    tell_reporter(case=case, subject="diterima", body=_received(case), key="received")
    return Filed(case, secret)


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
    """Clean files become attachments of the case; part of the caller's transaction."""
    return [
        Attachment.objects.create(
            complaint=case,
            file=file.use(),
            shown_name=file.shown_name,
            mime=file.mime,
            size=file.size,
            sha256=file.sha256,
            author=author,
            added_by=by,
            added_at=at or moment.now(),
            **more,
        )
        for file in files
    ]


def _before(client_key: UUID) -> Complaint | None:
    return Complaint.objects.filter(client_key=client_key).first()


def _saved_meanwhile(case: Complaint) -> Complaint | None:
    """Save; where the same form was saved in this very moment, give back that report instead."""
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError:
        if case.client_key and (known := _before(case.client_key)):
            return known
        raise
    return None


def _text(text: str) -> str:
    """The words as written, without what no eye can see; lines stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    written = "\n".join(clean_text(line) for line in lines).strip()
    if not written:
        raise ValidationError({"text": EMPTY})
    if len(written) > LONGEST_TEXT:
        raise ValidationError({"text": TOO_LONG})
    return written


def _subject(subject: str, text: str) -> str:
    """The given title, else the first words of the text."""
    words = clean_text(subject) or text.split("\n", 1)[0]
    if len(words) <= LONGEST_SUBJECT:
        return words
    return f"{words[: LONGEST_SUBJECT - 1].rsplit(' ', 1)[0]}…"


def _check(kind: str, received_at: datetime, entered_at: datetime) -> None:
    if kind not in ComplaintClass.values:
        raise ValidationError({"kind": "Pilih jenis laporan dari daftar."})
    if received_at > entered_at:
        raise ValidationError({"received_at": FUTURE})
    received_on = timezone.localtime(received_at).date()
    TermBook.read().required(Step.RESOLVE, kind, received_on)


def _free_number() -> str:
    number = secrecy.new_number(PREFIX)
    while Complaint.objects.filter(number=number).exists():
        number = secrecy.new_number(PREFIX)
    return number


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
