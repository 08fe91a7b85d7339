"""Fields every domain uses: numbers, rupiah, years, the choice of a unit."""

from decimal import Decimal

import pytest
from django import forms

from organizations.forms.figures import NumberField, RupiahField, YearField
from organizations.forms.units import UnitField
from organizations.models import Organization
from tests.factories.organizations import make_unit


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", None), ("1.234,5", Decimal("1234.5")), ("-2", Decimal(-2)), ("0", Decimal(0))],
)
def test_a_number_as_people_type_it(typed, number):
    assert NumberField().clean(typed) == number


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (NumberField(), "banyak", "banyak"),
        (NumberField(allow_negative=False), "-1", "Angka tidak boleh negatif"),
        (NumberField(), "9" * 19, "Angka terlalu besar"),
        (NumberField(decimals=0), "1,5", "Isi bilangan bulat, tanpa koma"),
        (RupiahField(), "12,5", "Rupiah harus bilangan bulat"),
        (RupiahField(), "-1", "Rupiah tidak boleh negatif"),
        (YearField(), "20", "antara 2000 dan 2100"),
        (YearField(), "dua", "misalnya 2026"),
        (YearField(label="Tahun LKPJ", required=True), "", "Isi tahun LKPJ"),
    ],
)
def test_what_cannot_be_is_said(field, typed, sentence):
    with pytest.raises(forms.ValidationError, match=sentence):
        field.clean(typed)


def test_a_stored_figure_comes_back_as_typed():
    assert NumberField().prepare_value(Decimal("1234.500000")) == "1234,5"
    assert RupiahField().prepare_value(12500000) == "12500000"


class OneUnitForm(forms.Form):
    opd = UnitField(to_field_name="code")


def test_a_unit_that_is_alone_is_chosen_already(db):
    unit, form = make_unit(), OneUnitForm()
    choice = form.fields["opd"]

    choice.offer(Organization.objects.all(), choose_only=True)
    assert choice.initial == unit.code
    make_unit()
    other = OneUnitForm().fields["opd"]
    other.offer(Organization.objects.all(), choose_only=True)
    assert other.initial is None


def test_a_unit_from_elsewhere_is_not_taken(db):
    form = OneUnitForm({"opd": make_unit().code})
    form.fields["opd"].offer(Organization.objects.none())

    assert form.errors["opd"] == ["Pilih perangkat daerah dari daftar"]
