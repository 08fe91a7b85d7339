"""The way of a Perjanjian Kinerja: drafted, checked by the head, agreed, signed with its scan."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.formatting import first_of, format_date
from organizations.models import Organization, User
from organizations.workflow import Transition, perform
from performance.choices import AgreementState
from performance.entry.actions.evidence import taken_evidence
from performance.evaluation.queries.agreed import candidates
from performance.evaluation.queries.agreement import read_agreement
from performance.models import Indicator, PerformanceAgreement
from performance.permissions.agreements import can_draft
from performance.plan.queries.agreement_versions import choose_version
from performance.plan.queries.closed_years import closed_for
from performance.stamps import bump_stamp
from performance.states import AGREE_AGREEMENT, CHECK_AGREEMENT, RETURN_AGREEMENT, SIGN_AGREEMENT

SHOWN = 5  # names in one sentence
NO_PLAN = "Belum ada target tahun {year}. Isi target Renja lebih dulu."
NOT_DRAFT = "Perjanjian ini {state} dan tidak disusun lagi. Minta dikembalikan lebih dulu."
NOT_OWN = "Pilih indikator tujuan, sasaran, atau program unit ini."
NOT_THE_CITYS = "Pilih indikator tujuan atau sasaran kota."
NO_INDICATOR = "Pilih paling sedikit satu indikator."
TOO_LATE = (
    "Angka tahun {year} sudah diterima sampai akhir tahun dan rata-rata di dokumennya tetap. Perjanjian "
    "Kinerja tahun itu tidak disusun atau ditandatangani lagi."
)
NO_TARGET = (
    "Target {year} belum diisi: {names}. Isi targetnya, atau kembalikan perjanjian ini dan keluarkan "
    "indikator itu."
)
NO_FUTURE = "Tanggal penandatanganan paling lambat hari ini."


@transaction.atomic
def draft_agreement(
    *, unit: Organization | None, year: int, indicators: Collection[Indicator], by: User
) -> PerformanceAgreement:
    """Choose what the unit (None: the city) promises in the latest version.

    A signed one of an earlier version stays beside it.
    """
    owner = unit.pk if unit else None
    allow(can_draft(by, owner))
    _require_running(owner, year)
    version = choose_version(year, "terbaru")
    if version is None:
        raise ValidationError(NO_PLAN.format(year=year))
    if not indicators:
        raise ValidationError({"indicators": NO_INDICATOR})
    promised = {row.pk for row in indicators}
    if candidates(unit, year).filter(pk__in=promised).count() != len(promised):
        raise ValidationError({"indicators": NOT_OWN if unit else NOT_THE_CITYS})
    made, _ = PerformanceAgreement.objects.select_for_update(of=("self",)).get_or_create(
        organization=unit, version=version, defaults={"year": year}
    )
    if made.state != AgreementState.DRAFT:
        raise ValidationError(NOT_DRAFT.format(state=made.get_state_display().lower()))
    before = ", ".join(made.indicators.order_by("pk").values_list("name", flat=True))
    made.indicators.set(indicators)
    made.drafted_by = by
    made.save(update_fields=["drafted_by"])
    bump_stamp(owner, year)
    after = ", ".join(made.indicators.order_by("pk").values_list("name", flat=True))
    activity.record(
        obj=made,
        verb="performance.agreement",
        summary=f"{made} disusun: {len(indicators)} indikator",
        by=by,
        organization=unit,
        changes={"indicators": activity.changed("Indikator", before, after)},
    )
    return made


def _require_running(owner: int | None, year: int) -> None:
    """What is agreed to after the year would change the set behind averages that were published."""
    closed = closed_for({owner} if owner else ())
    if year in closed.finished:
        raise ValidationError(TOO_LATE.format(year=year))


def _require_targets(agreement: PerformanceAgreement) -> None:
    """A promise without a target is none, and signing would lock it empty."""
    found = read_agreement(agreement.organization, agreement.year, agreement.version)
    empty = [row.indicator.name for row in found.promises if row.target is None]
    if empty:
        raise ValidationError(NO_TARGET.format(year=agreement.year, names=first_of(empty, SHOWN)))


def move_agreement(
    *, agreement: PerformanceAgreement, transition: Transition, by: User, note: str = ""
) -> PerformanceAgreement:
    """Check, agree or return it."""
    if transition is not RETURN_AGREEMENT:
        _require_running(agreement.organization_id, agreement.year)
    if transition is SIGN_AGREEMENT:
        raise ValidationError("Unggah naskah bertanda tangan beserta tanggalnya.")
    allow(transition.rule(by, agreement))
    if transition is not RETURN_AGREEMENT:
        _require_targets(agreement)
    updates: dict[Transition, dict[str, Any]] = {
        CHECK_AGREEMENT: {"checked_by": by},
        AGREE_AGREEMENT: {"agreed_by": by},
        RETURN_AGREEMENT: {"checked_by": None, "agreed_by": None},
    }
    return perform(
        agreement,
        transition,
        by=by,
        note=note,
        updates=updates[transition],
        organization=agreement.organization,
    )


def sign_agreement(
    *,
    agreement: PerformanceAgreement,
    signed_on: date,
    upload: BinaryIO,
    size: int,
    name: str,
    by: User,
) -> PerformanceAgreement:
    """Keep the signed scan with its day: from now on every average stands for this agreement."""
    allow(SIGN_AGREEMENT.rule(by, agreement))
    _require_running(agreement.organization_id, agreement.year)
    _require_targets(agreement)
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": NO_FUTURE})
    unit = agreement.organization
    with taken_evidence(unit, upload, size, name, by) as keep:
        scan = keep()
        signed = perform(
            agreement,
            SIGN_AGREEMENT,
            by=by,
            note=f"{scan.original_name}, {format_date(signed_on)}",
            updates={"signed_on": signed_on, "scan": scan},
            organization=unit,
        )
        bump_stamp(agreement.organization_id, agreement.year)
    return signed
