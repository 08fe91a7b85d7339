"""Who saves second is told what the first has saved: every form of a row that somebody else may open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from innovations.choices import InnovationState
from innovations.models import (
    AdoptionBand,
    Award,
    Cohort,
    Comparison,
    Innovation,
    ProcessStep,
    Signatory,
    TrainingProject,
)
from organizations.choices import Role
from organizations.formatting import format_date
from tests.factories.adoption import make_checklist, make_item, make_school
from tests.factories.innovations import make_innovation, make_launch, make_milestone
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db
THEIRS, MINE = "Ditulis orang lain", "Tulisan saya"


def going() -> Innovation:
    return make_innovation()


def draft() -> Innovation:
    return make_innovation(state=InnovationState.DRAFT)


def comparison() -> Model:
    return Comparison.objects.create(
        innovation=draft(), label="Lama antre", unit="menit", before=90, before_year=2023,
        after=30, after_year=2025,
    )  # fmt: skip


def award() -> Model:
    given = {"competition": "KIPP", "level": "kota", "year": 2024, "result": "5 terbaik"}
    return Award.objects.create(innovation=draft(), **given)


def cohort() -> Model:
    return Cohort.objects.create(programme="pka", batch="I", year=2025)


def project() -> Model:
    return TrainingProject.objects.create(
        cohort=cohort(), innovation=going(), participant="Kepala Bidang"
    )


def signatory() -> Model:
    return Signatory.objects.create(launch=make_launch(going()), position="Kepala Dinas")


def band() -> Model:
    checklist = make_checklist(going())
    return AdoptionBand.objects.create(checklist=checklist, label="Siap", minimum=100)


def step() -> Model:
    return ProcessStep.objects.create(innovation=going(), place=1, name="Pesanan")


ROWS: dict[str, tuple[Callable[[], Any], str]] = {
    "comparison-update": (comparison, "label"),
    "award-update": (award, "competition"),
    "signatory-update": (signatory, "position"),
    "cohort-update": (cohort, "organiser"),
    "project-update": (project, "participant"),
    "milestone-update": (lambda: make_milestone(going()), "output"),
    "adoption-update": (lambda: make_checklist(going()), "unit_word"),
    "adoption-item-update": (lambda: make_item(make_checklist(going())), "name"),
    "adoption-unit-update": (lambda: make_school(make_checklist(going())), "name"),
    "adoption-band-update": (band, "label"),
    "step-update": (step, "name"),
}


def as_typed(value: Any) -> Any:
    return format_date(value) if isinstance(value, date) else value


@pytest.mark.parametrize("page", ROWS)
def test_the_second_is_told_and_may_save_again(client, page):
    make, name = ROWS[page]
    row = make()
    make_city()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    url = reverse(f"innovations:{page}", args=[row.pk])
    form = client.get(url).context["form"]
    held = {field.name: as_typed(field.value()) for field in form if field.value() is not None}
    type(row).objects.filter(pk=row.pk).update(**{name: THEIRS})

    answer = client.post(url, {**held, name: MINE})

    told = answer.content.decode()
    assert answer.status_code == 409
    assert f"“{THEIRS}”" in told
    assert MINE in told
    row.refresh_from_db()
    assert getattr(row, name) == THEIRS
    again = {**held, name: MINE, "mark": answer.context["form"]["mark"].value()}
    assert client.post(url, again).status_code == 302
    row.refresh_from_db()
    assert getattr(row, name) == MINE
