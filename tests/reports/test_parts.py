"""Parts are kept under what they were made of, shared between workers, and named when they fail."""

from __future__ import annotations

import gc
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from performance.evaluation.reports.lkjip import LkjipUnitReport
from performance.models import Realization
from reports.actions import parts
from reports.actions.jobs import request_job, retry_job
from reports.actions.making import run
from reports.choices import JobState
from reports.definitions import ReportError
from reports.models import DocumentPart, ReportJob
from reports.pdf.part import about_of, load
from reports.rendering.cutting import CutPart
from reports.rendering.pdf import render_part, resting_collector
from tests.harness.waiting import wait_until
from tests.performance.entry.test_entry import YEAR


def cut_part(name: str, words: str = "") -> CutPart:
    page = f'<!DOCTYPE html><html lang="id"><title>Uji</title><body><h1>{name}</h1><p>{words}</p>'
    return CutPart(name, f"{page}</body></html>")


THREE = [cut_part("Bab I"), cut_part("Bab II", "panjang " * 50), cut_part("Bab III", "kata")]


def silent(*_: object) -> None:
    """Nobody watches."""


def lay_out(*given: CutPart):
    return parts.shared(silent, with_help=False)(list(given))


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """Names of the parts that are laid out, in their order."""
    found: list[str] = []

    def watched(html: str):
        found.append(html.partition("<h1>")[2].partition("</h1>")[0])
        return render_part(html)

    monkeypatch.setattr(parts, "render_part", watched)
    return found


def test_the_longest_part_goes_first_and_all_come_back_in_order(db, drawn):
    told: list[tuple[int, str]] = []

    found = parts.shared(lambda *said: told.append(said), with_help=False)(THREE)

    assert drawn == ["Bab II", "Bab III", "Bab I"]
    assert [part.about.outline[0].title for part in found] == ["Bab I", "Bab II", "Bab III"]
    assert told[0] == (66, "Menyusun bagian 1 dari 3")
    assert told[-1] == (90, "Menyusun bagian 3 dari 3")


def test_only_what_changed_is_laid_out_again(db, drawn):
    lay_out(*THREE)
    drawn.clear()

    lay_out(*THREE)
    assert drawn == []
    lay_out(THREE[0], cut_part("Bab II", "lain"), THREE[2])
    assert drawn == ["Bab II"]


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


DAMAGES = {
    "empty": lambda _: b"",
    "another file": lambda _: b"rusak" * 20,
    "cut short": lambda content: content[:-1],
    "its page": lambda content: flipped(content, len(content) - 40),
    "about itself": lambda content: flipped(content, 40),
    "its first byte": lambda content: flipped(content, 0),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_part_is_laid_out_again(db, drawn, damage):
    lay_out(*THREE)
    kept = DocumentPart.objects.get(name="Bab III")
    whole = bytes(kept.content)
    DocumentPart.objects.filter(pk=kept.pk).update(content=damage(whole))
    drawn.clear()

    found = lay_out(*THREE)
    assert drawn == ["Bab III"]
    assert found[2].load().about == load(whole).about


def test_no_flipped_byte_of_a_part_goes_unnoticed():
    whole = render_part(THREE[0].html).dump()
    assert load(whole).about.pages
    for at in range(0, len(whole), len(whole) // 200):
        with pytest.raises(ValueError, match="part of a document"):
            about_of(flipped(whole, at))


def test_a_part_whose_page_was_damaged_while_it_waited_is_promised_anew(db, drawn):
    parts._promise({parts.key_of(part): part for part in THREE})
    DocumentPart.objects.filter(name="Bab III").update(source=b"rusak")
    with pytest.raises(ReportError, match="Bab III gagal"):
        lay_out(*THREE)

    assert len(lay_out(*THREE)) == 3
    assert "Bab III" in drawn


def test_a_part_that_fails_is_named_and_made_again_alone(db, monkeypatch, drawn):
    watched = parts.render_part
    monkeypatch.setattr(
        parts, "render_part", lambda html: 1 / 0 if "Bab II<" in html else watched(html)
    )
    with pytest.raises(
        ReportError, match=r"^Bab II gagal dibuat\. Bagian yang lain sudah tersimpan"
    ):
        lay_out(*THREE)
    assert sorted(drawn) == ["Bab I", "Bab III"]

    monkeypatch.setattr(parts, "render_part", watched)
    drawn.clear()
    lay_out(*THREE)
    assert drawn == ["Bab II"]


def test_what_a_part_was_made_of_is_gone_before_the_next():
    page = cut_part("Bab I", "<b>kata</b> " * 300).html
    render_part(page)
    with resting_collector():
        render_part(page)
        assert gc.get_count()[0] < 1_000  # objects that nothing has looked through


def test_many_failures_are_counted(db, monkeypatch):
    monkeypatch.setattr(parts, "render_part", lambda _: 1 / 0)
    with pytest.raises(ReportError, match="Bab 1, Bab 2, Bab 3 dan 2 bagian lain gagal"):
        lay_out(*(cut_part(f"Bab {number}") for number in range(1, 6)))


def test_what_a_dead_helper_held_is_taken_up_and_its_late_result_dropped(db, drawn):
    parts._promise({parts.key_of(part): part for part in THREE})
    dead = parts.claim()
    assert dead is not None
    assert dead.name == "Bab II"
    assert parts.claim([dead.key]) is None
    DocumentPart.objects.filter(pk=dead.pk).update(
        lease_until=timezone.now() - timedelta(minutes=1)
    )

    lay_out(*THREE)

    assert "Bab II" in drawn
    assert not parts.held(dead).update(content=b"late")


def test_a_worker_of_another_version_leaves_parts_alone(db, monkeypatch):
    parts._promise({parts.key_of(part): part for part in THREE})
    monkeypatch.setattr(parts, "generation", lambda: "older")
    assert parts.help_out() == 0
    assert set(DocumentPart.objects.values_list("state", flat=True)) == {JobState.PENDING}


def test_a_part_that_ends_its_workers_is_given_up(db):
    keyed = {parts.key_of(part): part for part in THREE}
    parts._promise(keyed)
    long_ago = timezone.now() - timedelta(minutes=1)
    DocumentPart.objects.filter(name="Bab I").update(
        attempts=parts.MAX_ATTEMPTS, state=JobState.RUNNING, lease_until=long_ago
    )
    parts._work_off(keyed, silent)
    with pytest.raises(ReportError, match="Bab I gagal"):
        parts._insist_on_all(keyed)


def test_old_parts_and_those_over_the_limit_are_forgotten(db, monkeypatch):
    lay_out(*THREE)
    rows = DocumentPart.objects
    rows.filter(name="Bab I").update(used_at=timezone.now() - timedelta(days=31))
    rows.filter(name="Bab II").update(used_at=timezone.now() - timedelta(days=2))
    monkeypatch.setattr(parts, "MOST_BYTES", rows.get(name="Bab III").size)

    assert parts.sweep_parts() == 2
    assert [part.name for part in rows.all()] == ["Bab III"]


def test_what_is_used_again_stays(db):
    lay_out(*THREE)
    DocumentPart.objects.update(used_at=timezone.now() - timedelta(days=29))
    lay_out(THREE[0])
    assert DocumentPart.objects.get(name="Bab I").used_at > timezone.now() - timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_parts_of_a_document(monkeypatch):
    """The one that makes the document waits for what the helper holds, never for the broker."""
    together = threading.Barrier(2, timeout=30)
    makers: dict[str, int] = {}

    def both(html: str):
        if len(makers) < 2:
            makers[html] = threading.get_ident()
            together.wait()
        return render_part(html)

    def help_out() -> None:
        wait_until(DocumentPart.objects.exists, 20)
        parts.help_out()
        connection.close()

    render_part(THREE[0].html)  # WeasyPrint is imported by one thread
    monkeypatch.setattr(parts, "render_part", both)
    helper = threading.Thread(target=help_out)
    helper.start()
    found = lay_out(*THREE)
    helper.join()

    assert len(set(makers.values())) == 2
    assert [len(part.about.pages) for part in found] == [1, 1, 1]


@pytest.fixture
def lkjip(office) -> ReportJob:
    params = {"organization": office.unit.pk, "year": YEAR}
    return request_job(report=LkjipUnitReport(), params=params, fmt="pdf", by=office.operator)


def test_a_changed_figure_costs_its_chapters_alone(office, lkjip):
    run(lkjip.pk)
    lkjip.refresh_from_db()
    assert lkjip.state == JobState.DONE, lkjip.error
    first = set(DocumentPart.objects.values_list("pk", flat=True))
    assert len(first) == 13  # without a list Lampiran 4 shares its page

    Realization.objects.filter(indicator=office.indicators[0]).update(k1=9)
    ReportJob.objects.filter(pk=lkjip.pk).update(state=JobState.PENDING, snapshot=None, attempts=0)
    run(lkjip.pk)

    made = DocumentPart.objects.exclude(pk__in=first)
    names = {part.name for part in made}
    assert "Lampiran 3 Realisasi menurut triwulan" in names
    assert not names & {"Sampul", "Daftar isi", "Bab I Pendahuluan", "Lampiran 4 dan 5"}


def test_a_failed_part_fails_the_document_in_words(office, lkjip, monkeypatch):
    monkeypatch.setattr(
        parts, "render_part", lambda html: 1 / 0 if "BAB III" in html else render_part(html)
    )
    run(lkjip.pk)
    lkjip.refresh_from_db()
    assert lkjip.state == JobState.FAILED
    assert lkjip.error.startswith("Bab III Akuntabilitas kinerja gagal dibuat.")

    monkeypatch.setattr(parts, "render_part", render_part)
    retry_job(job=lkjip, by=lkjip.requester)
    run(lkjip.pk)
    lkjip.refresh_from_db()
    assert lkjip.state == JobState.DONE


def test_helpers_are_asked_for_documents_that_somebody_waits_for(office, lkjip, monkeypatch):
    asked: list[tuple] = []
    monkeypatch.setattr(parts, "wake", lambda *said: asked.append(said))
    run(lkjip.pk)
    assert asked == [("reports.help_with_parts", helper) for helper in range(parts.MOST_HELPERS)]
