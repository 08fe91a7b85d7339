"""What the signatures in a file say, and whether it is still the file that was signed.

Revocation is not asked for: nothing here calls a server. Source of the questions: ISO 32000-1, 12.8;
RFC 5280, 6.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reports.signing.trial import is_trial


@dataclass(frozen=True)
class Certificate:
    """One certificate of a chain; days in UTC, `serial` in hexadecimal digits."""

    subject: str
    issuer: str
    serial: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Verdict:
    """One signature. `chain` begins with the signer's certificate and ends with the root, if known.

    `is_intact`: the signed bytes are what they were. `is_genuine`: the signature is that of the
    certificate's key. `is_last`: nothing was added after it but further signatures. `is_trusted`: the
    chain ends in a root of the city's list and held when it was signed. `stamped_at` is told of a time
    stamp whose authority the city trusts, too.
    """

    field: str
    reason: str
    signed_at: datetime | None
    stamped_at: datetime | None
    chain: tuple[Certificate, ...]
    is_intact: bool
    is_genuine: bool
    is_last: bool
    is_trusted: bool
    was_expired: bool

    @property
    def certificate(self) -> Certificate:
        return self.chain[0]

    @property
    def is_unchanged(self) -> bool:
        return self.is_intact and self.is_genuine and self.is_last

    @property
    def is_valid(self) -> bool:
        return self.is_unchanged and self.is_trusted

    @property
    def is_trial(self) -> bool:
        return is_trial(name for each in self.chain for name in (each.subject, each.issuer))

    def has_expired(self, now: datetime) -> bool:
        return now > self.certificate.until


class Unreadable(Exception):
    """The file is no PDF, or its signatures cannot be read."""


def read_signatures(content: bytes, roots: Sequence[Any]) -> list[Verdict]:
    """Every signature of the file, the first one first. Raises Unreadable.

    `roots` are the certificates that are trusted (`keys.roots_in`).
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        found = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
        return [_judged(signature, roots) for signature in found]
    except Exception as error:
        raise Unreadable from error


def _judged(signature: Any, roots: Sequence[Any]) -> Verdict:
    signed_at, stamped_at = _said_moment(signature), None
    status = _status(signature, roots, signed_at)
    if status is not None and status.timestamp_validity is not None:
        stamp = status.timestamp_validity
        is_known = stamp.valid and stamp.intact and stamp.trusted
        stamped_at = stamp.timestamp if is_known else None
    chain = _chain(signature, roots)
    moment = stamped_at or signed_at
    reason = str(signature.sig_object.get("/Reason", ""))
    return Verdict(
        field=signature.field_name,
        reason=reason,
        signed_at=signed_at,
        stamped_at=stamped_at,
        chain=chain,
        is_intact=bool(status and status.intact),
        is_genuine=bool(status and status.valid),
        is_last=bool(status and _nothing_added(status)),
        is_trusted=bool(status and status.trusted),
        was_expired=bool(moment and moment > chain[0].until),
    )


def _said_moment(signature: Any) -> datetime | None:
    """When the signer says it was: UTC where no zone is told; words that are no date are left out."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415

    try:
        moment = signature.self_reported_timestamp
    except (PdfError, ValueError):
        del signature.sig_object["/M"]  # pyHanko asks for it again
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _status(signature: Any, roots: Sequence[Any], moment: datetime | None) -> Any:
    from pyhanko.sign.general import SigningError  # noqa: PLC0415
    from pyhanko.sign.validation import async_validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    def context() -> Any:
        return ValidationContext(trust_roots=list(roots), moment=moment, allow_fetching=False)

    try:
        return _finished(async_validate_pdf_signature(signature, context(), context()))
    except (SigningError, SignatureValidationError):
        return None


def _finished(work: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives that waits for nothing: an event loop would open files and sockets."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    work.close()
    raise Unreadable


def _nothing_added(status: Any) -> bool:
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    return status.modification_level in (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )


def _chain(signature: Any, roots: Sequence[Any]) -> tuple[Certificate, ...]:
    """From the signer up, by the names of issuers among the file's certificates and the roots."""
    known = {each.subject.hashable: each for each in (*signature.other_embedded_certs, *roots)}
    found = [signature.signer_cert]
    while (above := known.get(found[-1].issuer.hashable)) is not None and above not in found:
        found.append(above)
    return tuple(_told(each) for each in found)


def _told(certificate: Any) -> Certificate:
    return Certificate(
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        since=certificate.not_valid_before,
        until=certificate.not_valid_after,
    )


def _name(name: Any) -> str:
    """The common name, and the organization where there is one."""
    parts = name.native
    shown = [parts.get("common_name"), parts.get("organization_name")]
    return ", ".join(str(part) for part in shown if part) or name.human_friendly
