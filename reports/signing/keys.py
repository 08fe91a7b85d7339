"""Keys in files: PKCS#12, or PEM with a key and its certificates.

One file a person, named by employee number or e-mail: for development, tests and the city's seal.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from reports.signing.service import Secret
from reports.signing.troubles import CertificateUnusable, NotSetUp, WrongPassphrase

log = logging.getLogger(__name__)
NO_KEY = "Kunci tanda tangan elektronik Anda belum ada. Mintalah admin sistem menyiapkannya."
WRONG = "Frasa sandi tidak cocok dengan kunci tanda tangan Anda. Tidak ada yang ditandatangani."
BROKEN = "Berkas kunci tanda tangan tidak dapat dibaca. Hubungi admin sistem."
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9@._ -]{0,120}")
KINDS = (".p12", ".pfx", ".pem")


@dataclass(frozen=True)
class Key:
    """A private key with its certificate and those above it (objects of `cryptography`)."""

    private: Any
    certificate: Any
    chain: tuple[Any, ...]

    def insist_on_validity(self, on: datetime) -> None:
        """Raises CertificateUnusable outside the certificate's own days."""
        since, until = self.certificate.not_valid_before_utc, self.certificate.not_valid_after_utc
        if on > until:
            raise CertificateUnusable(
                f"Sertifikat elektronik ini kedaluwarsa sejak {until:%d-%m-%Y}. Perbarui "
                "sertifikatnya, lalu tandatangani lagi. Tidak ada yang ditandatangani."
            )
        if on < since:
            raise CertificateUnusable(
                f"Sertifikat elektronik ini baru berlaku sejak {since:%d-%m-%Y}. Tidak ada yang "
                "ditandatangani."
            )

    def signer(self) -> Any:
        """The same key for pyHanko."""
        from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1  # noqa: PLC0415
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415
        from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

        store = SimpleCertificateStore()
        store.register_multiple(loaded(self.chain))
        return SimpleSigner(
            signing_cert=loaded([self.certificate])[0],
            signing_key=translate_pyca_cryptography_key_to_asn1(self.private),
            cert_registry=store,
        )


def key_of_person(folder: Path, name: str, passphrase: Secret) -> Key:
    """The key file of a person. Raises NotSetUp or WrongPassphrase."""
    if not SAFE.fullmatch(name):
        raise NotSetUp(NO_KEY)
    found = next((path for kind in KINDS if (path := folder / f"{name}{kind}").is_file()), None)
    if found is None:
        raise NotSetUp(NO_KEY)
    return read_key(found, passphrase)


def read_key(path: Path, passphrase: Secret) -> Key:
    """A key file. Raises NotSetUp when it cannot be read, WrongPassphrase when it does not open."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotSetUp(BROKEN) from error
    try:
        return (
            _from_pem(content, passphrase) if path.suffix == ".pem" else _p12(content, passphrase)
        )
    except (ValueError, TypeError) as error:
        raise WrongPassphrase(WRONG) from error


def _p12(content: bytes, passphrase: Secret) -> Key:
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415

    found = pkcs12.load_pkcs12(content, passphrase.reveal().encode() or None)
    if found.key is None or found.cert is None:
        raise NotSetUp(BROKEN)
    chain = tuple(other.certificate for other in found.additional_certs)
    return Key(found.key, found.cert.certificate, chain)


def _from_pem(content: bytes, passphrase: Secret) -> Key:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    word = passphrase.reveal().encode() or None
    private = serialization.load_pem_private_key(content, word)
    certificate, *chain = x509.load_pem_x509_certificates(content)
    return Key(private, certificate, tuple(chain))


def roots_in(places: Iterable[Path]) -> list[Any]:
    """Every certificate in the PEM files of these folders (or files), for pyHanko.

    A file that cannot be read is left out, and the log tells: the others are trusted as before.
    """
    from cryptography import x509  # noqa: PLC0415

    found = []
    for place in places:
        files = sorted(place.glob("*.pem")) if place.is_dir() else [place]
        for file in files:
            try:
                if file.is_file():
                    found += x509.load_pem_x509_certificates(file.read_bytes())
            except (OSError, ValueError) as error:
                log.warning("root certificates in %s cannot be read: %s", file, error)
    return loaded(found)


def loaded(certificates: Iterable[Any]) -> list[Any]:
    """Certificates of `cryptography` as those of asn1crypto, which pyHanko reads."""
    from asn1crypto import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    return [x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in certificates]
