"""A file of SP4N-LAPOR!: shown first, saved whole or not at all, nothing counted twice."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from complaints.choices import ComplaintState, ExchangeState, Outcome, Sp4nLine
from complaints.exchange.actions import saving
from complaints.exchange.actions.batches import (
    cancel,
    confirm,
    drop_waiting,
    keep_file,
    unpacked,
)
from complaints.exchange.actions.saving import save_now, sweep
from complaints.models import Complaint, Reporter, Sp4nBatch
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.complaints.exchange.sp4n_files import as_csv, looked, row, saved
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState


@pytest.fixture
def desk():
    make_city()
    reference_data()
    make_unit(short_name="DPUPR", name="Dinas Pekerjaan Umum dan Penataan Ruang")
    return make_user(Role.BAGIAN_ORGANISASI)


def actions(batch):
    return [line["action"] for line in batch.summary["lines"]]


def errors(batch):
    return unpacked(batch)["errors"]


def test_the_preview_tells_new_changed_known_and_refused(desk):
    complaint(sp4n_id="8100002", sp4n_state="Terdisposisi")
    complaint(sp4n_id="8100003", sp4n_state="Sedang proses")
    rows = [row(1), row(2), row(3), row(4, Sub_Kategori="EKSPLOITASI ANAK", Kategori_Utama="")]

    batch = looked(desk, rows)

    assert actions(batch) == [Sp4nLine.NEW, Sp4nLine.CHANGED, Sp4nLine.SAME, Sp4nLine.REFUSED]
    assert batch.summary["lines"][1]["note"] == "sebelumnya Terdisposisi"
    assert "Perlindungan anak › Catat laporan" in batch.summary["lines"][3]["note"]
    assert Complaint.objects.count() == 2
    assert errors(batch) == []


def test_saving_files_with_dates_state_unit_and_number(desk):
    rows = [
        row(1, Status="Selesai", Tanggal_Selesai="10/9/2024", Nama_Pelapor="Budi", No_HP="0812345"),
        row(2, Rahasia="Rahasia"),
        row(3, Status="Bukan kewenangan", Instansi_Terdisposisi=""),
    ]

    batch = saved(desk, rows)

    closed, secret, not_ours = Complaint.objects.order_by("sp4n_id")
    assert batch.state == ExchangeState.SAVED
    assert (closed.state, closed.outcome) == (S.CLOSED, Outcome.SOLVED)
    assert (closed.received_at.day, closed.closed_at.day) == (3, 10)
    assert closed.category.code == "lampu-jalan"
    assert closed.sp4n_state == "Selesai"
    assert closed.sp4n_synced_at is not None
    assert Reporter.objects.get().name == "Budi"
    assert (secret.is_secret, secret.unit.short_name) == (True, "DPUPR")
    assert not_ours.outcome == Outcome.NOT_OURS
    assert [line["case"] for line in batch.summary["lines"]] == [
        closed.number, secret.number, not_ours.number,
    ]  # fmt: skip
    assert not OutgoingMail.objects.exists()


def test_the_same_file_again_counts_nothing_twice(desk):
    rows = [row(number) for number in range(1, 4)]
    saved(desk, rows)

    again = saved(desk, rows)

    assert actions(again) == [Sp4nLine.SAME] * 3
    assert again.state == ExchangeState.SAVED
    assert Complaint.objects.count() == 3


def test_a_changed_state_there_is_noted_and_moves_nothing_here(desk):
    saved(desk, [row(1)])

    saved(desk, [row(1, Status="Selesai")])

    case = Complaint.objects.get()
    assert (case.state, case.sp4n_state) == (S.IN_PROGRESS, "Selesai")
    line = Activity.objects.get(verb="complaints.complaint.sp4n-state")
    assert line.changes["sp4n_state"]["before"] == "Sedang proses"
    assert "Lampu" not in line.summary


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Tracking_ID": ""}, "kolom Tracking ID: kosong"),
        ({"Status": "beres"}, "kolom Status: “beres” tidak dikenal"),
        ({"Isi_Laporan": "kata " * 20_000}, "lebih dari 10000 huruf. Ringkas isinya"),
        ({"Status": ""}, "kolom Status: kosong"),
        ({"Isi_Laporan": ""}, "kolom Isi Laporan: kosong. Laporan ini belum ada di sini"),
        ({"Sub_Kategori": "PIRING TERBANG", "Kategori_Utama": "ANTARIKSA"}, "tidak ada di portal"),
        (
            {"Instansi_Terdisposisi": "Dinas Bulan"},
            "kolom Instansi Terdisposisi: “Dinas Bulan” tidak ada di portal",
        ),
        ({"Tanggal_Laporan": "31/2/2024"}, "kolom Tanggal Laporan: “31/2/2024” bukan tanggal"),
        ({"Tanggal_Laporan": "1/1/2090"}, "belum terjadi"),
        ({"Tanggal_Selesai": "1/9/2024"}, "lebih awal dari tanggal"),
        ({"Rahasia": "barangkali"}, "kolom Rahasia: “barangkali” tidak dikenal"),
        ({"Tracking_ID": "8100001"}, "sudah tertulis di baris 2"),
        ({"Tracking_ID": "satu dua/<b>"}, "bukan nomor SP4N-LAPOR!"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_saved(desk, cells, words):
    batch = looked(desk, [row(1), row(2, **cells)])

    assert len(errors(batch)) == 1
    assert errors(batch)[0].startswith("Baris 3")
    assert words in errors(batch)[0]
    with pytest.raises(ValidationError, match="Perbaiki dulu baris yang salah"):
        confirm(batch=batch, by=desk)
    assert not Complaint.objects.exists()


def test_a_report_about_a_child_is_kept_nowhere(desk):
    told = "Anak tetangga dipukuli tiap malam"
    child = row(
        2,
        Kategori_Utama="Perlindungan anak",
        Sub_Kategori="",
        Isi_Laporan=told,
        Nama_Pelapor="Siti",
    )

    batch = looked(desk, [row(1), child])

    assert told not in batch.content
    assert "Siti" not in batch.content
    kept = confirm(batch=batch, by=desk)
    assert not Complaint.objects.filter(sp4n_id="8100002").exists()
    assert [gap["kind"] for gap in kept.summary["gaps"]] == ["tidak_di_sini"]


def test_words_and_names_are_encrypted_and_gone_after_saving(desk):
    batch = looked(desk, [row(1, Rahasia="Ya", Nama_Pelapor="Budi Santoso")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, summary::text FROM complaints_sp4nbatch")
        content, summary = cursor.fetchone()

    assert content
    for secret in ("Budi", "Lampu", "gang dua"):
        assert secret not in content
        assert secret not in summary

    kept = confirm(batch=batch, by=desk)
    assert kept.content == ""
    assert "gang dua" not in json.dumps(kept.summary)
    assert not Activity.objects.filter(summary__icontains="lampu").exists()


def test_what_moved_on_since_the_preview_is_shown_again(desk):
    batch = looked(desk, [row(1), row(2)])
    complaint(sp4n_id="8100002")

    after = confirm(batch=batch, by=desk)

    assert after.state == ExchangeState.PREVIEW
    assert "berubah sejak diperiksa" in after.error
    assert actions(after) == [Sp4nLine.NEW, Sp4nLine.CHANGED]
    assert Complaint.objects.count() == 1
    assert confirm(batch=after, by=desk).state == ExchangeState.SAVED


def test_a_trouble_in_the_middle_saves_nothing_and_can_be_tried_again(desk, monkeypatch):
    batch = looked(desk, [row(1), row(2)])
    original = saving.gaps_of
    monkeypatch.setattr(saving, "gaps_of", lambda lines: 1 / 0)

    after = confirm(batch=batch, by=desk)

    assert after.state == ExchangeState.PREVIEW
    assert "Tidak ada yang disimpan" in after.error
    assert not Complaint.objects.exists()
    monkeypatch.setattr(saving, "gaps_of", original)
    assert confirm(batch=after, by=desk).state == ExchangeState.SAVED
    assert Complaint.objects.count() == 2


def test_a_long_file_waits_for_a_worker_and_the_sweep_finds_it(desk, monkeypatch):
    monkeypatch.setattr("complaints.exchange.actions.batches.AT_ONCE", 1)
    batch = confirm(batch=looked(desk, [row(1), row(2)]), by=desk)
    assert batch.state == ExchangeState.SAVING

    for pk in Sp4nBatch.objects.filter(saving._free()).values_list("pk", flat=True):
        save_now(pk)
    save_now(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.progress) == (ExchangeState.SAVED, 100)
    assert Complaint.objects.count() == 2
    sweep()
    assert Complaint.objects.count() == 2


def test_one_whose_worker_is_gone_is_taken_up_three_times_at_most(desk):
    batch = looked(desk, [row(1)])
    gone = timezone.now() - timedelta(minutes=5)
    held = Sp4nBatch.objects.filter(pk=batch.pk)
    held.update(state=ExchangeState.SAVING, attempts=3, lease_until=gone, saved_by=desk)

    save_now(batch.pk)

    batch.refresh_from_db()
    assert batch.state == ExchangeState.PREVIEW
    assert "Tidak ada yang disimpan" in batch.error


def test_who_saved_and_who_gave_up_stand_in_the_history(desk):
    saved(desk, [row(1)])
    dropped = cancel(batch=looked(desk, [row(2)]), by=desk)

    assert dropped.content == ""
    assert dropped.state == ExchangeState.CANCELLED
    said = Activity.objects.filter(object_type="complaints.sp4nbatch").values_list(
        "summary", flat=True
    )
    assert sorted(said) == [
        "Impor SP4N-LAPOR! dibatalkan: ekspor.csv",
        "Impor SP4N-LAPOR! disimpan: ekspor.csv (1 baru)",
    ]
    with pytest.raises(ValidationError, match="sudah diselesaikan"):
        confirm(batch=dropped, by=desk)


def test_a_file_nobody_confirms_is_given_up_after_a_week(desk):
    old = looked(desk, [row(1)])
    Sp4nBatch.objects.update(uploaded_at=timezone.now() - timedelta(days=8))
    fresh = looked(desk, [row(2)])

    assert drop_waiting() == 1

    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.content, old.state) == ("", ExchangeState.CANCELLED)
    assert fresh.content


def test_only_who_exchanges_brings_files(desk):
    other = make_user(Role.PIMPINAN)
    with pytest.raises(PermissionDenied):
        keep_file(name="a.csv", content=as_csv([row(1)]), by=other)
    with pytest.raises(PermissionDenied):
        confirm(batch=looked(desk, [row(1)]), by=other)


def test_warnings_say_what_the_file_cannot(desk):
    complaint(channel="sp4n", text="Lampu jalan di gang dua padam sejak Senin.")
    bare = {
        name: cell
        for name, cell in row(1, Sub_Kategori="", Kategori_Utama="").items()
        if name != "Rahasia"
    }

    said = " ".join(looked(desk, [bare]).summary["warnings"])

    assert "Kolom rahasia tidak dipilih: 1 laporan baru" in said
    assert "1 laporan baru tanpa kategori" in said
    assert "isinya sama dengan SK-" in said


def test_five_thousand_rows_are_shown_with_few_queries(desk, django_assert_max_num_queries):
    rows = [row(number) for number in range(1, 5001)]

    with django_assert_max_num_queries(40):
        batch = looked(desk, rows)

    assert batch.summary["counts"][Sp4nLine.NEW] == 5000
    assert errors(batch) == []
