"""A file of SP4N-LAPOR! on its way: taken in, its columns told, shown, confirmed or given up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import permissions
from complaints.choices import ExchangeState, Sp4nLine
from complaints.clock.queries.terms import read_once
from complaints.exchange.actions.looking import Looked, look
from complaints.exchange.actions.saving import save_now, wake_saving
from complaints.exchange.queries.batches import remembered_mapping
from complaints.exchange.queries.names import Names
from complaints.exchange.readers.sp4n import (
    BY_NAME,
    ID,
    STATE,
    Given,
    guessed,
    read_file,
    samples,
    without,
)
from complaints.models import Sp4nBatch
from organizations import activity
from organizations.access import allow
from organizations.models import User
from organizations.spreadsheets.table import ImportProblem

S = ExchangeState
AT_ONCE = 100  # new reports a request saves itself; more are a worker's
KEPT_FOR = timedelta(days=7)  # a file nobody confirmed
DONE = "Berkas ini sudah diselesaikan. Unggah lagi bila perlu."
HAS_ERRORS = "Perbaiki dulu baris yang salah, lalu unggah lagi. Semua baris disimpan bersama."
TWICE = "Kolom ini sudah dipilih untuk “{label}”"


def unpacked(batch: Sp4nBatch) -> dict[str, Any]:
    """What is kept encrypted: the file, and the sentences about its wrong cells."""
    if not batch.content:
        return {"given": Given((), []), "errors": []}
    held = json.loads(batch.content)
    return {"given": Given.unpacked(held["given"]), "errors": held["errors"]}


def _packed(given: Given, errors: list[str]) -> str:
    return json.dumps({"given": given.packed(), "errors": errors})


@transaction.atomic
def keep_file(*, name: str, content: bytes, by: User) -> Sp4nBatch:
    """First step: the file is read and its columns are guessed. Raises ValidationError."""
    allow(permissions.can_exchange(by))
    try:
        given = read_file(name, content)
    except ImportProblem as problem:
        raise ValidationError({"file": problem.messages[:20]}) from problem
    return Sp4nBatch.objects.create(
        file_name=name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        columns=list(given.titles),
        mapping={},
        content=_packed(given, []),
        uploaded_by=by,
    )


def proposed_mapping(batch: Sp4nBatch) -> dict[str, str]:
    return batch.mapping or guessed(batch.columns, remembered_mapping())


def column_samples(batch: Sp4nBatch) -> dict[str, str]:
    return samples(unpacked(batch)["given"])


@transaction.atomic
def map_columns(*, batch: Sp4nBatch, mapping: Mapping[str, str], by: User) -> Sp4nBatch:
    """Second step: which column is which; the next file is read alike. Makes the preview anew.

    Raises ValidationError keyed by the name of a field.
    """
    allow(permissions.can_exchange(by))
    row = _waiting(batch)
    chosen = {name: title for name, title in mapping.items() if title}
    _check(row, chosen)
    own = guessed(row.columns, {})
    left_out = {name: "" for name in own if name not in chosen}  # though it looked like one
    given: Given = unpacked(row)["given"]
    return _look_again(row, given, {**left_out, **chosen})


def _check(row: Sp4nBatch, chosen: Mapping[str, str]) -> None:
    errors: dict[str, str] = {}
    taken: dict[str, str] = {}
    for name, title in chosen.items():
        if title not in row.columns:
            errors[name] = "Pilih kolom dari daftar"
        elif title in taken:
            errors[name] = TWICE.format(label=BY_NAME[taken[title]].label)
        taken.setdefault(title, name)
    for name in (ID, STATE):
        if name not in chosen:
            errors[name] = f"Pilih kolom untuk {BY_NAME[name].label.split(' (')[0].lower()}"
    if errors:
        raise ValidationError(errors)


def _look_again(row: Sp4nBatch, given: Given, mapping: dict[str, str]) -> Sp4nBatch:
    kept = [mapping.get(name, "") for name in (ID, STATE, "kategori", "sub_kategori", "tanggal")]
    with read_once():
        names = Names.read(is_theirs=True)
        looked = look(given, mapping, names)
        if looked.refused:
            given = without(given, looked.refused, kept)
            looked = look(given, mapping, names)
    row.mapping, row.content = mapping, _packed(given, looked.errors)
    row.summary, row.state, row.error = summary_of(looked), S.PREVIEW, ""
    row.save(update_fields=["mapping", "content", "summary", "state", "error"])
    return row


def summary_of(looked: Looked) -> dict[str, Any]:
    return {
        "lines": looked.lines,
        "counts": looked.counts(),
        "warnings": looked.warnings,
        "errors": len(looked.errors),
    }


def confirm(*, batch: Sp4nBatch, by: User) -> Sp4nBatch:
    """Third step: save all of it, at once or by a worker. Raises ValidationError with sentences."""
    allow(permissions.can_exchange(by))
    with transaction.atomic():
        row = _waiting(batch)
        if row.state != S.PREVIEW:
            raise ValidationError("Pilih dulu kolomnya, lalu periksa hasilnya.")
        if row.summary["errors"]:
            raise ValidationError(HAS_ERRORS)
        row.state, row.progress, row.attempts, row.error = S.SAVING, 0, 0, ""
        row.lease_token = row.lease_until = None
        row.saved_by = by
        row.save(
            update_fields=[
                "state", "progress", "attempts", "error", "lease_token", "lease_until", "saved_by"
            ]
        )  # fmt: skip
        is_long = row.summary["counts"][Sp4nLine.NEW] > AT_ONCE
        if is_long:
            wake_saving(row.pk)
    if not is_long:
        save_now(row.pk)
    row.refresh_from_db()
    return row


@transaction.atomic
def cancel(*, batch: Sp4nBatch, by: User) -> Sp4nBatch:
    """Give the file up: nothing of it was saved, and its rows are gone."""
    allow(permissions.can_exchange(by))
    row = _waiting(batch)
    _end(row)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "cancel"),
        summary=f"Impor SP4N-LAPOR! dibatalkan: {row}",
        by=by,
    )
    return row


def _end(row: Sp4nBatch) -> None:
    row.state, row.content = S.CANCELLED, ""
    row.save(update_fields=["state", "content"])


@transaction.atomic
def drop_waiting() -> int:
    """Files nobody confirmed within a week are given up, with the names and words in them."""
    old = Sp4nBatch.objects.select_for_update(skip_locked=True).filter(
        state__in=(S.MAPPING, S.PREVIEW), uploaded_at__lt=timezone.now() - KEPT_FOR
    )
    rows = list(old)
    for row in rows:
        _end(row)
    return len(rows)


def _waiting(batch: Sp4nBatch) -> Sp4nBatch:
    row = Sp4nBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if row.state not in (S.MAPPING, S.PREVIEW):
        raise ValidationError(DONE)
    return row
