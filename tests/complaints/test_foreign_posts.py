"""Every POST of complaints, sent by an officer of another unit with a valid token, changes nothing.

The addresses are taken from the resolver and filled with real reports of a unit in every state, so
that a new one is tried by itself. The permission matrix asks for pages; this asks what their forms do.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from complaints.choices import ComplaintState
from complaints.models import Category, Complaint
from organizations.choices import Role
from tests.complaints import objects
from tests.complaints.pages import ACTS, PAGES, SUBJECTS
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user
from tests.pages.places import EMAILS, FOREIGN, ORG, OWN, forget_places
from tests.pages.test_permission_matrix import addresses

pytestmark = pytest.mark.django_db
OFFICERS = (Role.OPERATOR_OPD, Role.KEPALA_OPD, Role.ADMIN_PENGHUBUNG)
ARGS = {**{page.name: page.args for page in PAGES}, **SUBJECTS}
# Acts on what the browser holds itself (a draft, an opened ticket), or open to everybody.
OF_CITIZENS = ("lapor/", "lacak/", "pengaduan/", "open311/")
# Where officers of every unit enter and choose something: served, and nothing of others touched.
SERVED = ("case-create", "case-bulk", "child-case-create")


@pytest.fixture
def cases() -> Iterator[list[Complaint]]:
    """Of one unit: in every state, one secret, one anonymous."""
    forget_places()
    make_city()
    own, _ = (make_unit(place.code) for place in (OWN, FOREIGN))
    make_user(Role.BAGIAN_ORGANISASI, own, email=EMAILS[ORG])
    reference_data()
    found = [complaint(state=state, unit=own) for state in ComplaintState]
    found += [complaint(state="diproses", unit=own, is_secret=True)]
    found += [complaint(state="diproses", unit=own, is_anonymous=True)]
    yield [*found, objects.case(OWN)]
    forget_places()


def posts() -> Iterator[tuple[str, str]]:
    """Name and route of each address that takes a form of somebody signed in."""
    for name, route in addresses():
        if name.startswith("complaints:") and not route.lstrip("^").startswith(OF_CITIZENS):
            yield name, route


def takes_posts(url: str) -> bool:
    view = getattr(resolve(url).func, "view_class", None)
    return view is None or (hasattr(view, "post") and "post" in view.http_method_names)


def targets(cases: list[Complaint]) -> Iterator[tuple[str, str]]:
    """Name and address, once for each report where the address names one."""
    for name, route in posts():
        args = ARGS[name](OWN) if name in ARGS else []
        if not takes_posts(reverse(name, args=args)):
            continue
        numbers = [case.number for case in cases] if ":number>" in route else [""]
        if args and numbers[0] and Complaint.objects.filter(number=args[0]).exists():
            for number in numbers:
                yield name, reverse(name, args=[number, *args[1:]])
        yield name, reverse(name, args=args)


def filled(cases: list[Complaint]) -> dict[str, object]:
    """What would pass most of the forms."""
    text = "Isi yang cukup panjang untuk semua isian."
    unit = make_unit()
    names = ("text", "reason", "subject", "words", "public_text", "address", "note", "message")
    return {
        **dict.fromkeys(names, text),
        "act": "progress", "pilih": [case.pk for case in cases], "confirm": "on",
        "unit": unit.pk, "units": [unit.pk], "kind": "non_pengawasan", "outcome": "selesai",
        "category": Category.objects.first().pk, "how": "hitam", "number": cases[-1].number,
        "is_secret": "on", "is_anonymous": "on", "granted": "ya", "officer": "", "act_now": "1",
        "left_1": 1, "top_1": 1, "width_1": 50, "height_1": 50, "publicity": "tayang",
        "key": uuid.uuid4(), "mark": "", "sp4n_id": "8100001",
    }  # fmt: skip


def state_of_the_database() -> dict[str, tuple[int, str]]:
    """Of every table of complaints, and of the history: how many rows, and a digest of them all."""
    tables = [t for t in connection.introspection.table_names() if t.startswith("complaints_")]
    found = {}
    with connection.cursor() as cursor:
        for table in [*tables, "organizations_activity", "organizations_outgoingmail"]:
            row = "md5(string_agg(t::text, chr(10) ORDER BY t::text))"
            cursor.execute(f'SELECT count(*), {row} FROM "{table}" t')  # noqa: S608 - of the catalogue
            found[table] = cursor.fetchone()
    return found


@pytest.mark.parametrize("role", OFFICERS)
def test_no_form_of_another_unit_is_taken(cases: list[Complaint], role: str) -> None:
    officer = Client(enforce_csrf_checks=True)
    officer.force_login(make_user(role, objects.case(FOREIGN).unit))
    officer.get(reverse("complaints:case-list"))
    data = {
        **filled(cases),
        "csrfmiddlewaretoken": officer.cookies[settings.CSRF_COOKIE_NAME].value,
    }
    asked = list(targets(cases))
    before = state_of_the_database()

    answers = {(name, url): officer.post(url, data).status_code for name, url in asked}

    taken = {key: code for key, code in answers.items() if code not in (403, 404)}
    assert {name.partition(":")[2] for name, _ in taken} <= set(SERVED)
    bulk = reverse("complaints:case-bulk")
    assert answers["complaints:case-bulk", bulk] == 302, "the token holds"
    assert state_of_the_database() == before
    assert len({name for name, _ in asked}) > 50


def test_the_same_forms_are_taken_from_whom_they_are_for(cases: list[Complaint]) -> None:
    """Else the refusals above would tell nothing."""
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(make_user(Role.BAGIAN_ORGANISASI))
    desk.get(reverse("complaints:case-list"))
    data = {**filled(cases), "csrfmiddlewaretoken": desk.cookies[settings.CSRF_COOKIE_NAME].value}
    before = state_of_the_database()

    answers = [(name, desk.post(url, data).status_code) for name, url in targets(cases)]

    assert len({name for name, code in answers if code == 302}) > 15
    assert state_of_the_database() != before


def test_no_form_of_a_ticket_is_taken_from_an_officer_who_did_not_open_it(
    cases: list[Complaint],
) -> None:
    officer = Client(enforce_csrf_checks=True)
    officer.force_login(make_user(Role.ADMIN_PENGHUBUNG, OWN.unit))
    officer.get(reverse("complaints:case-list"))
    data = {
        **filled(cases),
        "csrfmiddlewaretoken": officer.cookies[settings.CSRF_COOKIE_NAME].value,
    }
    of_tickets = [
        name for name, route in addresses() if route.lstrip("^").startswith("lacak/laporan/")
    ]
    before = state_of_the_database()

    answers = {
        name: officer.post(reverse(name, args=ARGS[name](OWN) if name in ARGS else []), data)
        for name in of_tickets
        if name != "complaints:ticket-part"
    }

    assert len(answers) > 6
    assert {answer.status_code for answer in answers.values()} <= {302, 403, 404, 405}
    assert state_of_the_database() == before


def test_every_address_is_known_to_the_table() -> None:
    assert {name for name, _ in posts()} <= {page.name for page in PAGES} | set(ACTS)
