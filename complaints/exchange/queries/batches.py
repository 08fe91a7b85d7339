"""Files of SP4N-LAPOR! that came in, and how their columns were read last."""

from __future__ import annotations

from django.db.models import F, QuerySet

from complaints.choices import ExchangeState
from complaints.models import Sp4nBatch


def batches() -> QuerySet[Sp4nBatch]:
    """The newest first, with `counts` and `gap_count` instead of their thousands of lines."""
    rows = Sp4nBatch.objects.select_related("uploaded_by").defer("content", "summary", "columns")
    return rows.annotate(counts=F("summary__counts"), gap_count=F("summary__gap_count")).order_by(
        "-pk"
    )


def find_batch(pk: int) -> Sp4nBatch | None:
    return Sp4nBatch.objects.select_related("uploaded_by").filter(pk=pk).first()


def remembered_mapping() -> dict[str, str]:
    """The columns of the file that was last previewed or saved; empty before the first."""
    known = Sp4nBatch.objects.exclude(state=ExchangeState.MAPPING).exclude(mapping={})
    return known.order_by("-pk").values_list("mapping", flat=True).first() or {}


def saved_before(batch: Sp4nBatch) -> Sp4nBatch | None:
    """The same file, saved earlier."""
    same = Sp4nBatch.objects.filter(sha256=batch.sha256, state=ExchangeState.SAVED)
    return same.exclude(pk=batch.pk).order_by("-pk").first()
