"""Open311 GeoReport v2: shapes, errors, posting, and that only public reports are there."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from complaints.choices import ComplaintState, Outcome
from complaints.models import Category, Complaint
from complaints.open311.actions.keys import make_key, revoke_key
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_user

V2 = "/open311/v2"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference():
    reference_data()


@pytest.fixture
def key():
    row, written = make_key(name="Aplikasi warga", contact="Dinkominfo", by=desk())
    row.written = written
    return row


def desk():
    return make_user(Role.BAGIAN_ORGANISASI)


def post(client, key, **values):
    given = {
        "api_key": key.written, "service_code": "jalan-rusak", "lat": "-6.888", "long": "109.675",
        "description": "Jalan berlubang di depan pasar", **values,
    }  # fmt: skip
    return client.post(f"{V2}/requests.json", {k: v for k, v in given.items() if v is not None})


def test_services_are_the_same_in_both_formats(client):
    listed = client.get(f"{V2}/services.json").json()
    root = ElementTree.fromstring(client.get(f"{V2}/services.xml").content)

    assert root.tag == "services"
    assert [node.findtext("service_code") for node in root] == [s["service_code"] for s in listed]
    assert {child.tag for child in root[0]} == set(listed[0])
    assert len(listed) == Category.objects.filter(is_shown=True).count() > 10


def test_a_category_that_is_not_offered_is_no_service(client):
    Category.objects.filter(code="sampah").update(is_shown=False)

    assert "sampah" not in [s["service_code"] for s in client.get(f"{V2}/services.json").json()]
    assert client.get(f"{V2}/services/sampah.json").status_code == 404


def test_the_definition_of_a_service(client):
    root = ElementTree.fromstring(client.get(f"{V2}/services/sampah.xml").content)

    assert root.tag == "service_definition"
    assert root.findtext("service_code") == "sampah"
    assert client.get(f"{V2}/services/sampah.json").json()["attributes"] == []


def test_a_report_in_both_formats(client):
    now = timezone.now()
    case = complaint(
        shown=True, public_latitude=Decimal("-6.888"), public_longitude=Decimal("109.675"),
        received_at=now - timedelta(days=2),
    )  # fmt: skip

    [row] = client.get(f"{V2}/requests/{case.number}.json").json()
    root = ElementTree.fromstring(client.get(f"{V2}/requests/{case.number}.xml").content)

    assert (row["service_request_id"], row["status"]) == (case.number, "open")
    assert (row["lat"], row["long"]) == (-6.888, 109.675)
    assert client.get(f"{V2}/requests/{case.number.lower()}.json").json() == [row]
    assert row["description"] == case.public_text
    assert row["requested_datetime"] == timezone.localtime(case.received_at).isoformat(
        timespec="seconds"
    )
    assert row["expected_datetime"].endswith("+07:00")
    assert root.tag == "service_requests"
    assert root[0].tag == "request"
    assert {child.tag: child.text or "" for child in root[0]} == {
        name: "" if value is None else str(value) for name, value in row.items()
    }


@pytest.mark.parametrize("how", [{"shown": False}, {"shown": False, "is_secret": True}])
def test_what_is_not_public_is_not_there(client, how):
    case = complaint(**how)

    unknown = client.get(f"{V2}/requests/SK-0000-XXXX.json")
    hidden = client.get(f"{V2}/requests/{case.number}.json")

    assert hidden.status_code == unknown.status_code == 404
    assert hidden.json()[0]["code"] == "404"
    assert client.get(f"{V2}/requests.json").json() == []
    assert client.get(f"{V2}/requests.json?service_request_id={case.number}").json() == []


def test_filters(client):
    now = timezone.now()
    old = complaint(shown=True, received_at=now - timedelta(days=200))
    recent = complaint(shown=True, received_at=now - timedelta(days=3))
    done = complaint(
        shown=True, received_at=now - timedelta(days=2), state=ComplaintState.CLOSED,
        outcome=Outcome.UNSOLVED, category=Category.objects.get(code="sampah"),
    )  # fmt: skip

    def found(query: str) -> list[str]:
        answer = client.get(f"{V2}/requests.json{query}")
        assert answer.status_code == 200, answer.content
        return [row["service_request_id"] for row in answer.json()]

    start = (now - timedelta(days=210)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert found("") == [done.number, recent.number]
    assert found("?status=open") == [recent.number]
    assert found("?status=closed") == [done.number]
    assert found("?status=open,closed") == [done.number, recent.number]
    assert found("?service_code=sampah") == [done.number]
    assert found(f"?start_date={start}") == [old.number]
    assert found(f"?service_request_id={old.number},{done.number}&status=open") == [
        done.number, old.number,
    ]  # fmt: skip
    assert found("?page_size=1&page=2") == [recent.number]


def test_the_next_page_is_said(client):
    for _ in range(3):
        complaint(shown=True)

    first = client.get(f"{V2}/requests.json?page_size=2&status=open")
    link = first.headers["Link"]
    address = link.split(">")[0].removeprefix("<")

    assert 'rel="next"' in link
    assert len(client.get(address).json()) == 1
    assert "Link" not in client.get(address).headers


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("start_date=kemarin", "start_date"),
        ("start_date=2026-13-01T00:00:00Z", "start_date"),
        ("start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", "90 days"),
        ("start_date=2026-06-01T00:00:00Z&end_date=2026-01-01T00:00:00Z", "end_date"),
        ("status=baru", "status"),
        ("page=0", "page"),
        ("page_size=1001", "page_size"),
        ("page_size=1e3", "page_size"),
        ("page=99999999999999999999", "page"),
        ("jurisdiction_id=kota-lain", "jurisdiction_id"),
    ],
)
def test_what_cannot_be_read_is_named(client, query, named):
    for form in ("json", "xml"):
        answer = client.get(f"{V2}/requests.{form}?{query}")

        assert answer.status_code in (400, 404)
        assert named in answer.content.decode()


def test_a_report_is_posted_and_found_by_its_token_once_it_is_public(client, key):
    [told] = post(client, key, first_name="Nama", email="warga@contoh.test").json()
    case = Complaint.objects.get()

    before = client.get(f"{V2}/tokens/{told['token']}.json").json()
    Complaint.objects.update(publicity="tayang", public_text="Jalan berlubang")
    after = client.get(f"{V2}/tokens/{told['token']}.json").json()

    assert case.channel == "open311"
    assert case.text == "Jalan berlubang di depan pasar"
    assert case.number in told["service_notice"]
    assert case.reporter.name == "Nama"
    assert not case.reporter.mail_wanted
    assert before == [{"token": told["token"], "service_request_id": ""}]
    assert after == [{"token": told["token"], "service_request_id": case.number}]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"api_key": None}, 403),
        ({"api_key": "salah"}, 403),
        ({"service_code": None}, 400),
        ({"service_code": "tidak-ada"}, 404),
        ({"description": None}, 400),
        ({"description": "   "}, 400),
        ({"description": "a" * 10_001}, 400),
        ({"lat": None}, 400),
        ({"lat": None, "long": None}, 400),
        ({"lat": "NaN"}, 400),
        ({"lat": "91"}, 400),
        ({"long": "seratus"}, 400),
        ({"lat": "-6_8"}, 400),
        ({"lat": "\u0663"}, 400),
        ({"lat": "1e1"}, 400),
        ({"email": "warga"}, 400),
        ({"email": "warga@contoh.test\r\nBcc: x@contoh.test"}, 400),
    ],
)
def test_a_post_that_cannot_be_taken_writes_nothing(client, key, changed, status):
    answer = post(client, key, **changed)

    assert answer.status_code == status
    assert answer.json()[0]["code"] == str(status)
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("where", [{"address_string": "Jalan Contoh 1"}, {"address_id": "17"}])
def test_an_address_is_a_place(client, key, where):
    answer = post(client, key, lat=None, long=None, **where)

    assert answer.status_code == 200
    assert Complaint.objects.get().address


def test_a_revoked_key_posts_no_more(client, key):
    revoke_key(key=key, by=key.made_by)

    assert post(client, key).status_code == 403


def test_a_picture_of_another_server_is_not_fetched(client, key):
    [told] = post(client, key, media_url="http://127.0.0.1:1/foto.jpg").json()

    assert "media_url tidak diambil" in told["service_notice"]
    assert not Complaint.objects.get().attachments.exists()


def test_discovery_names_an_address_that_answers(client):
    told = client.get(f"{V2}/discovery.json").json()

    [endpoint] = told["endpoints"]
    assert endpoint["url"].endswith("/open311/v2")
    assert ElementTree.fromstring(client.get(f"{V2}/discovery.xml").content).tag == "discovery"


def test_unknown_formats_and_methods_are_refused_in_the_protocol(client):
    assert client.get(f"{V2}/services.yaml").json()[0]["code"] == "400"
    assert client.delete(f"{V2}/requests.json").json()[0]["code"] == "405"


def test_the_description_for_tools_names_every_address(client):
    told = client.get("/open311/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    assert {path.strip("/").split(".")[0].split("/")[0] for path in told["paths"]} == {
        "discovery", "services", "requests", "tokens",
    }  # fmt: skip
    assert told["servers"][0]["url"].endswith("/open311/v2")


def test_a_list_costs_the_same_for_one_and_three(client, django_assert_num_queries):
    complaint(shown=True)
    with django_assert_num_queries(1):
        client.get(f"{V2}/requests.json")
    complaint(shown=True)
    complaint(shown=True)
    with django_assert_num_queries(1):
        client.get(f"{V2}/requests.json")
