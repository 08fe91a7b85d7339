"""Names and decrees that documents of a closed year print stay as they were printed.

The fields are those of the forms, so that a new one cannot escape.
"""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.forms.city import CityForm
from organizations.models import City, FormerCity
from performance.choices import PlanDocument
from performance.models import PlanVersion
from performance.plan.actions.periods import add_revision, open_version
from performance.plan.forms.rules import VersionForm
from tests.factories.organizations import make_city, make_user
from tests.performance.closed_book import CLOSED, RUNNING, Book, differences, shown
from tests.performance.plan.test_closed_years import edit, edit_all

OTHER = {
    "email": "kota@contoh.test",
    "website": "kota.contoh.test",
    "effective_from": f"05/05/{RUNNING}",
    "effective_quarter": "2",
}


@pytest.fixture
def book(db) -> Book:
    make_city(address="Jalan Lama 1", phone="021", mayor_title="Wali Kota")
    return Book()


def given(names) -> dict[str, dict[str, str]]:
    return {name: {name: OTHER[name]} for name in names if name in OTHER}


def test_the_city_changes_from_the_first_open_year_on(book):
    book.client = Client()
    book.client.force_login(make_user(Role.ADMIN_SISTEM, book.other))
    before = shown(book)
    names = [name for name in CityForm.base_fields if name not in ("logo", "help_contact")]

    answers = edit_all(book, reverse("organizations:city"), names, **given(names))

    assert {name for name, code in answers.items() if code != 302} == set()
    assert differences(before, shown(book)) == set()
    assert (City.as_of(CLOSED).name, City.as_of(RUNNING).name) == (
        "Kota Uji",
        "Yang lain sama sekali",
    )
    assert FormerCity.objects.get().until_year == CLOSED


def test_a_city_without_accepted_quarters_keeps_no_former_name(db):
    make_city()
    client = Client()
    client.force_login(make_user(Role.ADMIN_SISTEM))
    form = client.get(reverse("organizations:city")).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "logo"}

    client.post(reverse("organizations:city"), {**data, "name": "Kota Lain"})

    assert City.current().name == "Kota Lain"
    assert not FormerCity.objects.exists()


@pytest.mark.parametrize("document", [PlanDocument.RENJA, PlanDocument.RENSTRA])
def test_what_documents_say_of_a_version_stays(book, document):
    version = PlanVersion.objects.filter(document=document, year__in=(CLOSED, None)).first()
    version = version or PlanVersion.objects.get(document=document, year=None)
    url = reverse("performance:version-edit", args=[version.pk])
    names = [name for name in VersionForm.base_fields if name != "mark"]
    before = shown(book)

    answers = edit_all(book, url, names, **given(names))
    said = edit(book, url, "label").context["form"].errors["label"][0]

    assert answers
    assert set(answers.values()) == {400}
    assert f"Dokumen tahun {CLOSED} sudah diterima dan menyebut versi ini" in said
    assert differences(before, shown(book)) == set()


def test_a_version_of_an_open_year_is_still_named(book):
    version = PlanVersion.objects.get(document=PlanDocument.RENJA, year=RUNNING)
    url = reverse("performance:version-edit", args=[version.pk])
    assert edit(book, url, "decree").status_code == 302


@pytest.mark.parametrize("document", [PlanDocument.RKPD, PlanDocument.PK])
def test_no_document_of_its_own_is_opened_for_a_closed_year(book, document):
    before = shown(book)
    for begin in (open_version, add_revision):
        with pytest.raises(ValidationError, match=f"Dokumen tahun {CLOSED} sudah diterima"):
            begin(document=document, year=CLOSED, by=book.analyst)
    assert differences(before, shown(book)) == set()
    open_version(document=document, year=RUNNING, by=book.analyst)
