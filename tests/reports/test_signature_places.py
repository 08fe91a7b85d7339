"""Where a signature goes: every kind of document leaves room at the block of each signer."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from reports.definitions import Column, ReportData, Signer, Table
from reports.rendering.forms.drawing import render_form
from reports.rendering.pdf import render_pdf
from reports.signing.fields import HEIGHT, WIDTH, Field, field_name, place_of, with_fields
from tests.reports.test_rendering import FRAME

SIGNERS = (
    Signer("Disusun oleh", "Kepala Badan", "Siti Kepala", "Pembina", "1987"),
    Signer("Disetujui oleh", "Wali Kota", "Budi Wali"),
)


def laid_out() -> bytes:
    block = render_to_string(
        "components/document/signatures.html", {"signers": SIGNERS, "place_date": "Uji, 1 Mei"}
    )
    head = '<html lang="id"><head><title>Uji</title></head><body><h1>Uji</h1>'
    return render_pdf(f"{head}{block}</body></html>").content


def drawn() -> bytes:
    table = Table("uji", "Uji", [Column("nama", "Nama", share=1)], [{"nama": "Baris"}])
    data = ReportData("Uji", {}, [table], [], "", "uji", signers=SIGNERS, place_date="Uji, 1 Mei")
    return render_form(data, FRAME)[0]


@pytest.mark.parametrize("made", [laid_out, drawn])
def test_every_signer_has_room(made):
    fields = [Field(field_name(n), f"Tanda tangan {n}", n) for n in (1, 2)]

    content = with_fields(made(), fields)

    first, second = (place_of(content, field.name) for field in fields)
    assert first["page"] == second["page"]
    assert first["bottom"] == second["bottom"]
    assert float(first["left"]) + WIDTH < float(second["left"])
    assert float(first["height"]) == pytest.approx(HEIGHT, abs=0.1)


def test_a_block_that_stands_twice_keeps_one_room():
    again = render_to_string(
        "components/document/signatures.html", {"signers": SIGNERS, "is_repeat": True}
    )
    assert "tanda-tangan-" not in again


def test_without_room_the_field_is_invisible():
    page = '<html lang="id"><head><title>Uji</title></head><body><h1>Uji</h1></body></html>'
    content = with_fields(render_pdf(page).content, [Field("TandaTangan1", "Uji", 1)])
    assert place_of(content, "TandaTangan1")["width"] == "0.00"
