"""What addresses of surveys name: one unit a place with everything, made when first asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from organizations.choices import Role
from surveys import reference
from surveys.choices import BatchState, DraftState, Element, FileStage, Mode, StandardPart
from surveys.formulas import cycle_period
from surveys.models import (
    AnswerFile,
    PaperBatch,
    Period,
    PeriodPhoto,
    Question,
    Questionnaire,
    SecondEntry,
    Service,
    ServicePledge,
    ServicePoint,
    ServiceStandard,
    ServiceUnit,
    StandardText,
)
from tests.factories.organizations import make_user
from tests.factories.surveys import (
    make_period,
    make_point,
    make_responses,
    make_service,
    make_service_unit,
)  # fmt: skip
from tests.pages.places import Args, Place, once


def pk(make: Any) -> Args:
    """The address of an object that `make` finds or makes."""
    return lambda place: [_pk(make(place))]


def _pk(row: Model) -> Any:
    return row.pk


@once
def service_unit(place: Place) -> ServiceUnit:
    return make_service_unit(place.unit)


@once
def service(place: Place) -> Service:
    return make_service(service_unit(place))


@once
def point(place: Place) -> ServicePoint:
    return make_point(service_unit(place), service=service(place))


@once
def other_point(place: Place) -> ServicePoint:
    return make_point(service_unit(place), service=service(place))


@once
def period(place: Place) -> Period:
    today = cycle_period(timezone.localdate(), "semester")
    return make_period(
        service_unit(place), code=today.code, starts_on=today.starts_on, ends_on=today.ends_on
    )


@once
def photo(place: Place) -> PeriodPhoto:
    """Its file is lost."""
    return PeriodPhoto.objects.create(
        period=period(place), caption="Loket", file="surveys/foto/hilang.jpg",
        file_name="loket.jpg", mime="image/jpeg", sha256="0" * 64,
    )  # fmt: skip


@once
def batch(place: Place) -> PaperBatch:
    """Typed by somebody else, waiting to be typed again; one form differs."""
    of = period(place)
    typist = make_user(Role.PENGELOLA_SURVEI, place.unit)
    row = PaperBatch.objects.create(
        period=of, number=1, filled_on=of.starts_on, state=BatchState.CHECKING, entered_by=typist
    )
    add_forms(row, 1)
    values = {code.value: 1 for code in Element}
    SecondEntry.objects.create(
        batch=row, row=1, values=values, differed=["waktu"], entered_by=typist
    )
    return row


@once
def answer_file(place: Place) -> AnswerFile:
    return make_file(period(place))


def make_file(of: Period) -> AnswerFile:
    """Looked at and refused; the file itself is lost."""
    return AnswerFile.objects.create(
        period=of, file_name="jawaban.csv", sha256="0" * 64, stage=FileStage.REFUSED,
        titles=["u1"], told={"problems": ["Kolom u2 tidak ada."]},
        uploaded_by=make_user(Role.PENGELOLA_SURVEI, of.unit.organization),
    )  # fmt: skip


def add_forms(of: PaperBatch, number: int) -> None:
    make_responses(of.period, "333343334", batch=of, row=number, mode=Mode.PAPER)


def make_standard(
    of: Service, version: int, valid_from: date, *, published: bool = True
) -> ServiceStandard:
    row = ServiceStandard.objects.create(service=of, version=version, valid_from=valid_from)
    StandardText.objects.bulk_create(
        StandardText(standard=row, part=part, text=f"Isi {part} versi {version}")
        for part in StandardPart.values
    )
    if published:
        row.state = DraftState.PUBLISHED
        row.save(update_fields=["state"])
    return row


@once
def draft_standard(place: Place) -> ServiceStandard:
    published_standard(place)
    return make_standard(service(place), 2, date(2030, 1, 1), published=False)


@once
def published_standard(place: Place) -> ServiceStandard:
    return make_standard(service(place), 1, date(2024, 1, 1))


def published_service(place: Place) -> Service:
    return published_standard(place).service


def make_pledge(of: ServiceUnit, **fields: Any) -> ServicePledge:
    given = {
        "text": "Kami sanggup melayani sesuai standar.",
        "signed_on": date(2024, 1, 2),
        "signer": "Pimpinan unit",
        "position": "Kepala",
        "file": "surveys/maklumat/2024/tidak-ada.pdf",
        "file_name": "maklumat.pdf",
        "mime": "application/pdf",
        "sha256": "0" * 64,
        **fields,
    }
    return ServicePledge.objects.create(unit=of, **given)


@once
def pledge(place: Place) -> ServicePledge:
    """A draft whose file is lost."""
    return make_pledge(service_unit(place))


@once
def published_pledge(place: Place) -> ServicePledge:
    return make_pledge(service_unit(place), state=DraftState.PUBLISHED)


@once
def draft(place: Place) -> Questionnaire:
    """The city's next version, with one local question so far."""
    active = reference.load_questionnaire()
    found, is_new = Questionnaire.objects.get_or_create(
        code=active.code, version=99, defaults={"title": active.title, "basis": active.basis}
    )
    if is_new:
        Question.objects.create(questionnaire=found, code="tambahan", kind="teks", position=1)
    return found


def question(place: Place) -> Question:
    return Question.objects.filter(questionnaire=draft(place)).order_by("pk")[0]
