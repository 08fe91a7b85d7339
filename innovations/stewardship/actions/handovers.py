"""From one steward to the next: offered by one side, confirmed by the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations import permissions, states
from innovations.choices import Ending, HandoverState
from innovations.models import Handover, Innovation, Steward
from innovations.stewardship.actions.keeping import keep_health
from innovations.stewardship.queries.orphans import has_lapsed
from innovations.stewardship.queries.stewards import holding_of, takers_of
from organizations import activity, moment
from organizations.access import ALLOWED, allow
from organizations.actions.mail import tell
from organizations.models import Assignment, User
from organizations.workflow import Transition, perform

ONE_WAITS = "Masih ada serah terima yang menunggu jawaban {taker}. Tarik dulu tawaran itu."
NOT_A_TAKER = "Pilih pegawai yang penugasannya di perangkat daerah pemilik masih berlaku"
NOT_YOURSELF = "Anda tidak dapat menawarkan kepada diri sendiri. Minta Bagian Organisasi menawarkannya kepada Anda."
HOLDS_ALREADY = "Pegawai itu sudah menjadi penanggung jawab inovasi ini"
ENDED = "Inovasi ini sudah berakhir, jadi tidak diserahterimakan lagi."
LAPSED = "Penugasan penerima berakhir sebelum tawaran dijawab."


def today() -> date:
    return timezone.localdate(moment.now())


def address_of(innovation: Innovation) -> str:
    """The page of stewardship of an innovation, for mail."""
    return f"/kerja/inovasi/{innovation.pk}/penanggung-jawab/"


@transaction.atomic
def offer_handover(*, innovation: Innovation, taker: Assignment, note: str, by: User) -> Handover:
    """Ask somebody of the unit to answer for it from now on; the first steward is asked likewise.

    An offer whose taker's assignment has ended meanwhile gives way. Mail to the taker and to
    whoever holds it.
    """
    locked = _locked(innovation)
    allow(permissions.appoints_steward(by, locked))
    holding = holding_of(locked, today())
    giver = holding.steward.assignment if holding.steward else None
    _require_taker(locked, taker, giver, by)
    _make_way(locked)
    handover = Handover.objects.create(
        innovation=locked, giver=giver, taker=taker, note=note.strip(), offered_by=by,
        offered_at=moment.now(),
    )  # fmt: skip
    activity.record(
        obj=locked,
        verb=activity.verb_of(locked, "offer"),
        summary=f"Serah terima ditawarkan: {locked}",
        by=by,
        organization=locked.organization,
        changes={"taker": activity.changed("Ditawarkan kepada", giver, taker)},
        reason=note.strip(),
    )
    _tell_offer(handover, by)
    return handover


def _locked(innovation: Innovation) -> Innovation:
    locked = Innovation.objects.select_for_update().get(pk=innovation.pk)
    if locked.ending != Ending.NONE:
        raise ValidationError(ENDED)
    return locked


def _require_taker(
    innovation: Innovation, taker: Assignment, giver: Assignment | None, by: User
) -> None:
    if taker not in takers_of(innovation, today()):
        raise ValidationError({"taker": NOT_A_TAKER})
    if taker == giver:
        raise ValidationError({"taker": HOLDS_ALREADY})
    if taker.user_id == by.pk:
        raise ValidationError({"taker": NOT_YOURSELF})


def _make_way(innovation: Innovation) -> None:
    """Only one offer waits; one that can no longer be answered is withdrawn."""
    rows = Handover.objects.filter(innovation=innovation, state=HandoverState.OFFERED)
    waiting = rows.select_related("taker__user", "taker__organization").first()
    if waiting is None:
        return
    if not has_lapsed(waiting, today()):
        raise ValidationError(ONE_WAITS.format(taker=waiting.taker.user.full_name))
    lapse(waiting, LAPSED)


def lapse(handover: Handover, why: str) -> None:
    """Nobody's act: an offer that has lost its sense."""
    perform(
        handover, states.WITHDRAW_HANDOVER, by=None, note=why,
        rule=lambda _user, _row: ALLOWED,
        organization=handover.innovation.organization,
        updates={"decided_at": moment.now()},
    )  # fmt: skip


@transaction.atomic
def confirm_handover(*, handover: Handover, by: User) -> Handover:
    """The taker says yes: the former steward's time ends and the new one begins, both or neither.

    Mail to both sides.
    """
    innovation = _locked(handover.innovation)
    moved = _move(handover, states.CONFIRM, by)
    former = Steward.objects.select_for_update().filter(innovation=innovation, until=None).first()
    day = today()
    if former is not None:
        last = min(day, former.assignment.last_day or day)
        former.until = max(former.since, last)
        former.save(update_fields=["until"])
    Steward.objects.create(innovation=innovation, assignment=moved.taker, since=day)
    keep_health(innovation)
    activity.record(
        obj=innovation,
        verb=activity.verb_of(innovation, "steward"),
        summary=f"Penanggung jawab berganti: {innovation}",
        by=by,
        organization=innovation.organization,
        changes={
            "steward": activity.changed(
                "Penanggung jawab", former.assignment if former else "", moved.taker
            )
        },
    )
    text = (
        f"{moved.taker.user.full_name} sekarang penanggung jawab {innovation}.\n"
        "Dua kali setahun ia menjawab satu halaman pertanyaan: apakah inovasi masih berjalan."
    )
    people = [moved.taker.user, moved.offered_by, *([moved.giver.user] if moved.giver else [])]
    _tell(people, f"Serah terima selesai: {innovation}", text, innovation)
    return moved


@transaction.atomic
def decline_handover(*, handover: Handover, by: User, note: str) -> Handover:
    """The taker says no and why; who holds the innovation goes on holding it."""
    moved = _move(handover, states.DECLINE, by, note)
    text = f"{moved.taker.user.full_name} tidak dapat menerima {moved.innovation}.\n\nAlasan: {note.strip()}"
    people = [moved.offered_by, *([moved.giver.user] if moved.giver else [])]
    _tell(people, f"Serah terima ditolak: {moved.innovation}", text, moved.innovation)
    return moved


@transaction.atomic
def withdraw_handover(*, handover: Handover, by: User) -> Handover:
    moved = _move(handover, states.WITHDRAW_HANDOVER, by)
    text = f"Tawaran untuk menjadi penanggung jawab {moved.innovation} ditarik; Anda tidak perlu menjawab."
    _tell([moved.taker.user], f"Tawaran ditarik: {moved.innovation}", text, moved.innovation)
    return moved


def _move(handover: Handover, transition: Transition, by: User, note: str = "") -> Handover:
    return perform(
        handover, transition, by=by, note=note, organization=handover.innovation.organization,
        updates={"decided_at": moment.now()},
    )  # fmt: skip


def _tell_offer(handover: Handover, by: User) -> None:
    innovation, taker = handover.innovation, handover.taker.user
    note = f"\n\nYang perlu diketahui: {handover.note}" if handover.note else ""
    text = (
        f"{by.full_name} meminta Anda menjadi penanggung jawab {innovation}. "
        f"Buka halamannya untuk menerima atau menolak.{note}"
    )
    _tell([taker], f"Anda ditawari menjadi penanggung jawab {innovation}", text, innovation)
    if handover.giver is not None and handover.giver.user_id != by.pk:
        text = (
            f"{by.full_name} menawarkan {innovation} kepada {taker.full_name}. "
            "Anda tetap penanggung jawab sampai ia menerima."
        )
        subject = f"Serah terima ditawarkan: {innovation}"
        _tell([handover.giver.user], subject, text, innovation)


def _tell(people: Iterable[User], subject: str, text: str, innovation: Innovation) -> None:
    if not moment.is_past():
        able = {user.pk: user for user in people if user.is_active}
        tell(able.values(), subject, text, address_of(innovation))
