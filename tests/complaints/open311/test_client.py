"""A client from PyPI reads what the portal serves."""

from __future__ import annotations

import pytest
import requests
from georeport import GeoReport

from complaints.open311.actions.keys import make_key
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_reads_services_and_requests(live_server, form):
    reference_data()
    cases = [complaint(shown=True), complaint(shown=True)]
    city = GeoReport(f"{live_server.url}/open311/v2", output_format=form)

    services = city.get_service_list()
    definition = city.get_service_definition("sampah")
    listed = city.get_service_requests()
    one = city.get_service_request(cases[0].number)

    assert "sampah" in [row["service_code"] for row in services]
    assert definition["service_code"] == "sampah"
    assert {row["service_request_id"] for row in listed} == {case.number for case in cases}
    assert one["service_request_id"] == cases[0].number


def test_a_client_posts_what_it_can_then_follow(live_server):
    reference_data()
    desk = make_user(Role.BAGIAN_ORGANISASI)
    _, written = make_key(name="Aplikasi", contact="Dinkominfo", by=desk)

    answer = requests.post(
        f"{live_server.url}/open311/v2/requests.json",
        data={
            "api_key": written, "service_code": "sampah", "lat": "-6.9", "long": "109.7",
            "description": "Sampah menumpuk",
        },
        timeout=30,
    )  # fmt: skip

    answer.raise_for_status()
    [told] = answer.json()
    follow = requests.get(f"{live_server.url}/open311/v2/tokens/{told['token']}.json", timeout=30)
    assert follow.json()[0]["token"] == told["token"]
