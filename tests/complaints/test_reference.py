"""A fresh city knows which perangkat daerah handles a category, in whatever order it was set up."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from complaints import reference
from complaints.models import Category, Term
from organizations.actions.units import save_unit
from tests.organizations.test_setup import set_up

pytestmark = pytest.mark.django_db
WORKS = {"code": "1.03.0.00.0.00.01.0000", "name": "Dinas PUPR", "short_name": "DPUPR"}


def add_unit(**fields):
    since = timezone.localdate()
    values = {"kind": "dinas", "is_reporting": True, "valid_from": since, **WORKS, **fields}
    return save_unit(unit=None, by=None, **values)


def unit_of(code: str):
    return Category.objects.get(code=code).unit


def test_setting_up_an_empty_city_loads_categories_and_terms():
    set_up()

    assert Term.objects.exists()
    assert unit_of("jalan-rusak") is None

    assert unit_of_after_adding() == "Dinas PUPR"


def unit_of_after_adding() -> str:
    add_unit()
    return unit_of("jalan-rusak").name


def test_units_that_come_after_the_reference_data_are_filled_in():
    call_command("load_reference")
    set_up()

    unit = add_unit()

    assert unit_of("jalan-rusak") == unit
    assert unit_of("lampu-jalan") is None


def test_what_the_city_chose_stays():
    first = add_unit()
    Category.objects.filter(code="jalan-rusak").update(name="Jalan")
    Category.objects.get(code="drainase").delete()

    add_unit(code="1.03.0.00.0.00.02.0000", name="Dinas Lain", short_name="Lain")

    assert unit_of("jalan-rusak") == first
    assert not Category.objects.filter(code="drainase").exists()
    reference.load()
    assert unit_of("jalan-rusak") == first
