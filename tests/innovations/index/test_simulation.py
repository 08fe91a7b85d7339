"""Trying steps out on the page, and figures that complaints and surveys offer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from innovations.index.queries.sheet import sheet_of
from innovations.index.queries.simulation import simulate
from innovations.models import IndexAnswer
from organizations.choices import Role
from tests.factories.innovation_index import fill_mandatory, make_answer
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user
from tests.innovations import index_objects as objects
from tests.pages.places import Place

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


def test_evidence_that_is_missing_is_the_cheapest_step(round_2026, entry):
    fill_mandatory(entry)
    make_answer(entry, "31", 3, proved=False)
    found = simulate(round_2026, [])
    first = found.choices[0]

    assert first.possible.text.startswith("SI BAJAK: lengkapi bukti")
    assert first.gain == Decimal("0.30")  # 9 / 12 / 250 x 100


def test_what_is_tried_out_is_not_saved(client, city, round_2026, entry):
    fill_mandatory(entry)
    before = sheet_of(round_2026)
    client.force_login(city)
    key = f"{entry.pk}-18-1"
    page = client.get(url("index-simulation", 2026), {"langkah": [key, "ngawur"]})

    found = page.context["found"]
    assert found.result.total == Decimal(44)
    assert [choice.possible.step.key for choice in found.choices if choice.is_chosen] == [key]
    assert sheet_of(round_2026) == before


def test_services_that_several_must_cover_together(round_2026, entry):
    fill_mandatory(entry)
    for affair in ("1.01", "1.03", "1.04", "1.05"):
        make_innovation(affairs=[affair])
    found = simulate(round_2026, [])
    together = [one for one in found.choices if one.possible.step.key == "cakup"]

    assert together
    assert together[0].gain > Decimal("0.7")


def test_a_unit_sees_no_simulation_of_the_city(client, operator, round_2026):
    assert client.get(url("index-simulation", 2026)).status_code == 403


def test_the_share_of_complaints_is_taken_with_source_and_day(client, unit):
    place = Place(unit.code)
    entry = objects.offered(place)
    client.force_login(make_user(Role.OPERATOR_OPD, unit))
    shown = client.get(url("index-answer", entry.pk, "29")).content.decode()
    assert "SIKESAL: pengaduan selesai" in shown
    client.post(url("index-take", entry.pk, "29"))

    answer = IndexAnswer.objects.get(row__number="29")
    assert (answer.value, answer.parameter) == (Decimal(0), 1)
    assert answer.taken_on is not None
    assert "diambil" in client.get(url("index-entry", entry.pk)).content.decode()
    sent = {"parameter": "3", "seen": answer.changed_at.isoformat()}
    client.post(url("index-answer", entry.pk, "29"), sent)
    answer.refresh_from_db()
    assert (answer.source, answer.taken_on, answer.value) == ("", None, None)


def test_without_a_figure_there_is_no_offer(client, operator, entry):
    assert client.get(url("index-take", entry.pk, "29")).status_code == 404
    assert client.get(url("index-take", entry.pk, "34")).status_code == 404
    assert client.get(url("index-take", entry.pk, "16")).status_code == 404
