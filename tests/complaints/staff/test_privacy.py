"""Privacy rises and never falls; names open by two people, for a while, in writing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState, Publicity
from complaints.models import Complaint, IdentityRequest, SecretRead
from complaints.staff.actions.privacy import read_identity
from complaints.staff.actions.routing import classify_case
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.complaints.staff.officer import at
from tests.factories.complaints import category, complaint, reporter
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
NAME = "Sri Wahyuningsih"


def test_a_shown_report_made_secret_leaves_the_public_pages_at_once(client, desk):
    case = complaint(shown=True, unit=make_unit())

    answer = client.post(at("privacy", case), {"secret": "on"})

    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.is_secret, case.publicity, case.public_text) == (True, Publicity.HIDDEN, "")
    assert not Complaint.objects.public().exists()
    assert client.get(at("privacy", case)).status_code == 200  # anonymity may still rise
    assert client.get(at("moderate", case)).status_code == 403


def test_nothing_lowers_a_flag(client, desk):
    case = complaint(is_secret=True)

    client.post(at("privacy", case), {"anonymous": "on", "secret": ""})

    case.refresh_from_db()
    assert case.is_secret
    assert case.is_anonymous
    assert client.post(at("privacy", case), {}).status_code == 403


def test_the_name_behind_an_anonymous_report_needs_two_people(client, desk):
    case = complaint(is_anonymous=True, unit=make_unit())
    reporter(case, name=NAME)
    custodian = make_user(Role.PENJAGA_IDENTITAS)

    assert NAME not in client.get(at("detail", case)).content.decode()
    assert client.get(at("name", case)).status_code == 403
    client.post(at("identity", case), {"reason": "Diminta penyidik dengan surat tugas."})
    request = IdentityRequest.objects.get()
    assert OutgoingMail.objects.filter(to=custodian.email).count() == 1
    client.force_login(custodian)
    listed = client.get(reverse("complaints:case-identity-list")).content.decode()
    assert case.number in listed
    assert case.subject not in listed
    assert client.get(at("detail", case)).status_code == 404
    decided = client.post(
        reverse("complaints:case-identity-decide", args=[request.pk]), {"act": "buka"}
    )
    assert decided.status_code == 302
    client.force_login(desk)
    seen = client.post(at("name", case), {"reason": "Untuk penyidik"})
    assert NAME in seen.content.decode()
    assert "no-store" in seen.headers["Cache-Control"]
    assert SecretRead.objects.get(what="identitas").reason == "Untuk penyidik"
    assert "Identitas Anda dibuka" in case.messages.get().text
    IdentityRequest.objects.update(open_until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(PermissionDenied):
        read_identity(case=case, by=desk, reason="Lagi")


def test_whoever_asks_does_not_decide(client):
    make_city()
    both = make_user(Role.PENJAGA_IDENTITAS)
    case = complaint(is_anonymous=True)
    request = IdentityRequest.objects.create(complaint=case, asked_by=both, reason="Uji")
    client.force_login(both)

    answer = client.post(
        reverse("complaints:case-identity-decide", args=[request.pk]), {"act": "buka"}
    )

    assert answer.status_code == 403


def test_a_name_that_is_not_hidden_opens_with_a_reason_only(client, desk):
    case = complaint(state=ComplaintState.ROUTED, unit=make_unit())
    reporter(case, name=NAME)

    bare = client.post(at("name", case), {"reason": ""})

    assert bare.status_code == 400
    assert NAME not in bare.content.decode()
    assert not SecretRead.objects.exists()
    assert NAME in client.post(at("name", case), {"reason": "Menelepon"}).content.decode()


def test_an_anonymous_report_is_not_laid_beside_others_of_the_same_person(client, desk):
    hidden = complaint(is_anonymous=True, subject="Pungutan di kantor")
    named, other = complaint(subject="Lampu padam"), complaint(subject="Sampah")
    for case in (hidden, named, other):
        reporter(case, name=NAME, fingerprint="sama")

    of_hidden = client.get(at("detail", hidden)).content.decode()
    of_named = client.get(at("detail", named)).content.decode()

    assert "2 laporan lain dari pelapor yang sama" in of_hidden
    assert named.number not in of_hidden
    assert named.subject not in of_hidden
    assert other.number in of_named
    assert hidden.number not in of_named


def test_the_history_does_not_say_whom_a_report_is_about(client, desk):
    unit, about = make_unit(), make_unit(name="Dinas Terlapor Uji")
    plain, hidden = complaint(unit=unit), complaint(unit=unit, is_secret=True)
    other = category("pungutan", name="Pungutan Uji")

    for case in (plain, hidden):
        classify_case(case=case, by=desk, accused=about, category=other)

    lines = {line.object_id: str(line.changes) for line in Activity.objects.all() if line.changes}
    assert "Terlapor Uji" not in str(lines)
    assert "Pungutan Uji" in lines[plain.pk]
    assert hidden.pk not in lines
