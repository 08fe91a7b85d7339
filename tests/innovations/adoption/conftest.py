"""A list of three items and two schools, with who fills and who checks."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from organizations.choices import Role
from tests.factories.adoption import make_checklist, make_district, make_item, make_school
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user


@pytest.fixture
def school_list(db, client):
    make_city()
    unit = make_unit()
    operator = make_user(Role.OPERATOR_OPD, unit)
    innovation = make_innovation(unit, name="A-Jak", created_by=operator)
    checklist = make_checklist(innovation)
    names = ("mekanisme", "pokja", "lppar")
    items = [
        make_item(checklist, code=name, name=name.title(), position=at)
        for at, name in enumerate(names)
    ]
    district = make_district()
    schools = [make_school(checklist, area=district) for _ in range(2)]
    client.force_login(operator)
    return SimpleNamespace(
        unit=unit, innovation=innovation, checklist=checklist, items=items, schools=schools,
        district=district, operator=operator, head=make_user(Role.KEPALA_OPD, unit),
    )  # fmt: skip
