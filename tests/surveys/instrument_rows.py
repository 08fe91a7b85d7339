"""Rows of the instrument room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization
from surveys.models import Period, Question, Questionnaire, QuestionText, ServiceStandard
from tests.factories.surveys import make_period, make_point, make_service, make_service_unit
from tests.pages.places import FOREIGN, OWN
from tests.surveys import objects


def add_instrument_rows(unit: Organization) -> None:
    """One more unit, and one more of everything on the unit that the addresses name."""
    make_service_unit(unit)
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _more(place)


def _more(place: object) -> None:
    unit, service = objects.service_unit(place), objects.service(place)  # type: ignore[arg-type]
    draft = objects.draft(place)  # type: ignore[arg-type]
    number = Period.objects.filter(unit=unit).count()
    year = 2000 + number
    make_point(unit)
    other = make_service(unit, name=f"Layanan {number}")
    objects.make_standard(other, 1, date(2020, 1, 1))
    objects.make_pledge(unit)
    make_period(unit, code=f"{year}-T", starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
    newest = ServiceStandard.objects.filter(service=service).count()
    objects.make_standard(service, 10 + newest, date(2000 + newest, 1, 1))
    count = Question.objects.count()
    question = Question.objects.create(
        questionnaire=draft, code=f"tambahan-{count}", kind="teks", position=count
    )
    QuestionText.objects.create(question=question, language="id", text=f"Pertanyaan {count}?")
    Questionnaire.objects.create(code=f"kuesioner-{count}", title="Kuesioner", basis="Dasar")
