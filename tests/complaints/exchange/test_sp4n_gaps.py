"""After a file is saved: what SP4N-LAPOR! and the portal say differently, and what to do about it."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Channel, ComplaintState, Sp4nGap
from complaints.exchange.queries.gaps import shown_gaps
from complaints.models import Category, Complaint
from organizations.choices import Role
from tests.complaints.exchange.sp4n_files import row, saved
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S, G = ComplaintState, Sp4nGap
DAY = timezone.make_aware(datetime(2024, 9, 3, 9))


@pytest.fixture
def desk(client):
    make_city()
    reference_data()
    make_unit(short_name="DPUPR")
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    return user


def here(number: int, **fields):
    given = {"received_at": DAY, "category": Category.objects.get(code="lampu-jalan"), **fields}
    return complaint(sp4n_id=f"81{number:05d}", **given)


def kinds(batch):
    return sorted(gap["kind"] for gap in batch.summary["gaps"])


@pytest.mark.parametrize(
    ("there", "state", "kind"),
    [
        ("Selesai", S.IN_PROGRESS, G.CLOSED_THERE),
        ("Diarsipkan", S.RECEIVED, G.CLOSED_THERE),
        ("Sedang proses", S.CLOSED, G.OPEN_THERE),
        ("Belum Terverifikasi", S.ARCHIVED, G.OPEN_THERE),
        ("Selesai", S.CLOSED, None),
        ("Selesai", S.ANSWERED, None),
        ("Ditanggapi", S.IN_PROGRESS, None),
        ("Terdisposisi", S.RECEIVED, None),
    ],
)
def test_states_are_compared_by_whether_they_end_it(desk, there, state, kind):
    here(1, state=state)

    batch = saved(desk, [row(1, Status=there, Instansi_Terdisposisi="")])

    assert kinds(batch) == ([kind] if kind else [])


def test_a_merged_report_is_judged_by_its_main_one(desk):
    main = complaint(state=S.CLOSED, received_at=DAY)
    here(1, state=S.MERGED, merged_into=main)

    assert kinds(saved(desk, [row(1, Status="Selesai", Instansi_Terdisposisi="")])) == []


def test_other_units_and_categories_stand_in_the_list(desk):
    other = make_unit(short_name="Dinkes")
    here(1, state=S.ROUTED, unit=other, category=Category.objects.get(code="sampah"))
    here(2, state=S.ROUTED, unit=other, category=category("uji"))

    batch = saved(desk, [row(1), row(2, Instansi_Terdisposisi="Dinas yang tidak dikenal")])

    assert kinds(batch) == [G.CATEGORY, G.UNIT, G.UNIT]
    gaps = shown_gaps(batch, desk, batch.summary["gaps"])
    assert {(gap.there, gap.here) for gap in gaps} == {
        ("PEKERJAAN UMUM DAN PENATAAN RUANG › PENERANGAN JALAN", "Sampah"),
        ("DPUPR", "Dinkes"),
        ("Dinas yang tidak dikenal", "Dinkes"),
    }


def test_what_is_only_here_is_looked_for_in_the_days_of_the_file(desk):
    here(2)
    here(3, received_at=DAY - timedelta(days=2))
    bare = complaint(channel=Channel.SP4N, received_at=DAY)
    complaint(received_at=DAY)

    batch = saved(desk, [row(1), row(9, Tanggal_Laporan="4/9/2024")])

    gaps = shown_gaps(batch, desk, batch.summary["gaps"])
    assert {(gap.kind, gap.number) for gap in gaps} == {
        (G.NOT_THERE, "8100002"),
        (G.NO_NUMBER, ""),
    }
    assert {gap.case for gap in gaps} >= {bare}


def test_a_file_without_days_looks_for_nothing_only_here(desk, client):
    here(2)
    dateless = {name: cell for name, cell in row(1).items() if name != "Tanggal Laporan"}

    batch = saved(desk, [dateless])

    assert kinds(batch) == []
    page = client.get(reverse("complaints:sp4n-gaps", args=[batch.pk])).content.decode()
    assert "tidak memuat tanggal" in page
    assert "Tidak ada perbedaan" in page


def test_the_list_tells_what_was_mended_since(desk, client):
    case = here(1, state=S.IN_PROGRESS)
    batch = saved(desk, [row(1, Status="Selesai", Instansi_Terdisposisi="")])
    url = reverse("complaints:sp4n-gaps", args=[batch.pk])

    before = client.get(url).content.decode()
    Complaint.objects.filter(pk=case.pk).update(state=S.CLOSED, outcome="selesai")
    after = client.get(url).content.decode()

    assert "Masih berbeda" in before
    assert case.get_absolute_url() in before
    assert "Sudah sama" in after
    assert "Masih berbeda" not in after


@pytest.mark.parametrize(
    ("kind", "page"),
    [(G.CATEGORY, "case-classify"), (G.UNIT, "case-route"), (G.NOT_THERE, "case-sp4n")],
)
def test_each_difference_leads_to_its_next_step(desk, kind, page):
    other = make_unit(short_name="Dinkes")
    case = here(
        2 if kind == G.NOT_THERE else 1, state=S.ROUTED, unit=other, category=category("sampah")
    )

    batch = saved(desk, [row(1)])

    (gap,) = [gap for gap in shown_gaps(batch, desk, batch.summary["gaps"]) if gap.kind == kind]
    assert gap.url == reverse(f"complaints:{page}", args=[case.number])


def test_the_list_comes_as_csv_xlsx_and_pdf(desk, client):
    here(1, state=S.IN_PROGRESS)
    batch = saved(desk, [row(1, Status="Selesai", Instansi_Terdisposisi="=1+1")])

    def file(shape):
        return client.get(reverse("complaints:sp4n-gaps-file", args=[batch.pk, shape]))

    rows = list(csv.DictReader(io.StringIO(file("csv").content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["perbedaan"] == "Selesai di SP4N-LAPOR!, terbuka di sini"
    assert rows[0]["keadaan"] == "masih berbeda"
    assert file("xlsx").content[:2] == b"PK"
    assert file("pdf").content[:4] == b"%PDF"
    assert file("exe").status_code == 404


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(desk, client):
    here(1, state=S.ROUTED, unit=make_unit(short_name="Dinkes"))
    batch = saved(desk, [row(1, Instansi_Terdisposisi="=cmd()")])

    url = reverse("complaints:sp4n-gaps-file", args=[batch.pk, "csv"])

    assert ";'=cmd();" in client.get(url).content.decode("utf-8-sig")
