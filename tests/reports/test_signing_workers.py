"""Batches of signatures whose worker died or came late."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from reports.actions import handover
from reports.actions.signing import run_batch, start_signing, sweep_signatures
from reports.choices import SignatureState
from reports.models import SignatureRequest
from tests.reports.hall import fresh
from tests.reports.signatures import WORD


def test_a_batch_whose_worker_died_goes_on_while_the_passphrase_is_there(hall):
    (request,) = hall.asked("1987")
    batch = start_signing(
        requests=[request], passphrase=WORD, identity="", key=uuid.uuid4(), by=fresh(hall.head)
    )
    SignatureRequest.objects.update(lease_token=uuid.uuid4())
    run_batch(batch.pk)  # another worker has it
    request.refresh_from_db()
    assert request.state == SignatureState.SIGNING
    assert sweep_signatures() == 0
    handover.keep(batch.pk, WORD, "")
    SignatureRequest.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert sweep_signatures() == 1
    run_batch(batch.pk)

    request.refresh_from_db()
    assert request.state == SignatureState.SIGNED


def test_a_batch_whose_passphrase_is_gone_waits_for_the_person(hall):
    (request,) = hall.asked("1987")
    batch = start_signing(
        requests=[request], passphrase=WORD, identity="", key=uuid.uuid4(), by=fresh(hall.head)
    )
    handover.forget(batch.pk)
    SignatureRequest.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    sweep_signatures()

    request.refresh_from_db()
    assert request.state == SignatureState.WAITING
    assert "terputus" in request.error


def test_a_late_worker_keeps_nothing(hall):
    from reports.actions.signing import RowLost, Typed, _claimed, _keep, _make
    from reports.signing.service import Secret

    (request,) = hall.asked("1987")
    batch = start_signing(
        requests=[request], passphrase=WORD, identity="", key=uuid.uuid4(), by=fresh(hall.head)
    )
    held = _claimed(batch)
    made = _make(held, Typed(Secret(WORD), Secret("")))
    SignatureRequest.objects.update(lease_token=uuid.uuid4())

    with pytest.raises(RowLost):
        _keep(held, made)

    request.refresh_from_db()
    assert not request.file
