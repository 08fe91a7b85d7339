"""What is carried into the year of a merger: the total of both units would count twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from performance.evaluation.queries.evaluation import evaluate
from performance.models import CarriedRealization, CarriedSpending
from performance.plan.queries.rollup import spent_before
from tests.factories.performance import make_carried
from tests.performance.plan.test_merging import NEXT, SHARED, YEAR
from tests.performance.plan.test_merging_totals import COUNT, City

CAME_K, CAME_RP = 22, 111  # of the unit that joined: 4 carried + 2 x 9, Rp21 carried + 90


class Carrying:
    """The pages of the receiving unit after the merger."""

    def __init__(self) -> None:
        self.city = City()
        self.city.merge()
        self.gone, self.stays = self.city.gone.unit, self.city.stays.unit
        self.count, self.sub = self.city.stays.counts[0], self.city.stays.subs[0]
        self.client = Client()
        self.client.force_login(self.city.by)

    def post(self, place: str, text: str, year: int = NEXT, **more: str) -> Any:
        owner = self.count if place == "indicator-targets" else self.sub
        url = reverse(f"performance:{place}", args=[owner.pk])
        page = self.client.get(url).context["form"]
        sent = {name: page[name].value() for name in page.fields}
        data = {name: str(value) for name, value in sent.items() if value is not None}
        return self.client.post(url, data | {f"bawaan_{year}": text} | more)

    @property
    def printed(self) -> Any:
        rows = evaluate(self.stays, NEXT, 4).rows
        return next(row for row in rows if row.indicator == COUNT and row.code == SHARED)


@pytest.fixture
def carrying(db) -> Carrying:
    return Carrying()


KINDS = [
    ("indicator-targets", CarriedRealization, CAME_K, ("22", "44")),
    ("node-pagu", CarriedSpending, CAME_RP, ("Rp111", "Rp222")),
]


@pytest.mark.parametrize(("place", "model", "came", "told"), KINDS)
def test_a_carried_figure_that_may_be_the_total_is_asked_about(carrying, place, model, came, told):
    answer = carrying.post(place, str(came))
    assert answer.status_code == 409
    html = " ".join(answer.content.decode().split())
    assert f"{told[0]} dari {carrying.gone.short_name} s.d. {YEAR} sudah ditambahkan" in html
    assert f"kolom 6 tahun {NEXT} menjadi {told[1]}." in html
    assert f'name="milik_sendiri_{NEXT}"' in html
    assert f'value="{came}"' in html
    assert not model.objects.filter(year=NEXT).exists()
    agreed = {f"milik_sendiri_{NEXT}": str(came)}
    assert carrying.post(place, str(came + 1), **agreed).status_code == 409
    assert carrying.post(place, str(came), **agreed).status_code == 302
    assert model.objects.get(year=NEXT).amount == came


def test_the_form_prints_both_once_the_own_part_is_carried(carrying):
    assert carrying.post("indicator-targets", "5").status_code == 302
    assert carrying.post("node-pagu", "80").status_code == 302
    assert (carrying.printed.before_k, carrying.printed.before_rp) == (5 + CAME_K, 80 + CAME_RP)


@pytest.mark.parametrize("place", ["indicator-targets", "node-pagu"])
@pytest.mark.parametrize(("text", "year"), [("0", NEXT), ("", NEXT), ("500", YEAR)])
def test_what_cannot_hold_the_other_unit_is_kept_at_once(carrying, place, text, year):
    assert carrying.post(place, text, year).status_code == 302


def test_a_share_of_the_ended_unit_is_not_added_and_not_asked_about(carrying):
    carrying.count = carrying.sub.indicators.exclude(pk=carrying.count.pk).get()
    assert carrying.post("indicator-targets", "90").status_code == 302


def test_rupiah_the_ended_unit_carried_into_the_very_year_are_read_beside_a_file_too(db):
    city = City()
    make_carried(city.gone.subs[0], 700, NEXT)
    city.merge()
    assert spent_before([city.stays.unit.pk], NEXT)[city.stays.subs[0].pk][1] == 700
