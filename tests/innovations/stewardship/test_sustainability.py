"""The yearly list: berlanjut, berkembang, berhenti with its day."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from innovations.choices import CheckInState, Ending
from innovations.models import Innovation
from innovations.stewardship.queries.sustainability import counted, fates, of_year
from organizations.choices import Role
from tests.factories.innovations import make_check_in, make_innovation
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db
SINCE = timezone.make_aware(datetime(2024, 3, 4, 9))


def shown(**fields) -> Innovation:
    return make_innovation(published_at=SINCE, **fields)


def said(innovation: Innovation, period: str, vitality: str, **fields) -> None:
    make_check_in(
        innovation, period, state=CheckInState.ANSWERED, answered_at=SINCE, vitality=vitality,
        **fields,
    )  # fmt: skip


def test_the_last_answer_of_the_year_counts():
    innovation = shown()
    said(innovation, "2025-S1", "berkembang")
    said(innovation, "2025-S2", "berhenti", stopped_on=date(2025, 9, 1))
    said(innovation, "2026-S1", "berlanjut")

    found = {year: fates(of_year(year), year)[0] for year in (2024, 2025, 2026)}

    assert [(fate.status, fate.stopped_on) for fate in found.values()] == [
        ("belum", None), ("berhenti", date(2025, 9, 1)), ("berlanjut", None),
    ]  # fmt: skip
    assert found[2025].source == "Kabar Semester 2 2025"


def test_what_the_city_ended_stops_on_its_day_and_is_gone_the_year_after():
    heir = shown(name="SATU LOKET")
    old = shown(ending=Ending.MERGED, ended_on=date(2026, 5, 4), successor=heir)
    said(old, "2026-S1", "berlanjut")

    assert old not in of_year(2027)
    fate = next(one for one in fates(of_year(2026), 2026) if one.innovation == old)
    assert (fate.status, fate.stopped_on) == ("berhenti", date(2026, 5, 4))
    assert fate.source == "Keputusan kota: digabung ke SATU LOKET"


def test_drafts_references_and_later_ones_are_not_listed():
    make_innovation(state="konsep")
    make_innovation(origin="rujukan", published_at=SINCE)
    late = shown()

    assert list(of_year(2023)) == []
    assert list(of_year(2024)) == [late]
    assert counted(fates(of_year(2024), 2024)) == [
        ("Berlanjut", 0), ("Berkembang", 0), ("Berhenti", 0), ("Belum ada kabar", 1),
    ]  # fmt: skip


def test_many_cost_two_statements():
    for _ in range(3):
        said(shown(), "2026-S1", "berlanjut")

    with CaptureQueriesContext(connection) as captured:
        found = fates(of_year(2026), 2026)
        assert all(fate.innovation.organization.name for fate in found)

    assert len(captured) == 2


def test_as_page_and_as_file(client):
    innovation = shown(name="=ANTRE")
    said(innovation, "2025-S1", "berkembang")
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    page = client.get(reverse("innovations:sustainability"), {"tahun": "2025"})
    assert "Berkembang" in page.content.decode()
    file = client.get(reverse("innovations:sustainability-file", args=[2025]))
    lines = file.content.decode().splitlines()

    assert lines[0] == "tahun,nama,kode_opd,nama_opd,status,berhenti_sejak,sumber"
    assert lines[1].startswith("2025,'=ANTRE,")
    assert client.get(reverse("innovations:sustainability-file", args=[1999])).status_code == 404
    assert client.get(reverse("innovations:sustainability"), {"tahun": "1999"}).status_code == 404
