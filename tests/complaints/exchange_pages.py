"""The pages of the exchange with SP4N-LAPOR!."""

from __future__ import annotations

from complaints.choices import ExchangeState
from complaints.exchange.actions.batches import keep_file, map_columns, proposed_mapping
from complaints.models import SecretExport, Sp4nBatch
from organizations.choices import Role
from organizations.models import User
from tests.complaints.exchange.sp4n_files import as_csv, row
from tests.complaints.objects import case, numbered
from tests.pages.places import EMAILS, ORG, PJG, Args, Page, Place, once

C = "complaints:"
DESK, CUSTODIAN = frozenset({ORG}), frozenset({PJG})


def desk() -> User:
    return User.objects.get(email=EMAILS[Role.BAGIAN_ORGANISASI])


@once
def preview(place: Place) -> Sp4nBatch:
    rows = [row(1, Instansi_Terdisposisi="", Status="Diterima"), row(2, Status="beres")]
    batch = keep_file(name="ekspor.csv", content=as_csv(rows), by=desk())
    return map_columns(batch=batch, mapping=proposed_mapping(batch), by=desk())


@once
def saved(place: Place) -> Sp4nBatch:
    gap = {
        "kind": "selesai_di_sana", "id": "8100001", "case": case(place).number, "there": "Selesai",
        "here": "Diproses", "ends": "selesai", "state": "Selesai", "category": "", "category_pk": None,
        "mains": [], "unit": "", "unit_pk": None,
    }  # fmt: skip
    summary = {
        "lines": [],
        "counts": {"baru": 0},
        "warnings": [],
        "errors": 0,
        "gaps": [gap],
        "gap_count": 1,
    }
    return Sp4nBatch.objects.create(
        file_name="tersimpan.csv", sha256="0" * 64, state=ExchangeState.SAVED, summary=summary,
        uploaded_by=desk(), saved_by=desk(), saved_at=case(place).received_at,
    )  # fmt: skip


@once
def asked_export(place: Place) -> SecretExport:
    return SecretExport.objects.create(told="diterima sejak awal", reason="Uji", asked_by=desk())


def of(make: object, *more: str) -> Args:
    return lambda place: [make(place).pk, *more]


EXCHANGE_PAGES = (
    Page(f"{C}sp4n", DESK),
    Page(f"{C}sp4n-export", DESK),
    Page(f"{C}secret-export-list", CUSTODIAN),
    Page(f"{C}secret-export-decide", CUSTODIAN, of(asked_export), steady="one request"),
    Page(f"{C}sp4n-batch", DESK, of(preview)),
    Page(f"{C}sp4n-columns", DESK, of(preview), steady="the columns of a file"),
    Page(f"{C}sp4n-errors", DESK, of(preview), is_file=True),
    Page(f"{C}sp4n-gaps", DESK, of(saved)),
    Page(f"{C}sp4n-gaps-file", DESK, of(saved, "csv"), is_file=True),
    Page(f"{C}case-sp4n", DESK, numbered(case), foreign=DESK),
)
EXCHANGE_ACTS = {
    f"{C}sp4n-save": "complaints/exchange/test_sp4n_pages.py",
    f"{C}sp4n-cancel": "complaints/exchange/test_sp4n_pages.py",
    f"{C}secret-export-take": "complaints/exchange/test_secret_export.py",
}
EXCHANGE_SUBJECTS: dict[str, Args] = {
    f"{C}sp4n-save": of(preview),
    f"{C}sp4n-cancel": of(preview),
    f"{C}secret-export-take": of(asked_export),
}
