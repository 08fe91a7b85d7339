"""The mayor's own Perjanjian Kinerja: four steps of different people, and the city's LKjIP after it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Activity, User
from performance.choices import AgreementState, SubmissionState
from performance.evaluation.queries.agreement import read_agreement
from performance.evaluation.queries.lkjip import load_city_lkjip
from performance.evaluation.reports.city import city_unit
from performance.evaluation.reports.lkjip_texts import sections
from performance.models import Indicator, PerformanceAgreement
from performance.plan.queries.agreement_versions import choose_version
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_realization,
    make_submission,
    make_target,
    make_version,
)
from tests.performance.entry.test_entry import YEAR
from tests.performance.entry.test_evidence import pdf
from tests.performance.plan.test_plan_pages import targets


class Mayoralty:
    """A city with one tujuan and one sasaran, and the people of the mayor's side."""

    def __init__(self) -> None:
        make_version()
        unit = make_unit()
        for level, reached in (("tujuan", 2), ("sasaran", 4)):
            row = make_indicator(make_node(None, level), unit, name=f"Kota {level}")
            make_target(row, 5)
            make_realization(row, reached)
        self.organ = make_user(Role.BAGIAN_ORGANISASI)
        self.bappeda = make_user(Role.BAPPEDA)
        self.mayor = make_user(Role.PIMPINAN)

    def goal(self, level: str = "sasaran") -> Indicator:
        return Indicator.objects.get(name=f"Kota {level}")


@pytest.fixture
def city(db, settings, tmp_path) -> Mayoralty:
    settings.MEDIA_ROOT = tmp_path
    return Mayoralty()


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(name: str, *more: str) -> str:
    return reverse(f"performance:{name}", args=["kota", YEAR, *more])


def draft(city: Mayoralty, user: User, *rows: Indicator) -> HttpResponse:
    return of(user).post(
        page("agreement-draft"), {"indicators": [r.pk for r in rows or [city.goal()]]}
    )


def press(user: User, name: str, note: str = "") -> int:
    return of(user).post(page("agreement-transition", name), {"note": note}).status_code


def sign(user: User) -> int:
    file = SimpleUploadedFile("pk-kota.pdf", pdf())
    data = {"signed_on": f"20/01/{YEAR}", "file": file}
    return of(user).post(page("agreement-sign"), data).status_code


def signed(city: Mayoralty) -> PerformanceAgreement:
    draft(city, city.organ)
    press(city.bappeda, "check")
    press(city.mayor, "agree")
    assert sign(city.organ) == 302
    return PerformanceAgreement.objects.get()


def test_the_whole_way_of_the_citys_agreement(city):
    held = signed(city)

    assert (held.organization, held.state, held.signed_on) == (
        None,
        AgreementState.SIGNED,
        date(YEAR, 1, 20),
    )
    shown = of(city.mayor).get(page("agreement")).text
    assert f"20 Januari {YEAR}" in shown
    assert "pk-kota.pdf" in shown
    told = Activity.objects.filter(object_type="performance.performanceagreement")
    assert told.count() == 4
    listed = of(city.mayor).get(f"{reverse('performance:agreement-list')}?tahun={YEAR}").text
    assert page("agreement") in listed
    assert "Ditandatangani" in listed


def test_each_step_of_the_city_is_another_persons(city):
    unit = make_unit()
    head = make_user(Role.KEPALA_OPD, unit)
    assert draft(city, city.mayor).status_code == 403
    assert draft(city, make_user(Role.OPERATOR_OPD, unit)).status_code == 403
    assert draft(city, city.organ).status_code == 302
    assert [press(who, "check") for who in (city.organ, city.mayor, head)] == [403, 403, 403]
    assert press(city.bappeda, "check") == 302
    assert [press(who, "agree") for who in (city.organ, city.bappeda, head)] == [403, 403, 403]
    assert press(city.mayor, "agree") == 302
    assert [sign(who) for who in (city.bappeda, city.mayor)] == [403, 403]
    assert sign(city.organ) == 302


def test_only_goals_of_the_city_are_promised_and_only_to_its_readers(city):
    other = make_indicator(make_node(make_unit(), "sasaran_pd"))
    assert draft(city, city.organ, other).status_code == 400
    held = signed(city)
    scan = reverse("performance:evidence-file", args=[held.scan_id])
    answer = of(make_user(Role.KEPALA_OPD, make_unit())).get(scan)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert of(make_user(Role.JURI)).get(scan).status_code in (403, 404)


def test_the_next_person_of_the_mayors_side_finds_it_on_the_dashboard(city):
    def asked(user: User, label: str) -> bool:
        text = of(user).get("/dasbor/").text
        return f"{label} Perjanjian Kinerja" in text

    draft(city, city.organ)
    assert [asked(who, "Periksa") for who in (city.organ, city.bappeda)] == [False, True]
    press(city.bappeda, "check")
    assert [asked(who, "Sepakati") for who in (city.mayor, city.organ)] == [True, False]
    press(city.mayor, "agree")
    told = [asked(who, "Unggah naskah") for who in (city.organ, city.bappeda, city.mayor)]
    assert told == [True, False, False]


def test_the_citys_report_speaks_of_the_signed_agreement(city):
    before = load_city_lkjip(city_unit(YEAR), YEAR)
    assert (before.measures, before.achievement) == (2, 60)
    assert before.average_name == "Rata-rata capaian indikator"

    signed(city)
    data = load_city_lkjip(city_unit(YEAR), YEAR)
    promised = read_agreement(None, YEAR, choose_version(YEAR, "terbaru"))

    assert (data.measures, data.achievement) == (len(promised.promises), 80) == (1, 80)
    assert promised.day == date(YEAR, 1, 20)
    assert data.average_name == "Rata-rata capaian 1 indikator Perjanjian Kinerja kota"
    words = next(row.default for row in sections(data) if row.key == "perjanjian")
    assert f"pada 20 Januari {YEAR}" in words
    assert "Wali Kota" in words


def test_the_citys_agreement_locks_the_targets_it_promises(city):
    url = reverse("performance:indicator-targets", args=[city.goal().pk])
    data = targets(baseline="", end_target="", **{f"{YEAR}_target": "3"})
    draft(city, city.organ)
    press(city.bappeda, "check")
    refused = of(city.bappeda).post(url, data)
    assert refused.status_code == 400
    assert f"karena Perjanjian Kinerja {YEAR} sudah diperiksa" in refused.text
    press(city.mayor, "return", "Target terlalu rendah")
    assert of(city.bappeda).post(url, data).status_code == 302


def test_the_leaders_page_marks_what_the_mayor_has_promised(city):
    unit = city.goal().organization
    make_submission(unit, 1, SubmissionState.ACCEPTED)
    url = f"{reverse('performance:leaders')}?tahun={YEAR}"
    assert ">PK</span>" not in of(city.mayor).get(url).text
    signed(city)
    text = of(city.mayor).get(url).text
    assert text.count(">PK</span>") == 1


def test_a_return_gives_the_citys_draft_back(city):
    draft(city, city.organ)
    press(city.bappeda, "check")
    assert press(make_user(Role.INSPEKTORAT), "return", "Belum lengkap") == 403
    assert press(city.mayor, "return", "Belum lengkap") == 302
    assert PerformanceAgreement.objects.get().state == AgreementState.DRAFT
