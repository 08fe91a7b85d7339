"""Feeds, open data and the report of a month: what they hold, and what they never hold."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.utils import timezone
from openpyxl import load_workbook

from complaints.choices import ComplaintState
from complaints.models import Area, Complaint
from complaints.public.queries.cards import OUTCOMES, PARTS, Card, Cards
from complaints.public.queries.periods import Period
from complaints.public.queries.statistics import Breakdown, Group
from complaints.public.reports.monthly import span_of
from complaints.public.reports.tables import WHY_HIDDEN, figures, group_table, time_table
from reports.rendering.printed import printed_tables
from tests.factories.complaints import category, complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit

MARKS = ("Markrahasia", "Markdraf", "Markpelapor", "Markgabung", "Marksurel")
YEAR = timezone.localdate().year
NUMBERS = ("received", *PARTS, *OUTCOMES, "median", "p90")


@pytest.fixture(autouse=True)
def _city(db):
    make_city()
    reference_data()


@pytest.fixture
def planted():
    """A shown report beside those whose words nobody may read."""
    unit = make_unit()
    area = Area.objects.create(code="33.75.01.1001", name="Medono")
    case = complaint(shown=True, unit=unit, area=area, state=ComplaintState.IN_PROGRESS)
    Complaint.objects.filter(pk=case.pk).update(text="Markpelapor", address="Markpelapor")
    reporter(case, name="Markpelapor", email="marksurel@contoh.test", phone="Marksurel")
    complaint(is_secret=True, subject="Markrahasia", text="Markrahasia", unit=unit, area=area)
    complaint(subject="Markdraf", text="Markdraf", unit=unit, area=area)
    complaint(
        subject="Markgabung", text="Markgabung", state=ComplaintState.MERGED, merged_into=case
    )
    return case


def holds_no_mark(text: str) -> bool:
    return not any(mark.casefold() in text.casefold() for mark in MARKS)


def test_the_feed_tells_public_reports(client, planted):
    for path in ("", "wilayah/33.75.01.1001/", f"kategori/{category().code}/"):
        text = client.get(f"/pengaduan/umpan/{path}").content.decode()
        assert planted.number in text
        assert text.count("<item>") == 1
        assert holds_no_mark(text)


def test_the_open_data_hold_public_reports_without_persons(client, planted):
    rows = client.get("/data/pengaduan.json", {"tahun": YEAR}).json()["data"]
    text = client.get("/data/pengaduan.csv", {"tahun": YEAR}).getvalue().decode()

    assert [row["nomor"] for row in rows] == [planted.number]
    assert planted.number in text
    assert holds_no_mark(str(rows) + text)


def test_open_data_are_paged(client):
    numbers = {complaint(shown=True).number for _ in range(5)}
    first = client.get("/data/pengaduan.json", {"tahun": YEAR, "batas": 3}).json()
    second = client.get(first["meta"]["berikutnya"]).json()

    assert {row["nomor"] for page in (first, second) for row in page["data"]} == numbers


@pytest.mark.parametrize("fmt", ["html", "csv", "xlsx", "pdf"])
def test_the_report_is_made_in_every_format(tmp_path, planted, fmt):
    zone = timezone.get_current_timezone()
    for day in range(1, 8):
        at = datetime(2025, 3, day, 9, tzinfo=zone)
        complaint(shown=True, unit=planted.unit, state=ComplaintState.IN_PROGRESS, received_at=at)
    out = tmp_path / f"laporan.{fmt}"
    call_command(
        "render_report", "pengaduan-bulanan", param=["tahun=2025", "bulan=3"], format=fmt, out=out
    )
    content = out.read_bytes()

    if fmt == "pdf":
        assert content.startswith(b"%PDF")
        return
    if fmt == "xlsx":
        book = load_workbook(io.BytesIO(content))
        words = [str(cell.value) for sheet in book for row in sheet.rows for cell in row]
        text, wanted = " ".join(words), "7"
    else:
        text, wanted = content.decode("utf-8-sig"), "7"
    assert wanted in text
    assert "iterima" in text
    assert holds_no_mark(text)


def test_a_wrong_parameter_is_named(tmp_path):
    with pytest.raises(CommandError, match="bulan harus berupa angka 1–12"):
        call_command(
            "render_report", "pengaduan-bulanan", param=["tahun=2025", "bulan=13"], out="-"
        )


@pytest.mark.parametrize(
    ("period", "on", "said"),
    [
        (Period(2025), date(2025, 12, 31), "2025 (SEMENTARA, s.d. 31 Desember 2025)"),
        (Period(2025), date(2026, 1, 1), "2025"),
        (Period(2025, 3), date(2025, 3, 31), "Maret 2025 (SEMENTARA, s.d. 31 Maret 2025)"),
        (Period(2025, 3), date(2025, 4, 1), "Maret 2025"),
    ],
)
def test_a_period_that_is_not_over_says_so(period, on, said):
    assert span_of(period, on).endswith(said)


def card(**numbers: int | None) -> Card:
    return Card(name="Dinas", code="1", **{**dict.fromkeys(NUMBERS, 0), **numbers})


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        ({"received": 12, "in_time": None}, "•"),
        ({"received": 0}, "–"),
        ({"received": 8, "in_time": 6}, "75,00"),
    ],
)
def test_a_share_that_is_kept_back_is_a_dot_and_one_of_nothing_is_a_dash(numbers, printed):
    table = time_table(Cards(Period(2025), [], card(**numbers)))
    (found,) = printed_tables(table)
    place = [column.name for column in found.columns].index("persen_tepat_waktu")
    (row,) = found.rows()
    assert row.cells[place].text == printed


@pytest.mark.parametrize(("in_time", "said"), [(None, "•"), (0, "0,00%")])
def test_a_share_that_is_kept_back_is_a_dot_on_the_page_too(in_time, said):
    row = render_to_string(
        "complaints/public/card_row.html", {"card": card(received=12, in_time=in_time)}
    )
    share = row.partition('data-label="Bagian tepat waktu"')[2].partition("</td>")[0]
    assert said in share
    assert "–" not in share


@pytest.mark.parametrize(("late", "said"), [(None, "•"), (0, "–"), (6, "•")])
def test_days_of_no_answer_are_a_dash_and_days_kept_back_a_dot(late, said):
    """Nothing was received, or nothing of it answered: nothing is kept back, and no note says so."""
    told = card(received=12 if late else 0, late=late, median=None, p90=None)
    table = time_table(Cards(Period(2025), [], told))
    row = table.rows[0]
    assert [row["_nilai_tengah"], row["_persen_90"]] == [said, said]
    assert (WHY_HIDDEN in table.notes) == (said == "•")
    page = render_to_string("complaints/public/card_row.html", {"card": told})
    assert said in page.partition('data-label="Separuh')[2].partition("</td>")[0]


def test_a_line_of_nothing_but_dots_is_named_below_the_table():
    told, untold = card(received=7, in_time=None, late=None), replace(card(received=None), name="B")
    table = time_table(Cards(Period(2025), [untold, told], replace(told, code="")))
    assert [row["opd"] for row in table.rows] == ["Dinas", "Dinas"]
    assert table.notes[-2].startswith(
        "Tidak diberi baris sendiri: B. Sebabnya: jumlahnya 1 sampai 4"
    )
    assert table.notes[-1].startswith("Tanda • berarti")


def test_groups_too_small_to_tell_are_named_without_a_line():
    lines = [
        Group("Sampah", 7, Decimal(70)),
        Group("Parkir", None, None),
        Group("Pasar", None, None),
    ]
    table = group_table(Breakdown("kategori", "Kategori", lines, 10))
    assert [row["kategori"] for row in table.rows] == ["Sampah"]
    assert [note.split(".")[0] for note in table.notes] == [
        "Tidak diberi baris sendiri: Parkir; Pasar"
    ]


@pytest.mark.parametrize("whole", [9, None])
def test_a_breakdown_that_tells_nothing_says_so(whole):
    lines = [Group("Parkir", None, None)] if whole else []
    table = group_table(Breakdown("kategori", "Kategori", lines, whole))
    assert [row["kategori"] for row in table.rows] == ["Tidak dirinci"]
    assert table.notes[-1].startswith("Tanda • berarti")


def test_figures_are_named_in_words():
    labels = [figure.label for figure in figures(Cards(Period(2025), [], card()))]
    assert labels[:3] == [
        "Dinas: diterima",
        "Dinas: dijawab tepat waktu",
        "Dinas: dijawab terlambat",
    ]
    assert not any(name in label for label in labels for name in ("in_time", "received", "_"))
