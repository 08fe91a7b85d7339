"""What addresses of complaints name: one case a place, made when it is first asked for."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from complaints import reference
from complaints.choices import Author, ComplaintState, MessageKind
from complaints.models import (
    AnswerTemplate,
    Area,
    Attachment,
    Ban,
    Complaint,
    IdentityRequest,
    LadderStep,
    Message,
    Route,
)
from complaints.staff.queries.settings import Kind
from organizations.choices import Role
from organizations.models import User
from organizations.storage import evidence, save
from tests.factories import complaints as made
from tests.factories.hostile import picture
from tests.pages.places import EMAILS, Args, Place, once


@once
def case(place: Place) -> Complaint:
    """In progress at the unit."""
    return made.complaint(state=ComplaintState.IN_PROGRESS, unit=place.unit, is_anonymous=False)


@once
def received(place: Place) -> Complaint:
    """With no unit yet."""
    return made.complaint()


@once
def attachment(place: Place) -> Attachment:
    content = picture()
    return Attachment.objects.create(
        complaint=case(place),
        file=save(evidence(), "complaints/uji.jpg", content),
        shown_name="foto.jpg",
        mime="image/jpeg",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        author="pelapor",
    )


@once
def held(place: Place) -> Complaint:
    return made.complaint(state=ComplaintState.IN_PROGRESS, unit=place.unit, hold_reason="Uji")


@once
def message(place: Place) -> Message:
    said = {"kind": MessageKind.REPLY, "author": Author.REPORTER, "text": "Nama saya Uji."}
    return Message.objects.create(complaint=case(place), sent_at=timezone.now(), **said)


def said(place: Place) -> int:
    return message(place).pk


def photo(place: Place) -> int:
    return attachment(place).pk


@once
def asked(place: Place) -> IdentityRequest:
    by = User.objects.get(email=EMAILS[Role.BAGIAN_ORGANISASI])
    return IdentityRequest.objects.create(complaint=case(place), asked_by=by, reason="Uji")


def opening(place: Place) -> list[Any]:
    return [asked(place).pk]


def ban(place: Place) -> list[Any]:
    by = User.objects.get(email=EMAILS[Role.BAGIAN_ORGANISASI])
    until = timezone.now() + timedelta(days=30)
    known = {"fingerprint": "uji", "told": "0812***890"}
    row, _ = Ban.objects.get_or_create(**known, defaults={"until": until, "made_by": by})
    return [row.pk]


@once
def settings(place: Place) -> None:
    """One row of every kind of setting at least."""
    reference.load()
    if not LadderStep.objects.exists():
        LadderStep.objects.create(level=1, title="Kepala bagian")
    area, _ = Area.objects.get_or_create(code="33.75.01", defaults={"name": "Uji"})
    Route.objects.get_or_create(category=made.category(), area=area, defaults={"unit": place.unit})
    AnswerTemplate.objects.get_or_create(name="Terima kasih", defaults={"text": "{nomor}"})


def setting(kind: Kind) -> Args:
    def args(place: Place) -> list[Any]:
        settings(place)
        return [kind.rows().order_by("pk")[0].pk]

    return args


def numbered(find: Any, *more: Any) -> Args:
    return lambda place: [find(place).number, *(one(place) for one in more)]
