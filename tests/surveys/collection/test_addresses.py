"""Every address that is copied, scanned, printed or pressed opens a form that takes an answer."""

from __future__ import annotations

import re
import subprocess
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from surveys.choices import Layout, QuestionnaireState
from surveys.collection.actions.codes import draw_codes
from surveys.instrument.queries.posters import poster_of
from surveys.models import Questionnaire, Response, ServicePoint, TicketCode
from tests.factories.organizations import make_city, make_user
from tests.factories.surveys import make_point, make_service, make_service_unit
from tests.surveys.collection.respondent import answers, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(db) -> ServicePoint:
    make_city()
    unit = make_service_unit(layout=Layout.SHEET)
    return make_point(unit, service=make_service(unit))


@pytest.fixture
def manager(client, point):
    user = make_user(Role.PENGELOLA_SURVEI, point.unit.organization)
    client.force_login(user)
    return user


def url(name: str, pk: int) -> str:
    return reverse(f"surveys:{name}", args=[pk])


def words_of(pdf: bytes) -> str:
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return told.stdout.decode()


def taken(address: str, **more: str) -> int:
    """How many answers come in by an address, from a browser of its own."""
    guest, before = Client(), Response.objects.count()
    path = urlsplit(address).path
    page = guest.get(path)
    assert page.status_code == 200, address
    guest.post(path, {**held(page), **answers(), "act": "send", **more})
    return Response.objects.count() - before


def test_what_is_copied_scanned_or_printed_takes_an_answer(client, manager, point):
    other = make_point(point.unit, service=point.service)
    page = client.get(url("point-detail", point.pk)).content.decode()
    papers = [
        words_of(client.get(url("point-poster", point.pk)).content),
        words_of(client.get(url("unit-posters", point.unit.pk)).content),
    ]
    public = client.get(reverse("surveys:public-unit", args=[point.unit.pk])).content.decode()
    listed = client.get("/survei/isi/").content.decode()

    poster = poster_of(point)
    assert f'href="{poster.typed}"' in page
    assert str(poster.qr) in page
    assert all(poster.shown in paper for paper in papers)
    assert poster_of(other).shown in papers[1]
    pressed = set(re.findall(r'href="(/s/[^"]+)"', public + listed))
    assert len(pressed) == 2
    found = [poster.typed, poster.scanned, poster_of(other).scanned, *pressed]
    assert [taken(address) for address in found] == [1] * 5


def test_a_printed_code_takes_an_answer_at_the_address_beside_it(client, manager, point):
    point.needs_code = True
    point.save()
    given = {"count": "2", "expires_on": f"{timezone.localdate() + timedelta(days=7):%d/%m/%Y}"}

    words = words_of(client.post(url("point-codes", point.pk), given).content)

    codes = re.findall(r"^([A-Z0-9]{4} [A-Z0-9]{4})$", words, re.MULTILINE)
    [shown] = set(re.findall(r"\S+/s/\w+", words))
    address = f"http://{shown}/"  # browsers add the last sign
    assert len(codes) == 2
    assert [taken(address, code=code) for code in (*codes, codes[0])] == [1, 1, 0]


@pytest.mark.parametrize("off", ["point", "unit", "service", "questionnaire"])
def test_where_no_answer_is_taken_nothing_is_offered(client, manager, point, off):
    if off == "questionnaire":
        Questionnaire.objects.filter(pk=point.unit.questionnaire_id).update(
            state=QuestionnaireState.RETIRED
        )
    else:
        row = {"point": point, "unit": point.unit, "service": point.service}[off]
        row.is_active = False
        row.save()

    page = client.get(url("point-detail", point.pk)).content.decode().partition("<main")[2]

    assert "sedang tidak menerima jawaban" in page
    for name in ("point-poster", "point-paper", "point-codes"):
        assert url(name, point.pk) not in page, name
    assert "/s/" not in page
    assert "/kios/" not in page
    assert client.get(url("point-poster", point.pk)).status_code == 404
    given = {"count": "2", "expires_on": f"{timezone.localdate():%d/%m/%Y}"}
    refused = client.post(url("point-codes", point.pk), given)
    assert refused.status_code == 403
    assert "sedang tidak menerima jawaban" in refused.content.decode()
    with pytest.raises(ValidationError, match="tidak menerima jawaban"):
        draw_codes(point=point, count=2, expires_on=timezone.localdate(), by=manager)
    assert not TicketCode.objects.exists()
