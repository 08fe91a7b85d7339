"""Asking for the signatures of a document, refusing one, asking again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.models import User
from organizations.queries.signers import official_named
from organizations.workflow import perform
from reports import permissions, states
from reports.models import ReportJob, SignatureRequest

LONGEST_REASON = 120


def request_signatures(*, job: ReportJob, reason: str, by: User) -> list[SignatureRequest]:
    """Ask everybody whom the document names, in the order in which they sign.

    Asked for twice it changes nothing. Raises PermissionDenied or ValidationError with a sentence.
    """
    with transaction.atomic():
        locked = ReportJob.objects.select_for_update().get(pk=job.pk)
        allow(permissions.can_ask_signatures(by, locked))
        known = list(locked.signature_requests.order_by("turn"))
        if known:
            return known
        made = [
            _request(locked, signer, turn, reason, by)
            for turn, signer in enumerate(_in_order(locked.signers), start=1)
        ]
        activity.record(
            obj=locked,
            verb="reports.ask_signatures",
            summary=f"Tanda tangan elektronik diminta: {locked}",
            by=by,
            organization=locked.organization,
            reason=reason,
            changes={
                f"signer{row.number}": activity.changed("Penanda tangan", "", _said(row))
                for row in made
            },
        )
    return made


def _in_order(signers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As they sign, each with its number in the document."""
    numbered = [{**signer, "number": number} for number, signer in enumerate(signers, start=1)]
    return sorted(numbered, key=lambda signer: (signer.get("turn", 0), signer["number"]))


def _request(
    job: ReportJob, signer: Mapping[str, Any], turn: int, reason: str, by: User
) -> SignatureRequest:
    name, position = signer["name"], signer["position"]
    if not name:
        raise ValidationError(
            f"Nama {position} belum ada pada dokumen ini. Catat pejabatnya, lalu buat dokumen baru."
        )
    number = signer.get("employee_number", "")
    found = official_named(position, name, number, timezone.localdate())
    if found is None:
        raise ValidationError(
            f"{name} tidak menjabat sebagai {position} hari ini, jadi tidak dapat diminta "
            "menandatangani. Buat dokumen baru dengan pejabat yang berlaku."
        )
    return SignatureRequest.objects.create(
        job=job,
        number=signer["number"],
        turn=turn,
        heading=signer["heading"],
        position=position,
        name=name,
        assignment=found,
        signatory=found.user,
        asked_by=by,
        reason=reason,
    )


def _said(row: SignatureRequest) -> str:
    return f"{row.name}, {row.position}"


def refuse_signature(*, request: SignatureRequest, note: str, by: User) -> SignatureRequest:
    """Raises PermissionDenied, or ValidationError without a reason."""
    return perform(
        request,
        states.REFUSE,
        by=by,
        note=note,
        updates={"error": note.strip()},
        organization=request.job.organization,
    )


def ask_signature_again(*, request: SignatureRequest, note: str, by: User) -> SignatureRequest:
    return perform(
        request,
        states.ASK_AGAIN,
        by=by,
        note=note,
        updates={"error": ""},
        organization=request.job.organization,
    )
