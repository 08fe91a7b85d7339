"""What rows mean: codes, parents, empty cells, remainders, locks, all or nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from organizations.models import Activity
from organizations.spreadsheets.table import ImportProblem
from performance import reference
from performance.choices import SubmissionState
from performance.models import (
    BudgetRealization,
    DataStamp,
    Indicator,
    Nomenclature,
    Pagu,
    PlanNode,
    Realization,
    YearTarget,
)
from performance.transfer.actions.transfer import apply_rows, import_file, look_at_file
from tests.factories.organizations import make_unit
from tests.factories.performance import YEAR, make_node, make_period, make_submission, make_window

HEAD = (
    "level,kode,nama,indikator,satuan,akumulasi,target_k,pagu_rp,tw1_k,tw1_rp,tw2_k,tw2_rp,"
    "target_renstra_rp\n"
)
SUB = "1.02.02.2.01.0001"


@pytest.fixture
def unit(db):
    reference.load()
    make_period()
    return make_unit("1.02.0.00.0.00.01.0000")


def bring_in(unit, *lines: str, **options):
    content = (HEAD + "\n".join(lines) + "\n").encode()
    return import_file(organization=unit, year=YEAR, name="a.csv", content=content, **options)


def errors_of(unit, *lines: str, locked: bool = False) -> list[str]:
    content = (HEAD + "\n".join(lines) + "\n").encode()
    with pytest.raises(ImportProblem) as caught:
        look_at_file(
            organization=unit, year=YEAR, name="a.csv", content=content, needs_schedule=locked
        )
    return caught.value.messages


def test_own_bidang_and_template_codes_are_the_same_node(unit):
    bring_in(unit, "subkegiatan,1.02.01.2.01.0001,Renja,Dok,Dokumen,,4,1000")
    bring_in(unit, "Sub Kegiatan,x.xx.01.2.01.0001,Renja baru,Dok,Dokumen,,5,")

    node = PlanNode.objects.get(level="subkegiatan")
    assert node.code == "X.XX.01.2.01.0001"
    assert node.name == "Renja baru"
    assert node.full_code == "1.02.01.2.01.0001"
    assert node.nomenclature.code == "X.XX.01.2.01.0001"
    assert YearTarget.objects.get().target == 5
    assert node.program.level == "program"
    assert node.kegiatan.parent == node.program


def test_empty_keeps_dash_clears_and_zero_is_zero(unit):
    bring_in(unit, f"subkegiatan,{SUB},S,I,Unit,,4,1000,1,10,2,20")
    bring_in(unit, f"subkegiatan,{SUB},S,I,Unit,,,,-,,0,-")

    realized, spent = Realization.objects.get(), BudgetRealization.objects.get()
    assert (realized.k1, realized.k2) == (None, Decimal(0))
    assert (spent.rp1, spent.rp2) == (10, None)
    assert YearTarget.objects.get().target == 4
    assert Pagu.objects.get().amount == 1000
    assert (realized.row_version, spent.row_version) == (2, 2)


def test_remainder_follows_the_children_in_the_database(unit):
    other = "1.02.02.2.01.0002"
    bring_in(unit, f"subkegiatan,{SUB},A,I,Unit,,,600", f"subkegiatan,{other},B,I,Unit,,,300")
    bring_in(
        unit, "kegiatan,1.02.02.2.01,K,,,,,1000", "program,1.02.02,P,,,,,900,,7", is_agreed=True
    )

    remainder = {p.node.level: p.amount for p in Pagu.objects.filter(is_remainder=True)}
    assert remainder == {"kegiatan": 100, "program": -100}
    assert BudgetRealization.objects.get(is_remainder=True).rp1 == 7
    bring_in(unit, f"subkegiatan,{SUB},A,I,Unit,,,700", "kegiatan,1.02.02.2.01,K,,,,,1000")
    assert not Pagu.objects.filter(node__level="kegiatan").exists()
    bring_in(unit, "program,1.02.02,P,,,,0,0,0,0")
    assert Pagu.objects.get(node__level="program").amount == -100


def test_every_bad_row_is_told_and_nothing_is_written(unit):
    told = errors_of(
        unit,
        "program,9.99.99,P,,,,,",
        "program,1.02.02.2.01,P,,,,,",
        "kelompok,1.02.02,P,,,,,",
        "program,1.02.02,P,I,,,,",
        f"subkegiatan,{SUB},S,I,Unit,,lihat lampiran,-5",
        f"subkegiatan,{SUB},S,i,Unit,campur,1,1000.5",
    )
    text = "\n".join(told)

    assert "Baris 2, kolom kode: “9.99.99” tidak ada di nomenklatur" in text
    assert "adalah kode kegiatan, sedangkan kolom level berisi program" in text
    assert "Baris 4, kolom level: “kelompok” bukan tingkat" in text
    assert "Baris 5, kolom satuan: “” kosong" in text
    assert "Baris 6, kolom target_k: “lihat lampiran” bukan angka" in text
    assert "Baris 6, kolom pagu_rp: “-5” negatif. Rupiah tidak boleh negatif" in text
    assert "Baris 7, kolom akumulasi: “campur” tidak dikenal" in text
    assert "Baris 7, kolom pagu_rp: “1000.5” berisi sen" in text
    assert not PlanNode.objects.exists()


def test_same_code_and_indicator_twice_names_both_rows(unit):
    told = errors_of(unit, f"subkegiatan,{SUB},S,I,Unit,,1,", f"subkegiatan,{SUB},S,i,Unit,,2,")

    assert told[0].startswith(f"Baris 2 dan 3: kode {SUB} dengan indikator “i” tertulis dua kali")


def test_two_indicators_share_one_row_of_money(unit):
    bring_in(
        unit, f"subkegiatan,{SUB},S,I,Unit,,1,500", f"subkegiatan,{SUB},S,J,Unit,terakhir,2,500"
    )

    assert Pagu.objects.get().amount == 500
    assert Indicator.objects.get(name="J").accumulation == "last"
    told = errors_of(unit, f"subkegiatan,{SUB},S,I,Unit,,1,500", f"subkegiatan,{SUB},S,J,U,,2,600")
    assert "berbeda dari baris 2" in told[0]


def test_closed_quarters_refuse_changes_but_accept_what_is_stored(unit):
    bring_in(unit, f"subkegiatan,{SUB},S,I,Unit,,4,1000,1,10,2,20")
    make_window(1)
    make_submission(unit, 1, SubmissionState.ACCEPTED)

    told = errors_of(unit, f"subkegiatan,{SUB},S,I,Unit,,4,1000,9,10,8,20", locked=True)

    assert len(told) == 2
    assert "Baris 2, kolom tw1_k: Triwulan I sudah diterima dan terkunci" in told[0]
    assert "kolom tw2_k: Triwulan II belum dijadwalkan" in told[1]
    same = (HEAD + f"subkegiatan,{SUB},S baru,I,Unit,,4,1000,1,10,2,20\n").encode()
    looked = look_at_file(organization=unit, year=YEAR, name="a.csv", content=same)
    assert looked.preview.counts["berubah"] == 1


def test_open_quarters_and_reopened_ones_take_figures(unit):
    from datetime import timedelta

    from django.utils import timezone

    make_window(1)
    make_window(2, is_open=False)
    make_submission(
        unit, 2, SubmissionState.RETURNED, open_until=timezone.now() + timedelta(hours=1)
    )
    content = (HEAD + f"subkegiatan,{SUB},S,I,Unit,,4,1000,1,10,2,20\n").encode()

    looked = look_at_file(organization=unit, year=YEAR, name="a.csv", content=content)

    assert looked.preview.counts["baru"] == 1


def test_history_and_stamps_are_kept(unit):
    bring_in(unit, f"subkegiatan,{SUB},S,I,Unit,,4,1000,1,10")

    lines = Activity.objects.filter(verb="performance.import", organization=unit)
    told = lines.get(object_type="performance.realization")
    assert told.changes["tw1_k"] == {
        "label": f"Realisasi kinerja Triwulan I {YEAR} (Unit)",
        "before": "",
        "after": "1",
    }
    assert told.reason == "Impor melalui baris perintah"
    assert told.actor_label == "Sistem"
    assert lines.get(object_type="performance.plannode", changes__has_key="pagu_rp")
    assert lines.filter(object_type="performance.importbatch").count() == 1
    assert set(DataStamp.objects.values_list("organization", "year")) == {
        (unit.pk, YEAR),
        (unit.pk, 0),
    }


def many_lines(count: int) -> list[str]:
    entries = Nomenclature.objects.filter(version__code="2027", level="subkegiatan")
    codes = list(entries.order_by("code").values_list("code", flat=True)[: count // 4 + 1])
    lines = [
        f"subkegiatan,{code},S,Indikator {n},Unit,,4,{1000 if n == 0 else ''},1,{10 if n == 0 else ''}"
        for code in codes
        for n in range(4)
    ]
    return lines[:count]


def test_one_bad_row_of_ten_thousand_changes_nothing(unit):
    lines = many_lines(9_999)
    lines.insert(9_000, f"subkegiatan,{SUB},S,Bukan angka,Unit,,N/A,")

    told = errors_of(unit, *lines)

    assert told == [
        (
            "Baris 9002, kolom target_k: “N/A” bukan angka. Tulis 0 bila nilainya nol, atau kosongkan "
            "bila belum ada."
        )
    ]
    assert not PlanNode.objects.exists()


def test_many_rows_are_saved_in_few_statements(unit, django_assert_max_num_queries):
    """Ten thousand rows are the limit; their statements may not grow with them."""
    with django_assert_max_num_queries(76):
        bring_in(unit, *many_lines(100))
    with django_assert_max_num_queries(76):
        bring_in(unit, *many_lines(3_000))

    assert Realization.objects.count() == 3_000


def test_a_preview_that_no_longer_holds_is_not_saved(unit):
    content = (HEAD + f"subkegiatan,{SUB},S,I,Unit,,4,1000\n").encode()
    looked = look_at_file(organization=unit, year=YEAR, name="a.csv", content=content)
    bring_in(unit, f"subkegiatan,{SUB},S,I,Unit,,7,1000")

    with pytest.raises(ImportProblem, match="berubah sejak pratinjau"):
        apply_rows(organization=unit, year=YEAR, rows=looked.rows, expected=looked.preview.digest)
    assert YearTarget.objects.get().target == 7


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ({"valid_to_year": YEAR - 1}, f"berakhir tahun {YEAR - 1}"),
        ({"valid_from_year": YEAR + 1}, f"baru berlaku {YEAR + 1}"),
    ],
)
def test_a_node_of_other_years_takes_no_figures(unit, years, told):
    """The forms of the year would not print them: a program that moved on, for example."""
    bring_in(unit, f"subkegiatan,{SUB},Renja,Dok,Dokumen,,4,1000")
    PlanNode.objects.filter(level="subkegiatan").update(**years)

    (said,) = errors_of(unit, f"subkegiatan,{SUB},Renja,Dok,Dokumen,,5,2000")

    assert told in said
    assert Pagu.objects.get().amount == 1000


def test_of_two_nodes_of_one_code_the_one_of_the_year_takes_the_figures(unit):
    bring_in(unit, f"subkegiatan,{SUB},Renja,Dok,Dokumen,,4,1000")
    old = PlanNode.objects.get(level="subkegiatan")
    PlanNode.objects.filter(pk=old.pk).update(valid_to_year=YEAR - 1, nomenclature=None)
    new = make_node(unit, parent=old.parent, code=SUB, name="Renja", valid_from_year=YEAR)

    bring_in(unit, f"subkegiatan,{SUB},Renja,Dok,Dokumen,,5,2000")

    assert new.pagus.get().amount == 2000
