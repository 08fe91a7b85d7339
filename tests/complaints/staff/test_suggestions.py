"""What the portal proposes to the desk; nothing of it is done by itself."""

from __future__ import annotations

import pytest

from complaints.models import Area, Category, Route
from tests.complaints.staff.officer import at
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_unit

pytestmark = pytest.mark.django_db
WORDS = {"subject": "Lampu jalan padam", "text": "Lampu di depan pasar padam sejak Senin."}


@pytest.fixture
def lamps(desk) -> Category:
    reference_data()
    return Category.objects.get(code="lampu-jalan")


def test_words_propose_a_category_that_nobody_has_chosen_yet(client, lamps):
    case = complaint(category=None, **WORDS)

    form = client.get(at("classify", case)).context["form"]

    assert form["category"].value() == lamps.pk
    case.refresh_from_db()
    assert case.category is None


def test_a_chosen_category_stays_and_the_proposal_stands_beside_it(client, lamps):
    chosen = Category.objects.get(code="sampah")

    page = client.get(at("classify", complaint(category=chosen, **WORDS)))

    assert page.context["form"]["category"].value() == chosen.pk
    assert f"Menurut kata-katanya: <strong>{lamps}</strong>" in page.content.decode()


def test_the_rule_of_category_and_area_comes_before_the_units_of_the_category(client, lamps):
    usual, nearby = make_unit(), make_unit()
    area = Area.objects.create(code="9.1", name="Satu")
    Category.objects.filter(pk=lamps.pk).update(unit=usual)
    lamps.refresh_from_db()
    Route.objects.create(category=lamps, area=area, unit=nearby)

    there, elsewhere = complaint(category=lamps, area=area), complaint(category=lamps)

    for case, unit in ((there, nearby), (elsewhere, usual)):
        assert client.get(at("route", case)).context["form"]["unit"].value() == unit.pk
