"""The SAKIP pages: filling a sheet, conflicts, proofs, buttons, reply, recommendations, lists."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from performance.choices import SakipLayer, SakipState
from performance.models import SakipAnswer, SakipProof, SakipRecommendation
from performance.sakip.actions import moves
from performance.sakip.actions.answers import save_answers
from performance.sakip.queries.sheet import mark_of
from tests.factories.organizations import make_user
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_target,
)
from tests.factories.sakip import PUBLISHED, Case, answers_for
from tests.performance.entry.test_evidence import pdf

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(case: Case, name: str = "sakip", *more) -> str:
    return reverse(f"performance:{name}", args=[case.unit.code, case.edition.year, *more])


def typed(case: Case, code: str, value: str = "BB", **more: str) -> dict[str, str]:
    """What a person sends: every criterion met, a value, the mark of the page."""
    sub = case.sheet.sub(code)
    data = {f"a{line.item.pk}": "Y" for line in sub.criteria}
    data |= {f"n{line.item.pk}": "" for line in sub.criteria}
    return {**data, "value": value, "note": "", "mark": mark_of(sub, SakipLayer.SELF), **more}


def test_the_published_values_typed_into_the_pages_give_the_published_total():
    case = Case(code="88-2021-nilai")
    client = client_of(case.operator)
    codes = [sub.item.code for sub in case.sheet.subs]
    for code, value in zip(codes, PUBLISHED, strict=True):
        answer = client.post(url(case, "sakip-sub", code), typed(case, code, value, next="1"))
        assert answer.status_code == 302

    shown = client.get(url(case)).content.decode()
    assert "90,11" in shown
    assert "90,58" not in shown
    assert "Sangat Memuaskan" in shown


def test_saving_leads_on_to_the_next_sub_component():
    case = Case()
    client = client_of(case.operator)
    first = client.post(url(case, "sakip-sub", "1a"), typed(case, "1a", next="1"))
    alone = client.post(url(case, "sakip-sub", "1b"), typed(case, "1b"))

    assert first.url == url(case, "sakip-sub", "1b")
    assert alone.url == url(case)
    assert case.sheet.sub("1a").score(SakipLayer.SELF) == 80


def test_a_wrong_letter_is_explained_and_what_was_typed_stays():
    case = Case()
    sub = case.sheet.sub("3a")
    data = typed(case, "3a", "AA", note="Semua hebat")
    data[f"a{sub.criteria[0].item.pk}"] = "T"
    answer = client_of(case.operator).post(url(case, "sakip-sub", "3a"), data)

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "nilai paling tinggi B" in text
    assert "Semua hebat" in text
    assert not SakipAnswer.objects.exists()


def test_a_value_with_a_comma_is_read_and_words_are_refused():
    case = Case(code="88-2021-nilai")
    client = client_of(case.operator)
    bad = client.post(url(case, "sakip-sub", "1a"), typed(case, "1a", "bagus"))
    good = client.post(url(case, "sakip-sub", "1a"), typed(case, "1a", "82,5"))

    assert bad.status_code == 400
    assert "misalnya 82,5" in bad.content.decode()
    assert good.status_code == 302
    assert str(case.sheet.sub("1a").score(SakipLayer.SELF)) == "82.5"


def test_the_second_person_sees_the_others_answer_and_chooses():
    case = Case()
    client = client_of(case.operator)
    mine = typed(case, "2a", "A", note="Isian saya")
    sub = case.sheet.sub("2a")
    save_answers(
        evaluation=case.evaluation,
        code="2a",
        given=answers_for(sub, "BB", note="Isian orang lain"),
        mark=mark_of(sub, SakipLayer.SELF),
        by=case.operator,
    )
    answer = client.post(url(case, "sakip-sub", "2a"), mine)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in text
    assert "Isian saya" in text
    assert "Isian orang lain" in text
    again = {**mine, "mark": mark_of(case.sheet.sub("2a"), SakipLayer.SELF)}
    assert client.post(url(case, "sakip-sub", "2a"), again).status_code == 302
    assert case.sheet.sub("2a").answer(SakipLayer.SELF).note == "Isian saya"


def test_what_the_portal_knows_is_proposed_but_not_counted():
    case = Case()
    make_target(make_indicator(make_branch(case.unit)["sasaran"]), 10)
    text = client_of(case.operator).get(url(case, "sakip-sub", "1a")).content.decode()

    assert "Menurut data portal" in text
    assert "Usulan portal" in text
    assert not SakipAnswer.objects.exists()


def test_the_evaluator_starts_from_the_units_answers():
    case = Case().submitted("A")
    text = client_of(case.evaluator).get(url(case, "sakip-sub", "1a")).content.decode()

    assert "Isian awal sama dengan penilaian mandiri" in text
    assert '<option value="A" selected>' in text
    assert not SakipAnswer.objects.filter(layer=SakipLayer.EVALUATOR).exists()


def test_the_unit_does_not_see_working_papers():
    case = Case().submitted()
    case.fill(case.evaluator, "BB")
    sub = case.sheet.sub("1a")
    save_answers(
        evaluation=case.evaluation,
        code="1a",
        given=answers_for(sub, "BB", note="Rahasia evaluator"),
        mark=mark_of(sub, SakipLayer.EVALUATOR),
        by=case.evaluator,
    )

    hidden = client_of(case.operator).get(url(case, "sakip-sub", "1a")).content.decode()
    seen = client_of(case.evaluator).get(url(case, "sakip-sub", "1a")).content.decode()
    assert "Rahasia evaluator" not in hidden
    assert "Rahasia evaluator" in seen


def test_what_was_typed_stays_when_the_sheet_closed_meanwhile():
    case = Case()
    data = typed(case, "1a", note="Tiga jam mengetik")
    case.submitted()
    answer = client_of(case.operator).post(url(case, "sakip-sub", "1a"), data)

    text = answer.content.decode()
    assert answer.status_code == 403
    assert "penilaian mandiri terkunci" in text
    assert "Tiga jam mengetik" in text


def test_words_among_evaluators_are_not_shown_to_the_unit():
    case = Case().submitted().evaluated()
    moves.return_lke(evaluation=case.evaluation, by=case.assurer, note="Uji petik kurang dalam")
    unit = client_of(case.head).get(url(case)).content.decode()
    evaluator = client_of(case.evaluator).get(url(case)).content.decode()
    log = client_of(case.head).get(reverse("organizations:history")).content.decode()

    assert "Uji petik kurang dalam" in evaluator
    assert "Uji petik kurang dalam" not in unit
    assert "Uji petik kurang dalam" not in log
    assert "Penilaian mandiri diajukan" in unit


def test_recommendations_are_shown_to_the_unit_from_the_draft_on():
    case = Case().submitted()
    item = case.edition.instrument.items.filter(level="component").first()
    advice = {"item": item.pk, "text": "Perbaiki rumus indikator", "due": ""}
    answer = client_of(case.evaluator).post(url(case, "sakip-advice-create"), advice)
    assert answer.status_code == 302
    log = reverse("organizations:history")

    assert "Perbaiki rumus indikator" in client_of(case.evaluator).get(url(case)).content.decode()
    for person in (case.operator, case.head):
        assert "Perbaiki rumus" not in client_of(person).get(url(case)).content.decode()
        assert "Perbaiki rumus" not in client_of(person).get(log).content.decode()
    case.evaluated().shared()
    assert "Perbaiki rumus indikator" in client_of(case.head).get(url(case)).content.decode()


def test_what_quality_assurance_said_stays_readable_when_it_begins_anew():
    case = Case().submitted().evaluated()
    sub = case.sheet.sub("1a")
    save_answers(
        evaluation=case.evaluation,
        code="1a",
        given=answers_for(sub, "B", "Uji petik kurang dalam"),
        mark=mark_of(sub, SakipLayer.QUALITY),
        by=case.assurer,
    )
    moves.return_lke(evaluation=case.evaluation, by=case.assurer, note="Periksa 1a")
    moves.hand_over_lke(evaluation=case.evaluation, by=case.evaluator)
    evaluator = client_of(case.evaluator).get(url(case)).content.decode()
    unit = client_of(case.head).get(url(case)).content.decode()

    assert case.sheet.sub("1a").answer(SakipLayer.QUALITY).value == "BB"
    assert "B · Uji petik kurang dalam" in evaluator
    assert "Uji petik kurang dalam" not in unit


def test_the_unit_reads_why_its_sheet_came_back():
    case = Case().submitted()
    evaluator = client_of(case.evaluator)
    answer = evaluator.post(
        url(case, "sakip-transition", "send-back"), {"note": "Lengkapi 1b.2"}, follow=True
    )

    assert answer.status_code == 200  # the list: the sheet itself is the unit's again
    assert "Penilaian mandiri dikembalikan" in answer.content.decode()
    assert "Lengkapi 1b.2" in client_of(case.operator).get(url(case)).content.decode()


def test_a_proof_is_added_after_saving_what_was_typed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = Case()
    client = client_of(case.operator)
    item = case.sheet.sub("1a").criteria[0].item
    answer = client.post(
        url(case, "sakip-sub", "1a"), typed(case, "1a", note="Sudah", bukti=str(item.pk))
    )
    assert answer.url == url(case, "sakip-proof", item.pk)
    file = SimpleUploadedFile("pedoman.pdf", pdf())
    client.post(answer.url, {"file": file, "page": "4", "note": ""})
    shown = client.get(url(case, "sakip-sub", "1a")).content.decode()

    assert SakipProof.objects.get().page == "4"
    assert "pedoman.pdf" in shown
    assert "halaman 4" in shown
    gone = client.post(url(case, "sakip-proof-remove", SakipProof.objects.get().pk))
    assert gone.status_code == 302
    assert not SakipProof.objects.exists()


@pytest.mark.parametrize("name", ["virus.pdf", "kosong.pdf"])
def test_a_file_that_is_no_document_is_refused_in_words(settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    case = Case()
    item = case.sheet.sub("1a").criteria[0].item
    content = b"MZ\x90\x00" if name == "virus.pdf" else b""
    answer = client_of(case.operator).post(
        url(case, "sakip-proof", item.pk), {"file": SimpleUploadedFile(name, content)}
    )

    assert answer.status_code == 400
    assert not SakipProof.objects.exists()


def test_buttons_lead_from_the_sheet_to_the_announced_result():
    case = Case()
    case.fill(case.operator)
    steps = (
        ("submit", case.head),
        ("hand-over", case.evaluator),
        ("share", case.assurer),
        ("reply", case.head),
        ("finalize", case.inspector),
    )
    for name, user in steps:
        if name == "hand-over":
            case.fill(case.evaluator)
        page = client_of(user).get(url(case)).content.decode()
        assert url(case, "sakip-transition", name) in page, name
        answer = client_of(user).post(url(case, "sakip-transition", name))
        assert answer.status_code == 302, name

    assert case.reload().state == SakipState.FINAL
    assert "80,00" in client_of(case.head).get(url(case)).content.decode()


def test_an_incomplete_sheet_is_not_handed_in_and_says_what_is_missing():
    case = Case()
    case.fill(case.operator, skip="4b")
    answer = client_of(case.head).post(url(case, "sakip-transition", "submit"))

    assert answer.status_code == 400
    assert "4b.1" in answer.content.decode()
    assert case.reload().state == SakipState.SELF


def test_buttons_of_others_are_refused():
    case = Case()
    case.fill(case.operator)

    for user in (case.operator, case.evaluator, make_user(Role.BAPPEDA)):
        answer = client_of(user).post(url(case, "sakip-transition", "submit"))
        assert answer.status_code in {403, 404}
    assert case.reload().state == SakipState.SELF


def test_the_unit_answers_the_draft():
    case = Case().submitted().evaluated().shared()
    client = client_of(case.operator)
    client.post(url(case, "sakip-reply"), {"text": "Bukti 1b.2 sudah kami lengkapi."})

    assert "Bukti 1b.2 sudah kami lengkapi." in client.get(url(case)).content.decode()
    assert client_of(case.evaluator).get(url(case, "sakip-reply")).status_code == 403


def test_recommendations_travel_from_evaluator_to_unit_and_back():
    case = Case().submitted()
    evaluator, unit = client_of(case.evaluator), client_of(case.operator)
    data = {"item": str(case.sheet.components[0].item.pk), "text": "Susun SOP", "due": ""}
    empty = evaluator.post(url(case, "sakip-advice-create"), {**data, "text": ""})
    assert empty.status_code == 400
    evaluator.post(url(case, "sakip-advice-create"), data)
    advice = SakipRecommendation.objects.get()
    evaluator.post(url(case, "sakip-advice", advice.pk), {**data, "due": "31 Desember 2026"})
    case.evaluated().shared().replied()
    moves.finalize_lke(evaluation=case.evaluation, by=case.inspector)
    done = {"state": "done", "follow_up": "SOP ditetapkan", "proof": "SOP 01"}
    assert unit.post(url(case, "sakip-advice-follow-up", advice.pk), done).status_code == 302
    client_of(case.inspector).post(url(case, "sakip-advice-confirm", advice.pk), {"done": "ya"})

    advice.refresh_from_db()
    assert (advice.state, advice.verified_by, advice.due.year) == ("done", case.inspector, 2026)


def test_a_recommendation_is_deleted_by_its_evaluator_alone():
    case = Case().submitted()
    advice = SakipRecommendation.objects.create(
        evaluation=case.evaluation, item=case.sheet.components[0].item, text="Uji"
    )
    place = url(case, "sakip-advice-delete", advice.pk)

    assert client_of(case.operator).post(place).status_code == 403
    assert client_of(case.evaluator).post(place).status_code == 302
    assert not SakipRecommendation.objects.exists()
