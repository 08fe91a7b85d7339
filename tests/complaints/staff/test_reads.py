"""Watching over secrets, and reporters who answer at the counter."""

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Author, ComplaintState
from complaints.models import AnswerTemplate, SecretRead
from complaints.staff.actions.answering import ask_reporter, record_reply
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
URL = reverse("complaints:secret-read-list")
S = ComplaintState


@pytest.fixture
def unit():
    make_city()
    reference_data()
    return make_unit()


def test_looks_at_secrets_are_listed_but_not_those_at_reports_about_children(client, unit):
    reader = make_user(Role.ADMIN_PENGHUBUNG, unit, full_name="Dewi Lestari")
    known = {"object_id": 1, "reader": reader, "read_at": timezone.now()}
    SecretRead.objects.create(number="SK-AAAA-1111", what="rahasia", reason="Halaman", **known)
    SecretRead.objects.create(number="PA-BBBB-2222", what="anak", **known)
    client.force_login(make_user(Role.INSPEKTORAT))

    page = client.get(URL).content.decode()

    assert "SK-AAAA-1111" in page
    assert "PA-BBBB-2222" not in page
    assert "SK-AAAA-1111" in client.get(URL, {"kata": "dewi"}).content.decode()
    assert "SK-AAAA-1111" not in client.get(URL, {"kata": "budi"}).content.decode()
    client.force_login(reader)
    assert client.get(URL).status_code == 403


def test_an_answer_given_at_the_counter_ends_the_pause(unit):
    operator = make_user(Role.OPERATOR_OPD, unit)
    case = complaint(state=S.IN_PROGRESS, unit=unit)
    case.segments.create(unit=unit)
    ask_reporter(case=case, text="Di mana?", by=operator)

    message = record_reply(case=case, text="Di depan pasar.", by=operator)

    case.refresh_from_db()
    assert (case.state, case.paused_at) == (S.IN_PROGRESS, None)
    assert message.author == Author.REPORTER
    assert case.pauses.get().ended_at is not None


def test_inspectors_read_supervision_and_nothing_else(client, unit):
    weighty = complaint(kind="pengawasan", state=S.ROUTED, unit=unit, subject="Dugaan pungli")
    plain = complaint(state=S.ROUTED, unit=unit, subject="Lampu padam")
    client.force_login(make_user(Role.INSPEKTORAT))

    page = client.get(reverse("complaints:case-list"), {"tab": "semua"}).content.decode()

    assert weighty.number in page
    assert plain.number not in page
    assert client.get(weighty.get_absolute_url()).status_code == 200
    assert client.get(plain.get_absolute_url()).status_code == 404


def test_a_template_is_shown_with_its_places_filled(client, unit):
    row = AnswerTemplate.objects.create(name="Uji", text="Laporan {nomor} selesai {tenggat}.")
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    page = client.get(reverse("complaints:template-edit", args=[row.pk])).content.decode()

    assert "Laporan SK-7M2K-9QTX selesai 3 Maret 2026." in page
