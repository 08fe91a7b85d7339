"""What is waiting for a signature, what was signed, and which file of a document is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.files import FieldFile

from organizations.access import Decision
from reports.choices import SignatureState
from reports.models import ReportJob, SignatureRequest, SigningBatch
from reports.permissions import asked_of, can_sign

SHOWN = 20
LISTED = 50  # a run signs no more of them


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
    """Documents this person is asked to sign, at most LISTED: those whose turn it is before those
    that wait for others, each the oldest first."""
    return _waiting(user, _open(user))[:LISTED]


def _waiting(user: Any, rows: QuerySet[SignatureRequest]) -> list[Waiting]:
    """One more than LISTED where there are more."""
    before = SignatureRequest.objects.filter(job=OuterRef("job"), turn__lt=OuterRef("turn"))
    waits = Exists(before.exclude(state=SignatureState.SIGNED))
    ordered = _rows(rows).alias(waits=waits).order_by("waits", "asked_at", "pk")
    return [Waiting(row, can_sign(user, row)) for row in ordered[: LISTED + 1]]


def _open(user: Any) -> QuerySet[SignatureRequest]:
    return asked_of(user).filter(state__in=SignatureState.open())


def count_waiting(user: Any) -> int:
    return _open(user).count()


def signed_by(user: Any) -> list[SignatureRequest]:
    """What the person signed last."""
    rows = SignatureRequest.objects.filter(signatory=user, state=SignatureState.SIGNED)
    return list(_rows(rows).order_by("-signed_at")[:SHOWN])


def chosen(user: Any, keys: list[int]) -> list[Waiting]:
    """Of the documents waiting for this person those with these keys, in the order of the list; one
    more than LISTED where more are chosen."""
    return _waiting(user, _open(user).filter(pk__in=keys))


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
