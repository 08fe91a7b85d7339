"""Bulk tools: a year copied, the tree rolled on, programs moved, nomenclature mapped."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.models import Activity
from organizations.spreadsheets.table import ImportProblem
from performance.choices import NodeLevel
from performance.evaluation.queries.evaluation import evaluate
from performance.models import (
    Indicator,
    IndicatorFeed,
    IndicatorPartner,
    NodeLink,
    NomenclatureMapping,
    NomenclatureVersion,
    Pagu,
    PlanningPeriod,
    PlanNode,
    YearTarget,
)
from performance.plan.forms.carry import MappingForm, MoveForm, RollForm
from performance.plan.queries.nomenclature_lists import list_pairs
from performance.transfer.readers.files import read_file
from performance.transfer.readers.rows import parse_table
from tests.factories.organizations import make_unit
from tests.factories.performance import (
    make_branch,
    make_node,
    make_realization,
    make_spending,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def copy(client: Client, office: Office, source: int, year: int):
    url = reverse("performance:copy-year", args=[office.unit.code])
    return client.post(url, {"source": source, "year": year, "with_pagu": "on"}, follow=True)


def test_a_year_is_copied_where_nothing_stands(office):
    told = copy(office.client, office, YEAR, YEAR + 1).content.decode()
    assert "2 target dan 2 pagu disalin." in told
    assert YearTarget.objects.filter(year=YEAR + 1).count() == 2
    assert Pagu.objects.filter(year=YEAR + 1).count() == 2
    YearTarget.objects.filter(year=YEAR + 1).update(target=99)
    assert "Tidak ada yang disalin" in copy(office.client, office, YEAR, YEAR + 1).content.decode()
    assert set(YearTarget.objects.filter(year=YEAR + 1).values_list("target", flat=True)) == {99}


def test_wrong_years_are_explained(office):
    assert "dua tahun yang berbeda" in copy(office.client, office, YEAR, YEAR).content.decode()
    assert "Belum ada target tahun 2024" in copy(office.client, office, 2024, YEAR).content.decode()


def test_the_tree_goes_into_a_new_period_once(office, analyst):
    old, new = PlanningPeriod.objects.get(), next_period()
    before = PlanNode.objects.filter(period=old, organization=office.unit).count()
    data = {"source": old.pk, "target": new.pk, "organization": office.unit.pk}
    for said in (f"{before} simpul dan 2 indikator", "0 simpul dan 0 indikator"):
        told = analyst.post(reverse("performance:roll-tree"), data, follow=True).content.decode()
        assert said in told
    fresh = Indicator.objects.filter(node__period=new)
    assert {row.predecessor_id for row in fresh} == {row.pk for row in office.indicators}
    assert PlanNode.objects.filter(period=new, level="subkegiatan", program=None).count() == 0


def test_a_period_rolls_forward_only(office, analyst):
    old = PlanningPeriod.objects.get()
    answer = analyst.post(reverse("performance:roll-tree"), {"source": old.pk, "target": old.pk})
    assert answer.status_code == 400
    assert "dimulai sesudah" in answer.content.decode()


def move(client: Client, office: Office, target, **more):
    program = office.subs[0].program
    data = {
        "programs": [program.pk],
        "target": target.pk,
        "year": YEAR + 1,
        "reason": "Perda",
        **more,
    }
    return client.post(reverse("performance:move-programs", args=[office.unit.code]), data)


def test_history_follows_the_function(office, analyst):
    """Column 6 of the receiving unit holds what the giving unit reached and spent."""
    make_realization(office.indicators[0], "3", "4")
    make_spending(office.subs[0], 400_000)
    target = make_unit()
    assert move(analyst, office, target).status_code == 302
    form = evaluate(target, YEAR + 1, 4)
    rows = {row.full_code: row for row in form.rows if row.level == "subkegiatan"}
    row = rows[office.subs[0].full_code]
    assert row.before_k == 7
    assert row.before_rp == 400_000
    gone = evaluate(office.unit, YEAR + 1, 4)
    assert [row for row in gone.rows if row.level == "subkegiatan"] == []
    kept = evaluate(office.unit, YEAR, 4)
    assert len([row for row in kept.rows if row.level == "subkegiatan"]) == 2


def test_a_move_needs_its_reason_and_the_right(office, analyst):
    target = make_unit()
    assert move(analyst, office, target, reason="").status_code == 400
    assert move(office.client, office, target).status_code == 403
    assert move(analyst, office, target).status_code == 302
    assert move(analyst, office, target).status_code == 400


def upload(client: Client, old, new, text: str, **more: str):
    file = SimpleUploadedFile("padanan.csv", text.encode())
    data = {"old": old.pk, "new": new.pk, "file": file, **more}
    return client.post(reverse("performance:mapping"), data, follow=True)


def test_a_mapping_is_saved_whole_or_not_at_all(office, analyst):
    old = NomenclatureVersion.objects.first()
    new = NomenclatureVersion.objects.create(code="baru", title="Daftar baru")
    codes = list(old.entries.values_list("code", flat=True)[:2])
    for code in codes:
        new.entries.create(code=f"{code}1", name="Baru", level="subkegiatan")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["kode_lama", "kode_baru"])
    writer.writerows([[code, f"{code}1"] for code in codes])
    told = upload(analyst, old, new, text.getvalue() + "9.99,8.88\n").content.decode()
    assert "kode lama “9.99” tidak ada di daftar lama" in told
    assert NomenclatureMapping.objects.count() == 0
    assert (
        f"{len(codes)} padanan tersimpan"
        in upload(analyst, old, new, text.getvalue()).content.decode()
    )
    assert "judul kolom" in upload(analyst, old, new, "a,b\n1,2\n").content.decode()


@pytest.fixture
def lists(office) -> tuple[NomenclatureVersion, NomenclatureVersion]:
    """The list of the running plan with sixty lines in use, and its successor."""
    old = NomenclatureVersion.objects.get(is_current=True)
    new = NomenclatureVersion.objects.create(code="baru", title="Daftar baru")
    period = PlanningPeriod.objects.get()
    for number in range(1, 61):
        code = f"9.99.02.2.01.{number:04d}"
        entry = old.entries.create(code=code, name=f"=Baris {number}", level="subkegiatan")
        new.entries.create(code=f"{code}1", name=f"Kelak {number}", level="subkegiatan")
        PlanNode.objects.create(
            period=period,
            organization=office.unit,
            level="subkegiatan",
            code=code,
            name=entry.name,
            nomenclature=entry,
        )
    return old, new


def test_what_has_no_mapping_is_named_downloaded_filled_in_and_uploaded(analyst, lists):
    url = reverse("performance:mapping")
    (pair,) = list_pairs()
    assert (pair.old, pair.new, pair.mapped, pair.unmapped) == (*lists, 0, 60)
    page = analyst.get(url).content.decode()
    assert "60 baris daftar lama" in page
    assert "9.99.02.2.01.0020" in page
    assert "9.99.02.2.01.0021" not in page

    answer = analyst.get(url, {"unduh": "belum", "lama": lists[0].code, "baru": "baru"})
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0] == ["kode_lama", "nama_lama", "kode_baru"]
    assert rows[1] == ["9.99.02.2.01.0001", "'=Baris 1", ""]
    assert len(rows) == 61
    filled = [rows[0], *([code, name, f"{code}1"] for code, name, _ in rows[1:56]), *rows[56:]]
    text = "\n".join(",".join(row) for row in filled)
    assert "55 padanan tersimpan" in upload(analyst, *lists, text).content.decode()
    (pair,) = list_pairs()
    assert (pair.mapped, pair.unmapped) == (55, 5)


def map_all(lists) -> list[NomenclatureMapping]:
    old, new = lists
    targets = {entry.code[:-1]: entry for entry in new.entries.all()}
    return NomenclatureMapping.objects.bulk_create(
        NomenclatureMapping(source=entry, target=targets[entry.code])
        for entry in old.entries.filter(code__in=targets)
    )


def test_lines_that_became_one_are_joined_and_what_is_mapped_later_finds_its_place(office, analyst):
    old = PlanningPeriod.objects.get()
    listed = NomenclatureVersion.objects.create(code="baru", title="Daftar baru")
    new = next_period()
    PlanningPeriod.objects.filter(pk=new.pk).update(nomenclature_version=listed)
    program, kegiatan = office.subs[0].program, office.subs[0].kegiatan
    nodes = [program, kegiatan, *office.subs[:2]]
    lines = {}
    for node in nodes:
        own = old.nomenclature_version.entries.create(
            code=f"8{node.pk}", name=node.name, level=node.level
        )
        PlanNode.objects.filter(pk=node.pk).update(nomenclature=own)
        code = f"7{node.pk}" if node.level != NodeLevel.SUBKEGIATAN else "7.1"
        target, _ = listed.entries.get_or_create(code=code, name="Kelak", level=node.level)
        lines[node.pk] = (own, target)
    for node in nodes[1:]:
        NomenclatureMapping.objects.create(source=lines[node.pk][0], target=lines[node.pk][1])
    data = {"source": old.pk, "target": new.pk, "organization": office.unit.pk}
    page = analyst.post(reverse("performance:roll-tree"), data).content.decode()
    assert "1 simpul bergabung" in page
    assert str(program) in page
    own, target = lines[program.pk]
    NomenclatureMapping.objects.create(source=own, target=target)
    analyst.post(reverse("performance:roll-tree"), data)

    fresh = PlanNode.objects.filter(period=new)
    (sub,) = fresh.filter(level=NodeLevel.SUBKEGIATAN)
    assert sub.predecessor == office.subs[0]
    assert sub.program == fresh.get(predecessor=program)
    assert sub.kegiatan == fresh.get(predecessor=kegiatan)
    assert sub.kegiatan.program == sub.program
    wanted = Indicator.objects.filter(node__in=office.subs[:2]).values_list("pk", flat=True)
    assert set(sub.indicators.values_list("predecessor", flat=True)) == set(wanted)


def test_mappings_come_fifty_a_page_in_the_order_of_the_old_code(analyst, lists):
    map_all(lists)
    first = analyst.get(reverse("performance:mapping"))
    assert "60 padanan" in first.content.decode()
    second = analyst.get(first.context["next_url"])
    codes = [row.source.code for page in (first, second) for row in page.context["rows"]]
    assert [len(page.context["rows"]) for page in (first, second)] == [50, 10]
    assert codes == sorted(set(codes))
    assert second.context["next_url"] == ""


def test_a_mapping_is_taken_out_and_the_history_says_so(office, analyst, lists):
    row = map_all(lists)[0]
    url = reverse("performance:mapping")
    assert office.client.post(url, {"hapus": row.pk}).status_code == 403
    told = analyst.post(url, {"hapus": row.pk}, follow=True).content.decode()
    assert f"Padanan {row.source.code} → {row.target.code} dihapus." in told
    assert "59 padanan" in told
    line = Activity.objects.get(verb="performance.mapping")
    assert str(row.source) in line.changes["mapping"]["before"]
    for again in (row.pk, "x"):
        said = analyst.post(url, {"hapus": again}, follow=True).content.decode()
        assert "sudah tidak ada" in said
    assert NomenclatureMapping.objects.count() == 59


def test_an_upload_adds_unless_it_is_the_whole_table(analyst, lists):
    map_all(lists)
    text = "kode_lama,kode_baru\n9.99.02.2.01.0001,9.99.02.2.01.00021\n"
    upload(analyst, *lists, text)
    assert NomenclatureMapping.objects.count() == 60
    changed = NomenclatureMapping.objects.get(source__code="9.99.02.2.01.0001")
    assert changed.target.code == "9.99.02.2.01.00021"
    upload(analyst, *lists, text, is_whole="on")
    assert NomenclatureMapping.objects.count() == 1


def test_the_mapping_page_costs_the_same_for_one_line_and_many(analyst, lists):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert analyst.get(reverse("performance:mapping")).status_code == 200
        return len(seen)

    rows = map_all(lists)
    NomenclatureMapping.objects.exclude(pk=rows[0].pk).delete()
    queries()
    one = queries()
    NomenclatureMapping.objects.all().delete()
    map_all(lists)[-1].delete()
    assert queries() == one


def test_empty_choices_say_what_to_do(office):
    forms = (RollForm(), MoveForm(unit=office.unit), MappingForm())
    page = "".join(str(form) for form in forms)
    assert "-----" not in page
    for words in ("Pilih periode", "Pilih perangkat daerah", "Pilih daftar"):
        assert words in page


SIPD = """Kode Program;Nama Program;Kode Kegiatan;Nama Kegiatan;Kode Sub Kegiatan;Nama Sub Kegiatan;Pagu
1.02.02;Program;1.02.02.2.02;Kegiatan;1.02.02.2.02.0001;Sub kegiatan;1000000
1.02.02;Program;1.02.02.2.02;Kegiatan;1.02.02.2.02.0001;Sub kegiatan;{pagu}
"""


def test_a_sipd_export_becomes_a_plan_with_summed_pagu(db, tmp_path):
    call_command("load_reference", verbosity=0)
    PlanningPeriod.objects.create(
        name="RPJMD",
        start_year=2021,
        end_year=2026,
        nomenclature_version=NomenclatureVersion.objects.get(is_current=True),
    )
    unit = make_unit(code="1.02.0.00.0.00.01.0000")
    file = tmp_path / "sipd.csv"
    file.write_text(SIPD.format(pagu="500000"), encoding="utf-8")
    call_command("import_performance", str(file), opd=unit.code, year=2025)
    assert Pagu.objects.get().amount == 1_500_000
    assert PlanNode.objects.filter(organization=unit).count() == 3


def test_a_sipd_export_is_read_as_written_and_the_reader_told_what_is_left_out():
    named = SIPD.replace("Pagu\n", "Pagu;Realisasi s.d. Maret\n")
    with pytest.raises(ImportProblem) as refused:
        read_file("sipd.csv", named.format(pagu="500.000").encode())
    assert refused.value.messages == [
        (
            "Baris 3, kolom Pagu: “500.000” dapat dibaca sebagai 500000 atau 500. "
            "Pilih arti tanda titik dan koma di berkas ini."
        )
    ]
    parsed = parse_table(read_file("sipd.csv", named.format(pagu="1.500.000").encode()))
    assert parsed.rows[-1].values["pagu_rp"] == 2_500_000
    assert "“Realisasi s.d. Maret” tidak dipakai" in parsed.warnings[0]


def next_period() -> PlanningPeriod:
    old = PlanningPeriod.objects.get()
    return PlanningPeriod.objects.create(
        name="RPJMD baru",
        start_year=old.end_year + 1,
        end_year=old.end_year + 5,
        nomenclature_version=old.nomenclature_version,
    )


def test_the_whole_city_goes_on_with_what_hangs_together(office, analyst):
    goal = make_node(None, NodeLevel.SASARAN, name="Sasaran kota")
    sasaran = office.subs[0].program.parent
    PlanNode.objects.filter(pk=sasaran.pk).update(parent=goal)
    other = make_branch(make_unit(), " lain")["program"]
    NodeLink.objects.create(source=office.subs[0].program, target=other, note="Bersama")
    partner = make_unit()
    IndicatorPartner.objects.create(indicator=office.indicators[0], organization=partner)
    IndicatorFeed.objects.create(indicator=office.indicators[1], source="pengisian-tepat-waktu")
    old, new = PlanningPeriod.objects.get(), next_period()
    data = {"source": old.pk, "target": new.pk, "organization": "semua"}

    for _ in range(2):
        assert analyst.post(reverse("performance:roll-tree"), data).status_code == 302

    fresh = PlanNode.objects.filter(period=new)
    assert fresh.count() == PlanNode.objects.filter(period=old).count()
    moved = fresh.get(predecessor=sasaran)
    assert moved.parent == fresh.get(predecessor=goal)
    (link,) = NodeLink.objects.filter(source__period=new)
    assert (link.source.predecessor, link.target.predecessor) == (office.subs[0].program, other)
    assert link.note == "Bersama"
    shared = Indicator.objects.get(predecessor=office.indicators[0])
    assert [row.organization for row in shared.partners.all()] == [partner]
    assert Indicator.objects.get(predecessor=office.indicators[1]).feed.source.startswith(
        "pengisian"
    )


def test_a_unit_hangs_on_the_city_s_goal_that_went_on_before(office, analyst):
    goal = make_node(None, NodeLevel.SASARAN, name="Sasaran kota")
    sasaran = office.subs[0].program.parent
    PlanNode.objects.filter(pk=sasaran.pk).update(parent=goal)
    old, new = PlanningPeriod.objects.get(), next_period()
    for organization in ("", str(office.unit.pk)):
        data = {"source": old.pk, "target": new.pk, "organization": organization}
        assert analyst.post(reverse("performance:roll-tree"), data).status_code == 302
    moved = PlanNode.objects.get(period=new, predecessor=sasaran)
    assert moved.parent == PlanNode.objects.get(period=new, predecessor=goal)


@pytest.mark.parametrize("key", ["", "abc", "²", "-1", "9" * 30, "9" * 5000])
def test_a_key_that_is_none_is_no_error(office, analyst, lists, key):
    gone = analyst.post(reverse("performance:mapping"), {"hapus": key}, follow=True)
    assert "Padanan itu sudah tidak ada" in gone.content.decode()
    url = reverse("performance:nomenclature", args=[office.unit.code])
    assert analyst.post(url, {"entry": key}).status_code == 404
