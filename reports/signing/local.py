"""Signing with a key the portal can read: a person's test key, or the city's seal."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from reports.signing.block import style_of
from reports.signing.keys import Key, key_of_person, read_key
from reports.signing.service import Order, Secret
from reports.signing.stamps import WRONG, Clock, stamper
from reports.signing.troubles import (
    CertificateUnusable,
    DocumentRefused,
    ServiceAway,
    SigningTrouble,
)


@dataclass(frozen=True)
class FileService:
    """Keys of people in a folder, opened with what they type. For development and tests."""

    folder: Path
    clock: Clock | None = None
    title: str = "kunci dalam berkas"
    asks_passphrase: bool = True
    identity_label: str = ""

    def sign(self, content: bytes, order: Order) -> bytes:
        key = key_of_person(self.folder, order.signatory.key, order.signatory.passphrase)
        return signed(content, key, order, self.clock)


@dataclass(frozen=True)
class Seal:
    """The city's own key: it says that a paper comes from the city, not who signed it."""

    path: Path
    passphrase: Secret
    clock: Clock | None = None
    title: str = "segel elektronik kota"
    asks_passphrase: bool = False
    identity_label: str = ""

    def sign(self, content: bytes, order: Order) -> bytes:
        return signed(content, read_key(self.path, self.passphrase), order, self.clock)


def signed(content: bytes, key: Key, order: Order, clock: Clock | None) -> bytes:
    """PAdES in the order's field (ETSI EN 319 142-1, B-B; B-T with a clock), appended to the file.

    Raises SigningTrouble; the certificate is looked at first.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.sign import signers  # noqa: PLC0415
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.general import SigningError  # noqa: PLC0415
    from pyhanko.sign.timestamps import TimestampRequestError  # noqa: PLC0415

    key.insist_on_validity(order.moment)
    metadata = signers.PdfSignatureMetadata(
        field_name=order.field_name,
        name=order.signatory.name or None,
        reason=order.reason or None,
        location=order.location or None,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    signer = signers.PdfSigner(
        metadata,
        signer=key.signer(),
        timestamper=stamper(clock) if clock else None,
        stamp_style=style_of(order.words, order.fonts),
    )
    target = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        with ThreadPoolExecutor(1) as apart:  # pyHanko starts an event loop: one may run here
            work = apart.submit(signer.sign_pdf, writer, output=target, existing_fields_only=True)
            work.result()
    except SigningTrouble:
        raise
    except TimestampRequestError as error:
        raise ServiceAway(WRONG) from error
    except SigningError as error:
        raise CertificateUnusable(
            "Sertifikat ini tidak dapat dipakai menandatangani dokumen ini. Tidak ada yang ditandatangani."
        ) from error
    except (PdfError, ValueError, KeyError) as error:
        raise DocumentRefused(
            "Berkas PDF dokumen ini tidak dapat ditandatangani. Buat dokumen baru."
        ) from error
    return target.getvalue()
