"""A launch is planned, held or cancelled; everybody reads what of it is published."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from innovations.choices import InnovationState, LaunchState, Origin
from innovations.launch.queries.launches import launch_page
from innovations.models import Launch, Signatory
from organizations import activity
from organizations.choices import Role
from organizations.models import Organization, User
from tests.factories.innovations import make_innovation, make_launch
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def unit(db) -> Organization:
    make_city()
    return make_unit()


@pytest.fixture
def operator(unit, client) -> User:
    user = make_user(Role.OPERATOR_OPD, unit)
    client.force_login(user)
    return user


@pytest.fixture
def city(unit, client) -> User:
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    return user


def written(**changes: str) -> dict[str, str]:
    return {
        "name": "Peluncuran PKA",
        "held_on": "17 Juni 2025",
        "place": "Balai Kota",
        "innovations": "SI BAJAK",
        **changes,
    }


def test_from_the_plan_to_the_public_page(client, unit, operator):
    make_innovation(unit, name="SI BAJAK")
    hidden = make_innovation(unit, name="NGOPI", state=InnovationState.HIDDEN)

    client.post(url("launch-create"), written(innovations="si bajak\nNGOPI"))
    launch = Launch.objects.get()
    assert client.get(url("public-launch", launch.pk)).status_code == 404
    client.post(url("signatory-create", launch.pk), {"position": "Kepala Bappeda"})
    client.post(url("launch-transition", launch.pk, "hold"))

    launch.refresh_from_db()
    assert launch.state == LaunchState.HELD
    assert launch.innovations.count() == 2
    client.logout()
    listed = client.get(url("public-launch-list")).content.decode()
    page = client.get(url("public-launch", launch.pk)).content.decode()
    for text in (listed, page):
        assert "SI BAJAK" in text
        assert hidden.name not in text
    assert "1 inovasi" in listed
    assert "Kepala Bappeda" in page


@pytest.mark.usefixtures("operator")
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Isi acara"),
        ("held_on", "besok", "Tulis tanggal lengkap"),
        ("innovations", "TIDAK ADA", "Tidak ada inovasi bernama “TIDAK ADA”"),
        ("innovations", "RUJUKAN", "adalah rujukan dari daerah lain"),
        ("innovations", "MILIK LAIN", "milik perangkat daerah lain"),
        ("held_on", "1 Januari 2024", "baru dimulai 8 Januari 2024, sesudah tanggal peluncuran"),
        ("press", "javascript:alert(1)", "Tulis tautan lengkap"),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(client, unit, field, value, said):
    make_innovation(unit, name="SI BAJAK")
    make_innovation(make_unit(), name="MILIK LAIN")
    make_innovation(name="RUJUKAN", origin=Origin.REFERENCE, source="Kota Batu")

    answer = client.post(url("launch-create"), written(**{field: value}))

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Balai Kota" in answer.content.decode()
    assert not Launch.objects.exists()


def test_several_units_are_the_citys_and_told_in_the_history(client, unit, city):
    first, second = make_innovation(unit, name="SATU"), make_innovation(make_unit(), name="DUA")
    launch = make_launch(first, held_on=date(2025, 6, 17))

    values = written(innovations=f"{first.slug}\n{second.slug}")
    assert client.post(url("launch-update", launch.pk), values).status_code == 302

    assert set(launch.innovations.all()) == {first, second}
    told = [line.changes.get("innovations") for line in activity.history_of(launch)]
    assert {"label": "Inovasi", "before": "SATU", "after": "DUA, SATU"} in told
    client.force_login(make_user(Role.OPERATOR_OPD, unit))
    assert client.post(url("launch-update", launch.pk), values).status_code == 403


def test_the_history_names_no_draft_that_was_taken_out(client, unit, city):
    """Whoever opens the launch afterwards reads it, also people who may not know of the draft."""
    shown = make_innovation(unit, name="SATU")
    draft = make_innovation(make_unit(), name="RAHASIA", state=InnovationState.DRAFT)
    launch = make_launch(shown, draft, held_on=date(2025, 6, 17))
    client.post(url("launch-update", launch.pk), written(innovations=shown.slug))
    client.force_login(make_user(Role.OPERATOR_OPD, unit))

    page = client.get(url("launch-detail", launch.pk)).content.decode()

    assert "SATU, 1 inovasi yang belum tayang" in page
    assert "RAHASIA" not in page


def test_two_who_change_a_launch_at_once(client, unit, city):
    launch = make_launch(make_innovation(unit, name="SI BAJAK"), held_on=date(2025, 6, 17))
    form = client.get(url("launch-update", launch.pk)).context["form"]
    Launch.objects.update(place="Alun-alun")

    answer = client.post(url("launch-update", launch.pk), written(mark=form["mark"].value()))

    assert answer.status_code == 409
    assert "Alun-alun" in answer.content.decode()
    assert Launch.objects.get().place == "Alun-alun"


def test_two_who_change_what_is_launched_at_once(client, unit, city):
    """The list of innovations is guarded as the words are."""
    launch = make_launch(make_innovation(unit, name="SI BAJAK"), held_on=date(2025, 6, 17))
    make_innovation(unit, name="KAK HUBIN")
    form = client.get(url("launch-update", launch.pk)).context["form"]
    first = written(innovations="SI BAJAK\nKAK HUBIN")
    client.post(url("launch-update", launch.pk), {**first, "mark": form["mark"].value()})

    later = written(place="Alun-alun", mark=form["mark"].value())
    answer = client.post(url("launch-update", launch.pk), later)

    assert answer.status_code == 409
    assert "Inovasi: “KAK HUBIN, SI BAJAK”" in answer.content.decode()
    assert launch.innovations.count() == 2
    again = {**later, "mark": answer.context["form"]["mark"].value()}
    assert client.post(url("launch-update", launch.pk), again).status_code == 302
    assert launch.innovations.count() == 1


def test_what_is_still_to_come_was_not_held(client, unit, city):
    launch = make_launch(make_innovation(unit), held_on=date(2099, 1, 1))

    answer = client.post(url("launch-transition", launch.pk, "hold"))

    assert answer.status_code == 400
    assert "Tanggal peluncuran belum tiba" in answer.content.decode()


def test_a_cancelled_launch_says_why_and_rests(client, unit, city):
    launch = make_launch(make_innovation(unit, name="SI BAJAK"))
    assert client.post(url("launch-transition", launch.pk, "cancel")).status_code == 400
    client.post(url("launch-transition", launch.pk, "cancel"), {"note": "Ditunda"})

    answer = client.post(url("launch-update", launch.pk), written(innovations="SI BAJAK"))

    assert answer.status_code == 400
    assert "sudah dibatalkan" in answer.content.decode()
    assert activity.history_of(launch)[0].reason == "Ditunda"


def test_search_engines_find_the_list(client, unit):
    pages = client.get("/sitemap/inovasi/halaman.xml").content.decode()

    assert f"{url('public-launch-list')}</loc>" in pages


def test_what_was_held_is_not_moved_to_a_day_to_come(client, unit, city):
    launch = make_launch(make_innovation(unit, name="SI BAJAK"), state=LaunchState.HELD)

    answer = client.post(url("launch-update", launch.pk), written(held_on="1 Januari 2099"))

    assert answer.status_code == 400
    assert "tidak boleh sesudah hari ini" in answer.content.decode()
    launch.refresh_from_db()
    assert launch.held_on.year < 2099


def test_a_cancelled_launch_keeps_its_signatories(client, unit, city):
    launch = make_launch(make_innovation(unit), state=LaunchState.CANCELLED)
    row = Signatory.objects.create(launch=launch, position="Sekda")

    answer = client.post(url("signatory-delete", row.pk))

    assert answer.status_code == 400
    assert "sudah dibatalkan" in answer.content.decode()
    assert Signatory.objects.filter(pk=row.pk).exists()


def test_signatories_are_once_and_taken_away(client, unit, city):
    launch = make_launch(make_innovation(unit))
    for status in (302, 400):
        answer = client.post(url("signatory-create", launch.pk), {"position": "Sekda"})
        assert answer.status_code == status
    row = Signatory.objects.get()
    client.post(url("signatory-update", row.pk), {"position": "Sekretaris Daerah"})
    assert Signatory.objects.get().position == "Sekretaris Daerah"
    client.post(url("signatory-delete", row.pk))
    assert not Signatory.objects.exists()


@pytest.mark.parametrize("is_empty", [True, False])
def test_the_commitment_sheet_is_a_pdf_with_or_without_signatories(client, unit, city, is_empty):
    launch = make_launch(make_innovation(unit))
    if not is_empty:
        Signatory.objects.create(launch=launch, position="Sekretaris Daerah")

    answer = client.get(url("launch-sheet", launch.pk))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    told = subprocess.run(
        ["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True
    )
    words = told.stdout.decode()
    assert ("Tanggal: …" in words) is not is_empty  # with room to sign and to write the day
    assert ("Belum ada penanda tangan" in words) is is_empty


def test_drafts_of_other_units_are_only_counted(client, unit, operator):
    mine = make_innovation(unit, name="MILIK SENDIRI", state=InnovationState.DRAFT)
    public = make_innovation(make_unit(), name="SUDAH TAYANG")
    secret = make_innovation(make_unit(), name="RAHASIA LAIN", state=InnovationState.DRAFT)
    launch = make_launch(mine, public, secret)
    activity.record(
        obj=launch, verb="innovations.launch_change", summary="Ditambah RAHASIA LAIN", by=None
    )

    words = client.get(url("launch-detail", launch.pk)).content.decode()

    assert all(name in words for name in ("MILIK SENDIRI", "SUDAH TAYANG", "1 inovasi lain"))
    assert "RAHASIA LAIN" not in words
    found = launch_page(launch, operator)
    assert (set(found.innovations), found.others) == ({mine, public}, 1)
    client.force_login(make_user(Role.BAPPEDA))
    assert "RAHASIA LAIN" in client.get(url("launch-detail", launch.pk)).content.decode()
