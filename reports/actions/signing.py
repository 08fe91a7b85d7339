"""Signing what a person has ticked: handed over at once, done one by one by a worker.

Nothing is signed twice: a row is taken with a token for longer than any call may last, and what
comes back is kept only while the row still has it.
"""

from __future__ import annotations

import hashlib
import logging
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from organizations.models import User
from organizations.storage import FileLost, NotSaved, StorageAway, documents, stored
from organizations.wake import wake
from organizations.workflow import Transition, perform
from reports import permissions, states
from reports.actions import handover
from reports.actions.signature_file import Signed, make_signed
from reports.actions.staleness import refresh
from reports.choices import SignatureState
from reports.models import SignatureRequest, SigningBatch
from reports.queries.signatures import LISTED
from reports.queries.signing_setup import missing
from reports.signing.service import Secret
from reports.signing.troubles import DocumentRefused, SigningTrouble

log = logging.getLogger(__name__)
FIRST = timedelta(seconds=45)  # until the sweep looks whether a worker was woken
TURN_SECONDS = 180  # a worker then wakes another for the rest
NO_CACHE = "Penandatanganan sedang tidak dapat diteruskan. Coba lagi beberapa menit lagi."
BROKEN_OFF = "Penandatanganan terputus sebelum dokumen ini. Ulangi untuk menandatanganinya."
LOST = "Berkas dokumen ini hilang atau berubah, jadi tidak ditandatangani. Buat dokumen baru."
AWAY = "Penyimpanan berkas sedang tidak menjawab. Tidak ada yang ditandatangani; coba lagi nanti."


@dataclass(frozen=True)
class Typed:
    """What the signatory typed."""

    passphrase: Secret
    identity: Secret


def start_signing(
    *,
    requests: Sequence[SignatureRequest],
    passphrase: str,
    identity: str,
    key: uuid.UUID,
    by: User,
) -> SigningBatch:
    """Hand over all of them or none; the same form sent twice gives the same batch.

    Raises PermissionDenied or ValidationError with a sentence.
    """
    if sentence := missing():
        raise ValidationError(sentence)
    if not 1 <= len(requests) <= LISTED:
        raise ValidationError(f"Pilih 1 sampai {LISTED} dokumen.")
    with transaction.atomic():
        batch, created = SigningBatch.objects.get_or_create(
            request_key=key, defaults={"person": by}
        )
        if not created:
            return batch
        for request in sorted(requests, key=lambda row: row.pk):
            _hand_over(request, batch, by)
        if not handover.keep(batch.pk, passphrase, identity):
            raise ValidationError(NO_CACHE)
        wake("reports.sign_batch", batch.pk)
    return batch


def _hand_over(request: SignatureRequest, batch: SigningBatch, by: User) -> None:
    updates = {
        "batch": batch,
        "error": "",
        "lease_token": None,
        "lease_until": timezone.now() + FIRST,
    }
    try:
        perform(request, states.SIGN, by=by, updates=updates, organization=request.job.organization)
    except (PermissionDenied, ValidationError) as refused:
        said = refused.messages[0] if isinstance(refused, ValidationError) else str(refused)
        raise ValidationError(f"{request.job.title}: {said}") from refused


def run_batch(batch_id: int) -> None:
    """Sign what waits in this batch; one that fails does not stop the others.

    A trouble that all would meet (a refused passphrase, a service that is away) gives the rest back.
    """
    batch = SigningBatch.objects.select_related("person").get(pk=batch_id)
    held = handover.take(batch_id)
    began = time.monotonic()
    while (request := _claimed(batch)) is not None:
        if held is None:
            _move(request, states.GIVE_BACK, BROKEN_OFF)
            continue
        if time.monotonic() - began > TURN_SECONDS:
            SignatureRequest.objects.filter(pk=request.pk).update(lease_token=None)
            wake("reports.sign_batch", batch_id)
            return
        trouble = _sign(request, Typed(*held))
        if trouble is not None and trouble.ends_all:
            held = None
            _give_back_rest(batch, str(trouble))
    handover.forget(batch_id)


def _lease() -> timedelta:
    """Longer than one call to a service and two to a clock may last."""
    _, total = settings.SIGNING_LIMITS
    return timedelta(seconds=60 + 3 * total)


def _claimed(batch: SigningBatch) -> SignatureRequest | None:
    """The next row of the batch, taken by this worker."""
    free = Q(lease_token=None) | Q(lease_until__lt=Now())
    rows = SignatureRequest.objects.filter(free, batch=batch, state=SignatureState.SIGNING)
    for pk in rows.order_by("turn", "pk").values_list("pk", flat=True):
        token = uuid.uuid4()
        if rows.filter(pk=pk).update(lease_token=token, lease_until=Now() + _lease()):
            found = SignatureRequest.objects.select_related("job__organization", "signatory")
            return found.get(pk=pk)
    return None


def _sign(request: SignatureRequest, typed: Typed) -> SigningTrouble | None:
    """Sign one document, or keep on its row why not; gives back the trouble."""
    trouble: SigningTrouble
    try:
        _keep(request, _make(request, typed))
    except SigningTrouble as error:
        trouble = error
    except RowLost:
        log.warning("signature %s was taken up by another worker", request.pk)
        return None
    except FileLost:
        trouble = DocumentRefused(LOST)
    except StorageAway:
        trouble = DocumentRefused(AWAY)
    except NotSaved as error:
        trouble = DocumentRefused(str(error))
    except Exception:
        log.exception("signature %s failed", request.pk)
        trouble = DocumentRefused(
            f"Terjadi gangguan saat menandatangani. Sebutkan nomor {request.pk} kepada admin."
        )
    else:
        return None
    _move(request, states.FAIL, str(trouble))
    return trouble


def _make(request: SignatureRequest, typed: Typed) -> Signed:
    refresh(request.job)
    for decision in (permissions.can_be_signed(request.job), permissions.in_turn(request)):
        if not decision:
            raise DocumentRefused(decision.reason)
    return make_signed(request, typed.passphrase, typed.identity)


def _keep(request: SignatureRequest, signed: Signed) -> None:
    """File and row together, while this worker still has the row."""
    name = f"documents/{timezone.now():%Y}/{request.job.code}-ttd{request.turn}-{uuid.uuid4().hex[:8]}.pdf"
    with stored(documents(), name, signed.content) as kept, transaction.atomic():
        _insist(request)
        perform(
            request,
            states.FINISH,
            by=request.signatory,
            updates={
                "file": kept,
                "size": len(signed.content),
                "sha256_before": signed.sha256_before,
                "sha256": hashlib.sha256(signed.content).hexdigest(),
                "signed_at": signed.at,
                "stamped_at": signed.stamped_at,
                "certificate": signed.certificate,
                "lease_token": None,
                "lease_until": None,
                "error": "",
            },
            organization=request.job.organization,
        )


class RowLost(Exception):
    """Another worker has taken the row; what this one made is thrown away."""


def _insist(request: SignatureRequest) -> None:
    mine = SignatureRequest.objects.select_for_update().filter(
        pk=request.pk, lease_token=request.lease_token, state=SignatureState.SIGNING
    )
    if not mine.exists():
        raise RowLost


def _move(request: SignatureRequest, move: Transition, sentence: str) -> None:
    """Out of `signing`, with the sentence; a row that has moved on meanwhile stays as it is."""
    with transaction.atomic():
        try:
            _insist(request)
        except RowLost:
            return
        updates = {"error": sentence, "lease_token": None, "lease_until": None}
        unit = request.job.organization
        perform(request, move, by=request.signatory, updates=updates, organization=unit)


def _give_back_rest(batch: SigningBatch, sentence: str) -> None:
    while (request := _claimed(batch)) is not None:
        _move(request, states.GIVE_BACK, sentence)


def sweep_signatures() -> int:
    """Batches whose worker was not woken or died: woken again while what was typed is still there,
    given back to the person otherwise. Returns how many batches were looked at.
    """
    late = SignatureRequest.objects.filter(state=SignatureState.SIGNING, lease_until__lt=Now())
    found = list(SigningBatch.objects.filter(requests__in=late).distinct())
    for batch in found:
        if handover.is_kept(batch.pk):
            wake("reports.sign_batch", batch.pk)
        else:
            _give_back_rest(batch, BROKEN_OFF)
    return len(found)
