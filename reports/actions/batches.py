"""One document for each of many units: asked for at once, made one by one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.access import allow
from organizations.models import User
from reports.actions.queue import wake_worker
from reports.actions.room import insist_on_room
from reports.definitions import Report
from reports.models import ReportBatch, ReportJob

MAX_UNITS = 200


def request_batch(
    *, report: Report, choices: Sequence[Mapping[str, Any]], fmt: str, by: User, key: uuid.UUID
) -> ReportBatch:
    """Ask for one document for each set of parameters; the same form twice gives one batch."""
    if not choices:
        raise ValidationError(f"Pilih paling sedikit satu {report.many_label}.")
    if len(choices) > MAX_UNITS:
        raise ValidationError(f"Satu permintaan paling banyak {MAX_UNITS} dokumen.")
    for params in choices:
        allow(report.can_request(by, params))
    with transaction.atomic():
        batch, created = ReportBatch.objects.get_or_create(
            request_key=key,
            defaults={
                "slug": report.slug,
                "title": f"{report.title}: {len(choices)} {report.many_label}",
                "format": fmt,
                "requester": by,
            },
        )
        if created:
            insist_on_room(by, len(choices), in_batch=True)
            jobs = ReportJob.objects.bulk_create(
                ReportJob(
                    slug=report.slug,
                    title=report.title_for(params),
                    format=fmt,
                    params=dict(params),
                    organization_id=params["organization"],
                    year=params["year"],
                    requester=by,
                    stamp=report.stamp(params),
                    batch=batch,
                )
                for params in choices
            )
            for job in jobs:
                wake_worker(job)
    return batch
