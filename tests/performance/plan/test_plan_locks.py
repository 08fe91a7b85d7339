"""Targets and pagu stay as they are once a quarter measured against them was handed in."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.utils import timezone

from organizations.access import ALLOWED
from organizations.choices import Role
from performance.choices import PlanDocument, SubmissionState
from performance.entry.actions.submission import accept_entry, reopen_entry
from performance.models import (
    ImportBatch,
    Pagu,
    PeriodTarget,
    PlanVersion,
    Realization,
    ReportingWindow,
    Submission,
    YearTarget,
)
from performance.plan.actions.carry import copy_year
from tests.factories.organizations import make_user
from tests.factories.performance import (
    make_pagu,
    make_submission,
    make_target,
    make_version,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_plan_pages import go, pagu, targets
from tests.performance.transfer.test_import_pages import upload

HEAD = "level,kode,nama,indikator,satuan,target_k,pagu_rp,tw1_k,target_renstra_k\n"
CLOSED = (SubmissionState.SUBMITTED, SubmissionState.VERIFIED, SubmissionState.ACCEPTED)
EMPTY = {"baseline": "", "end_target": ""}


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    make_version(PlanDocument.RENSTRA)
    return Office()


def change(office: Office, figures: dict[str, str], versi: str = "") -> HttpResponse:
    url = go("indicator-targets", office.indicators[0].pk)
    return office.client.post(f"{url}?versi={versi}", targets(**{**EMPTY, **figures}))


def target(office: Office) -> YearTarget:
    return YearTarget.objects.get(indicator=office.indicators[0], year=YEAR)


def line(office: Office, values: str) -> str:
    node, row = office.subs[0], office.indicators[0]
    return f"subkegiatan,{node.code},{node.name},{row.name},Dokumen,{values}\n"


@pytest.mark.parametrize("state", CLOSED)
def test_a_target_of_a_handed_in_quarter_stays(office, state):
    make_submission(office.unit, 1, state)

    answer = change(office, {f"{YEAR}_target": "6"})

    assert answer.status_code == 400
    page = answer.text
    assert f"Target dan pagu {YEAR} terkunci karena Triwulan I sudah" in page
    assert "lewat versi Perubahan" in page
    assert f'name="{YEAR}_target" value="6"' in page  # what was typed is kept
    assert target(office).target == 10


@pytest.mark.parametrize("figure", ["q1", "q4"])
def test_quarter_targets_are_locked_with_the_year(office, figure):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    assert change(office, {f"{YEAR}_target": "10", f"{YEAR}_{figure}": "2"}).status_code == 400


def test_other_years_and_other_units_stay_open(office):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    other = Office()
    assert change(other, {f"{YEAR}_target": "6"}).status_code == 302
    assert change(office, {f"{YEAR}_target": "10", "2026_target": "7"}).status_code == 302
    assert YearTarget.objects.filter(indicator=office.indicators[0], year=2026).get().target == 7


@pytest.mark.parametrize("state", [SubmissionState.DRAFT, SubmissionState.RETURNED])
def test_a_quarter_still_being_filled_locks_nothing(office, state):
    make_submission(office.unit, 1, state)
    assert change(office, {f"{YEAR}_target": "6"}).status_code == 302


def test_an_unlock_of_figures_does_not_unlock_targets(office):
    entry = make_submission(office.unit, 1, SubmissionState.VERIFIED)
    bappeda = make_user(Role.BAPPEDA)
    accept_entry(submission=entry, by=bappeda)
    until = timezone.now()
    reopen_entry(submission=entry, by=bappeda, note="Salah", until=until, rule=lambda *_: ALLOWED)
    assert Submission.objects.get(pk=entry.pk).state == SubmissionState.RETURNED

    answer = change(office, {f"{YEAR}_target": "6"})

    assert "Triwulan I pernah dikunci" in answer.text
    assert target(office).target == 10


def test_pagu_of_a_handed_in_year_stays(office):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    url, node = go("node-pagu", office.subs[0].pk), office.subs[0]

    answer = office.client.post(url, pagu(str(YEAR), "5"))

    assert answer.status_code == 400
    assert f"Target dan pagu {YEAR} terkunci" in answer.text
    assert Pagu.objects.get(node=node).amount == 1_000_000
    kept = {**pagu(str(YEAR), "1000000"), "tahun_2026": "7"}
    assert office.client.post(url, kept).status_code == 302


def test_the_page_says_what_is_locked(office):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    for url in (
        go("indicator-targets", office.indicators[0].pk),
        go("node-pagu", office.subs[0].pk),
    ):
        page = office.client.get(url).text
        assert page.count("Terkunci: ") == 1
        assert f"Terkunci: {YEAR} (Triwulan I sudah diterima)" in page
        assert "ajukan versi Perubahan" in page
        assert page.count(f'href="/kinerja/aturan/perubahan/?tahun={YEAR}"') == 1


def test_years_locked_by_one_cause_are_told_together(office):
    for year in (2023, 2024, YEAR):
        for quarter in (1, 2):
            entry = make_submission(office.unit, quarter, SubmissionState.ACCEPTED)
            Submission.objects.filter(pk=entry.pk).update(year=year)
    page = office.client.get(go("indicator-targets", office.indicators[0].pk)).text
    assert f"Terkunci: 2023–{YEAR} (Triwulan I, II sudah diterima)" in page


def test_what_is_locked_is_text_and_no_box(office):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    PeriodTarget.objects.create(
        indicator=office.indicators[0],
        version=PlanVersion.objects.get(document=PlanDocument.RENSTRA),
        end_target=40,
    )
    page = office.client.get(go("indicator-targets", office.indicators[0].pk)).text
    for name in (f"{YEAR}_target", f"{YEAR}_q1", "end_target", f"bawaan_{YEAR}"):
        assert f'name="{name}"' not in page
    assert '<td class="number">10</td>' in " ".join(page.split())
    assert 'name="baseline"' in page  # was empty and may be filled
    assert 'name="2026_target"' in page
    money = office.client.get(go("node-pagu", office.subs[0].pk)).text
    assert f'name="tahun_{YEAR}"' not in money
    assert "1.000.000 " in money or "1000000 " in money


def test_a_page_without_the_locked_boxes_saves_the_open_ones(office):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    url = go("indicator-targets", office.indicators[0].pk)
    assert office.client.post(url, {"2026_target": "8"}).status_code == 302
    assert target(office).target == 10
    assert YearTarget.objects.get(indicator=office.indicators[0], year=2026).target == 8
    url = go("node-pagu", office.subs[0].pk)
    assert office.client.post(url, {"tahun_2026": "9"}).status_code == 302
    assert Pagu.objects.get(node=office.subs[0], year=YEAR).amount == 1_000_000


def test_figures_of_the_period_are_filled_once_and_then_kept(office):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    same = {f"{YEAR}_target": "10"}
    assert change(office, {**same, "end_target": "40"}).status_code == 302
    refused = change(office, {**same, "end_target": "30"})
    assert refused.status_code == 400
    assert "Angka akhir periode Renstra Murni terkunci" in refused.text
    assert PeriodTarget.objects.get().end_target == 40


def test_yearly_targets_of_the_renstra_are_locked_too(office):
    make_submission(office.unit, 4, SubmissionState.ACCEPTED)
    assert change(office, {f"{YEAR}_target": "5"}, "renstra.0").status_code == 400
    later = change(office, {"2026_target": "5"}, "renstra.0")
    assert later.status_code == 400  # the closed E.80 prints what the Renstra says of coming years
    assert f"karena tercetak di dokumen {YEAR} yang sudah selesai" in later.text


def test_copying_into_a_locked_year_is_refused(office):
    make_target(office.indicators[0], 3, year=2024)
    make_pagu(office.subs[1], 5, year=2024)
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    YearTarget.objects.filter(year=YEAR).delete()
    with pytest.raises(ValidationError, match="terkunci"):
        copy_year(unit=office.unit, source=2024, year=YEAR, with_pagu=True, by=office.operator)
    assert not YearTarget.objects.filter(year=YEAR).exists()


def test_a_file_may_hold_locked_figures_but_not_change_them(office):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)

    refused = upload(office, HEAD + line(office, "6,900000,,"))

    assert refused.status_code == 400
    assert "Baris 2, kolom target_k: Target dan pagu 2025 terkunci" in refused.text
    assert "Baris 2, kolom pagu_rp: Target dan pagu 2025 terkunci" in refused.text
    assert upload(office, HEAD + line(office, "10,1000000,,50")).status_code == 302


def test_a_quarter_closed_after_the_preview_stops_the_import(office):
    upload(office, HEAD + line(office, "6,900000,,"))
    make_submission(office.unit, 1, SubmissionState.SUBMITTED)
    answer = office.client.post(go("import-confirm", ImportBatch.objects.get().pk))
    assert answer.status_code == 409
    assert target(office).target == 10


def command(office: Office, path: Path, values: str) -> None:
    path.write_text(HEAD + line(office, values), encoding="utf-8")
    call_command("import_performance", path, opd=office.unit.code, year=YEAR, stdout=StringIO())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ("6,,,", "kolom target_k: Target dan pagu 2025 terkunci"),
        (",900000,,", "kolom pagu_rp: Target dan pagu 2025 terkunci"),
        (",,7,", "kolom tw1_k: Triwulan I sudah diterima dan terkunci"),
    ],
)
def test_the_command_is_refused_where_the_page_is(office, tmp_path, values, words):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    with pytest.raises(CommandError, match=words):
        command(office, tmp_path / "a.csv", values)
    assert (target(office).target, Realization.objects.count()) == (10, 0)


def test_the_command_keeps_a_closed_window_but_needs_none(office, tmp_path):
    make_window(1, is_open=False)
    with pytest.raises(CommandError, match="Jadwal pengisian Triwulan I sudah ditutup"):
        command(office, tmp_path / "a.csv", ",,7,")
    ReportingWindow.objects.filter(quarter=1).delete()
    command(office, tmp_path / "a.csv", ",,7,")
    assert Realization.objects.get().k1 == 7


def test_a_document_does_not_hide_what_stands_in_for_it(office):
    """The RPJMD's own cell is empty, but the city's forms print the Renstra's figure there."""
    make_version(PlanDocument.RPJMD)
    change(office, {"end_target": "80"}, "renstra.0")
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)

    answer = change(office, {"end_target": "12"}, "rpjmd.0")

    assert (answer.status_code, "terkunci" in answer.content.decode()) == (400, True)
    assert [row.end_target for row in PeriodTarget.objects.all()] == [80]
