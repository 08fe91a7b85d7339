"""Follow-ups of surveys as the unit's one list of follow-ups shows them (performance reads this)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf
from django.urls import reverse

from organizations.access import access_of
from surveys import permissions
from surveys.choices import Element, FollowUpState
from surveys.follow_up.queries.plans import overdue
from surveys.index.queries.plans import SETTLED
from surveys.models import FollowUp
from surveys.period_names import label_of_code

UNIT = "unit__organization"  # the way from a row to its OPD
FINISHED = Q(state__in=SETTLED)
_ELEMENTS = [When(element=one.value, then=Value(str(one.label))) for one in Element]


def follow_ups(user: Any) -> QuerySet[FollowUp]:
    """Those of the service units a person may open."""
    return FollowUp.objects.filter(unit__in=permissions.units_of(user))


def is_late(on: date) -> Q:
    return overdue(on)


def columns() -> dict[str, Any]:
    """What was said, what is done about it, until when, and where it comes from."""
    element: Any = Case(*_ELEMENTS, default=Value("Kesepakatan forum"), output_field=TextField())
    source = Coalesce("period__code", "forum__topic", output_field=TextField())
    return {
        "said": Coalesce(
            NullIf(F("issue"), Value("", TextField())), element, output_field=TextField()
        ),
        "doing": F("action"),
        "until": F("due_on"),
        "status": F("state"),
        "place": Concat("unit__name", Value(", "), source, output_field=TextField()),
        "place_id": F("unit_id"),
    }


def place_name(place: str) -> str:
    """`place` of `columns` as people read it: the code of a period in words.

    >>> place_name("Puskesmas Bendan, 2026-S1"), place_name("Puskesmas Bendan, Kursi tunggu")
    ('Puskesmas Bendan, Semester I 2026', 'Puskesmas Bendan, Kursi tunggu')
    """
    unit, _, source = place.rpartition(", ")
    return f"{unit}, {label_of_code(source)}"


def state_name(state: str) -> str:
    return str(FollowUpState(state).label)


def tone(state: str) -> str:
    return FollowUpState.tone_of(state)


def page_url(pk: int) -> str:
    return reverse("surveys:plan-detail", args=[pk])


def acts_for(user: Any, organization_id: int) -> bool:
    """Does it or judges it, so that the list leads there."""
    access = access_of(user)
    rights = ("surveys.manage", "surveys.publish")
    return any(access.allows(right, organization_id) for right in rights)
