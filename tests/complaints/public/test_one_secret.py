"""One secret report more or less: everything the public can ask for stays the same, byte for byte."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from complaints import words
from complaints.choices import ComplaintState, Publicity
from complaints.datasets import complaint_rows, complaint_stamp
from complaints.models import Area
from complaints.public.actions.tallies import fold_changes
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
PATHS = (
    "/", "/pengaduan/", "/pengaduan/?kata=jalan", "/pengaduan/peta/", "/pengaduan/peta.json",
    f"/pengaduan/rapor/?tahun={YEAR}", f"/pengaduan/statistik/?tahun={YEAR}", "/pengaduan/umpan/",
    "/pengaduan/umpan/wilayah/33.75.01.1001/", f"/data/pengaduan.json?tahun={YEAR}",
    f"/data/pengaduan.csv?tahun={YEAR}", "/open311/v2/requests.json", "/open311/v2/requests.xml",
    "/sitemap.xml", f"/sitemap/pengaduan/{timezone.localdate():%Y-%m}.xml",
)  # fmt: skip

# Tokens and the moment at which a feed was made.
CHANGING = re.compile(r'\b\w{32,}\b|nonce="[^"]*"|<lastBuildDate>[^<]*')


def test_the_public_sees_no_trace_of_a_secret_report(client):
    make_city()
    reference_data()
    unit, area = make_unit(), Area.objects.create(code="33.75.01.1001", name="Medono")
    about = {"unit": unit, "area": area, "category": category("sampah")}
    at = timezone.now() - timedelta(minutes=9)
    shown = [
        complaint(shown=True, state=ComplaintState.ROUTED, received_at=at, **about)
        for _ in range(7)
    ]
    words.index(shown)
    before = seen(client)

    complaint(is_secret=True, state=ComplaintState.ROUTED, received_at=at, **about)

    after = seen(client)
    assert [path for path in PATHS if before[path] != after[path]] == []
    assert shown[0].number in before["/pengaduan/"]


def test_open_data_neither_change_nor_lead_on_from_a_secret_report(client):
    reference_data()
    at = timezone.now() - timedelta(minutes=9)
    first = complaint(shown=True, state=ComplaintState.ROUTED, received_at=at)
    complaint(shown=True, state=ComplaintState.ROUTED, received_at=at + timedelta(minutes=2))
    before = complaint_stamp(YEAR)

    secret = complaint(is_secret=True, received_at=at + timedelta(minutes=1))
    secret.state = ComplaintState.ROUTED
    secret.save()
    fold_changes()

    assert complaint_stamp(YEAR) == before
    assert len(list(complaint_rows(YEAR, first.pk, None))) == 1
    assert list(complaint_rows(YEAR, secret.pk, None)) == []


def test_a_report_that_becomes_secret_changes_the_stamp():
    reference_data()
    case = complaint(shown=True, state=ComplaintState.ROUTED)
    before = complaint_stamp(YEAR)

    case.is_secret, case.publicity = True, Publicity.HIDDEN
    case.save()

    assert complaint_stamp(YEAR) != before


def seen(client) -> dict[str, str]:
    found = {}
    for path in PATHS:
        cache.clear()
        answer = client.get(path)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, path
        found[path] = CHANGING.sub("", content.decode())
    return found
