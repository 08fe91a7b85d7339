"""A report as it will be saved, whatever way it came: what is asked of it, its number and secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Required, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from complaints import formulas, secrecy
from complaints.choices import ComplaintClass, Step
from complaints.clock.actions.due import set_due
from complaints.clock.actions.moving import wanted
from complaints.clock.queries.terms import TermBook
from complaints.intake.queries.outlines import area_at
from complaints.intake.queries.senders import fingerprint_of, kept_out
from complaints.models import Area, Category, Complaint, Reporter
from organizations import activity, moment
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


@dataclass
class Coming:
    """A report and who sent it as they will be saved."""

    case: Complaint
    contact: ContactGiven
    fingerprint: str
    secret: str = field(default="", repr=False)

    def reporter(self) -> Reporter | None:
        contact = self.contact
        if contact.is_empty():
            return None
        return Reporter(
            complaint=self.case,
            name=contact.name,
            email=contact.email,
            phone=contact.phone,
            address=contact.address,
            mail_wanted=contact.mail_wanted and bool(contact.email),
            whatsapp_wanted=contact.whatsapp_wanted and bool(contact.phone),
            fingerprint=self.fingerprint,
            shown_name=secrecy.shortened(contact.name)[:40],
        )

    def line(self) -> activity.Line:
        case = self.case
        return activity.Line(
            object_type=case._meta.label_lower,
            object_id=case.pk,
            verb=activity.verb_of(case, "file"),
            summary=f"Diterima lewat {case.get_channel_display()}: {case}",
        )


def prepare(
    *,
    text: str,
    subject: str = "",
    place: Place | None = None,
    received_at: datetime | None = None,
    now: datetime | None = None,
    contact: ContactGiven | None = None,
    look_first: str = "",
    by: User | None = None,
    **columns: Unpack[Columns],
) -> Coming:
    """What `file_complaint` saves, before it has a number. Raises ValidationError as that does."""
    entered_at = now or moment.now()
    contact = contact or ContactGiven()
    written = wanted(text, "text", EMPTY, too_long=TOO_LONG)
    case = Complaint(
        **{**columns, "sp4n_id": columns.get("sp4n_id") or None},
        **_place(place or Place(), is_secret=columns.get("is_secret", False)),
        subject=_subject(subject, written),
        text=written,
        look_first=look_first,
        received_at=received_at or entered_at,
        entered_at=entered_at,
        entered_by=by,
    )
    _check(case)
    return Coming(case, contact, fingerprint_of(email=contact.email, phone=contact.phone))


def complete(coming: Sequence[Coming]) -> None:
    """Numbers that nobody has and the secrets that open them, due dates, and a word to the desk where
    the sender is kept out; two statements for any number of reports."""
    _give_numbers(coming)
    now = max(one.case.entered_at for one in coming)
    barred = kept_out((one.fingerprint for one in coming), now)
    for one in coming:
        reasons = [one.case.look_first, KEPT_OUT if one.fingerprint in barred else ""]
        one.case.look_first = "; ".join(filter(None, reasons))[:200]
        set_due(one.case, ())


def _give_numbers(coming: Sequence[Coming]) -> None:
    unnumbered = list(coming)
    while unnumbered:
        for one in unnumbered:
            one.case.number, one.secret = secrecy.new_number(PREFIX), secrecy.new_secret()
            one.case.secret_digest = ticket_digest(one.case.number, one.secret)
        drawn = [one.case.number for one in coming]
        taken = Complaint.objects.filter(number__in=drawn).values_list("number", flat=True)
        used, unnumbered = set(taken), []
        for one in coming:
            if one.case.number in used:
                unnumbered.append(one)
            used.add(one.case.number)


def ticket_digest(number: str, secret: str) -> str:
    """What a ticket's secret is kept as."""
    return secrecy.digest("ticket", f"{number}:{secrecy.plain(secret)}")


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
