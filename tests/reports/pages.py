"""The pages of the report machine, and of open data."""

from __future__ import annotations

from urllib.parse import urlencode

from organizations.choices import Role
from organizations.models import User
from reports.models import ReportBatch, ReportJob, SignatureRequest, SigningBatch
from tests.pages.places import (
    BPD,
    CITY,
    EMAILS,
    INS,
    KPL,
    OPR,
    OWN,
    PHB,
    PIM,
    PUBLIC,
    READERS,
    SYS,
    Args,
    Page,
    Place,
    once,
)
from tests.reports.documents import Document, gather

R = "reports:"
MAKERS = frozenset({*READERS, PHB, Role.PENGELOLA_SURVEI})  # of documents of some domain
SIGNERS = frozenset({KPL, PIM})
D = "open_data:"


@once
def job(place: Place) -> ReportJob:
    return ReportJob.objects.filter(organization=place.unit, state="done").latest("pk")


@once
def batch(place: Place) -> ReportBatch:
    owner = User.objects.get(email=EMAILS[OPR])
    found = ReportBatch.objects.create(slug="e81", title="Uji", format="pdf", requester=owner)
    asked = {"slug": "e81", "title": "Uji", "format": "pdf", "params": job(OWN).params}
    ReportJob.objects.create(batch=found, requester=owner, organization=OWN.unit, **asked)
    return found


@once
def asked(place: Place) -> SignatureRequest:
    """A signature asked of the unit's head."""
    head = User.objects.get(email=EMAILS[KPL])
    held = head.assignments.get()
    return SignatureRequest.objects.create(
        job=job(place),
        number=1,
        turn=1,
        position=held.printed_position,
        name=head.full_name,
        assignment=held,
        signatory=head,
        asked_by=head,
        reason="Pengesahan",
    )


@once
def signing(place: Place) -> SigningBatch:
    return SigningBatch.objects.create(person=User.objects.get(email=EMAILS[KPL]))


def preview(document: Document) -> Page:
    asked = {**CHOSEN, **document.natural(), **document.previewed}
    return Page(
        f"{R}preview",
        frozenset(document.allow),
        lambda place: [document.slug],
        query=f"?{urlencode(asked)}",
        steady=document.steady,
    )


# What a form asks beside unit and year; a form that does not ask it does not mind.
CHOSEN = {"triwulan": "4", "tingkat": "program", "versi": "terbaru"}
FIRST = {document.slug: document for document in reversed(gather())}

PAGES = (
    Page(f"{R}verify-form", PUBLIC),
    Page(f"{R}verify-file", PUBLIC),
    Page(f"{R}verify", PUBLIC, lambda place: [job(place).code]),
    # Documents
    Page(f"{R}job-list", MAKERS),
    Page(f"{R}catalogue", MAKERS),
    Page(f"{R}request", READERS, lambda place: ["e81"]),
    Page(f"{R}job-detail", READERS, lambda place: [job(place).pk]),
    Page(f"{R}batch-request", READERS, lambda place: ["e81"]),
    Page(
        f"{R}batch-detail",
        frozenset(CITY | {OPR}),
        lambda place: [batch(place).pk],
        steady="the documents of one batch",
    ),
    *(preview(document) for document in FIRST.values()),
    Page(f"{R}signature-list", SIGNERS),
    Page(f"{R}sign", SIGNERS, status=(302,), is_file=True),  # nothing is ticked yet
    Page(
        f"{R}history-export",
        frozenset({KPL, BPD, INS, SYS}),
        steady="it says how many lines there are and lists none",
    ),
    Page(f"{R}history-export", frozenset({KPL, BPD, INS, SYS}), query="?bentuk=koma", is_file=True),
    Page(f"{D}index", PUBLIC),
    Page(f"{D}dataset", PUBLIC, lambda place: ["kinerja"]),
)

ACTS = {
    f"{R}other-format": "reports/test_snapshots.py",
    f"{R}batch-zip": "reports/test_batches.py",
    f"{R}download": "reports/test_jobs.py",
    f"{R}retry": "reports/test_jobs.py",
    f"{R}publish": "reports/test_jobs.py",
    f"{R}signature-ask": "reports/test_signature_requests.py",
    f"{R}signature-transition": "reports/test_signature_pages.py",
    f"{R}signing-batch": "reports/test_signature_pages.py",
    f"{R}public-download": "reports/test_jobs.py",
    f"{D}csv": "reports/test_open_data.py",
    f"{D}json": "reports/test_open_data.py",
}

SUBJECTS: dict[str, Args] = {
    f"{R}other-format": lambda place: [job(place).pk],
    f"{R}batch-zip": lambda place: [batch(place).pk],
    f"{R}download": lambda place: [job(place).pk],
    f"{R}retry": lambda place: [job(place).pk],
    f"{R}publish": lambda place: [job(place).pk],
    f"{R}signature-ask": lambda place: [job(place).pk],
    f"{R}signature-transition": lambda place: [asked(place).pk, "refuse"],
    f"{R}signing-batch": lambda place: [signing(place).pk],
    f"{R}public-download": lambda place: [job(place).code],
}
