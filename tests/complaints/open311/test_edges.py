"""GeoReport v2 at the edges: of the calendar, and of what XML can hold."""

from __future__ import annotations

import pytest
from defusedxml import ElementTree

from complaints.models import Complaint
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db
V2 = "/open311/v2"


@pytest.fixture(autouse=True)
def city() -> None:
    make_city()
    reference_data()


@pytest.mark.parametrize("name", ["start_date", "end_date"])
@pytest.mark.parametrize("edge", ["9999-12-31T00:00:00Z", "0001-01-01T00:00:00Z"])
def test_a_date_at_the_edge_of_the_calendar_is_refused(client, name, edge):
    answer = client.get(f"{V2}/requests.json", {name: edge})

    assert answer.status_code == 400
    assert name in answer.json()[0]["description"]


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1f", "\ufffe"])
def test_an_error_that_tells_back_what_xml_cannot_hold(client, sign):
    answer = client.get(f"{V2}/requests.xml", {"jurisdiction_id": f"kota{sign}lain"})

    assert answer.status_code == 404
    assert ElementTree.fromstring(answer.content).tag == "errors"


def test_a_report_with_such_signs_breaks_neither_xml_nor_feed(client):
    case = complaint(shown=True)
    Complaint.objects.filter(pk=case.pk).update(
        public_subject="Lampu\x01padam", public_text="Sejak\x1fSenin\ufffe"
    )

    assert case.number.encode() in client.get(f"{V2}/requests.xml").content
    assert ElementTree.fromstring(client.get("/pengaduan/umpan/").content).tag == "rss"
