"""Rows of the staff room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from complaints import reference
from complaints.choices import (
    Author,
    ComplaintClass,
    ComplaintState,
    MessageKind,
    MessageState,
    NoticeChannel,
)
from complaints.clock.actions.segments import open_segment
from complaints.models import (
    AnswerTemplate,
    Area,
    Attachment,
    Ban,
    Complaint,
    Escalation,
    IdentityRequest,
    LadderStep,
    Note,
    Rating,
    Remedy,
    RetentionRule,
    Route,
    SearchWord,
    SecretRead,
    Supporter,
    Term,
)
from organizations.choices import Role
from organizations.models import Organization, User
from tests.complaints import objects
from tests.factories import complaints as made
from tests.factories.organizations import make_unit, make_user
from tests.pages.places import FOREIGN, OWN

S = ComplaintState


def add_staff_rows(unit: Organization) -> None:
    """One more case of every kind, one more of everything on the case the addresses name."""
    reference.load()
    number = Complaint.objects.count()
    by = make_user(Role.ADMIN_PENGHUBUNG, unit)
    area, _ = Area.objects.get_or_create(code=f"99.{number}", defaults={"name": f"Uji {number}"})
    for state in (S.RECEIVED, S.ROUTED, S.ANSWERED):
        case = made.complaint(
            state=state,
            unit=None if state == S.RECEIVED else unit,
            area=area,
            officer=by,
            reporter_wrote_at=timezone.now(),
            received_at=timezone.now() - timedelta(days=30),
        )
        made.reporter(case, fingerprint="uji")
    for place in (OWN, FOREIGN):
        if place.code == unit.code:
            _more_of(objects.case(place), unit, by, number)
    _more_of(objects.received(OWN), unit, by, number)
    _settings(unit, by, area, number)


def _more_of(case: Complaint, unit: Organization, by: User, number: int) -> None:
    if not hasattr(case, "reporter"):
        made.reporter(case, fingerprint="uji")
    for state in (MessageState.SENT, MessageState.SENT):
        message = case.messages.create(
            kind=MessageKind.PROGRESS, author=Author.OFFICER, officer=by, unit=unit, state=state,
            text="Uji", sent_at=timezone.now(),
        )  # fmt: skip
        _photo(case, message)
    _photo(case, None)
    note = Note.objects.create(complaint=case, author=by, text="Uji")
    note.mentions.add(by)
    open_segment(case=case, unit=make_unit(), now=timezone.now())
    Escalation.objects.create(complaint=case, level=number + 10, title="Uji", officer=by)
    IdentityRequest.objects.create(complaint=case, asked_by=by, reason="Uji")
    SecretRead.objects.create(object_id=case.pk, number=case.number, reader=by, what="rahasia")
    _of_citizens(case, f"{case.pk}-{number}")
    place = {"latitude": "-6.888", "longitude": "109.675"}
    Complaint.objects.filter(pk=case.pk).update(**place)
    made.complaint(merged_into=case, state=S.MERGED, unit=unit, **place)
    made.complaint(split_from=case, state=S.ROUTED, unit=unit, **place)


def _of_citizens(case: Complaint, mark: str) -> None:
    """Who follows, what they were told, how long they were asked, what they thought of it."""
    supporter = Supporter.objects.create(complaint=case, secret_digest=mark)
    told = {"channel": NoticeChannel.MAIL, "subject": "Uji", "body": "Uji"}
    case.notices.create(key=mark, supporter=supporter, **told)
    case.pauses.create(reason="Uji", ended_at=timezone.now())
    Rating.objects.create(complaint=made.complaint(state=S.CLOSED, unit=case.unit), stars=3)


def _photo(case: Complaint, message: object) -> None:
    Attachment.objects.create(
        complaint=case, message=message, file="complaints/uji.jpg", shown_name="uji.jpg",
        mime="image/jpeg", size=1, sha256="0" * 64, author=Author.REPORTER,
    )  # fmt: skip


def _settings(unit: Organization, by: User, area: Area, number: int) -> None:
    category = made.category(f"uji-{number}")
    objects.settings(OWN)
    LadderStep.objects.create(level=number + 10, title="Uji", officer=by, unit=unit)
    Route.objects.create(category=category, area=area, unit=unit)
    AnswerTemplate.objects.create(name=f"Uji {number}", text="Uji")
    SearchWord.objects.create(word=f"uji{number}")
    since = timezone.localdate() + timedelta(days=number + 1)
    Term.objects.create(step="verifikasi", amount=3, basis="Uji", valid_from=since)
    Remedy.objects.create(text="Uji", basis="Uji", valid_from=since)
    until = timezone.now() + timedelta(days=30)
    kinds, ends = ComplaintClass.values, sorted(S.ended())
    RetentionRule.objects.get_or_create(
        kind=kinds[number % 4], state=ends[number % 3], defaults={"months": 12, "basis": "Uji"}
    )
    Ban.objects.create(fingerprint=f"uji{number}", told="Uji", until=until, made_by=by)
