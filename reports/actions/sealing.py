"""Papers made on the fly, with the city's seal where there is a key.

A seal that cannot be set (an expired key, a clock that does not answer) leaves the paper as it would
be without one: the log tells, and the paper says nothing of a seal.
"""

from __future__ import annotations

import hashlib
import logging
import uuid

import segno
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organizations.formatting import format_datetime
from organizations.models import City
from organizations.storage import FileLost, NotSaved, StorageAway, checked, documents, stored
from reports.actions.signature_file import insist_on_signature, told
from reports.models import SealedPaper
from reports.queries.signing_setup import fonts, seal
from reports.rendering.pdf import render_pdf
from reports.signing.block import Words
from reports.signing.fields import Field, field_name, with_fields
from reports.signing.service import Order, Signatory
from reports.signing.troubles import SigningTrouble
from reports.signing.verdict import Certificate

log = logging.getLogger(__name__)
TITLE = "Disegel secara elektronik"


def has_seal() -> bool:
    """Whether papers keep room for the seal (the anchor `tanda-tangan-1`)."""
    return seal() is not None


def sealed_once(html: str, title: str) -> bytes:
    """A paper that is kept nowhere, sealed when there is a key."""
    content = render_pdf(html).content
    return _sealed(content, title)[0] if has_seal() else content


def sealed_paper(*, key: str, title: str, html: str) -> bytes:
    """A paper that is made once: the same text is handed out again as the same sealed file.

    Without a key nothing is kept; while the storage does not answer the paper is made for this once.
    """
    if not has_seal():
        return render_pdf(html).content
    source = hashlib.sha256(html.encode()).hexdigest()
    found = SealedPaper.objects.filter(key=key, source_sha256=source).first()
    try:
        if found is not None and (kept := _kept(found)) is not None:
            return kept
    except StorageAway:
        return sealed_once(html, title)
    content, certificate = _sealed(render_pdf(html).content, title)
    if certificate is None:
        return content
    try:
        _keep(key, source, title, content, certificate)
    except _KeptBefore as other:
        return other.content
    except (NotSaved, StorageAway):
        log.warning("sealed paper %s was not kept", key)
    return content


class _KeptBefore(Exception):
    """Another request has just kept this paper; its file is the one to hand out."""

    def __init__(self, content: bytes) -> None:
        self.content = content


def _kept(paper: SealedPaper) -> bytes | None:
    """None where the file is lost. Raises StorageAway."""
    try:
        with checked(paper.file.storage, paper.file.name, paper.sha256) as file:
            return bytes(file.read())
    except FileLost:
        return None


def _keep(key: str, source: str, title: str, content: bytes, certificate: Certificate) -> None:
    """A file that was lost is replaced; of two requests at once the first one's file stays.

    Raises _KeptBefore for the second one, NotSaved or StorageAway.
    """
    name = f"documents/{timezone.now():%Y}/segel-{uuid.uuid4().hex[:12]}.pdf"
    facts = {
        "title": title[:240],
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "certificate": told(certificate),
        "sealed_at": timezone.now(),
    }
    with stored(documents(), name, content) as kept, transaction.atomic():
        facts["file"] = kept
        rows = SealedPaper.objects.select_for_update()
        paper, is_new = rows.get_or_create(key=key, source_sha256=source, defaults=facts)
        if is_new:
            return
        if (before := _kept(paper)) is not None:
            raise _KeptBefore(before)
        SealedPaper.objects.filter(pk=paper.pk).update(**facts)


def _sealed(content: bytes, title: str) -> tuple[bytes, Certificate | None]:
    found = seal()
    if found is None:
        return content, None
    try:
        before = with_fields(content, [Field(field_name(1), "Segel elektronik kota", 1)])
        after = found.sign(before, _order(title))
        newest = insist_on_signature(before, after)
    except SigningTrouble as trouble:
        log.error("the seal was not set: %s", trouble)  # noqa: TRY400 - the sentence tells it
        return content, None
    return after, newest.certificate


def _order(title: str) -> Order:
    city, now = f"Pemerintah {City.current().name}", timezone.now()
    address = f"{settings.SITE_URL}{reverse('reports:verify-file')}"
    symbol = segno.make(address, error="m", micro=False)
    moment = f"{format_datetime(now)} {timezone.localtime(now):%Z}"
    matrix = [list(row) for row in symbol.matrix]
    words = Words(city, "Segel elektronik kota", moment, title, matrix, TITLE)
    who = Signatory(city, "Segel elektronik kota", "")
    return Order(field_name(1), who, now, title, words, fonts())
