"""Every right of the survey, each once: a `Q` for lists, a `Decision` for one unit.

A unit that is not visible is a 404; visible but not allowed is a 403 with the reason.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.workflow import OtherThan
from surveys.models import (
    Comment,
    FollowUp,
    Forum,
    PaperBatch,
    Period,
    Questionnaire,
    ServicePledge,
    ServiceStandard,
    ServiceUnit,
)

DOCUMENT_RIGHTS = ("reports.request", "surveys.view")
NOT_YOURS = "Unit layanan ini milik perangkat daerah lain."
MANAGERS = "Ini tugas pengelola survei unit atau Bagian Organisasi."
HEADS = "Ini diputuskan kepala perangkat daerah atau Bagian Organisasi."
CITY = "Kuesioner dan pengaturan survei kota dikelola Bagian Organisasi."


def visible_units(user: Any) -> Q:
    """Service units whose working pages the person may open (filter on ServiceUnit)."""
    return access_of(user).q("surveys.view", "organization")


def _holds(user: Any, right: str, unit: ServiceUnit, reason: str) -> Decision:
    if access_of(user).allows(right, unit.organization_id):
        return ALLOWED
    return denied(reason)


def units_of(user: Any) -> QuerySet[ServiceUnit]:
    """The units a person may open, for what belongs to one."""
    return ServiceUnit.objects.filter(visible_units(user))


def can_open(user: Any) -> Decision:
    """Has any survey work at all."""
    if access_of(user).has("surveys.view"):
        return ALLOWED
    return denied("Anda tidak bertugas pada survei kepuasan masyarakat.")


def can_view(user: Any, unit: ServiceUnit) -> Decision:
    return _holds(user, "surveys.view", unit, NOT_YOURS)


def can_manage(user: Any, unit: ServiceUnit) -> Decision:
    """Services, points, standards, periods, codes, files and plans of a unit."""
    return _holds(user, "surveys.manage", unit, MANAGERS)


def can_add_unit(user: Any, organization_id: int) -> Decision:
    if access_of(user).allows("surveys.manage", organization_id):
        return ALLOWED
    return denied(MANAGERS)


def can_enter(user: Any, unit: ServiceUnit) -> Decision:
    """Types paper forms."""
    return _holds(user, "surveys.enter", unit, "Entri kuesioner dilakukan petugas unit ini.")


def can_publish(user: Any, unit: ServiceUnit) -> Decision:
    return _holds(user, "surveys.publish", unit, HEADS)


def can_moderate(user: Any, unit: ServiceUnit) -> Decision:
    return _holds(user, "surveys.moderate", unit, MANAGERS)


def can_manage_city(user: Any) -> Decision:
    """Questionnaires of the city, levels of PEKPPP, the city's report."""
    return ALLOWED if access_of(user).has("surveys.manage_city") else denied(CITY)


def can_manage_questionnaire(user: Any, questionnaire: Questionnaire) -> Decision:
    if questionnaire.owner_id is None:
        return can_manage_city(user)
    return can_add_unit(user, questionnaire.owner_id)


def can_request_report(user: Any, organization_id: int | None) -> Decision:
    """Documents tell of results before they are announced: both rights are needed."""
    access = access_of(user)
    if all(access.allows(right, organization_id) for right in DOCUMENT_RIGHTS):
        return ALLOWED
    return denied("Peran Anda tidak mencakup dokumen unit ini.")


def documented_units(user: Any) -> Q:
    """Units whose documents the person may ask for (filter on ServiceUnit)."""
    access = access_of(user)
    return access.q("reports.request", "organization") & access.q("surveys.view", "organization")


# The same rules, asked of what belongs to a unit.


def manages_period(user: Any, period: Period) -> Decision:
    return can_manage(user, period.unit)


def publishes_period(user: Any, period: Period) -> Decision:
    return can_publish(user, period.unit)


NOT_WHO_CLOSED = OtherThan(
    lambda period: {period.closed_by_id} - {None},
    "Anda yang menutup periode ini, jadi orang lain yang mengumumkan hasilnya.",
)


def announces_period(user: Any, period: Period) -> Decision:
    """Shows a result that somebody else closed."""
    decision = publishes_period(user, period)
    return NOT_WHO_CLOSED(user, period) if decision else decision


def publishes_standard(user: Any, standard: ServiceStandard) -> Decision:
    return can_publish(user, standard.service.unit)


def publishes_pledge(user: Any, pledge: ServicePledge) -> Decision:
    return can_publish(user, pledge.unit)


def enters_batch(user: Any, batch: PaperBatch) -> Decision:
    return can_enter(user, batch.period.unit)


def withdraws_batch(user: Any, batch: PaperBatch) -> Decision:
    """Takes a whole bundle or file out of an open period."""
    return can_manage(user, batch.period.unit)


def moderates_comment(user: Any, comment: Comment) -> Decision:
    return can_moderate(user, comment.period.unit)


def manages_follow_up(user: Any, follow_up: FollowUp) -> Decision:
    return can_manage(user, follow_up.unit)


def confirms_follow_up(user: Any, follow_up: FollowUp) -> Decision:
    return can_publish(user, follow_up.unit)


def manages_forum(user: Any, forum: Forum) -> Decision:
    return can_manage(user, forum.unit)


def publishes_forum(user: Any, forum: Forum) -> Decision:
    return can_publish(user, forum.unit)


NOT_WHO_TYPED = OtherThan(
    lambda batch: {batch.entered_by_id} - {None},
    "Anda yang mengentri bundel ini, jadi orang lain yang menerimanya.",
)


def accepts_batch(user: Any, batch: PaperBatch) -> Decision:
    """Takes the bundle as typed right: whoever types, but never who typed it."""
    may = enters_batch(user, batch)
    return NOT_WHO_TYPED(user, batch) if may else may


NOT_WHO_REPORTED = OtherThan(
    lambda follow_up: {follow_up.done_by_id} - {None},
    "Anda yang melaporkan kegiatan ini selesai, jadi orang lain yang memeriksanya.",
)


def judges_follow_up(user: Any, follow_up: FollowUp) -> Decision:
    """Says it is done: whoever may, but never who reported it."""
    may = confirms_follow_up(user, follow_up)
    return NOT_WHO_REPORTED(user, follow_up) if may else may
