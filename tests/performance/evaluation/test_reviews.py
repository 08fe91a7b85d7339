"""The statement of review: printed for a review that was made of these figures, by others."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.access import access_of
from organizations.choices import Role
from organizations.models import Activity, User
from organizations.panels import Reader
from performance.choices import AgreementState, NodeLevel, SubmissionState
from performance.evaluation.actions.texts import reset_text, save_text
from performance.evaluation.queries.reviews import review_lines, review_tasks
from performance.models import (
    LkjipReview,
    PerformanceAgreement,
    PlanVersion,
    Realization,
    Submission,
)
from performance.reference.review import numbered, questions
from performance.stamps import city_stamp, stamp_of
from tests.factories.organizations import make_assignment, make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_realization,
    make_submission,
    make_target,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.evaluation.test_true_documents import made

STATEMENT, EMPTY = "Kami telah mereviu", "Formulir pernyataan telah direviu"
DAY = timezone.localdate()


@pytest.fixture
def office(db) -> Office:
    """A unit whose year ended, with every quarter accepted, and an auditor of another unit."""
    make_window(QUARTER)
    place = Office()
    Submission.objects.all().delete()
    for row in place.indicators:
        make_realization(row, 1, 2, 3, 4)
    for quarter in (1, 2, 3, 4):
        make_submission(place.unit, quarter, SubmissionState.ACCEPTED)
    place.auditor = make_user(Role.INSPEKTORAT, make_unit(is_reporting=False), full_name="Auditor")
    return place


def page(code: str, name: str = "review") -> str:
    return reverse(f"performance:{name}", args=[code, YEAR])


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(client: Client, url: str, **more: Any) -> dict[str, Any]:
    """What a person sends: every answer yes, and the marks of the page."""
    form = client.get(url).context["form"]
    return {
        **{f"a_{question.key}": "ya" for question in questions()},
        "version": form["version"].value(),
        "facts": form["facts"].value(),
        "name": "Ani Auditor",
        "position": "Auditor Madya",
        "reviewed_on": f"{DAY:%d/%m/%Y}",
        "conclusion": "remarks",
        "findings": "Bukti dukung triwulan II kurang lengkap.",
        **more,
    }


def send(user: User, code: str, **more: Any) -> HttpResponse:
    client, url = client_of(user), page(code, "review-edit")
    return client.post(url, typed(client, url, **more))


@pytest.mark.parametrize("code", ["unit", "kota"])
def test_the_statement_names_reviewer_day_and_findings(office, code):
    slug, unit = ("lkjip-kota", None) if code == "kota" else ("lkjip-opd", office)
    _, before = made(slug, unit)
    assert EMPTY in before
    assert STATEMENT not in before

    answer = send(office.auditor, office.unit.code if unit else "kota")

    assert answer.status_code == 302
    _, printed = made(slug, unit)
    assert STATEMENT in printed
    assert EMPTY not in printed
    for word in ("Ani Auditor", "Auditor Madya", "Bukti dukung triwulan II kurang lengkap."):
        assert word in printed
    assert "terdapat hal yang perlu diperbaiki" in printed


def test_a_review_of_one_report_leaves_the_others_as_they_are(office):
    send(office.auditor, office.unit.code)
    assert EMPTY in made("lkjip-kota")[1]
    send(office.auditor, "kota")
    assert STATEMENT in made("lkjip-opd", office)[1]
    assert STATEMENT in made("lkjip-kota")[1]


def change_a_figure(office: Office) -> None:
    Realization.objects.filter(indicator=office.indicators[0]).update(k4=9)


def change_a_target(office: Office) -> None:
    office.indicators[0].year_targets.update(target=77)


def change_the_text(office: Office) -> None:
    save_text(
        organization=office.unit,
        year=YEAR,
        document="lkjip-opd",
        section="ikhtisar",
        title="Ikhtisar",
        text="Ditulis sesudah reviu.",
        version=0,
        by=office.operator,
    )


@pytest.mark.parametrize("change", [change_a_figure, change_a_target, change_the_text])
def test_what_changes_after_the_review_makes_it_void_until_the_next(office, change):
    send(office.auditor, office.unit.code)
    change(office)

    _, printed = made("lkjip-opd", office)
    assert STATEMENT not in printed
    assert "berubah sesudah direviu" in printed
    assert "Berubah sesudah reviu" in client_of(office.auditor).get(page(office.unit.code)).text

    assert send(office.auditor, office.unit.code).status_code == 302
    assert STATEMENT in made("lkjip-opd", office)[1]


def test_a_reopened_quarter_takes_the_statement_away(office):
    send(office.auditor, office.unit.code)
    Submission.objects.filter(quarter=4).update(state=SubmissionState.RETURNED)
    assert STATEMENT not in made("lkjip-opd", office)[1]
    assert client_of(office.auditor).get(page(office.unit.code, "review-edit")).status_code == 403


def test_documents_made_before_a_review_are_told_to_look_again(office):
    unit, city = stamp_of(office.unit.pk, YEAR), city_stamp(YEAR)
    send(office.auditor, office.unit.code)
    assert stamp_of(office.unit.pk, YEAR) != unit
    assert city_stamp(YEAR) != city


def test_nobody_reviews_own_words_or_the_own_unit(office):
    make_assignment(office.operator, Role.INSPEKTORAT, make_unit(is_reporting=False))
    colleague = make_user(Role.INSPEKTORAT, office.unit)
    verifier = make_user(Role.INSPEKTORAT, make_unit(is_reporting=False))
    Submission.objects.filter(quarter=2).update(verified_by=verifier)
    for user in (office.operator, colleague, verifier):
        assert client_of(user).get(page(office.unit.code, "review-edit")).status_code == 403
    assert client_of(verifier).get(page("kota", "review-edit")).status_code == 403


def test_who_wrote_the_city_s_words_does_not_review_them_even_after_they_are_gone(office):
    writer = make_user(Role.BAPPEDA, make_unit(is_reporting=False))
    make_assignment(writer, Role.INSPEKTORAT, make_unit(is_reporting=False))
    url = page("kota", "review-edit")
    assert client_of(writer).get(url).status_code == 200
    row = save_text(
        organization=None,
        year=YEAR,
        document="lkjip-kota",
        section="ikhtisar",
        title="Ikhtisar",
        text="Uji",
        version=0,
        by=writer,
    )
    assert client_of(writer).get(url).status_code == 403
    reset_text(row=row, title="Ikhtisar", by=writer)
    assert client_of(writer).get(url).status_code == 403


def test_only_the_inspektorat_reviews(office):
    for user in (office.operator, make_user(Role.BAPPEDA), make_user(Role.PIMPINAN)):
        assert client_of(user).get(page(office.unit.code, "review-edit")).status_code == 403
        assert client_of(user).get(page(office.unit.code)).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"a_f1": "tidak"}, "Tulis catatan untuk jawaban Tidak pada Format nomor 1"),
        ({"a_f1": "tb"}, "Pilih jawaban untuk Format nomor 1"),
        ({"a_f1": ""}, "Pilih jawaban untuk Format nomor 1"),
        ({"a_s2": ""}, "Pilih jawaban untuk Substansi nomor 2"),
        ({"findings": " "}, "Tulis hal yang perlu diperbaiki"),
        ({"reviewed_on": "1/1/2099"}, "paling lambat hari ini"),
        ({"reviewed_on": f"31/12/{YEAR}"}, "sesudah tahun laporannya berakhir"),
        ({"name": "x" * 161}, "paling panjang 160 huruf"),
        ({"conclusion": "x"}, "Pilih simpulan"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(office, wrong, sentence):
    answer = send(office.auditor, office.unit.code, **wrong)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert not LkjipReview.objects.exists()
    assert "Auditor Madya" in answer.text


def test_figures_that_change_while_the_form_is_open_are_looked_at_again(office):
    client, url = client_of(office.auditor), page(office.unit.code, "review-edit")
    data = typed(client, url)
    change_a_figure(office)
    answer = client.post(url, data)
    assert answer.status_code == 409
    assert not LkjipReview.objects.exists()
    form = answer.context["form"]
    again = client.post(url, {**data, "facts": form["facts"].value()})
    assert again.status_code == 302


def test_the_second_of_two_reviewers_is_told(office):
    client, url = client_of(office.auditor), page(office.unit.code, "review-edit")
    data = typed(client, url)
    other = make_user(Role.INSPEKTORAT, make_unit(is_reporting=False))
    send(other, office.unit.code, findings="Temuan pertama")
    assert client.post(url, data).status_code == 409
    assert LkjipReview.objects.get().findings == "Temuan pertama"


def test_a_change_is_kept_with_before_and_after(office):
    send(office.auditor, office.unit.code)
    send(office.auditor, office.unit.code, findings="Lain", a_f1="tidak", n_f1="Kurang")
    line = Activity.objects.filter(verb="performance.review").latest("pk")
    told = [(c["before"], c["after"]) for c in line.changes.values()]
    assert ("Bukti dukung triwulan II kurang lengkap.", "Lain") in told
    assert ("Ya", "Tidak. Kurang") in told
    assert LkjipReview.objects.get().events.count() == 2
    assert "Kurang" in office.client.get(page(office.unit.code)).text


def test_the_city_waits_for_its_last_unit_and_for_its_goals(office):
    goal = make_indicator(make_node(None, NodeLevel.SASARAN, name="Sasaran kota"), office.unit)
    make_target(goal, 10)
    late = make_unit()
    answer = client_of(office.auditor).get(page("kota", "review-edit"))
    assert answer.status_code == 403
    make_submission(late, 4, SubmissionState.ACCEPTED)
    send(office.auditor, "kota")
    assert STATEMENT in made("lkjip-kota")[1]
    make_realization(goal, 1)
    assert STATEMENT not in made("lkjip-kota")[1]


def test_every_question_of_the_form_is_named(office):
    text = client_of(office.auditor).get(page(office.unit.code, "review-edit")).text
    legends = [line.strip() for line in re.findall(r"<legend>\s*([^<]+)", text)]
    labels = re.findall(r'Catatan<span class="visually-hidden"> ([^<]+)</span>', text)
    for name, question in numbered():
        assert any(question.text in legend for legend in legends), name
        assert f"{name}: {question.text}" in labels
    assert len(set(labels)) == len(labels)


def tasks(user: User) -> list[str]:
    found = review_tasks(Reader(user, access_of(user), date(YEAR + 1, 3, 1)))
    return [task.text for task in found]


def test_the_dashboard_counts_what_waits_and_the_list_says_how_far(office):
    assert tasks(office.auditor) == ["2 laporan menunggu reviu."]
    labels = [line.found.label for line in review_lines(office.auditor, YEAR)]
    assert labels == ["Menunggu reviu", "Menunggu reviu"]
    send(office.auditor, office.unit.code)
    assert tasks(office.auditor) == ["1 laporan menunggu reviu."]
    send(office.auditor, "kota")
    assert tasks(office.auditor) == []
    shown = client_of(office.auditor).get(f"{reverse('performance:review-list')}?tahun={YEAR}").text
    assert "Sudah direviu" in shown
    assert page(office.unit.code) in shown


def test_a_review_made_void_waits_again_at_the_cost_of_as_many_queries(office):
    def cost() -> int:
        with CaptureQueriesContext(connection) as few:
            tasks(office.auditor)
        return len(few)

    tasks(office.auditor)  # reads the rights of the person once
    before = cost()
    for code in (office.unit.code, "kota"):
        send(office.auditor, code)
    make_realization(make_indicator(office.subs[0], name="Lain"), 1)
    void = "2 laporan menunggu reviu, 2 di antaranya karena angka atau naskahnya berubah."
    assert tasks(office.auditor) == [void]
    Submission.objects.filter(quarter=4).update(state=SubmissionState.RETURNED)
    assert tasks(office.auditor) == []
    for _ in range(2):
        make_submission(make_unit(), 4, SubmissionState.ACCEPTED)
    assert tasks(office.auditor) == ["2 laporan menunggu reviu."]
    assert cost() == before


def test_another_signed_agreement_makes_the_review_void(office):
    """The average of the report is another one then."""
    for code in (office.unit.code, "kota"):
        send(office.auditor, code)
    row = PerformanceAgreement.objects.create(
        organization=office.unit, year=YEAR, version=PlanVersion.objects.get(document="renja")
    )
    row.indicators.add(office.indicators[0])
    assert tasks(office.auditor) == []
    PerformanceAgreement.objects.update(state=AgreementState.SIGNED, signed_on=DAY)
    void = "1 laporan menunggu reviu, 1 di antaranya karena angka atau naskahnya berubah."
    assert tasks(office.auditor) == [void]


def test_a_reviewer_is_not_asked_about_the_own_unit(office):
    own = make_user(Role.INSPEKTORAT, office.unit)
    assert tasks(own) == ["1 laporan menunggu reviu."]  # the city's
