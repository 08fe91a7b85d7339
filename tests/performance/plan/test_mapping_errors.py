"""A mapping file that is wrong: each wrong row in words, the first twenty, and how many more."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from organizations.choices import Role
from performance.models import Nomenclature, NomenclatureMapping, NomenclatureVersion
from performance.plan.actions.mapping import import_mapping
from tests.factories.organizations import make_user

HEAD = "kode_lama,kode_baru\n"


@pytest.fixture
def lists(db) -> dict[str, NomenclatureVersion]:
    found = {}
    for name in ("old", "new"):
        found[name] = NomenclatureVersion.objects.create(code=f"uji-{name}", title=name)
        Nomenclature.objects.create(
            version=found[name], code=f"9.{name}", name="Uji", level="program"
        )
    return found


def errors(lists: dict[str, NomenclatureVersion], rows: list[str]) -> list[str]:
    content, by = (HEAD + "\n".join(rows)).encode(), make_user(Role.BAPPEDA)
    with pytest.raises(ValidationError) as caught:
        import_mapping(**lists, content=content, by=by)
    assert not NomenclatureMapping.objects.exists()
    return caught.value.messages


@pytest.mark.parametrize(("count", "tail"), [(20, None), (21, "dan 1 kesalahan lain")])
def test_twenty_wrong_rows_are_named_and_the_others_counted(lists, count, tail):
    told = errors(lists, [f"8.{number},9.new" for number in range(count)])

    assert told[0] == "Baris 2: kode lama “8.0” tidak ada di daftar lama."
    assert told[20:] == ([tail] if tail else [])


def test_each_kind_of_wrong_row_has_its_sentence(lists):
    assert "“8” tidak ada di daftar baru" in errors(lists, ["9.old,8"])[0]
    assert "sudah dipetakan di baris lain" in errors(lists, ["9.old,9.new", "9.old,9.new"])[0]
    assert "satu padanan pun" in errors(lists, ["9.old,"])[0]


def test_whoever_does_not_keep_the_periods_maps_nothing(lists):
    with pytest.raises(PermissionDenied):
        import_mapping(**lists, content=HEAD.encode(), by=make_user(Role.OPERATOR_OPD))
