"""Fewer of the same: an innovation is kept, merged into another, or retired, with the reason."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions, words
from innovations.choices import Ending, HandoverState, InnovationState
from innovations.models import Handover, Innovation
from innovations.stewardship.actions.handovers import address_of, lapse, today
from innovations.stewardship.actions.keeping import keep_health
from innovations.stewardship.queries.stewards import holding_of
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.models import User
from organizations.queries.holders import holders_inside

KEEP, MERGE, RETIRE = "keep", "merge", "retire"
ENDINGS = {MERGE: Ending.MERGED, RETIRE: Ending.RETIRED, KEEP: Ending.NONE}
SAID = {
    KEEP: "Diputuskan tetap berjalan",
    MERGE: "Diputuskan digabung",
    RETIRE: "Diputuskan dihentikan",
}
NEEDS_SUCCESSOR = "Pilih inovasi yang melanjutkannya"
NO_SUCCESSOR = "Kosongkan penerusnya; inovasi ini tetap berjalan"
ITSELF = "Pilih inovasi lain, bukan inovasi ini sendiri"
CIRCLE = "{name} sudah digabung ke inovasi ini, jadi inovasi ini tidak dapat digabung ke sana"
NOT_GOING = "{name} tidak tayang atau sudah berakhir. Pilih inovasi yang masih berjalan"
NEEDS_DAY = "Isi tanggal berakhir"
LATER = "Tanggal berakhir tidak boleh sesudah hari ini"
BEFORE = "Tanggal berakhir tidak boleh sebelum inovasi diterapkan"
NOT_PUBLIC = "Hanya inovasi yang sudah tayang dapat diputuskan digabung atau dihentikan."


@transaction.atomic
def decide(
    *,
    innovation: Innovation,
    decision: str,
    reason: str,
    by: User,
    on: date | None = None,
    successor: Innovation | None = None,
) -> Innovation:
    """Decide about one innovation; "keep" also takes back an ending that was a mistake.

    A merged one leads on to its successor. An offer that waits is withdrawn; its steward and the
    heads of the unit get a mail.
    """
    held = _locked(innovation, successor)
    row = held[innovation.pk]
    allow(permissions.can_simplify(by, row))
    if decision != KEEP and row.state not in {InnovationState.PUBLISHED, InnovationState.HIDDEN}:
        raise ValidationError(NOT_PUBLIC)
    heir = held[successor.pk] if successor is not None else None
    _require_successor(row, decision, heir)
    _require_day(row, decision, on)
    before, former = row.get_ending_display(), row.successor
    row.ending = ENDINGS[decision]
    row.ended_on = None if decision == KEEP else on
    row.ending_reason = "" if decision == KEEP else reason.strip()
    row.successor = heir
    row.save(update_fields=["ending", "ended_on", "ending_reason", "successor"])
    keep_health(row)
    for changed in (row, *([former] if former is not None and former != heir else [])):
        words.index(changed)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, decision),
        summary=f"{SAID[decision]}: {row}",
        by=by,
        organization=row.organization,
        changes={
            "ending": activity.changed("Akhir", before, row.get_ending_display()),
            **({"successor": activity.changed("Dilanjutkan oleh", former, heir)} if heir else {}),
        },
        reason=reason.strip(),
    )
    if decision != KEEP:
        _withdraw_offer(row)
    _tell(row, decision, reason.strip(), by)
    return row


def _locked(innovation: Innovation, successor: Innovation | None) -> dict[int, Innovation]:
    """Both rows, always in the same order, so that two merges at once wait for each other."""
    keys = [innovation.pk, *([successor.pk] if successor else [])]
    rows = Innovation.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    rows = rows.select_related("organization", "successor").order_by("pk")
    return {row.pk: row for row in rows}


def _require_successor(row: Innovation, decision: str, heir: Innovation | None) -> None:
    said = ""
    if heir is None:
        said = NEEDS_SUCCESSOR if decision == MERGE else ""
    elif decision == KEEP:
        said = NO_SUCCESSOR
    elif heir == row:
        said = ITSELF
    elif _leads_to(heir, row):
        said = CIRCLE.format(name=heir)
    elif not _is_going(heir):
        said = NOT_GOING.format(name=heir)
    if said:
        raise ValidationError({"successor": said})


def _leads_to(start: Innovation, goal: Innovation) -> bool:
    """Whether the successors of `start` lead to `goal`."""
    passed: set[int] = set()
    step: Innovation | None = start
    while step is not None and step.pk not in passed:
        if step.pk == goal.pk:
            return True
        passed.add(step.pk)
        step = step.successor
    return False


def _is_going(one: Innovation) -> bool:
    rows = Innovation.objects.public().owned().going()
    return rows.filter(pk=one.pk).exists()


def _require_day(row: Innovation, decision: str, on: date | None) -> None:
    if decision == KEEP:
        return
    said = ""
    if on is None:
        said = NEEDS_DAY
    elif on > today():
        said = LATER
    elif row.implemented_on is not None and on < row.implemented_on:
        said = BEFORE
    if said:
        raise ValidationError({"on": said})


def _withdraw_offer(row: Innovation) -> None:
    offers = Handover.objects.filter(innovation=row, state=HandoverState.OFFERED)
    for offer in offers.select_related("innovation__organization"):
        lapse(offer, f"Inovasi berakhir: {row.get_ending_display()}")


def _tell(row: Innovation, decision: str, reason: str, by: User) -> None:
    if moment.is_past() or row.organization is None:
        return
    steward = holding_of(row, today()).steward
    people = {user.pk: user for user in holders_inside("innovations.verify", row.organization)}
    if steward is not None and steward.assignment.user.is_active:
        people[steward.assignment.user.pk] = steward.assignment.user
    people.pop(by.pk, None)
    heir = f"\nDilanjutkan oleh {row.successor}." if row.successor else ""
    text = f"Bagian Organisasi memutuskan: {SAID[decision].lower()}.{heir}\n\nAlasan: {reason}"
    tell(people.values(), f"Keputusan tentang {row}", text, address_of(row))
