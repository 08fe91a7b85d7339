"""A case is taken again with a reason; a letter counts from its receipt; its own period ends it."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from complaints import reference, states
from complaints.choices import ChildState
from complaints.models import ChildReport, Complaint, RetentionRule
from complaints.staff.actions.child import move_child
from complaints.staff.actions.retention import erase_due, erase_due_child_reports
from organizations import activity
from organizations.choices import Role
from organizations.models import Activity
from organizations.storage import protected
from tests.complaints.child.people import MARKERS, filed, picture
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    make_city()
    return make_user(Role.TIM_PPA)


def closed(client, member, days: int = 0) -> ChildReport:
    report, _ = filed(client, files=picture())
    now = timezone.now() - timedelta(days=days)
    for transition, note in ((states.TAKE_CHILD, ""), (states.CLOSE_CHILD, "Selesai")):
        move_child(report=report, by=member, transition=transition, note=note, now=now)
    return ChildReport.objects.get(pk=report.pk)


def test_a_closed_case_is_taken_again_only_with_a_reason(client, member):
    report = closed(client, member)
    assert report.closed_at is not None
    client.force_login(member)
    address = reverse("complaints:child-case-move", args=[report.number, "retake"])
    assert client.post(address, {"note": ""}).status_code == 400

    client.post(address, {"note": "Pelaku kembali ke rumah"})

    again = ChildReport.objects.get(pk=report.pk)
    assert (again.state, again.closed_at) == (ChildState.IN_CARE, None)
    assert client.get(address).url == again.get_absolute_url()  # as the back button asks
    assert "Pelaku kembali ke rumah" in again.messages.order_by("-pk")[0].text
    line = activity.history_of(again).order_by("-pk")[0]
    assert "Pelaku" not in line.summary


def test_an_open_case_is_not_taken_again(client, member):
    report, _ = filed(client)

    with pytest.raises(ValidationError):
        move_child(
            report=report, by=member, transition=states.RETAKE_CHILD, note="?", now=timezone.now()
        )


def entered(client, received: str):
    data = {"text": "Uji", "channel": "surat", "received_at": received, "client_key": str(uuid4())}
    return client.post(reverse("complaints:child-case-create"), data)


def test_a_letter_is_received_before_it_is_entered(client, member):
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, make_unit()))

    assert entered(client, "2026-03-31T09:30").status_code == 200

    report = ChildReport.objects.get()
    assert timezone.localtime(report.received_at).isoformat()[:16] == "2026-03-31T09:30"
    assert report.entered_at > report.received_at


@pytest.mark.parametrize("received", ["2999-01-01T00:00", "kemarin"])
def test_a_receipt_to_come_is_refused_with_what_was_typed(client, member, received):
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, make_unit()))

    answer = entered(client, received)

    assert answer.status_code == 400
    assert "Uji" in answer.content.decode()
    assert not ChildReport.objects.exists()


def rule(months: int, **fields) -> RetentionRule:
    RetentionRule.objects.all().delete()
    return RetentionRule.objects.create(what="anak", months=months, basis="Uji", **fields)


def test_its_own_period_ends_it_and_leaves_number_officers_and_looks(
    client, member, django_capture_on_commit_callbacks
):
    rule(12, is_active=True)
    report, young = closed(client, member, days=400), closed(client, member)
    running, _ = filed(client)
    file = report.files.get().file.name
    now = timezone.now()
    assert erase_due(now=now) == []

    with django_capture_on_commit_callbacks(execute=True):
        assert [erase_due_child_reports(now=now) for _ in range(2)] == [1, 0]

    kept = ChildReport.objects.get(pk=report.pk)
    assert (kept.number, kept.state, kept.erased_at) == (report.number, ChildState.CLOSED, now)
    assert (kept.text, kept.child, kept.place, kept.contact) == ("", "", "", "")
    assert not kept.messages.exists()
    assert kept.officers.get().user == member
    assert not protected().exists(file)
    for other in (young, running):
        assert ChildReport.objects.get(pk=other.pk).text == MARKERS["text"]
    with pytest.raises(PermissionDenied):
        move_child(report=kept, by=member, transition=states.RETAKE_CHILD, note="?", now=now)


def test_a_proposed_period_removes_nothing_and_only_the_team_sees_it(client, member):
    rule(12)
    closed(client, member, days=400)
    assert erase_due_child_reports(now=timezone.now()) == 0
    client.force_login(member)
    address = reverse("complaints:child-retention")
    assert "Bila berlaku, 1 laporan" in client.get(address).content.decode()

    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    assert client.get(address).status_code == 404
    page = client.get(reverse("complaints:retention")).content.decode()
    assert "0 laporan" in page
    said = io.StringIO()
    call_command("erase_old_reports", dry_run=True, stdout=said)
    assert "Laporan perlindungan anak: 0" in said.getvalue()


def test_periods_come_as_proposals_and_what_the_city_set_stays():
    reference.load()
    assert not RetentionRule.objects.filter(is_active=True).exists()
    RetentionRule.objects.filter(what="anak").update(months=60, is_active=True)

    reference.load()

    assert RetentionRule.objects.get(what="anak").months == 60
    assert not Complaint.objects.exists()
    assert not Activity.objects.filter(verb__endswith="erase").exists()
