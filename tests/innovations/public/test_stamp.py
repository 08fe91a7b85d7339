"""The state of the catalogue: another one as soon as anything that is told is another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from innovations.choices import Ending, InnovationState
from innovations.models import Award, Innovation, InnovationFile
from innovations.public.queries.rows import innovation_stamp
from organizations.models import Organization
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city
from tests.innovations.public_objects import make_award, make_photo

pytestmark = pytest.mark.django_db


def _hide_one_and_show_another() -> None:
    first, second = Innovation.objects.order_by("pk")[:2]
    Innovation.objects.filter(pk=first.pk).update(state=InnovationState.HIDDEN)
    Innovation.objects.filter(pk=second.pk).update(state=InnovationState.PUBLISHED)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Award.objects.update(result="Top 5"),
        lambda: InnovationFile.objects.all().delete(),
        lambda: Organization.objects.filter(innovations__isnull=False).update(name="Dinas Lain"),
        lambda: Innovation.objects.exclude(ending="").update(successor=None),
        _hide_one_and_show_another,
    ],
)
def test_it_moves_with_what_is_told(change: Callable[[], None]):
    make_city()
    now = timezone.now()
    for number in range(3):
        day = now - timedelta(days=9 - number)
        entry = make_innovation(published_at=day, changed_at=day)
    Innovation.objects.filter(pk=entry.pk - 1).update(state=InnovationState.HIDDEN)
    make_award(entry)
    make_photo(entry)
    first = Innovation.objects.order_by("pk")[0]
    make_innovation(ending=Ending.RETIRED, ended_on=date(2026, 5, 3), successor=first)
    before = innovation_stamp(now.year)

    assert innovation_stamp(now.year) == before
    change()

    assert innovation_stamp(now.year) != before


def test_a_change_of_an_earlier_year_moves_it_too():
    make_city()
    entry = make_innovation(published_at="2024-03-01T09:00+07:00")
    before = innovation_stamp(2026)

    Innovation.objects.filter(pk=entry.pk).update(changed_at=timezone.now())

    assert innovation_stamp(2026) != before
