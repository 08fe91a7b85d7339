"""What a unit still has to do: promised to a citizen or advised by the DPRD, in one list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Activity, Organization
from performance.choices import CommentState, FollowUpState, NodeLevel
from performance.models import CouncilRecommendation, PublicComment
from performance.overview.actions.comments import FollowUp, answer_comment, moderate_comment
from performance.overview.forms import AnswerForm
from performance.states import REJECT_COMMENT
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.performance import make_indicator, make_node

pytestmark = pytest.mark.django_db

LIST = reverse("performance:follow-up-list")
DASHBOARD = reverse("dashboard")
PROMISE = "Menambah loket kedua"
PAST, AHEAD = date(2026, 3, 27), date(2099, 6, 30)


@pytest.fixture
def unit() -> Organization:
    make_city()
    return make_unit()


@pytest.fixture
def operator(unit) -> Client:
    return signed_in(Role.OPERATOR_OPD, unit)


@pytest.fixture
def comment(unit) -> PublicComment:
    return asked(unit)


def signed_in(role: str, unit: Organization | None = None) -> Client:
    client = Client()
    client.force_login(make_user(role, unit))
    return client


def asked(unit: Organization, text: str = "Mengapa antrean panjang?", **fields) -> PublicComment:
    """A published comment on an indicator of the unit."""
    place = make_indicator(make_node(unit, NodeLevel.SASARAN_PD))
    fields.setdefault("state", CommentState.PUBLISHED)
    return PublicComment.objects.create(indicator=place, organization=unit, text=text, **fields)


def promised(unit: Organization, text: str = "Antrean", **fields) -> PublicComment:
    """An answered comment with something still to do."""
    fields = {"follow_up": PROMISE, "follow_up_state": FollowUpState.RUNNING, **fields}
    return asked(unit, text, answer="Terima kasih", **fields)


def advised(unit: Organization | None, text: str = "Percepat", **fields) -> CouncilRecommendation:
    return CouncilRecommendation.objects.create(year=2025, organization=unit, text=text, **fields)


def answer(client: Client, comment: PublicComment, query: str = "", **fields):
    url = reverse("performance:comment-answer", args=[comment.pk]) + query
    return client.post(url, {"answer": "Terima kasih", **fields})


def listed(client: Client, **query: str) -> list[str]:
    """What was said, in the order of the list."""
    return [line.said for line, *_ in client.get(LIST, query).context["lines"]]


def test_a_promise_stands_on_the_list_on_the_public_page_and_in_the_history(operator, comment):
    answer(
        operator, comment, follow_up=PROMISE, follow_up_due="30 6 2099", follow_up_state="running"
    )

    line, edit_url, _ = operator.get(LIST).context["lines"][0]
    assert (line.doing, line.until, line.status_name) == (PROMISE, AHEAD, "Berjalan")
    assert edit_url.startswith(reverse("performance:comment-answer", args=[comment.pk]))
    page = Client().get(comment.indicator.get_absolute_url()).content.decode()
    assert "Tindak lanjut:" in page
    assert f"{PROMISE} (Berjalan, sampai 30 Juni 2099)" in page
    changes = Activity.objects.get(verb="performance.answer_comment").changes
    assert changes["follow_up"]["after"] == PROMISE
    assert changes["follow_up_due"] == {"label": "Batas waktu", "before": "", "after": "2099-06-30"}
    assert changes["follow_up_state"]["after"] == "Berjalan"
    assert changes["answer"]["label"] == "Jawaban"


def test_the_citizen_s_words_lead_to_their_place_on_the_public_page(operator, comment):
    line, *_ = operator.get(LIST).context["lines"][0]
    page, anchor = line.page_url.split("#")
    assert page == comment.indicator.get_absolute_url()
    assert f'id="{anchor}"' in Client().get(page).content.decode()


def test_an_unanswered_comment_waits_until_it_is_answered(operator, comment):
    line, edit_url, _ = operator.get(LIST).context["lines"][0]
    assert (line.status_name, line.kind_name) == ("Belum dijawab", "Komentar warga")

    saved = answer(operator, comment, edit_url[edit_url.index("?") :])

    assert saved.url == LIST
    assert listed(operator) == listed(operator, status="semua") == []


def test_a_recommendation_changed_from_the_list_leads_back_to_it(unit, operator):
    record = advised(unit)
    _, edit_url, _ = operator.get(LIST).context["lines"][0]
    data = {"year": 2025, "organization": unit.pk, "text": record.text, "state": "done"}

    page = operator.get(edit_url).content.decode()
    refused = operator.post(edit_url, data)
    saved = operator.post(edit_url, {**data, "follow_up": "Selesai"})

    assert f'href="{LIST}">Batal' in page
    assert refused.status_code == 400
    assert f'href="{LIST}">Batal' in refused.content.decode()
    assert saved.url == LIST
    plain = operator.post(edit_url.split("?")[0], {**data, "follow_up": "Selesai"})
    assert plain.url == reverse("performance:record-list", args=["rekomendasi"]) + "?tahun=2025"


@pytest.mark.parametrize("state", [CommentState.PENDING, CommentState.REJECTED])
def test_comments_that_are_not_shown_are_not_followed_up(unit, operator, state):
    asked(unit, state=state)
    assert listed(operator) == listed(signed_in(Role.BAPPEDA)) == []


def test_a_withheld_comment_leaves_the_list_and_the_page(unit, operator):
    comment = promised(unit)
    moderator = make_user(Role.BAGIAN_ORGANISASI)
    moderate_comment(comment=comment, transition=REJECT_COMMENT, by=moderator, note="Pribadi")
    assert listed(operator) == []
    assert PROMISE not in Client().get(comment.indicator.get_absolute_url()).content.decode()


def test_done_leaves_the_list_as_it_opens_and_keeps_its_words(unit, operator):
    comment = promised(unit, follow_up_due=PAST)
    day = {"follow_up_due": "27 Maret 2026"}

    assert answer(operator, comment, follow_up=PROMISE, follow_up_state="done", **day).url

    comment.refresh_from_db()
    assert (comment.follow_up, comment.follow_up_state) == (PROMISE, "done")
    assert listed(operator) == []
    assert listed(operator, status="tuntas") == listed(operator, status="semua") == ["Antrean"]
    page = Client().get(comment.indicator.get_absolute_url()).content.decode()
    assert f"{PROMISE} (Tuntas)" in page
    assert "Lewat batas" not in operator.get(LIST, {"status": "semua"}).content.decode()


def test_a_new_step_is_not_a_new_answer(unit, operator):
    comment = promised(unit, answered_at=timezone.now() - timedelta(days=9))
    answer(operator, comment, follow_up=PROMISE, follow_up_state="done")
    changes = Activity.objects.get(verb="performance.answer_comment").changes
    assert set(changes) == {"follow_up_state"}
    assert PublicComment.objects.get().answered_at == comment.answered_at


def test_overdue_comes_first_then_the_day_then_what_has_none(unit, operator):
    today = timezone.localdate()
    asked(unit, "tanpa batas")
    promised(unit, "lewat", follow_up_due=PAST)
    promised(unit, "nanti", follow_up_due=AHEAD)
    promised(unit, "beres", follow_up_due=date(2020, 1, 1), follow_up_state=FollowUpState.DONE)
    advised(unit, "hari ini", due=today)
    advised(unit, "lama lewat", due=date(2025, 1, 1))
    still = ["lama lewat", "lewat", "hari ini", "nanti", "tanpa batas"]

    assert listed(operator) == still
    assert listed(operator, status="semua") == [*still, "beres"]
    page = operator.get(LIST)
    assert [line.is_overdue for line, *_ in page.context["lines"]] == [True] * 2 + [False] * 3
    assert page.content.decode().count("Lewat batas") == 2


def test_the_filters_part_kinds_states_and_units(unit):
    other = make_unit()
    asked(unit, "warga")
    advised(unit, "dewan")
    advised(other, "dewan lain", follow_up="Sudah", state=FollowUpState.DONE)
    advised(None, "kota")
    analyst = signed_in(Role.BAPPEDA, other)

    assert listed(analyst, jenis="komentar") == ["warga"]
    assert listed(analyst, jenis="rekomendasi") == ["dewan", "kota"]
    assert listed(analyst, status="tuntas") == ["dewan lain"]
    assert listed(analyst, status="semua", opd=other.code) == ["dewan lain"]
    assert listed(analyst, opd="kota") == ["kota"]
    assert sorted(listed(analyst, status="x", jenis="x")) == ["dewan", "kota", "warga"]
    assert analyst.get(LIST, {"opd": "tidak-ada"}).status_code == 404
    assert "Tidak ada yang cocok" in analyst.get(LIST, {"opd": other.code}).content.decode()


def test_a_stranger_sees_nothing_of_it(unit, operator):
    promised(unit)
    advised(unit)
    advised(None, "kota")
    stranger = signed_in(Role.OPERATOR_OPD, make_unit())

    page = stranger.get(LIST)

    assert page.context["lines"] == []
    assert unit.short_name not in page.content.decode()
    assert stranger.get(LIST, {"opd": unit.code}).status_code == 404
    assert listed(operator) == ["Antrean", "Percepat"]


@pytest.mark.parametrize("role", Role.values)
def test_who_reads_the_list_and_who_may_change_what(unit, role):
    promised(unit)
    advised(unit)
    client = signed_in(role, unit)
    answers = {Role.OPERATOR_OPD, Role.KEPALA_OPD}
    edits = answers | {Role.BAPPEDA, Role.BAGIAN_ORGANISASI}
    reads = edits | {Role.INSPEKTORAT, Role.PIMPINAN, Role.PENGELOLA_SURVEI}

    page = client.get(LIST)

    assert page.status_code == (200 if role in reads else 403)
    if role in reads:
        links = {line.kind: bool(url) for line, url, _ in page.context["lines"]}
        shown = {} if role == Role.PENGELOLA_SURVEI else {  # only what surveys ask for
            "komentar": role in answers, "rekomendasi": role in edits,
        }  # fmt: skip
        assert links == shown
    menu = client.get(reverse("organizations:profile")).content.decode()
    assert (f'href="{LIST}"' in menu) == (role in reads)


def test_whoever_is_not_signed_in_signs_in(unit):
    assert Client().get(LIST).url.startswith("/masuk/")


def test_long_words_are_cut_but_for_those_who_have_no_other_page(unit):
    long = "Perbaiki " * 60
    advised(unit, long.strip())
    assert long.strip() not in signed_in(Role.BAPPEDA).get(LIST).content.decode()
    assert long.strip() in signed_in(Role.PIMPINAN).get(LIST).content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"follow_up_state": "open"}, "follow_up", "Tulis yang akan dilakukan"),
        ({"follow_up_due": "30 6 2099"}, "follow_up", "Tulis yang akan dilakukan"),
        (
            {"follow_up": PROMISE, "follow_up_due": "27 3 2026"},
            "follow_up_due",
            "Batas waktu sudah lewat; isi hari ini atau sesudahnya",
        ),
        (
            {"follow_up": PROMISE, "follow_up_due": "besok"},
            "follow_up_due",
            "Tulis tanggal lengkap, misalnya 27 Maret 2026 atau 27/3/2026",
        ),
        ({"follow_up": PROMISE, "follow_up_state": "x"}, "follow_up_state", "Pilih status dari"),
        (
            {"follow_up": "a" * 1001, "follow_up_state": "open"},
            "follow_up",
            "Yang akan dilakukan paling panjang 1.000 huruf",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(operator, comment, typed, field, sentence):
    page = answer(operator, comment, **typed)

    assert page.status_code == 400
    assert sentence in page.content.decode()
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["answer"].value() == "Terima kasih"
    comment.refresh_from_db()
    assert (comment.answer, comment.follow_up_state) == ("", "")


def test_two_mistakes_are_told_at_once(comment):
    data = {"answer": "Ya", "follow_up_due": "besok", "follow_up_state": "open"}
    assert set(AnswerForm(data, comment=comment).errors) == {"follow_up", "follow_up_due"}


def test_words_without_a_status_are_open(operator, comment):
    answer(operator, comment, follow_up=PROMISE)
    comment.refresh_from_db()
    assert comment.follow_up_state == FollowUpState.OPEN


def test_a_day_that_passed_since_it_was_set_does_not_stop_the_unit(unit, operator):
    comment = promised(unit, follow_up_due=PAST)
    kept = {"follow_up": f"{PROMISE} dan ketiga", "follow_up_state": "running"}
    assert answer(operator, comment, follow_up_due="27 3 2026", **kept).status_code == 302
    assert answer(operator, comment, follow_up_due="28 3 2026", **kept).status_code == 400


def test_a_follow_up_is_given_up_with_its_words(unit, operator):
    comment = promised(unit, follow_up_due=AHEAD)

    kept = answer(operator, comment, follow_up=PROMISE, follow_up_due="30 6 2099")
    assert "Kosongkan juga yang akan dilakukan" in kept.content.decode()
    assert answer(operator, comment, follow_up_due="30 6 2099").status_code == 302

    comment.refresh_from_db()
    assert (comment.follow_up_state, comment.follow_up, comment.follow_up_due) == ("", "", None)
    assert listed(operator, status="semua") == []


def test_a_state_says_what_will_be_done_whatever_the_way_in(unit, comment):
    person = make_user(Role.KEPALA_OPD, unit)
    with pytest.raises(ValidationError, match="Tulis yang akan dilakukan"):
        answer_comment(comment=comment, answer="Ya", by=person, follow_up=FollowUp(state="open"))
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicComment.objects.update(follow_up_state="open")


def test_an_answer_alone_leaves_what_was_promised(unit):
    comment = promised(unit)
    answer_comment(comment=comment, answer="Lain", by=make_user(Role.KEPALA_OPD, unit))
    comment.refresh_from_db()
    assert (comment.answer, comment.follow_up) == ("Lain", PROMISE)


@pytest.mark.parametrize("role", [Role.OPERATOR_OPD, Role.KEPALA_OPD])
def test_the_dashboard_tells_the_figures_of_the_list(unit, role):
    client = signed_in(role, unit)
    assert "Tindak lanjut" not in tasks(client)
    asked(unit)
    promised(unit)
    advised(unit)
    advised(None)
    promised(make_unit(), follow_up_due=PAST)
    assert tasks(client)["Tindak lanjut"].text == "3 belum tuntas, tidak ada yang lewat batas."
    promised(unit, follow_up_due=PAST)
    advised(unit, due=PAST)

    task = tasks(client)["Tindak lanjut"]

    page = client.get(task.url).context
    lines = [line for line, *_ in page["lines"]]
    assert page["page"].paginator.count == len(lines) == 5
    assert task.text == f"5 belum tuntas, {sum(line.is_overdue for line in lines)} lewat batas."
    assert task.tone == "warning"


def tasks(client: Client) -> dict:
    return {task.label: task for task in client.get(DASHBOARD).context["dashboard"].tasks}


def test_who_only_reads_has_no_such_task(unit):
    promised(unit, follow_up_due=PAST)
    assert "Tindak lanjut" not in tasks(signed_in(Role.BAPPEDA))


def test_fifty_a_page(unit, operator):
    place = asked(unit)
    CouncilRecommendation.objects.bulk_create(
        CouncilRecommendation(year=2025, organization=unit, text=f"Saran {n}") for n in range(54)
    )

    first, second = listed(operator), listed(operator, halaman="2")

    assert (len(first), len(second)) == (50, 5)
    assert len({*first, *second}) == 55
    assert place.text in first
    assert "Halaman 2 dari 2" in operator.get(LIST, {"halaman": "2"}).content.decode()


@pytest.mark.parametrize("url", [LIST, DASHBOARD])
@pytest.mark.parametrize("role", [Role.PIMPINAN, Role.OPERATOR_OPD])
def test_one_row_and_three_cost_the_same(unit, role, url):
    client = signed_in(role, unit)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    promised(unit)
    queries()  # the first page of a session also notes the device
    one = queries()
    advised(unit)
    asked(unit)
    assert queries() == one
