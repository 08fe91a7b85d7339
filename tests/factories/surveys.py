"""Service units, periods and answers as tests need them: fixed texts, no chance."""

from __future__ import annotations

import uuid
from datetime import date
from itertools import count
from typing import Any

from organizations.choices import Role
from organizations.models import Organization
from surveys import reference
from surveys.choices import Cycle, Element, ElementOrder, FollowUpState, Mode
from surveys.formulas import PARTS
from surveys.models import (
    Comment,
    FollowUp,
    Forum,
    Period,
    Response,
    Service,
    ServicePoint,
    ServiceUnit,
)  # fmt: skip
from tests.factories.organizations import make_unit, make_user

FORMULA = "permenpan-14-2017"
_numbers = count(1)


def make_service_unit(organization: Organization | None = None, **fields: Any) -> ServiceUnit:
    number = next(_numbers)
    return ServiceUnit.objects.create(
        **{
            "organization": organization or make_unit(),
            "code": f"unit-{number}",
            "name": f"Unit layanan {number}",
            "questionnaire": reference.load_questionnaire(),
            "population": 100,
            **fields,
        }
    )


def make_service(unit: ServiceUnit, name: str = "KTP elektronik", **fields: Any) -> Service:
    return Service.objects.create(unit=unit, name=name, code=f"layanan-{next(_numbers)}", **fields)


def make_point(unit: ServiceUnit, **fields: Any) -> ServicePoint:
    number = next(_numbers)
    given = {"name": f"Loket {number}", "code": f"K{number:06d}", **fields}
    return ServicePoint.objects.create(unit=unit, **given)


def make_period(unit: ServiceUnit | None = None, **fields: Any) -> Period:
    unit = unit or make_service_unit()
    given = {
        "code": "2026-S1",
        "cycle": Cycle.HALF_YEAR,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 6, 30),
        "questionnaire": unit.questionnaire,
        "formula": FORMULA,
        "population": unit.population,
        **fields,
    }
    return Period.objects.create(unit=unit, **given)


def make_responses(period: Period, *rows: str, **fields: Any) -> list[Response]:
    """One answer a row of nine digits, U1 to U9 in the order of the questionnaire."""
    elements = ElementOrder.QUESTIONNAIRE.elements()
    return Response.objects.bulk_create(
        Response(
            **{
                "period": period,
                "client_key": uuid.uuid4(),
                "received_on": period.starts_on,
                "mode": Mode.OWN,
                **scores(elements, row),
                **fields,
            }
        )
        for row in rows
    )


def scores(elements: list[Element], row: str) -> dict[str, int]:
    pairs = zip(elements, row, strict=True)
    return {element.value: int(digit) * PARTS for element, digit in pairs}


def make_follow_up(period: Period, element: Element = Element.TIME, **fields: Any) -> FollowUp:
    given = {
        "action": "Menambah loket",
        "owner": "Kepala Seksi Pelayanan",
        "due_on": date(2026, 9, 30),
        **fields,
    }
    if given.get("state") in (FollowUpState.DONE, FollowUpState.CONFIRMED):
        reporter = given.get("done_by") or make_user(Role.PENGELOLA_SURVEI)
        done = {"outcome": "Loket kedua dibuka", "done_on": date(2026, 9, 1), "done_by": reporter}
        given = {**done, **given}
    return FollowUp.objects.create(unit=period.unit, period=period, element=element, **given)


def make_forum(unit: ServiceUnit, **fields: Any) -> Forum:
    given = {
        "topic": "Hasil survei semester pertama",
        "held_on": date(2026, 8, 3),
        "place": "Aula kecamatan",
        **fields,
    }
    return Forum.objects.create(unit=unit, **given)


def make_comment(period: Period, text: str = "Antrean terlalu lama", **fields: Any) -> Comment:
    return Comment.objects.create(
        period=period, text=text, **{"received_on": period.starts_on, **fields}
    )
