"""Single-use codes: the server is the guard, whatever page was shown."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from django.utils import timezone

from organizations.choices import Role
from surveys.choices import Flag, Layout, Mode
from surveys.collection.actions.answering import CodeUsed, take_answer
from surveys.collection.actions.codes import draw_codes
from surveys.collection.actions.judging import Given
from surveys.collection.queries.codes import digest_of
from surveys.instrument.queries.points import sign_point
from surveys.models import Comment, Response, TicketCode
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import make_period, make_point, make_service, make_service_unit
from tests.harness.elsewhere import other_people, waiting
from tests.surveys.collection.respondent import CODES, answers, held, path, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def opd(db):
    return make_unit()


@pytest.fixture
def manager(opd):
    return make_user(Role.PENGELOLA_SURVEI, opd)


@pytest.fixture
def point(opd):
    unit = make_service_unit(opd, layout=Layout.SHEET, kiosk_pin=make_password("2468"))
    return make_point(unit, service=make_service(unit), needs_code=True)


def drawn(point, manager, count=3, days=30):
    until = timezone.localdate() + timedelta(days=days)
    return draw_codes(point=point, count=count, expires_on=until, by=manager)[1]


def test_a_code_takes_one_answer(client, point, manager):
    code = drawn(point, manager)[0]

    assert sent(client, point, code=f"{code[:4].lower()} {code[4:]}").status_code == 200
    again = sent(client, point, code=code, comment="Sekali lagi")
    elsewhere = sent(Client(), point, code=code)  # another browser, another device

    assert (again.status_code, elsewhere.status_code) == (409, 409)
    assert "sudah dipakai" in again.content.decode()
    assert held(again).get("q_waktu") is None  # still on the page, not lost
    assert "Sekali lagi" in again.content.decode()
    assert (Response.objects.count(), Comment.objects.count()) == (1, 0)
    assert TicketCode.objects.filter(used_on=timezone.localdate()).count() == 1


def test_the_same_form_twice_uses_its_code_once(client, point, manager):
    form = {**held(client.get(path(point))), **answers(), "code": drawn(point, manager)[0]}

    for _ in range(2):
        assert client.post(path(point), {**form, "act": "send"}).status_code == 200
    assert Response.objects.count() == 1


def test_missing_foreign_and_expired_codes_are_refused(client, point, manager):
    foreign = drawn(make_point(point.unit, needs_code=True), manager)[0]
    old = drawn(point, manager)[0]
    TicketCode.objects.filter(point=point).update(expires_on=timezone.localdate() - timedelta(1))

    for code, words in (("", "Isi kode"), (foreign, "tidak dikenal"), ("ABC", "tidak dikenal"),
                        (old, "sudah habis")):  # fmt: skip
        page = sent(client, point, code=code)
        assert page.status_code == 400
        assert words in page.content.decode()
    assert not Response.objects.exists()
    assert not TicketCode.objects.exclude(used_on=None).exists()


def test_page_by_page_code_and_service_are_asked_before_the_first_question(client, opd, manager):
    unit = make_service_unit(opd, layout=Layout.STEPS)
    service = make_service(unit)
    point = make_point(unit, needs_code=True)
    used, free, old = drawn(point, manager)
    TicketCode.objects.filter(digest=digest_of(used)).update(used_on=timezone.localdate())
    yesterday = timezone.localdate() - timedelta(days=1)
    TicketCode.objects.filter(digest=digest_of(old)).update(expires_on=yesterday)
    start = held(client.get(path(point)))

    def begun(code, of=service.pk):
        form = {**start, "step": "awal", "service": of, "code": code, "act": "next"}
        page = client.post(path(point), form)
        return page.status_code, "Pertanyaan 1 dari 9" in page.content.decode()

    for code, status in ((used, 409), (old, 400), ("ABCD2345", 400), ("", 400)):
        assert begun(code) == (status, False), code
    assert begun(free, of="") == (400, False)
    assert begun(free) == (200, True)
    assert TicketCode.objects.filter(used_on=None).count() == 2  # nothing is spent by beginning


def test_a_signed_address_and_a_kiosk_ask_for_the_code_too(client, point, manager):
    begin(client, point)
    for address in (kiosk(point), path(point, sign_point(point))):
        code = drawn(point, manager)[0]
        for given, status in (("", 400), (code, 200), (code, 409)):
            form = {**held(client.get(address)), **answers(), "code": given, "act": "send"}
            assert client.post(address, form).status_code == status, (address, given)

    assert Response.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_one_code_at_once_one_is_too_late(point, manager):
    today = timezone.localdate()
    make_period(point.unit, starts_on=today, ends_on=today)
    code = drawn(point, manager, count=1)[0]
    given = Given(dict.fromkeys(CODES, 3), code=code)

    with other_people() as start:
        with transaction.atomic():
            TicketCode.objects.select_for_update().get()
            both = [
                start(lambda: take_answer(point=point, given=given, key=uuid4())) for _ in range(2)
            ]
            assert waiting(2)
        troubles = [one.exception(60) for one in both]

    assert {type(trouble) for trouble in troubles} == {type(None), CodeUsed}
    assert Response.objects.count() == 1


def test_only_digests_are_kept_and_the_sheet_is_printed_once(client, point, manager):
    client.force_login(manager)
    until = timezone.localdate() + timedelta(days=7)
    address = f"/kerja/survei/titik/{point.pk}/kode/"

    response = client.post(address, {"count": "72", "expires_on": f"{until:%d/%m/%Y}"})

    assert response["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(response.content)) as document:
        assert len(document.pages) == 2  # none is left empty
    assert {len(row.digest) for row in TicketCode.objects.all()} == {64}
    assert "72" in client.get(address).content.decode()
    wrong = client.post(address, {"count": "0", "expires_on": "kemarin"})
    assert wrong.status_code == 400


def test_others_draw_no_codes(client, point):
    client.force_login(make_user(Role.PENGELOLA_SURVEI, make_unit()))

    assert client.get(f"/kerja/survei/titik/{point.pk}/kode/").status_code == 404


# --- Kiosk ----------------------------------------------------------------------------------------


def kiosk(point):
    return f"/kios/{point.code}/isi/"


def begin(client, point, pin="2468"):
    return client.post(f"/kios/{point.code}/", {"pin": pin})


@pytest.fixture
def tablet(client, point):
    point.needs_code = False
    point.save()
    begin(client, point)
    return client


def test_a_kiosk_begins_with_the_pin_only(client, point):
    assert client.get(kiosk(point)).url == f"/kios/{point.code}/"
    assert client.post(kiosk(point), answers()).status_code == 302
    wrong = begin(client, point, "1111")
    assert wrong.status_code == 400
    assert "PIN tidak cocok" in wrong.content.decode()
    assert begin(client, point).url == kiosk(point)
    assert client.get(kiosk(point)).status_code == 200


def test_pins_are_not_tried_for_ever(client, point):
    """Counted in the database: a cache that does not answer gives nobody more tries."""
    found = [begin(client, point, "1111").status_code for _ in range(6)]

    assert (found[0], found[-1]) == (400, 429)
    assert begin(client, point).status_code == 429  # the right one waits too


def test_persons_at_a_kiosk_are_not_a_series(tablet, point):
    for _ in range(4):
        form = {**held(tablet.get(kiosk(point))), **answers(), "act": "send"}
        page = tablet.post(kiosk(point), form)
        assert "sudah tersimpan" in page.content.decode()
        assert "no-store" in page["Cache-Control"]
    assert {row.mode for row in Response.objects.all()} == {Mode.KIOSK}
    assert not [row for row in Response.objects.all() if row.flags & Flag.SERIES]


def test_nothing_leads_back_to_the_person_before(tablet, point):
    form = {**held(tablet.get(kiosk(point))), **answers(), "comment": "Rahasia", "act": "send"}
    tablet.post(kiosk(point), form)

    again = tablet.post(kiosk(point), {**form, "act": "change:semua"})

    assert again.status_code == 302  # back and "send again": to the start
    assert "Rahasia" not in tablet.get(again.url).content.decode()


def test_a_new_pin_ends_the_kiosk(tablet, point):
    point.unit.kiosk_pin = make_password("1357")
    point.unit.save()

    assert tablet.get(kiosk(point)).url == f"/kios/{point.code}/"


def test_leaving_asks_for_the_pin(tablet, point):
    leave = f"/kios/{point.code}/keluar/"

    assert tablet.post(leave, {"pin": "0000"}).status_code == 400
    assert tablet.get(kiosk(point)).status_code == 200
    assert tablet.post(leave, {"pin": "2468"}).status_code == 302
    assert tablet.get(kiosk(point)).status_code == 302
