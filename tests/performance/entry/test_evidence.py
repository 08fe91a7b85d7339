"""Proof files: what is taken, what is refused in words, who may read them."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from organizations.choices import Role
from performance.choices import SubmissionState
from performance.entry.queries.evidence import evidence_of, link_of
from performance.entry.queries.source import EntryKey
from performance.models import (
    Evidence,
    EvidenceLink,
    Indicator,
    ReportingWindow,
    Submission,
    UnitSummary,
)
from performance.overview.actions.summaries import refresh_outdated
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_realization, make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    make_window(QUARTER)
    return Office()


def pdf(script: bool = False) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = document.make_indirect(action)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(target, format="PNG")
    return target.getvalue()


def send(office: Office, content: bytes, name: str = "laporan.pdf", **more: str):
    file = SimpleUploadedFile(name, content)
    place = office.url("evidence-add", office.indicators[0].pk)
    return office.client.post(place, {"file": file, "page": "3–5", "note": "", **more})


@pytest.mark.parametrize(("content", "name"), [(pdf(), "a.pdf"), (png(), "foto.png")])
def test_a_proof_is_kept_with_its_place(office, content, name):
    assert send(office, content, name).status_code == 302
    link = EvidenceLink.objects.get()
    assert (link.page, link.quarter, link.year) == ("3–5", QUARTER, YEAR)
    assert link.evidence.original_name == name
    assert len(link.evidence.sha256) == 64


def test_the_same_content_is_stored_once_and_may_serve_again(office):
    send(office, pdf())
    evidence = Evidence.objects.get()
    place = office.url("evidence-add", office.indicators[1].pk)
    answer = office.client.post(place, {"existing": evidence.pk, "page": "1", "note": ""})
    assert answer.status_code == 302
    assert Evidence.objects.count() == 1
    assert EvidenceLink.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00" + b"\0" * 200, "laporan.pdf", "PDF"),
        (b"", "kosong.pdf", "kosong"),
        (b"%PDF-1.7 rusak", "rusak.pdf", "rusak"),
        (b"<svg onload=alert(1)>", "gambar.png", "PDF"),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), "besar.pdf", "10 MB"),
    ],
    ids=["exe", "empty", "broken", "svg", "20 MB"],
)
def test_other_files_are_refused_in_words(office, content, name, words):
    answer = send(office, content, name)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Evidence.objects.exists()


def test_nothing_in_a_pdf_may_act(office):
    send(office, pdf(script=True))
    with Evidence.objects.get().file.open("rb") as file:
        kept = pikepdf.open(io.BytesIO(file.read()))
    assert "/OpenAction" not in kept.Root


def test_only_readers_of_the_unit_download_it(office):
    send(office, pdf())
    url = reverse("performance:evidence-file", args=[Evidence.objects.get().pk])
    answer = office.client.get(url)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    stranger = Client()
    stranger.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    assert stranger.get(url).status_code == 404
    assert Client().get(url).status_code == 302
    bappeda = Client()
    bappeda.force_login(make_user(Role.BAPPEDA))
    assert b"".join(bappeda.get(url).streaming_content)


def test_a_proof_is_of_its_quarter_alone(office):
    send(office, pdf())
    link = EvidenceLink.objects.get()
    here = EntryKey(office.unit.pk, link.year, link.quarter)
    assert (evidence_of(here, link.indicator_id), link_of(here, link.pk)) == ([link], link)
    for year, quarter in ((link.year, link.quarter % 4 + 1), (link.year + 1, link.quarter)):
        there = EntryKey(office.unit.pk, year, quarter)
        assert (evidence_of(there, link.indicator_id), link_of(there, link.pk)) == ([], None)


def test_a_proof_is_let_go_after_a_question(office):
    send(office, pdf())
    url = office.url("evidence-remove", EvidenceLink.objects.get().pk)
    assert "Lepas bukti" in office.client.get(url).content.decode()
    assert office.client.post(url).status_code == 302
    assert not EvidenceLink.objects.exists()
    assert Evidence.objects.exists()  # the file stays with the unit


def handed_in(office: Office) -> None:
    Submission.objects.update(state=SubmissionState.SUBMITTED)


def closed(office: Office) -> None:
    now = timezone.now()
    ReportingWindow.objects.update(opens_at=now - timedelta(days=9), closes_at=now)


@pytest.mark.parametrize("lock", [handed_in, closed], ids=lambda lock: lock.__name__)
def test_proofs_of_a_locked_quarter_stay_as_they_are(office, lock):
    send(office, pdf())
    link = EvidenceLink.objects.get()
    lock(office)

    remove = office.client.post(office.url("evidence-remove", link.pk))
    again = {"existing": link.evidence_id, "page": "1", "note": ""}
    reuse = office.client.post(office.url("evidence-add", office.indicators[1].pk), again)

    assert (remove.status_code, reuse.status_code) == (403, 403)
    assert send(office, png()).status_code == 403
    assert EvidenceLink.objects.get() == link


def unproved(office: Office) -> int:
    """Refresh what is behind, as the periodic task does, and count the warnings without proof."""
    refresh_outdated(YEAR)
    return [w["rule"] for w in UnitSummary.objects.get().warnings].count("proof")


def test_the_warning_without_proof_follows_the_files(office):
    proved = office.indicators[0]
    goal = office.subs[0].program.parent  # where what the Perjanjian Kinerja promises stands
    Indicator.objects.filter(pk=proved.pk).update(node=goal)
    make_realization(proved, 4)
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    assert unproved(office) == 1

    send(office, pdf())
    assert unproved(office) == 0

    office.client.post(office.url("evidence-remove", EvidenceLink.objects.get().pk))
    assert unproved(office) == 1
