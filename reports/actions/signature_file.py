"""The signed file of a request: from the file before it, by the service, read again before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno
from django.utils import timezone

from organizations.formatting import format_datetime
from organizations.storage import checked
from reports.models import SignatureRequest
from reports.queries.signing_setup import fonts, missing, roots, service
from reports.rendering.document import verify_address
from reports.signing.block import Words
from reports.signing.fields import Field, field_name, place_of, with_fields
from reports.signing.service import Order, Secret, Signatory
from reports.signing.troubles import DocumentRefused, NotSetUp, ServiceAway
from reports.signing.verdict import Certificate, Unreadable, Verdict, read_signatures

SPOILED = (
    "Layanan mengembalikan berkas yang bukan dokumen ini dengan tanda tangan, jadi tidak disimpan. "
    "Hubungi admin sistem."
)


@dataclass(frozen=True)
class Signed:
    """A signed file, with what its newest signature says."""

    content: bytes
    sha256_before: str
    at: datetime
    stamped_at: datetime | None
    certificate: dict[str, Any]


def make_signed(request: SignatureRequest, passphrase: Secret, identity: Secret) -> Signed:
    """Raises SigningTrouble, FileLost or StorageAway; writes nothing."""
    found = service()
    if found is None:
        raise NotSetUp(missing())
    before, digest = _before(request)
    at = timezone.now()
    content = found.sign(before, _order(request, before, passphrase, identity, at))
    newest = insist_on_signature(before, content)
    return Signed(content, digest, at, newest.stamped_at, told(newest.certificate))


def _before(request: SignatureRequest) -> tuple[bytes, str]:
    """What is signed, and the hash of the file it comes from; the first time fields are added."""
    job = request.job
    previous = job.signature_requests.filter(turn__lt=request.turn).order_by("-turn").first()
    row: Any = previous or job
    with checked(row.file.storage, row.file.name, row.sha256) as file:
        content = file.read()
    if previous is None:
        content = with_fields(content, fields_of(request))
    return content, row.sha256


def fields_of(request: SignatureRequest) -> list[Field]:
    """Those of everybody who is to sign the document."""
    return [
        Field(
            field_name(row.number),
            f"Tanda tangan elektronik {row.name}, {row.position}",
            row.number,
        )
        for row in request.job.signature_requests.order_by("number")
    ]


def _order(
    request: SignatureRequest, content: bytes, passphrase: Secret, identity: Secret, at: datetime
) -> Order:
    person = request.signatory
    who = Signatory(
        request.name,
        request.position,
        person.employee_number or person.email,
        typed=identity,
        passphrase=passphrase,
    )
    return Order(
        field_name(request.number),
        who,
        at,
        request.reason,
        words_of(request, at),
        fonts(),
        place=place_of(content, field_name(request.number)),
    )


def words_of(request: SignatureRequest, at: datetime) -> Words:
    symbol = segno.make(verify_address(request.job.code), error="m", micro=False)
    moment = f"{format_datetime(at)} {timezone.localtime(at):%Z}"
    matrix = [list(row) for row in symbol.matrix]
    return Words(request.name, request.position, moment, request.reason, matrix)


def insist_on_signature(before: bytes, after: bytes) -> Verdict:
    """The newest signature of a file that came back. Raises ServiceAway or DocumentRefused.

    It must begin with what was sent, and hold one more signature that covers all of it.
    """
    if not after.startswith(before):
        raise ServiceAway(SPOILED)
    try:
        known, found = read_signatures(before, []), read_signatures(after, roots())
    except Unreadable as error:
        raise DocumentRefused(SPOILED) from error
    if len(found) != len(known) + 1 or not all(each.is_unchanged for each in found):
        raise ServiceAway(SPOILED)
    return found[-1]


def told(certificate: Certificate) -> dict[str, Any]:
    """A certificate as a row keeps it."""
    return {
        "subject": certificate.subject,
        "issuer": certificate.issuer,
        "serial": certificate.serial,
        "since": certificate.since.isoformat(),
        "until": certificate.until.isoformat(),
    }
