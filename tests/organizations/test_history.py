"""The history page: filters by word, person, unit, object and day, and what a wrong one does."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.choices import Role
from organizations.models import Activity
from organizations.queries.history import OWN, PAGE, kinds
from tests.factories.organizations import make_unit, make_user

URL = "organizations:history"


@pytest.fixture
def client(db) -> Client:
    found = Client()
    found.force_login(make_user(Role.INSPEKTORAT))
    return found


@pytest.fixture
def lines(db) -> dict[str, Activity]:
    """Two persons, two units, two objects, two days."""
    first, second = make_unit(), make_unit()
    rina = make_user(Role.OPERATOR_OPD, first, full_name="Rina Sari", email="rina@contoh.test")
    budi = make_user(Role.OPERATOR_OPD, second, full_name="Budi", email="budi@contoh.test")
    return {
        "rina": activity.record(
            obj=first, verb="uji", summary="Baris pertama", by=rina, organization=first
        ),
        "budi": activity.record(
            obj=budi, verb="uji", summary="Baris kedua", by=budi, organization=second
        ),
    }


def shown(client: Client, **asked: str) -> list[str]:
    """Which of the two lines the page holds."""
    page = client.get(reverse(URL), asked).content.decode()
    return [name for name in ("Baris pertama", "Baris kedua") if name in page]


@pytest.mark.parametrize("text", ["Rina", "sari", "rina@contoh.test", "rina sari"])
def test_a_person_is_found_by_name_and_by_address(client, lines, text):
    assert shown(client, orang=text) == ["Baris pertama"]


def test_units_objects_and_words_narrow_the_list(client, lines):
    assert shown(client, unit=str(lines["rina"].organization_id)) == ["Baris pertama"]
    assert shown(client, jenis="organizations.user") == ["Baris kedua"]
    assert shown(client, q="kedua") == ["Baris kedua"]
    assert shown(client, q="kedua", orang="rina") == []


def test_every_line_says_which_unit_it_is_about(client, lines):
    unit = lines["rina"].organization
    page = client.get(reverse(URL), {"q": "pertama"}).content.decode()
    assert f"· {unit.name} ·" in " ".join(page.split())


def test_days_are_those_of_the_city(client, lines):
    today = timezone.localdate()
    day = f"{today.day}/{today.month}/{today.year}"
    assert shown(client, sejak=day, sampai=day) == ["Baris pertama", "Baris kedua"]
    assert shown(client, sampai=f"{day[:-4]}{today.year - 1}") == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"sejak": "kemarin"}, "Tulis tanggal lengkap"),
        ({"sampai": "31/12/9999"}, "antara tahun 1945 dan 2100"),
        ({"sejak": "2/5/2026", "sampai": "1/5/2026"}, "mendahului"),
        ({"jenis": "tidak.ada"}, "Pilih tentang apa dari daftar"),
        ({"unit": "abc"}, "Pilih perangkat daerah dari daftar"),
    ],
)
def test_a_wrong_filter_is_told_above_the_row_and_lists_nothing(client, lines, asked, words):
    answer = client.get(reverse(URL), {**asked, "orang": "Rina Uji"})
    page = answer.content.decode()

    assert answer.status_code == 200
    summary, _, row = page.partition('aria-label="Saring riwayat"')
    assert words in summary
    assert 'class="field-error"' not in row  # it would break the row
    assert "is-invalid" in row
    assert 'value="Rina Uji"' in row
    assert "Riwayat belum disaring" in row
    assert "Baris pertama" not in row


def test_nothing_found_says_what_to_do_next(client, lines):
    page = client.get(reverse(URL), {"q": "tidakada"}).content.decode()
    assert "Tidak ada yang cocok" in page
    assert "Tampilkan semua riwayat" in page


def test_the_next_page_keeps_the_filter(client, lines):
    line = lines["rina"]
    for _ in range(PAGE):
        activity.record(
            obj=line.organization,
            verb="uji",
            summary="Baris lain",
            by=line.actor,
            organization=line.organization,
        )
    page = client.get(reverse(URL), {"orang": "rina"})
    key = page.context["following"]
    assert f"?orang=rina&amp;sebelum={key}" in page.content.decode()
    assert shown(client, orang="rina", sebelum=str(key)) == ["Baris pertama"]


def test_numbers_that_are_names_are_not_shown_as_figures(client, lines):
    changes = {
        "nip": activity.changed("NIP", "08123", "198001012005011001"),
        "k2": activity.changed("Realisasi", "1234.5", "1e9999"),
    }
    activity.record(obj=lines["rina"], verb="uji", summary="Angka", by=None, changes=changes)
    page = client.get(reverse(URL)).content.decode()
    assert "NIP: 08123 → <strong>198001012005011001</strong>" in page
    assert "Realisasi: 1.234,5 → <strong>1e9999</strong>" in page


@pytest.mark.parametrize("label", [label for label, _ in kinds()])
def test_every_object_is_named_in_words(label):
    named = apps.get_model(label)._meta.original_attrs
    assert named.get("verbose_name"), f"{label} would be listed by the name of its class"


def test_no_two_objects_have_one_name():
    names = [name for _, name in kinds()]
    assert len(names) == len(set(names)) == len(own_models())


def own_models() -> list[str]:
    """Every model of the portal but the tables that keep each version of a row."""
    return [
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in OWN
        and "pgh_id" not in vars(model)
        and not getattr(model, "has_confined_history", False)
    ]
