"""Signatures in files: real keys, real PDF, real sockets; no database."""

from __future__ import annotations

import asyncio
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from reports.signing.calling import Limits
from reports.signing.keys import Key, key_of_person, roots_in
from reports.signing.local import FileService, Seal, signed
from reports.signing.remote import Contract, RemoteService
from reports.signing.service import Secret
from reports.signing.stamps import Clock
from reports.signing.trial import Authority, _kept_authority, _subject
from reports.signing.troubles import (
    CertificateUnusable,
    DocumentRefused,
    NotSetUp,
    ServiceAway,
    WrongPassphrase,
)
from reports.signing.verdict import Unreadable, read_signatures
from tests.reports.signatures import (
    NOW,
    PAGE,
    WORD,
    answering_server,
    expired_key,
    fields,
    keys,
    order,
    silent_server,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return keys(tmp_path_factory.mktemp("kunci"), "1987", "1988")


@pytest.fixture(scope="module")
def plain() -> bytes:
    from weasyprint import HTML

    return HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")


@pytest.fixture(scope="module")
def prepared(plain) -> bytes:
    return fields(plain)


@pytest.fixture(scope="module")
def twice(folder, prepared) -> tuple[bytes, bytes]:
    service = FileService(folder / "orang")
    first = service.sign(prepared, order(1, "1987"))
    return first, service.sign(first, order(2, "1988"))


def test_fields_are_added_behind_the_file(plain, prepared):
    assert prepared.startswith(plain)
    assert prepared.count(b"/FT /Sig") == 2


def test_two_people_sign_one_after_the_other(folder, prepared, twice):
    first, second = twice
    assert first.startswith(prepared)
    assert second.startswith(first)

    found = read_signatures(second, roots_in([folder / "akar"]))

    assert [each.field for each in found] == ["TandaTangan1", "TandaTangan2"]
    assert all(each.is_valid and each.is_trial for each in found)
    assert found[1].certificate.subject == "PERCOBAAN – Pejabat 1988"
    assert found[1].reason == "Pengesahan"
    assert [each.subject for each in found[0].chain][1].startswith("PERCOBAAN – Penerbit")


def test_a_changed_byte_is_seen(folder, twice):
    content = bytearray(twice[1])
    content[content.index(b"WeasyPrint")] ^= 1  # a letter of the metadata: it can be read as before

    found = read_signatures(bytes(content), roots_in([folder / "akar"]))

    assert [(each.is_intact, each.is_valid) for each in found] == [(False, False)] * 2


def test_a_changed_page_after_signing_is_seen_though_the_signed_bytes_are_whole(folder, twice):
    import io

    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(twice[1]))
    words = writer.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f"))
    writer.add_stream_to_page(0, words)
    target = io.BytesIO()
    writer.write(target)

    found = read_signatures(target.getvalue(), roots_in([folder / "akar"]))

    assert [each.is_intact for each in found] == [True, True]
    assert not any(each.is_unchanged for each in found)


def test_a_root_that_is_not_on_the_list_is_not_trusted(twice):
    assert [(v.is_unchanged, v.is_trusted) for v in read_signatures(twice[1], [])] == [
        (True, False),
        (True, False),
    ]


def test_an_expired_certificate_signs_nothing(folder, prepared):
    expired_key(_kept_authority(folder, NOW), folder, "kedaluwarsa")

    with pytest.raises(CertificateUnusable, match="kedaluwarsa sejak"):
        FileService(folder / "orang").sign(prepared, order(1, "kedaluwarsa"))


def test_a_certificate_that_expired_since_held_when_it_signed(folder, prepared):
    authority = _kept_authority(folder, NOW)
    expired_key(authority, folder, "dulu")
    then = NOW - timedelta(days=30)
    key = key_of_person(folder / "orang", "dulu", Secret(WORD))
    key.insist_on_validity(then)
    content = signed(prepared, key, order(1, "dulu", moment=then), None)

    (found,) = read_signatures(content, roots_in([folder / "akar"]))

    assert found.is_unchanged
    assert found.has_expired(datetime.now(UTC))
    assert found.was_expired  # the clock of the machine says it was used after its end


@pytest.mark.parametrize(
    ("key", "word", "trouble"),
    [
        ("1987", "salah", WrongPassphrase),
        ("9999", WORD, NotSetUp),
        ("../orang/1987", WORD, NotSetUp),
    ],
)
def test_a_key_that_does_not_open_signs_nothing(folder, prepared, key, word, trouble):
    with pytest.raises(trouble) as told:
        FileService(folder / "orang").sign(prepared, order(1, key, word=word))
    assert word not in str(told.value)


def test_what_is_no_pdf_is_refused(folder):
    with pytest.raises(DocumentRefused):
        fields(b"bukan PDF")
    with pytest.raises(Unreadable):
        read_signatures(b"bukan PDF", [])


def test_secrets_are_not_shown():
    assert "rahasia" not in repr(order(1, "1987", word="rahasia"))


def test_the_seal_signs_without_a_person(folder, plain):
    seal = Seal(folder / "segel.p12", Secret(""))
    content = seal.sign(fields(plain, 1), order(1, "segel"))
    (found,) = read_signatures(content, roots_in([folder / "akar"]))
    assert found.is_valid
    assert found.certificate.subject == "PERCOBAAN – Segel Kota Uji"


def test_a_running_event_loop_is_no_hindrance(folder, prepared):
    async def inside() -> bytes:
        return FileService(folder / "orang").sign(prepared, order(1, "1987"))

    with ThreadPoolExecutor(1) as apart:  # a browser of another test leaves a loop running here
        assert apart.submit(asyncio.run, inside()).result().startswith(prepared)


@pytest.mark.parametrize(
    ("head", "drip"),
    [
        (b"", b""),
        (b"", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 500),
        (b"HTTP/1.0 200 OK\r\n\r\n", b"a" * 100),
    ],
)
def test_a_time_stamp_that_hangs_signs_nothing(folder, prepared, head, drip):
    with silent_server(drip, head) as url:
        clock = Clock(url, Limits(connect=0.3, total=0.4))
        started = time.monotonic()
        with pytest.raises(ServiceAway, match="Tidak ada yang ditandatangani"):
            FileService(folder / "orang", clock).sign(prepared, order(1, "1987"))
    assert time.monotonic() - started < 5


def test_a_service_may_take_longer_than_a_connection(folder, prepared):
    def answer(*_):
        time.sleep(0.4)
        return 200, "application/pdf", b"%PDF-1.7 x"

    with answering_server(answer) as url:
        service = RemoteService(Contract(url, file_field="berkas"), Limits(connect=0.2, total=5))
        assert service.sign(prepared, order(1, "1987")) == b"%PDF-1.7 x"


GRANTED = bytes.fromhex("30053003020100")  # a status without its token


@pytest.mark.parametrize("body", [b"", b"<html>", GRANTED])
def test_a_time_stamp_that_is_none_signs_nothing(folder, prepared, body):
    with (
        answering_server(lambda *_: (200, "text/html", body)) as url,
        pytest.raises(ServiceAway, match="menjawab tidak benar"),
    ):
        FileService(folder / "orang", Clock(url, Limits(2, 5))).sign(prepared, order(1, "1987"))


def test_a_broken_root_leaves_the_others(folder, tmp_path):
    (tmp_path / "a.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nrusak")
    (tmp_path / "b.pem").write_bytes((folder / "akar" / "percobaan.pem").read_bytes())
    assert len(roots_in([tmp_path])) == 1


def test_a_moment_that_is_told_badly_leaves_the_rest(folder, twice):
    start, end = re.search(rb"/M \(D(.*?)\)", twice[0]).span(1)
    for said, expected in (
        (b":20261127101500", datetime(2026, 11, 27, 10, 15, tzinfo=UTC)),
        (b": kemarin", None),
    ):
        content = twice[0][:start] + said.ljust(end - start) + twice[0][end:]
        (found,) = read_signatures(content, roots_in([folder / "akar"]))
        assert found.signed_at == expected
        assert not found.is_intact


def clock_key(authority: Authority) -> Key:
    """Of an authority for time stamps (RFC 3161, 2.3: for nothing else, and critical)."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    builder = x509.CertificateBuilder(
        issuer_name=authority.certificate.subject,
        subject_name=_subject("Stempel"),
        public_key=private.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=NOW - timedelta(days=1),
        not_valid_after=NOW + timedelta(days=30),
    ).add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Key(private, builder.sign(authority.private, hashes.SHA256()), ())


def test_a_time_stamp_is_kept_with_the_signature(folder, prepared):
    from asn1crypto import tsp
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

    made = clock_key(_kept_authority(folder, NOW)).signer()
    dummy = DummyTimeStamper(made.signing_cert, made.signing_key)

    def answer(headers, body):
        reply = dummy.request_tsa_response(tsp.TimeStampReq.load(body))
        return 200, "application/timestamp-reply", reply.dump()

    with answering_server(answer) as url:
        service = FileService(folder / "orang", Clock(url, Limits(2, 5)))
        content = service.sign(prepared, order(1, "1987"))

    (found,) = read_signatures(content, roots_in([folder / "akar"]))
    assert found.is_unchanged
    assert found.stamped_at is not None
    (found,) = read_signatures(content, [])  # anybody may run an authority
    assert (found.is_unchanged, found.stamped_at) == (True, None)


def remote(url: str, **more) -> RemoteService:
    told = {"file_field": "berkas", "fields": {"orang": "{identity}", "sandi": "{passphrase}"}}
    return RemoteService(Contract(url, "portal", Secret("p"), **told, **more), Limits(0.3, 0.5))


def test_a_service_is_called_as_it_is_configured(prepared):
    seen = {}

    def answer(headers, body):
        seen.update(headers=headers, body=body)
        return 200, "application/pdf", b"%PDF-1.7 bertanda tangan"

    with answering_server(answer) as url:
        assert remote(url).sign(prepared, order(1, "1987")).endswith(b"bertanda tangan")

    assert seen["headers"]["Authorization"].startswith("Basic ")
    assert b'name="orang"\r\n\r\n1987' in seen["body"]
    assert f'name="sandi"\r\n\r\n{WORD}'.encode() in seen["body"]
    assert b'name="berkas"; filename=' in seen["body"]
    assert prepared in seen["body"]


def test_a_service_may_answer_with_a_field_of_json(prepared):
    import base64
    import json

    told = json.dumps({"hasil": base64.b64encode(b"%PDF-1.7 x").decode()}).encode()
    with answering_server(lambda *_: (200, "application/json", told)) as url:
        assert remote(url, answer_field="hasil").sign(prepared, order(1, "1")) == b"%PDF-1.7 x"


@pytest.mark.parametrize(
    ("status", "body", "trouble"),
    [
        (401, b"salah", WrongPassphrase),
        (500, b"rusak", ServiceAway),
        (200, b"bukan pdf", ServiceAway),
    ],
)
def test_a_service_that_refuses_is_told_in_words(prepared, status, body, trouble):
    with (
        answering_server(lambda *_: (status, "text/plain", body)) as url,
        pytest.raises(trouble, match=str(status)) as told,
    ):
        remote(url).sign(prepared, order(1, "1987"))
    assert WORD not in str(told.value)


def test_a_service_that_hangs_or_is_not_there_is_told_in_words(prepared):
    with silent_server() as url, pytest.raises(ServiceAway, match="tidak menjawab dalam"):
        remote(url).sign(prepared, order(1, "1987"))
    with pytest.raises(ServiceAway, match="tidak dapat dihubungi"):
        remote("http://127.0.0.1:9/").sign(prepared, order(1, "1987"))
    with pytest.raises(NotSetUp):
        remote("ftp://x/").sign(prepared, order(1, "1987"))
