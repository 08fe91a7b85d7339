"""What is waiting for a signature, what was signed, and which file of a document is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile

from organizations.access import Decision
from reports.choices import SignatureState
from reports.models import ReportJob, SignatureRequest, SigningBatch
from reports.permissions import asked_of, can_sign

SHOWN = 20


@dataclass(frozen=True)
class Waiting:
    """A document somebody is asked to sign; `may` says why not, where it cannot be signed now."""

    request: SignatureRequest
    may: Decision


@dataclass(frozen=True)
class Issued:
    """The file that a document is handed out as; `signatures` is empty for the unsigned one."""

    file: FieldFile
    sha256: str
    name: str
    signatures: tuple[SignatureRequest, ...] = ()


@dataclass(frozen=True)
class BatchProgress:
    requests: tuple[SignatureRequest, ...]

    def count(self, *states: str) -> int:
        return sum(request.state in states for request in self.requests)

    @property
    def signed(self) -> int:
        return self.count(SignatureState.SIGNED)

    @property
    def open(self) -> int:
        return self.count(SignatureState.SIGNING)

    @property
    def unsigned(self) -> int:
        return len(self.requests) - self.signed - self.open

    @property
    def percent(self) -> int:
        total = len(self.requests)
        return round((total - self.open) * 100 / total) if total else 100


def waiting_for(user: Any) -> list[Waiting]:
    """Documents this person is asked to sign, the oldest first."""
    rows = _rows(asked_of(user).filter(state__in=SignatureState.open()))
    return [Waiting(row, can_sign(user, row)) for row in rows.order_by("asked_at", "pk")]


def count_waiting(user: Any) -> int:
    return asked_of(user).filter(state__in=SignatureState.open()).count()


def signed_by(user: Any) -> list[SignatureRequest]:
    """What the person signed last."""
    rows = SignatureRequest.objects.filter(signatory=user, state=SignatureState.SIGNED)
    return list(_rows(rows).order_by("-signed_at")[:SHOWN])


def chosen(user: Any, keys: list[int]) -> list[Waiting]:
    """Of the documents waiting for this person those with these keys, in the order of the list."""
    return [line for line in waiting_for(user) if line.request.pk in keys]


def progress_of(batch: SigningBatch) -> BatchProgress:
    return BatchProgress(tuple(_rows(batch.requests.all()).order_by("pk")))


def signatures_of(job: ReportJob) -> list[SignatureRequest]:
    """Everybody who is asked to sign the document, in the order in which they sign."""
    return list(job.signature_requests.select_related("asked_by").order_by("turn"))


def issued(job: ReportJob) -> Issued:
    """The document as it is handed out today: with every signature it has, or as it was made."""
    signed = [row for row in signatures_of(job) if row.state == SignatureState.SIGNED]
    if not signed:
        return Issued(job.file, job.sha256, job.file_name)
    name = f"{job.file_name.removesuffix('.pdf')}-ttd.pdf"
    return Issued(signed[-1].file, signed[-1].sha256, name, tuple(signed))


def _rows(rows: QuerySet[SignatureRequest]) -> QuerySet[SignatureRequest]:
    return rows.select_related("job__organization", "assignment", "asked_by")
