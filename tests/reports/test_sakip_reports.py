"""The LHE of a unit: what it prints of which layer, who may ask for it, when it is out of date."""

from __future__ import annotations

import csv
import io
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from organizations.choices import Role
from organizations.models import User
from performance.choices import FollowUpState, SakipLayer
from performance.models import SakipRecommendation
from performance.sakip.actions import moves
from performance.sakip.actions.answers import Given, save_answers
from performance.sakip.actions.recommendations import report_follow_up, save_recommendation
from performance.sakip.queries.sheet import mark_of
from performance.sakip.reports.lhe import LheReport
from reports.choices import Format
from tests.factories.organizations import make_unit, make_user
from tests.factories.sakip import PUBLISHED, YEAR, Case, colleague, make_edition

pytestmark = pytest.mark.django_db
FORMATS = Format.values
LHE, RANKING = "lke-lhe", "sakip-peringkat"
DRAFT, SELF_ONLY = "Konsep hasil evaluasi, belum ditetapkan", "Penilaian mandiri, belum dievaluasi"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


class Book:
    """Renders reports by their natural keys: bytes, the words of the PDF, the lines of the CSV."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def render(self, slug: str, fmt: str = "html", **params: object) -> bytes:
        out = self.place / f"{slug}.{fmt}"
        given = [f"{name}={value}" for name, value in {"tahun": YEAR, **params}.items()]
        call_command("render_report", slug, param=given, format=fmt, out=str(out))
        return out.read_bytes()

    def words(self, slug: str, **params: object) -> str:
        self.render(slug, "pdf", **params)
        command = ["pdftotext", str(self.place / f"{slug}.pdf"), "-"]
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        return " ".join(told.stdout.split())

    def lines(self, slug: str, **params: object) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.render(slug, "csv", **params).decode())))


@pytest.fixture
def book(tmp_path) -> Book:
    return Book(tmp_path)


def data_of(case: Case):
    return LheReport().data({"organization": case.unit.pk, "year": case.edition.year})


def advise(case: Case, text: str, code: str = "1") -> SakipRecommendation:
    item = case.edition.instrument.items.get(code=code)
    row = SakipRecommendation(evaluation=case.evaluation, item=item)
    return save_recommendation(
        recommendation=row, values={"text": text, "due": None}, by=case.evaluator
    )


def advised() -> Case:
    """The evaluator has written a note and a recommendation; nothing was sent yet."""
    case = Case().submitted("A")
    advise(case, "Lengkapi definisi indikator.")
    sub = case.sheet.sub("1a")
    given = {line.item.pk: Given("Y", "RAHASIA-EVALUATOR") for line in sub.criteria}
    case.fill(case.evaluator, "B")
    save_answers(
        evaluation=case.evaluation,
        code="1a",
        given={**given, sub.item.pk: Given("B", "RAHASIA-URAIAN")},
        mark=mark_of(case.sheet.sub("1a"), SakipLayer.EVALUATOR),
        by=case.evaluator,
    )
    return case


def correct(case: Case, value: str, code: str = "1a") -> None:
    """Take an announced result back, change one value, announce it again."""
    moves.reopen_lke(evaluation=case.evaluation, by=case.inspector, note="Salah hitung")
    sub = case.sheet.sub(code)
    save_answers(
        evaluation=case.evaluation,
        code=code,
        given={sub.item.pk: Given(value, "Diperbaiki")},
        mark=mark_of(sub, SakipLayer.FINAL),
        by=case.inspector,
    )
    moves.finalize_lke(evaluation=case.evaluation, by=colleague())


# --- The LHE --------------------------------------------------------------------------------------


def test_what_nobody_judged_is_said_once_and_the_instrument_named_once(book):
    case = Case()

    words = book.words(LHE, opd=case.unit.code)

    assert "belum dinilai, maksimum" in words
    assert "nilai – dari" not in words
    assert "Belum dinilai." not in words
    law = words.split("Sistem Akuntabilitas Kinerja Instansi Pemerintah. ", 1)[1]
    assert law.split("1.2 Latar belakang")[0].count("PermenPANRB") == 1


def test_the_published_result_is_printed_as_it_was_announced(book):
    case = Case(code="88-2021-nilai").final(PUBLISHED)

    words = book.words(LHE, opd=case.unit.code)

    assert "Laporan Hasil Evaluasi (LHE)" in words
    assert "ditetapkan dengan nilai 90,11 dengan predikat AA (Sangat Memuaskan)" in words
    assert "nilai 5,40 dari maksimum 6,00" in words
    assert "Nilai 90,00 dari 100." in words
    assert "Inspektur" in words
    assert "DRAF" not in words
    assert "belum" not in words.split("Status", 1)[1].split("Daftar isi")[0]
    assert not data_of(case).is_draft


def test_the_csv_holds_every_line_of_the_sheet_by_role(book):
    case = Case().final("BB")

    rows = book.lines(LHE, opd=case.unit.code)

    assert list(rows[0]) == [
        "tingkat",
        "kode",
        "uraian",
        "bobot",
        "jawaban_mandiri",
        "nilai_mandiri",
        "jawaban_akhir",
        "nilai_akhir",
        "bukti",
        "catatan",
    ]
    assert [row["tingkat"] for row in rows].count("kriteria") == 80
    first = next(row for row in rows if row["kode"] == "1a")
    assert (first["jawaban_akhir"], first["bobot"]) == ("BB", "6.000000")
    assert first["nilai_akhir"] == "4.800000"
    total = rows[-1]
    assert (total["tingkat"], total["nilai_akhir"]) == ("total", "80.000000")
    assert (total["jawaban_akhir"], total["catatan"]) == ("BB", "Sangat Baik")


def test_points_of_criteria_add_up_to_their_sub_component(book):
    case = Case(code="88-2021-kriteria").submitted()

    rows = book.lines(LHE, opd=case.unit.code)

    sub = next(row for row in rows if row["kode"] == "1a")
    points = [Decimal(r["nilai_mandiri"]) for r in rows if r["kode"].startswith("1a.")]
    assert sum(points) == pytest.approx(Decimal(sub["nilai_mandiri"]), abs=Decimal("0.00001"))
    assert rows[-1]["nilai_akhir"] == ""


def test_working_papers_are_never_printed(book):
    case = advised()

    said = book.render(LHE, opd=case.unit.code).decode()
    cells = book.render(LHE, "csv", opd=case.unit.code).decode()

    for hidden in ("RAHASIA-EVALUATOR", "RAHASIA-URAIAN", "Lengkapi definisi indikator"):
        assert hidden not in said
        assert hidden not in cells
        assert hidden not in str(data_of(case).figures)
    assert SELF_ONLY in said
    assert data_of(case).is_draft
    assert data_of(case).subtitle == SELF_ONLY
    assert "Laporan Hasil Evaluasi (LHE)" not in said
    assert data_of(case).title.startswith("Penilaian Mandiri Akuntabilitas Kinerja")

    moves.hand_over_lke(evaluation=case.evaluation, by=case.evaluator)
    assert "RAHASIA-EVALUATOR" not in book.render(LHE, opd=case.unit.code).decode()

    case.shared()
    said = book.render(LHE, opd=case.unit.code).decode()
    assert DRAFT in said
    assert "RAHASIA-EVALUATOR" in said  # the assured result now
    assert "Lengkapi definisi indikator." in said


def test_a_reply_is_printed_once_it_was_sent(book):
    case = Case().submitted().evaluated().shared()
    moves.write_reply(evaluation=case.evaluation, text="Kami menerima catatan ini.", by=case.head)
    assert "Kami menerima" not in book.render(LHE, opd=case.unit.code).decode()

    case.replied()

    assert "Kami menerima catatan ini." in book.render(LHE, opd=case.unit.code).decode()


def test_last_year_is_compared_and_its_advice_followed_up(book):
    old = Case(year=YEAR - 1).submitted("B").evaluated("B").shared().replied()
    row = SakipRecommendation(
        evaluation=old.evaluation, item=old.edition.instrument.items.get(code="2")
    )
    row = save_recommendation(
        recommendation=row, values={"text": "Ukur tiap triwulan."}, by=old.inspector
    )
    moves.finalize_lke(evaluation=old.evaluation, by=colleague())
    done = {"state": FollowUpState.DONE, "follow_up": "Sudah diukur."}
    report_follow_up(recommendation=row, values=done, by=old.operator)
    new = Case(unit=old.unit).final("BB")

    words = book.words(LHE, opd=new.unit.code)

    assert "evaluasi tahun 2024 yang bernilai 70,00 (B), nilai naik 10,00 poin" in words
    assert "Ukur tiap triwulan." in words
    assert "Sudah diukur." in words
    assert "Tuntas" in words
    assert "+3,00" in words  # component 1: 24 after 21


def test_advice_of_a_draft_of_last_year_stays_a_working_paper(book):
    old = Case(year=YEAR - 1).submitted()
    advise(old, "Belum boleh dibaca.")
    new = Case(unit=old.unit).final()

    assert "Belum boleh dibaca" not in book.render(LHE, opd=new.unit.code).decode()


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_unit_without_anything_has_a_document(book, fmt):
    assert len(book.render(LHE, fmt, opd=make_unit().code)) > 40


def test_what_is_missing_and_the_next_step_are_said(book):
    unit = make_unit()
    said = book.render(LHE, opd=unit.code).decode()
    assert f"Evaluasi SAKIP tahun {YEAR} belum dijadwalkan" in said
    assert "Laporan ini memuat evaluasi" not in said  # nobody evaluated
    assert said.count("membuat jadwalnya di halaman SAKIP") == 1

    make_edition()
    said = book.render(LHE, opd=unit.code).decode()
    assert "Operator mengisinya di halaman SAKIP" in said
    assert 'id="lampiran"' in said  # the sheet to be filled

    case = Case(unit=unit)
    case.fill(case.operator, skip="2b")
    said = book.render(LHE, opd=unit.code).decode()
    assert "Belum dijawab: 2b.1" in said
    assert "nilai 2b" in said


@pytest.mark.parametrize("code", ["88-2021", "88-2021-kriteria", "88-2021-nilai", "12-2015"])
def test_every_sheet_says_its_own_method_and_regulation(book, code):
    case = Case(code=code)
    direct = code in ("88-2021-nilai", "12-2015")
    case.submitted("80" if direct else "BB")

    said = book.render(LHE, opd=case.unit.code).decode()

    assert case.edition.instrument.regulation in said
    assert {"88-2021": "B bila lebih dari 75%", "88-2021-kriteria": "rata-rata"}.get(
        code, "dinilai langsung"
    ) in said


def test_a_wrong_parameter_is_named():
    with pytest.raises(CommandError, match="opd"):
        call_command("render_report", LHE, param=["tahun=2025"], format="csv", out="-")


# --- Who may --------------------------------------------------------------------------------------


def people(case: Case) -> dict[str, User]:
    return {
        "operator": case.operator,
        "head": case.head,
        "evaluator": case.evaluator,
        "bappeda": make_user(Role.BAPPEDA),
        "leader": make_user(Role.PIMPINAN),
        "stranger": make_user(Role.OPERATOR_OPD),
        "juror": make_user(Role.JURI),
    }


UNIT, ALL = {"operator", "head"}, {"operator", "head", "evaluator", "bappeda", "leader"}


@pytest.mark.parametrize(
    ("until", "allowed"),
    [
        ("none", ALL),
        ("begun", UNIT | {"bappeda"}),
        ("submitted", UNIT | {"bappeda", "evaluator"}),
        ("evaluated", UNIT | {"bappeda", "evaluator"}),
        ("shared", UNIT | {"evaluator"}),
        ("replied", UNIT | {"evaluator"}),
        ("final", ALL),
    ],
)
def test_who_may_ask_for_it(until, allowed):
    case = Case()
    for move in ("submitted", "evaluated", "shared", "replied"):
        if until in ("none", "begun", "final"):
            break
        getattr(case, move)()
        if move == until:
            break
    if until == "final":
        case.final()
    if until == "none":
        case.evaluation.delete()
    params = {"organization": case.unit.pk, "year": YEAR}

    found = {name for name, user in people(case).items() if LheReport().can_request(user, params)}

    assert found == allowed


def test_an_evaluator_never_gets_the_draft_of_the_own_unit():
    case = Case().submitted().evaluated().shared()
    both = make_user(Role.INSPEKTORAT, case.unit)
    decision = LheReport().can_request(both, {"organization": case.unit.pk, "year": YEAR})
    assert not decision
    assert "perangkat daerahnya sendiri" in decision.reason


def test_the_form_offers_the_year_of_the_evaluation(client):
    case = Case(year=2019).final()
    client.force_login(case.operator)
    page = client.get(reverse("reports:request", args=[LHE]), {"tahun": 2019}).content.decode()
    assert '<option value="2019" selected' in page
    answer = client.get(
        reverse("reports:preview", args=[LHE]), {"opd": case.unit.code, "tahun": 2019}
    )
    assert "80,00" in answer.content.decode()
    answer = client.get(reverse("reports:preview", args=[RANKING]), {"tahun": 2019})
    assert case.unit.name in answer.content.decode()
