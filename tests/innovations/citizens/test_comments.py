"""Comments: read by the unit before anybody, in words that tell on nobody, reported and read again."""

from __future__ import annotations

import uuid

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from innovations.choices.citizens import CommentState
from innovations.citizens.actions.comments import hide_comment, send_comment, show_comment
from innovations.citizens.queries.comments import PAGE, proposal
from innovations.models import Comment, Innovation
from organizations.choices import Role
from organizations.models import Activity
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
WORDS = "Antrenya pendek sekarang. Hormat saya, Suminten 0812-3456-7890"


@pytest.fixture
def entry() -> Innovation:
    make_city()
    cache.clear()
    return make_innovation()


@pytest.fixture
def operator(entry):
    return make_user(Role.OPERATOR_OPD, entry.organization)


def url(entry: Innovation) -> str:
    return reverse("innovations:comment-create", args=[entry.slug])


def send(client, entry: Innovation, text: str = WORDS, **changes: str):
    return client.post(
        url(entry), {"key": str(uuid.uuid4()), "text": text, "website": "", **changes}
    )


def make(entry: Innovation, text: str = "Berguna sekali.") -> Comment:
    return send_comment(innovation=entry, text=text, key=uuid.uuid4())


def test_nothing_is_public_before_it_is_read_and_then_only_without_what_tells_who(
    client, entry, operator
):
    assert send(client, entry).status_code == 302
    comment = Comment.objects.get()
    for page in (entry.get_absolute_url(), url(entry)):
        assert "Antrenya" not in client.get(page).content.decode()

    client.force_login(operator)
    moderate = reverse("innovations:comment-moderate", args=[comment.pk])
    words = client.get(moderate).context["form"]["text"].value()
    given = {"act": "tayang", "text": words, "reason": "Nama dan nomor dikeluarkan"}
    client.post(moderate, given)
    client.logout()

    assert words == proposal(WORDS) == "Antrenya pendek sekarang. Hormat saya, [nama] [telepon]"
    for page in (entry.get_absolute_url(), url(entry)):
        text = client.get(page).content.decode()
        assert "Antrenya pendek" in text
        assert "Suminten" not in text
        assert "0812" not in text


def test_the_original_is_encrypted_and_in_no_line_of_the_history(entry, operator):
    comment = make(entry, WORDS)
    show_comment(comment=comment, text="Pendek.", reason="Dipendekkan", by=operator)

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM innovations_comment")
        assert "Suminten" not in cursor.fetchone()[0]
    lines = Activity.objects.values_list("summary", "changes", "reason")
    assert "Suminten" not in repr(list(lines))


@pytest.mark.parametrize(
    ("text", "reason", "said"),
    [
        ("", "Kosong", "Isi teks yang tayang"),
        ("Hubungi 0812-3456-7890", "Diubah", "Masih ada nomor telepon"),
        ("Lain.", " ", "Tulis mengapa"),
    ],
)
def test_moderation_refuses_kindly(entry, operator, text, reason, said):
    with pytest.raises(ValidationError, match=said):
        show_comment(comment=make(entry), text=text, reason=reason, by=operator)


def test_not_shown_needs_a_reason_and_takes_back_what_was_shown(client, entry, operator):
    comment = make(entry)
    show_comment(comment=comment, text="Berguna sekali.", reason="", by=operator)
    with pytest.raises(ValidationError, match="Isi alasan"):
        hide_comment(comment=comment, reason="", by=operator)
    hide_comment(comment=comment, reason="Iklan", by=operator)

    assert "Berguna sekali" not in client.get(url(entry)).content.decode()
    comment.refresh_from_db()
    assert (comment.public_text, comment.text) == ("", "Berguna sekali.")


def test_nobody_moderates_own_words_and_no_other_unit_those_of_this_one(client, entry, operator):
    own = send_comment(innovation=entry, text="Bagus.", key=uuid.uuid4(), by=operator)
    with pytest.raises(PermissionDenied):
        show_comment(comment=own, text="Bagus.", reason="", by=operator)
    client.force_login(make_user(Role.OPERATOR_OPD, make_unit()))

    page = reverse("innovations:comment-moderate", args=[own.pk])
    assert client.get(page).status_code == 404
    assert "Bagus." not in client.get(reverse("innovations:comment-list")).content.decode()


def test_a_reported_comment_stays_and_comes_back_to_the_queue(client, entry, operator):
    comment = make(entry)
    show_comment(comment=comment, text="Berguna sekali.", reason="", by=operator)
    report = reverse("innovations:comment-report", args=[entry.slug, comment.pk])
    form = {"key": str(uuid.uuid4()), "reason": "pribadi", "website": ""}
    assert client.post(report, form).status_code == 302
    assert "Berguna sekali" in client.get(url(entry)).content.decode()

    client.force_login(operator)
    queue = reverse("innovations:comment-list")
    assert "memuat data pribadi" in client.get(queue).content.decode()
    comment.refresh_from_db()
    show_comment(comment=comment, text="Berguna sekali.", reason="", by=operator)
    assert "Semua sudah diperiksa" in client.get(queue).content.decode()


def test_what_nobody_can_read_is_not_reported(client, entry):
    comment = make(entry)
    page = reverse("innovations:comment-report", args=[entry.slug, comment.pk])

    assert client.get(page).status_code == 404


def test_comments_come_newest_first_in_pages(client, entry, operator):
    rows = [make(entry, f"Komentar ke-{number:03d}") for number in range(PAGE + 2)]
    for row in rows:
        Comment.objects.filter(pk=row.pk).update(state=CommentState.SHOWN, public_text=row.text)

    first = client.get(url(entry))
    shown = [comment.pk for comment in first.context["comments"]]
    rest = client.get(f"{url(entry)}?sebelum={first.context['following']}").context["comments"]

    assert shown == [row.pk for row in rows[::-1][:PAGE]]
    assert [comment.pk for comment in rest] == [rows[1].pk, rows[0].pk]
    assert client.get(f"{url(entry)}?sebelum=x").status_code == 200


def test_one_network_sends_ten_an_hour_and_programs_nothing(client, entry):
    send(client, entry, website="https://spam.test")
    assert not Comment.objects.exists()
    answers = [send(client, entry, f"Komentar {number}").status_code for number in range(11)]

    assert answers == [302] * 10 + [429]
