"""Rows of the exchange: one more file, one more line and difference in those the addresses name."""

from __future__ import annotations

from complaints.choices import ExchangeState
from complaints.models import SecretExport, Sp4nBatch
from organizations.models import Organization
from tests.complaints.exchange_pages import desk, preview, saved
from tests.factories.complaints import complaint
from tests.pages.places import FOREIGN, OWN


def add_exchange_rows(unit: Organization) -> None:
    by = desk()
    Sp4nBatch.objects.create(
        file_name="lain.csv", sha256="1" * 64, state=ExchangeState.CANCELLED, uploaded_by=by
    )
    SecretExport.objects.create(told="diterima sejak awal", reason="Uji", asked_by=by)
    for place in (OWN, FOREIGN):
        if place.code != unit.code:
            continue
        case = complaint(unit=unit, state="diproses", sp4n_id=f"82{Sp4nBatch.objects.count():05d}")
        kept = saved(place)
        gap = {**kept.summary["gaps"][0], "case": case.number, "id": case.sp4n_id}
        kept.summary["gaps"].append(gap)
        kept.save(update_fields=["summary"])
        shown = preview(place)
        shown.summary["lines"].append({**shown.summary["lines"][0], "case": case.number})
        shown.save(update_fields=["summary"])
