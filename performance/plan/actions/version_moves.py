"""The way of a change of the plan: written down, proposed with its reason, accepted by Bappeda."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.models import Organization, User
from organizations.workflow import Transition, perform
from performance.models import PlanVersion
from performance.plan.queries.comparison import Difference
from performance.plan.queries.version_changes import changes_of, measured_already, version_before
from performance.stamps import PLAN_YEAR, bump_stamp
from performance.states import ACCEPT_VERSION, PROPOSE_VERSION

NOTHING = "Versi ini belum mengubah satu angka pun. Ubah target atau pagunya lebih dulu."
CHANGED = "performance.plan-change"


@transaction.atomic
def move_version(
    *, version: PlanVersion, transition: Transition, by: User, note: str = ""
) -> PlanVersion:
    """Propose, accept, return or cancel; accepting asks whether its quarters are still open.

    An accepted change is told in the history of every unit it changes, with its reason, and
    everything measured against it counts as changed.
    """
    updates: dict[str, Any] = {}
    now = timezone.now()
    if transition is PROPOSE_VERSION:
        found = changes_of(version, list(Organization.objects.all()))
        if found is not None and not found.differences:
            raise ValidationError(NOTHING)
        updates = {"reason": note.strip(), "proposed_by": by, "proposed_at": now}
    if transition is ACCEPT_VERSION:
        if problem := measured_already(version):
            raise ValidationError(problem)
        updates = {"accepted_by": by, "accepted_at": now}
    moved = perform(version, transition, by=by, note=note, updates=updates)
    if transition is ACCEPT_VERSION:
        _tell_units(moved, by)
        bump_stamp(None, moved.year or PLAN_YEAR)
    return moved


def _tell_units(version: PlanVersion, by: User) -> None:
    """One line for every unit whose figures the change made others, the figures in it."""
    units = {unit.pk: unit for unit in Organization.objects.all()}
    found = changes_of(version, list(units.values()))
    by_unit: dict[int, list[Difference]] = {}
    for row in found.differences if found else ():
        if row.organization_id:
            by_unit.setdefault(row.organization_id, []).append(row)
    before = version_before(version)
    for pk, rows in by_unit.items():
        activity.record(
            obj=version,
            verb=CHANGED,
            summary=f"{version} menggantikan {before}: {len(rows)} angka {units[pk].short_name}",
            by=by,
            organization=units[pk],
            changes={
                f"{place}": activity.changed(
                    f"{row.name[:120]}: {row.what}", row.before_text, row.after_text
                )
                for place, row in enumerate(rows)
            },
            reason=version.reason,
        )
