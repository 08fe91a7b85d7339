"""The words of an LKjIP: true by default, edited once, never lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Activity
from performance.choices import PlanDocument
from performance.evaluation.queries.lkjip import load_lkjip
from performance.evaluation.reports.closing_words import gathered
from performance.evaluation.reports.lkjip_texts import sections
from performance.evaluation.reports.lkjip_words import MARK, paragraphs
from performance.models import DocumentText, Indicator, Realization, RowNote
from performance.stamps import stamp_of
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_period_target,
    make_realization,
    make_spending,
    make_submission,
    make_target,
    make_version,
)
from tests.performance.entry.test_entry import YEAR, Office


@pytest.fixture
def office(db) -> Office:
    place = Office()
    sasaran = place.subs[0].program.parent
    index = make_indicator(sasaran, name="Indeks layanan", is_iku=True, accumulation="last")
    make_target(index, 80)
    make_target(index, 70, year=YEAR - 1)
    make_realization(index, 60, 65, 70, 76)
    make_realization(index, 60, year=YEAR - 1)
    make_period_target(index, baseline=50, end_target=95)
    make_spending(place.subs[0], 900_000)
    return place


def url(office: Office, name: str = "text-edit", section: str = "ikhtisar") -> str:
    args = [office.unit.code, YEAR] + ([section] if name != "text-list" else [])
    return reverse(f"performance:{name}", args=args)


def text(office: Office, key: str) -> str:
    found = {section.key: section.text for section in sections(load_lkjip(office.unit, YEAR))}
    return next(words for name, words in found.items() if name.startswith(key))


def test_the_list_offers_the_document_its_words_belong_to(office):
    page = office.client.get(url(office, "text-list")).content.decode()
    address = reverse("reports:request", args=["lkjip-opd"])
    assert f"{address}?opd={office.unit.code}&amp;tahun={YEAR}" in page
    city = Client()
    city.force_login(make_user(Role.BAPPEDA))
    page = city.get(reverse("performance:text-list", args=["kota", YEAR])).content.decode()
    assert f"{reverse('reports:request', args=['lkjip-kota'])}?tahun={YEAR}" in page


def test_lines_with_a_bullet_are_a_list():
    told = paragraphs("Isu:\n\n• Rob & banjir\n• Anggaran\n\nSelesai.")
    assert "<ul><li>Rob &amp; banjir</li><li>Anggaran</li></ul>" in told
    assert told.count("<p>") == 2


def test_default_paragraphs_leave_the_figures_to_the_table(office):
    note = RowNote.objects.create(
        indicator=Indicator.objects.get(name="Indeks layanan"),
        year=YEAR,
        quarter=4,
        driving="Loket ditambah.",
        inhibiting="Antrean panjang pada awal tahun",
        follow_up="Menambah loket.",
    )
    words = text(office, "analisis")
    assert words == (
        "Indeks layanan. Faktor pendorong: Loket ditambah. Faktor penghambat: Antrean panjang pada "
        "awal tahun. Tindak lanjut: Menambah loket."
    )
    for key in ("ikhtisar", "anggaran", "simpulan"):
        found = text(office, key)
        for figure in ("76", "95,00", "900.000", "45,00"):
            assert figure not in found, key
    assert note.follow_up in words


def test_what_nobody_wrote_stands_as_a_marked_paragraph(office):
    assert text(office, "analisis") == f"{MARK} Sebab dan tindak lanjut untuk: Indeks layanan."
    assert text(office, "langkah").startswith(MARK)
    assert text(office, "isu").startswith(MARK)
    assert '<p class="unwritten">' in paragraphs(text(office, "isu"))


def test_a_near_miss_asks_for_no_attention(office):
    Realization.objects.filter(indicator__name="Indeks layanan", year=YEAR).update(k4="79.184")
    assert "perhatian" not in text(office, "ikhtisar")
    Realization.objects.filter(indicator__name="Indeks layanan", year=YEAR).update(k4="50")
    assert "perhatian karena di bawah predikat Sangat Tinggi: Indeks layanan" in text(
        office, "ikhtisar"
    )


def test_the_summary_leads_only_to_words_that_are_there(office):
    index = Indicator.objects.get(name="Indeks layanan")
    Realization.objects.filter(indicator=index, year=YEAR).update(k4="50")
    assert "belum menyebut sebab dan jalan keluar untuk semuanya" in text(office, "ikhtisar")
    assert "Yang belum mencapainya" not in text(office, "simpulan")  # it is the only one
    RowNote.objects.create(indicator=index, year=YEAR, quarter=4, inhibiting="Antrean panjang.")
    assert "jalan keluarnya ada pada bagian 3.2." in text(office, "ikhtisar")


def test_the_steps_say_when_they_were_written(office):
    for quarter in (2, 4):
        make_submission(office.unit, quarter, follow_up_plan="Menambah loket.")
    assert "• Menambah loket. (ditulis pada Triwulan II dan Triwulan IV)" in text(office, "langkah")


def test_the_same_words_of_many_units_share_a_line(db):
    units = [make_unit(short_name=f"U{number}") for number in range(7)]
    rows = [make_submission(unit, 4, inhibiting_factors="Hujan.") for unit in units]
    found = gathered(rows, "inhibiting_factors", units, 4)
    assert found == "U0, U1, U2, U3, U4, U5, U6: Hujan."


def test_the_measures_follow_the_formulas(office):
    data = load_lkjip(office.unit, YEAR)
    (measure,) = data.all_measures()
    assert [point.year for point in measure.years][-2:] == [YEAR - 1, YEAR]
    assert (str(measure.now.achievement), measure.band) == ("95.00", "Sangat Tinggi")
    assert str(measure.progress) == "80.00"
    (goal,) = data.goals
    assert str(goal.absorption) == "45.00"
    assert goal.efficiency.label == "Efisien"
    assert goal.leftover is None  # below 100 percent saving is no efficiency


def test_the_perjanjian_kinerja_goes_before_a_later_renja(office):
    index = Indicator.objects.get(name="Indeks layanan")
    make_target(index, 90, version=make_version(PlanDocument.RENJA, sequence=1))
    make_target(index, 77, version=make_version(PlanDocument.PK))

    (measure,) = load_lkjip(office.unit, YEAR).all_measures()

    assert (measure.now.target, measure.now.first_target) == (77, None)


def test_a_unit_without_sasaran_is_measured_by_its_programs(office):
    Indicator.objects.filter(name="Indeks layanan").delete()
    make_target(make_indicator(office.subs[0].program, name="Hasil program"), 10)
    data = load_lkjip(office.unit, YEAR)
    assert not data.has_goals
    assert [goal.node.level for goal in data.goals] == ["program"]


def test_an_edited_section_stays_and_can_be_given_back(office):
    answer = office.client.post(url(office), {"text": "Tulisan kami.", "version": "0"})
    assert answer.status_code == 302
    assert text(office, "ikhtisar") == "Tulisan kami."
    assert Activity.objects.filter(verb="performance.text").count() == 1
    page = office.client.get(url(office, "text-list")).content.decode()
    assert "1 dari" in page
    assert office.client.get(url(office, "text-reset")).status_code == 200
    assert office.client.post(url(office, "text-reset")).status_code == 302
    assert not DocumentText.objects.exists()
    assert text(office, "ikhtisar").startswith("Pada tahun 2025")


def test_words_and_their_return_to_the_default_move_the_stamp_of_the_year(office):
    stamps, earlier = [stamp_of(office.unit.pk, YEAR)], stamp_of(office.unit.pk, YEAR - 1)
    for name, data in (("text-edit", {"text": "Kami.", "version": "0"}), ("text-reset", {})):
        office.client.post(url(office, name), data)
        stamps.append(stamp_of(office.unit.pk, YEAR))

    assert len(set(stamps)) == 3
    assert stamp_of(office.unit.pk, YEAR - 1) == earlier


def test_two_people_do_not_overwrite_each_other(office):
    office.client.post(url(office), {"text": "Pertama.", "version": "0"})
    answer = office.client.post(url(office), {"text": "Kedua.", "version": "0"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Kedua." in page
    assert "Pertama." in page
    assert DocumentText.objects.get().text == "Pertama."


def test_empty_words_are_refused(office):
    answer = office.client.post(url(office), {"text": " ", "version": "0"})
    assert answer.status_code == 400
    assert "Tulis naskahnya" in answer.content.decode()


def test_only_the_unit_edits(office):
    for role in (Role.BAPPEDA, Role.PIMPINAN):
        client = Client()
        client.force_login(make_user(role))
        assert client.get(url(office, "text-list")).status_code == 200
        assert client.post(url(office), {"text": "x", "version": "0"}).status_code == 403
    stranger = Client()
    stranger.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    assert stranger.post(url(office), {"text": "x", "version": "0"}).status_code == 404
    assert not DocumentText.objects.exists()


def test_the_city_s_words_are_kept_by_those_who_serve_it(db):
    analyst, head = Client(), Client()
    analyst.force_login(make_user(Role.BAPPEDA, make_unit()))
    head.force_login(make_user(Role.KEPALA_OPD, make_unit()))
    url = reverse("performance:text-edit", args=["kota", 2025, "ikhtisar"])
    assert "Ikhtisar" in analyst.get(url).content.decode()
    assert head.get(url).status_code == 403
    data = {"text": "Ringkasan kota yang disunting.", "version": 0}
    assert head.post(url, data).status_code == 403
    assert analyst.post(url, data).status_code == 302
    row = DocumentText.objects.get()
    assert (row.organization, row.document) == (None, "lkjip-kota")
    listed = analyst.get(reverse("performance:text-list", args=["kota", 2025])).content.decode()
    assert "Ringkasan kota yang disunting." in listed
