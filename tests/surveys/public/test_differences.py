"""What nobody may reckon from the figures that everybody may read."""

from __future__ import annotations

import pytest

from surveys.choices import Extra
from surveys.index.queries.hiding import OR_FOLLOWS, UNIT_FOLLOWS
from surveys.index.queries.spans import span_of
from surveys.public.queries.city import public_city
from tests.factories.organizations import make_unit
from tests.factories.surveys import make_service_unit

pytestmark = pytest.mark.django_db
HALF = span_of("2026-S1")
BEST, WORST, MIDDLE = "444444444", "111111111", "222222222"


def shown(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_opd_that_tells_of_its_only_small_unit_is_hidden(unit, announce, client):
    announce(unit, *[BEST] * 20)
    announce(make_service_unit(unit.organization), *[WORST] * 4)
    announce(make_service_unit(make_unit()), *[MIDDLE] * 20)

    text = shown(client, "/survei/kota/")

    assert text.count(UNIT_FOLLOWS) == 1
    assert "87,50" not in text  # of 24 answers, by one method
    assert "62,50" not in text  # and by the other
    assert "70,45" in text  # the city is what it is in its report


@pytest.mark.parametrize(("small", "is_hidden"), [((2, 2), True), ((2, 3), False), ((5, 5), False)])
def test_small_units_that_are_together_enough_hide_one_another(unit, announce, small, is_hidden):
    announce(unit, *[BEST] * 20)
    for count in small:
        announce(make_service_unit(unit.organization), *[MIDDLE] * count)

    [part] = public_city("Kota", HALF).parts

    assert bool(part.why_part_not_public) is is_hidden


@pytest.mark.parametrize(("counts", "is_hidden"), [((4, 9), True), ((5, 9), False), ((9, 4), True)])
def test_the_index_without_few_flagged_answers_is_not_public(
    unit, announce, client, counts, is_hidden
):
    flagged, clean = counts
    unit.published = [Extra.FLAGS]
    unit.save()
    announce(unit, *[MIDDLE] * clean, flagged=[BEST] * flagged)

    text = shown(client, f"/survei/unit/{unit.pk}/")

    assert "Jawaban bertanda" in text
    assert (OR_FOLLOWS in text) is is_hidden
    assert ("Indeks tanpa jawaban itu 50,00" in text) is not is_hidden
