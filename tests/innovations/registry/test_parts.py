"""Figures, awards and files beside an entry, and how large a file may be."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innovations.choices import InnovationState
from innovations.models import Award, Comparison, Innovation, InnovationFile
from innovations.registry.actions import parts
from organizations import activity
from tests.factories.hostile import picture
from tests.factories.innovations import make_innovation

pytestmark = pytest.mark.django_db
FIGURE = {
    "label": "Lama antre",
    "unit": "menit",
    "before": "90,5",
    "before_year": "2023",
    "after": "30",
    "after_year": "2025",
}
AWARD = {"competition": "KOVABLIK", "level": "kota", "year": "", "result": "5 terbaik"}


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def draft(unit) -> Innovation:
    return make_innovation(unit, state=InnovationState.DRAFT)


def upload(kind: str = "foto", content: bytes = b"", name: str = "foto.jpg") -> dict[str, Any]:
    return {"kind": kind, "file": SimpleUploadedFile(name, content or picture()), "caption": ""}


def test_a_figure_is_written_rewritten_and_taken_away(client, draft, operator):
    client.post(url("comparison-create", draft.pk), FIGURE)
    row = Comparison.objects.get()
    client.post(url("comparison-update", row.pk), {**FIGURE, "after": "25"})
    page = client.get(url("innovation-detail", draft.pk)).content.decode()
    assert "90,5 (2023)" in page
    assert "25 (2025)" in page
    client.post(url("comparison-delete", row.pk))

    assert not Comparison.objects.exists()
    assert "Angka sebelum dan sesudah dihapus" in activity.history_of(draft)[0].summary


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"before": ""}, "Isi angka sebelum"),
        ({"before": "banyak"}, "angka"),
        ({"before_year": "23"}, "Isi tahun antara"),
        ({"before_year": "2026"}, "Tahun sebelum tidak boleh melewati tahun sesudah"),
        ({"label": ""}, "Isi ukuran"),
    ],
)
def test_wrong_figures_are_told(client, draft, operator, changes, said):
    answer = client.post(url("comparison-create", draft.pk), {**FIGURE, **changes})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Comparison.objects.exists()


def test_the_same_figure_or_award_twice_is_told(client, draft, operator):
    for name, values in (("comparison-create", FIGURE), ("award-create", AWARD)):
        assert client.post(url(name, draft.pk), values).status_code == 302
        assert client.post(url(name, draft.pk), values).status_code == 400
    assert (Comparison.objects.count(), Award.objects.count()) == (1, 1)


def test_figures_of_a_settled_entry_are_its_judges(client, unit, operator, head):
    entry = make_innovation(unit)

    assert client.post(url("comparison-create", entry.pk), FIGURE).status_code == 403
    assert client.post(url("award-create", entry.pk), AWARD).status_code == 302
    award = Award.objects.get()
    assert client.post(url("award-delete", award.pk)).status_code == 403
    client.force_login(head)
    assert client.post(url("comparison-create", entry.pk), FIGURE).status_code == 302
    assert client.post(url("award-delete", award.pk)).status_code == 302


def test_a_photo_is_cleaned_kept_and_handed_out(client, draft, operator):
    client.post(url("file-create", draft.pk), {**upload(), "is_public": "on"})

    row = InnovationFile.objects.get()
    assert (row.kind, row.mime, row.is_public) == ("foto", "image/jpeg", True)
    answer = client.get(url("innovation-file", row.pk))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    twice = client.post(url("file-create", draft.pk), upload())
    assert "sudah ada pada inovasi ini" in twice.content.decode()
    client.post(url("file-delete", row.pk))
    assert not InnovationFile.objects.exists()


@pytest.mark.usefixtures("operator")
@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("profil", b"%PDF-1.4" + b"0" * (5 * 1024 * 1024), "maksimal 5 MB"),
        ("anggaran", b"%PDF-1.4" + b"0" * (2 * 1024 * 1024), "maksimal 2 MB"),
        ("profil", picture(), "Berkas harus PDF"),
        ("foto", b"%PDF-1.4 isi", "Isi berkas ini bukan salah satunya"),
        ("lain", b"<script>alert(1)</script>", "Isi berkas ini bukan salah satunya"),
    ],
)
def test_files_over_their_limit_or_of_another_kind_are_refused(client, draft, kind, content, said):
    answer = client.post(url("file-create", draft.pk), upload(kind, content, "berkas.pdf"))

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not InnovationFile.objects.exists()


def test_too_many_photos_are_told(client, draft, operator, monkeypatch):
    monkeypatch.setattr(parts, "MOST_PHOTOS", 0)

    answer = client.post(url("file-create", draft.pk), upload())

    assert answer.status_code == 400
    assert "sudah memiliki 0 foto" in answer.content.decode()
