"""A file with secret reports: one person asks, another agrees, each report is kept as a look."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from complaints.exchange.actions.exporting import ask_secret_export, decide_secret_export
from complaints.models import ChildReport, SecretExport, SecretRead
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
URL, LIST = reverse("complaints:sp4n-export"), reverse("complaints:secret-export-list")
ASKED = {"shape": "csv", "with_secret": "on", "reason": "Rekapitulasi triwulan untuk Sekda"}


@pytest.fixture
def desk():
    make_city()
    reference_data()
    return make_user(Role.BAGIAN_ORGANISASI)


@pytest.fixture
def custodian():
    return make_user(Role.PENJAGA_IDENTITAS)


@pytest.fixture
def secret():
    return complaint(is_secret=True, subject="Pungli parkir", text="Hanya untuk petugas")


def at(name: str, row: SecretExport) -> str:
    return reverse(f"complaints:{name}", args=[row.pk])


@pytest.fixture
def granted(desk, custodian, secret) -> SecretExport:
    return decide_secret_export(request=asked(desk), by=custodian, granted=True)


def asked(desk) -> SecretExport:
    return ask_secret_export(by=desk, reason="Rekap", shape="csv")


def test_one_asks_another_agrees_and_the_file_is_taken_on_record(client, desk, custodian, secret):
    complaint(text="Terbuka")
    ChildReport.objects.create(number="PA-AAAA-AAAA", secret_digest="x", text="Anak dipukul")
    client.force_login(desk)

    client.post(URL, ASKED)
    row = SecretExport.objects.get()
    early = client.post(at("secret-export-take", row))
    client.force_login(custodian)
    listed = client.get(LIST).content.decode()
    client.post(at("secret-export-decide", row), {"act": "setuju"})
    client.force_login(desk)
    answer = client.post(at("secret-export-take", row))

    assert early.status_code == 403
    assert "Rekapitulasi triwulan untuk Sekda" in listed
    assert "termasuk laporan rahasia" in listed
    assert "Pungli" not in listed
    told = [OutgoingMail.objects.filter(to=who.email).count() for who in (custodian, desk)]
    assert told == [1, 1]
    assert not OutgoingMail.objects.filter(body__contains="Rekapitulasi").exists()
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {line["rahasia"] for line in rows} == {"Ya", "Tidak"}
    assert "dipukul" not in text
    look = SecretRead.objects.get()
    assert (look.object_id, look.reader) == (secret.pk, desk)
    assert "2 laporan" in Activity.objects.get(verb="complaints.sp4n.export").summary


def test_whoever_asks_does_not_decide_and_nothing_is_decided_twice(desk, custodian, secret):
    row = asked(desk)
    SecretExport.objects.update(asked_by=custodian)
    row.refresh_from_db()

    with pytest.raises(PermissionDenied, match="orang lain"):
        decide_secret_export(request=row, by=custodian, granted=True)
    other = make_user(Role.PENJAGA_IDENTITAS)
    decide_secret_export(request=row, by=other, granted=False)
    with pytest.raises(Exception, match="sudah diputuskan"):
        decide_secret_export(request=row, by=other, granted=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_granted": False}, "belum disetujui"),
        ({"open_until": timezone.now() - timedelta(minutes=1)}, "sudah lewat"),
    ],
)
def test_a_file_that_is_not_open_is_not_given(client, desk, granted, change, words):
    SecretExport.objects.update(**change)
    client.force_login(desk)

    answer = client.post(at("secret-export-take", granted))

    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert not SecretRead.objects.exists()


def test_nobody_else_takes_it_and_whoever_lost_the_right_neither(client, desk, custodian, granted):
    colleague = make_user(Role.BAGIAN_ORGANISASI)

    for who in (colleague, custodian, make_user(Role.ADMIN_PENGHUBUNG, make_unit())):
        client.force_login(who)
        assert client.post(at("secret-export-take", granted)).status_code == 403
    desk.assignments.update(valid_to=timezone.localdate() - timedelta(days=1))
    client.force_login(desk)
    assert client.post(at("secret-export-take", granted)).status_code == 403
    assert not SecretRead.objects.exists()


def test_the_choice_that_was_granted_is_the_one_that_is_taken(client, desk, custodian, secret):
    unit = make_unit()
    inside = complaint(is_secret=True, unit=unit, state="terdisposisi", channel="surat")
    complaint(is_secret=True, unit=unit, state="terdisposisi", channel="loket")
    day = timezone.localdate()
    chosen = {"first": day, "last": day, "channel": "surat", "unit": unit}
    row = ask_secret_export(by=desk, reason="Rekap", shape="xlsx", **chosen)
    decide_secret_export(request=row, by=custodian, granted=True)
    client.force_login(desk)

    answer = client.post(at("secret-export-take", row))

    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    assert [look.object_id for look in SecretRead.objects.all()] == [inside.pk]


def test_without_a_secret_report_nothing_is_asked(client, desk):
    complaint()
    client.force_login(desk)

    answer = client.post(URL, ASKED)

    assert answer.status_code == 400
    assert "Tidak ada laporan rahasia pada pilihan ini" in answer.content.decode()
    assert not SecretExport.objects.exists()


def test_the_same_request_is_asked_once_while_it_waits(desk, custodian, secret):
    first = asked(desk)
    with pytest.raises(ValidationError, match="masih menunggu keputusan"):
        asked(desk)
    assert OutgoingMail.objects.filter(to=custodian.email).count() == 1

    decide_secret_export(request=first, by=custodian, granted=False)

    assert asked(desk).pk != first.pk
