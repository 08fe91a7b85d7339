"""Standar pelayanan: 14 components, versions, the one valid on a date; the maklumat with its scan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Activity
from surveys.choices import DraftState, StandardPart
from surveys.instrument.actions.standards import (
    IN_USE,
    publish_pledge,
    save_pledge,
    save_standard,
)
from surveys.instrument.queries.standards import standard_on
from surveys.models import ServicePledge, ServiceStandard, StandardText
from tests.factories.hostile import picture
from tests.factories.organizations import make_user
from tests.factories.surveys import make_service
from tests.surveys.objects import make_pledge, make_standard

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=args)


def texts(**changes: str) -> dict[str, str]:
    return {**{part: f"Isi {part}" for part in StandardPart.values}, **changes}


def test_draft_is_kept_with_gaps_and_published_only_whole(client, desk, unit):
    service = make_service(unit)
    data = {"decree": "", "valid_from": "1 Januari 2026", **texts(biaya="")}
    client.post(url("standard-create", service.pk), data)
    standard = ServiceStandard.objects.get()

    refused = client.post(url("standard-publish", standard.pk))
    assert refused.status_code == 400
    assert "Belum diisi: Biaya/tarif" in refused.content.decode()
    assert client.get(url("public-standard", service.pk)).status_code == 404

    client.post(url("standard-edit", standard.pk), {**data, "biaya": "Gratis"})
    assert client.post(url("standard-publish", standard.pk)).status_code == 302
    page = client.get(url("public-standard", service.pk)).content.decode()
    assert "Gratis" in page
    assert "Evaluasi kinerja pelaksana" in page


def test_next_version_begins_with_the_words_of_the_last(client, manager, unit):
    service = make_service(unit)
    make_standard(service, 1, date(2025, 1, 1))

    page = client.get(url("standard-create", service.pk)).content.decode()
    client.post(url("standard-create", service.pk), {"valid_from": "1/1/2027", **texts()})

    assert "Isi jaminan_keamanan versi 1" in page
    assert sorted(ServiceStandard.objects.values_list("version", flat=True)) == [1, 2]


def test_version_valid_on_a_date(client, unit):
    service = make_service(unit)
    first = make_standard(service, 1, date(2024, 1, 1))
    second = make_standard(service, 2, date(2025, 1, 1))
    make_standard(service, 3, date(2025, 6, 1), published=False)

    days = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 1, 1), date(2026, 1, 1)]

    assert [standard_on(service, day) for day in days] == [None, first, second, second]
    page = client.get(url("public-standard", service.pk), {"tanggal": "31/12/2024"})
    assert "Isi biaya versi 1" in page.content.decode()
    early = client.get(url("public-standard", service.pk), {"tanggal": "2020-01-01"})
    assert "Belum ada standar pada tanggal itu" in early.content.decode()
    assert client.get(url("public-standard", service.pk), {"tanggal": "x"}).status_code == 200


def test_two_versions_from_one_day_are_refused(client, desk, unit):
    service = make_service(unit)
    make_standard(service, 1, date(2025, 1, 1))
    second = make_standard(service, 2, date(2025, 1, 1), published=False)

    answer = client.post(url("standard-publish", second.pk))

    assert answer.status_code == 400
    assert "Pilih tanggal lain" in answer.content.decode()


def test_what_is_published_is_never_changed(client, desk, manager, unit):
    standard = make_standard(make_service(unit), 1, date(2025, 1, 1))

    answer = client.post(
        url("standard-edit", standard.pk), {"valid_from": "1/1/2025", **texts(biaya="Mahal")}
    )

    assert answer.status_code == 403
    with pytest.raises(DatabaseError), transaction.atomic():
        StandardText.objects.filter(standard=standard).update(text="Mahal")
    with pytest.raises(ValidationError, match=IN_USE):  # a page opened while it was a draft
        save_standard(
            standard=standard, decree="", valid_from=date(2025, 1, 1),
            texts=texts(biaya="Mahal"), by=desk,
        )  # fmt: skip


def test_manager_writes_and_the_head_publishes(client, manager, unit):
    standard = make_standard(make_service(unit), 1, date(2025, 1, 1), published=False)
    assert client.post(url("standard-publish", standard.pk)).status_code == 403

    client.force_login(make_user(Role.KEPALA_OPD, unit.organization))
    client.post(url("standard-publish", standard.pk))

    standard.refresh_from_db()
    assert standard.state == DraftState.PUBLISHED


def test_pledge_with_its_scan(client, desk, unit):
    scan = SimpleUploadedFile("maklumat.jpg", picture(), "image/jpeg")
    data = {
        "text": "Kami sanggup.", "signed_on": "2/1/2026", "signer": "Pimpinan",
        "position": "Kepala", "file": scan,
    }  # fmt: skip
    client.post(url("pledge-create", unit.pk), data)
    pledge = ServicePledge.objects.get()
    assert client.get(url("public-pledge", pledge.pk)).status_code == 404

    client.post(url("pledge-publish", pledge.pk))

    assert is_a_scan(client.get(url("pledge-file", pledge.pk)))
    client.logout()
    assert is_a_scan(client.get(url("public-pledge", pledge.pk)))


def test_another_scan_under_the_same_name_is_told_without_where_it_lies(client, desk, unit):
    def scanned(width):
        return SimpleUploadedFile("maklumat.jpg", picture(size=(width, 30)), "image/jpeg")

    def values(width):
        return {
            "text": "Kami sanggup.", "signed_on": "2/1/2026", "signer": "Pimpinan",
            "position": "Kepala", "file": scanned(width),
        }  # fmt: skip

    client.post(url("pledge-create", unit.pk), values(40))
    pledge = ServicePledge.objects.get()

    client.post(url("pledge-edit", pledge.pk), values(50))

    line = Activity.objects.filter(object_id=pledge.pk, verb__endswith="change").get()
    (change,) = line.changes.values()
    assert (change["before"], change["after"]) == ("yang lama", "yang baru")
    stored = ServicePledge.objects.get().file.name
    assert stored != pledge.file.name
    assert stored not in str(line.changes)


def test_a_pledge_published_meanwhile_is_not_changed(desk, unit):
    pledge = make_pledge(unit)
    stale = ServicePledge.objects.get(pk=pledge.pk)
    publish_pledge(pledge=pledge, by=desk)

    with pytest.raises(ValidationError, match="Yang sudah terbit"):
        save_pledge(pledge=stale, values={"text": "Lain"}, upload=None, by=desk)
    pledge.refresh_from_db()
    assert pledge.text != "Lain"


def is_a_scan(answer: Any) -> bool:
    content = b"".join(answer.streaming_content)
    return content.startswith(b"\xff\xd8") and "attachment" in answer["Content-Disposition"]


def test_a_scan_that_is_none_is_told_and_the_words_stay(client, manager, unit):
    data = {
        "text": "Kami sanggup.", "signed_on": "2/1/2026", "signer": "Pimpinan",
        "position": "Kepala", "file": SimpleUploadedFile("a.pdf", b"bukan pdf sama sekali"),
    }  # fmt: skip

    answer = client.post(url("pledge-create", unit.pk), data)

    assert answer.status_code == 400
    assert "Kami sanggup." in answer.content.decode()
    assert not ServicePledge.objects.exists()


def test_list_of_the_city_shows_services_in_force(client, unit):
    shown, off = make_service(unit, name="Akta"), make_service(unit, name="Lama", is_active=False)
    for service in (shown, off):
        make_standard(service, 1, date(2025, 1, 1))
    make_standard(make_service(unit, name="Nanti"), 1, date(2999, 1, 1))

    page = client.get(url("public-standard-list")).content.decode()

    assert "Akta" in page
    assert "Lama" not in page
    assert "Nanti" not in page
    assert (
        "Tidak ada yang cocok"
        in client.get(url("public-standard-list"), {"kata": "zzz"}).content.decode()
    )
