"""Results on the desk: the same figures on page, CSV and XLSX; closing, announcing, taking back."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from organizations.choices import Role
from organizations.models import City
from surveys.choices import BatchState, Flag, PeriodState
from surveys.models import PaperBatch, Period, Response
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.surveys import make_period, make_responses, make_service, make_service_unit
from tests.surveys.test_index import SEKADAU

pytestmark = pytest.mark.django_db


@pytest.fixture
def period() -> Period:
    make_city()
    return make_period(make_service_unit(make_unit()))


@pytest.fixture
def manager(period, client):
    user = make_user(Role.PENGELOLA_SURVEI, period.unit.organization)
    client.force_login(user)
    return user


def result_url(period: Period, *more: str) -> str:
    return reverse("surveys:period-results", args=[period.pk]) + "".join(f"{m}/" for m in more)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def rows_of(response) -> list[dict[str, str]]:
    content = b"".join(response.streaming_content)
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_closing_says_which_paper_nobody_has_accepted(period, manager, client):
    def asked() -> str:
        return text_of(client.get(result_url(period, "close")))

    for number, state in enumerate((BatchState.DONE, BatchState.WITHDRAWN), 1):
        PaperBatch.objects.create(
            period=period, number=number, filled_on=period.starts_on, state=state
        )
    assert "belum diterima" not in asked()

    for number, state in enumerate((BatchState.OPEN, BatchState.CHECKING), 3):
        PaperBatch.objects.create(
            period=period, number=number, filled_on=period.starts_on, state=state
        )
    assert "2 bundel kertas belum diterima" in asked()


def test_a_group_that_is_hidden_is_a_dot_in_files_too_and_says_why(period, manager, client):
    make_responses(period, *["333333333"] * 20, sex="P")
    make_responses(period, *["333333333"] * 4, sex="L")

    rows = rows_of(client.get(result_url(period, "berkas", "csv")))
    content = b"".join(client.get(result_url(period, "berkas", "xlsx")).streaming_content)

    hidden = next(row for row in rows if row["nama"] == "Laki-laki")
    assert {hidden[name] for name in ("responden", "bagian", "nilai", "mutu")} == {"•"}
    assert "kurang dari 5 responden" in hidden["keterangan"]
    book = load_workbook(io.BytesIO(content))
    sheet = next(one for one in book if "Jenis kelamin" in one.title)
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["Laki-laki", "•", "•", "•", "•"] in cells
    assert any("kurang dari 5 responden" in str(row[0]) for row in cells)


def test_page_csv_and_xlsx_say_the_same(period, manager, client):
    make_responses(period, *SEKADAU, sex="P")
    make_responses(period, *["444444444"] * 5, flags=Flag.FAST, sex="L")

    shown = text_of(client.get(result_url(period)))
    rows = rows_of(client.get(result_url(period, "berkas", "csv")))
    book = client.get(result_url(period, "berkas", "xlsx"))

    assert "80,71" in shown
    assert "Dijawab sangat cepat" in shown
    assert "54 dari 80 yang diperlukan" in shown
    by_name = {(row["tabel"], row["nama"]): row for row in rows}
    assert by_name["Indeks dan mutu data", "Semua jawaban lengkap"]["nilai"] == "80.71"
    assert by_name["Indeks dan mutu data", "Tanpa jawaban bertanda"]["nilai"] == "78.74"
    elements = [row for row in rows if row["unsur"]]
    assert [row["unsur"] for row in elements] == [f"U{n}" for n in range(1, 10)]
    for row in elements:
        assert f">{row['nilai'].replace('.', ',')}<" in shown
    sheets = load_workbook(io.BytesIO(b"".join(book.streaming_content)))
    cells = {cell.value for row in sheets.worksheets[1].iter_rows() for cell in row}
    assert {float(row["nilai"]) for row in elements} <= cells
    assert not {"client_key", "service_id"} & set(rows[0])


def test_small_groups_are_dots_with_the_reason_never_zero(period, manager, client):
    make_responses(period, *["333333333"] * 9, sex="P")
    make_responses(period, *["444444444"] * 4, sex="L")

    shown = text_of(client.get(result_url(period)))
    rows = rows_of(client.get(result_url(period, "berkas", "csv")))

    assert "Angka yang ditulis • disembunyikan: kurang dari 5 responden" in shown
    table = shown.partition("Jenis kelamin</caption>")[2] or shown.partition("Jenis kelamin")[2]
    rows_shown = table.partition("</table>")[0]
    assert "•" in rows_shown
    assert ">0<" not in rows_shown
    assert "elum ada data" not in rows_shown
    men, women = (r for r in rows if r["tabel"] == "Jenis kelamin")
    assert {men["responden"], men["nilai"], women["responden"], women["nilai"]} == {"•"}


def test_nobody_is_no_data_and_never_zero(period, manager, client):
    shown = text_of(client.get(result_url(period)))

    assert "Belum ada data" in shown
    assert "belum ada data" in shown
    assert ">0,00<" not in shown
    assert client.get(reverse("surveys:results")).status_code == 200


def test_closing_by_the_manager_announcing_by_the_head_taking_back_with_a_reason(
    period, manager, client
):
    make_responses(period, *SEKADAU)
    asked = text_of(client.get(result_url(period, "close")))
    assert "49 jawaban lengkap dibekukan" in asked

    client.post(result_url(period, "close"))
    period.refresh_from_db()
    assert period.state == PeriodState.CLOSED
    assert period.snapshot.respondents == 49
    assert client.post(result_url(period, "publish")).status_code == 403

    client.force_login(make_user(Role.KEPALA_OPD, period.unit.organization))
    assert "Umumkan hasil" in text_of(client.get(result_url(period)))
    client.post(result_url(period, "publish"))
    period.refresh_from_db()
    assert period.state == PeriodState.PUBLISHED

    refused = client.post(result_url(period, "withdraw"), {"note": " "})
    assert refused.status_code == 400
    client.post(result_url(period, "withdraw"), {"note": "Jumlah pengguna keliru"})
    period.refresh_from_db()
    assert period.state == PeriodState.CLOSED
    assert "Jumlah pengguna keliru" in text_of(client.get(result_url(period)))
    client.force_login(manager)
    assert client.post(result_url(period, "close")).status_code == 400


def test_whoever_closed_reads_why_another_person_announces(period, client):
    by = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(by)
    client.post(result_url(period, "close"))

    shown = text_of(client.get(result_url(period)))

    assert "Anda yang menutup periode ini" in shown
    assert "Umumkan hasil" not in shown


def test_a_file_of_another_kind_and_a_move_of_no_name_are_refused(period, manager, client):
    assert client.get(result_url(period, "berkas", "exe")).status_code == 404
    assert client.get(result_url(period, "hapus")).status_code == 403


def test_statements_do_not_grow_with_answers(
    period, manager, client, django_assert_max_num_queries
):
    for n in range(3):
        make_responses(period, *SEKADAU, service=make_service(period.unit, f"Layanan {n}"))
    with django_assert_max_num_queries(30):
        client.get(result_url(period))
    assert Response.objects.count() == 147


def test_the_city_page_shows_both_methods_and_an_opd_only_its_own(period, client):
    make_responses(period, *["444444444"] * 15)
    other = make_period(make_service_unit(make_unit(name="Dinas Lain")))
    make_responses(other, *["222222222"] * 5)
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    url = reverse("surveys:results")
    shown = text_of(client.get(url, {"periode": "2026-S1"}))
    one = text_of(client.get(url, {"periode": "2026-S1", "opd": other.unit.organization.code}))
    rows = rows_of(client.get(f"{url}berkas/csv/", {"periode": "2026-S1"}))

    assert "87,50" in shown
    assert "75,00" in shown
    assert "2 dari 2" in shown
    assert period.unit.name not in one
    assert [row["nilai"] for row in rows if row["nama"].startswith(("Tertimbang", "Rata"))] == [
        "87.50", "75.00",
    ]  # fmt: skip
    assert client.get(url, {"periode": "2099"}).status_code == 200

    client.force_login(make_user(Role.KEPALA_OPD, period.unit.organization))
    own = text_of(client.get(url))
    assert "Dinas Lain" not in own
    assert period.unit.organization.name in own


def test_several_opds_of_one_person_are_not_called_the_city(period, client):
    below = make_unit(name="RSUD Uji", parent=period.unit.organization)
    make_responses(make_period(make_service_unit(below)), "222222222")
    client.force_login(make_user(Role.PENGELOLA_SURVEI, period.unit.organization))

    shown = text_of(client.get(reverse("surveys:results"), {"periode": "2026-S1"}))

    assert "Unit layanan yang Anda kelola" in shown
    assert City.current().name not in shown[shown.index("<main") : shown.index("</main")]
