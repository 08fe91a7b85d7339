"""The way of an entry: handed in, verified, accepted, returned, unlocked with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from performance.choices import SubmissionState, UnlockState
from performance.models import Realization, Submission, UnlockRequest
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def client_of(role: Role, unit=None) -> Client:
    client = Client()
    client.force_login(make_user(role, unit))
    return client


def move(client: Client, entry: Submission, name: str, note: str = ""):
    url = reverse("performance:submission-transition", args=[entry.pk, name])
    return client.post(url, {"note": note})


def test_nothing_filled_cannot_be_handed_in(office):
    answer = office.client.post(office.url("entry-check"), {"confirmed": "on"})
    assert answer.status_code == 400
    assert "Belum ada satu angka pun" in answer.content.decode()


def test_findings_are_confirmed_before_handing_in(office):
    office.save(office.k, "5")
    page = office.client.get(office.url("entry-check")).content.decode()
    assert "Realisasi rupiah belum diisi" in page
    assert office.client.post(office.url("entry-check"), {}).status_code == 400
    assert office.client.post(office.url("entry-check"), {"confirmed": "on"}).status_code == 302
    entry = Submission.objects.get()
    assert (entry.state, entry.submitted_by) == (SubmissionState.SUBMITTED, office.operator)
    assert not entry.is_late


def test_the_whole_way_with_history_and_messages(office):
    head = client_of(Role.KEPALA_OPD, office.unit)
    bappeda = client_of(Role.BAPPEDA)
    office.save(office.k, "5")
    office.client.post(office.url("entry-check"), {"confirmed": "on"})
    entry = Submission.objects.get()
    assert move(head, entry, "verify").status_code == 302
    assert move(bappeda, entry, "accept").status_code == 302
    entry.refresh_from_db()
    assert entry.state == SubmissionState.ACCEPTED
    verbs = Activity.objects.filter(object_type="performance.submission", object_id=entry.pk)
    assert [a.verb for a in verbs.order_by("pk")] == [
        "performance.submission.submit",
        "performance.submission.verify",
        "performance.submission.accept",
    ]
    subjects = [mail.subject.split(":")[0] for mail in OutgoingMail.objects.all()]
    assert subjects == ["Menunggu verifikasi", "Menunggu penerimaan", "Diterima"]


RIGHTS = {
    "verify": {SubmissionState.SUBMITTED: {Role.KEPALA_OPD}},
    "accept": {SubmissionState.VERIFIED: {Role.BAPPEDA}},
    "return": {
        SubmissionState.SUBMITTED: {Role.KEPALA_OPD, Role.BAPPEDA, Role.BAGIAN_ORGANISASI},
        SubmissionState.VERIFIED: {Role.BAPPEDA, Role.BAGIAN_ORGANISASI},
    },
    "withdraw": {SubmissionState.SUBMITTED: {Role.OPERATOR_OPD}},
}
CASES = [
    (name, state, role)
    for name, states in RIGHTS.items()
    for state in states
    for role in Role.values
]


@pytest.mark.parametrize(("name", "state", "role"), CASES)
def test_who_may_move_an_entry(office, name, state, role):
    entry = make_submission(office.unit, QUARTER, state)
    answer = move(client_of(role, office.unit), entry, name, "Perbaiki angka")
    allowed = role in RIGHTS[name][state]
    assert answer.status_code in ((302,) if allowed else (403, 404))
    entry.refresh_from_db()
    assert (entry.state != state) is allowed


def test_the_head_of_another_unit_does_not_find_it(office):
    entry = make_submission(office.unit, QUARTER, SubmissionState.SUBMITTED)
    assert move(client_of(Role.KEPALA_OPD, make_unit()), entry, "verify").status_code == 404


def test_returning_needs_a_note_and_opens_the_entry_again(office):
    entry = make_submission(office.unit, QUARTER, SubmissionState.SUBMITTED)
    head = client_of(Role.KEPALA_OPD, office.unit)
    assert move(head, entry, "return").status_code == 400
    endless = move(head, entry, "return", "a" * 2001)
    assert endless.status_code == 400
    assert "paling panjang 2.000 huruf" in endless.content.decode()
    assert move(head, entry, "return", "Satuan keliru").status_code == 302
    page = office.client.get(office.url()).content.decode()
    assert "Satuan keliru" in page
    assert office.save(office.k, "5").status_code == 200


def test_a_state_that_moved_on_is_told_and_not_overwritten(office):
    entry = make_submission(office.unit, QUARTER, SubmissionState.DRAFT)
    answer = move(client_of(Role.KEPALA_OPD, office.unit), entry, "verify")
    assert answer.status_code in (400, 403)
    entry.refresh_from_db()
    assert entry.state == SubmissionState.DRAFT


def ask(office: Office, reason: str = "Salah ketik", days: int = 2):
    until = timezone.localtime() + timedelta(days=days)
    data = {"reason": reason, "until": until.strftime("%Y-%m-%dT%H:%M")}
    return office.client.post(office.url("unlock-request"), data)


@pytest.fixture
def accepted(office) -> Submission:
    return make_submission(office.unit, QUARTER, SubmissionState.ACCEPTED)


def test_a_reasoned_unlock_opens_the_quarter_until_its_hour(office, accepted):
    assert ask(office).status_code == 302
    wish = UnlockRequest.objects.get()
    url = reverse("performance:unlock-transition", args=[wish.pk, "approve"])
    assert office.client.post(url, {"note": "ya"}).status_code in (403, 404)
    assert client_of(Role.BAPPEDA).post(url, {"note": "Silakan"}).status_code == 302
    wish.refresh_from_db()
    assert wish.state == UnlockState.APPROVED
    assert office.save(office.k, "7").status_code == 200
    lines = Activity.objects.filter(reason__contains="Salah ketik")
    assert lines.exists()

    Submission.objects.update(open_until=timezone.now() - timedelta(seconds=1))
    from performance.models import ReportingWindow

    ReportingWindow.objects.update(
        opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(days=1)
    )
    assert office.save(office.k, "8", "1|7").status_code == 403
    assert Realization.objects.get().k2 == 7


@pytest.mark.parametrize(("reason", "days"), [("", 2), ("Alasan", 30), ("Alasan", -1)])
def test_an_unlock_needs_a_reason_and_a_near_end(office, accepted, reason, days):
    assert ask(office, reason, days).status_code == 400
    assert not UnlockRequest.objects.exists()


def test_an_open_quarter_needs_no_unlock(office):
    answer = office.client.get(office.url("unlock-request"))
    assert answer.status_code == 403
