"""The demonstration has forty units that take answers, each with a standard and a pledge."""

from __future__ import annotations

import pytest
from django.utils import timezone

from organizations.models import Activity
from surveys.choices import DraftState, StandardPart
from surveys.instrument.queries.points import takes_answers
from surveys.instrument.queries.units import progress_of, unit_page
from surveys.models import ServicePoint, ServiceStandard, ServiceUnit, StandardText

pytestmark = pytest.mark.django_db


def test_forty_units_take_answers(demo_city):
    units = list(ServiceUnit.objects.select_related("questionnaire"))
    today = timezone.localdate()

    assert len(units) >= 40
    assert len({unit.organization_id for unit in units}) >= 20
    assert set(progress_of(units, today)) == {unit.pk for unit in units}
    assert all(unit_page(unit, today).steps == [] for unit in units[:5])


def test_every_point_opens_and_every_standard_is_whole(demo_city):
    points = ServicePoint.objects.select_related("unit", "service")
    assert points.count() >= 80
    assert all(takes_answers(point) for point in points[:10])
    assert len(set(points.values_list("code", flat=True))) == points.count()
    standards = ServiceStandard.objects.filter(state=DraftState.PUBLISHED).count()
    assert standards >= 60
    assert StandardText.objects.count() >= standards * len(StandardPart)


def test_units_were_made_by_the_acts_of_people(demo_city):
    made = Activity.objects.filter(verb="surveys.serviceunit.create")
    assert made.count() >= 40
    assert not made.filter(actor=None).exists()
