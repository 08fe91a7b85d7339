"""One indicator: a parameter with its evidence, a basis, a value, two editors, a verdict."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innovations.choices.index import IndexEntryState
from innovations.index.queries.sheet import sheet_of
from innovations.models import IndexAnswer, IndexEntry, IndexEvidence, IndexRow
from tests.factories.hostile import picture
from tests.factories.innovation_index import fill_mandatory, make_answer

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


def photo(size: int = 0) -> SimpleUploadedFile:
    return SimpleUploadedFile("bukti.jpg", picture() + b"\0" * size)


def score(entry: IndexEntry) -> Decimal:
    return next(line.score for line in sheet_of(entry.round).lines if line.entry == entry.pk)


def test_a_parameter_counts_with_its_evidence(client, operator, entry):
    page = url("index-answer", entry.pk, "16")
    client.post(page, {"parameter": "2"})
    assert score(entry) == 0
    mark = IndexAnswer.objects.get().changed_at.isoformat()
    client.post(page, {"parameter": "2", "file": photo(), "seen": mark})

    assert score(entry) == 6
    shown = client.get(url("index-entry", entry.pk)).content.decode()
    assert "Peraturan kepala daerah" in shown
    assert "bukti.jpg" in shown
    proof = IndexEvidence.objects.get()
    stored = client.get(url("index-evidence", proof.pk))
    assert b"".join(stored.streaming_content)
    stored.close()


def test_evidence_over_the_limit_saves_nothing_and_keeps_what_was_typed(client, operator, entry):
    IndexRow.objects.update(most_megabytes=1)
    sent = {"parameter": "2", "information": "SK 12/2025", "file": photo(1024 * 1024)}
    answer = client.post(url("index-answer", entry.pk, "16"), sent)

    assert answer.status_code == 400
    assert "maksimal 1 MB" in answer.content.decode()
    assert "SK 12/2025" in answer.content.decode()
    assert not IndexAnswer.objects.exists()


def test_two_editors_at_once(client, operator, entry):
    make_answer(entry, "16", 1, information="SK pertama")
    answer = client.post(url("index-answer", entry.pk, "16"), {"parameter": "3", "seen": ""})

    assert answer.status_code == 409
    assert "SK pertama" in answer.content.decode()
    assert IndexAnswer.objects.get().parameter == 1


def test_a_basis_is_needed_and_another_one_needs_its_own_evidence(client, operator, entry):
    page = url("index-answer", entry.pk, "33")
    refused = client.post(page, {"parameter": "3"})
    assert "Pilih satu dasar pengukuran" in refused.content.decode()
    client.post(page, {"parameter": "3", "basis": "a", "file": photo()})
    assert score(entry) == 9
    mark = IndexAnswer.objects.get().changed_at.isoformat()
    client.post(page, {"parameter": "3", "basis": "c", "seen": mark})

    assert score(entry) == 0
    assert "Dasar indikator 33" in client.get(url("index-entry", entry.pk)).content.decode()
    assert IndexEvidence.objects.count() == 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://contoh.test/video", "video"])
def test_a_link_that_is_none(client, operator, entry, link):
    answer = client.post(url("index-answer", entry.pk, "35"), {"parameter": "3", "link": link})

    assert answer.status_code == 400
    assert not IndexAnswer.objects.exists()


@pytest.mark.parametrize(
    "found",
    [
        ("4", "5,23", 3), ("4", "5,225", 3), ("4", "5,224", 2), ("4", "2,04", 1),
        ("3", "-50,33", 2), ("3", "-50,34", 1), ("5b", "2,35", 3), ("5b", "5,92", 2),
        ("5b", "5,93", 1), ("10b", "4,82", 3), ("10b", "13,10", 2), ("11a", "0,90", 3),
        ("13a", "0", 0), ("13a", "8", 3), ("4", "", 0),
    ],
)  # fmt: skip
def test_values_of_the_city_at_the_edges(client, city, round_2026, found):
    row, value, parameter = found
    client.force_login(city)
    client.post(url("index-regional-answer", 2026, row), {"value": value, "file": photo()})

    assert IndexAnswer.objects.get().parameter == parameter
    weight = IndexRow.objects.get(set=round_2026.set, number=row).weight
    assert sheet_of(round_2026).regional == weight * parameter


def test_what_is_handed_in_is_not_changed_but_judged(client, operator, city, entry):
    fill_mandatory(entry)
    client.post(url("index-entry-transition", entry.pk, "hand_in"))
    page = url("index-answer", entry.pk, "16")
    mark = IndexAnswer.objects.get(row__number="16").changed_at.isoformat()
    refused = client.post(page, {"parameter": "1", "seen": mark})
    assert "sedang atau sudah diperiksa" in refused.content.decode()
    client.force_login(city)
    verdict = url("index-verdict", entry.pk, "16")
    assert client.post(verdict, {"verdict": "revisi"}).status_code == 400
    client.post(verdict, {"verdict": "revisi", "remark": "Nomor SK tidak terbaca"})
    stuck = client.post(url("index-entry-transition", entry.pk, "check"))
    assert "belum diperbaiki sesuai catatan" in stuck.content.decode()
    client.post(
        url("index-entry-transition", entry.pk, "return"), {"note": "Perbaiki indikator 16"}
    )
    client.force_login(operator)
    again = client.post(url("index-entry-transition", entry.pk, "hand_in"))
    assert again.status_code == 400
    client.post(page, {"parameter": "3", "seen": mark})
    client.post(url("index-entry-transition", entry.pk, "hand_in"))
    client.force_login(city)
    client.post(url("index-entry-transition", entry.pk, "check"))

    entry.refresh_from_db()
    assert entry.state == IndexEntryState.CHECKED
    assert score(entry) == 42


def test_who_filled_in_does_not_check(client, city, entry):
    client.force_login(city)
    fill_mandatory(entry)
    IndexAnswer.objects.update(changed_by=city)
    client.post(url("index-entry-transition", entry.pk, "hand_in"))
    answer = client.post(url("index-entry-transition", entry.pk, "check"))

    assert answer.status_code == 403
    assert (
        client.post(url("index-verdict", entry.pk, "16"), {"verdict": "sesuai"}).status_code == 403
    )


def test_nothing_is_handed_in_without_what_is_mandatory(client, operator, entry):
    make_answer(entry, "25", 2, proved=False)
    answer = client.post(url("index-entry-transition", entry.pk, "hand_in"))

    shown = answer.content.decode()
    assert "Indikator 16. Regulasi inovasi daerah wajib diisi." in shown
    assert "Bukti indikator 25. Sosialisasi belum diunggah." in shown
    entry.refresh_from_db()
    assert entry.state == IndexEntryState.FILLING
