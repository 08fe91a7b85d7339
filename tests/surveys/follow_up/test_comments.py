"""Nothing a respondent wrote is public before somebody has read it; who wrote it, nobody knows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from organizations import activity
from organizations.choices import Role
from organizations.models import Activity
from organizations.texts import without_names
from surveys.choices import CommentState
from surveys.index.queries.comments import shown_comments
from surveys.models import Comment
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import make_comment, make_period, make_service, make_service_unit

pytestmark = pytest.mark.django_db
SAID = "Pak Budi Santoso di loket 2 lambat. Hubungi saya 0812-3456-7890."


def url(name: str, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=args)


@pytest.fixture
def comment(unit) -> Comment:
    return make_comment(make_period(unit), SAID, service=make_service(unit))


def judged(client, comment: Comment, **fields: str):
    return client.post(url("comment-moderate", comment.pk), {"act": "tayang", **fields})


def test_numbers_and_names_are_taken_out_of_the_proposal(client, manager, comment):
    page = client.get(url("comment-moderate", comment.pk))

    proposed = page.context["form"].initial["text"]
    assert proposed == "Pak [nama] di loket 2 lambat. Hubungi saya [telepon]."
    assert SAID in page.content.decode()


def test_shown_in_other_words_with_the_reason_and_the_own_words_kept(client, manager, comment):
    refused = judged(client, comment, text="Loket 2 lambat")
    assert refused.status_code == 400
    assert "Tulis mengapa kata-katanya diubah" in refused.content.decode()

    judged(client, comment, text=" Loket 2\u200b lambat ", reason="Nama dikeluarkan")

    comment.refresh_from_db()
    assert (comment.state, comment.public_text, comment.text) == ("tayang", "Loket 2 lambat", SAID)
    assert comment.moderated_by == manager
    line = activity.history_of(comment).get()
    assert line.reason == "Nama dikeluarkan"
    assert shown_comments(comment.period) == ["Loket 2 lambat"]


def test_the_same_words_need_no_reason(client, manager, unit):
    comment = make_comment(make_period(unit), "Sudah baik")

    assert judged(client, comment, text="Sudah baik").status_code == 302


def test_a_number_is_never_shown(client, manager, comment):
    answer = judged(client, comment, text="Hubungi 0812-3456-7890", reason="x")

    assert answer.status_code == 400
    assert "Masih ada nomor telepon" in answer.content.decode()
    assert "Hubungi 0812-3456-7890" in answer.content.decode()
    comment.refresh_from_db()
    assert comment.state == CommentState.WAITING


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " "}, "Isi teks yang tayang"),
        ({"text": "x" * 2001, "reason": "y"}, "paling panjang 2000 huruf"),
        ({"act": "lain", "text": "x"}, "Pilih tayangan dari daftar"),
        ({"act": "sembunyi"}, "Isi alasan tidak ditayangkan lebih dulu"),
    ],
)
def test_bad_input(client, manager, comment, fields, said):
    answer = judged(client, comment, **fields)

    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_hidden_with_a_reason_and_shown_again_later(client, manager, comment):
    judged(client, comment, act="sembunyi", reason="Memaki petugas")
    comment.refresh_from_db()
    assert (comment.state, comment.public_text) == (CommentState.HIDDEN, "")
    assert (
        SAID
        in client.get(
            url("comment-list", comment.period.unit.pk), {"tab": "tidak"}
        ).content.decode()
    )

    judged(client, comment, text="Loket 2 lambat", reason="Tanpa makian")
    judged(client, comment, text="Loket dua lambat", reason="Salah ketik")

    assert shown_comments(comment.period) == ["Loket dua lambat"]


def test_the_own_words_are_for_few_only(client, comment, head):
    client.force_login(head)

    assert client.get(url("comment-list", comment.period.unit.pk)).status_code == 403
    assert client.get(url("comment-moderate", comment.pk)).status_code == 403
    client.force_login(make_user(Role.PENGELOLA_SURVEI, make_unit()))
    assert client.get(url("comment-moderate", comment.pk)).status_code == 404


def test_no_line_of_the_history_holds_the_words(client, manager, comment):
    judged(client, comment, text="Loket 2 lambat", reason="Nama dikeluarkan")
    judged(client, comment, act="sembunyi", reason="Ganda")

    lines = [f"{row.summary} {row.changes} {row.reason}" for row in Activity.objects.all()]
    assert not any("Budi" in line or "Loket 2" in line for line in lines)


def test_the_list_tells_nothing_that_could_name(client, manager, comment):
    """No day and no number in line: both would lead to an answer."""
    text = client.get(url("comment-list", comment.period.unit.pk)).content.decode()

    assert "1 Januari 2026" not in text
    assert "Menunggu diperiksa (1)" in text


def test_words_are_inert(client, manager, unit):
    comment = make_comment(make_period(unit), "<script>alert(1)</script>")

    for page in (url("comment-list", unit.pk), url("comment-moderate", comment.pk)):
        assert "<script>alert" not in client.get(page).content.decode()


def test_shown_without_words_is_refused_by_the_database(unit):
    comment = make_comment(make_period(unit))

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(state=CommentState.SHOWN)


def test_a_thousand_comments_do_not_hide_the_next(client, manager, unit):
    period = make_period(unit)
    Comment.objects.bulk_create(
        Comment(period=period, text=f"Saran {n}", received_on=period.starts_on) for n in range(120)
    )
    make_comment(make_period(make_service_unit(make_unit())))

    page = client.get(url("comment-list", unit.pk), {"halaman": 3})

    assert len(page.context["page"].object_list) == 20
    assert "Menunggu diperiksa (120)" in page.content.decode()
    assert client.get(url("plan-desk")).context["desk"].lines[0].comments == 120


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Terima kasih Bu Lurah", "Terima kasih Bu Lurah"),
        ("ibu Siti Nur'aini, baik", "ibu [nama], baik"),
        ("dr. Rahma ramah sekali", "dr. [nama] ramah sekali"),
        ("sdr. Joko dan Mbak Ayu", "sdr. [nama] dan Mbak [nama]"),
        ("masuknya sulit pak", "masuknya sulit pak"),
    ],
)
def test_names_after_a_title(text, left):
    assert without_names(text) == left
