"""Every right of the registry, each once: a `Q` for lists, a `Decision` for one innovation.

An innovation that is not visible is a 404; visible but not allowed is a 403 with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from innovations.choices import InnovationState
from innovations.models import (
    CheckIn,
    Handover,
    Innovation,
    Launch,
    Revision,
    Steward,
    Wish,
)  # fmt: skip
from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.workflow import OtherThan

EVERY = Q(pk__isnull=False)  # an empty Q would vanish beside another one
NOT_YOURS = "Inovasi ini milik perangkat daerah lain."
EDITORS = "Ini tugas operator atau kepala perangkat daerah pemilik inovasi."
HEADS = "Ini diputuskan kepala perangkat daerah pemilik inovasi."
CITY = "Ini tugas Bagian Organisasi."
LEADERS = "Ini dibaca pimpinan kota, Bappeda, dan Bagian Organisasi."
NO_STEWARD = "Rujukan dari daerah lain tidak memiliki penanggung jawab di kota ini."
NOT_OURS = "Rujukan dari daerah lain tidak disederhanakan di kota ini."
APPOINTS = "Ini tugas penanggung jawab inovasi, kepala perangkat daerahnya, atau Bagian Organisasi."
STEWARDS = "Ini dijawab penanggung jawab inovasi, operator, atau kepala perangkat daerahnya."


def visible_innovations(user: Any) -> Q:
    """Innovations whose working pages the person may open; a reference belongs to everybody
    who works with innovations."""
    access = access_of(user)
    if "innovations.view" in access.everywhere:
        return EVERY
    mine = access.q("innovations.view")
    return mine | Q(organization=None) if access.has("innovations.view") else mine


def can_open(user: Any) -> Decision:
    """Has any work with innovations at all."""
    if access_of(user).has("innovations.view"):
        return ALLOWED
    return denied("Anda tidak bertugas pada registri inovasi.")


def can_manage(user: Any) -> Decision:
    """References, launches of several units, simplification, judgements of health."""
    return ALLOWED if access_of(user).has("innovations.manage") else denied(CITY)


def can_oversee(user: Any) -> Decision:
    """Reads what becomes of the city's innovations: its leaders, and who works for them."""
    return ALLOWED if access_of(user).has("innovations.oversee") else denied(LEADERS)


def _holds(user: Any, right: str, innovation: Innovation, reason: str) -> Decision:
    if innovation.organization_id is None:
        return can_manage(user)
    if access_of(user).allows(right, innovation.organization_id):
        return ALLOWED
    return denied(reason)


def can_view(user: Any, innovation: Innovation) -> Decision:
    if innovation.organization_id is None:
        return can_open(user)
    return _holds(user, "innovations.view", innovation, NOT_YOURS)


def can_begin(user: Any) -> Decision:
    """Begins entries or launches of some unit."""
    return ALLOWED if access_of(user).has("innovations.edit") else denied(EDITORS)


def can_add(user: Any, organization_id: int | None) -> Decision:
    """Begins an entry of a unit; None: a reference from elsewhere."""
    if organization_id is None:
        return can_manage(user)
    if access_of(user).allows("innovations.edit", organization_id):
        return ALLOWED
    return denied(EDITORS)


def can_edit(user: Any, innovation: Innovation) -> Decision:
    """Writes the draft, proposes revisions, adds files and awards."""
    return _holds(user, "innovations.edit", innovation, EDITORS)


def can_write(user: Any, innovation: Innovation) -> Decision:
    """Changes the words themselves, which only a draft allows; nobody verifies a reference."""
    decision = can_edit(user, innovation)
    if not decision or innovation.organization_id is None:
        return decision
    if innovation.state not in InnovationState.writable():
        return denied("Inovasi ini sudah diajukan. Usulkan revisi untuk mengubahnya.")
    return decision


def can_correct(user: Any, innovation: Innovation) -> Decision:
    """Takes away or rewrites figures, awards and files: in a draft its writers, later its judges."""
    if can_verify(user, innovation) or can_publish(user, innovation):
        return ALLOWED
    return can_write(user, innovation)


def can_propose(user: Any, innovation: Innovation) -> Decision:
    """Asks for a change of what the head has seen."""
    decision = can_edit(user, innovation)
    if decision and innovation.organization_id is None:
        return denied("Rujukan dari daerah lain diubah langsung, tanpa revisi.")
    if decision and innovation.state not in InnovationState.settled():
        return denied("Revisi diusulkan sesudah inovasi diverifikasi kepala.")
    return decision


def can_submit(user: Any, innovation: Innovation) -> Decision:
    if innovation.organization_id is None:
        return denied("Rujukan dari daerah lain langsung ditayangkan Bagian Organisasi.")
    return can_edit(user, innovation)


def can_release(user: Any, innovation: Innovation) -> Decision:
    """Shows a reference, which has no head who would verify it."""
    if innovation.organization_id is None:
        return can_manage(user)
    return denied("Inovasi kota diajukan, lalu diverifikasi kepala perangkat daerahnya.")


def can_verify(user: Any, innovation: Innovation) -> Decision:
    return _holds(user, "innovations.verify", innovation, HEADS)


def can_publish(user: Any, innovation: Innovation) -> Decision:
    return _holds(user, "innovations.publish", innovation, CITY)


NOT_WHO_VERIFIED = OtherThan(
    lambda innovation: {innovation.verified_by_id} - {None},
    "Anda yang memverifikasi inovasi ini, jadi orang lain yang menayangkannya.",
)
NOT_WHO_PROPOSED = OtherThan(
    lambda revision: {revision.proposed_by_id},
    "Anda yang mengusulkan revisi ini, jadi orang lain yang memutuskannya.",
)
NOT_WHO_OFFERED = OtherThan(
    lambda handover: {handover.offered_by_id},
    "Anda yang menawarkan serah terima ini, jadi penerimanya yang menjawab.",
)


def judges_revision(user: Any, revision: Revision) -> Decision:
    """The head of the unit, or Bagian Organisasi where the page is public; never who wrote it."""
    innovation = revision.innovation
    may = can_verify(user, innovation) or can_publish(user, innovation)
    return NOT_WHO_PROPOSED(user, revision) if may else may


def withdraws_revision(user: Any, revision: Revision) -> Decision:
    if revision.proposed_by_id == user.pk:
        return ALLOWED
    return denied("Revisi ditarik oleh yang mengusulkannya.")


def manages_launch(user: Any, launch: Launch) -> Decision:
    """Bagian Organisasi, or the unit where everything launched is its own."""
    reason = "Peluncuran ini memuat inovasi perangkat daerah lain; Bagian Organisasi mengelolanya."
    return edits_all(user, launch.innovations.all(), reason)


def edits_all(user: Any, innovations: Iterable[Innovation], reason: str) -> Decision:
    """What several innovations share: Bagian Organisasi, or the unit that owns all of them."""
    if can_manage(user):
        return ALLOWED
    rows = list(innovations)
    if rows and all(can_edit(user, innovation) for innovation in rows):
        return ALLOWED
    return denied(reason)


def is_steward(user: Any, innovation: Innovation) -> bool:
    """Answers for it today."""
    held = Steward.objects.acting(timezone.localdate()).filter(innovation=innovation.pk)
    return held.filter(assignment__user=user.pk).exists()


def appoints_steward(user: Any, innovation: Innovation) -> Decision:
    """Offers an innovation to somebody: its steward, its head, or Bagian Organisasi."""
    if innovation.organization_id is None:
        return denied(NO_STEWARD)
    if can_verify(user, innovation) or can_publish(user, innovation):
        return ALLOWED
    return ALLOWED if is_steward(user, innovation) else denied(APPOINTS)


def appointable_innovations(user: Any) -> Q:
    """Those one hands over by a right, not as their steward: the head's, Bagian Organisasi's."""
    access, rights = access_of(user), ("innovations.verify", "innovations.publish")
    if any(right in access.everywhere for right in rights):
        return EVERY
    units = (access.units.get(right, frozenset()) for right in rights)
    return Q(organization__in=frozenset().union(*units))


def appoints_anywhere(user: Any) -> Decision:
    """Somebody whose innovations may be handed over: a head, or Bagian Organisasi."""
    access = access_of(user)
    if access.has("innovations.verify") or access.has("innovations.publish"):
        return ALLOWED
    return denied("Ini tugas kepala perangkat daerah atau Bagian Organisasi.")


def sees_orphans(user: Any) -> Decision:
    """Whoever hands some over, and the leaders, who only read."""
    return ALLOWED if can_oversee(user) else appoints_anywhere(user)


def answers_handover(user: Any, handover: Handover) -> Decision:
    """The taker, as long as the assignment lasts by which the innovation would be held, and its unit."""
    taker = handover.taker
    if taker.user_id != user.pk:
        return denied("Serah terima dijawab oleh penerimanya.")
    if taker.last_day is not None and taker.last_day < timezone.localdate():
        return denied("Penugasan Anda yang ditawari inovasi ini sudah berakhir.")
    return ALLOWED


def withdraws_handover(user: Any, handover: Handover) -> Decision:
    if handover.offered_by_id == user.pk:
        return ALLOWED
    return appoints_steward(user, handover.innovation)


def answers_check_in(user: Any, check_in: CheckIn) -> Decision:
    """The steward, or whoever writes for the unit."""
    return _holds(user, "innovations.edit", check_in.innovation, STEWARDS)


def misses_check_in(user: Any, check_in: CheckIn) -> Decision:
    """Nobody's act: the day after the last one."""
    return ALLOWED if user is None else denied("Ini dicatat sistem sesudah batasnya lewat.")


def can_simplify(user: Any, innovation: Innovation) -> Decision:
    """Keep, merge or retire; a reference from elsewhere is not the city's to end."""
    if innovation.organization_id is None:
        return denied(NOT_OURS)
    return can_manage(user)


def judges_health(user: Any, innovation: Innovation) -> Decision:
    """Puts a judgement with reason and end above the rules."""
    return denied(NO_STEWARD) if innovation.organization_id is None else can_manage(user)


def of_citizens(user: Any) -> Q:
    """What citizens and other governments say about innovations the person writes for."""
    access = access_of(user)
    if "innovations.edit" in access.everywhere:
        return EVERY
    return access.q("innovations.edit", "innovation__organization")


def answers_wish(user: Any, wish: Wish) -> Decision:
    """Speaks for the unit with somebody who wants to do the same."""
    return _holds(user, "innovations.edit", wish.innovation, EDITORS)
