"""Questionnaires: copied, edited as drafts, used when whole, and never changed afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.urls import reverse
from django.utils import timezone

from surveys import reference
from surveys.choices import (
    Element,
    ElementOrder,
    Language,
    Layout,
    QuestionKind,
    QuestionnaireState,
)
from surveys.index.actions.closing import close_period
from surveys.instrument.actions.periods import in_use
from surveys.instrument.actions.questionnaires import (
    IN_USE,
    QuestionWords,
    activate_questionnaire,
    copy_questionnaire,
    delete_question,
    save_heading,
    save_question,
)
from surveys.instrument.queries.questionnaires import (
    complete_languages,
    faults,
    items,
    offered_languages,
)
from surveys.models import (
    Comment,
    Option,
    OptionText,
    Question,
    Questionnaire,
    QuestionText,
    Response,
    ServiceUnit,
)
from tests.factories.surveys import make_period, make_point, make_service

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=args)


@pytest.fixture
def draft(desk) -> Questionnaire:
    return copy_questionnaire(questionnaire=reference.load_questionnaire(), owner=None, by=desk)


def typed(**changes: str) -> dict[str, str]:
    return {
        "element": "waktu", "kind": "", "text_id": "Berapa lama Anda menunggu?",
        **{f"option_{value}_id": f"Pilihan {value}" for value in (1, 2, 3, 4)}, **changes,
    }  # fmt: skip


def test_next_version_has_every_word_of_the_one_before(draft):
    active = reference.load_questionnaire()

    assert (draft.code, draft.version, draft.state) == (active.code, 2, "konsep")
    for language in Language.values:
        said = [(i.element, i.text, [c.text for c in i.choices]) for i in items(draft, language)]
        before = [(i.element, i.text, [c.text for c in i.choices]) for i in items(active, language)]
        assert said == before
    assert faults(draft) == []


def test_a_second_draft_is_refused(client, desk, draft):
    answer = client.post(url("questionnaire-copy", draft.pk), {"owner": ""})

    assert answer.status_code == 400
    assert "Sudah ada konsep versi 2" in answer.content.decode()


def test_manager_copies_for_the_own_opd_and_does_not_touch_the_city(client, manager, unit):
    active = reference.load_questionnaire()
    own = unit.organization

    assert client.post(url("questionnaire-copy", active.pk), {"owner": ""}).status_code == 400
    client.post(url("questionnaire-copy", active.pk), {"owner": own.pk})

    made = Questionnaire.objects.get(owner=own)
    assert made.version == 1
    assert made.code != active.code
    assert client.post(url("questionnaire-edit", made.pk), {
        "title": "Survei kami", "basis": "Dasar", "element_order": "peraturan",
    }).status_code == 302  # fmt: skip
    assert client.get(url("questionnaire-edit", active.pk)).status_code == 403


def test_order_of_the_elements_is_a_property(desk, draft):
    values = {"title": "A", "basis": "B", "element_order": ElementOrder.REGULATION}
    save_heading(questionnaire=draft, values=values, by=desk)
    draft.refresh_from_db()

    numbers = {item.element: item.number for item in items(draft)}

    assert (numbers["pengaduan"], numbers["sarpras"]) == ("U8", "U9")
    last = Question.objects.filter(questionnaire=draft).order_by("position").last()
    assert last.element == "sarpras"


def test_an_element_takes_four_questions(client, desk, draft):
    for _ in range(3):
        assert client.post(url("question-create", draft.pk), typed()).status_code == 302

    answer = client.post(url("question-create", draft.pk), typed())

    assert answer.status_code == 400
    assert "sudah punya empat pertanyaan" in answer.content.decode()
    assert [i.element for i in items(draft)].count("waktu") == 4


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text_id": ""}, "Isi bunyi pertanyaan"),
        ({"option_4_id": ""}, "keempat pilihan"),
        ({"option_5_id": "Lima"}, "keempat pilihan"),
        ({"option_5_jv": "Gangsal"}, "keempat pilihan"),
        ({"element": "harga"}, "Pilih unsur dari daftar"),
        ({"element": "", "kind": ""}, "Pilih bentuk pertanyaan tambahan"),
        ({"element": "", "kind": "pilihan", "option_2_id": ""}, "berurutan"),
        ({"text_id": "x" * 301}, "paling panjang 300 huruf"),
    ],
)
def test_bad_questions_are_told_and_kept(client, desk, draft, changes, sentence):
    answer = client.post(url("question-create", draft.pk), typed(**changes))

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "Pilihan 3" in answer.content.decode()
    assert Question.objects.filter(questionnaire=draft).count() == 9


def test_local_questions_of_three_kinds_stand_at_the_end(client, desk, draft):
    for kind in QuestionKind.values:
        data = typed(element="", kind=kind, text_id=f"Tambahan {kind}?")
        assert client.post(url("question-create", draft.pk), data).status_code == 302

    found = items(draft)

    assert [i.kind for i in found[9:]] == QuestionKind.values
    assert [len(i.choices) for i in found[9:]] == [4, 4, 0]
    assert {i.number for i in found[9:]} == {""}
    assert "Tambahan teks?" in client.get(url("questionnaire-preview", draft.pk)).content.decode()


def test_question_is_edited_with_its_words(client, desk, draft):
    question = Question.objects.get(questionnaire=draft, element="biaya")
    page = client.get(url("question-edit", question.pk)).content.decode()
    assert "Awis sanget" in page

    data = typed(element="biaya", text_jv="Pinten?", spoken_id="Wajarkah biayanya")
    client.post(url("question-edit", question.pk), data)

    item = next(i for i in items(draft) if i.element == "biaya")
    assert (item.text, item.spoken) == ("Berapa lama Anda menunggu?", "Wajarkah biayanya")
    assert complete_languages(draft) == ["id"]  # its options in Javanese and English are gone


def test_incomplete_language_is_not_offered(desk, draft, unit):
    unit.languages = ["id", "jv"]
    assert offered_languages(unit, draft) == ["id", "jv"]

    QuestionText.objects.filter(question__questionnaire=draft, language="jv")[0].delete()

    assert offered_languages(unit, draft) == ["id"]
    assert faults(draft) == []


@pytest.mark.parametrize("element", Element.values)
def test_no_element_may_be_missing(client, desk, draft, element):
    question = Question.objects.get(questionnaire=draft, element=element)
    delete_question(question=question, by=desk)

    answer = client.post(url("questionnaire-move", draft.pk, "activate"))

    assert answer.status_code == 400
    assert f"“{Element(element).label}” belum punya pertanyaan" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == QuestionnaireState.DRAFT


def test_faults_of_options_words_and_persons(desk, draft):
    Option.objects.filter(
        question__questionnaire=draft, question__element="biaya", value=4
    ).delete()
    QuestionText.objects.filter(question__questionnaire=draft, language="id")[0].delete()
    local = QuestionWords(
        element="", kind="teks", is_required=False, texts={"id": "Siapa nama Anda?"}
    )
    save_question(question=Question(questionnaire=draft), words=local, by=desk)

    said = " ".join(faults(draft))

    assert "bernilai 1 sampai 4" in said
    assert "1 bunyi masih kosong" in said
    assert "selalu anonim" in said
    with pytest.raises(ValidationError):
        activate_questionnaire(questionnaire=draft, by=desk)


def test_a_new_version_replaces_and_running_periods_keep_theirs(client, desk, draft, unit):
    period = make_period(unit)
    active = unit.questionnaire

    client.post(url("questionnaire-move", draft.pk, "activate"))

    active.refresh_from_db()
    period.refresh_from_db()
    assert active.state == QuestionnaireState.RETIRED
    assert in_use(active) == draft
    assert period.questionnaire == active


def test_respondents_are_asked_by_the_version_their_period_began_with(client, desk, draft, unit):
    today = timezone.localdate()
    period = make_period(unit, starts_on=today, ends_on=today)
    ServiceUnit.objects.update(layout=Layout.SHEET)
    address = f"/s/{make_point(unit, service=make_service(unit)).code}/"
    question = Question.objects.get(questionnaire=draft, element="waktu")
    client.post(url("question-edit", question.pk), typed(text_id="Bunyi yang baru?"))

    client.post(url("questionnaire-move", draft.pk, "activate"))

    assert "Bunyi yang baru?" not in client.get(address).content.decode()
    close_period(period=period, by=desk)
    assert "Bunyi yang baru?" in client.get(address).content.decode()


def test_what_units_ask_by_is_not_stopped(client, desk, unit):
    answer = client.post(url("questionnaire-move", unit.questionnaire_id, "retire"))

    assert answer.status_code == 400
    assert "Masih dipakai 1 unit layanan" in answer.content.decode()


def test_what_is_in_use_is_frozen_for_pages_and_database(client, desk, unit):
    used = unit.questionnaire
    question = Question.objects.filter(questionnaire=used).first()
    assert client.get(url("question-edit", question.pk)).status_code == 403
    assert client.post(url("questionnaire-edit", used.pk), {"title": "x"}).status_code == 403

    for rows, change in (
        (QuestionText.objects.filter(question=question), {"text": "Lain?"}),
        (OptionText.objects.filter(option__question=question), {"text": "Lain"}),
        (Option.objects.filter(question=question), {"symbol": "x"}),
        (Question.objects.filter(pk=question.pk), {"element": "biaya"}),
        (Questionnaire.objects.filter(pk=used.pk), {"element_order": "peraturan"}),
        (Questionnaire.objects.filter(pk=used.pk), {"state": "konsep"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Question.objects.create(questionnaire=used, code="baru", position=99, kind="teks")
    with pytest.raises(DatabaseError), transaction.atomic():
        Question.objects.filter(pk=question.pk).delete()


def test_what_is_in_use_is_refused_in_words_before_the_database_does(desk, unit):
    """A page opened while it was a draft, sent after somebody began to use it."""
    used = unit.questionnaire
    question = Question.objects.filter(questionnaire=used).first()
    words = QuestionWords("waktu", "", True, {Language.INDONESIAN: "Lain?"})
    with pytest.raises(ValidationError, match=IN_USE):
        save_heading(questionnaire=used, values={"title": "x"}, by=desk)
    with pytest.raises(ValidationError, match=IN_USE):
        save_question(question=question, words=words, by=desk)
    with pytest.raises(ValidationError, match=IN_USE):
        delete_question(question=question, by=desk)


def test_anonymity_is_no_setting_that_could_be_switched(client, desk, unit):
    """Before and after the first answer alike: no form offers it, no column could hold it."""
    for model in (Questionnaire, Response, Comment):
        names = {field.name for field in model._meta.get_fields()}
        assert not any("anonim" in name or "anonymous" in name for name in names)
    people = {f.name for f in Response._meta.get_fields() if isinstance(f, models.ForeignKey)}
    assert people == {"period", "service", "point", "batch"}
    for page in (url("unit-edit", unit.pk), url("unit-create")):
        assert "anonim" not in client.get(page).content.decode().partition("<main")[2].lower()
    assert "Jawaban selalu anonim" in client.get(url("unit-detail", unit.pk)).content.decode()
