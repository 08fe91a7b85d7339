"""Keys for trying signatures out. Every certificate says so in its own name: they prove nothing.

Elliptic curve P-256, which takes no time to make; valid for `YEARS`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from reports.signing.service import Secret

MARK = "PERCOBAAN"
AUTHORITY = f"{MARK} – Penerbit Sertifikat Uji SELARAS"
YEARS = 5


@dataclass(frozen=True)
class Wanted:
    """A certificate to make: the file's name, and who it names."""

    key: str
    name: str
    organization: str = ""


@dataclass(frozen=True)
class Authority:
    """A test issuer with its key (objects of `cryptography`)."""

    private: Any
    certificate: Any


def is_trial(names: Iterable[str]) -> bool:
    """Does any of these names of a chain say that it is for trying out?"""
    return any(MARK in name for name in names)


def make_authority(now: datetime, *, name: str = AUTHORITY) -> Authority:
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    private = ec.generate_private_key(ec.SECP256R1())
    until = now + timedelta(days=366 * YEARS * 2)
    certificate = _certificate(_subject(name), private, None, (now, until), is_issuer=True)
    return Authority(private, certificate)


def make_key(
    authority: Authority, wanted: Wanted, passphrase: Secret, days: tuple[datetime, datetime]
) -> bytes:
    """A PKCS#12 file of a person (or the seal), issued by the authority for these days."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        BestAvailableEncryption,
        NoEncryption,
        pkcs12,
    )

    private = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(f"{MARK} – {wanted.name}", wanted.organization)
    certificate = _certificate(subject, private, authority, days)
    word = passphrase.reveal().encode()
    lock = BestAvailableEncryption(word) if word else NoEncryption()
    chain = [authority.certificate]
    return pkcs12.serialize_key_and_certificates(b"uji", private, certificate, chain, lock)


def make_folder(
    folder: Path, people: Iterable[Wanted], seal: Wanted, passphrase: Secret, now: datetime
) -> int:
    """Keys of people in `orang/`, the seal, and the root to trust in `akar/`; returns how many are new.

    The passphrase opens those of people; the seal has none. What is there stays: run again, only
    people who have no key get one.
    """
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    authority = _kept_authority(folder, now)
    days = (now - timedelta(days=1), now + timedelta(days=366 * YEARS))
    _write_once(folder / "akar" / "percobaan.pem", authority.certificate.public_bytes(Encoding.PEM))
    made = 0
    for wanted in people:
        place = folder / "orang" / f"{wanted.key}.p12"
        if not place.exists():
            made += _write_once(place, make_key(authority, wanted, passphrase, days))
    if not (folder / "segel.p12").exists():
        made += _write_once(folder / "segel.p12", make_key(authority, seal, Secret(""), days))
    return made


def _kept_authority(folder: Path, now: datetime) -> Authority:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    place = folder / "penerbit.pem"
    if place.exists():
        content = place.read_bytes()
        private = serialization.load_pem_private_key(content, None)
        return Authority(private, x509.load_pem_x509_certificate(content))
    made = make_authority(now)
    written = made.private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write_once(place, written + made.certificate.public_bytes(serialization.Encoding.PEM))
    return made


def _write_once(place: Path, content: bytes) -> bool:
    """For nobody but the owner; a file that another process has just made stays."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return True


def _subject(name: str, organization: str = "") -> Any:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.x509.oid import NameOID  # noqa: PLC0415

    parts = [(NameOID.COUNTRY_NAME, "ID"), (NameOID.ORGANIZATION_NAME, organization[:64])]
    parts.append((NameOID.COMMON_NAME, name[:64]))
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts if text])


def _certificate(
    subject: Any,
    private: Any,
    authority: Authority | None,
    days: tuple[datetime, datetime],
    *,
    is_issuer: bool = False,
) -> Any:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415

    above = authority.certificate.subject if authority else subject
    key = authority.private if authority else private
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=not is_issuer,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_issuer,
        crl_sign=is_issuer,
        encipher_only=False,
        decipher_only=False,
    )
    basics = x509.BasicConstraints(ca=is_issuer, path_length=None)
    identifier = x509.SubjectKeyIdentifier.from_public_key(private.public_key())
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(days[0])
        .not_valid_after(days[1])
        .add_extension(basics, critical=True)
        .add_extension(usage, critical=True)
        .add_extension(identifier, critical=False)
        .add_extension(issuer, critical=False)
    )
    return builder.sign(key, hashes.SHA256())
