"""Every refusal of GeoReport v2 is an error of the protocol in the asked format, never a page."""

from __future__ import annotations

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.core.cache import cache

from complaints.models import ApiKey
from complaints.open311.views import requests
from complaints.secrecy import digest
from tests.factories.complaints import reference_data
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db
V2 = "/open311/v2"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def city() -> None:
    make_city()
    reference_data()
    cache.clear()


@pytest.fixture
def key() -> str:
    ApiKey.objects.create(name="Uji", contact="Uji", digest=digest("api-key", "kunci"))
    return "api_key=kunci"


def refusal(answer, form):
    """Code and sentence; both are there, and the code is the status."""
    if form == "json":
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        (row,) = answer.json()
        code, sentence = row["code"], row["description"]
    else:
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        root = ElementTree.fromstring(answer.content)
        assert root.tag == "errors"
        code, sentence = root.findtext("error/code"), root.findtext("error/description")
    assert code == str(answer.status_code)
    assert sentence
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return answer.status_code


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("requests.{}?status=open%00", 400),
        ("requests.{}?service_code=a%00b", 400),
        ("requests.{}?start_date=%ff%fe", 400),
        ("services/%00.{}", 400),
        ("services/%ff.{}", 400),
        ("services/jalan%20rusak.{}", 404),
        ("tokens/bukan-uuid.{}", 404),
        ("requests/a%2Fb.{}", 404),
        ("tidak-ada.{}", 404),
    ],
)
def test_what_reaches_no_view(client, form, address, status):
    answer = client.get(f"{V2}/{address.format(form)}")

    assert refusal(answer, form) == status


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (b"api_key=%00", FORM, 400),
        (b"description=%ff", FORM, 400),
        (b"api_key=kunci", "multipart/form-data", 400),
        (b'{"api_key": "kunci"}', "application/json", 415),
        (b"api_key=kunci", "text/plain", 415),
        (b"api_key=lain", FORM, 403),
        (b"api_key=kunci", FORM, 400),
        (b"api_key=kunci&service_code=tidak-ada", FORM, 404),
        (b"a=" + b"x" * 400_000, FORM, 413),
        (
            b"&".join(b"a%d=1" % at for at in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)),
            FORM,
            413,
        ),
    ],
)
def test_what_is_posted_wrongly(client, key, sent, kind, status):
    for form in ("json", "xml"):
        answer = client.generic("POST", f"{V2}/requests.{form}", sent, content_type=kind)

        assert refusal(answer, form) == status


@pytest.mark.parametrize("form", ["json", "xml"])
def test_another_method_is_told_which_are_allowed(client, form):
    answer = client.put(f"{V2}/requests.{form}")

    assert refusal(answer, form) == 405
    assert set(answer.headers["Allow"].split(", ")) >= {"GET", "POST"}


def test_too_many_are_told_when_to_come_back(client, key, monkeypatch):
    monkeypatch.setattr(requests, "POSTS_AN_HOUR", 0)

    answer = client.generic("POST", f"{V2}/requests.xml", key, content_type=FORM)

    assert refusal(answer, "xml") == 429
    assert answer.headers["Retry-After"] == "3600"


def test_a_failure_is_told_in_the_format_too(client, monkeypatch):
    client.raise_request_exception = False

    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr("complaints.open311.queries.services.services", fail)

    assert refusal(client.get(f"{V2}/services.json"), "json") == 500


def test_elsewhere_people_read_a_page(client):
    assert "<!DOCTYPE html>" in client.get("/open/?a=%00").content.decode()
