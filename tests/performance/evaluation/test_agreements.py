"""The Perjanjian Kinerja: drafted by the unit, checked by its head, agreed, signed with a scan."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Activity, User
from performance.choices import AgreementState, PlanDocument, SubmissionState
from performance.evaluation.queries.agreed import agreed_indicators
from performance.evaluation.queries.agreement import read_agreement
from performance.evaluation.queries.lkjip import load_lkjip
from performance.evaluation.queries.results import Frame
from performance.models import Indicator, PerformanceAgreement, PlanNode, YearTarget
from performance.overview.queries.public_units import unit_lines
from performance.overview.queries.summaries import summarize
from performance.plan.queries.agreement_versions import choose_version
from reports.registry import REPORTS
from reports.rendering.document import marked_page
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_realization,
    make_revision,
    make_submission,
    make_target,
)
from tests.performance.entry.test_entry import YEAR, Office
from tests.performance.entry.test_evidence import pdf
from tests.performance.plan.test_plan_pages import go, targets


@pytest.fixture
def office(db, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    made = Office()
    for level in ("tujuan_pd", "sasaran_pd"):
        make_target(make_indicator(make_node(made.unit, level), name=f"IKU {level}"), 5)
    return made


def goal(level: str = "sasaran_pd") -> Indicator:
    return Indicator.objects.get(name=f"IKU {level}")


def page(office: Office, name: str, *more: str) -> str:
    return reverse(f"performance:{name}", args=[office.unit.code, YEAR, *more])


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def draft(office: Office, *rows: Indicator) -> HttpResponse:
    data = {"indicators": [row.pk for row in rows or (goal(), goal("tujuan_pd"))]}
    return office.client.post(page(office, "agreement-draft"), data)


def press(office: Office, user: User, name: str, note: str = "") -> HttpResponse:
    return of(user).post(page(office, "agreement-transition", name), {"note": note})


def sign(office: Office, content: bytes | None = None, day: str = f"15/01/{YEAR}") -> HttpResponse:
    file = SimpleUploadedFile("pk.pdf", pdf() if content is None else content)
    return office.client.post(page(office, "agreement-sign"), {"signed_on": day, "file": file})


def signed(office: Office, *rows: Indicator) -> PerformanceAgreement:
    draft(office, *rows)
    press(office, make_user(Role.KEPALA_OPD, office.unit), "check")
    press(office, make_user(Role.BAGIAN_ORGANISASI), "agree")
    assert sign(office).status_code == 302
    return PerformanceAgreement.objects.get()


def test_the_whole_way_of_an_agreement(office):
    held = signed(office)

    assert (held.state, held.signed_on) == (AgreementState.SIGNED, date(YEAR, 1, 15))
    assert held.scan.original_name == "pk.pdf"
    shown = office.client.get(page(office, "agreement")).text
    assert f"15 Januari {YEAR}" in shown
    assert "pk.pdf" in shown
    told = Activity.objects.filter(object_type="performance.performanceagreement")
    assert told.count() == 4
    assert "Ditandatangani" in office.client.get(f"{go('agreement-list')}?tahun={YEAR}").text


def test_the_document_is_that_of_the_agreement(office):
    signed(office, goal("tujuan_pd"))
    found = read_agreement(office.unit, YEAR, choose_version(YEAR, "terbaru"))
    assert [row.indicator.name for row in found.promises] == ["IKU tujuan_pd"]
    assert found.day == date(YEAR, 1, 15)


def test_each_step_is_another_persons(office):
    draft(office)
    head, organ = make_user(Role.KEPALA_OPD, office.unit), make_user(Role.BAGIAN_ORGANISASI)
    assert press(office, office.operator, "check").status_code == 403
    assert press(office, organ, "check").status_code == 403
    assert press(office, head, "check").status_code == 302
    assert press(office, head, "agree").status_code == 403
    assert press(office, make_user(Role.KEPALA_OPD, make_unit()), "agree").status_code == 404
    bappeda = make_user(Role.BAPPEDA)
    PerformanceAgreement.objects.update(drafted_by=bappeda)
    assert press(office, bappeda, "agree").status_code == 403
    assert press(office, organ, "agree").status_code == 302


def test_nothing_is_signed_before_it_is_agreed_or_without_a_scan(office):
    draft(office)
    assert sign(office).status_code == 400
    press(office, make_user(Role.KEPALA_OPD, office.unit), "check")
    press(office, make_user(Role.BAGIAN_ORGANISASI), "agree")
    assert "Berkas" in sign(office, b"").text
    assert sign(office, b"bukan pdf").status_code == 400
    assert "paling lambat hari ini" in sign(office, day="15/01/2099").text
    assert press(office, office.operator, "sign").status_code in (400, 403)
    assert PerformanceAgreement.objects.get().state == AgreementState.AGREED


def test_nothing_without_a_target_is_promised(office):
    bare = make_indicator(make_node(office.unit, "sasaran_pd"), name="Tanpa target")
    draft(office, goal(), bare)
    head, organ = make_user(Role.KEPALA_OPD, office.unit), make_user(Role.BAGIAN_ORGANISASI)
    told = press(office, head, "check")
    assert told.status_code == 400
    assert f"Target {YEAR} belum diisi: Tanpa target." in told.text

    make_target(bare, 5)
    assert [press(office, *step).status_code for step in ((head, "check"), (organ, "agree"))] == [
        302,
        302,
    ]
    YearTarget.objects.filter(indicator=bare).delete()
    assert "belum diisi: Tanpa target" in sign(office).text


def test_an_agreement_locks_the_targets_it_promises(office):
    url = go("indicator-targets", goal().pk)
    data = targets(baseline="", end_target="", **{f"{YEAR}_target": "3"})
    draft(office)
    press(office, make_user(Role.KEPALA_OPD, office.unit), "check")
    refused = office.client.post(url, data)
    assert refused.status_code == 400
    assert f"karena Perjanjian Kinerja {YEAR} sudah diperiksa" in refused.text
    press(office, make_user(Role.BAPPEDA), "return", "Target terlalu rendah")
    assert office.client.post(url, data).status_code == 302


def test_what_is_checked_is_drafted_no_more(office):
    draft(office)
    press(office, make_user(Role.KEPALA_OPD, office.unit), "check")
    answer = draft(office, goal())
    assert answer.status_code == 400
    assert "sudah" in answer.text or "diperiksa" in answer.text
    assert PerformanceAgreement.objects.get().indicators.count() == 2


def test_only_own_indicators_are_promised(office):
    other = make_indicator(make_node(make_unit(), "sasaran_pd"))
    assert draft(office, other).status_code == 400
    assert not PerformanceAgreement.objects.exists()


def test_the_next_person_finds_it_on_the_dashboard(office):
    draft(office)
    head = make_user(Role.KEPALA_OPD, office.unit)
    assert "Periksa Perjanjian Kinerja" in of(head).get("/dasbor/").text
    press(office, head, "check")
    assert "Sepakati Perjanjian Kinerja" in of(make_user(Role.BAPPEDA)).get("/dasbor/").text
    assert "Perjanjian Kinerja" in of(head).get(page(office, "agreement")).text


def test_one_set_stands_behind_every_average(office):
    """The agreement, the LKjIP and the public page speak of the same indicators."""
    iku = make_indicator(goal().node, name="IKU di luar perjanjian", is_iku=True)
    promised = (goal(), goal("tujuan_pd"))
    for row, reached in zip((*promised, iku), (5, 4, 1), strict=True):
        make_realization(row, reached)
    make_target(iku, 5)
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    signed(office, *promised)

    agreement = read_agreement(office.unit, YEAR, choose_version(YEAR, "terbaru"))
    lkjip = load_lkjip(office.unit, YEAR)
    (line,) = [row for row in unit_lines(Frame.read(YEAR)) if row.code == office.unit.code]
    summary = summarize(office.unit, YEAR)

    assert len(agreement.promises) == lkjip.measures == line.total == summary["iku_total"] == 2
    assert lkjip.achievement == line.exact == summary["iku_exact"] == 90
    assert lkjip.average_name == "Rata-rata capaian 2 indikator Perjanjian Kinerja"
    url = office.unit.get_absolute_url()
    assert lkjip.average_name in Client().get(f"{url}?tahun={YEAR}").text


def test_a_program_promised_beside_sasaran_counts_in_every_average(office):
    program = make_indicator(PlanNode.objects.get(level="program"), name="Hasil program")
    for row, reached in ((goal(), 5), (program, 3)):
        make_realization(row, reached)
    make_target(program, 5)
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    signed(office, goal(), program)

    lkjip = load_lkjip(office.unit, YEAR)
    (line,) = [row for row in unit_lines(Frame.read(YEAR)) if row.code == office.unit.code]

    assert (lkjip.measures, lkjip.achievement) == (2, 80)
    assert (line.total, line.exact) == (2, 80)


def test_the_report_marks_the_rows_its_average_is_made_of(office):
    for row, reached in ((goal(), 5), (goal("tujuan_pd"), 1)):
        make_realization(row, reached)
    signed(office, goal())
    make_submission(office.unit, 4, SubmissionState.ACCEPTED)
    report = REPORTS.find("lkjip-opd")()
    data = report.data({"organization": office.unit.pk, "year": YEAR})

    results = next(table for table in data.tables if table.name == "capaian")
    marks = {line["indikator"]: line["perjanjian_kinerja"] for line in results.rows}
    assert marks == {"IKU sasaran_pd": "ya", "IKU tujuan_pd": "tidak"}
    promised = {
        line["measure"].indicator.name
        for entry in data.values["goals"]
        for line in entry["promised"]
    }
    assert promised == {"IKU sasaran_pd"}
    text = marked_page(report, data)
    assert text.count("<strong>(PK)</strong>") == 1
    assert "IKU tujuan_pd" in text


def test_the_average_of_the_public_page_is_that_of_the_marked_rows(office):
    rows = {"IKU sasaran_pd": 5, "IKU tujuan_pd": 1, "IKU kedua": 2}
    Indicator.objects.create(
        node=goal().node, organization=office.unit, name="IKU kedua", unit="%", weight=3
    )
    for name, reached in rows.items():
        row = Indicator.objects.get(name=name)
        YearTarget.objects.filter(indicator=row).delete()
        make_target(row, 5)
        make_realization(row, reached)
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    signed(office, goal(), Indicator.objects.get(name="IKU kedua"))

    answer = Client().get(f"{office.unit.get_absolute_url()}?tahun={YEAR}")
    line, goals = answer.context["line"], answer.context["goals"]
    marked = [row for row in goals if row.pk in line.agreed]
    weights = sum(row.weight for row in marked)
    assert sum(row.achievement * row.weight for row in marked) / weights == line.exact == 55
    assert answer.text.count(">PK</span>") == len(marked) == 2
    assert "bobot 3" in answer.text
    assert "IKU tujuan_pd" in answer.text


def test_without_an_agreement_the_sasaran_are_the_set_everywhere(office):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    agreement = read_agreement(office.unit, YEAR, choose_version(YEAR, "terbaru"))
    (line,) = [row for row in unit_lines(Frame.read(YEAR)) if row.code == office.unit.code]
    promised = {row.indicator.pk for row in agreement.promises}
    assert promised == {goal().pk} == agreed_indicators([office.unit.pk], YEAR)[office.unit.pk]
    assert len(promised) == load_lkjip(office.unit, YEAR).measures == line.total


def test_a_new_draft_does_not_hide_the_signed_agreement(office):
    first = signed(office)
    make_revision(document=PlanDocument.RENJA, year=YEAR, by=make_user(Role.BAPPEDA))
    assert draft(office).status_code == 302

    text = office.client.get(page(office, "agreement")).text

    assert PerformanceAgreement.objects.count() == 2
    assert f"menurut {first.version}, ditandatangani 15 Januari {YEAR}" in text
    assert first.scan.original_name in text
