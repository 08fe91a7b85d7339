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
from performance.models import Realization, ReportingWindow, Submission, UnlockRequest
from performance.stamps import city_stamp, stamp_of
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


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
    own = office.client.post(url, {"note": "ya"})
    assert (own.status_code, "Hanya Bappeda" in own.content.decode()) == (403, True)
    assert client_of(Role.BAPPEDA).post(url, {"note": "Silakan"}).status_code == 302
    wish.refresh_from_db()
    assert wish.state == UnlockState.APPROVED
    assert office.save(office.k, "7").status_code == 200
    told = Activity.objects.filter(reason="Salah ketik").order_by("pk")
    assert [line.verb for line in told] == [
        "performance.request_unlock",
        "performance.submission.reopen",
    ]

    Submission.objects.update(open_until=timezone.now() - timedelta(seconds=1))
    ReportingWindow.objects.update(
        opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(days=1)
    )
    assert office.save(office.k, "8", "1|7").status_code == 403
    assert Realization.objects.get().k2 == 7


@pytest.mark.parametrize(("reason", "days"), [("", 2), ("Alasan", 30), ("Alasan", -1)])
def test_an_unlock_needs_a_reason_and_a_near_end(office, accepted, reason, days):
    assert ask(office, reason, days).status_code == 400
    assert not UnlockRequest.objects.exists()


def test_a_request_whose_time_has_passed_is_not_approved(office, accepted):
    ask(office)
    past = timezone.now() - timedelta(seconds=1)
    UnlockRequest.objects.update(until=past)
    wish, bappeda = UnlockRequest.objects.get(), client_of(Role.BAPPEDA)

    answer = bappeda.post(reverse("performance:unlock-transition", args=[wish.pk, "approve"]))

    assert answer.status_code == 400
    assert "sudah lewat" in answer.content.decode()
    accepted.refresh_from_db()
    assert (accepted.state, accepted.open_until) == (SubmissionState.ACCEPTED, None)
    url = reverse("performance:unlock-transition", args=[wish.pk, "reject"])
    assert bappeda.post(url, {"note": "Ajukan lagi"}).status_code == 302


def test_a_request_in_time_is_not_refused_for_its_time(office, accepted):
    ask(office)
    wish = UnlockRequest.objects.get()
    url = reverse("performance:unlock-transition", args=[wish.pk, "approve"])
    assert client_of(Role.BAPPEDA).post(url).status_code == 302


def stamps(office: Office) -> tuple[str, str]:
    return stamp_of(office.unit.pk, YEAR), city_stamp(YEAR)


def test_public_figures_change_when_an_entry_is_accepted_and_when_it_is_reopened(office):
    """Whoever keeps figures by their stamp (documents, open data, summaries) reads them anew."""
    entry = make_submission(office.unit, QUARTER, SubmissionState.VERIFIED)
    before = stamps(office)
    assert move(client_of(Role.BAPPEDA), entry, "accept").status_code == 302
    accepted = stamps(office)
    ask(office)
    assert stamps(office) == accepted
    wish = UnlockRequest.objects.get()
    url = reverse("performance:unlock-transition", args=[wish.pk, "approve"])
    assert client_of(Role.BAPPEDA).post(url).status_code == 302

    assert before[0] != accepted[0] != stamps(office)[0]
    assert before[1] != accepted[1] != stamps(office)[1]


@pytest.mark.parametrize(("grace", "is_late"), [(None, False), (2, True)])
def test_a_quarter_handed_in_after_its_window_is_late(office, grace, is_late):
    """Days of grace leave it open, and the history says that it came late."""
    office.save(office.k, "5")
    now = timezone.now()
    if grace:
        ReportingWindow.objects.update(
            closes_at=now - timedelta(hours=1), grace_until=now + timedelta(days=grace)
        )
    assert office.client.post(office.url("entry-check"), {"confirmed": "on"}).status_code == 302
    entry = Submission.objects.get()
    assert (entry.state, entry.is_late) == (SubmissionState.SUBMITTED, is_late)


def test_a_quarter_opened_without_a_window_is_not_late(office):
    ReportingWindow.objects.all().delete()
    make_submission(office.unit, QUARTER, open_until=timezone.now() + timedelta(days=1))
    assert office.save(office.k, "5").status_code == 200

    assert office.client.post(office.url("entry-check"), {"confirmed": "on"}).status_code == 302
    assert not Submission.objects.get().is_late


def test_an_entry_handed_in_again_begins_anew(office):
    """Who verified the round before, and until when it was open, belongs to that round."""
    office.save(office.k, "5")
    office.client.post(office.url("entry-check"), {"confirmed": "on"})
    entry = Submission.objects.get()
    move(client_of(Role.KEPALA_OPD, office.unit), entry, "verify")
    move(client_of(Role.BAPPEDA), entry, "accept")
    Submission.objects.update(state=SubmissionState.VERIFIED)
    ReportingWindow.objects.update(closes_at=timezone.now())
    assert move(client_of(Role.BAPPEDA), entry, "return", "Satuan keliru").status_code == 302
    entry.refresh_from_db()
    assert entry.verified_by
    assert entry.open_until

    assert office.client.post(office.url("entry-check"), {"confirmed": "on"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.verified_by, entry.verified_at) == (None, None)
    assert (entry.accepted_by, entry.accepted_at) == (None, None)
    assert (entry.open_until, entry.submitted_by) == (None, office.operator)


def test_an_open_quarter_needs_no_unlock(office):
    answer = office.client.get(office.url("unlock-request"))
    assert answer.status_code == 403
