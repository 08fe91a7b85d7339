"""The month for everybody, what it is filtered by, and long lists page by page."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.urls import reverse

from innovations.choices.journal import JournalKind
from innovations.journal.queries import timeline
from innovations.journal.queries.calendar import asked_month, month_page
from innovations.models import FormerAddress, Innovation
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city
from tests.innovations.journal_objects import make_entry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def pena() -> Innovation:
    make_city()
    return make_innovation(name="PUSAT PENA")


@pytest.mark.parametrize("asked", ["", "2026-13", "26-01", "2026-1", "9999-12", "２０２６-03", "x"])
def test_what_is_no_month_is_the_present_one(asked):
    assert asked_month(asked, TODAY).code == "2026-11"


def test_a_year_goes_over_into_the_next():
    month = asked_month("2026-12", TODAY)

    assert (month.before.code, month.after.code, month.last.day) == ("2026-11", "2027-01", 31)


def test_a_month_holds_what_touches_it_in_the_order_of_the_day(pena):
    make_entry(pena, title="Sore", day=date(2026, 3, 4), begins_at=time(15))
    make_entry(pena, title="Sehari", day=date(2026, 3, 4))
    make_entry(pena, title="Pagi", day=date(2026, 3, 4), begins_at=time(8))
    make_entry(pena, title="Lama", day=date(2026, 2, 20), last_day=date(2026, 4, 2))
    make_entry(pena, title="Sebelumnya", day=date(2026, 2, 28))
    make_entry(pena, title="Sesudahnya", day=date(2026, 4, 1))

    found = month_page(asked_month("2026-03", TODAY), TODAY)

    told = {day.day.day: [item.row.title for item in day.items] for day in found.days}
    assert told == {1: ["Lama"], 4: ["Sehari", "Pagi", "Sore"]}


def test_filters_hold_and_an_empty_month_says_where_something_is(client, pena):
    other = make_innovation(name="NGOPI SYANTIK")
    make_entry(pena, title="Kunjungan Medono")
    make_entry(other, title="Episode Satu", kind=JournalKind.EPISODE)
    at = f"{url('public-calendar')}?bulan=2026-03"

    by_one = client.get(f"{at}&inovasi={other.slug}").content.decode()
    by_kind = client.get(f"{at}&jenis=kunjungan").content.decode()
    empty = client.get(f"{url('public-calendar')}?bulan=2026-01").content.decode()
    wrong = client.get(f"{at}&inovasi=tidak-ada").content.decode()

    assert ("Episode Satu" in by_one, "Kunjungan Medono" in by_one) == (True, False)
    assert ("Episode Satu" in by_kind, "Kunjungan Medono" in by_kind) == (False, True)
    assert "bulan=2026-03" in empty
    assert "Maret 2026" in empty
    assert "tidak ada di kalender" in wrong


def test_the_page_of_an_innovation_is_made_of_what_it_does(client, pena, monkeypatch):
    monkeypatch.setattr(timeline, "FEW", 2)
    for number in range(3):
        make_entry(pena, title=f"Kunjungan {number}", day=date(2026, 3, 4 + number))
    make_entry(
        pena, title="Episode Satu", kind=JournalKind.EPISODE, topics=["Perizinan"],
        links=["https://contoh.test/1"], audience=120,
    )  # fmt: skip
    text = client.get(pena.get_absolute_url()).content.decode()

    assert text.index("Kunjungan layanan") < text.index(">Episode<")
    assert ("Kunjungan 2" in text, "Kunjungan 1" in text, "Kunjungan 0" in text) == (
        True, True, False,
    )  # fmt: skip
    assert "Tonton atau dengarkan" in text
    assert "120 penonton atau pendengar" in text
    assert url("public-journal", pena.slug) in text
    bare = make_innovation()
    assert "Semua kegiatan" not in client.get(bare.get_absolute_url()).content.decode()


def test_a_long_list_goes_on_where_it_stopped(client, pena, monkeypatch):
    monkeypatch.setattr(timeline, "PAGE", 2)
    for number in range(5):
        make_entry(pena, title=f"Kunjungan {number}", day=date(2026, 3, 4))
    seen, address = [], url("public-journal", pena.slug)

    for _ in range(3):
        answer = client.get(address)
        seen += [item.row.title for item in answer.context["found"].items]
        address = f"{url('public-journal', pena.slug)}?sesudah={answer.context['found'].following}"

    assert seen == [f"Kunjungan {number}" for number in (4, 3, 2, 1, 0)]
    for odd in ("x", "2026-03-04_", "2026-03-04_9999999999999999999999", "_1", "9999-12-31_１"):
        assert client.get(url("public-journal", pena.slug), {"sesudah": odd}).status_code == 200


def test_an_address_of_before_leads_on_to_its_calendar(client, pena):
    FormerAddress.objects.create(slug="pena-lama", innovation=pena)

    for name in ("public-journal", "public-journal-file"):
        answer = client.get(url(name, "pena-lama"))
        assert answer.status_code == 302
        assert answer.url == url(name, pena.slug)
        assert client.get(url(name, "tidak-ada")).status_code == 404
