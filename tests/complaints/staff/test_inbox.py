"""The inbox: numbers on tabs equal the lists, overdue first, page after page, at a fixed cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState, MessageState, Publicity
from complaints.intake.actions.dialogue import add_message
from complaints.models import Complaint, Message
from complaints.permissions import can_open_inbox
from complaints.staff.queries.inbox import PAGE, inbox
from complaints.staff.queries.tabs import tabs_of
from organizations.choices import Role
from organizations.models import OutgoingMail
from organizations.permissions import ROLE_RIGHTS
from tests.factories.complaints import complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
LONG_AGO = timedelta(days=60)


@pytest.fixture
def unit():
    make_city()
    reference_data()
    return make_unit()


def many(unit) -> None:
    """Cases of every kind: states, late and not, secret, accused, drafted, of another unit."""
    now, other = timezone.now(), make_unit()
    for place in (None, unit, other):
        for state in S.values:
            for received in (now - LONG_AGO, now - timedelta(minutes=2)):
                complaint(state=state, unit=place, received_at=received)
        complaint(unit=place, is_secret=True)
        complaint(unit=place, kind="pengawasan", accused=unit)
        complaint(unit=place, reporter_wrote_at=now, publicity=Publicity.HIDDEN)
        complaint(unit=place, state=S.INCOMPLETE, paused_at=now)


def listed(user, tab: str, **filters) -> list[int]:
    """Every key of a tab's list, page after page."""
    keys, after = [], ""
    while True:
        found = inbox(user, tab, filters, after)
        keys += [line.case.pk for line in found.lines]
        if not found.following:
            return keys
        assert found.following != after
        after = found.following


READERS = [
    role
    for role in Role.values
    if {"complaints.view", "complaints.view_supervisory"} & set(ROLE_RIGHTS[role])
]


@pytest.mark.parametrize("role", [*READERS, Role.PIMPINAN])
def test_the_number_on_every_tab_is_the_length_of_its_list(unit, role):
    """For every role that works on reports, and for whom the ladder names."""
    many(unit)
    user = make_user(role, unit)
    if role not in READERS:
        for case in Complaint.objects.filter(unit=unit, is_secret=False):
            case.escalations.create(level=1, title="Uji", officer=user)
    assert can_open_inbox(user)

    for words in ({}, {"saluran": "web", "kata": "pasar"}, {"unit": unit}):
        counts = {link.tab.name: link.count for link in inbox(user, "semua", words, "").tabs}
        for tab in tabs_of(user):
            keys = listed(user, tab.name, **words)
            assert len(keys) == len(set(keys)) == counts[tab.name], tab.name
    assert counts["semua"] > 0


def test_overdue_ones_come_first_and_every_page_once(unit):
    late = [
        complaint(state=S.ROUTED, unit=unit, received_at=timezone.now() - LONG_AGO)
        for _ in range(3)
    ]
    for _ in range(PAGE + 3):
        complaint(state=S.ROUTED, unit=unit)
    user = make_user(Role.ADMIN_PENGHUBUNG, unit)

    keys = listed(user, "baru")

    assert set(keys[:3]) == {case.pk for case in late}
    assert len(keys) == len(set(keys)) == PAGE + 6


def test_what_a_reporter_wrote_last_is_on_top(unit):
    now = timezone.now()
    first, second = (
        complaint(unit=unit, reporter_wrote_at=now - timedelta(hours=n)) for n in (2, 1)
    )
    user = make_user(Role.ADMIN_PENGHUBUNG, unit)

    assert listed(user, "dari-pelapor") == [second.pk, first.pk]


def test_names_are_shortened_and_hidden_ones_hidden(client, unit):
    reporter(complaint(unit=unit), name="Sri Wahyuningsih")
    reporter(complaint(unit=unit, is_anonymous=True), name="Bambang Sutrisno")
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, unit))

    page = client.get(reverse("complaints:case-list")).content.decode()

    assert "S*** W***" in page
    assert "Wahyuningsih" not in page
    assert "Anonim" in page
    assert "B***" not in page


def test_the_inbox_costs_the_same_for_one_and_many(client, unit):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("complaints:case-list"), {"tab": "semua"})
        return len(captured)

    complaint()
    cost()
    few = cost()
    for _ in range(12):
        reporter(complaint(unit=unit))
    assert cost() == few


def test_who_has_nothing_to_do_with_reports_is_refused(client):
    client.force_login(make_user(Role.BAPPEDA))

    assert client.get(reverse("complaints:case-list")).status_code == 403
    assert Complaint.objects.count() == 0


def test_the_words_of_a_secret_case_are_not_in_lists(client, unit):
    case = complaint(unit=unit, state=S.ROUTED, is_secret=True, subject="Kata rahasia")
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, unit))

    page = client.get(reverse("complaints:case-list")).content.decode()

    assert case.number in page
    assert "Laporan rahasia" in page
    assert "Kata rahasia" not in page


def test_what_an_anonymous_reporter_adds_reaches_who_is_responsible_now(unit):
    """C2: a file or message to a running case, however it was passed on before."""
    before, now_there = make_unit(), unit
    officers = [make_user(Role.ADMIN_PENGHUBUNG, where) for where in (before, now_there)]
    operator = make_user(Role.OPERATOR_OPD, now_there)
    case = complaint(state=S.ROUTED, unit=now_there, is_anonymous=True, officer=operator)
    complaint(state=S.ROUTED, unit=now_there, reporter_wrote_at=timezone.now() - timedelta(hours=1))

    add_message(case=case, text="Kata pelapor yang tersembunyi", now=timezone.now())

    assert listed(officers[1], "dari-pelapor")[0] == case.pk
    told = {mail.to: mail for mail in OutgoingMail.objects.all()}
    assert set(told) == {officers[1].email, operator.email}
    body = told[operator.email].body
    assert case.get_absolute_url() in body
    assert "tersembunyi" not in body


def test_a_wide_tab_with_very_many_is_not_counted_to_the_end(client, unit, monkeypatch):
    monkeypatch.setattr("complaints.staff.queries.inbox.COUNTED", 2)
    monkeypatch.setattr("complaints.staff.views.inbox.COUNTED", 2)
    for _ in range(4):
        complaint(state=S.ROUTED, unit=unit)
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, unit))

    found = client.get(reverse("complaints:case-list"), {"tab": "semua"})

    counts = {link.tab.name: (link.count, link.is_more) for link in found.context["inbox"].tabs}
    assert counts["semua"] == (3, True)
    assert counts["baru"] == (4, False)  # what is worked on is counted whole
    assert "2+" in found.content.decode()


def test_what_waits_for_moderation_is_counted_once_in_both_its_parts(unit, monkeypatch):
    desk = make_user(Role.BAGIAN_ORGANISASI)
    told = {"kind": "jawaban", "author": "petugas", "text": "Sudah.", "public_text": "Sudah."}
    for publicity in (Publicity.WAITING, Publicity.WAITING, Publicity.SHOWN):
        case = complaint(unit=unit, state=S.ANSWERED, publicity=publicity)
        Message.objects.create(complaint=case, state=MessageState.SENT, is_public=False, **told)

    assert len(listed(desk, "moderasi")) == counted(desk, "moderasi") == 3
    monkeypatch.setattr("complaints.staff.queries.inbox.COUNTED", 1)
    assert counted(desk, "moderasi") == 2  # "1+": its first part alone is enough


def counted(user, tab: str) -> int:
    return next(link.count for link in inbox(user, tab, {}, "").tabs if link.tab.name == tab)


def test_a_term_that_is_near_is_listed_where_another_is_not_set(unit):
    soon = timezone.now() + timedelta(hours=1)
    case = complaint(unit=unit, state=S.IN_PROGRESS)
    Complaint.objects.filter(pk=case.pk).update(
        resolve_due_at=soon, verify_due_at=None, respond_due_at=None
    )

    assert listed(make_user(Role.BAGIAN_ORGANISASI), "mendekati") == [case.pk]


def found_by(user, words: str) -> set[str]:
    lines = inbox(user, "semua", {"kata": words}, "").lines
    return {line.case.subject for line in lines}


def test_words_are_found_by_their_beginning_in_any_field_and_every_one_counts(unit):
    complaint(unit=unit, subject="Lampu mati", text="Lampunya padam", address="Gang Melati 4/A")
    complaint(unit=unit, subject="Sampah", text="Menumpuk di Jalan O'Hara", state=S.ARCHIVED)
    user = make_user(Role.ADMIN_PENGHUBUNG, unit)

    assert found_by(user, "LAMPU melati") == {"Lampu mati"}
    assert found_by(user, "lamp 4/A") == {"Lampu mati"}
    assert found_by(user, "O'Hara") == found_by(user, "menump") == {"Sampah"}
    assert found_by(user, "lampu sampah") == set()
    assert found_by(user, "!? : & | \\ '") == {"Lampu mati", "Sampah"}


def test_a_number_finds_its_report_and_a_search_shows_nobody_more(unit):
    case = complaint(unit=make_unit(), subject="Milik unit lain", text="langka")
    assert found_by(make_user(Role.ADMIN_PENGHUBUNG, unit), "langka") == set()
    desk = make_user(Role.BAGIAN_ORGANISASI, unit)
    assert found_by(desk, case.number.lower().replace("-", " - ").replace(" ", "")) == {
        "Milik unit lain"
    }


def test_many_matches_are_found_like_few(unit, monkeypatch):
    many(unit)
    user = make_user(Role.BAGIAN_ORGANISASI, unit)
    few = listed(user, "terlambat", kata="pasar")
    monkeypatch.setattr("complaints.staff.queries.inbox.NAMED", 2)
    assert few
    assert listed(user, "terlambat", kata="(PASAR)") == few


def test_a_search_of_officers_goes_along_its_index(unit):
    """Texts are not read one by one, however many reports have ended."""
    user = make_user(Role.BAGIAN_ORGANISASI, unit)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as seen:
        inbox(user, "semua", {"kata": "pasar"}, "")
    looked = [one["sql"] for one in seen if "pasar" in one["sql"]]
    assert len(looked) == 1
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {looked[0]}")
        assert "complaints_spoken" in str(cursor.fetchall())
