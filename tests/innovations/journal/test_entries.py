"""Activities: written by the unit, changed, withdrawn with a reason; who sees what of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from innovations.choices import InnovationState, Origin
from innovations.choices.journal import JournalState
from innovations.journal.actions import entries as acts
from innovations.models import Innovation, JournalEntry, JournalPhoto
from innovations.permissions.journal import visible_entries
from organizations import activity
from organizations.actions.units import succeed_unit
from organizations.choices import Role
from organizations.formatting import format_date
from tests.factories.hostile import picture, telling_jpeg
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit, make_user
from tests.innovations.journal_objects import make_entry, make_journal_photo

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


def written(**changes: str) -> dict[str, str]:
    return {
        "innovations": "PUSAT PENA",
        "kind": "kunjungan",
        "title": "Kunjungan Medono",
        "day": "4 Maret 2026",
        "begins_at": "09:00",
        "ends_at": "11:30",
        "place": "Kelurahan Medono",
        "topics": "NIB\nSPP-IRT",
        "links": "https://contoh.go.id/berita",
        "served": "42",
        "is_public": "on",
        **changes,
    }


def later(days: int = 10) -> str:
    return format_date(timezone.localdate() + timedelta(days=days))


@pytest.fixture
def pena(unit) -> Innovation:
    return make_innovation(unit, name="PUSAT PENA")


@pytest.fixture
def entry(pena) -> JournalEntry:
    return make_entry(pena)


def test_what_was_held_is_told_to_everybody(client, pena, operator):
    client.post(url("journal-create"), written())
    row = JournalEntry.objects.get()
    client.logout()

    for address in (
        url("public-event", row.pk), url("public-journal", pena.slug),
        pena.get_absolute_url(), f"{url('public-calendar')}?bulan=2026-03",
    ):  # fmt: skip
        text = client.get(address).content.decode()
        assert "Kunjungan Medono" in text, address
        assert "4 Maret 2026, 09.00–11.30" in text
        assert "NIB; SPP-IRT" in text
        assert "42 orang dilayani" in text
        assert 'href="https://contoh.go.id/berita"' in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"links": "javascript:alert(1)"}, "tautan lengkap"),
        ({"links": "https://contoh.go.id\nvbscript:x"}, "tautan lengkap"),
        ({"links": "\n".join(["https://contoh.go.id"] * 11)}, "paling banyak 10 tautan"),
        ({"last_day": "3 Maret 2026"}, "Tanggal selesai tidak boleh sebelum tanggal mulai"),
        ({"ends_at": "08:59"}, "Jam selesai harus sesudah jam mulai"),
        ({"begins_at": ""}, "Isi juga jam mulainya"),
        ({"innovations": "TIDAK ADA"}, "Tidak ada inovasi bernama"),
        ({"innovations": ""}, "Isi inovasi"),
        ({"topics": "\n".join("abcdefghijklmnopqrstuvw")}, "paling banyak 20 topik"),
        ({"topics": "x" * 121}, "Satu topik paling panjang 120 huruf"),
        ({"day": "31 Juni 2026"}, "Tulis tanggal lengkap"),
        ({"served": "empat"}, "dengan angka saja"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(client, pena, operator, changes, said):
    answer = client.post(url("journal-create"), written(**changes))

    text = answer.content.decode()
    assert answer.status_code == 400
    assert said in text
    assert 'value="Kunjungan Medono"' in text
    assert not JournalEntry.objects.exists()


def test_counts_wait_for_the_day(client, pena, operator):
    early = client.post(url("journal-create"), written(day=later()))
    assert early.status_code == 400
    assert "Angka diisi sesudah" in early.content.decode()

    client.post(url("journal-create"), written(day=later(), served=""))
    text = client.get(pena.get_absolute_url()).content.decode()
    assert "Akan datang" in text
    assert "Direncanakan" in text


def test_a_day_put_off_takes_no_counts_with_it(client, pena, operator):
    client.post(url("journal-create"), written())
    row = JournalEntry.objects.get()

    answer = client.post(url("journal-update", row.pk), written(day=later()))

    assert answer.status_code == 400
    assert "Angka diisi sesudah" in answer.content.decode()


def test_several_innovations_of_one_unit_are_its_own_of_two_the_citys(client, pena, operator):
    make_innovation(pena.organization, name="LAIN KITA")
    make_innovation(name="MILIK LAIN")
    make_innovation(name="RUJUKAN", origin=Origin.REFERENCE)

    client.post(url("journal-create"), written(innovations="PUSAT PENA\nLAIN KITA"))
    foreign = client.post(url("journal-create"), written(innovations="PUSAT PENA\nMILIK LAIN"))
    reference = client.post(url("journal-create"), written(innovations="RUJUKAN"))

    assert [row.innovations.count() for row in JournalEntry.objects.all()] == [2]
    assert "milik perangkat daerah lain" in foreign.content.decode()
    assert "rujukan dari daerah lain" in reference.content.decode()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    both = client.post(url("journal-create"), written(innovations="PUSAT PENA\nMILIK LAIN"))
    assert both.status_code == 302


def test_two_editors_at_once_lose_nothing(client, entry, operator):
    page = client.get(url("journal-update", entry.pk))
    mark = page.context["form"].initial["mark"]
    JournalEntry.objects.filter(pk=entry.pk).update(place="Balai Kota")

    answer = client.post(url("journal-update", entry.pk), written(mark=mark, title="Punya saya"))

    entry.refresh_from_db()
    assert answer.status_code == 409
    assert "Balai Kota" in answer.content.decode()
    assert 'value="Punya saya"' in answer.content.decode()
    assert (entry.title, entry.place) == ("Kunjungan Medono", "Balai Kota")


def test_the_history_names_no_draft_that_was_taken_out(client, entry, unit):
    draft = make_innovation(make_unit(), name="RAHASIA", state=InnovationState.DRAFT)
    entry.innovations.add(draft)
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    client.post(url("journal-update", entry.pk), written())
    client.force_login(make_user(Role.OPERATOR_OPD, unit))

    page = client.get(url("journal-detail", entry.pk)).content.decode()

    assert "1 inovasi yang belum tayang" in page
    assert "RAHASIA" not in page


def test_withdrawn_with_a_reason_it_is_nowhere_but_in_the_history(client, entry, operator):
    move = url("journal-transition", entry.pk, "withdraw")
    assert client.post(move).status_code == 400
    client.post(move, {"note": "Salah tanggal"})

    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (JournalState.WITHDRAWN, "Salah tanggal")
    assert activity.history_of(entry)[0].reason == "Salah tanggal"
    assert "Salah tanggal" in client.get(url("journal-detail", entry.pk)).content.decode()
    assert client.post(url("journal-update", entry.pk), written()).status_code == 400
    assert client.get(url("public-event", entry.pk)).status_code == 404
    client.post(url("journal-transition", entry.pk, "restore"))
    assert client.get(url("public-event", entry.pk)).status_code == 200


def test_what_changed_has_the_same_name_and_a_higher_version_in_calendars(client, pena, operator):
    client.post(url("journal-create"), written(day=later(), served=""))
    row = JournalEntry.objects.get()
    first = client.get(url("public-calendar-file")).content.decode()
    client.post(url("journal-transition", row.pk, "withdraw"), {"note": "Hujan"})
    second = client.get(url("public-journal-file", pena.slug)).content.decode()

    assert f"UID:{row.uid}\r\n" in first
    assert "SUMMARY:Kunjungan Medono\r\n" in first
    assert f"UID:{row.uid}\r\n" in second
    assert "STATUS:CANCELLED" in second
    assert "Medono" not in second
    versions = [text.partition("SEQUENCE:")[2].partition("\r\n")[0] for text in (first, second)]
    assert versions == ["1", "2"]


def test_photos_are_drawn_anew_and_have_an_end(client, entry, operator, monkeypatch):
    def add(content: bytes, name: str = "foto.jpg") -> Any:
        file = SimpleUploadedFile(name, content)
        return client.post(url("journal-photo-create", entry.pk), {"file": file, "caption": ""})

    assert add(telling_jpeg()).status_code == 302
    photo = JournalPhoto.objects.get()
    for name in ("journal-photo", "public-event-photo"):
        answer = client.get(url(name, photo.pk))
        assert b"RAHASIA" not in b"".join(answer)
        assert answer.status_code == 200
    assert "Foto ini sudah ada" in add(telling_jpeg()).content.decode()
    assert add(b"%PDF-1.4", "foto.pdf").status_code == 400
    monkeypatch.setattr(acts, "MOST_PHOTOS", 1)
    assert "sudah memiliki 1 foto" in add(picture(size=(50, 50))).content.decode()
    monkeypatch.setattr(acts, "MOST_BYTES", 100)
    assert add(picture(size=(60, 50))).status_code == 400
    client.post(url("journal-photo-delete", photo.pk))
    assert not JournalPhoto.objects.exists()
    assert client.get(url("public-event-photo", photo.pk)).status_code == 404


def test_drafts_of_other_units_are_not_named_and_their_photos_not_given(client, entry, operator):
    draft = make_innovation(name="RAHASIA KAMI", state=InnovationState.DRAFT)
    entry.innovations.add(draft)
    foreign = make_journal_photo(make_entry(draft))

    for address in (
        url("journal-detail", entry.pk), url("journal-list"),
        f"{url('journal-list')}?kata=rahasia",
    ):  # fmt: skip
        assert "RAHASIA KAMI" not in client.get(address).content.decode()
    assert "1 inovasi lain" in client.get(url("journal-detail", entry.pk)).content.decode()
    assert not client.get(f"{url('journal-list')}?kata=rahasia").context["found"].items
    assert client.get(url("journal-photo", foreign.pk)).status_code == 404


def test_of_a_unit_that_was_merged_its_successor_goes_on(client, entry, pena, operator):
    heir = make_unit()
    succeed_unit(
        predecessor=pena.organization, successors=[heir], kind="merge",
        effective_on=timezone.localdate(), note="", by=make_user(Role.ADMIN_SISTEM),
    )  # fmt: skip
    client.force_login(make_user(Role.OPERATOR_OPD, heir))

    answer = client.post(url("journal-update", entry.pk), written(title="Diteruskan"))

    assert answer.status_code == 302
    assert "Diteruskan" in client.get(pena.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", Role.values)
def test_the_list_and_the_page_of_one_agree(client, entry, role):
    other = make_entry(make_innovation())
    user = make_user(role, entry.innovations.get().organization)
    client.force_login(user)

    seen = set(JournalEntry.objects.filter(visible_entries(user)))

    pages = {row for row in (entry, other) if _opens(client, row)}
    assert pages == seen


def _opens(client, row: JournalEntry) -> bool:
    return client.get(url("journal-detail", row.pk)).status_code == 200
