"""Proposals sent on to the province or the nation, and what became of them there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations.award.actions.awards import drop_award
from innovations.award.queries.forwarding import award_of, told_alike
from innovations.models import Award, Forwarding, Proposal
from innovations.permissions import objections as permissions
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.models import User

TWICE = "Penerusan proposal ini ke tingkat dan tahun itu sudah dicatat"
LATER = "Tanggal dikirim tidak boleh sesudah hari ini"
NO_OUTCOME = "Isi hasilnya, misalnya: 5 terbaik"


@transaction.atomic
def save_forwarding(
    *, forwarding: Forwarding, values: Mapping[str, Any], is_award: bool, by: User
) -> Forwarding:
    """A new one, or its stage and outcome.

    An outcome that is an award stands in the registry and follows what is changed here; one that
    is said to be none is taken out there.
    """
    proposal = Proposal.objects.select_for_update().get(pk=forwarding.proposal_id)
    allow(permissions.can_forward(by, proposal))
    if values["sent_on"] > timezone.localdate():
        raise ValidationError({"sent_on": LATER})
    if is_award and not values["outcome"]:
        raise ValidationError({"outcome": NO_OUTCOME})
    same = proposal.forwardings.filter(level=values["level"], year=values["year"])
    if same.exclude(pk=forwarding.pk).exists():
        raise ValidationError({"year": TWICE})
    former = award_of(forwarding)
    saved = save_row(row=forwarding, values=values, by=by, organization=proposal.organization)
    if is_award:
        _save_award(saved, former or told_alike(saved), by)
    elif former is not None:
        drop_award(former, by)
    return saved


def _save_award(forwarding: Forwarding, former: Award | None, by: User) -> None:
    innovation = forwarding.proposal.innovation
    saved = save_row(
        row=former or Award(innovation=innovation),
        values={
            "competition": forwarding.competition,
            "level": forwarding.level,
            "year": forwarding.year,
            "result": forwarding.outcome,
        },
        by=by,
        organization=innovation.organization,
    )
    saved.forwarding = forwarding
    saved.save(update_fields=["forwarding"])
