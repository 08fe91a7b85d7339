"""How often a page is read: counted roughly, of nobody, and never waited for."""

from __future__ import annotations

import time
from datetime import date

import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse

from config.cache import OptionalCache
from innovations.citizens.actions.reading import write_readings
from innovations.citizens.queries.reading import months_read
from innovations.models import DayReads, Innovation
from organizations.choices import Role
from tests.factories.innovations import make_check_in, make_innovation
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/130.0"}


@pytest.fixture
def entry() -> Innovation:
    make_city()
    cache.clear()
    return make_innovation()


def read(entry: Innovation, **headers: str) -> None:
    agent = {"User-Agent": headers.pop("agent")} if "agent" in headers else BROWSER
    assert Client().get(entry.get_absolute_url(), headers={**agent, **headers}).status_code == 200


def test_readers_are_added_up_by_day_and_written_once(entry):
    for _ in range(3):
        read(entry)
    assert not DayReads.objects.exists()
    assert write_readings() == 3
    read(entry)
    assert write_readings() == 1
    assert write_readings() == 0

    assert DayReads.objects.get().count == 4
    assert "dibaca 4 kali" in Client().get(entry.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "curl/8.5", "python-requests/2.32", "WhatsApp-preview/2"]
)
def test_programs_are_no_readers(entry, agent):
    read(entry, agent=agent)
    read(entry, **{"Sec-Purpose": "prefetch"})

    assert write_readings() == 0


def test_what_was_counted_is_not_lost_when_writing_breaks_off(entry):
    read(entry)
    assert caches["default"].tallied("inovasi-dibaca")
    read(entry)

    assert write_readings() == 1
    assert write_readings() == 1
    assert DayReads.objects.get().count == 2


def test_a_silent_cache_costs_no_time_and_breaks_no_page(entry, monkeypatch):
    monkeypatch.setattr(OptionalCache, "silent_until", time.monotonic() + 600)
    read(entry)

    assert write_readings() == 0


def test_nothing_about_who_reads_is_sent_or_kept(entry):
    answer = Client().get(entry.get_absolute_url(), headers=BROWSER)

    assert set(answer.cookies) <= {"csrftoken"}  # of the sign-in in the menu
    fields = {field.name for field in DayReads._meta.fields}
    assert fields == {"id", "innovation", "day", "count"}


def test_the_unit_sees_numbers_alone(client, entry):
    read(entry)
    write_readings()
    make_check_in(entry)
    client.force_login(make_user(Role.OPERATOR_OPD, entry.organization))
    text = client.get(reverse("innovations:audience", args=[entry.pk])).content.decode()

    assert "1 kali" in text
    assert "rata-rata tampil sejak 5" in text


def test_a_year_of_readers_is_twelve_months(entry):
    """In the middle of a month, a year ago is a thirteenth one."""
    today = date(2026, 11, 27)
    for months in range(14):
        place = today.year * 12 + today.month - 1 - months
        day = date(place // 12, place % 12 + 1, 28)
        DayReads.objects.create(innovation=entry, day=day, count=1)

    found = [month for month, _ in months_read(entry, today)]

    assert len(found) == 12
    assert (found[0], found[-1]) == (date(2025, 12, 1), date(2026, 11, 1))
