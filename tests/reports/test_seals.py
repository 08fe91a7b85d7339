"""The city's seal on papers that are made on the fly."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.signing.verdict import read_signatures
from tests.reports.hall import upload
from tests.reports.signatures import PAGE

SHEET = PAGE.replace("Uji", "Piagam")


def test_a_sealed_paper_is_handed_out_again_as_it_was(hall, settings):
    from reports.actions.sealing import sealed_paper
    from reports.models import SealedPaper

    settings.SEAL_KEY = str(hall.folder / "segel.p12")
    first = sealed_paper(key="piagam:uji:1", title="Piagam 1", html=SHEET)
    again = sealed_paper(key="piagam:uji:1", title="Piagam 1", html=SHEET)

    assert first == again
    (verdict,) = read_signatures(first, hall.roots())
    assert verdict.is_valid
    assert verdict.certificate.subject == "PERCOBAAN – Segel Kota Uji"
    assert "Piagam 1" in upload(first).content.decode()
    changed = sealed_paper(
        key="piagam:uji:1", title="Piagam 1", html=SHEET.replace("<h1>", "<h1>Z")
    )
    assert changed != first
    assert SealedPaper.objects.count() == 2
    kept = SealedPaper.objects.last()
    kept.file.storage.delete(kept.file.name)
    assert sealed_paper(key="piagam:uji:1", title="Piagam 1", html=SHEET) != b""


def test_a_sealed_paper_stays_the_first_one_whatever_happens_meanwhile(hall, settings):
    from reports.actions import sealing
    from reports.models import SealedPaper

    settings.SEAL_KEY = str(hall.folder / "segel.p12")
    first = sealing.sealed_paper(key="a", title="A", html=SHEET)
    kept = SealedPaper.objects.get()
    (verdict,) = read_signatures(first, hall.roots())
    place = Path(kept.file.path)

    with pytest.raises(sealing._KeptBefore) as other:  # a second request that saw no row
        sealing._keep("a", kept.source_sha256, "A", b"lain", verdict.certificate)
    assert other.value.content == first
    assert list(place.parent.iterdir()) == [place]

    place.unlink()
    place.mkdir()  # the storage gives no answer that can be read
    assert b"/ByteRange" in sealing.sealed_paper(key="a", title="A", html=SHEET)
    assert SealedPaper.objects.get().sha256 == kept.sha256


def test_without_a_key_or_with_one_that_fails_the_paper_is_still_made(hall, settings):
    from reports.actions.sealing import has_seal, sealed_once, sealed_paper
    from reports.models import SealedPaper

    assert not has_seal()
    assert b"/Sig" not in sealed_paper(key="a", title="A", html=SHEET)
    settings.SEAL_KEY, settings.SEAL_PASSPHRASE = str(hall.folder / "segel.p12"), "salah"
    assert b"/ByteRange" not in sealed_paper(key="a", title="A", html=SHEET)
    settings.SEAL_PASSPHRASE = ""
    assert b"/ByteRange" in sealed_once(SHEET, "A")
    assert not SealedPaper.objects.exists()
